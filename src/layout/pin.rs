//! What the caller knows better than the sheet's words tell: where the header is, and which column is which field.
//!
//! A pin names a column by its header, or by its letters where no header of the table reads so. Whether every pin finds its
//! column is for `columns`.

use crate::grid::{Cell, HeaderRows, Sheet};
use crate::normalize::text;
use crate::record::Field;

use super::header::HeaderColumn;
use super::row_pin::RowPin;

/// What is pinned of a sheet's layout; nothing by default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LayoutOptions {
    /// Rows of the first table's header.
    pub header: Option<HeaderRows>,
    /// Columns whose field is known.
    pub pins: Vec<Pin>,
    /// Rows whose role is known.
    pub rows: Vec<RowPin>,
}

/// A column whose field is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Its header, in any case and spacing, or its letters.
    pub column: String,
    /// The field; `None` where the column is to map to none.
    pub field: Option<Field>,
    /// Who says so.
    pub by: PinnedBy,
}

/// Whose word a pin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PinnedBy {
    /// The caller's, of this very tracker: what does not fit it is an error.
    #[default]
    Caller,
    /// The profile's, of all versions of a tracker: not everything need fit this one.
    Profile,
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
        of(&|c| c.mark().eq_ignore_ascii_case(self.column.trim()))
    }
}

/// Returns for each column of a table its pin, the first of several.
///
/// A profile can know several headers of a field that a record has once, as versions call it; the first one of a table is it.
pub(crate) fn pinned<'a>(pins: &'a [Pin], columns: &[HeaderColumn]) -> Vec<Option<&'a Pin>> {
    let mut found: Vec<Option<&Pin>> = vec![None; columns.len()];
    for pin in pins {
        for place in pin.places(columns) {
            let single = pin.field.filter(|field| pin.by == PinnedBy::Profile && !field.repeats());
            if single.is_some() && found.iter().flatten().any(|other| other.field == single) {
                continue;
            }
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
        return Some(format!("no range of 1 to {} rows", HeaderRows::MOST));
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
            cell: None,
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
            let pin = Pin { column: column.to_owned(), field: None, by: PinnedBy::Caller };
            assert_eq!(pin.places(&table), places, "{column:?}");
        }
    }
}
