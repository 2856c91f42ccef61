//! Merged ranges, looked up by cell and by row.
//!
//! A sheet can have tens of thousands of them, one of which spans all rows: a look-up steps over whole runs that reach neither
//! the row nor the column. Of ranges that overlap, which only damaged files have, the one that begins last counts.

use super::{Address, Range};

/// How many ranges, or runs of ranges, make one run.
const RUN: usize = 8;

/// The merged ranges of a sheet, by their top left corner.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Merges {
    ranges: Vec<Range>,
    /// What runs of ranges span, the shortest runs first; the last level has one run, or none.
    levels: Vec<Vec<Span>>,
}

/// What ranges span together: their lowest row, and their columns.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Span {
    last_row: u32,
    first_column: u32,
    last_column: u32,
}

impl Span {
    fn of(range: &Range) -> Self {
        let (first_column, last_column) = (range.start.column, range.end.column);
        Self { last_row: range.end.row, first_column, last_column }
    }

    fn with(self, other: Self) -> Self {
        Self {
            last_row: self.last_row.max(other.last_row),
            first_column: self.first_column.min(other.first_column),
            last_column: self.last_column.max(other.last_column),
        }
    }

    /// Tells whether ranges that begin above or in the row may reach the cell.
    fn reaches(&self, at: Address) -> bool {
        self.last_row >= at.row && (self.first_column..=self.last_column).contains(&at.column)
    }
}

impl Merges {
    /// Takes ranges in any order; one of a single cell is none.
    pub(super) fn new(ranges: impl IntoIterator<Item = Range>) -> Self {
        let mut ranges: Vec<Range> = ranges.into_iter().filter(|m| m.start != m.end).collect();
        ranges.sort_unstable();
        let join = |run: &[Span]| run.iter().copied().reduce(Span::with);
        let mut levels: Vec<Vec<Span>> = Vec::new();
        let mut level: Vec<Span> = ranges.iter().map(Span::of).collect();
        while level.len() > 1 {
            level = level.chunks(RUN).filter_map(join).collect();
            levels.push(level.clone());
        }
        Self { ranges, levels }
    }

    /// Returns the ranges, by their top left corner.
    pub(super) fn ranges(&self) -> &[Range] {
        &self.ranges
    }

    /// Returns the range that covers a cell.
    pub(super) fn at(&self, at: Address) -> Option<Range> {
        self.last(self.levels.len(), 0, self.up_to(at.row), at)
    }

    /// Returns the ranges that begin above a row and cover some of its cells, by their top left corner.
    pub(super) fn reaching_row(&self, row: u32) -> Vec<Range> {
        let mut found = Vec::new();
        let before = self.ranges.partition_point(|m| m.start.row < row);
        self.collect(self.levels.len(), 0, before, row, &mut found);
        found
    }

    fn up_to(&self, row: u32) -> usize {
        self.ranges.partition_point(|m| m.start.row <= row)
    }

    /// The last range before a place that covers a cell, in one run of a level; level 0 is the ranges themselves.
    fn last(&self, level: usize, run: usize, before: usize, at: Address) -> Option<Range> {
        let Some(below) = level.checked_sub(1) else {
            return self.ranges.get(run).filter(|m| run < before && m.contains(at)).copied();
        };
        if !self.levels.get(below)?.get(run)?.reaches(at) {
            return None;
        }
        parts(below, run, before).rev().find_map(|part| self.last(below, part, before, at))
    }

    fn collect(&self, level: usize, run: usize, before: usize, row: u32, found: &mut Vec<Range>) {
        let Some(below) = level.checked_sub(1) else {
            found.extend(self.ranges.get(run).filter(|m| run < before && m.end.row >= row));
            return;
        };
        let span = self.levels.get(below).and_then(|level| level.get(run));
        if span.is_some_and(|span| span.last_row >= row) {
            for part in parts(below, run, before) {
                self.collect(below, part, before, row, found);
            }
        }
    }
}

/// The parts of a run that have ranges before a place; `below` is their level.
fn parts(below: usize, run: usize, before: usize) -> std::ops::Range<usize> {
    let size = (0..below).fold(1_usize, |size, _| size.saturating_mul(RUN));
    let first = run.saturating_mul(RUN);
    first..(first + RUN).min(before.div_ceil(size)).max(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range() -> impl Strategy<Value = Range> {
        (0..40_u32, 0..12_u32, 0..9_u32, 0..4_u32).prop_map(|(row, column, height, width)| {
            // Some reach far down, as one over all rows does.
            let height = if height == 8 { 60 } else { height / 2 };
            Range::new(Address::new(row, column), Address::new(row + height, column + width))
        })
    }

    proptest! {
        #[test]
        fn a_look_up_finds_what_reading_all_ranges_finds(
            ranges in prop::collection::vec(range(), 0..90),
            row in 0..50_u32,
            column in 0..16_u32,
        ) {
            let merges = Merges::new(ranges);
            let at = Address::new(row, column);
            let last = merges.ranges().iter().rfind(|m| m.contains(at)).copied();
            prop_assert_eq!(merges.at(at), last);
            let reach = |m: &&Range| m.start.row < row && m.end.row >= row;
            let into: Vec<Range> = merges.ranges().iter().filter(reach).copied().collect();
            prop_assert_eq!(merges.reaching_row(row), into);
        }
    }
}
