//! Bytes to a [`Workbook`]: told by content, one file or folder per format, foreign crates behind this door.
//!
//! Steps: `sniff` says what the bytes are, then the file for that format yields sheets of sparse cells, within [`Limits`]:
//! `xlsx` (over `package` and `xml`), `delimited`, `html`, `mhtml`, `xml2003`, `docx`, `xls`, `xlsb`, `ods`. Documents and pages share `flow`
//! (paragraphs and tables to one sheet), `margins`, `rich` (text with form), `spans`, `nesting`, `xml` and `css`. What no step can read is an error that
//! says what the file is and what to do; what only a part could not yield is a finding. What rows and cells mean is for
//! `layout`. `lines` reads texts that no table holds.

mod binary;
mod choices;
mod color;
mod conditional;
mod core_properties;
mod css;
mod delimited;
mod dialect;
mod docx;
mod encoding;
mod flow;
mod formula;
mod html;
mod limits;
mod lines;
mod margins;
mod mhtml;
mod nesting;
mod number;
mod ods;
mod ours;
mod package;
#[cfg(test)]
mod probe;
mod reference;
mod rich;
mod sniff;
mod spans;
#[cfg(test)]
mod testing;
mod xls;
mod xlsb;
mod xlsx;
mod xml;
mod xml2003;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::error::{ErrorKind, Result};
use crate::grid::{Sheet, Workbook};
use crate::record::{Code, Finding};
pub use limits::{Limit, Limits};
pub use lines::Lines;
use sniff::Content;

/// What was read, and what could not be.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The grid.
    pub workbook: Workbook,
    /// Stray quotes, assumed encodings, sheets that could not be read.
    pub findings: Vec<Finding>,
}

/// How to read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadOptions {
    /// What the file may ask for.
    pub limits: Limits,
}

/// Reads a file from disk; its path becomes the workbook's name.
///
/// # Errors
///
/// Where the file cannot be opened, is of a kind that is not read, passes a limit, or is not what its first bytes promise.
pub fn open(path: &Path) -> Result<Reading> {
    open_with(path, &ReadOptions::default())
}

/// Reads a file from disk as the options say.
///
/// # Errors
///
/// As for [`open`].
pub fn open_with(path: &Path, options: &ReadOptions) -> Result<Reading> {
    let file = path.display().to_string();
    let bytes = bytes_of(path, options.limits.input)
        .map_err(|source| ErrorKind::Open { file: file.clone(), source })?;
    read_with(&file, &bytes, options)
}

/// The bytes of a file; one more than the limit allows where it is longer, so that the reader sees it and no more is taken.
fn bytes_of(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).saturating_add(1));
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file's bytes; `file` names it in messages.
///
/// # Errors
///
/// Where the bytes are of a kind that is not read, pass a limit, or are not what the first of them promise.
pub fn read(file: &str, bytes: &[u8]) -> Result<Reading> {
    read_with(file, bytes, &ReadOptions::default())
}

/// Reads a file's bytes as the options say.
///
/// # Errors
///
/// As for [`read`].
pub fn read_with(file: &str, bytes: &[u8], options: &ReadOptions) -> Result<Reading> {
    let limits = &options.limits;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    limits.check(Limit::Input, length).map_err(|exceeded| exceeded.of(file))?;
    let reading = match sniff::content(bytes) {
        Content::Text if is_empty(bytes) => {
            Err(ErrorKind::Unsupported {
                file: file.to_owned(),
                found: "an empty file",
                advice: "ask for the file again; if it comes from a program, export it once more",
            }
            .into())
        }
        Content::Xlsx => xlsx::read(file, bytes, limits),
        Content::Text if begins_as_json(bytes) && is_json(&encoding::decode(bytes).text) => {
            Err(ErrorKind::Unsupported {
                file: file.to_owned(),
                found: "JSON",
                advice: "name the tracker itself; an earlier output of this program goes with `clean --previous`",
            }
            .into())
        }
        Content::Text => Ok(delimited::read(file, bytes)),
        Content::Html => html::read(file, bytes, limits),
        Content::Mhtml => mhtml::read(file, bytes, limits),
        Content::Xml2003 => xml2003::read(file, bytes, limits),
        Content::Docx => docx::read(file, bytes, limits),
        Content::Xls => xls::read(file, bytes, limits),
        Content::Xlsb => xlsb::read(file, bytes, limits),
        Content::Ods => ods::read(file, bytes, limits),
        Content::Other { found, advice } => {
            Err(ErrorKind::Unsupported { file: file.to_owned(), found, advice }.into())
        }
    }?;
    // What a reader could not tell on its way.
    limits.hold(&reading.workbook).map_err(|exceeded| exceeded.of(file))?;
    Ok(reading)
}

/// The finding for text past the last row or column that a sheet can have.
fn lost_cells(overflowed: bool, sheet: &Sheet) -> Vec<Finding> {
    let message = "text past the last column or row of a sheet was not read";
    let name = (!sheet.name.is_empty()).then(|| sheet.name.clone());
    overflowed.then(|| Finding::new(Code::SheetUnread, message, name)).into_iter().collect()
}

/// Tells what bytes are that no tracker is made of, with its article; `None` for a workbook, and for text with cells.
///
/// Of a text its beginning is enough; a file that begins with `PK` or as a compound file is needed whole.
pub fn refusal(bytes: &[u8]) -> Option<&'static str> {
    match sniff::content(bytes) {
        Content::Other { found, .. } => Some(found),
        Content::Text => {
            let text = encoding::decode(bytes).text;
            if is_json(&text) {
                Some("JSON")
            } else {
                dialect::delimiter(&text).is_none().then_some("a text without columns")
            }
        }
        Content::Xlsx
        | Content::Html
        | Content::Mhtml
        | Content::Xml2003
        | Content::Docx
        | Content::Xls
        | Content::Xlsb
        | Content::Ods => None,
    }
}

/// Tells whether bytes hold nothing but white space, in whatever encoding of texts.
fn is_empty(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let behind = marks.iter().find_map(|mark| bytes.strip_prefix(*mark)).unwrap_or(bytes);
    behind.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace())
}

/// A look at the first sign, before a whole text is decoded for it.
fn begins_as_json(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace() && !matches!(b, 0xEF | 0xBB | 0xBF));
    first.is_some_and(|b| matches!(b, b'{' | b'['))
}

/// Tells whether a text is, or begins as, an object or array of JSON.
fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(['{', '[']) && {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
        values.next().is_some_and(|value| value.map_or_else(|error| error.is_eof(), |_| true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_no_text_with_columns() {
        let error = read("plan.json", br#"{"records":[],"x":1}"#).unwrap_err();
        let expected = "plan.json: expected a workbook, a text or a document with tables, found JSON";
        assert_eq!(error.to_string(), expected);
        assert!(read("plan.csv", b"[Ref],Action\n1,a\n").is_ok());
    }

    #[test]
    fn what_no_tracker_is_made_of_is_told() {
        let cases: [(&[u8], Option<&str>); 9] = [
            (b"Ref,Action\n1,a\n", None),
            (b"[Ref],Action\n1,a\n", None),
            (b"PK\x03\x04 xl/workbook.xml", None),
            (b"%PDF-1.7", Some("a PDF")),
            (b"Dear all\nthis is a letter.\n", Some("a text without columns")),
            (b"", Some("a text without columns")),
            (br#"{"records":[],"x":1}"#, Some("JSON")),
            (b"{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2}\n", Some("JSON")),
            (br#"[{"a":1,"b":"cut sh"#, Some("JSON")),
        ];
        for (bytes, expected) in cases {
            assert_eq!(refusal(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
