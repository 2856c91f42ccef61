//! What the words of a status or RAG cell say by themselves, before any legend is asked.
//!
//! 1. [`token`]: the text as folded words with the gaps between them.
//! 2. [`lexicon`]: misspelt words put right, then the longest phrase of the [`vocabulary`] at each word.
//! 3. [`hit`]: the phrases that stand where they count in their clause.
//! 4. [`verdict`]: modifiers applied, comments weighed: one status.
//! 5. [`color`]: the colour said by a word, a letter or a symbol.

mod color;
mod hit;
mod lexicon;
mod token;
mod verdict;
mod vocabulary;

pub(super) use color::{letter_color, symbol_color};
pub(super) use token::{Gap, Token, folded, tokens};

use vocabulary::Sense;

use super::dates::looks_like_date;
use crate::record::{Rag, RagBasis, Status};

/// A cell says what it says in its first words; more is commentary that would only mislead.
const WORDS: usize = 40;

/// What a text says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Wording {
    /// The status that its words come to.
    pub(super) status: Option<Status>,
    /// The colour it names, and whether by a word or by a symbol.
    pub(super) rag: Option<(Rag, RagBasis)>,
}

/// Reads a text of any length.
pub(super) fn read(text: &str) -> Wording {
    let mut words = tokens(text, WORDS);
    lexicon::mend(&mut words);
    let hits = hit::hits(&words);
    // What stands above a log of dated lines says how things are now, if it says anything.
    let now = above_log(text).map(read).and_then(|above| above.status);
    let status = match now.or_else(|| verdict::verdict(&words, &hits)) {
        None if color::is_ticked(text) => Some(Status::Achieved),
        status => status,
    };
    // `Not feasible` is a status, `feasible` a forecast.
    let forecast = || color::forecast(&hits).filter(|_| status != Some(Status::Undeliverable));
    Wording { status, rag: color::color(text, &words, &hits).or_else(forecast) }
}

/// Lines below the first that are looked at for the beginning of a log.
const LINES: usize = 8;

/// The text before its first line that opens with a date: `12/05: met the contractor`.
fn above_log(text: &str) -> Option<&str> {
    let breaks = text.match_indices('\n').map(|(at, _)| at).take(LINES);
    let opens_with_date = |line: &str| {
        let dated = |opening: Option<&str>| {
            opening.is_some_and(|part| part.contains(|c: char| c.is_ascii_digit()) && looks_like_date(part))
        };
        let line = line.trim_start();
        dated(line.split(':').next()) || dated(line.split(" - ").next()) || dated(line.split(' ').next())
    };
    let (above, _) = breaks.filter_map(|at| text.split_at_checked(at)).find(|(_, below)| {
        opens_with_date(below.trim_start_matches('\n').lines().next().unwrap_or_default())
    })?;
    (!above.trim().is_empty()).then_some(above)
}

/// Counts the colour words that a run of words begins with.
pub(super) fn leading_colors(words: &[Token]) -> usize {
    let color = |token: &&Token| {
        lexicon::longest(std::slice::from_ref(*token))
            .is_some_and(|(senses, _)| senses.iter().any(|(sense, _)| matches!(sense, Sense::Color(_))))
    };
    words.iter().take_while(color).count()
}

/// Tells whether a run of words is one status or colour and nothing else: `not on schedule`, `amber green`.
pub(super) fn is_label(words: &[Token]) -> bool {
    let mut words = words.to_vec();
    lexicon::mend(&mut words);
    if !hit::cover(&words) || words.first().is_none_or(Token::is_number) {
        return false;
    }
    let hits = hit::hits(&words);
    let said = |sense: Sense| matches!(sense, Sense::Is(_) | Sense::Neither | Sense::Color(_));
    let labels = hits.iter().filter(|hit| said(hit.sense)).count();
    let ends_open = hits.last().is_some_and(|hit| !said(hit.sense) && hit.sense != Sense::Filler);
    let step = |one: Sense, other: Sense| {
        let pair = matches!((one, other), (Sense::Color(_), Sense::Color(_)));
        pair && one != other && color::color("", &words, &hits).is_some()
    };
    match hits.as_slice() {
        [one, other] if labels == 2 => step(one.sense, other.sense),
        _ => labels == 1 && !ends_open,
    }
}

/// Tells whether a text is status or colour from end to end, with a number and small words at most.
pub(super) fn is_status(text: &str) -> bool {
    // More digits are a date, whatever it is the date of.
    if text.chars().filter(char::is_ascii_digit).count() > 3 {
        return false;
    }
    let mut words = tokens(text, WORDS);
    if words.is_empty() {
        return symbol_color(text).is_some() || color::is_ticked(text);
    }
    if letter_color(text).is_some() {
        // A small letter, or one with a full stop, numbers a list.
        return !text.contains(|c: char| c.is_lowercase() || c == '.');
    }
    lexicon::mend(&mut words);
    let said = |sense: Sense| {
        matches!(sense, Sense::Is(_) | Sense::Neither | Sense::Unproven | Sense::Proven | Sense::Color(_))
    };
    hit::cover(&words) && hit::hits(&words).iter().any(|hit| said(hit.sense))
}
