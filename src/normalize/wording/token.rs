//! A cell's text as words: folded for comparing, with the gaps between them and their place in the text.
//!
//! Case, accents, full-width forms, apostrophes and zero-width marks do not count. What a word means is for the
//! vocabulary.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::normalize) enum Gap {
    /// A blank, a hyphen inside a word, or nothing.
    Space,
    /// A line break, which may be a mere wrap.
    Line,
    /// Punctuation, a bracket or a dash: no phrase reaches across.
    Stop,
}

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::normalize) struct Token {
    /// The word in small letters without accents; `%` becomes `percent`, `&` and `+` become `and`.
    pub(in crate::normalize) word: String,
    /// What stands before it.
    pub(in crate::normalize) gap: Gap,
    /// Where it stands in the text, in bytes.
    pub(in crate::normalize) span: Range<usize>,
}

impl Token {
    /// Tells whether it begins with a digit: a number, or an ordinal such as `2nd`.
    pub(in crate::normalize) fn is_number(&self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Returns the words of a text, at most `limit` of them.
pub(in crate::normalize) fn tokens(text: &str, limit: usize) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut gap = Gap::Stop;
    let mut open = false;
    let mut before: Option<char> = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map(|(_, c)| *c);
        let end = at + c.len_utf8();
        let kind = kind_of(c, before, after);
        if found.len() >= limit && !(open && matches!(kind, Kind::Letter | Kind::Silent)) {
            break;
        }
        match kind {
            Kind::Silent => {
                if let Some(token) = found.last_mut().filter(|_| open && is_combining_mark(c)) {
                    token.span.end = end;
                }
            }
            Kind::Letter => {
                // `NotStarted`
                if !open || (c.is_uppercase() && before.is_some_and(char::is_lowercase)) {
                    found.push(Token { word: String::new(), gap, span: at..end });
                    gap = Gap::Space;
                    open = true;
                }
                if let Some(token) = found.last_mut() {
                    fold_char(c, &mut token.word);
                    token.span.end = end;
                }
            }
            Kind::Sign(word) => {
                found.push(Token { word: word.to_owned(), gap, span: at..end });
                gap = Gap::Space;
                open = false;
            }
            Kind::Break(wide) => {
                gap = gap.max(wide);
                open = false;
            }
        }
        if !matches!(kind, Kind::Silent) {
            before = Some(c);
        }
    }
    found.retain(|token| !token.word.is_empty());
    join_letters(text, &mut found);
    found
}

/// Lets `n/a` and `A/R` be two words of one phrase: a stroke between single letters is no stop.
fn join_letters(text: &str, found: &mut [Token]) {
    let mut before: Option<(usize, usize)> = None;
    for token in found {
        let letters = token.word.chars().count();
        if let Some((1, end)) = before
            && letters == 1
            && text.get(end..token.span.start) == Some("/")
        {
            token.gap = Gap::Space;
        }
        before = Some((letters, token.span.end));
    }
}

/// Returns a text's letters and digits only, folded: what two spellings of one thing have in common.
pub(in crate::normalize) fn folded(text: &str) -> String {
    tokens(text, usize::MAX).into_iter().map(|token| token.word).collect()
}

/// What a character does to the words around it.
enum Kind {
    Letter,
    /// Shows nothing, and parts nothing.
    Silent,
    /// Stands for a word.
    Sign(&'static str),
    Break(Gap),
}

fn kind_of(c: char, before: Option<char>, after: Option<char>) -> Kind {
    let inside = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    match c {
        _ if c.is_alphanumeric() => Kind::Letter,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE0E}' | '\u{FE0F}' | '\u{FEFF}' => {
            Kind::Silent
        }
        _ if is_combining_mark(c) => Kind::Silent,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{2BC}' | '`' | '\u{B4}' if inside => Kind::Silent,
        '%' => Kind::Sign("percent"),
        '&' | '+' => Kind::Sign("and"),
        '\n' | '\r' => Kind::Break(Gap::Line),
        '-' | '\u{2010}' | '\u{2011}' | '_' if inside => Kind::Break(Gap::Space),
        // `1.2` is one word, `n.a.` are two of one phrase, the end of a sentence is a stop.
        '.' if before.is_some_and(is_digit) && after.is_some_and(is_digit) => Kind::Letter,
        '.' if inside => Kind::Break(Gap::Space),
        '.' | ',' | ';' | ':' | '!' | '?' | '/' | '\\' | '|' | '=' | '\t' | '*' | '•' => {
            Kind::Break(Gap::Stop)
        }
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' => Kind::Break(Gap::Stop),
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Kind::Break(Gap::Stop),
        _ => Kind::Break(Gap::Space),
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Adds a character in its plain form: `É` is e, `œ` is oe, a full-width `３` is 3.
fn fold_char(c: char, into: &mut String) {
    match c {
        'œ' | 'Œ' => into.push_str("oe"),
        'æ' | 'Æ' => into.push_str("ae"),
        'ß' => into.push_str("ss"),
        _ if c.is_ascii() => into.push(c.to_ascii_lowercase()),
        _ => into
            .extend(std::iter::once(c).nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words joined by what parts them: a blank, `|` for a line break, `/` for a stop.
    fn shown(text: &str) -> String {
        let mut line = String::new();
        for token in tokens(text, 40) {
            line.push(match token.gap {
                Gap::Space => ' ',
                Gap::Line => '|',
                Gap::Stop => '/',
            });
            line.push_str(&token.word);
        }
        line
    }

    #[test]
    fn words_are_folded_and_gaps_kept() {
        let cases = [
            ("On-Track", "/on track"),
            ("not_started", "/not started"),
            ("NotStarted", "/not started"),
            ("won\u{2019}t", "/wont"),
            ("‘Done’", "/done"),
            ("Amber/Red", "/amber/red"),
            ("N/A", "/n a"),
            ("2 – Started; 50%", "/2/started/50 percent"),
            ("Phase 1 - late", "/phase 1/late"),
            ("wrapped\nline", "/wrapped|line"),
            ("Réalisé, mise en œuvre", "/realise/mise en oeuvre"),
            ("３ full", "/3 full"),
            ("a\u{200B}b so\u{AD}ft", "/ab soft"),
            ("🟢 G & A", "/g and a"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn spans_point_at_the_text() {
        let text = "  Ärger, 25% e\u{301}te\u{301}.";
        let words: Vec<_> = tokens(text, 9).into_iter().map(|t| text.get(t.span).unwrap_or("?")).collect();
        assert_eq!(words, ["Ärger", "25", "%", "e\u{301}te\u{301}"]);
    }
}
