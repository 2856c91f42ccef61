//! Excel workbooks of 1993 to 2003 (BIFF 5 and 8): values, merges, fills, strike (whole cells and runs), bold, hidden rows,
//! columns and sheets, notes.
//!
//! ```text
//! compound file ──▶ workbook stream ──record──▶ records ──globals──▶ sheets listed, formats, shared texts
//!                                                       └─sheet────▶ cells and form of one sheet
//! ```
//!
//! Values are read beside the form and from the same records: calamine's are dense, cannot be joined with a cell's format, and
//! are its oracle in tests. A cell or sheet that is damaged is a finding; the rest is read.

mod globals;
mod properties;
mod record;
mod sheet;

use std::io::{Cursor, Read};

use crate::error::{Error, ErrorKind, Result};
use crate::grid::{Format, Properties, Workbook, compact_cells, place};
use crate::record::{Code, Finding};

use super::{Reading, sniff};
use globals::Globals;
use sheet::Budget;

/// Text and its runs that a workbook may hold in all, in bytes; more is made only by cells that share one text to fill a memory.
const TEXT: usize = 1 << 29;

/// How many damaged cells a finding names.
const NAMED: usize = 20;

/// Reads a workbook from its compound file, or from its bare stream.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Reading> {
    let (stream, properties) = streams(file, bytes)?;
    let unsupported =
        |found, advice| -> Error { ErrorKind::Unsupported { file: file.to_owned(), found, advice }.into() };
    let globals =
        Globals::read(&stream).ok_or_else(|| unsupported(sniff::BEFORE_1993, sniff::SAVE_AS_XLSX))?;
    if globals.encrypted {
        return Err(unsupported(sniff::PROTECTED, sniff::SAVE_UNPROTECTED));
    }
    let mut budget = Budget { records: stream.len(), text: TEXT };
    let mut sheets = Vec::new();
    let mut findings = Vec::new();
    for listed in &globals.sheets {
        let name = &listed.name;
        let Some(found) = sheet::read(&stream, listed, &globals, &mut budget) else {
            let message =
                format!("sheet `{name}` cannot be read: its records are not where the workbook says");
            findings.push(Finding::new(Code::SheetUnread, message, Some(name.clone())));
            continue;
        };
        if !found.whole {
            let message = format!("sheet `{name}` breaks off and was read only as far as it is whole");
            findings.push(Finding::new(Code::SheetUnread, message, Some(name.clone())));
        }
        if let Some(some) = found.lost.get(..found.lost.len().min(NAMED)).filter(|some| !some.is_empty()) {
            let message = format!("texts that are not in the file: {} cells were not read", found.lost.len());
            findings.push(Finding::new(Code::CellUnread, message, Some(place(name, &compact_cells(some)))));
        }
        sheets.push(found.sheet);
    }
    if sheets.is_empty() && !findings.is_empty() {
        return Err(malformed(file, "no sheet is where the workbook says".into()));
    }
    let workbook = Workbook { file: file.to_owned(), format: Format::Xls, sheets, properties };
    Ok(Reading { workbook, findings })
}

/// The workbook stream, and what the file says about itself.
fn streams(file: &str, bytes: &[u8]) -> Result<(Vec<u8>, Properties)> {
    if !sniff::is_compound(bytes) {
        return Ok((bytes.to_vec(), Properties::default()));
    }
    let mut compound =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|source| malformed(file, source.into()))?;
    let mut stream = |name: &str| -> std::io::Result<Vec<u8>> {
        let mut content = Vec::new();
        let longest = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        compound.open_stream(name)?.take(longest).read_to_end(&mut content)?;
        Ok(content)
    };
    // A file for both generations of programs has both; the newer one says more.
    let workbook = stream("/Workbook").or_else(|_| stream("/Book"));
    let workbook = workbook.map_err(|source| malformed(file, source.into()))?;
    // They only help to date the tracker; without them it is read all the same.
    let properties = stream("/\u{5}SummaryInformation").map(|found| properties::read(&found));
    Ok((workbook, properties.unwrap_or_default()))
}

fn malformed(file: &str, source: Box<dyn std::error::Error + Send + Sync>) -> Error {
    ErrorKind::Malformed { file: file.to_owned(), part: "workbook".to_owned(), source }.into()
}

#[cfg(test)]
mod tests;
