//! Why the bytes of an output could not be made; which file they were for is told by [`Target::failed`](super::Target::failed).

use std::error::Error as StdError;

/// Why bytes of an output could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unwritable {
    /// A text is longer than a cell of a workbook can hold.
    #[error("sheet `{sheet}`: {cell}: expected at most 32767 characters in a cell, found {found}")]
    LongText {
        /// The sheet of the output.
        sheet: String,
        /// The cell, as `B7`.
        cell: String,
        /// The text's length in UTF-16 units, as Excel counts.
        found: usize,
    },
    /// A sheet would have more rows than Excel opens.
    #[error("sheet `{sheet}`: expected at most 1048576 rows, found {found}")]
    ManyRows {
        /// The sheet of the output.
        sheet: String,
        /// Its rows, the header included.
        found: usize,
    },
    /// A sheet would have more columns than Excel opens.
    #[error("sheet `{sheet}`: expected at most 16384 columns, found {found}")]
    ManyColumns {
        /// The sheet of the output.
        sheet: String,
        /// Its columns.
        found: usize,
    },
    /// The workbook could not be put together.
    #[error("the workbook cannot be put together")]
    Package(#[source] Box<dyn StdError + Send + Sync>),
    /// The rows of a text table could not be put together.
    #[error("the rows cannot be put together")]
    Rows(#[source] Box<dyn StdError + Send + Sync>),
    /// JSON cannot hold the value.
    #[error("cannot be shown as JSON")]
    Unserializable(#[source] Box<dyn StdError + Send + Sync>),
}
