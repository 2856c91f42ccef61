//! A document of paragraphs and tables to one sheet: each paragraph is a row, each table stands below what came before it.
//!
//! ```text
//! Heading            A1
//! | Ref | Action |   A2 B2
//! | 1   | …      |   A3 B3
//! ```
//!
//! Two tables with nothing between them stand an empty row apart. Cells go to the next free column of their row, past those
//! that cells above still span.

use std::collections::BTreeMap;

use crate::grid::{Address, CellNote, Color, Form, MOST_COLUMNS, MOST_ROWS, Range, Sheet, Style, Value};

use super::rich::Rich;
use super::spans::Spans;

/// A sheet in the making.
#[derive(Default)]
pub(super) struct Flow {
    cells: Vec<(Address, Value, Style)>,
    /// Merged ranges by their corner.
    merges: BTreeMap<Address, Range>,
    form: Form,
    /// The next free row.
    row: u32,
    /// The row before is the last of a table.
    table_above: bool,
    table: Option<Table>,
    /// Something found no place any more.
    overflowed: bool,
}

/// The table that is being filled.
#[derive(Default)]
struct Table {
    started: bool,
    /// The next column to look at.
    column: u32,
    /// Cells that span down.
    spans: Spans,
}

/// How far a cell reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Columns, at least 1.
    pub columns: u32,
    /// Rows, at least 1.
    pub rows: u32,
}

impl Span {
    /// A cell of its own size.
    pub(super) const ONE: Self = Self { columns: 1, rows: 1 };
}

impl Flow {
    /// Adds a paragraph as a row of its own, if there is something to read in it, and returns its cell.
    pub(super) fn paragraph(&mut self, rich: Rich) -> Option<Address> {
        if rich.is_blank() || self.table.is_some() {
            return None;
        }
        if self.row >= MOST_ROWS {
            self.overflowed = true;
            return None;
        }
        let at = Address::new(self.row, 0);
        self.put(at, rich, None);
        self.row += 1;
        self.table_above = false;
        Some(at)
    }

    /// Begins a table.
    pub(super) fn begin_table(&mut self) {
        if self.table_above {
            self.row += 1;
        }
        self.table = Some(Table::default());
    }

    /// Begins a row of the table.
    pub(super) fn begin_row(&mut self, hidden: bool) {
        let Some(table) = &mut self.table else { return };
        if table.started {
            self.row = self.row.saturating_add(1);
        }
        table.started = true;
        table.column = 0;
        if hidden {
            self.form.hidden_rows.insert(self.row);
        }
    }

    /// Leaves columns of the row free.
    pub(super) fn skip(&mut self, columns: u32) {
        if let Some(table) = &mut self.table {
            table.column = table.column.saturating_add(columns).min(MOST_COLUMNS);
        }
    }

    /// Adds a cell at the next free column and returns its address; `None` where the sheet has no more room.
    pub(super) fn cell(&mut self, rich: Rich, span: Span, fill: Option<Color>) -> Option<Address> {
        let table = self.table.as_mut()?;
        let row = self.row;
        let column = table.spans.free(row, table.column);
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            self.overflowed |= !rich.is_blank();
            return None;
        }
        let columns = span.columns.clamp(1, MOST_COLUMNS - column);
        let rows = span.rows.clamp(1, MOST_ROWS - row);
        let end = column + columns;
        table.column = end;
        if rows > 1 {
            table.spans.add(column, end, row + rows);
        }
        let at = Address::new(row, column);
        if columns > 1 || rows > 1 {
            self.merges.insert(at, Range::new(at, Address::new(row + rows - 1, end - 1)));
        }
        self.put(at, rich, fill);
        Some(at)
    }

    /// Lets a cell reach one row further down, for containers that say so row by row.
    pub(super) fn extend_down(&mut self, from: Address, columns: u32) {
        let last = Address::new(self.row, from.column.saturating_add(columns.max(1) - 1));
        let merge = self.merges.entry(from).or_insert(Range::new(from, last));
        merge.end = Address::new(self.row.max(merge.end.row), merge.end.column);
    }

    /// Returns the column at which the next cell would stand, where no cell spans down.
    pub(super) fn column(&self) -> u32 {
        self.table.as_ref().map_or(0, |table| table.column)
    }

    /// Adds a note to a cell.
    pub(super) fn note(&mut self, at: Address, note: CellNote) {
        self.form
            .notes
            .entry(at)
            .and_modify(|before| {
                before.text.push('\n');
                before.text.push_str(&note.text);
            })
            .or_insert(note);
    }

    /// Ends the table; without a row it leaves no trace.
    pub(super) fn end_table(&mut self) {
        if self.table.take().is_some_and(|table| table.started) {
            self.row += 1;
            self.table_above = true;
        }
    }

    /// Tells whether text found no place, as the sheet ended before it.
    pub(super) fn overflowed(&self) -> bool {
        self.overflowed
    }

    /// Returns the sheet.
    pub(super) fn sheet(self, name: impl Into<String>) -> Sheet {
        Sheet::new(name, false, self.cells, self.merges.into_values()).with_form(self.form)
    }

    fn put(&mut self, at: Address, rich: Rich, fill: Option<Color>) {
        let cell = rich.finish(fill);
        if !cell.struck.is_empty() {
            self.form.strikes.insert(at, cell.struck);
        }
        if !cell.value.is_blank() || fill.is_some() {
            self.cells.push((at, cell.value, cell.style));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Rich {
        let mut rich = Rich::default();
        rich.push(text, false, false);
        rich
    }

    #[test]
    fn cells_stand_beside_those_that_span_down() {
        let mut flow = Flow::default();
        flow.paragraph(text("Plan"));
        flow.begin_table();
        flow.begin_row(false);
        flow.cell(text("A"), Span { columns: 1, rows: 2 }, None);
        flow.cell(text("one"), Span::ONE, None);
        flow.begin_row(true);
        let second = flow.cell(text("two"), Span { columns: 2, rows: 1 }, None);
        flow.end_table();
        flow.begin_table();
        flow.begin_row(false);
        let below = flow.cell(text("next"), Span::ONE, None);
        flow.end_table();
        assert_eq!(second.map(|at| at.to_string()).as_deref(), Some("B3"));
        assert_eq!(below.map(|at| at.to_string()).as_deref(), Some("A5"));
        let sheet = flow.sheet("Plan");
        let merges: Vec<String> = sheet.merges().iter().map(ToString::to_string).collect();
        assert_eq!(merges, ["A2:A3", "B3:C3"]);
        assert!(sheet.form().hidden_rows.contains(&2));
    }

    #[test]
    fn spans_past_the_sheet_are_cut() {
        let mut flow = Flow::default();
        flow.begin_table();
        flow.begin_row(false);
        let endless = Span { columns: u32::MAX, rows: u32::MAX };
        flow.cell(text("wide"), endless, None);
        assert_eq!(flow.cell(text("lost"), Span::ONE, None), None);
        assert!(flow.overflowed());
        flow.end_table();
        assert_eq!(flow.sheet("").merges().len(), 1);
    }
}
