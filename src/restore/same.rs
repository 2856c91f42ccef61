//! Whether a cell of the sheet still holds what was written into it, whatever program saved the workbook since.
//!
//! Programs change line breaks, drop blanks at ends and marks that show nothing, save a day without its format. None of
//! that is a person's edit.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::grid::{Shown, Value};
use crate::write::cell::Cell;

/// The day 0 of Excel's calendar, as far as days after February 1900 go.
const DAY_ZERO: Date = date(1899, 12, 30);

/// Tells whether a cell holds what was written into it.
pub(super) fn same(written: &Cell, now: &Value) -> bool {
    let shows_nothing = |text: &str| Value::Text(plain(text)).is_blank();
    match written {
        _ if now.is_blank() => {
            matches!(written, Cell::Blank) || matches!(written, Cell::Text(text) if shows_nothing(text))
        }
        Cell::Blank => false,
        Cell::Text(text) => plain(text) == plain(&now.text()),
        Cell::Date(day, shown) => same_day(*day, *shown, now),
        Cell::Share(share) => match now {
            Value::Percent(number) | Value::Number(number) => (number - share).abs() < 1e-9,
            _ => false,
        },
        Cell::Count(count) => now.text() == count.to_string(),
    }
}

fn same_day(day: Date, shown: Shown, now: &Value) -> bool {
    match now {
        Value::Date(at, now_shown) => {
            let now = at.date();
            let same_month = now.year() == day.year() && now.month() == day.month();
            match (shown, now_shown) {
                // What is typed over a month is its first day.
                (Shown::Month, Shown::Month) => same_month,
                (Shown::Year, Shown::Year) => now.year() == day.year(),
                _ => now == day,
            }
        }
        Value::Number(number) => day_of(*number) == Some(day),
        Value::Text(text) => text.trim().parse().is_ok_and(|now: Date| now == day),
        _ => false,
    }
}

/// The day of a number that has lost its format.
fn day_of(number: f64) -> Option<Date> {
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in Excel's calendar")]
    let days = (number.fract() == 0.0 && (61.0..2_958_466.0).contains(&number)).then_some(number as i64)?;
    DAY_ZERO.checked_add(days.days()).ok()
}

/// Returns a text without what programs change in it: the form of line breaks, blanks at ends of lines, marks and escapes
/// that show nothing.
pub(super) fn plain(text: &str) -> String {
    let shown = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let text = crate::write::records::without_escapes(text).replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| line.replace('\t', " ").chars().filter(shown).collect::<String>().trim_end().to_owned())
        .collect();
    lines.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saving_again_is_no_edit() {
        let day = Cell::Date(date(2013, 6, 30), Shown::Day);
        let month = Cell::Date(date(2013, 6, 30), Shown::Month);
        let at =
            |month, day, shown| Value::Date(date(2013, month, day).to_datetime(Default::default()), shown);
        let text = |text: &str| Value::Text(text.to_owned());
        let cases = [
            (Cell::text("a \nb"), text("a\r\nb "), true),
            (Cell::text("a\u{1}b_x000D_"), text("ab"), true),
            (Cell::text("007"), text("7"), false),
            (Cell::text("7"), Value::Number(7.0), true),
            (Cell::text(" \n"), Value::Empty, true),
            (Cell::text("\u{200B}\u{1}"), Value::Empty, true),
            (Cell::Blank, text(" "), true),
            (Cell::Blank, text("x"), false),
            (Cell::text("x"), Value::Empty, false),
            (day.clone(), at(6, 30, Shown::Time), true),
            (day.clone(), at(6, 29, Shown::Day), false),
            (day.clone(), Value::Number(41455.0), true),
            (day.clone(), Value::Number(41455.5), false),
            (day.clone(), Value::Number(f64::INFINITY), false),
            (day.clone(), text("2013-06-30"), true),
            (day, Value::Empty, false),
            (month.clone(), at(6, 1, Shown::Month), true),
            (month, at(6, 1, Shown::Day), false),
            (Cell::Share(0.333), Value::Number(0.333), true),
            (Cell::Share(0.333), Value::Percent(0.34), false),
        ];
        for (written, now, expected) in cases {
            assert_eq!(same(&written, &now), expected, "{written:?} {now:?}");
        }
    }
}
