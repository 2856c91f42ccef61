//! What was understood of a file: for each sheet its rows' roles, its tables, their columns and why.
//!
//! The JSON's shape is in [`inspection`](super::inspection).

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::columns::MappedColumn;
use crate::grid::{Workbook, column_letters};
use crate::import::{Import, ImportedSheet};
use crate::layout::{Holds, Shape, Table};
use crate::profile::Profile;
use crate::record::Role;

use super::inspection::{InspectedSheet, Inspection};
use super::paint::{Label, cut, fit, paint, widest};
use super::{outline, summary, words};

/// Returns what was understood as plain data, which [`write::json`](crate::write::json()) makes JSON of.
pub fn inspection(import: &Import) -> Inspection {
    Inspection { sheets: import.sheets.iter().map(InspectedSheet::of).collect() }
}

/// Returns what was understood, for a person, with the words of the workbook that it was made from and what the profile had said.
pub fn text(import: &Import, workbook: &Workbook, profile: &Profile) -> String {
    let tracker = &import.tracker;
    let mut out = String::new();
    // Writing to a String does not fail.
    let _ = writeln!(out, "{} ({})", paint(Label::Name, &tracker.source.file), tracker.source.format);
    if let (Some(as_of), Some(basis)) = (tracker.as_of, tracker.as_of_basis) {
        let _ = writeln!(out, "as of {}, from {basis}", words::day(as_of));
    }
    let said = profile.said();
    if !said.is_empty() {
        let _ = writeln!(out, "by the profile: {}", said.join("; "));
    }
    for sheet in &import.sheets {
        sheet_text(&mut out, sheet, workbook);
    }
    let _ = writeln!(out);
    if !tracker.metadata.is_empty() {
        let _ = writeln!(out, "{}", paint(Label::Heading, "Metadata"));
        for pair in &tracker.metadata {
            let _ = writeln!(out, "  {}  {}: {}", fit(&pair.source, 16), pair.label, cut(&pair.value, 60));
        }
        let _ = writeln!(out);
    }
    ledger(&mut out, import);
    summary::findings(&mut out, &tracker.findings);
    out
}

fn sheet_text(out: &mut String, sheet: &ImportedSheet, workbook: &Workbook) {
    let name = if sheet.name.is_empty() { "the text".to_owned() } else { format!("sheet `{}`", sheet.name) };
    let _ = writeln!(out, "\n{}", paint(Label::Heading, name));
    if let Some(reason) = &sheet.skipped {
        let _ = writeln!(out, "  passed over: {reason}");
        return;
    }
    out.push_str(&outline::lines(workbook.sheets.iter().find(|s| s.name == sheet.name), &sheet.row_roles()));
    let columns = runs(sheet.column_roles());
    if !columns.is_empty() {
        let _ = writeln!(out, "  of which by column");
    }
    for (first, last, role) in columns {
        run(out, &column_letters(first), &column_letters(last), role);
    }
    for (table, mapping) in sheet.outline.tables.iter().zip(&sheet.mappings) {
        let _ = writeln!(out, "\n  table {}, {}", sheet.range_of(table), header(sheet, table));
        let Some(mapping) = mapping else {
            let reason = sheet.rejected.iter().find(|(range, _)| *range == table.range);
            let _ = writeln!(
                out,
                "  not a tracker: {}",
                reason.map_or("no column says what its items are", |(_, reason)| reason)
            );
            if table.holds != Holds::Items {
                figures(out, table);
            }
            continue;
        };
        let marks = widest(
            mapping.columns.iter().map(MappedColumn::mark).collect::<Vec<_>>().iter().map(String::as_str),
            8,
        )
        .max(3);
        let width = widest(mapping.columns.iter().map(|c| c.header.as_str()), 32);
        for column in &mapping.columns {
            let (field, confidence) = match column.field {
                Some(field) => (field.to_string(), format!("{:.2}", column.confidence)),
                None => ("extra".to_owned(), "    ".to_owned()),
            };
            let _ = writeln!(
                out,
                "  {:>marks$}  {}  {}  {confidence}  {}",
                column.mark(),
                fit(&column.header, width),
                paint(if column.field.is_some() { Label::Good } else { Label::Faint }, fit(&field, 16)),
                paint(Label::Faint, &column.reason),
            );
        }
    }
}

/// A table of figures: how many rows of each kind, and what its columns are called.
fn figures(out: &mut String, table: &Table) {
    let count = |role: Role| table.rows.iter().filter(|row| row.role == role).count();
    let rows = words::count(count(Role::Record), "row");
    let (sums, groups) =
        (words::count(count(Role::Total), "sum"), words::count(count(Role::Section), "group"));
    let _ = writeln!(out, "  {rows} of figures, {sums}, {groups}");
    for column in &table.columns {
        let _ = writeln!(out, "  {:>3}  {}", column.mark(), column.full());
    }
}

fn run(out: &mut String, first: &str, last: &str, role: Role) {
    let places = if first == last { first.to_owned() } else { format!("{first}-{last}") };
    let label = if role == Role::Unclaimed { Label::Bad } else { Label::Faint };
    let _ = writeln!(out, "  {places:>9}  {}", paint(label, role));
}

/// Where the labels of a table stand.
fn header(sheet: &ImportedSheet, table: &Table) -> String {
    match sheet.turned.as_ref().filter(|_| table.is_turned()) {
        None => format!("header in row {}", header_rows(table)),
        Some(turned) if turned.shape == Shape::Columns => {
            format!(
                "read across: labels in column {}, a record in each column beside it",
                turned.label_column
            )
        }
        Some(turned) => {
            format!("read as {}: labels beside their values", words::count(turned.records, "form"))
        }
    }
}

fn header_rows(table: &Table) -> String {
    table.header_rows.iter().map(|r| (r + 1).to_string()).collect::<Vec<_>>().join(", ")
}

/// Neighbouring rows of one role, as first and last row; empty rows between them do not part them.
fn runs(roles: BTreeMap<u32, Role>) -> Vec<(u32, u32, Role)> {
    let mut runs: Vec<(u32, u32, Role)> = Vec::new();
    for (row, role) in roles {
        match runs.last_mut() {
            Some((_, last, before)) if *before == role => *last = row,
            _ => runs.push((row, row, role)),
        }
    }
    runs
}

fn ledger(out: &mut String, import: &Import) {
    let ledger = &import.tracker.ledger;
    let roles: Vec<String> =
        ledger.roles.iter().filter(|(_, n)| **n > 0).map(|(role, n)| format!("{role} {n}")).collect();
    let _ = writeln!(out, "{}", paint(Label::Heading, "Ledger"));
    let _ = writeln!(
        out,
        "  {} of {} cells accounted for: {}\n",
        ledger.claimed(),
        ledger.cells,
        roles.join(", ")
    );
}
