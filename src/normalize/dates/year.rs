//! Years in tokens: `2013`, `'13`, `2012/13`, `FY14`, `academic year 2012-13`, and what only looks like one.

use super::calendar::YEARS;
use super::piece::Year;
use super::token::{Gap, Kind};
use super::view::View;
use super::vocabulary::{Sense, YearKind};

impl View<'_> {
    /// Returns the year at or shortly after a token, with what may stand between: "of", a comma, "financial year".
    pub(super) fn year_after(&self, at: usize) -> Option<(Year, usize)> {
        let mut next = at;
        let (mut kind, mut mark, mut words) = (None, None, 0);
        loop {
            match self.kind(next)? {
                Kind::Word(Sense::Year(year)) => kind = Some(year),
                Kind::Word(Sense::Of | Sense::Filler) if words < 2 => words += 1,
                Kind::Mark(c @ ('.' | ',' | '-' | '/' | '\'' | '(')) if mark.is_none() => mark = Some(c),
                Kind::Mark('\'') => mark = Some('\''),
                Kind::Number { .. } => break,
                _ => return None,
            }
            next += 1;
            if next > at + 5 {
                return None;
            }
        }
        let (mut year, mut end) = self.year(next, kind, mark)?;
        if let Some(Sense::Year(after)) = self.sense(end)
            && kind.is_none()
            && self.number(end + 1).is_none()
        {
            (year, end) = (of_kind(year, after), end + 1);
        }
        Some((year, end + usize::from(mark == Some('(') && self.is_mark(end, ')'))))
    }

    /// The year in figures at a token, of a kind that a word before it named.
    fn year(&self, at: usize, kind: Option<YearKind>, mark: Option<char>) -> Option<(Year, usize)> {
        let (value, digits) = self.number(at)?;
        let full = match digits {
            4 if YEARS.contains(&value) => value,
            2 if kind.is_some() || !self.is_something_else(at, mark) => century(value),
            _ => return None,
        };
        let first = i16::try_from(full).ok()?;
        let next = match self.second_year(at, full, digits) {
            Some(next) => {
                let year = Year::Financial(first);
                return Some((kind.map_or(year, |kind| of_kind(year, kind)), next));
            }
            None => at + 1,
        };
        let year = match kind {
            // A financial year with one figure is the one that ends then: FY14 is 2013/14.
            Some(YearKind::Financial) if self.options.fiscal_start > 1 => Year::Financial(first - 1),
            Some(YearKind::Financial) => Year::Financial(first),
            Some(YearKind::Academic) => Year::Academic(first),
            _ => Year::Plain(first),
        };
        Some((year, next))
    }

    /// The token behind the `/13` of `2012/13`, `12/13` or `2012-2013`.
    pub(super) fn second_year(&self, at: usize, first: i32, digits: usize) -> Option<usize> {
        if !matches!(self.kind(at + 1)?, Kind::Mark('/' | '-')) {
            return None;
        }
        let (second, second_digits) = self.number(at + 2)?;
        let follows = match second_digits {
            2 => second == (first + 1) % 100,
            4 => digits == 4 && second == first + 1,
            _ => false,
        };
        // "Sept 2012-13 May 2013" has a day there, "01/12/13" a month.
        let goes_on = self.month(at + 3).is_some()
            || (matches!(self.kind(at + 3), Some(Kind::Mark('/' | '.' | '-')))
                && self.gap(at + 3) == Gap::None
                && self.gap(at + 4) == Gap::None
                && self.number(at + 4).is_some());
        (follows && !goes_on).then_some(at + 3)
    }

    /// Two figures that could be a year are a day, an hour or a count instead.
    fn is_something_else(&self, at: usize, mark: Option<char>) -> bool {
        let Some((value, _)) = self.number(at) else { return true };
        if mark == Some('\'') {
            return false;
        }
        // A year of two figures that a tracker can mean.
        let year = century(value);
        let plausible = match self.options.anchor {
            Some(anchor) => (i32::from(anchor.year()) - year).abs() <= 12,
            None => (1990..=2035).contains(&year),
        };
        !plausible || self.counts_something(at) || self.belongs_to_next(at)
    }

    /// "9:30", "5 pm", "12 months", "12/06/13".
    pub(super) fn counts_something(&self, at: usize) -> bool {
        match self.kind(at + 1) {
            Some(Kind::Word(Sense::Meridiem(_) | Sense::Hours | Sense::Unit)) => true,
            Some(Kind::Mark(':')) => self.gap(at + 2) == Gap::None && self.number(at + 2).is_some(),
            Some(Kind::Mark('/' | '.')) => {
                self.gap(at + 1) == Gap::None
                    && self.gap(at + 2) == Gap::None
                    && self.number(at + 2).is_some()
                    && self
                        .number(at)
                        .is_none_or(|(value, digits)| self.second_year(at, century(value), digits).is_none())
            }
            _ => false,
        }
    }

    /// The figure between two months is the day of the second: on its line, or parted from the first.
    pub(super) fn belongs_to_next(&self, at: usize) -> bool {
        if self.month(at + 1).is_none() {
            return self.sense(at + 1) == Some(Sense::Of) && self.month(at + 2).is_some();
        }
        if self.gap(at + 1) == Gap::Line {
            return false;
        }
        let parted = at.checked_sub(1).is_some_and(|before| match self.kind(before) {
            Some(Kind::Mark(',')) => true,
            Some(Kind::Mark('-')) => self.gap(at) != Gap::None,
            _ => false,
        });
        self.gap(at) == Gap::Line || parted
    }
}

/// Two figures of a year: up to 69 in this century.
pub(super) fn century(value: i32) -> i32 {
    match value {
        0..=69 => 2000 + value,
        70..=99 => 1900 + value,
        _ => value,
    }
}

/// The kind that a word behind or before a pair of years gives it.
pub(super) fn of_kind(year: Year, kind: YearKind) -> Year {
    match (year, kind) {
        (Year::Financial(first) | Year::Plain(first), YearKind::Academic) => Year::Academic(first),
        (Year::Plain(last), YearKind::Financial) => Year::Financial(last - 1),
        _ => year,
    }
}
