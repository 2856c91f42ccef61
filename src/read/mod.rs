//! Bytes to a [`Workbook`]: told by content, one file or folder per format, foreign crates behind this door.
//!
//! Steps: `sniff` says what the bytes are, then `xlsx` (over `package` and `xml`) or `delimited` yields sheets of sparse
//! cells, within [`Limits`]. What no step can read is an error that says what the file is and what to do; what only a part could not yield is a finding.
//! What rows and cells mean is for `layout`.

mod delimited;
mod dialect;
mod encoding;
mod limits;
mod package;
mod sniff;
mod xlsx;
mod xml;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::error::{ErrorKind, Result};
use crate::grid::Workbook;
use crate::record::Finding;
pub use limits::{Limit, Limits};
use sniff::Content;

/// What was read, and what could not be.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The grid.
    pub workbook: Workbook,
    /// Stray quotes, assumed encodings, sheets that could not be read.
    pub findings: Vec<Finding>,
}

/// How to read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// What the file may ask for.
    pub limits: Limits,
}

/// Reads a file from disk; its path becomes the workbook's name.
///
/// # Errors
///
/// Where the file cannot be opened, is of a kind that is not read, passes a limit, or is not what its first bytes promise.
pub fn open(path: &Path) -> Result<Reading> {
    open_with(path, &ReadOptions::default())
}

/// Reads a file from disk as the options say.
///
/// # Errors
///
/// As for [`open`].
pub fn open_with(path: &Path, options: &ReadOptions) -> Result<Reading> {
    let file = path.display().to_string();
    let bytes = bytes_of(path, options.limits.input)
        .map_err(|source| ErrorKind::Open { file: file.clone(), source })?;
    read_with(&file, &bytes, options)
}

/// The bytes of a file; one more than the limit allows where it is longer, so that the reader sees it and no more is taken.
fn bytes_of(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).saturating_add(1));
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file's bytes; `file` names it in messages.
///
/// # Errors
///
/// Where the bytes are of a kind that is not read, pass a limit, or are not what the first of them promise.
pub fn read(file: &str, bytes: &[u8]) -> Result<Reading> {
    read_with(file, bytes, &ReadOptions::default())
}

/// Reads a file's bytes as the options say.
///
/// # Errors
///
/// As for [`read`].
pub fn read_with(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Reading> {
    let limits = &options.limits;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    limits.check(Limit::Input, length).map_err(|exceeded| exceeded.of(file))?;
    match sniff::content(bytes) {
        Content::Xlsx => xlsx::read(file, bytes, limits),
        Content::Text => Ok(delimited::read(file, bytes)),
        Content::Other { found, advice } => {
            Err(ErrorKind::Unsupported { file: file.to_owned(), found, advice }.into())
        }
    }
}
