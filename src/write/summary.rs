//! What the workbook says beside its records: the findings, and all of the tracker that stands in no record.

use std::cmp::Reverse;

use super::cell::{Cell, Column, ColumnKind, Line, Table};
use super::shown;
use crate::grid::{Address, Shown};
use crate::record::{Finding, Group, Tracker};

/// What an address without a sheet, or a finding without a place, sorts by.
type Place = (usize, Option<Address>);

/// Lays out the findings, the gravest first, then as their places come in the file; `None` where there are none.
pub(super) fn findings(tracker: &Tracker) -> Option<Table> {
    let mut findings: Vec<&Finding> = tracker.findings.iter().collect();
    let sheets = tracker.source.original().sheets;
    findings.sort_by_key(|f| (Reverse(f.severity), place(&sheets, f.source.as_deref())));
    let column = |header: &str, text: fn(&Finding) -> String| Column {
        header: header.to_owned(),
        kind: ColumnKind::Plain,
        cells: findings.iter().map(|f| Cell::text(text(f))).collect(),
    };
    let columns = vec![
        column("Severity", |f| shown::label(f.severity.into())),
        column("Code", |f| f.code.to_string()),
        column("Message", |f| f.message.clone()),
        column("Source", |f| f.source.clone().unwrap_or_default()),
    ];
    (!findings.is_empty()).then_some(Table { sheet: FINDINGS, name: FINDINGS, frozen: 0, columns })
}

/// The name of the sheet of findings.
pub(super) const FINDINGS: &str = "Findings";

/// The name of the sheet about the whole.
pub(super) const SUMMARY: &str = "Summary";

/// Returns what stands on the sheet of findings where there are none.
pub(super) fn no_findings() -> [Line; 1] {
    [Line::Cells(vec![Cell::text("Nothing to look at: no finding came up in this tracker.")])]
}

/// Orders places as the file has them: by sheet, then by row and column; what is about the whole file comes first.
fn place(sheets: &[String], source: Option<&str>) -> Place {
    let Some(source) = source else { return (0, None) };
    let (sheet, cells) = source.rsplit_once('!').unwrap_or(("", source));
    let sheet = sheet.trim_matches('\'');
    let number = sheets.iter().position(|name| name == sheet);
    let first = cells.split([':', ',']).next().and_then(Address::parse);
    (number.map_or(0, |n| n + 1), first)
}

/// Lays out all of the tracker that is neither record nor finding.
pub(super) fn summary(tracker: &Tracker) -> Vec<Line> {
    let mut lines = vec![Line::Heading(format!("About {}", tracker.source.original().file))];
    lines.extend(about(tracker));
    if !tracker.metadata.is_empty() {
        open(&mut lines, "What the tracker says about itself", vec!["Label", "Value", "Source"]);
        lines.extend(tracker.metadata.iter().map(|m| texts([&m.label, &m.value, &m.source])));
    }
    if !tracker.groups.is_empty() {
        open(&mut lines, "Groups", vec!["Group", "Money", "Notes", "Source"]);
        lines.extend(tracker.groups.iter().map(group));
    }
    if !tracker.summaries.is_empty() {
        open(&mut lines, "The tracker's own counts", vec!["Label", "Count", "Source"]);
        for block in &tracker.summaries {
            let count = |label: &str, count| {
                Line::Cells(vec![Cell::text(label), Cell::count(count), Cell::text(&block.source)])
            };
            lines.extend(block.counts.iter().map(|c| count(&c.label, c.value)));
            lines.extend(block.total.map(|total| count("Total", total)));
        }
    }
    let ledger = &tracker.ledger;
    open(&mut lines, "Where every cell went", vec!["Role", "Cells"]);
    let cells = |role: &str, count: usize| Line::Cells(vec![Cell::text(role), number(count)]);
    lines.extend(ledger.roles.iter().map(|(role, count)| cells(&shown::label((*role).into()), *count)));
    lines.push(cells("All", ledger.cells));
    lines
}

fn about(tracker: &Tracker) -> Vec<Line> {
    let source = tracker.source.original();
    let mut lines = vec![texts(["File", &source.file]), texts(["Format", &source.format])];
    if !source.sheets.is_empty() {
        lines.push(texts(["Sheets", &source.sheets.join("\n")]));
    }
    if let Some(day) = tracker.as_of {
        // Through text where Excel has no such day.
        let cell = if (1900..=9999).contains(&day.year()) {
            Cell::Date(day, Shown::Day)
        } else {
            Cell::text(day.to_string())
        };
        let basis = tracker.as_of_basis.map(|basis| format!("from {basis}")).unwrap_or_default();
        lines.push(Line::Cells(vec![Cell::text("As of"), cell, Cell::text(basis)]));
    }
    let open = tracker.records.iter().filter(|r| r.is_open()).count();
    lines.push(Line::Cells(vec![Cell::text("Records"), number(tracker.records.len())]));
    lines.push(Line::Cells(vec![Cell::text("Of these open"), number(open)]));
    let ledger = &tracker.ledger;
    let claimed = format!("{} of {}", ledger.claimed(), ledger.cells);
    lines.push(texts(["Cells accounted for", &claimed]));
    lines
}

fn group(group: &Group) -> Line {
    let label = group.label.as_ref().unwrap_or(&group.id);
    let notes = shown::lines(&group.notes, |note| match note.cell.as_str() {
        "" => shown::note(note),
        cell => format!("{} [{cell}]", shown::note(note)),
    });
    texts([label, &shown::lines(&group.money, shown::money), &notes, &group.source])
}

fn open(lines: &mut Vec<Line>, heading: &str, header: Vec<&'static str>) {
    lines.extend([Line::Space, Line::Heading(heading.to_owned()), Line::Header(header)]);
}

fn texts<const N: usize>(texts: [&str; N]) -> Line {
    Line::Cells(texts.map(Cell::text).to_vec())
}

fn number(count: usize) -> Cell {
    u64::try_from(count).map_or(Cell::Blank, Cell::count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Code, Severity};
    use crate::write::samples;

    #[test]
    fn findings_come_by_severity_then_by_place() {
        let mut tracker = samples::mixed();
        tracker.source.sheets = vec!["Plan".to_owned(), "B".to_owned()];
        let finding = |severity, source: &str| Finding {
            severity,
            code: Code::DateUnparsed,
            message: source.to_owned(),
            source: (!source.is_empty()).then(|| source.to_owned()),
        };
        tracker.findings = vec![
            finding(Severity::Info, "Plan!A1"),
            finding(Severity::Warning, "B!A2"),
            finding(Severity::Warning, "Plan!A10,B11"),
            finding(Severity::Warning, "'Plan'!C9:D9"),
            finding(Severity::Warning, ""),
            finding(Severity::Error, "B!A1"),
        ];
        let table = findings(&tracker).unwrap();
        let messages = ["B!A1", "", "'Plan'!C9:D9", "Plan!A10,B11", "B!A2", "Plan!A1"];
        assert_eq!(table.columns[2].cells, messages.map(Cell::text));
        tracker.findings.clear();
        assert_eq!(findings(&tracker), None);
    }
}
