//! What a number means by its number format: a date in one of the two day counts, a share, a time, or just a number.

use jiff::civil::{Date, DateTime, Time};

use crate::grid::{Padding, Shown, Value};

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The number itself, with the zeros that are shown.
    Number(Padding),
    /// Per cent.
    Percent,
    /// A date, a time of day, or both.
    Date {
        /// How much of the date is shown.
        shown: Shown,
        /// Year, month or day is shown, not only a time.
        day: bool,
    },
    /// A length of time (`[h]:mm`).
    Elapsed,
}

impl Default for Kind {
    fn default() -> Self {
        Self::Number(Padding::default())
    }
}

impl Kind {
    /// Returns the zeros that a number is shown with.
    pub(super) fn padding(self) -> Padding {
        if let Self::Number(padding) = self { padding } else { Padding::default() }
    }
}

/// Tells what a format code means. Text in quotes does not count, nor what follows `\`, `_` or `*`.
pub(super) fn kind(code: &str) -> Kind {
    let mut plain = String::new();
    let mut bracket: Option<String> = None;
    let (mut quoted, mut escaped, mut elapsed) = (false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracket = Some(String::new()),
            ']' => {
                let inside = bracket.take().unwrap_or_default();
                elapsed |= !inside.is_empty() && inside.chars().all(|c| matches!(c, 'h' | 'm' | 's'));
            }
            // Only the first section: it is the one for numbers above 0.
            ';' => break,
            _ => bracket.as_mut().unwrap_or(&mut plain).push(c.to_ascii_lowercase()),
        }
    }
    if elapsed {
        return Kind::Elapsed;
    }
    if plain.trim() == "general" || plain.trim() == "standard" || !plain.contains(['d', 'm', 'y', 'h', 's']) {
        return if plain.contains('%') { Kind::Percent } else { Kind::Number(padding(plain.trim())) };
    }
    let time = plain.contains(['h', 's']);
    let shown = if time {
        Shown::Time
    } else if plain.contains('d') {
        Shown::Day
    } else if plain.contains('m') {
        Shown::Month
    } else {
        Shown::Year
    };
    Kind::Date { shown, day: plain.contains(['d', 'y']) || !time }
}

/// The zeros of `0.00` and `000`; a format of anything else, such as an amount's, shows a quantity.
fn padding(plain: &str) -> Padding {
    if plain.bytes().all(|b| b == b'0' || b == b'.') { Padding::of_shown(plain) } else { Padding::default() }
}

/// Tells how much of a date a format code shows, and whether it shows per cent, for containers that type their dates.
pub(super) fn shown(code: &str) -> (Shown, bool) {
    match kind(code) {
        Kind::Date { shown, .. } => (shown, false),
        kind => (Shown::Day, kind == Kind::Percent),
    }
}

/// The format codes that a file need not spell out, as far as they make more than a number.
pub(super) fn builtin(id: u32) -> &'static str {
    match id {
        2 => "0.00",
        9 | 10 => "0%",
        14 | 27..=31 | 34..=36 | 50..=54 | 56..=58 => "yyyy/mm/dd",
        15 | 16 => "d-mmm-yy",
        17 | 55 => "mmm-yy",
        18..=21 | 32 | 33 | 45 | 47 => "h:mm",
        22 => "m/d/yy h:mm",
        46 => "[h]:mm:ss",
        _ => "General",
    }
}

/// Returns what a number shows; the second value is true where its format says a date and it is none.
pub(super) fn value(number: f64, kind: Kind, from_1904: bool) -> (Value, bool) {
    match kind {
        Kind::Number(_) => (Value::Number(number), false),
        Kind::Percent => (Value::Percent(number), false),
        Kind::Elapsed => elapsed(number),
        Kind::Date { shown, day } => match date(number, shown, day, from_1904) {
            Some(value) => (value, false),
            None => (Value::Number(number), true),
        },
    }
}

const DAY_SECONDS: i64 = 86_400;

/// Whole days and seconds of a serial; `None` far outside of every calendar. Rounded to milliseconds as Excel does, so that
/// 23:59:59.9999 is the next day.
fn split(number: f64) -> Option<(i64, i64)> {
    if !(-4e6..4e6).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "below 4e6 days, so below 4e14 milliseconds")]
    let seconds = ((number * 86_400_000.0).round() as i64).div_euclid(1000);
    Some((seconds.div_euclid(DAY_SECONDS), seconds.rem_euclid(DAY_SECONDS)))
}

/// The date of a serial. The count of 1900 has a 29 February 1900 as day 60, which is no date; neither count goes below its
/// first day nor past the year 9999.
fn date(number: f64, shown: Shown, day: bool, from_1904: bool) -> Option<Value> {
    let (days, seconds) = split(number)?;
    let part = |n: i64| i8::try_from(n).ok();
    let time = Time::new(part(seconds / 3600)?, part(seconds / 60 % 60)?, part(seconds % 60)?, 0).ok()?;
    if days == 0 && number >= 0.0 && !(from_1904 && day) {
        // A bare time of day stays the text that a person sees.
        return Some(Value::Text(format!("{:02}:{:02}", time.hour(), time.minute())));
    }
    let days = match (from_1904, days) {
        (true, 0..=2_957_003) => days + 1462,
        (false, 1..=59) => days + 1,
        (false, 61..=2_958_465) => days,
        _ => return None,
    };
    // Day 0 of the count, without its 29 February 1900.
    let first = Date::new(1899, 12, 30).ok()?;
    let date = first.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some(dated(date.to_datetime(time), shown))
}

/// Returns the serial of a date: what formulas compare.
pub(super) fn serial(at: DateTime, from_1904: bool) -> f64 {
    let first = if from_1904 { Date::new(1904, 1, 1) } else { Date::new(1899, 12, 30) };
    let Ok(since) = first.and_then(|first| at.since((jiff::Unit::Day, first.to_datetime(Time::midnight()))))
    else {
        return f64::NAN;
    };
    let seconds = f64::from(at.hour()) * 3600.0 + f64::from(at.minute()) * 60.0 + f64::from(at.second());
    f64::from(since.get_days()) + seconds / 86_400.0
}

/// A time of day counts only where it is shown and is not midnight.
pub(super) fn dated(at: DateTime, shown: Shown) -> Value {
    let midnight = at.time() == Time::midnight();
    Value::Date(at, if shown == Shown::Time && midnight { Shown::Day } else { shown })
}

/// A length of time as the hours and minutes that a person sees.
fn elapsed(number: f64) -> (Value, bool) {
    let text = split(number).filter(|_| number >= 0.0).map(|(days, seconds)| {
        let minutes = days * 1440 + seconds / 60;
        Value::Text(format!("{:02}:{:02}", minutes / 60, minutes % 60))
    });
    (text.unwrap_or(Value::Number(number)), false)
}

/// Reads the ISO date of a cell that is stored as one (`t="d"`); other text stays text.
pub(super) fn iso(text: &str, kind: Kind) -> Value {
    let shown = if let Kind::Date { shown, .. } = kind { shown } else { Shown::Day };
    let at = text.trim_end_matches('Z').parse::<DateTime>();
    at.map_or_else(|_| Value::Text(text.to_owned()), |at| dated(at, shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_formats_say_what_is_shown() {
        let date = |shown| Kind::Date { shown, day: true };
        let number = |before, after| Kind::Number(Padding { before, after });
        let cases = [
            ("dd/mm/yyyy", date(Shown::Day)),
            ("[$-809]d mmmm yyyy;@", date(Shown::Day)),
            ("mmm-yy", date(Shown::Month)),
            ("yyyy", date(Shown::Year)),
            ("dd/mm/yyyy hh:mm", date(Shown::Time)),
            ("h:mm AM/PM", Kind::Date { shown: Shown::Time, day: false }),
            ("0%", Kind::Percent),
            ("\"due \"mmm yyyy", date(Shown::Month)),
            ("General", Kind::default()),
            ("[Red]#,##0.00", Kind::default()),
            ("0\\d;yyyy", number(1, 0)),
            ("0\" days\"", number(1, 0)),
            ("0.00_)", number(1, 2)),
            ("000", number(3, 0)),
            ("[hh]:mm", Kind::Elapsed),
        ];
        for (code, expected) in cases {
            assert_eq!(kind(code), expected, "{code}");
        }
    }

    #[test]
    fn serials_are_dates_of_their_day_count() {
        let day = Kind::Date { shown: Shown::Day, day: true };
        let time = Kind::Date { shown: Shown::Time, day: true };
        let cases = [
            (1.0, day, false, "1900-01-01"),
            (59.0, day, false, "1900-02-28"),
            (60.0, day, false, "60"),
            (61.0, day, false, "1900-03-01"),
            (41334.0, day, false, "2013-03-01"),
            (41_334.999_999_999, time, false, "2013-03-02"),
            (41334.5, time, false, "2013-03-01 12:00"),
            (2_958_465.0, day, false, "9999-12-31"),
            (2_958_466.0, day, false, "2958466"),
            (-1.0, day, false, "-1"),
            (1e300, day, false, "1e300"),
            (0.0, day, true, "1904-01-01"),
            (39872.0, day, true, "2013-03-01"),
            (2_957_004.0, day, true, "2957004"),
            (0.375, Kind::Date { shown: Shown::Time, day: false }, false, "09:00"),
            (1.5, Kind::Elapsed, false, "36:00"),
            (0.75, Kind::Percent, false, "75%"),
        ];
        for (number, kind, from_1904, expected) in cases {
            let (value, lost) = value(number, kind, from_1904);
            let text = match value {
                Value::Number(n) if n.abs() > 1e15 => format!("{n:e}"),
                value => value.text(),
            };
            assert_eq!(text, expected, "{number}");
            assert_eq!(
                lost,
                !matches!(kind, Kind::Percent) && !expected.contains(['-', ':']) || number < 0.0
            );
        }
    }

    #[test]
    fn stored_iso_dates_are_dates() {
        let day = Kind::Date { shown: Shown::Day, day: true };
        assert_eq!(iso("2013-03-01T00:00:00", day).text(), "2013-03-01");
        assert_eq!(iso("2013-03-01", day).text(), "2013-03-01");
        assert_eq!(iso("soon", day).text(), "soon");
    }
}
