//! What was understood of a file as plain data: the JSON of `inspect`. Rows count from 1, columns are letters.

use schemars::JsonSchema;
use serde::Serialize;

use crate::columns::{MappedColumn, Mapping};
use crate::grid::column_letters;
use crate::import::ImportedSheet;
use crate::layout::Table;
use crate::record::{Field, Role};

/// What was understood of a file.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Inspection {
    /// Each sheet with something in it, in the workbook's order; one for delimited text.
    pub sheets: Vec<InspectedSheet>,
}

/// What was understood of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InspectedSheet {
    /// Its name; null for delimited text.
    pub name: Option<String>,
    /// Why it was passed over; null where it was read.
    pub skipped: Option<String>,
    /// Its tables, from the top.
    pub tables: Vec<InspectedTable>,
    /// The rows with something in them, from the top.
    pub rows: Vec<InspectedRow>,
}

/// A table of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InspectedTable {
    /// Its cells, header included: `A12:L44`.
    pub range: String,
    /// The rows of its header, from 1.
    pub header_rows: Vec<u64>,
    /// Its columns; empty for a table that is no tracker.
    pub columns: Vec<InspectedColumn>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InspectedColumn {
    /// Its letters: `A`.
    pub column: String,
    /// Its header, in one line.
    pub header: String,
    /// The field that it maps to; null where its texts go to `extra`.
    pub field: Option<Field>,
    /// How sure that is, from 0 to 1; 0 where it maps to none.
    #[schemars(range(min = 0, max = 1))]
    pub confidence: f64,
    /// What the decision rests on, for a person.
    pub reason: String,
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InspectedRow {
    /// Its number, from 1.
    #[schemars(range(min = 1))]
    pub row: u64,
    /// What it is.
    pub role: Role,
}

impl InspectedSheet {
    /// Returns a sheet in the shape of the JSON.
    pub(super) fn of(sheet: &ImportedSheet) -> Self {
        let tables = sheet.outline.tables.iter().zip(&sheet.mappings);
        let rows = sheet.outline.rows.iter();
        Self {
            name: (!sheet.name.is_empty()).then(|| sheet.name.clone()),
            skipped: sheet.skipped.as_ref().map(ToString::to_string),
            tables: tables.map(|(table, mapping)| InspectedTable::of(table, mapping.as_ref())).collect(),
            rows: rows.map(|(row, role)| InspectedRow { row: from_one(*row), role: *role }).collect(),
        }
    }
}

impl InspectedTable {
    fn of(table: &Table, mapping: Option<&Mapping>) -> Self {
        let columns = mapping.map(|m| m.columns.iter().map(InspectedColumn::of).collect());
        Self {
            range: table.range.to_string(),
            header_rows: table.header_rows.iter().map(|row| from_one(*row)).collect(),
            columns: columns.unwrap_or_default(),
        }
    }
}

impl InspectedColumn {
    fn of(column: &MappedColumn) -> Self {
        Self {
            column: column_letters(column.column),
            header: column.header.clone(),
            field: column.field,
            confidence: (f64::from(column.confidence) * 100.0).round() / 100.0,
            reason: column.reason.clone(),
        }
    }
}

fn from_one(row: u32) -> u64 {
    u64::from(row) + 1
}
