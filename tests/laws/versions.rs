//! Diffs of imported trackers: what holds of two versions end to end, from the cells on.

use std::collections::BTreeMap;

use trackrecord::diff::{Change, ChangeKind, Diff, Entry, EntryKind, EntryRecord, Sides};
use trackrecord::import::Import;
use trackrecord::read::Reading;
use trackrecord::reconcile::{ColumnHeader, DiffOptions, apply, diff};
use trackrecord::record::Record;

use super::{ensure, import_of};

/// Compares two imports with their columns, as the command does.
pub(super) fn diff_of(old: &Import, new: &Import) -> Diff {
    let headers = |import: &Import| -> Vec<ColumnHeader> {
        let columns = import.columns().into_iter();
        columns.map(|c| ColumnHeader { field: c.field, header: c.header.clone() }).collect()
    };
    let (old_headers, new_headers) = (headers(old), headers(new));
    let columns = Sides { old: old_headers.as_slice(), new: new_headers.as_slice() };
    diff(&old.tracker, &new.tracker, columns, &DiffOptions::default())
}

/// A tracker does not differ from itself.
pub(super) fn same(reading: &Reading) -> Result<(), String> {
    let import = import_of(reading);
    let diff = diff_of(&import, &import);
    let changed = diff.entries.iter().find(|e| e.kind != EntryKind::Unchanged || !e.changes.is_empty());
    ensure(changed.is_none(), || format!("a tracker differs from itself: {changed:?}"))?;
    ensure(diff.summary.unchanged == import.tracker.records.len(), || format!("{:?}", diff.summary))?;
    ensure(diff.findings.is_empty(), || format!("against itself: {:?}", diff.findings))
}

/// A diff applied to the old records gives the new ones, each record is in one entry, and the bytes are the same again.
pub(super) fn closes(old: &Reading, new: &Reading) -> Result<(), String> {
    let (old, new) = (import_of(old), import_of(new));
    let diff = diff_of(&old, &new);
    let applied = apply(&old.tracker, &diff).ok_or("the diff does not apply to its old version")?;
    ensure(bare(&applied) == bare(&new.tracker.records), || {
        "the diff applied to the old version is not the new one".to_owned()
    })?;
    for (side, records) in
        [(sides(&diff, |e| &e.old), &old.tracker.records), (sides(&diff, |e| &e.new), &new.tracker.records)]
    {
        let mut ids: Vec<&str> = records.iter().map(|r| r.id.as_str()).collect();
        ids.sort_unstable();
        ensure(side == ids, || format!("records {ids:?}, in entries {side:?}"))?;
    }
    let json = |diff: &Diff| serde_json::to_string(diff).map_err(|error| error.to_string());
    ensure(json(&diff)? == json(&diff_of(&old, &new))?, || "a second diff has other bytes".to_owned())
}

/// The diff of swapped sides is the diff turned round.
pub(super) fn turns(old: &Reading, new: &Reading) -> Result<(), String> {
    let (old, new) = (import_of(old), import_of(new));
    let mut there: Vec<String> = diff_of(&old, &new).entries.iter().map(|e| told(&turned(e))).collect();
    let mut back: Vec<String> = diff_of(&new, &old).entries.iter().map(told).collect();
    there.sort();
    back.sort();
    let apart = there.iter().zip(&back).find(|(a, b)| a != b);
    ensure(there == back, || format!("turned round: {apart:#?}"))
}

/// The same records in another order differ only by their ids and places.
pub(super) fn order_is_nothing(old: &Import, order: &[usize]) -> Result<(), String> {
    let mut new = old.clone();
    new.tracker.records = order.iter().map(|place| old.tracker.records[*place].clone()).collect();
    let diff = diff_of(old, &new);
    let real = |c: &&Change| !matches!(c.kind, ChangeKind::Moved | ChangeKind::Cosmetic);
    let changed = diff.entries.iter().find(|e| {
        !matches!(e.kind, EntryKind::Unchanged | EntryKind::Changed) || e.changes.iter().any(|c| real(&c))
    });
    ensure(changed.is_none(), || format!("shuffled: {changed:?}"))
}

fn sides<'a>(diff: &'a Diff, side: fn(&'a Entry) -> &'a Vec<EntryRecord>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = diff.entries.iter().flat_map(side).map(|r| r.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

/// Records by id; of `source` a diff tells no fields.
fn bare(records: &[Record]) -> BTreeMap<String, Record> {
    let bare = |record: &Record| {
        let mut record = record.clone();
        record.source.fields.clear();
        (record.id.clone(), record)
    };
    records.iter().map(bare).collect()
}

fn turned(entry: &Entry) -> Entry {
    use ChangeKind::{
        BroughtForward, DateRemoved, DateSet, OwnerAdded, OwnerRemoved, RagImproved, RagWorsened, Slipped,
        StatusAdvanced, StatusRegressed,
    };
    const PAIRS: [(ChangeKind, ChangeKind); 5] = [
        (Slipped, BroughtForward),
        (DateSet, DateRemoved),
        (OwnerAdded, OwnerRemoved),
        (RagWorsened, RagImproved),
        (StatusAdvanced, StatusRegressed),
    ];
    let inverse = |kind: ChangeKind| {
        let other = |(a, b): &(ChangeKind, ChangeKind)| {
            if kind == *a { Some(*b) } else { (kind == *b).then_some(*a) }
        };
        PAIRS.iter().find_map(other).unwrap_or(kind)
    };
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
    let changes = entry.changes.iter().map(change).collect();
    Entry { kind, old: entry.new.clone(), new: entry.old.clone(), changes, ..entry.clone() }
}

/// An entry as far as both directions tell it; gone is gone, done or not.
fn told(entry: &Entry) -> String {
    let kind = if entry.kind == EntryKind::Completed { EntryKind::Dropped } else { entry.kind };
    let ids = |side: &[EntryRecord]| side.iter().map(|r| r.id.as_str()).collect::<Vec<_>>().join(" ");
    let mut changes: Vec<String> = entry
        .changes
        .iter()
        .map(|c| format!("{} {} {:?} {} {}", c.field, c.kind, c.days, c.before, c.after))
        .collect();
    changes.sort();
    let score = entry.matched.as_ref().map(|m| m.score);
    format!("{kind} [{}] [{}] {score:?} {:?} {changes:?}", ids(&entry.old), ids(&entry.new), entry.flags)
}
