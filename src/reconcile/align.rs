//! Which old record is which new one: candidates, score, assignment, split and merge, as a value one can print.
//!
//! Records that are alike in every field are settled first, in their order. The rest is asked twice: the texts alone say
//! which pairs are sure; these teach how far refs, owners, dates and places can be trusted; then all evidence together
//! decides. The versions may change places: the work is always done in one and the same order of the two, so that
//! swapping them gives the same pairs.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::diff::Sides;
use crate::record::{Record, RecordSource};

use super::assign::{Offer, assign};
use super::candidate::{Pair, candidates};
use super::doubt::{Decision, Doubt};
use super::place::Places;
use super::portrait::{Portrait, portraits};
use super::score::{Evidence, Reliability, likelihood, score, text_score, threshold};
use super::split::divisions;

/// Which records belong together. Places count from 0; a record that is in no link is new or gone.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Alignment {
    /// Links in the order of the first old record.
    pub(super) links: Vec<Link>,
    /// What was close to undecidable.
    pub(super) doubts: Vec<Doubt>,
}

/// Records that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    /// Places in both versions; one on each side unless a record was split or records were merged.
    pub(super) places: Sides<Vec<usize>>,
    /// The old and the new one that match best.
    pub(super) best: Pair,
    /// From 0 to 1; 1 where they are alike in every field.
    pub(super) score: f64,
    /// The evidence for the best match; `None` where they are alike in every field.
    pub(super) evidence: Option<Evidence>,
}

/// Aligns the records of two versions.
pub(super) fn align(records: Sides<&[Record]>) -> Alignment {
    let contents = Sides { old: contents(records.old), new: contents(records.new) };
    if contents.new < contents.old {
        let contents = Sides { old: contents.new, new: contents.old };
        align_in_order(Sides { old: records.new, new: records.old }, &contents).swapped()
    } else {
        align_in_order(records, &contents)
    }
}

/// Each record as text, without what depends on where it stands.
fn contents(records: &[Record]) -> Vec<String> {
    let content = |record: &Record| {
        let bare = Record { id: String::new(), source: RecordSource::default(), ..record.clone() };
        serde_json::to_string(&bare).unwrap_or_default()
    };
    records.iter().map(content).collect()
}

fn align_in_order(records: Sides<&[Record]>, contents: &Sides<Vec<String>>) -> Alignment {
    let alike = alike(contents);
    let portraits = portraits(records);
    let known: Sides<BTreeSet<usize>> =
        Sides { old: alike.iter().map(|p| p.0).collect(), new: alike.iter().map(|p| p.1).collect() };
    let free = Sides {
        old: (0..records.old.len()).filter(|i| !known.old.contains(i)).collect::<Vec<_>>(),
        new: (0..records.new.len()).filter(|j| !known.new.contains(j)).collect::<Vec<_>>(),
    };
    let mut pairs = candidates(&portraits, &free);
    let portrait = |pair: &Pair| portraits.old.get(pair.0).zip(portraits.new.get(pair.1));

    // Those alike in every field teach places only: of what else differs in the rest they know nothing.
    let sure = sure_pairs(&pairs, portrait);
    let reliability = Reliability::learn(sure.iter().filter_map(portrait));
    let mut places = Places::new(alike.iter().chain(&sure).copied());
    for &old in &free.old {
        pairs.extend(places.slots(old).filter(|(_, new)| free.new.binary_search(new).is_ok()));
    }
    let mut scored: BTreeMap<Pair, Evidence> = pairs
        .iter()
        .filter_map(|pair| {
            portrait(pair).and_then(|(old, new)| score(old, new, &reliability)).map(|e| (*pair, e))
        })
        .collect();
    // The first assignment knows places from the sure pairs only, the second one from all.
    let threshold = threshold(records.old.len().max(records.new.len()));
    let mut matched = settle(&mut scored, &places, threshold);
    places = Places::new(alike.iter().chain(&matched).copied());
    matched = settle(&mut scored, &places, threshold);

    let divisions = divisions(&portraits, &scored, &matched);
    let doubts =
        Decision { contents, scored: &scored, matched: &matched, divisions: &divisions, threshold }.doubts();
    let alike = alike.into_iter().map(|(i, j)| Link {
        places: Sides { old: vec![i], new: vec![j] },
        best: (i, j),
        score: 1.0,
        evidence: None,
    });
    let scored = matched.into_iter().filter_map(|pair| {
        let evidence = scored.get(&pair).copied()?;
        let total = evidence.total();
        let (places, total) = match divisions.get(&pair) {
            Some(division) => (division.places.clone(), division.total.min(total)),
            None => (Sides { old: vec![pair.0], new: vec![pair.1] }, total),
        };
        Some(Link { places, best: pair, score: likelihood(total - threshold), evidence: Some(evidence) })
    });
    let mut links: Vec<Link> = alike.chain(scored).collect();
    links.sort_by(|a, b| a.places.old.cmp(&b.places.old));
    Alignment { links, doubts }
}

/// Records with the same content, the first with the first.
fn alike(contents: &Sides<Vec<String>>) -> Vec<Pair> {
    let mut places: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (place, content) in contents.new.iter().enumerate() {
        places.entry(content).or_default().push_back(place);
    }
    let pair = |(old, content): (usize, &String)| {
        places.get_mut(content.as_str()).and_then(VecDeque::pop_front).map(|new| (old, new))
    };
    contents.old.iter().enumerate().filter_map(pair).collect()
}

/// Pairs whose texts settle them: each the other's best, and by far.
fn sure_pairs<'a>(
    pairs: &BTreeSet<Pair>,
    portrait: impl Fn(&Pair) -> Option<(&'a Portrait, &'a Portrait)>,
) -> Vec<Pair> {
    const ENOUGH: f64 = 8.0;
    const AHEAD: f64 = 3.0;
    /// The best partner with its score, and the score of the second.
    #[derive(Clone, Copy)]
    struct Best(usize, f64, f64);
    impl Best {
        fn sure(self) -> bool {
            self.1 > ENOUGH && self.1 - self.2 > AHEAD
        }
    }
    let mut best: Sides<BTreeMap<usize, Best>> = Sides::default();
    for pair in pairs {
        let Some((old, new)) = portrait(pair) else { continue };
        let text = text_score(old, new);
        for (side, at, other) in [(&mut best.old, pair.0, pair.1), (&mut best.new, pair.1, pair.0)] {
            let best = side.entry(at).or_insert(Best(other, f64::MIN, 0.0));
            *best = if text > best.1 {
                Best(other, text, best.1.max(0.0))
            } else {
                Best(best.0, best.1, best.2.max(text))
            };
        }
    }
    let mutual = |(old, b): (&usize, &Best)| {
        let back = best.new.get(&b.0).filter(|back| back.0 == *old && back.sure());
        back.filter(|_| b.sure()).map(|_| (*old, b.0))
    };
    best.old.iter().filter_map(mutual).collect()
}

/// Sets the evidence of places and returns the best assignment.
fn settle(scored: &mut BTreeMap<Pair, Evidence>, places: &Places, threshold: f64) -> Vec<Pair> {
    for (pair, evidence) in scored.iter_mut() {
        evidence.place = places.evidence(*pair);
    }
    let offer = |(pair, evidence): (&Pair, &Evidence)| Offer {
        pair: *pair,
        gain: millinats(evidence.total() - threshold),
    };
    assign(&scored.iter().map(offer).collect::<Vec<_>>())
}

#[expect(clippy::cast_possible_truncation, reason = "evidence is bounded far below; what is not saturates")]
fn millinats(nats: f64) -> i64 {
    (nats * 1000.0).round() as i64
}

impl Alignment {
    /// The same for the versions in the other order.
    fn swapped(self) -> Self {
        let link = |link: Link| Link {
            places: Sides { old: link.places.new, new: link.places.old },
            best: (link.best.1, link.best.0),
            ..link
        };
        let mut links: Vec<Link> = self.links.into_iter().map(link).collect();
        links.sort_by(|a, b| a.places.old.cmp(&b.places.old));
        Self { links, doubts: self.doubts.into_iter().map(Doubt::swapped).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Owner;

    /// A record of `ref | recommendation | action | owner`; an empty part is absent.
    fn record(row: &str) -> Record {
        let parts: Vec<&str> = row.split('|').map(str::trim).collect();
        let part = |n: usize| parts.get(n).filter(|p| !p.is_empty()).map(|p| (*p).to_owned());
        let owner = |name: String| Owner { as_written: name.clone(), name: Some(name), ..Owner::default() };
        Record {
            reference: part(0),
            recommendation: part(1),
            action: part(2),
            owners: part(3).map(owner).into_iter().collect(),
            ..Record::default()
        }
    }

    /// The places that belong together, as `0>1` or `2>3+4`, and what is left of both versions as `1>` and `>0`.
    fn aligned(old: &[&str], new: &[&str]) -> String {
        let records = |rows: &[&str]| rows.iter().map(|row| record(row)).collect::<Vec<_>>();
        let (old, new) = (records(old), records(new));
        let found = align(Sides { old: &old, new: &new });
        let back = align(Sides { old: &new, new: &old }).swapped();
        assert_eq!(found.links, back.links, "swapped sides give the same pairs");
        let mut gone: BTreeSet<usize> = (0..old.len()).collect();
        let mut added: BTreeSet<usize> = (0..new.len()).collect();
        let mut shown = Vec::new();
        for link in &found.links {
            link.places.old.iter().for_each(|i| assert!(gone.remove(i), "{i} twice"));
            link.places.new.iter().for_each(|j| assert!(added.remove(j), "{j} twice"));
            let join = |side: &[usize]| side.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
            shown.push(format!("{}>{}", join(&link.places.old), join(&link.places.new)));
        }
        shown.extend(gone.iter().map(|i| format!("{i}>")));
        shown.extend(added.iter().map(|j| format!(">{j}")));
        shown.join(" ")
    }

    const LEASES: &str =
        "Keep a register of all leases and review it each spring | Appoint a surveyor | Ada Byrne";
    const BINS: &str = "Collect garden waste every fortnight from April | Hire two crews | Tom Ode";
    const GRANTS: &str =
        "Publish who received which grant within a month | Add a page to the site | Mia Falk";
    const BOOTS: &str = "Replace worn safety boots at the depot | Order boots for all crews | Tom Ode";
    const POOL: &str = "Test the swimming pool water twice a day | Buy test kits | Jon Reed";

    fn numbered(refs: &[&str], texts: &[&str]) -> Vec<String> {
        refs.iter().zip(texts).map(|(r, t)| format!("{r} | {t}")).collect()
    }

    fn aligned_texts(old: (&[&str], &[&str]), new: (&[&str], &[&str])) -> String {
        let (old, new) = (numbered(old.0, old.1), numbered(new.0, new.1));
        aligned(
            &old.iter().map(String::as_str).collect::<Vec<_>>(),
            &new.iter().map(String::as_str).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn refs_are_evidence_and_never_the_only_proof() {
        let texts = [LEASES, BINS, GRANTS, POOL];
        // Each ref moved on by one, as after an insertion at the top.
        assert_eq!(
            aligned_texts(
                (&["1", "2", "3", "4"], &texts),
                (&["1", "2", "3", "4", "5"], &[BOOTS, LEASES, BINS, GRANTS, POOL])
            ),
            "0>1 1>2 2>3 3>4 >0"
        );
        // Ref 3 and its place went to another item.
        assert_eq!(
            aligned_texts(
                (&["1", "2", "3", "4"], &texts),
                (&["1", "2", "3", "4"], &[LEASES, BINS, BOOTS, POOL])
            ),
            "0>0 1>1 3>3 2> >2"
        );
        // Without refs, and in another order.
        assert_eq!(
            aligned_texts((&["", "", "", ""], &texts), (&["", "", "", ""], &[POOL, GRANTS, BINS, LEASES])),
            "0>3 1>2 2>1 3>0"
        );
    }

    #[test]
    fn a_reworded_record_is_found_by_what_else_it_keeps() {
        let reworded =
            "Leases should be listed in one register, checked yearly | Appoint a surveyor | A. Byrne";
        assert_eq!(
            aligned_texts(
                (&["1", "2", "3"], &[BINS, LEASES, GRANTS]),
                (&["1", "2", "3"], &[BINS, reworded, GRANTS])
            ),
            "0>0 1>1 2>2"
        );
    }

    #[test]
    fn near_twins_go_to_the_right_partner() {
        let twin = |unit: &str, more: &str| {
            format!("Train all managers in the {unit} service in handling complaints{more}")
        };
        let old =
            ["housing", "parks", "library", "highways"].map(|unit| format!(" | {} | |", twin(unit, "")));
        let new = ["highways", "library", "parks", "housing"]
            .map(|unit| format!(" | {} | |", twin(unit, " by summer")));
        assert_eq!(
            aligned(&old.each_ref().map(String::as_str), &new.each_ref().map(String::as_str)),
            "0>3 1>2 2>1 3>0"
        );
    }

    #[test]
    fn actions_tell_the_records_of_one_recommendation_apart() {
        let action = |action: &str| format!("A | Improve how the council keeps its records | {action} |");
        let old = ["Write a retention policy", "Train all staff", "Scan the paper files"].map(action);
        let new = ["Train all staff by May", "Write a retention policy with the archive", "Buy a scanner"]
            .map(action);
        assert_eq!(
            aligned(&old.each_ref().map(String::as_str), &new.each_ref().map(String::as_str)),
            "0>1 1>0 2> >2"
        );
        // The same among many others, where a recommendation that comes back is worth more.
        let others: Vec<String> = (0..40)
            .map(|n| {
                format!("B{n} | Subject{n} needs attention{n} before season{n} | Send item{n} to desk{n} |")
            })
            .collect();
        let rows = |actions: &'static [&'static str]| -> Vec<String> {
            let rows = actions.iter().map(|a| action(a));
            rows.chain(others.clone()).collect()
        };
        let (old, new) =
            (rows(&["Write a policy", "Scan the paper files"]), rows(&["Write a policy", "Buy a shredder"]));
        let views = |rows: &'static [String]| rows.iter().map(String::as_str).collect::<Vec<_>>();
        let shown = aligned(&views(old.leak()), &views(new.leak()));
        assert!(shown.starts_with("0>0 2>2 ") && shown.ends_with(" 1> >1"), "{shown}");
    }

    #[test]
    fn a_ref_stands_alone_where_nothing_speaks_against_it() {
        let rows = |refs: &[&str]| refs.iter().map(|r| format!("{r} | | | Ada Byrne")).collect::<Vec<_>>();
        let (old, new) = (rows(&["1", "2", "3", "4"]), rows(&["4", "2", "3", "5"]));
        let texts = |rows: &[String]| rows.iter().map(|r| record(r)).collect::<Vec<_>>();
        let mut moved = texts(&new);
        moved.iter_mut().for_each(|record| record.priority = Some("High".into()));
        let found = align(Sides { old: &texts(&old), new: &moved });
        let pairs: Vec<Pair> = found.links.iter().map(|l| (l.places.old[0], l.places.new[0])).collect();
        assert_eq!(pairs, [(1, 1), (2, 2), (3, 0)]);
    }

    #[test]
    fn a_record_splits_and_records_merge() {
        let whole = "7 | Publish the grants register and repair the depot roof before winter | Agree a plan | Mia Falk";
        let parts = [
            "7 | Publish the grants register before winter | Agree a plan | Mia Falk",
            "8 | Repair the depot roof before winter | Agree a plan | Mia Falk",
        ];
        let (bins, pool) = (format!("6 | {BINS}"), format!("9 | {POOL}"));
        assert_eq!(aligned(&[&bins, whole, &pool], &[&bins, parts[0], parts[1], &pool]), "0>0 1>1+2 2>3");
        assert_eq!(aligned(&[&bins, parts[0], parts[1], &pool], &[&bins, whole, &pool]), "0>0 1+2>1 3>2");
        // A new action beside an old one is no part of it.
        let grown = "8 | Repair the town hall lift in spring | Call an engineer | Jon Reed";
        assert_eq!(aligned(&[&bins, whole, &pool], &[&bins, whole, grown, &pool]), "0>0 1>1 2>3 >2");
    }

    #[test]
    fn a_close_call_is_told() {
        let old = [record(" | Review the parks budget with the friends group | Hold a meeting")];
        let new = [
            record(" | Review the parks budget with the friends group again | Hold a meeting"),
            record(" | Review the parks budget with the friends group anew | Hold a meeting"),
        ];
        let found = align(Sides { old: &old, new: &new });
        assert_eq!(found.links.len(), 1);
        assert!(matches!(found.doubts.as_slice(), [Doubt::Rival { .. }]), "{:?}", found.doubts);
    }
}
