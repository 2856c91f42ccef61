//! Rows whose role is known beforehand, by their numbers or by the words that they begin with.
//!
//! Words hold for later versions too, in which the row has moved. Only rows below a header are pinned, and only to roles that rows
//! have there; what stands above it is told by its place. Whether every pin finds its row is for the caller to tell.

use crate::grid::{NamedRows, Row, Sheet};
use crate::normalize::text;
use crate::record::Role;

use super::Outline;
use super::line::Line;

/// Rows whose role is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPin {
    /// Which rows are meant.
    pub rows: NamedRows,
    /// What they are.
    pub role: Role,
}

impl RowPin {
    /// Tells whether a row is meant; of its words neither case nor punctuation counts.
    fn means<'a>(&self, row: u32, cells: impl Iterator<Item = &'a str>) -> bool {
        match &self.rows {
            NamedRows::Numbered(rows) => rows.contains(&row),
            NamedRows::Beginning(words) => {
                let (words, line) = (text::fold(words), text::fold(&cells.collect::<Vec<_>>().join(" ")));
                let rest = line.strip_prefix(words.as_str()).filter(|_| !words.is_empty());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            }
        }
    }

    /// Tells whether some row of a sheet's tables is meant.
    pub(crate) fn is_used(&self, sheet: &Sheet, outline: &Outline) -> bool {
        outline.tables.iter().flat_map(|table| &table.rows).any(|row| {
            let cells = sheet.row(row.row).into_iter().flat_map(Row::filled);
            let texts: Vec<String> = cells.map(|cell| cell.value.text()).collect();
            self.means(row.row, texts.iter().map(String::as_str))
        })
    }
}

/// Returns the role that a line is pinned to, by the first pin that means it.
pub(super) fn pinned_role(pins: &[RowPin], line: &Line) -> Option<Role> {
    let means = |pin: &&RowPin| pin.means(line.row, line.pieces.iter().map(|piece| piece.text.as_str()));
    pins.iter().find(means).map(|pin| pin.role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_meant_by_number_or_by_their_first_words() {
        let means = |key: &str, row: u32, cells: &[&str]| {
            let pin = RowPin { rows: key.parse().unwrap(), role: Role::Note };
            pin.means(row, cells.iter().copied())
        };
        assert!(means("12", 11, &["any"]));
        assert!(!means("12", 12, &["12"]), "a number is a row's, not a text");
        assert!(means("45-46", 45, &[]));
        assert!(means("Page 1", 3, &["PAGE", "1 of 2"]));
        assert!(!means("Page", 3, &["Pageant of the lakes"]));
        assert!(!means(" - ", 3, &["-"]));
    }
}
