//! The best one-to-one assignment: the pairs whose gains sum up highest, everyone free to stay alone.
//!
//! Global, not greedy: of two near-twins each gets its own partner even where one of them suits both. Each old record
//! in turn finds the cheapest way in, along which others may change their partners (the Hungarian method on a sparse
//! graph: shortest augmenting paths with prices). Whole numbers, so that no machine rounds otherwise.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::candidate::Pair;

/// A pair with what it is worth; only gains above 0 are ever assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Offer {
    /// The pair.
    pub(super) pair: Pair,
    /// Its worth in whole units.
    pub(super) gain: i64,
}

/// Where an old record can end: with a new one, or alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Seat {
    New(usize),
    /// Each old record has its own, so that nobody competes for it.
    Alone(usize),
}

/// Returns the pairs of the best assignment, ordered by the old record. Ties fall to the earlier records.
pub(super) fn assign(offers: &[Offer]) -> Vec<Pair> {
    let mut seats: BTreeMap<usize, Vec<(Seat, i64)>> = BTreeMap::new();
    for offer in offers.iter().filter(|o| o.gain > 0) {
        seats.entry(offer.pair.0).or_default().push((Seat::New(offer.pair.1), -offer.gain));
    }
    for (&old, seats) in &mut seats {
        seats.push((Seat::Alone(old), 0));
    }
    let mut plan = Plan::default();
    for &old in seats.keys() {
        plan.place(old, &seats);
    }
    let pair = |(&old, &(seat, _)): (&usize, &(Seat, i64))| match seat {
        Seat::New(new) => Some((old, new)),
        Seat::Alone(_) => None,
    };
    plan.seated.iter().filter_map(pair).collect()
}

/// Who sits where so far; the best for the old records placed until now.
#[derive(Debug, Default)]
struct Plan {
    /// What a seat costs on top, since others want it; never above 0 here, as costs are gains below 0.
    price: BTreeMap<Seat, i64>,
    sitter: BTreeMap<Seat, usize>,
    /// Each placed record's seat, and the cost of it.
    seated: BTreeMap<usize, (Seat, i64)>,
}

/// How a seat can be had: the cost of the way to it, by whom it is taken, and what it costs that one.
#[derive(Debug, Clone, Copy)]
struct Reach {
    way: i64,
    mover: usize,
    cost: i64,
}

impl Plan {
    /// Finds a seat for one more old record, others moving on where that costs less in all.
    fn place(&mut self, old: usize, seats: &BTreeMap<usize, Vec<(Seat, i64)>>) {
        let mut reached: BTreeMap<Seat, Reach> = BTreeMap::new();
        let mut settled: BTreeSet<Seat> = BTreeSet::new();
        let mut queue: BinaryHeap<Reverse<(i64, Seat)>> = BinaryHeap::new();
        let (mut mover, mut way) = (old, 0);
        let end = loop {
            for &(seat, cost) in seats.get(&mover).into_iter().flatten() {
                let reach = Reach { way: way + cost - self.price(seat), mover, cost };
                if !settled.contains(&seat) && reached.get(&seat).is_none_or(|r| reach.way < r.way) {
                    reached.insert(seat, reach);
                    queue.push(Reverse((reach.way, seat)));
                }
            }
            let next = loop {
                // A record can always stay alone, so that the queue never runs dry; if it did, nobody would move.
                let Some(Reverse((way, seat))) = queue.pop() else { return };
                if settled.insert(seat) {
                    break (way, seat);
                }
            };
            let (reach, seat) = next;
            let Some(&sitter) = self.sitter.get(&seat) else { break seat };
            // All other seats of the next mover are measured by the one it would leave.
            let present = self.seated.get(&sitter).map_or(0, |(seat, cost)| cost - self.price(*seat));
            (mover, way) = (sitter, reach - present);
        };
        let cost = reached.get(&end).map_or(0, |r| r.way);
        for seat in settled {
            let way = reached.get(&seat).map_or(cost, |r| r.way);
            *self.price.entry(seat).or_default() += way - cost;
        }
        let mut seat = end;
        while let Some(reach) = reached.get(&seat) {
            let left = self.seated.insert(reach.mover, (seat, reach.cost));
            self.sitter.insert(seat, reach.mover);
            match left {
                Some((left, _)) => seat = left,
                None => break,
            }
        }
    }

    fn price(&self, seat: Seat) -> i64 {
        self.price.get(&seat).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn offers(gains: &[&[i64]]) -> Vec<Offer> {
        let row = |(i, row): (usize, &&[i64])| {
            row.iter()
                .enumerate()
                .map(move |(j, gain)| Offer { pair: (i, j), gain: *gain })
                .collect::<Vec<_>>()
        };
        gains.iter().enumerate().flat_map(row).collect()
    }

    #[test]
    fn twins_each_get_their_own() {
        // Greedy would give 0 its best, 1, and leave 1 with 2.
        assert_eq!(assign(&offers(&[&[9, 10], &[2, 9]])), [(0, 0), (1, 1)]);
        assert_eq!(assign(&offers(&[&[5, 5], &[5, 5]])), [(0, 0), (1, 1)]);
        assert_eq!(assign(&offers(&[&[0, -3], &[4, 7], &[0, 8]])), [(1, 0), (2, 1)]);
        assert_eq!(assign(&[]), []);
    }

    fn best(gains: &[Vec<i64>], row: usize, free: &mut Vec<bool>) -> i64 {
        let Some(seats) = gains.get(row) else { return 0 };
        let mut most = best(gains, row + 1, free);
        for (seat, gain) in seats.iter().enumerate() {
            if free[seat] {
                free[seat] = false;
                most = most.max(gain + best(gains, row + 1, free));
                free[seat] = true;
            }
        }
        most
    }

    proptest! {
        #[test]
        fn no_other_assignment_is_worth_more(
            gains in (1..6_usize, 1..6_usize).prop_flat_map(|(rows, columns)| {
                prop::collection::vec(prop::collection::vec(-3..9_i64, columns), rows)
            })
        ) {
            let rows: Vec<&[i64]> = gains.iter().map(Vec::as_slice).collect();
            let pairs = assign(&offers(&rows));
            let worth: i64 = pairs.iter().map(|&(i, j)| gains[i][j]).sum();
            prop_assert_eq!(worth, best(&gains, 0, &mut vec![true; gains[0].len()]));
            let mut seats: Vec<usize> = pairs.iter().map(|p| p.1).collect();
            seats.sort_unstable();
            seats.dedup();
            prop_assert_eq!(seats.len(), pairs.len());
        }
    }
}
