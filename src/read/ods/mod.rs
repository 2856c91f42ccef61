//! OpenDocument spreadsheets, as a package (`.ods`) or flat (`.fods`): values, merges, fills, strike (whole cells and parts),
//! bold, hidden rows, columns and sheets, notes.
//!
//! Our own event reader: calamine yields no styles here, and refuses files that are indented. Rows and cells that repeat are
//! written out only where they hold something, and only so many: a sheet's last row stands for a million empty ones.

mod styles;
mod table;

use crate::error::{Error, ErrorKind, Result};
use crate::grid::{Format, Workbook};
use crate::record::{Code, Finding};

use super::pieces::events;
use super::zipped::Package;
use super::{Reading, encoding, sniff};
use table::Walk;

/// Reads a spreadsheet. One that breaks off is read as far as it goes, with a finding.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Reading> {
    let mut walk = Walk::default();
    let content = if bytes.starts_with(b"PK") {
        let mut package = Package::open(file, bytes)?;
        if package.text("META-INF/manifest.xml")?.is_some_and(|text| text.contains("encryption-data")) {
            let (found, advice) = (sniff::PROTECTED, sniff::SAVE_UNPROTECTED);
            return Err(ErrorKind::Unsupported { file: file.to_owned(), found, advice }.into());
        }
        // What they lack is only form and dating.
        for part in ["meta.xml", "styles.xml"] {
            if let Ok(Some(text)) = package.text(part) {
                let _ = events(&text, |piece| walk.take(piece));
            }
        }
        let content = package.text("content.xml")?;
        content.ok_or_else(|| malformed(file, "it has no content.xml".into()))?
    } else {
        encoding::decode(bytes).text
    };
    let mut findings = Vec::new();
    if let Err(source) = events(&content, |piece| walk.take(piece)) {
        if walk.is_empty() {
            return Err(malformed(file, source.into()));
        }
        let message = format!("the file is damaged and was read only as far as it is whole: {source}");
        findings.push(Finding::new(Code::SheetUnread, message, None));
    }
    let (sheets, properties, overfull) = walk.finish();
    if overfull {
        let message = "cells that are repeated more often than anybody reads were left out";
        findings.push(Finding::new(Code::SheetUnread, message, None));
    }
    let workbook = Workbook { file: file.to_owned(), format: Format::Ods, sheets, properties };
    Ok(Reading { workbook, findings })
}

fn malformed(file: &str, source: Box<dyn std::error::Error + Send + Sync>) -> Error {
    ErrorKind::Malformed { file: file.to_owned(), part: "spreadsheet".to_owned(), source }.into()
}

#[cfg(test)]
mod tests;
