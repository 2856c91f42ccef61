//! The item's number: cleaned so that two typings of one ref are equal.
//!
//! Which column holds refs is for `columns`; whether two equal refs mean the same item is for `reconcile`.

use unicode_normalization::UnicodeNormalization;

use super::text;

/// Longest text that can be a ref. Real ones run to `POA&M-2023-0417-b`.
const LONGEST: usize = 24;

/// Returns the ref for comparing: look-alike letters of other scripts as Latin ones, full-width digits plain, no brackets,
/// no closing dot, no space beside punctuation. `None` where nothing is left.
pub fn clean(written: &str) -> Option<String> {
    let line = text::single_line(written);
    let plain: String = line.nfkc().map(latin).collect();
    let opened = plain.trim_start_matches(['(', '[', ' ']);
    let trimmed = opened.trim_end_matches([')', ']', '.', ':', ' ']);
    // "7(a)" keeps the bracket that it opened itself.
    let unclosed = trimmed.matches(['(', '[']).count() > trimmed.matches([')', ']']).count();
    let closed = opened.get(..trimmed.len() + 1).filter(|with| unclosed && with.ends_with([')', ']']));
    let trimmed = closed.unwrap_or(trimmed);
    let mut out = String::with_capacity(trimmed.len());
    let mut chars = trimmed.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = |c: &char| matches!(c, '/' | '.' | '-' | '_');
        if c == ' ' && (chars.peek().is_some_and(joins) || out.chars().next_back().is_some_and(|c| joins(&c)))
        {
            continue;
        }
        out.push(c);
    }
    (!out.is_empty()).then_some(out)
}

/// Tells whether a number begins another one: `1` and `1.1`, `A` and `A1`, `2.3` and `2.3(a)`.
pub fn nests(parent: &str, child: &str) -> bool {
    let (Some(parent), Some(child)) = (clean(parent), clean(child)) else { return false };
    let bare = |written: &str| written.trim_end_matches(['.', ')', ':']).trim_end_matches(".0").to_owned();
    let (parent, child) = (bare(&parent), bare(&child));
    let Some(rest) = child.strip_prefix(parent.as_str()).filter(|rest| !rest.is_empty()) else {
        return false;
    };
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // `1` does not begin `12`.
    !(digit(parent.chars().next_back()) && digit(rest.chars().next()))
        && rest.chars().any(char::is_alphanumeric)
}

/// Tells whether a text could be an item's number: short, with a digit, or a letter or two, or a Roman numeral.
pub fn looks_like_ref(written: &str) -> bool {
    let Some(reference) = clean(written) else { return false };
    let count = reference.chars().count();
    if count > LONGEST || reference.split_whitespace().count() > 3 {
        return false;
    }
    let letters = reference.chars().filter(|c| c.is_alphabetic()).count();
    let digits = reference.chars().filter(char::is_ascii_digit).count();
    if digits == 0 {
        return letters == count && (count <= 2 || is_roman(&reference));
    }
    // "R3", "AP/01", "2.1a", "Rec 4", "FIN-2023-07", but not "20 officers trained".
    let longest_word =
        reference.split(|c: char| !c.is_alphabetic()).map(|w| w.chars().count()).max().unwrap_or(0);
    longest_word <= 10
        && reference.chars().all(|c| c.is_alphanumeric() || " /.-_&#:()".contains(c))
        && digits * 5 >= letters
}

fn is_roman(text: &str) -> bool {
    text.chars().count() <= 7 && text.chars().all(|c| "ivxlc".contains(c.to_ascii_lowercase()))
}

/// The Latin letter that a Cyrillic or Greek one looks like: keyboards and copy-paste mix them unseen (Unicode TR 39).
fn latin(c: char) -> char {
    const LOOKALIKES: [(&str, &str); 4] = [
        ("АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX"),
        ("асеіјорѕух", "aceijopsyx"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        ("–—‐‑−", "-----"),
    ];
    LOOKALIKES
        .iter()
        .find_map(|(odd, plain)| odd.chars().zip(plain.chars()).find(|(o, _)| *o == c))
        .map_or(c, |(_, plain)| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typings_of_one_ref_are_equal() {
        let cases = [
            ("В", "B"),
            ("С.", "C"),
            ("АР /04", "AP/04"),
            (" (1.2) ", "1.2"),
            ("１２", "12"),
            ("Rec  4", "Rec 4"),
            ("R–7", "R-7"),
            ("3.", "3"),
            ("7(a)", "7(a)"),
            ("(7(a)):", "7(a)"),
        ];
        for (written, expected) in cases {
            assert_eq!(clean(written).as_deref(), Some(expected), "{written:?}");
        }
        assert_eq!(clean(" . "), None);
    }

    #[test]
    fn refs_are_told_from_words() {
        for text in ["A", "4", "1.10", "AP/01", "R3", "Rec 4", "iv", "FIN-2023-07", "(b)", "2a", "ACT-17.2"] {
            assert!(looks_like_ref(text), "{text:?}");
        }
        for text in [
            "",
            "-",
            "Finance",
            "20 officers trained",
            "Predicted savings N/A",
            "TBC soon",
            "Housing and Adults 2023",
        ] {
            assert!(!looks_like_ref(text), "{text:?}");
        }
    }
}
