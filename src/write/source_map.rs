//! The source map: where every value came from, as it was written, and as the columns of `Records` cannot show it.
//!
//! One row a field, and one an item of a list (`owners.2`). `Value` is its JSON; it is empty where the record's cell shows
//! the text itself, and names an item (`"dates.1"`) where the due date is one of the dates. So the records can be built
//! again from both sheets, and an edited cell can be told from an untouched one.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::Unwritable;
use super::cell::{Cell, Column, ColumnKind, Table};
use super::records::{DUE_AS_WRITTEN, Records, date_column, group};
use crate::record::{Record, Tracker};

/// The list of ids whose records are gone; it is the tracker's, so that its rows have no ID.
const RETIRED: &str = "tracker.retired_ids";

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
    for (number, id) in (1..).zip(&tracker.retired_ids) {
        let field = format!("{RETIRED}.{number}");
        rows.push(Row { field, value: Value::from(id.as_str()).to_string(), ..Row::default() });
    }
    let column = |header: &str, kind, text: fn(&Row) -> &String| Column {
        header: header.to_owned(),
        kind,
        cells: rows.iter().map(|row| Cell::text(text(row))).collect(),
    };
    let columns = vec![
        column("ID", ColumnKind::Key, |row| &row.id),
        column("Field", ColumnKind::Plain, |row| &row.field),
        column("Column", ColumnKind::Plain, |row| &row.column),
        column("Cells", ColumnKind::Plain, |row| &row.cells),
        column("As written", ColumnKind::Plain, |row| &row.as_written),
        column("Value", ColumnKind::Code, |row| &row.value),
    ];
    Ok(Table { sheet: "Source map", name: "SourceMap", frozen: 0, columns })
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
        self.text("ref", "Ref", r.reference.as_deref())?;
        let shown_group = group(r);
        match r.group.as_deref() {
            Some(group) if group != shown_group => self.value("group", "Group", &group)?,
            group => self.text("group", "Group", group)?,
        }
        // The usual path is the group alone, and goes without saying.
        if !r.group_path.iter().eq(&r.group) {
            self.value("group_path", "Group", &r.group_path)?;
        }
        self.text("recommendation", "Recommendation", r.recommendation.as_deref())?;
        self.text("action", "Action", r.action.as_deref())?;
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
        self.text("priority", "Priority", r.priority.as_deref())?;
        self.maybe("percent_complete", "% complete", r.percent_complete)?;
        self.text("progress", "Progress", r.progress.as_deref())?;
        self.list("money", &r.money, |money| ("Money", "", &money.as_written))?;
        self.list("notes", &r.notes, |note| ("Notes", &note.cell, ""))?;
        self.maybe("hidden", "Hidden", r.hidden.then_some(true))?;
        self.maybe("struck", "Struck", r.struck.then_some(true))?;
        for (key, text) in &r.extra {
            let header = self.records.extras.get(key.as_str()).map(String::as_str).unwrap_or_default();
            self.text(&format!("extra.{key}"), header, Some(text))?;
        }
        // Whatever else has a place or a text as written.
        for key in r.source.fields.keys().chain(r.as_written.keys()) {
            if !self.seen.contains(key) {
                self.row(key, "", String::new());
            }
        }
        Ok(())
    }

    /// Maps a text that its cell shows as it is.
    fn text(&mut self, field: &str, column: &str, text: Option<&str>) -> Result<(), Unwritable> {
        match text {
            // An empty cell shows nothing, so that the empty text needs its JSON.
            Some("") => self.value(field, column, "")?,
            Some(_) => self.row(field, column, String::new()),
            None => {}
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
            self.row(field, items.first().map_or("", |first| about(first).0), String::new());
        }
        for (number, item) in (1..).zip(items) {
            let (column, cells, as_written) = about(item);
            self.value(&format!("{field}.{number}"), column, item)?;
            if let Some(row) = self.rows.last_mut() {
                row.cells.push_str(cells);
                row.as_written.push_str(as_written);
            }
        }
        Ok(())
    }

    fn value(
        &mut self,
        field: &str,
        column: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), Unwritable> {
        let json = serde_json::to_string(value).map_err(|error| Unwritable::Unserializable(error.into()))?;
        self.row(field, column, json);
        Ok(())
    }

    fn row(&mut self, field: &str, column: &str, value: String) {
        self.seen.insert(field.to_owned());
        let written = self.record.as_written.get(field);
        // An empty text as written cannot be told from none in its cell.
        if written.is_some_and(String::is_empty) {
            self.rows.push(Row {
                id: self.record.id.clone(),
                field: format!("as_written.{field}"),
                value: Value::from("").to_string(),
                ..Row::default()
            });
        }
        self.rows.push(Row {
            id: self.record.id.clone(),
            field: field.to_owned(),
            column: column.to_owned(),
            cells: self.record.source.fields.get(field).cloned().unwrap_or_default(),
            as_written: written.cloned().unwrap_or_default(),
            value,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::records::records;
    use crate::write::samples;

    #[test]
    fn retired_ids_stand_below_the_records() {
        let mut tracker = samples::mixed();
        let rows = |tracker: &Tracker| -> Vec<(Cell, Cell)> {
            let columns = source_map(tracker, &records(tracker)).unwrap().columns;
            columns[1].cells.iter().cloned().zip(columns[5].cells.iter().cloned()).collect()
        };
        let mut expected = rows(&tracker);
        tracker.retired_ids = vec!["2~1".to_owned(), "#7".to_owned()];
        let retired = [("tracker.retired_ids.1", "\"2~1\""), ("tracker.retired_ids.2", "\"#7\"")];
        expected.extend(retired.map(|(field, value)| (Cell::text(field), Cell::text(value))));
        assert_eq!(rows(&tracker), expected);
    }
}
