//! Words of a text, as far as they carry meaning: without case, punctuation, bullets and white space.
//!
//! Two texts with the same words and signs say the same thing in another spelling. What a word is worth is for
//! [`words`](super::words).

use unicode_normalization::UnicodeNormalization;

/// Returns the words of a text in order, in small letters; signs of money and per cent count as words.
///
/// Apostrophes join what they stand between (`Children's` is `childrens`), every other sign divides.
pub(super) fn words(text: &str) -> Vec<String> {
    cut(text, |c, _, _| matches!(c, '£' | '$' | '€' | '%'))
}

/// Returns the words and the signs of a text: a tick is no cross, `-5` is not `5`, `A+` is not `A-`.
///
/// Left out are the numbers and letters that only count its lines (`1.`, `b)`, `(iv)`), bullets and punctuation, unless
/// there is nothing else.
pub(super) fn meaning(text: &str) -> Vec<String> {
    let said: Vec<String> = text.lines().flat_map(|line| cut(without_bullet(line), is_sign)).collect();
    if said.is_empty() { cut(text, |c, _, _| !c.is_whitespace() && !is_empty_mark(c)) } else { said }
}

/// Cuts a text into words, and into the signs that count: by the sign, what stands before it (its word in small letters),
/// and what follows.
fn cut(text: &str, counts: impl Fn(char, &str, Option<char>) -> bool) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut chars = text.nfkc().flat_map(char::to_lowercase).peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            word.push(c);
        } else if !matches!(c, '\'' | '’' | '‘' | '`' | '\u{ad}') {
            let sign = counts(c, &word, chars.peek().copied());
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if sign {
                words.push(if is_dash(c) { '-' } else { c }.into());
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Tells whether a character that is no letter or figure says something where it stands.
fn is_sign(c: char, before: &str, next: Option<char>) -> bool {
    if is_dash(c) {
        // A minus touches its figure and nothing before it; the minus of a grade (`B-`, `AA-`) ends it.
        let minus = next.is_some_and(|n| n.is_numeric() || matches!(n, '£' | '$' | '€'));
        let mut letters = before.chars();
        let grade = letters.next().is_some_and(|first| {
            first.is_alphabetic() && before.len() <= 3 && letters.all(|letter| letter == first)
        });
        return if before.is_empty() { minus } else { grade && next.is_none_or(char::is_whitespace) };
    }
    let punctuation = c.is_ascii_punctuation() && !matches!(c, '+' | '<' | '=' | '>' | '$' | '%' | '~');
    // Selectors say how the sign before them is drawn; blocks of punctuation, accents that stand alone.
    let block = matches!(c, '\u{a0}'..='\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}'..='\u{b7}' | '\u{bb}' | '\u{bf}'
        | '\u{300}'..='\u{36f}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    !(c.is_whitespace() || c.is_control() || punctuation || block || is_bullet(c))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Shapes that open a line; alone in a cell they are a mark of their own (`●`, `○`).
fn is_bullet(c: char) -> bool {
    matches!(c, '\u{2219}' | '\u{25a0}'..='\u{25ab}' | '\u{25b6}'..='\u{25bb}' | '\u{25c6}'..='\u{25c7}'
        | '\u{25cb}' | '\u{25cf}' | '\u{25e6}' | '\u{27a2}'..='\u{27a4}' | '\u{f000}'..='\u{f0ff}')
}

/// What stands in a cell that says nothing.
fn is_empty_mark(c: char) -> bool {
    is_dash(c)
        || c.is_control()
        || matches!(c, '.' | '…' | '_' | '/' | '\\' | '·' | '•' | '\u{fe00}'..='\u{fe0f}')
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
///
/// A capital before a full stop is somebody's initial.
fn without_bullet(line: &str) -> &str {
    let line = line.trim_start();
    let inner = line.strip_prefix('(').unwrap_or(line);
    let Some(end) = inner.find(['.', ')']) else { return line };
    let Some((mark, rest)) = inner.split_at_checked(end) else { return line };
    let counts = match mark.len() {
        1 if rest.starts_with(')') => mark.chars().all(|c| c.is_ascii_alphanumeric()),
        1 => mark.chars().all(|c| c.is_ascii_digit() || c.is_ascii_lowercase()),
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
            ("a. Agree terms", "Agree terms", true),
            ("J. Roe", "T. Roe", false),
        ];
        for (old, new, same) in cases {
            assert_eq!(same_words(Some(old), Some(new)), same, "{old} / {new}");
        }
        assert!(same_words(None, Some(" – ")));
    }

    #[test]
    fn signs_say_something_and_bullets_and_punctuation_nothing() {
        let cases = [
            ("✓", "✗", false),
            ("-", "👍", false),
            ("✔\u{fe0f} signed", "✔ signed", true),
            ("-5", "5", false),
            ("−5", "-5", true),
            ("saved -£5k", "saved £5k", false),
            ("> 5", "< 5", false),
            ("≥ 5 days", "5 days", false),
            ("A+", "A-", false),
            ("B-", "B", false),
            ("AA-", "AA", false),
            ("●", "○", false),
            ("?", "", false),
            ("● Agree terms\n● Report", "• Agree terms; - report!", true),
            ("2012 - 2013", "2012-2013", true),
            ("follow-up (agreed)", "Follow up: agreed", true),
            ("co- operation", "co-operation", true),
            ("…", "-", true),
        ];
        for (old, new, same) in cases {
            assert_eq!(same_words(Some(old), Some(new)), same, "{old} / {new}");
        }
    }

    #[test]
    fn labels_have_no_order() {
        assert_eq!(label("Parks (audit 2013)"), label("Audit: Parks 2013"));
    }
}
