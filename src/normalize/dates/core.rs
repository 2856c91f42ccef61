//! Tokens to one date: `31 March 2013`, `Q1 2012/13`, `Autumn Term`, `first week of June`. Figures alone are `numeric`'s.
//!
//! What stands around a date ("by end of", "revised to", the other end of a range) is `grammar`'s.

use super::DateOrder;
use super::calendar::YEARS;
use super::piece::{Piece, Unit, Year};
use super::token::{Gap, Kind};
use super::view::View;
use super::vocabulary::{Part, Sense, YearKind};
use super::year::of_kind;

/// How sure it is that a text in words and figures means a date at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    /// In any surroundings.
    Strong,
    /// Unless a name goes on with it: "3 March Road".
    Medium,
    /// Only where the whole cell is about dates, or a word such as "by" leads up to it.
    Weak,
}

/// A date that was found, and the token after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Core {
    pub(super) piece: Piece,
    /// The other end where one figure follows the other: "2015-18", "Quarters 2&3".
    pub(super) to: Option<Piece>,
    pub(super) next: usize,
    pub(super) strength: Strength,
    /// Day and month could be the other way round.
    pub(super) ambiguous: bool,
    /// It has the form of a date, and there is no such day.
    pub(super) impossible: bool,
}

impl Core {
    pub(super) fn new(unit: Unit, year: Year, next: usize, strength: Strength) -> Self {
        let piece = Piece::new(unit, year);
        Self { piece, to: None, next, strength, ambiguous: false, impossible: false }
    }
}

impl View<'_> {
    /// Returns the date that begins at a token.
    pub(super) fn core(&self, at: usize) -> Option<Core> {
        match self.kind(at)? {
            Kind::Number { ordinal: true, value, .. } => self
                .ordinal(at, i8::try_from(value).ok()?)
                .or_else(|| self.day_and_month(at))
                .or_else(|| self.day_before_another(at)),
            Kind::Number { .. } => self.figures(at),
            Kind::Word(sense) => match sense {
                Sense::Month(month) => Some(self.month_first(at, month)),
                Sense::Season(season) => Some(self.season(at, season)),
                Sense::Holiday(holiday) => {
                    let (year, next) = self.year_after(at + 1).unwrap_or((Year::Missing, at + 1));
                    let core = Core::new(Unit::Year(YearKind::Any), year, next, strength(year));
                    Some(Core { piece: Piece::holiday(holiday, year), ..core })
                }
                Sense::Quarter => self.quarter(at),
                Sense::Half => {
                    let half = self.small(at + 1, 2)?;
                    Some(self.with_year(Unit::Half(half), at + 2))
                }
                Sense::NamedTerm(first, last) => {
                    let next = at + 1 + usize::from(self.sense(at + 1) == Some(Sense::Term));
                    Some(self.with_year(Unit::Term(first, last), next))
                }
                Sense::Week => {
                    let week = self.small(at + 1, 53)?;
                    // "Week 2 June 2013"; what is no week of a month is its first day.
                    if let Some(month) = self.month(at + 2) {
                        let unit = match week {
                            1..=4 => Unit::Days { month, from: week * 7 - 6, to: Some(week * 7) },
                            day => Unit::WeekFrom { month, day },
                        };
                        return Some(self.with_year(unit, at + 3));
                    }
                    let (year, next) = self.year_after(at + 2)?;
                    Some(Core::new(Unit::IsoWeek(week), year, next, Strength::Strong))
                }
                Sense::Ordinal(number) => self.ordinal(at, number),
                Sense::Year(kind) => self.named_year(at, kind),
                _ => None,
            },
            _ => None,
        }
    }

    /// A unit and the year behind it, if there is one.
    fn with_year(&self, unit: Unit, at: usize) -> Core {
        let (year, next) = self.year_after(at).unwrap_or((Year::Missing, at));
        Core::new(unit, year, next, strength(year))
    }

    /// `31 March 2013`, `31st of March, 13`, `31-Mar`, `31 March`; the year may be missing.
    pub(super) fn day_and_month(&self, at: usize) -> Option<Core> {
        let day = self.day(at)?;
        let mut next = at + 1;
        let mut marks = 0;
        let month = loop {
            match self.kind(next)? {
                Kind::Word(Sense::Month(month)) => break month,
                Kind::Word(Sense::Of | Sense::Filler) if next < at + 3 => {}
                // "the 28th day of May"
                Kind::Word(Sense::Unit)
                    if next == at + 1
                        && self.sense(next + 1) == Some(Sense::Of)
                        && matches!(self.kind(at), Some(Kind::Number { ordinal: true, .. })) => {}
                Kind::Mark('.' | '-' | '/' | ',' | '\'') if marks == 0 => marks += 1,
                _ => return None,
            }
            next += 1;
        };
        let (year, next) = self.year_after(next + 1).unwrap_or((Year::Missing, next + 1));
        let strength = if year == Year::Missing { Strength::Medium } else { Strength::Strong };
        let core = Core::new(Unit::Day { month, day }, year, next, strength);
        let impossible = core.piece.span(self.options.fiscal_start).is_none();
        // "99 March" is no slip of a date.
        if impossible && (day > 39 || day == 0) {
            return None;
        }
        Some(Core { impossible, ..core })
    }

    /// The 1 of "1-3 May", "1, 8 and 15 May 2013", "28/29 May".
    pub(super) fn day_before_another(&self, at: usize) -> Option<Core> {
        let day = self.day(at).filter(|day| (1..=31).contains(day))?;
        let mut next = at + 1;
        // A list of days is short; so is the look ahead.
        for _ in 0..8 {
            let joint = match self.kind(next)? {
                Kind::Mark('-' | '/' | ',' | '&' | '+') | Kind::Word(Sense::To | Sense::And) => next + 1,
                _ => return None,
            };
            next = joint + usize::from(self.sense(joint) == Some(Sense::Weekday));
            let later = self.day(next).filter(|day| (1..=31).contains(day))?;
            if self.day_and_month(next).is_some() || (later > day && self.triple(next).is_some()) {
                return Some(Core::new(Unit::DayOnly(day), Year::Missing, at + 1, Strength::Medium));
            }
            next += 1;
        }
        None
    }

    /// `March 2013`, `Mar-13`, `March 31st, 2013`, `Jun 30`, `March`.
    fn month_first(&self, at: usize, month: i8) -> Core {
        let mut next = at + 1 + usize::from(self.is_mark(at + 1, '.'));
        if self.sense(next) == Some(Sense::Filler)
            && matches!(self.kind(next + 1), Some(Kind::Number { ordinal: true, .. }))
        {
            next += 1;
        }
        if let Some(core) = self.month_and_day(next, month) {
            return core;
        }
        if let Some((year, next)) = self.year_after(at + 1) {
            return Core::new(Unit::Month(month), year, next, Strength::Strong);
        }
        // "Sept end 2013"
        if let Some(Sense::Part(part)) = self.sense(at + 1)
            && let Some((year, next)) = self.year_after(at + 2)
        {
            let core = Core::new(Unit::Month(month), year, next, Strength::Strong);
            return Core { piece: Piece { parts: Some((part, part)), ..core.piece }, ..core };
        }
        Core::new(Unit::Month(month), Year::Missing, at + 1, Strength::Weak)
    }

    /// The day behind its month, and the year behind both.
    fn month_and_day(&self, at: usize, month: i8) -> Option<Core> {
        let day = self.day(at).filter(|day| (1..=31).contains(day))?;
        let ordinal = matches!(self.kind(at), Some(Kind::Number { ordinal: true, .. }));
        let comma = usize::from(self.is_mark(at + 1, ','));
        let full_year =
            |at: usize| self.number(at).filter(|&(value, digits)| digits == 4 && YEARS.contains(&value));
        let build = |year: Year, next: usize, strength| {
            let core = Core::new(Unit::Day { month, day }, year, next, strength);
            let impossible = core.piece.span(self.options.fiscal_start).is_none();
            Some(Core { impossible, ..core })
        };
        // "June 30, 2012" and "June 30, '12", but not the 30 of "June 30-31, 2012".
        let marked = self.is_mark(at + 1 + comma, '\'')
            && self.number(at + 2 + comma).is_some_and(|(_, digits)| digits == 2);
        if (marked || full_year(at + 1 + comma).is_some())
            && let Some((year, next)) = self.year_after(at + 1)
        {
            return build(year, next, Strength::Strong);
        }
        // "June 12-14, 2012": the days of an American range.
        if self.is_mark(at + 1, '-')
            && let Some(last) = self.day(at + 2).filter(|&last| day < last && last <= 31)
        {
            let comma = usize::from(self.is_mark(at + 3, ','));
            let year = full_year(at + 3 + comma).and_then(|_| self.year_after(at + 3));
            if year.is_some() || self.options.order == DateOrder::MonthFirst {
                let (year, next) = year.unwrap_or((Year::Missing, at + 3));
                let core = build(year, next, Strength::Medium)?;
                return Some(Core { to: Some(Piece::new(Unit::Day { month, day: last }, year)), ..core });
            }
        }
        let american = self.options.order == DateOrder::MonthFirst && self.gap(at) != Gap::None;
        let padded = self.number(at).is_some_and(|(_, digits)| digits == 2);
        if !(ordinal || american || !padded) || self.counts_something(at) || self.belongs_to_next(at) {
            return None;
        }
        let (year, next) = match self.year_after(at + 1) {
            Some(found) if ordinal || american => found,
            _ => (Year::Missing, at + 1),
        };
        build(year, next, if year == Year::Missing { Strength::Medium } else { Strength::Strong })
    }

    /// A season, or the school term that is named for it.
    fn season(&self, at: usize, season: i8) -> Core {
        let (first, last) = match season {
            21 => (1, 3),
            22 => (4, 7),
            _ => (9, 12),
        };
        if self.sense(at + 1) == Some(Sense::Term) {
            return self.with_year(Unit::Term(first, last), at + 2);
        }
        // "Autumn 2013 term"
        if let Some((year, next)) = self.year_after(at + 1)
            && self.sense(next) == Some(Sense::Term)
        {
            return Core::new(Unit::Term(first, last), year, next + 1, Strength::Strong);
        }
        self.with_year(Unit::Season(season), at + 1)
    }

    /// `Q3 2012/13`, `Qtr 3`, `Quarters 1 & 2 2012/13`, `Quarter 2 (July to September) 2012/13`.
    fn quarter(&self, at: usize) -> Option<Core> {
        let at = at + usize::from(self.is_mark(at + 1, '.'));
        let first = self.small(at + 1, 4)?;
        let mut next = at + 2;
        let joined =
            matches!(self.kind(next), Some(Kind::Mark('-' | '/' | '&') | Kind::Word(Sense::To | Sense::And)));
        let second = if joined { self.small(next + 1, 4).filter(|&second| second > first) } else { None };
        // "Q1 - 2 May" is a quarter and a day.
        let second = second.filter(|_| self.month(next + 2).is_none());
        if second.is_some() {
            next += 2;
        }
        let core = self.glossed_quarter(first, next);
        let to = second.map(|second| Piece { unit: Unit::Quarter(second), ..core.piece });
        Some(Core { to, ..core })
    }

    /// A quarter and the year behind it, perhaps past its months in brackets. Months that are no quarter of the calendar
    /// say that it is one of the financial year: "Q4 (Jan-Mar) 2014", "Q3 (Oct-Dec 2013)".
    fn glossed_quarter(&self, quarter: i8, at: usize) -> Core {
        let unit = Unit::Quarter(quarter);
        let Some((month, year, next)) = self.gloss(at) else { return self.with_year(unit, at) };
        let start = self.options.fiscal_start;
        let financial = (start - 1 + (quarter - 1) * 3) % 12 + 1;
        let year = match year {
            Year::Plain(year) if start > 1 && month == financial => {
                Year::Financial(if month < start { year - 1 } else { year })
            }
            other => other,
        };
        Core::new(unit, year, next, Strength::Strong)
    }

    /// Brackets that hold only months, and the year in them or behind: the first month, the year and the token behind.
    fn gloss(&self, at: usize) -> Option<(i8, Year, usize)> {
        if !self.is_mark(at, '(') {
            return None;
        }
        let first = self.month(at + 1)?;
        let mut next = at + 1;
        while matches!(
            self.kind(next),
            Some(Kind::Word(Sense::Month(_) | Sense::To) | Kind::Mark('-' | '.' | '/'))
        ) {
            next += 1;
        }
        if self.is_mark(next, ')') {
            return self.year_after(next + 1).map(|(year, next)| (first, year, next));
        }
        let (year, next) = self.year_after(next)?;
        self.is_mark(next, ')').then_some((first, year, next + 1))
    }

    /// `first quarter of 2012/13`, `2nd half 2013`, `last week of June 2013`.
    fn ordinal(&self, at: usize, number: i8) -> Option<Core> {
        let next = at + 2 + usize::from(matches!(self.sense(at + 2), Some(Sense::Of | Sense::In)));
        let next = next + usize::from(self.sense(next) == Some(Sense::Filler));
        match self.sense(at + 1)? {
            Sense::Quarter => {
                let quarter = if number < 0 { 4 } else { number };
                (1..=4).contains(&quarter).then(|| self.glossed_quarter(quarter, at + 2))
            }
            Sense::Half => {
                let half = if number < 0 { 2 } else { number };
                if !(1..=2).contains(&half) {
                    return None;
                }
                Some(match self.month(next) {
                    Some(month) if half == 1 => {
                        self.with_year(Unit::Days { month, from: 1, to: Some(15) }, next + 1)
                    }
                    Some(month) => self.with_year(Unit::Days { month, from: 16, to: None }, next + 1),
                    None => self.with_year(Unit::Half(half), at + 2),
                })
            }
            Sense::Week => {
                let month = self.month(next)?;
                let unit = match number {
                    -1 => Unit::LastWeek(month),
                    1..=4 => Unit::Days { month, from: number * 7 - 6, to: Some(number * 7) },
                    _ => return None,
                };
                Some(self.with_year(unit, next + 1))
            }
            _ => None,
        }
    }

    /// `financial year 2012/13`, `FY14`, `FY14 Q2`, `academic year 2012/13`; a bare "year" only where a part of it is meant.
    fn named_year(&self, at: usize, kind: YearKind) -> Option<Core> {
        if let Some((year, next)) = self.year_after(at) {
            return Some(
                self.with_unit_behind(year, next)
                    .unwrap_or_else(|| Core::new(Unit::Year(kind), year, next, Strength::Strong)),
            );
        }
        if self.sense(at + 1) == Some(Sense::Part(Part::End)) {
            return self.year_end(at + 2, kind);
        }
        // "Year 2" is a stage of something.
        let numbered = self.number(at + 1).is_some();
        (!numbered).then(|| Core::new(Unit::Year(kind), Year::Missing, at + 1, Strength::Weak))
    }

    /// `year end 2012/13`, `financial year end 2013`, `year end`: the books are meant.
    fn year_end(&self, at: usize, kind: YearKind) -> Option<Core> {
        let kind = if kind == YearKind::Any { YearKind::Financial } else { kind };
        let (year, next) = match self.year_after(at) {
            Some((year, next)) => (of_kind(year, kind), next),
            // "Year end 31 March 2013" says the day itself.
            None if self.day(at).or(self.month(at)).is_some() => return None,
            None => (Year::Missing, at),
        };
        let core = Core::new(Unit::Year(kind), year, next, strength(year));
        Some(Core { piece: Piece { parts: Some((Part::End, Part::End)), ..core.piece }, ..core })
    }

    /// `2012/13 Q2`, `2013 Autumn`, `2013 March 31`: the year comes first.
    pub(super) fn with_unit_behind(&self, year: Year, at: usize) -> Option<Core> {
        let at = at
            + usize::from(
                matches!(self.kind(at), Some(Kind::Mark('-' | '/' | ',' | ':' | '(')))
                    && self.gap(at + 1) != Gap::Line,
            );
        if self.gap(at) == Gap::Line {
            return None;
        }
        let (unit, next) = match self.sense(at)? {
            Sense::Quarter => (Unit::Quarter(self.small(at + 1, 4)?), at + 2),
            Sense::Half => (Unit::Half(self.small(at + 1, 2)?), at + 2),
            Sense::Season(season) => {
                let core = self.season(at, season);
                (core.piece.unit, core.next)
            }
            Sense::Month(month) => match self.day(at + 1).filter(|_| !self.counts_something(at + 1)) {
                Some(day) if self.month(at + 2).is_none() => (Unit::Day { month, day }, at + 2),
                _ => (Unit::Month(month), at + 1),
            },
            _ => return None,
        };
        // "2012, June 2013": the year behind is the unit's own.
        if self.year_after(next).is_some() {
            return None;
        }
        let next = next + usize::from(self.is_mark(at.saturating_sub(1), '(') && self.is_mark(next, ')'));
        let core = Core::new(unit, year, next, Strength::Strong);
        let impossible = core.piece.span(self.options.fiscal_start).is_none();
        Some(Core { impossible, ..core })
    }
}

fn strength(year: Year) -> Strength {
    if year == Year::Missing { Strength::Weak } else { Strength::Strong }
}
