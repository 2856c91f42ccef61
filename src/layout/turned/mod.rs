//! Sheets whose records do not stand in rows: a record a column, or forms of labels beside their values. They are rearranged
//! so that they do, and all that follows reads them as any other sheet.
//!
//! `evidence` tells labels from values and a table with a header row from one without, `across` turns a table with its labels
//! in a column, `form` makes a table of forms. A sheet with a header row whose columns hold what it names is never touched.

mod across;
mod evidence;
mod form;

use std::collections::BTreeMap;

use super::line::{self, Line};
use super::pin::{LayoutOptions, Pin};
use super::{Outline, outline_given};
use crate::grid::{Address, HeaderRows, Recast, Sheet, column_letters};
use crate::record::Role;

/// How a sheet's records stand where they do not stand in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Labels down a column, and a record in each column beside it.
    Columns,
    /// Labels beside their values, a form for each record.
    Forms,
}

/// A sheet that was rearranged so that its records stand in rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Turned {
    /// The sheet as it is read; it knows where its cells stand in the file.
    pub sheet: Sheet,
    /// How the records stand in the file.
    pub shape: Shape,
    /// The labels name beyond doubt what each item is.
    pub names_items: bool,
    /// How many records or forms were seen.
    pub records: usize,
    /// The letters of the column that its labels begin in.
    pub label_column: String,
    header: HeaderRows,
    given: Given,
}

/// Roles that rows of a rearranged sheet have from the start.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Given {
    /// By row.
    pub roles: BTreeMap<u32, Role>,
    /// Each record is a form of its own.
    pub apart: bool,
    /// The row below the last that the table can have.
    pub end: Option<u32>,
}

impl Turned {
    /// Finds out what each row and cell of the rearranged sheet is.
    pub fn outline(&self, pins: &[Pin]) -> Outline {
        let options =
            LayoutOptions { header: Some(self.header), pins: pins.to_vec(), ..LayoutOptions::default() };
        outline_given(&self.sheet, &options, &self.given)
    }

    /// Returns the role of each cell with something to read, by its place in the file.
    pub fn roles(&self, outline: &Outline) -> BTreeMap<Address, Role> {
        let rows = self.sheet.rows().iter();
        let cells = rows.flat_map(|row| row.filled().map(|cell| Address::new(row.index, cell.column)));
        cells.map(|at| (self.sheet.origin(at), outline.role(at))).collect()
    }
}

/// Rearranges a sheet whose records do not stand in rows; `None` for one that is read as it is.
pub fn turned(sheet: &Sheet, pins: &[Pin]) -> Option<Turned> {
    let lines = line::lines(sheet, pins);
    let labels = evidence::label_column(&lines)?;
    if evidence::has_header_row(&lines, labels) {
        return None;
    }
    across::turned(sheet, &lines, labels).or_else(|| form::turned(sheet, &lines, labels, None))
}

/// A sheet in the making: the rows above what is rearranged stay, those below follow it.
struct Turning<'a> {
    recast: Recast<'a>,
    given: Given,
    /// First row of what is rearranged.
    first: u32,
    /// The next free row.
    next: u32,
}

impl<'a> Turning<'a> {
    /// Begins with the rows above some lines.
    fn above(sheet: &'a Sheet, first: u32) -> Self {
        let mut recast = Recast::new(sheet);
        for row in rows_of_file(sheet).into_iter().take_while(|row| *row < first) {
            recast.put_row(row, row);
        }
        Self { recast, given: Given::default(), first, next: first }
    }

    /// Adds what is left of the rearranged rows, each row of it with a role, and the rows below.
    fn below(&mut self, sheet: &Sheet, last: u32, role: impl Fn(&[Address]) -> Role) {
        let mut left: BTreeMap<u32, Vec<Address>> = BTreeMap::new();
        for at in self.recast.missing().into_iter().filter(|at| (self.first..=last).contains(&at.row)) {
            left.entry(at.row).or_default().push(at);
        }
        for cells in left.into_values() {
            for (at, column) in cells.iter().zip(0..) {
                self.recast.put(*at, Address::new(self.next, column));
            }
            self.given.roles.insert(self.next, role(&cells));
            self.next += 1;
        }
        for row in rows_of_file(sheet).into_iter().filter(|row| *row > last) {
            self.recast.put_row(row, (row - last - 1).saturating_add(self.next));
        }
    }
}

/// The rows with cells or notes, from the top.
fn rows_of_file(sheet: &Sheet) -> Vec<u32> {
    let noted = sheet.form().notes.keys().map(|at| at.row);
    let mut rows: Vec<u32> = sheet.rows().iter().map(|row| row.index).chain(noted).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn letters(lines: &[Line], column: u32) -> String {
    let merged = lines.iter().filter_map(|line| line.piece(column)).map(|p| p.at.column).min();
    column_letters(merged.unwrap_or(column))
}

#[cfg(test)]
mod tests;
