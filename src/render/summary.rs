//! A tracker in a few lines: what was read, its first records, its findings by code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::import::{Import, ImportedSheet};
use crate::record::{Code, Finding, Record, Role, Severity, Tracker};

use super::paint::{Label, cut, fit, paint, rag_label, severity_label, widest};
use super::words;

/// How many records are shown.
const SHOWN: usize = 8;

/// Columns of the terminal that the table of records takes.
const TEXT_WIDTH: usize = 46;
const OWNER_WIDTH: usize = 20;

/// Returns the closing line: `plan.xlsx: 11 records in 6 recommendations, 3 findings, 214 of 214 cells accounted for`.
pub fn line(tracker: &Tracker) -> String {
    let recommendations: BTreeSet<(Option<&str>, &str)> = tracker
        .records
        .iter()
        .map(|r| {
            (r.group.as_deref(), r.reference.as_deref().or(r.recommendation.as_deref()).unwrap_or(&r.id))
        })
        .collect();
    let ledger = &tracker.ledger;
    format!(
        "{}: {} in {}, {}, {} of {} cells accounted for",
        tracker.source.file,
        words::count(tracker.records.len(), "record"),
        words::count(recommendations.len(), "recommendation"),
        words::count(tracker.findings.len(), "finding"),
        ledger.claimed(),
        ledger.cells
    )
}

/// Returns the summary that `clean` prints when nothing is to be written; `output` is the name it proposes, if any.
pub fn text(import: &Import, output: Option<&str>) -> String {
    let tracker = &import.tracker;
    let mut out = String::new();
    let sheets: Vec<String> = tracker.source.sheets.iter().map(|s| format!("`{s}`")).collect();
    let from = if sheets.is_empty() {
        tracker.source.format.clone()
    } else {
        format!("sheet {}", sheets.join(", "))
    };
    let as_of = tracker.as_of.map(|date| format!(", as of {}", words::day(date))).unwrap_or_default();
    // Writing to a String does not fail.
    let _ = writeln!(out, "{}: {from}{as_of}\n", paint(Label::Name, &tracker.source.file));
    records(&mut out, &tracker.records);
    findings(&mut out, &tracker.findings);
    let Some(output) = output else { return out };
    let input = if tracker.source.file.contains(char::is_whitespace) {
        format!("\"{}\"", tracker.source.file)
    } else {
        tracker.source.file.clone()
    };
    let _ = writeln!(out, "Write the clean workbook:\n  trackrecord clean {input} -o {output}");
    out
}

fn records(out: &mut String, records: &[Record]) {
    let shown = records.iter().take(SHOWN);
    let ids = widest(shown.clone().map(|r| r.id.as_str()).chain(["ID"]), 24);
    let due_of = |r: &Record| match (&r.due, r.due_state) {
        (Some(due), _) => words::when(due),
        (None, Some(state)) => state.to_string().replace('_', " "),
        (None, None) => String::new(),
    };
    let dues: Vec<String> = shown.clone().map(due_of).collect();
    let due_width = widest(dues.iter().map(String::as_str).chain(["Due"]), 16);
    let header = format!(
        "{}  {}  {}  {}  {}  Status",
        fit("ID", ids),
        fit("Action or recommendation", TEXT_WIDTH),
        fit("Owner", OWNER_WIDTH),
        fit("Due", due_width),
        fit("RAG", 11),
    );
    let _ = writeln!(out, "{}", paint(Label::Faint, header.trim_end()));
    for (record, due) in shown.zip(&dues) {
        let text = record.action.as_deref().or(record.recommendation.as_deref()).unwrap_or_default();
        let owner = match record.owners.as_slice() {
            [] => String::new(),
            [one] => words::owner(one).to_owned(),
            [first, rest @ ..] => {
                let more = format!(" +{}", rest.len());
                format!("{}{more}", cut(words::owner(first), OWNER_WIDTH.saturating_sub(more.len())))
            }
        };
        let rag =
            record.rag.map_or_else(|| " ".repeat(11), |rag| paint(rag_label(rag), fit(&rag.label(), 11)));
        let status = record.status.map(crate::record::Status::label).unwrap_or_default();
        let line = format!(
            "{}  {}  {}  {}  {rag}  {status}",
            paint(Label::Name, fit(&record.id, ids)),
            fit(text, TEXT_WIDTH),
            fit(&owner, OWNER_WIDTH),
            fit(due, due_width),
        );
        let _ = writeln!(out, "{}", line.trim_end());
    }
    if records.len() > SHOWN {
        let _ = writeln!(out, "{}", paint(Label::Faint, format!("and {} more", records.len() - SHOWN)));
    }
    let _ = writeln!(out);
}

/// Findings by code: how many, and the first of them.
pub(super) fn findings(out: &mut String, findings: &[Finding]) {
    if findings.is_empty() {
        let _ = writeln!(out, "No findings.\n");
        return;
    }
    let mut by_code: BTreeMap<(std::cmp::Reverse<Severity>, Code), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_code.entry((std::cmp::Reverse(finding.severity), finding.code)).or_default().push(finding);
    }
    let _ = writeln!(out, "{}", paint(Label::Heading, "Findings"));
    let codes: Vec<String> = by_code.keys().map(|(_, code)| code.to_string()).collect();
    let width = widest(codes.iter().map(String::as_str), 30);
    for ((severity, code), found) in &by_code {
        let Some(first) = found.first() else { continue };
        let source = first.source.as_deref().map(|s| format!(" ({})", cut(s, 30))).unwrap_or_default();
        let _ = writeln!(
            out,
            "  {} {} {:>3}  {}{source}",
            paint(severity_label(severity.0), fit(&severity.0.to_string(), 7)),
            fit(&code.to_string(), width),
            found.len(),
            cut(&first.message, 90),
        );
    }
    let _ = writeln!(out);
}

/// Returns what was looked for and not found, and what the file holds instead.
pub fn not_found(import: &Import) -> String {
    let tracker = &import.tracker;
    let mut out = format!("{}: no tracker table found\n", tracker.source.file);
    out.push_str("  looked for: a row of column headers (such as Ref, Recommendation, Action, Owner, Due, Status) over rows of items, or such labels beside their values\n");
    let labels: Vec<&str> = tracker.metadata.iter().map(|m| m.label.as_str()).collect();
    let rows = |role: Role| -> usize {
        let sheets = import.sheets.iter().filter(|s| s.skipped.is_none());
        sheets.map(|s: &ImportedSheet| s.outline.rows.values().filter(|r| **r == role).count()).sum()
    };
    let mut found: Vec<String> = Vec::new();
    if !labels.is_empty() {
        let names = labels.iter().take(6).copied().collect::<Vec<_>>().join(", ");
        let more = if labels.len() > 6 { ", …" } else { "" };
        found.push(format!("{} with their values ({names}{more})", words::count(labels.len(), "label")));
    }
    for (role, what) in
        [(Role::Banner, "headline"), (Role::Note, "row of running text"), (Role::Unclaimed, "other row")]
    {
        match rows(role) {
            0 => {}
            1 => found.push(format!("1 {what}")),
            n if role == Role::Note => found.push(format!("{n} rows of running text")),
            n => found.push(format!("{n} {what}s")),
        }
    }
    let passed = tracker.findings.iter().filter(|f| f.code == Code::TableSkipped);
    found.extend(passed.map(|f| {
        let place = f.source.as_deref().map(|source| format!(" ({source})")).unwrap_or_default();
        format!("{}{place}", f.message)
    }));
    let found = if found.is_empty() { "nothing to read".to_owned() } else { found.join(", ") };
    let _ = write!(out, "  found: {found}");
    for finding in tracker.findings.iter().filter(|f| f.code == Code::SheetUnread) {
        let _ = write!(out, "\n  {}", finding.message);
    }
    out
}
