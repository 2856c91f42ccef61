//! What stands in an owner cell instead of owners, or beside them: tbc, vacant, "as above".

use super::OwnerState;
use super::token::{Kind, Token};
use super::word::{SHORT, Shape, fold, fold_short};

/// Single words that say a state.
const WORDS: &[(OwnerState, &[&str])] = &[
    (OwnerState::ToBeConfirmed, &["tbc", "tba", "tbd", "tbn", "unassigned", "unallocated", "unknown"]),
    (OwnerState::Vacant, &["vacant", "vacancy", "vacancies", "unfilled"]),
    (OwnerState::Various, &["various", "several", "multiple", "many", "numerous"]),
    (OwnerState::All, &["everyone", "everybody"]),
    (OwnerState::NotApplicable, &["n/a"]),
    (OwnerState::Ditto, &["ditto"]),
    (OwnerState::None, &["none", "nobody", "nil"]),
];

/// Words that the phrases for a state begin with, those that [`find`] compares: most words are none, and need no second look.
const OPENING: &[&str] = &[
    "to", "not", "yet", "awaiting", "post", "a", "an", "na", "no", "do", "same", "see", "as", "refer", "all",
];

/// A state and how many tokens say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) state: OwnerState,
    pub(super) length: usize,
}

/// Returns the state that is said from the position on, if one is.
pub(super) fn find(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let word = |n: usize| tokens.get(at + n).filter(|t| t.is_word()).map(|t| fold(&t.text));
    if let Some(length) = dotted(tokens, at) {
        return Some(Found { state: OwnerState::ToBeConfirmed, length });
    }
    let token = tokens.get(at).filter(|t| t.is_word())?;
    let mut room = [0; SHORT];
    let long;
    let first = match fold_short(&token.text, &mut room) {
        Some(short) => short,
        None => {
            long = fold(&token.text);
            long.as_ref()
        }
    };
    let found = |state, length| Some(Found { state, length });
    if let Some((state, _)) = WORDS.iter().find(|(_, words)| words.contains(&first)) {
        return found(*state, 1);
    }
    if !OPENING.contains(&first) {
        return None;
    }
    let second = word(1).unwrap_or_default();
    let third = word(2).unwrap_or_default();
    let settled = |word: &str| {
        matches!(
            word,
            "confirmed"
                | "agreed"
                | "advised"
                | "decided"
                | "determined"
                | "identified"
                | "assigned"
                | "allocated"
        ) || matches!(
            word,
            "appointed"
                | "filled"
                | "named"
                | "nominated"
                | "established"
                | "recruited"
                | "known"
                | "announced"
        )
    };
    match (first, second.as_ref(), third.as_ref()) {
        ("to", "be", done) | ("not", "yet", done) | ("yet", "to", done) if settled(done) => {
            found(OwnerState::ToBeConfirmed, 3)
        }
        ("yet", "to", "be") => found(OwnerState::ToBeConfirmed, 4.min(tokens.len() - at)),
        ("not", done, _) if settled(done) => found(OwnerState::ToBeConfirmed, 2),
        ("awaiting", "appointment" | "recruitment" | "confirmation" | "nomination", _) => {
            found(OwnerState::ToBeConfirmed, 2)
        }
        ("post", "frozen" | "deleted", _) => found(OwnerState::Vacant, 2),
        ("a", "n", "other") => found(OwnerState::ToBeConfirmed, 3),
        ("an", "other", _) if tokens.get(at).is_some_and(|t| t.shape == Shape::Capitals) => {
            found(OwnerState::ToBeConfirmed, 2)
        }
        ("not", "applicable" | "required" | "relevant", _) => found(OwnerState::NotApplicable, 2),
        ("na", _, _) if tokens.len() == 1 => found(OwnerState::NotApplicable, 1),
        ("no", "one" | "owner" | "lead" | "officer", _) => found(OwnerState::None, 2),
        ("do", _, _) if tokens.len() == 1 => found(OwnerState::Ditto, 1),
        ("same" | "see" | "as" | "refer", _, _) => {
            refers(tokens, at).and_then(|length| found(OwnerState::Ditto, length))
        }
        ("all", _, _) => all(tokens, at).and_then(|length| found(OwnerState::All, length)),
        _ => None,
    }
}

/// "T.B.C."
fn dotted(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let letters = tokens.get(at..at + 3)?;
    if !letters.windows(2).all(|pair| matches!(pair, [a, b] if b.touches(a))) {
        return None;
    }
    let text: String = letters.iter().map(|t| fold(&t.text)).collect();
    matches!(text.as_str(), "tbc" | "tba" | "tbd").then_some(3)
}

/// Returns the state of a text without words: `"`, `-`, `?`.
pub(super) fn of_signs(text: &str) -> Option<OwnerState> {
    match text.trim() {
        "" => None,
        "\"" | "“" | "”" | "''" | "〃" | "\"\"" | "-\"-" | "- \" -" | "^" => Some(OwnerState::Ditto),
        signs if signs.contains('?') => Some(OwnerState::ToBeConfirmed),
        _ => Some(OwnerState::None),
    }
}

/// "As above", "same as 3.1", "see action 4": returns how many tokens point elsewhere.
fn refers(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut length = 1;
    let mut points = false;
    while let Some(token) = tokens.get(at + length) {
        let word = fold(&token.text);
        let goes_on = match token.kind {
            Kind::Number => true,
            Kind::Mark => false,
            Kind::Word if token.shape == Shape::Initial => points,
            Kind::Word => matches!(
                word.as_ref(),
                "as" | "to"
                    | "above"
                    | "below"
                    | "before"
                    | "previous"
                    | "previously"
                    | "per"
                    | "for"
                    | "item"
                    | "items"
                    | "action"
                    | "actions"
                    | "ref"
                    | "rec"
                    | "recommendation"
                    | "no"
                    | "number"
                    | "row"
                    | "line"
                    | "point"
                    | "under"
                    | "owner"
                    | "entry"
                    | "other"
                    | "overleaf"
                    | "risk"
                    | "issue"
                    | "lead"
                    | "at"
                    | "in"
                    | "comment"
                    | "comments"
                    | "note"
                    | "notes"
                    | "section"
            ),
            _ => false,
        };
        if !goes_on {
            break;
        }
        points |= token.kind == Kind::Number
            || !matches!(word.as_ref(), "as" | "to" | "for" | "per" | "lead" | "in" | "at" | "under");
        length += 1;
    }
    let same = tokens.get(at).is_some_and(|t| t.text.eq_ignore_ascii_case("same"));
    (points || (same && tokens.len() == length)).then_some(length)
}

/// "All", "all of the above", "All Directors": returns how many tokens say so; the post is not among them.
fn all(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    use super::class::Class;
    let Some(next) = tokens.get(at + 1) else { return Some(1) };
    let word = |n: usize| tokens.get(at + n).map(|t| fold(&t.text)).unwrap_or_default();
    if word(1) == "of" {
        return Some(
            if matches!(word(2).as_ref(), "the" | "us") { 3 } else { 2 } + usize::from(word(3) == "above"),
        );
    }
    if matches!(word(1).as_ref(), "the" | "other" | "relevant" | "above") {
        return Some(2);
    }
    (!next.is_word() || next.line || next.is(Class::OFFICE.and(Class::LABEL).and(Class::ASIDE))).then_some(1)
}

#[cfg(test)]
mod tests {
    use super::super::context::settle;
    use super::super::token::tokens;
    use super::*;

    #[test]
    fn states_are_found() {
        let cases = [
            ("TBC", Some((OwnerState::ToBeConfirmed, 1))),
            ("to be agreed", Some((OwnerState::ToBeConfirmed, 3))),
            ("not yet known", Some((OwnerState::ToBeConfirmed, 3))),
            ("A N Other", Some((OwnerState::ToBeConfirmed, 3))),
            ("N/A", Some((OwnerState::NotApplicable, 1))),
            ("Same as 2.4", Some((OwnerState::Ditto, 3))),
            ("as per action 7", Some((OwnerState::Ditto, 4))),
            ("see above", Some((OwnerState::Ditto, 2))),
            ("as requested", None),
            ("All", Some((OwnerState::All, 1))),
            ("All heads of service", Some((OwnerState::All, 1))),
            ("All Hallows", None),
            ("No owner", Some((OwnerState::None, 2))),
            ("Ann Lee", None),
        ];
        for (text, expected) in cases {
            let mut tokens = tokens(text);
            settle(&mut tokens);
            assert_eq!(find(&tokens, 0).map(|f| (f.state, f.length)), expected, "{text}");
        }
    }

    #[test]
    fn signs_say_something_too() {
        assert_eq!(of_signs(" \" "), Some(OwnerState::Ditto));
        assert_eq!(of_signs("??"), Some(OwnerState::ToBeConfirmed));
        assert_eq!(of_signs("-"), Some(OwnerState::None));
        assert_eq!(of_signs(" "), None);
    }
}
