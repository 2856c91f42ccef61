//! How the workbook looks: columns, fills, fonts, and how high a row must be for its text.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use trackrecord::record::Rag;

use crate::plan::Hand;

/// Columns from 0, and their widths in characters.
pub(crate) const REF: u16 = 0;
pub(crate) const RECOMMENDATION: u16 = 1;
pub(crate) const ACTION: u16 = 2;
pub(crate) const LEAD: u16 = 3;
pub(crate) const PRIORITY: u16 = 4;
pub(crate) const ORIGINAL: u16 = 5;
pub(crate) const REVISED: u16 = 6;
pub(crate) const RAG: u16 = 7;
pub(crate) const STATUS: u16 = 8;
pub(crate) const LATEST: u16 = 9;
pub(crate) const SAVING: u16 = 10;
pub(crate) const EVIDENCE: u16 = 11;
pub(crate) const WARDS: u16 = 12;
/// Two columns right of the table.
pub(crate) const SCRIBBLE: u16 = 14;

const WIDTHS: [u16; 15] = [8, 28, 30, 29, 10, 16, 13, 9, 12, 46, 15, 14, 14, 3, 24];

/// The width of a column in characters; 0 beyond the table.
pub(crate) fn width(column: u16) -> u16 {
    WIDTHS.get(usize::from(column)).copied().unwrap_or(0)
}

/// The height in points that texts need in their columns.
pub(crate) fn height<'a>(cells: impl IntoIterator<Item = (u16, &'a str)>) -> f64 {
    let lines = cells.into_iter().map(|(column, text)| {
        let width = usize::from(width(column)).max(1);
        text.lines().map(|line| line.chars().count().div_ceil(width).max(1)).sum::<usize>()
    });
    let lines = u16::try_from(lines.max().unwrap_or(1).max(1)).unwrap_or(u16::MAX);
    f64::from(lines) * 13.5 + 4.0
}

/// A cell of the table.
pub(crate) fn body() -> Format {
    Format::new()
        .set_font_size(10)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x00A6_A6A6))
}

/// A cell of the header.
pub(crate) fn header() -> Format {
    body()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x001F_3864))
}

/// A row that names a section.
pub(crate) fn section() -> Format {
    body().set_bold().set_font_size(11).set_background_color(Color::RGB(0x00BD_D7EE))
}

/// Text outside the table.
pub(crate) fn plain() -> Format {
    Format::new().set_font_size(10)
}

/// The title.
pub(crate) fn title() -> Format {
    Format::new().set_bold().set_font_size(15).set_align(FormatAlign::VerticalCenter)
}

/// A RAG cell in a hand's colours; without a fill where there is no colour yet.
pub(crate) fn rag(rag: Option<Rag>, hand: Hand) -> Format {
    match rag.and_then(|rag| fill(rag, hand)) {
        Some(color) => body().set_background_color(color),
        None => body(),
    }
}

fn fill(rag: Rag, hand: Hand) -> Option<Color> {
    let colors = match hand {
        Hand::Standard => [0x00FF_0000, 0x00FF_C000, 0x0000_B050, 0x0000_70C0, 0x00BF_BFBF].map(Color::RGB),
        // Accents 2, 6, 3 and 1 of the Office 2007 theme, and a darker white.
        Hand::Theme => {
            [(5, 0), (9, 3), (6, 0), (4, 0), (0, 3)].map(|(color, shade)| Color::Theme(color, shade))
        }
        Hand::Other => [0x00C0_0000, 0x00FF_BF00, 0x0092_D050, 0x0033_66FF, 0x00D9_D9D9].map(Color::RGB),
    };
    let [red, amber, green, blue, grey] = colors;
    match rag {
        Rag::Red => Some(red),
        Rag::Amber => Some(amber),
        Rag::Green => Some(green),
        Rag::Blue => Some(blue),
        Rag::Grey => Some(grey),
        _ => None,
    }
}
