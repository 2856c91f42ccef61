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
