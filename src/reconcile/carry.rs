//! Ids of an earlier version for the records that are still there, so that loads of the same tracker keep their keys.
//!
//! Which record is which is decided as for a diff. A record keeps its old id; of one that was split the part that matches
//! best keeps it, and records that were merged keep that of the best match. An id never changes hands: those of gone records
//! are listed in `retired_ids`, from version to version, and nobody gets them again.

use crate::assemble::FreeIds;
use crate::diff::Sides;
use crate::record::Tracker;

use super::{align, reason};

/// Gives the records of `new` the ids that they had in `old`, the others ids that no record ever had; says in a finding where a
/// match could nearly as well have been another.
///
/// Nothing but ids, `retired_ids` and findings changes. With an empty `old`, nothing at all.
pub fn carry_ids(old: &Tracker, new: &mut Tracker) {
    let records = Sides { old: old.records.as_slice(), new: new.records.as_slice() };
    let alignment = align::align(records);
    let mut ids = FreeIds::new(new.records.len());
    let mut carried: Vec<Option<String>> = vec![None; new.records.len()];
    for link in &alignment.links {
        let id = old.records.get(link.best.0).map(|record| &record.id);
        if let (Some(id), Some(slot)) = (id.filter(|id| ids.take(id)), carried.get_mut(link.best.1)) {
            *slot = Some(id.clone());
        }
    }
    let known = old.retired_ids.iter().chain(old.records.iter().map(|r| &r.id)).chain(&new.retired_ids);
    let retired: Vec<String> = known.filter(|id| ids.take(id)).cloned().collect();
    // Those whose own id is free keep it before others are given new ones.
    for (record, slot) in new.records.iter().zip(&mut carried) {
        if slot.is_none() && ids.take(&record.id) {
            *slot = Some(record.id.clone());
        }
    }
    for (record, slot) in new.records.iter_mut().zip(carried) {
        record.id = slot.unwrap_or_else(|| ids.next(&record.id));
    }
    new.retired_ids = retired;
    let records = Sides { old: old.records.as_slice(), new: new.records.as_slice() };
    let findings: Vec<_> =
        alignment.doubts.iter().filter_map(|doubt| reason::finding(doubt, records)).collect();
    new.findings.extend(findings);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconcile::laws::{record, tracker};
    use crate::record::Record;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn ids(tracker: &Tracker) -> Vec<&str> {
        tracker.records.iter().map(|r| r.id.as_str()).collect()
    }

    const LEASES: &str = "Keep a register of all leases and review it each spring";
    const BINS: &str = "Collect garden waste every fortnight from April";
    const POOL: &str = "Test the swimming pool water twice a day";
    const BOOTS: &str = "Replace worn safety boots at the depot";

    /// A tracker of ids and actions; the ref is the id without its number.
    fn rows(rows: &[(&str, &str)]) -> Tracker {
        let record = |(id, action): &(&str, &str)| Record {
            id: (*id).to_owned(),
            reference: id.split(['~', '#']).next().filter(|r| !r.is_empty()).map(str::to_owned),
            action: Some((*action).to_owned()),
            ..Record::default()
        };
        Tracker { records: rows.iter().map(record).collect(), ..tracker(vec![]) }
    }

    #[test]
    fn renumbered_records_keep_their_ids_and_new_ones_get_free_ones() {
        let first = rows(&[("1", LEASES), ("2", BINS), ("3", POOL)]);
        let mut second = rows(&[("1", BOOTS), ("2", LEASES), ("3", POOL)]);
        carry_ids(&first, &mut second);
        assert_eq!(ids(&second), ["1~2", "1", "3"]);
        assert_eq!(second.retired_ids, ["2"]);
        // The ref of the gone record comes back two versions later, for something else, and once more.
        let mut third = rows(&[("1", BOOTS), ("2", "Call the fire brigade in for a drill"), ("3", POOL)]);
        carry_ids(&second, &mut third);
        assert_eq!(ids(&third), ["1~2", "2~2", "3"]);
        assert_eq!(third.retired_ids, ["2", "1"]);
    }

    #[test]
    fn records_without_a_ref_get_the_next_number() {
        let first = rows(&[("#1", LEASES), ("#2", BINS)]);
        let mut second = rows(&[("#1", BOOTS), ("#2", LEASES), ("#3", POOL)]);
        carry_ids(&first, &mut second);
        assert_eq!(ids(&second), ["#4", "#1", "#3"]);
        assert_eq!(second.retired_ids, ["#2"]);
    }

    #[test]
    fn the_best_part_of_a_split_keeps_the_id() {
        let whole =
            "Keep a register of all leases and review it each spring, and test the pool water twice a day";
        let first = rows(&[("7", whole), ("8", BINS)]);
        let mut second = rows(&[
            ("7~1", "Keep a register of all leases and review it each spring"),
            ("7~2", "Test the pool water twice a day"),
            ("8", BINS),
        ]);
        carry_ids(&first, &mut second);
        assert_eq!(ids(&second), ["7", "7~2", "8"]);
        assert_eq!(second.retired_ids, Vec::<String>::new());
        // And merged again: the part that is gone leaves its id.
        let mut third = rows(&[("7", whole), ("8", BINS)]);
        carry_ids(&second, &mut third);
        assert_eq!(ids(&third), ["7", "8"]);
        assert_eq!(third.retired_ids, ["7~2"]);
    }

    #[test]
    fn ids_that_are_no_keys_are_not_carried() {
        // A file edited by hand: an id twice, an empty one.
        let mut first = rows(&[("1", LEASES), ("1", BINS), ("2", POOL)]);
        first.records[2].id.clear();
        let mut second = rows(&[("1", LEASES), ("2", BINS), ("3", POOL)]);
        carry_ids(&first, &mut second);
        assert_eq!(ids(&second), ["1", "2", "3"]);
    }

    /// A tracker whose ids follow the rules, but for groups.
    fn versions() -> impl Strategy<Value = Tracker> {
        prop::collection::vec(record(), 0..7).prop_map(|records| {
            let mut tracker = tracker(records);
            let mut count: BTreeMap<String, usize> = BTreeMap::new();
            for record in &mut tracker.records {
                if let Some(reference) = &record.reference {
                    let number = count.entry(reference.clone()).or_default();
                    *number += 1;
                    record.id = format!("{reference}~{number}");
                }
            }
            tracker
        })
    }

    proptest! {
        #[test]
        fn no_id_ever_changes_hands(versions in prop::collection::vec(versions(), 2..5)) {
            let mut versions = versions.into_iter();
            let mut last = versions.next().unwrap();
            let mut gone: BTreeSet<String> = BTreeSet::new();
            for mut next in versions {
                carry_ids(&last, &mut next);
                let now: BTreeSet<String> = next.records.iter().map(|r| r.id.clone()).collect();
                prop_assert_eq!(now.len(), next.records.len(), "ids are unique");
                prop_assert!(now.is_disjoint(&gone), "{:?} of {:?}", now, gone);
                gone.extend(last.records.iter().map(|r| r.id.clone()).filter(|id| !now.contains(id)));
                prop_assert_eq!(&next.retired_ids.iter().cloned().collect::<BTreeSet<_>>(), &gone);
                last = next;
            }
        }

        #[test]
        fn the_same_version_keeps_all_ids(tracker in versions()) {
            let mut again = tracker.clone();
            carry_ids(&tracker, &mut again);
            prop_assert_eq!(again.records, tracker.records);
            prop_assert!(again.retired_ids.is_empty());
        }
    }
}
