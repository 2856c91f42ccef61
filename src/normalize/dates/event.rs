//! What the walk over a text yields: its dates, and the events between them that say what they are the dates of.
//!
//! Filled by `grammar`, thinned by `join`, read by `role`.

use super::DateState;
use super::core::Strength;
use super::piece::Piece;
use super::vocabulary::Lead;
use crate::record::DateKind;

/// How a date is tied to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// Something stands between.
    Cut,
    /// Nothing stands between.
    Near,
    /// A comma, "and".
    List,
    /// A dash, "to".
    Range,
    Slash,
}

/// The words that lead up to a date.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Leads(u16);

impl Leads {
    pub(super) fn has(self, lead: Lead) -> bool {
        self.0 & (1 << lead as u16) != 0
    }

    pub(super) fn add(&mut self, lead: Lead) {
        self.0 |= 1 << lead as u16;
    }

    pub(super) fn drop(&mut self, lead: Lead) {
        self.0 &= !(1 << lead as u16);
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A date as found, with its bytes in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) piece: Piece,
    /// The other end of a range.
    pub(super) to: Option<Piece>,
    pub(super) tie: Tie,
    pub(super) leads: Leads,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) strength: Strength,
    /// A word such as "in" or "by" leads up to it.
    pub(super) led: bool,
    /// It stands in struck text.
    pub(super) struck: bool,
    /// "slipped from" stands before it.
    pub(super) moved_from: bool,
    pub(super) ambiguous: bool,
    pub(super) impossible: bool,
    /// Its year was taken from the date before it.
    pub(super) year_shared: bool,
}

/// What a text says, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// By its place in the list of dates.
    Date(usize),
    Role(DateKind),
    /// The date moved to the next one.
    Shift,
    /// The same, or without a date put off.
    Deferred,
    Done,
    /// "complete": done, or an order.
    Complete,
    Begun,
    State(DateState),
    /// Free text may follow: "subject to".
    Condition,
    /// An unknown word or a figure that is no date.
    Word,
    Comma,
    /// A dash with blanks around it.
    Dash,
    /// A new line.
    Line,
    /// A semicolon, a bullet, the number of an item.
    Break,
    Open,
    Close,
    Arrow,
}

/// What the walk yields.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) events: Vec<Event>,
    pub(super) dates: Vec<Found>,
    /// Some word or figure belongs to no date.
    pub(super) foreign: bool,
    /// Some figure belongs to no date.
    pub(super) figures: bool,
    /// It begins with "after" or "before".
    pub(super) opens_relative: bool,
}
