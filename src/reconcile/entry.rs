//! The entries of a diff: what became of each record, in the order of the new version, each gone one where it stood.

use std::collections::BTreeMap;

use crate::diff::{ChangeKind, DiffSummary, Entry, EntryKind, EntryRecord, Flag, Sides};
use crate::record::{Record, Status};

use super::align::{Alignment, Link};
use super::compare::{Told, compare};
use super::reason::explain;
use super::text::same_words;

/// A title is cut after the last word that ends within so many characters.
const TITLE: usize = 80;

/// Returns the entries of an alignment; `may_be_stale` where the versions show two known and different days.
pub(super) fn entries(
    records: Sides<&[Record]>,
    alignment: &Alignment,
    told: &Told,
    may_be_stale: bool,
) -> Vec<Entry> {
    let shared = Sides { old: shared_recommendations(records.old), new: shared_recommendations(records.new) };
    let tracked = records.old.iter().chain(records.new).any(|r| r.progress.is_some());
    let old = |place: &usize| {
        records.old.get(*place).map(|r| Shown { record: r, place: *place, title: title(r, &shared.old) })
    };
    let new = |place: &usize| {
        records.new.get(*place).map(|r| Shown { record: r, place: *place, title: title(r, &shared.new) })
    };

    // An entry stands at its first new record; a gone one follows the nearest record before it that is not gone.
    let mut entries: Vec<((Option<usize>, usize), Entry)> = Vec::new();
    let mut new_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut used = vec![false; records.new.len()];
    for link in &alignment.links {
        let sides = Sides {
            old: link.places.old.iter().filter_map(old).collect::<Vec<_>>(),
            new: link.places.new.iter().filter_map(new).collect::<Vec<_>>(),
        };
        let first = link.places.new.first().copied();
        new_of.extend(link.places.old.iter().zip(first.iter().cycle()).map(|(i, j)| (*i, *j)));
        for place in &link.places.new {
            if let Some(used) = used.get_mut(*place) {
                *used = true;
            }
        }
        if let Some(entry) = linked(&sides, link, told, may_be_stale && tracked) {
            entries.push(((first, 0), entry));
        }
    }
    for (place, record) in
        records.new.iter().enumerate().filter(|(place, _)| used.get(*place) == Some(&false))
    {
        let shown = Shown { record, place, title: title(record, &shared.new) };
        entries.push(((Some(place), 0), alone(EntryKind::Added, vec![], vec![shown.whole()])));
    }
    for (place, record) in records.old.iter().enumerate().filter(|(place, _)| !new_of.contains_key(place)) {
        let shown = Shown { record, place, title: title(record, &shared.old) };
        let before = new_of.range(..place).next_back().map(|(_, new)| *new);
        let kind = if record.is_open() { EntryKind::Dropped } else { EntryKind::Completed };
        let unachieved = record.status.is_some_and(Status::ends_unachieved);
        let flags = if unachieved { vec![Flag::Unachieved] } else { vec![] };
        entries.push(((before, place + 1), Entry { flags, ..alone(kind, vec![shown.whole()], vec![]) }));
    }
    entries.sort_by_key(|(place, _)| *place);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// A record with the words that name it among its neighbours.
struct Shown<'a> {
    record: &'a Record,
    /// From 0.
    place: usize,
    title: String,
}

impl Shown<'_> {
    fn brief(&self) -> EntryRecord {
        EntryRecord {
            id: self.record.id.clone(),
            reference: self.record.reference.clone(),
            title: self.title.clone(),
            position: self.place + 1,
            sheet: self.record.source.sheet.clone(),
            cells: self.record.source.cells.clone(),
            record: None,
        }
    }

    fn whole(&self) -> EntryRecord {
        EntryRecord { record: Some(self.record.clone()), ..self.brief() }
    }
}

fn alone(kind: EntryKind, old: Vec<EntryRecord>, new: Vec<EntryRecord>) -> Entry {
    Entry { kind, old, new, matched: None, changes: vec![], flags: vec![] }
}

/// The entry of records that belong together. The changes of a split or merge are in its whole records.
fn linked(sides: &Sides<Vec<Shown>>, link: &Link, told: &Told, may_be_stale: bool) -> Option<Entry> {
    let (old, new) = (sides.old.first()?, sides.new.first()?);
    let matched = Some(explain(old.record, new.record, link));
    let kind = match (sides.old.len(), sides.new.len()) {
        (1, 1) => {
            let changes = compare(old.record, new.record, told);
            let real = changes.iter().any(|c| c.kind != ChangeKind::Cosmetic);
            let stale = may_be_stale && is_stale(old.record, new.record);
            return Some(Entry {
                kind: if real { EntryKind::Changed } else { EntryKind::Unchanged },
                old: vec![old.brief()],
                new: vec![new.brief()],
                matched,
                changes,
                flags: if stale { vec![Flag::Stale] } else { vec![] },
            });
        }
        (1, _) => EntryKind::Split,
        _ => EntryKind::Merged,
    };
    let whole = |side: &[Shown]| side.iter().map(Shown::whole).collect();
    Some(Entry { matched, ..alone(kind, whole(&sides.old), whole(&sides.new)) })
}

/// Still to be done, and nobody wrote a word on it.
fn is_stale(old: &Record, new: &Record) -> bool {
    old.is_open() && new.is_open() && same_words(old.progress.as_deref(), new.progress.as_deref())
}

/// Counts the records that have each recommendation.
fn shared_recommendations(records: &[Record]) -> BTreeMap<&str, usize> {
    let mut times = BTreeMap::new();
    for recommendation in records.iter().filter_map(|r| r.recommendation.as_deref()) {
        *times.entry(recommendation).or_default() += 1;
    }
    times
}

/// Returns the first words of the recommendation or else the action; of the action where others have the same
/// recommendation, of the other columns where there is neither.
fn title(record: &Record, shared: &BTreeMap<&str, usize>) -> String {
    let common = |text: &str| shared.get(text).is_some_and(|times| *times > 1);
    let text = match (record.recommendation.as_deref(), record.action.as_deref()) {
        (Some(recommendation), Some(action)) => {
            if common(recommendation) {
                action
            } else {
                recommendation
            }
        }
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) => record.extra.values().find(|v| !v.trim().is_empty()).map_or("", String::as_str),
    };
    first_words(text)
}

fn first_words(text: &str) -> String {
    let mut title = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let next = word.chars().count() + usize::from(length > 0);
        if length + next > TITLE {
            // A first word without end is cut like a text.
            if length == 0 {
                title.extend(word.chars().take(TITLE));
            }
            title.push('…');
            break;
        }
        if length > 0 {
            title.push(' ');
        }
        title.push_str(word);
        length += next;
    }
    title
}

/// Counts entries by kind.
pub(super) fn summary(entries: &[Entry]) -> DiffSummary {
    let mut summary = DiffSummary::default();
    for entry in entries {
        let count = match entry.kind {
            EntryKind::Unchanged => &mut summary.unchanged,
            EntryKind::Changed => &mut summary.changed,
            EntryKind::Added => &mut summary.added,
            EntryKind::Completed => &mut summary.completed,
            EntryKind::Dropped => &mut summary.dropped,
            EntryKind::Split => &mut summary.split,
            EntryKind::Merged => &mut summary.merged,
        };
        *count += 1;
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_first_words() {
        let cases = [
            ("Review the lease", "Review the lease"),
            ("  Review\nthe   lease ", "Review the lease"),
            ("", ""),
            (
                "Review the lease of the old depot with the landlord, the insurers and the neighbours on the north side",
                "Review the lease of the old depot with the landlord, the insurers and the…",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(first_words(text), expected);
        }
        assert_eq!(first_words(&"é".repeat(200)).chars().count(), TITLE + 1);
    }

    #[test]
    fn the_action_names_a_record_among_its_siblings() {
        let record = |action: &str| Record {
            recommendation: Some("Improve the records".into()),
            action: Some(action.into()),
            ..Record::default()
        };
        let siblings = [record("Write a policy"), record("Train staff")];
        assert_eq!(title(&siblings[1], &shared_recommendations(&siblings)), "Train staff");
        assert_eq!(title(&siblings[1], &shared_recommendations(&siblings[1..])), "Improve the records");
    }
}
