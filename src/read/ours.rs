//! Our own CSV of records: known by its header row, which nobody else writes, and read as the tracker that it shows.
//!
//! The formula guard is undone, columns get the headers that offices use and codes their words, and what follows from other
//! columns (ids, first and last days, the former place) is left out, so that it does not come back as columns of its own.
//! Other people's CSV is untouched by all this, apostrophes included.

use std::collections::BTreeMap;

use crate::grid::{Address, Form, Sheet, Style, Value};
use crate::normalize::guard::unguard;
use crate::record::FLAT_COLUMNS;

/// Spreadsheets save with the delimiter of their country.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Returns the sheet; `None` where the text is not of our making.
pub(super) fn sheet(text: &str) -> Option<Sheet> {
    let delimiter = DELIMITERS.into_iter().find(|delimiter| {
        let header = FLAT_COLUMNS.join(&char::from(*delimiter).to_string());
        let rest = text.strip_prefix(&header).unwrap_or("?");
        rest.is_empty() || rest.starts_with([char::from(*delimiter), '\r', '\n'])
    })?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut cells, mut form) = (Vec::new(), Form::default());
    // A text is UTF-8, and rows may differ in length, so there is no error to pass on.
    for (row, record) in (0_u32..).zip(reader.records().map_while(Result::ok)) {
        let record: Vec<&str> = record.iter().map(unguard).collect();
        let named: BTreeMap<&str, &str> = FLAT_COLUMNS.into_iter().zip(record.iter().copied()).collect();
        let is = |name| row > 0 && named.get(name).is_some_and(|text| text.eq_ignore_ascii_case("true"));
        let style = Style { strike: is("struck"), ..Style::default() };
        if is("hidden") {
            form.hidden_rows.insert(row);
        }
        for (at, text) in (0_usize..).zip(record) {
            let text = match FLAT_COLUMNS.get(at) {
                Some(name) if row == 0 => header(name).map(str::to_owned),
                Some(name) => value(name, text, &named),
                None => Some(text.to_owned()),
            };
            let (Some(text), Ok(column)) = (text, u32::try_from(at)) else { continue };
            let value = Value::Text(text);
            if !value.is_blank() {
                cells.push((Address::new(row, column), value, style));
            }
        }
    }
    Some(Sheet::new("", false, cells, []).with_form(form))
}

/// The header that says what a column of ours holds; `None` for what follows from other columns.
fn header(name: &str) -> Option<&'static str> {
    Some(match name {
        "ref" => "Ref",
        "group" => "Section",
        "recommendation" => "Recommendation",
        "action" => "Action",
        "owners" => "Owner",
        "due" => "Due date",
        "original_due" => "Original due date",
        "revised_due" => "Revised due date",
        "completed" => "Date completed",
        "started" => "Start date",
        "raised" => "Date raised",
        "updated" => "Last updated",
        "review" => "Review date",
        "meeting" => "Meeting date",
        "reported" => "Date reported",
        "milestone" => "Milestone",
        "other_date" => "Date",
        "rag" => "RAG",
        "status" => "Status",
        "priority" => "Priority",
        "percent_complete" => "% complete",
        "progress" => "Progress",
        "money" => "Cost",
        "notes" => "Notes",
        _ => return None,
    })
}

/// The text that an office would have in a cell; `None` where the column is left out.
fn value(name: &str, text: &str, row: &BTreeMap<&str, &str>) -> Option<String> {
    header(name)?;
    let of = |name: &str| row.get(name).copied().unwrap_or_default();
    // The date that counts stands in the column of its kind, too; where there is none, something may stand for it.
    let elsewhere = |kind: &str| of(kind).split("; ").any(|date| date == text);
    Some(match name {
        "due" if text.is_empty() || elsewhere("original_due") || elsewhere("revised_due") => {
            words(of("due_state"))
        }
        "rag" | "status" => words(text),
        _ => text.to_owned(),
    })
}

/// `on_track` as "on track".
fn words(code: &str) -> String {
    code.replace('_', " ")
}
