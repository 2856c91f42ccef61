//! What every reader yields: a workbook of sparse sheets, each cell with its value and the form that carries meaning.
//!
//! Cost follows the cells that exist, never a declared size. Rows and columns count from 0 in code and from 1
//! (`A1`) in everything a person or a file sees; [`Address`] is the one place where the two meet.
//! What a cell means is for the floors above.

mod address;
mod form;
mod header_rows;
mod merges;
mod named_rows;
mod recast;
mod sheet;
mod value;

pub use address::{Address, MOST_COLUMNS, MOST_ROWS, Range, column_letters, compact_cells, place};
pub use form::{CellNote, Choices, Form};
pub use header_rows::HeaderRows;
pub use named_rows::NamedRows;
pub use recast::{Origins, Recast};
pub use sheet::{Cell, Color, Format, Properties, Row, Sheet, Style, Workbook, in_order, rows_of};
pub(crate) use value::round_tidy;
pub use value::{Padding, Shown, Value};
