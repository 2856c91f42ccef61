//! The rows of a header, as a person names them: `4`, `4-5`.

use std::fmt;
use std::str::FromStr;

/// Rows of a header, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderRows {
    /// Its first row.
    pub first: u32,
    /// Its last row; `None` where labels stacked below the first row tell.
    pub last: Option<u32>,
}

impl HeaderRows {
    /// The most rows that a named header has. No real one comes near; beyond it a slip of the keyboard is likelier.
    pub(crate) const MOST: u32 = 20;

    /// Tells whether a header can have so many rows.
    pub(crate) fn is_plausible(self) -> bool {
        self.last.is_none_or(|last| last.checked_sub(self.first).is_some_and(|more| more < Self::MOST))
    }
}

impl FromStr for HeaderRows {
    type Err = &'static str;

    /// Reads `4` or `4-5`, which count from 1.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let row = |text: &str| text.trim().parse::<u32>().ok()?.checked_sub(1);
        let rows = match text.split_once('-') {
            None => row(text).map(|first| Self { first, last: None }),
            Some((first, last)) => row(first)
                .zip(row(last))
                .filter(|(first, last)| first <= last)
                .map(|(first, last)| Self { first, last: Some(last) }),
        };
        rows.ok_or("a row (4) or rows (4-5)")
    }
}

impl fmt::Display for HeaderRows {
    /// As a person counts: `row 4`, `rows 4-5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = u64::from(self.first) + 1;
        match self.last {
            Some(last) => write!(f, "rows {first}-{}", u64::from(last) + 1),
            None => write!(f, "row {first}"),
        }
    }
}
