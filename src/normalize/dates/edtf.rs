//! EDTF text to a value, strictly: what we print, and what a system that knows ISO 8601 exports.
//!
//! Also ISO week dates and basic form. Texts that offices write are `grammar`'s; levels of EDTF that no tracker uses (sets, long years) are nobody's.

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{Clock, Mark, Point, Value, iso_week_day};

/// Returns what an EDTF text stands for; `None` where it is not EDTF or cannot be (`2013-02-30`, a reversed interval).
pub(super) fn parse(text: &str) -> Option<Value> {
    // Most cells fail here already.
    if !(4..=64).contains(&text.len())
        || !text.starts_with(|c: char| c.is_ascii_digit() || c == 'X' || c == '.')
    {
        return None;
    }
    let value = match text.split_once('/') {
        Some((from, to)) => Value::Interval(end(from)?, end(to)?),
        None => match week(text).or_else(|| basic_week(text)).or_else(|| day_of_year(text)) {
            Some(value) => value,
            None => Value::One(point(text)?),
        },
    };
    value.is_real().then_some(value)
}

fn end(text: &str) -> Option<Option<Point>> {
    // Level 1 has an empty end for an unknown one; for the days covered it is open too.
    if matches!(text, ".." | "") { Some(None) } else { point(text).map(Some) }
}

fn point(text: &str) -> Option<Point> {
    let (text, mark) = match text.char_indices().next_back()? {
        (at, '~') => (text.get(..at)?, Mark::Approximate),
        (at, '?') => (text.get(..at)?, Mark::Uncertain),
        (at, '%') => (text.get(..at)?, Mark::Both),
        _ => (text, Mark::None),
    };
    let (day, clock) = match text.split_once('T') {
        Some((day, time)) => (day, Some(clock_at(time)?)),
        None => (text, None),
    };
    let mut parts = day.splitn(3, '-');
    let year = match parts.next()? {
        "XXXX" => None,
        year => Some(digits(year, 4)?),
    };
    let month = two_digits(parts.next())?;
    let day = two_digits(parts.next())?;
    // A day needs a month that is one, a time needs a day.
    if (day != 0 && !(1..=12).contains(&month)) || (clock.is_some() && (day == 0 || mark != Mark::None)) {
        return None;
    }
    Some(Point { year, month, day, clock, mark })
}

/// Two digits from 01; 0 where the part is absent.
fn two_digits(part: Option<&str>) -> Option<i8> {
    match part {
        None => Some(0),
        Some(part) => i8::try_from(digits(part, 2)?).ok().filter(|&number| number > 0),
    }
}

fn digits(text: &str, count: usize) -> Option<i16> {
    let plain = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// `09:00`, `09:00:00`, `09:00:00.000Z`, `09:00+01:00`. A fraction of a second is dropped.
fn clock_at(text: &str) -> Option<Clock> {
    let at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = text.split_at_checked(at)?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut parts = time.split(':').map(|part| digits(part, 2).and_then(|number| i8::try_from(number).ok()));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    let offset = match zone {
        "" => None,
        "Z" => Some(0),
        _ => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let minutes = digits(hours, 2).filter(|&hours| hours <= 18)? * 60
                + digits(minutes, 2).filter(|&m| m < 60)?;
            Some(if zone.starts_with('-') { -minutes } else { minutes })
        }
    };
    if parts.next().is_some() {
        return None;
    }
    Some(Clock { offset, ..Clock::new(hour, minute, second)? })
}

/// `2014-W10` is seven days, `2014-W10-2` one.
fn week(text: &str) -> Option<Value> {
    let (year, rest) = text.split_once("-W")?;
    let (week, day) = rest.split_once('-').map_or((rest, None), |(week, day)| (week, Some(day)));
    let (year, week) = (digits(year, 4)?, i8::try_from(digits(week, 2)?).ok()?);
    match day {
        Some(day) => {
            let date = iso_week_day(year, week, i8::try_from(digits(day, 1)?).ok()?)?;
            Some(Value::One(Point::day(date)))
        }
        None => {
            let (from, to) = (iso_week_day(year, week, 1)?, iso_week_day(year, week, 7)?);
            Some(Value::Interval(Some(Point::day(from)), Some(Point::day(to))))
        }
    }
}

/// `2013W06` and `2013W064`, the basic form, where the text is nothing else.
fn basic_week(text: &str) -> Option<Value> {
    let (year, rest) = text.split_once('W')?;
    let (number, day) = rest.split_at_checked(2)?;
    let parted = if day.is_empty() { format!("{year}-W{number}") } else { format!("{year}-W{number}-{day}") };
    week(&parted)
}

/// `2013-090` is the 31st of March.
fn day_of_year(text: &str) -> Option<Value> {
    let (year, day) = text.split_once('-')?;
    let first = Date::new(digits(year, 4)?, 1, 1).ok()?;
    let date = first.checked_add((i64::from(digits(day, 3)?) - 1).days()).ok()?;
    (date.year() == first.year()).then_some(Value::One(Point::day(date)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read() {
        for text in [
            "2012",
            "2012?",
            "2012~",
            "2012%",
            "2012-06",
            "2013-21",
            "2013-36",
            "2013-41",
            "2012-06-30",
            "2012-06~/2012-09~",
            "../2012-06",
            "2012-06-30/..",
            "XXXX-10-16",
            "XXXX-10/XXXX-12",
            "2012-06-30T09:00:00",
            "2012-06-30T09:00:00Z",
            "2012-06-30T09:00:00-05:30",
        ] {
            assert_eq!(parse(text).map(|value| value.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn other_iso_forms_are_brought_to_one() {
        for (text, edtf) in [
            ("2014-W02-5", "2014-01-10"),
            ("2014-W02", "2014-01-06/2014-01-12"),
            ("2012-060", "2012-02-29"),
            ("2012-06/", "2012-06/.."),
            ("2012-06-30T09:00", "2012-06-30T09:00:00"),
            ("2012-06-30T09:00:00.125Z", "2012-06-30T09:00:00Z"),
        ] {
            assert_eq!(parse(text).map(|value| value.to_string()).as_deref(), Some(edtf), "{text}");
        }
    }

    #[test]
    fn the_rest_is_refused() {
        for text in [
            "",
            "2012-13",
            "2012-6",
            "2013-02-30",
            "2013-21-05",
            "2013-00",
            "../..",
            "2014/2013",
            "XXXX",
            "20120630T",
            "2012-06-30T25:00",
            "2012-06-30T09:00:00~",
            "2012/2013/2014",
            "2013-W54",
            "2013-06-",
            "2013-366",
            "/",
            "June",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
