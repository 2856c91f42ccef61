//! A sheet whose cells were put elsewhere, so that it reads as other sheets do, and where each of them stands in the file.
//!
//! Sheets with a record a column, and forms, become sheets with a record a row. Everything that a person or an output sees of
//! such a sheet goes by [`Origins`] back to the file's own cells. How cells are put is for `layout`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Address, Form, Range, Row, Sheet, rows_of};

/// Where the cells of a rearranged sheet stand in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origins {
    /// Cells, by where they were put; blank ones too.
    cells: BTreeMap<Address, Address>,
    /// The cell that holds the label of a column.
    labels: BTreeMap<u32, Address>,
}

impl Origins {
    /// Returns where a cell stands in the file; of one that stands nowhere, the place of the one nearest to it.
    pub(super) fn of(&self, at: Address) -> Address {
        let before = || self.cells.range(..=at).next_back();
        let row = Address::new(at.row, 0)..=Address::new(at.row, u32::MAX);
        let near = || self.cells.range(row).next().or_else(before);
        self.cells.get(&at).copied().or_else(|| near().map(|(_, from)| *from)).unwrap_or(at)
    }

    pub(super) fn label(&self, column: u32) -> Option<Address> {
        self.labels.get(&column).copied()
    }

    /// Returns the smallest range of the file that holds all cells put into a range.
    pub(super) fn range(&self, range: Range) -> Option<Range> {
        let inside = self.cells.iter().filter(|(at, _)| range.contains(**at)).map(|(_, from)| *from);
        inside.map(|from| Range::new(from, from)).reduce(|a, b| Range {
            start: Address::new(a.start.row.min(b.start.row), a.start.column.min(b.start.column)),
            end: Address::new(a.end.row.max(b.end.row), a.end.column.max(b.end.column)),
        })
    }
}

/// A sheet that is being rearranged.
#[derive(Debug)]
pub struct Recast<'a> {
    from: &'a Sheet,
    origins: Origins,
    put: BTreeSet<Address>,
    merges: Vec<Range>,
    hidden_rows: BTreeSet<u32>,
}

impl<'a> Recast<'a> {
    /// Begins to rearrange a sheet.
    pub fn new(from: &'a Sheet) -> Self {
        Self {
            from,
            origins: Origins::default(),
            put: BTreeSet::new(),
            merges: Vec::new(),
            hidden_rows: BTreeSet::new(),
        }
    }

    /// Puts a cell, be it blank, with all that it shows; each cell of the file goes to one place, the first.
    pub fn put(&mut self, from: Address, to: Address) {
        if self.put.insert(from) {
            self.origins.cells.insert(to, from);
        }
    }

    /// Puts a whole row as it is, with the merges that begin in it.
    pub fn put_row(&mut self, from: u32, to: u32) {
        let row = Address::new(from, 0)..=Address::new(from, u32::MAX);
        let noted = self.from.form().notes.range(row).map(|(at, _)| at.column);
        let cells = self.from.row(from).into_iter().flat_map(|row| row.cells.iter().map(|cell| cell.column));
        for column in noted.chain(cells).collect::<BTreeSet<u32>>() {
            self.put(Address::new(from, column), Address::new(to, column));
        }
        let merges = self.from.merges();
        let first = merges.partition_point(|merge| merge.start.row < from);
        let next = merges.partition_point(|merge| merge.start.row <= from);
        for merge in merges.get(first..next).unwrap_or_default() {
            let last = to.saturating_add(merge.height() - 1);
            self.merges
                .push(Range::new(Address::new(to, merge.start.column), Address::new(last, merge.end.column)));
        }
        if self.from.form().hidden_rows.contains(&from) {
            self.hidden_rows.insert(to);
        }
    }

    /// Adds a merged range.
    pub fn merge(&mut self, range: Range) {
        self.merges.push(range);
    }

    /// Says which cell holds the label of a column.
    pub fn label(&mut self, column: u32, at: Address) {
        self.origins.labels.entry(column).or_insert(at);
    }

    /// Hides a row.
    pub fn hide(&mut self, row: u32) {
        self.hidden_rows.insert(row);
    }

    /// Returns the cells with something to read or a note that have no place yet, in the order in which a person reads.
    pub fn missing(&self) -> Vec<Address> {
        let rows = self.from.rows().iter();
        let filled = rows.flat_map(|row| row.filled().map(|cell| Address::new(row.index, cell.column)));
        let all: BTreeSet<Address> = filled.chain(self.from.form().notes.keys().copied()).collect();
        all.difference(&self.put).copied().collect()
    }

    /// Returns those of some cells that have no place yet.
    pub fn missing_of(&self, cells: impl Iterator<Item = Address>) -> Vec<Address> {
        cells.filter(|at| !self.put.contains(at)).collect()
    }

    /// Returns the rearranged sheet.
    pub fn finish(self) -> Sheet {
        let form = self.from.form();
        let to = || self.origins.cells.iter();
        let cells = to().filter_map(|(to, from)| {
            let cell = self.from.cell(*from)?;
            Some((*to, cell.value.clone(), cell.style))
        });
        let rows: Vec<Row> = rows_of(cells);
        let form = Form {
            hidden_rows: self.hidden_rows,
            hidden_columns: Vec::new(),
            strikes: to().filter_map(|(to, from)| Some((*to, form.strikes.get(from)?.clone()))).collect(),
            notes: to().filter_map(|(to, from)| Some((*to, form.notes.get(from)?.clone()))).collect(),
            choices: Vec::new(),
        };
        Sheet::of_rows(self.from.name.clone(), self.from.hidden, rows, self.merges)
            .with_form(form)
            .with_origins(self.origins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{CellNote, Style, Value};

    #[test]
    fn cells_know_where_they_came_from() {
        let at = |text: &str| Address::parse(text).unwrap();
        let cells = ["A1", "A2", "B1", "B2", "D9"].map(|a| (at(a), Value::Text(a.into()), Style::default()));
        let notes = [(at("C2"), CellNote { author: None, text: "late".into() })];
        let form = Form { notes: notes.into(), hidden_rows: [8].into(), ..Form::default() };
        let sheet = Sheet::new("Plan", false, cells, []).with_form(form);
        let mut recast = Recast::new(&sheet);
        for (from, to) in [("A1", "A1"), ("A2", "B1"), ("B1", "A2"), ("B2", "B2"), ("C1", "A3")] {
            recast.put(at(from), at(to));
        }
        recast.label(1, at("A2"));
        assert_eq!(recast.missing(), [at("C2"), at("D9")]);
        recast.put(at("C2"), at("B3"));
        recast.put_row(8, 6);
        let turned = recast.finish();
        assert_eq!(turned.text(at("B1")), "A2");
        assert_eq!(turned.form().notes.keys().copied().collect::<Vec<_>>(), [at("B3")]);
        assert!(turned.form().hidden_rows.contains(&6));
        let place = |cells: &[&str]| turned.place_of(&cells.iter().map(|c| at(c)).collect::<Vec<_>>());
        assert_eq!(place(&["A2", "B2"]), "Plan!B1:B2");
        assert_eq!(place(&["B3"]), "Plan!C2");
        assert_eq!(place(&["D7"]), "Plan!D9");
        assert_eq!(turned.origin_range(Range::new(at("A1"), at("B3"))).to_string(), "A1:C2");
        assert_eq!((turned.label_cell(1), turned.label_cell(0)), (Some(at("A2")), None));
        assert_eq!(sheet.origin(at("A2")), at("A2"));
    }
}
