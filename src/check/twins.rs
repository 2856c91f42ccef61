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
        // Records of one recommendation share its ref; without a recommendation they share a row or are different items, unless
        // one is the copy of the other, which is told of below.
        let other = records.iter().skip(1).find(|r| {
            let differs = item(r) != first;
            let apart = first.is_empty()
                && records.first().is_some_and(|f| f.source.cells != r.source.cells && bare(f) != bare(r));
            differs || apart
        });
        if let Some(other) = other {
            let one = item(other) == first && records.first().is_some_and(|f| action(f) == action(other));
            let message = if one {
                format!("ref {reference} stands twice for one item, and the rest differs")
            } else {
                format!("ref {reference} stands for different items")
            };
            findings.push(Finding::new(Code::DuplicateRef, message, Some(located(other))));
        }
    }
    let mut seen: Vec<(Record, &Record)> = Vec::new();
    let mut keys: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for record in &tracker.records {
        let bare = bare(record);
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

/// What a record says, wherever it stands: without its id and its cells.
fn bare(record: &Record) -> Record {
    let mut bare = Record { id: String::new(), source: RecordSource::default(), ..record.clone() };
    // Where a remark stands is part of where the record stands.
    bare.notes.iter_mut().for_each(|note| note.cell.clear());
    // What was written of a text differs from it by no more than spaces and stray signs.
    bare.as_written.retain(|field, _| {
        let is_text =
            matches!(field.as_str(), "ref" | "group" | "recommendation" | "action" | "progress" | "priority");
        !is_text && !field.starts_with("extra.")
    });
    bare
}

fn action(record: &Record) -> String {
    text::fold(record.action.as_deref().unwrap_or_default())
}

fn located(record: &Record) -> String {
    place(record.source.sheet.as_deref().unwrap_or_default(), &record.source.cells)
}

#[cfg(test)]
mod tests {
    use crate::import::{ImportOptions, import};
    use crate::read;
    use crate::record::Code;

    #[test]
    fn one_item_listed_twice_is_no_ref_for_two() {
        let found = |lines: &str| {
            let text = format!("Ref,Action,Owner,Due\n{lines}");
            let reading = read::read("plan.csv", text.as_bytes()).unwrap();
            let tracker = import(&reading, &ImportOptions::default()).unwrap().tracker;
            tracker.findings.into_iter().map(|f| (f.code, f.message)).collect::<Vec<_>>()
        };
        let one = (Code::IdenticalRecords, "records 4~1 and 4~2 are alike in everything".to_owned());
        assert_eq!(found("4,Oil the gates,J. Roe,June 2023\n4 ,Oil the gates,J. Roe,June 2023\n"), [one]);
        let rest = "ref 4 stands twice for one item, and the rest differs".to_owned();
        let lines = "4,Oil the gates,J. Roe,June 2023\n4,Oil the gates,A. Poe,June 2023\n";
        assert_eq!(found(lines), [(Code::DuplicateRef, rest)]);
        let two = "ref 4 stands for different items".to_owned();
        let lines = "4,Oil the gates,J. Roe,June 2023\n4,Paint the pier,J. Roe,June 2023\n";
        assert_eq!(found(lines), [(Code::DuplicateRef, two)]);
    }
}
