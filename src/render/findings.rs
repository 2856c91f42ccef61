//! Findings one by one, as a line of text or as JSON, and what was read of a file in a line or two.

use schemars::JsonSchema;
use serde::Serialize;

use super::paint::{paint, severity_label};
use super::words;
use crate::import::{Import, ImportedSheet};
use crate::layout::Shape;
use crate::record::{Finding, Tracker};

/// A finding with the file that it is about: an item of `check`'s JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileFinding {
    /// File name as given, or `-`.
    pub file: String,
    /// The finding itself.
    #[serde(flatten)]
    pub finding: Finding,
}

/// Returns a tracker's findings with its file, in the tracker's order.
pub fn of_file(tracker: &Tracker) -> Vec<FileFinding> {
    let with_file =
        |finding: &Finding| FileFinding { file: tracker.source.file.clone(), finding: finding.clone() };
    tracker.findings.iter().map(with_file).collect()
}

/// Returns a finding in one line without line end: `warning[date-unparsed]: Plan!F17: …`.
///
/// With `file` its name stands before the place, for output about several files.
pub fn line(finding: &Finding, file: Option<&str>) -> String {
    let code = paint(severity_label(finding.severity), format!("{}[{}]", finding.severity, finding.code));
    let places = file.into_iter().chain(finding.source.as_deref());
    let places: String = places.map(|place| format!("{place}: ")).collect();
    // A cell's text in a message may hold line breaks.
    format!("{code}: {places}{}", finding.message.replace(['\n', '\r'], " "))
}

/// Returns what was read of a file, one line for each table and each sheet that was passed over.
pub fn what_was_read(import: &Import) -> Vec<String> {
    let source = &import.tracker.source;
    let as_of = match (import.tracker.as_of, import.tracker.as_of_basis) {
        (Some(day), Some(basis)) => format!(", as of {} (from {basis})", words::day(day)),
        _ => String::new(),
    };
    let mut lines = vec![format!("{}: read as {}{as_of}", source.file, source.format)];
    for sheet in &import.sheets {
        let name = if sheet.name.is_empty() { String::new() } else { format!("sheet `{}`: ", sheet.name) };
        lines.extend(sheet_lines(sheet).map(|line| format!("{}: {name}{line}", source.file)));
    }
    lines
}

fn sheet_lines(sheet: &ImportedSheet) -> impl Iterator<Item = String> {
    let skipped = sheet.skipped.iter().map(|reason| format!("passed over: {reason}"));
    let tables = sheet.outline.tables.iter().zip(&sheet.mappings).filter(|_| sheet.skipped.is_none());
    let none = (sheet.skipped.is_none() && sheet.outline.tables.is_empty()).then(|| "no table".to_owned());
    let tables = tables.map(|(table, mapping)| {
        let rows: Vec<String> =
            table.header_rows.iter().map(|row| (u64::from(*row) + 1).to_string()).collect();
        let turned = sheet.turned.as_ref().filter(|_| table.is_turned());
        let header = match rows.as_slice() {
            _ if turned.is_some_and(|t| t.shape == Shape::Forms) => "read as forms".to_owned(),
            _ if turned.is_some() => "read across".to_owned(),
            [] => "without a header".to_owned(),
            [row] => format!("header in row {row}"),
            rows => format!("header in rows {}", rows.join(", ")),
        };
        let columns = match mapping {
            Some(mapping) => {
                let known = mapping.columns.iter().filter(|c| c.field.is_some()).count();
                format!("{known} of {} with a field", words::count(mapping.columns.len(), "column"))
            }
            None => "no tracker".to_owned(),
        };
        format!("table {}, {header}, {columns}", sheet.range_of(table))
    });
    skipped.chain(none).chain(tables)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{ImportOptions, import};
    use crate::read;
    use crate::record::Code;

    fn bare(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn a_line_names_file_and_place_before_the_fault() {
        let finding = |source: Option<&str>| {
            Finding::new(Code::DateUnparsed, "`a\nb` is no date", source.map(str::to_owned))
        };
        let cases = [
            (Some("'Q1 plan'!F17"), None, "warning[date-unparsed]: 'Q1 plan'!F17: `a b` is no date"),
            (None, None, "warning[date-unparsed]: `a b` is no date"),
            (Some("F17"), Some("a.csv"), "warning[date-unparsed]: a.csv: F17: `a b` is no date"),
        ];
        for (source, file, expected) in cases {
            assert_eq!(bare(&line(&finding(source), file)), expected);
        }
    }

    #[test]
    fn what_was_read_names_table_and_header() {
        let text = "Ref,Recommendation,Lead officer,Shoe size\n1,Light the long pier,J. Roe,42\n";
        let reading = read::read("plan.csv", text.as_bytes()).unwrap();
        let import = import(&reading, &ImportOptions::default()).unwrap();
        let expected =
            ["plan.csv: read as csv", "plan.csv: table A1:D2, header in row 1, 3 of 4 columns with a field"];
        assert_eq!(what_was_read(&import), expected);
    }
}
