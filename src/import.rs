//! The way of the data in one readable function: a reading becomes outlines, mappings, a tracker, and its checks.
//!
//! Which sheets are read is decided here: those that hold a tracker table, hidden ones only where no visible one does, or the
//! one that the caller names; of several sheets with trackers `choice` tells which. What is passed over is a finding.

mod choice;

use jiff::civil::Date;

use crate::assemble::{self, SheetReading};
use crate::check;
use crate::columns::{self, Mapping};
use crate::error::{ErrorKind, Result};
use crate::grid::{Range, Sheet, place};
use crate::layout::{self, Outline, Table};
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
    /// The tables that are no tracker, each with the reason.
    pub rejected: Vec<(Range, &'static str)>,
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
    report_tables(&sheets, &mut findings);
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

/// Outline and mappings of one sheet; the rows of a table that is no tracker are notes.
fn understand(sheet: &Sheet) -> ImportedSheet {
    let mut outline = layout::outline(sheet);
    let mut rejected = Vec::new();
    let mappings: Vec<Option<Mapping>> = outline
        .tables
        .iter()
        .map(|table| {
            let mapping = columns::map(sheet, table);
            let Some(reason) = rejection(sheet, table, &mapping) else { return Some(mapping) };
            rejected.push((table.range, reason));
            None
        })
        .collect();
    for (range, _) in &rejected {
        outline.demote(*range);
    }
    ImportedSheet { name: sheet.name.clone(), outline, mappings, rejected, skipped: None }
}

/// Why a table is no tracker.
fn rejection(sheet: &Sheet, table: &Table, mapping: &Mapping) -> Option<&'static str> {
    // A regular table without a known header word is a tracker whose columns are all extra.
    let known = mapping.columns.iter().any(|c| c.field.is_some());
    if known && !mapping.has_subject() {
        Some("no column says what its items are")
    } else if columns::is_pick_list(sheet, table, mapping) {
        Some("it lists the words to choose from")
    } else {
        None
    }
}

/// One finding for each table that is no tracker on a sheet that is read.
fn report_tables(sheets: &[ImportedSheet], findings: &mut Vec<Finding>) {
    for sheet in sheets.iter().filter(|sheet| sheet.skipped.is_none()) {
        for (range, reason) in &sheet.rejected {
            let message = format!("a table was passed over: {reason}");
            let source = place(&sheet.name, &range.to_string());
            findings.push(Finding::new(Code::TableSkipped, message, Some(source)));
        }
    }
}

/// Marks the sheets that are not read: hidden ones beside visible trackers, and those without a tracker beside one.
fn pass_over(chosen: &[&Sheet], sheets: &mut [ImportedSheet], named: bool, findings: &mut Vec<Finding>) {
    if named {
        return;
    }
    let visible =
        chosen.iter().zip(sheets.iter()).any(|(sheet, understood)| !sheet.hidden && understood.is_tracker());
    let any = sheets.iter().any(ImportedSheet::is_tracker);
    for (sheet, understood) in chosen.iter().zip(sheets.iter_mut()) {
        understood.skipped = if sheet.hidden && visible {
            Some("it is hidden, and a visible sheet holds the tracker".to_owned())
        } else if any && !understood.is_tracker() {
            Some("it holds no tracker table".to_owned())
        } else {
            None
        };
    }
    for (place, reason) in choice::passed_over(chosen, sheets) {
        if let Some(understood) = sheets.get_mut(place) {
            understood.skipped = Some(reason);
        }
    }
    for understood in sheets {
        if let Some(reason) = &understood.skipped {
            let message = format!("sheet `{}` was passed over: {reason}", understood.name);
            findings.push(Finding::new(Code::SheetSkipped, message, Some(understood.name.clone())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Address, Format, Properties, Style, Value, Workbook};

    /// The names of the sheets that were read, and the reasons why others were not.
    fn read_of(sheets: &[(&str, &[&str])]) -> (Vec<String>, Vec<String>) {
        let sheet = |(name, lines): &(&str, &[&str])| {
            let cells = lines.iter().zip(0..).flat_map(|(line, row)| {
                line.split('|').zip(0..).map(move |(text, column)| {
                    (Address::new(row, column), Value::Text(text.to_owned()), Style::default())
                })
            });
            Sheet::new(*name, false, cells, [])
        };
        let workbook = Workbook {
            file: "plan.xlsx".to_owned(),
            format: Format::Xlsx,
            sheets: sheets.iter().map(sheet).collect(),
            properties: Properties::default(),
        };
        let import = import(&Reading { workbook, findings: Vec::new() }, &ImportOptions::default()).unwrap();
        let reasons = import.sheets.iter().filter_map(|s| s.skipped.clone()).collect();
        (import.tracker.source.sheets, reasons)
    }

    const HEADER: &str = "Ref|Action|Owner|Status";
    const OLD: [&str; 4] = [
        HEADER,
        "1|Let the contract for dredging|J. Roe|On track",
        "2|Buy forty lamps for the pier|A. Poe|Slipped",
        "3|Keep a list of all boats|A. Poe|On track",
    ];
    const NEW: [&str; 4] = [
        HEADER,
        "1|Let the contract for dredging|J. Roe|Achieved",
        "2|Buy forty lamps for the long pier|A. Poe|On track",
        "4|Write to the owners of boats|A. Poe|On track",
    ];

    #[test]
    fn an_earlier_version_is_passed_over() {
        let cases = [
            ("Q2 2021", "Q1 2021", 1, "by its name it is an earlier version of sheet `Q2 2021`"),
            ("Q1 2021", "Q2 2021", 0, "by its name it is an earlier version of sheet `Q2 2021`"),
            ("Old", "Plan", 0, "by its place in the workbook it is an earlier version of sheet `Plan`"),
        ];
        for (first, second, older, reason) in cases {
            let versions: [&[&str]; 2] = if older == 0 { [&OLD, &NEW] } else { [&NEW, &OLD] };
            let (read, reasons) = read_of(&[(first, versions[0]), (second, versions[1])]);
            assert_eq!(read, [if older == 0 { second } else { first }]);
            assert_eq!(reasons, [reason]);
        }
    }

    #[test]
    fn sheets_of_different_items_stay_together_though_each_counts_from_one() {
        let boats: [&str; 3] =
            [HEADER, "1|Write to the owners of boats|J. Roe|Achieved", "2|Paint the jetty|A. Poe|On track"];
        let (read, reasons) = read_of(&[("Harbour", &OLD), ("Boats", &boats)]);
        assert_eq!((read.len(), reasons.len()), (2, 0));
    }

    #[test]
    fn look_ups_and_exports_of_the_same_records_are_passed_over() {
        let lookup: [&str; 4] =
            ["Name|Order|Description", "High|1|Do it now", "Medium|2|Do it soon", "Low|3|Do it some day"];
        let export: [&str; 4] = [
            "ID|Action",
            "1|Let the contract for dredging",
            "2|Buy forty lamps for the pier",
            "3|Keep a list of all boats",
        ];
        let (read, reasons) = read_of(&[("Plan", &OLD), ("Levels", &lookup)]);
        assert_eq!(read, ["Plan"]);
        assert_eq!(reasons, ["it is a look-up: nothing in it has an owner, a date or a status"]);
        let (read, reasons) = read_of(&[("Plan", &OLD), ("Export", &export)]);
        assert_eq!(read, ["Plan"]);
        assert_eq!(reasons, ["it repeats the records of sheet `Plan`"]);
    }
}
