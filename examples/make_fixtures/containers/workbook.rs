//! The sheet as an Office Open XML workbook.

use std::io::{Cursor, Read as _};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, FilterCondition, Format, FormatBorder, Note, Workbook,
};
use zip::ZipArchive;

use super::model::{Cell, HEADER, MERGES, NAME, NOTE, Row, Value, WIDTH};
use super::package::pack;
use crate::Fault;

/// Writes the workbook.
pub(crate) fn xlsx(rows: &[Row]) -> Result<Vec<u8>, Fault> {
    let mut book = Workbook::new();
    let saved = ExcelDateTime::from_ymd(2024, 7, 2)?.and_hms(9, 30, 0)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&saved));
    let sheet = book.add_worksheet();
    sheet.set_name(NAME)?;
    for [top, left, bottom, right] in MERGES {
        sheet.merge_range(u32::from(top), left, u32::from(bottom), right, "", &Format::new())?;
    }
    for (row, (hidden, cells)) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            let form = format(cell);
            match cell.value {
                Value::Empty if cell.fill.is_none() => continue,
                Value::Empty => sheet.write_blank(row, column, &form)?,
                Value::Text(_) if cell.is_struck_in_part() => {
                    let (struck, rest) = cell.parts();
                    let through = Format::new().set_font_strikethrough();
                    let parts = [(&through, struck.as_str()), (&Format::default(), rest.as_str())];
                    sheet.write_rich_string_with_format(row, column, &parts, &form)?
                }
                Value::Text(text) => sheet.write_with_format(row, column, text, &form)?,
                Value::Day(_, day) => sheet.write_with_format(row, column, day, &form)?,
                Value::Share(share) => sheet.write_with_format(row, column, share, &form)?,
            };
            if cell.noted {
                let (author, text) = NOTE;
                sheet.insert_note(row, column, &Note::new(text).set_author(author))?;
            }
        }
        if *hidden {
            sheet.set_row_hidden(row)?;
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(0).saturating_sub(1);
    sheet.autofilter(u32::from(HEADER), 0, last, WIDTH - 1)?;
    let shown = rows.iter().skip(usize::from(HEADER) + 1).filter(|(hidden, _)| !hidden);
    let shown = shown
        .filter_map(|(_, cells)| cells.last())
        .fold(FilterCondition::new(), |filter, cell| filter.add_list_filter(cell.shown().as_str()));
    sheet.filter_column(WIDTH - 1, &shown)?;
    Ok(book.save_to_buffer()?)
}

fn format(cell: &Cell) -> Format {
    let look = cell.look();
    let mut format = Format::new().set_border(FormatBorder::Thin).set_text_wrap();
    if let Some(fill) = look.fill {
        format = format.set_background_color(Color::RGB(fill));
    }
    if look.strike {
        format = format.set_font_strikethrough();
    }
    if look.bold {
        format = format.set_bold();
    }
    if look.day {
        format = format.set_num_format("yyyy\\-mm\\-dd");
    }
    if look.share {
        format = format.set_num_format("0%");
    }
    format
}

/// Makes the workbook one that may have macros, which its list of content types says.
pub(crate) fn with_macros(xlsx: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut package = ZipArchive::new(Cursor::new(xlsx))?;
    let mut parts = Vec::new();
    for place in 0..package.len() {
        let mut part = package.by_index(place)?;
        let mut content = String::new();
        part.read_to_string(&mut content).map_err(zip::result::ZipError::from)?;
        let plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
        let content = content.replace(plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml");
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        parts.push((name, content.into_bytes()));
    }
    let parts: Vec<(&str, Vec<u8>)> =
        parts.iter().map(|(name, content)| (name.as_str(), content.clone())).collect();
    pack(&parts)
}
