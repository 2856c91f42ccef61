//! Office Open XML workbooks, by calamine: values, merges, fills, strike and bold, in one streaming pass a sheet.
//!
//! Sparse: only cells with a value or a fill are kept, whatever size the sheet declares. Not yet read: runs inside a cell,
//! hidden rows, notes, conditional fills.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use jiff::civil::{Date, DateTime, Time};

use crate::error::{Error, ErrorKind, Result};
use crate::grid::{Address, Color, Format, Properties, Range, Sheet, Shown, Style, Value, Workbook};
use crate::record::{Code, Finding};

use super::Reading;

/// Reads a workbook. A sheet that cannot be read is a finding; where none can, an error.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Reading> {
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|source| malformed(file, "workbook".into(), source))?;
    let mut sheets = Vec::new();
    let mut findings = Vec::new();
    let mut first_error = None;
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        match sheet(&mut book, &meta.name, meta.visible != SheetVisible::Visible) {
            Ok(sheet) => sheets.push(sheet),
            Err(source) => {
                let message = format!("sheet `{}` cannot be read: {source}", meta.name);
                findings.push(Finding::new(Code::SheetUnread, message, Some(meta.name.clone())));
                first_error.get_or_insert_with(|| malformed(file, format!("sheet `{}`", meta.name), source));
            }
        }
    }
    if let (true, Some(error)) = (sheets.is_empty(), first_error) {
        return Err(error);
    }
    // Properties only help to date the tracker; without them it is read all the same.
    let properties = book.workbook_properties().map_or_else(
        |_| Properties::default(),
        |found| Properties {
            title: found.title,
            modified: found.modified,
            custom: found.custom_properties.into_iter().collect(),
        },
    );
    let workbook = Workbook { file: file.to_owned(), format: Format::Xlsx, sheets, properties };
    Ok(Reading { workbook, findings })
}

fn malformed(file: &str, part: String, source: calamine::XlsxError) -> Error {
    ErrorKind::Malformed { file: file.to_owned(), part, source: Box::new(source) }.into()
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, hidden: bool) -> Result<Sheet, calamine::XlsxError> {
    let merges: Vec<Range> = book
        .merge_cells_by_sheet_name(name)?
        .iter()
        .map(|m| Range::new(Address::new(m.start.0, m.start.1), Address::new(m.end.0, m.end.1)))
        .collect();
    let mut reader = book.worksheet_cells_reader(name)?;
    let formats: Vec<CellForm> = reader.styles().iter().map(CellForm::of).collect();
    let mut cells = Vec::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let form = formats.get(style).copied().unwrap_or_default();
        let value = value(cell.get_value(), form);
        if !value.is_blank() || form.style.fill.is_some() {
            let (row, column) = cell.get_position();
            cells.push((Address::new(row, column), value, form.style));
        }
    }
    Ok(Sheet::new(name, hidden, cells, merges))
}

/// What a cell format means to us.
#[derive(Debug, Clone, Copy, Default)]
struct CellForm {
    style: Style,
    shown: Shown,
    percent: bool,
}

impl CellForm {
    fn of(style: &calamine::Style) -> Self {
        let fill = style.fill.as_ref().filter(|fill| fill.is_visible()).and_then(calamine::Fill::get_color);
        let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
        let (shown, percent) = shown(code);
        Self {
            style: Style {
                fill: fill.map(|c| Color { red: c.red, green: c.green, blue: c.blue }),
                strike: style.font.as_ref().is_some_and(calamine::Font::has_strikethrough),
                bold: style.font.as_ref().is_some_and(calamine::Font::is_bold),
            },
            shown,
            percent,
        }
    }
}

/// What a number format shows of a date, and whether it shows per cent. Text in quotes and brackets does not count.
pub(super) fn shown(code: &str) -> (Shown, bool) {
    let mut plain = String::new();
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            // Only the first section: it is the one for numbers above 0.
            ';' if !quoted => break,
            _ if !quoted && !bracketed => plain.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    let shown = if plain.contains(['h', 's']) {
        Shown::Time
    } else if plain.contains('d') {
        Shown::Day
    } else if plain.contains('m') {
        Shown::Month
    } else if plain.contains('y') {
        Shown::Year
    } else {
        Shown::Day
    };
    (shown, plain.contains('%'))
}

fn value(data: &DataRef<'_>, form: CellForm) -> Value {
    let number = |n: f64| if form.percent { Value::Percent(n) } else { Value::Number(n) };
    match data {
        DataRef::Empty => Value::Empty,
        #[expect(clippy::cast_precision_loss, reason = "Excel itself has no integers beyond 2^53")]
        DataRef::Int(n) => number(*n as f64),
        DataRef::Float(n) => number(*n),
        DataRef::String(text) => Value::Text(text.clone()),
        DataRef::SharedString(text) => Value::Text((*text).to_owned()),
        DataRef::Bool(yes) => Value::Boolean(*yes),
        DataRef::DateTime(at) => date(*at, form.shown),
        DataRef::DateTimeIso(text) => {
            text.parse::<DateTime>().map_or_else(|_| Value::Text(text.clone()), |at| dated(at, form.shown))
        }
        DataRef::DurationIso(text) => Value::Text(text.clone()),
        DataRef::Error(error) => Value::Error(error.to_string()),
    }
}

/// A date cell; a duration or a bare time of day stays the text that a person sees.
fn date(at: ExcelDateTime, shown: Shown) -> Value {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    if at.is_duration() || at.as_f64() < 1.0 {
        return Value::Text(format!("{hour:02}:{minute:02}"));
    }
    let small = |n: u8| i8::try_from(n).ok();
    let civil = || {
        let date = Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()?;
        let time = Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?;
        Some(date.to_datetime(time))
    };
    civil().map_or_else(|| Value::Number(at.as_f64()), |at| dated(at, shown))
}

/// A time of day counts only where it is shown and is not midnight.
fn dated(at: DateTime, shown: Shown) -> Value {
    let midnight = at.time() == Time::midnight();
    Value::Date(at, if shown == Shown::Time && midnight { Shown::Day } else { shown })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_xlsxwriter as writer;

    fn read_back(fill: impl FnOnce(&mut writer::Worksheet)) -> Sheet {
        let mut book = writer::Workbook::new();
        let sheet = book.add_worksheet().set_name("Plan").unwrap();
        fill(sheet);
        let bytes = book.save_to_buffer().unwrap();
        let reading = super::super::read("t.xlsx", &bytes).unwrap();
        assert!(reading.findings.is_empty());
        reading.workbook.sheets.into_iter().next().unwrap()
    }

    fn at(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    #[test]
    fn number_formats_say_what_is_shown() {
        let cases = [
            ("dd/mm/yyyy", Shown::Day, false),
            ("[$-809]d mmmm yyyy;@", Shown::Day, false),
            ("mmm-yy", Shown::Month, false),
            ("yyyy", Shown::Year, false),
            ("dd/mm/yyyy hh:mm", Shown::Time, false),
            ("0%", Shown::Day, true),
            ("\"due \"mmm yyyy", Shown::Month, false),
            ("General", Shown::Day, false),
        ];
        for (code, expected, percent) in cases {
            assert_eq!(shown(code), (expected, percent), "{code}");
        }
    }

    #[test]
    fn values_keep_their_kind() {
        let sheet = read_back(|s| {
            let date = writer::ExcelDateTime::from_ymd(2013, 3, 1).unwrap();
            s.write(0, 0, "  text ").unwrap();
            s.write(0, 1, 4.5).unwrap();
            s.write_with_format(0, 2, &date, &writer::Format::new().set_num_format("dd/mm/yyyy")).unwrap();
            s.write_with_format(0, 3, &date, &writer::Format::new().set_num_format("mmm yy")).unwrap();
            s.write_with_format(0, 4, 0.75, &writer::Format::new().set_num_format("0%")).unwrap();
            s.write(0, 5, true).unwrap();
        });
        let texts: Vec<String> = (0..6).map(|c| sheet.text(Address::new(0, c))).collect();
        assert_eq!(texts, ["  text ", "4.5", "2013-03-01", "2013-03", "75%", "TRUE"]);
    }

    #[test]
    fn fills_strike_and_merges_are_read_of_cells_without_a_value_too() {
        let sheet = read_back(|s| {
            let red = writer::Format::new().set_background_color(writer::Color::RGB(0xFF0000));
            let tinted = writer::Format::new().set_background_color(writer::Color::Theme(9, 0));
            s.write_blank(1, 1, &red).unwrap();
            s.write_blank(2, 1, &tinted).unwrap();
            s.write_with_format(3, 1, "June", &writer::Format::new().set_font_strikethrough().set_bold())
                .unwrap();
            s.merge_range(5, 0, 7, 1, "tall", &writer::Format::new()).unwrap();
        });
        assert_eq!(sheet.cell(at("B2")).unwrap().style.fill.unwrap().to_string(), "#FF0000");
        assert_eq!(sheet.cell(at("B3")).unwrap().style.fill.unwrap().to_string(), "#F79646");
        let struck = sheet.cell(at("B4")).unwrap().style;
        assert!(struck.strike && struck.bold && struck.fill.is_none());
        assert_eq!(sheet.anchor(at("B8")), at("A6"));
    }

    #[test]
    fn a_stray_cell_in_the_last_corner_costs_nothing() {
        let sheet = read_back(|s| {
            s.write(0, 0, "Ref").unwrap();
            s.write(1_048_575, 16_383, "stray").unwrap();
        });
        assert_eq!(sheet.rows().len(), 2);
        assert_eq!(sheet.text(at("XFD1048576")), "stray");
    }

    #[test]
    fn a_broken_package_is_an_error_that_names_the_file() {
        let error = super::super::read("plan.xlsx", b"PK\x03\x04 xl/workbook.xml").unwrap_err();
        assert_eq!(error.to_string(), "plan.xlsx: workbook: cannot be read");
        assert!(std::error::Error::source(&error).is_some());
    }
}
