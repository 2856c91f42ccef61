//! What the caller knows better than the sheet's words tell: where the header is, and which column is which field.
//!
//! A pin names a column by its header, or by its letters where no header of the table reads so. Whether every pin finds its
//! column is for `columns`.

use std::fmt;

use crate::grid::{Cell, Sheet, column_letters};
use crate::normalize::text;
use crate::record::Field;

use super::header::HeaderColumn;

/// The most rows that a pinned header has. No real one comes near; beyond it a slip of the keyboard is likelier.
const MOST_ROWS: u32 = 20;

/// What is pinned of a sheet's layout; nothing by default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LayoutOptions {
    /// Rows of the first table's header.
    pub header: Option<HeaderRows>,
    /// Columns whose field is known.
    pub pins: Vec<Pin>,
}

/// Rows of a header, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderRows {
    /// Its first row.
    pub first: u32,
    /// Its last row; `None` where labels stacked below the first row tell.
    pub last: Option<u32>,
}

impl HeaderRows {
    /// Tells whether a header can have so many rows.
    pub(super) fn is_plausible(self) -> bool {
        self.last.is_none_or(|last| last.checked_sub(self.first).is_some_and(|more| more < MOST_ROWS))
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

/// A column whose field is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Its header, in any case and spacing, or its letters.
    pub column: String,
    /// The field; `None` where the column is to map to none.
    pub field: Option<Field>,
}

impl Pin {
    /// Tells whether a header is called so; its letters do not count.
    fn names(&self, header: &str) -> bool {
        let folded = text::fold(&self.column);
        !folded.is_empty() && folded == text::fold(header)
    }

    /// Returns the places of the columns that it means: all with that header, or else the one with those letters.
    pub(crate) fn places(&self, columns: &[HeaderColumn]) -> Vec<usize> {
        let of = |means: &dyn Fn(&HeaderColumn) -> bool| -> Vec<usize> {
            columns.iter().enumerate().filter(|(_, column)| means(column)).map(|(place, _)| place).collect()
        };
        let named = of(&|c| c.named && (self.names(&c.full()) || self.names(&c.label)));
        if !named.is_empty() {
            return named;
        }
        of(&|c| column_letters(c.column).eq_ignore_ascii_case(self.column.trim()))
    }
}

/// Returns for each column of a table its pin, the first of several.
pub(crate) fn pinned<'a>(pins: &'a [Pin], columns: &[HeaderColumn]) -> Vec<Option<&'a Pin>> {
    let mut found: Vec<Option<&Pin>> = vec![None; columns.len()];
    for pin in pins {
        for place in pin.places(columns) {
            if let Some(slot) = found.get_mut(place) {
                slot.get_or_insert(pin);
            }
        }
    }
    found
}

/// Returns what a sheet has instead of text in the rows of a header (`no text`, `12 rows`); `None` where it has some.
pub fn missing_header(sheet: &Sheet, rows: HeaderRows) -> Option<String> {
    if !rows.is_plausible() {
        return Some(format!("no range of 1 to {MOST_ROWS} rows"));
    }
    let is_text = |cell: &Cell| !text::clean(&cell.value.text()).is_empty();
    let has_text = |row: u32| sheet.row(row).is_some_and(|row| row.filled().any(is_text));
    let end = sheet.rows().iter().rev().map(|row| row.index).find(|row| has_text(*row));
    let last = rows.last.unwrap_or(rows.first);
    match end {
        None => Some("an empty sheet".to_owned()),
        Some(end) if last > end => Some(format!("{} rows", u64::from(end) + 1)),
        Some(_) if [rows.first, last].into_iter().all(has_text) => None,
        Some(_) => Some("no text".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(labels: &[(Option<&str>, &str)]) -> Vec<HeaderColumn> {
        let column = |(column, (parent, label)): (u32, &(Option<&str>, &str))| HeaderColumn {
            column,
            label: (*label).to_owned(),
            parent: parent.map(str::to_owned),
            named: true,
        };
        (0..).zip(labels).map(column).collect()
    }

    #[test]
    fn a_column_is_meant_by_its_header_first_and_then_by_its_letters() {
        let table =
            columns(&[(None, "Ref"), (Some("Due"), "Original"), (Some("Due"), "Revised"), (None, "A")]);
        let cases: [(&str, &[usize]); 9] = [
            ("ref", &[0]),
            (" REF ", &[0]),
            ("Due / Revised", &[2]),
            ("revised", &[2]),
            ("b", &[1]),
            ("A", &[3]),
            ("E", &[]),
            ("Due", &[]),
            ("", &[]),
        ];
        for (column, places) in cases {
            let pin = Pin { column: column.to_owned(), field: None };
            assert_eq!(pin.places(&table), places, "{column:?}");
        }
    }
}
