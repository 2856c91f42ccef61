//! A person's name out of its words: "Given Family", without titles and dots, whichever way round it was written.

use super::class::Class;
use super::context::{Case, has_vowel};
use super::token::Token;
use super::word::{Shape, is_apostrophe};

/// What is known of a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A given name alone.
    Given,
    /// One name that is not known as a given name; mostly a family name.
    Single,
    /// Initials alone.
    Initials,
    /// Given and family name.
    Full,
}

/// A person as named in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// The words of the name in the order "Given Family", particles joined to the word after them.
    pub(super) words: Vec<String>,
    pub(super) form: Form,
    /// It stood behind a title.
    pub(super) titled: bool,
    /// Its first word can only be a given name or an initial.
    pub(super) given_first: bool,
    /// Its first word may also be a family name ("Taylor").
    pub(super) either: bool,
}

impl Person {
    /// Returns somebody known by initials.
    pub(super) fn of_initials(letters: String) -> Self {
        Self { words: vec![letters], form: Form::Initials, titled: false, given_first: true, either: false }
    }

    /// Returns the name.
    pub(super) fn name(&self) -> String {
        self.words.join(" ")
    }

    /// Tells whether it is one name that may be a family name.
    pub(super) fn may_be_family(&self) -> bool {
        self.form == Form::Single || (self.form == Form::Given && self.either)
    }
}

/// A word of a name, or a particle with the word it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) class: Class,
    pub(super) initial: bool,
    pub(super) capitals: bool,
    /// Position of its first token.
    pub(super) first: usize,
    /// Position of its last token.
    pub(super) last: usize,
    /// A line break stands before it.
    pub(super) line: bool,
    /// A title stands before it.
    pub(super) titled: bool,
    /// It cannot but end a name: "Jr".
    pub(super) suffix: bool,
    /// It ends in a particle, and the next word belongs to it.
    pub(super) particle: bool,
}

impl Word {
    /// Returns the word of a token; `family` tells that it can only be a family name.
    pub(super) fn new(token: &Token<'_>, at: usize, case: Case, family: bool) -> Self {
        let short = token.text.chars().count() < 4 && !token.class.is(Class::GIVEN.and(Class::SURNAME));
        let letters = token.shape == Shape::Capitals && short && case == Case::Mixed && !family;
        let suffix = token.class.is(Class::SUFFIX);
        let initial = token.shape == Shape::Initial || (letters && !suffix);
        Self {
            text: spelled(&token.text, case, initial || suffix),
            class: token.class,
            initial,
            capitals: token.shape == Shape::Capitals && !initial,
            first: at,
            last: at,
            line: token.line,
            titled: false,
            suffix,
            particle: false,
        }
    }

    /// Tells whether it is known as a given name.
    pub(super) fn is_given(&self) -> bool {
        !self.initial && self.class.is(Class::GIVEN)
    }

    /// Tells whether it is a family name written in capitals, "OKAFOR", rather than the letters of a team.
    fn is_capital_family(&self) -> bool {
        self.capitals && self.text.chars().count() >= 3 && has_vowel(&self.text)
    }
}

/// Returns the word as a name is spelled: no dots, straight apostrophe, capitals only where they belong.
fn spelled(word: &str, case: Case, letters: bool) -> String {
    let kept = word.chars().filter(|c| !matches!(c, '.' | '\u{ad}'));
    let plain: String = kept.map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
    if letters {
        return if case == Case::Lower { plain.to_uppercase() } else { plain };
    }
    let long = case == Case::Upper || plain.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let capitals = long && !plain.contains(char::is_lowercase);
    if capitals || case == Case::Lower { title_case(&plain) } else { plain }
}

/// Returns the word with capitals only where a name has them.
pub(super) fn title_case(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut upper = true;
    for c in word.chars() {
        if upper {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        // "McBride", "O'Dowd", "Lee-Ford"
        upper = !c.is_alphabetic() || out == "Mc";
    }
    out
}

/// Returns the person that the words name; none for no words.
pub(super) fn person(words: &[Word]) -> Option<Person> {
    let first = words.first()?;
    let rest = || words.iter().skip(1);
    let form = match words.iter().filter(|w| !w.suffix).count() {
        _ if words.iter().all(|w| w.initial) => Form::Initials,
        0 | 1 if first.is_given() && !first.titled => Form::Given,
        0 | 1 => Form::Single,
        _ => Form::Full,
    };
    // "Okafor J", "OKAFOR Ann"
    let initials_last = rest().all(|w| w.initial) && !first.is_given();
    let capitals_first = first.is_capital_family() && !rest().any(|w| w.capitals);
    let turned = form == Form::Full && (initials_last || capitals_first);
    let mut spelled: Vec<String> = words.iter().map(|w| w.text.clone()).collect();
    if turned {
        spelled.rotate_left(1);
    }
    Some(Person {
        words: spelled,
        form,
        titled: first.titled,
        given_first: turned || first.initial || first.is_given(),
        either: first.class.is(Class::SURNAME),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spelled_as_in_names() {
        let cases = [
            ("O’DOWD", "O'Dowd"),
            ("MCBRIDE", "McBride"),
            ("LEE-FORD", "Lee-Ford"),
            ("MacLeod", "MacLeod"),
            ("St.", "St"),
            ("LI", "LI"),
        ];
        for (word, expected) in cases {
            assert_eq!(spelled(word, Case::Mixed, false), expected, "{word}");
        }
        assert_eq!(spelled("o'dowd", Case::Lower, false), "O'Dowd");
        assert_eq!(spelled("J.", Case::Mixed, true), "J");
    }
}
