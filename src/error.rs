//! The one error type: what stops a run, with file, sheet and cell named before the fault.
//!
//! What is wrong *with the data* is a [`Finding`](crate::record::Finding) and never an error.

use std::fmt;
use std::path::PathBuf;

/// Why a run stopped.
#[derive(Debug)]
pub struct Error {
    kind: Box<ErrorKind>,
}

/// The kinds of errors. Foreign errors stay boxed as their source.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file could not be read from disk.
    #[error("{file}: cannot be read")]
    Open {
        /// The file as given.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file is of a kind that is not read.
    #[error("{file}: expected a workbook, a text or a document with tables, found {found}")]
    Unsupported {
        /// The file as given.
        file: String,
        /// What it is, with its article.
        found: &'static str,
        /// What its owner can do, as a sentence in the imperative.
        advice: &'static str,
    },
    /// The file is not what its first bytes promise.
    #[error("{file}: {part}: cannot be read")]
    Malformed {
        /// The file as given.
        file: String,
        /// The part of it, such as "sheet `Plan`".
        part: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file's bytes are not whole.
    #[error("{file}: the file is damaged or incomplete")]
    Damaged {
        /// The file as given.
        file: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file asks for more than a limit allows.
    #[error("{file}: expected at most {allowed}, found more (limit `{name}`)")]
    Limit {
        /// The file as given.
        file: String,
        /// What the limit allows, with its unit.
        allowed: String,
        /// The limit's name.
        name: &'static str,
        /// A higher value of the limit, as it is given.
        raised: String,
    },
    /// A sheet was asked for that is not there.
    #[error("{file}: no sheet `{name}`")]
    NoSheet {
        /// The file as given.
        file: String,
        /// The sheet asked for.
        name: String,
        /// The sheets there are.
        sheets: Vec<String>,
    },
    /// A row was said to be the header that has no text.
    #[error("{}: expected a header in {rows}, found {found}", within(file, sheet))]
    NoHeader {
        /// The file as given.
        file: String,
        /// The sheet; empty for delimited text.
        sheet: String,
        /// The row or rows, from 1: `row 4`, `rows 4-5`.
        rows: String,
        /// What there is instead.
        found: String,
    },
    /// A field was given to a column that is not there.
    #[error("{}: no column `{name}`", within(file, sheet))]
    NoColumn {
        /// The file as given.
        file: String,
        /// The sheet, the first of several; empty for delimited text.
        sheet: String,
        /// The column asked for.
        name: String,
        /// The headers that there are, each with its cell.
        columns: Vec<(String, String)>,
    },
    /// Two columns were given one field that a record has once, or one column two fields.
    #[error("{}: {conflict}", within(file, sheet))]
    ColumnConflict {
        /// The file as given.
        file: String,
        /// The sheet; empty for delimited text.
        sheet: String,
        /// What cannot be, with the columns and their cells.
        conflict: String,
    },
    /// The output of an earlier run was expected and is none.
    #[error("{file}: expected an earlier output of trackrecord or a tracker, found {found}")]
    NotPrevious {
        /// The file as given.
        file: String,
        /// What it is.
        found: String,
    },
    /// A profile holds something that it cannot.
    #[error("{file}: {}{fault}", line.map_or_else(String::new, |line| format!("line {line}: ")))]
    Profile {
        /// The file as given.
        file: String,
        /// The line, from 1; `None` for the whole.
        line: Option<usize>,
        /// What is wrong: key, what was expected, what was found.
        fault: String,
        /// The names that may have been meant.
        hint: Option<String>,
    },
    /// The output exists.
    #[error("{}: exists already", path.display())]
    Exists {
        /// The output.
        path: PathBuf,
    },
    /// The output is one of the inputs.
    #[error("{}: is an input, and inputs are never written to", path.display())]
    OutputIsInput {
        /// The output.
        path: PathBuf,
    },
    /// The output could not be written.
    #[error("{}: cannot be written", path.display())]
    Write {
        /// The output.
        path: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// The place of a fault: file, and the sheet where the file has sheets.
fn within(file: &str, sheet: &str) -> String {
    if sheet.is_empty() { file.to_owned() } else { format!("{file}: sheet `{sheet}`") }
}

impl Error {
    /// Returns what went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind: Box::new(kind) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&*self.kind)
    }
}

/// The result of everything that can stop.
pub type Result<T, E = Error> = std::result::Result<T, E>;
