//! Rows of a table, as a person names them: `12`, `45-46`, or the words that they begin with.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Which rows are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamedRows {
    /// Those with these numbers, from 0.
    Numbered(RangeInclusive<u32>),
    /// Those whose cells, read from the left, begin with these words.
    Beginning(String),
}

impl FromStr for NamedRows {
    type Err = &'static str;

    /// Reads `12` or `45-46`, which count from 1; any other text is taken for words.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let row = |text: &str| text.parse::<u32>().ok()?.checked_sub(1);
        let (first, last) = text.trim().split_once('-').unwrap_or((text.trim(), text.trim()));
        let (first, last) = (first.trim(), last.trim());
        if !is_number(first) || !is_number(last) {
            return Ok(Self::Beginning(text.to_owned()));
        }
        let rows = row(first).zip(row(last)).filter(|(first, last)| first <= last);
        rows.map(|(first, last)| Self::Numbered(first..=last))
            .ok_or("a row (12), rows (45-46) or the words that a row begins with")
    }
}

impl fmt::Display for NamedRows {
    /// As a person counts: `row 12`, `rows 45-46`, "rows that begin with `Page`".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Numbered(rows) if rows.start() == rows.end() => {
                write!(f, "row {}", u64::from(*rows.start()) + 1)
            }
            Self::Numbered(rows) => {
                write!(f, "rows {}-{}", u64::from(*rows.start()) + 1, u64::from(*rows.end()) + 1)
            }
            Self::Beginning(words) => write!(f, "rows that begin with `{words}`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_numbers_and_the_rest_is_words() {
        let read = |text: &str| text.parse::<NamedRows>().map(|rows| rows.to_string());
        assert_eq!(read("12").as_deref(), Ok("row 12"));
        assert_eq!(read(" 45 - 46 ").as_deref(), Ok("rows 45-46"));
        assert_eq!(read("Page 1").as_deref(), Ok("rows that begin with `Page 1`"));
        assert_eq!(read("A-B").as_deref(), Ok("rows that begin with `A-B`"));
        assert!(["0", "46-45", "0-3", "99999999999"].into_iter().all(|text| read(text).is_err()));
    }
}
