//! Columns that tell one field by a mark: an X under one of `Red`, `Amber`, `Green`, or under somebody's initials.
//!
//! A run of them stands side by side, each header is a value of the field, and the cells hold marks only, mostly one a row.
//! Colours can also be told by fills instead of marks. Whose value a mark is, is told here; `assemble` reads it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::grid::{Sheet, Value};
use crate::layout::{HeaderColumn, Table};
use crate::normalize::legend::Legend;
use crate::normalize::{dates, owners, status, text};
use crate::record::{Field, Rag, Role};

/// A scale or a team has two columns or more; a longer run is a plan by weeks or a matrix.
const WIDTH: std::ops::RangeInclusive<usize> = 2..=8;

/// Rows that are looked at.
const ROWS_READ: usize = 400;

/// A run of columns, by place in the table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub field: Field,
    pub places: Range<usize>,
    /// The cells hold marks to be read, and not fills alone.
    pub marks: bool,
    /// Rows with one mark or more, and all rows.
    pub marked: usize,
    pub rows: usize,
}

/// Returns the runs of a table, from the left, each field once.
pub(super) fn runs(sheet: &Sheet, table: &Table) -> Vec<Run> {
    let columns = &table.columns;
    let mut runs: Vec<Run> = Vec::new();
    let mut place = 0;
    while place < columns.len() {
        let rest = columns.get(place..).unwrap_or_default();
        let scale =
            [Field::Rag, Field::Priority, Field::Status, Field::Owner].into_iter().find_map(|field| {
                // A longer run is none, however long.
                let width = rest
                    .iter()
                    .take(WIDTH.end() + 1)
                    .take_while(|c| c.named && is_value(field, &c.label))
                    .count();
                let run = rest.get(..width)?;
                let new = runs.iter().all(|r| r.field != field);
                (new && WIDTH.contains(&width) && is_scale(field, run)).then_some((field, run))
            });
        // A scale is marked as a whole, or it is none.
        let places = place..place + scale.map_or(1, |(_, run)| run.len());
        place = places.end;
        runs.extend(scale.and_then(|(field, run)| marked(sheet, table, field, run, places)));
    }
    runs
}

/// Tells whether a header is a value of a field.
fn is_value(field: Field, label: &str) -> bool {
    let folded = text::fold(label);
    match field {
        Field::Rag => rag(label).is_some(),
        Field::Priority => {
            matches!(folded.as_str(), "critical" | "high" | "medium" | "med" | "low" | "h" | "m" | "l")
        }
        Field::Status => status::read_status(label, &Legend::default()).status.is_some(),
        Field::Owner => {
            let capitals = (2..=3).contains(&label.len()) && label.chars().all(|c| c.is_ascii_uppercase());
            capitals && owners::owner_likeness(label) >= 0.5 && !dates::looks_like_date(label)
        }
        _ => false,
    }
}

fn rag(label: &str) -> Option<Rag> {
    let read = status::read_status(label, &Legend::default());
    read.rag.filter(|_| read.status.is_none())
}

/// Tells whether the headers differ, and single letters are more than any two: `R` and `A` alone are roles in a matrix.
fn is_scale(field: Field, run: &[HeaderColumn]) -> bool {
    let labels: BTreeSet<String> = run.iter().map(|c| text::fold(&c.label)).collect();
    let has = |letter: &str| labels.contains(letter);
    let letters = labels.iter().any(|label| label.chars().count() == 1);
    let whole = match field {
        Field::Rag => has("r") && has("g"),
        _ => has("h") && has("l"),
    };
    labels.len() == run.len() && (!letters || whole)
}

/// What a mark's cell says of its column; `None` where it is no mark.
fn ticks(written: &str) -> Option<bool> {
    match text::fold(written).as_str() {
        "x" | "1" | "y" | "yes" | "true" => return Some(true),
        "0" | "n" | "no" | "false" => return Some(false),
        _ => {}
    }
    match written.trim() {
        "✓" | "✔" | "√" | "☑" | "☒" | "✗" | "✘" | "×" | "●" | "•" | "■" | "*" => {
            Some(true)
        }
        "-" | "–" | "—" | "☐" | "□" | "○" => Some(false),
        _ => None,
    }
}

/// Tells whether a cell's text leaves its column out: `N`, a dash, an empty box.
pub fn is_unticked(written: &str) -> bool {
    ticks(written) == Some(false)
}

/// Returns the run where its cells are marks, or fills alone where the field is a colour.
fn marked(
    sheet: &Sheet,
    table: &Table,
    field: Field,
    run: &[HeaderColumn],
    places: Range<usize>,
) -> Option<Run> {
    let (mut one, mut several, mut one_fill, mut fills, mut rows) = (0, 0, 0, 0, 0);
    for row in table.rows.iter().filter(|r| r.role == Role::Record).take(ROWS_READ) {
        rows += 1;
        let (mut ticked, mut filled) = (0, 0);
        for column in run {
            let Some(cell) = sheet.cell(sheet.anchor(row.cell(column.column))) else { continue };
            filled += usize::from(cell.style.fill.is_some());
            if !cell.value.is_blank() {
                let written = match cell.value {
                    Value::Boolean(_) | Value::Number(_) | Value::Text(_) => cell.value.text(),
                    _ => return None,
                };
                ticked += usize::from(ticks(&written)?);
            }
        }
        one += usize::from(ticked == 1);
        several += usize::from(ticked > 1);
        one_fill += usize::from(filled == 1);
        fills += usize::from(filled > 0);
    }
    let marks = one + several > 0;
    let found = if marks {
        // Several people do one thing; a scale has one value.
        one >= 2 && (one + several) * 2 >= rows && (field == Field::Owner || several * 5 <= one)
    } else {
        field == Field::Rag && one_fill >= 2 && one_fill * 2 >= rows && one_fill * 10 >= fills * 9
    };
    found.then_some(Run { field, places, marks, marked: if marks { one + several } else { fills }, rows })
}
