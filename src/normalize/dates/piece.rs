//! What an office means by a period: quarters and years by the financial year's first month, terms, weeks, thirds.
//!
//! A [`Piece`] is one date as the grammar found it, perhaps still without its year; [`Piece::span`] gives the points it runs
//! between. Conventions: early, mid and late are thirds of a month or year; the end is the last day; winter takes the year it
//! begins in; a single year means calendar quarters, a pair of years (2012/13) those of the financial year.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::YEARS;
use super::calendar::{Clock, Mark, Point, Value, easter, iso_week_day, month_end};
use super::vocabulary::{Holiday, Part, YearKind};
use crate::record::Precision;

/// A year as written, by the calendar year in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    Missing,
    Plain(i16),
    Financial(i16),
    Academic(i16),
}

/// What is dated, without its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day {
        month: i8,
        day: i8,
    },
    /// The first of "1-3 May": the month is the next one's.
    DayOnly(i8),
    Month(i8),
    /// Days of a month, the last being `None` where it is the month's; a week of it or a half.
    Days {
        month: i8,
        from: i8,
        to: Option<i8>,
    },
    /// The last seven days of a month.
    LastWeek(i8),
    /// 21 to 24.
    Season(i8),
    /// 1 to 4.
    Quarter(i8),
    /// 1 or 2.
    Half(i8),
    /// First and last month.
    Term(i8, i8),
    /// The seven days from a day on.
    WeekFrom {
        month: i8,
        day: i8,
    },
    /// The seven days up to a day.
    WeekTo {
        month: i8,
        day: i8,
    },
    IsoWeek(i8),
    Easter,
    /// A year; the kind counts where no year is written.
    Year(YearKind),
}

/// One date, or one end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) unit: Unit,
    pub(super) year: Year,
    /// "mid to late": the first and the last part, mostly the same one.
    pub(super) parts: Option<(Part, Part)>,
    pub(super) clock: Option<Clock>,
}

/// The points that a piece runs between, both the same where one point says it all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: Point,
    pub(super) to: Point,
    pub(super) precision: Precision,
}

impl Span {
    fn one(point: Point, precision: Precision) -> Self {
        Self { from: point, to: point, precision }
    }

    fn days(from: Date, to: Date, precision: Precision) -> Self {
        Self { from: Point::day(from), to: Point::day(to), precision }
    }

    /// Whole months from the first one on.
    fn months(year: i16, first: i8, count: i8, precision: Precision) -> Option<Self> {
        let from = Date::new(year, first, 1).ok()?;
        let to = from.checked_add((count - 1).months()).ok()?;
        Some(Self {
            from: Point::month(from.year(), from.month()),
            to: Point::month(to.year(), to.month()),
            precision,
        })
    }

    /// Returns the EDTF value.
    pub(super) fn value(self) -> Value {
        if self.from == self.to {
            Value::One(self.from)
        } else {
            Value::Interval(Some(self.from), Some(self.to))
        }
    }

    /// Returns the same with a mark of doubt, which a time of day cannot bear.
    pub(super) fn marked(mut self, mark: Mark) -> Self {
        for point in [&mut self.from, &mut self.to] {
            if point.clock.is_none() {
                point.mark = mark;
            }
        }
        self
    }

    fn without_year(mut self) -> Self {
        self.from.year = None;
        self.to.year = None;
        self
    }
}

impl Piece {
    pub(super) fn new(unit: Unit, year: Year) -> Self {
        Self { unit, year, parts: None, clock: None }
    }

    pub(super) fn holiday(holiday: Holiday, year: Year) -> Self {
        match holiday {
            Holiday::Fixed(month, day) => Self::new(Unit::Day { month, day }, year),
            Holiday::Easter => Self::new(Unit::Easter, year),
        }
    }

    pub(super) fn has_year(self) -> bool {
        self.year != Year::Missing
    }

    /// Returns what it runs between, without years where it has none; `None` where there is no such date.
    pub(super) fn span(self, fiscal_start: i8) -> Option<Span> {
        if self.has_year() {
            return self.dated(fiscal_start);
        }
        // Any year shows the months and days; only 29 February needs a leap year.
        let year = if matches!(self.unit, Unit::Day { month: 2, day: 29 }) { 2004 } else { 2001 };
        match self.unit {
            Unit::Easter | Unit::IsoWeek(_) => None,
            Unit::Year(_) if self.parts.is_none() => None,
            _ => self.in_year(year).dated(fiscal_start).map(Span::without_year),
        }
    }

    /// Returns the piece in a given year, of the kind that its unit asks for.
    pub(super) fn in_year(self, year: i16) -> Self {
        let year = match self.unit {
            Unit::Quarter(_) | Unit::Half(_) | Unit::Year(YearKind::Financial) => Year::Financial(year),
            Unit::Year(YearKind::Academic) => Year::Academic(year),
            _ => Year::Plain(year),
        };
        Self { year, ..self }
    }

    /// Returns the piece in the year that brings it next to a day: not over before it, or where `backward` begun by then.
    pub(super) fn settled(self, at: Date, backward: bool, fiscal_start: i8) -> Option<Self> {
        let fits = |piece: &Self| {
            let bounds = piece.span(fiscal_start).map(|span| span.value().bounds());
            match bounds {
                Some((Some(first), Some(last))) => {
                    if backward {
                        first <= at
                    } else {
                        last >= at
                    }
                }
                _ => false,
            }
        };
        // A financial year may have begun two years back; 29 February may be eight years off.
        let mut years = -2..=8_i16;
        let piece = |offset: i16| {
            let year = at.year().checked_add(offset)?;
            YEARS.contains(&i32::from(year)).then(|| self.in_year(year))
        };
        if backward {
            years.rev().filter_map(|offset| piece(offset - 6)).find(fits)
        } else {
            years.find_map(|offset| piece(offset).filter(fits))
        }
    }

    /// Returns the piece with the year of one that follows it: "Nov and Jan 2013" is November 2012.
    pub(super) fn before(self, later: Self, fiscal_start: i8) -> Self {
        self.beside(later, fiscal_start, -1)
    }

    /// Returns the piece with the year of one that it follows: "Nov 2012 to Jan" is January 2013.
    pub(super) fn after(self, earlier: Self, fiscal_start: i8) -> Self {
        self.beside(earlier, fiscal_start, 1)
    }

    fn beside(self, other: Self, fiscal_start: i8, step: i16) -> Self {
        let same = Self { year: other.year, ..self };
        let Year::Plain(year) = other.year else { return same };
        let first = |piece: Self| piece.span(fiscal_start).and_then(|span| span.value().bounds().0);
        let wrong = match (first(same), first(other)) {
            (Some(this), Some(that)) => {
                if step < 0 {
                    this > that
                } else {
                    this < that
                }
            }
            _ => false,
        };
        if wrong { Self { year: Year::Plain(year.saturating_add(step)), ..self } } else { same }
    }

    fn dated(self, fiscal_start: i8) -> Option<Span> {
        let whole = self.whole(fiscal_start)?;
        let Some((first, last)) = self.parts else { return Some(whole) };
        let (from, to) = (part_of(whole, first)?, part_of(whole, last)?);
        Some(Span { to: to.to, ..from })
    }

    fn whole(self, fiscal_start: i8) -> Option<Span> {
        match self.unit {
            Unit::Day { month, day } => {
                let point = Point::day(self.day_of(month, day, fiscal_start)?);
                Some(match self.clock {
                    Some(clock) => Span::one(Point { clock: Some(clock), ..point }, Precision::Time),
                    None => Span::one(point, Precision::Day),
                })
            }
            Unit::DayOnly(_) => None,
            Unit::Month(month) => {
                let point = Point::month(self.year_of(month, fiscal_start)?, month);
                point.is_real().then_some(Span::one(point, Precision::Month))
            }
            Unit::Days { month, from, to } => {
                let from = self.day_of(month, from, fiscal_start)?;
                let to = match to {
                    Some(to) => self.day_of(month, to, fiscal_start)?,
                    None => from.last_of_month(),
                };
                let precision =
                    if to.day() - from.day() == 6 { Precision::Week } else { Precision::MonthPart };
                Some(Span::days(from, to, precision))
            }
            Unit::LastWeek(month) => {
                let to = month_end(self.year_of(month, fiscal_start)?, month)?;
                Some(Span::days(to.checked_sub(6.days()).ok()?, to, Precision::Week))
            }
            Unit::Season(season) => {
                let year = match (self.year, season) {
                    (Year::Academic(year), 22) => year.checked_add(1)?,
                    (Year::Financial(year) | Year::Academic(year), 21) => year.checked_add(1)?,
                    (year, _) => year.begins()?,
                };
                Some(Span::one(Point::month(year, season), Precision::Season))
            }
            Unit::Quarter(quarter) => match self.year {
                Year::Plain(year) => Some(Span::one(Point::month(year, 32 + quarter), Precision::Quarter)),
                year => share(year, fiscal_start, (quarter - 1) * 3, 3, Precision::FiscalQuarter),
            },
            Unit::Half(half) => match self.year {
                Year::Plain(year) => Some(Span::one(Point::month(year, 39 + half), Precision::Half)),
                year => share(year, fiscal_start, (half - 1) * 6, 6, Precision::FiscalHalf),
            },
            Unit::Term(first, last) => {
                let year = match self.year {
                    // A pair of years names the school year, whatever the books do.
                    Year::Financial(year) | Year::Academic(year) if first < 9 => year.checked_add(1)?,
                    year => year.begins()?,
                };
                Span::months(year, first, last - first + 1, Precision::Term)
            }
            Unit::WeekFrom { month, day } => {
                let from = self.day_of(month, day, fiscal_start)?;
                Some(Span::days(from, from.checked_add(6.days()).ok()?, Precision::Week))
            }
            Unit::WeekTo { month, day } => {
                let to = self.day_of(month, day, fiscal_start)?;
                Some(Span::days(to.checked_sub(6.days()).ok()?, to, Precision::Week))
            }
            Unit::IsoWeek(week) => {
                let year = self.year.begins()?;
                Some(Span::days(iso_week_day(year, week, 1)?, iso_week_day(year, week, 7)?, Precision::Week))
            }
            Unit::Easter => {
                let year = match self.year {
                    Year::Financial(year) | Year::Academic(year) => year.checked_add(1)?,
                    year => year.begins()?,
                };
                Some(Span::one(Point::day(easter(year)?), Precision::Day))
            }
            Unit::Year(_) => match self.year {
                Year::Plain(year) => Some(Span::one(Point::year(year), Precision::Year)),
                Year::Academic(_) => share(self.year, 9, 0, 12, Precision::AcademicYear),
                year => share(year, fiscal_start, 0, 12, Precision::FiscalYear),
            },
        }
    }

    /// The calendar year that a month falls in.
    fn year_of(self, month: i8, fiscal_start: i8) -> Option<i16> {
        match self.year {
            Year::Financial(year) if month < fiscal_start => year.checked_add(1),
            Year::Academic(year) if month < 9 => year.checked_add(1),
            year => year.begins(),
        }
    }

    fn day_of(self, month: i8, day: i8, fiscal_start: i8) -> Option<Date> {
        Date::new(self.year_of(month, fiscal_start)?, month, day).ok()
    }
}

impl Year {
    fn begins(self) -> Option<i16> {
        match self {
            Self::Missing => None,
            Self::Plain(year) | Self::Financial(year) | Self::Academic(year) => Some(year),
        }
    }
}

/// Months of a financial or academic year, counted from its first.
fn share(year: Year, fiscal_start: i8, offset: i8, count: i8, precision: Precision) -> Option<Span> {
    let start = if matches!(year, Year::Academic(_)) { 9 } else { fiscal_start };
    let month = start - 1 + offset;
    Span::months(year.begins()?.checked_add(i16::from(month / 12))?, month % 12 + 1, count, precision)
}

fn part_of(whole: Span, part: Part) -> Option<Span> {
    let (first, last) = whole.value().bounds();
    let (first, last) = (first?, last?);
    if part == Part::End {
        return Some(Span::one(Point::day(last), Precision::Day));
    }
    let third = |step: i8| match part {
        Part::Early => 0,
        Part::Mid => step,
        _ => 2 * step,
    };
    match whole.precision {
        Precision::Month => {
            let from = first.checked_add(third(10).days()).ok()?;
            let to = if part == Part::Late { last } else { from.checked_add(9.days()).ok()? };
            Some(Span::days(from, to, Precision::MonthPart))
        }
        Precision::Year | Precision::FiscalYear | Precision::AcademicYear => {
            let from = first.checked_add(third(4).months()).ok()?;
            Span::months(from.year(), from.month(), 4, Precision::YearPart)
        }
        // No office agrees on the early part of a season, quarter or week; the word stays in the qualifier.
        _ => Some(whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn shown(piece: Piece, fiscal_start: i8) -> Option<String> {
        piece.span(fiscal_start).map(|span| span.value().to_string())
    }

    #[test]
    fn periods_run_between_points() {
        for (unit, year, edtf) in [
            (Unit::Day { month: 2, day: 29 }, Year::Plain(2012), Some("2012-02-29")),
            (Unit::Day { month: 2, day: 29 }, Year::Plain(2013), None),
            (Unit::Day { month: 2, day: 29 }, Year::Missing, Some("XXXX-02-29")),
            (Unit::Month(3), Year::Financial(2012), Some("2013-03")),
            (Unit::Month(4), Year::Financial(2012), Some("2012-04")),
            (Unit::Quarter(4), Year::Financial(2012), Some("2013-01/2013-03")),
            (Unit::Quarter(4), Year::Plain(2012), Some("2012-36")),
            (Unit::Half(2), Year::Financial(2012), Some("2012-10/2013-03")),
            (Unit::Year(YearKind::Any), Year::Academic(2012), Some("2012-09/2013-08")),
            (Unit::Season(21), Year::Academic(2012), Some("2013-21")),
            (Unit::Season(24), Year::Financial(2012), Some("2012-24")),
            (Unit::Term(1, 3), Year::Financial(2012), Some("2013-01/2013-03")),
            (Unit::WeekFrom { month: 12, day: 30 }, Year::Plain(2013), Some("2013-12-30/2014-01-05")),
            (Unit::LastWeek(2), Year::Plain(2012), Some("2012-02-23/2012-02-29")),
            (Unit::Easter, Year::Missing, None),
            (Unit::Quarter(1), Year::Missing, Some("XXXX-04/XXXX-06")),
        ] {
            assert_eq!(shown(Piece::new(unit, year), 4).as_deref(), edtf, "{unit:?} {year:?}");
        }
        let quarter = Piece::new(Unit::Quarter(1), Year::Financial(2013));
        assert_eq!(shown(quarter, 10).as_deref(), Some("2013-10/2013-12"));
        assert_eq!(shown(quarter, 1).as_deref(), Some("2013-01/2013-03"));
    }

    #[test]
    fn parts_are_thirds() {
        for (unit, year, parts, edtf) in [
            (Unit::Month(2), Year::Plain(2013), (Part::Late, Part::Late), "2013-02-21/2013-02-28"),
            (Unit::Month(2), Year::Plain(2013), (Part::Mid, Part::Late), "2013-02-11/2013-02-28"),
            (Unit::Month(2), Year::Plain(2013), (Part::Mid, Part::End), "2013-02-11/2013-02-28"),
            (Unit::Month(2), Year::Missing, (Part::End, Part::End), "XXXX-02-28"),
            (Unit::Year(YearKind::Any), Year::Plain(2013), (Part::Mid, Part::Mid), "2013-05/2013-08"),
            (Unit::Year(YearKind::Any), Year::Financial(2013), (Part::Late, Part::Late), "2013-12/2014-03"),
            (Unit::Year(YearKind::Financial), Year::Missing, (Part::End, Part::End), "XXXX-03-31"),
            (Unit::Season(22), Year::Plain(2013), (Part::Early, Part::Early), "2013-22"),
        ] {
            let piece = Piece { parts: Some(parts), ..Piece::new(unit, year) };
            assert_eq!(shown(piece, 4).as_deref(), Some(edtf));
        }
    }

    #[test]
    fn a_missing_year_is_the_next() {
        let at = date(2012, 7, 15);
        for (unit, forward, backward) in [
            (Unit::Month(7), "2012-07", "2012-07"),
            (Unit::Month(6), "2013-06", "2012-06"),
            (Unit::Day { month: 2, day: 29 }, "2016-02-29", "2012-02-29"),
            (Unit::Season(24), "2012-24", "2011-24"),
            (Unit::Quarter(4), "2013-01/2013-03", "2012-01/2012-03"),
        ] {
            let settled = |backward| Piece::new(unit, Year::Missing).settled(at, backward, 4);
            assert_eq!(settled(false).and_then(|piece| shown(piece, 4)).as_deref(), Some(forward));
            assert_eq!(settled(true).and_then(|piece| shown(piece, 4)).as_deref(), Some(backward));
        }
    }

    #[test]
    fn neighbours_share_a_year() {
        let (nov, jan) =
            (Piece::new(Unit::Month(11), Year::Missing), Piece::new(Unit::Month(1), Year::Plain(2013)));
        assert_eq!(nov.before(jan, 4).year, Year::Plain(2012));
        let (nov, jan) = (nov.in_year(2012), Piece { year: Year::Missing, ..jan });
        assert_eq!(jan.after(nov, 4).year, Year::Plain(2013));
    }
}
