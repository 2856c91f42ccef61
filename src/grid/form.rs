//! What a sheet shows beside its cells' values: hidden rows and columns, parts of a text that are struck through, notes,
//! and the lists that cells may be filled from.
//!
//! A reader fills what its container holds and it can read; all of it is empty otherwise. What it means is for the floors
//! above.

use std::collections::{BTreeMap, BTreeSet};
use std::ops;

use super::{Address, Range};

/// The form of a sheet, as far as it can carry meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    /// Rows that are not shown, by hand or by a filter; from 0.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are not shown, each range with both ends; from 0.
    pub hidden_columns: Vec<(u32, u32)>,
    /// For a cell whose text is struck through in part, the parts: ranges of bytes of its text, in order, none empty.
    pub strikes: BTreeMap<Address, Vec<ops::Range<usize>>>,
    /// Notes by cell.
    pub notes: BTreeMap<Address, CellNote>,
    /// Cells that are filled from a list.
    pub choices: Vec<Choices>,
}

impl Form {
    /// Tells whether a column that counts from 0 is not shown.
    pub fn hides_column(&self, column: u32) -> bool {
        self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// What somebody noted on a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellNote {
    /// Who, where the file says so.
    pub author: Option<String>,
    /// What it says, without the author's name that programs put in front.
    pub text: String,
}

/// A list that cells are filled from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// The cells.
    pub range: Range,
    /// The texts to choose from, in order.
    pub items: Vec<String>,
}
