//! Owners whose names may be one person's, as entries of a directory that a person makes final.

use super::page::{Line, Section, list, quoted};
use crate::normalize::owners::spellings;
use crate::record::Record;

/// All of it comments: nobody's name is changed on a guess.
pub(super) fn section(records: &[Record]) -> Section {
    let about = [
        "Owners as the office writes them. `aliases` are other spellings of the same person (or of a team, which has a",
        "`unit` and no `name`); `unit` and `email` are filled where a cell does not say them.",
    ];
    let mut lines = Vec::new();
    let mut line = |text: String, why: String| lines.push(Line { text, why, live: false });
    for person in spellings::propose(records) {
        line("[[owners]]".to_owned(), String::new());
        line(format!("name = {}", quoted(&person.name)), String::new());
        for (key, value) in [("unit", &person.unit), ("email", &person.email)] {
            if let Some(value) = value {
                line(format!("{key} = {}", quoted(value)), String::new());
            }
        }
        let why: Vec<String> =
            person.others.iter().map(|other| format!("{}: {}", other.name, other.reason)).collect();
        line(
            format!("aliases = {}", list(person.others.iter().map(|other| other.name.as_str()))),
            why.join("; "),
        );
    }
    if lines.is_empty() {
        let examples = [
            "[[owners]]",
            "name = \"Given Family\"",
            "unit = \"Team\"",
            "email = \"given.family@office.example\"",
            "aliases = [\"G. Family\"]",
        ];
        lines.extend(examples.map(|text| Line { text: text.to_owned(), why: String::new(), live: false }));
    }
    Section { about: about.map(str::to_owned).to_vec(), table: None, lines }
}
