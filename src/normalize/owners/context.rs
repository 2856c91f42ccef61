//! What a word is where it stands: in a text all in capitals, beside a year, broken by wrapping, before a name.
//!
//! The vocabulary says everything that a word can be; this takes away what it cannot be here.

use std::borrow::Cow;

use super::class::Class;
use super::state;
use super::token::{Joint, Kind, Token};
use super::word::{Shape, lookup};

/// How the letters of the whole text are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Capitals and small letters.
    Mixed,
    /// Words in capitals only; short letters such as "JS" alone do not make it so.
    Upper,
    /// Small letters only.
    Lower,
}

/// What the context pass found beside the tokens.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) case: Case,
    /// Pieces were joined to a word that is not in the vocabulary.
    pub(super) doubtful: bool,
}

/// Joins broken words, drops the classes that do not hold here, and turns line breaks into signs where lines stand alone.
pub(super) fn settle(tokens: &mut Vec<Token<'_>>) -> Context {
    let case = case(tokens);
    let doubtful = join_broken(tokens, case);
    for at in 0..tokens.len() {
        let class = class_here(tokens, at, case);
        if let Some(token) = tokens.get_mut(at) {
            token.class = class;
            if case == Case::Upper
                && token.shape == Shape::Capitals
                && !class.is(Class::ABBREVIATION)
                && long(&token.text)
            {
                token.shape = Shape::Title;
            } else if case == Case::Lower && token.is_word() {
                token.shape = if token.text.chars().nth(1).is_none() { Shape::Initial } else { token.shape };
            }
        }
    }
    part_inverted_lines(tokens);
    Context { case, doubtful }
}

fn case(tokens: &[Token<'_>]) -> Case {
    let mut words = tokens.iter().filter(|t| t.is_word());
    if words.clone().all(|t| t.shape == Shape::Small) {
        return Case::Lower;
    }
    let mut telling = words.clone().filter(|t| t.shape == Shape::Capitals && t.text.chars().count() >= 4);
    let known = Class::OFFICE.and(Class::GIVEN).and(Class::HONORIFIC).and(Class::OTHER);
    let capitals = |t: &Token<'_>| !t.text.chars().any(char::is_lowercase);
    let title = matches!(tokens, [first, second, ..] if second.is_word() && first.is(Class::HONORIFIC));
    let given = |t: &Token<'_>| t.is(Class::GIVEN) && t.text.len() > 2;
    let named = words.clone().nth(1).is_some() && words.clone().any(given);
    if words.all(capitals)
        && (title
            || named
            || telling.any(|t| t.class.is(known) || (t.text.chars().count() >= 5 && has_vowel(&t.text))))
    {
        Case::Upper
    } else {
        Case::Mixed
    }
}

fn long(word: &str) -> bool {
    word.chars().count() >= 4 || (word.chars().count() == 3 && has_vowel(word))
}

pub(super) fn has_vowel(word: &str) -> bool {
    word.chars().any(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii())
}

/// Joins the pieces of words that a narrow column broke: "Regenera tion", "Hous- ing".
fn join_broken(tokens: &mut Vec<Token<'_>>, case: Case) -> bool {
    let mut doubtful = false;
    let mut at = 1;
    while at < tokens.len() {
        let hyphen = matches!(tokens.get(at), Some(t) if t.kind == Kind::Sign(Joint::Dash) && t.text != ":");
        let next = at + usize::from(hyphen);
        let (Some(before), Some(sign), Some(piece)) = (tokens.get(at - 1), tokens.get(at), tokens.get(next))
        else {
            break;
        };
        let touches = !hyphen || (sign.touches(before) && piece.line);
        let small = piece.shape == Shape::Small || case == Case::Upper;
        let word = piece.is_word() || piece.text == "or";
        if !(before.is_word() && word && touches && small && before.shape != Shape::Initial) {
            at += 1;
            continue;
        }
        let unknown = |t: &Token<'_>| t.class == Class::default();
        let joined = format!("{}{}", before.text, piece.text);
        let class = lookup(&joined);
        let sure = class.is(Class::OFFICE.and(Class::GIVEN)) && (unknown(before) || unknown(piece));
        // A short rest after an unknown capitalised word, and no prose after it: part of a name.
        let ends =
            tokens.get(next + 1).is_none_or(|t| !(t.is_word() && t.shape == Shape::Small && unknown(t)));
        let length = piece.text.chars().count();
        let last = tokens.get(next + 1).is_none_or(|t| !t.is_word());
        let particle = piece.class == Class::PARTICLE && last;
        let rest = unknown(piece) || (length == 2 && (piece.class == Class::PROSE || particle));
        let likely = rest
            && unknown(before)
            && before.shape == Shape::Title
            && case == Case::Mixed
            && ends
            && (hyphen || length <= 5);
        if !(sure || likely) {
            at += 1;
            continue;
        }
        doubtful |= !sure;
        let end = piece.end;
        tokens.drain(at..=next);
        if let Some(word) = tokens.get_mut(at - 1) {
            word.end = end;
            word.text = Cow::Owned(joined);
            word.class = class;
        }
    }
    doubtful
}

fn class_here(tokens: &[Token<'_>], at: usize, case: Case) -> Class {
    let Some(token) = tokens.get(at).filter(|t| t.is_word()) else { return Class::default() };
    let next = tokens.get(at + 1);
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let mut class = token.class;
    let length = token.text.chars().filter(|c| c.is_alphanumeric()).count();
    let capitals = token.shape == Shape::Capitals;

    if !capitals {
        // "It", "Us" and "Ad" are words; letters stand in capitals, but for a vowelless "hr".
        if token.class.is(Class::ABBREVIATION) && (has_vowel(&token.text) || length > 2) {
            class = class.without(Class::ABBREVIATION.and(Class::SUBJECT).and(Class::MODIFIER));
        }
        if length <= 2 && !next.is_some_and(|t| t.is(Class::LINK)) {
            class = class.without(Class::POST.and(Class::OPEN));
        }
        if length < 4 && token.text.chars().filter(|c| c.is_uppercase()).count() < 2 {
            class = class.without(Class::LETTERS);
        }
    } else if case != Case::Upper && length <= 2 {
        // "JO" among other letters is somebody's initials.
        class = class.without(
            Class::GIVEN.and(Class::SURNAME).and(Class::PARTICLE).and(Class::ASIDE).and(Class::OTHER),
        );
        if !before.is_some_and(|t| t.class.is(Class::OFFICE)) {
            class = class.without(Class::LINK);
        }
    }
    match token.shape {
        Shape::Small if case == Case::Mixed => class = class.without(Class::GIVEN.and(Class::SURNAME)),
        Shape::Initial if !token.class.is(Class::HONORIFIC.and(Class::PARTICLE)) => return Class::default(),
        // "Amber" alone is a colour, "Amber Winslow" somebody.
        Shape::Title | Shape::Capitals if token.class.is(Class::GIVEN) => {
            let name = |t: &Token<'_>| t.is_word() && t.shape == Shape::Title && !t.class.is(Class::OTHER);
            let named = next.is_some_and(name) || before.is_some_and(name);
            let colour = token.class.is(Class::OTHER) && !named;
            class = class.without(if colour { Class::GIVEN } else { Class::OTHER.and(Class::PROSE) });
        }
        // "Do Thi Lan" is a name, "Do it" is not.
        Shape::Title if token.class.is(Class::PROSE) => {
            let title = |t: &Token<'_>| {
                t.is_word()
                    && t.shape == Shape::Title
                    && !t.class.is(Class::PROSE.and(Class::OFFICE).and(Class::OTHER))
            };
            if next.is_some_and(title) || (next.is_none() && before.is_some_and(title)) {
                class = class.without(Class::PROSE);
            }
        }
        _ => {}
    }
    if is_family(tokens, at, case) {
        return Class::SURNAME;
    }
    // "Dr" and "Ms" stand before a name, or before another title ("Mr & Mrs").
    let titled = |t: &Token<'_>| {
        t.is_word() && (t.shape != Shape::Small || t.class.is(Class::PARTICLE) || case == Case::Lower)
    };
    let coupled = matches!(next, Some(t) if t.kind == Kind::Sign(Joint::And));
    if !(next.is_some_and(titled) || coupled) {
        // "Ann Lee (Mrs)"
        let inside =
            before.is_some_and(|t| t.kind == Kind::Open) && next.is_some_and(|t| t.kind == Kind::Close);
        if inside && class.is(Class::HONORIFIC) && !class.is(Class::OFFICE.and(Class::LETTERS)) {
            return Class::ASIDE;
        }
        class = class.without(Class::HONORIFIC);
    } else if token.class.is(Class::HONORIFIC) {
        return Class::HONORIFIC;
    }
    if is_period(&token.text) {
        return Class::OTHER;
    }
    if token.class.is(Class::MONTH) {
        let number = |t: Option<&Token<'_>>| t.is_some_and(|t| t.kind == Kind::Number);
        // "from April", but "from April Winslow"
        let since = before.is_some_and(|t| t.shape == Shape::Small && t.class.is(Class::ASIDE));
        let alone = !next.is_some_and(|t| t.is_word() && t.shape == Shape::Title);
        let to = before.is_some_and(|t| t.class.is(Class::LINK));
        if number(before) || number(next) || (since && alone && !to) {
            return Class::OTHER;
        }
        if !class.is(Class::GIVEN) {
            return if class.is(Class::SURNAME) { Class::OTHER.and(Class::SURNAME) } else { Class::OTHER };
        }
        class = class.without(Class::MONTH);
    }
    // "Acting" and "Interim" open a post, or else tell something about the name beside them.
    let opens = next.is_some_and(|t| t.is_word() && t.class.is(Class::OFFICE));
    if class.is(Class::RANK) && class.is(Class::ASIDE) {
        if opens { class = class.without(Class::ASIDE) } else { class = class.without(Class::RANK) }
    }
    class
}

/// Tells whether a word of statuses and priorities is somebody's family name: it stands alone behind a given name, both
/// with capitals, as in "Dan Low". States ("Ann tbc") and participles ("Ann - Completed") are none.
fn is_family(tokens: &[Token<'_>], at: usize, case: Case) -> bool {
    let capital = |t: &Token<'_>| t.is_word() && (t.shape == Shape::Title || case == Case::Upper);
    let Some(token) = tokens.get(at).filter(|t| capital(t) && t.is(Class::OTHER) && !t.line) else {
        return false;
    };
    let given = |t: &Token<'_>| capital(t) && t.is(Class::GIVEN) && !t.is(Class::OTHER);
    let ends = tokens.get(at + 1).is_none_or(|t| !t.is_word() || t.line);
    let word = token.text.to_lowercase();
    ends && at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(given)
        && !token.is(Class::MONTH)
        && !(word.ends_with("ed") || word.ends_with("ing"))
        && state::find(tokens, at).is_none()
}

/// "Q3", "H1", "FY": part of a date.
fn is_period(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    let rest = chars.as_str();
    word == "FY"
        || (matches!(first, Some('Q' | 'H')) && rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// Where every line is "Family, Given", or "Given Family, Post", the line break parts people; elsewhere it may be mere
/// wrapping.
fn part_inverted_lines(tokens: &mut [Token<'_>]) {
    if !tokens.iter().any(|t| t.line) {
        return;
    }
    let mut whole = None;
    for line in tokens.chunk_by(|_, next| !next.line) {
        let comma = line.iter().position(|t| t.kind == Kind::Sign(Joint::Comma));
        let Some((left, [_, right @ ..])) = comma.map(|at| line.split_at(at)) else { return };
        let passed = Class::PARTICLE.and(Class::HONORIFIC);
        if !left.iter().chain(right).all(Token::is_word) {
            return;
        }
        let names = left.iter().filter(|t| !t.class.is(passed)).count();
        let plain = |t: &Token<'_>| t.shape != Shape::Small && !t.class.is(Class::OFFICE);
        let posted = names > 1 && left.len() <= 3 && left.iter().all(plain) && right.len() == 1;
        if !(names == 1 || posted) || *whole.get_or_insert(posted) != posted {
            return;
        }
    }
    for token in tokens.iter_mut() {
        token.parted = token.line;
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn settled(text: &str) -> (Vec<Token<'_>>, Context) {
        let mut tokens = tokens(text);
        let context = settle(&mut tokens);
        (tokens, context)
    }

    #[test]
    fn broken_words_are_joined() {
        let cases = [
            ("Head of Regenera tion", "Regeneration", false),
            ("Direct or of Estates", "Director", false),
            ("Hous-\ning Team", "Housing", false),
            ("Sorcha Brannig an", "Brannigan", true),
        ];
        for (text, word, doubtful) in cases {
            let (tokens, context) = settled(text);
            assert!(tokens.iter().any(|t| t.text == word), "{text}: {tokens:?}");
            assert_eq!(context.doubtful, doubtful, "{text}");
        }
        let (tokens, _) = settled("Officers will review it");
        assert_eq!(tokens.len(), 4);
    }

    #[test]
    fn what_a_word_is_depends_on_its_place() {
        let class = |text: &str, at: usize| settled(text).0[at].class;
        assert!(class("April Winslow", 0).is(Class::GIVEN));
        assert!(!class("April 2014", 0).is(Class::GIVEN));
        assert!(class("Acting Head", 0).is(Class::RANK) && class("Ann Lee (acting)", 3).is(Class::ASIDE));
        assert!(class("HR", 0).is(Class::SUBJECT) && !class("It", 0).is(Class::SUBJECT));
        assert!(class("Mr & Mrs Lee", 0).is(Class::HONORIFIC) && !class("MS", 0).is(Class::HONORIFIC));
        assert!(!class("JO", 0).is(Class::GIVEN) && class("Jo", 0).is(Class::GIVEN));
    }

    #[test]
    fn case_of_the_text() {
        let case = |text: &str| settled(text).1.case;
        assert_eq!(case("QT, AB"), Case::Mixed);
        assert_eq!(case("ANN LEE"), Case::Upper);
        assert_eq!(case("ANN Lee"), Case::Mixed);
        assert_eq!(case("HEAD OF HOUSING"), Case::Upper);
        assert_eq!(case("head of housing"), Case::Lower);
    }
}
