//! Records that share a ref without being one item, and records that are alike in everything.
//!
//! They are reported, never merged: two identical rows can be two records.

use std::collections::BTreeMap;

use crate::grid::place;
use crate::normalize::text;
use crate::record::{Code, Finding, Record, RecordSource, Tracker};

/// Reports refs used for different items, and identical records.
pub(super) fn check(tracker: &Tracker) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut by_ref: BTreeMap<(Option<&str>, &str), Vec<&Record>> = BTreeMap::new();
    for record in &tracker.records {
        if let Some(reference) = &record.reference {
            by_ref.entry((record.group.as_deref(), reference)).or_default().push(record);
        }
    }
    for ((_, reference), records) in by_ref {
        let item = |r: &Record| text::fold(r.recommendation.as_deref().unwrap_or_default());
        let first = records.first().map(|r| item(r)).unwrap_or_default();
        // Records of one recommendation share its ref; without a recommendation they share a row or are different items.
        let other = records.iter().skip(1).find(|r| {
            let differs = item(r) != first;
            let apart = first.is_empty() && records.first().is_some_and(|f| f.source.cells != r.source.cells);
            differs || apart
        });
        if let Some(other) = other {
            let message = format!("ref {reference} stands for different items");
            findings.push(Finding::new(Code::DuplicateRef, message, Some(located(other))));
        }
    }
    let mut seen: Vec<(Record, &Record)> = Vec::new();
    let mut keys: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for record in &tracker.records {
        let mut bare = Record { id: String::new(), source: RecordSource::default(), ..record.clone() };
        // Where a remark stands is part of where the record stands.
        bare.notes.iter_mut().for_each(|note| note.cell.clear());
        let key = format!("{:?}\u{0}{:?}", bare.recommendation, bare.action);
        let alike = keys
            .get(&key)
            .and_then(|places| places.iter().filter_map(|p| seen.get(*p)).find(|(b, _)| *b == bare));
        if let Some((_, twin)) = alike {
            let message = format!("records {} and {} are alike in everything", twin.id, record.id);
            findings.push(Finding::new(Code::IdenticalRecords, message, Some(located(record))));
        } else {
            keys.entry(key).or_default().push(seen.len());
            seen.push((bare, record));
        }
    }
    findings
}

fn located(record: &Record) -> String {
    place(record.source.sheet.as_deref().unwrap_or_default(), &record.source.cells)
}
