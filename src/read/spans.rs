//! Cells that reach down over rows to come, and which column of a row is free of them.
//!
//! Pages, documents and the XML of 2003 leave out the cells that another one covers: the next one stands where there is room.

use std::collections::BTreeMap;

/// The cells that reach down, by column; rows are asked for from the top.
#[derive(Debug, Default)]
pub(super) struct Spans {
    /// By first column: the columns' end and the rows' end, both past the last. One that has ended stays until somebody asks for
    /// its place.
    cells: BTreeMap<u32, (u32, u32)>,
    /// By column from which somebody asked: the free column that was found, and the row until which all before it is covered.
    /// Without it a row would cost what all rows above it hold.
    found: BTreeMap<u32, (u32, u32)>,
}

impl Spans {
    /// Adds a cell: its columns, and its rows' end past the last.
    pub(super) fn add(&mut self, first: u32, end: u32, rows_end: u32) {
        self.cells.insert(first, (end, rows_end));
    }

    /// Returns the first column from this one on that no cell from above covers in a row.
    pub(super) fn free(&mut self, row: u32, from: u32) -> u32 {
        let (mut column, mut until) = (from, u32::MAX);
        loop {
            if let Some((to, known)) = self.found.get(&column).copied().filter(|(_, known)| *known > row) {
                (column, until) = (to, until.min(known));
            }
            let Some((first, (end, rows_end))) = self.cells.range(..=column).next_back() else { break };
            let (first, end, rows_end) = (*first, *end, *rows_end);
            if end <= column {
                break;
            }
            if rows_end > row {
                (column, until) = (end, until.min(rows_end));
            } else {
                self.cells.remove(&first);
            }
        }
        if column > from {
            self.found.insert(from, (column, until));
        }
        column
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_free_until_a_cell_reaches_down_and_after_it() {
        let mut spans = Spans::default();
        spans.add(0, 1, 3);
        spans.add(1, 3, 2);
        spans.add(4, 5, 9);
        let free = |spans: &mut Spans, row| [0, 2, 3, 4].map(|column| spans.free(row, column));
        assert_eq!(free(&mut spans, 1), [3, 3, 3, 5]);
        spans.add(3, 4, 3);
        assert_eq!(free(&mut spans, 1), [5, 5, 5, 5]);
        assert_eq!(free(&mut spans, 2), [1, 2, 5, 5]);
        assert_eq!(free(&mut spans, 3), [0, 2, 3, 5]);
    }

    #[test]
    fn a_row_does_not_cost_what_all_rows_above_hold() {
        let mut spans = Spans::default();
        for row in 0..30_000 {
            let column = spans.free(row, 0);
            spans.add(column, column + 1, 1_000_000);
        }
        assert_eq!(spans.free(30_000, 0), 30_000);
    }
}
