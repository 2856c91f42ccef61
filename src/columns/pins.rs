//! Whether pins fit the tables that are read: each finds a column, and no two contradict each other.
//!
//! What does not fit is an error where the caller said it of this tracker. A profile is for all versions of a tracker, so
//! that of its pins only those are told of whose field is not found otherwise.

use std::collections::BTreeMap;

use crate::error::{ErrorKind, Result};
use crate::grid::Address;
use crate::layout::{HeaderColumn, Pin, PinnedBy, Table};
use crate::record::Field;

use super::Mapping;

/// Checks the caller's pins against all tables that are read, each with the name of its sheet; without tables there is nothing
/// wrong.
///
/// # Errors
///
/// Where no table has a pin's column, a column gets two fields, or two columns of a table get one that a record has once.
pub fn check_pins(file: &str, tables: &[(&str, &Table)], pins: &[Pin]) -> Result<()> {
    let Some((sheet, _)) = tables.first() else { return Ok(()) };
    let pins: Vec<&Pin> = pins.iter().filter(|pin| pin.by == PinnedBy::Caller).collect();
    for pin in &pins {
        if tables.iter().all(|(_, table)| pin.places(&table.columns).is_empty()) {
            let columns = tables.iter().flat_map(|(_, table)| table.columns.iter().map(|c| named(table, c)));
            return Err(ErrorKind::NoColumn {
                file: file.to_owned(),
                sheet: (*sheet).to_owned(),
                name: pin.column.clone(),
                columns: columns.collect(),
            }
            .into());
        }
    }
    for (sheet, table) in tables {
        if let Some(conflict) = conflict(table, &pins) {
            let (file, sheet) = (file.to_owned(), (*sheet).to_owned());
            return Err(ErrorKind::ColumnConflict { file, sheet, conflict }.into());
        }
    }
    Ok(())
}

/// Returns the profile's pins that no table has a column for, nor another column of the field; without tables none.
pub fn unused_pins<'a>(tables: &[(&Table, &Mapping)], pins: &'a [Pin]) -> Vec<&'a Pin> {
    let is_unused = |pin: &&Pin| {
        let finds = |(table, mapping): &(&Table, &Mapping)| {
            !pin.places(&table.columns).is_empty()
                || pin.field.is_some_and(|field| mapping.of(field).next().is_some())
        };
        pin.by == PinnedBy::Profile && pin.field.is_some() && !tables.is_empty() && !tables.iter().any(finds)
    };
    pins.iter().filter(is_unused).collect()
}

/// What two pins cannot both have of a table.
fn conflict(table: &Table, pins: &[&Pin]) -> Option<String> {
    let shown = |column: &HeaderColumn| {
        let (header, cell) = named(table, column);
        format!("`{header}` ({cell})")
    };
    let name = |field: Option<Field>| field.map_or("extra".to_owned(), |field| field.to_string());
    let mut field_of: BTreeMap<usize, Option<Field>> = BTreeMap::new();
    let mut column_of: BTreeMap<Field, &HeaderColumn> = BTreeMap::new();
    for pin in pins {
        for place in pin.places(&table.columns) {
            let Some(column) = table.columns.get(place) else { continue };
            match field_of.insert(place, pin.field) {
                None => {}
                Some(before) if before == pin.field => continue,
                Some(before) => {
                    return Some(format!(
                        "column {} cannot be both {} and {}",
                        shown(column),
                        name(before),
                        name(pin.field)
                    ));
                }
            }
            let Some(field) = pin.field.filter(|field| !field.repeats()) else { continue };
            if let Some(other) = column_of.insert(field, column) {
                return Some(format!(
                    "columns {} and {} cannot both be {field}, which a record has once",
                    shown(other),
                    shown(column)
                ));
            }
        }
    }
    None
}

/// A column's header and its cell, in the last row of the header.
fn named(table: &Table, column: &HeaderColumn) -> (String, String) {
    let row = table.header_rows.last().copied().unwrap_or(table.range.start.row);
    let cell = column.cell.unwrap_or(Address::new(row, column.column));
    (column.full(), cell.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Sheet, Style, Value};
    use crate::layout::{LayoutOptions, outline};

    type Named = (&'static str, Option<Field>);

    fn checked(pins: &[Named]) -> Result<(), String> {
        let lines = [
            "Ref|Action|Lead|Deputy|Note|Note",
            "1|Let the contract for dredging the basin|J. Roe|A. Poe|a|b",
            "2|Buy forty lamps for the long pier|A. Poe|J. Roe|c|d",
        ];
        let cells = (0..).zip(lines).flat_map(|(row, line)| {
            (0..).zip(line.split('|')).map(move |(column, text)| {
                (Address::new(row, column), Value::Text(text.to_owned()), Style::default())
            })
        });
        let sheet = Sheet::new("Plan", false, cells, []);
        let outline = outline(&sheet, &LayoutOptions::default());
        let pins: Vec<Pin> = pins
            .iter()
            .map(|(column, field)| Pin { column: (*column).to_owned(), field: *field, by: PinnedBy::Caller })
            .collect();
        let tables: Vec<(&str, &Table)> = outline.tables.iter().map(|table| ("Plan", table)).collect();
        check_pins("plan.xlsx", &tables, &pins).map_err(|error| error.to_string())
    }

    #[test]
    fn pins_that_cannot_hold_are_told() {
        let cases: [(&[Named], Result<(), &str>); 6] = [
            (&[("lead", Some(Field::Owner)), ("D", None), ("Note", Some(Field::Notes))], Ok(())),
            (&[("lead", Some(Field::Owner)), ("C", Some(Field::Owner))], Ok(())),
            (&[("Leads", Some(Field::Owner))], Err("plan.xlsx: sheet `Plan`: no column `Leads`")),
            (
                &[("Lead", Some(Field::Owner)), ("Deputy", Some(Field::Owner))],
                Err(
                    "plan.xlsx: sheet `Plan`: columns `Lead` (C1) and `Deputy` (D1) cannot both be owner, which a record has once",
                ),
            ),
            (
                &[("Note", Some(Field::Progress))],
                Err(
                    "plan.xlsx: sheet `Plan`: columns `Note` (E1) and `Note` (F1) cannot both be progress, which a record has once",
                ),
            ),
            (
                &[("Lead", Some(Field::Owner)), ("C", None)],
                Err("plan.xlsx: sheet `Plan`: column `Lead` (C1) cannot be both owner and extra"),
            ),
        ];
        for (pins, expected) in cases {
            assert_eq!(checked(pins), expected.map_err(str::to_owned), "{pins:?}");
        }
    }
}
