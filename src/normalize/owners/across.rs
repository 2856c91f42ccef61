//! Whether a post or team goes on across a sign: "and", a comma, a slash, a dash or a bracket.
//!
//! It goes on where what follows the sign is no owner of its own, but says what the post is of.

use super::class::Class;
use super::extent::Walk;
use super::term::{is_noun, is_services, is_strange, is_team};
use super::token::{Joint, Kind, Token};
use super::word::Shape;

/// What stands on the right of a sign, up to the next one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Right<'a, 't> {
    pub(super) words: &'a [Token<'t>],
}

impl Right<'_, '_> {
    /// Tells whether any word is of the class.
    pub(super) fn any(&self, class: Class) -> bool {
        self.words.iter().any(|t| t.is(class))
    }

    /// Tells whether the first word is of the class.
    pub(super) fn begins(&self, class: Class) -> bool {
        self.words.first().is_some_and(|t| t.is(class))
    }

    /// Tells whether a word heads a post.
    pub(super) fn has_post(&self) -> bool {
        self.any(Class::POST)
    }

    /// Tells whether it ends in a team that stands on its own, which "services" need not.
    pub(super) fn has_team(&self) -> bool {
        self.words.last().is_some_and(|t| is_team(t) && (!t.is(Class::SUBJECT) || t.is(Class::GENERIC)))
    }

    /// Tells whether it is nothing but capitals.
    fn capitals(&self) -> bool {
        !self.words.is_empty() && self.words.iter().all(|t| t.shape == Shape::Capitals)
    }

    /// Tells whether it says what a post is of: neither a post nor a team.
    fn subject(&self) -> bool {
        !self.words.is_empty() && !self.has_post() && !self.has_team()
    }
}

impl<'a, 't> Walk<'a, 't> {
    /// Returns the words of posts and teams from a position to the next sign or name.
    pub(super) fn right(&self, from: usize) -> Right<'a, 't> {
        let rest = self.tokens.get(from..).unwrap_or_default();
        let office = |t: &Token<'_>| {
            t.is_word() && (t.is(Class::OFFICE.and(Class::LINK)) || t.shape == Shape::Capitals)
        };
        // "Task and Finish Group"
        let strange = usize::from(
            matches!(rest, [a, b, ..] if is_strange(a) && b.is(Class::UNIT.and(Class::SUBJECT)) && !b.line),
        );
        let words = rest.iter().enumerate().skip(strange);
        let length = strange + words.take_while(|(n, t)| office(t) && (*n == 0 || !t.line)).count();
        Right { words: rest.get(..length).unwrap_or_default() }
    }

    /// Tells whether what was taken so far is nothing but capitals: "HR".
    pub(super) fn left_is_capitals(&self) -> bool {
        self.tokens
            .get(self.start..self.at)
            .is_some_and(|words| words.iter().all(|t| t.shape == Shape::Capitals))
    }

    /// "Parks and Leisure", but not "Chair and Clerk".
    pub(super) fn goes_on_after_and(&self) -> bool {
        let right = self.right(self.at + 1);
        let Some(before) = self.before().filter(|_| !right.words.is_empty()) else { return false };
        if right.has_post() {
            let unit = before.is(Class::UNIT) && !is_services(before);
            return self.post.is_none() && !unit && !right.begins(Class::POST.and(Class::RANK));
        }
        if self.post.is_some() {
            return (self.told || self.linked) && !right.has_team();
        }
        if !is_noun(before) {
            return true;
        }
        !before.is(Class::UNIT) && !self.left_is_capitals() && !right.capitals()
    }

    /// "Director of Parks, Leisure and Culture", "Assistant Director, Estates".
    pub(super) fn goes_on_after_comma(&mut self) -> bool {
        if self.told_after_sign() > 0 {
            return true;
        }
        if !self.linked {
            return false;
        }
        let mut from = self.at + 1;
        for _ in 0..6 {
            let right = self.right(from);
            if !right.subject() || right.capitals() {
                return false;
            }
            from += right.words.len();
            match self.token(from).map(|t| t.kind) {
                Some(Kind::Sign(Joint::Comma)) => from += 1,
                Some(Kind::Sign(Joint::And)) => return self.right(from + 1).subject(),
                _ => return false,
            }
        }
        false
    }

    /// "Head of HR/Payroll" without spaces around the slash.
    pub(super) fn goes_on_after_slash(&self, slash: &Token<'t>) -> bool {
        let right = self.right(self.at + 1);
        let tight = |t: &Token<'_>| t.touches(slash);
        let close =
            self.before().is_some_and(|t| slash.touches(t)) && self.token(self.at + 1).is_some_and(tight);
        let Some(before) = self.before().filter(|_| close && !right.words.is_empty()) else { return false };
        if self.post.is_some() {
            self.told && right.subject()
        } else {
            right.has_post() && !right.begins(Class::POST.and(Class::RANK)) && before.is(Class::SUBJECT)
        }
    }

    /// Tells whether the post leaves open of what.
    fn is_open(&self) -> bool {
        let open = self.post.and_then(|at| self.token(at)).is_some_and(|t| t.is(Class::OPEN));
        // A Chief Executive is told; an Assistant Chief Executive is not.
        let chief = self.token(self.start).is_some_and(|t| t.text.eq_ignore_ascii_case("chief"));
        open && !self.told && !chief
    }

    /// Takes the sign if what follows it says what an open post is of.
    pub(super) fn told_after_sign(&mut self) -> usize {
        let mut right = self.right(self.at + 1);
        // Letters that mean nothing else are the unit behind it.
        let known = right.words.iter().take_while(|t| t.is(Class::OFFICE.and(Class::LINK))).count();
        right.words = right.words.get(..known).unwrap_or_default();
        if !self.is_open() || !right.subject() || self.labels == self.words {
            return 0;
        }
        (self.told, self.signed) = (true, true);
        1
    }

    /// Returns how many tokens the brackets have if they say what the post is of: "Group Manager (Parks)".
    pub(super) fn told_in_brackets(&mut self) -> usize {
        let inside = (self.at + 1..).map_while(|at| self.token(at)).take_while(|t| t.kind != Kind::Close);
        let inside: Vec<_> = inside.collect();
        let fits = |t: &&Token<'_>| match t.kind {
            Kind::Word => {
                let letters = t.shape == Shape::Capitals && t.class == Class::default();
                letters || (t.is(Class::OFFICE.and(Class::LINK)) && !t.is(Class::POST))
            }
            kind => matches!(kind, Kind::Sign(Joint::And | Joint::Slash)),
        };
        let closes = self.token(self.at + 1 + inside.len()).is_some();
        // A team in the brackets is the unit of a post that is told already.
        let team = inside.last().is_some_and(|t| t.is(Class::UNIT) || t.shape == Shape::Capitals);
        if self.post.is_none()
            || (!self.is_open() && team)
            || inside.is_empty()
            || !closes
            || !inside.iter().all(fits)
            || self.labels == self.words
        {
            return 0;
        }
        (self.told, self.signed) = (true, true);
        inside.len() + 2
    }
}
