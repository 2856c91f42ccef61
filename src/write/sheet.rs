//! The one face of rust_xlsxwriter: tables and pages of plain cells in, bytes of a workbook out.
//!
//! It settles how all our workbooks look and print, meets Excel's limits with an error that names the cell, and yields
//! the same bytes for the same content. What stands in the cells is for others.

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, IgnoreError, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};
use strum::VariantArray;

use super::cell::{Cell, ColumnKind, Line, Table};
use super::{Unwritable, fit};
use crate::grid::{Address, Shown};
use crate::record::Rag;

/// What a cell holds at most, in UTF-16 units.
pub(super) const MOST_CHARACTERS: usize = 32_767;
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

/// Every workbook claims to be made on this day: a clock would make two runs differ.
const MADE: (u16, u8, u8) = (2000, 1, 1);

/// Arial has a metric twin on every system, so that estimated heights hold wherever the workbook is opened.
const FONT: &str = "Arial";
const POINTS: f64 = 10.0;
const HEADER_FILL: Color = Color::RGB(0x1F_3864);
const RULE: Color = Color::RGB(0xC9_CED6);

impl From<XlsxError> for Unwritable {
    fn from(error: XlsxError) -> Self {
        Self::Package(error.into())
    }
}

/// A workbook in the making.
pub(crate) struct Book {
    workbook: Workbook,
}

impl Book {
    /// Begins a workbook with its title and custom properties.
    pub(crate) fn new(title: &str, properties: &[(&str, &str)]) -> Result<Self, Unwritable> {
        let (year, month, day) = MADE;
        let mut about = DocProperties::new()
            .set_title(title)
            .set_author("trackrecord")
            .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
        for (name, value) in properties {
            about = about.set_custom_property(*name, *value);
        }
        let mut workbook = Workbook::new();
        workbook.set_default_format(&plain(), 17, 64)?;
        workbook.set_properties(&about);
        Ok(Self { workbook })
    }

    /// Adds a sheet that is one table.
    pub(crate) fn table(&mut self, table: &Table) -> Result<(), Unwritable> {
        let rows = table.columns.iter().map(|c| c.cells.len()).max().unwrap_or(0);
        check_size(table.sheet, rows + 1, table.columns.len())?;
        let widths = fit::widths(
            table
                .columns
                .iter()
                .map(|c| (c.header.as_str(), c.cells.iter().map(Cell::as_shown).collect::<Vec<_>>())),
        );
        let sheet = self.sheet(table.sheet)?;
        let mut heads = Vec::new();
        // Excel has no table without a row below its header.
        let last_row = u32::try_from(rows.max(1)).unwrap_or(u32::MAX);
        for ((at, column), width) in (0u16..).zip(&table.columns).zip(&widths) {
            check_text(table.sheet, Address::new(0, at.into()), &column.header)?;
            heads.push(TableColumn::new().set_header(&column.header).set_header_format(header()));
            sheet.set_column_width(at, u32::try_from(*width).unwrap_or(8))?;
            for (row, cell) in (1u32..).zip(&column.cells) {
                draw(sheet, table.sheet, Address::new(row, at.into()), cell, &body(cell, column.kind))?;
            }
            if column.kind == ColumnKind::Rag {
                color_words(sheet, at, last_row)?;
            }
        }
        let last_column = heads.len().saturating_sub(1).try_into().unwrap_or(u16::MAX);
        let design = rust_xlsxwriter::Table::new()
            .set_name(table.name)
            .set_columns(&heads)
            .set_style(TableStyle::Medium2);
        sheet.add_table(0, 0, last_row, last_column, &design)?;
        // Refs and figures are texts on purpose; without this Excel puts a green corner on each.
        sheet.ignore_error_range(1, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
        let headers = table.columns.iter().map(|c| c.header.clone());
        // The header keeps clear of the filter buttons.
        sheet.set_row_height(
            0,
            fit::height(headers.zip(widths.iter().map(|w| w.saturating_sub(fit::BUTTON)))).max(24.0),
        )?;
        for (row, index) in (1u32..).zip(0..rows) {
            let wrapped = table.columns.iter().zip(&widths).filter(|(c, _)| c.kind != ColumnKind::Code);
            let texts = wrapped
                .map(|(c, width)| (c.cells.get(index).map(Cell::as_shown).unwrap_or_default(), *width));
            sheet.set_row_height(row, fit::height(texts))?;
        }
        if let [printed @ .., last] = table.columns.as_slice()
            && last.kind == ColumnKind::Code
        {
            let last_printed = printed.len().saturating_sub(1).try_into().unwrap_or(u16::MAX);
            sheet.set_print_area(0, 0, last_row, last_printed)?;
        }
        sheet.set_freeze_panes(1, table.frozen)?;
        sheet.set_repeat_rows(0, 0)?;
        Ok(())
    }

    /// Adds a sheet of headed lines.
    pub(crate) fn page(&mut self, name: &'static str, lines: &[Line]) -> Result<(), Unwritable> {
        let content = |line: &Line| match line {
            Line::Cells(cells) => cells.iter().map(Cell::as_shown).collect(),
            Line::Header(words) => words.iter().map(|w| (*w).to_owned()).collect(),
            Line::Heading(_) | Line::Space => Vec::new(),
        };
        let columns = lines.iter().map(|line| content(line).len()).max().unwrap_or(0);
        check_size(name, lines.len(), columns)?;
        let mut texts: Vec<Vec<String>> = vec![Vec::new(); columns];
        for line in lines {
            for (column, text) in texts.iter_mut().zip(content(line)) {
                column.push(text);
            }
        }
        let widths = fit::widths(texts.into_iter().map(|texts| ("", texts)));
        let sheet = self.sheet(name)?;
        for (at, width) in (0u16..).zip(&widths) {
            sheet.set_column_width(at, u32::try_from(*width).unwrap_or(8))?;
        }
        for (row, line) in (0u32..).zip(lines) {
            match line {
                Line::Space => {}
                Line::Heading(text) => {
                    let heading = plain().set_bold().set_font_size(13).set_font_color(HEADER_FILL);
                    draw(sheet, name, Address::new(row, 0), &Cell::text(text), &heading)?;
                    sheet.set_row_height(row, 21)?;
                }
                Line::Header(words) => {
                    for (at, word) in (0u32..).zip(words) {
                        draw(sheet, name, Address::new(row, at), &Cell::text(*word), &header())?;
                    }
                }
                Line::Cells(cells) => {
                    for (at, cell) in (0u32..).zip(cells) {
                        draw(sheet, name, Address::new(row, at), cell, &body(cell, ColumnKind::Plain))?;
                    }
                    let shown = cells.iter().map(Cell::as_shown).zip(widths.iter().copied());
                    sheet.set_row_height(row, fit::height(shown))?;
                }
            }
        }
        Ok(())
    }

    /// Returns the finished workbook.
    pub(crate) fn bytes(mut self) -> Result<Vec<u8>, Unwritable> {
        Ok(self.workbook.save_to_buffer()?)
    }

    fn sheet(&mut self, name: &str) -> Result<&mut Worksheet, Unwritable> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        sheet.set_footer("&L&8&A&R&8Page &P of &N");
        Ok(sheet)
    }
}

fn check_size(sheet: &str, rows: usize, columns: usize) -> Result<(), Unwritable> {
    if rows > MOST_ROWS {
        return Err(Unwritable::ManyRows { sheet: sheet.to_owned(), found: rows });
    }
    if columns > MOST_COLUMNS {
        return Err(Unwritable::ManyColumns { sheet: sheet.to_owned(), found: columns });
    }
    Ok(())
}

fn check_text(sheet: &str, at: Address, text: &str) -> Result<(), Unwritable> {
    let found = text.encode_utf16().count();
    if found > MOST_CHARACTERS {
        return Err(Unwritable::LongText { sheet: sheet.to_owned(), cell: at.to_string(), found });
    }
    Ok(())
}

fn draw(
    sheet: &mut Worksheet,
    name: &str,
    at: Address,
    cell: &Cell,
    format: &Format,
) -> Result<(), Unwritable> {
    let (row, column) = (at.row, u16::try_from(at.column).unwrap_or(u16::MAX));
    match cell {
        Cell::Blank => sheet.write_blank(row, column, format)?,
        Cell::Text(text) => {
            check_text(name, at, text)?;
            if is_taken_for_rich(text) {
                sheet.write_rich_string_with_format(row, column, &[(&Format::default(), text)], format)?
            } else {
                sheet.write_string_with_format(row, column, text, format)?
            }
        }
        Cell::Date(day, _) => sheet.write_datetime_with_format(row, column, &excel_date(*day)?, format)?,
        Cell::Share(share) => sheet.write_number_with_format(row, column, *share, format)?,
        Cell::Count(count) => sheet.write_number_with_format(row, column, *count, format)?,
    };
    Ok(())
}

/// Tells whether rust_xlsxwriter takes a text for rich text of its own making, which it writes unescaped.
pub(super) fn is_taken_for_rich(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
}

fn excel_date(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: i8| u8::try_from(number).unwrap_or(0);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(0), part(day.month()), part(day.day()))
}

fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(POINTS)
}

fn header() -> Format {
    plain()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_font_color(Color::White)
        .set_background_color(HEADER_FILL)
        .set_border(FormatBorder::Thin)
        .set_border_color(RULE)
}

fn body(cell: &Cell, kind: ColumnKind) -> Format {
    let format = plain()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(RULE);
    let format = match kind {
        ColumnKind::Plain => format,
        ColumnKind::Key => format.set_num_format("@"),
        ColumnKind::Rag => format.set_align(FormatAlign::Center),
        ColumnKind::Code => format.unset_text_wrap().set_font_color(Color::Gray),
    };
    match cell {
        Cell::Blank | Cell::Text(_) => format,
        Cell::Date(_, shown) => format.set_num_format(number_format(*shown)).set_align(FormatAlign::Left),
        Cell::Share(share) => {
            let whole = (share * 100.0 - (share * 100.0).round()).abs() < 1e-9;
            format.set_num_format(if whole { "0%" } else { "0.0%" }).set_align(FormatAlign::Center)
        }
        Cell::Count(_) => format.set_num_format("#,##0").set_align(FormatAlign::Left),
    }
}

fn number_format(shown: Shown) -> &'static str {
    match shown {
        Shown::Day | Shown::Time => "dd mmm yyyy",
        Shown::Month => "mmm yyyy",
        Shown::Year => "yyyy",
    }
}

/// Lets the fill follow the word, by rules over the column, so that a corrected word never keeps the old colour.
fn color_words(sheet: &mut Worksheet, column: u16, last_row: u32) -> Result<(), Unwritable> {
    for rag in Rag::VARIANTS {
        let (fill, font) = colors(*rag);
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(rag.label()))
            .set_format(Format::new().set_background_color(fill).set_font_color(font));
        sheet.add_conditional_format(1, column, last_row, column, &rule)?;
    }
    Ok(())
}

/// Fill and font of a RAG: each pair has a contrast of at least 4.5 to 1.
fn colors(rag: Rag) -> (u32, u32) {
    const BLACK: u32 = 0x00_0000;
    const WHITE: u32 = 0xFF_FFFF;
    match rag {
        Rag::Red => (0xC0_0000, WHITE),
        Rag::AmberRed => (0xF0_7F3C, BLACK),
        Rag::Amber => (0xFF_C000, BLACK),
        Rag::AmberGreen => (0xC6_D94C, BLACK),
        Rag::Green => (0x1E_7B34, WHITE),
        Rag::Blue => (0x1F_5FBF, WHITE),
        Rag::Grey => (0xBF_BFBF, BLACK),
        Rag::Black => (BLACK, WHITE),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;
    use crate::write::cell::Column;

    fn luminance(rgb: u32) -> f64 {
        let channel = |shift: u32| {
            let share = f64::from((rgb >> shift) & 0xFF) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    #[test]
    fn rag_words_can_be_read_on_their_fill() {
        for rag in Rag::VARIANTS {
            let (fill, font) = colors(*rag);
            let (a, b) = (luminance(fill), luminance(font));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= 4.5, "{rag}: {contrast:.2}");
        }
    }

    fn table(columns: Vec<Column>) -> Result<Vec<u8>, Unwritable> {
        let mut book = Book::new("t", &[])?;
        book.table(&Table { sheet: "Records", name: "Records", frozen: 0, columns })?;
        book.bytes()
    }

    fn column(header: &str, cells: Vec<Cell>) -> Column {
        Column { header: header.to_owned(), kind: ColumnKind::Plain, cells }
    }

    #[test]
    fn limits_are_errors_that_name_the_place() {
        let fits = column("A", vec![Cell::Blank, Cell::text("x".repeat(32_767))]);
        table(vec![fits]).unwrap();
        // Excel counts UTF-16 units: a musical clef is two.
        let long = column("B", vec![Cell::Blank, Cell::text("\u{1D11E}".repeat(16_384))]);
        let error = table(vec![column("A", vec![Cell::Blank; 2]), long]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "sheet `Records`: B3: expected at most 32767 characters in a cell, found 32768"
        );
        let error = table(vec![column("A", vec![Cell::Blank; 1_048_576])]).unwrap_err();
        assert_eq!(error.to_string(), "sheet `Records`: expected at most 1048576 rows, found 1048577");
        let many = (0..16_385).map(|n| column(&n.to_string(), Vec::new())).collect();
        let error = table(many).unwrap_err();
        assert_eq!(error.to_string(), "sheet `Records`: expected at most 16384 columns, found 16385");
        let mut book = Book::new("t", &[]).unwrap();
        let error = book.page("A sheet's name of 32 characters!", &[]).unwrap_err();
        assert!(error.source().unwrap().to_string().contains("31 characters"));
    }

    #[test]
    fn an_error_of_the_library_is_kept_as_the_cause() {
        let twice = vec![column("Due", Vec::new()), column("DUE", Vec::new())];
        let error = table(twice).unwrap_err();
        assert_eq!(error.to_string(), "the workbook cannot be put together");
        assert!(error.source().unwrap().to_string().contains("already exists"));
    }
}
