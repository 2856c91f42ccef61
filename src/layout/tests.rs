//! Roles of rows on small sheets, one kind of mess each.

use super::*;
use crate::grid::{HeaderRows, Style, Value};
use crate::record::Field;

/// A sheet of lines with `|` between cells; a blank line is a blank row.
pub(super) fn sheet(lines: &[&str]) -> Sheet {
    merged(lines, &[])
}

fn merged(lines: &[&str], merges: &[(&str, &str)]) -> Sheet {
    let mut cells = Vec::new();
    for (row, line) in (0..).zip(lines) {
        for (column, text) in (0..).zip(line.split('|')) {
            let value = text.parse().map_or_else(|_| Value::Text(text.to_owned()), Value::Number);
            if !value.is_blank() {
                cells.push((Address::new(row, column), value, Style::default()));
            }
        }
    }
    let at = |text: &str| Address::parse(text).unwrap();
    Sheet::new("", false, cells, merges.iter().map(|(a, b)| Range::new(at(a), at(b))))
}

/// The roles of all rows with something in them, from the top, neighbours of one role drawn together: `header record*2`.
pub(super) fn roles(outline: &Outline) -> String {
    let mut runs: Vec<(String, usize)> = Vec::new();
    for role in outline.rows.values() {
        match runs.last_mut() {
            Some((name, count)) if *name == role.to_string() => *count += 1,
            _ => runs.push((role.to_string(), 1)),
        }
    }
    let run =
        |(name, count): &(String, usize)| if *count == 1 { name.clone() } else { format!("{name}*{count}") };
    runs.iter().map(run).collect::<Vec<_>>().join(" ")
}

/// The outline without a word of the caller.
pub(super) fn outline(sheet: &Sheet) -> Outline {
    super::outline(sheet, &LayoutOptions::default())
}

pub(super) fn roles_of(lines: &[&str]) -> String {
    roles(&outline(&sheet(lines)))
}

const HEADER: &str = "Ref|Recommendation|Action|Owner|Due|Status|Progress";

#[test]
fn what_stands_above_a_table_is_told_apart() {
    let sheet = sheet(&[
        "Harbour Trust - Review of Moorings",
        "Position as at 3 May 2021",
        "Committee:|Harbour Board|Version|7",
        "",
        "On track|Slipped|Achieved|Total",
        "4|1|2|7",
        "",
        "1 Achieved|The work is done and was checked",
        "2 On track|The work will be done in time",
        "|as far as anybody can say today",
        "",
        HEADER,
        "1|Dredge the inner basin before autumn|Let the contract|J. Roe|June 2021|2|Tenders are being scored.",
        "2|Light the long pier from end to end|Buy lamps|A. Poe|July 2021|1|All 40 lamps are up.",
    ]);
    let outline = outline(&sheet);
    assert_eq!(roles(&outline), "banner metadata*2 summary*2 legend*3 header record*2");
    let pairs: Vec<(&str, &str)> =
        outline.metadata.iter().map(|p| (p.label.as_str(), p.value.as_str())).collect();
    assert_eq!(pairs, [("Position as at", "3 May 2021"), ("Committee", "Harbour Board"), ("Version", "7")]);
    let block = outline.summaries.first().unwrap();
    let counts: Vec<(&str, u64)> = block.counts.iter().map(|c| (c.label.as_str(), c.value)).collect();
    assert_eq!((counts, block.total), (vec![("On track", 4), ("Slipped", 1), ("Achieved", 2)], Some(7)));
    assert_eq!(outline.legend.entries.len(), 2);
}

#[test]
fn counts_whose_labels_lost_their_cells_are_read() {
    let outline = outline(&sheet(&["not started on track achieved ||||Total", "3|0|4||7", "", HEADER]));
    let block = outline.summaries.first().unwrap();
    let counts: Vec<(&str, u64)> = block.counts.iter().map(|c| (c.label.as_str(), c.value)).collect();
    assert_eq!((counts, block.total), (vec![("not started", 3), ("on track", 0), ("achieved", 4)], Some(7)));
}

#[test]
fn items_with_their_numbers_are_no_counts() {
    let found = roles_of(&[
        "Action|Percent complete",
        "Let the contract for dredging|50",
        "Buy forty lamps for the pier|20",
        "Achieved|3",
    ]);
    assert_eq!(found, "header record*3");
}

#[test]
fn sections_totals_free_rows_and_footers_are_no_records() {
    let found = roles_of(&[
        HEADER,
        "Harbour and moorings",
        "1|Dredge the inner basin before autumn|Let the contract|J. Roe|June 2021|On track|Tenders are being scored.",
        "2|Light the long pier from end to end|Buy lamps|A. Poe|July 2021|Achieved|All 40 lamps are up.",
        "Boats",
        "3|Keep a list of all boats and owners|Write to owners|J. Roe|May 2021|Achieved|Done.",
        "4",
        "|[Insert further actions above this line]",
        "Total number of actions: 3",
        "",
        "Prepared by the harbour office",
        "Page 1 of 2",
    ]);
    assert_eq!(found, "header section record*2 section record placeholder*2 total note*2");
}

#[test]
fn a_page_break_leaves_a_record_whole() {
    let found = roles_of(&[
        HEADER,
        "1|Dredge the inner basin|Let the contract|J. Roe|June 2021|On track|Tenders are being scored and the",
        "",
        "Page 2",
        HEADER,
        "||||||winner will be told in May.",
        "2|Light the long pier|Buy lamps|A. Poe|July 2021|Achieved|All 40 lamps are up.",
    ]);
    assert_eq!(found, "header record note repeated_header continuation record");
}

#[test]
fn the_same_header_below_closing_figures_begins_a_table() {
    let outline = outline(&sheet(&[
        "Review of moorings",
        "",
        HEADER,
        "1|Dredge the inner basin before autumn|Let the contract|J. Roe|June 2021|On track|Tenders are being scored.",
        "Predicted savings of the review £4,000|||||Actual savings £3,000",
        "",
        HEADER,
        "1|Light the long pier from end to end|Buy lamps|A. Poe|July 2021|Achieved|All 40 lamps are up.",
    ]));
    assert_eq!(roles(&outline), "banner header record total header record");
    let titles: Vec<Option<&str>> =
        outline.tables.iter().map(|t| t.title.as_ref().map(|(_, t)| t.as_str())).collect();
    assert_eq!(titles, [Some("Review of moorings"), None]);
}

#[test]
fn wrapped_lines_go_on_and_own_values_begin() {
    let wrapped = roles_of(&[
        HEADER,
        "1|Dredge the inner|Let the contract for|J. Roe|June 2021|On track|Tenders are",
        "|basin before|dredging and|||||being scored.",
        "|autumn.|disposal||||",
        "2|Light the long|Buy lamps|A. Poe|July 2021|Achieved|All 40 lamps",
        "|pier||||||are up.",
    ]);
    assert_eq!(wrapped, "header record continuation*2 record continuation");
    let several = roles_of(&[
        HEADER,
        "1|Dredge the inner basin before autumn.|Let the contract|J. Roe|June 2021|On track|Tenders are being scored.",
        "||Tell the boat owners|A. Poe|July 2021|Achieved|Letters went out in March.",
        "2|Light the long pier from end to end.|Buy lamps|A. Poe|July 2021|Achieved|All 40 lamps are up.",
    ]);
    assert_eq!(several, "header record*3");
}

#[test]
fn merged_parents_and_cells_merged_downwards_make_one_header() {
    let lines = [
        "Ref|Recommendation|Target date||Status",
        "||Original|Revised",
        "1|Dredge the inner basin|May 2021|June 2021|Slipped",
        "|Tell the boat owners|May 2021||Achieved",
    ];
    let merges = [("A1", "A2"), ("B1", "B2"), ("C1", "D1"), ("E1", "E2"), ("A3", "A4")];
    let outline = outline(&merged(&lines, &merges));
    assert_eq!(roles(&outline), "header*2 record*2");
    let table = outline.tables.first().unwrap();
    let names: Vec<String> = table.columns.iter().map(HeaderColumn::full).collect();
    assert_eq!(names, ["Ref", "Recommendation", "Target date / Original", "Target date / Revised", "Status"]);
    assert_eq!(table.range.to_string(), "A1:E4");
}

#[test]
fn a_leaf_under_a_label_of_its_own_stacks_beside_merged_ones() {
    let lines = [
        "Ref|Recommendation|Target date||Progress",
        "||Original|Revised|Latest position",
        "1|Dredge the inner basin|May 2021|June 2021|Tenders are being scored.",
    ];
    let outline = outline(&merged(&lines, &[("C1", "D1")]));
    assert_eq!(roles(&outline), "header*2 record");
    let names: Vec<String> = outline.tables[0].columns.iter().map(HeaderColumn::full).collect();
    assert_eq!(names[2..], ["Target date / Original", "Target date / Revised", "Progress Latest position"]);
    // A record below its header is none of it, however short.
    let lines = ["Ref|Action|Target date||Status", "A|Dredge|May|June|Slipped", "B|Paint|May|July|Late"];
    assert_eq!(
        roles(&super::outline(&merged(&lines, &[("C1", "D1")]), &LayoutOptions::default())),
        "header record*2"
    );
}

#[test]
fn columns_without_a_label_and_scribbles_beside_the_table_are_told_apart() {
    let outline = outline(&sheet(&[
        "|Status|Deadline",
        "Draw the plan|Done|2021-05-03|with Ann",
        "Build the jetty|Open|2021-06-03||| ask again",
        "Paint it|Open|2021-07-03",
    ]));
    let table = outline.tables.first().unwrap();
    let names: Vec<&str> = table.columns.iter().map(|c| c.label.as_str()).collect();
    assert_eq!(names, ["Column A", "Status", "Deadline", "Column D"]);
    assert_eq!(outline.role(Address::parse("F3").unwrap()), Role::Note);
    assert_eq!(outline.role(Address::parse("D2").unwrap()), Role::Record);
}

#[test]
fn a_regular_table_without_a_known_word_is_a_table() {
    let found = roles_of(&["Berth|Vessel|Length", "12|Mary Ann|9", "14|Gannet|11", "15|Tern|7"]);
    assert_eq!(found, "header record*3");
}

#[test]
fn a_pinned_header_is_one_whatever_its_words() {
    let rows = |first, last| LayoutOptions { header: Some(HeaderRows { first, last }), ..Default::default() };
    let lines = [
        "Ref|Action|Owner",
        "Item|Wuzzle|Gnome",
        "(wet)||",
        "1|Dredge the inner basin before autumn|J. Roe",
        "2|Light the long pier from end to end|A. Poe",
    ];
    let found = |options: &LayoutOptions| {
        let outline = super::outline(&sheet(&lines), options);
        let columns = outline.tables.first().unwrap().columns.iter().map(HeaderColumn::full);
        (roles(&outline), columns.collect::<Vec<_>>().join("|"))
    };
    let free = found(&LayoutOptions::default());
    assert_eq!(free.1, "Ref|Action|Owner");
    assert_eq!(
        found(&rows(1, Some(2))),
        ("banner header*2 record*2".to_owned(), "Item (wet)|Wuzzle|Gnome".to_owned())
    );
    assert_eq!(found(&rows(1, None)).1, "Item|Wuzzle|Gnome");
    // Where no header can be, one is looked for as ever.
    for (first, last) in [(9, None), (2, Some(1)), (0, Some(u32::MAX))] {
        assert!(missing_header(&sheet(&lines), HeaderRows { first, last }).is_some());
        assert_eq!(found(&rows(first, last)).1, free.1, "{first} {last:?}");
    }
}

#[test]
fn pinned_labels_say_where_the_header_is_and_where_the_key() {
    let sheet = sheet(&[
        "Our pier",
        "Zap|Wuzzle|Gnome",
        "A1|Dredge the inner|J. Roe",
        "|basin before autumn|",
        "A2|Light the long|A. Poe",
        "|pier from end to end|",
    ]);
    assert!(outline(&sheet).tables.is_empty());
    let pin =
        |column: &str, field| Pin { column: column.to_owned(), field: Some(field), by: PinnedBy::Caller };
    let pins = vec![pin("zap", Field::Ref), pin("WUZZLE", Field::Action), pin("Gnome", Field::Owner)];
    let found = super::outline(&sheet, &LayoutOptions { pins, ..Default::default() });
    assert_eq!(roles(&found), "banner header record continuation record continuation");
}

#[test]
fn counts_that_stand_in_cells_with_their_labels_are_a_summary() {
    let outline = outline(&sheet(&[
        HEADER,
        "1|Dredge the inner basin before autumn|Let the contract|J. Roe|June 2021|On track|Tenders are being scored.",
        "2|Light the long pier from end to end|Buy lamps|A. Poe|July 2021|Achieved|All 40 lamps are up.",
        "",
        "Where we stand",
        "Red: 0|On track = 1|Achieved (1)|Total: 2",
        "",
        "Page 1 of 1",
    ]));
    let summary = outline.summaries.first().unwrap();
    let counts: Vec<(&str, u64)> = summary.counts.iter().map(|c| (c.label.as_str(), c.value)).collect();
    assert_eq!(
        (counts.as_slice(), summary.total),
        ([("Red", 0), ("On track", 1), ("Achieved", 1)].as_slice(), Some(2))
    );
    assert!(roles(&outline).starts_with("header record*2 "), "{}", roles(&outline));
}

#[test]
fn running_text_and_key_blocks_are_no_table() {
    let outline = outline(&sheet(&[
        "Meeting:|Harbour Board|Date:|3 May 2021",
        "Subject:|Moorings",
        "Contact officer:|J. Roe, Harbour Master",
        "|Email: j.roe@example.org|Tel: 1234",
        "",
        "1.0 Purpose",
        "",
        "1.1 To tell members what was done since the last meeting about the moorings in the inner basin, and by whom.",
        "Recommendations",
        "That the report is noted.",
    ]));
    assert!(outline.tables.is_empty());
    assert_eq!(roles(&outline), "metadata*4 banner note banner note");
    let labels: Vec<&str> = outline.metadata.iter().map(|p| p.label.as_str()).collect();
    assert_eq!(labels, ["Meeting", "Date", "Subject", "Contact officer", "Email", "Tel"]);
}

#[test]
fn a_scrap_in_the_key_column_is_unclaimed_and_what_follows_is_displaced() {
    let outline = outline(&sheet(&[
        HEADER,
        "1|Dredge the inner basin before autumn|Let the contract|J. Roe|June 2021|On track|Tenders are being scored.",
        "2|Light the long pier from end to end|Buy lamps|A. Poe|July 2021|Achieved|All 40 lamps are up.",
        "3|Keep a list of boats|Write to owners|J. Roe|May 2021|Achieved|Done.",
        "sector har bour of inner ba sin and the lo ng pier were s een by the bo ard on its tour in M ay 20|wa|s",
        "||and further items will be looked at in June by the whole board of the trust.",
    ]));
    assert_eq!(roles(&outline), "header record*3 unclaimed continuation");
    assert!(outline.tables.first().unwrap().rows.last().unwrap().displaced);
}

/// The labels of the first table, from the left.
fn labels_of(lines: &[&str]) -> Vec<String> {
    let outline = outline(&sheet(lines));
    outline.tables.first().map(|t| t.columns.iter().map(HeaderColumn::full).collect()).unwrap_or_default()
}

#[test]
fn headers_of_several_rows_are_read_together() {
    let wrapped = labels_of(&[
        "Ref|Action|Lead|Target|Percent",
        "No.||Officer|date|complete",
        "1|Paint the pier|A. Poe|3 May 2021|40%",
        "2|Buy lamps|J. Roe|4 May 2021|10%",
    ]);
    assert_eq!(wrapped, ["Ref No.", "Action", "Lead Officer", "Target date", "Percent complete"]);
    let repeated = labels_of(&[
        "|Plan|Plan|Actual|Actual|",
        "Activity|Start|Duration|Start|Duration|Owner",
        "Paint the pier|1|2|2|3|A. Poe",
        "Buy lamps|1|2|2|3|J. Roe",
    ]);
    assert_eq!(repeated[..3], ["Activity", "Plan / Start", "Plan / Duration"]);
    for header in [
        ["action_ref|due_date|lead_officer|rag", "Ref|Due date|Lead officer|RAG"],
        ["Ref|Due date|Lead officer|RAG", "actionRef|dueDate|leadOfficer|rag"],
    ] {
        let machine = [header[0], header[1], "1|3 May 2021|A. Poe|Green", "2|4 May 2021|J. Roe|Red"];
        assert_eq!(labels_of(&machine), ["Ref", "Due date", "Lead officer", "RAG"]);
        assert_eq!(roles_of(&machine), "header*2 record*2");
    }
}

#[test]
fn a_first_item_of_short_texts_is_no_header() {
    for item in ["Pier|Paint|J. Roe", "Lamps|Order|Harbour", "New|Open|TBC"] {
        assert_eq!(roles_of(&["Area|Action|Owner", item, "Quay|Sweep|A. Poe"]), "header record*2", "{item}");
    }
}

#[test]
fn guidance_and_examples_below_a_header_are_no_items() {
    let roles_below = |rows: &[&str]| {
        let mut lines = vec!["Ref|Action|Owner|Due|Status|Progress"];
        lines.extend(rows);
        roles_of(&lines)
    };
    let items =
        ["A1|Paint the pier|A. Poe|3 May 2021|Open|Begun", "A2|Buy lamps|J. Roe|4 May 2021|Open|Begun"];
    let guidance = "Number as given by the board|What is to be done|Who leads it|When it is to be done by|Open, closed or late|Say what was done";
    for (rows, expected) in [
        (vec![guidance, items[0], items[1]], "header placeholder record*2"),
        (vec![guidance], "header placeholder"),
        (
            vec!["Mandatory|Mandatory|Mandatory|Optional|Mandatory|Optional", items[0]],
            "header placeholder record",
        ),
        (
            vec![
                "Unique identifier|Text|Text|dd/mm/yyyy|Text|Text",
                "X-1Example|Mend the gate|A. Body|1 May 2020|Open|",
                items[0],
            ],
            "header placeholder*2 record",
        ),
        (
            vec!["e.g. 1|e.g. mend the gate|e.g. A. Body|1 May 2020|Open|", items[0]],
            "header placeholder record",
        ),
        (vec!["Example|Mend the gate|A. Body|1 May 2020|Open|", items[0]], "header placeholder record"),
        // Somebody typed an item over the guidance and left the rest of it.
        (
            vec!["A0|Mend the gate|Who leads it|When it is to be done by|Open|Say what was done", items[0]],
            "header record*2",
        ),
        (
            vec!["New|Example lettings policy to be written|A. Poe|when funds allow|In hand|", items[0]],
            "header record*2",
        ),
    ] {
        assert_eq!(roles_below(&rows), expected, "{rows:?}");
    }
}

#[test]
fn a_chart_beside_the_table_is_none_of_its_rows() {
    let lines = [
        "Action|Owner|Percent complete|Weeks||",
        "|||3 May 2021|10 May 2021|17 May 2021",
        "|||1|2|3",
        "Paint the pier|A. Poe|40%",
        "Buy lamps|J. Roe|10%",
        "|||||lamps: ask Vale",
        "Sweep the quay|J. Roe|10%",
    ];
    assert_eq!(roles_of(&lines), "header note*2 record*2 note record");
}

#[test]
fn scales_and_labels_over_values_stand_above_a_table() {
    let lines = [
        "Harbour risks",
        "Prepared by|Date of report",
        "A. Poe|3 May 2021",
        "",
        "Impact",
        "1|Hardly felt",
        "2|A day lost",
        "3|The port closes",
        "",
        HEADER,
        "1|Mend the quay||A. Poe|3 May 2021|Open|",
    ];
    let outline = outline(&sheet(&lines));
    assert_eq!(roles(&outline), "banner metadata*2 banner legend*3 header record");
    let pairs: Vec<String> = outline.metadata.iter().map(|p| format!("{}: {}", p.label, p.value)).collect();
    assert_eq!(pairs, ["Prepared by: A. Poe", "Date of report: 3 May 2021"]);
}

#[test]
fn columns_for_months_and_ratings_leave_a_header_one() {
    let months =
        ["Ref|Action|Owner|Due date|Q1|Q2|Q3|Q4|RAG", "1|Mend the quay|A. Poe|3 May 2021|x|||| Green"];
    assert_eq!(roles_of(&months), "header record");
    assert_eq!(roles_of(&["Ref|Action|Owner|Red|Amber|Green", "1|Mend the quay|A. Poe|x"]), "header record");
}

#[test]
fn another_block_below_the_items_is_none_of_them() {
    let items = [
        "Ref|Action|Owner|Due|Progress",
        "1|Mend the quay|A. Poe|3 May 2021|Begun",
        "2|Buy lamps|J. Roe|4 May 2021|Done",
    ];
    let below = |block: &[&str]| {
        let mut lines = items.to_vec();
        lines.push("");
        lines.extend(block);
        roles_of(&lines)
    };
    for block in [
        ["Abbreviation|Meaning", "PMO|Programme office"],
        ["Approved by:|The harbour board", "Date:|3 May 2021"],
        ["Key|", "R|Off track"],
    ] {
        assert!(below(&block).starts_with("header record*2 "), "{block:?} {}", below(&block));
        assert!(!below(&block).contains("record*3"), "{block:?} {}", below(&block));
    }
    // An item that is not numbered yet is one, a gap above it or not.
    assert_eq!(below(&["New|Sweep the quay|A. Poe|5 May 2021|"]), "header record*3");
    assert_eq!(below(&["3|Sweep the quay||5 May 2021|"]), "header record*3");
}

#[test]
fn a_header_with_other_fields_begins_another_table() {
    let outline = outline(&sheet(&[
        "Ref|Action|Owner|Due date|Update",
        "1|Mend the quay|A. Poe|3 May 2021|Begun",
        "",
        "Ref|Action|Owner|Date closed|Update",
        "2|Buy lamps|J. Roe|4 May 2021|Done",
    ]));
    assert_eq!(roles(&outline), "header record header record");
    assert_eq!(outline.tables.len(), 2);
}

#[test]
fn a_row_that_numbers_the_columns_is_no_item() {
    assert_eq!(
        roles_of(&[
            HEADER,
            "(1)|(2)|(3)|(4)|(5)|(6)|(7)",
            "1|Chains are worn.|Replace the chains|J. Roe|June 2021|On track|Ordered.",
            "2|Lamps are dark.|Buy new lamps|A. Poe|May 2021|On track|Ordered.",
        ]),
        "header placeholder record*2"
    );
}

#[test]
fn counts_between_the_items_and_numbers_kept_free_are_no_items() {
    assert_eq!(
        roles_of(&[
            HEADER,
            "H-1|Chains are worn.|Replace the chains|J. Roe|June 2021|On track|Ordered.",
            "H-2|Lamps are dark.|Buy new lamps|A. Poe|May 2021|Slipped|Ordered.",
            "",
            "On track|1",
            "Slipped|1",
            "Total|2",
            "H-3",
            "H-4",
        ]),
        "header record*2 summary*3 banner*2"
    );
}

#[test]
fn a_key_may_stand_in_one_cell_behind_its_name() {
    let outline = outline(&sheet(&["Status key: 1 = Not started, 2 = Achieved, 3 = Slipped", "", HEADER]));
    assert_eq!(roles(&outline), "legend header");
    let keys: Vec<&str> = outline.legend.entries.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(keys, ["1", "2", "3"]);
}

#[test]
fn a_label_with_its_value_is_no_header_above_the_true_one() {
    assert_eq!(
        roles_of(&[
            "Owner of this plan|Quality Unit",
            "Version|7",
            "",
            HEADER,
            "1|Chains are worn.|Replace the chains|J. Roe|June 2021|On track|Ordered.",
        ]),
        "metadata*2 header record"
    );
}

#[test]
fn a_colon_in_a_header_does_not_lose_it() {
    let rows = ["1|Mend the quay|A. Poe|3 May 2021|N", "2|Buy lamps|J. Roe|4 May 2021|Y"];
    for header in ["Ref|Action|Owner|Deadline|Done? (Y/N):", "Ref|Action|Owner|Deadline|Notes for Ana:"] {
        assert_eq!(roles_of(&[&[header], &rows[..]].concat()), "header record*2", "{header}");
    }
    let keys =
        ["Owner:|A. Poe|Status:|On track|Due:|May 2021", "", "Ref|Action|Owner", "1|Mend the quay|A. Poe"];
    assert_eq!(roles_of(&keys), "metadata header record");
}

#[test]
fn leaves_under_a_parent_that_lost_its_merge_are_header() {
    let sheet = sheet(&[
        "Ref|Action|Owner|Target date||RAG",
        "|||Original|Revised|",
        "1|Mend the quay|A. Poe|3 May 2021|1 June 2021|Amber",
        "2|Buy lamps|J. Roe|4 May 2021||Green",
    ]);
    let outline = outline(&sheet);
    assert_eq!(roles(&outline), "header*2 record*2");
    let labels: Vec<String> = outline.tables[0].columns.iter().map(HeaderColumn::full).collect();
    assert_eq!(labels, ["Ref", "Action", "Owner", "Target date / Original", "Target date / Revised", "RAG"]);
}

#[test]
fn a_number_below_the_numbers_of_its_column_is_a_sum() {
    let found = roles_of(&[
        "Action|Owner|Due date|Cost",
        "Dredge the basin|Ann Lee|1 May 2014|200",
        "Buy lamps|Bo Ray|2 June 2014|300",
        "Paint the pier|Cy Fox|3 July 2014|50",
        "",
        "|||550",
    ]);
    assert_eq!(found, "header record*3 total");
}

#[test]
fn labels_right_above_the_header_are_header_too() {
    let found = roles_of(&[
        "Quay|Yard|Works",
        "Action|Owner|Due date",
        "Dredge the basin|Ann Lee|1 May 2014",
        "Buy lamps|Bo Ray|2 June 2014",
    ]);
    assert_eq!(found, "header*2 record*2");
}
