//! The sheet's own counts against the records.

use crate::normalize::legend::Legend;
use crate::normalize::{status, text};
use crate::record::{Code, Finding, Record, Summary, Tracker};

/// Compares every count and total; each label gets one finding.
pub(super) fn check(tracker: &Tracker) -> Vec<Finding> {
    let mut findings = Vec::new();
    if tracker.records.is_empty() {
        return findings;
    }
    for summary in &tracker.summaries {
        let counted = summary
            .counts
            .iter()
            .map(|count| (count.label.as_str(), count.value, count_of(&count.label, summary, tracker)));
        let total = summary.total.map(|total| ("total", total, Some(tracker.records.len())));
        for (label, stated, found) in counted.chain(total) {
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

/// How many records carry a label; `None` where no record carries anything of its kind.
///
/// By meaning, or, where the block counts several words of one meaning apart, by the very word.
fn count_of(label: &str, summary: &Summary, tracker: &Tracker) -> Option<usize> {
    let read = |label: &str| status::read_status(label, &Legend::default());
    let wanted = read(label);
    let alike = summary
        .counts
        .iter()
        .map(|c| read(&c.label))
        .filter(|r| r.status == wanted.status && r.rag == wanted.rag);
    let meant = wanted.status.is_some() || wanted.rag.is_some();
    let (statuses, rags) = (|r: &Record| r.status.is_some(), |r: &Record| r.rag.is_some());
    if meant && alike.count() == 1 {
        if let Some(status) = wanted.status.filter(|_| tracker.records.iter().any(statuses)) {
            return Some(tracker.records.iter().filter(|r| r.status == Some(status)).count());
        }
        let rag = wanted.rag.filter(|_| tracker.records.iter().any(rags))?;
        return Some(tracker.records.iter().filter(|r| r.rag == Some(rag)).count());
    }
    let word = text::fold(label);
    let written =
        |record: &Record, field: &str| record.as_written.get(field).is_some_and(|w| text::fold(w) == word);
    let count = tracker.records.iter().filter(|r| written(r, "status") || written(r, "rag")).count();
    (count > 0).then_some(count)
}
