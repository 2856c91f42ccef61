//! Columns to fields: each header once, by the spelling that means no other column.

use std::collections::BTreeSet;

use super::page::{Line, Section, quoted};
use super::tables;
use crate::columns::{ACCEPTED, MappedColumn, Mapping};
use crate::import::Import;
use crate::layout::{Pin, PinnedBy, Table};
use crate::normalize::{headers, text};
use crate::record::Field;

/// Columns and their fields; sure ones are live.
pub(super) fn section(imported: &Import) -> Section {
    let tables: Vec<(&Table, &Mapping)> =
        tables(imported).map(|(_, table, mapping)| (table, mapping)).collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut written: BTreeSet<String> = BTreeSet::new();
    for column in tables.iter().flat_map(|(_, mapping)| &mapping.columns) {
        let (line, name) = line(column, &tables);
        if written.insert(text::fold(&name)) {
            lines.push(line);
        }
    }
    let about = [
        "Which column is which field, by its header (or its letters where no header is called so).",
        "`extra` keeps a column as it is. Fields: ref, group, recommendation, action, owner, unit, due,",
        "original_due, revised_due, completed, started, updated, raised, review, reported, other_date,",
        "status, rag, priority, percent_complete, progress, money, notes.",
    ];
    Section { about: about.map(str::to_owned).to_vec(), table: Some("columns"), lines }
}

/// A column's line, and how it names the column.
fn line(column: &MappedColumn, tables: &[(&Table, &Mapping)]) -> (Line, String) {
    let letters = column.mark();
    let spellings = [column.header.clone(), letters.clone()];
    let spelling = spellings.iter().find(|spelling| means_only(spelling, column.field, tables));
    let name = spelling.unwrap_or(if column.header.is_empty() { &letters } else { &column.header });
    let said = column.reason.starts_with("pinned");
    let unclear = if spelling.is_none() { "; another column is called so too" } else { "" };
    let reason = format!("{}{unclear}", column.reason);
    let line = match column.field {
        Some(field) => {
            let sure = column.confidence >= ACCEPTED;
            let doubt = if sure { String::new() } else { format!("; not sure ({:.2})", column.confidence) };
            Line::new(name, &quoted(field.into()), format!("{reason}{doubt}"), sure && spelling.is_some())
        }
        None if said => Line::new(name, "\"extra\"", reason, spelling.is_some()),
        None => match nearest(&column.header) {
            Some(field) => {
                Line::new(name, &quoted(field.into()), format!("kept as extra; nearest is {field}"), false)
            }
            None => Line::new(name, "\"extra\"", "kept as extra; no field is near", false),
        },
    };
    (line, name.clone())
}

/// Tells whether all columns that a spelling names have the field.
fn means_only(spelling: &str, field: Option<Field>, tables: &[(&Table, &Mapping)]) -> bool {
    let pin = Pin { column: spelling.to_owned(), field, by: PinnedBy::Profile };
    let mut named = false;
    for (table, mapping) in tables {
        for place in pin.places(&table.columns) {
            named = true;
            let column = table.columns.get(place).and_then(|column| mapping.column(column.column));
            if column.is_none_or(|column| column.field != field) {
                return false;
            }
        }
    }
    named
}

/// The field that a header speaks of, however weakly.
fn nearest(header: &str) -> Option<Field> {
    let read = headers::read_header_all(header);
    read.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence)).map(|read| read.field)
}
