//! Ids: readable, unique in the tracker, stable under re-reading.
//!
//! `A` for the only action of ref A, `A~1` where it has several, `Housing::3` where the ref repeats in other groups, `#12` for the
//! twelfth record where it has no ref.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::Record;

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
    let is_shared = |base: &str| count.get(base).is_some_and(|n| *n > 1);
    // A ref may itself look like a numbered one; it keeps its name, and numbers step over it.
    let mut given: BTreeMap<&str, usize> = BTreeMap::new();
    for (record, base) in records.iter_mut().zip(&bases) {
        if !is_shared(base) {
            record.id.clone_from(base);
            continue;
        }
        let number = given.entry(base).or_default();
        record.id = loop {
            *number += 1;
            let id = format!("{base}~{number}");
            if !count.contains_key(id.as_str()) {
                break id;
            }
        };
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
}
