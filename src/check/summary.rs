//! The sheet's own counts against the records.

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::{Address, place};
use crate::normalize::agreed::Agreed;
use crate::normalize::legend::Legend;
use crate::normalize::{status, text};
use crate::record::{Code, Finding, Rag, Record, Status, Summary, Tracker};

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
    let all: Vec<Counted<'_>> = tracker.records.iter().map(Counted::of).collect();
    let mut by_sheet: BySheet<'_, '_> = BTreeMap::new();
    for counted in all.iter().filter(|_| !tracker.summaries.is_empty()) {
        let sheet = counted.record.source.sheet.as_deref().map(|name| place(name, ""));
        by_sheet.entry(sheet).or_default().push(counted);
    }
    for summary in &tracker.summaries {
        let scopes = scopes(summary, &all, &by_sheet);
        let counted = CountedLabels::of(summary, &legend);
        let labels = summary.counts.iter().map(|count| (count.label.as_str(), count.value));
        let total = summary.total.map(|total| ("total", total));
        for (place, (label, stated)) in labels.chain(total).enumerate() {
            let is_total = place == summary.counts.len();
            let count = |scope: &Vec<&Counted<'_>>| match counted.meanings.get(place).filter(|_| !is_total) {
                Some(meaning) => count_of(label, *meaning, &counted, scope),
                None => Some(scope.len()),
            };
            let agrees =
                |scope: &&Vec<&Counted<'_>>| count(scope).and_then(|n| u64::try_from(n).ok()) == Some(stated);
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

/// A record, with the words of its status and colour as they are compared.
struct Counted<'a> {
    record: &'a Record,
    status: Option<String>,
    rag: Option<String>,
}

impl<'a> Counted<'a> {
    fn of(record: &'a Record) -> Self {
        let written = |field: &str| record.as_written.get(field).map(|written| text::fold(written));
        Self { record, status: written("status"), rag: written("rag") }
    }
}

/// The records of each sheet, by its name as places begin with it.
type BySheet<'a, 'r> = BTreeMap<Option<String>, Vec<&'a Counted<'r>>>;

/// The records that a block may count: those of its sheet, all, and those of the section that it closes.
fn scopes<'a, 'r>(
    summary: &Summary,
    all: &'a [Counted<'r>],
    by_sheet: &BySheet<'a, 'r>,
) -> Vec<Vec<&'a Counted<'r>>> {
    let (sheet, cells) =
        summary.source.rsplit_once('!').map_or((None, summary.source.as_str()), |(s, c)| (Some(s), c));
    let own = by_sheet.get(&sheet.map(|name| format!("{name}!"))).cloned().unwrap_or_default();
    let first = |cells: &str| cells.split([',', ':']).next().and_then(Address::parse).map(|at| at.row);
    // Records stand in the order of their rows, so that the last one above the block is in the section that it closes.
    let above = own.iter().rev().find(|c| first(&c.record.source.cells) < first(cells));
    let section = above.map(|above| {
        own.iter().filter(|c| c.record.group_path == above.record.group_path).copied().collect()
    });
    [own, all.iter().collect()].into_iter().chain(section).filter(|scope| !scope.is_empty()).collect()
}

/// What a label counts, by its words.
type Meaning = (Option<Status>, Option<Rag>);

fn meaning(label: &str, legend: &Legend) -> Meaning {
    let read = status::read_status(without_count(label), legend);
    (read.status, read.rag)
}

/// A block's labels, as they are compared.
struct CountedLabels {
    meanings: Vec<Meaning>,
    words: BTreeSet<String>,
}

impl CountedLabels {
    fn of(summary: &Summary, legend: &Legend) -> Self {
        let labels = || summary.counts.iter().map(|count| count.label.as_str());
        Self {
            meanings: labels().map(|label| meaning(label, legend)).collect(),
            words: labels().map(|label| text::fold(without_count(label))).collect(),
        }
    }
}

/// How many records carry a label; `None` where no record carries anything of its kind.
///
/// By meaning, or, where the block counts several words of one meaning apart, by the very word.
fn count_of(
    label: &str,
    wanted: Meaning,
    counted: &CountedLabels,
    records: &[&Counted<'_>],
) -> Option<usize> {
    let alike = counted.meanings.iter().filter(|meaning| **meaning == wanted).take(2).count();
    let (status, rag) = wanted;
    let word = Some(text::fold(without_count(label)));
    let meant = status.is_some() || rag.is_some();
    if meant && alike == 1 {
        if let Some(status) = status.filter(|_| records.iter().any(|c| c.record.status.is_some())) {
            return Some(records.iter().filter(|c| c.record.status == Some(status)).count());
        }
        let rag = rag.filter(|_| records.iter().any(|c| c.record.rag.is_some()))?;
        let count = records.iter().filter(|c| c.record.rag == Some(rag)).count();
        // A colour that the key takes for no rating is in what was written only.
        if count > 0 || !records.iter().any(|c| c.record.rag.is_none() && c.rag == word) {
            return Some(count);
        }
    }
    let count = records.iter().filter(|c| c.status == word || c.rag == word).count();
    if count > 0 {
        return Some(count);
    }
    // No record says the word, and each of its meaning says another one that is counted.
    let says = |word: &Option<String>| word.as_ref().is_some_and(|word| counted.words.contains(word));
    let mut others = records.iter().filter(|c| status.is_some() && c.record.status == status).peekable();
    (others.peek().is_some() && others.all(|c| says(&c.status) || says(&c.rag))).then_some(0)
}

/// A label without the words that only say that it counts: "Total red", "No. of red".
fn without_count(label: &str) -> &str {
    const WORDS: [&str; 5] = ["total ", "no. of ", "number of ", "no of ", "# "];
    let starts = |word: &&&str| label.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let rest = WORDS.iter().find(starts).and_then(|word| label.get(word.len()..)).map_or(label, str::trim);
    if rest.is_empty() { label } else { rest }
}
