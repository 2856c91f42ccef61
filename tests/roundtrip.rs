//! A clean workbook read back: the same records and bytes, whatever program saved it since, and what a person changed.

use serde_json::{Value as Json, json};
use trackrecord::grid::{Shown, Value};
use trackrecord::import::{Import, ImportOptions, import};
use trackrecord::read;
use trackrecord::record::{Code, Finding, Record, RecordSource, Role, Tracker};
use trackrecord::write::workbook;

use crate::support::imported;
use crate::support::resave::{Page, edited, pages, saved};

const PLAN: &str = "plan/2023-09-30.xlsx";

fn read_back(bytes: &[u8]) -> Import {
    let reading = read::read("clean.xlsx", bytes).unwrap();
    import(&reading, &ImportOptions::default()).unwrap()
}

fn written(tracker: &Tracker) -> Vec<u8> {
    workbook(tracker).unwrap()
}

fn without_source(records: &[Record]) -> Vec<Record> {
    records.iter().map(|r| Record { source: RecordSource::default(), ..r.clone() }).collect()
}

/// The clean workbook of the plan after an edit, read back.
fn after(edit: impl FnOnce(&mut Page)) -> Tracker {
    read_back(&edited(&written(&imported(PLAN).tracker), edit)).tracker
}

fn record<'a>(tracker: &'a Tracker, id: &str) -> &'a Record {
    tracker.records.iter().find(|r| r.id == id).unwrap_or_else(|| panic!("no record {id}"))
}

/// The paths at which two values differ.
fn differences(old: &Json, new: &Json, path: &str, found: &mut Vec<String>) {
    match (old, new) {
        (Json::Object(a), Json::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let path = format!("{path}.{key}");
                differences(
                    a.get(key).unwrap_or(&Json::Null),
                    b.get(key).unwrap_or(&Json::Null),
                    &path,
                    found,
                );
            }
        }
        (Json::Array(a), Json::Array(b)) => {
            for number in 0..a.len().max(b.len()) {
                let item = |list: &[Json]| list.get(number).cloned().unwrap_or_default();
                differences(&item(a), &item(b), &format!("{path}.{number}"), found);
            }
        }
        _ if old == new => {}
        _ => found.push(format!("{path}: {old} -> {new}")),
    }
}

fn changed(old: &Record, new: &Record) -> Vec<String> {
    let mut found = Vec::new();
    differences(&json!(old), &json!(new), "", &mut found);
    found
}

fn of_code(tracker: &Tracker, code: Code) -> Vec<&Finding> {
    tracker.findings.iter().filter(|f| f.code == code).collect()
}

#[test]
fn clean_of_clean_gives_the_same_records_and_bytes() {
    for version in ["2023-06-30", "2023-09-30", "2023-12-31", "2024-03-31"] {
        for form in ["xlsx", "txt"] {
            let file = format!("plan/{version}.{form}");
            let first = imported(&file).tracker;
            let bytes = written(&first);
            let second = read_back(&bytes).tracker;
            assert_eq!(second.records, first.records, "{file}");
            assert!(
                (&second.as_of, second.as_of_basis, &second.metadata, &second.groups, &second.summaries)
                    == (&first.as_of, first.as_of_basis, &first.metadata, &first.groups, &first.summaries),
                "{file}"
            );
            assert_eq!(second.findings, first.findings, "{file}");
            assert_eq!(second.ledger, first.ledger, "{file}");
            assert_eq!((second.source.file.as_str(), second.source.format.as_str()), ("clean.xlsx", "xlsx"));
            assert_eq!(second.source.original(), first.source.original());
            assert!(written(&second) == bytes, "{file}: the bytes close");
            let third = read_back(&written(&second)).tracker;
            assert!(third == second && written(&third) == bytes, "{file}: the bytes close once more");
        }
    }
}

#[test]
fn saving_by_another_program_changes_nothing() {
    for file in [PLAN, "plan/2023-06-30.txt"] {
        let first = imported(file).tracker;
        let bytes = written(&first);
        let again = read_back(&saved(&pages(&bytes))).tracker;
        assert_eq!(again.records, first.records, "{file}");
        assert_eq!(again.findings, first.findings, "{file}");
        assert!(written(&again) == bytes, "{file}");
    }
}

#[test]
fn line_breaks_and_lost_formats_are_no_edits() {
    let first = imported(PLAN).tracker;
    let mut pages = pages(&written(&first));
    for cell in pages.iter_mut().flat_map(|page| &mut page.rows).flatten() {
        match cell {
            Value::Text(text) => *text = text.replace('\n', "\r\n"),
            Value::Date(at, _) => *cell = Value::Text(at.date().to_string()),
            Value::Percent(share) => *cell = Value::Number(*share),
            _ => {}
        }
    }
    let again = read_back(&saved(&pages)).tracker;
    assert_eq!(again.records, first.records);
    assert_eq!(again.findings, first.findings);
}

#[test]
fn print_the_plan() {
    let first = imported(PLAN).tracker;
    for row in &pages(&written(&first))[0].rows {
        let row: Vec<String> = row.iter().map(Value::text).collect();
        println!("{}", row.join("|").replace('\n', "/"));
    }
}
