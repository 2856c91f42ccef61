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

/// Marks behind a level's number that part it from its name.
const MARKS: [char; 4] = [':', '-', '–', '—'];

/// Returns the word for its level that a label begins with, folded, where a number or letter follows it.
pub(crate) fn level(label: &str) -> Option<String> {
    numbered(label).map(|(word, _)| word)
}

/// The word for a level and what stands behind it from its number on.
fn numbered(label: &str) -> Option<(String, Vec<&str>)> {
    let words: Vec<&str> = label.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let first = fold(first);
    // "Work package 3", "Priority area 2".
    let second = rest.first().map(|word| fold(word)).unwrap_or_default();
    let kind = matches!(second.as_str(), "area" | "package" | "stream");
    // "Work a rota" is something to do.
    if first == "work" && !matches!(second.as_str(), "package" | "stream") {
        return None;
    }
    let rest = rest.get(usize::from(kind)..).unwrap_or_default();
    let number = rest.first().map(|word| fold(word)).unwrap_or_default();
    let counts = number.bytes().all(|b| b.is_ascii_digit())
        || number.len() == 1
        || number.bytes().all(|b| b"ivx".contains(&b));
    (LEVELS.contains(&first.as_str()) && !number.is_empty() && counts).then(|| (first, rest.to_vec()))
}

/// Tells whether a label names a level of a plan; "Phase 2 lighting of the pier" may be one, and something to do as well.
pub(crate) fn names_level(label: &str) -> bool {
    level(label).is_some()
}

/// Tells whether a label names a level of a plan beyond doubt: a mark parts its number from its name, as in `Theme 2: Skills`.
pub(crate) fn surely_names_level(label: &str) -> bool {
    numbered(label).is_some_and(|(_, rest)| {
        let ends = rest.first().is_some_and(|number| number.ends_with(MARKS));
        ends || rest.get(1).is_some_and(|next| next.starts_with(MARKS))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_sure_where_a_mark_parts_its_number_from_its_name() {
        let cases = [
            ("Theme 2: Skills", Some("theme"), true),
            ("Theme 2 - Skills", Some("theme"), true),
            ("Part A – Housing", Some("part"), true),
            ("Work package 3: Roads", Some("work"), true),
            ("Workstream iii", Some("workstream"), false),
            ("Phase 2 lighting of the pier", Some("phase"), false),
            ("Area 3 fencing - north side", Some("area"), false),
            ("Work a rota", None, false),
            ("Work 3", None, false),
            ("Phase in the new rota", None, false),
            ("", None, false),
        ];
        for (label, word, sure) in cases {
            assert_eq!(level(label).as_deref(), word, "{label}");
            assert_eq!(surely_names_level(label), sure, "{label}");
        }
    }
}
