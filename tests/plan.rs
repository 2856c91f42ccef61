//! The four versions of the invented action plan, as workbook and as text export: exactly the records that the fixture
//! program meant, and between them exactly the changes that it meant.

use serde_json::{Value, json};
use trackrecord::diff::{ChangeKind, ColumnKind, Diff, Entry, EntryKind, EntryRecord};
use trackrecord::reconcile::apply;
use trackrecord::record::{Money, Owner, Record, When};

use crate::support::{compared, imported, truth};

const VERSIONS: [&str; 4] = ["2023-06-30", "2023-09-30", "2023-12-31", "2024-03-31"];

/// A record in the shape of the fixture program's truth.
fn meant(record: &Record) -> Value {
    let owner = |o: &Owner| json!({ "name": o.name, "role": o.role, "unit": o.unit });
    let date = |d: &When| json!({ "kind": d.kind, "edtf": d.edtf });
    let money = |m: &Money| json!({ "amount": m.amount, "amount_to": m.amount_to, "currency": m.currency, "per": m.per, "basis": m.basis });
    json!({
        "ref": record.reference,
        "group": record.group,
        "recommendation": record.recommendation,
        "action": record.action,
        "owners": record.owners.iter().map(owner).collect::<Vec<_>>(),
        "due": record.due.as_ref().map(|d| &d.edtf),
        "due_state": record.due_state,
        "dates": record.dates.iter().map(date).collect::<Vec<_>>(),
        "rag": record.rag,
        "status": record.status,
        "priority": record.priority,
        "progress": record.progress,
        "money": record.money.iter().map(money).collect::<Vec<_>>(),
        "extra": record.extra,
    })
}

/// Whole numbers compare equal however they are written.
fn floats(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(float) = number.as_f64() {
                *value = json!(float);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(floats),
        Value::Object(items) => items.values_mut().for_each(floats),
        _ => {}
    }
}

fn assert_records(file: &str, truth_file: &str) {
    let tracker = imported(&format!("plan/{file}")).tracker;
    let mut expected = truth(&format!("plan/{truth_file}"));
    let expected_as_of = expected["as_of"].clone();
    let mut expected = expected["records"].take();
    floats(&mut expected);
    let mut found = Value::Array(tracker.records.iter().map(meant).collect());
    floats(&mut found);
    let pretty = |value: &Value| serde_json::to_string_pretty(value).unwrap();
    let difference =
        similar::TextDiff::from_lines(pretty(&expected), pretty(&found)).unified_diff().to_string();
    assert!(expected == found, "{file}: records are not those meant (- meant, + found):\n{difference}");
    assert_eq!(json!(tracker.as_of), expected_as_of, "{file}: as-of date");
    let unclaimed = tracker.findings.iter().filter(|f| f.code.to_string() == "unclaimed-cell").count();
    assert_eq!((tracker.ledger.unclaimed, unclaimed), (0, 0), "{file}: every cell has its place");
    assert_eq!(
        tracker.ledger.roles.values().sum::<usize>(),
        tracker.ledger.cells,
        "{file}: the ledger adds up"
    );
}

#[test]
fn workbooks_give_the_records_that_were_meant() {
    for version in VERSIONS {
        assert_records(&format!("{version}.xlsx"), &format!("{version}.records.json"));
    }
}

#[test]
fn text_exports_give_the_records_that_were_meant() {
    for version in VERSIONS {
        assert_records(&format!("{version}.txt"), &format!("{version}.text.records.json"));
    }
}

#[test]
fn the_sheets_own_counts_are_checked() {
    for version in VERSIONS {
        let tracker = imported(&format!("plan/{version}.xlsx")).tracker;
        let mismatches: Vec<&str> = tracker
            .findings
            .iter()
            .filter(|f| f.code.to_string() == "summary-mismatch")
            .map(|f| f.message.as_str())
            .collect();
        let expected: &[&str] = match version {
            "2023-12-31" => &[
                "the sheet counts 5 `In progress`, the records are 4",
                "the sheet counts 23 `total`, the records are 22",
            ],
            _ => &[],
        };
        assert_eq!(mismatches, expected, "{version}");
    }
}

/// An entry in the shape of the fixture program's truth, changes in the order of their fields. `actions` gives a record's action
/// by its id: entries that tell changes do not hold the record.
fn meant_entry(entry: &Entry, old: &[Record], new: &[Record]) -> Value {
    let named = |records: &[Record], record: &EntryRecord| {
        let action = records.iter().find(|r| r.id == record.id).and_then(|r| r.action.clone());
        json!({ "ref": record.reference, "action": action })
    };
    let mut changes: Vec<Value> = entry
        .changes
        .iter()
        .filter(|c| c.kind != ChangeKind::Cosmetic)
        .map(|c| match c.days {
            Some(days) => json!({ "field": c.field, "kind": c.kind, "days": days }),
            None => json!({ "field": c.field, "kind": c.kind }),
        })
        .collect();
    changes.sort_by_key(Value::to_string);
    json!({
        "kind": entry.kind,
        "old": entry.old.first().map(|r| named(old, r)),
        "new": entry.new.iter().map(|r| named(new, r)).collect::<Vec<_>>(),
        "changes": changes,
        "flags": entry.flags,
    })
}

/// The entries as lines of text in an order that does not depend on where they stand.
fn sorted(entries: impl Iterator<Item = Value>) -> String {
    let mut lines: Vec<String> = entries.map(|e| serde_json::to_string_pretty(&e).unwrap()).collect();
    lines.sort();
    lines.join("\n")
}

fn assert_changes(old: &str, new: &str, truth_file: &str) {
    let (before, after, diff) = compared(&format!("plan/{old}"), &format!("plan/{new}"));
    let mut expected = truth(&format!("plan/{truth_file}"));
    let mut meant = expected["entries"].take();
    for entry in meant.as_array_mut().unwrap() {
        entry["changes"].as_array_mut().unwrap().sort_by_key(Value::to_string);
    }
    let expected_entries = sorted(meant.as_array().unwrap().iter().cloned());
    let found =
        sorted(diff.entries.iter().map(|e| meant_entry(e, &before.tracker.records, &after.tracker.records)));
    let difference =
        similar::TextDiff::from_lines(&expected_entries, &found).unified_diff().context_radius(8).to_string();
    assert!(
        expected_entries == found,
        "{old} to {new}: changes are not those meant (- meant, + found):\n{difference}"
    );
    let columns: Vec<Value> = diff
        .columns
        .iter()
        .filter(|c| c.kind != ColumnKind::Same)
        .map(|c| json!({ "field": c.field, "old": c.old, "new": c.new, "kind": c.kind }))
        .collect();
    assert_eq!(Value::Array(columns), expected["columns"], "{old} to {new}: columns");
    let without_place = |records: &[Record]| -> Vec<Record> {
        records.iter().map(|r| Record { source: Default::default(), ..r.clone() }).collect()
    };
    let applied = apply(&before.tracker, &diff).expect("the diff is of this version");
    assert_eq!(without_place(&applied), without_place(&after.tracker.records), "{old} to {new}: it closes");
}

#[test]
fn successive_workbooks_differ_as_was_meant() {
    for pair in VERSIONS.windows(2) {
        let (old, new) = (pair[0], pair[1]);
        assert_changes(&format!("{old}.xlsx"), &format!("{new}.xlsx"), &format!("{old}-{new}.changes.json"));
    }
}

#[test]
fn successive_text_exports_differ_as_was_meant() {
    for pair in VERSIONS.windows(2) {
        let (old, new) = (pair[0], pair[1]);
        assert_changes(
            &format!("{old}.txt"),
            &format!("{new}.txt"),
            &format!("{old}-{new}.text.changes.json"),
        );
    }
}

#[test]
fn a_version_does_not_differ_from_itself() {
    for file in VERSIONS.iter().flat_map(|v| [format!("plan/{v}.xlsx"), format!("plan/{v}.txt")]) {
        let (_, _, diff): (_, _, Diff) = compared(&file, &file);
        assert!(
            diff.entries.iter().all(|e| e.kind == EntryKind::Unchanged && e.changes.is_empty()),
            "{file}"
        );
        assert_eq!(diff.summary.unchanged, diff.entries.len(), "{file}");
    }
}
