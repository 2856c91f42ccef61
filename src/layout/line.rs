//! Rows as a person sees them: the pieces of text in a row, each with the width of its merge.
//!
//! White space, empty rows and the hidden part of merges are gone here; what a line is for is decided by the files beside.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::grid::{Address, Cell, Row, Sheet, Value};
use crate::normalize::{headers, text};
use crate::record::Field;

use super::pin::Pin;

/// Pinned headers, folded, and their fields.
type Pinned = BTreeMap<String, Field>;

/// A filled cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    /// Where it stands; the corner of its merge.
    pub at: Address,
    /// The last column that its merge covers.
    pub last_column: u32,
    /// The last row that its merge covers.
    pub last_row: u32,
    /// Its text, cleaned.
    pub text: String,
    /// It holds a typed number, date or truth value, not text.
    pub typed: bool,
    /// Bold, or filled: set off by its form.
    pub styled: bool,
    /// The field that the caller says a header of this text names.
    pub pinned: Option<Field>,
    /// What its text names as a header, once somebody asked; several questions about a row of labels hang on it.
    named: OnceCell<Option<(Field, f32)>>,
}

impl Piece {
    fn of(sheet: &Sheet, row: u32, cell: &Cell, pins: &Pinned) -> Self {
        let at = Address::new(row, cell.column);
        let merge = sheet.merge_at(at).filter(|merge| merge.start == at);
        let text = text::clean(&cell.value.text());
        Self {
            at,
            last_column: merge.map_or(cell.column, |m| m.end.column),
            last_row: merge.map_or(row, |m| m.end.row),
            pinned: if pins.is_empty() { None } else { pins.get(&text::fold(&text)).copied() },
            text,
            typed: !matches!(cell.value, Value::Text(_) | Value::Error(_)),
            styled: cell.style.bold || cell.style.fill.is_some(),
            named: OnceCell::new(),
        }
    }

    /// Returns the field that its text names as a header, and how sure that is.
    pub(super) fn named(&self) -> Option<(Field, f32)> {
        *self.named.get_or_init(|| headers::read_header(&self.text).map(|read| (read.field, read.confidence)))
    }

    /// Returns how many columns it covers.
    pub(super) fn width(&self) -> u32 {
        self.last_column - self.at.column + 1
    }

    /// Tells whether it covers a column.
    pub(super) fn covers(&self, column: u32) -> bool {
        (self.at.column..=self.last_column).contains(&column)
    }

    /// Returns how many words it has.
    pub(super) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Tells whether it is a number, typed or written.
    pub(super) fn is_number(&self) -> bool {
        number(&self.text).is_some()
    }
}

/// Returns a plain count written in a text, thousands separators allowed.
pub(crate) fn number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    plain.chars().next()?.is_ascii_digit().then(|| plain.parse().ok())?
}

/// A row with something to read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Row, from 0.
    pub row: u32,
    /// Its filled cells, by column; never empty.
    pub pieces: Vec<Piece>,
}

impl Line {
    fn of(sheet: &Sheet, row: &Row, pins: &Pinned) -> Option<Self> {
        let pieces = row.filled().map(|cell| Piece::of(sheet, row.index, cell, pins));
        let pieces: Vec<Piece> = pieces.filter(|p| !p.text.is_empty()).collect();
        (!pieces.is_empty()).then_some(Self { row: row.index, pieces })
    }

    /// Returns the piece in a column.
    pub(super) fn piece(&self, column: u32) -> Option<&Piece> {
        let place = self.pieces.binary_search_by_key(&column, |p| p.at.column).ok()?;
        self.pieces.get(place)
    }

    /// Returns the last piece that begins in a column or left of it.
    pub(super) fn up_to(&self, column: u32) -> Option<&Piece> {
        let next = self.pieces.partition_point(|p| p.at.column <= column);
        self.pieces.get(next.checked_sub(1)?)
    }

    /// Returns the first piece that begins right of a column.
    pub(super) fn right_of(&self, column: u32) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|p| p.at.column <= column))
    }

    /// Returns the one piece of a line that has no other.
    pub(super) fn only(&self) -> Option<&Piece> {
        match self.pieces.as_slice() {
            [piece] => Some(piece),
            _ => None,
        }
    }

    /// Returns the pieces within a stretch of columns.
    pub(super) fn within(&self, first: u32, last: u32) -> impl ExactSizeIterator<Item = &Piece> {
        let from = self.pieces.partition_point(|p| p.at.column < first);
        let to = self.pieces.partition_point(|p| p.at.column <= last);
        self.pieces.get(from..to).unwrap_or_default().iter()
    }

    /// Returns what tells which piece lies over a column.
    pub(super) fn cover(&self) -> Cover<'_> {
        Cover::of(&self.pieces)
    }

    /// Returns what tells which of the pieces that begin right of a column lies over another one.
    pub(super) fn cover_right_of(&self, column: u32) -> Cover<'_> {
        let next = self.pieces.partition_point(|p| p.at.column <= column);
        Cover::of(self.pieces.get(next..).unwrap_or_default())
    }
}

/// A line's pieces by the columns that they cover; a damaged file's merges can overlap.
pub(super) struct Cover<'a> {
    pieces: &'a [Piece],
    /// For each piece the last column that it or one before it covers.
    reaches: Vec<u32>,
}

impl<'a> Cover<'a> {
    fn of(pieces: &'a [Piece]) -> Self {
        let mut reach = 0;
        let reaches = pieces.iter().map(|p| {
            reach = reach.max(p.last_column);
            reach
        });
        Self { reaches: reaches.collect(), pieces }
    }

    /// Returns the first piece that covers a column.
    pub(super) fn over(&self, column: u32) -> Option<&'a Piece> {
        let first = self.reaches.partition_point(|reach| *reach < column);
        self.pieces.get(first).filter(|p| p.covers(column))
    }
}

/// Returns the rows with something to read, from the top.
pub(crate) fn lines(sheet: &Sheet, pins: &[Pin]) -> Vec<Line> {
    let named = |pin: &Pin| pin.field.map(|field| (text::fold(&pin.column), field));
    let pins: Pinned = pins.iter().filter_map(named).collect();
    sheet.rows().iter().filter_map(|row| Line::of(sheet, row, &pins)).collect()
}
