//! Events to kinds and a state: what each date of a text is the date of, and what the text says besides.
//!
//! A word such as "revised" belongs to the date behind it; in brackets, or at the end of its clause, to the one before it.
//! A date that a revised one follows is the original. "Completed" dates what follows it, yet behind a date it is only a
//! state: the date stays what its column says.

use super::DateState;
use super::event::{Event, Found, Walk};
use super::vocabulary::Lead;
use crate::record::DateKind;

/// What the dates of a walk are the dates of, in their order, and what stands beside or instead of them.
pub(super) struct Roles {
    pub(super) kinds: Vec<DateKind>,
    pub(super) state: Option<DateState>,
}

/// Settles kinds and state; `default` is the kind of a date that no word speaks of.
pub(super) fn settle(walk: &Walk, default: DateKind) -> Roles {
    let mut given = Given { kinds: vec![None; walk.dates.len()] };
    let mut states = States::default();
    for (at, event) in walk.events.iter().enumerate() {
        match *event {
            Event::Role(kind) => match ahead(&walk.events, at, kind) {
                Some(date) => given.give_list(&walk.events, date, kind),
                None => given.give(behind(&walk.events, at), kind, Bond::Firm),
            },
            // "June 2012 (extended)" is the new date, "June 2012 - slipped" the old one: behind a date it says nothing.
            Event::Shift => {
                if let Some(date) = ahead(&walk.events, at, DateKind::Revised) {
                    given.give_list(&walk.events, date, DateKind::Revised);
                }
            }
            Event::Deferred => match ahead(&walk.events, at, DateKind::Revised) {
                Some(date) => given.give_list(&walk.events, date, DateKind::Revised),
                None => states.add(at, DateState::OnHold),
            },
            Event::Begun => match ahead(&walk.events, at, DateKind::Start) {
                Some(date) => given.give_list(&walk.events, date, DateKind::Start),
                None => states.add(at, DateState::InProgress),
            },
            Event::Done | Event::Complete => {
                let date = ahead(&walk.events, at, DateKind::Completed);
                // "Start May 2014, complete Oct 2014": a plan, not a completion.
                let planned = *event == Event::Complete && given.has(DateKind::Start);
                match date {
                    Some(date) if planned => given.give(Some(date), DateKind::Due, Bond::Firm),
                    Some(date) => given.give_list(&walk.events, date, DateKind::Completed),
                    None => {}
                }
                if date.is_none() || !planned {
                    states.add(at, DateState::Complete);
                }
            }
            Event::State(state) => states.add(at, state),
            _ => {}
        }
    }
    given.replacements(walk, default);
    let kinds =
        given.kinds.iter().zip(&walk.dates).map(|(given, found)| kind_of(*given, found, default)).collect();
    Roles { kinds, state: states.settle(walk) }
}

fn kind_of(given: Option<(DateKind, Bond)>, found: &Found, default: DateKind) -> DateKind {
    match given {
        Some((kind, _)) => kind,
        None if found.leads.has(Lead::From) && default == DateKind::Due => DateKind::Start,
        None => default,
    }
}

/// How closely a word is bound to its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Bond {
    /// It stands before an earlier date of the same list.
    Carried,
    /// It stands beside it.
    Firm,
}

struct Given {
    kinds: Vec<Option<(DateKind, Bond)>>,
}

impl Given {
    /// Gives a date a kind, unless it has one that says more.
    fn give(&mut self, date: Option<usize>, kind: DateKind, bond: Bond) {
        let Some(slot) = date.and_then(|date| self.kinds.get_mut(date)) else { return };
        let keeps = slot.is_some_and(|(had, firm)| firm > bond || (firm == bond && rank(had) >= rank(kind)));
        if !keeps {
            *slot = Some((kind, bond));
        }
    }

    /// Gives a date a kind, and those listed behind it.
    fn give_list(&mut self, events: &[Event], date: usize, kind: DateKind) {
        self.give(Some(date), kind, Bond::Firm);
        let behind = events.iter().skip_while(|event| **event != Event::Date(date)).skip(1);
        for event in behind {
            match event {
                Event::Date(date) => self.give(Some(*date), kind, Bond::Carried),
                Event::Comma => {}
                _ => break,
            }
        }
    }

    fn has(&self, kind: DateKind) -> bool {
        self.kinds.iter().flatten().any(|(given, _)| *given == kind)
    }

    fn is_plan(&self, date: usize) -> bool {
        matches!(self.kinds.get(date), Some(None | Some((DateKind::Due, _))))
    }

    fn set(&mut self, date: usize, kind: DateKind) {
        if let Some(slot) = self.kinds.get_mut(date) {
            *slot = Some((kind, Bond::Firm));
        }
    }

    /// Dates that stand for the same thing, one in the place of the other.
    fn replacements(&mut self, walk: &Walk, default: DateKind) {
        let plans = matches!(default, DateKind::Due | DateKind::Original | DateKind::Revised);
        for (date, found) in walk.dates.iter().enumerate() {
            if found.moved_from {
                self.set(date, DateKind::Original);
                self.give(
                    Some(date + 1).filter(|&next| next < walk.dates.len()),
                    DateKind::Revised,
                    Bond::Firm,
                );
            }
        }
        for events in walk.events.windows(3) {
            if let &[Event::Date(old), Event::Arrow, Event::Date(new)] = events {
                if self.is_plan(old) {
                    self.set(old, DateKind::Original);
                }
                self.set(new, DateKind::Revised);
            }
        }
        if walk.dates.iter().any(|found| found.struck) {
            for (date, found) in walk.dates.iter().enumerate() {
                // What is struck of other columns was a slip of the pen, not a plan.
                match (found.struck, plans) {
                    (true, true) => self.set(date, DateKind::Original),
                    (true, false) => self.set(date, DateKind::Other),
                    (false, true) if self.is_plan(date) => self.set(date, DateKind::Revised),
                    _ => {}
                }
            }
        }
        if !plans {
            return;
        }
        let mut earlier: Vec<usize> = Vec::new();
        for event in &walk.events {
            match *event {
                Event::Date(date) => {
                    if self
                        .kinds
                        .get(date)
                        .copied()
                        .flatten()
                        .is_some_and(|(kind, _)| kind == DateKind::Revised)
                    {
                        for date in earlier.drain(..) {
                            self.set(date, DateKind::Original);
                        }
                    } else if self.is_plan(date) && !opens(walk, date) {
                        earlier.push(date);
                    }
                }
                // A date of another item is another date.
                Event::Break => earlier.clear(),
                _ => {}
            }
        }
        // "Sept 2012 (originally June 2012)"
        let plan: Vec<usize> = (0..walk.dates.len()).filter(|&date| self.is_plan(date)).collect();
        if let (&[date], true, false) =
            (plan.as_slice(), self.has(DateKind::Original), self.has(DateKind::Revised))
        {
            self.set(date, DateKind::Revised);
        }
    }
}

fn opens(walk: &Walk, date: usize) -> bool {
    walk.dates.get(date).is_some_and(|found| found.leads.has(Lead::From))
}

/// Which of two words before one date says more: "completed review" is a completion.
fn rank(kind: DateKind) -> u8 {
    match kind {
        DateKind::Completed => 9,
        DateKind::Revised | DateKind::Original => 8,
        DateKind::Start => 7,
        DateKind::Review => 6,
        DateKind::Raised | DateKind::Updated => 5,
        DateKind::Meeting => 4,
        DateKind::Reported => 3,
        DateKind::Milestone => 2,
        DateKind::Due => 1,
        DateKind::Other => 0,
    }
}

/// The date that a word leads to.
fn ahead(events: &[Event], at: usize, kind: DateKind) -> Option<usize> {
    let beside_date = at
        .checked_sub(1)
        .and_then(|before| events.get(before))
        .is_some_and(|event| matches!(event, Event::Date(_)));
    let mut opened = false;
    for event in events.iter().skip(at + 1) {
        match event {
            Event::Date(date) => return Some(*date),
            Event::Open => opened = true,
            Event::Close if opened => opened = false,
            Event::Comma | Event::Line if !beside_date => {}
            // "Completed by the team June 2012", but "review of the policy June 2012" dates the action.
            Event::Word
                if matches!(
                    kind,
                    DateKind::Completed
                        | DateKind::Meeting
                        | DateKind::Reported
                        | DateKind::Raised
                        | DateKind::Updated
                ) => {}
            Event::Role(_)
            | Event::Shift
            | Event::Deferred
            | Event::Done
            | Event::Complete
            | Event::Begun
            | Event::State(_)
            | Event::Dash => {}
            _ => return None,
        }
    }
    None
}

/// The date that a word trails.
fn behind(events: &[Event], at: usize) -> Option<usize> {
    for event in events.iter().take(at).rev() {
        match event {
            Event::Date(date) => return Some(*date),
            Event::Open | Event::Comma | Event::Dash | Event::Role(_) => {}
            _ => return None,
        }
    }
    None
}

/// The states that a text names, with their places among the events.
#[derive(Default)]
struct States {
    list: Vec<(usize, DateState)>,
}

impl States {
    fn add(&mut self, at: usize, state: DateState) {
        self.list.push((at, state));
    }

    fn settle(&self, walk: &Walk) -> Option<DateState> {
        if walk.dates.iter().any(|found| found.impossible) {
            return Some(DateState::Invalid);
        }
        // "6 months" says least of all.
        let first = || {
            let mut others = self.list.iter().filter(|(_, state)| *state != DateState::Relative);
            others.next().or(self.list.first().filter(|_| walk.dates.is_empty())).map(|(_, state)| *state)
        };
        if !walk.dates.is_empty() {
            return first();
        }
        if walk.opens_relative || walk.events.first() == Some(&Event::State(DateState::Conditional)) {
            return Some(DateState::Conditional);
        }
        if !walk.foreign {
            // "Next Cabinet": whenever that is.
            let meeting =
                || walk.events.contains(&Event::Role(DateKind::Meeting)).then_some(DateState::Relative);
            return first().or_else(meeting);
        }
        // Among other words a state counts where it stands apart, or opens the text and is no adjective.
        let apart = |at: Option<usize>| match at.map(|at| walk.events.get(at)) {
            None | Some(None) => true,
            Some(Some(event)) => {
                matches!(
                    event,
                    Event::Comma | Event::Dash | Event::Line | Event::Break | Event::Open | Event::Condition
                )
            }
        };
        let counts = |&&(at, state): &&(usize, DateState)| match state {
            DateState::Conditional => true,
            DateState::Relative => false,
            _ if walk.figures => false,
            DateState::Complete | DateState::Recurring => {
                (at == 0 && apart(Some(at + 1))) || (at + 1 == walk.events.len() && apart(at.checked_sub(1)))
            }
            _ => at == 0 || (at + 1 == walk.events.len() && apart(at.checked_sub(1))),
        };
        self.list.iter().find(counts).map(|(_, state)| *state)
    }
}
