//! Which of two sheets with the same items shows the later state, by what they say of them, item by item.
//!
//! A tracker goes one way: items are finished, notes grow and get later dates, target dates move out, blanks are filled. Each
//! of these is a voice, and the sheets tell only where the voices hardly contradict each other.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::columns::Mapping;
use crate::grid::Sheet;
use crate::layout::TableRow;
use crate::normalize::dates::{self, DateOptions};
use crate::normalize::legend::Legend;
use crate::normalize::{status, text};
use crate::record::{Field, Rag, Status};

/// Cells that one sheet has more of than the other before that says anything.
const LEAST_FILLED: usize = 2;

/// How far an item is, as far as two versions are compared by it.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    finished: bool,
    /// What is told of it, folded.
    told: String,
    /// The latest day that it names in what was done so far.
    latest: Option<Date>,
    due: Option<Date>,
    /// Cells with something to read.
    filled: usize,
    /// All that they say.
    written: String,
}

impl State {
    /// Reads an item's row.
    pub(super) fn of(sheet: &Sheet, row: &TableRow, mapping: &Mapping, legend: &Legend) -> Self {
        let mut state = Self::default();
        let mut rag = None;
        let mut said = None;
        for column in &mapping.columns {
            let written = text::clean(&sheet.text(row.cell(column.column)));
            if written.is_empty() {
                continue;
            }
            state.filled += 1;
            state.written.push_str(&written);
            state.written.push('\n');
            let days = || dates::read_dates(&written, &DateOptions::default()).dates;
            match column.field {
                Some(Field::Status | Field::Rag) => {
                    let read = status::read_status(&written, legend);
                    said = said.or(read.status);
                    rag = rag.or(read.rag);
                }
                Some(Field::Progress | Field::Notes) => {
                    state.told = [state.told.as_str(), &text::fold(&written)].join(" ").trim().to_owned();
                    state.latest = state.latest.max(days().iter().filter_map(|d| d.latest).max());
                }
                Some(Field::Completed | Field::Updated) => {
                    state.latest = state.latest.max(days().iter().filter_map(|d| d.latest).max());
                }
                Some(Field::RevisedDue | Field::Due) => {
                    state.due = state.due.max(days().iter().filter_map(|d| d.latest).max());
                }
                _ => {}
            }
        }
        state.finished = said.map_or(rag == Some(Rag::Blue), |status: Status| !status.is_open());
        state
    }
}

/// Tells whether the sheets say the same of all their items.
pub(super) fn alike(pairs: &[(&State, &State)]) -> bool {
    pairs.iter().all(|(one, other)| one.written == other.written)
}

/// Returns which of two sheets shows the earlier state of their items (`Less`: the first one), and what says so; `None` where
/// nothing does, or the voices contradict each other.
pub(super) fn order(pairs: &[(&State, &State)]) -> Option<(Ordering, &'static str)> {
    let count = |test: fn(&State, &State) -> bool| {
        let ahead = pairs.iter().filter(|(one, other)| test(one, other)).count();
        (ahead, pairs.iter().filter(|(one, other)| test(other, one)).count())
    };
    let latest = |side: fn(&(&State, &State)) -> Option<Date>| pairs.iter().filter_map(side).max();
    let days = (latest(|pair| pair.0.latest), latest(|pair| pair.1.latest));
    let by_day = match days {
        (Some(one), Some(other)) => (usize::from(one > other), usize::from(other > one)),
        _ => (0, 0),
    };
    let filled = pairs.iter().map(|(one, _)| one.filled).sum::<usize>();
    let others_filled = pairs.iter().map(|(_, other)| other.filled).sum::<usize>();
    let by_filled = (
        usize::from(filled >= others_filled + LEAST_FILLED),
        usize::from(others_filled >= filled + LEAST_FILLED),
    );
    let voices = [
        (3, count(|one, other| one.finished && !other.finished), "how many of its items are finished"),
        (3, count(|one, other| goes_on_from(&one.told, &other.told)), "what is told of its items"),
        (2, by_day, "the days that its notes name"),
        (
            1,
            count(|one, other| one.due.zip(other.due).is_some_and(|(one, other)| one > other)),
            "its target dates",
        ),
        (1, by_filled, "how much of it is filled in"),
    ];
    let (mut ahead, mut behind) = (0, 0);
    for (weight, (own, others), _) in &voices {
        // One against many is an exception; one against one says nothing.
        if own > others {
            ahead += if *others == 0 { *weight } else { 1 };
        }
        if others > own {
            behind += if *own == 0 { *weight } else { 1 };
        }
    }
    let order = match ahead.cmp(&behind) {
        Ordering::Greater if behind * 2 <= ahead => Ordering::Greater,
        Ordering::Less if ahead * 2 <= behind => Ordering::Less,
        _ => return None,
    };
    let says = |(_, (own, others), _): &&(usize, (usize, usize), &str)| own.cmp(others) == order;
    voices.iter().find(says).map(|(.., by)| (order, *by))
}

/// A log to which something was added, at either end.
fn goes_on_from(one: &str, other: &str) -> bool {
    !other.is_empty() && one.len() > other.len() && (one.starts_with(other) || one.ends_with(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs of items, and which sheet is the earlier.
    type Case<'a> = (&'a [(&'a State, &'a State)], Option<Ordering>);

    fn state(finished: bool, told: &str, filled: usize) -> State {
        State { finished, told: told.to_owned(), filled, ..State::default() }
    }

    #[test]
    fn items_tell_which_sheet_is_the_later() {
        let begun = state(false, "lamps came", 4);
        let done = state(true, "lamps came lamps are up", 4);
        let other = state(false, "boats are listed", 4);
        let blank = state(false, "", 2);
        let cases: [Case<'_>; 6] = [
            (&[(&begun, &done), (&other, &other)], Some(Ordering::Less)),
            (&[(&done, &begun), (&other, &other)], Some(Ordering::Greater)),
            (&[(&done, &begun), (&begun, &done)], None),
            (&[(&other, &other), (&begun, &begun)], None),
            (&[(&other, &blank), (&begun, &blank)], Some(Ordering::Greater)),
            (&[], None),
        ];
        for (pairs, expected) in cases {
            assert_eq!(order(pairs).map(|(order, _)| order), expected, "{pairs:?}");
        }
    }
}
