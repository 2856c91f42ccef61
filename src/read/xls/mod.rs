//! Excel workbooks of 1993 to 2003 (BIFF 5 and 8): values, merges, fills, strike (whole cells and runs), bold, hidden rows,
//! columns and sheets, notes, fills of conditional formats, lists that cells are filled from.
//!
//! ```text
//! compound file ──▶ workbook stream ──record──▶ records ──globals──▶ sheets listed, formats, shared texts
//!                                                       └─sheet────▶ cells and form of one sheet
//! ```
//!
//! `fill` says what a stored fill shows, `conditional` makes rules of conditional formats and `validation` lists, both of them with
//! the formulas of `expression`.
//!
//! Values are read beside the form and from the same records: calamine's are dense, cannot be joined with a cell's format, and
//! are its oracle in tests. A cell or sheet that is damaged is a finding; the rest is read.

mod conditional;
mod expression;
mod fill;
mod globals;
#[cfg(test)]
mod newer;
mod properties;
mod record;
mod sheet;
mod validation;

use std::io::{Cursor, Read};

use crate::error::{Error, ErrorKind, Result};
use crate::grid::{Form, Format, Properties, Sheet, Workbook, compact_cells, place};
use crate::record::{Code, Finding};

use super::conditional::unread as unread_rules;
use super::limits::Limits;
use super::{Reading, choices, sniff};
use globals::Globals;
use sheet::Budget;

/// Text and its runs that a workbook may hold in all, in bytes; more is made only by cells that share one text to fill a memory.
const TEXT: usize = 1 << 29;

/// How many damaged cells a finding names.
const NAMED: usize = 20;

/// Reads a workbook from its compound file, or from its bare stream.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Reading> {
    let (stream, properties) = streams(file, bytes)?;
    let unsupported =
        |found, advice| -> Error { ErrorKind::Unsupported { file: file.to_owned(), found, advice }.into() };
    let globals =
        Globals::read(&stream, limits).ok_or_else(|| unsupported(sniff::BEFORE_1993, sniff::SAVE_AS_XLSX))?;
    if globals.encrypted {
        return Err(unsupported(sniff::PROTECTED, sniff::SAVE_UNPROTECTED));
    }
    let mut budget = Budget { records: stream.len(), text: TEXT };
    let mut read = Vec::new();
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
        findings.extend(unread_rules(name, &found.unread));
        read.push((listed, found));
    }
    if read.is_empty() && !findings.is_empty() {
        return Err(malformed(file, "no sheet is where the workbook says".into()));
    }
    // The items of a list may stand on any sheet.
    let by_name =
        read.iter().map(|(listed, found)| (listed.name.to_lowercase(), found.rows.as_slice())).collect();
    let choices: Vec<_> = read.iter().map(|(_, found)| choices::resolve(&found.lists, &by_name)).collect();
    let sheets = read.into_iter().zip(choices).map(|((listed, found), choices)| {
        let form = Form { choices, ..found.form };
        Sheet::of_rows(&listed.name, listed.hidden, found.rows, found.merges).with_form(form)
    });
    let sheets = sheets.collect();
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
    let summary = stream("/\u{5}SummaryInformation").unwrap_or_default();
    let document = stream("/\u{5}DocumentSummaryInformation").unwrap_or_default();
    Ok((workbook, properties::read(&summary, &document)))
}

fn malformed(file: &str, source: Box<dyn std::error::Error + Send + Sync>) -> Error {
    ErrorKind::Malformed { file: file.to_owned(), part: "workbook".to_owned(), source }.into()
}

#[cfg(test)]
mod tests;
