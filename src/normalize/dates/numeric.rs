//! Dates in figures: `31/3/13`, `2013-03-31`, `03/13`, `2012/13`, `2015-18`, `20140630`.
//!
//! Three figures are a day; two may be a financial year, a month with its year, or a day with its month, in this order
//! where they can be several. Day or month first is the caller's choice; a date that goes one way only goes that way.

use jiff::civil::Date;

use super::calendar::YEARS;
use super::core::{Core, Strength};
use super::piece::{Piece, Unit, Year};
use super::token::{Gap, Kind};
use super::view::View;
use super::vocabulary::{Sense, YearKind};
use super::year::{century, of_kind};
use super::{DateOrder, Pairs};

/// One figure of a numeric date.
#[derive(Clone, Copy)]
struct Figure {
    value: i32,
    digits: usize,
}

/// Three figures read as a date.
pub(super) struct Triple {
    /// `None` where there is no such day.
    pub(super) date: Option<Date>,
    /// The only order that it can be read in, where there is but one.
    pub(super) shown: Option<DateOrder>,
    /// It could be read the other way round and mean another day.
    pub(super) ambiguous: bool,
    next: usize,
}

impl View<'_> {
    /// Returns the date that begins at a figure.
    pub(super) fn figures(&self, at: usize) -> Option<Core> {
        if let Some(triple) = self.triple(at) {
            let unit = triple.date.map_or(Unit::Day { month: 0, day: 0 }, |date| Unit::Day {
                month: date.month(),
                day: date.day(),
            });
            let year = triple.date.map_or(Year::Missing, |date| Year::Plain(date.year()));
            let core = Core::new(unit, year, triple.next, Strength::Strong);
            return Some(Core { ambiguous: triple.ambiguous, impossible: triple.date.is_none(), ..core });
        }
        self.half_or_quarter_first(at)
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.day_before_another(at))
            .or_else(|| self.pair(at))
            .or_else(|| self.single(at))
    }

    /// `31/3/13`, `30.06.2014`, `2013-03-31`, `31 03 2013`.
    pub(super) fn triple(&self, at: usize) -> Option<Triple> {
        let (one, next) = (self.figure(at)?, at + 1);
        let (two, next, first_mark) = self.behind_mark(next)?;
        let (three, next, second_mark) = self.behind_mark(next)?;
        // A fourth figure makes a reference of it, but for the other end of a range.
        if matches!(self.kind(next), Some(Kind::Mark('.' | '/')))
            && self.gap(next) == Gap::None
            && self.gap(next + 1) == Gap::None
            && self.number(next + 1).is_some()
        {
            return None;
        }
        let year_first = one.digits == 4;
        let year = if year_first { one } else { three };
        let days = if year_first { (two, three) } else { (one, two) };
        if days.0.digits > 2 || days.1.digits > 2 || !matches!(year.digits, 2..=5) {
            return None;
        }
        // Blanks alone hold a date together only where nothing else could be meant.
        let blanks = first_mark == ' ' || second_mark == ' ';
        let spaced = (at + 1..next).any(|at| self.gap(at) != Gap::None);
        if (blanks || spaced) && (year.digits != 4 || year_first || first_mark != second_mark) {
            return None;
        }
        // 1.2.13 may be a paragraph: without slashes a short year needs a day or month of two figures.
        let short = year.digits == 2 && first_mark == '.' && days.0.digits == 1 && days.1.digits == 1;
        let triple = self.ordered(days, year, first_mark, next, year_first);
        match triple {
            Some(triple) if !short || triple.date.is_some() => {
                if triple.date.is_none() && (blanks || (first_mark == '.' && year.digits != 4)) {
                    return None;
                }
                Some(triple)
            }
            _ => None,
        }
    }

    fn ordered(
        &self,
        days: (Figure, Figure),
        year: Figure,
        mark: char,
        next: usize,
        year_first: bool,
    ) -> Option<Triple> {
        let full = if year.digits == 2 { century(year.value) } else { year.value };
        let real = |year: i32, month: i32, day: i32| {
            let year = i16::try_from(year).ok().filter(|_| YEARS.contains(&year))?;
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        };
        let (a, b) = (days.0.value, days.1.value);
        if year_first {
            // Where ISO 8601 is the rule, 2013-13-01 is a slip and not the 13th of January.
            let turned = || real(full, b, a).filter(|_| self.options.order != DateOrder::YearFirst);
            let date = real(full, a, b).or_else(turned);
            return Some(Triple { date, shown: date.map(|_| DateOrder::YearFirst), ambiguous: false, next });
        }
        let (day_first, month_first) = (real(full, b, a), real(full, a, b));
        // 13-03-31 in a column that puts the year first.
        let short_year = || {
            real(century(a), b, year.value).filter(|_| year.digits == 2 && days.0.digits == 2 && mark != '/')
        };
        let date = match self.options.order {
            DateOrder::DayFirst => day_first.or(month_first),
            DateOrder::MonthFirst => month_first.or(day_first),
            DateOrder::YearFirst => short_year().or(day_first).or(month_first),
        };
        let shown = match (day_first, month_first) {
            (Some(_), None) => Some(DateOrder::DayFirst),
            (None, Some(_)) => Some(DateOrder::MonthFirst),
            _ => None,
        };
        let ambiguous = matches!((day_first, month_first), (Some(one), Some(other)) if one != other);
        Some(Triple { date, shown, ambiguous, next })
    }

    fn figure(&self, at: usize) -> Option<Figure> {
        self.number(at).map(|(value, digits)| Figure { value, digits })
    }

    /// The figure behind one mark or blank.
    fn behind_mark(&self, at: usize) -> Option<(Figure, usize, char)> {
        if let Some(Kind::Mark(mark @ ('/' | '.' | '-' | ','))) = self.kind(at) {
            // A comma and a blank make a list.
            if mark == ',' && self.gap(at + 1) != Gap::None {
                return None;
            }
            return Some((self.figure(at + 1)?, at + 2, mark));
        }
        (self.gap(at) == Gap::Space).then_some(())?;
        Some((self.figure(at)?, at + 1, ' '))
    }

    /// `1H13`, `3Q 2012/13`: the number stands before its letter.
    fn half_or_quarter_first(&self, at: usize) -> Option<Core> {
        let (value, 1) = self.number(at)? else { return None };
        let value = i8::try_from(value).ok()?;
        let unit = match self.sense(at + 1)? {
            Sense::Quarter if (1..=4).contains(&value) => Unit::Quarter(value),
            Sense::Half if (1..=2).contains(&value) => Unit::Half(value),
            _ => return None,
        };
        let (year, next) = self.year_after(at + 2)?;
        Some(Core::new(unit, year, next, Strength::Strong))
    }

    /// Two figures with a mark between.
    fn pair(&self, at: usize) -> Option<Core> {
        let one = self.figure(at)?;
        let Some(Kind::Mark(mark @ ('/' | '-' | '.'))) = self.kind(at + 1) else { return None };
        let two = self.figure(at + 2)?;
        let spaced = self.gap(at + 1) != Gap::None || self.gap(at + 2) != Gap::None;
        let next = at + 3;
        let core = match (one.digits, two.digits) {
            (4, _) => self.year_pair(at, one, two, mark, spaced),
            (1..=2, 4) if !spaced => {
                let month = i8::try_from(one.value).ok().filter(|month| (1..=12).contains(month))?;
                let year = plain_year(two.value)?;
                Some(Core::new(Unit::Month(month), year, next, Strength::Strong))
            }
            (1..=2, 1..=2) if !spaced => self.short_pair(at, one, two, mark),
            _ => None,
        }?;
        // "12/13 Q3": the pair is the year of what follows.
        let with_unit = self.with_unit_behind(core.piece.year, core.next);
        let is_year = core.to.is_none() && matches!(core.piece.unit, Unit::Year(_));
        Some(with_unit.filter(|_| is_year).unwrap_or(core))
    }

    /// `2012/13`, `2012-2013`, `2015-18`, `2013-03`.
    fn year_pair(&self, at: usize, one: Figure, two: Figure, mark: char, spaced: bool) -> Option<Core> {
        let Year::Plain(first) = plain_year(one.value)? else { return None };
        let next = at + 3;
        let strong = |unit, year| Some(Core::new(unit, year, next, Strength::Strong));
        let month = i8::try_from(two.value).ok().filter(|_| two.digits <= 2 && !spaced);
        if self.options.order == DateOrder::YearFirst
            && let Some(month) = month.filter(|month| (1..=12).contains(month))
        {
            return strong(Unit::Month(month), Year::Plain(first));
        }
        if mark != '.' && self.second_year(at, one.value, 4).is_some() {
            // Where the financial year is the calendar year, a pair of years is two of them.
            if self.options.fiscal_start == 1 {
                let core = Core::new(Unit::Year(YearKind::Any), Year::Plain(first), next, Strength::Strong);
                let to = Piece::new(Unit::Year(YearKind::Any), Year::Plain(first + 1));
                return Some(Core { to: Some(to), ..core });
            }
            let (year, next) = self.year_after(at)?;
            return Some(Core::new(Unit::Year(YearKind::Any), year, next, Strength::Strong));
        }
        if let Some(month) = month.filter(|month| (1..=12).contains(month)) {
            return strong(Unit::Month(month), Year::Plain(first));
        }
        let last = if two.digits == 2 { one.value / 100 * 100 + two.value } else { two.value };
        let Year::Plain(last) = plain_year(last).filter(|_| mark != '.')? else { return None };
        (last > first && two.digits != 3).then(|| {
            // "Local Plan 2011-26" names a plan.
            let core = Core::new(Unit::Year(YearKind::Any), Year::Plain(first), next, Strength::Weak);
            Core { to: Some(Piece::new(Unit::Year(YearKind::Any), Year::Plain(last))), ..core }
        })
    }

    /// `12/13`, `03/13`, `12/9`: a financial year, a month, or a day.
    fn short_pair(&self, at: usize, one: Figure, two: Figure, mark: char) -> Option<Core> {
        let next = at + 3;
        // "3/4 of", "10-12 weeks", "2/3 complete" count something.
        if matches!(
            self.sense(next),
            Some(Sense::Unit | Sense::Of | Sense::Complete | Sense::Done | Sense::Week)
        ) {
            return None;
        }
        let weak = |unit, year| Core::new(unit, year, next, Strength::Weak);
        let two_digits = one.digits == 2 && two.digits == 2;
        let near = |year: i32, past: i32, ahead: i32| match self.options.anchor {
            Some(anchor) => (-past..=ahead).contains(&(year - i32::from(anchor.year()))),
            None => (2000..=2030).contains(&year),
        };
        // Consecutive years beat a day and a month, unless they lie far off.
        if self.options.pairs == Pairs::Unknown
            && two_digits
            && mark != '.'
            && two.value == one.value + 1
            && one.value >= 5
            && near(century(one.value), 12, 12)
        {
            if self.options.fiscal_start == 1 {
                return None;
            }
            let year = Year::Financial(i16::try_from(century(one.value)).ok()?);
            let core = weak(Unit::Year(YearKind::Any), year);
            return Some(match self.sense(next) {
                Some(Sense::Year(kind)) => {
                    let piece = Piece::new(Unit::Year(YearKind::Any), of_kind(year, kind));
                    Core { piece, next: next + 1, strength: Strength::Strong, ..core }
                }
                _ => Core { ambiguous: two.value <= 12 && mark == '/', ..core },
            });
        }
        let month = |value: i32| i8::try_from(value).ok().filter(|month| (1..=12).contains(month));
        let month_and_year = month(one.value)
            .filter(|_| two.digits == 2)
            .zip(plain_year(century(two.value)))
            .map(|(month, year)| weak(Unit::Month(month), year));
        // A day without its year needs the slash: 3.12 and 3-12 are figures.
        let day = |day: i32, month: Option<i8>| {
            let (day, month) = (i8::try_from(day).ok()?, month?);
            let core = weak(Unit::Day { month, day }, Year::Missing);
            (mark == '/' && core.piece.span(self.options.fiscal_start).is_some()).then_some(core)
        };
        let (day_first, month_first) = (day(one.value, month(two.value)), day(two.value, month(one.value)));
        match self.options.pairs {
            Pairs::Months if month_and_year.is_some() => return month_and_year,
            Pairs::Days if day_first.is_some() || month_first.is_some() => {
                let ambiguous = day_first.is_some() && month_first.is_some() && one.value != two.value;
                let core = match self.options.order {
                    DateOrder::MonthFirst => month_first.or(day_first),
                    _ => day_first.or(month_first),
                };
                return core.map(|core| Core { ambiguous, ..core });
            }
            _ => {}
        }
        if self.options.order == DateOrder::MonthFirst {
            let ambiguous = day_first.is_some() && one.value != two.value;
            return month_first.map(|core| Core { ambiguous, ..core }).or(day_first).or(month_and_year);
        }
        // Nobody writes 03/13 for a day; 06/12 says June 2012 where such a year is near.
        let padded = one.digits == 2 && one.value < 10 && two.digits == 2;
        let as_month = match (day_first, mark) {
            (None, '/') => near(century(two.value), 10, 15),
            _ => padded && near(century(two.value), 1, 5) && two.value >= 10,
        };
        if let Some(core) = month_and_year.filter(|_| as_month) {
            let day = day_first.or(month_first.filter(|_| !padded));
            return Some(Core { ambiguous: day.is_some(), ..core });
        }
        let ambiguous = month_first.is_some() && one.value != two.value;
        day_first.map(|core| Core { ambiguous, ..core }).or(month_first)
    }

    /// `2013`, `20140630`, `30062014`.
    fn single(&self, at: usize) -> Option<Core> {
        let (value, digits) = self.number(at)?;
        match digits {
            4 => {
                let (year, next) = (plain_year(value)?, at + 1);
                if let Some(core) = self.with_unit_behind(year, next) {
                    return Some(core);
                }
                let (year, next) = self.year_after(at).unwrap_or((year, next));
                Some(Core::new(Unit::Year(YearKind::Any), year, next, Strength::Weak))
            }
            6 | 8 => {
                let alone = self.tokens.len() == 1;
                if digits == 6 && !alone {
                    return None;
                }
                let base = if digits == 8 { 10_000 } else { 100 };
                let year_first =
                    || day_of(value / 10_000, value / 100 % 100, value % 100).filter(|_| digits == 8);
                let year = if digits == 8 { value % base } else { century(value % base) };
                let (a, b) = (value / base / 100, value / base % 100);
                let (month, day) = if self.options.order == DateOrder::MonthFirst { (a, b) } else { (b, a) };
                let date = year_first().or_else(|| day_of(year, month, day))?;
                let unit = Unit::Day { month: date.month(), day: date.day() };
                let strength = if digits == 8 { Strength::Medium } else { Strength::Weak };
                Some(Core::new(unit, Year::Plain(date.year()), at + 1, strength))
            }
            _ => None,
        }
    }
}

fn plain_year(value: i32) -> Option<Year> {
    i16::try_from(value).ok().filter(|_| YEARS.contains(&value)).map(Year::Plain)
}

/// A day in the years that a tracker can be about.
fn day_of(year: i32, month: i32, day: i32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1990..2080).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
