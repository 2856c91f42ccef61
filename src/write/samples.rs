//! Trackers for the tests of this folder, and of what reads its workbooks back.

use serde_json::{Value, json};

use crate::record::{Record, Tracker};

/// Returns a date as the contract has it.
pub(crate) fn when(kind: &str, edtf: &str, days: [&str; 2], precision: &str, as_written: &str) -> Value {
    json!({
        "kind": kind, "edtf": edtf, "earliest": days[0], "latest": days[1], "precision": precision,
        "qualifier": null, "assumed": [], "as_written": as_written
    })
}

/// Returns a record with an id and the given fields, else empty.
pub(crate) fn record(id: &str, fields: &Value) -> Record {
    let mut record = serde_json::to_value(Record { id: id.to_owned(), ..Record::default() }).unwrap();
    for (key, value) in fields.as_object().unwrap() {
        assert!(record.get(key).is_some(), "{key}");
        record[key] = value.clone();
    }
    serde_json::from_value(record).unwrap()
}

/// Returns a tracker with nothing but records.
pub(crate) fn of(records: Vec<Record>) -> Tracker {
    let mut tracker: Tracker = serde_json::from_value(json!({
        "schema": "trackrecord/tracker/1",
        "source": {"file": "plan.xlsx", "format": "xlsx", "sheets": ["Plan"]},
        "as_of": null, "as_of_basis": null, "metadata": [], "groups": [], "records": [], "summaries": [],
        "findings": [], "ledger": {"cells": 0, "roles": {"unclaimed": 0}, "unclaimed": 0}
    }))
    .unwrap();
    tracker.records = records;
    tracker
}

/// Returns a tracker with three records that between them have every field, and something in every list.
pub(crate) fn mixed() -> Tracker {
    let due = when("due", "2013-03-31", ["2013-03-31", "2013-03-31"], "day", "31/3/13");
    let revised =
        when("revised", "2013-04/2013-06", ["2013-04-01", "2013-06-30"], "fiscal_quarter", "Q1 2013/14");
    let done = when("completed", "2013-02", ["2013-02-01", "2013-02-28"], "month", "Feb 13");
    let ongoing = json!({"due": "ongoing, see minutes", "owners": "A Finch/Parks"});
    let records = vec![
        record(
            "1.10~1",
            &json!({
                "ref": "1.10", "group": "Parks", "group_path": ["Place", "Parks"],
                "recommendation": "Mend the gates", "action": "Order hinges\nFit them",
                "owners": [
                    {"name": "Ada Finch", "role": "Warden", "unit": "Parks", "email": null, "as_written": "A Finch"},
                    {"name": null, "role": null, "unit": null, "email": null, "as_written": "all wardens"}
                ],
                "dates": [due, revised, done], "due": revised,
                "rag": "amber_red", "rag_basis": "fill", "status": "awaiting_sign_off",
                "priority": "1", "percent_complete": 33.3, "progress": "Hinges came",
                "money": [{
                    "label": null, "amount": 200_000.0, "amount_to": null, "currency": "GBP", "per": "year",
                    "basis": "actual", "as_written": "£200k pa"
                }],
                "notes": [{"text": "Ask again", "author": "B Marsh", "cell": "G4"}],
                "extra": {"Cost code": "007", "status": "=1+1"},
                "as_written": {"recommendation": "Mend  the gates", "action": ""},
                "source": {"sheet": "Plan", "cells": "A4:H5", "fields": {"ref": "A4", "due": "E4,E5", "extra.status": "H4"}}
            }),
        ),
        record(
            "2",
            &json!({
                "ref": "2", "group": "Parks", "group_path": ["Parks"], "recommendation": "=HYPERLINK(\"x\")",
                "due_state": "ongoing", "dates": [], "status": "achieved", "rag": "blue", "rag_basis": "text",
                "percent_complete": 100.0, "hidden": true, "struck": true, "as_written": ongoing,
                "extra": {"STATUS": "https://example.org"},
                "source": {"sheet": "Plan", "cells": "A6:H6", "fields": {"due": "E6"}}
            }),
        ),
        record("#3", &json!({"action": " <r>look</r> ", "dates": [due], "due": due})),
    ];
    let mut tracker = of(records);
    tracker.as_of = Some(jiff::civil::date(2013, 4, 1));
    let rest = json!({
        "metadata": [{"label": "Committee", "value": "Scrutiny", "source": "Plan!A1"}],
        "groups": [{
            "id": "#1", "label": null, "source": "Plan!A3", "notes": [{"text": "a note", "author": null, "cell": "B9"}],
            "money": [{
                "label": "Total", "amount": 5.5, "amount_to": null, "currency": "EUR", "per": null, "basis": null,
                "as_written": "5.50"
            }]
        }],
        "summaries": [{"source": "Plan!J1:K3", "counts": [{"label": "Done", "value": 1}], "total": 3}],
        "findings": [{"severity": "info", "code": "struck-record", "message": "crossed out", "source": "Plan!A6"}],
        "ledger": {"cells": 30, "roles": {"header": 8, "record": 21, "unclaimed": 1}, "unclaimed": 1}
    });
    tracker.as_of_basis = serde_json::from_value(json!("file name")).unwrap();
    tracker.metadata = serde_json::from_value(rest["metadata"].clone()).unwrap();
    tracker.groups = serde_json::from_value(rest["groups"].clone()).unwrap();
    tracker.summaries = serde_json::from_value(rest["summaries"].clone()).unwrap();
    tracker.findings = serde_json::from_value(rest["findings"].clone()).unwrap();
    tracker.ledger = serde_json::from_value(rest["ledger"].clone()).unwrap();
    tracker
}
