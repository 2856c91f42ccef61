//! How likely it is that two records are one: evidence for and against, in nats, part by part.
//!
//! Shared words count for a pair by their worth, words that only one of them has against it. A value in common (owner,
//! due date, ref, …) counts the more the rarer it is and the more the two versions keep such values: where every ref was
//! renumbered an equal ref says nothing. That reliability is learnt from pairs whose texts settle them.
//! Nothing makes up for clearly different texts: refs get reused, and another item may take a place over.
//!
//! The measures below were set on made-up pairs of versions with known answers. They are coarse on purpose: moved by a
//! quarter, each alone, none of them changes more than one link in fifty there.

use super::portrait::{Portrait, Value};
use super::words::{Overlap, count};

/// The evidence for a pair, by what it rests on; in nats, above 0 in favour.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Evidence {
    /// Recommendation, or what stands for it.
    pub(super) subject: f64,
    /// Action.
    pub(super) task: f64,
    /// Progress.
    pub(super) progress: f64,
    /// Ref.
    pub(super) reference: f64,
    /// Group.
    pub(super) group: f64,
    /// Owners.
    pub(super) owner: f64,
    /// Due date.
    pub(super) due: f64,
    /// RAG and status.
    pub(super) standing: f64,
    /// All other columns.
    pub(super) details: f64,
    /// Place among records already matched.
    pub(super) place: f64,
    /// How alike the recommendations are, from 0 to 1; for a person, no part of the sum.
    pub(super) subject_likeness: f64,
    /// How alike the actions are, from 0 to 1; for a person, no part of the sum.
    pub(super) task_likeness: f64,
}

/// Returns the total from which two records are taken for one, for versions of so many records.
///
/// It is what a record has to make up for by chance among that many, within bounds.
pub(super) fn threshold(records: usize) -> f64 {
    count(records.max(1)).ln().clamp(2.0, 4.0)
}

impl Evidence {
    /// Returns the sum.
    pub(super) fn total(&self) -> f64 {
        self.subject
            + self.task
            + self.progress
            + self.reference
            + self.group
            + self.owner
            + self.due
            + self.standing
            + self.details
            + self.place
    }
}

/// Returns the score of a pair, from 0 to 0.99, by how far its total is above the threshold: at it, a half.
pub(super) fn likelihood(above: f64) -> f64 {
    let likelihood = 1.0 / (1.0 + (-above / 2.5).exp());
    (likelihood * 100.0).round().min(99.0) / 100.0
}

/// How often a value stays the same in a record that is in both versions, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reliability {
    reference: f64,
    group: f64,
    owner: f64,
    due: f64,
}

/// What is assumed before any pair is known.
const ASSUMED: Reliability = Reliability { reference: 0.8, group: 0.9, owner: 0.8, due: 0.75 };

/// How many known pairs the assumption counts for.
const ASSUMED_PAIRS: f64 = 4.0;

impl Reliability {
    /// Learns from pairs that are known by their texts alone.
    pub(super) fn learn<'a>(pairs: impl Iterator<Item = (&'a Portrait, &'a Portrait)> + Clone) -> Self {
        let rate = |assumed: f64, same: fn(&Portrait, &Portrait) -> Option<bool>| {
            let (mut kept, mut all) = (assumed * ASSUMED_PAIRS, ASSUMED_PAIRS);
            for equal in pairs.clone().filter_map(|(old, new)| same(old, new)) {
                kept += if equal { 1.0 } else { 0.0 };
                all += 1.0;
            }
            (kept / all).clamp(0.01, 0.99)
        };
        Self {
            reference: rate(ASSUMED.reference, |a, b| same(a.reference, b.reference)),
            group: rate(ASSUMED.group, |a, b| same(a.group, b.group)),
            owner: rate(ASSUMED.owner, |a, b| {
                let known = !a.owners.is_empty() && !b.owners.is_empty();
                known.then(|| common(&a.owners, &b.owners).next().is_some())
            }),
            due: rate(ASSUMED.due, |a, b| same(a.due, b.due)),
        }
    }
}

/// Returns what recommendation and action say of a pair.
pub(super) fn text_score(old: &Portrait, new: &Portrait) -> f64 {
    Texts::new(old, new).evidence().iter().sum()
}

/// Returns the evidence for a pair, but for its place; `None` where the texts are clearly different.
pub(super) fn score(old: &Portrait, new: &Portrait, reliability: &Reliability) -> Option<Evidence> {
    let texts = Texts::new(old, new);
    if texts.clearly_different() {
        return None;
    }
    let [subject, task] = texts.evidence();
    let reference = value_evidence(old.reference, new.reference, reliability.reference, 4.0);
    Some(Evidence {
        subject,
        task,
        progress: text_evidence(&old.progress.overlap(&new.progress), PROGRESS),
        // With nothing to speak against it a ref can stand alone.
        reference: if reference > 0.0 && !texts.compared() { reference + 2.0 } else { reference },
        group: value_evidence(old.group, new.group, reliability.group, 2.0),
        owner: owner_evidence(&old.owners, &new.owners, reliability.owner),
        due: value_evidence(old.due, new.due, reliability.due, 3.0),
        standing: standing_evidence(old, new),
        details: common(&old.details, &new.details).map(|v| v.worth() / 2.0).sum::<f64>().min(2.5),
        place: 0.0,
        subject_likeness: texts.subject.likeness(),
        task_likeness: texts.task.likeness(),
    })
}

/// Recommendation and action of a pair.
#[derive(Debug, Clone, Copy)]
struct Texts {
    subject: Overlap,
    task: Overlap,
    /// How many records share the subject, in the version where they are more.
    siblings: usize,
}

/// Texts less alike than this, from 0 to 1, are of different items; two texts of one office reach half of it by chance.
const DIFFERENT: f64 = 0.15;

impl Texts {
    fn new(old: &Portrait, new: &Portrait) -> Self {
        Self {
            subject: old.subject.overlap(&new.subject),
            task: old.task.overlap(&new.task),
            siblings: old.siblings.max(new.siblings).max(1),
        }
    }

    /// A text that is missing on one side contradicts nothing.
    fn compared(&self) -> bool {
        self.subject.is_mutual() || self.task.is_mutual()
    }

    fn clearly_different(&self) -> bool {
        // What is common to all actions of a recommendation tells none of them.
        if self.siblings > 1 && self.task.is_mutual() {
            return self.task.likeness() < DIFFERENT;
        }
        self.compared() && self.subject.likeness().max(self.task.likeness()) < DIFFERENT
    }

    fn evidence(&self) -> [f64; 2] {
        let subject = text_evidence(&self.subject, SUBJECT);
        let shared = if subject > 0.0 { subject / count(self.siblings) } else { subject };
        [shared, text_evidence(&self.task, TASK)]
    }
}

/// How a text weighs: at most `most` nats for a pair, at most `least` against it.
#[derive(Debug, Clone, Copy)]
struct Weight {
    most: f64,
    least: f64,
    /// What a nat of words on one side only takes away.
    loss: f64,
    /// Whether a text that only grew counts as kept: a task list or an update to which something was added.
    grows: bool,
}

const SUBJECT: Weight = Weight { most: 10.0, least: 5.0, loss: 0.3, grows: false };
const TASK: Weight = Weight { most: 8.0, least: 3.0, loss: 0.6, grows: true };
const PROGRESS: Weight = Weight { most: 5.0, least: 0.7, loss: 0.3, grows: true };

fn text_evidence(overlap: &Overlap, weight: Weight) -> f64 {
    if !overlap.is_mutual() {
        return 0.0;
    }
    let Overlap { shared, old, new } = *overlap;
    // What is shared saturates: long texts of one office have much in common.
    let gain = weight.most * (1.0 - (-shared / weight.most).exp());
    let (lost, added) = ((old - shared).max(0.0), (new - shared).max(0.0));
    let single = if weight.grows { 2.0 * lost.min(added) } else { lost + added };
    (gain - weight.loss * single).clamp(-weight.least, weight.most)
}

fn same(old: Option<Value>, new: Option<Value>) -> Option<bool> {
    Some(old?.key == new?.key)
}

/// The values that are in both lists; both are in the order of their keys, each key once.
fn common<'a>(old: &'a [Value], new: &'a [Value]) -> impl Iterator<Item = Value> + 'a {
    let mut rest = new.iter().peekable();
    old.iter()
        .filter(move |a| {
            while rest.next_if(|b| b.key < a.key).is_some() {}
            rest.next_if(|b| b.key == a.key).is_some()
        })
        .copied()
}

/// The logarithm of how much likelier equal (or different) values are in one record than in two.
fn value_evidence(old: Option<Value>, new: Option<Value>, kept: f64, most: f64) -> f64 {
    let (Some(old), Some(new)) = (old, new) else { return 0.0 };
    if old.key == new.key {
        (kept.ln() + old.worth()).clamp(0.0, most)
    } else {
        (1.0 - kept).ln().clamp(-most, 0.0)
    }
}

fn owner_evidence(old: &[Value], new: &[Value], kept: f64) -> f64 {
    let rarest = common(old, new).min_by(|a, b| a.frequency.total_cmp(&b.frequency));
    let (old, new) = match rarest {
        Some(owner) => (Some(owner), Some(owner)),
        None => (old.first().copied(), new.first().copied()),
    };
    value_evidence(old, new, kept, 3.0)
}

fn standing_evidence(old: &Portrait, new: &Portrait) -> f64 {
    let step = |same: Option<bool>| same.map_or(0.0, |same| if same { 0.5 } else { -0.5 });
    step(old.rag.zip(new.rag).map(|(a, b)| a == b)) + step(old.status.zip(new.status).map(|(a, b)| a == b))
}
