//! What leaves the program: the clean workbook, JSON, and the file that they are put into.
//!
//! [`workbook()`], [`json()`] and [`csv()`] turn plain data into bytes and text and touch no disk; [`Target`] puts bytes into a file,
//! wholly or not at all, and [`write_all`] several. A [`Diff`](crate::diff::Diff) is made readable in `render`, which draws its workbook with the
//! same `cell` and `sheet` as here.

mod atomic;
pub(crate) mod cell;
mod csv;
mod fit;
mod json;
pub(crate) mod long;
mod pending;
pub(crate) mod records;
#[cfg(test)]
pub(crate) mod samples;
pub(crate) mod sheet;
pub(crate) mod shown;
pub(crate) mod source_map;
mod summary;
mod unwritable;
mod workbook;

pub use self::csv::{CSV_TABLES, CsvTable, FormulaGuard, csv};
pub use atomic::{Target, write_all};
pub use json::{json, json_lines, json_pretty};
pub use long::LongTexts;
pub use pending::{abandon, make_folder, remove_empty_folders};
pub use unwritable::Unwritable;
pub use workbook::{CLEAN_PROPERTY, SHEETS, workbook, workbook_with};
