//! What a cell holds, and the text that a person would read off it.

use jiff::civil::DateTime;

/// How much of a date the cell's number format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// Day, month and year, or at least the day.
    #[default]
    Day,
    /// Month and year only (`mmm-yy`).
    Month,
    /// The year only (`yyyy`).
    Year,
    /// A time of day too.
    Time,
}

/// Zeros that a number format shows though the number does not need them: `1.10` for 1.1, `007` for 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Padding {
    /// Digits before the point at least.
    pub before: u8,
    /// Digits behind the point at least.
    pub after: u8,
}

impl Padding {
    /// Returns the digits of a number as it is shown; of a text that is no plain number none.
    pub fn of_shown(text: &str) -> Self {
        let (before, after) = text.split_once('.').unwrap_or((text, ""));
        let digits =
            |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| u8::try_from(part.len()).ok());
        let (Some(Some(before)), Some(Some(after))) = (digits(before), digits(after)) else {
            return Self::default();
        };
        Self { before, after }
    }
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing; the cell may still have a form.
    #[default]
    Empty,
    /// Text, exactly as stored.
    Text(String),
    /// A plain number.
    Number(f64),
    /// A number shown as per cent; `0.75` is 75%.
    Percent(f64),
    /// A date or date with time, and how much of it is shown.
    Date(DateTime, Shown),
    /// True or false.
    Boolean(bool),
    /// An error such as `#REF!`.
    Error(String),
}

impl Value {
    /// Tells whether there is nothing to read: empty, or white space only.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(is_blank_char),
            _ => false,
        }
    }

    /// Returns the text with the zeros that the number format adds. A whole number stays one (`2`, not `2.00`): places behind the
    /// point are the column's form then, and no part of what it says.
    pub fn shown(&self, padding: Padding) -> String {
        let mut text = self.text();
        let Self::Number(number) = self else { return text };
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !plain || padding == Padding::default() {
            return text;
        }
        let (before, after) = text.split_once('.').unwrap_or((&text, ""));
        let (before, after) = (before.len(), after.len());
        if *number != number.trunc() {
            text.extend(std::iter::repeat_n('0', usize::from(padding.after).saturating_sub(after)));
        }
        let missing = usize::from(padding.before).saturating_sub(before);
        text.insert_str(0, &"0".repeat(missing));
        text
    }

    /// Returns the text as written: stored text unchanged, other values in a plain form (`2012-06-30`, `75%`).
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => plain_number(*number),
            Self::Percent(share) => format!("{}%", plain_number(round_tidy(share * 100.0))),
            Self::Date(at, shown) => match shown {
                Shown::Day => at.date().to_string(),
                Shown::Month => at.date().strftime("%Y-%m").to_string(),
                Shown::Year => at.date().strftime("%Y").to_string(),
                Shown::Time => at.strftime("%Y-%m-%d %H:%M").to_string(),
            },
            Self::Boolean(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Error(code) => code.clone(),
        }
    }
}

/// White space, and the marks that show nothing: zero-width characters and the byte order mark.
fn is_blank_char(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// The shortest decimal form, without an exponent where a person would not write one.
fn plain_number(number: f64) -> String {
    if number == number.trunc() && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}

/// Takes the binary dust off a share times 100: 0.07 is 7%, not 7.000000000000001%.
pub(crate) fn round_tidy(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn text_is_what_a_person_reads() {
        let at = datetime(2013, 3, 1, 9, 5, 0, 0);
        let cases = [
            (Value::Number(3.0), "3"),
            (Value::Number(0.1), "0.1"),
            (Value::Number(-38245.67), "-38245.67"),
            (Value::Percent(0.07), "7%"),
            (Value::Date(at, Shown::Day), "2013-03-01"),
            (Value::Date(at, Shown::Month), "2013-03"),
            (Value::Date(at, Shown::Time), "2013-03-01 09:05"),
            (Value::Boolean(true), "TRUE"),
            (Value::Text(" as stored ".into()), " as stored "),
        ];
        for (value, text) in cases {
            assert_eq!(value.text(), text);
        }
    }

    #[test]
    fn a_number_format_adds_zeros() {
        let cases = [
            (1.1, "0.00", "1.10"),
            (1.25, "0.0", "1.25"),
            (2.0, "0.00", "2"),
            (7.0, "000", "007"),
            (1234.0, "000", "1234"),
            (-1.1, "0.00", "-1.1"),
            (1.1, "1,10", "1.1"),
        ];
        for (number, shown, text) in cases {
            assert_eq!(Value::Number(number).shown(Padding::of_shown(shown)), text);
        }
        assert_eq!(Value::Text("1.1".into()).shown(Padding::of_shown("0.00")), "1.1");
    }

    #[test]
    fn white_space_is_blank() {
        assert!(Value::Text(" \u{A0}\n\u{200B}".into()).is_blank());
        assert!(!Value::Text("\"".into()).is_blank());
        assert!(!Value::Number(0.0).is_blank());
    }
}
