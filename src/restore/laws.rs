//! What holds for every tracker: it is read back as it was, and written again to the same bytes; and no damage to the
//! sheets stops the reading.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::grid::{Address, Sheet, Style, Value, Workbook};
use crate::read;
use crate::write::{samples, workbook};

/// Texts that spreadsheets, XML and JSON have views on.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[ -~\n\t\r_x0Dé\u{1}\u{FFFE}\u{FFFF}=<>&\"/]{0,12}",
        4 => prop::sample::select(vec![
            "", " ", "\n", "=1+1", "+44", "@here", "'quoted", "_x000D_", "a_x000D_\nb", " lead", "a\r\nb", "<r>x</r>", "TRUE",
            "1.10", "007", "31/3/13", "A > B", "#N/A", "{\"kind\":1}", "\u{FEFF}a", "\u{200B}", "1e5", "a: b", "- a\n- b",
        ]).prop_map(str::to_owned),
        // As long as a cell holds, and longer as JSON.
        1 => (32_760_usize..=32_767).prop_map(|length| "\"".repeat(length)),
    ]
}

fn short() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.chars().take(9).collect())
}

fn date() -> impl Strategy<Value = Json> {
    let dates = [
        ("due", "2013-03-31", ["2013-03-31", "2013-03-31"], "day"),
        ("original", "2012-06", ["2012-06-01", "2012-06-30"], "month"),
        ("revised", "2013-04/2013-06", ["2013-04-01", "2013-06-30"], "fiscal_quarter"),
        ("completed", "1066-10-14", ["1066-10-14", "1066-10-14"], "day"),
        // Excel has a 29 February in that year, calendars have none.
        ("raised", "1900-01-15", ["1900-01-15", "1900-01-15"], "day"),
        ("milestone", "2014", ["2014-01-01", "2014-12-31"], "year"),
    ];
    (prop::sample::select(dates.to_vec()), short(), any::<bool>()).prop_map(
        |((kind, edtf, days, precision), written, impossible)| {
            if impossible {
                json!({
                    "kind": kind, "edtf": null, "earliest": null, "latest": null, "precision": null, "qualifier": null,
                    "assumed": [], "as_written": written
                })
            } else {
                samples::when(kind, edtf, days, precision, &written)
            }
        },
    )
}

fn record() -> impl Strategy<Value = Json> {
    let maybe = || prop::option::of(text());
    let part = || prop::option::of(short());
    let owner = (part(), part(), part(), part(), short()).prop_map(
        |(name, role, unit, email, written)| json!({"name": name, "role": role, "unit": unit, "email": email, "as_written": written}),
    );
    let money = (part(), any::<i32>(), prop::option::of(0.0..1e9), short()).prop_map(|(label, amount, to, written)| {
        json!({
            "label": label, "amount": f64::from(amount) / 8.0, "amount_to": to, "currency": "GBP", "per": null,
            "basis": "actual", "as_written": written
        })
    });
    let note = (short(), part(), short())
        .prop_map(|(text, author, cell)| json!({"text": text, "author": author, "cell": cell}));
    let lists = (
        prop::collection::vec(owner, 0..3),
        prop::collection::vec(date(), 0..4),
        prop::collection::vec(money, 0..3),
        prop::collection::vec(note, 0..3),
        prop::option::of(date()),
    );
    let words = (
        prop::option::of(prop::sample::select(vec!["red", "amber_green", "black"])),
        prop::option::of(prop::sample::select(vec!["achieved", "on_track", "awaiting_sign_off"])),
        prop::option::of(prop::sample::select(vec!["ongoing", "to_be_confirmed"])),
        prop::option::of(0.0..100.0_f64),
        any::<[bool; 2]>(),
    );
    let maps = (
        prop::collection::vec((short(), text()), 0..3),
        prop::collection::btree_map(
            prop::sample::select(vec!["action", "due", "dates", "rag", "x"]),
            text(),
            0..3,
        ),
        prop::collection::btree_map(prop::sample::select(vec!["action", "owners", "y"]), Just("G6,G8"), 0..3),
        prop::option::of(short()),
    );
    let texts = (maybe(), maybe(), maybe(), maybe(), maybe(), prop::collection::vec(short(), 0..3), maybe());
    (texts, lists, words, maps).prop_map(
        |(
            (reference, recommendation, action, progress, priority, path, group),
            (owners, dates, money, notes, other),
            (rag, status, state, percent, [hidden, struck]),
            (extra, as_written, fields, sheet),
        )| {
            let due = dates.first().cloned().or(other);
            let extra: IndexMap<String, String> = extra.into_iter().collect();
            json!({
                "ref": reference, "recommendation": recommendation, "action": action, "progress": progress,
                "priority": priority, "group_path": path, "group": group, "owners": owners, "dates": dates, "due": due,
                "due_state": state, "rag": rag, "rag_basis": rag.map(|_| "fill"), "status": status,
                "percent_complete": percent, "money": money, "notes": notes, "hidden": hidden, "struck": struck,
                "extra": extra, "as_written": as_written, "source": {"sheet": sheet, "cells": "A6:G6", "fields": fields}
            })
        },
    )
}

fn tracker() -> impl Strategy<Value = Tracker> {
    (prop::collection::vec(record(), 0..4), text(), prop::option::of(short())).prop_map(
        |(records, said, label)| {
            let records =
                (1..).zip(records).map(|(number, fields)| samples::record(&format!("r{number}"), &fields));
            let mut tracker = Tracker { records: records.collect(), ..samples::mixed() };
            tracker.source.file.clone_from(&said.chars().take(20).collect());
            for item in &mut tracker.metadata {
                item.value.clone_from(&said);
            }
            for group in &mut tracker.groups {
                group.label.clone_from(&label);
            }
            check::check(&mut tracker, &Rules::default());
            tracker
        },
    )
}

fn read(bytes: &[u8]) -> Workbook {
    read::read("clean.xlsx", bytes).unwrap().workbook
}

/// The first fields that differ, cut short.
fn shortly((now, before): (&Record, &Record)) -> String {
    let (now, before) = (format!("{now:#?}"), format!("{before:#?}"));
    let lines = now.lines().zip(before.lines()).filter(|(now, before)| now != before).take(3);
    let cut = |line: &str| line.chars().take(80).collect::<String>();
    lines.map(|(now, before)| format!("{} was {}; ", cut(now), cut(before))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_tracker_is_read_back_as_it_was_and_written_again_to_the_same_bytes(tracker in tracker()) {
        // A cell of several items can be too long although each of them is not.
        let Ok(bytes) = workbook(&tracker) else { return Ok(()) };
        let restored = restore(&read(&bytes), None, &Rules::default()).unwrap().tracker;
        // Not printed: texts are as long as cells hold.
        let differing = restored.records.iter().zip(&tracker.records).find(|(now, before)| now != before);
        prop_assert!(differing.is_none(), "{}", differing.map(shortly).unwrap_or_default());
        let rest = Tracker { source: tracker.source.clone(), ..restored.clone() };
        prop_assert!(rest == tracker, "what stands in no record differs");
        prop_assert!(workbook(&restored).unwrap() == bytes);
    }

    #[test]
    fn no_damage_stops_the_reading(
        damage in prop::collection::vec((0_usize..4, 0_u32..60, 0_u32..26, text()), 1..40),
        gone in prop::option::of(0_u32..26),
    ) {
        let mut book = read(&workbook(&samples::mixed()).unwrap());
        for (number, sheet) in book.sheets.iter_mut().enumerate() {
            let cells = sheet.rows().iter().flat_map(|row| {
                row.cells.iter().map(|cell| (Address::new(row.index, cell.column), cell.value.clone(), cell.style))
            });
            let cells: Vec<(Address, Value, Style)> = cells
                .filter(|(at, ..)| gone.is_none_or(|column| column != at.column))
                .chain(damage.iter().filter(|(of, ..)| *of == number).map(|(_, row, column, text)| {
                    (Address::new(*row, *column), Value::Text(text.clone()), Style::default())
                }))
                .collect();
            *sheet = Sheet::new(sheet.name.clone(), false, cells, []);
        }
        if let Some(restored) = restore(&book, None, &Rules::default()) {
            let ids: BTreeSet<&String> = restored.tracker.records.iter().map(|r| &r.id).collect();
            prop_assert_eq!(ids.len(), restored.tracker.records.len(), "ids stay unique");
            let ledger = &restored.tracker.ledger;
            prop_assert_eq!(ledger.roles.values().sum::<usize>(), ledger.cells);
            let beside = restored.tracker.findings.iter().filter(|f| f.code == Code::UnclaimedCell).count();
            prop_assert!(ledger.unclaimed >= beside);
        }
    }
}
