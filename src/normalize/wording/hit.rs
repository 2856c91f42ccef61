//! The phrases of a text that stand where they count, clause by clause.

use super::lexicon;
use super::token::{Gap, Token};
use super::vocabulary::{Place, Sense};

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hit {
    /// What it says.
    pub(super) sense: Sense,
    /// Its first word, counted from 0.
    pub(super) from: usize,
    /// The word after its last.
    pub(super) to: usize,
    /// Its clause, counted from 0. Stops, line breaks and joining words part clauses.
    pub(super) clause: usize,
    /// Nothing stands before it in its clause but phrases and numbers.
    pub(super) front: bool,
    /// Nothing stands beside it in its clause but phrases and numbers.
    pub(super) alone: bool,
}

/// Returns the phrases of a text in order, each where its place allows it.
pub(super) fn hits(words: &[Token]) -> Vec<Hit> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut at = 0;
    while let Some(token) = words.get(at) {
        let found = words.get(at..).and_then(lexicon::longest);
        if clauses.is_empty() || token.gap != Gap::Space {
            clauses.push(Clause::default());
        }
        let number = clauses.len() - 1;
        let Some(clause) = clauses.last_mut() else { break };
        let Some((senses, count)) = found else {
            // A number is no reason to doubt the words beside it; any other unknown word is.
            if !token.is_number() {
                clause.unknown = true;
            }
            at += 1;
            continue;
        };
        let to = at + count;
        clause.phrases.push(Phrase { senses, from: at, to, clause: number, front: !clause.unknown });
        at = to;
        if senses.iter().any(|(sense, _)| matches!(sense, Sense::Joint | Sense::Or | Sense::Now)) {
            clauses.push(Clause::default());
        }
    }
    clauses.into_iter().flat_map(Clause::placed).collect()
}

/// Tells whether every word of a text belongs to a phrase or is a number.
pub(super) fn cover(words: &[Token]) -> bool {
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        at += match lexicon::longest(rest) {
            Some((_, count)) => count,
            None if rest.first().is_some_and(Token::is_number) => 1,
            None => return false,
        };
    }
    true
}

#[derive(Default)]
struct Clause {
    phrases: Vec<Phrase>,
    /// It has a word that is in no phrase.
    unknown: bool,
}

/// A phrase, and what it may say.
struct Phrase {
    senses: &'static [(Sense, Place)],
    from: usize,
    to: usize,
    clause: usize,
    front: bool,
}

impl Clause {
    /// Returns the phrases that stand where they count, each with the sense of the strictest place it fills.
    fn placed(self) -> impl Iterator<Item = Hit> {
        let alone = !self.unknown;
        self.phrases.into_iter().filter_map(move |Phrase { senses, from, to, clause, front }| {
            let sense =
                |wanted: Place| senses.iter().find(|(_, place)| *place == wanted).map(|(sense, _)| *sense);
            let sense = sense(Place::Alone)
                .filter(|_| alone)
                .or_else(|| sense(Place::Front).filter(|_| front))
                .or_else(|| sense(Place::Inside))?;
            Some(Hit { sense, from, to, clause, front, alone })
        })
    }
}
