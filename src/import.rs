//! The way of the data in one readable function: a reading becomes outlines, mappings, a tracker, and its checks.
//!
//! Which sheets are read is decided here: those that hold a tracker table, hidden ones only where no visible one does, or the
//! one that the caller names. What is passed over is a finding.

use jiff::civil::Date;

use crate::assemble::{self, SheetReading};
use crate::check;
use crate::columns::{self, Mapping};
use crate::error::{ErrorKind, Result};
use crate::grid::Sheet;
use crate::layout::{self, Outline};
use crate::read::Reading;
use crate::record::{Code, Finding, Tracker};

/// What the caller knows better.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Read this sheet only, hidden or not.
    pub sheet: Option<String>,
    /// The day whose state the tracker shows.
    pub as_of: Option<Date>,
}

/// A tracker, and what was understood on the way to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// What `clean` yields.
    pub tracker: Tracker,
    /// Each sheet with something in it, in the workbook's order.
    pub sheets: Vec<ImportedSheet>,
}

/// What was understood of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedSheet {
    /// Its name; empty for delimited text.
    pub name: String,
    /// Its rows' roles, tables, metadata.
    pub outline: Outline,
    /// For each table its columns' fields; `None` for a table that is no tracker.
    pub mappings: Vec<Option<Mapping>>,
    /// Why it was passed over; `None` where it was read.
    pub skipped: Option<String>,
}

impl ImportedSheet {
    fn is_tracker(&self) -> bool {
        self.mappings.iter().any(Option::is_some)
    }
}

impl Import {
    /// Tells whether a tracker table was found, be it without records.
    pub fn has_table(&self) -> bool {
        self.sheets.iter().any(|sheet| sheet.skipped.is_none() && sheet.is_tracker())
    }

    /// Tells whether nothing was found to read, while a sheet that may have held the tracker could not be read.
    pub fn only_unread(&self) -> bool {
        self.sheets.is_empty() && self.tracker.findings.iter().any(|f| f.code == Code::SheetUnread)
    }

    /// Returns the mapped columns of all tables that were read, each header once.
    pub fn columns(&self) -> Vec<&columns::MappedColumn> {
        let read = self.sheets.iter().filter(|sheet| sheet.skipped.is_none());
        let mut columns: Vec<&columns::MappedColumn> = Vec::new();
        for column in read.flat_map(|sheet| sheet.mappings.iter().flatten()).flat_map(|m| &m.columns) {
            if !columns.iter().any(|c| c.key == column.key && c.field == column.field) {
                columns.push(column);
            }
        }
        columns
    }
}

/// Makes a tracker of what was read.
///
/// # Errors
///
/// Where the options name a sheet that is not there.
pub fn import(reading: &Reading, options: &ImportOptions) -> Result<Import> {
    let workbook = &reading.workbook;
    let chosen = chosen_sheets(reading, options)?;
    let mut findings = reading.findings.clone();
    let mut sheets: Vec<ImportedSheet> = chosen.iter().map(|sheet| understand(sheet)).collect();
    pass_over(&chosen, &mut sheets, options.sheet.is_some(), &mut findings);
    let readings: Vec<SheetReading<'_>> = chosen
        .iter()
        .zip(&sheets)
        .filter(|(_, understood)| understood.skipped.is_none())
        .map(|(sheet, understood)| SheetReading {
            sheet,
            outline: &understood.outline,
            mappings: &understood.mappings,
        })
        .collect();
    let mut tracker = assemble::assemble(workbook, &readings, options.as_of);
    findings.append(&mut tracker.findings);
    tracker.findings = findings;
    check::check(&mut tracker);
    Ok(Import { tracker, sheets })
}

/// The sheets with something in them, or the one asked for.
fn chosen_sheets<'a>(reading: &'a Reading, options: &ImportOptions) -> Result<Vec<&'a Sheet>> {
    let sheets = &reading.workbook.sheets;
    let Some(name) = &options.sheet else {
        return Ok(sheets
            .iter()
            .filter(|sheet| sheet.rows().iter().any(|r| r.filled().next().is_some()))
            .collect());
    };
    match sheets.iter().find(|sheet| sheet.name == *name) {
        Some(sheet) => Ok(vec![sheet]),
        None => Err(ErrorKind::NoSheet {
            file: reading.workbook.file.clone(),
            name: name.clone(),
            sheets: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        }
        .into()),
    }
}

/// Outline and mappings of one sheet.
fn understand(sheet: &Sheet) -> ImportedSheet {
    let outline = layout::outline(sheet);
    let mappings = outline
        .tables
        .iter()
        .map(|table| {
            let mapping = columns::map(sheet, table);
            let known = mapping.columns.iter().any(|c| c.field.is_some());
            // A regular table without a known header word is a tracker whose columns are all extra.
            let is_tracker = (mapping.has_subject() || !known) && !columns::is_pick_list(sheet, table);
            is_tracker.then_some(mapping)
        })
        .collect();
    ImportedSheet { name: sheet.name.clone(), outline, mappings, skipped: None }
}

/// Marks the sheets that are not read: hidden ones beside visible trackers, and those without a tracker beside one.
fn pass_over(chosen: &[&Sheet], sheets: &mut [ImportedSheet], named: bool, findings: &mut Vec<Finding>) {
    if named {
        return;
    }
    let visible =
        chosen.iter().zip(sheets.iter()).any(|(sheet, understood)| !sheet.hidden && understood.is_tracker());
    let any = sheets.iter().any(ImportedSheet::is_tracker);
    for (sheet, understood) in chosen.iter().zip(sheets) {
        let reason = if sheet.hidden && visible {
            "it is hidden, and a visible sheet holds the tracker"
        } else if any && !understood.is_tracker() {
            "it holds no tracker table"
        } else {
            continue;
        };
        let message = format!("sheet `{}` was passed over: {reason}", sheet.name);
        findings.push(Finding::new(Code::SheetSkipped, message, Some(sheet.name.clone())));
        understood.skipped = Some(reason.to_owned());
    }
}
