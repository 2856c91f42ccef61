//! Collects a row of names: the words from one sign, post or team to the next, with titles and letters passed over.
//!
//! Cutting the row into people is for [`people`](super::people).

use super::class::Class;
use super::context::{Case, has_vowel};
use super::office::{begins, is_family_first, opens_post};
use super::person::Word;
use super::token::{Joint, Kind, Token};
use super::word::{Shape, fold, lookup};

/// A row of names.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) words: Vec<Word>,
    /// Position after its last token.
    pub(super) end: usize,
}

/// Collects the names that begin at the position; an empty row where none begins there.
pub(super) fn row(tokens: &[Token<'_>], start: usize, case: Case) -> Row {
    let mut row = Row { words: Vec::new(), end: start };
    let mut titled = false;
    while let Some(token) = tokens.get(row.end) {
        let at = row.end;
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        if at > start && (token.parted || token.blank) {
            break;
        }
        if token.is(Class::HONORIFIC) {
            (titled, row.end) = (true, at + 1);
            continue;
        }
        if let Some(length) = row.inserted(tokens) {
            row.end += length;
            continue;
        }
        if !token.is_word() {
            break;
        }
        let next = tokens.get(at + 1).filter(|t| t.is_word());
        let letters = row.words.len() > 1 && letters_length(tokens, at) > 0;
        let name = is_name(token, case) && !letters && !begins(tokens, at);
        let family = is_family_first(tokens, at);
        let particle = token.is(Class::PARTICLE)
            && !token.is(Class::GIVEN)
            && next.is_some_and(|t| is_name(t, case) || t.is(Class::PARTICLE));
        let suffix = token.is(Class::SUFFIX) && row.words.len() > 1 && token.shape != Shape::Small;
        if !(name || family || particle || suffix || row.lacks_family(tokens, token, titled)) {
            break;
        }
        let mut word = Word::new(token, at, case, family);
        (word.titled, word.particle) = (titled, particle);
        if particle && case == Case::Upper {
            word.text = word.text.to_lowercase();
        }
        row.take(word, before.is_some_and(|before| token.touches(before)));
        (titled, row.end) = (false, at + 1);
    }
    // "Ann Okafor, MBE" and "Okafor, Ann, MBE", but not "Okafor, MA".
    let before = start.checked_sub(1).and_then(|at| tokens.get(at));
    let given = before.is_some_and(|t| t.kind == Kind::Sign(Joint::Comma));
    if row.words.len() > usize::from(!given) {
        row.skip_letters(tokens);
    }
    row
}

/// Tells whether the token can be part of a name, whatever stands around it.
fn is_name(token: &Token<'_>, case: Case) -> bool {
    if !token.is_word() || token.is(Class::HONORIFIC) {
        return false;
    }
    if token.is(Class::GIVEN) {
        return true;
    }
    let office = Class::OFFICE.and(Class::LINK).and(Class::LABEL).and(Class::SUFFIX);
    let foreign = office.and(Class::ASIDE).and(Class::OTHER).and(Class::PROSE);
    match token.shape {
        Shape::Initial => true,
        Shape::Title => !token.is(foreign) && (!token.is(Class::LETTERS) || case == Case::Upper),
        Shape::Capitals => false,
        Shape::Small => case == Case::Lower && token.class == Class::default(),
    }
}

impl Row {
    /// Adds a word, or joins it to a particle or to the initials it touches: "van Dale", "J.S.".
    fn take(&mut self, word: Word, touching: bool) {
        match self.words.last_mut() {
            Some(last) if last.particle || (touching && last.initial && word.initial) => {
                if last.particle && !last.text.ends_with('\'') {
                    last.text.push(' ');
                }
                last.text.push_str(&word.text);
                (last.last, last.particle) = (word.last, word.particle);
            }
            _ => self.words.push(word),
        }
    }

    /// Returns the length of what is inserted between the names: `Robert (Bob) Okafor`, `Ann Roe (née Lee)`.
    fn inserted(&self, tokens: &[Token<'_>]) -> Option<usize> {
        let token = |n: usize| tokens.get(self.end + n);
        let kind = |n: usize| token(n).map(|t| t.kind);
        if kind(0) == Some(Kind::Open) && kind(3) == Some(Kind::Close) {
            let born = token(1).is_some_and(|t| fold(&t.text) == "nee");
            return (born && !self.words.is_empty()).then_some(4);
        }
        let brackets = kind(0) == Some(Kind::Open) && kind(2) == Some(Kind::Close);
        let quotes = kind(0) == Some(Kind::Mark) && kind(2) == Some(Kind::Mark);
        let given = token(1).is_some_and(|t| t.is(Class::GIVEN));
        let family =
            token(3).is_some_and(|t| t.is_word() && t.shape == Shape::Title && t.class == Class::default());
        ((brackets || quotes) && given && family && self.words.len() == 1).then_some(3)
    }

    /// Tells whether the word, though it can mean something else, is the family name that is still missing.
    fn lacks_family(&self, tokens: &[Token<'_>], token: &Token<'_>, titled: bool) -> bool {
        let next = tokens.get(self.end + 1).filter(|t| t.is_word());
        match token.shape {
            Shape::Capitals if token.is(Class::ABBREVIATION) => false,
            Shape::Capitals => self.lacks_capitals(tokens, token),
            Shape::Title => {
                let ends =
                    next.is_none_or(|t| t.line || opens_post(t) || !t.is(Class::OFFICE.and(Class::LINK)));
                let link = next.is_some_and(|t| t.is(Class::LINK));
                if self.names_place(token, ends) {
                    return false;
                }
                let Some(first) = self.words.last() else {
                    // "Cllr Head"
                    return titled && ends && token.is(Class::SURNAME);
                };
                // "Edith", below it "Porter": her post, unless more of a post follows.
                let below =
                    token.line && (token.is(Class::POST) && next.is_none() || !token.is(Class::SURNAME));
                // "Mary Jane Price", but "Ann Lee Clerk"
                let plain = token.is(Class::SURNAME) && !token.is(Class::POST);
                let third = ends && plain && first.is_given() && !first.class.is(Class::SURNAME);
                if link || below || !(third || self.is_open()) {
                    return false;
                }
                // "Victoria Park School" is a place, "Sam Price Finance Manager" a person with a post.
                let surname = token.is(Class::SURNAME) && (ends || !token.is(Class::PLACE));
                // Nobody goes by a bare initial, and hardly anybody's whole text is "Grace" and her post: "J Legal",
                // "Hope Manager".
                let whole = self.words.len() == 1 && next.is_none_or(|t| t.line || !t.is(Class::OFFICE));
                let post = whole && token.is(Class::POST) && !token.text.ends_with('s');
                // "Frank Legal" as the whole text: rather a name than a department's Frank.
                let only = tokens.len() == 2 && first.is_given() && !token.line && token.is(Class::SUBJECT);
                let only = only && !token.is(Class::UNIT.and(Class::POST).and(Class::RANK));
                surname || only || (ends && (first.initial || post))
            }
            Shape::Initial | Shape::Small => false,
        }
    }

    /// "Ivy House", "Sterling Court", "Victoria Hall": hardly anybody is called so, but "Rebecca Hall" is.
    fn names_place(&self, token: &Token<'_>, ends: bool) -> bool {
        let [first] = self.words.as_slice() else { return false };
        let building = matches!(fold(&token.text).as_ref(), "house" | "court");
        let place = building || first.class.is(Class::NAMESAKE);
        ends && place && token.is(Class::PLACE) && first.is_given() && !first.titled && !token.line
    }

    /// "ROE Ann", "Ann ROE", and initials without dots: "AB Roe".
    fn lacks_capitals(&self, tokens: &[Token<'_>], token: &Token<'_>) -> bool {
        let next = tokens.get(self.end + 1).filter(|t| t.is_word());
        // "XYZ Ann Okafor": three letters before a full name are a team's.
        let alone = tokens.get(self.end + 2).is_none_or(|t| !t.is_word() || t.shape != Shape::Title);
        let letters = token.text.chars().count();
        let unknown = token.class.without(Class::SURNAME.and(Class::GIVEN)) == Class::default();
        let family = letters > 2 && has_vowel(&token.text);
        let Some(first) = self.words.last() else {
            let title = next.filter(|t| t.shape == Shape::Title);
            let name = title.is_some_and(|t| t.class == Class::default());
            let given =
                title.is_some_and(|t| t.is(Class::GIVEN)) || next.is_some_and(|t| t.shape == Shape::Initial);
            let surname = name || title.is_some_and(|t| t.is(Class::SURNAME));
            return unknown
                && ((family && ((given && (alone || letters > 3)) || (name && letters > 3)))
                    || (letters < 4 && surname));
        };
        let single = self.words.len() == 1 && letters > 3 && !first.capitals;
        unknown && family && (single || self.is_open())
    }

    /// Tells whether the last person has a given name or initials and no family name yet.
    fn is_open(&self) -> bool {
        let mut given = 0;
        for word in self.words.iter().rev().take_while(|w| w.is_given() || w.initial) {
            given += 1;
            if word.line {
                break;
            }
        }
        // Of "Priya Shaw Joy" the first two are one person.
        given % 2 == 1 || (given > 0 && self.words.last().is_some_and(|w| w.initial))
    }

    /// Passes over "MBA" and "BSc (Hons)", and takes "Jr", all with or without a comma.
    fn skip_letters(&mut self, tokens: &[Token<'_>]) {
        let mut lettered = false;
        loop {
            let comma = tokens.get(self.end).is_some_and(|t| t.kind == Kind::Sign(Joint::Comma));
            let at = self.end + usize::from(comma);
            let open = usize::from(tokens.get(at).is_some_and(|t| t.kind == Kind::Open));
            let Some(word) = tokens.get(at + open) else { return };
            let length = match letters_length(tokens, at + open) {
                0 => usize::from(lettered && is_membership(word)),
                length => length,
            };
            if length > 0 {
                lettered = true;
                let close =
                    tokens.get(at + open + length).is_some_and(|t| open == 1 && t.kind == Kind::Close);
                self.end = at + open + length + usize::from(close);
            } else if word.is(Class::SUFFIX) && word.shape != Shape::Small && open == 0 {
                self.words.push(Word::new(word, at, Case::Mixed, false));
                self.end = at + 1;
            } else {
                return;
            }
        }
    }
}

/// Tells whether unknown letters behind others can be a membership: of a Member, Fellow or Associate, "MWXY".
fn is_membership(token: &Token<'_>) -> bool {
    let letters = token.text.trim_end_matches('.');
    token.is_word()
        && !token.line
        && token.shape == Shape::Capitals
        && token.class == Class::default()
        && (4..=8).contains(&letters.len())
        && letters.starts_with(['A', 'F', 'M'])
}

/// Returns how many tokens are letters behind a name: 1 for "MBA", 2 for "Ph.D.", 0 for anything else.
fn letters_length(tokens: &[Token<'_>], at: usize) -> usize {
    if tokens.get(at).is_some_and(|t| t.is(Class::LETTERS)) {
        return 1;
    }
    let rest = tokens.get(at..).unwrap_or_default();
    let touching =
        rest.windows(2).take_while(|pair| matches!(pair, [a, b] if b.is_word() && b.touches(a))).count();
    if touching == 0 || touching > 3 {
        return 0;
    }
    let letters: String = rest.iter().take(touching + 1).map(|t| t.text.as_ref()).collect();
    if lookup(&letters).is(Class::LETTERS) { touching + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::context::settle;
    use super::super::token::tokens;
    use super::*;

    fn shown(text: &str) -> (String, usize) {
        let mut tokens = tokens(text);
        let case = settle(&mut tokens).case;
        let row = row(&tokens, 0, case);
        (row.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join("|"), tokens.len() - row.end)
    }

    #[test]
    fn a_row_ends_where_something_else_begins() {
        let cases = [
            ("Ann Lee Bo Roe", "Ann|Lee|Bo|Roe", 0),
            ("Ann Lee / Bo Roe", "Ann|Lee", 3),
            ("Ann Lee Head of Estates", "Ann|Lee", 3),
            ("Pieter van der Berg", "Pieter|van der Berg", 0),
            ("Dr J.S. O’Dowd", "JS|O'Dowd", 0),
            ("Ann Lee, BSc (Hons), Jr", "Ann|Lee|Jr", 0),
            ("Ann Lee CEng MICE", "Ann|Lee", 0),
            ("Ann Lee, MBA, MWXY", "Ann|Lee", 0),
            ("Ann Lee, MBA, WXYZ", "Ann|Lee", 2),
            ("Robert (Bob) Okafor", "Robert|Okafor", 0),
            ("Ann Okafor (née Lee)", "Ann|Okafor", 0),
            ("Hope Manager", "Hope|Manager", 0),
            ("Priya Finance Manager", "Priya", 2),
            ("Edith Porter", "Edith|Porter", 0),
            ("H. Banks", "H|Banks", 0),
            ("OKAFOR Ann", "Okafor|Ann", 0),
            ("Ann OKAFOR", "Ann|Okafor", 0),
            ("AB Okafor", "AB|Okafor", 0),
            ("HR Okafor", "", 2),
        ];
        for (text, words, rest) in cases {
            assert_eq!(shown(text), (words.to_owned(), rest), "{text}");
        }
    }
}
