//! Which pairs are worth a score: those that share rare words or values. Small trackers compare each with each.
//!
//! Cost stays near linear: each record looks up its rarest words and values first, only so many records in all, and keeps
//! its best few partners. What the neighbours say comes in later, once some pairs are sure (see [`place`](super::place)).

use std::collections::{BTreeSet, HashMap};

use crate::diff::Sides;

use super::portrait::Portrait;

/// Up to so many pairs each is compared with each.
const ALL_PAIRS: usize = 40_000;

/// Each record looks at so many others, counted once for each word or value in common.
const LOOKS: usize = 2500;

/// So many partners of each record, the ones with the most shared worth, are kept.
const PARTNERS: usize = 16;

/// Places of a record in the old and the new version, from 0.
pub(super) type Pair = (usize, usize);

/// Returns the pairs of free records that may belong together, in order. `free` holds places in ascending order.
pub(super) fn candidates(portraits: &Sides<Vec<Portrait>>, free: &Sides<Vec<usize>>) -> BTreeSet<Pair> {
    if free.old.len().saturating_mul(free.new.len()) <= ALL_PAIRS {
        return free.old.iter().flat_map(|i| free.new.iter().map(|j| (*i, *j))).collect();
    }
    let (old, new) = (keyed(&portraits.old, &free.old), keyed(&portraits.new, &free.new));
    let mut pairs: BTreeSet<Pair> = partners(&old, &new).into_iter().collect();
    pairs.extend(partners(&new, &old).into_iter().map(|(j, i)| (i, j)));
    pairs
}

/// What brings a pair up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Subject(u32),
    Task(u32),
    Progress(u32),
    Reference(u32),
    Group(u32),
    Owner(u32),
    Due(u32),
}

/// A record's place with its keys and their worth.
type Keyed = (usize, Vec<(Key, f64)>);

fn keyed(portraits: &[Portrait], free: &[usize]) -> Vec<Keyed> {
    let portrait = |place: &usize| portraits.get(*place).map(|p| (*place, keys(p)));
    free.iter().filter_map(portrait).collect()
}

fn keys(portrait: &Portrait) -> Vec<(Key, f64)> {
    let subject = portrait.subject.ids().map(|(word, worth)| (Key::Subject(word), worth));
    let task = portrait.task.ids().map(|(word, worth)| (Key::Task(word), worth));
    // Updates are rewritten from version to version; where they are not, they tell twins apart.
    let progress = portrait.progress.ids().map(|(word, worth)| (Key::Progress(word), worth / 2.0));
    let reference = portrait.reference.iter().map(|v| (Key::Reference(v.key), v.worth()));
    let group = portrait.group.iter().map(|v| (Key::Group(v.key), v.worth()));
    let owners = portrait.owners.iter().map(|v| (Key::Owner(v.key), v.worth()));
    let due = portrait.due.iter().map(|v| (Key::Due(v.key), v.worth()));
    let all = subject.chain(task).chain(progress).chain(reference).chain(group).chain(owners).chain(due);
    // What every record has brings none of them up.
    all.filter(|(_, worth)| *worth > 0.0).collect()
}

/// For each record of one version its best partners in the other.
fn partners(from: &[Keyed], to: &[Keyed]) -> Vec<Pair> {
    let mut blocks: HashMap<Key, Vec<usize>> = HashMap::new();
    for (row, (_, keys)) in to.iter().enumerate() {
        for (key, _) in keys {
            blocks.entry(*key).or_default().push(row);
        }
    }
    let mut worth = vec![0.0; to.len()];
    let mut pairs = Vec::new();
    for (place, keys) in from {
        let block = |(key, value): &(Key, f64)| blocks.get(key).map(|block| (block, *value));
        let mut known: Vec<(&Vec<usize>, f64)> = keys.iter().filter_map(block).collect();
        known.sort_by_key(|(block, _)| block.len());
        let mut met: Vec<usize> = Vec::new();
        let mut looks = 0;
        for (block, value) in known {
            looks += block.len();
            if looks > LOOKS {
                break;
            }
            for row in block {
                if let Some(sum) = worth.get_mut(*row) {
                    if *sum == 0.0 {
                        met.push(*row);
                    }
                    *sum += value;
                }
            }
        }
        // Taking the sums out leaves the slate clean for the next record.
        let take = |row: usize| worth.get_mut(row).map(|sum| (std::mem::take(sum), row));
        let mut ranked: Vec<(f64, usize)> = met.into_iter().filter_map(take).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = ranked.into_iter().take(PARTNERS).filter_map(|(_, row)| to.get(row));
        pairs.extend(best.map(|(other, _)| (*place, *other)));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::portrait::portraits;
    use super::*;
    use crate::record::Record;

    #[test]
    fn a_large_tracker_is_not_compared_each_with_each() {
        let record = |n: usize| Record {
            recommendation: Some(format!("The board should review topic{n} with partner{}", n % 40)),
            ..Record::default()
        };
        let old: Vec<Record> = (0..600).map(record).collect();
        let new: Vec<Record> = (0..600).rev().map(record).collect();
        let portraits = portraits(Sides { old: &old, new: &new });
        let all: Vec<usize> = (0..600).collect();
        let pairs = candidates(&portraits, &Sides { old: all.clone(), new: all });
        assert!(
            (0..600).all(|i| pairs.contains(&(i, 599 - i))),
            "the partner of each is among its candidates"
        );
        assert!(pairs.len() <= 600 * 2 * PARTNERS, "{}", pairs.len());
    }
}
