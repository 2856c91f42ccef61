//! How far the words of a post or team go, from their first to the last: across links, "and", brackets and line breaks.
//!
//! Which part of them is the post and which the team is for [`office`](super::office).

use super::class::Class;
use super::office::opens_line;
use super::term::{is_namelike, is_noun, is_possessive, is_services, is_strange};
use super::token::{Joint, Kind, Token};
use super::word::Shape;

/// The words of a post or team: token positions, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Extent {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Position of the last word that heads a post.
    pub(super) post: Option<usize>,
    /// A link stands after it: "Head of".
    pub(super) linked: bool,
    /// A sign joins to it what it is of: "Group Manager (Parks)".
    pub(super) signed: bool,
    /// Capitals end it that are the post's unit.
    pub(super) closed: bool,
    /// Nothing but words of taking part.
    pub(super) label: bool,
}

/// Returns how far the post or team goes that begins at the position.
pub(super) fn extent(tokens: &[Token<'_>], start: usize) -> Extent {
    let mut walk = Walk { tokens, start, at: start, ..Walk::default() };
    walk.run();
    walk.extent()
}

/// How far a phrase goes, word by word.
#[derive(Default)]
pub(super) struct Walk<'a, 't> {
    pub(super) tokens: &'a [Token<'t>],
    pub(super) start: usize,
    /// Position of the next token.
    pub(super) at: usize,
    /// How many words head a post.
    posts: usize,
    /// Position of the last of them.
    pub(super) post: Option<usize>,
    /// It is told what the post is of, before or behind it.
    pub(super) told: bool,
    /// A link stands behind the post: "Head of".
    pub(super) linked: bool,
    /// A sign joined what the post is of to it.
    pub(super) signed: bool,
    /// Capitals ended it.
    closed: bool,
    /// How many words were taken.
    pub(super) words: usize,
    /// How many of them say how somebody takes part.
    pub(super) labels: usize,
}

impl<'a, 't> Walk<'a, 't> {
    /// Returns the token at a position.
    pub(super) fn token(&self, at: usize) -> Option<&'a Token<'t>> {
        self.tokens.get(at)
    }

    /// Returns the token before the next one, if the phrase has begun.
    pub(super) fn before(&self) -> Option<&'a Token<'t>> {
        if self.at > self.start { self.token(self.at - 1) } else { None }
    }

    /// Takes words and signs until one does not belong.
    fn run(&mut self) {
        while let Some(token) = self.token(self.at) {
            if self.closed || (self.at > self.start && (token.parted || token.blank)) {
                break;
            }
            let length = match token.kind {
                Kind::Word => self.word(token),
                Kind::Number => usize::from(self.takes_number(token)),
                Kind::Sign(Joint::And) => usize::from(self.goes_on_after_and()),
                Kind::Sign(Joint::Comma) => usize::from(self.goes_on_after_comma()),
                Kind::Sign(Joint::Slash) => usize::from(self.goes_on_after_slash(token)),
                Kind::Sign(Joint::Dash) if token.text != ":" => self.told_after_sign(),
                Kind::Open => self.told_in_brackets(),
                _ => 0,
            };
            if length == 0 {
                break;
            }
            self.at += length;
        }
    }

    /// Returns how many words are taken; 0 ends the phrase.
    fn word(&mut self, token: &Token<'t>) -> usize {
        let first = self.at == self.start;
        let next = self.token(self.at + 1).filter(|t| t.is_word());
        if !first && token.line && self.line_parts(token) {
            return 0;
        }
        if token.is(Class::OFFICE) && !(token.is(Class::GIVEN) && next.is_some_and(is_namelike)) {
            if !first && self.is_other_post(token, next) {
                return 0;
            }
            return self.office_word(token, next);
        }
        if token.is(Class::LABEL) {
            // "Lead Officer" is all labels, "Senior Responsible Owner" is not.
            let label = self.labels == self.words;
            let takes = label || next.is_some_and(|t| t.is(Class::OFFICE) && !t.line);
            self.labels += usize::from(label);
            self.words += usize::from(takes);
            return usize::from(takes);
        }
        if token.is(Class::LINK) {
            let goes_on = |t: &Token<'_>| {
                t.is(Class::OFFICE.and(Class::LINK)) || is_namelike(t) || t.shape == Shape::Capitals
            };
            let to = token.text.eq_ignore_ascii_case("to");
            let takes = !first
                && next.is_some_and(goes_on)
                && (!to || self.before().is_some_and(|t| t.is(Class::POST)));
            self.linked |= takes && self.post.is_some();
            return usize::from(takes);
        }
        let linked = self.before().is_some_and(|t| t.is(Class::LINK) || t.kind == Kind::Sign(Joint::And));
        if token.shape == Shape::Capitals {
            let goes_on = next.is_some_and(|t| t.is(Class::OFFICE) && !t.line);
            if first || linked || (goes_on && !self.told) {
                self.told |= self.post.is_some();
                return 1;
            }
            // "Head of Estates XYZ Ann Lee": letters that mean nothing else are the post's unit and end it.
            self.closed = self.post.is_some();
            return usize::from(self.closed);
        }
        if is_namelike(token) && self.before().is_some_and(|t| t.is(Class::LINK)) {
            self.told = true;
            return 1 + self.names_of_place();
        }
        usize::from(if first {
            opens_line(self.tokens, self.at)
        } else {
            self.is_word_of_office(token, next)
        })
    }

    /// Tells whether a word that the vocabulary does not have belongs to the post or team all the same: "Task and
    /// Finish Group", "Housing Options Team", "Head of Street Scene".
    fn is_word_of_office(&self, token: &Token<'t>, next: Option<&Token<'t>>) -> bool {
        if !is_strange(token) || token.line {
            return false;
        }
        let subject = self.before().is_some_and(|t| t.is(Class::SUBJECT) || !t.is_word());
        // "Public" wants a noun, whatever it is.
        let wanted = self
            .before()
            .is_some_and(|t| t.is(Class::MODIFIER) && !t.is(Class::RANK.and(Class::ABBREVIATION)));
        let ranked = self.before().is_some_and(|t| t.is(Class::RANK));
        match next {
            _ if wanted && (self.post.is_none() || self.linked) => true,
            // "Chief Operating Officer"
            Some(next) if ranked => next.is(Class::OFFICE),
            Some(next) if self.post.is_none() => {
                next.is(Class::OFFICE) && !next.is(Class::RANK) && !next.line
            }
            Some(next) => self.linked && subject && next.is(Class::SUBJECT.and(Class::UNIT)) && !next.line,
            None => {
                subject
                    && (self.linked || (self.post.is_none() && self.words == 1 && !self.left_is_capitals()))
            }
        }
    }

    fn office_word(&mut self, token: &Token<'t>, next: Option<&Token<'t>>) -> usize {
        self.words += 1;
        self.labels += usize::from(token.is(Class::LABEL));
        let owns = next.is_some_and(is_possessive);
        let after_link = self.before().is_some_and(|t| !t.is_word() || t.is(Class::LINK));
        if token.is(Class::POST) && !owns {
            self.posts += 1;
            self.post = Some(self.at);
        } else if token.is(Class::ABBREVIATION) && token.shape == Shape::Capitals && self.told && !after_link
        {
            let goes_on = next.is_some_and(|t| t.is(Class::OFFICE) && !t.line);
            self.closed = self.post.is_some() && !goes_on;
        }
        if token.is(Class::SUBJECT.and(Class::UNIT))
            && !token.is(Class::GENERIC.and(Class::RANK).and(Class::POST))
        {
            self.told = true;
        }
        1
    }

    /// Returns how many more words of a place's name follow the one after "of" or "for".
    fn names_of_place(&self) -> usize {
        let run: Vec<_> =
            (self.at + 1..).map_while(|at| self.token(at)).take_while(|t| t.is_word() && !t.line).collect();
        let named = run.iter().take_while(|t| is_namelike(t)).count();
        let given = run.iter().take(named).position(|t| t.is(Class::GIVEN));
        let initial = run.get(named).is_some_and(|t| t.shape == Shape::Initial || t.is(Class::HONORIFIC));
        let office = run.get(named).is_some_and(|t| t.is(Class::UNIT.and(Class::SUBJECT)));
        match given {
            Some(given) => given,
            None if initial || office || named == 1 => named,
            None => 0,
        }
    }

    /// Tells whether a line break parts: what stands on either side is complete.
    fn line_parts(&self, token: &Token<'t>) -> bool {
        let Some(before) = self.before() else { return false };
        if !before.is_word() || before.is(Class::LINK) || !is_noun(before) {
            return before.shape == Shape::Capitals && token.shape == Shape::Capitals;
        }
        let right = self.right(self.at);
        let whole = right.words.iter().any(|t| is_noun(t) && !t.is(Class::GENERIC));
        let alone = right.words.len() == 1 && right.any(Class::UNIT);
        if right.begins(Class::LINK) || right.words.is_empty() || !whole || alone {
            return false;
        }
        match (self.post.is_some(), right.has_post()) {
            (true, true) => true,
            // "Head of Risk \n Improvement" goes on, "Head of Risk \n Finance Department" does not.
            (true, false) => right.any(Class::UNIT) && self.told,
            (false, true) => before.is(Class::UNIT) && !is_services(before),
            (false, false) => true,
        }
    }

    /// Tells whether another post begins: "Finance Manager Head of Estates".
    fn is_other_post(&self, token: &Token<'t>, next: Option<&Token<'t>>) -> bool {
        let (Some(before), Some(_)) = (self.before(), self.post) else { return false };
        let linked = next.is_some_and(|t| t.is(Class::LINK));
        let opens = (token.is(Class::POST) && linked)
            || (token.is(Class::RANK) && next.is_some_and(|t| t.is(Class::OFFICE)));
        if !opens || !before.is_word() || before.is(Class::RANK.and(Class::LINK)) {
            return false;
        }
        // "Executive Director of Parks" is one post.
        let opening = self.tokens.get(self.start..self.at - 1).unwrap_or_default();
        !(before.is(Class::OPEN) && self.posts == 1 && opening.iter().all(|t| t.is(Class::RANK)))
    }

    fn takes_number(&self, token: &Token<'t>) -> bool {
        let counted = |t: &Token<'_>| t.is(Class::GENERIC.and(Class::UNIT).and(Class::MODIFIER));
        let office = |t: &Token<'_>| t.is(Class::OFFICE);
        token.text.len() <= 3
            && self.before().is_some_and(counted)
            && token.text.bytes().all(|b| b.is_ascii_digit())
            && (self.post.is_none() || self.token(self.at + 1).is_some_and(office))
    }

    fn extent(&self) -> Extent {
        let mut end = self.at;
        // Nothing ends in a link or a sign.
        let ends = |t: &Token<'_>| t.is_word() || matches!(t.kind, Kind::Close | Kind::Number);
        while end > self.start + 1 && !self.token(end - 1).is_some_and(ends) {
            end -= 1;
        }
        Extent {
            start: self.start,
            end,
            post: self.post,
            linked: self.linked,
            signed: self.signed,
            closed: self.closed,
            label: self.words > 0 && self.labels == self.words,
        }
    }
}
