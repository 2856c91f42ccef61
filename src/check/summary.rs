//! The sheet's own counts against the records.

use crate::grid::{Address, place};
use crate::normalize::agreed::Agreed;
use crate::normalize::legend::Legend;
use crate::normalize::{status, text};
use crate::record::{Code, Finding, Record, Summary, Tracker};

/// Compares every count and total; each label gets one finding.
///
/// What a block counts is nowhere said: all records, those of its sheet, or those of the section above it. It agrees where one
/// of these does; where none does, the records are those of its sheet.
pub(super) fn check(tracker: &Tracker, words: &Agreed) -> Vec<Finding> {
    let legend = Legend { agreed: words.clone(), ..Legend::default() };
    let mut findings = Vec::new();
    if tracker.records.is_empty() {
        return findings;
    }
    for summary in &tracker.summaries {
        let scopes = scopes(summary, tracker);
        let labels = summary.counts.iter().map(|count| (count.label.as_str(), count.value));
        let total = summary.total.map(|total| ("total", total));
        for (place, (label, stated)) in labels.chain(total).enumerate() {
            let is_total = place == summary.counts.len();
            let count = |scope: &Vec<&Record>| {
                if is_total { Some(scope.len()) } else { count_of(label, summary, scope, &legend) }
            };
            let agrees =
                |scope: &&Vec<&Record>| count(scope).and_then(|n| u64::try_from(n).ok()) == Some(stated);
            let scope = scopes.iter().find(agrees).or(scopes.first());
            let found = scope.and_then(count);
            let (code, message) = match found {
                None => (
                    Code::SummaryUnchecked,
                    format!("the sheet counts {stated} `{label}`, which no record can show"),
                ),
                Some(found) if u64::try_from(found) == Ok(stated) => (
                    Code::SummaryAgrees,
                    format!("the sheet counts {stated} `{label}`, and so do the records"),
                ),
                Some(found) => (
                    Code::SummaryMismatch,
                    format!("the sheet counts {stated} `{label}`, the records are {found}"),
                ),
            };
            findings.push(Finding::new(code, message, Some(summary.source.clone())));
        }
    }
    findings
}

/// The records that a block may count: those of its sheet, all, and those of the section that it closes.
fn scopes<'a>(summary: &Summary, tracker: &'a Tracker) -> Vec<Vec<&'a Record>> {
    let all: Vec<&Record> = tracker.records.iter().collect();
    let (sheet, cells) =
        summary.source.rsplit_once('!').map_or((None, summary.source.as_str()), |(s, c)| (Some(s), c));
    let on_sheet = |record: &&&Record| {
        record.source.sheet.as_deref().map(|name| place(name, "")) == sheet.map(|name| format!("{name}!"))
    };
    let own: Vec<&Record> = all.iter().filter(on_sheet).copied().collect();
    let first = |cells: &str| cells.split([',', ':']).next().and_then(Address::parse).map(|at| at.row);
    // Records stand in the order of their rows, so that the last one above the block is in the section that it closes.
    let above = own.iter().rev().find(|r| first(&r.source.cells) < first(cells));
    let section =
        above.map(|above| own.iter().filter(|r| r.group_path == above.group_path).copied().collect());
    [own, all].into_iter().chain(section).filter(|scope| !scope.is_empty()).collect()
}

/// How many records carry a label; `None` where no record carries anything of its kind.
///
/// By meaning, or, where the block counts several words of one meaning apart, by the very word.
fn count_of(label: &str, summary: &Summary, records: &[&Record], legend: &Legend) -> Option<usize> {
    let read = |label: &str| status::read_status(label, legend);
    let wanted = read(label);
    let alike = summary
        .counts
        .iter()
        .map(|c| read(&c.label))
        .filter(|r| r.status == wanted.status && r.rag == wanted.rag);
    let meant = wanted.status.is_some() || wanted.rag.is_some();
    let (statuses, rags) = (|r: &&Record| r.status.is_some(), |r: &&Record| r.rag.is_some());
    if meant && alike.count() == 1 {
        if let Some(status) = wanted.status.filter(|_| records.iter().any(statuses)) {
            return Some(records.iter().filter(|r| r.status == Some(status)).count());
        }
        let rag = wanted.rag.filter(|_| records.iter().any(rags))?;
        return Some(records.iter().filter(|r| r.rag == Some(rag)).count());
    }
    let word = text::fold(label);
    let written =
        |record: &Record, field: &str| record.as_written.get(field).is_some_and(|w| text::fold(w) == word);
    let count = records.iter().filter(|r| written(r, "status") || written(r, "rag")).count();
    (count > 0).then_some(count)
}
