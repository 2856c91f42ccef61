//! Delimited text to one sheet without a name: decode, sniff the dialect, mend, and let the csv crate parse.
//!
//! Rows count as the file has them, blank ones included; a quoted cell with line breaks is in one row.

use std::collections::BTreeMap;

use crate::grid::{Address, Format, Properties, Sheet, Style, Value, Workbook};
use crate::record::{Code, Finding};

use super::{Reading, dialect, encoding, ours};

/// Reads a text; every text is read, if only as lines of one cell.
pub(super) fn read(file: &str, bytes: &[u8]) -> Reading {
    let decoded = encoding::decode(bytes);
    let mut findings = Vec::new();
    if let Some(message) = decoded.assumed {
        findings.push(Finding::new(Code::EncodingAssumed, message, None));
    }
    if let Some(sheet) = ours::sheet(&decoded.text) {
        return reading(file, Format::Csv, sheet, findings);
    }
    let delimiter = dialect::delimiter(&decoded.text);
    let cells = match delimiter {
        Some(delimiter) => {
            let mended = dialect::mend(&decoded.text, delimiter);
            for row in &mended.stray {
                let message = "a quotation mark that opens no cell was taken as text";
                findings.push(Finding::new(
                    Code::StrayQuote,
                    message,
                    Some(format!("row {}", u64::from(*row) + 1)),
                ));
            }
            let (cells, widths) = parse(&mended.text, delimiter);
            // Tabs stand in no text, and a row that somebody typed on to the right is no slip.
            if delimiter != b'\t' {
                findings.extend(ragged(&widths));
            }
            cells
        }
        None => decoded.text.lines().enumerate().filter_map(|(row, line)| cell(row, 0, line)).collect(),
    };
    let format = match delimiter {
        Some(b'\t') => Format::Tsv,
        Some(_) => Format::Csv,
        None => Format::Text,
    };
    reading(file, format, Sheet::new("", false, cells, []), findings)
}

fn reading(file: &str, format: Format, sheet: Sheet, findings: Vec<Finding>) -> Reading {
    let workbook =
        Workbook { file: file.to_owned(), format, sheets: vec![sheet], properties: Properties::default() };
    Reading { workbook, findings }
}

/// Share of rows with the same number of cells from which more cells in a row are a slip.
const REGULAR: f64 = 0.6;

/// Fewer cells a row are a list, and no table.
const LEAST_CELLS: usize = 3;

/// Reports rows that hold something in more columns than the others have.
///
/// A writer that drops trailing blanks leaves most rows shorter than the header, so the first row that has what is usual may raise it.
fn ragged(widths: &[Width]) -> Vec<Finding> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for width in widths {
        *counts.entry(width.cells).or_default() += 1;
    }
    let Some((usual, rows)) = counts.into_iter().max_by_key(|(_, rows)| *rows) else { return Vec::new() };
    #[expect(clippy::cast_precision_loss, reason = "counts of rows stay far below 2^52")]
    let regular = usual >= LEAST_CELLS && rows as f64 >= widths.len() as f64 * REGULAR;
    let usual = widths.iter().map(|width| width.cells).find(|cells| *cells >= usual).unwrap_or(usual);
    let wide = widths.iter().filter(|width| regular && width.filled > usual);
    wide.map(|Width { row, filled, .. }| {
        let message = format!(
            "the row has {filled} cells, the others mostly no more than {usual}; its cells may stand in the wrong columns"
        );
        Finding::new(Code::RowRagged, message, Some(format!("row {}", row + 1)))
    })
    .collect()
}

/// A row that holds something, from 0.
struct Width {
    row: usize,
    cells: usize,
    /// The cells up to the last that holds something.
    filled: usize,
}

fn parse(text: &str, delimiter: u8) -> (Vec<(Address, Value, Style)>, Vec<Width>) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut cells, mut widths) = (Vec::new(), Vec::new());
    // A mended text has no malformed record and is UTF-8, so there is no error to pass on.
    for (row, record) in reader.records().map_while(Result::ok).enumerate() {
        cells.extend(record.iter().enumerate().filter_map(|(column, text)| cell(row, column, text)));
        let filled = record.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()).last();
        if let Some((last, _)) = filled {
            widths.push(Width { row, cells: record.len(), filled: last + 1 });
        }
    }
    (cells, widths)
}

fn cell(row: usize, column: usize, text: &str) -> Option<(Address, Value, Style)> {
    let at = Address::new(u32::try_from(row).ok()?, u32::try_from(column).ok()?);
    let value = Value::Text(text.to_owned());
    (!value.is_blank()).then_some((at, value, Style::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<String> {
        let reading = read("t.txt", bytes);
        let sheet = reading.workbook.sheets.first().unwrap();
        let row = |r: &crate::grid::Row| {
            r.cells
                .iter()
                .map(|c| format!("{}={}", Address::new(r.index, c.column), c.value.text()))
                .collect::<Vec<_>>()
        };
        sheet.rows().iter().flat_map(row).collect()
    }

    #[test]
    fn rows_count_as_the_file_has_them() {
        let text = b"Ref,Action\n\n1,\"two\nlines\"\n\n\n2,b,ragged\n";
        assert_eq!(
            texts(text),
            ["A1=Ref", "B1=Action", "A3=1", "B3=two\nlines", "A6=2", "B6=b", "C6=ragged"]
        );
    }

    #[test]
    fn stray_marks_and_html_are_read() {
        let text = b"Ref\tRAG\tProgress\nB\t\"\t<ul> said \"so\"\n\t\t\"opened\n";
        assert_eq!(
            texts(text),
            ["A1=Ref", "B1=RAG", "C1=Progress", "A2=B", "B2=\"", "C2=<ul> said \"so\"", "C3=\"opened"]
        );
        let reading = read("t.txt", text);
        let codes: Vec<_> = reading.findings.iter().map(|f| (f.code, f.source.as_deref())).collect();
        assert_eq!(codes, [(Code::StrayQuote, Some("row 2")), (Code::StrayQuote, Some("row 3"))]);
    }

    #[test]
    fn a_row_with_more_cells_than_the_others_is_reported() {
        let text = b"Ref,Action,Owner\n1,Light the pier,J. Roe\n2,Mend quay, basin and lamps,A. Poe\n3,Dredge,J. Roe\n";
        let found = read("t.csv", text).findings;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code, Code::RowRagged);
        assert_eq!(found[0].source.as_deref(), Some("row 3"));
        assert_eq!(
            found[0].message,
            "the row has 4 cells, the others mostly no more than 3; its cells may stand in the wrong columns"
        );
        let even = b"Ref,Action,Owner\n1,\"Mend quay, basin\",J. Roe\n2,Dredge\n";
        assert!(read("t.csv", even).findings.is_empty());
        // Cells that hold nothing have slipped from nowhere.
        let blank = b"Ref,Action,Owner\n1,Light the pier,J. Roe\n2,Mend quay,A. Poe,, \n3,Dredge,J. Roe\n";
        assert!(read("t.csv", blank).findings.is_empty());
    }

    #[test]
    fn rows_without_their_trailing_blanks_are_no_measure() {
        let text = b"Ref,Action,Owner,Due,Note\n1,Light,J. Roe\n2,Mend,A. Poe,May,late\n3,Dredge,J. Roe\n4,Paint,J. Roe\n5,Oil,J. Roe\n6,Sweep,A. Poe\n";
        assert!(read("t.csv", text).findings.is_empty());
        let slipped = String::from_utf8_lossy(text).replace("May,late", "May,late, and later");
        let found = read("t.csv", slipped.as_bytes()).findings;
        assert_eq!(found.iter().map(|f| f.source.as_deref()).collect::<Vec<_>>(), [Some("row 3")]);
    }

    #[test]
    fn prose_is_one_column() {
        let reading = read("t.txt", b"A report, in words.\nIt goes on, and on.\n");
        assert_eq!(reading.workbook.format, Format::Text);
        assert_eq!(texts(b"A report, in words.\n"), ["A1=A report, in words."]);
    }
}
