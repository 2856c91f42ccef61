//! The text of an owner cell as tokens: words with their class, addresses, numbers, and how one is set off from the next.
//!
//! Tokens keep their place in the text. What a row of words means is for the [`reader`](super::reader).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::CharIndices;

use unicode_normalization::char::is_combining_mark;

use super::class::Class;
use super::word::{Shape, is_apostrophe, lookup, shape};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, with its class and shape beside it.
    Word,
    /// A row of digits: a telephone number, part of a date, "Tier 2".
    Number,
    /// An e-mail address.
    Email,
    /// `(`, `[`, `<`.
    Open,
    /// Their counterparts.
    Close,
    /// A sign between owners.
    Sign(Joint),
    /// A question mark.
    Doubt,
    /// Footnote marks, quotation marks, anything else.
    Mark,
}

/// How something is joined to what stands before it, the tightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Joint {
    /// By nothing but a space.
    #[default]
    Space,
    /// By a bracket.
    Bracket,
    /// By a dash or colon.
    Dash,
    /// By a line break or a wide gap.
    Line,
    /// By a comma.
    Comma,
    /// By words that name nobody.
    Aside,
    /// By `and`, `&`, `+`, an arrow.
    And,
    /// By a slash.
    Slash,
    /// By a semicolon, a bullet, a number in front.
    Hard,
}

/// A piece of the text.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    /// As written; of a word broken by wrapping, the pieces together.
    pub(super) text: Cow<'t, str>,
    /// Byte offset of its first byte.
    pub(super) start: usize,
    /// Byte offset after its last byte.
    pub(super) end: usize,
    /// A line break or a wide gap stands before it.
    pub(super) line: bool,
    /// An empty line stands before it.
    pub(super) blank: bool,
    /// The line break before it parts owners for certain.
    pub(super) parted: bool,
    pub(super) class: Class,
    pub(super) shape: Shape,
}

impl Token<'_> {
    /// Tells whether it is a word.
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Tells whether it is a word of any of the classes.
    pub(super) fn is(&self, class: Class) -> bool {
        self.is_word() && self.class.is(class)
    }

    /// Tells whether it follows the other without a space.
    pub(super) fn touches(&self, before: &Self) -> bool {
        before.end == self.start
    }
}

/// Returns the tokens of a text in order; none for a blank text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut scanner = Scanner {
        text,
        chars: text.char_indices().peekable(),
        // Most cells fit.
        tokens: Vec::with_capacity((text.len() / 4 + 1).min(32)),
        addresses: text.contains('@'),
        line: false,
        breaks: 0,
    };
    scanner.run();
    scanner.free_titles();
    scanner.tokens
}

struct Scanner<'t> {
    text: &'t str,
    chars: Peekable<CharIndices<'t>>,
    tokens: Vec<Token<'t>>,
    /// It may hold addresses; most texts do not, and their words need not be tried.
    addresses: bool,
    line: bool,
    breaks: u8,
}

impl<'t> Scanner<'t> {
    fn run(&mut self) {
        let mut spaces = 0;
        while let Some(&(at, c)) = self.chars.peek() {
            if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}') {
                spaces += 1;
                self.line |= matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{2028}') || spaces > 2;
                self.breaks += u8::from(c == '\n' && self.breaks < 2);
                self.chars.next();
                continue;
            }
            spaces = 0;
            if c.is_alphabetic() {
                self.word(at);
            } else if c.is_ascii_digit() {
                self.number(at);
            } else {
                self.chars.next();
                self.sign(at, c);
            }
        }
    }

    /// "Cllr (Mrs) Lee": a title in brackets between another and the name is a title like any.
    fn free_titles(&mut self) {
        let titled = self.tokens.windows(5).enumerate().filter(|(_, tokens)| {
            matches!(tokens, [first, open, title, close, name]
                if open.kind == Kind::Open && close.kind == Kind::Close && name.is_word()
                && first.is(Class::HONORIFIC) && title.is(Class::HONORIFIC))
        });
        let brackets: BTreeSet<usize> = titled.flat_map(|(at, _)| [at + 1, at + 3]).collect();
        if !brackets.is_empty() {
            let mut places = 0..;
            self.tokens.retain(|_| places.next().is_none_or(|place| !brackets.contains(&place)));
        }
    }

    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Takes everything up to `end`, a byte offset, as one token.
    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        while self.chars.next_if(|(at, _)| *at < end).is_some() {}
        let text = self.text.get(start..end).unwrap_or_default();
        let (class, shape) = match kind {
            Kind::Word => (lookup(text), shape(text)),
            _ => (Class::default(), Shape::Small),
        };
        let line = std::mem::take(&mut self.line);
        let blank = std::mem::take(&mut self.breaks) > 1;
        self.tokens.push(Token {
            kind,
            text: Cow::Borrowed(text),
            start,
            end,
            line,
            blank,
            parted: false,
            class,
            shape,
        });
    }

    fn word(&mut self, start: usize) {
        let rest = self.rest(start);
        let scheme = "mailto:";
        if self.addresses && rest.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme)) {
            return self.push(Kind::Mark, start, start + scheme.len());
        }
        if self.addresses
            && let Some(length) = address_length(rest)
        {
            return self.push(Kind::Email, start, start + length);
        }
        if let Some(length) = link_length(rest) {
            return self.push(Kind::Mark, start, start + length);
        }
        if let Some((kind, length)) = set_word(rest) {
            return self.push(kind, start, start + length);
        }
        let end = start + word_length(rest);
        let word = self.text.get(start..end).unwrap_or_default();
        let after = self.rest(end).chars().next();
        // "a) Ann Lee b) Bo Roe"
        if after == Some(')') && word.len() <= 3 && !self.is_inside() && is_item_letter(word) {
            return self.push(Kind::Sign(Joint::Hard), start, end + 1);
        }
        self.push(Kind::Word, start, end);
    }

    /// Tells whether a bracket is open.
    fn is_inside(&self) -> bool {
        self.tokens
            .iter()
            .rev()
            .find(|t| matches!(t.kind, Kind::Open | Kind::Close))
            .is_some_and(|t| t.kind == Kind::Open)
    }

    fn number(&mut self, start: usize) {
        let rest = self.rest(start);
        let mut end = start;
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let inside = matches!(c, '.' | '/' | ':' | ',' | '-' | '\'')
                && chars.peek().is_some_and(|(_, n)| n.is_ascii_digit());
            if !c.is_ascii_digit() && !inside {
                break;
            }
            end = start + at + c.len_utf8();
        }
        let mut after = self.rest(end).chars();
        // "1. Ann Lee 2) Bo Roe": a number that counts the owners.
        let counts = matches!(after.next(), Some('.' | ')'))
            && after.next().is_none_or(|c| c.is_whitespace() || c.is_alphabetic())
            && end - start <= 2
            && !self.is_inside();
        let kind = if counts { Kind::Sign(Joint::Hard) } else { Kind::Number };
        self.push(kind, start, end + usize::from(counts));
    }

    fn sign(&mut self, at: usize, c: char) {
        let end = at + c.len_utf8();
        let before = self.tokens.last().map(|t| t.end);
        let next = self.rest(end).chars().next();
        let kind = match c {
            ',' | '،' | '、' | '，' => Kind::Sign(Joint::Comma),
            ';' | '|' | '•' | '▪' | '◦' | '●' | '‣' | '∙' | '·' | '▸' | '■' | '\u{f0b7}' | '\u{f0a7}' => {
                Kind::Sign(Joint::Hard)
            }
            '/' | '\\' => Kind::Sign(Joint::Slash),
            '&' | '+' | '→' | '⇒' | '➔' | '>' if c != '>' || !self.is_inside() => {
                Kind::Sign(Joint::And)
            }
            ':' => Kind::Sign(Joint::Dash),
            '-' | '=' if next == Some('>') => return self.push(Kind::Sign(Joint::And), at, end + 1),
            '-' | '–' | '—' | '‐' | '‑' | '―'
                if before.is_none() || (self.line && next.is_some_and(char::is_whitespace)) =>
            {
                Kind::Sign(Joint::Hard)
            }
            '*' if (before.is_none() || self.line) && next.is_some_and(char::is_whitespace) => {
                Kind::Sign(Joint::Hard)
            }
            '-' | '–' | '—' | '‐' | '‑' | '―' | '~' => Kind::Sign(Joint::Dash),
            '(' | '[' | '{' | '<' => Kind::Open,
            ')' | ']' | '}' | '>' => Kind::Close,
            '?' => Kind::Doubt,
            _ => Kind::Mark,
        };
        self.push(kind, at, end);
    }
}

/// Returns how many bytes at the beginning are one word, with its dot if it has one.
fn word_length(rest: &str) -> usize {
    let mut end = 0;
    let mut letters = 0;
    let mut small = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let letter_next = next.is_some_and(char::is_alphabetic);
        let inside = if c.is_alphabetic() || is_combining_mark(c) {
            letters += 1;
            small += usize::from(c.is_lowercase());
            true
        } else if c.is_ascii_digit() {
            // "S151" is a word, "Doe1" a footnote.
            small == 0
        } else if is_apostrophe(c) {
            // "Members' Group", "O' Dowd"
            let ends = |w: &str| w.ends_with(['s', 'S']) || w.eq_ignore_ascii_case("o");
            letter_next || (rest.get(..at).is_some_and(ends) && next.is_none_or(char::is_whitespace))
        } else {
            (matches!(c, '-' | '‐' | '‑') && letter_next && letters > 0) || c == '\u{ad}'
        };
        if !inside {
            return if c == '.' { at + 1 } else { end };
        }
        end = at + c.len_utf8();
    }
    end
}

/// Returns the byte length of the e-mail address at the beginning, if there is one.
fn address_length(rest: &str) -> Option<usize> {
    let end =
        rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '\'' | '%' | '@')));
    let run = end.map_or(Some(rest), |end| rest.get(..end))?.trim_end_matches(['.', '-', '_', '\'']);
    let (local, domain) = run.split_once('@')?;
    let valid =
        !local.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.contains('@');
    valid.then_some(run.len())
}

/// Returns the byte length of the web address at the beginning, if there is one.
fn link_length(rest: &str) -> Option<usize> {
    let link = rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
    link.then(|| rest.find(char::is_whitespace).unwrap_or(rest.len()))
}

/// Returns the words that are written with a slash or an ampersand inside, with their byte length.
fn set_word(rest: &str) -> Option<(Kind, usize)> {
    const SET: [(&str, Kind); 13] = [
        ("and/or", Kind::Sign(Joint::And)),
        ("and", Kind::Sign(Joint::And)),
        ("or", Kind::Sign(Joint::And)),
        ("n/a", Kind::Word),
        ("c/o", Kind::Word),
        ("i/c", Kind::Word),
        ("w/", Kind::Sign(Joint::And)),
        ("r&d", Kind::Word),
        ("m&e", Kind::Word),
        ("a&e", Kind::Word),
        ("t&f", Kind::Word),
        ("s151", Kind::Word),
        ("s.151", Kind::Word),
    ];
    if !rest.starts_with([
        'a', 'A', 'n', 'N', 'c', 'C', 'i', 'I', 'w', 'W', 'r', 'R', 'm', 'M', 't', 'T', 's', 'S', 'o', 'O',
    ]) {
        return None;
    }
    SET.into_iter().find_map(|(word, kind)| {
        if !rest.get(..word.len())?.eq_ignore_ascii_case(word) {
            return None;
        }
        let ends = word.ends_with('/')
            || rest
                .get(word.len()..)?
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric() && !is_apostrophe(c) && c != '-');
        ends.then_some((kind, word.len()))
    })
}

fn is_item_letter(word: &str) -> bool {
    word.chars().count() == 1 || matches!(word, "ii" | "iii" | "iv" | "vi" | "vii")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let show = |t: &Token<'_>| match t.kind {
            Kind::Word => t.text.to_string(),
            Kind::Number => format!("#{}", t.text),
            Kind::Email => format!("<{}>", t.text),
            Kind::Open => "(".to_owned(),
            Kind::Close => ")".to_owned(),
            Kind::Sign(joint) => format!("{joint:?}"),
            Kind::Doubt => "?".to_owned(),
            Kind::Mark => "_".to_owned(),
        };
        tokens(text).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_are_cut_into_words_and_signs() {
        let cases = [
            ("J.S. O’Dowd-Lee", "J. S. O’Dowd-Lee"),
            ("Finance - Ann", "Finance Dash Ann"),
            ("1. Ann 2) Bob a) Cy", "Hard Ann Hard Bob Hard Cy"),
            ("Ann (b) x4521", "Ann ( b ) x #4521"),
            ("n/a w/ Ann and/or Bob & Cy + Di", "n/a And Ann And Bob And Cy And Di"),
            ("ann.lee@example.org, 01632 960 001", "<ann.lee@example.org> Comma #01632 #960 #001"),
            ("Ann <a@b.co>; Bob1*", "Ann ( <a@b.co> ) Hard Bob #1 _"),
            ("- Ann\n- Bob", "Hard Ann Hard Bob"),
            ("Ann -> Bob", "Ann And Bob"),
            ("Andrea Wu", "Andrea Wu"),
            ("Cllr (Mrs) Wu", "Cllr Mrs Wu"),
            ("Cllr (Mrs) Wu, Cllr (Dr) Poe", "Cllr Mrs Wu Comma Cllr Dr Poe"),
            ("Ann (Mrs) Wu", "Ann ( Mrs ) Wu"),
            ("mailto:wu@b.co", "_ <wu@b.co>"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn gaps_are_kept() {
        let lines: Vec<bool> = tokens("Ann Lee\nBob   Cy").iter().map(|t| t.line).collect();
        assert_eq!(lines, [false, false, true, true]);
    }
}
