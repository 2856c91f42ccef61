//! The table of records: one row an action, a column for each field that is used, no value that was read left out.
//!
//! What a cell cannot show (a date's doubts, an owner's parts) is in the source map; both go by the headers named here.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::cell::{Cell, Column, ColumnKind, Table};
use super::sheet::is_taken_for_rich;
use super::shown;
use crate::grid::{self, Value};
use crate::record::{DateKind, Record, RecordSource, Tracker, When};

/// Excel's limit for the header of a table column.
const LONGEST_HEADER: usize = 255;

/// The name of the sheet.
pub(crate) const RECORDS: &str = "Records";

/// The dates beside the due date, in the order in which they are shown.
pub(crate) const DATE_KINDS: [DateKind; 11] = [
    DateKind::Original,
    DateKind::Revised,
    DateKind::Completed,
    DateKind::Start,
    DateKind::Raised,
    DateKind::Updated,
    DateKind::Review,
    DateKind::Meeting,
    DateKind::Reported,
    DateKind::Milestone,
    DateKind::Other,
];

/// The table, and under which header each column of `extra` stands.
pub(crate) struct Records<'a> {
    /// The sheet.
    pub(crate) table: Table,
    /// Header by key of `extra`, in the order of the columns.
    pub(crate) extras: IndexMap<&'a str, String>,
}

/// Lays out the records of a tracker; a tracker without any gives the headers that one would need.
pub(crate) fn records(tracker: &Tracker) -> Records<'_> {
    let all = &tracker.records;
    let mut columns = Columns { records: all, columns: Vec::new() };
    columns.always("ID", ColumnKind::Key, |r| Cell::text(&r.id));
    columns.always("Ref", ColumnKind::Key, |r| Cell::maybe(r.reference.as_deref()));
    columns.used("Group", |r| Cell::text(group(r)));
    // An empty tracker is one to be filled.
    columns.needed(all.is_empty(), "Recommendation", |r| Cell::maybe(r.recommendation.as_deref()));
    columns.needed(all.is_empty(), "Action", |r| Cell::maybe(r.action.as_deref()));
    columns.always("Owner", ColumnKind::Plain, |r| match r.owners.as_slice() {
        [] => unread(r, "owners"),
        owners => Cell::text(shown::lines(owners, shown::owner)),
    });
    columns.always("Due", ColumnKind::Plain, |r| day_cell(r.due.as_ref()));
    columns.used(DUE_AS_WRITTEN, |r| Cell::text(due_as_written(r)));
    for kind in DATE_KINDS {
        columns.used(date_header(kind), |r| day_cell(latest(&dates_shown_as(r, kind))));
        columns.used(&text_header(kind), |r| Cell::text(dates_as_written(&dates_shown_as(r, kind))));
    }
    columns.rag(|r| r.rag.map_or_else(|| unread(r, "rag"), |rag| Cell::text(rag.label())));
    columns.needed(all.is_empty(), "Status", |r| {
        r.status.map_or_else(|| unread(r, "status"), |status| Cell::text(status.label()))
    });
    columns.used("Priority", |r| Cell::maybe(r.priority.as_deref()));
    columns.used("% complete", percent);
    columns.used("Progress", |r| Cell::maybe(r.progress.as_deref()));
    columns.used("Money", |r| Cell::text(shown::lines(&r.money, shown::money)));
    columns.used("Notes", |r| Cell::text(shown::lines(&r.notes, shown::note)));
    let after_extras = columns.columns.len();
    columns.used("Hidden", |r| yes(r.hidden));
    columns.used("Struck", |r| yes(r.struck));
    columns.used("Source", |r| Cell::text(place(&r.source)));

    let mut columns = columns.columns;
    let mut taken: HashSet<String> = columns.iter().map(|c| c.header.to_lowercase()).collect();
    let keys = all.iter().flat_map(|r| r.extra.keys());
    let mut extras: IndexMap<&str, String> = IndexMap::new();
    for key in keys {
        extras.entry(key).or_insert_with(|| free_header(key, &mut taken));
    }
    let extra_columns: Vec<Column> = extras
        .iter()
        .map(|(key, header)| Column {
            header: header.clone(),
            kind: ColumnKind::Plain,
            cells: all.iter().map(|r| Cell::maybe(r.extra.get(*key).map(String::as_str))).collect(),
        })
        .collect();
    columns.splice(after_extras..after_extras, extra_columns);
    Records { table: Table { sheet: RECORDS, name: "Records", frozen: 2, columns }, extras }
}

/// The column for what a due date's cell does not tell.
pub(crate) const DUE_AS_WRITTEN: &str = "Due as written";

/// Returns the header under which a date of a record stands.
pub(crate) fn date_column(record: &Record, when: &When) -> &'static str {
    date_header(shown_as(record, when))
}

/// Returns the group as its cell shows it: the way down to it, where groups nest.
pub(crate) fn group(record: &Record) -> String {
    if record.group_path.len() > 1 {
        record.group_path.join(" > ")
    } else {
        record.group.clone().unwrap_or_default()
    }
}

/// Returns sheet and cells: `'Action plan'!A6:G6`; without a sheet the cells alone.
pub(crate) fn place(source: &RecordSource) -> String {
    grid::place(source.sheet.as_deref().unwrap_or_default(), &source.cells)
}

struct Columns<'a> {
    records: &'a [Record],
    columns: Vec<Column>,
}

impl Columns<'_> {
    fn always(&mut self, header: &str, kind: ColumnKind, cell: impl Fn(&Record) -> Cell) {
        let cells = self.records.iter().map(cell).collect();
        self.columns.push(Column { header: header.to_owned(), kind, cells });
    }

    /// Adds a column if a record has something for it.
    fn used(&mut self, header: &str, cell: impl Fn(&Record) -> Cell) {
        self.needed(false, header, cell);
    }

    fn needed(&mut self, needed: bool, header: &str, cell: impl Fn(&Record) -> Cell) {
        self.always(header, ColumnKind::Plain, cell);
        self.columns.pop_if(|column| !needed && column.cells.iter().all(|c| *c == Cell::Blank));
    }

    fn rag(&mut self, cell: impl Fn(&Record) -> Cell) {
        self.used("RAG", cell);
        if let Some(column) = self.columns.last_mut().filter(|c| c.header == "RAG") {
            column.kind = ColumnKind::Rag;
        }
    }
}

fn day_cell(when: Option<&When>) -> Cell {
    when.and_then(shown::day).map_or(Cell::Blank, |(day, shown)| Cell::Date(day, shown))
}

/// What is written for the due date, where its cell does not tell it or there is none.
fn due_as_written(record: &Record) -> String {
    let written = record.as_written.get("due").map(String::as_str).filter(|text| !text.trim().is_empty());
    let Some(due) = &record.due else {
        // Dates that could not be read are dates, too.
        let unread = dates_as_written(&dates_shown_as(record, DateKind::Due));
        let cells = || record.as_written.get("dates").filter(|_| record.dates.is_empty());
        let state = || record.due_state.map(|state| shown::label(state.into())).unwrap_or_default();
        return match written {
            Some(text) => text.to_owned(),
            None if !unread.is_empty() => unread,
            None => cells().map_or_else(state, |text| text.trim().to_owned()),
        };
    };
    match (written, dates_shown_as(record, DateKind::Due).as_slice()) {
        (Some(text), _) if shown::says_more(text, due) => text.to_owned(),
        (Some(_), _) => String::new(),
        (None, all @ [_, _, ..]) => dates_as_written(all),
        (None, _) => dates_as_written(&[due]),
    }
}

/// Returns the dates of a record that stand in the column of a kind.
pub(crate) fn dates_shown_as(record: &Record, kind: DateKind) -> Vec<&When> {
    record.dates.iter().filter(|when| shown_as(record, when) == kind).collect()
}

/// A due date that a revised one took the place of is, to a reader, the original one.
pub(super) fn shown_as(record: &Record, when: &When) -> DateKind {
    let replaced = record.due.as_ref().is_some_and(|due| due.kind == DateKind::Revised);
    if when.kind == DateKind::Due && replaced { DateKind::Original } else { when.kind }
}

fn latest<'a>(dates: &[&'a When]) -> Option<&'a When> {
    dates.iter().copied().max_by_key(|when| when.latest)
}

/// What is written for dates that one cell cannot tell: all of them, one a line.
fn dates_as_written(dates: &[&When]) -> String {
    match dates {
        [one] if !shown::says_more(&one.as_written, one) => String::new(),
        _ => shown::lines(dates, |when| when.as_written.clone()),
    }
}

/// Returns the header of the column for a kind of dates.
pub(crate) fn date_header(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Due => "Due",
        DateKind::Original => "Original due",
        DateKind::Revised => "Revised due",
        DateKind::Completed => "Completed",
        DateKind::Start => "Started",
        DateKind::Raised => "Raised",
        DateKind::Updated => "Updated",
        DateKind::Review => "Review",
        DateKind::Meeting => "Meeting",
        DateKind::Reported => "Reported",
        DateKind::Milestone => "Milestone",
        DateKind::Other => "Other date",
    }
}

/// Returns the header of the column for what the cell of a kind of dates does not tell.
pub(crate) fn text_header(kind: DateKind) -> String {
    format!("{} as written", date_header(kind))
}

fn percent(record: &Record) -> Cell {
    match record.percent_complete {
        Some(percent) if percent.is_finite() => Cell::Share(percent / 100.0),
        Some(percent) => Cell::text(percent.to_string()),
        None => unread(record, "percent_complete"),
    }
}

/// A text that gave no value is shown as it was written, and not as if there were none.
fn unread(record: &Record, field: &str) -> Cell {
    Cell::maybe(record.as_written.get(field).map(|text| text.trim()).filter(|text| !text.is_empty()))
}

fn yes(it_is: bool) -> Cell {
    if it_is { Cell::text("yes") } else { Cell::Blank }
}

/// Returns the header on one line, with a number where it is taken already, and takes it.
///
/// Excel refuses a table whose headers are equal but for case, empty, longer than 255, or not written twice alike; the
/// source map has them whole.
pub(super) fn free_header(key: &str, taken: &mut HashSet<String>) -> String {
    let is_gap = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let plain = without_escapes(key);
    let mut line = plain.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    // Marks that show nothing make no header either.
    if Value::Text(line.clone()).is_blank() {
        "(no header)".clone_into(&mut line);
    }
    if is_taken_for_rich(&line) {
        line.insert(0, '\'');
    }
    let mut header = shortened(&line, LONGEST_HEADER);
    let mut number = 2;
    while !taken.insert(header.to_lowercase()) {
        let suffix = format!(" ({number})");
        header = shortened(&line, LONGEST_HEADER - suffix.len()) + &suffix;
        number += 1;
    }
    header
}

/// Takes out `_x000D_` and its like, which some programs leave behind and Excel reads in a header as one character.
pub(crate) fn without_escapes(key: &str) -> String {
    let mut parts = key.split("_x");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_at_checked(5) {
            Some((code, rest)) if is_escape(code) => text.extend([" ", rest]),
            _ => text.extend(["_x", part]),
        }
    }
    text
}

fn is_escape(code: &str) -> bool {
    code.strip_suffix('_').is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()))
}

fn shortened(line: &str, longest: usize) -> String {
    if line.encode_utf16().count() <= longest {
        return line.to_owned();
    }
    let mut room = longest - 1;
    let fits = |c: &char| room.checked_sub(c.len_utf16()).map(|rest| room = rest).is_some();
    line.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::*;
    use crate::grid::Shown;
    use crate::write::samples;

    fn column(fields: &Value, header: &str) -> Option<Cell> {
        let tracker = samples::of(vec![samples::record("1", fields)]);
        let columns = records(&tracker).table.columns;
        columns.into_iter().find(|c| c.header == header).map(|mut c| c.cells.remove(0))
    }

    #[test]
    fn each_date_is_seen_under_one_header() {
        let march = samples::when("due", "2013-03-31", ["2013-03-31", "2013-03-31"], "day", "31/3/13");
        let june = samples::when("due", "2013-06", ["2013-06-01", "2013-06-30"], "month", "June 13");
        let revised = samples::when("revised", "2013-06", ["2013-06-01", "2013-06-30"], "month", "June 13");
        let april = samples::when("milestone", "2013-04", ["2013-04-01", "2013-04-30"], "month", "April 13");
        let may = samples::when("milestone", "2013-05", ["2013-05-01", "2013-05-31"], "month", "May 13");
        let day = Cell::Date(date(2013, 3, 31), Shown::Day);
        let month = |month, last| Cell::Date(date(2013, month, last), Shown::Month);
        let shown = |fields: &Value, expected: &[(&str, Option<Cell>)]| {
            for (header, cell) in expected {
                assert_eq!(column(fields, header), *cell, "{header}");
            }
        };
        shown(
            &json!({"dates": [march], "due": march}),
            &[("Due", Some(day.clone())), ("Due as written", None), ("Original due", None)],
        );
        shown(
            &json!({"dates": [march, revised], "due": revised, "as_written": {"due": "31/3/13 June 13"}}),
            &[
                ("Due", Some(month(6, 30))),
                ("Due as written", Some(Cell::text("31/3/13 June 13"))),
                ("Original due", Some(day.clone())),
                ("Revised due", Some(month(6, 30))),
            ],
        );
        shown(
            &json!({"dates": [march, june], "due": march}),
            &[("Due", Some(day)), ("Due as written", Some(Cell::text("31/3/13\nJune 13")))],
        );
        shown(
            &json!({"dates": [may, april]}),
            &[
                ("Due", Some(Cell::Blank)),
                ("Milestone", Some(month(5, 31))),
                ("Milestone as written", Some(Cell::text("May 13\nApril 13"))),
            ],
        );
        shown(
            &json!({"due_state": "to_be_confirmed"}),
            &[("Due as written", Some(Cell::text("To be confirmed")))],
        );
        let open = json!({
            "kind": "due", "edtf": "2013-04/..", "earliest": "2013-04-01", "latest": null, "precision": "month",
            "qualifier": "from", "assumed": [], "as_written": "from April 13"
        });
        shown(
            &json!({"dates": [open], "due": open}),
            &[("Due", Some(Cell::Blank)), ("Due as written", Some(Cell::text("from April 13")))],
        );
    }

    #[test]
    fn columns_are_there_where_they_are_used() {
        let tracker = samples::of(vec![samples::record("1", &json!({"action": "Act", "rag": "red"}))]);
        let headers: Vec<String> = records(&tracker).table.columns.into_iter().map(|c| c.header).collect();
        assert_eq!(headers, ["ID", "Ref", "Action", "Owner", "Due", "RAG"]);
    }

    #[test]
    fn headers_are_unique_whatever_the_case() {
        let mut taken = HashSet::from(["notes".to_owned(), "notes (3)".to_owned()]);
        let mut header = |key: &str| free_header(key, &mut taken);
        assert_eq!(header("Target"), "Target");
        assert_eq!(header("TARGET"), "TARGET (2)");
        assert_eq!(header(" Target\n"), "Target (3)");
        assert_eq!(header("Notes"), "Notes (2)");
        assert_eq!(header("NOTES"), "NOTES (4)");
        assert_eq!(header("Cost\r\ncode"), "Cost code");
        assert_eq!(header("Cost_x000D_\ncentre"), "Cost centre");
        assert_eq!(header("tax_xrate _x12"), "tax_xrate _x12");
        assert_eq!(header("<r>a</r>"), "'<r>a</r>");
        assert_eq!(header(""), "(no header)");
        assert_eq!(header(" "), "(no header) (2)");
        assert_eq!(header("\u{200B}"), "(no header) (3)");
    }

    #[test]
    fn long_headers_are_shortened_where_it_shows() {
        let mut taken = HashSet::new();
        let long = "x".repeat(400);
        let first = free_header(&long, &mut taken);
        let second = free_header(&(long.clone() + "y"), &mut taken);
        assert_eq!(first, "x".repeat(254) + "…");
        assert_eq!(second, "x".repeat(250) + "… (2)");
        let wide = free_header(&"\u{1D11E}".repeat(200), &mut taken);
        assert_eq!(wide.encode_utf16().count(), 255);
    }
}
