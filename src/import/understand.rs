//! One sheet to its outline and mappings, and which of its tables are trackers.
//!
//! Whether the sheet is read at all is decided beside, by what the other sheets hold.

use super::ImportedSheet;
use crate::columns::{self, Mapping};
use crate::grid::{Address, Sheet};
use crate::layout::{self, Holds, LayoutOptions, Outline, Table};
use crate::normalize::dates::{self, DateOptions};
use crate::record::{Field, Role};

/// Outline and mappings of one sheet. Of a file with one sheet, the one table is what it is there for, and no list to choose from.
pub(super) fn understand(sheet: &Sheet, options: &LayoutOptions, alone: bool) -> ImportedSheet {
    understand_as(sheet, layout::outline(sheet, options), options, alone)
}

/// Outline and mappings of one sheet by its outline; the rows of a table that is no tracker are notes.
pub(super) fn understand_as(
    sheet: &Sheet,
    mut outline: Outline,
    options: &LayoutOptions,
    alone: bool,
) -> ImportedSheet {
    let (mut rejected, mut demoted) = (outline.passed.clone(), Vec::new());
    // A header that the caller names is one, whatever its words.
    let is_pinned =
        |table: &Table| options.header.is_some_and(|rows| table.header_rows.first() == Some(&rows.first));
    let mappings: Vec<Option<Mapping>> = outline
        .tables
        .iter()
        .map(|table| {
            let mapping = columns::map(sheet, table, &options.pins);
            let only = alone && outline.tables.len() == 1;
            let reason = rejection(sheet, table, &mapping, only).filter(|_| !is_pinned(table));
            let Some(reason) = reason else { return Some(mapping) };
            rejected.push((table.range, reason));
            // Figures keep their roles; the words of a table that only looks like a tracker are notes.
            demoted.extend((table.holds == Holds::Items).then_some(table.range));
            None
        })
        .collect();
    let mut mappings = mappings;
    // Beside a tracker a list of people or words is none, though its header has words that trackers have.
    let pairs = outline.tables.iter().zip(&mappings);
    let follows = pairs
        .filter_map(|(table, m)| Some((table, m.as_ref()?)))
        .any(|(table, m)| follows_up(sheet, table, m));
    for (table, mapping) in outline.tables.iter().zip(&mut mappings).filter(|_| follows) {
        if is_pinned(table) {
            continue;
        }
        if mapping.take_if(|mapping| !follows_up(sheet, table, mapping) && !is_unknown(mapping)).is_some() {
            rejected.push((table.range, "nothing in it tells how items stand"));
            demoted.push(table.range);
        }
    }
    for range in demoted {
        outline.demote(range);
    }
    ImportedSheet { name: sheet.name.clone(), outline, mappings, rejected, skipped: None, turned: None }
}

/// Tells whether a table says of its items when they are due or how they stand, or numbers them.
fn follows_up(sheet: &Sheet, table: &Table, mapping: &Mapping) -> bool {
    mapping.columns.iter().any(|column| {
        let Some(field) = column.field else { return false };
        let stands = matches!(
            field,
            Field::Status | Field::Rag | Field::Progress | Field::PercentComplete | Field::Priority
        );
        let dated = || field.is_date() && holds_days(sheet, table, column.column);
        stands || field == Field::Ref || dated()
    })
}

/// Tells whether a column of days holds one, or nothing yet: "Extension" is a header of telephone numbers too.
fn holds_days(sheet: &Sheet, table: &Table, column: u32) -> bool {
    let records = table.rows.iter().filter(|row| row.role == Role::Record);
    let texts = records.map(|row| sheet.text(Address::new(row.row, column)));
    let mut filled = texts.filter(|text| !text.trim().is_empty()).peekable();
    filled.peek().is_none()
        || filled.any(|text| !dates::read_dates(&text, &DateOptions::default()).dates.is_empty())
}

/// Tells whether no column of a table is known.
fn is_unknown(mapping: &Mapping) -> bool {
    mapping.columns.iter().all(|c| c.field.is_none())
}

/// Why a table is no tracker.
fn rejection(sheet: &Sheet, table: &Table, mapping: &Mapping, only: bool) -> Option<&'static str> {
    if table.holds == Holds::Figures {
        return Some("it holds figures, and no items");
    }
    // A regular table without a known header word is a tracker whose columns are all extra.
    let known = mapping.columns.iter().any(|c| c.field.is_some());
    // Figures track nothing, even where a label such as `State` or `Officers` reads like a tracker's.
    let tracks = mapping.tracks() && table.holds != Holds::NamedFigures;
    if known && !mapping.has_subject() && !tracks {
        Some("no column says what its items are")
    } else if !only && columns::is_pick_list(sheet, table, mapping) {
        Some("it lists the words to choose from")
    } else {
        None
    }
}
