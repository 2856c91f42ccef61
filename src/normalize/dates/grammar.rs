//! Tokens to events: the dates of a text with what leads up to them, and between them roles, states and breaks.
//!
//! One walk from left to right. Words before a date ("by end of", "w/c", "around") wait for it; what waits when the clause
//! ends is about the date before ("June 2013 (provisional)"). Dates are joined to ranges and lists in `join`, what each is
//! the date of is settled in `role`.

use super::DateState;
use super::calendar::Clock;
use super::core::{Core, Strength};
use super::event::{Event, Found, Leads, Tie, Walk};
use super::piece::{Piece, Unit};
use super::token::{Gap, Kind, Token};
use super::view::View;
use super::vocabulary::{Lead, Part, Sense, YearKind};
use crate::record::DateKind;

/// Words that wait for their date.
#[derive(Debug, Clone, Copy, Default)]
struct Pending {
    leads: Leads,
    parts: Option<(Part, Part)>,
    clock: Option<Clock>,
    /// The bytes from the first of them to the last.
    start: Option<usize>,
    end: usize,
    led: bool,
    /// The event "to be confirmed" that stands before the date.
    unconfirmed: Option<usize>,
}

struct Walker<'t> {
    view: View<'t>,
    walk: Walk,
    pending: Pending,
    tie: Tie,
    /// The last date is still near enough to take what trails it.
    near: bool,
    struck: bool,
    /// "to be" stands before.
    will: bool,
    /// The last role says that the date moved.
    shifting: bool,
    /// "Complete the review": what follows names the work, and a date the day it is due.
    ordered: bool,
}

/// Reads tokens to events.
pub(super) fn walk(view: View<'_>) -> Walk {
    let mut walker = Walker {
        view,
        walk: Walk::default(),
        pending: Pending::default(),
        tie: Tie::Cut,
        near: false,
        struck: false,
        will: false,
        shifting: false,
        ordered: false,
    };
    let mut at = 0;
    while let Some(token) = view.tokens.get(at) {
        if at > 0 && token.gap == Gap::Line {
            walker.walk.events.push(Event::Line);
        }
        at = walker.step(at, *token).max(at + 1);
    }
    // A lone question mark, or "provisional".
    if walker.walk.events.is_empty() && walker.pending.leads.has(Lead::Maybe) {
        walker.walk.events.push(Event::State(DateState::ToBeConfirmed));
    }
    // "End of term": of the one that is.
    if walker.walk.dates.is_empty() && walker.pending.parts.is_some() {
        walker.walk.events.push(Event::State(DateState::Relative));
    }
    walker.flush();
    walker.walk
}

impl Walker<'_> {
    /// Takes what begins at a token; returns the token after it.
    fn step(&mut self, at: usize, token: Token) -> usize {
        match token.kind {
            Kind::Strike => {
                self.flush();
                self.struck = !self.struck;
                at + 1
            }
            Kind::Arrow => {
                self.cut(Event::Arrow);
                at + 1
            }
            Kind::Item => {
                self.cut(Event::Break);
                // "Milestone 2: June" is still a milestone's date.
                if let Some(Sense::Role(kind)) = at.checked_sub(1).and_then(|before| self.view.sense(before))
                {
                    self.walk.events.push(Event::Role(kind));
                }
                at + 1
            }
            Kind::Unknown(_) => {
                self.foreign();
                at + 1
            }
            Kind::Mark(mark) => self.mark(at, mark),
            Kind::Number { .. } => self.number(at, token),
            Kind::Word(sense) => match self.date(at, token) {
                Some(next) => next,
                None => self.word(at, sense),
            },
        }
    }

    /// Ends the clause: what waits is about the date before, or about nothing.
    fn cut(&mut self, event: Event) {
        self.flush();
        self.walk.events.push(event);
        self.tie = Tie::Cut;
        self.near = false;
        self.will = false;
        self.shifting = false;
        self.ordered = false;
    }

    fn flush(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if !self.near {
            return;
        }
        if let Some(last) = self.walk.dates.last_mut() {
            let mut leads = pending.leads;
            // "June 2013, from" leads to something that is no date.
            for lead in [
                Lead::From,
                Lead::Until,
                Lead::After,
                Lead::Before,
                Lead::WeekFrom,
                Lead::WeekTo,
                Lead::Between,
            ] {
                leads.drop(lead);
            }
            if !leads.is_empty() || pending.parts.is_some() {
                last.end = last.end.max(pending.end);
            }
            last.leads.merge(leads);
            if last.piece.parts.is_none() && !matches!(last.piece.unit, Unit::Day { .. }) {
                last.piece.parts = pending.parts;
            }
        }
    }

    /// An unknown word. "After the ballot in May" still leads to May.
    fn foreign(&mut self) {
        let after = self.pending.leads.has(Lead::After);
        let start = self.pending.start;
        self.walk.foreign = true;
        if self.near {
            self.flush();
        }
        self.pending = Pending::default();
        if after {
            self.pending.leads.add(Lead::After);
            self.pending.start = start;
        }
        self.walk.events.push(Event::Word);
        self.tie = Tie::Cut;
        self.near = false;
        self.will = false;
    }

    fn mark(&mut self, at: usize, mark: char) -> usize {
        let next = at + 1;
        match mark {
            ',' => {
                if self.near && self.pending.start.is_some() && self.pending.parts.is_none() {
                    self.flush();
                }
                self.walk.events.push(Event::Comma);
                self.tie_to_last(Tie::List);
            }
            ';' | '\u{2022}' => self.cut(Event::Break),
            '(' => {
                self.walk.events.push(Event::Open);
                self.tie = Tie::Cut;
            }
            ')' => {
                // "June 2012 (approx)": the bracket closes what trails the date.
                if self.pending.start.is_some() {
                    self.pending.end = self.view.tokens.get(at).map_or(self.pending.end, |token| token.end);
                }
                self.flush();
                self.walk.events.push(Event::Close);
                self.tie = Tie::Cut;
            }
            '-' => {
                if self.near && self.pending.parts.is_none() {
                    self.flush();
                }
                if self.view.gap(next) != Gap::None {
                    self.walk.events.push(Event::Dash);
                }
                self.tie_to_last(Tie::Range);
            }
            '/' => self.tie_to_last(Tie::Slash),
            '+' if self.near && self.view.core(next).is_none() => {
                self.trail(at, |found| found.leads.add(Lead::From));
            }
            '&' | '+' => self.tie_to_last(Tie::List),
            '?' if self.near => self.trail(at, |found| found.leads.add(Lead::Maybe)),
            '~' if self.near && self.view.gap(at) == Gap::None => {
                self.trail(at, |found| found.leads.add(Lead::About));
            }
            '?' => self.lead(at, Lead::Maybe),
            '~' => self.lead(at, Lead::About),
            '\u{2713}' | '\u{2714}' | '\u{2611}' => self.role(Event::Done),
            // A full stop ends the sentence behind a date or a strange word; elsewhere it shortens a word.
            '.' if self.near || self.walk.events.last() == Some(&Event::Word) => {
                self.walk.events.push(Event::Comma);
            }
            _ => {}
        }
        next
    }

    fn tie_to_last(&mut self, tie: Tie) {
        // "mid - late June": the dash is between parts, not dates.
        if self.near && (self.tie == Tie::Near || tie == Tie::List) {
            self.tie = tie;
        }
    }

    /// Adds to the date before, whose text then goes on to this token.
    fn trail(&mut self, at: usize, change: impl Fn(&mut Found)) {
        let closes = usize::from(self.view.is_mark(at + 1, ')'));
        let end = self.view.tokens.get(at + closes).map(|token| token.end);
        if let (Some(found), Some(end)) = (self.walk.dates.last_mut(), end) {
            change(found);
            found.end = end;
        }
    }

    fn lead(&mut self, at: usize, lead: Lead) {
        self.pending.leads.add(lead);
        self.pending.led = true;
        self.starts(at);
    }

    fn starts(&mut self, at: usize) {
        if let Some(token) = self.view.tokens.get(at) {
            self.pending.start = self.pending.start.or(Some(token.start));
            self.pending.end = token.end;
        }
    }

    fn number(&mut self, at: usize, token: Token) -> usize {
        if let Some(next) = self.duration(at) {
            return next;
        }
        if let Some((clock, next)) = self.view.time(at) {
            self.starts(at);
            self.pending.clock = Some(clock);
            return next;
        }
        if let Some(next) = self.date(at, token) {
            return next;
        }
        self.foreign();
        self.walk.figures = true;
        // "4.1 June": what hangs on a figure is no day.
        let mut next = at + 1;
        while self.view.is_mark(next, '.')
            && self.view.gap(next) == Gap::None
            && self.view.gap(next + 1) == Gap::None
            && self.view.number(next + 1).is_some()
        {
            next += 2;
        }
        next
    }

    /// `6 months`, `6-monthly`, `3 years from approval`.
    fn duration(&mut self, at: usize) -> Option<usize> {
        let unit = at + 1 + usize::from(self.view.is_mark(at + 1, '-'));
        let small = match self.view.kind(at)? {
            Kind::Number { digits, ordinal, .. } => digits <= 3 && !ordinal,
            kind => matches!(kind, Kind::Word(Sense::Count(_))),
        };
        let sense = self.view.sense(unit).filter(|_| small)?;
        let every = self.walk.events.last() == Some(&Event::State(DateState::Recurring));
        match sense {
            Sense::State(DateState::Recurring) => return Some(unit),
            Sense::Unit => {}
            Sense::Year(YearKind::Any) | Sense::Week | Sense::Term if self.view.core(at).is_none() => {}
            _ => return None,
        }
        if !every {
            let hangs = matches!(
                self.view.sense(unit + 1),
                Some(Sense::Lead(Lead::From | Lead::After) | Sense::Of | Sense::Condition)
            );
            let state = if hangs { DateState::Conditional } else { DateState::Relative };
            self.walk.events.push(Event::State(state));
            if hangs {
                self.walk.events.push(Event::Condition);
            }
        }
        self.tie = Tie::Cut;
        self.near = false;
        // "30 days from 1 April": some time after it.
        if self.view.sense(unit + 1) == Some(Sense::Lead(Lead::From)) {
            self.lead(at, Lead::After);
            return Some(unit + 2);
        }
        Some(unit + 1)
    }

    /// A date at a token, if there is one; returns the token after it.
    fn date(&mut self, at: usize, token: Token) -> Option<usize> {
        let core = self.view.core(at)?;
        let labelled = at.checked_sub(1).and_then(|before| self.view.sense(before)) == Some(Sense::Label);
        if !self.is_meant(core)
            || (labelled && core.strength == Strength::Weak && matches!(core.piece.unit, Unit::Year(_)))
        {
            return None;
        }
        let mut piece = core.piece;
        self.shape(&mut piece);
        let mut end = core.next;
        if let (Unit::Day { .. }, None) = (piece.unit, piece.clock)
            && let Some((clock, next)) = self.view.time_behind(core.next)
        {
            piece.clock = Some(clock).filter(|clock| !clock.is_midnight());
            end = next;
        }
        if let Some(event) = self.pending.unconfirmed {
            self.settle_unconfirmed(event);
        }
        let moved_from = self.shifting && self.pending.leads.has(Lead::From);
        if moved_from {
            self.pending.leads.drop(Lead::From);
        }
        let found = Found {
            piece,
            to: core.to,
            tie: self.tie,
            leads: self.pending.leads,
            start: self.pending.start.unwrap_or(token.start),
            end: self.view.tokens.get(end.saturating_sub(1)).map_or(token.end, |last| last.end),
            strength: core.strength,
            led: self.pending.led || self.pending.parts.is_some(),
            struck: self.struck,
            moved_from,
            ambiguous: core.ambiguous,
            impossible: core.impossible,
            year_shared: false,
        };
        self.walk.events.push(Event::Date(self.walk.dates.len()));
        self.walk.dates.push(found);
        self.pending = Pending::default();
        self.tie = Tie::Near;
        self.near = true;
        self.will = false;
        Some(end)
    }

    /// Tells whether words around a bare month or year let it be a date.
    fn is_meant(&self, core: Core) -> bool {
        let next = self.view.tokens.get(core.next).filter(|next| next.gap == Gap::Space);
        let name = next.map(|next| next.kind);
        match core.strength {
            Strength::Strong => true,
            Strength::Medium => name != Some(Kind::Unknown(true)),
            Strength::Weak => match core.piece.unit {
                Unit::Month(_) | Unit::Day { .. } => name != Some(Kind::Unknown(true)),
                Unit::Year(_) if !core.piece.has_year() => {
                    (self.pending.parts.or(core.piece.parts)).is_some()
                        && !matches!(name, Some(Kind::Unknown(_)))
                }
                _ => !matches!(name, Some(Kind::Unknown(_))),
            },
        }
    }

    /// Gives a date the part and the time that wait for it.
    fn shape(&self, piece: &mut Piece) {
        match piece.unit {
            Unit::Day { .. } => {
                piece.clock = self.pending.clock.filter(|clock| !clock.is_midnight());
            }
            _ => piece.parts = piece.parts.or(self.pending.parts),
        }
    }

    /// "TBC June 2013" doubts the date; "to be agreed by June 2013" does not.
    fn settle_unconfirmed(&mut self, event: usize) {
        let deadline =
            self.pending.led && !self.pending.leads.has(Lead::About) && !self.pending.leads.has(Lead::Maybe);
        if !deadline {
            self.pending.leads.add(Lead::Maybe);
        } else if let Some(event) = self.walk.events.get_mut(event) {
            *event = Event::Role(DateKind::Due);
        }
    }

    fn word(&mut self, at: usize, sense: Sense) -> usize {
        let next = at + 1;
        match sense {
            // "Policy" without a number is a word like any other.
            Sense::Label if !matches!(self.view.kind(next), Some(Kind::Item | Kind::Number { .. })) => {
                self.foreign();
            }
            Sense::Filler
            | Sense::Of
            | Sense::Label
            | Sense::Suffix
            | Sense::TimeMark
            | Sense::Unit
            | Sense::Hours
            | Sense::Meridiem(_) => {}
            Sense::In => self.pending.led = true,
            Sense::Weekday => self.starts(at),
            Sense::Noon => {
                self.starts(at);
                self.pending.clock = Clock::new(12, 0, 0);
            }
            Sense::Part(Part::End) if self.view.is_mark(next, ':') => self.role(Event::Role(DateKind::Due)),
            Sense::Part(part) => {
                self.starts(at);
                let first = self.pending.parts.map_or(part, |(first, _)| first);
                self.pending.parts = Some((first, part));
            }
            Sense::Lead(Lead::Until) if self.shifting => {}
            Sense::Lead(Lead::Until) if self.near && self.tie == Tie::Near => self.tie = Tie::Range,
            Sense::Lead(lead) => {
                self.walk.opens_relative |= at == 0 && matches!(lead, Lead::After | Lead::Before);
                self.lead(at, lead);
            }
            Sense::To => self.to(at),
            Sense::And => self.tie_to_last(Tie::List),
            Sense::Onwards if self.near => self.trail(at, |found| found.leads.add(Lead::From)),
            Sense::Onwards => {}
            Sense::Role(DateKind::Meeting) => {
                // "By the Board in March": the Board does it.
                if self.pending.leads.has(Lead::By) {
                    self.pending.leads.drop(Lead::By);
                    self.pending.start = None;
                }
                if !self.pending.leads.has(Lead::After) {
                    self.role(Event::Role(DateKind::Meeting));
                }
            }
            Sense::Role(kind) if self.ordered && kind != DateKind::Due => {}
            Sense::Role(kind) => {
                self.role(Event::Role(kind));
                self.shifting = kind == DateKind::Revised;
            }
            Sense::Shift | Sense::Deferred => {
                self.role(if sense == Sense::Shift { Event::Shift } else { Event::Deferred });
                self.shifting = true;
            }
            Sense::Will => self.will = true,
            // Struck words hold no longer.
            Sense::Done | Sense::Complete | Sense::Begun | Sense::State(_) if self.struck => {}
            Sense::Done | Sense::Complete => self.done(next, sense),
            Sense::Begun => self.role(Event::Begun),
            Sense::State(state) => self.state(state, at),
            Sense::Condition => {
                self.walk.events.push(Event::State(DateState::Conditional));
                self.walk.events.push(Event::Condition);
                self.pending.led = true;
                self.tie = Tie::Cut;
                self.near = false;
            }
            Sense::Week if self.view.sense(next) == Some(Sense::Of) => self.lead(at, Lead::WeekFrom),
            // Periods that nothing dates: "this term", "each quarter".
            Sense::Week | Sense::Quarter | Sense::Term | Sense::Year(_) => {}
            Sense::Count(_) => match self.duration(at) {
                Some(next) => return next,
                None => self.foreign(),
            },
            Sense::Month(_)
            | Sense::Season(_)
            | Sense::Holiday(_)
            | Sense::Half
            | Sense::NamedTerm(..)
            | Sense::Ordinal(_) => self.foreign(),
        }
        next
    }

    fn role(&mut self, event: Event) {
        if self.near {
            self.flush();
        }
        self.walk.events.push(event);
        self.tie = Tie::Cut;
        self.near = false;
        self.shifting = false;
    }

    fn done(&mut self, next: usize, sense: Sense) {
        // "to be completed", "complete by": still to come. "Complete the review": an order, about no date.
        let agent = next + 1 + usize::from(self.view.sense(next + 1) == Some(Sense::Filler));
        let by_whom = matches!(
            self.view.kind(agent),
            Some(Kind::Unknown(_) | Kind::Word(Sense::Role(DateKind::Meeting)))
        );
        let by_when = matches!(self.view.sense(next), Some(Sense::Lead(Lead::By | Lead::Before))) && !by_whom;
        let due = self.will || by_when;
        let order = sense == Sense::Complete
            && match self.view.kind(next) {
                Some(Kind::Unknown(_)) => true,
                Some(Kind::Word(sense)) => matches!(sense, Sense::Role(_) | Sense::Filler | Sense::Label),
                _ => false,
            };
        if due || order {
            self.role(Event::Role(DateKind::Due));
            self.ordered = order;
        } else {
            self.role(if sense == Sense::Complete { Event::Complete } else { Event::Done });
        }
        self.will = false;
    }

    fn state(&mut self, state: DateState, at: usize) {
        let place = self.walk.events.len();
        self.walk.events.push(Event::State(state));
        if state == DateState::ToBeConfirmed {
            if self.near && self.tie != Tie::List && self.tie != Tie::Slash {
                self.trail(at, |found| found.leads.add(Lead::Maybe));
            } else {
                self.pending.unconfirmed = Some(place);
            }
            return;
        }
        if self.near {
            self.flush();
        }
        self.tie = Tie::Cut;
        self.near = false;
    }

    /// "to" ties two dates, ends a clause's opening ("slipped to"), or begins the text ("to March 2013").
    fn to(&mut self, at: usize) {
        if self.near {
            self.tie = Tie::Range;
        } else if at == 0 && self.pending.start.is_none() {
            self.lead(at, Lead::Until);
        }
    }
}
