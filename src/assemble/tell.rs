//! What is told of a table as a whole: columns to confirm, hidden or painted, rows that are shifted, cells that were filled.

use std::collections::{BTreeMap, BTreeSet};

use crate::columns::{ACCEPTED, MappedColumn, Mapping};
use crate::grid::{Address, Sheet};
use crate::layout::{Table, TableRow};
use crate::normalize::legend::Legend;
use crate::normalize::text;
use crate::record::{Code, Role};

use super::claims::Claims;
use super::draft::Draft;
use super::making::Context;
use super::{blanks, row_texts};

/// Tells of the columns that the sheet hides: whoever passes on what comes out should know that it shows more than the sheet.
pub(super) fn report_hidden_columns(
    sheet: &Sheet,
    table: &Table,
    mapping: &Mapping,
    claims: &mut Claims<'_>,
) {
    let says =
        |column: u32| table.rows.iter().any(|row| !text::clean(&sheet.text(row.cell(column))).is_empty());
    let columns: Vec<_> =
        mapping.columns.iter().filter(|c| sheet.form().hides_column(c.column) && says(c.column)).collect();
    let Some(first) = columns.first() else { return };
    let name = |c: &&MappedColumn| match c.header.as_str() {
        "" => c.place(),
        header => format!("`{header}` ({})", c.place()),
    };
    let names: Vec<String> = columns.iter().map(name).collect();
    let message = format!("the sheet hides what was read from {}", names.join(", "));
    claims.finding_of_column(Code::HiddenColumns, message, first.column);
}

/// Tells of rows whose cells stand beside their columns: a finding for each run of them.
pub(super) fn report_shifts(sheet: &Sheet, table: &Table, claims: &mut Claims<'_>) {
    let rows: Vec<&TableRow> =
        table.rows.iter().filter(|row| matches!(row.role, Role::Record | Role::Continuation)).collect();
    for run in rows.chunk_by(|above, row| above.shift == row.shift) {
        let Some(shift) = run.first().map(|row| row.shift).filter(|shift| *shift != 0) else { continue };
        let texts = run.iter().flat_map(|row| row_texts(sheet, row.row));
        let cells: Vec<Address> = texts.filter(|(_, text)| !text.is_empty()).map(|(at, _)| at).collect();
        let (side, back) = if shift > 0 { ("right", "left") } else { ("left", "right") };
        let (by, columns) = (shift.unsigned_abs(), if shift.abs() == 1 { "column" } else { "columns" });
        let message = format!(
            "what {} hold{} fits the headers {by} {columns} to the {back}; it was read as shifted to the {side}",
            text::count(run.len(), "row"),
            if run.len() == 1 { "s" } else { "" }
        );
        claims.finding_of(Code::TextRealigned, message, &cells);
    }
}

/// Gives blank cells of the newest time what the time before says, and tells of it.
pub(super) fn report_carried(
    mapping: &Mapping,
    legend: &Legend,
    drafts: &mut [(Draft, Vec<String>)],
    claims: &mut Claims<'_>,
) {
    // The records, and the cells that they were given: a record can be given several, and several the same of a merge.
    let mut carried: BTreeMap<u32, (usize, BTreeSet<Address>)> = BTreeMap::new();
    for (draft, _) in drafts {
        for (column, cells) in blanks::carry_over(mapping, legend, draft) {
            let (records, given) = carried.entry(column).or_default();
            *records += 1;
            given.extend(cells);
        }
    }
    for (column, (records, cells)) in carried {
        let cells: Vec<Address> = cells.into_iter().collect();
        let header = mapping.column(column).map_or("", |c| c.header.as_str());
        let message = format!(
            "what `{header}` leaves blank was taken from the latest time before it ({}); nobody wrote that it still holds",
            text::count(records, "record")
        );
        claims.finding_of(Code::CarriedOver, message, &cells);
    }
}

/// Columns whose field a person should confirm, and one whose fills were taken for more than paint.
pub(super) fn report_columns(context: &Context<'_>, claims: &mut Claims<'_>) {
    for column in &context.mapping.columns {
        if column.field.is_some() && column.confidence < ACCEPTED {
            let message = format!("{}: {} ({:.2})", column.place(), column.reason, column.confidence);
            claims.finding_of_column(Code::ColumnReview, message, column.column);
        }
    }
    for remark in &context.mapping.remarks {
        claims.finding_of_column(Code::ColumnReview, remark.message.clone(), remark.column);
    }
    if let Some(shared) = context.shared {
        let header = context.mapping.column(shared.column).map_or("", |c| c.header.as_str());
        if let Some(message) = shared.remark(header, context.parted) {
            claims.finding_of_column(Code::ColumnReview, message, shared.column);
        }
    }
    if let Some(painted) = &context.painted {
        let classes: Vec<String> = painted.classes.iter().map(ToString::to_string).collect();
        let message = format!(
            "the fills of `{}` were taken as RAG: {} of {} records are painted {}",
            painted.header,
            painted.cells.len(),
            painted.records,
            classes.join(", ")
        );
        claims.finding_of(Code::ColorsTaken, message, &painted.cells);
    }
}

/// Tells of blank cells that were given the value above them, and of those that say "ditto", by column.
pub(super) fn report_filled(
    mapping: &Mapping,
    filled_down: BTreeMap<u32, Vec<Address>>,
    dittos: BTreeMap<u32, Vec<Address>>,
    claims: &mut Claims<'_>,
) {
    for (column, cells) in filled_down.into_iter().filter(|(_, cells)| !cells.is_empty()) {
        let header = mapping.column(column).map_or("", |c| c.header.as_str());
        let message = format!("{} blank cells of `{header}` were given the value above them", cells.len());
        claims.finding_of(Code::FilledDown, message, &cells);
    }
    for (column, cells) in dittos {
        let header = mapping.column(column).map_or("", |c| c.header.as_str());
        let message =
            format!("{} cells of `{header}` say `as above` and were given the value above them", cells.len());
        claims.finding_of(Code::FilledDown, message, &cells);
    }
}
