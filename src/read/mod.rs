//! Bytes to a [`Workbook`]: told by content, one file per format, calamine and csv behind this door.
//!
//! Steps: `sniff` says what the bytes are, then the file for that format yields sheets of sparse cells: `xlsx`, `delimited`,
//! `html`, `mhtml`, `xml2003`, `docx`. Documents and pages share `flow` (paragraphs and tables to one sheet), `rich` (text with
//! form), `xml` and `css`. What no step can read is an error that says what the file is and what to do; what only a part could not
//! yield is a finding. What rows and cells mean is for `layout`.

mod css;
mod delimited;
mod dialect;
mod docx;
mod encoding;
mod flow;
mod html;
mod mhtml;
mod rich;
mod sniff;
mod xlsx;
mod xml;
mod xml2003;
mod zipped;

use std::path::Path;

use crate::error::{ErrorKind, Result};
use crate::grid::{Sheet, Workbook};
use crate::record::{Code, Finding};
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
        Content::Html => html::read(file, bytes),
        Content::Mhtml => mhtml::read(file, bytes),
        Content::Xml2003 => xml2003::read(file, bytes),
        Content::Docx => docx::read(file, bytes),
        Content::Other { found, advice } => {
            Err(ErrorKind::Unsupported { file: file.to_owned(), found, advice }.into())
        }
    }
}

/// The finding for text past the last row or column that a sheet can have.
fn lost_cells(overflowed: bool, sheet: &Sheet) -> Vec<Finding> {
    let message = "text past the last column or row of a sheet was not read";
    let name = (!sheet.name.is_empty()).then(|| sheet.name.clone());
    overflowed.then(|| Finding::new(Code::SheetUnread, message, name)).into_iter().collect()
}
