//! Workbook, sheet, row and cell: the grid that readers fill and layout reads.

use std::collections::BTreeMap;
use std::fmt;

use super::merges::Merges;
use super::{Address, Form, Origins, Padding, Range, Value, compact_cells, place};

/// The container a workbook came in, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::Display)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Format {
    /// Office Open XML workbook (`.xlsx`, `.xlsm`).
    Xlsx,
    /// Text with comma, semicolon or pipe between the cells.
    Csv,
    /// Text with tabs between the cells.
    Tsv,
    /// Text without a delimiter: a line is a cell.
    Text,
    /// Excel workbook of 1997 to 2003 or before (`.xls`).
    Xls,
    /// Binary Office Open XML workbook (`.xlsb`).
    Xlsb,
    /// OpenDocument spreadsheet (`.ods`, `.fods`).
    Ods,
    /// HTML page with tables.
    Html,
    /// Web archive: an HTML page in an e-mail's clothes.
    Mhtml,
    /// SpreadsheetML of 2003 (`.xml`, often named `.xls`).
    #[strum(serialize = "xml2003")]
    Xml2003,
    /// Word document with tables.
    Docx,
}

impl Format {
    /// Tells whether it has no sheets of its own, so that messages name none.
    pub fn is_delimited(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Text)
    }
}

/// A colour, as the screen shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

/// The form of a cell, as far as it can carry meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Background colour; `None` where there is no fill.
    pub fill: Option<Color>,
    /// The whole cell is struck through.
    pub strike: bool,
    /// The whole cell is bold.
    pub bold: bool,
    /// The zeros that its number format adds.
    pub padding: Padding,
}

/// A cell that exists: it has a value, or a fill.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// Column, from 0.
    pub column: u32,
    /// What it holds.
    pub value: Value,
    /// How it looks.
    pub style: Style,
}

/// A row that has cells, by column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Row, from 0.
    pub index: u32,
    /// Cells that exist, by column, each column once.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Returns the cell in a column that counts from 0.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let place = self.cells.binary_search_by_key(&column, |c| c.column).ok()?;
        self.cells.get(place)
    }

    /// Returns the cells with something to read, by column.
    pub fn filled(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|c| !c.value.is_blank())
    }
}

/// One sheet; of delimited text the only one, with an empty name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name; empty for delimited text.
    pub name: String,
    /// Hidden, or very hidden.
    pub hidden: bool,
    rows: Vec<Row>,
    merges: Merges,
    form: Form,
    /// Where its cells stand in the file, if it was rearranged.
    origins: Option<Box<Origins>>,
}

impl Sheet {
    /// Builds a sheet of cells and merges in any order; of two cells at one address the later one counts.
    pub fn new(
        name: impl Into<String>,
        hidden: bool,
        cells: impl IntoIterator<Item = (Address, Value, Style)>,
        merges: impl IntoIterator<Item = Range>,
    ) -> Self {
        Self::of_rows(name, hidden, rows_of(cells), merges)
    }

    /// Builds a sheet of rows and merges in any order; of two cells at one address the later one counts.
    pub fn of_rows(
        name: impl Into<String>,
        hidden: bool,
        rows: Vec<Row>,
        merges: impl IntoIterator<Item = Range>,
    ) -> Self {
        let (rows, merges) = (in_order(rows), Merges::new(merges));
        Self { name: name.into(), hidden, rows, merges, form: Form::default(), origins: None }
    }

    /// Adds what it shows beside its cells' values.
    #[must_use]
    pub fn with_form(self, form: Form) -> Self {
        Self { form, ..self }
    }

    /// Says where its cells stand in the file.
    #[must_use]
    pub(super) fn with_origins(self, origins: Origins) -> Self {
        Self { origins: Some(Box::new(origins)), ..self }
    }

    /// Returns where a cell stands in the file: where it is, unless the sheet was rearranged.
    pub fn origin(&self, at: Address) -> Address {
        self.origins.as_ref().map_or(at, |origins| origins.of(at))
    }

    /// Returns the smallest range of the file that holds all cells of a range.
    pub fn origin_range(&self, range: Range) -> Range {
        self.origins.as_ref().and_then(|origins| origins.range(range)).unwrap_or(range)
    }

    /// Returns the file's cell that holds the label of a column, in a sheet that was rearranged.
    pub fn label_cell(&self, column: u32) -> Option<Address> {
        self.origins.as_ref()?.label(column)
    }

    /// Returns cells of the file as A1 text, neighbours drawn together.
    pub fn cells_of(&self, cells: &[Address]) -> String {
        compact_cells(&cells.iter().map(|at| self.origin(*at)).collect::<Vec<_>>())
    }

    /// Returns cells of the file with the sheet's name, as a formula would name them.
    pub fn place_of(&self, cells: &[Address]) -> String {
        place(&self.name, &self.cells_of(cells))
    }

    /// Returns what it shows beside its cells' values.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Returns the rows that have cells, from the top.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns a row that counts from 0; `None` where it has no cells.
    pub fn row(&self, index: u32) -> Option<&Row> {
        let place = self.rows.binary_search_by_key(&index, |r| r.index).ok()?;
        self.rows.get(place)
    }

    /// Returns the cell at an address.
    pub fn cell(&self, at: Address) -> Option<&Cell> {
        self.row(at.row)?.cell(at.column)
    }

    /// Returns the cell's text as written; empty where there is no cell.
    pub fn text(&self, at: Address) -> String {
        self.cell(at).map(|c| c.value.text()).unwrap_or_default()
    }

    /// Returns the merged ranges, by their top left corner.
    pub fn merges(&self) -> &[Range] {
        self.merges.ranges()
    }

    /// Returns the merged range that covers an address.
    pub fn merge_at(&self, at: Address) -> Option<Range> {
        self.merges.at(at)
    }

    /// Returns the merged ranges that begin above a row and cover some of its cells, by their top left corner.
    pub fn merges_into(&self, row: u32) -> Vec<Range> {
        self.merges.reaching_row(row)
    }

    /// Returns the address whose cell speaks for this one: the corner of its merge, or itself.
    pub fn anchor(&self, at: Address) -> Address {
        self.merge_at(at).map_or(at, |merge| merge.start)
    }
}

/// Puts cells of any order into rows, each index once; of two cells at one address the later one counts.
pub fn rows_of(cells: impl IntoIterator<Item = (Address, Value, Style)>) -> Vec<Row> {
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    for (at, value, style) in cells {
        rows.entry(at.row).or_default().push(Cell { column: at.column, value, style });
    }
    in_order(rows.into_iter().map(|(index, cells)| Row { index, cells }).collect())
}

/// Puts rows in order, each index once, and their cells, each column once; of two cells at one address the later one counts.
///
/// Rows that are in order already cost one look at each cell.
pub fn in_order(mut rows: Vec<Row>) -> Vec<Row> {
    if !rows.is_sorted_by(|a, b| a.index < b.index) {
        // Stable, so that of two rows the later stays the later.
        rows.sort_by_key(|row| row.index);
        rows.dedup_by(|later, earlier| {
            let same = later.index == earlier.index;
            if same {
                earlier.cells.append(&mut later.cells);
            }
            same
        });
    }
    for row in &mut rows {
        if !row.cells.is_sorted_by(|a, b| a.column < b.column) {
            row.cells.sort_by_key(|cell| cell.column);
            row.cells.reverse();
            row.cells.dedup_by_key(|cell| cell.column);
            row.cells.reverse();
        }
    }
    rows
}

/// What a file says about itself outside its cells; empty where the format has no such thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Properties {
    /// Title.
    pub title: Option<String>,
    /// ISO date and time when it was made.
    pub created: Option<String>,
    /// ISO date and time of the last change.
    pub modified: Option<String>,
    /// Properties that a program or a person added, by name.
    pub custom: BTreeMap<String, String>,
}

/// Everything read from one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The file's name as the user gave it, for messages.
    pub file: String,
    /// The container it came in.
    pub format: Format,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
    /// What it says about itself.
    pub properties: Properties,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(cells: &[(&str, &str)], merges: &[(&str, &str)]) -> Sheet {
        let at = |text: &str| Address::parse(text).unwrap();
        Sheet::new(
            "Plan",
            false,
            cells.iter().map(|(a, v)| (at(a), Value::Text((*v).into()), Style::default())),
            merges.iter().map(|(a, b)| Range::new(at(a), at(b))),
        )
    }

    #[test]
    fn cells_come_in_any_order_and_the_later_counts() {
        let sheet = sheet(&[("C2", "c"), ("A2", "old"), ("A1", "a"), ("A2", "new")], &[]);
        assert_eq!(sheet.rows().len(), 2);
        assert_eq!(sheet.text(Address::new(1, 0)), "new");
        assert_eq!(sheet.text(Address::new(1, 2)), "c");
        assert_eq!(sheet.text(Address::new(9, 9)), "");
    }

    #[test]
    fn a_stray_cell_far_away_costs_one_cell() {
        let sheet = sheet(&[("A1", "a"), ("XFD1048576", "stray")], &[]);
        assert_eq!(sheet.rows().iter().map(|r| r.cells.len()).sum::<usize>(), 2);
    }

    #[test]
    fn merges_are_found_from_any_of_their_cells() {
        let sheet = sheet(&[("A1", "a")], &[("A1", "C1"), ("B3", "B90"), ("D5", "E6"), ("F2", "F2")]);
        let anchor = |text: &str| sheet.anchor(Address::parse(text).unwrap()).to_string();
        assert_eq!(anchor("C1"), "A1");
        assert_eq!(anchor("B90"), "B3");
        assert_eq!(anchor("E6"), "D5");
        assert_eq!(anchor("E7"), "E7");
        assert_eq!(sheet.merges().len(), 3, "a merge of one cell is none");
    }
}
