//! The frame of a table: its columns with what each seems to hold, as far as the roles of rows depend on it.
//!
//! Which field a column really maps to, with confidence and reason, is for `columns`; here it is enough to know where the
//! key stands, where running text is, and where short values are.

use std::collections::BTreeSet;

use crate::grid::Sheet;
use crate::normalize::{dates, headers, refs, status, text};
use crate::record::Field;

use super::guidance;
use super::header::{HeaderBlock, HeaderColumn};
use super::line::Line;
use super::pin::{Pin, pinned};

/// What a column holds shows in its first cells; more are not read.
const CELLS_READ: usize = 400;

/// Words from which a cell counts as running text.
const PROSE_WORDS: usize = 6;

/// What a column holds, for telling rows apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Short values: dates, names, statuses, numbers.
    Value,
    /// Running text that can go on over several rows.
    Prose,
}

/// A column of the frame.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FrameColumn {
    /// Column, from 0.
    pub column: u32,
    /// The field that its header names, or that it is pinned to, if any.
    pub field: Option<Field>,
    /// What its cells hold.
    pub kind: Kind,
}

/// The columns of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Frame {
    /// By column; never empty.
    pub columns: Vec<FrameColumn>,
    /// First and last column.
    pub first: u32,
    /// Last column.
    pub last: u32,
    /// The column of refs, where most of its cells are some.
    pub key: Option<u32>,
    /// Columns that say what the item is, by column: recommendation and action, or the first running text, or the first column.
    pub subjects: Vec<u32>,
}

impl Frame {
    /// Returns the frame of a table: a header and the lines below it.
    pub(super) fn of(
        sheet: &Sheet,
        header: &HeaderBlock,
        body: &[Line],
        pins: &[Pin],
    ) -> (Self, Vec<HeaderColumn>) {
        let mut named = with_unnamed(header, body);
        for column in &mut named {
            column.cell = sheet.label_cell(column.column);
            if let Some(cell) = column.cell.filter(|_| !column.named) {
                column.label = format!("Row {}", u64::from(cell.row) + 1);
            }
        }
        let columns = frame_columns(&named, &pinned(pins, &named), body);
        let key = key_column(&columns, body);
        let mut subjects: Vec<u32> = columns
            .iter()
            .filter(|c| {
                matches!(c.field, Some(Field::Recommendation | Field::Action)) && Some(c.column) != key
            })
            .map(|c| c.column)
            .collect();
        if subjects.is_empty() {
            let free = |c: &&FrameColumn| Some(c.column) != key && c.field.is_none_or(Field::is_prose);
            let prose = columns.iter().filter(free).find(|c| c.kind == Kind::Prose);
            let first = prose
                .or_else(|| columns.iter().find(free))
                .or_else(|| columns.iter().find(|c| Some(c.column) != key));
            subjects.extend(first.map(|c| c.column));
        }
        let first = columns.first().map_or(0, |c| c.column);
        let last = columns.last().map_or(0, |c| c.column);
        (Self { columns, first, last, key, subjects }, named)
    }

    /// Returns what a column holds.
    pub(super) fn kind(&self, column: u32) -> Option<Kind> {
        self.column(column).map(|c| c.kind)
    }

    /// Returns the field that a column's header names.
    pub(super) fn field(&self, column: u32) -> Option<Field> {
        self.column(column).and_then(|c| c.field)
    }

    /// Tells whether a column says what the item is.
    pub(super) fn is_subject(&self, column: u32) -> bool {
        self.subjects.binary_search(&column).is_ok()
    }

    /// Returns a column of the frame.
    pub(super) fn column(&self, column: u32) -> Option<&FrameColumn> {
        let place = self.columns.binary_search_by_key(&column, |c| c.column).ok()?;
        self.columns.get(place)
    }
}

/// The header's columns and those without a header that belong to the table: between its columns, or right beside them.
fn with_unnamed(header: &HeaderBlock, body: &[Line]) -> Vec<HeaderColumn> {
    let mut columns = header.columns.clone();
    let (Some(first), Some(last)) = (columns.first().map(|c| c.column), columns.last().map(|c| c.column))
    else {
        return columns;
    };
    let used: BTreeSet<u32> = body
        .iter()
        .filter(|line| line.within(first, last).next().is_some() && !guidance::is_scale(line, header))
        .flat_map(|line| line.pieces.iter().filter(|p| p.width() == 1).map(|p| p.at.column))
        .collect();
    let mut reach = |mut column: u32, step: fn(u32) -> Option<u32>| {
        while let Some(next) = step(column).filter(|next| used.contains(next)) {
            columns.push(HeaderColumn::unnamed(next));
            column = next;
        }
    };
    reach(first, |c| c.checked_sub(1));
    reach(last, |c| c.checked_add(1));
    let named: BTreeSet<u32> = columns.iter().map(|c| c.column).collect();
    for column in used.range(first..last) {
        if !named.contains(column) {
            columns.push(HeaderColumn::unnamed(*column));
        }
    }
    columns.sort_by_key(|c| c.column);
    columns
}

/// What each column is, by its header or else by its first cells.
fn frame_columns(named: &[HeaderColumn], pins: &[Option<&Pin>], body: &[Line]) -> Vec<FrameColumn> {
    let field = |(column, pin): (&HeaderColumn, &Option<&Pin>)| match pin {
        Some(pin) => pin.field,
        None => headers::read_header(&column.full()).map(|read| read.field),
    };
    let fields: Vec<Option<Field>> = named.iter().zip(pins).map(field).collect();
    let mut told: Vec<Told> = fields.iter().map(|_| Told::default()).collect();
    let mut open = fields.iter().filter(|field| field.is_none()).count();
    // Line by line, so that the cost follows the cells and not rows times columns.
    for line in body {
        if open == 0 {
            break;
        }
        for piece in &line.pieces {
            let Ok(place) = named.binary_search_by_key(&piece.at.column, |c| c.column) else { continue };
            let Some(told) = told.get_mut(place).filter(|told| told.filled < CELLS_READ) else { continue };
            if fields.get(place).is_some_and(Option::is_none) {
                told.read(&piece.text);
                open -= usize::from(told.filled == CELLS_READ);
            }
        }
    }
    let kind = |field: Option<Field>, told: &Told| match field {
        Some(field) if field.is_prose() => Kind::Prose,
        Some(_) => Kind::Value,
        None if told.prose * 4 > told.filled => Kind::Prose,
        None => Kind::Value,
    };
    let columns = named.iter().zip(fields).zip(&told);
    columns
        .map(|((column, field), told)| FrameColumn { column: column.column, field, kind: kind(field, told) })
        .collect()
}

/// How many of a column's first cells were read, and how many of them hold running text.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    filled: usize,
    prose: usize,
}

impl Told {
    fn read(&mut self, cell: &str) {
        self.filled += 1;
        self.prose += usize::from(
            text::is_prose(cell, PROSE_WORDS)
                && !dates::looks_like_date(cell)
                && !status::is_status_like(cell),
        );
    }
}

/// The column that numbers the items: named so and holding refs as a rule, or without a name but all different refs.
fn key_column(columns: &[FrameColumn], body: &[Line]) -> Option<u32> {
    // Rows with few cells are headlines, remarks, sums: what stands in them says nothing about the column.
    let widest = body.iter().take(CELLS_READ).map(|line| line.pieces.len()).max().unwrap_or(0);
    let rows: Vec<&Line> =
        body.iter().filter(|line| line.pieces.len() * 2 >= widest).take(CELLS_READ).collect();
    let shares = |column: u32| {
        let found: Vec<&str> =
            rows.iter().filter_map(|line| line.piece(column)).map(|p| p.text.as_str()).collect();
        let distinct: BTreeSet<&&str> = found.iter().collect();
        let refs = found.iter().filter(|cell| refs::looks_like_ref(cell)).count();
        (found.len(), refs, distinct.len())
    };
    let named = columns.iter().filter(|c| c.field == Some(Field::Ref)).find(|c| {
        let (filled, refs, _) = shares(c.column);
        refs * 3 >= filled
    });
    let unnamed = || {
        columns.iter().take(2).filter(|c| c.field.is_none()).find(|c| {
            let (filled, refs, distinct) = shares(c.column);
            filled >= 3 && refs * 10 >= filled * 9 && distinct * 10 >= filled * 9
        })
    };
    named.or_else(unnamed).map(|c| c.column)
}
