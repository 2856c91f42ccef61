//! The way of the data in one readable function: a reading becomes outlines, mappings, a tracker, and its checks.
//!
//! Which sheets are read is decided here: those that hold a tracker table, hidden ones only where no visible one does, or the
//! one that the caller names; of several sheets with trackers `choice` tells which. What is passed over is a finding.

mod choice;
mod current;
mod known;
mod turning;
mod understand;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;

use crate::assemble::{self, SheetReading};
use crate::check::{self, Rules};
use crate::columns::{self, Mapping};
use crate::error::{Error, ErrorKind, Result};
use crate::grid::{Address, HeaderRows, Range, Sheet, place};
use crate::layout::{self, LayoutOptions, Outline, Shape, Table, Turned};
use crate::profile::Profile;
use crate::read::Reading;
use crate::reconcile;
use crate::record::{Code, Field, Finding, Role, Tracker};
use crate::restore::{self, Restored};
use crate::write::SHEETS;

use understand::understand;

/// What the caller knows better.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Read this sheet only, hidden or not.
    pub sheet: Option<String>,
    /// The day whose state the tracker shows.
    pub as_of: Option<Date>,
    /// Where the header is, and which column is which field, on every sheet that is read.
    pub layout: LayoutOptions,
    /// An earlier version, whose ids go over to the records that match.
    pub previous: Option<Tracker>,
    /// What is known of all versions of the tracker; the other options come before it.
    pub profile: Profile,
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
    pub skipped: Option<Skipped>,
    /// The sheet as it was read, where its records do not stand in rows; outline and mappings are of this one then.
    pub turned: Option<Turned>,
}

/// Why a sheet was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skipped {
    /// For a reason that lies in itself.
    Because(&'static str),
    /// It repeats the records of the sheet named, under other headers.
    Repeats(String),
    /// It is an earlier version of another sheet.
    Earlier {
        /// The later version.
        of: String,
        /// What tells the earlier from the later: "its name".
        by: &'static str,
    },
    /// It holds the items of the sheet named, which stands behind it; nothing says which of them is the later version.
    Before(String),
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Because(reason) => f.write_str(reason),
            Self::Repeats(sheet) => write!(f, "it repeats the records of sheet `{sheet}`"),
            Self::Earlier { of, by } => write!(f, "by {by} it is an earlier version of sheet `{of}`"),
            Self::Before(sheet) => {
                write!(f, "it holds the items of sheet `{sheet}`, which stands behind it in the workbook")
            }
        }
    }
}

impl ImportedSheet {
    fn is_tracker(&self) -> bool {
        self.mappings.iter().any(Option::is_some)
    }

    /// Returns the sheet that outline and mappings are of.
    pub fn grid<'a>(&'a self, sheet: &'a Sheet) -> &'a Sheet {
        self.turned.as_ref().map_or(sheet, |turned| &turned.sheet)
    }

    /// Returns the cells of a table in the file, header included.
    pub fn range_of(&self, table: &Table) -> Range {
        self.turned.as_ref().map_or(table.range, |turned| turned.sheet.origin_range(table.range))
    }

    /// Returns the role of each row of the file with something to read. Of a row with labels and values it is that of the values.
    pub fn row_roles(&self) -> BTreeMap<u32, Role> {
        let Some(turned) = &self.turned else { return self.outline.rows.clone() };
        let mut rows: BTreeMap<u32, Role> = BTreeMap::new();
        for (at, role) in turned.roles(&self.outline) {
            let is_label = |role: Role| matches!(role, Role::Header | Role::RepeatedHeader);
            let slot = rows.entry(at.row).or_insert(role);
            if role == Role::Record || is_label(*slot) {
                *slot = role;
            }
        }
        rows
    }

    /// Returns the role of each column of the file where a column is a record.
    pub fn column_roles(&self) -> BTreeMap<u32, Role> {
        let turned = self.turned.as_ref().filter(|turned| turned.shape == Shape::Columns);
        let (Some(turned), Some(table)) = (turned, self.outline.tables.first()) else {
            return BTreeMap::new();
        };
        let header = table.header_rows.iter().map(|row| (*row, Role::Header));
        let rows = header.chain(table.rows.iter().map(|row| (row.row, row.role)));
        rows.map(|(row, role)| {
            (turned.sheet.origin(Address::new(row, table.range.start.column)).column, role)
        })
        .collect()
    }

    fn holds_forms(&self) -> bool {
        self.turned.as_ref().is_some_and(|turned| turned.shape == Shape::Forms)
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
        let columns = read.flat_map(|sheet| sheet.mappings.iter().flatten()).flat_map(|m| &m.columns);
        let mut known: BTreeSet<(&str, Option<Field>)> = BTreeSet::new();
        columns.filter(|column| known.insert((&column.key, column.field))).collect()
    }
}

/// Makes a tracker of what was read.
///
/// # Errors
///
/// Where the options name a sheet, a header or a column that is not there, or contradict each other.
pub fn import(reading: &Reading, options: &ImportOptions) -> Result<Import> {
    let workbook = &reading.workbook;
    let rules = Rules::of(&options.profile);
    let records = restore::sheet_of_records(workbook);
    let asked = |records: &&Sheet| {
        options.layout == LayoutOptions::default()
            && options.sheet.as_ref().is_none_or(|name| *name == records.name)
    };
    let mut findings = reading.findings.clone();
    if let Some(records) = records.filter(asked) {
        if let Some(restored) = restore::restore(workbook, options.as_of, &rules) {
            return Ok(of_clean_workbook(reading, restored, &records.name, options, &rules));
        }
        let message = "the clean workbook has lost its source map or IDs, and is read as any tracker is";
        findings.push(Finding::new(Code::PartUnread, message, Some(records.name.clone())));
    }
    // Its other sheets are no trackers, whatever became of them.
    let named: Vec<String> = match options.sheet.as_ref().or_else(|| records.map(|sheet| &sheet.name)) {
        Some(name) => vec![name.clone()],
        None => known::sheets(workbook, &options.profile, &mut findings),
    };
    let chosen = chosen_sheets(reading, &named)?;
    let sheets = understand_known(&workbook.file, &chosen, options, !named.is_empty(), &mut findings)?;
    let readings: Vec<SheetReading<'_>> = chosen
        .iter()
        .zip(&sheets)
        .filter(|(_, understood)| understood.skipped.is_none())
        .map(|(sheet, understood)| SheetReading {
            sheet: understood.grid(sheet),
            outline: &understood.outline,
            mappings: &understood.mappings,
        })
        .collect();
    let mut tracker = assemble::assemble(workbook, &readings, &known::values(options));
    known::settle_owners(&mut tracker, &options.profile);
    // Before the checks, whose messages name records by their ids.
    if let Some(previous) = &options.previous {
        reconcile::carry_ids(previous, &mut tracker);
    }
    findings.append(&mut tracker.findings);
    tracker.findings = findings;
    check::check(&mut tracker, &rules);
    Ok(Import { tracker, sheets })
}

/// What `clean` wrote is not understood anew: its sheet of records is known, its other sheets were drawn from the same tracker.
fn of_clean_workbook(
    reading: &Reading,
    restored: Restored,
    records: &str,
    options: &ImportOptions,
    rules: &Rules,
) -> Import {
    let Restored { mut tracker, outline, mapping } = restored;
    known::settle_owners(&mut tracker, &options.profile);
    if let Some(previous) = &options.previous {
        reconcile::carry_ids(previous, &mut tracker);
    }
    let mut read = Some((outline, vec![Some(mapping)]));
    let mut findings = reading.findings.clone();
    let sheets = reading.workbook.sheets.iter().map(|sheet| {
        let name = sheet.name.clone();
        if let Some((outline, mappings)) = read.take_if(|_| name == records) {
            return ImportedSheet {
                name,
                outline,
                mappings,
                rejected: Vec::new(),
                skipped: None,
                turned: None,
            };
        }
        let reason = if SHEETS.contains(&name.as_str()) {
            "it is made of the records"
        } else {
            let reason = "it was added to the clean workbook";
            let message = format!("sheet `{name}` was passed over: {reason}");
            findings.push(Finding::new(Code::SheetSkipped, message, Some(name.clone())));
            reason
        };
        ImportedSheet {
            name,
            outline: Outline::default(),
            mappings: Vec::new(),
            rejected: Vec::new(),
            skipped: Some(Skipped::Because(reason)),
            turned: None,
        }
    });
    let sheets = sheets.collect();
    findings.append(&mut tracker.findings);
    rules.hold(&mut findings);
    tracker.findings = findings;
    Import { tracker, sheets }
}

/// The sheets with something in them, or those asked for, in the workbook's order.
fn chosen_sheets<'a>(reading: &'a Reading, names: &[String]) -> Result<Vec<&'a Sheet>> {
    let sheets = &reading.workbook.sheets;
    if let Some(missing) = names.iter().find(|name| sheets.iter().all(|sheet| sheet.name != **name)) {
        let sheets = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let (file, name) = (reading.workbook.file.clone(), missing.clone());
        return Err(ErrorKind::NoSheet { file, name, sheets }.into());
    }
    let is_chosen = |sheet: &&Sheet| match names {
        [] => sheet.rows().iter().any(|row| row.filled().next().is_some()),
        names => names.contains(&sheet.name),
    };
    Ok(sheets.iter().filter(is_chosen).collect())
}

/// The tables that are read, each with the name of its sheet and its columns' fields.
fn tables_read(sheets: &[ImportedSheet]) -> Vec<(&str, &Table, &Mapping)> {
    let read = sheets.iter().filter(|sheet| sheet.skipped.is_none());
    read.flat_map(|sheet| {
        let tables = sheet.outline.tables.iter().zip(&sheet.mappings);
        tables.filter_map(|(table, mapping)| Some((sheet.name.as_str(), table, mapping.as_ref()?)))
    })
    .collect()
}

/// Outline and mappings of the sheets by all that is known beforehand, and which of them are passed over.
fn understand_known(
    file: &str,
    chosen: &[&Sheet],
    options: &ImportOptions,
    named: bool,
    findings: &mut Vec<Finding>,
) -> Result<Vec<ImportedSheet>> {
    let mut layout = known::layout(options);
    let mut understood = understand_all(file, chosen, &layout, named);
    if options.layout.header.is_none()
        && let Some(rows) = layout.header
        && let Err(ErrorKind::NoHeader { sheet, found, .. }) = understood.as_ref().map_err(Error::kind)
    {
        findings.push(known::no_header(rows, sheet, found));
        layout.header = None;
        understood = understand_all(file, chosen, &layout, named);
    }
    let mut sheets = understood?;
    pass_over(chosen, &mut sheets, named, findings);
    report_tables(&sheets, findings);
    turning::report(&sheets, findings);
    let tables = tables_read(&sheets);
    columns::check_pins(
        file,
        &tables.iter().map(|(sheet, table, _)| (*sheet, *table)).collect::<Vec<_>>(),
        &layout.pins,
    )?;
    known::report_pins(
        &tables.iter().map(|(_, table, mapping)| (*table, *mapping)).collect::<Vec<_>>(),
        &layout.pins,
        findings,
    );
    let mappings: Vec<&Mapping> = tables.iter().map(|(_, _, mapping)| *mapping).collect();
    known::report_filled(&mappings, &options.profile, findings);
    known::report_rows(chosen, &sheets, &layout.rows, findings);
    for sheet in &mut sheets {
        sheet.outline.legend.agreed.clone_from(&options.profile.words);
    }
    Ok(sheets)
}

/// Outline and mappings of the sheets. A pinned header is that of each sheet that is read without it; where none is, of each
/// that has text there.
fn understand_all(
    file: &str,
    chosen: &[&Sheet],
    layout: &LayoutOptions,
    named: bool,
) -> Result<Vec<ImportedSheet>> {
    let found = LayoutOptions { header: None, ..layout.clone() };
    let alone = chosen.len() == 1;
    let mut sheets: Vec<ImportedSheet> =
        chosen.iter().map(|sheet| understand(sheet, &found, alone)).collect();
    let Some(rows) = layout.header else {
        turning::turn(chosen, &mut sheets, &found);
        return Ok(sheets);
    };
    let reasons = reasons_to_skip(chosen, &sheets);
    let is_read: Vec<bool> = sheets
        .iter()
        .zip(&reasons)
        .map(|(sheet, reason)| sheet.is_tracker() && (reason.is_none() || named))
        .collect();
    let any = is_read.contains(&true);
    let mut fault = None;
    let mut pinned = false;
    for ((sheet, understood), is_read) in chosen.iter().zip(&mut sheets).zip(is_read) {
        if any && !is_read {
            continue;
        }
        match layout::missing_header(sheet, rows) {
            Some(found) if any => return Err(no_header(file, sheet, rows, found).into()),
            Some(found) => fault = fault.or(Some(no_header(file, sheet, rows, found))),
            None => {
                *understood = understand(sheet, layout, alone);
                pinned = true;
            }
        }
    }
    // A row of some text is on many a sheet; where one of them says what the items are, it is the one that was meant.
    let says = |sheet: &ImportedSheet| sheet.mappings.iter().flatten().any(Mapping::has_subject);
    if !any && sheets.iter().any(says) {
        sheets.iter_mut().filter(|sheet| !says(sheet)).for_each(|sheet| sheet.mappings.fill(None));
    }
    match fault {
        Some(fault) if !pinned => Err(fault.into()),
        _ => Ok(sheets),
    }
}

fn no_header(file: &str, sheet: &Sheet, rows: HeaderRows, found: String) -> ErrorKind {
    ErrorKind::NoHeader { file: file.to_owned(), sheet: sheet.name.clone(), rows: rows.to_string(), found }
}

/// One finding for each table that is no tracker on a sheet that is read.
fn report_tables(sheets: &[ImportedSheet], findings: &mut Vec<Finding>) {
    for sheet in sheets.iter().filter(|sheet| sheet.skipped.is_none()) {
        for (range, reason) in &sheet.rejected {
            let message = format!("a table was passed over: {reason}");
            let range = sheet.turned.as_ref().map_or(*range, |turned| turned.sheet.origin_range(*range));
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
    let reasons = reasons_to_skip(chosen, sheets);
    for (understood, reason) in sheets.iter_mut().zip(reasons) {
        let Some(reason) = reason else { continue };
        let message = format!("sheet `{}` was passed over: {reason}", understood.name);
        findings.push(Finding::new(Code::SheetSkipped, message, Some(understood.name.clone())));
        if let Skipped::Before(sheet) = &reason {
            let message = format!(
                "nothing shows which of `{}` and `{sheet}` is current; the last was read",
                understood.name
            );
            findings.push(Finding::new(Code::VersionAssumed, message, Some(understood.name.clone())));
        }
        understood.skipped = Some(reason);
    }
}

/// Why each sheet is not read; `None` for those that are.
fn reasons_to_skip(chosen: &[&Sheet], sheets: &[ImportedSheet]) -> Vec<Option<Skipped>> {
    let visible =
        chosen.iter().zip(sheets).any(|(sheet, understood)| !sheet.hidden && understood.is_tracker());
    let any = sheets.iter().any(ImportedSheet::is_tracker);
    let reason = |(sheet, understood): (&&Sheet, &ImportedSheet)| {
        if sheet.hidden && visible {
            Some(Skipped::Because("it is hidden, and a visible sheet holds the tracker"))
        } else if any && !understood.is_tracker() {
            turning::beside_table(understood).or(Some(Skipped::Because("it holds no tracker table")))
        } else {
            None
        }
    };
    let mut reasons: Vec<Option<Skipped>> = chosen.iter().zip(sheets).map(reason).collect();
    for (place, reason) in choice::passed_over(chosen, sheets, &reasons) {
        if let Some(slot) = reasons.get_mut(place) {
            *slot = Some(reason);
        }
    }
    reasons
}

#[cfg(test)]
mod tests;
