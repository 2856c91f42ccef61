//! One entry of a key: where the key ends and its explanation begins, and what both say.

use super::LegendEntry;
use crate::normalize::wording::{self, Wording};
use crate::record::Rag;

/// A key that explains longer than this is a text.
const LONGEST_ENTRY: usize = 300;

/// Words that open an explanation without punctuation: `Red indicates that`.
const EXPLAINING: &[&str] = &["indicates", "denotes", "means", "shows", "where", "when", "if", "for"];

/// Words that make the number before them a count and no key: `3 months behind`, `4 actions complete`.
const COUNTED: &[&str] =
    &["day", "week", "month", "year", "quarter", "action", "item", "recommendation", "of"];

/// What a rating needs, and `no` says is not there.
const NOT_THERE: &[&str] = &["data", "rating", "rag", "score", "information", "update", "baseline"];

/// What was `not` done, or `not yet`, where nothing could be rated.
const NOT_DONE: &[&str] =
    &["rated", "assessed", "scored", "applicable", "available", "reported", "measured", "due", "known"];

/// What is awaited, pending or missing where nothing could be rated.
const TO_COME: &[&str] = &["data", "baseline", "rating", "assessment", "information"];

/// Signs that part a key from its explanation, and those that merely stand around a key.
const PARTING: &[char] = &['-', '\u{2013}', '\u{2014}', '=', ':', '(', '\t', '\n'];
const AROUND: &[char] = &[' ', '\u{A0}', '.', ')', ']', '-', '\u{2013}', '\u{2014}', '=', ':', '\t', '\n'];

/// Reads an entry; `None` where the text is none.
pub(super) fn read(text: &str) -> Option<LegendEntry> {
    let (head, rest) = text.split_once(':').unwrap_or(("", text));
    let text = if is_heading(head) { rest } else { text }.trim();
    if text.len() > LONGEST_ENTRY {
        return None;
    }
    explained(text).or_else(|| explained_by_color(text))
}

/// Tells whether a text is empty or no more than the heading of a key: `RAG key:`.
pub(super) fn is_heading(text: &str) -> bool {
    let words = wording::tokens(text, 4);
    words.len() < 4 && words.last().is_none_or(|last| matches!(last.word.as_str(), "key" | "legend"))
}

/// Tells whether an explanation says that there is nothing to rate: "no data", "not yet assessed", "awaiting baseline".
///
/// What follows must be said: "no assurance", "not delivering" and "missing milestones" are ratings, and bad ones.
pub(super) fn says_nothing(label: &str) -> bool {
    let words = wording::tokens(label, 3);
    let words: Vec<&str> = words.iter().map(|token| token.word.as_str()).collect();
    match words.as_slice() {
        ["no", what, ..] => NOT_THERE.contains(what),
        ["not", "yet", what, ..] | ["not", what, ..] => NOT_DONE.contains(what),
        ["awaiting" | "pending" | "missing", what, ..] => TO_COME.contains(what),
        ["none"] | ["unrated" | "tbc" | "na", ..] | ["n", "a", ..] => true,
        _ => false,
    }
}

enum KeyKind {
    Number,
    Letters,
    Color(Rag),
}

/// A text that begins with its key.
fn explained(text: &str) -> Option<LegendEntry> {
    let (key, kind, rest) = leading_key(text)?;
    let parted = rest.trim_start_matches([' ', '.', ')', ']']).starts_with(PARTING)
        || rest.starts_with(['.', ')', ']']);
    let label = unbracketed(rest.trim_start_matches(AROUND));
    let said = wording::read(label);
    let says = said.status.is_some() || said.rag.is_some();
    let first = wording::tokens(label, 1).pop()?.word;
    let enough = match kind {
        KeyKind::Number => says && (parted || !is_counted(&first)),
        KeyKind::Letters => says && parted,
        KeyKind::Color(_) => parted || said.status.is_some() || EXPLAINING.contains(&first.as_str()),
    };
    let rag = match kind {
        KeyKind::Color(rag) => Some(rag),
        KeyKind::Number => said.rag.map(|(rag, _)| rag),
        KeyKind::Letters => letter_rag(key, label, said),
    };
    enough.then(|| LegendEntry {
        key: key.to_owned(),
        label: label.to_owned(),
        fill: None,
        status: said.status,
        rag,
    })
}

/// `Complete = blue`: a status first, and the colour that stands for it.
fn explained_by_color(text: &str) -> Option<LegendEntry> {
    let spaced = || text.find(" - ").map(|at| at + 1);
    let at = text.find(['=', ':', '(', '\u{2013}', '\u{2014}']).or_else(spaced)?;
    let (key, rest) = text.split_at_checked(at)?;
    let label =
        rest.trim_start_matches(['=', ':', '(', '-', '\u{2013}', '\u{2014}']).trim().trim_end_matches(')');
    let words = wording::tokens(label, 4);
    let said = wording::read(label);
    let (rag, _) = said.rag.filter(|_| wording::leading_colors(&words) == words.len())?;
    let status = wording::read(key).status?;
    let (key, label) = (key.trim().to_owned(), label.to_owned());
    Some(LegendEntry { key, label, fill: None, status: Some(status), rag: Some(rag) })
}

/// Splits a text after the key that it begins with.
fn leading_key(text: &str) -> Option<(&str, KeyKind, &str)> {
    let first = text.chars().next()?;
    if let Some(rag) = wording::symbol_color(first.encode_utf8(&mut [0; 4])) {
        let (key, rest) = text.split_at_checked(first.len_utf8())?;
        return Some((key, KeyKind::Color(rag), rest.trim_start_matches('\u{FE0F}')));
    }
    let words = wording::tokens(text, 4);
    let token = words.first()?;
    let (_, from) = text.split_at_checked(token.span.start)?;
    let split = |length: usize| from.split_at_checked(length);
    let colors = wording::leading_colors(&words);
    if let Some(last) = colors.checked_sub(1).and_then(|last| words.get(last)) {
        let (key, rest) = split(last.span.end - token.span.start)?;
        return Some((key, KeyKind::Color(wording::read(key).rag?.0), rest));
    }
    if token.word.len() <= 2 && token.word.chars().all(|c| c.is_ascii_digit()) {
        let (key, rest) = split(token.span.len())?;
        return Some((key, KeyKind::Number, rest));
    }
    let (key, rest) = split(from.find(|c: char| !(c.is_ascii_uppercase() || c == '/'))?)?;
    let runs_on = rest.starts_with(char::is_alphanumeric);
    ((1..=3).contains(&key.len()) && !runs_on).then_some((key, KeyKind::Letters, rest))
}

/// The colour of a letter; `A = Achieved` is short for its words, not for amber.
fn letter_rag(key: &str, label: &str, said: Wording) -> Option<Rag> {
    let short = key.len() == 1 && label.get(..1).is_some_and(|initial| initial.eq_ignore_ascii_case(key));
    said.rag.map(|(rag, _)| rag).or_else(|| wording::letter_color(key).filter(|_| !short))
}

fn unbracketed(label: &str) -> &str {
    let inner = label.strip_prefix('(').map(|inner| inner.trim_end().trim_end_matches(')'));
    inner.filter(|inner| !inner.contains(')')).unwrap_or(label).trim()
}

fn is_counted(word: &str) -> bool {
    COUNTED.contains(&word) || word.strip_suffix('s').is_some_and(|one| COUNTED.contains(&one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Status::{self, Achieved, AtRisk, Cancelled, Closed, NotStarted, OnTrack, Slipped};

    #[test]
    fn entries_are_told_from_other_texts() {
        type Said = Option<(&'static str, &'static str, Option<Status>, Option<Rag>)>;
        let cases: &[(&str, Said)] = &[
            ("1 Delivered (all)", Some(("1", "Delivered (all)", Some(Achieved), None))),
            ("(2) On track", Some(("2", "On track", Some(OnTrack), None))),
            ("4 \u{2013} Not started", Some(("4", "Not started", Some(NotStarted), None))),
            ("3 = Red - late", Some(("3", "Red - late", Some(Slipped), Some(Rag::Red)))),
            ("Red - off track", Some(("Red", "off track", Some(Slipped), Some(Rag::Red)))),
            ("Green (to plan)", Some(("Green", "to plan", Some(OnTrack), Some(Rag::Green)))),
            ("Amber/Green: probable", Some(("Amber/Green", "probable", None, Some(Rag::AmberGreen)))),
            ("Blue: no baseline yet", Some(("Blue", "no baseline yet", None, Some(Rag::Blue)))),
            (
                "Amber indicates a risk of delay",
                Some(("Amber", "indicates a risk of delay", Some(AtRisk), Some(Rag::Amber))),
            ),
            ("G = on schedule", Some(("G", "on schedule", Some(OnTrack), Some(Rag::Green)))),
            ("A = Achieved", Some(("A", "Achieved", Some(Achieved), None))),
            ("A/R: at risk", Some(("A/R", "at risk", Some(AtRisk), Some(Rag::AmberRed)))),
            ("X = dropped", Some(("X", "dropped", Some(Cancelled), None))),
            ("\u{2B1B} Closed", Some(("\u{2B1B}", "Closed", Some(Closed), Some(Rag::Black)))),
            ("Complete = blue", Some(("Complete", "blue", Some(Achieved), Some(Rag::Blue)))),
            ("1. Head of Planning", None),
            ("3 months behind", None),
            ("12 recommendations completed", None),
            ("A - Ask the board", None),
            ("Red Lion works", None),
            ("Green", None),
            ("3", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let read = read(text);
            let said = read.as_ref().map(|e| (e.key.as_str(), e.label.as_str(), e.status, e.rag));
            assert_eq!(said, *expected, "{text}");
        }
    }
}
