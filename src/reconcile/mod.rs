//! Two trackers to a diff: align first, compare second.
//!
//! 1. `portrait`: what counts of each record, each word and value with its worth (`text`, `words`)
//! 2. `candidate`: the pairs that are worth a score
//! 3. `score`, `place`: the evidence that a pair is one record
//! 4. `assign`: the best one-to-one assignment; `split`: one that became several, and several that became one
//! 5. `align`: the steps above in their order; an alignment is a value, and so are its doubts (`doubt`, `reason`)
//! 6. `compare`, `due`, `owner`: what differs between records that are one; `columns`: what the columns say already
//! 7. `entry`: what became of each record
//!
//! Records belong together by their content; the ref is evidence and never the only proof. [`apply`] takes a diff back to
//! the new records; [`carry_ids`] gives records that are one the same id. Nothing here knows a renderer.

mod align;
mod apply;
mod assign;
mod candidate;
mod carry;
mod columns;
mod compare;
mod doubt;
mod due;
mod entry;
#[cfg(test)]
mod laws;
mod owner;
mod place;
mod portrait;
mod reason;
mod score;
mod split;
mod text;
mod words;

pub use apply::apply;
pub use carry::carry_ids;
pub use columns::ColumnHeader;
pub(crate) use compare::AS_WRITTEN;

use crate::diff::{DIFF_SCHEMA, Diff, Sides, Version};
use crate::record::{Record, Tracker};

/// What can be asked for; nothing yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DiffOptions {}

/// Returns what changed from the old tracker to the new one; with empty trackers, a diff without entries.
///
/// `columns` are those of the record tables; without them a column that only one version has is told record by record.
///
/// A gone record is *completed* if it was not open any more in the old version: achieved or closed, or superseded, cancelled,
/// rejected or undeliverable, which is flagged, and without a status if it was blue. It is *dropped* if it was open or nothing said
/// how it stood. *Stale* is a record that is open in both versions with the same progress, empty progress included where
/// the trackers have progress at all.
pub fn diff(old: &Tracker, new: &Tracker, columns: Sides<&[ColumnHeader]>, _options: &DiffOptions) -> Diff {
    let records = Sides { old: old.records.as_slice(), new: new.records.as_slice() };
    let alignment = align::align(records);
    let pairs: Vec<(&Record, &Record)> = alignment
        .links
        .iter()
        .filter_map(|link| match (link.places.old.as_slice(), link.places.new.as_slice()) {
            ([i], [j]) => records.old.get(*i).zip(records.new.get(*j)),
            _ => None,
        })
        .collect();
    let told = columns::told(records, columns, &pairs);
    let may_be_stale = old.as_of.is_some() && new.as_of.is_some() && old.as_of != new.as_of;
    let entries = entry::entries(records, &alignment, &told, may_be_stale);
    let doubts = alignment.doubts.iter().filter_map(|doubt| reason::finding(doubt, records));
    Diff {
        schema: DIFF_SCHEMA.into(),
        old: version(old),
        new: version(new),
        summary: entry::summary(&entries),
        columns: columns::column_changes(columns, &told),
        findings: reason::reversed(old.written_as_of(), new.written_as_of())
            .into_iter()
            .chain(reason::past_due(&entries, new))
            .chain(doubts)
            .collect(),
        entries,
    }
}

fn version(tracker: &Tracker) -> Version {
    Version {
        file: tracker.source.file.clone(),
        sheets: tracker.source.sheets.clone(),
        as_of: tracker.as_of,
        records: tracker.records.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{EntryKind, Flag};
    use crate::record::{AsOfBasis, Code, Ledger, Rag, Status, TRACKER_SCHEMA, TrackerSource};
    use jiff::civil::{Date, date};

    fn tracker(as_of: Option<Date>, records: &[Record]) -> Tracker {
        Tracker {
            schema: TRACKER_SCHEMA.into(),
            source: TrackerSource {
                file: "plan.csv".into(),
                format: "text".into(),
                sheets: vec![],
                made_from: None,
            },
            as_of,
            as_of_basis: as_of.map(|_| AsOfBasis::Metadata),
            metadata: vec![],
            groups: vec![],
            records: records.to_vec(),
            retired_ids: vec![],
            summaries: vec![],
            findings: vec![],
            ledger: Ledger::of([]),
        }
    }

    fn record(id: &str, action: &str) -> Record {
        Record { id: id.into(), action: Some(action.into()), ..Record::default() }
    }

    fn diff_of(old: &Tracker, new: &Tracker) -> Diff {
        let none: &[ColumnHeader] = &[];
        diff(old, new, Sides { old: none, new: none }, &DiffOptions::default())
    }

    #[test]
    fn gone_records_are_completed_or_dropped() {
        let cases = [
            (Some(Status::Achieved), None, EntryKind::Completed, &[][..]),
            (Some(Status::Closed), Some(Rag::Red), EntryKind::Completed, &[]),
            (Some(Status::Superseded), None, EntryKind::Completed, &[Flag::Unachieved]),
            (Some(Status::Undeliverable), Some(Rag::Blue), EntryKind::Completed, &[Flag::Unachieved]),
            (None, Some(Rag::Blue), EntryKind::Completed, &[]),
            (None, Some(Rag::Green), EntryKind::Dropped, &[]),
            (Some(Status::OnTrack), Some(Rag::Blue), EntryKind::Dropped, &[]),
            (Some(Status::NotAchieved), None, EntryKind::Dropped, &[]),
            (Some(Status::AwaitingSignOff), None, EntryKind::Dropped, &[]),
            (None, None, EntryKind::Dropped, &[]),
        ];
        for (status, rag, kind, flags) in cases {
            let old = tracker(None, &[Record { status, rag, ..record("1", "Paint the hall") }]);
            let diff = diff_of(&old, &tracker(None, &[]));
            assert_eq!(diff.entries[0].kind, kind, "{status:?} {rag:?}");
            assert_eq!(diff.entries[0].flags, flags, "{status:?} {rag:?}");
            assert_eq!(diff.entries[0].old[0].record.as_ref(), old.records.first());
        }
    }

    #[test]
    fn open_records_without_a_new_word_are_stale() {
        let with = |progress: Option<&str>, status| Record {
            progress: progress.map(str::to_owned),
            status,
            ..record("1", "Paint the hall")
        };
        let spring = (Some(date(2013, 4, 1)), Some(date(2013, 7, 1)));
        let met = Some("Met the painter.");
        let cases = [
            (spring, met, Some("met the painter"), None, true),
            (spring, met, Some("Hall painted"), None, false),
            (spring, met, met, Some(Status::Achieved), false),
            (spring, None, None, None, false),
            ((None, spring.1), met, met, None, false),
            ((spring.0, spring.0), met, met, None, false),
        ];
        for ((old_day, new_day), before, after, status, stale) in cases {
            let diff =
                diff_of(&tracker(old_day, &[with(before, None)]), &tracker(new_day, &[with(after, status)]));
            let flags: &[Flag] = if stale { &[Flag::Stale] } else { &[] };
            assert_eq!(diff.entries[0].flags, flags, "{before:?} {after:?} {status:?}");
        }
    }

    #[test]
    fn an_old_version_of_a_later_day_is_a_finding() {
        let (spring, summer) = (Some(date(2013, 4, 1)), Some(date(2013, 7, 1)));
        let cases = [
            (spring, summer, 0),
            (summer, summer, 0),
            (None, spring, 0),
            (summer, None, 0),
            (summer, spring, 1),
        ];
        for (old, new, count) in cases {
            let diff = diff_of(&tracker(old, &[]), &tracker(new, &[]));
            assert_eq!(diff.findings.len(), count, "{old:?} {new:?}");
            for finding in diff.findings {
                assert_eq!((finding.code, finding.source), (Code::VersionsReversed, None));
                let message = "the old version is as of 2013-07-01, the new one as of 2013-04-01; they may be the wrong way round";
                assert_eq!(finding.message, message);
            }
        }
    }

    #[test]
    fn what_is_new_and_past_its_date_is_a_finding() {
        let day = date(2024, 5, 1);
        let due = |day: Date| {
            let when = crate::record::When {
                kind: crate::record::DateKind::Due,
                edtf: Some(day.to_string()),
                earliest: Some(day),
                latest: Some(day),
                precision: None,
                qualifier: None,
                assumed: vec![],
                as_written: day.to_string(),
            };
            Record { due: Some(when), ..record("1", "Paint the hall") }
        };
        let past = due(date(2020, 6, 1));
        let cases = [
            (past.clone(), Some(day), 1),
            (past.clone(), None, 0),
            (due(day), Some(day), 0),
            (Record { status: Some(Status::Achieved), ..past.clone() }, Some(day), 0),
            (record("1", "Paint the hall"), Some(day), 0),
        ];
        for (record, as_of, count) in cases {
            let diff = diff_of(&tracker(None, &[]), &tracker(as_of, std::slice::from_ref(&record)));
            let messages: Vec<&str> = diff.findings.iter().map(|finding| finding.message.as_str()).collect();
            assert_eq!(messages, vec!["it is new, and its date 2020-06-01 was past on 2024-05-01"; count]);
        }
        let kept = diff_of(&tracker(None, std::slice::from_ref(&past)), &tracker(Some(day), &[past]));
        assert!(kept.findings.is_empty(), "it is not new");
    }

    #[test]
    fn entries_follow_the_new_version_and_gone_ones_stand_where_they_stood() {
        let texts = ["Paint the hall", "Mend the roof", "Buy new chairs", "Call the fire brigade"];
        let old: Vec<Record> = (0..4).map(|n| record(&format!("old{n}"), texts[n])).collect();
        let new = [record("new0", "Plant two trees"), record("new1", texts[3]), record("new2", texts[1])];
        let diff = diff_of(&tracker(None, &old), &tracker(None, &new));
        let shown: Vec<String> = diff
            .entries
            .iter()
            .map(|e| {
                let ids: Vec<&str> = e.old.iter().chain(&e.new).map(|r| r.id.as_str()).collect();
                format!("{} {}", e.kind, ids.join(" "))
            })
            .collect();
        let expected =
            ["dropped old0", "added new0", "unchanged old3 new1", "unchanged old1 new2", "dropped old2"];
        assert_eq!(shown, expected);
        assert_eq!((diff.summary.unchanged, diff.summary.added, diff.summary.dropped), (2, 1, 2));
        assert_eq!((diff.old.records, diff.new.records), (4, 3));
    }

    #[test]
    fn empty_trackers_make_an_empty_diff() {
        let empty = tracker(None, &[]);
        let diff = diff_of(&empty, &empty);
        assert!(diff.entries.is_empty() && diff.findings.is_empty() && diff.columns.is_empty());
    }
}
