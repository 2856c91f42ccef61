//! The formula guard of CSV: no cell begins as a formula does, and every text can be had back.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return, whoever wrote it. Such a text
//! gets an apostrophe in front, unless it is a plain number; so does one that has apostrophes before such a character
//! already, and that makes the way back certain.

use std::borrow::Cow;

/// What a spreadsheet may take for the beginning of a formula.
const TRIGGERS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Returns a text that no spreadsheet takes for a formula.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_marked(text) && !is_plain_number(text) { format!("'{text}").into() } else { text.into() }
}

/// Returns the text that [`guard`] was given.
pub fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_marked(rest)).unwrap_or(text)
}

/// Tells whether a text begins as a formula does, be it behind apostrophes.
fn is_marked(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(TRIGGERS)
}

/// Tells whether a text is a sign, digits and at most one point between digits.
fn is_plain_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    match number.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(number),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+cmd", "'+cmd"),
            ("- a point", "'- a point"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("-5", "-5"),
            ("+12.50", "+12.50"),
            ("-5+cmd", "'-5+cmd"),
            ("-1.2.3", "'-1.2.3"),
            ("'=1", "''=1"),
            ("''-5", "'''-5"),
            ("'tis", "'tis"),
            ("a=b", "a=b"),
            ("", ""),
            ("'", "'"),
        ];
        for (text, guarded) in cases {
            assert_eq!(guard(text), guarded, "{text:?}");
            assert_eq!(unguard(guarded), text, "{guarded:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_can_be_had_back(text in "['=+@\t\r0-9.a-]{0,8}") {
            let guarded = guard(&text).into_owned();
            prop_assert_eq!(unguard(&guarded), &text);
            let safe = !guarded.starts_with(TRIGGERS) || is_plain_number(&guarded);
            prop_assert!(safe, "{guarded:?}");
        }
    }
}
