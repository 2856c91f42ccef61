//! A workbook saved again by another program, with a person's edits: every sheet as plain cells, nothing of its tables,
//! rules and formats but what cells need to be what they are.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use trackrecord::grid::{Address, Shown, Value};
use trackrecord::read;

/// A sheet as rows of values, from A1.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<Value>>,
    /// Rows that a filter hides, from 0.
    pub(crate) hidden: Vec<u32>,
}

impl Page {
    /// Returns the column of a header, from 0.
    pub(crate) fn column(&self, header: &str) -> usize {
        let found = self.rows[0].iter().position(|cell| cell.text() == header);
        found.unwrap_or_else(|| panic!("no column `{header}`"))
    }

    /// Returns the row of a record.
    pub(crate) fn row(&self, id: &str) -> usize {
        self.rows.iter().position(|row| row[0].text() == id).unwrap_or_else(|| panic!("no record `{id}`"))
    }

    /// Puts a text into a record's cell.
    pub(crate) fn set(&mut self, id: &str, header: &str, text: &str) {
        self.put(id, header, Value::Text(text.to_owned()));
    }

    /// Puts a value into a record's cell.
    pub(crate) fn put(&mut self, id: &str, header: &str, value: Value) {
        let (row, column) = (self.row(id), self.column(header));
        self.rows[row][column] = value;
    }

    /// Adds a row with some cells filled.
    pub(crate) fn add(&mut self, cells: &[(&str, &str)]) {
        let mut row = vec![Value::Empty; self.rows[0].len()];
        for (header, text) in cells {
            row[self.column(header)] = Value::Text((*text).to_owned());
        }
        self.rows.push(row);
    }
}

/// Returns the sheets of a workbook.
pub(crate) fn pages(bytes: &[u8]) -> Vec<Page> {
    let workbook = read::read("clean.xlsx", bytes).unwrap().workbook;
    let page = |sheet: &trackrecord::grid::Sheet| {
        let height = sheet.rows().last().map_or(0, |row| row.index + 1);
        let width =
            sheet.rows().iter().flat_map(|row| &row.cells).map(|cell| cell.column + 1).max().unwrap_or(0);
        let value = |row, column| {
            sheet.cell(Address::new(row, column)).map_or(Value::Empty, |cell| cell.value.clone())
        };
        let rows = (0..height).map(|row| (0..width).map(|column| value(row, column)).collect()).collect();
        Page { name: sheet.name.clone(), rows, hidden: Vec::new() }
    };
    workbook.sheets.iter().map(page).collect()
}

/// Saves a workbook again after an edit of its sheet of records.
pub(crate) fn edited(bytes: &[u8], edit: impl FnOnce(&mut Page)) -> Vec<u8> {
    let mut pages = pages(bytes);
    edit(&mut pages[0]);
    saved(&pages)
}

/// Saves sheets as a workbook with the mark of a clean one.
pub(crate) fn saved(pages: &[Page]) -> Vec<u8> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_custom_property(trackrecord::write::CLEAN_PROPERTY, "trackrecord/tracker/1"),
    );
    for page in pages {
        let sheet = book.add_worksheet().set_name(&page.name).unwrap();
        for row in &page.hidden {
            sheet.set_row_hidden(*row).unwrap();
        }
        for (row, cells) in (0u32..).zip(&page.rows) {
            for (column, value) in (0u16..).zip(cells) {
                let format = |code: &str| Format::new().set_num_format(code);
                match value {
                    Value::Empty => continue,
                    Value::Number(number) => sheet.write(row, column, *number).unwrap(),
                    Value::Percent(share) => {
                        sheet.write_with_format(row, column, *share, &format("0.0%")).unwrap()
                    }
                    Value::Date(at, shown) => {
                        let (year, month, day) = (at.year(), at.month(), at.day());
                        let date = ExcelDateTime::from_ymd(
                            year.try_into().unwrap(),
                            month.try_into().unwrap(),
                            day.try_into().unwrap(),
                        )
                        .unwrap();
                        let code = match shown {
                            Shown::Month => "mmm-yy",
                            Shown::Year => "yyyy",
                            _ => "yyyy\\-mm\\-dd;@",
                        };
                        sheet.write_with_format(row, column, &date, &format(code)).unwrap()
                    }
                    // What looks like rich text of the writer's own making must not be taken for it.
                    Value::Text(text) if text.starts_with("<r>") => {
                        sheet.write_rich_string(row, column, &[(&Format::default(), text.as_str())]).unwrap()
                    }
                    other => sheet.write_string(row, column, other.text()).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}
