//! Date cells as offices write them to EDTF (ISO 8601-2), each date with its kind, qualifier and doubts.
//!
//! The steps, one file each: `token` cuts the text and mends its slips, `vocabulary` knows the words; `core`, `year` and
//! `numeric` read one date (`column` what a whole column shows of its figures), `grammar` what stands around it, `join` ranges and shared years, `role` what each is the date of;
//! `piece` knows what a period means in an office, `calendar` and `edtf` the days and the notation; `when` makes the
//! contract's dates of it. Running text is not for this reader: it reads generously, as a date cell wants it.

mod calendar;
mod column;
mod core;
mod edtf;
mod event;
mod grammar;
mod join;
mod numeric;
mod piece;
mod role;
mod time;
mod token;
mod view;
mod vocabulary;
mod when;
mod year;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::Serialize;

pub use self::column::{Figures, Pairs, figures_shown, order_shown};

use self::calendar::{Point, Value};
use self::event::{Event, Walk};
use self::token::Tokens;
use self::view::View;
use crate::grid::{self, Shown};
use crate::record::{DateKind, DueState, Precision, When};

/// Whether `3/4/13` is in April or in March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DateOrder {
    /// 3 April.
    #[default]
    DayFirst,
    /// 4 March.
    MonthFirst,
    /// As ISO 8601 has it; figures of another order are read day first. `2012-13` is no financial year where it is EDTF.
    YearFirst,
}

/// What the text of a date cell does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateOptions {
    /// The order of figures that can be read in several.
    pub order: DateOrder,
    /// What two figures are, as the rest of the column shows ([`figures_shown`]).
    pub pairs: Pairs,
    /// First month of the financial year, 1 to 12; others are taken for 4.
    pub fiscal_start: i8,
    /// The tracker's day: a missing year becomes the next one to come, or for things past the last one gone. Without it
    /// the year stays unknown.
    pub anchor: Option<Date>,
    /// What a date is the date of where no word says so.
    pub kind: DateKind,
}

impl Default for DateOptions {
    fn default() -> Self {
        Self {
            order: DateOrder::DayFirst,
            pairs: Pairs::Unknown,
            fiscal_start: 4,
            anchor: None,
            kind: DateKind::Due,
        }
    }
}

/// What stands beside or instead of a date.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, strum::Display, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum DateState {
    /// It goes on without an end.
    Ongoing,
    /// The date is still to be settled.
    ToBeConfirmed,
    /// At once.
    AsSoonAsPossible,
    /// No date applies.
    NotApplicable,
    /// Again and again, or whenever it is needed.
    Recurring,
    /// Done.
    Complete,
    /// Hangs on something else.
    Conditional,
    /// A time from now, such as "6 months" or "next week".
    Relative,
    /// Begun.
    InProgress,
    /// Not begun.
    NotStarted,
    /// Put off without a date.
    OnHold,
    /// There is no such date.
    Invalid,
}

impl DateState {
    /// Returns what stands for it in place of a due date; `None` where it says nothing about when.
    pub fn due_state(self) -> Option<DueState> {
        match self {
            Self::Ongoing => Some(DueState::Ongoing),
            Self::ToBeConfirmed => Some(DueState::ToBeConfirmed),
            Self::AsSoonAsPossible => Some(DueState::AsSoonAsPossible),
            Self::Recurring => Some(DueState::Recurring),
            Self::NotApplicable => Some(DueState::NotApplicable),
            _ => None,
        }
    }
}

/// What a text was read as.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DatesRead {
    /// The dates in the order of the text.
    pub dates: Vec<When>,
    /// What stands beside or instead of them.
    pub state: Option<DateState>,
    /// A date in figures could have been read the other way round.
    pub order_assumed: bool,
    /// Words and figures that were mended, as written.
    pub repaired: Vec<String>,
}

/// More bytes than any date cell has; the work grows faster than the text.
const LONGEST: usize = 8192;

/// Reads the text of a date cell; empty text, text without a date and text of more than 8 KiB give no dates.
///
/// A day that does not exist (`31/13/2014`) gives a date without EDTF and the state [`DateState::Invalid`]. In `assumed`
/// of a date stand `year` (from the anchor or from the date before it), `order` (day and month could be swapped) and
/// `serial` (a bare number was taken for a spreadsheet's day number).
pub fn read_dates(text: &str, options: &DateOptions) -> DatesRead {
    if text.len() > LONGEST {
        return DatesRead::default();
    }
    let fiscal_start = if (1..=12).contains(&options.fiscal_start) { options.fiscal_start } else { 4 };
    let options = DateOptions { fiscal_start, ..*options };
    if let Some(read) = when::read_plain(text, &options) {
        return read;
    }
    let (walk, repaired) = walk(text, &options);
    let roles = role::settle(&walk, options.kind);
    let recurring = walk.events.contains(&Event::State(DateState::Recurring));
    let mut read = DatesRead { state: roles.state, repaired, ..DatesRead::default() };
    for (found, kind) in walk.dates.iter().zip(roles.kinds) {
        let anchor = options.anchor.filter(|_| !recurring);
        let when = when::when(text, found, kind, anchor, fiscal_start);
        // Easter of no known year is no impossible date, only one that nothing can say.
        if when.edtf.is_none() && !found.impossible {
            read.state = read.state.or(Some(DateState::Relative));
            continue;
        }
        read.order_assumed |= found.ambiguous;
        read.dates.push(when);
    }
    read
}

/// Returns a typed date cell as a date, with the precision that its format shows: `mmm-yy` on a first of the month is a
/// month, on another day it is that day.
pub fn of_cell(at: DateTime, shown: Shown, kind: DateKind) -> When {
    let (date, first) = (at.date(), at.date().day() == 1);
    let (point, precision) = match shown {
        Shown::Month if first => (Point::month(date.year(), date.month()), Precision::Month),
        Shown::Year if first && date.month() == 1 => (Point::year(date.year()), Precision::Year),
        Shown::Time if at.time() != jiff::civil::Time::midnight() => (Point::time(at), Precision::Time),
        _ => (Point::day(date), Precision::Day),
    };
    let as_written = grid::Value::Date(at, shown).text();
    when::of_value(Value::One(point), precision, None, kind, as_written)
}

/// Returns the first and last day that an EDTF text can mean; `None` where it is open, has no year, or is not EDTF.
pub fn bounds(edtf: &str) -> (Option<Date>, Option<Date>) {
    edtf::parse(edtf).map_or((None, None), Value::bounds)
}

/// More bytes than a cell has that is about dates only.
const LONGEST_LABEL: usize = 160;

/// Tells whether the whole text is about dates, or says why there is none ("TBC", "ongoing"): a hint that its column holds
/// dates. Prose that mentions a date, bare numbers, and words that status columns share ("complete", "n/a") do not count.
pub fn looks_like_date(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_LABEL {
        return false;
    }
    if edtf::parse(text).is_some() {
        return true;
    }
    let figures = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if figures && !text.contains('.') && !matches!(text.len(), 4 | 8) {
        return false;
    }
    let (walk, _) = walk(text, &DateOptions::default());
    let state = || role::settle(&walk, DateKind::Due).state.and_then(DateState::due_state);
    !walk.foreign && (!walk.dates.is_empty() || state().is_some_and(|state| state != DueState::NotApplicable))
}

fn walk(text: &str, options: &DateOptions) -> (Walk, Vec<String>) {
    let Tokens { list, repaired } = token::tokenize(text);
    let mut walk = grammar::walk(View { tokens: &list, options });
    join::join(&mut walk, options.fiscal_start);
    (walk, repaired)
}

#[cfg(test)]
mod tests;
