//! The plain formats: CSV and its way back, newline-delimited JSON, standard input and output.

use proptest::prelude::*;
use serde_json::Value;
use trackrecord::grid::Address;
use trackrecord::import::{ImportOptions, import};
use trackrecord::read;
use trackrecord::record::{FLAT_COLUMNS, Record, Tracker};
use trackrecord::write::{FormulaGuard, csv};

use crate::support::binary::{Place, bytes};
use crate::support::{fixture, imported};

const PLAN: &str = "Ref,Recommendation,Action,Lead officer,Target date,Status,Cost code\n\
    1,Light the pier,=SUM(A1:A9),J. Roe,June 2021,On track,'=quoted\n\
    2,Mend the gate,- order hinges,A. Finch,31/07/2021,Done,\"@home, mostly\"\n";

const TABLES: [&str; 6] =
    ["plan.csv", "plan.dates.csv", "plan.fields.csv", "plan.money.csv", "plan.notes.csv", "plan.owners.csv"];

fn read_back(text: &str) -> Tracker {
    let reading = read::read("back.csv", text.as_bytes()).unwrap();
    import(&reading, &ImportOptions::default()).unwrap().tracker
}

/// What our CSV shows of a record; dates by what they count as.
fn shown(record: &Record) -> Value {
    let owners: Vec<_> = record.owners.iter().map(|o| (&o.name, &o.role, &o.unit, &o.email)).collect();
    let mut dates: Vec<_> =
        record.dates.iter().map(|d| d.edtf.as_ref().unwrap_or(&d.as_written).clone()).collect();
    dates.sort();
    let amounts: Vec<_> = record.money.iter().map(|m| (m.amount, &m.currency)).collect();
    serde_json::json!({
        "id": record.id, "ref": record.reference, "group": record.group,
        "recommendation": record.recommendation, "action": record.action, "owners": owners, "dates": dates,
        "due": record.due.as_ref().map(|due| &due.edtf), "due_state": record.due_state, "rag": record.rag,
        "status": record.status, "priority": record.priority, "progress": record.progress,
        "money": amounts, "extra": record.extra, "hidden": record.hidden, "struck": record.struck,
    })
}

#[test]
fn our_csv_reads_back_as_the_records_it_shows() {
    for file in ["2023-06-30", "2023-09-30", "2023-12-31", "2024-03-31"] {
        for extension in ["xlsx", "txt"] {
            let tracker = imported(&format!("plan/{file}.{extension}")).tracker;
            let tables = csv(&tracker, FormulaGuard::Apostrophe).unwrap();
            let back = read_back(&tables[0].text);
            for (record, again) in tracker.records.iter().zip(&back.records) {
                assert_eq!(shown(again), shown(record), "{file}.{extension}");
            }
            assert_eq!(back.records.len(), tracker.records.len());
            assert_eq!(back.ledger.unclaimed, 0);
            let again = csv(&back, FormulaGuard::Apostrophe).unwrap();
            assert_eq!(again[0].text.lines().next(), tables[0].text.lines().next(), "the same columns");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_text_comes_back_from_our_csv_to_the_letter(text in "['=+@\t\r\n0-9.,\"a é-]{1,10}") {
        let record = Record { action: Some(text.clone()), ..Record::default() };
        let mut tracker = read_back(PLAN);
        tracker.records = vec![record];
        let table = csv(&tracker, FormulaGuard::Apostrophe).unwrap().remove(0);
        let reading = read::read("back.csv", table.text.as_bytes()).unwrap();
        let action = FLAT_COLUMNS.iter().position(|name| *name == "action").unwrap();
        let found = reading.workbook.sheets[0].text(Address::new(1, u32::try_from(action).unwrap()));
        prop_assert_eq!(found.is_empty(), text.trim().is_empty());
        prop_assert!(found.is_empty() || found == text, "{:?} for {:?}", found, text);
    }
}

#[test]
fn the_guard_is_undone_in_our_csv_and_nowhere_else() {
    let place = Place::new(&[("in.csv", PLAN)]);
    let ran = place.run(&["clean", "in.csv", "-o", "plan.csv"], 0);
    assert_eq!(
        ran.stderr,
        "in.csv: 2 records in 2 recommendations, 0 findings, 21 of 21 cells accounted for; \
         wrote plan.csv and 5 tables beside it\n"
    );
    let text = place.read("plan.csv");
    for cell in [",'=SUM(A1:A9),", ",''=quoted\n", ",'- order hinges,", ",\"'@home, mostly\"\n"] {
        assert!(text.contains(cell), "{cell}\n{text}");
    }
    let records = |text: &str| -> Vec<Value> { read_back(text).records.iter().map(shown).collect() };
    assert_eq!(records(&text), records(PLAN));
    assert_eq!(read_back(PLAN).records[0].extra["Cost code"], "'=quoted", "other people's CSV stays");
    let plain = place.run(&["clean", "in.csv", "--format", "csv", "--formula-guard", "none"], 0);
    assert!(plain.text().contains(",=SUM(A1:A9),"), "{}", plain.text());
    assert!(plain.text().contains(",'=quoted\n"), "{}", plain.text());
    let refused = place.run(&["clean", "in.csv", "-o", "x.json", "--formula-guard", "none"], 2);
    assert!(refused.stderr.starts_with("error: --formula-guard: expected format csv, found json\n"));
}

#[test]
fn of_the_csv_tables_all_are_written_or_none() {
    let place = Place::new(&[("in.csv", PLAN), ("plan.owners.csv", "mine")]);
    let refused = place.run(&["clean", "in.csv", "-o", "plan.csv"], 2);
    assert!(refused.stderr.starts_with("error: plan.owners.csv: exists already\n"), "{}", refused.stderr);
    assert_eq!(place.files(), ["in.csv", "plan.owners.csv"]);
    // A table beside the records is an input.
    place.put("out.dates.csv", PLAN.as_bytes());
    let refused = place.run(&["clean", "out.dates.csv", "-o", "out.csv", "--force"], 2);
    assert!(refused.stderr.contains("out.dates.csv: is an input"), "{}", refused.stderr);
    assert_eq!(place.files(), ["in.csv", "out.dates.csv", "plan.owners.csv"]);
    place.run(&["clean", "in.csv", "-o", "plan.csv", "--force"], 0);
    let mut expected = TABLES.to_vec();
    expected.extend(["in.csv", "out.dates.csv"]);
    expected.sort_unstable();
    assert_eq!(place.files(), expected);
    assert!(place.read("plan.owners.csv").starts_with("record_id,position,name,"));
}

#[test]
fn each_line_of_ndjson_is_a_record() {
    let place = Place::new(&[("in.csv", PLAN)]);
    let ran = place.run(&["clean", "in.csv", "-o", "out.jsonl"], 0);
    assert_eq!(ran.stdout, b"");
    let written = place.read("out.jsonl");
    let records: Vec<Record> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 2);
    let tracker: Tracker =
        serde_json::from_str(place.run(&["clean", "in.csv", "--format", "json"], 0).text()).unwrap();
    assert_eq!(records, tracker.records);
    assert_eq!(place.run(&["clean", "in.csv", "--format", "ndjson"], 0).text(), written);
}

#[test]
fn a_dash_is_standard_input_or_output() {
    let place = Place::new(&[("in.csv", PLAN)]);
    let ran = place.run_with(&["clean", "-", "-o", "-", "--format", "json"], PLAN.as_bytes(), 0);
    assert_eq!(ran.stderr, "-: 2 records in 2 recommendations, 0 findings, 21 of 21 cells accounted for\n");
    let tracker: Tracker = serde_json::from_str(ran.text()).unwrap();
    assert_eq!(tracker.source.file, "-");
    let plan = bytes(&fixture("plan/2023-06-30.xlsx"));
    let workbook = place.run_with(&["clean", "-", "-o", "-", "--format", "xlsx"], &plan, 0).stdout;
    let clean = read::read("clean.xlsx", &workbook).unwrap();
    assert!(clean.workbook.sheets.iter().any(|sheet| sheet.name == "Records"));
    place.run_with(&["clean", "-", "-o", "out.csv"], PLAN.as_bytes(), 0);
    assert!(place.path("out.fields.csv").exists());
    let csv = place.run_with(&["clean", "-", "--format", "csv"], PLAN.as_bytes(), 0);
    assert_eq!(csv.text(), place.read("out.csv"));
    assert!(csv.stderr.contains("; printed the records alone (`-o FILE` writes owners,"), "{}", csv.stderr);
    let summary = place.run_with(&["clean", "-"], PLAN.as_bytes(), 0);
    assert!(summary.text().ends_with("trackrecord clean - -o tracker-clean.xlsx\n"), "{}", summary.text());
    for (args, message) in [
        (&["clean", "-", "-o", "-"][..], "error: -o -: expected a format, found none\n"),
        (&["clean", "-", "-", "--format", "json"], "error: -: given twice\n"),
        (&["clean", "in.csv", "--format", "xlsx"], "error: --format xlsx: a workbook is not printed\n"),
    ] {
        let refused = place.run(args, 2);
        assert!(refused.stderr.starts_with(message), "{}", refused.stderr);
    }
    let nothing = place.run_with(&["clean", "-", "--format", "csv"], b"Dear all\n", 1);
    assert_eq!(nothing.text(), "");
}

/// What standard input was opened from is an input like any other.
#[cfg(target_os = "linux")]
#[test]
fn the_file_behind_standard_input_is_never_written_to() {
    let place = Place::new(&[("in.csv", PLAN)]);
    let file = std::fs::File::open(place.path("in.csv")).unwrap();
    let output = place.command(&["clean", "-", "-o", "in.csv", "--force"]).stdin(file).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.starts_with("error: in.csv: is an input"), "{stderr}");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(place.read("in.csv"), PLAN);
}

#[test]
fn a_text_too_long_for_a_cell_is_refused_or_goes_on() {
    let long = "and so on ".repeat(4_000);
    let place = Place::new(&[(
        "in.csv",
        &format!("Ref,Action,Owner,Progress\n1,Mend it,A Roe,{long}\n2,Light it,B Low,x\n"),
    )]);
    let refused = place.run(&["clean", "in.csv", "-o", "out.xlsx"], 2);
    assert_eq!(
        refused.stderr,
        "error: out.xlsx: cannot be written\n  \
         caused by: sheet `Records`: F2: expected at most 32767 characters in a cell, found 39999\n\
         hint: let it go on in the columns beside it: `--split-long`\n"
    );
    assert_eq!(place.files(), ["in.csv"]);
    place.run(&["clean", "in.csv", "-o", "out.xlsx", "--split-long"], 0);
    let clean = read::open(&place.path("out.xlsx")).unwrap();
    let records = clean.workbook.sheets.iter().find(|sheet| sheet.name == "Records").unwrap();
    let text = |cell: &str| records.text(Address::parse(cell).unwrap());
    assert_eq!((text("F1").as_str(), text("G1").as_str()), ("Progress", "Progress (2)"));
    assert!(text("F2") + &text("G2") == long.trim_end());
    let refused = place.run(&["clean", "in.csv", "-o", "out.json", "--split-long"], 2);
    assert!(refused.stderr.starts_with("error: --split-long: expected format xlsx, found json\n"));
}
