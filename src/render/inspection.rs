//! What was understood of a file as plain data: the JSON of `inspect`. Rows count from 1, columns are letters.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::columns::{MappedColumn, Mapping};
use crate::grid::column_letters;
use crate::import::ImportedSheet;
use crate::layout::{Shape, Table};
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
    /// The rows with something in them, from the top. Where records stand in columns, or a form is a record, a row of labels and
    /// values has the role of its values.
    pub rows: Vec<InspectedRow>,
    /// The columns of a table whose records stand in columns, with what each is; empty for any other sheet.
    pub record_columns: Vec<InspectedRecordColumn>,
}

/// A table of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InspectedTable {
    /// Its cells, header included: `A12:L44`.
    pub range: String,
    /// The rows of its header, from 1; none where its labels stand in columns.
    pub header_rows: Vec<u64>,
    /// How its records stand.
    pub orientation: Orientation,
    /// The letters of the columns that hold the labels of its fields; none where they stand in rows.
    pub label_columns: Vec<String>,
    /// Its columns; empty for a table that is no tracker.
    pub columns: Vec<InspectedColumn>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InspectedColumn {
    /// Its letters: `A`; of a label beside its values the letters of the label's cell.
    pub column: String,
    /// The row of its label, from 1, where the label stands beside its values; else null.
    pub row: Option<u64>,
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

/// How the records of a table stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// A record a row, under a header row.
    Rows,
    /// A record a column, beside a column of labels.
    Columns,
    /// A record a form of labels beside their values.
    Forms,
}

/// A column of a table whose records stand in columns.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InspectedRecordColumn {
    /// Its letters.
    pub column: String,
    /// What it is.
    pub role: Role,
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
        Self {
            name: (!sheet.name.is_empty()).then(|| sheet.name.clone()),
            skipped: sheet.skipped.as_ref().map(ToString::to_string),
            tables: tables
                .map(|(table, mapping)| InspectedTable::of(sheet, table, mapping.as_ref()))
                .collect(),
            rows: sheet
                .row_roles()
                .into_iter()
                .map(|(row, role)| InspectedRow { row: from_one(row), role })
                .collect(),
            record_columns: sheet
                .column_roles()
                .into_iter()
                .map(|(column, role)| InspectedRecordColumn { column: column_letters(column), role })
                .collect(),
        }
    }
}

impl InspectedTable {
    fn of(sheet: &ImportedSheet, table: &Table, mapping: Option<&Mapping>) -> Self {
        let shape = sheet.turned.as_ref().map(|turned| turned.shape).filter(|_| table.is_turned());
        let labels: BTreeSet<u32> = table.columns.iter().filter_map(|c| c.cell).map(|at| at.column).collect();
        let header_rows = table.header_rows.iter().filter(|_| shape.is_none());
        let columns = mapping.map(|m| m.columns.iter().map(InspectedColumn::of).collect());
        Self {
            range: sheet.range_of(table).to_string(),
            header_rows: header_rows.map(|row| from_one(*row)).collect(),
            orientation: match shape {
                None => Orientation::Rows,
                Some(Shape::Columns) => Orientation::Columns,
                Some(Shape::Forms) => Orientation::Forms,
            },
            label_columns: labels.into_iter().map(column_letters).collect(),
            columns: columns.unwrap_or_default(),
        }
    }
}

impl InspectedColumn {
    fn of(column: &MappedColumn) -> Self {
        Self {
            column: column_letters(column.cell.map_or(column.column, |at| at.column)),
            row: column.cell.map(|at| from_one(at.row)),
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
