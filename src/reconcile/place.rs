//! What the place of a record says: matched records are mostly still neighbours in the other version.
//!
//! Only the nearest matched record on either side counts, so that a block that moved as a whole still speaks for its
//! members. Where the rows were sorted anew the known pairs show it, and places say nothing.

use std::collections::BTreeMap;

use super::candidate::Pair;

/// So many records away a matched neighbour still says something.
const REACH: usize = 4;

/// So many records more than in the old version may stand between neighbours in the new one.
const SLACK: usize = 2;

/// Nats for a matched neighbour in the right place, for each side.
const NEIGHBOR: f64 = 1.5;

/// Nats on top where both neighbours are exactly as far away as before: nothing else can have stood there.
const SLOT: f64 = 2.0;

/// At most so much does a wrong place take, for each side; sections get moved.
const MOVED: f64 = 1.0;

/// What is assumed of the share of neighbours that stay, and how many known ones that counts for.
const ASSUMED: (f64, f64) = (0.8, 4.0);

/// The places of the pairs known so far, seen from either version.
#[derive(Debug, Default)]
pub(super) struct Places {
    old: View,
    new: View,
}

impl Places {
    /// Learns from pairs that are taken as known.
    pub(super) fn new(known: impl IntoIterator<Item = Pair>) -> Self {
        let (old, new): (BTreeMap<usize, usize>, BTreeMap<usize, usize>) =
            known.into_iter().map(|(i, j)| ((i, j), (j, i))).unzip();
        Self { old: View::new(old), new: View::new(new) }
    }

    /// Returns the nats for or against a pair: what the view says to which it looks better.
    ///
    /// A record that moved away leaves a hole for its neighbours in one version and stands in the way in the other.
    pub(super) fn evidence(&self, (old, new): Pair) -> f64 {
        let views = [self.old.evidence(old, new), self.new.evidence(new, old)];
        views.into_iter().flatten().reduce(f64::max).unwrap_or(0.0)
    }

    /// Returns the pairs of an old record with those that stand where its neighbours want it.
    pub(super) fn slots(&self, old: usize) -> impl Iterator<Item = Pair> {
        self.old.slots(old).map(move |new| (old, new))
    }
}

/// Known pairs by their place in one version.
#[derive(Debug, Default)]
struct View {
    there: BTreeMap<usize, usize>,
    /// The share of neighbours here that are neighbours there.
    kept: f64,
}

/// How far a record is from a matched neighbour, here and there.
#[derive(Debug, Clone, Copy)]
struct Steps {
    here: usize,
    /// `None` where the neighbour stands on the other side.
    there: Option<usize>,
}

impl Steps {
    fn near(self) -> bool {
        self.there.is_some_and(|there| there > 0 && there <= self.here + SLACK)
    }

    fn same(self) -> bool {
        self.there == Some(self.here)
    }
}

impl View {
    fn new(there: BTreeMap<usize, usize>) -> Self {
        let mut view = Self { there, kept: 0.0 };
        let (share, weight) = ASSUMED;
        let (mut kept, mut all) = (share * weight, weight);
        for steps in view.there.iter().flat_map(|(i, j)| view.sides(*i, *j)).flatten() {
            kept += if steps.near() { 1.0 } else { 0.0 };
            all += 1.0;
        }
        view.kept = kept / all;
        view
    }

    /// `None` where no neighbour is known.
    fn evidence(&self, here: usize, there: usize) -> Option<f64> {
        let sides = self.sides(here, there);
        let side = |steps: Steps| {
            if steps.near() { NEIGHBOR * self.kept } else { (1.0 - self.kept).ln().max(-MOVED) }
        };
        let slot = if sides.iter().all(|s| s.is_some_and(Steps::same)) { SLOT * self.kept } else { 0.0 };
        sides.into_iter().flatten().map(side).reduce(|a, b| a + b).map(|nats| nats + slot)
    }

    fn slots(&self, here: usize) -> impl Iterator<Item = usize> {
        let (before, after) = self.neighbors(here, None);
        let below = before.map(|(i, j)| j + (here - i));
        let above = after.and_then(|(i, j)| j.checked_sub(i - here));
        below.into_iter().chain(above)
    }

    fn sides(&self, here: usize, there: usize) -> [Option<Steps>; 2] {
        // A pair of the same partner would have to give way: it is no neighbour.
        let (before, after) = self.neighbors(here, Some(there));
        [
            before.map(|(i, j)| Steps { here: here - i, there: there.checked_sub(j) }),
            after.map(|(i, j)| Steps { here: i - here, there: j.checked_sub(there) }),
        ]
    }

    /// The nearest known pairs before and after, but those with a certain partner.
    fn neighbors(&self, here: usize, but: Option<usize>) -> (Option<Pair>, Option<Pair>) {
        let known = |(i, j): (&usize, &usize)| (*i, *j);
        let other = |(_, j): &Pair| Some(*j) != but;
        let before = self.there.range(..here).rev().map(known).find(other).filter(|(i, _)| here - i <= REACH);
        let after = self.there.range(here + 1..).map(known).find(other).filter(|(i, _)| i - here <= REACH);
        (before, after)
    }
}

/// Returns the nats for a part of a divided record by how far it stands from the other parts.
pub(super) fn beside(parts: &[usize], place: usize) -> f64 {
    match parts.iter().map(|p| p.abs_diff(place)).min() {
        Some(0..=1) => 2.5,
        Some(2..=3) => 1.0,
        _ => -2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_speak_for_the_record_between_them() {
        // 2 is open on both sides; the block 10 to 12 moved to the top.
        let places = Places::new([(0, 3), (1, 4), (3, 6), (4, 7), (10, 0), (12, 2)]);
        assert!(places.evidence((2, 5)) > 3.0, "between its neighbours");
        assert!(places.evidence((11, 1)) > 3.0, "within a block that moved");
        assert!(places.evidence((2, 20)) < 0.0);
        assert_eq!(places.evidence((30, 30)), 0.0, "no neighbour is known");
        assert_eq!(places.slots(2).collect::<Vec<_>>(), [(2, 5), (2, 5)]);
    }

    #[test]
    fn rows_sorted_anew_say_nothing() {
        let places = Places::new((0..40).map(|i| (i, i * 17 % 40)));
        assert!(places.evidence((41, 17)).abs() < 0.5);
    }
}
