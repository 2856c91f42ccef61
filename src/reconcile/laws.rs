//! What holds of every diff, on made-up trackers: it closes, turns round with its sides, and does not mind the order of rows.

use indexmap::IndexMap;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::{ColumnHeader, DiffOptions, apply, diff};
use crate::diff::{Change, ChangeKind, Diff, Entry, EntryKind, Sides};
use crate::record::{
    DateKind, DueState, Ledger, Owner, Rag, Record, RecordSource, Status, TRACKER_SCHEMA, Tracker,
    TrackerSource, When,
};

fn words(most: usize) -> impl Strategy<Value = String> {
    let word = select(vec![
        "review", "the", "lease", "of", "depot", "parks", "train", "staff", "and", "report", "budget", "1.",
        "- ", "Train", "reviews", "2013",
    ]);
    vec(word, 1..most).prop_map(|words| words.join(" "))
}

fn owner() -> impl Strategy<Value = Owner> {
    let name = select(vec!["Ada Byrne", "A. Byrne", "Tom Ode", "Mia Falk"]);
    (of(name), of(select(vec!["Head of Parks", "Surveyor"]))).prop_map(|(name, role)| Owner {
        name: name.map(str::to_owned),
        role: role.map(str::to_owned),
        as_written: name.or(role).unwrap_or_default().to_owned(),
        ..Owner::default()
    })
}

fn when() -> impl Strategy<Value = When> {
    let kind = select(vec![DateKind::Due, DateKind::Original, DateKind::Revised, DateKind::Raised]);
    (kind, of((1..13_i8, any::<bool>()))).prop_map(|(kind, month)| {
        let days = month
            .map(|(month, whole)| (date(2013, month, if whole { 1 } else { 28 }), date(2013, month, 28)));
        When {
            kind,
            edtf: Some(days.map_or("XXXX-10-16".into(), |(first, last)| format!("{first}/{last}"))),
            earliest: days.map(|d| d.0),
            latest: days.map(|d| d.1),
            precision: None,
            qualifier: None,
            assumed: vec![],
            as_written: "written".into(),
        }
    })
}

pub(super) fn record() -> impl Strategy<Value = Record> {
    let texts = (
        of(select(vec!["1", "2", "3", "A", "a"])),
        of(select(vec!["Parks", "Roads", "parks"])),
        of(words(8)),
        of(words(5)),
        of(prop_oneof![words(6), any::<String>()]),
    );
    let values = (
        vec(owner(), 0..3),
        vec(when(), 0..3),
        of(select(vec![DueState::Ongoing, DueState::ToBeConfirmed])),
        of(select(vec![Rag::Red, Rag::Amber, Rag::Green, Rag::Grey])),
        of(select(vec![
            Status::NotStarted,
            Status::OnTrack,
            Status::Achieved,
            Status::Cancelled,
            Status::Closed,
        ])),
        vec((select(vec!["Ward", "Area", "Risk.id"]), select(vec!["North", "south", ""])), 0..3),
        any::<bool>(),
    );
    (texts, values).prop_map(
        |(
            (reference, group, recommendation, action, progress),
            (owners, dates, due_state, rag, status, extra, hidden),
        )| {
            Record {
                reference: reference.map(str::to_owned),
                group_path: group.map(str::to_owned).into_iter().collect(),
                group: group.map(str::to_owned),
                recommendation,
                action,
                progress,
                owners,
                due: dates.first().cloned(),
                dates,
                due_state,
                rag,
                status,
                extra: extra
                    .into_iter()
                    .map(|(h, t)| (h.to_owned(), t.to_owned()))
                    .collect::<IndexMap<_, _>>(),
                hidden,
                ..Record::default()
            }
        },
    )
}

pub(super) fn tracker(mut records: Vec<Record>) -> Tracker {
    for (place, record) in records.iter_mut().enumerate() {
        record.id = format!("#{}", place + 1);
        record.source = RecordSource { cells: format!("A{0}:G{0}", place + 2), ..RecordSource::default() };
    }
    Tracker {
        schema: TRACKER_SCHEMA.into(),
        source: TrackerSource {
            file: "plan.csv".into(),
            format: "text".into(),
            sheets: vec![],
            made_from: None,
        },
        as_of: None,
        as_of_basis: None,
        metadata: vec![],
        groups: vec![],
        records,
        retired_ids: vec![],
        summaries: vec![],
        findings: vec![],
        ledger: Ledger::of([]),
    }
}

/// Two versions: what both have, some of it edited in the new one, and what only one has.
fn versions() -> impl Strategy<Value = (Tracker, Tracker)> {
    let kept = vec((record(), of(record()), 0..6_u8), 0..5);
    (kept, vec(record(), 0..3), vec(record(), 0..3)).prop_map(|(kept, gone, added)| {
        let mut old: Vec<Record> = kept.iter().map(|(record, ..)| record.clone()).collect();
        let mut new: Vec<Record> = kept
            .into_iter()
            .map(|(record, other, what)| match (other, what) {
                (None, _) => record,
                (Some(other), 0) => Record { recommendation: other.recommendation, ..record },
                (Some(other), 1) => Record { reference: other.reference, action: other.action, ..record },
                (Some(other), 2) => Record { owners: other.owners, extra: other.extra, ..record },
                (Some(other), 3) => Record { due: other.due, dates: other.dates, ..record },
                (Some(other), _) => Record { recommendation: record.recommendation, ..other },
            })
            .collect();
        old.extend(gone);
        new.splice(0..0, added);
        (tracker(old), tracker(new))
    })
}

fn diff_of(old: &Tracker, new: &Tracker) -> Diff {
    let none: &[ColumnHeader] = &[];
    diff(old, new, Sides { old: none, new: none }, &DiffOptions::default())
}

fn without_fields_of_source(records: &[Record]) -> Vec<Record> {
    let mut records: Vec<Record> = records.to_vec();
    records.iter_mut().for_each(|record| record.source.fields.clear());
    records
}

fn inverse(kind: ChangeKind) -> ChangeKind {
    use ChangeKind::{
        BroughtForward, DateRemoved, DateSet, OwnerAdded, OwnerRemoved, RagImproved, RagWorsened, Slipped,
        StatusAdvanced, StatusRegressed,
    };
    let pairs = [
        (Slipped, BroughtForward),
        (DateSet, DateRemoved),
        (OwnerAdded, OwnerRemoved),
        (RagWorsened, RagImproved),
        (StatusAdvanced, StatusRegressed),
    ];
    let turned = |(a, b)| if kind == a { Some(b) } else { (kind == b).then_some(a) };
    pairs.into_iter().find_map(turned).unwrap_or(kind)
}

/// An entry as far as both directions tell it: kind (gone is one), ids, score and changes, in a fixed order.
fn told(entry: &Entry) -> (String, Vec<String>, Vec<String>, String, Vec<String>) {
    let ids = |side: &[crate::diff::EntryRecord]| side.iter().map(|r| r.id.clone()).collect::<Vec<_>>();
    let kind = match entry.kind {
        EntryKind::Completed | EntryKind::Dropped => "gone".to_owned(),
        kind => kind.to_string(),
    };
    let score = entry.matched.as_ref().map(|m| m.score.to_string()).unwrap_or_default();
    let mut changes: Vec<String> = entry.changes.iter().map(|c| serde_json::to_string(c).unwrap()).collect();
    changes.sort();
    (kind, ids(&entry.old), ids(&entry.new), score, changes)
}

fn turned(entry: &Entry) -> Entry {
    let change = |c: &Change| Change {
        field: c.field.clone(),
        kind: inverse(c.kind),
        before: c.after.clone(),
        after: c.before.clone(),
        days: c.days.map(|days| -days),
    };
    let kind = match entry.kind {
        EntryKind::Added => EntryKind::Dropped,
        EntryKind::Completed | EntryKind::Dropped => EntryKind::Added,
        EntryKind::Split => EntryKind::Merged,
        EntryKind::Merged => EntryKind::Split,
        kind => kind,
    };
    Entry {
        kind,
        old: entry.new.clone(),
        new: entry.old.clone(),
        matched: entry.matched.clone(),
        changes: entry.changes.iter().map(change).collect(),
        flags: entry.flags.clone(),
    }
}

#[test]
fn a_split_whose_parts_stand_apart_keeps_its_order() {
    let record = |action: &str| Record { action: Some(action.into()), ..Record::default() };
    let (one, two) = ("Mend the northern jetty and its ladders", "paint the harbour office in spring");
    let other = record("Dredge the inner basin before the autumn gales");
    let old = tracker(vec![record(&format!("{one}; {two}")), other.clone()]);
    let new = tracker(vec![record(one), other, record(two)]);
    let diff = diff_of(&old, &new);
    assert_eq!(diff.summary.split, 1, "{:?}", diff.summary);
    assert_eq!(apply(&old, &diff).unwrap(), new.records);
}

proptest! {
    #[test]
    fn the_same_tracker_is_unchanged((tracker, _) in versions()) {
        let diff = diff_of(&tracker, &tracker);
        prop_assert_eq!(diff.summary.unchanged, tracker.records.len());
        prop_assert!(diff.entries.iter().all(|e| e.kind == EntryKind::Unchanged && e.changes.is_empty()));
        prop_assert!(diff.findings.is_empty());
    }

    #[test]
    fn a_diff_closes((old, new) in versions()) {
        let diff = diff_of(&old, &new);
        let applied = apply(&old, &diff).unwrap();
        prop_assert_eq!(without_fields_of_source(&applied), without_fields_of_source(&new.records));
        let back: Diff = serde_json::from_str(&serde_json::to_string(&diff).unwrap()).unwrap();
        prop_assert_eq!(apply(&old, &back).unwrap(), applied, "also after a way through JSON");
    }

    #[test]
    fn swapped_sides_invert_a_diff((old, new) in versions()) {
        let mut there: Vec<_> = diff_of(&old, &new).entries.iter().map(|e| told(&turned(e))).collect();
        let mut back: Vec<_> = diff_of(&new, &old).entries.iter().map(told).collect();
        there.sort();
        back.sort();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn shuffled_rows_change_nothing(
        (old, order) in versions().prop_flat_map(|(old, _)| {
            let places: Vec<usize> = (0..old.records.len()).collect();
            (Just(old), Just(places).prop_shuffle())
        })
    ) {
        let new = tracker(order.iter().map(|place| old.records[*place].clone()).collect());
        prop_assert_eq!(diff_of(&old, &new).summary.unchanged, old.records.len());
    }
}
