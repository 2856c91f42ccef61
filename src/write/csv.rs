//! A tracker as CSV: the records, one row each, and long tables for all that is a list or a map in a record.
//!
//! ```text
//! (records)  one row a record: FLAT_COLUMNS, then the columns of `extra` under their headers; lists are shown as text
//! owners     record_id, position, name, role, unit, email, as_written
//! dates      record_id, position, kind, edtf, earliest, latest, precision, qualifier, assumed, is_due, as_written
//! money      record_id, position, label, amount, amount_to, currency, per, basis, as_written
//! notes      record_id, position, text, author, cell
//! fields     record_id, field, cells, as_written
//! ```
//!
//! Positions count from 1. An unknown value is an empty cell, a list in a cell a JSON array; `is_due` marks the date that
//! counts now, which without a position is none of the list. UTF-8 without a mark, comma, lines end with a line feed. The
//! same tables with the same columns come out of every tracker, be they empty.

use std::borrow::Cow;
use std::collections::HashSet;

use csv::Writer;
use indexmap::IndexMap;

use super::records::shown_as;
use super::{Unwritable, shown};
use crate::normalize::guard::guard;
use crate::record::{DateKind, FLAT_COLUMNS, Record, Tracker, When};

/// What the tables are called, in the order in which [`csv()`] gives them; that of the records has no name.
pub const CSV_TABLES: [&str; 6] = ["", "owners", "dates", "money", "notes", "fields"];

/// What is done with a text that a spreadsheet would run as a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FormulaGuard {
    /// It gets an apostrophe in front; see [`guard`](crate::normalize::guard).
    #[default]
    Apostrophe,
    /// It stays as it is.
    None,
}

/// One table as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvTable {
    /// One of [`CSV_TABLES`].
    pub name: &'static str,
    /// Its header and rows.
    pub text: String,
}

/// Returns the tables of a tracker, the records first, in the order of [`CSV_TABLES`].
///
/// # Errors
///
/// `Rows` or `Unserializable` where a row cannot be put together; never for a tracker.
pub fn csv(tracker: &Tracker, guard: FormulaGuard) -> Result<Vec<CsvTable>, Unwritable> {
    let [records_name, owners_name, dates_name, money_name, notes_name, fields_name] = CSV_TABLES;
    let table = |name, rows: Rows| rows.finish().map(|text| CsvTable { name, text });
    let mut owners =
        Rows::new(guard, &["record_id", "position", "name", "role", "unit", "email", "as_written"])?;
    let mut dates = Rows::new(
        guard,
        &[
            "record_id",
            "position",
            "kind",
            "edtf",
            "earliest",
            "latest",
            "precision",
            "qualifier",
            "assumed",
            "is_due",
            "as_written",
        ],
    )?;
    let mut money = Rows::new(
        guard,
        &["record_id", "position", "label", "amount", "amount_to", "currency", "per", "basis", "as_written"],
    )?;
    let mut notes = Rows::new(guard, &["record_id", "position", "text", "author", "cell"])?;
    let mut fields = Rows::new(guard, &["record_id", "field", "cells", "as_written"])?;
    for r in &tracker.records {
        for (at, o) in (1_usize..).zip(&r.owners) {
            let parts = [maybe(&o.name), maybe(&o.role), maybe(&o.unit), maybe(&o.email)];
            let head = [Cow::from(&r.id), at.to_string().into()];
            owners.row(head.into_iter().chain(parts).chain([Cow::from(&o.as_written)]))?;
        }
        date_rows(&mut dates, r)?;
        for (at, m) in (1_usize..).zip(&r.money) {
            money.row([
                Cow::from(&r.id),
                at.to_string().into(),
                maybe(&m.label),
                m.amount.to_string().into(),
                shown_value(m.amount_to),
                maybe(&m.currency),
                shown_value(m.per),
                shown_value(m.basis),
                Cow::from(&m.as_written),
            ])?;
        }
        for (at, n) in (1_usize..).zip(&r.notes) {
            notes.row([
                Cow::from(&r.id),
                at.to_string().into(),
                Cow::from(&n.text),
                maybe(&n.author),
                Cow::from(&n.cell),
            ])?;
        }
        let unplaced = r.as_written.keys().filter(|field| !r.source.fields.contains_key(*field));
        for field in r.source.fields.keys().chain(unplaced) {
            fields.row([
                Cow::from(&r.id),
                Cow::from(field),
                maybe_owned(r.source.fields.get(field)),
                maybe_owned(r.as_written.get(field)),
            ])?;
        }
    }
    Ok(vec![
        table(records_name, records(tracker, guard)?)?,
        table(owners_name, owners)?,
        table(dates_name, dates)?,
        table(money_name, money)?,
        table(notes_name, notes)?,
        table(fields_name, fields)?,
    ])
}

fn records(tracker: &Tracker, guard: FormulaGuard) -> Result<Rows, Unwritable> {
    let mut taken: HashSet<String> = FLAT_COLUMNS.iter().map(|name| (*name).to_owned()).collect();
    let mut extras: IndexMap<&str, String> = IndexMap::new();
    for key in tracker.records.iter().flat_map(|r| r.extra.keys()) {
        extras.entry(key).or_insert_with(|| free_header(key, &mut taken));
    }
    let header: Vec<&str> = FLAT_COLUMNS.into_iter().chain(extras.values().map(String::as_str)).collect();
    let mut rows = Rows::new(guard, &header)?;
    for record in &tracker.records {
        let flat = flat(record, tracker)?;
        let extra = extras.keys().map(|key| maybe_owned(record.extra.get(*key)));
        rows.row(flat.into_iter().chain(extra))?;
    }
    Ok(rows)
}

/// The cells of a record, in the order of [`FLAT_COLUMNS`].
fn flat<'a>(r: &'a Record, tracker: &'a Tracker) -> Result<[Cow<'a, str>; FLAT_COLUMNS.len()], Unwritable> {
    let due = r.due.as_ref();
    let of = |kind| dates_of(r, kind);
    let yes_or_no = |yes: bool| Cow::from(if yes { "true" } else { "false" });
    Ok([
        Cow::from(&r.id),
        maybe(&r.reference),
        maybe(&r.group),
        array(&r.group_path)?,
        maybe(&r.recommendation),
        maybe(&r.action),
        joined(r.owners.iter().map(shown::owner)),
        due.map(date_text).unwrap_or_default(),
        shown_value(due.and_then(|due| due.earliest)),
        shown_value(due.and_then(|due| due.latest)),
        shown_value(r.due_state),
        of(DateKind::Original),
        of(DateKind::Revised),
        of(DateKind::Completed),
        of(DateKind::Start),
        of(DateKind::Raised),
        of(DateKind::Updated),
        of(DateKind::Review),
        of(DateKind::Meeting),
        of(DateKind::Reported),
        of(DateKind::Milestone),
        of(DateKind::Other),
        shown_value(r.rag),
        shown_value(r.rag_basis),
        shown_value(r.status),
        maybe(&r.priority),
        shown_value(r.percent_complete),
        maybe(&r.progress),
        joined(r.money.iter().map(shown::money)),
        joined(r.notes.iter().map(shown::note)),
        yes_or_no(r.hidden),
        yes_or_no(r.struck),
        shown_value(tracker.as_of),
        Cow::from(&tracker.source.file),
        maybe(&r.source.sheet),
        Cow::from(&r.source.cells),
    ])
}

fn date_rows(rows: &mut Rows, r: &Record) -> Result<(), Unwritable> {
    let due_at = r.due.as_ref().and_then(|due| r.dates.iter().position(|when| when == due));
    let listed = (0_usize..).zip(&r.dates).map(|(at, when)| (Some(at), when));
    let unlisted = r.due.iter().filter(|_| due_at.is_none()).map(|due| (None, due));
    for (at, when) in listed.chain(unlisted) {
        rows.row([
            Cow::from(&r.id),
            shown_value(at.map(|at| at + 1)),
            when.kind.to_string().into(),
            maybe(&when.edtf),
            shown_value(when.earliest),
            shown_value(when.latest),
            shown_value(when.precision),
            shown_value(when.qualifier),
            array(&when.assumed)?,
            Cow::from(if at == due_at { "true" } else { "false" }),
            Cow::from(&when.as_written),
        ])?;
    }
    Ok(())
}

fn dates_of(record: &Record, kind: DateKind) -> Cow<'_, str> {
    joined(record.dates.iter().filter(|when| shown_as(record, when) == kind).map(date_text))
}

/// A date that cannot be stays as it was written.
fn date_text(when: &When) -> Cow<'_, str> {
    Cow::from(when.edtf.as_deref().unwrap_or(&when.as_written))
}

fn joined<'a, T: Into<String>>(items: impl Iterator<Item = T>) -> Cow<'a, str> {
    items.map(Into::into).collect::<Vec<String>>().join("; ").into()
}

/// A list as a JSON array; nothing for an empty one.
fn array(items: &[String]) -> Result<Cow<'_, str>, Unwritable> {
    if items.is_empty() {
        return Ok(Cow::default());
    }
    let json = serde_json::to_string(items).map_err(|error| Unwritable::Unserializable(error.into()))?;
    Ok(json.into())
}

fn maybe(text: &Option<String>) -> Cow<'_, str> {
    maybe_owned(text.as_ref())
}

fn maybe_owned(text: Option<&String>) -> Cow<'_, str> {
    Cow::from(text.map(String::as_str).unwrap_or_default())
}

fn shown_value<'a>(value: Option<impl ToString>) -> Cow<'a, str> {
    value.map(|value| value.to_string()).unwrap_or_default().into()
}

/// Returns a header of one line for a column of `extra`, told apart from those taken whatever the case.
fn free_header(key: &str, taken: &mut HashSet<String>) -> String {
    let words: Vec<&str> = key.split_whitespace().collect();
    let line = if words.is_empty() { "(no header)".to_owned() } else { words.join(" ") };
    let mut header = line.clone();
    let mut number = 2;
    while !taken.insert(header.to_lowercase()) {
        header = format!("{line} ({number})");
        number += 1;
    }
    header
}

/// A table in the making; the guard stands between it and every cell, headers too.
struct Rows {
    writer: Writer<Vec<u8>>,
    guard: FormulaGuard,
}

impl Rows {
    fn new(guard: FormulaGuard, header: &[&str]) -> Result<Self, Unwritable> {
        let mut rows = Self { writer: Writer::from_writer(Vec::new()), guard };
        rows.row(header.iter().copied().map(Cow::from))?;
        Ok(rows)
    }

    fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cow<'a, str>>) -> Result<(), Unwritable> {
        for cell in cells {
            let cell = match self.guard {
                FormulaGuard::Apostrophe => guard(&cell),
                FormulaGuard::None => Cow::from(cell.as_ref()),
            };
            self.writer.write_field(cell.as_bytes()).map_err(failed)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(failed)
    }

    fn finish(self) -> Result<String, Unwritable> {
        let bytes = self.writer.into_inner().map_err(|error| Unwritable::Rows(error.to_string().into()))?;
        String::from_utf8(bytes).map_err(|error| Unwritable::Rows(error.into()))
    }
}

fn failed(error: csv::Error) -> Unwritable {
    Unwritable::Rows(error.into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::write::samples;

    fn rows(tracker: &Tracker, guard: FormulaGuard) -> Vec<(String, Vec<Vec<String>>)> {
        let read = |table: &CsvTable| {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.text.as_bytes());
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
        };
        csv(tracker, guard).unwrap().iter().map(|table| (table.name.to_owned(), read(table))).collect()
    }

    fn dump(tracker: &Tracker) -> String {
        let mut out = String::new();
        for (name, rows) in rows(tracker, FormulaGuard::Apostrophe) {
            out.push_str(&format!("[{name}]\n"));
            // The header of the records is FLAT_COLUMNS.
            for row in rows.iter().skip(usize::from(name.is_empty())) {
                out.push_str(&row.join("|"));
                out.push('\n');
            }
        }
        out
    }

    #[test]
    fn every_list_has_its_table() {
        insta::assert_snapshot!(dump(&samples::mixed()), @r#"
        []
        1.10~1|1.10|Parks|["Place","Parks"]|Mend the gates|Order hinges
        Fit them|Ada Finch, Warden (Parks); all wardens|2013-04/2013-06|2013-04-01|2013-06-30||2013-03-31|2013-04/2013-06|2013-02|||||||||amber_red|fill|awaiting_sign_off|1|33.3|Hinges came|£200,000 actual per year|B Marsh: Ask again|false|false|2013-04-01|plan.xlsx|Plan|A4:H5|007|'=1+1|
        2|2|Parks|["Parks"]|'=HYPERLINK("x")||||||ongoing||||||||||||blue|text|achieved||100||||true|true|2013-04-01|plan.xlsx|Plan|A6:H6|||https://example.org
        #3||||| <r>look</r> ||2013-03-31|2013-03-31|2013-03-31|||||||||||||||||||||false|false|2013-04-01|plan.xlsx|||||
        [owners]
        record_id|position|name|role|unit|email|as_written
        1.10~1|1|Ada Finch|Warden|Parks||A Finch
        1.10~1|2|||||all wardens
        [dates]
        record_id|position|kind|edtf|earliest|latest|precision|qualifier|assumed|is_due|as_written
        1.10~1|1|due|2013-03-31|2013-03-31|2013-03-31|day|||false|31/3/13
        1.10~1|2|revised|2013-04/2013-06|2013-04-01|2013-06-30|fiscal_quarter|||true|Q1 2013/14
        1.10~1|3|completed|2013-02|2013-02-01|2013-02-28|month|||false|Feb 13
        #3|1|due|2013-03-31|2013-03-31|2013-03-31|day|||true|31/3/13
        [money]
        record_id|position|label|amount|amount_to|currency|per|basis|as_written
        1.10~1|1||200000||GBP|year|actual|£200k pa
        [notes]
        record_id|position|text|author|cell
        1.10~1|1|Ask again|B Marsh|G4
        [fields]
        record_id|field|cells|as_written
        1.10~1|due|E4,E5|
        1.10~1|extra.status|H4|
        1.10~1|ref|A4|
        1.10~1|action||
        1.10~1|recommendation||Mend  the gates
        2|due|E6|ongoing, see minutes
        2|owners||A Finch/Parks
        "#);
    }

    #[test]
    fn an_empty_tracker_has_the_same_tables() {
        let tables = rows(&samples::of(Vec::new()), FormulaGuard::Apostrophe);
        let names: Vec<&str> = tables.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, CSV_TABLES);
        assert_eq!(tables[0].1, [FLAT_COLUMNS.map(str::to_owned)]);
        assert!(tables.iter().all(|(_, rows)| rows.len() == 1));
    }

    #[test]
    fn formulas_are_guarded_unless_asked_not_to_be() {
        let fields = json!({"action": "=1+1", "progress": "'-2", "extra": {"=x": "-x", "@SUM(A1)": "-3"}});
        let tracker = samples::of(vec![samples::record("+9", &fields)]);
        let cells = |guard| -> Vec<String> {
            let (_, rows) = rows(&tracker, guard).remove(0);
            let wanted =
                ["id", "action", "progress"].map(|n| FLAT_COLUMNS.iter().position(|c| *c == n).unwrap());
            let flat =
                wanted.into_iter().chain([36, 37]).map(|at| format!("{}={}", rows[0][at], rows[1][at]));
            flat.collect()
        };
        assert_eq!(
            cells(FormulaGuard::Apostrophe),
            ["id=+9", "action='=1+1", "progress=''-2", "'=x='-x", "'@SUM(A1)=-3"]
        );
        assert_eq!(
            cells(FormulaGuard::None),
            ["id=+9", "action==1+1", "progress='-2", "=x=-x", "@SUM(A1)=-3"]
        );
    }

    #[test]
    fn a_due_date_outside_the_list_is_kept() {
        let due = samples::when("due", "2013-03-31", ["2013-03-31", "2013-03-31"], "day", "31/3/13");
        let tracker = samples::of(vec![samples::record("1", &json!({"due": due}))]);
        let (_, dates) = rows(&tracker, FormulaGuard::Apostrophe).remove(2);
        assert_eq!(dates[1].join("|"), "1||due|2013-03-31|2013-03-31|2013-03-31|day|||true|31/3/13");
    }

    #[test]
    fn headers_are_one_line_and_unique() {
        let mut taken = HashSet::from(["status".to_owned()]);
        let mut header = |key: &str| free_header(key, &mut taken);
        assert_eq!(header("Status"), "Status (2)");
        assert_eq!(header("STATUS"), "STATUS (3)");
        assert_eq!(header("Cost\r\ncode"), "Cost code");
        assert_eq!(header(" "), "(no header)");
    }
}
