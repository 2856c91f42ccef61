//! The colour that a text names: by a word, a letter, a pair of them, or a symbol such as a coloured disc.

use super::hit::Hit;
use super::token::Token;
use super::vocabulary::Sense;
use crate::record::{Rag, RagBasis};

/// Coloured symbols. Their colour is theirs; that of a plain disc is the font's, which no text tells.
const SYMBOLS: &[(Rag, &[char])] = &[
    (Rag::Red, &['🔴', '🟥', '❤', '🛑', '⛔', '☹', '😞', '😟', '🙁', '😠', '😡']),
    (Rag::Amber, &['🟡', '🟠', '🟨', '🟧', '💛', '🧡', '😐']),
    (Rag::Green, &['🟢', '🟩', '💚', '🙂', '😀', '😃', '😊', '☺']),
    (Rag::Blue, &['🔵', '🟦', '💙']),
    (Rag::Grey, &['⚪', '⬜']),
    (Rag::Black, &['⚫', '⬛', '🖤']),
];

/// Marks that say done.
const TICKS: &[char] = &['✔', '✓', '✅', '☑', '🗸', '√'];

/// Words that make the colour behind them the one it had before.
const FORMER: &[&str] = &["was", "previously", "formerly", "originally", "from"];

const DASHES: [char; 3] = ['-', '\u{2013}', '\u{2014}'];

/// Returns the colour that a text names, and by what.
pub(super) fn color(text: &str, words: &[Token], hits: &[Hit]) -> Option<(Rag, RagBasis)> {
    let named = word_color(text, words, hits);
    match named {
        Named::Color(rag) => Some((rag, RagBasis::Text)),
        Named::Several => None,
        Named::Nothing => letter_color(text)
            .or_else(|| leading_letters(text))
            .or_else(|| trailing_letters(text))
            .map(|rag| (rag, RagBasis::Text))
            .or_else(|| symbol_color(text).map(|rag| (rag, RagBasis::Symbol))),
    }
}

/// Returns the colour of a forecast in words.
pub(super) fn forecast(hits: &[Hit]) -> Option<(Rag, RagBasis)> {
    hits.iter().find_map(|hit| match hit.sense {
        Sense::Confidence(rag) => Some((rag, RagBasis::Text)),
        _ => None,
    })
}

enum Named {
    Color(Rag),
    /// Colours that do not go together: a choice of all, or two values.
    Several,
    Nothing,
}

/// A colour word counts at the front of its clause, or as the name of a rating (`or Red RAG`).
fn word_color(text: &str, words: &[Token], hits: &[Hit]) -> Named {
    let colors: Vec<(usize, Rag)> = hits
        .iter()
        .filter_map(|hit| match hit.sense {
            Sense::Color(rag) if counts(hit, words) => Some((hit.from, rag)),
            _ => None,
        })
        .collect();
    let Some(((first, rag), rest)) = colors.split_first() else { return Named::Nothing };
    let mut run = vec![*rag];
    let mut last = *first;
    for (at, rag) in rest {
        let Some(join) = join(text, words, last, *at) else { break };
        match join {
            Join::Pair => run.push(*rag),
            Join::Move => run = vec![*rag],
        }
        last = *at;
    }
    run.dedup();
    match run.as_slice() {
        [one] => Named::Color(*one),
        [one, other] => between(*one, *other).map_or(Named::Several, Named::Color),
        _ => Named::Several,
    }
}

fn counts(hit: &Hit, words: &[Token]) -> bool {
    let before = hit.from.checked_sub(1).and_then(|at| words.get(at));
    if before.is_some_and(|token| FORMER.contains(&token.word.as_str())) {
        return false;
    }
    let after = words.get(hit.to);
    // German for "on the": `Umgesetzt am 3.4.2021`.
    if after.is_some_and(Token::is_number) && words.get(hit.from).is_some_and(|token| token.word == "am") {
        return false;
    }
    let rated =
        after.is_some_and(|token| matches!(token.word.as_str(), "rag" | "rated" | "rating" | "status"));
    // `R Red - late`, as keys have it.
    let lettered = hit.from == 1
        && before.zip(words.get(hit.from)).is_some_and(|(letter, color)| {
            letter.word.chars().count() == 1 && color.word.starts_with(&letter.word)
        });
    hit.front || rated || lettered
}

enum Join {
    /// `Amber/Red`.
    Pair,
    /// `Amber → Green`.
    Move,
}

/// How two colour words belong together; `None` where something else stands between.
fn join(text: &str, words: &[Token], first: usize, second: usize) -> Option<Join> {
    let between = words.get(first + 1..second)?;
    if !between.iter().all(|token| matches!(token.word.as_str(), "to" | "and")) {
        return None;
    }
    let gap = text.get(words.get(first)?.span.end..words.get(second)?.span.start).unwrap_or_default();
    if gap.contains(['→', '➔', '➜', '>', '⇒']) {
        return Some(Join::Move);
    }
    (!gap.contains(['(', ';', '\n', '.', ':'])).then_some(Join::Pair)
}

/// The step between two colours that are neighbours on the scale.
fn between(one: Rag, other: Rag) -> Option<Rag> {
    match (one, other) {
        (Rag::Amber, Rag::Red) | (Rag::Red, Rag::Amber) => Some(Rag::AmberRed),
        (Rag::Amber, Rag::Green) | (Rag::Green, Rag::Amber) => Some(Rag::AmberGreen),
        _ => None,
    }
}

/// Returns the colour of a text that is one letter or a pair, in brackets or with an arrow beside it: `G`, `(A/R)`, `a`.
pub(in crate::normalize) fn letter_color(text: &str) -> Option<Rag> {
    let mut letters = text.trim().chars().filter(|c| !is_frame(*c));
    let one = color_of_letter(letters.next()?)?;
    match letters.next() {
        None => Some(one),
        Some(other) if letters.next().is_none() => between(one, color_of_letter(other)?),
        Some(_) => None,
    }
}

/// `G - no concerns`: a capital letter or pair before a dash, colon or bracket.
fn leading_letters(text: &str) -> Option<Rag> {
    let text = text.trim();
    let (head, _) = text.split_at_checked(text.find([':', '(', ';', ',', '=']).or_else(|| dash(text))?)?;
    capital_color(head)
}

/// `On track (G)`, `On track - G`
fn trailing_letters(text: &str) -> Option<Rag> {
    let text = text.trim();
    let bracketed = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, inner)| inner);
    capital_color(bracketed.or_else(|| {
        text.rsplit_once([' ', '\u{A0}']).filter(|(head, _)| head.ends_with(DASHES)).map(|(_, tail)| tail)
    })?)
}

fn capital_color(letters: &str) -> Option<Rag> {
    let letters = letters.trim();
    let capital = letters.chars().all(|c| c.is_ascii_uppercase() || c == '/');
    letter_color(letters).filter(|_| capital)
}

/// The first dash with a blank beside it.
fn dash(text: &str) -> Option<usize> {
    text.char_indices()
        .find(|(at, c)| {
            DASHES.contains(c)
                && text.get(*at..).and_then(|rest| rest.chars().nth(1)).is_some_and(char::is_whitespace)
        })
        .map(|(at, _)| at)
}

/// What may stand around a colour letter without changing it.
fn is_frame(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '(' | ')' | '[' | ']' | '/' | '-' | '.' | '*' | '\u{2013}' | '\u{FE0F}')
        || matches!(c, '↑' | '↓' | '→' | '←' | '↔' | '↗' | '↘' | '⬆' | '⬇' | '➡' | '▲' | '▼' | '►' | '◄')
}

fn color_of_letter(letter: char) -> Option<Rag> {
    match letter.to_ascii_uppercase() {
        'R' => Some(Rag::Red),
        'A' => Some(Rag::Amber),
        'G' => Some(Rag::Green),
        'B' => Some(Rag::Blue),
        _ => None,
    }
}

/// Returns the colour of the coloured symbols in a text; `None` where they differ, as in a row to choose from.
pub(in crate::normalize) fn symbol_color(text: &str) -> Option<Rag> {
    let mut colors = text
        .chars()
        .filter_map(|c| SYMBOLS.iter().find(|(_, symbols)| symbols.contains(&c)).map(|(rag, _)| *rag));
    let first = colors.next()?;
    colors.all(|other| other == first).then_some(first)
}

/// Tells whether a text holds a tick, or is a ticked box.
pub(super) fn is_ticked(text: &str) -> bool {
    text.contains(TICKS) || matches!(text.trim(), "[x]" | "[X]")
}
