//! The sheet of records as it is now, against the table that was written: which row is which record, which cells differ,
//! which stand beside the table.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Present, Shows};
use super::edit::{Edit, shortened};
use super::same::{plain, same};
use crate::grid::{Address, Range, Row, Sheet, Value, compact_cells, place};
use crate::layout::{HeaderColumn, Holds, Outline, Table, TableRow};
use crate::normalize::text;
use crate::record::{Code, Finding, RecordSource, Role, Tracker};
use crate::write::cell::{self, Cell};
use crate::write::records::RECORDS;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowIs {
    /// The kept record of this number.
    Kept(usize),
    /// A record that a person added.
    Added,
    /// Something beside the table.
    Outside,
}

/// The sheet now, and what was written.
pub(super) struct Now<'a> {
    sheet: &'a Sheet,
    header: &'a Row,
    written: &'a cell::Table,
    columns: &'a [Present],
    /// Columns that were written and are no longer there.
    removed: Vec<(usize, Shows)>,
    rows: Vec<(&'a Row, RowIs)>,
    records: usize,
}

impl<'a> Now<'a> {
    /// Finds out what each row is.
    pub(super) fn new(
        sheet: &'a Sheet,
        header: &'a Row,
        kept: &Tracker,
        written: &'a cell::Table,
        shows: &[Shows],
        columns: &'a [Present],
    ) -> Self {
        let there: BTreeSet<usize> = columns.iter().filter_map(|column| column.written).collect();
        let removed = shows
            .iter()
            .enumerate()
            .filter(|(number, shows)| !there.contains(number) && !matches!(shows, Shows::Id | Shows::Source));
        let mut now = Self {
            sheet,
            header,
            written,
            columns,
            removed: removed.map(|(number, shows)| (number, shows.clone())).collect(),
            rows: Vec::new(),
            records: kept.records.len(),
        };
        now.rows = now.sorted_out(kept);
        now
    }

    /// The first row with a record's ID is that record, a later one is new. A row without a known ID is a new record among
    /// the others or right below them, if it says anything of one.
    fn sorted_out(&self, kept: &Tracker) -> Vec<(&'a Row, RowIs)> {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        for (number, record) in kept.records.iter().enumerate() {
            numbers.entry(plain(&record.id)).or_insert(number);
        }
        let mut rows: Vec<(&Row, RowIs)> = Vec::new();
        for row in self.sheet.rows().iter().filter(|row| row.filled().next().is_some()) {
            let known = numbers.remove(&plain(&self.id_cell(row))).filter(|_| row.index > self.header.index);
            rows.push((row, known.map_or(RowIs::Outside, RowIs::Kept)));
        }
        let last = rows.iter().rev().find(|(_, is)| *is != RowIs::Outside).map(|(row, _)| row.index);
        let mut below = self.header.index;
        for (row, is) in &mut rows {
            let among = row.index > self.header.index && last.is_some_and(|last| row.index < last);
            let right_below = row.index == below.saturating_add(1);
            if *is == RowIs::Outside && (among || right_below) && self.is_record(row) {
                *is = RowIs::Added;
            }
            if *is != RowIs::Outside {
                below = row.index;
            }
        }
        rows.retain(|(row, _)| row.index != self.header.index);
        rows
    }

    fn is_record(&self, row: &Row) -> bool {
        let says = |column: &Present| {
            let subject = matches!(column.shows, Shows::Ref | Shows::Recommendation | Shows::Action);
            if subject { 2 } else { 1 }
        };
        self.cells(row).map(|(column, _)| says(column)).sum::<usize>() > 1
    }

    /// Returns the rows with something to read, from the top, without the header.
    pub(super) fn rows(&self) -> &[(&'a Row, RowIs)] {
        &self.rows
    }

    /// Returns the numbers of the kept records that have no row.
    pub(super) fn gone(&self) -> impl Iterator<Item = usize> {
        let there: BTreeSet<usize> = self
            .rows
            .iter()
            .filter_map(|(_, is)| if let RowIs::Kept(number) = is { Some(*number) } else { None })
            .collect();
        (0..self.records).filter(move |number| !there.contains(number))
    }

    /// Returns the filled cells of a row that stand in columns of the table.
    pub(super) fn cells<'s>(&'s self, row: &'s Row) -> impl Iterator<Item = (&'s Present, &'s Value)> {
        let filled = |column: &'s Present| {
            let value = &row.cell(column.column)?.value;
            (!value.is_blank()).then_some((column, value))
        };
        self.columns.iter().filter_map(filled)
    }

    fn id_cell(&self, row: &Row) -> String {
        let column = self.columns.iter().find(|column| column.shows == Shows::Id);
        column.and_then(|column| row.cell(column.column)).map(|cell| cell.value.text()).unwrap_or_default()
    }

    /// Returns what stands in the column of IDs, on one line.
    pub(super) fn id(&self, row: &Row) -> String {
        text::single_line(&self.id_cell(row))
    }

    /// Returns the cells of a kept record that a person changed, and a finding for each.
    pub(super) fn edits(&self, row: &Row, number: usize, findings: &mut Vec<Finding>) -> Vec<Edit> {
        let mut edits = Vec::new();
        for column in self.columns {
            if matches!(column.shows, Shows::Id | Shows::Source) {
                continue;
            }
            let blank = Value::Empty;
            let now = row.cell(column.column).map_or(&blank, |cell| &cell.value);
            let written = column.written.map_or(&Cell::Blank, |place| self.written_cell(place, number));
            if same(written, now) {
                continue;
            }
            let edit = Edit {
                shows: column.shows.clone(),
                at: Some(Address::new(row.index, column.column)),
                now: now.clone(),
            };
            // Of a column that was added all is new, and said once.
            if column.written.is_some() {
                findings.push(edited(&column.header, &self.id(row), written, &edit));
            }
            edits.push(edit);
        }
        for (place, shows) in &self.removed {
            if *self.written_cell(*place, number) != Cell::Blank {
                edits.push(Edit { shows: shows.clone(), at: None, now: Value::Empty });
            }
        }
        edits
    }

    /// Returns every cell of a row that was added.
    pub(super) fn all_of(&self, row: &Row) -> Vec<Edit> {
        let cells = self.cells(row).filter(|(column, _)| !matches!(column.shows, Shows::Id | Shows::Source));
        cells
            .map(|(column, value)| Edit {
                shows: column.shows.clone(),
                at: Some(Address::new(row.index, column.column)),
                now: value.clone(),
            })
            .collect()
    }

    /// Returns where a record stands that was added.
    pub(super) fn source(&self, row: &Row, edits: &[Edit]) -> RecordSource {
        let mut fields: BTreeMap<String, Vec<Address>> = BTreeMap::new();
        for edit in edits {
            if let (Some(field), Some(at)) = (edit.shows.name(), edit.at) {
                fields.entry(field).or_default().push(at);
            }
        }
        let cells: Vec<Address> =
            self.cells(row).map(|(column, _)| Address::new(row.index, column.column)).collect();
        RecordSource {
            sheet: Some(RECORDS.to_owned()),
            cells: compact_cells(&cells),
            fields: fields.into_iter().map(|(field, cells)| (field, compact_cells(&cells))).collect(),
        }
    }

    fn written_cell(&self, column: usize, number: usize) -> &'a Cell {
        self.written.columns.get(column).and_then(|column| column.cells.get(number)).unwrap_or(&Cell::Blank)
    }

    /// Says which columns a person added or took out.
    pub(super) fn changed_columns(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (place, _) in &self.removed {
            let Some(column) = self.written.columns.get(*place) else { continue };
            let values = column.cells.iter().filter(|cell| **cell != Cell::Blank).count();
            let message = format!("column `{}` is gone, and its {values} values with it", column.header);
            findings.push(Finding::new(Code::ValueEdited, message, Some(RECORDS.to_owned())));
        }
        for column in self.columns.iter().filter(|column| column.written.is_none()) {
            let read = match column.shows.name() {
                Some(field) => format!("is read as {field}"),
                None => "is read".to_owned(),
            };
            let message = format!("column `{}` was added and {read}", column.header);
            let at = Address::new(self.header.index, column.column).to_string();
            findings.push(Finding::new(Code::ValueEdited, message, Some(place(RECORDS, &at))));
        }
        findings
    }

    /// Counts the cells that added columns have in the header and beside kept records.
    pub(super) fn added_cells(&self) -> [(Role, usize); 2] {
        let is_added = |column: &Present| column.written.is_none();
        let headers = self.columns.iter().filter(|column| is_added(column)).count();
        let kept = self.rows.iter().filter(|(_, is)| matches!(is, RowIs::Kept(_)));
        let cells = kept.map(|(row, _)| self.cells(row).filter(|(column, _)| is_added(column)).count()).sum();
        [(Role::Header, headers), (Role::Record, cells)]
    }

    /// Returns a finding for each cell beside the table.
    pub(super) fn scribbles(&self) -> Vec<Finding> {
        let cells = self.beside_the_table();
        let finding = |at: &Address| {
            let message = format!("`{}` fits nowhere", shortened(&text::clean(&self.sheet.text(*at))));
            Finding::new(Code::UnclaimedCell, message, Some(place(RECORDS, &at.to_string())))
        };
        cells.iter().map(finding).collect()
    }

    fn beside_the_table(&self) -> Vec<Address> {
        let columns: BTreeSet<u32> = self.columns.iter().map(|column| column.column).collect();
        let beside = |(row, is): &(&Row, RowIs)| {
            let free = |column: &u32| *is == RowIs::Outside || !columns.contains(column);
            let index = row.index;
            let filled: Vec<u32> = row.filled().map(|cell| cell.column).filter(free).collect();
            filled.into_iter().map(move |column| Address::new(index, column))
        };
        self.rows.iter().flat_map(beside).collect()
    }

    /// Returns the roles of the sheet's rows and cells, and its table.
    pub(super) fn outline(&self) -> Outline {
        let inside = self.rows.iter().filter(|(_, is)| *is != RowIs::Outside);
        let rows: Vec<TableRow> = inside.map(|(row, _)| TableRow::new(row.index, Role::Record)).collect();
        let columns: Vec<HeaderColumn> = self
            .columns
            .iter()
            .map(|column| HeaderColumn {
                column: column.column,
                label: column.header.clone(),
                parent: None,
                named: true,
                cell: None,
            })
            .collect();
        let (first, last) = (columns.first().map_or(0, |c| c.column), columns.last().map_or(0, |c| c.column));
        let bottom = rows.last().map_or(self.header.index, |row| row.row);
        let role = |is: RowIs| if is == RowIs::Outside { Role::Unclaimed } else { Role::Record };
        let mut outline = Outline {
            rows: self.rows.iter().map(|(row, is)| (row.index, role(*is))).collect(),
            cells: self.beside_the_table().into_iter().map(|at| (at, Role::Unclaimed)).collect(),
            ..Outline::default()
        };
        outline.rows.insert(self.header.index, Role::Header);
        outline.tables.push(Table {
            range: Range::new(Address::new(self.header.index, first), Address::new(bottom, last)),
            header_rows: vec![self.header.index],
            columns,
            title: None,
            rows,
            holds: Holds::Items,
            apart: false,
        });
        outline
    }
}

fn edited(header: &str, id: &str, written: &Cell, edit: &Edit) -> Finding {
    let text = |text: String| match shortened(&text::clean(&text)) {
        text if text.is_empty() => "empty".to_owned(),
        text => format!("`{text}`"),
    };
    let (before, after) = (text(written.as_shown()), text(edit.now.text()));
    let message = format!("`{header}` of {id} was {before}, a person made it {after}");
    Finding::new(Code::ValueEdited, message, Some(edit.place()))
}
