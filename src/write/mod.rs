//! What leaves the program: the clean workbook, JSON, and the file that they are put into.
//!
//! [`workbook()`] and [`json()`] turn plain data into bytes and text and touch no disk; [`Target`] puts bytes into a file,
//! wholly or not at all. A [`Diff`](crate::diff::Diff) is made readable in `render`, which draws its workbook with the
//! same `cell` and `sheet` as here.

mod atomic;
pub(crate) mod cell;
mod fit;
mod json;
pub(crate) mod records;
#[cfg(test)]
pub(crate) mod samples;
pub(crate) mod sheet;
pub(crate) mod shown;
pub(crate) mod source_map;
mod summary;
mod unwritable;
mod workbook;

pub use atomic::Target;
pub use json::{json, json_pretty};
pub use unwritable::Unwritable;
pub use workbook::{CLEAN_PROPERTY, SHEETS, workbook};
