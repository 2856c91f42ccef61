//! Words that the levels of a plan are called by before their number: `Theme 2`, `Part A`, `Workstream iii`.

use super::text::fold;

const LEVELS: [&str; 20] = [
    "aim",
    "ambition",
    "annex",
    "appendix",
    "area",
    "chapter",
    "goal",
    "objective",
    "outcome",
    "part",
    "phase",
    "pillar",
    "priority",
    "programme",
    "section",
    "stage",
    "strand",
    "theme",
    "work",
    "workstream",
];

/// Returns the word for its level that a label begins with, folded, where a number or letter follows it.
pub(crate) fn level(label: &str) -> Option<String> {
    let mut words = label.split_whitespace();
    let first = fold(words.next()?);
    let mut second = words.next().map(fold).unwrap_or_default();
    // "Work package 3", "Priority area 2".
    if matches!(second.as_str(), "area" | "package" | "stream") {
        second = words.next().map(fold).unwrap_or_default();
    }
    let counts = second.bytes().all(|b| b.is_ascii_digit())
        || second.len() == 1
        || second.bytes().all(|b| b"ivx".contains(&b));
    (LEVELS.contains(&first.as_str()) && !second.is_empty() && counts).then_some(first)
}

/// Tells whether a label names a level of a plan.
pub(crate) fn names_level(label: &str) -> bool {
    level(label).is_some()
}
