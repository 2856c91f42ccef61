//! A run of plain words to the fields it names: the whole phrase, else an opening, else the head and its modifiers.
//!
//! "Date of last update" is turned to "last update date"; "deadline for completion" ends at "for". Slashes, levels and
//! brackets are [`header`](super::header)'s.

use super::grammar::{
    DATED, DATED_BY, DESCRIBED, DID, PARTICIPLES, PREPOSITIONS, RATED, SAID, SHIFTS, TRANSPARENT,
};
use super::lexicon::{Term, lexicon};
use super::vocabulary::Strength;
use super::words::{CURRENCY, Words, without_time};
use crate::record::Field;

/// Confidence of the whole phrase, of a phrase without its period, of a head, and of an opening.
const WHOLE: f32 = 1.0;
const TRIMMED: f32 = 0.95;
const HEAD: f32 = 0.9;
const OPENING: f32 = 0.85;

/// Confidence of a head by how many of its modifiers the vocabulary does not know; more are as bad as three.
const BEHIND_UNKNOWN: [f32; 4] = [HEAD, 0.85, 0.77, 0.72];

/// What a phrase names, best first; nothing, where the vocabulary knows that it names nothing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) fields: Vec<(Field, f32)>,
    /// The term that decided.
    pub(super) term: &'static str,
}

impl Reading {
    pub(super) fn new(field: Field, confidence: f32, term: &'static str) -> Self {
        Self { fields: vec![(field, confidence)], term }
    }

    fn of(term: Term, certainty: f32) -> Self {
        let steps: [f32; 4] = match term.row.strength {
            Strength::Clear => [1.0; 4],
            Strength::Likely => [0.7, 0.45, 0.4, 0.35],
            Strength::Weak => [0.4, 0.35, 0.3, 0.25],
        };
        let fields =
            term.row.fields.iter().zip(steps).map(|(field, step)| (*field, step * certainty)).collect();
        Self { fields, term: term.phrase }
    }

    /// Returns the first field, where it is likely enough to be named.
    pub(super) fn field(&self) -> Option<Field> {
        self.fields.first().filter(|(_, confidence)| *confidence >= super::LIKELY).map(|(field, _)| *field)
    }

    /// Tells whether the first field is clear.
    pub(super) fn is_clear(&self) -> bool {
        self.fields.first().is_some_and(|(_, confidence)| *confidence >= super::CLEAR)
    }

    /// Returns the same reading with every confidence lowered to its share.
    pub(super) fn lowered(mut self, share: f32) -> Self {
        for (_, confidence) in &mut self.fields {
            *confidence *= share;
        }
        self
    }
}

/// Reads a phrase; `None` where the vocabulary does not know it.
pub(super) fn read(words: &[String]) -> Option<Reading> {
    if let Some(term) = lexicon().whole(words) {
        return Some(Reading::of(term, WHOLE));
    }
    let trimmed = without_time(words);
    if trimmed.iter().any(|word| word == CURRENCY) {
        return Some(Reading::new(Field::Money, OPENING, CURRENCY));
    }
    if let Some(term) = lexicon().whole(trimmed) {
        return Some(Reading::of(term, TRIMMED));
    }
    if let Some(term) = lexicon().opening(trimmed) {
        let reading = asked(term.phrase, trimmed).unwrap_or_else(|| Reading::of(term, OPENING));
        let is_date = reading.field().is_some_and(Field::is_date);
        return Some(if is_date { shifted(reading, trimmed) } else { reading });
    }
    if let Some((term, n)) = lexicon().head(trimmed)
        && n > 1
        && term.phrase.split(' ').any(is_preposition)
    {
        let modifiers = trimmed.get(..trimmed.len() - n).unwrap_or_default();
        return Some(shifted(Reading::of(term, HEAD), modifiers));
    }
    // "Area for improvement identified by the inspectors": the preposition is the phrase's own.
    let ends = (2..trimmed.len())
        .rev()
        .filter(|end| trimmed.get(*end).is_some_and(|word| is_preposition(word) || is_participle(word)));
    for end in ends {
        if let Some(term) = trimmed.get(..end).and_then(|front| lexicon().whole(front))
            && term.phrase.split(' ').any(is_preposition)
        {
            return Some(Reading::of(term, HEAD));
        }
    }
    let (head, complement) = head_and_complement(trimmed);
    let reading = match lexicon().whole(&head) {
        Some(term) => {
            let modifiers = if has_remarks(term) { complement } else { &[] };
            Some(shifted(Reading::of(term, HEAD), modifiers))
        }
        None => read_head(&head, complement),
    };
    match reading {
        Some(reading) if reading.field().is_some() => Some(reading),
        unnamed => read_dated(trimmed).or_else(|| read_unfinished(trimmed)).or(unnamed),
    }
}

/// Reads a date by the verb beside it, in whatever order: "actual date completed", "date finally closed out".
fn read_dated(words: &[String]) -> Option<Reading> {
    if !words.iter().any(|word| word == "date")
        || words.iter().any(|word| ["by", "to", "not", "if"].contains(&word.as_str()))
    {
        return None;
    }
    let (field, term) = words.iter().find_map(|word| {
        DATED_BY.iter().find_map(|(verbs, field)| {
            verbs.iter().find(|verb| **verb == word.as_str()).map(|verb| (*field, *verb))
        })
    })?;
    Some(shifted(Reading::new(field, OPENING, term), words))
}

/// Reads a clause that only begins with "what" by the verb at its end: "what the inspectors said", "what we did".
fn asked(opening: &'static str, words: &[String]) -> Option<Reading> {
    let verb = words.last().filter(|_| opening == "what" && words.len() > 1)?;
    let field = match verb.as_str() {
        verb if SAID.contains(&verb) => Field::Recommendation,
        verb if DID.contains(&verb) => Field::Progress,
        _ => return None,
    };
    Some(Reading::new(field, OPENING, opening))
}

/// Reads what stands before a last preposition whose object was a date or a number: "progress to 31 March", "last
/// update on".
fn read_unfinished(words: &[String]) -> Option<Reading> {
    let (last, front) = words.split_last()?;
    if front.is_empty() || !["at", "for", "in", "on", "to"].contains(&last.as_str()) {
        return None;
    }
    read(front).filter(|reading| {
        let remarks = [Field::Progress, Field::Status, Field::Rag, Field::Money, Field::Notes];
        reading.field().is_some_and(|field| remarks.contains(&field) || (field.is_date() && last == "on"))
    })
}

fn is_participle(word: &str) -> bool {
    PARTICIPLES.binary_search(&word).is_ok()
}

fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.binary_search(&word).is_ok()
}

/// Tells whether what a text is about decides what it is: a narrative on the budget is not the action's progress.
fn has_remarks(term: Term) -> bool {
    matches!(term.row.fields.first(), Some(Field::Progress | Field::Notes))
}

/// Returns the words up to the first preposition, and those behind it; "X of Y" is "Y X", and a date comes last.
fn head_and_complement(words: &[String]) -> (Words, &[String]) {
    let inner = |i: &usize| *i > 0 && *i + 1 < words.len();
    let first = words.iter().position(|word| is_preposition(word)).filter(inner);
    let (mut head, complement) = match first.map(|i| words.split_at(i)) {
        None => (words.to_vec(), &[][..]),
        Some((front, [of, rest @ ..])) if of == "of" => {
            let ends = |word: &String| is_preposition(word) || is_participle(word);
            let end = rest.iter().skip(1).position(ends).map_or(rest.len(), |i| i + 1);
            let (owned, complement) = rest.split_at(end);
            let (adjectives, head) = front.split_at(front.len() - 1);
            ([adjectives, owned, head].concat(), complement)
        }
        Some((front, rest)) => (front.to_vec(), rest),
    };
    if head.first().is_some_and(|word| word == "date") {
        head.rotate_left(1);
    }
    (head, complement)
}

/// Reads the head at the end of the words, and what the words before it make of it.
fn read_head(words: &[String], complement: &[String]) -> Option<Reading> {
    let Some((term, n)) = lexicon().head(words) else {
        let (last, front) = words.split_last()?;
        if let Some(term) = lexicon().compound(last) {
            return Some(shifted(Reading::of(term, OPENING), front));
        }
        // An unknown one too: "savings unachieved".
        let unknown = last.len() > 5 && last.ends_with("ed") && !lexicon().knows(last);
        return if is_participle(last) || (unknown && !front.is_empty()) {
            read_head(front, complement)
        } else {
            None
        };
    };
    let modifiers = words.get(..words.len() - n).unwrap_or_default();
    if n == 1
        && let Some(described) = read_modifiers(modifiers)
        && let Some(reading) = described_by(term.phrase, described)
    {
        // "Revised action date"
        let is_date = reading.field().is_some_and(Field::is_date);
        return Some(if is_date { shifted(reading, modifiers) } else { reading });
    }
    let unknown = modifiers.iter().filter(|word| !lexicon().knows(word)).count();
    let certainty = BEHIND_UNKNOWN.get(unknown).or(BEHIND_UNKNOWN.last()).copied().unwrap_or(HEAD);
    let reading = shifted(Reading::of(term, certainty), modifiers);
    Some(if has_remarks(term) { shifted(reading, complement) } else { reading })
}

/// Returns what a head such as "description" or "date" names behind words that were read as `described`.
fn described_by(head: &str, described: Reading) -> Option<Reading> {
    let field = described.field();
    if head == "date" {
        let (_, date) = DATED.iter().find(|(of, _)| described.is_clear() && Some(*of) == field)?;
        return Some(Reading::new(*date, HEAD, described.term));
    }
    if head == "value" {
        return (field == Some(Field::Money)).then_some(described);
    }
    if RATED.contains(&head) {
        return (field == Some(Field::Priority)).then_some(described);
    }
    let is_described = TRANSPARENT.contains(&head) && field.is_none_or(|field| DESCRIBED.contains(&field));
    is_described.then_some(described)
}

fn read_modifiers(words: &[String]) -> Option<Reading> {
    lexicon().whole(words).map(|term| Reading::of(term, HEAD)).or_else(|| read_head(words, &[]))
}

/// Reads words that several alternatives run together to, where a phrase of the vocabulary spans more than the `last`
/// words, which are the last alternative's.
pub(super) fn read_spanning(words: &[String], last: usize) -> Option<Reading> {
    let words = without_time(words);
    let (term, n) =
        lexicon().whole(words).map(|term| (term, words.len())).or_else(|| lexicon().head(words))?;
    let modifiers = words.get(..words.len() - n).unwrap_or_default();
    (n > last).then(|| shifted(Reading::of(term, if modifiers.is_empty() { WHOLE } else { HEAD }), modifiers))
}

/// Applies the first shift that one of the modifiers causes.
pub(super) fn shifted(reading: Reading, modifiers: &[String]) -> Reading {
    let Some((field, _)) = reading.fields.first() else { return reading };
    let shift = SHIFTS.iter().find(|shift| {
        shift.from.contains(field) && modifiers.iter().any(|word| shift.words.contains(&word.as_str()))
    });
    match shift.map(|shift| shift.to) {
        None => reading,
        Some(None) => Reading { fields: Vec::new(), term: reading.term },
        Some(Some(to)) => Reading::new(to, HEAD, reading.term),
    }
}
