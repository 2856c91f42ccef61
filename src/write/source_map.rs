//! The source map: where every value came from, as it was written, and all of the tracker that `restore` needs to have it
//! back as it was.
//!
//! One row a field, and one an item of a list (`owners.2`); rows without an ID are about the tracker as a whole. `Value` is
//! the JSON, which names an item (`"dates.1"`) where the due date is one of the dates. A text that a cell cannot hold goes on
//! in the next row of the same field. So an edited cell of `Records` can be told from an untouched one, and no program that
//! saves the workbook again can change what was kept: JSON has no line breaks and no blanks at its ends.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Value, json};

use super::Unwritable;
use super::cell::{Cell, Column, ColumnKind, Table};
use super::records::{DUE_AS_WRITTEN, Records, date_column};
use super::sheet::MOST_CHARACTERS;
use crate::grid;
use crate::record::{Record, Tracker};

/// The name of the sheet.
pub(crate) const SOURCE_MAP: &str = "Source map";

/// Its headers.
pub(crate) const HEADERS: [&str; 6] = ["ID", "Field", "Column", "Cells", "As written", "Value"];

/// What the fields of the tracker itself begin with.
pub(crate) const OF_TRACKER: &str = "tracker.";

/// What stands before a field whose text as written its cell cannot keep.
pub(crate) const AS_WRITTEN: &str = "as_written.";

/// One row of the map.
#[derive(Default)]
struct Row {
    id: String,
    field: String,
    column: String,
    cells: String,
    as_written: String,
    value: String,
}

/// Lays out the source map of a tracker.
pub(super) fn source_map(tracker: &Tracker, records: &Records<'_>) -> Result<Table, Unwritable> {
    let mut rows = Vec::new();
    for record in &tracker.records {
        Map { record, records, rows: &mut rows, seen: BTreeSet::new() }.record()?;
    }
    of_tracker(tracker, &mut rows)?;
    let [id, field, column_, cells, as_written, value] = HEADERS;
    let column = |header: &str, kind, text: fn(&Row) -> &String| Column {
        header: header.to_owned(),
        kind,
        cells: rows.iter().map(|row| Cell::text(text(row))).collect(),
    };
    let columns = vec![
        column(id, ColumnKind::Key, |row| &row.id),
        column(field, ColumnKind::Plain, |row| &row.field),
        column(column_, ColumnKind::Plain, |row| &row.column),
        column(cells, ColumnKind::Plain, |row| &row.cells),
        column(as_written, ColumnKind::Plain, |row| &row.as_written),
        column(value, ColumnKind::Code, |row| &row.value),
    ];
    Ok(Table { sheet: SOURCE_MAP, name: "SourceMap", frozen: 0, columns })
}

/// Maps all of the tracker but its records.
fn of_tracker(tracker: &Tracker, rows: &mut Vec<Row>) -> Result<(), Unwritable> {
    // The origin as the file that was first read: a clean workbook made of this one tells the same.
    one(rows, "source", "", &tracker.source.original())?;
    one(rows, "as_of", "", &tracker.as_of)?;
    one(rows, "as_of_basis", "", &tracker.as_of_basis)?;
    each(rows, "metadata", &tracker.metadata, |m| &m.source)?;
    each(rows, "groups", &tracker.groups, |g| &g.source)?;
    each(rows, "summaries", &tracker.summaries, |s| &s.source)?;
    each(rows, "findings", &tracker.findings, |f| f.source.as_deref().unwrap_or_default())?;
    each(rows, "retired_ids", &tracker.retired_ids, |_| "")?;
    one(rows, "ledger", "", &tracker.ledger)
}

fn one(rows: &mut Vec<Row>, field: &str, cells: &str, value: &impl Serialize) -> Result<(), Unwritable> {
    let row = Row { field: format!("{OF_TRACKER}{field}"), cells: cells.to_owned(), ..Row::default() };
    push(rows, row, &json_of(value)?);
    Ok(())
}

fn each<T: Serialize>(
    rows: &mut Vec<Row>,
    field: &str,
    items: &[T],
    cells: impl Fn(&T) -> &str,
) -> Result<(), Unwritable> {
    (1..).zip(items).try_for_each(|(number, item)| one(rows, &format!("{field}.{number}"), cells(item), item))
}

fn json_of(value: &(impl Serialize + ?Sized)) -> Result<String, Unwritable> {
    let json = serde_json::to_string(value).map_err(|error| Unwritable::Unserializable(error.into()))?;
    // All in strings: what Excel takes for an escape of its own, and what XML cannot hold.
    Ok(json.replace("_x", "_\\u0078").replace('\u{FFFE}', "\\ufffe").replace('\u{FFFF}', "\\uffff"))
}

/// Adds a row with a value, and as many more as the value needs.
fn push(rows: &mut Vec<Row>, row: Row, value: &str) {
    let mut parts = parts(value, MOST_CHARACTERS).into_iter();
    let (id, field) = (row.id.clone(), row.field.clone());
    rows.push(Row { value: parts.next().unwrap_or_default(), ..row });
    rows.extend(parts.map(|value| Row { id: id.clone(), field: field.clone(), value, ..Row::default() }));
}

/// Cuts a text into parts of at most so many UTF-16 units; none for an empty text.
fn parts(text: &str, longest: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut room = 0;
    for c in text.chars() {
        if room < c.len_utf16() {
            parts.push(String::new());
            room = longest;
        }
        room = room.saturating_sub(c.len_utf16());
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

/// Tells whether a cell keeps a text as it is whatever program saves it: something to read, no marks but line breaks.
fn is_kept_by_cells(text: &str) -> bool {
    let odd = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    !grid::Value::Text(text.to_owned()).is_blank()
        && text.trim().len() == text.len()
        && !text.contains(odd)
        && !text.contains("_x")
        && text.encode_utf16().count() < MOST_CHARACTERS
}

struct Map<'a> {
    record: &'a Record,
    records: &'a Records<'a>,
    rows: &'a mut Vec<Row>,
    /// Fields that have a row of their own already.
    seen: BTreeSet<String>,
}

impl Map<'_> {
    fn record(&mut self) -> Result<(), Unwritable> {
        let r = self.record;
        self.value("source", "Source", &json!({ "sheet": r.source.sheet, "cells": r.source.cells }))?;
        self.maybe("ref", "Ref", r.reference.as_ref())?;
        self.maybe("group", "Group", r.group.as_ref())?;
        // The usual path is the group alone, and goes without saying.
        if !r.group_path.iter().eq(&r.group) {
            self.value("group_path", "Group", &r.group_path)?;
        }
        self.maybe("recommendation", "Recommendation", r.recommendation.as_ref())?;
        self.maybe("action", "Action", r.action.as_ref())?;
        self.list("owners", &r.owners, |owner| ("Owner", "", &owner.as_written))?;
        self.list("dates", &r.dates, |when| (date_column(r, when), "", &when.as_written))?;
        if let Some(due) = &r.due {
            match (1..).zip(&r.dates).find(|(_, when)| *when == due) {
                Some((number, _)) => self.value("due", "Due", &format!("dates.{number}"))?,
                None => self.value("due", "Due", due)?,
            }
        }
        self.maybe("due_state", DUE_AS_WRITTEN, r.due_state)?;
        self.maybe("rag", "RAG", r.rag)?;
        self.maybe("rag_basis", "", r.rag_basis)?;
        self.maybe("status", "Status", r.status)?;
        self.maybe("priority", "Priority", r.priority.as_ref())?;
        self.maybe("percent_complete", "% complete", r.percent_complete)?;
        self.maybe("progress", "Progress", r.progress.as_ref())?;
        self.list("money", &r.money, |money| ("Money", "", &money.as_written))?;
        self.list("notes", &r.notes, |note| ("Notes", &note.cell, ""))?;
        self.maybe("hidden", "Hidden", r.hidden.then_some(true))?;
        self.maybe("struck", "Struck", r.struck.then_some(true))?;
        for (key, text) in &r.extra {
            let header = self.records.extras.get(key.as_str()).map(String::as_str).unwrap_or_default();
            self.value(&format!("extra.{key}"), header, text)?;
        }
        // Whatever else has a place or a text as written.
        for key in r.source.fields.keys().chain(r.as_written.keys()) {
            if !self.seen.contains(key) {
                self.row(key, "", "")?;
            }
        }
        Ok(())
    }

    fn maybe(&mut self, field: &str, column: &str, value: Option<impl Serialize>) -> Result<(), Unwritable> {
        value.map_or(Ok(()), |value| self.value(field, column, &value))
    }

    /// Maps a list; of an item is told its column, its cells and its text as written.
    fn list<T: Serialize>(
        &mut self,
        field: &str,
        items: &[T],
        about: impl Fn(&T) -> (&'static str, &str, &str),
    ) -> Result<(), Unwritable> {
        let (places, texts) = (&self.record.source.fields, &self.record.as_written);
        if places.contains_key(field) || texts.contains_key(field) {
            self.row(field, items.first().map_or("", |first| about(first).0), "")?;
        }
        for (number, item) in (1..).zip(items) {
            let (column, cells, as_written) = about(item);
            let row = Row {
                id: self.record.id.clone(),
                field: format!("{field}.{number}"),
                column: column.to_owned(),
                cells: cells.to_owned(),
                as_written: shortened(as_written),
                ..Row::default()
            };
            push(self.rows, row, &json_of(item)?);
        }
        Ok(())
    }

    fn value(
        &mut self,
        field: &str,
        column: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), Unwritable> {
        self.row(field, column, &json_of(value)?)
    }

    fn row(&mut self, field: &str, column: &str, value: &str) -> Result<(), Unwritable> {
        self.seen.insert(field.to_owned());
        let written = self.record.as_written.get(field);
        let row = Row {
            id: self.record.id.clone(),
            field: field.to_owned(),
            column: column.to_owned(),
            cells: self.record.source.fields.get(field).cloned().unwrap_or_default(),
            as_written: written.map(|text| shortened(text)).unwrap_or_default(),
            ..Row::default()
        };
        push(self.rows, row, value);
        if let Some(text) = written.filter(|text| !is_kept_by_cells(text)) {
            let id = self.record.id.clone();
            let row = Row { id, field: format!("{AS_WRITTEN}{field}"), ..Row::default() };
            push(self.rows, row, &json_of(&Value::from(text.as_str()))?);
        }
        Ok(())
    }
}

/// A text that a cell can hold.
fn shortened(text: &str) -> String {
    let mut parts = parts(text, MOST_CHARACTERS - 1).into_iter();
    let first = parts.next().unwrap_or_default();
    if parts.next().is_some() { first + "…" } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_by_the_units_that_excel_counts() {
        assert_eq!(parts("", 3), Vec::<String>::new());
        assert_eq!(parts("abcdefg", 3), ["abc", "def", "g"]);
        assert_eq!(parts("a\u{1D11E}b\u{1D11E}", 3), ["a\u{1D11E}", "b\u{1D11E}"]);
    }

    #[test]
    fn what_programs_change_in_cells_is_kept_as_json() {
        for text in ["", " ", "\u{200B}", " a", "a\n", "a\r\nb", "a\u{1}", "_x000D_"] {
            assert!(!is_kept_by_cells(text), "{text:?}");
        }
        assert!(!is_kept_by_cells(&"x".repeat(MOST_CHARACTERS)), "its cell marks that it goes on");
        assert!(is_kept_by_cells("a\nb") && is_kept_by_cells("31/3/13"));
    }
}
