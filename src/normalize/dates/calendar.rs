//! The calendar under the dates: points and intervals of ISO 8601-2 (EDTF), how they print, and the days they cover.
//!
//! What an office means by a quarter or a term is `piece`'s; this file knows years, seasons, months, days and times only.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

/// Years that a tracker can be about; other figures are numbers, and dates in them slips.
pub(super) const YEARS: std::ops::Range<i32> = 1900..2200;

/// Doubt about a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Mark {
    #[default]
    None,
    /// `~`
    Approximate,
    /// `?`
    Uncertain,
    /// `%`
    Both,
}

/// A time of day as written, with its offset from UTC in minutes where one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: i8,
    pub(super) offset: Option<i16>,
}

impl Clock {
    /// Returns the time if there is such a one.
    pub(super) fn new(hour: i8, minute: i8, second: i8) -> Option<Self> {
        let real = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
        real.then_some(Self { hour, minute, second, offset: None })
    }

    /// Tells whether it is 00:00: what a spreadsheet prints behind a date that has no time.
    pub(super) fn is_midnight(self) -> bool {
        (self.hour, self.minute, self.second) == (0, 0, 0)
    }
}

/// One EDTF date without a slash: a year and what of it.
///
/// `month` is the EDTF number: 0 none, 1 to 12, 21 to 24 seasons from spring, 33 to 36 quarters, 40 and 41 halves.
/// `day` is 0 where there is none. A year of `None` prints as `XXXX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Option<i16>,
    pub(super) month: i8,
    pub(super) day: i8,
    pub(super) clock: Option<Clock>,
    pub(super) mark: Mark,
}

impl Point {
    pub(super) fn year(year: i16) -> Self {
        Self { year: Some(year), month: 0, day: 0, clock: None, mark: Mark::None }
    }

    pub(super) fn month(year: i16, month: i8) -> Self {
        Self { month, ..Self::year(year) }
    }

    pub(super) fn day(date: Date) -> Self {
        Self { month: date.month(), day: date.day(), ..Self::year(date.year()) }
    }

    pub(super) fn time(at: DateTime) -> Self {
        let time = at.time();
        Self { clock: Clock::new(time.hour(), time.minute(), time.second()), ..Self::day(at.date()) }
    }

    /// Tells whether there is such a point: months and codes that exist, no 30 February.
    pub(super) fn is_real(self) -> bool {
        // A day without a year is held against a leap year: 29 February comes round.
        let year = self.year.unwrap_or(2000);
        match (self.month, self.day) {
            (0, 0) => self.year.is_some(),
            (1..=12 | 21..=24 | 33..=36 | 40 | 41, 0) => true,
            (month, day) => Date::new(year, month, day).is_ok(),
        }
    }

    /// Returns its first day; `None` without a year.
    pub(super) fn first(self) -> Option<Date> {
        let year = self.year?;
        let (month, day) = match (self.month, self.day) {
            (0, _) => (1, 1),
            (21..=24, _) => ((self.month - 20) * 3, 1),
            (33..=36, _) => ((self.month - 33) * 3 + 1, 1),
            (40..=41, _) => ((self.month - 40) * 6 + 1, 1),
            (month, 0) => (month, 1),
            given => given,
        };
        Date::new(year, month, day).ok()
    }

    /// Returns its last day; `None` without a year.
    pub(super) fn last(self) -> Option<Date> {
        let first = self.first()?;
        let months = match (self.month, self.day) {
            (0, _) => 12,
            (21..=24 | 33..=36, _) => 3,
            (40..=41, _) => 6,
            (_, 0) => 1,
            _ => return Some(first),
        };
        first.checked_add(months.months()).ok()?.yesterday().ok()
    }
}

/// Returns a number below 100 in two digits.
fn pair(number: i16) -> &'static str {
    const PAIRS: &str = "\
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let at = usize::try_from(number).unwrap_or_default() * 2;
    PAIRS.get(at..at + 2).unwrap_or_default()
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            // Nearly all years are of four digits, and formatting is slow for so common a thing.
            Some(year @ 1000..=9999) => {
                f.write_str(pair(year / 100))?;
                f.write_str(pair(year % 100))?;
            }
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        for part in [self.month, self.day] {
            if part != 0 {
                f.write_str("-")?;
                match part {
                    1..=99 => f.write_str(pair(part.into()))?,
                    _ => write!(f, "{part:02}")?,
                }
            }
        }
        if let Some(clock) = self.clock {
            write!(f, "T{:02}:{:02}:{:02}", clock.hour, clock.minute, clock.second)?;
            match clock.offset {
                None => {}
                Some(0) => f.write_str("Z")?,
                Some(offset) => {
                    let sign = if offset < 0 { '-' } else { '+' };
                    write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)?;
                }
            }
        }
        f.write_str(match self.mark {
            Mark::None => "",
            Mark::Approximate => "~",
            Mark::Uncertain => "?",
            Mark::Both => "%",
        })
    }
}

/// What an EDTF text stands for. An open end of an interval is `None`, printed `..`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    One(Point),
    Interval(Option<Point>, Option<Point>),
}

impl Value {
    /// Returns the first and last day it can mean.
    pub(super) fn bounds(self) -> (Option<Date>, Option<Date>) {
        match self {
            Self::One(point) => (point.first(), point.last()),
            Self::Interval(from, to) => (from.and_then(Point::first), to.and_then(Point::last)),
        }
    }

    /// Tells whether both ends exist and the first is not after the last.
    pub(super) fn is_real(self) -> bool {
        match self {
            Self::One(point) => point.is_real(),
            Self::Interval(None, None) => false,
            Self::Interval(from, to) => {
                from.is_none_or(Point::is_real)
                    && to.is_none_or(Point::is_real)
                    && !matches!(self.bounds(), (Some(first), Some(last)) if first > last)
            }
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |f: &mut fmt::Formatter<'_>, point: Option<Point>| match point {
            Some(point) => point.fmt(f),
            None => f.write_str(".."),
        };
        match *self {
            Self::One(point) => point.fmt(f),
            Self::Interval(from, to) => {
                end(f, from)?;
                f.write_str("/")?;
                end(f, to)
            }
        }
    }
}

/// Returns the last day of a month; `None` where there is no such month.
pub(super) fn month_end(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(Date::last_of_month)
}

/// Returns Easter Sunday (Gregorian, by the anonymous algorithm of 1876); `None` outside the calendar.
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

/// Returns the day of an ISO week, Monday being 1.
pub(super) fn iso_week_day(year: i16, week: i8, day: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(day).ok()?;
    jiff::civil::ISOWeekDate::new(year, week, weekday).ok().map(Date::from)
}

/// Days between which a bare number may be a spreadsheet's day number: 1990 to 2079.
const SERIALS: std::ops::Range<f64> = 32_874.0..65_746.0;

/// Returns the day, or the time of it, that a spreadsheet's day number (1900 system) stands for.
pub(super) fn from_serial(serial: f64) -> Option<Point> {
    if !SERIALS.contains(&serial) {
        return None;
    }
    // Both fit: the range above is five digits, a fraction of a day at most 86 400 seconds.
    #[expect(clippy::cast_possible_truncation, reason = "checked against SERIALS")]
    let (days, seconds) = (serial.trunc() as i64, (serial.fract() * 86_400.0).round() as i64);
    let midnight = Date::new(1899, 12, 30).ok()?.at(0, 0, 0, 0);
    let at = midnight.checked_add(days.days().seconds(seconds)).ok()?;
    Some(if seconds == 0 { Point::day(at.date()) } else { Point::time(at) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn points_cover_days() {
        let cases = [
            (Point::year(2012), "2012", date(2012, 1, 1), date(2012, 12, 31)),
            (Point::month(2012, 2), "2012-02", date(2012, 2, 1), date(2012, 2, 29)),
            (Point::month(2012, 24), "2012-24", date(2012, 12, 1), date(2013, 2, 28)),
            (Point::month(2013, 34), "2013-34", date(2013, 4, 1), date(2013, 6, 30)),
            (Point::month(2013, 41), "2013-41", date(2013, 7, 1), date(2013, 12, 31)),
            (Point::day(date(2013, 3, 31)), "2013-03-31", date(2013, 3, 31), date(2013, 3, 31)),
        ];
        for (point, text, first, last) in cases {
            assert_eq!(point.to_string(), text);
            assert_eq!((point.first(), point.last()), (Some(first), Some(last)), "{text}");
        }
    }

    #[test]
    fn a_missing_year_covers_nothing_known() {
        let point = Point { year: None, ..Point::day(date(2012, 10, 16)) };
        assert_eq!(point.to_string(), "XXXX-10-16");
        assert_eq!((point.first(), point.last()), (None, None));
    }

    #[test]
    fn only_real_points_are_real() {
        let leap = Point { year: None, month: 2, day: 29, ..Point::year(0) };
        assert!(leap.is_real());
        assert!(!Point { year: Some(2013), ..leap }.is_real());
        assert!(!Point::month(2013, 13).is_real());
        assert!(!Value::Interval(Some(Point::year(2013)), Some(Point::year(2012))).is_real());
    }

    #[test]
    fn easter_moves() {
        for day in [date(2013, 3, 31), date(2014, 4, 20), date(2008, 3, 23), date(2038, 4, 25)] {
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn serials_are_days() {
        let text = |serial| from_serial(serial).map(|point| point.to_string());
        assert_eq!(text(41_091.0).as_deref(), Some("2012-07-01"));
        assert_eq!(text(41_091.75).as_deref(), Some("2012-07-01T18:00:00"));
        assert_eq!(text(2013.0), None);
        assert_eq!(text(f64::NAN), None);
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(iso_week_day(2013, 1, 1), Some(date(2012, 12, 31)));
        assert_eq!(iso_week_day(2013, 53, 1), None);
    }
}
