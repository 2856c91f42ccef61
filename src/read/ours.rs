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

#[cfg(test)]
mod tests {
    use super::*;

    /// Our CSV with one record, of which some columns are given.
    fn ours(delimiter: &str, extra: &str, fields: &[(&str, &str)]) -> String {
        let header = FLAT_COLUMNS.join(delimiter);
        let text = |name: &str| fields.iter().find(|(field, _)| *field == name).map_or("", |(_, text)| text);
        let row = FLAT_COLUMNS.map(text).join(delimiter);
        format!("{header}{extra}\r\n{row}{extra}\r\n")
    }

    fn cells(sheet: &Sheet) -> Vec<String> {
        let row = sheet.rows().iter().find(|row| row.index == 1).unwrap();
        let text = |cell: &crate::grid::Cell| {
            format!("{}={}", sheet.text(Address::new(0, cell.column)), cell.value.text())
        };
        row.filled().map(text).collect()
    }

    #[test]
    fn columns_get_an_offices_words() {
        let fields = [
            ("id", "A~1"),
            ("ref", "A"),
            ("action", "'=x"),
            ("due_state", "to_be_confirmed"),
            ("status", "on_track"),
            ("hidden", "true"),
            ("struck", "TRUE"),
        ];
        for delimiter in [",", ";", "\t"] {
            let sheet = sheet(&ours(delimiter, &format!("{delimiter}'=Cost"), &fields)).unwrap();
            let expected =
                ["Ref=A", "Action==x", "Due date=to be confirmed", "Status=on track", "=Cost==Cost"];
            assert_eq!(cells(&sheet), expected);
            assert!(sheet.form().hidden_rows.contains(&1));
            assert!(sheet.rows()[1].cells.iter().all(|cell| cell.style.strike));
        }
    }

    #[test]
    fn the_date_that_counts_comes_back_once() {
        let dates = [("due", "2021-06"), ("revised_due", "2021-06"), ("original_due", "2021-05")];
        let sheet = sheet(&ours(",", "", &dates)).unwrap();
        assert_eq!(cells(&sheet), ["Original due date=2021-05", "Revised due date=2021-06"]);
    }

    #[test]
    fn nobody_elses_csv_is_taken_for_ours() {
        let header = FLAT_COLUMNS.join(",");
        for text in ["", "id,ref,group\n1,2,3\n", &format!("{header}s\n"), &format!("x\n{header}\n")] {
            assert_eq!(sheet(text), None, "{text:?}");
        }
        assert!(sheet(&header).is_some());
    }
}
