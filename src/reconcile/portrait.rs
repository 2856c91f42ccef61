//! What reconciling sees of a record: weighted words of its texts, and its values with how common each is.
//!
//! Portraits of both versions are made together, since what a word or value is worth depends on how often it occurs in
//! either. The order of the versions does not matter.

use std::collections::HashMap;

use crate::diff::Sides;
use crate::record::{Owner, Rag, Record, Status};

use super::text;
use super::words::{Words, count, weigh};

/// One value as evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Value {
    /// The same number for the same value.
    pub(super) key: u32,
    /// The share of records that have it, above 0 to 1.
    pub(super) frequency: f64,
}

impl Value {
    /// Returns what it is worth to have it in common, in nats: the more the rarer it is.
    pub(super) fn worth(self) -> f64 {
        -self.frequency.ln()
    }
}

/// One record as the score sees it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Portrait {
    /// Words of the recommendation; of the action where there is none, of the other columns where there is neither.
    pub(super) subject: Words,
    /// How many records of its version have this subject; their tasks tell them apart.
    pub(super) siblings: usize,
    /// Words of the action beside a recommendation.
    pub(super) task: Words,
    /// Words of the progress.
    pub(super) progress: Words,
    /// The ref.
    pub(super) reference: Option<Value>,
    /// The group.
    pub(super) group: Option<Value>,
    /// Names, posts and addresses of the owners, by key.
    pub(super) owners: Vec<Value>,
    /// The last day it can be due, or what stands there instead.
    pub(super) due: Option<Value>,
    /// How it stands.
    pub(super) rag: Option<Rag>,
    /// How far it is.
    pub(super) status: Option<Status>,
    /// Everything else that has a value, by key.
    pub(super) details: Vec<Value>,
}

/// Returns the portraits of all records of both versions, in their order.
pub(super) fn portraits(records: Sides<&[Record]>) -> Sides<Vec<Portrait>> {
    let all: Vec<&Record> = records.old.iter().chain(records.new).collect();
    let rest: Vec<String> = all.iter().map(|r| other_columns(r)).collect();
    let subjects: Vec<&str> = all
        .iter()
        .zip(&rest)
        .map(|(r, rest)| r.recommendation.as_deref().or(r.action.as_deref()).unwrap_or(rest))
        .collect();
    let tasks: Vec<&str> =
        all.iter().map(|r| r.recommendation.as_ref().and(r.action.as_deref()).unwrap_or_default()).collect();
    let progress: Vec<&str> = all.iter().map(|r| r.progress.as_deref().unwrap_or_default()).collect();
    let mut siblings = siblings(&subjects, records.old.len()).into_iter();
    let mut subjects = weigh(&subjects).into_iter();
    let mut tasks = weigh(&tasks).into_iter();
    let mut progress = weigh(&progress).into_iter();

    let each = |keys: &dyn Fn(&Record) -> Vec<String>| values(all.iter().map(|r| keys(r))).into_iter();
    let mut references = each(&|r| r.reference.iter().map(|t| key(t)).collect());
    let mut groups = each(&|r| r.group.iter().map(|t| text::label(t).join(" ")).collect());
    let mut owners = each(&|r| r.owners.iter().flat_map(owner_keys).collect());
    let mut dues = each(&|r| due_key(r).into_iter().collect());
    let mut details = each(&detail_keys);

    let portrait = |record: &&Record| Portrait {
        subject: subjects.next().unwrap_or_default(),
        siblings: siblings.next().unwrap_or(1),
        task: tasks.next().unwrap_or_default(),
        progress: progress.next().unwrap_or_default(),
        reference: references.next().and_then(|v| v.first().copied()),
        group: groups.next().and_then(|v| v.first().copied()),
        owners: owners.next().unwrap_or_default(),
        due: dues.next().and_then(|v| v.first().copied()),
        rag: record.rag,
        status: record.status,
        details: details.next().unwrap_or_default(),
    };
    let mut portraits: Vec<Portrait> = all.iter().map(portrait).collect();
    let new = portraits.split_off(records.old.len().min(portraits.len()));
    Sides { old: portraits, new }
}

/// Counts for each text how many texts of its version are the same; the first `old` texts are of the old version.
fn siblings(texts: &[&str], old: usize) -> Vec<usize> {
    let (before, after) = texts.split_at_checked(old).unwrap_or((texts, &[]));
    let count = |texts: &[&str]| {
        let mut times: HashMap<&str, usize> = HashMap::new();
        texts.iter().for_each(|text| *times.entry(text).or_default() += 1);
        texts.iter().map(|text| times.get(text).copied().unwrap_or(1)).collect::<Vec<_>>()
    };
    [count(before), count(after)].concat()
}

/// Numbers the values of each record and counts the records that have them; each value once a record, in order.
fn values(keys: impl Iterator<Item = Vec<String>>) -> Vec<Vec<Value>> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut times: Vec<usize> = Vec::new();
    let mut rows: Vec<Vec<u32>> = Vec::new();
    for mut row in keys {
        row.sort_unstable();
        row.dedup();
        row.retain(|k| !k.is_empty());
        let mut numbered = Vec::with_capacity(row.len());
        for key in row {
            let next = u32::try_from(times.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(key).or_insert(next);
            match times.get_mut(usize::try_from(number).unwrap_or(usize::MAX)) {
                Some(seen) => *seen += 1,
                None => times.push(1),
            }
            numbered.push(number);
        }
        numbered.sort_unstable();
        rows.push(numbered);
    }
    let all = count(rows.len()).max(1.0);
    let share = |n: u32| usize::try_from(n).ok().and_then(|n| times.get(n)).map_or(1.0, |t| count(*t) / all);
    let value = |key: u32| Value { key, frequency: share(key) };
    rows.into_iter().map(|row| row.into_iter().map(value).collect()).collect()
}

fn key(text: &str) -> String {
    text::words(text).join(" ")
}

/// Family name with initial, post and address: what stays of a person who is written in another way.
fn owner_keys(owner: &Owner) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(name) = &owner.name {
        let words = text::words(name);
        if let (Some(given), Some(family)) = (words.first(), words.last()) {
            keys.push(format!("name {family} {}", given.chars().next().unwrap_or_default()));
        }
    }
    keys.extend(owner.role.iter().map(|role| format!("post {}", key(role))));
    keys.extend(owner.email.iter().map(|email| format!("at {}", email.to_lowercase())));
    if keys.is_empty() {
        keys.push(key(&owner.as_written));
    }
    keys
}

/// Deadlines written as `October 2012` and `31/10/2012` are one.
fn due_key(record: &Record) -> Option<String> {
    let Some(due) = &record.due else { return record.due_state.map(|s| s.to_string()) };
    due.latest.or(due.earliest).map(|d| d.to_string()).or_else(|| due.edtf.clone())
}

/// The columns that map to no field, as one text.
fn other_columns(record: &Record) -> String {
    record.extra.values().map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn detail_keys(record: &Record) -> Vec<String> {
    let mut keys: Vec<String> = record.extra.values().map(|v| key(v)).collect();
    keys.extend(record.priority.iter().map(|p| key(p)));
    keys.extend(record.percent_complete.iter().map(|p| format!("{p} %")));
    keys.extend(
        record.money.iter().map(|m| format!("{} {}", m.amount, m.currency.as_deref().unwrap_or_default())),
    );
    keys.extend(record.notes.iter().map(|n| key(&n.text)));
    keys
}
