//! A sheet from the top, as `inspect` shows it: the rows, their roles in the margin, and how each begins.
//!
//! Rows of records are shown by the first of their run, as they are all alike; of other rows, each of which may have been
//! misread in its own way, the first few of a run are.

use std::collections::BTreeMap;

use crate::grid::{Row, Sheet};
use crate::record::Role;

use super::paint::{Label, cut, paint};
use super::words;

/// Columns of the terminal for a row's words.
const WIDTH: usize = 90;
/// Columns of the terminal for one cell of three or more, so that a long text leaves room for those beside it.
const CELL: usize = 36;
/// Rows of a run that are shown with their words.
const SHOWN: usize = 4;

/// Returns the lines of rows with their roles, each with its line break; without the sheet they lack the rows' words.
pub(super) fn lines(sheet: Option<&Sheet>, roles: &BTreeMap<u32, Role>) -> String {
    let shown = |row: u32| sheet.and_then(|sheet| sheet.row(row)).map(in_one_line).unwrap_or_default();
    let line = |first: u32, last: u32, role: Role, text: &str| {
        let rows =
            if first == last { (first + 1).to_string() } else { format!("{}-{}", first + 1, last + 1) };
        let label = if role == Role::Unclaimed { Label::Bad } else { Label::Faint };
        if text.is_empty() {
            return format!("  {rows:>9}  {}\n", paint(label, role));
        }
        format!("  {rows:>9}  {}  {text}\n", paint(label, format!("{:<15}", role.to_string())))
    };
    let rows: Vec<(u32, Role)> = roles.iter().map(|(row, role)| (*row, *role)).collect();
    let mut out = String::new();
    for run in rows.chunk_by(|a, b| a.1 == b.1) {
        let [(first, role), ..] = run else { continue };
        let last = run.last().map_or(*first, |(row, _)| *row);
        if *role == Role::Record {
            out.push_str(&line(*first, last, *role, &shown(*first)));
            continue;
        }
        // One row more takes no more room than the line that would count it.
        let (each, rest) = run.split_at(if run.len() <= SHOWN + 1 { run.len() } else { SHOWN });
        each.iter().for_each(|(row, role)| out.push_str(&line(*row, *row, *role, &shown(*row))));
        if let [(first, role), ..] = rest {
            let more = format!("… {} more", words::count(rest.len(), "row"));
            out.push_str(&line(*first, last, *role, &more));
        }
    }
    out
}

/// A row's cells with bars between them, from column A, as far as they fit.
fn in_one_line(row: &Row) -> String {
    let room = WIDTH.checked_div(row.filled().count()).unwrap_or(WIDTH).max(CELL);
    let mut text = String::new();
    let mut next = 0;
    for cell in row.filled() {
        let gaps = usize::try_from(cell.column.saturating_sub(next)).unwrap_or(usize::MAX);
        text.push_str(&"| ".repeat(gaps.min(WIDTH)));
        text.push_str(&cut(cell.value.text().trim(), room));
        text.push_str(" | ");
        next = cell.column.saturating_add(1);
        if text.chars().count() > WIDTH {
            break;
        }
    }
    cut(text.trim_end_matches(" | "), WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Address, Style, Value};

    #[test]
    fn a_row_is_shown_as_it_stands() {
        let cell =
            |column, text: &str| (Address::new(0, column), Value::Text(text.to_owned()), Style::default());
        let long = "To let the contract for the dredging of the upper basin";
        let row = |cells: Vec<_>| in_one_line(&Sheet::new("", false, cells, []).rows()[0]);
        assert_eq!(
            row(vec![cell(0, "A1"), cell(1, "Dredge\nit"), cell(3, "J. Roe")]),
            "A1 | Dredge it | | J. Roe"
        );
        assert_eq!(
            row(vec![cell(2, long), cell(3, "late")]),
            "| | To let the contract for the dredging of the… | late"
        );
        assert!(row(vec![cell(9_000, "far")]).ends_with('…'));
    }

    #[test]
    fn runs_are_as_long_as_they_help() {
        let roles = |role, rows: std::ops::Range<u32>| rows.map(move |row| (row, role));
        let rows = roles(Role::Banner, 0..1).chain(roles(Role::Record, 1..9)).chain(roles(Role::Note, 9..19));
        let lines = anstream::adapter::strip_str(&lines(None, &rows.collect())).to_string();
        let expected = [
            "          1  banner",
            "        2-9  record",
            "         10  note",
            "         11  note",
            "         12  note",
            "         13  note",
            "      14-19  note             … 6 rows more",
        ];
        assert_eq!(lines.lines().collect::<Vec<_>>(), expected);
    }
}
