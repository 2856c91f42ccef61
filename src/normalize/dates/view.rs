//! The tokens of a text with the options that it is read by: what stands at a place.

use super::DateOptions;
use super::token::{Gap, Kind, Token};
use super::vocabulary::Sense;

/// The tokens of a text; `core`, `year`, `numeric` and `time` each add what they read in them.
#[derive(Clone, Copy)]
pub(super) struct View<'t> {
    pub(super) tokens: &'t [Token],
    pub(super) options: &'t DateOptions,
}

impl View<'_> {
    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        self.tokens.get(at).map_or(Gap::Line, |token| token.gap)
    }

    pub(super) fn sense(&self, at: usize) -> Option<Sense> {
        match self.kind(at) {
            Some(Kind::Word(sense)) => Some(sense),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(Kind::Mark(mark))
    }

    /// The figure here with its number of digits, ordinals apart.
    pub(super) fn number(&self, at: usize) -> Option<(i32, usize)> {
        match self.kind(at) {
            Some(Kind::Number { value, digits, ordinal: false }) => Some((value, digits)),
            _ => None,
        }
    }

    /// A day of the month, `5` or `5th`; days no month has are let through to be reported.
    pub(super) fn day(&self, at: usize) -> Option<i8> {
        match self.kind(at) {
            Some(Kind::Number { value, digits: 1..=2, .. }) => i8::try_from(value).ok(),
            _ => None,
        }
    }

    pub(super) fn month(&self, at: usize) -> Option<i8> {
        match self.sense(at) {
            Some(Sense::Month(month)) => Some(month),
            _ => None,
        }
    }

    pub(super) fn small(&self, at: usize, most: i8) -> Option<i8> {
        let value = match self.kind(at) {
            Some(Kind::Number { value, digits: 1..=2, .. }) => value,
            Some(Kind::Word(Sense::Count(value))) => value,
            _ => return None,
        };
        i8::try_from(value).ok().filter(|value| (1..=most).contains(value))
    }
}
