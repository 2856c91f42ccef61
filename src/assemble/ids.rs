//! Ids: readable, unique in the tracker, stable under re-reading.
//!
//! `A` for the only action of ref A, `A~1` where it has several, `Housing::3` where the ref repeats in other groups, `#12` for the
//! twelfth record where it has no ref.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::{Record, Tracker};

/// Gives every record its id.
pub(super) fn number(records: &mut [Record]) {
    let mut groups_of: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
    for record in records.iter() {
        if let Some(reference) = &record.reference {
            groups_of.entry(reference).or_default().insert(record.group.as_deref());
        }
    }
    let bases: Vec<String> = records
        .iter()
        .enumerate()
        .map(|(place, record)| match (&record.reference, &record.group) {
            (None, _) => format!("#{}", place + 1),
            (Some(reference), Some(group))
                if groups_of.get(reference.as_str()).is_some_and(|g| g.len() > 1) =>
            {
                format!("{group}::{reference}")
            }
            (Some(reference), _) => reference.clone(),
        })
        .collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for base in &bases {
        *count.entry(base).or_default() += 1;
    }
    // A ref can read like an id that is made here ("A~1", "#2"): the refs that stand alone are given first.
    let alone = |base: &str| count.get(base).is_some_and(|n| *n == 1);
    let mut taken: BTreeSet<String> = bases.iter().filter(|base| alone(base)).cloned().collect();
    let mut given: BTreeMap<&str, usize> = BTreeMap::new();
    for (record, base) in records.iter_mut().zip(&bases) {
        if alone(base) {
            record.id.clone_from(base);
            continue;
        }
        let number = given.entry(base).or_default();
        record.id = loop {
            *number += 1;
            let id = format!("{base}~{number}");
            if taken.insert(id.clone()) {
                break id;
            }
        };
    }
}

/// Hands out ids by the same rules, none of them twice.
#[derive(Debug)]
pub(crate) struct FreeIds {
    taken: BTreeSet<String>,
    /// The next number for each beginning: `A~`, `#`.
    next: BTreeMap<String, usize>,
    /// How many records there are: up to this number `#` says where one stands.
    records: usize,
}

impl FreeIds {
    /// Begins with no id taken, for a tracker of so many records.
    pub(crate) fn new(records: usize) -> Self {
        Self { taken: BTreeSet::new(), next: BTreeMap::new(), records }
    }

    /// Begins with the ids of a tracker, retired ones included.
    pub(crate) fn of(tracker: &Tracker) -> Self {
        let mut ids = Self::new(tracker.records.len());
        ids.taken = tracker.records.iter().map(|r| &r.id).chain(&tracker.retired_ids).cloned().collect();
        ids
    }

    /// Takes an id for a record that joins others, by its ref; `place` is where it stands among them, from 0.
    pub(crate) fn join(&mut self, record: &Record, place: usize) -> String {
        let base = match (&record.reference, &record.group) {
            (None, _) => format!("#{}", place + 1),
            (Some(reference), Some(group)) if self.taken.contains(reference) => {
                let within = format!("{group}::{reference}");
                if self.taken.contains(&within) { reference.clone() } else { within }
            }
            (Some(reference), _) => reference.clone(),
        };
        if self.take(&base) { base } else { self.next(&base) }
    }

    /// Takes an id; tells whether it was free. The empty text is no id.
    pub(crate) fn take(&mut self, id: &str) -> bool {
        !id.is_empty() && self.taken.insert(id.to_owned())
    }

    /// Takes the next free id of the same beginning: `A~4` for `A` or `A~1`, `#13` for `#2`.
    pub(crate) fn next(&mut self, id: &str) -> String {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let (beginning, first) = match (id.strip_prefix('#'), id.rsplit_once('~')) {
            (Some(number), _) if is_number(number) => ("#".to_owned(), self.records + 1),
            (_, Some((base, number))) if is_number(number) => (format!("{base}~"), 2),
            _ => (format!("{id}~"), 2),
        };
        // The number only ever rises, so that many records of one ref cost no more than their count.
        let number = self.next.entry(beginning.clone()).or_insert(first);
        loop {
            let id = format!("{beginning}{number}");
            *number += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_readable_and_unique() {
        let record = |reference: &str, group: &str| Record {
            reference: (!reference.is_empty()).then(|| reference.to_owned()),
            group: (!group.is_empty()).then(|| group.to_owned()),
            ..Record::default()
        };
        let mut records = [
            record("A", ""),
            record("A", ""),
            record("B", ""),
            record("3", "Housing"),
            record("3", "Housing"),
            record("3", "Roads"),
            record("", ""),
        ];
        number(&mut records);
        let ids = |records: &[Record]| records.iter().map(|r| r.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&records), ["A~1", "A~2", "B", "Housing::3~1", "Housing::3~2", "Roads::3", "#7"]);
        let mut records =
            [record("A", ""), record("A~1", ""), record("A", ""), record("#5", ""), record("", "")];
        number(&mut records);
        assert_eq!(ids(&records), ["A~2", "A~1", "A~3", "#5~1", "#5~2"]);
    }

    #[test]
    fn free_ids_follow_the_rules() {
        let mut ids = FreeIds::new(9);
        for id in ["A", "A~1", "A~3", "Housing::3~1", "#2", "#11"] {
            assert!(ids.take(id) && !ids.take(id));
        }
        let asked = ["A", "A~1", "B~x", "Housing::3~1", "#2", "#2", "#x", ""];
        let given: Vec<String> = asked.iter().map(|id| ids.next(id)).collect();
        assert_eq!(given, ["A~2", "A~4", "B~x~2", "Housing::3~2", "#10", "#12", "#x~2", "~2"]);
        assert!(!ids.take(""));
    }

    #[test]
    fn a_ref_that_reads_like_an_id_keeps_it() {
        let cases: [(&[&str], &[&str]); 3] = [
            (&["A", "A", "A~1"], &["A~2", "A~3", "A~1"]),
            (&["#2", ""], &["#2~1", "#2~2"]),
            (&["A", "A", "A~1", "A~1"], &["A~1", "A~2", "A~1~1", "A~1~2"]),
        ];
        for (refs, expected) in cases {
            let record = |reference: &&str| Record {
                reference: (!reference.is_empty()).then(|| (*reference).to_owned()),
                ..Record::default()
            };
            let mut records: Vec<Record> = refs.iter().map(record).collect();
            number(&mut records);
            let ids: Vec<&str> = records.iter().map(|r| r.id.as_str()).collect();
            assert_eq!(ids, expected);
        }
    }
}
