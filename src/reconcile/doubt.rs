//! Where an alignment could nearly as well have been decided otherwise: a rival as good, or evidence only just enough.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::Sides;

use super::candidate::Pair;
use super::score::Evidence;
use super::split::Division;

/// A decision that could have gone the other way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Doubt {
    /// The pair was matched; another one, with a record of it, would have done nearly as well.
    Rival { matched: Pair, rival: Pair },
    /// The pair was matched on evidence that is only just enough.
    Weak { matched: Pair },
    /// The pair was not matched though little was missing.
    Missed { pair: Pair },
}

impl Doubt {
    /// The same for the versions in the other order.
    pub(super) fn swapped(self) -> Self {
        let turn = |(old, new): Pair| (new, old);
        match self {
            Self::Rival { matched, rival } => Self::Rival { matched: turn(matched), rival: turn(rival) },
            Self::Weak { matched } => Self::Weak { matched: turn(matched) },
            Self::Missed { pair } => Self::Missed { pair: turn(pair) },
        }
    }
}

/// Nats by which a decision must be clear.
const MARGIN: f64 = 1.0;

/// What was decided, and on what.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decision<'a> {
    /// Each record as text.
    pub(super) contents: &'a Sides<Vec<String>>,
    /// The evidence of all candidates.
    pub(super) scored: &'a BTreeMap<Pair, Evidence>,
    /// The assignment.
    pub(super) matched: &'a [Pair],
    /// Splits and merges; doubts about their records are not told.
    pub(super) divisions: &'a BTreeMap<Pair, Division>,
    /// The total from which two records were taken for one.
    pub(super) threshold: f64,
}

impl Decision<'_> {
    /// Returns the doubts in the order of pairs.
    pub(super) fn doubts(&self) -> Vec<Doubt> {
        let by_old: BTreeMap<usize, usize> = self.matched.iter().copied().collect();
        let by_new: BTreeMap<usize, usize> = self.matched.iter().map(|(i, j)| (*j, *i)).collect();
        let divided: Sides<BTreeSet<usize>> = Sides {
            old: self.divisions.values().flat_map(|d| d.places.old.iter().copied()).collect(),
            new: self.divisions.values().flat_map(|d| d.places.new.iter().copied()).collect(),
        };
        let mut doubts = Vec::new();
        for (&pair, evidence) in self.scored {
            if divided.old.contains(&pair.0) || divided.new.contains(&pair.1) {
                continue;
            }
            let total = evidence.total();
            let doubt = match (by_old.get(&pair.0), by_new.get(&pair.1)) {
                (None, None) => (total > self.threshold - MARGIN).then_some(Doubt::Missed { pair }),
                (Some(new), Some(_)) if *new == pair.1 => {
                    (total < self.threshold + MARGIN).then_some(Doubt::Weak { matched: pair })
                }
                (Some(new), Some(old)) => self.exchange(pair, *old, *new),
                (Some(new), None) => self.rival((pair.0, *new), pair),
                (None, Some(old)) => self.rival((*old, pair.1), pair),
            };
            doubts.extend(doubt);
        }
        doubts
    }

    /// Both records of the pair have other partners: these could have been exchanged.
    fn exchange(&self, pair: Pair, old: usize, new: usize) -> Option<Doubt> {
        let matched = (pair.0, new);
        let kept = self.worth(matched) + self.worth((old, pair.1));
        let exchanged = self.worth(pair) + self.worth((old, new));
        // Each exchange comes up twice, once from either of its pairs.
        let first = pair.0 < old;
        let close = self.total(pair) > self.threshold && kept - exchanged < MARGIN;
        let twins = self.same_old(pair.0, old) || self.same_new(pair.1, new);
        (first && close && !twins).then_some(Doubt::Rival { matched, rival: pair })
    }

    /// One record of the pair has another partner: it could have been this one.
    fn rival(&self, matched: Pair, rival: Pair) -> Option<Doubt> {
        let close = self.total(rival) > self.total(matched) - MARGIN;
        let twins = if matched.0 == rival.0 {
            self.same_new(matched.1, rival.1)
        } else {
            self.same_old(matched.0, rival.0)
        };
        (close && !twins).then_some(Doubt::Rival { matched, rival })
    }

    fn total(&self, pair: Pair) -> f64 {
        self.scored.get(&pair).map_or(f64::MIN, Evidence::total)
    }

    /// What a pair is worth to an assignment: at least as much as to leave its records alone.
    fn worth(&self, pair: Pair) -> f64 {
        self.total(pair).max(self.threshold)
    }

    fn same_old(&self, a: usize, b: usize) -> bool {
        self.contents.old.get(a) == self.contents.old.get(b)
    }

    fn same_new(&self, a: usize, b: usize) -> bool {
        self.contents.new.get(a) == self.contents.new.get(b)
    }
}
