//! Words of a text, as far as they carry meaning: without case, punctuation, bullets and white space.
//!
//! Two texts with the same words say the same thing in another spelling. What a word is worth is for [`words`](super::words).

use unicode_normalization::UnicodeNormalization;

/// Returns the words of a text in order, in small letters; signs of money and per cent count as words.
///
/// Apostrophes join what they stand between (`Children's` is `childrens`), every other sign divides.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            word.push(c);
        } else if !matches!(c, '\'' | '’' | '‘' | '`' | '\u{ad}') {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if matches!(c, '£' | '$' | '€' | '%') {
                words.push(c.into());
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Returns the words of a text without the numbers and letters that only count its lines (`1.`, `b)`, `(iv)`).
pub(super) fn meaning(text: &str) -> Vec<String> {
    text.lines().flat_map(|line| words(without_bullet(line))).collect()
}

/// Tells whether two texts have the same words; nothing and a lone dash are alike.
pub(super) fn same_words(old: Option<&str>, new: Option<&str>) -> bool {
    meaning(old.unwrap_or_default()) == meaning(new.unwrap_or_default())
}

/// Returns the words of a label in a fixed order: `Parks (audit 2013)` is `Audit: Parks 2013`.
pub(super) fn label(text: &str) -> Vec<String> {
    let mut words = words(text);
    words.sort_unstable();
    words
}

/// Returns the line after its counting mark: at most two figures, one letter or a small Roman number, then `.` or `)`.
fn without_bullet(line: &str) -> &str {
    let line = line.trim_start();
    let inner = line.strip_prefix('(').unwrap_or(line);
    let Some(end) = inner.find(['.', ')']) else { return line };
    let Some((mark, rest)) = inner.split_at_checked(end) else { return line };
    let counts = match mark.len() {
        1 => mark.chars().all(|c| c.is_ascii_alphanumeric()),
        2 if mark.chars().all(|c| c.is_ascii_digit()) => true,
        2..=4 => mark.chars().all(|c| matches!(c, 'i' | 'v' | 'x')),
        _ => false,
    };
    // A figure after the mark makes it a number (`1.5m`), and the end of the line makes it the text itself.
    let rest = rest.get(1..).unwrap_or_default();
    if counts && rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() { rest } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_count() {
        let cases = [
            ("Review the Children's budget.", "review the  children’s budget", true),
            ("1. Agree terms\n2. Report back", "• Agree terms\n• Report back", true),
            ("(a) Agree terms", "Agree terms", true),
            ("-", "", true),
            ("Save 1.5m", "Save 15m", false),
            ("1.5m saved", "5m saved", false),
            ("cost £5", "cost $5", false),
            ("Report to board", "Report to the board", false),
            ("ﬁnal ｒeport", "final report", true),
        ];
        for (old, new, same) in cases {
            assert_eq!(same_words(Some(old), Some(new)), same, "{old} / {new}");
        }
        assert!(same_words(None, Some(" – ")));
        assert_eq!(label("Parks (audit 2013)"), label("Audit: Parks 2013"));
    }
}
