//! OpenDocument spreadsheets, as a package (`.ods`) or flat (`.fods`): values, merges, fills, strike (whole cells and parts),
//! bold, hidden rows, columns and sheets, notes, fills of conditional formats, lists that cells are filled from.
//!
//! Our own event reader: calamine yields no styles here, and refuses files that are indented. Rows and cells that repeat are
//! written out only where they hold something, and only so many: a sheet's last row stands for a million empty ones.

mod conditional;
mod place;
mod styles;
mod table;
mod validation;

use crate::error::{ErrorKind, Result};
use crate::grid::{Format, Workbook};
use crate::record::{Code, Finding};

use super::limits::Limits;
use super::package::{Fault, Package};
use super::xml::{Event, Xml};
use super::{Reading, encoding, sniff};
use table::Walk;

/// Reads a spreadsheet. One that breaks off is read as far as it goes, with a finding.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Reading> {
    let mut walk = Walk::default();
    let mut findings = Vec::new();
    let read = if bytes.starts_with(b"PK") {
        let package = Package::open(bytes, limits).map_err(|fault| fault.error(file, "package"))?;
        if is_encrypted(&package).map_err(|fault| fault.error(file, "manifest"))? {
            let (found, advice) = (sniff::PROTECTED, sniff::SAVE_UNPROTECTED);
            return Err(ErrorKind::Unsupported { file: file.to_owned(), found, advice }.into());
        }
        for (part, what) in [("meta.xml", "properties"), ("styles.xml", "styles")] {
            let mut unread = |fault: &Fault| {
                let message = format!("{what} cannot be read: {fault}");
                findings.push(Finding::new(Code::PartUnread, message, None));
            };
            let read = package.read_if(part, &mut unread, |xml| xml.each(|event| walk.take(event)));
            read.map_err(|fault| fault.error(file, part))?;
        }
        package.read("content.xml", |xml| xml.each(|event| walk.take(event)))
    } else {
        Xml::of_text(encoding::decode(bytes).text, limits).each(|event| walk.take(event))
    };
    match read {
        Err(fault) if walk.is_empty() || matches!(fault, Fault::Limit(_)) => {
            return Err(fault.error(file, "spreadsheet"));
        }
        Err(fault) => {
            let message = format!("the file is damaged and was read only as far as it is whole: {fault}");
            findings.push(Finding::new(Code::SheetUnread, message, None));
        }
        Ok(()) => {}
    }
    findings.append(&mut walk.findings);
    let (sheets, properties, overfull) = walk.finish();
    if overfull {
        let message = "cells that are repeated more often than anybody reads were left out";
        findings.push(Finding::new(Code::SheetUnread, message, None));
    }
    let workbook = Workbook { file: file.to_owned(), format: Format::Ods, sheets, properties };
    Ok(Reading { workbook, findings })
}

/// Tells whether the parts are locked with a password, which the list of them says.
fn is_encrypted(package: &Package<'_>) -> Result<bool, Fault> {
    let mut encrypted = false;
    let locks = |event: Event<'_>| matches!(event, Event::Start(tag) if tag.name == "encryption-data");
    package.read_if("META-INF/manifest.xml", |_| {}, |xml| xml.each(|event| encrypted |= locks(event)))?;
    Ok(encrypted)
}

#[cfg(test)]
mod tests;
