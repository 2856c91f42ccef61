//! One record that became several, and several that became one: found among what the assignment left over.
//!
//! A left record is a further part of a matched whole if it brings back words that the whole lost to its partner, while
//! the partner keeps others: each part must explain some of the whole that no other part does. The rest of the evidence
//! (actions, owners, dates, place beside the other part) is weighed as for any pair, but for the ref: parts get new ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::Sides;

use super::candidate::Pair;
use super::place::beside;
use super::portrait::Portrait;
use super::score::Evidence;
use super::words::Words;

/// Nats of the whole's words that each part must explain alone.
const LEAST_GAIN: f64 = 2.5;

/// At most so many nats does one text add for a part.
const MOST_GAIN: f64 = 9.0;

/// What a nat of words that are foreign to the whole takes from a part of it.
const FOREIGN: f64 = 0.4;

/// The total from which a record is taken for a further part.
const THRESHOLD: f64 = 5.0;

/// A whole with its parts; one of the two sides holds one place, the other several.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Division {
    /// Places of the whole and its parts.
    pub(super) places: Sides<Vec<usize>>,
    /// The total of the weakest further part, in nats.
    pub(super) total: f64,
}

/// Returns for each matched pair that turns out to be a division its whole and parts, by the pair.
///
/// `scored` has the evidence of all candidates, `matched` the assignment.
pub(super) fn divisions(
    portraits: &Sides<Vec<Portrait>>,
    scored: &BTreeMap<Pair, Evidence>,
    matched: &[Pair],
) -> BTreeMap<Pair, Division> {
    let by_old: BTreeMap<usize, Pair> = matched.iter().map(|p| (p.0, *p)).collect();
    let by_new: BTreeMap<usize, Pair> = matched.iter().map(|p| (p.1, *p)).collect();
    let mut fits: Vec<(f64, Pair, Pair)> = Vec::new();
    for (pair, evidence) in scored {
        let matched = match (by_old.get(&pair.0), by_new.get(&pair.1)) {
            (Some(matched), None) | (None, Some(matched)) => *matched,
            _ => continue,
        };
        let alone = Division { places: Sides { old: vec![matched.0], new: vec![matched.1] }, total: 0.0 };
        if let Some(total) = fit(portraits, &alone, *pair, evidence) {
            fits.push((total, *pair, matched));
        }
    }
    fits.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));

    let mut found: BTreeMap<Pair, Division> = BTreeMap::new();
    let mut used: Sides<BTreeSet<usize>> = Sides::default();
    for (total, pair, matched) in fits {
        let split = pair.0 == matched.0;
        let taken = if split { used.new.contains(&pair.1) } else { used.old.contains(&pair.0) };
        // Beside parts found before, a further one must still add something; a whole is not also a part.
        let fits = found.get(&matched).is_none_or(|division| {
            let whole = if split { &division.places.old } else { &division.places.new };
            whole.len() == 1 && scored.get(&pair).is_some_and(|e| fit(portraits, division, pair, e).is_some())
        });
        if taken || !fits {
            continue;
        }
        let places = Sides { old: vec![matched.0], new: vec![matched.1] };
        let division = found.entry(matched).or_insert(Division { places, total });
        division.total = division.total.min(total);
        let (parts, used, part) = if split {
            (&mut division.places.new, &mut used.new, pair.1)
        } else {
            (&mut division.places.old, &mut used.old, pair.0)
        };
        used.insert(part);
        parts.push(part);
        parts.sort_unstable();
    }
    found
}

/// Returns the total for the free record of a pair as a further part of the other one; `None` where it is none.
fn fit(
    portraits: &Sides<Vec<Portrait>>,
    division: &Division,
    pair: Pair,
    evidence: &Evidence,
) -> Option<f64> {
    let (old, new) = (portraits.old.get(pair.0)?, portraits.new.get(pair.1)?);
    let split = division.places.old == [pair.0];
    let (whole, left, from, places, place) = if split {
        (old, new, &portraits.new, &division.places.new, pair.1)
    } else {
        (new, old, &portraits.old, &division.places.old, pair.0)
    };
    let parts: Vec<&Portrait> = places.iter().filter_map(|p| from.get(*p)).collect();
    let subject = divided(&whole.subject, parts.iter().map(|p| &p.subject), &left.subject);
    let task = divided(&whole.task, parts.iter().map(|p| &p.task), &left.task);
    subject.or(task)?;
    let evidence = Evidence {
        subject: subject.unwrap_or(evidence.subject),
        task: task.unwrap_or(evidence.task),
        reference: 0.0,
        place: beside(places, place),
        ..*evidence
    };
    Some(evidence.total()).filter(|total| *total >= THRESHOLD)
}

/// What the left text explains of the whole beside its parts, less what is foreign to the whole; in nats.
fn divided<'a>(whole: &Words, parts: impl Iterator<Item = &'a Words> + Clone, left: &Words) -> Option<f64> {
    let missing = parts.clone().fold(whole.clone(), |rest, part| rest.without(part));
    let gain = missing.common(left).total;
    let rest = whole.without(left);
    let own = parts.map(|part| rest.common(part).total).fold(f64::MAX, f64::min);
    if gain < LEAST_GAIN || own < LEAST_GAIN {
        return None;
    }
    Some(gain.min(MOST_GAIN) - FOREIGN * left.without(whole).total)
}
