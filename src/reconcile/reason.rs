//! Why two records belong together, in words, and what could have been decided otherwise, as findings.

use jiff::civil::Date;

use crate::diff::{Entry, EntryKind, Match, MatchBasis, Sides};
use crate::grid;
use crate::record::{Code, Finding, Record, Tracker};

use super::align::Link;
use super::doubt::Doubt;
use super::score::Evidence;
use super::text::same_words;

/// From so many nats a part of the evidence is worth telling.
const TELLING: f64 = 1.0;

/// Returns why the first old and the first new record of a link are one.
pub(super) fn explain(old: &Record, new: &Record, link: &Link) -> Match {
    let Some(evidence) = &link.evidence else {
        let basis = if old.reference.is_some() { MatchBasis::Ref } else { MatchBasis::Text };
        return Match { basis, score: link.score, reasons: vec!["alike in every field".into()] };
    };
    let basis = if evidence.reference >= TELLING { MatchBasis::Ref } else { MatchBasis::Text };
    let mut reasons = Vec::new();
    if link.places.old.len() > 1 {
        reasons.push(format!("{} records share its words", link.places.old.len()));
    }
    if link.places.new.len() > 1 {
        reasons.push(format!("its words are divided over {} records", link.places.new.len()));
    }
    reasons.extend(reference(old, new));
    // Without a recommendation the action is what the records are about.
    let texts = [
        ("recommendation", &old.recommendation, &new.recommendation, evidence.subject_likeness),
        (
            "action",
            &old.action,
            &new.action,
            if old.recommendation.is_some() && new.recommendation.is_some() {
                evidence.task_likeness
            } else {
                evidence.subject_likeness
            },
        ),
    ];
    for (field, old, new, likeness) in texts {
        if let (Some(old), Some(new)) = (old, new) {
            reasons.push(if same_words(Some(old), Some(new)) {
                format!("same {field}")
            } else {
                format!("{field} {:.0}% alike", likeness * 100.0)
            });
        }
    }
    reasons.extend(values(evidence).into_iter().map(str::to_owned));
    Match { basis, score: link.score, reasons }
}

fn reference(old: &Record, new: &Record) -> Option<String> {
    let (old, new) = (old.reference.as_ref()?, new.reference.as_ref()?);
    Some(if old == new { format!("same ref `{old}`") } else { format!("ref `{old}` became `{new}`") })
}

fn values(evidence: &Evidence) -> Vec<&'static str> {
    let parts = [
        (evidence.progress, "progress kept or continued"),
        (evidence.group, "same group"),
        (evidence.owner, "same owner"),
        (evidence.due, "same due date"),
        (evidence.details, "other columns in common"),
        (evidence.place, "same place among its neighbours"),
    ];
    parts.into_iter().filter(|(nats, _)| *nats >= TELLING).map(|(_, reason)| reason).collect()
}

/// Returns the finding for a decision that could have gone the other way; it stands at the record of the new version.
pub(super) fn finding(doubt: &Doubt, records: Sides<&[Record]>) -> Option<Finding> {
    let old = |place: usize| records.old.get(place);
    let new = |place: usize| records.new.get(place);
    let (message, at) = match *doubt {
        Doubt::Rival { matched, rival } if matched.0 == rival.0 => {
            let (one, other) = (new(matched.1)?, new(rival.1)?);
            let message = format!(
                "old `{}` was matched with new `{}`; new `{}` is nearly as likely",
                old(matched.0)?.id,
                one.id,
                other.id
            );
            (message, one)
        }
        Doubt::Rival { matched, rival } => {
            let at = new(matched.1)?;
            let message = format!(
                "new `{}` was matched with old `{}`; old `{}` is nearly as likely",
                at.id,
                old(matched.0)?.id,
                old(rival.0)?.id
            );
            (message, at)
        }
        Doubt::Weak { matched } => {
            let at = new(matched.1)?;
            let message =
                format!("old `{}` was matched with new `{}` on little evidence", old(matched.0)?.id, at.id);
            (message, at)
        }
        Doubt::Missed { pair } => {
            let at = new(pair.1)?;
            let message = format!(
                "old `{}` is gone and new `{}` is new; they may be one record",
                old(pair.0)?.id,
                at.id
            );
            (message, at)
        }
    };
    Some(Finding::new(Code::MatchUncertain, message, place(at)))
}

/// Returns a finding where the old version shows a later day than the new one.
pub(super) fn reversed(old: Option<Date>, new: Option<Date>) -> Option<Finding> {
    let (old, new) = old.zip(new).filter(|(old, new)| old > new)?;
    let message =
        format!("the old version is as of {old}, the new one as of {new}; they may be the wrong way round");
    Some(Finding::new(Code::VersionsReversed, message, None))
}

/// Returns a finding for each record that is new, open and past its date on the day of its version. A day on which the file was
/// saved says nothing of that.
pub(super) fn past_due(entries: &[Entry], new: &Tracker) -> Vec<Finding> {
    let Some(day) = new.written_as_of() else { return vec![] };
    let added = entries.iter().filter(|entry| entry.kind == EntryKind::Added);
    let records = added.flat_map(|entry| &entry.new).filter_map(|shown| shown.record.as_ref());
    let open = records.filter(|record| record.is_open() && !record.struck);
    open.filter_map(|record| {
        let due = record.due.as_ref().filter(|due| due.latest.is_some_and(|latest| latest < day))?;
        let date = due.edtf.as_deref().unwrap_or(&due.as_written);
        let message = format!("it is new, and its date {date} was past on {day}");
        Some(Finding::new(Code::PastDueNew, message, place(record)))
    })
    .collect()
}

/// The record's cells with their sheet; `None` where it has none.
fn place(record: &Record) -> Option<String> {
    let source = &record.source;
    if source.cells.is_empty() {
        return None;
    }
    Some(grid::place(source.sheet.as_deref().unwrap_or_default(), &source.cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_and_findings_read_as_sentences() {
        let record = |id: &str, cells: &str| {
            let source = crate::record::RecordSource {
                sheet: Some("Plan".into()),
                cells: cells.into(),
                ..Default::default()
            };
            Record {
                id: id.into(),
                reference: Some(id.into()),
                recommendation: Some("Keep a register".into()),
                action: Some(format!("Appoint officer {id}")),
                source,
                ..Record::default()
            }
        };
        let (old, new) =
            ([record("A", "A2:F2"), record("B", "A3:F3")], [record("C", "A4:F4"), record("D", "A5:F5")]);
        let evidence =
            Evidence { subject: 5.0, task_likeness: 0.624, owner: 2.0, due: 0.4, ..Evidence::default() };
        let places = Sides { old: vec![0], new: vec![0] };
        let link = Link { places, best: (0, 0), score: 0.87, evidence: Some(evidence) };
        let matched = explain(&old[0], &new[0], &link);
        assert_eq!((matched.basis, matched.score), (MatchBasis::Text, 0.87));
        assert_eq!(
            matched.reasons,
            ["ref `A` became `C`", "same recommendation", "action 62% alike", "same owner"]
        );

        let cases = [
            (
                Doubt::Rival { matched: (0, 0), rival: (0, 1) },
                "old `A` was matched with new `C`; new `D` is nearly as likely",
            ),
            (
                Doubt::Rival { matched: (0, 0), rival: (1, 0) },
                "new `C` was matched with old `A`; old `B` is nearly as likely",
            ),
            (Doubt::Weak { matched: (1, 0) }, "old `B` was matched with new `C` on little evidence"),
            (Doubt::Missed { pair: (1, 0) }, "old `B` is gone and new `C` is new; they may be one record"),
        ];
        for (doubt, message) in cases {
            let finding = finding(&doubt, Sides { old: &old, new: &new }).unwrap();
            assert_eq!((finding.message.as_str(), finding.source.as_deref()), (message, Some("Plan!A4:F4")));
        }
    }
}
