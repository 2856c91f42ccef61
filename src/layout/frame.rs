//! The frame of a table: its columns with what each seems to hold, as far as the roles of rows depend on it.
//!
//! Which field a column really maps to, with confidence and reason, is for `columns`; here it is enough to know where the
//! key stands, where running text is, and where short values are.

use std::collections::BTreeSet;

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
    /// Columns that say what the item is: recommendation and action, or the first running text, or the first column.
    pub subjects: Vec<u32>,
}

impl Frame {
    /// Returns the frame of a table: a header and the lines below it.
    pub(super) fn of(header: &HeaderBlock, body: &[Line], pins: &[Pin]) -> (Self, Vec<HeaderColumn>) {
        let named = with_unnamed(header, body);
        let columns: Vec<FrameColumn> = named
            .iter()
            .zip(pinned(pins, &named))
            .map(|(column, pin)| frame_column(column, pin, body))
            .collect();
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
        self.columns.iter().find(|c| c.column == column).map(|c| c.kind)
    }

    /// Returns the field that a column's header names.
    pub(super) fn field(&self, column: u32) -> Option<Field> {
        self.columns.iter().find(|c| c.column == column).and_then(|c| c.field)
    }

    /// Tells whether a column says what the item is.
    pub(super) fn is_subject(&self, column: u32) -> bool {
        self.subjects.contains(&column)
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
    for column in used.range(first..last) {
        if columns.iter().all(|c| c.column != *column) {
            columns.push(HeaderColumn::unnamed(*column));
        }
    }
    columns.sort_by_key(|c| c.column);
    columns
}

fn cells(column: u32, body: &[Line]) -> impl Iterator<Item = &str> {
    body.iter().filter_map(move |line| line.piece(column)).map(|p| p.text.as_str()).take(CELLS_READ)
}

fn frame_column(column: &HeaderColumn, pin: Option<&Pin>, body: &[Line]) -> FrameColumn {
    let field = match pin {
        Some(pin) => pin.field,
        None => headers::read_header(&column.full()).map(|read| read.field),
    };
    let (mut filled, mut prose) = (0_usize, 0_usize);
    for cell in cells(column.column, body) {
        filled += 1;
        prose += usize::from(
            text::is_prose(cell, PROSE_WORDS)
                && !dates::looks_like_date(cell)
                && !status::is_status_like(cell),
        );
    }
    let kind = match field {
        Some(field) if field.is_prose() => Kind::Prose,
        Some(_) => Kind::Value,
        None if prose * 4 > filled => Kind::Prose,
        None => Kind::Value,
    };
    FrameColumn { column: column.column, field, kind }
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
