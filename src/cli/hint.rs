//! Hints that are commands to paste.

use std::path::Path;

use trackrecord::import::Import;
use trackrecord::versions::two_versions;

/// Returns how to compare two sheets of a workbook, where two look like versions of one tracker.
pub(super) fn two_versions_of(book: &Path, import: &Import) -> Option<String> {
    let sheets = two_versions(import)?;
    let file = book.display().to_string();
    Some(format!(
        "`{file}` seems to hold two versions, on the sheets `{}` and `{}`: compare them with `trackrecord diff {} --old-sheet {} --new-sheet {}`",
        sheets.old,
        sheets.new,
        quoted(&file),
        quoted(&sheets.old),
        quoted(&sheets.new),
    ))
}

/// Returns a word as a shell takes it: plain where it can be, else in single quotes.
pub(super) fn quoted(word: &str) -> String {
    let plain = |c: char| {
        c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '\\' | ':' | ',' | '+' | '=' | '@')
    };
    if !word.is_empty() && !word.starts_with('-') && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_divide_them() {
        let cases = [
            ("Q1", "Q1"),
            ("plans/q1.xlsx", "plans/q1.xlsx"),
            ("Q1 2023", "'Q1 2023'"),
            ("Mayor's plan", r"'Mayor'\''s plan'"),
            ("a`b", "'a`b'"),
            ("", "''"),
        ];
        for (word, expected) in cases {
            assert_eq!(quoted(word), expected);
        }
    }
}
