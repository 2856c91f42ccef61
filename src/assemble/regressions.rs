//! One test for each fault that was found and mended, with the smallest table that shows it.

use super::{SheetReading, assemble};
use crate::columns;
use crate::grid::{Address, Color, Form, Format, Properties, Range, Sheet, Style, Value, Workbook};
use crate::layout;
use crate::record::{Code, DueState, Rag, Tracker};

const RED: Color = Color { red: 0xFF, green: 0, blue: 0 };

/// What a table becomes: rows by line, cells by `|`; `~` before a text crosses it out, a lone `#` is a red fill, `G:text` is painted, `5%` is typed.
fn tracker(table: &str, merges: &[&str]) -> Tracker {
    formed(table, merges, Form::default())
}

/// A cell's fill, and the text that it is on: `G:Light the pier`.
fn painted(cell: &str) -> (Option<Color>, &str) {
    let fills = [
        ("R", RED),
        ("A", hex(0xFF_C000)),
        ("G", hex(0x92_D050)),
        ("B", hex(0x00_70C0)),
        ("Y", hex(0x80_8080)),
        ("P", hex(0x70_30A0)),
    ];
    match cell.split_once(':') {
        _ if cell == "#" => (Some(RED), ""),
        Some(("-", text)) => (None, text),
        Some((key, text)) => match fills.iter().find(|(fill, _)| *fill == key) {
            Some((_, fill)) => (Some(*fill), text),
            None => (None, cell),
        },
        None => (None, cell),
    }
}

fn hex(color: u32) -> Color {
    let [_, red, green, blue] = color.to_be_bytes();
    Color { red, green, blue }
}

/// What a table becomes whose sheet shows more than values.
pub(super) fn formed(table: &str, merges: &[&str], form: Form) -> Tracker {
    laid_out(table, merges, form, &layout::LayoutOptions::default())
}

/// What a table becomes of whose layout something is known.
pub(super) fn laid_out(table: &str, merges: &[&str], form: Form, options: &layout::LayoutOptions) -> Tracker {
    let mut cells = Vec::new();
    for (row, line) in (0..).zip(table.lines()) {
        for (column, text) in (0..).zip(line.split('|').map(str::trim)) {
            let (fill, text) = painted(text);
            let struck = text.strip_prefix('~');
            let style = Style { strike: struck.is_some(), fill, ..Style::default() };
            let text = struck.unwrap_or(text);
            if !text.is_empty() || style.fill.is_some() {
                let share = text.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
                let text = || Value::Text(text.replace("\\n", "\n"));
                let value = share.map_or_else(text, |number| Value::Percent(number / 100.0));
                cells.push((Address::new(row, column), value, style));
            }
        }
    }
    let merges = merges.iter().map(|range| {
        let (from, to) = range.split_once(':').unwrap();
        Range::new(Address::parse(from).unwrap(), Address::parse(to).unwrap())
    });
    let sheet = Sheet::new("Plan", false, cells, merges).with_form(form);
    let outline = layout::outline(&sheet, options);
    let mappings: Vec<_> =
        outline.tables.iter().map(|table| Some(columns::map(&sheet, table, &[]))).collect();
    let reading = SheetReading { sheet: &sheet, outline: &outline, mappings: &mappings };
    let workbook = Workbook {
        file: "plan.xlsx".to_owned(),
        format: Format::Xlsx,
        sheets: Vec::new(),
        properties: Properties::default(),
    };
    assemble(&workbook, &[reading], &super::AssembleOptions::default())
}

pub(super) fn places(tracker: &Tracker, code: Code) -> Vec<&str> {
    let found = tracker.findings.iter().filter(|f| f.code == code);
    found.filter_map(|f| f.source.as_deref()).collect()
}

#[test]
fn a_colour_in_the_status_column_beside_a_rag_column_is_kept() {
    let tracker = tracker("Ref | Recommendation | RAG | Status\n1 | Light the pier | Red | Green", &[]);
    let record = &tracker.records[0];
    assert_eq!(record.status, None);
    assert_eq!(record.source.fields["status"], "D2");
    assert_eq!(record.as_written["status"], "Green");
    assert_eq!(places(&tracker, Code::SignalsConflict), ["Plan!D2"]);
}

#[test]
fn a_fill_that_says_nothing_new_is_no_source() {
    let tracker = tracker(
        "Ref | Recommendation | RAG | Progress\n\
         1 | Light the pier | # | Lamps were bought and the\n\
         | | # | crane was hired.",
        &[],
    );
    assert_eq!(tracker.records[0].source.fields["rag"], "C2");
    assert_eq!(tracker.records[0].source.cells, "A2:D2,D3");
    assert_eq!(tracker.ledger.cells, 9, "{:?}", tracker.ledger);
}

#[test]
fn more_than_all_is_no_percentage() {
    let tracker = tracker("Ref | Recommendation | % complete\n1 | Light the pier | 4500%", &[]);
    assert_eq!(tracker.records[0].percent_complete, None);
    assert_eq!(places(&tracker, Code::ValueUnread), ["Plan!C2"]);
}

#[test]
fn yes_under_a_question_is_done_and_no_says_nothing_more() {
    let tracker = tracker(
        "Ref | Recommendation | Done?\n\
         1 | Light the pier from end to end | Yes\n\
         2 | Paint the jetty before the summer | No\n\
         3 | Dredge the basin in the autumn | -\n\
         4 | Let the contract for the crane | Maybe",
        &[],
    );
    let statuses: Vec<_> = tracker.records.iter().map(|r| r.status.map(|s| s.to_string())).collect();
    assert_eq!(statuses, [Some("achieved".to_owned()), None, None, None]);
    assert_eq!(tracker.records[1].as_written["status"], "No");
    assert_eq!(places(&tracker, Code::ValueUnread), ["Plan!C5"]);
}

#[test]
fn a_crossed_out_row_is_reported_with_its_cells() {
    let tracker = tracker("| | Ref | Recommendation | Owner\n | | ~1 | ~Light the pier | ~J. Roe", &[]);
    assert!(tracker.records[0].struck);
    assert_eq!(places(&tracker, Code::StruckRecord), ["Plan!C2:E2"]);
}

#[test]
fn notes_of_several_columns_are_kept_whole() {
    let tracker =
        tracker("Action | Progress | Notes | Remarks\n Hire a crane | | as it is | as  written", &[]);
    assert_eq!(tracker.records[0].source.fields["notes"], "C2:D2");
    assert_eq!(tracker.records[0].as_written["notes"], "as it is\nas  written");
}

#[test]
fn a_group_column_is_a_source_and_keeps_its_whole_text() {
    let tracker = tracker(
        "Ref | Section | Recommendation | Progress\n\
         1 | Boats | Light the pier | Lamps were bought and the\n\
         | and lamps | | crane was hired.\n\
         2 | &nbsp; | Dredge the basin | Begun.",
        &[],
    );
    let late = self::tracker("Ref | Section | Recommendation\n1 | | Light the\n | Boats | pier", &[]);
    assert_eq!(late.records[0].as_written["group"], "Boats", "no word is lost where no group is begun");
    let record = &tracker.records[0];
    assert_eq!(record.group.as_deref(), Some("Boats"));
    assert_eq!(record.source.fields["group"], "B2:B3");
    assert_eq!(record.as_written["group"], "Boats\nand lamps");
    assert_eq!(tracker.records[1].group.as_deref(), Some("Boats"), "a space names no group");
    assert!(!tracker.records[1].source.fields.contains_key("group"));
}

#[test]
fn a_merge_over_rows_and_columns_is_of_one_column() {
    let tracker = tracker(
        "Ref | Action | Owner | Status\n\
         1 | Light the pier | | On track\n\
         2 | | | Slipped",
        &["B2:C3"],
    );
    let fields = tracker.records[1].source.fields.iter().map(|(f, cells)| (f.as_str(), cells.as_str()));
    assert_eq!(fields.collect::<Vec<_>>(), [("action", "B2"), ("ref", "A3"), ("status", "D3")]);
}

#[test]
fn a_mark_of_repetition_is_the_value_above() {
    let tracker = tracker(
        "Ref | Action | Owner | Due | Status\n\
         1 | Light the pier at night | J. Roe | 31 March 2021 | Open\n\
         2 | Dredge the basin in spring | \" | As above | ditto\n\
         3 | Paint the jetty from end to end | do. | 30 June 2021 | Done",
        &[],
    );
    let names: Vec<Option<&str>> = tracker.records.iter().map(|r| r.owners[0].name.as_deref()).collect();
    assert_eq!(names, [Some("J Roe"); 3]);
    let second = &tracker.records[1];
    assert_eq!(second.due.as_ref().unwrap().edtf.as_deref(), Some("2021-03-31"));
    assert_eq!(second.status, tracker.records[0].status);
    assert_eq!(second.as_written["owners"], "\"");
    assert_eq!(second.as_written["dates"], "As above");
    assert_eq!(second.source.fields["owners"], "C3");
    assert_eq!(places(&tracker, Code::FilledDown), ["Plan!C3:C4", "Plan!D3", "Plan!E3"]);
    assert_eq!(places(&tracker, Code::DateUnparsed).len(), 0);
}

#[test]
fn a_date_behind_an_owner_is_due_where_no_column_is() {
    let table = "Ref | Action | Lead | Progress\n\
                 1 | Light the pier at night | J. Roe / 31 March 2021 | Lamps were bought\n\
                 2 | Dredge the basin in spring | A. Poe\\nJune 2021 | Not begun yet";
    let found = tracker(table, &[]);
    let due: Vec<&str> = found.records.iter().filter_map(|r| r.due.as_ref()?.edtf.as_deref()).collect();
    assert_eq!(due, ["2021-03-31", "2021-06"]);
    let names: Vec<Option<&str>> = found.records.iter().map(|r| r.owners[0].name.as_deref()).collect();
    assert_eq!(names, [Some("J Roe"), Some("A Poe")]);
    assert_eq!(found.records[0].as_written["dates"], "J. Roe / 31 March 2021");
    assert_eq!(found.records[0].source.fields["dates"], "C2");
    assert_eq!(places(&found, Code::ColumnReview), ["Plan!C"]);
    let due_beside = tracker(&table.replace("Progress", "Due").replace("Lamps were bought", "May 2021"), &[]);
    assert_eq!(due_beside.records[0].due.as_ref().unwrap().edtf.as_deref(), Some("2021-05"));
}

#[test]
fn a_header_that_holds_what_the_items_hold_is_reported() {
    let rows = "2021-03-01 | 2021-03-04 | Action | Light the pier | Owner | Status\n\
                2021-03-02 | 2021-03-05 | Action | Dredge the basin | Ann Lee | Open\n\
                2021-03-03 | 2021-03-06 | Action | Mend the quay | Cy Poe | Open";
    let found = tracker(rows, &[]);
    assert_eq!(found.records.len(), 2);
    assert_eq!(places(&found, Code::RowReview), ["Plan!A1:F1"]);
    let labelled = tracker(&format!("Raised | Updated | Type | Action | Owner | Status\n{rows}"), &[]);
    assert_eq!(labelled.records.len(), 3);
    assert!(places(&labelled, Code::RowReview).is_empty());
}

#[test]
fn the_title_of_a_sheet_is_no_group_though_figures_close_its_table() {
    let plan = |title: &str| {
        tracker(
            &format!(
                "{title}\nRef | Saving | Owner | Due | Saving to date\n\
                 1 | Share the pilot boat | J. Roe | 1/6/2021 | 250\n2 | Sell the crane | A. Poe | 1/7/2021 | 400\nTotal saved | | | | 650"
            ),
            &[],
        )
    };
    let tracker = plan("Harbour savings Q1 2021");
    assert_eq!(tracker.records.iter().map(|r| r.group.as_deref()).collect::<Vec<_>>(), [None, None]);
    assert_eq!(tracker.groups.len(), 1, "the closing figures are kept");
    // Below the sheet's own title it is that of the table.
    let tracker = plan("Harbour Trust\n\nReview of the moorings");
    assert_eq!(tracker.records[0].group.as_deref(), Some("Review of the moorings"));
}

#[test]
fn a_fill_that_the_key_names_and_that_is_no_rag_is_told() {
    let tracker = tracker(
        "P: | Completed\nB: | Not started\nR: | Off track\n\nRef | Action | Owner | RAG\n\
         1 | Oil the crane | J. Roe | P:\n2 | Dredge the basin | A. Poe | B:\n3 | Paint the rail | A. Poe | R:\n\
         4 | Mend the gate | A. Poe | R:\n5 | Fit the lamps | A. Poe | P:",
        &[],
    );
    let rags: Vec<Option<Rag>> = tracker.records.iter().map(|r| r.rag).collect();
    assert_eq!(rags, [None, None, Some(Rag::Red), Some(Rag::Red), None]);
    assert!(tracker.records.iter().all(|r| r.status.is_none()), "a fill sets no status");
    assert_eq!(places(&tracker, Code::ValueUnread), ["Plan!D7", "Plan!D6,D10"]);
}

#[test]
fn an_owner_beside_a_date_is_one_where_no_column_is() {
    let table = "Ref | Action | By when/By whom | Progress\n\
                 1 | Light the pier at night | 31 March 2021 / Jane Roe | Lamps were bought\n\
                 2 | Dredge the basin in spring | Ongoing / Harbour team | Not begun yet";
    let found = tracker(table, &[]);
    let due: Vec<Option<&str>> =
        found.records.iter().map(|r| r.due.as_ref().and_then(|due| due.edtf.as_deref())).collect();
    assert_eq!(due, [Some("2021-03-31"), None]);
    assert_eq!(found.records[0].owners[0].name.as_deref(), Some("Jane Roe"));
    assert_eq!(found.records[1].owners[0].unit.as_deref(), Some("Harbour team"));
    assert_eq!(found.records[1].due_state, Some(DueState::Ongoing));
    let fields = &found.records[0].source.fields;
    assert_eq!((&*fields["dates"], &*fields["owners"]), ("C2", "C2"));
}

#[test]
fn a_colour_cell_that_says_there_is_none_is_no_fault() {
    let table = "Ref | Action | Owner | RAG\n1 | Light the pier | J. Roe | Green\n2 | Dredge the basin | A. Poe | N/A\n\
                 3 | Oil the gates | A. Poe | Not applicable\n4 | Mend the sluice | A. Poe | G:3\n5 | Weigh sand | A. Poe | soon";
    let found = tracker(table, &[]);
    assert_eq!(places(&found, Code::ValueUnread), ["Plan!D6"]);
    assert!(found.records.iter().all(|r| r.status.is_none()));
    assert_eq!(found.records[3].rag, Some(Rag::Green));
}

#[test]
fn a_key_wins_over_what_blue_means_by_custom() {
    let table = |blue: &str| {
        let key = format!("Red = late\nGreen = on time\nBlue = {blue}");
        format!(
            "{key}\n\nRef | Action | Owner | RAG\n1 | Light the pier | J. Roe | Red\n2 | Dredge | A. Poe | Blue"
        )
    };
    let found = tracker(&table("no data"), &[]);
    let blue = &found.records[1];
    assert!(blue.is_open() && blue.rag.is_none() && blue.as_written["rag"] == "Blue");
    assert_eq!(tracker(&table("see the minutes"), &[]).records[1].rag, Some(Rag::Blue));
}

#[test]
fn scores_that_are_painted_throughout_are_the_rating() {
    let table = |last: &str| {
        format!(
            "Ref | Risk | Risk score | Mitigation | Risk owner\n1 | The pier floods in winter | R:16 | Raise it | J. Roe\n\
             2 | The basin silts up | A:9 | Dredge it | A. Poe\n3 | The lamps fail | {last} | Buy some | A. Poe"
        )
    };
    let rags = |found: &Tracker| found.records.iter().map(|r| r.rag).collect::<Vec<_>>();
    let found = tracker(&table("G:2"), &[]);
    assert_eq!(rags(&found), [Some(Rag::Red), Some(Rag::Amber), Some(Rag::Green)]);
    assert_eq!(places(&found, Code::ColorsTaken), ["Plan!C2:C4"]);
    assert_eq!(rags(&tracker(&table("2"), &[])), [None; 3]);
}

#[test]
fn an_empty_column_leaves_its_field_to_a_filled_one() {
    let table = "Ref | Owner | Action | Assigned to | Due\n1 | | Light the pier | J. Roe | May 2021\n2 | | Dredge | A. Poe | June 2021";
    let names: Vec<_> =
        tracker(table, &[]).records.iter().map(|r| r.owners.first().and_then(|o| o.name.clone())).collect();
    assert_eq!(names, [Some("J Roe".to_owned()), Some("A Poe".to_owned())]);
}
