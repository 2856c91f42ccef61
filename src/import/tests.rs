//! Which sheets and tables are read, and what a caller's pins do there.

use super::*;
use crate::grid::{Format, Properties, Style, Value, Workbook};
use crate::layout::{Pin, PinnedBy};
use crate::record::Field;

/// A workbook of sheets, each a name (hidden with a leading `-`) and lines of cells.
fn reading(sheets: &[(&str, &[&str])]) -> Reading {
    let sheet = |(name, lines): &(&str, &[&str])| {
        let cells = (0..).zip(*lines).flat_map(|(row, line)| {
            (0..).zip(line.split('|')).filter(|(_, text)| !text.is_empty()).map(move |(column, text)| {
                (Address::new(row, column), Value::Text(text.to_owned()), Style::default())
            })
        });
        Sheet::new(name.trim_start_matches('-'), name.starts_with('-'), cells, [])
    };
    let sheets = sheets.iter().map(sheet).collect();
    Reading {
        workbook: Workbook {
            file: "plan.xlsx".into(),
            format: Format::Xlsx,
            sheets,
            properties: Properties::default(),
        },
        findings: vec![],
    }
}

const PLAN: [&str; 4] =
    ["Our plan", "", "Ref|Action|Owner", "1|Let the contract for dredging the basin|J. Roe"];
/// Too narrow for a table to be seen in it.
const FOREIGN: [&str; 4] = ["Our pier", "Zap|Wuzzle", "1|Buy forty lamps for the pier", "2|Paint it"];

/// The sheets whose records there are, or the error.
fn sheets_read(reading: &Reading, row: u32, pins: &[(&str, Field)], sheet: Option<&str>) -> String {
    let pin = |(column, field): &(&str, Field)| Pin {
        column: (*column).to_owned(),
        field: Some(*field),
        by: PinnedBy::Caller,
    };
    let header = Some(HeaderRows { first: row - 1, last: None });
    let layout = LayoutOptions { header, pins: pins.iter().map(pin).collect(), ..LayoutOptions::default() };
    let options = ImportOptions { sheet: sheet.map(str::to_owned), layout, ..ImportOptions::default() };
    match import(reading, &options) {
        Ok(import) => {
            let records = import.tracker.records.iter();
            records.map(|r| r.source.cells.as_str()).collect::<Vec<_>>().join(" ")
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn which_of_two_sheets_is_current_is_a_warning_where_nothing_tells() {
    let lines = "Ref|Action|Owner\n1|Let the contract|J. Roe\n2|Buy forty lamps|A. Poe\n3|Keep a list|A. Poe";
    let changed = lines.replace("3|Keep a list|A. Poe", "3|Keep a list|B. Moe");
    let sheet = |(name, table): (&str, &str)| {
        let cells = table.lines().zip(0..).flat_map(|(line, row)| {
            line.split('|').zip(0..).map(move |(text, column)| {
                (Address::new(row, column), Value::Text(text.to_owned()), Style::default())
            })
        });
        Sheet::new(name, false, cells.collect::<Vec<_>>(), [])
    };
    for (second, expected) in [(changed.as_str(), 1), (lines, 0)] {
        let workbook = Workbook {
            file: "plan.xlsx".to_owned(),
            format: Format::Xlsx,
            sheets: [("Plan", lines), ("Plan (2)", second)].into_iter().map(sheet).collect(),
            properties: Properties::default(),
        };
        let reading = Reading { workbook, findings: Vec::new() };
        let found = import(&reading, &ImportOptions::default()).unwrap().tracker.findings;
        assert_eq!(found.iter().filter(|f| f.code == Code::VersionAssumed).count(), expected, "{second}");
        assert_eq!(found.iter().filter(|f| f.code == Code::SheetSkipped).count(), 1, "{second}");
    }
}

#[test]
fn a_pinned_header_is_that_of_the_sheets_that_are_read() {
    let notes: (&str, &[&str]) = ("Notes", &["Dear all", "see|the|plan", "thank|you"]);
    let book = reading(&[("Plan", &PLAN), notes]);
    assert_eq!(sheets_read(&book, 3, &[], None), "A4:C4");
    assert_eq!(
        sheets_read(&book, 2, &[], None),
        "plan.xlsx: sheet `Plan`: expected a header in row 2, found no text"
    );
    assert_eq!(sheets_read(&book, 2, &[], Some("Notes")), "A3:B3");
    let two = reading(&[("Plan", &PLAN), ("More", &FOREIGN), ("Even more", &PLAN[2..])]);
    assert_eq!(
        sheets_read(&two, 3, &[], None),
        "plan.xlsx: sheet `Even more`: expected a header in row 3, found 2 rows"
    );
}

#[test]
fn a_file_of_text_that_is_one_table_is_read_whatever_its_headers() {
    let records = |text: &str| {
        let reading = crate::read::read("plan.csv", text.as_bytes()).unwrap();
        import(&reading, &ImportOptions::default()).unwrap().tracker.records.len()
    };
    let body = "foo one,alpha,red hat\nbar two,beta,blue hat\nbaz three,gamma,green hat\n";
    assert_eq!(records(&format!("zap,wuzzle,plim\n{body}")), 3);
    // Its first line is one of its items: somebody's name, a state, a value that comes again.
    assert_eq!(records(&format!("qux four,Jane Roe,old hat\n{body}")), 0);
    assert_eq!(records(&format!("qux four,delta,Complete\n{body}")), 0);
    assert_eq!(records(&format!("qux four,delta,red hat\n{body}")), 0);
    // In a sheet of a workbook it can be anything.
    let lines = ["zap|wuzzle|plim", "foo one|alpha|red hat", "bar two|beta|blue hat", "baz|gamma|green hat"];
    let book = reading(&[("Plan", &PLAN), ("Words", &lines)]);
    let import = import(&book, &ImportOptions::default()).unwrap();
    assert_eq!(import.tracker.records.len(), 1);
}

#[test]
fn owners_dates_and_colours_make_a_tracker_without_items() {
    let project = ["Project|Owner|Due|RAG", "Jetty|J. Roe|1/6/2021|Green", "Jetty|A. Poe|1/7/2021|Red"];
    let book = reading(&[("Plan", &project)]);
    let import = import(&book, &ImportOptions::default()).unwrap();
    assert_eq!(import.tracker.records.len(), 2);
    let contacts = ["Project|Owner|Phone", "Jetty|J. Roe|4711", "Roof|A. Poe|4712"];
    let sheet =
        understand(&reading(&[("Plan", &contacts)]).workbook.sheets[0], &LayoutOptions::default(), true);
    assert!(!sheet.outline.tables.is_empty() && !sheet.is_tracker());
}

#[test]
fn a_count_of_one_colour_is_checked_by_its_words() {
    let plan = [
        "Total red|1",
        "Total green|0",
        "Total|2",
        "",
        "Ref|Action|Owner|Status|RAG",
        "1|Oil the crane|J. Roe|Late|Red",
        "2|Dredge the basin|A. Poe|Late|Amber",
        "",
        "Late|2",
        "Behind schedule|0",
    ];
    let import = import(&reading(&[("Plan", &plan)]), &ImportOptions::default()).unwrap();
    let counted = import.tracker.findings.iter().filter(|f| f.code.to_string().starts_with("summary"));
    assert_eq!(counted.map(|f| f.code).collect::<Vec<_>>(), [Code::SummaryAgrees; 5]);
}

#[test]
fn a_list_with_telephone_numbers_is_no_second_tracker() {
    let plan = [
        "Ref|Action|Owner|Due",
        "1|Oil the crane|J. Roe|1/6/2021",
        "",
        "Contact|Extension|Room",
        "J. Roe|3301|B12",
        "A. Poe|3302|B14",
    ];
    let import = import(&reading(&[("Plan", &plan)]), &ImportOptions::default()).unwrap();
    assert_eq!(import.tracker.records.len(), 1);
    assert!(import.tracker.findings.iter().any(|f| f.code == Code::TableSkipped));
}

#[test]
fn where_nothing_was_found_a_pinned_header_makes_the_tracker() {
    let book = reading(&[("Cover", &["Our", "pier"]), ("Pier", &FOREIGN)]);
    assert_eq!(sheets_read(&book, 2, &[("Wuzzle", Field::Action)], None), "A3:B3 A4:B4");
    assert_eq!(
        sheets_read(&book, 9, &[], None),
        "plan.xlsx: sheet `Cover`: expected a header in row 9, found 2 rows"
    );
    assert_eq!(sheets_read(&book, 2, &[], Some("Pier")), "A3:B3 A4:B4");
}
