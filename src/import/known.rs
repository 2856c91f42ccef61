//! What is known beforehand: the caller's word first, then the profile's. What of a profile does not fit a file is a finding,
//! since it is of all versions of a tracker; what of the caller's does not is an error.

use std::collections::BTreeSet;

use super::{ImportOptions, ImportedSheet};
use crate::assemble::AssembleOptions;
use crate::columns::{self, Mapping};
use crate::grid::{HeaderRows, Sheet, Workbook};
use crate::layout::{LayoutOptions, Pin, PinnedBy, RowPin, Table};
use crate::normalize::text::{fold, quoted};
use crate::profile::Profile;
use crate::record::{AsOfBasis, Code, Finding, Tracker};

/// Returns where the header is and which column is which field, by both.
pub(super) fn layout(options: &ImportOptions) -> LayoutOptions {
    let mut layout = options.layout.clone();
    layout.header = layout.header.or(options.profile.header_rows);
    let given: BTreeSet<String> = layout.pins.iter().map(|pin| fold(&pin.column)).collect();
    let profile = options.profile.columns.iter().filter(|(column, _)| !given.contains(&fold(column)));
    let pin =
        |(column, field): &(String, _)| Pin { column: column.clone(), field: *field, by: PinnedBy::Profile };
    layout.pins.extend(profile.map(pin));
    let rows = options.profile.rows.iter();
    layout.rows.extend(rows.map(|(rows, role)| RowPin { rows: rows.clone(), role: *role }));
    layout
}

/// Returns the profile's sheets that there are; all that it names are a finding where there is none of them.
pub(super) fn sheets(workbook: &Workbook, profile: &Profile, findings: &mut Vec<Finding>) -> Vec<String> {
    let is_there = |name: &&String| workbook.sheets.iter().any(|sheet| sheet.name == **name);
    let found: Vec<String> = profile.sheets.iter().filter(is_there).cloned().collect();
    // A text has no sheets to be named.
    let named = workbook.sheets.iter().any(|sheet| !sheet.name.is_empty());
    if found.is_empty() && named && !profile.sheets.is_empty() {
        let names: Vec<String> = profile.sheets.iter().map(|name| quoted(name)).collect();
        let message =
            format!("the profile names sheet {}, and there is none; all were looked at", names.join(" or "));
        findings.push(Finding::new(Code::ProfileUnused, message, None));
    }
    found
}

/// The profile's header is not there.
pub(super) fn no_header(rows: HeaderRows, sheet: &str, found: &str) -> Finding {
    let message = format!("expected the profile's header in {rows}, found {found}; it was looked for");
    Finding::new(Code::ProfileUnused, message, (!sheet.is_empty()).then(|| sheet.to_owned()))
}

/// Reports the profile's columns that are in no table that is read, where no other column has their field.
pub(super) fn report_pins(tables: &[(&Table, &Mapping)], pins: &[Pin], findings: &mut Vec<Finding>) {
    for pin in columns::unused_pins(tables, pins) {
        let field = pin.field.map(|field| field.to_string()).unwrap_or_default();
        let message =
            format!("the profile has {} as {field}, and no column is called so", quoted(&pin.column));
        findings.push(Finding::new(Code::ProfileUnused, message, None));
    }
}

/// Reports the profile's rows that no sheet that is read has.
pub(super) fn report_rows(
    chosen: &[&Sheet],
    sheets: &[ImportedSheet],
    pins: &[RowPin],
    findings: &mut Vec<Finding>,
) {
    let read =
        || chosen.iter().zip(sheets).filter(|(_, sheet)| sheet.skipped.is_none() && sheet.turned.is_none());
    let unused = |pin: &&RowPin| !read().any(|(sheet, understood)| pin.is_used(sheet, &understood.outline));
    for pin in pins.iter().filter(unused) {
        let message = format!("the profile has {} as {}, and no table has such a row", pin.rows, pin.role);
        findings.push(Finding::new(Code::ProfileUnused, message, None));
    }
}

/// Reports the columns that the profile fills down or not, and that no table has.
pub(super) fn report_filled(mappings: &[&Mapping], profile: &Profile, findings: &mut Vec<Finding>) {
    let is_there = |name: &str| mappings.iter().flat_map(|m| &m.columns).any(|column| column.is_called(name));
    for (name, _) in profile.fill_down.iter().filter(|(name, _)| !is_there(name)) {
        let message = format!(
            "the profile says of {} whether it is filled down, and no column is called so",
            quoted(name)
        );
        findings.push(Finding::new(Code::ProfileUnused, message, None));
    }
}

/// Returns how values are read.
pub(super) fn values(options: &ImportOptions) -> AssembleOptions {
    let ImportOptions { as_of, profile, .. } = options;
    let as_of = as_of.map(|day| (day, AsOfBasis::Option));
    AssembleOptions {
        as_of: as_of.or_else(|| profile.as_of.map(|day| (day, AsOfBasis::Profile))),
        date_order: profile.date_order,
        fy_start: profile.fy_start,
        names: profile.owners.names().cloned().collect(),
        fill_down: profile.fill_down.clone(),
        split_actions: profile.split_actions,
    }
}

/// Gives known owners their one spelling.
pub(super) fn settle_owners(tracker: &mut Tracker, profile: &Profile) {
    if profile.owners.entries().is_empty() {
        return;
    }
    for owner in tracker.records.iter_mut().flat_map(|record| &mut record.owners) {
        profile.owners.settle(owner);
    }
}
