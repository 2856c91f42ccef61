//! Ids: readable, unique in the tracker, stable under re-reading.
//!
//! `A` for the only action of ref A, `A~1` where it has several, `Housing::3` where the ref repeats in other groups, `#12` for the
//! twelfth record where it has no ref.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::Record;

/// Gives every record its id.
pub(super) fn number(records: &mut [Record]) {
    let mut groups_of: BTreeMap<&str, Vec<Option<&str>>> = BTreeMap::new();
    for record in records.iter() {
        if let Some(reference) = &record.reference {
            let groups = groups_of.entry(reference).or_default();
            let group = record.group.as_deref();
            if !groups.contains(&group) {
                groups.push(group);
            }
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
    let mut given: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ids = Ids::default();
    for (record, base) in records.iter_mut().zip(&bases) {
        let number = given.entry(base).or_default();
        *number += 1;
        let id = if count.get(base.as_str()).is_some_and(|n| *n > 1) {
            format!("{base}~{number}")
        } else {
            base.clone()
        };
        // A ref can look like an id of another record: `A~1`, `#12`.
        record.id = ids.take(id);
    }
}

/// Ids that are taken.
#[derive(Debug, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// For an id that was asked for again, the next number to try.
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// Begins with the ids of some records.
    pub fn of(records: &[Record]) -> Self {
        Self { taken: records.iter().map(|r| r.id.clone()).collect(), next: BTreeMap::new() }
    }

    /// Tells whether an id is taken.
    pub fn has(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// Takes an id, or the first of `id~2`, `id~3`, … that is free, and returns it.
    pub fn take(&mut self, id: String) -> String {
        let mut free = id.clone();
        while !self.taken.insert(free.clone()) {
            let number = self.next.entry(id.clone()).or_insert(2);
            free = format!("{id}~{number}");
            *number += 1;
        }
        free
    }

    /// Takes an id for a record that joins others, by its ref; `place` is where it stands among them, from 0.
    pub fn take_for(&mut self, record: &Record, place: usize) -> String {
        let base = match (&record.reference, &record.group) {
            (None, _) => format!("#{}", place + 1),
            (Some(reference), Some(group)) if self.taken.contains(reference) => {
                let within = format!("{group}::{reference}");
                if self.taken.contains(&within) { reference.clone() } else { within }
            }
            (Some(reference), _) => reference.clone(),
        };
        self.take(base)
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
        let ids: Vec<&str> = records.iter().map(|r| r.id.as_str()).collect();
        assert_eq!(ids, ["A~1", "A~2", "B", "Housing::3~1", "Housing::3~2", "Roads::3", "#7"]);
    }

    #[test]
    fn a_ref_that_looks_like_an_id_takes_none_away() {
        let of = |reference: &str| Record {
            reference: (!reference.is_empty()).then(|| reference.to_owned()),
            ..Record::default()
        };
        let mut records = [of("A"), of("A"), of("A~1"), of("#5"), of("")];
        number(&mut records);
        assert_eq!(records.map(|r| r.id), ["A~1", "A~2", "A~1~2", "#5~1", "#5~2"]);
    }

    #[test]
    fn a_record_that_joins_others_gets_a_free_id() {
        let named = |id: &str| Record { id: id.to_owned(), ..Record::default() };
        let mut ids = Ids::of(&["A", "B", "Parks::B", "#3"].map(named));
        let of = |reference: Option<&str>| Record {
            reference: reference.map(str::to_owned),
            group: Some("Parks".to_owned()),
            ..Record::default()
        };
        let given = [Some("C"), Some("A"), Some("B"), Some("B"), None].map(|r| ids.take_for(&of(r), 2));
        assert_eq!(given, ["C", "Parks::A", "B~2", "B~3", "#3~2"]);
    }
}
