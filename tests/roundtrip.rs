//! A clean workbook read back: the same records and bytes, whatever program saved it since, and what a person changed.

use std::sync::LazyLock;

use serde_json::{Value as Json, json};
use trackrecord::grid::{Shown, Value};
use trackrecord::import::{Import, ImportOptions, import};
use trackrecord::read;
use trackrecord::record::{Code, Finding, Record, Role, Tracker};
use trackrecord::write::workbook;

use crate::support::imported;
use crate::support::resave::{Page, edited, pages, saved};

const PLAN: &str = "plan/2023-09-30.xlsx";

/// The plan, and the clean workbook that is made of it.
static CLEAN: LazyLock<(Tracker, Vec<u8>)> = LazyLock::new(|| {
    let tracker = imported(PLAN).tracker;
    let bytes = written(&tracker);
    (tracker, bytes)
});

fn read_back(bytes: &[u8]) -> Import {
    let reading = read::read("clean.xlsx", bytes).unwrap();
    import(&reading, &ImportOptions::default()).unwrap()
}

fn written(tracker: &Tracker) -> Vec<u8> {
    workbook(tracker).unwrap()
}

/// The clean workbook of the plan after an edit, read back.
fn after(edit: impl FnOnce(&mut Page)) -> Tracker {
    read_back(&edited(&CLEAN.1, edit)).tracker
}

fn record<'a>(tracker: &'a Tracker, id: &str) -> &'a Record {
    tracker.records.iter().find(|r| r.id == id).unwrap_or_else(|| panic!("no record {id}"))
}

/// Headers and what is put under them.
type Cells = &'static [(&'static str, &'static str)];

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
    let (first, clean) = &*CLEAN;
    let mut pages = pages(clean);
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
fn a_day_typed_over_the_due_date_is_the_revised_one() {
    let old = &CLEAN.0;
    let day = jiff::civil::date(2024, 1, 31).at(0, 0, 0, 0);
    let new = after(|records| records.put("B3", "Due", Value::Date(day, Shown::Day)));
    let (before, now) = (record(old, "B3"), record(&new, "B3"));
    let due = now.due.as_ref().unwrap();
    assert_eq!((due.edtf.as_deref(), due.kind.to_string()), (Some("2024-01-31"), "revised".to_owned()));
    assert_eq!(now.dates[0], before.dates[0], "the original date stands in a column of its own");
    assert_eq!((now.dates.len(), &now.dates[1]), (2, due));
    assert!(!now.source.fields.contains_key("dates"), "the plan's cell no longer holds the dates");
    let said = of_code(&new, Code::ValueEdited);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].message, "`Due` of B3 was `30 Nov 2023`, a person made it `2024-01-31`");
    assert_eq!(said[0].source.as_deref(), Some("Records!G15"));
    for (old, new) in old.records.iter().zip(&new.records).filter(|(old, _)| old.id != "B3") {
        assert_eq!(changed(old, new), Vec::<String>::new());
    }
}

#[test]
fn dates_are_followed_column_by_column() {
    let edtf = |tracker: &Tracker, id: &str| {
        let of = record(tracker, id);
        let dates: Vec<String> =
            of.dates.iter().map(|d| format!("{} {}", d.kind, d.edtf.as_deref().unwrap_or("?"))).collect();
        let due = of.due.as_ref().and_then(|d| d.edtf.clone()).unwrap_or_default();
        format!(
            "{}; due {due}; {}",
            dates.join(", "),
            of.due_state.map(|s| s.to_string()).unwrap_or_default()
        )
    };
    let (old, clean) = &*CLEAN;
    assert_eq!(edtf(old, "A1~1"), "original 2023-04-30, revised 2023-07-31; due 2023-07-31; ");
    let cases: [(&str, Cells, &str); 9] = [
        ("A1~1", &[("Due", "2023-08-31")], "original 2023-04-30, revised 2023-08-31; due 2023-08-31; "),
        (
            "A1~1",
            &[("Revised due", "2023-08-31")],
            "original 2023-04-30, revised 2023-08-31; due 2023-08-31; ",
        ),
        (
            "A1~1",
            &[("Due", "2023-08-31"), ("Revised due", "2023-08-31")],
            "original 2023-04-30, revised 2023-08-31; due 2023-08-31; ",
        ),
        ("A1~1", &[("Due", "")], "original 2023-04-30; due ; "),
        ("A1~1", &[("Original due", "")], "revised 2023-07-31; due 2023-07-31; "),
        (
            "A1~1",
            &[("Due", "2023-10/2023-12")],
            "original 2023-04-30, revised 2023-10/2023-12; due 2023-10/2023-12; ",
        ),
        ("B1~2", &[("Due as written", "")], "; due ; "),
        ("B1~2", &[("Due", "Sept 2024")], "due 2024-09; due 2024-09; "),
        ("A3", &[("Due", "ongoing")], "original 2023-05-31; due ; ongoing"),
    ];
    for (id, edits, expected) in cases {
        let edited = edited(clean, |page| edits.iter().for_each(|(header, text)| page.set(id, header, text)));
        let new = read_back(&edited).tracker;
        assert_eq!(edtf(&new, id), expected, "{id} {edits:?}");
        let bytes = written(&new);
        let again = read_back(&bytes).tracker;
        assert_eq!(again.records, new.records, "{id} {edits:?}");
        assert!(written(&again) == bytes, "{id} {edits:?}");
    }
}

#[test]
fn one_owner_of_three_is_another() {
    let old = &CLEAN.0;
    let new = after(|records| {
        let owners = "Rosalind Teague, Parks Manager (Environment)\nTom Lockyer, Grounds Supervisor\nPriya Nambiar, Insurance Officer (Finance)";
        records.set("A1~1", "Owner", owners);
        records.set("C3", "Owner", "");
    });
    let (before, now) = (record(old, "A1~1"), record(&new, "A1~1"));
    assert_eq!((&now.owners[0], &now.owners[2]), (&before.owners[0], &before.owners[2]));
    let (name, role) = (now.owners[1].name.as_deref(), now.owners[1].role.as_deref());
    assert_eq!((name, role), (Some("Tom Lockyer"), Some("Grounds Supervisor")));
    assert!(record(&new, "C3").owners.is_empty() && !record(&new, "C3").as_written.contains_key("owners"));
    assert_eq!(of_code(&new, Code::ValueEdited).len(), 2);
}

#[test]
fn words_and_texts_are_followed() {
    let old = &CLEAN.0;
    let new = after(|records| {
        records.set("C3", "RAG", "Amber");
        records.set("C3", "Status", "done");
        records.set("C3", "Progress", "Cover  was found.");
        records.set("C3", "Money", "£2,900 a year");
        records.set("C2~3", "RAG", "puce");
        records.set("C2~2", "Evidence held", "Leaflet");
        records.set("C2~1", "Group", "Section D");
    });
    let changes = |id: &str| {
        let path = |change: String| change.split(": ").next().map(str::to_owned);
        changed(record(old, id), record(&new, id)).into_iter().filter_map(path).collect::<Vec<_>>()
    };
    let now = record(&new, "C3");
    assert_eq!(now.rag.map(|r| r.to_string()).as_deref(), Some("amber"));
    assert_eq!(now.rag_basis.map(|b| b.to_string()).as_deref(), Some("text"));
    assert_eq!(now.status.map(|s| s.to_string()).as_deref(), Some("achieved"));
    assert_eq!(now.progress.as_deref(), Some("Cover was found."));
    assert_eq!(now.as_written["progress"], "Cover  was found.");
    let amounts: Vec<(f64, Option<String>)> =
        now.money.iter().map(|m| (m.amount, m.per.map(|p| p.to_string()))).collect();
    assert_eq!(amounts, [(2900.0, Some("year".to_owned()))]);
    assert_eq!((record(&new, "C2~3").rag, record(&new, "C2~3").as_written["rag"].as_str()), (None, "puce"));
    assert_eq!(of_code(&new, Code::ValueUnread).last().unwrap().message, "`puce` is no colour that is known");
    assert_eq!(record(&new, "C2~2").extra["Evidence held"], "Leaflet");
    assert_eq!(changes("C2~1"), [".group", ".group_path.0"]);
    assert_eq!(new.groups.last().unwrap().label.as_deref(), Some("Section D"));
    assert_eq!(of_code(&new, Code::ValueEdited).len(), 7);
}

#[test]
fn rows_are_added_taken_out_sorted_and_hidden() {
    let old = &CLEAN.0;
    let new = after(|records| {
        let gone = records.row("A3");
        records.rows.remove(gone);
        records.rows[1..].reverse();
        records.hidden = vec![2, 3];
        records.add(&[
            ("Ref", "D1"),
            ("Action", "1. Count the benches\n2. Paint them"),
            ("Owner", "Tom Lockyer"),
            ("Due", "2024-06-30"),
            ("Status", "Not started"),
        ]);
        records.add(&[("ID", "B3"), ("Ref", "B3"), ("Action", "Copied by mistake")]);
    });
    let mut ids: Vec<&str> = old.records.iter().map(|r| r.id.as_str()).filter(|id| *id != "A3").collect();
    ids.reverse();
    ids.extend(["D1", "B3~2"]);
    assert_eq!(new.records.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ids);
    for now in &new.records[..new.records.len() - 2] {
        assert_eq!(now, record(old, &now.id));
    }
    let added = record(&new, "D1");
    assert_eq!(added.action.as_deref(), Some("1. Count the benches\n2. Paint them"), "a row is one record");
    assert_eq!(added.due.as_ref().and_then(|d| d.edtf.as_deref()), Some("2024-06-30"));
    assert_eq!(added.owners[0].name.as_deref(), Some("Tom Lockyer"));
    assert_eq!(added.source.sheet.as_deref(), Some("Records"));
    assert_eq!(added.source.fields["owners"], "F24");
    assert_eq!(of_code(&new, Code::RecordAdded).len(), 2);
    assert_eq!(of_code(&new, Code::RecordRemoved).len(), 1);
    assert_eq!(of_code(&new, Code::ValueEdited).len(), 0);
    assert_eq!(new.ledger.cells, old.ledger.cells + 8);
    let bytes = written(&new);
    assert!(written(&read_back(&bytes).tracker) == bytes);
}

#[test]
fn columns_are_added_renamed_and_taken_out() {
    let old = &CLEAN.0;
    let new = after(|records| {
        let owner = records.column("Owner");
        records.rows[0][owner] = Value::Text("Lead officer".to_owned());
        let gone = records.column("Money");
        records.rows.iter_mut().for_each(|row| {
            row.remove(gone);
        });
        records.rows[0].push(Value::Text("Ward".to_owned()));
        records.rows[1].push(Value::Text("Millbeck".to_owned()));
        records.rows[2].extend([Value::Empty, Value::Text("ask Tom".to_owned())]);
    });
    assert_eq!(new.records[0].extra["Ward"], "Millbeck");
    for (before, now) in old.records.iter().zip(&new.records) {
        assert_eq!(now.owners, before.owners);
        assert!(now.money.is_empty());
    }
    let said: Vec<&str> = new
        .findings
        .iter()
        .rev()
        .take_while(|f| !f.message.contains("Money"))
        .map(|f| f.message.as_str())
        .collect();
    assert!(said.contains(&"column `Ward` was added and is read as extra.Ward"), "{said:?}");
    assert!(said.contains(&"`ask Tom` fits nowhere"), "{said:?}");
    assert_eq!(new.ledger.unclaimed, 1);
    assert_eq!(new.ledger.roles[&Role::Header], old.ledger.roles[&Role::Header] + 1);
}

#[test]
fn what_is_said_of_a_cell_goes_with_its_value() {
    let old = imported("plan/2023-06-30.txt").tracker;
    let split = of_code(&old, Code::ActionsSplit);
    assert!(!split.is_empty());
    let source = split[0].source.clone().unwrap();
    let of_cell: Vec<&str> = old
        .records
        .iter()
        .filter(|r| r.source.fields.get("action") == Some(&source))
        .map(|r| r.id.as_str())
        .collect();
    let with = |ids: &[&str]| {
        let bytes =
            edited(&written(&old), |page| ids.iter().for_each(|id| page.set(id, "Action", "Another one")));
        of_code(&read_back(&bytes).tracker, Code::ActionsSplit).len()
    };
    assert_eq!(with(&of_cell[..1]), split.len(), "the other action is still of that cell");
    assert_eq!(with(&of_cell), split.len() - 1);
}

#[test]
fn diff_and_inspect_read_clean_workbooks() {
    let clean = written(&imported("plan/2023-06-30.xlsx").tracker);
    let (old, new) = (read_back(&clean), imported(PLAN));
    assert!(old.has_table());
    let headers: Vec<&str> = old.columns().iter().map(|c| c.header.as_str()).collect();
    assert!(
        headers.contains(&"Owner") && !headers.contains(&"ID") && !headers.contains(&"Source"),
        "{headers:?}"
    );
    let (direct, through) =
        (crate::support::diff(&imported("plan/2023-06-30.xlsx"), &new), crate::support::diff(&old, &new));
    assert_eq!(json!(through.summary), json!(direct.summary));
    let workbook = read::read("clean.xlsx", &clean).unwrap().workbook;
    let text = trackrecord::render::inspect::text(&old, &workbook, &Default::default());
    assert!(
        text.contains("a column of the clean workbook") && text.contains("it is made of the records"),
        "{text}"
    );
}

#[test]
fn without_its_source_map_the_records_are_read_as_any_sheet() {
    let (first, clean) = &*CLEAN;
    let all = pages(clean);
    let rest: Vec<Page> = all.into_iter().filter(|page| page.name != "Source map").collect();
    let read = read_back(&saved(&rest)).tracker;
    assert_eq!(read.source.sheets, ["Records"]);
    assert_eq!(read.records.len(), first.records.len());
}
