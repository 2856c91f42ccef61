//! Bytes to a [`Workbook`]: told by content, one file per format, calamine and csv behind this door.
//!
//! Steps: `sniff` says what the bytes are, then `xlsx` or `delimited` yields sheets of sparse cells. What no step can
//! read is an error that says what the file is and what to do; what only a part could not yield is a finding.
//! What rows and cells mean is for `layout`.

mod delimited;
mod dialect;
mod encoding;
mod sniff;
mod xlsx;

use std::path::Path;

use crate::error::{ErrorKind, Result};
use crate::grid::Workbook;
use crate::record::Finding;
use sniff::Content;

/// What was read, and what could not be.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The grid.
    pub workbook: Workbook,
    /// Stray quotes, assumed encodings, sheets that could not be read.
    pub findings: Vec<Finding>,
}

/// Reads a file from disk; its path becomes the workbook's name.
///
/// # Errors
///
/// Where the file cannot be opened, is of a kind that is not read, or is not what its first bytes promise.
pub fn open(path: &Path) -> Result<Reading> {
    let file = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| ErrorKind::Open { file: file.clone(), source })?;
    read(&file, &bytes)
}

/// Reads a file's bytes; `file` names it in messages.
///
/// # Errors
///
/// Where the bytes are of a kind that is not read, or are not what the first of them promise.
pub fn read(file: &str, bytes: &[u8]) -> Result<Reading> {
    match sniff::content(bytes) {
        Content::Xlsx => xlsx::read(file, bytes),
        Content::Text => Ok(delimited::read(file, bytes)),
        Content::Other { found, advice } => {
            Err(ErrorKind::Unsupported { file: file.to_owned(), found, advice }.into())
        }
    }
}
