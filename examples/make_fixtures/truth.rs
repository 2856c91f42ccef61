//! What each version means, and what each step meant, in DESIGN's names.
//!
//! Records are known by the plan's own keys, so nothing is guessed: what differs between two records of one key was
//! edited on purpose. What only the form of a cell changes is no change.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde::Serialize;
use trackrecord::diff::{ChangeKind, ColumnChange, ColumnKind, EntryKind, Flag};
use trackrecord::record::{DateKind, DueState, Rag, Status};

use crate::Fault;
use crate::plan::{Action, Amount, DateCell, Person, Plan, Recommendation, Section, Target};
use crate::wording::{self, last_day};

/// The column that the last version adds.
const WARDS: &str = "Wards affected";

/// Where the plan was read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// The workbook.
    Workbook,
    /// The text export: no fill, no strike, one column for the target.
    Text,
}

/// A version's meaning.
#[derive(Serialize)]
pub(crate) struct Version {
    as_of: &'static str,
    summary: Summary,
    records: Vec<Truth>,
}

/// The summary block: what it shows and what it should show.
#[derive(Serialize)]
struct Summary {
    shown: IndexMap<&'static str, usize>,
    meant: IndexMap<&'static str, usize>,
}

/// A record's meaning.
#[derive(Serialize)]
struct Truth {
    #[serde(skip)]
    key: &'static str,
    #[serde(skip)]
    split_from: Option<&'static str>,
    #[serde(rename = "ref")]
    reference: &'static str,
    group: &'static str,
    recommendation: &'static str,
    action: &'static str,
    owners: Vec<Person>,
    due: Option<&'static str>,
    due_state: Option<DueState>,
    dates: Vec<Dated>,
    rag: Option<Rag>,
    status: Status,
    priority: &'static str,
    progress: Option<&'static str>,
    money: Vec<Amount>,
    extra: IndexMap<&'static str, &'static str>,
}

/// A date's meaning.
#[derive(Serialize)]
struct Dated {
    kind: DateKind,
    edtf: &'static str,
}

/// What a step meant.
#[derive(Serialize)]
pub(crate) struct Step {
    old: &'static str,
    new: &'static str,
    columns: Vec<ColumnChange>,
    /// Sections that stand elsewhere among those that stayed; their records are otherwise as `entries` says.
    moved_sections: Vec<&'static str>,
    entries: Vec<Entry>,
}

/// What became of a record.
#[derive(Serialize)]
struct Entry {
    kind: EntryKind,
    old: Option<Name>,
    new: Vec<Name>,
    changes: Vec<Change>,
    flags: Vec<Flag>,
}

/// What names a record to a person.
#[derive(Serialize)]
struct Name {
    #[serde(rename = "ref")]
    reference: &'static str,
    action: &'static str,
}

/// One difference.
#[derive(Serialize)]
struct Change {
    field: String,
    kind: ChangeKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<i64>,
}

/// Says what a version means.
pub(crate) fn version(plan: &Plan, medium: Medium) -> Version {
    let (counts, total) = wording::shown_counts(plan);
    let shown = counts.into_iter().chain([("Total", total)]).collect();
    let meant = wording::STATUSES
        .iter()
        .map(|(status, word)| (*word, plan.count(*status)))
        .chain([("Total", plan.actions().count())])
        .collect();
    Version { as_of: plan.name, summary: Summary { shown, meant }, records: records(plan, medium) }
}

/// Says what a step meant.
pub(crate) fn step(old: &Plan, new: &Plan, medium: Medium) -> Result<Step, Fault> {
    Ok(Step {
        old: old.name,
        new: new.name,
        columns: columns(old, new),
        moved_sections: moved_sections(old, new),
        entries: entries(&records(old, medium), &records(new, medium))?,
    })
}

fn records(plan: &Plan, medium: Medium) -> Vec<Truth> {
    plan.actions().map(|(section, of, action)| record(section, of, action, medium)).collect()
}

fn record(section: &Section, of: &Recommendation, action: &Action, medium: Medium) -> Truth {
    let known = |text: &'static str| (!text.is_empty()).then_some(text);
    let dates = dates(&action.target, medium);
    let extra = [("Evidence held", action.evidence), (WARDS, action.wards)];
    Truth {
        key: action.key,
        split_from: action.split_from,
        reference: of.reference,
        group: section.title,
        recommendation: of.text,
        action: action.text,
        owners: action.lead.owners.clone(),
        due: dates.last().map(|date| date.edtf),
        due_state: due_state(&action.target),
        dates,
        rag: if medium == Medium::Workbook { action.rag } else { None },
        status: action.status,
        priority: action.priority,
        progress: known(action.progress),
        money: action.saving.amounts.clone(),
        extra: extra.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
    }
}

/// The dates in the order of the cells: the last one counts now.
fn dates(target: &Target, medium: Medium) -> Vec<Dated> {
    let in_cell = |cell| match cell {
        DateCell::Empty | DateCell::State(_) => vec![],
        DateCell::Day(date) | DateCell::Month(date) | DateCell::Words(date) => vec![date],
        DateCell::Moved(from, to) | DateCell::StruckRun(from, to) => vec![from, to],
    };
    let all = [in_cell(target.original), in_cell(target.revised)].concat();
    let alone = all.len() == 1;
    let kind = |place| match (place, medium) {
        (0, Medium::Text) if alone => DateKind::Due,
        (0, _) => DateKind::Original,
        _ => DateKind::Revised,
    };
    all.into_iter().enumerate().map(|(place, edtf)| Dated { kind: kind(place), edtf }).collect()
}

fn due_state(target: &Target) -> Option<DueState> {
    match target.original {
        DateCell::State(state) => Some(state),
        _ => None,
    }
}

fn columns(old: &Plan, new: &Plan) -> Vec<ColumnChange> {
    let flat = |header: &str| header.replace('\n', " ");
    let renamed =
        [("action", old.action_header, new.action_header), ("owner", old.lead_header, new.lead_header)]
            .into_iter()
            .filter(|(_, old, new)| old != new)
            .map(|(field, old, new)| ColumnChange {
                field: Some(field.to_owned()),
                old: Some(flat(old)),
                new: Some(flat(new)),
                kind: ColumnKind::Renamed,
            });
    let added = (new.has_wards && !old.has_wards).then(|| ColumnChange {
        field: None,
        old: None,
        new: Some(WARDS.to_owned()),
        kind: ColumnKind::Added,
    });
    renamed.chain(added).collect()
}

/// The sections that now stand before one that they used to follow.
fn moved_sections(old: &Plan, new: &Plan) -> Vec<&'static str> {
    let place = |title| old.sections.iter().position(|s| s.title == title);
    let mut lowest = None;
    let mut moved = Vec::new();
    for section in new.sections.iter().rev() {
        let at = place(section.title);
        if lowest.is_some_and(|lowest| at > lowest) {
            moved.push(section.title);
        } else {
            lowest = Some(at);
        }
    }
    moved
}

/// In the order of the new version, each gone record after the one that it followed.
fn entries(old: &[Truth], new: &[Truth]) -> Result<Vec<Entry>, Fault> {
    let goes_on =
        |record: &Truth| new.iter().any(|n| n.key == record.key || n.split_from == Some(record.key));
    let mut entries: Vec<Entry> = old.iter().take_while(|r| !goes_on(r)).map(gone).collect();
    let mut told = BTreeSet::new();
    for record in new {
        let Some(place) = old.iter().position(|o| o.key == record.key || record.split_from == Some(o.key))
        else {
            entries.push(entry(EntryKind::Added, None, &[record]));
            continue;
        };
        let before = old.get(place);
        if !told.insert(place) {
            continue;
        }
        match before {
            Some(before) if before.key == record.key => entries.push(compared(before, record)?),
            _ => {
                let parts: Vec<_> = new.iter().filter(|n| n.split_from == record.split_from).collect();
                entries.push(entry(EntryKind::Split, before, &parts));
            }
        }
        entries.extend(old.iter().skip(place + 1).take_while(|r| !goes_on(r)).map(gone));
    }
    Ok(entries)
}

fn gone(record: &Truth) -> Entry {
    let kind = if record.status.is_open() { EntryKind::Dropped } else { EntryKind::Completed };
    entry(kind, Some(record), &[])
}

fn entry(kind: EntryKind, old: Option<&Truth>, new: &[&Truth]) -> Entry {
    let name = |record: &Truth| Name { reference: record.reference, action: record.action };
    Entry {
        kind,
        old: old.map(name),
        new: new.iter().map(|record| name(record)).collect(),
        changes: Vec::new(),
        flags: Vec::new(),
    }
}

fn compared(old: &Truth, new: &Truth) -> Result<Entry, Fault> {
    let changes = changes(old, new)?;
    let kind = if changes.is_empty() { EntryKind::Unchanged } else { EntryKind::Changed };
    let stale = new.status.is_open() && old.progress == new.progress;
    let flags = if stale { vec![Flag::Stale] } else { vec![] };
    Ok(Entry { changes, flags, ..entry(kind, Some(old), &[new]) })
}

fn changes(old: &Truth, new: &Truth) -> Result<Vec<Change>, Fault> {
    let mut changes = Vec::new();
    let mut say = |differ: bool, field: &str, kind| {
        if differ {
            changes.push(Change { field: field.to_owned(), kind, days: None });
        }
    };
    say(old.reference != new.reference, "ref", ChangeKind::Renumbered);
    say(old.group != new.group, "group", ChangeKind::Moved);
    say(old.recommendation != new.recommendation, "recommendation", ChangeKind::Reworded);
    say(old.action != new.action, "action", ChangeKind::Reworded);
    say(old.owners != new.owners, "owners", owners_changed(&old.owners, &new.owners));
    say(old.rag != new.rag, "rag", rag_changed(old.rag, new.rag));
    say(old.status != new.status, "status", status_changed(old.status, new.status));
    say(old.priority != new.priority, "priority", ChangeKind::Value);
    say(old.progress != new.progress, "progress", ChangeKind::Value);
    say(old.money != new.money, "money", ChangeKind::Value);
    // A column that only one version has is told once, in `columns`; no step has this one on both sides.
    let headers: BTreeSet<_> = old.extra.keys().chain(new.extra.keys()).filter(|h| **h != WARDS).collect();
    for header in headers {
        say(old.extra.get(header) != new.extra.get(header), &format!("extra.{header}"), ChangeKind::Value);
    }
    changes.extend(due_changed(old.due, new.due)?);
    Ok(changes)
}

fn due_changed(old: Option<&str>, new: Option<&str>) -> Result<Option<Change>, Fault> {
    let (kind, days) = match (old, new) {
        (None, None) => return Ok(None),
        (None, Some(_)) => (ChangeKind::DateSet, None),
        (Some(_), None) => (ChangeKind::DateRemoved, None),
        (Some(old), Some(new)) => {
            let days = i64::from(last_day(old)?.until(last_day(new)?).map_or(0, |span| span.get_days()));
            match days {
                0 => return Ok(None),
                1.. => (ChangeKind::Slipped, Some(days)),
                _ => (ChangeKind::BroughtForward, Some(days)),
            }
        }
    };
    Ok(Some(Change { field: "due".to_owned(), kind, days }))
}

fn owners_changed(old: &[Person], new: &[Person]) -> ChangeKind {
    match (old.iter().all(|o| new.contains(o)), new.iter().all(|n| old.contains(n))) {
        (true, _) => ChangeKind::OwnerAdded,
        (_, true) => ChangeKind::OwnerRemoved,
        _ => ChangeKind::OwnerReplaced,
    }
}

/// Grey and no colour are on no scale: from or to them is another value, neither better nor worse.
fn rag_changed(old: Option<Rag>, new: Option<Rag>) -> ChangeKind {
    match (old.and_then(Rag::level), new.and_then(Rag::level)) {
        (Some(old), Some(new)) if new < old => ChangeKind::RagWorsened,
        (Some(_), Some(_)) => ChangeKind::RagImproved,
        _ => ChangeKind::Value,
    }
}

fn status_changed(old: Status, new: Status) -> ChangeKind {
    // Only as fine as the plan's edits need it; none goes between two of the last group.
    let nearness = |status| match status {
        Status::Achieved => 4,
        Status::AwaitingSignOff => 3,
        Status::OnTrack => 2,
        Status::NotStarted => 0,
        _ => 1,
    };
    if nearness(new) > nearness(old) { ChangeKind::StatusAdvanced } else { ChangeKind::StatusRegressed }
}
