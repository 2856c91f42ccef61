//! Refs that were numbered anew as a whole, told once instead of record by record.

use std::fmt::Write;

use crate::diff::{ChangeKind, Diff, Entry};

use super::paint::{Label, paint};

/// Fewer new refs than this are told with their records.
const LEAST: usize = 5;

/// Columns of the terminal for the list.
const WIDTH: usize = 100;

/// Returns the old and new refs in the order of the new version, where more than half of the records that stayed and have
/// refs got another one.
pub(super) fn whole(diff: &Diff) -> Option<Vec<(&str, &str)>> {
    let stayed = |entry: &Entry| match (entry.old.as_slice(), entry.new.as_slice()) {
        ([old], [new]) => old.reference.is_some() && new.reference.is_some(),
        _ => false,
    };
    let numbered = diff.entries.iter().filter(|entry| stayed(entry)).count();
    let anew = |entry: &&Entry| entry.changes.iter().any(|change| change.kind == ChangeKind::Renumbered);
    let refs: Vec<(&str, &str)> = diff
        .entries
        .iter()
        .filter(|entry| stayed(entry))
        .filter(anew)
        .filter_map(|entry| {
            entry.old.first()?.reference.as_deref().zip(entry.new.first()?.reference.as_deref())
        })
        .collect();
    (refs.len() >= LEAST && refs.len() * 2 > numbered).then_some(refs)
}

/// `R6.1 → R1.1, R6.2 → R1.2`, over as many lines as it takes.
pub(super) fn list(out: &mut String, refs: &[(&str, &str)]) {
    let mut line = String::new();
    for (place, (old, new)) in refs.iter().enumerate() {
        let comma = if place + 1 < refs.len() { "," } else { "" };
        let item = format!("{old} → {new}{comma}");
        if !line.is_empty() && line.chars().count() + item.chars().count() >= WIDTH {
            let _ = writeln!(out, "  {}", paint(Label::Name, &line));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&item);
    }
    // Writing to a String does not fail.
    let _ = writeln!(out, "  {}", paint(Label::Name, &line));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_broken_between_refs() {
        let refs: Vec<(String, String)> = (1..=20).map(|n| (format!("A{n}"), format!("B{n}"))).collect();
        let refs: Vec<(&str, &str)> = refs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let mut out = String::new();
        list(&mut out, &refs);
        let text = anstream::adapter::strip_str(&out).to_string();
        assert!(
            text.lines().count() > 1 && text.lines().all(|line| line.chars().count() <= WIDTH + 2),
            "{text}"
        );
        let items: Vec<&str> = text.split(',').map(str::trim).collect();
        assert_eq!((items.len(), items.first(), items.last()), (20, Some(&"A1 → B1"), Some(&"A20 → B20")));
    }
}
