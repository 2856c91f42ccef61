//! The sheet as delimited text, and text in encodings that are not UTF-8.

use super::model::{Row, WIDTH};

/// Writes the cells with a delimiter between them, quoted where they have to be.
pub(crate) fn delimited(sheet: &[Row], delimiter: char) -> String {
    let quoted = |text: String| {
        let quote = text.contains([delimiter, '"', '\n']);
        if quote { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let line = |(_, cells): &Row| {
        let mut cells: Vec<String> = cells.iter().map(|cell| quoted(cell.shown())).collect();
        cells.resize(usize::from(WIDTH), String::new());
        cells.join(&delimiter.to_string()) + "\r\n"
    };
    sheet.iter().map(line).collect()
}

/// Encodes a text as spreadsheet programs call "Unicode text".
pub(crate) fn utf_16(text: &str) -> Vec<u8> {
    "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Encodes a text for Western Windows.
pub(crate) fn windows_1252(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}
