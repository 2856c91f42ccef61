//! Rows of the tables that are no records, and blank cells that were given a value: all as proposals, since versions differ.

use std::collections::BTreeSet;

use super::page::{Line, Section, quoted};
use super::tables;
use crate::grid::{NamedRows, Row};
use crate::import::Import;
use crate::normalize::text;
use crate::profile::ROW_ROLES;
use crate::read::Reading;
use crate::record::{Code, Finding, Role};

/// More rows would hide the rest of the profile; `inspect` shows them all.
const MOST: usize = 12;

/// So many words tell a row from the others.
const WORDS: usize = 8;

/// What each kind of row was taken for, by the words that it begins with.
pub(super) fn roles(reading: &Reading, imported: &Import) -> Section {
    let mut written = BTreeSet::new();
    let mut lines = Vec::new();
    // Of turned sheets the rows are no rows of the file.
    for (name, table, _) in tables(imported).filter(|(_, table, _)| !table.is_turned()) {
        let Some(sheet) = reading.workbook.sheets.iter().find(|sheet| sheet.name == name) else { continue };
        let told =
            |role: Role| ROW_ROLES.contains(&role) && !matches!(role, Role::Record | Role::Continuation);
        for row in table.rows.iter().filter(|row| told(row.role)) {
            let cells = sheet.row(row.row).into_iter().flat_map(Row::filled);
            let whole = cells.map(|cell| text::clean(&cell.value.text())).collect::<Vec<_>>().join(" ");
            let words: Vec<&str> = whole.split_whitespace().take(WORDS).collect();
            let key = words.join(" ");
            if lines.len() < MOST && !text::fold(&key).is_empty() && written.insert(text::fold(&key)) {
                let number = (u64::from(row.row) + 1).to_string();
                // A row that says nothing but a number would be taken for that row.
                let numbered = matches!(key.parse(), Ok(NamedRows::Numbered(_)) | Err(_));
                let named = if numbered { number.as_str() } else { key.as_str() };
                lines.push(Line::new(named, &quoted(row.role.into()), format!("row {number}"), false));
            }
        }
    }
    let about = [
        "What a row below the header is, by the words that it begins with (or by its number, \"12\" or \"45-46\"):",
        "record, continuation, section, placeholder, total, note.",
    ];
    Section { about: about.map(str::to_owned).to_vec(), table: Some("rows"), lines }
}

/// The columns whose blank cells were given the value above.
pub(super) fn filled(imported: &Import) -> Section {
    let findings = &imported.tracker.findings;
    let of_code: Vec<&Finding> = findings.iter().filter(|finding| finding.code == Code::FilledDown).collect();
    let mut lines: Vec<Line> = Vec::new();
    let columns = tables(imported).flat_map(|(_, _, mapping)| &mapping.columns);
    for column in columns.filter(|column| !column.header.is_empty()) {
        // The finding names the column as the mapping does.
        let named = text::quoted(&column.header);
        let line = Line::new(&column.header, "false", "blank cells were given the value above", false);
        if of_code.iter().any(|finding| finding.message.contains(&named))
            && !lines.iter().any(|other| other.text == line.text)
        {
            lines.push(line);
        }
    }
    let about = [
        "Whether a blank cell means the value above it: `true` for a column that is to be filled down, `false` for one that is not.",
    ];
    Section { about: about.map(str::to_owned).to_vec(), table: Some("fill_down"), lines }
}
