//! Text to tokens: numbers, words with their sense, and marks, each with its place in the text.
//!
//! What typing and scanning did to a word is undone here, and reported: `0ctober`, `2O12`, `31 st`, `Septem ber`,
//! `Sepember`, `201 2`, `31March`. Phrases become one token; numbers that only count or label something (`(a)`, `2.`,
//! `Phase 3`, `£500`) become one that the grammar passes over.

mod mend;

use super::vocabulary::{self, Sense};

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    Space,
    Line,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number {
        value: i32,
        digits: usize,
        /// It has an ending: `31st`.
        ordinal: bool,
    },
    Word(Sense),
    /// A word that is not known; whether it begins with a capital.
    Unknown(bool),
    /// A number or letter that lists or labels something: `(a)`, `2.`, the 3 of `Phase 3`.
    Item,
    /// Punctuation, in one form: `-` for every dash, `/` for both slashes, `'` for quotation marks, `•` for bullets.
    Mark(char),
    /// `~~`: struck text begins or ends.
    Strike,
    /// `->`: what follows replaces what stands before.
    Arrow,
}

/// A token and its bytes in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) gap: Gap,
}

/// The tokens of a text, and its words that were mended, as written.
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    pub(super) repaired: Vec<String>,
}

/// Marks of more than one character.
const PAIRS: [(&str, Kind); 5] = [
    ("~~", Kind::Strike),
    ("->", Kind::Arrow),
    ("=>", Kind::Arrow),
    ("-->", Kind::Arrow),
    ("//", Kind::Mark('/')),
];

/// Cuts a text into tokens.
pub(super) fn tokenize(text: &str) -> Tokens {
    let lower = text.to_ascii_lowercase();
    let mut lexer = Lexer {
        text,
        lower: &lower,
        at: 0,
        gap: Gap::None,
        list: Vec::with_capacity(16),
        repaired: Vec::new(),
        unknown: false,
    };
    lexer.scan();
    lexer.mend_numbers();
    if lexer.unknown {
        lexer.join_split_words();
        lexer.mend_misspelt();
    }
    lexer.fold_phrases();
    lexer.mark_items();
    Tokens { list: lexer.list, repaired: lexer.repaired }
}

struct Lexer<'t> {
    text: &'t str,
    lower: &'t str,
    at: usize,
    gap: Gap,
    list: Vec<Token>,
    repaired: Vec<String>,
    /// Some word is not known.
    unknown: bool,
}

impl Lexer<'_> {
    fn scan(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            if c.is_alphanumeric() {
                self.run();
            } else if c == '\n' || c == '\r' || c == '\u{2028}' {
                self.gap = Gap::Line;
                self.at += c.len_utf8();
            } else if is_space(c) {
                self.gap = self.gap.max_of(Gap::Space);
                self.at += c.len_utf8();
            } else {
                self.mark(c);
            }
        }
    }

    fn rest(&self) -> &str {
        self.lower.get(self.at..).unwrap_or_default()
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.lower.get(start..end).unwrap_or_default()
    }

    fn push(&mut self, kind: Kind, end: usize) {
        self.unknown |= matches!(kind, Kind::Unknown(_));
        self.list.push(Token { kind, start: self.at, end, gap: self.gap });
        self.gap = Gap::None;
        self.at = end;
    }

    fn report(&mut self, start: usize, end: usize) {
        self.repaired.extend(self.text.get(start..end).map(str::to_owned));
    }

    fn mark(&mut self, c: char) {
        let after = self.at + c.len_utf8();
        if matches!(c, '~' | '-' | '=' | '/')
            && let Some(&(text, kind)) = PAIRS.iter().find(|(text, _)| self.rest().starts_with(text))
        {
            let (start, end) = (self.at, self.at + text.len());
            // A slash twice inside a number is a slip of the finger.
            if text == "//" {
                self.report(start, end);
            }
            return self.push(kind, end);
        }
        let kind = match c {
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{AD}' => Kind::Mark('-'),
            '/' | '\\' | '\u{2044}' | '\u{2215}' => Kind::Mark('/'),
            '\'' | '\u{2018}' | '\u{2019}' | '`' | '\u{B4}' => Kind::Mark('\''),
            '(' | '[' | '{' => Kind::Mark('('),
            ')' | ']' | '}' => Kind::Mark(')'),
            '\u{2022}' | '\u{B7}' | '\u{25CF}' | '\u{25AA}' | '\u{F0B7}' | '|' => Kind::Mark('\u{2022}'),
            '\u{2192}' | '>' | '\u{21D2}' => Kind::Arrow,
            '&' | '+' => Kind::Mark(c),
            other => Kind::Mark(other),
        };
        self.push(kind, after);
    }

    /// A run of letters and digits: a word, a number, or several of them written as one.
    fn run(&mut self) {
        let start = self.at;
        let mut end = start;
        let (mut digits, mut letters) = (false, false);
        let mut chars = self.rest().char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let inside = c.is_alphanumeric()
                // An apostrophe between letters belongs to the word: "year's".
                || (letters && matches!(c, '\'' | '\u{2019}') && chars.peek().is_some_and(|(_, c)| c.is_alphabetic()));
            if !inside {
                break;
            }
            digits |= c.is_numeric();
            letters |= c.is_alphabetic();
            end = start + at + c.len_utf8();
        }
        match (digits, letters) {
            (true, false) => self.number(end),
            (true, true) => self.mixed(end),
            _ => self.word(end),
        }
    }

    fn number(&mut self, end: usize) {
        let priced = self.list.last().is_some_and(|last| {
            self.gap == Gap::None && matches!(last.kind, Kind::Mark('£' | '$' | '€' | '#'))
        });
        // A share or a thousands group says that it counts something.
        let rest = self.lower.get(end..).unwrap_or_default();
        let grouped = rest.strip_prefix(',').is_some_and(|rest| {
            let count = rest.bytes().take_while(u8::is_ascii_digit).count();
            count == 3
        });
        let text = self.slice(self.at, end);
        let kind = match text.parse() {
            Ok(value)
                if text.len() <= 9 && text.is_ascii() && !priced && !grouped && !rest.starts_with('%') =>
            {
                Kind::Number { value, digits: text.len(), ordinal: false }
            }
            _ => Kind::Unknown(false),
        };
        self.push(kind, end);
    }

    fn word(&mut self, end: usize) {
        let start = self.at;
        let mut word = self.slice(start, end);
        if let Some((stem, _)) = word.split_once(['\'', '\u{2019}'])
            && vocabulary::entry(word).is_none()
        {
            word = stem;
        }
        if word.len() == 1
            && let Some((long, sense)) = self.short_form(start)
        {
            return self.push(Kind::Word(sense), long);
        }
        let kind = self.kind_of(word, start);
        self.push(kind, end);
    }

    fn kind_of(&self, word: &str, start: usize) -> Kind {
        match vocabulary::sense(word) {
            Some(sense) => Kind::Word(sense),
            None => Kind::Unknown(self.is_capital(start)),
        }
    }

    fn is_capital(&self, start: usize) -> bool {
        self.text.get(start..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
    }

    /// Single letters with stops or slashes between them: `t.b.c.`, `w/c`. Returns the end and the sense.
    fn short_form(&self, start: usize) -> Option<(usize, Sense)> {
        let rest = self.lower.get(start..)?.as_bytes();
        let mut key = String::with_capacity(8);
        let mut length = 0;
        while let Some(letter) = rest.get(length).filter(|b| b.is_ascii_alphabetic()) {
            if rest.get(length + 1).is_some_and(u8::is_ascii_alphanumeric) || key.len() > 8 {
                // The last piece may be longer: `w/comm` is none of ours, `a.s.ap` neither.
                break;
            }
            key.push(char::from(*letter));
            length += 1;
            match rest.get(length) {
                Some(b'.') => length += 1,
                Some(b'/') => {
                    key.push('/');
                    length += 1;
                }
                _ => break,
            }
        }
        let key = key.trim_end_matches('/');
        if key.len() < 2 {
            return None;
        }
        let length = if rest.get(length.saturating_sub(1)) == Some(&b'/') { length - 1 } else { length };
        vocabulary::sense(key).map(|sense| (start + length, sense))
    }

    /// Makes one token of each set phrase.
    fn fold_phrases(&mut self) {
        let mut out = 0;
        let mut at = 0;
        while let Some(mut token) = self.list.get(at).copied() {
            at += 1;
            if let Some((sense, next)) = self.phrase_at(at - 1) {
                token.kind = Kind::Word(sense);
                token.end = self.list.get(next - 1).map_or(token.end, |last| last.end);
                at = next;
            }
            if let Some(slot) = self.list.get_mut(out) {
                *slot = token;
            }
            out += 1;
        }
        self.list.truncate(out);
    }

    fn phrase_at(&self, at: usize) -> Option<(Sense, usize)> {
        let token =
            self.list.get(at).filter(|token| matches!(token.kind, Kind::Word(_) | Kind::Unknown(_)))?;
        let entry = vocabulary::entry(self.slice(token.start, token.end))?;
        entry.phrases.iter().find_map(|(words, sense)| {
            let mut next = at + 1;
            for word in words {
                if self.list.get(next).is_some_and(|token| token.kind == Kind::Mark('-')) {
                    next += 1;
                }
                self.list.get(next).filter(|token| self.slice(token.start, token.end) == *word)?;
                next += 1;
            }
            Some((*sense, next))
        })
    }

    /// Finds the numbers and letters that list or label something.
    fn mark_items(&mut self) {
        let mut at = 0;
        while let Some(token) = self.list.get(at).copied() {
            if let Some(next) = self.item_at(at, token) {
                let end = self.list.get(next - 1).map_or(token.end, |last| last.end);
                self.list.drain(at + 1..next);
                if let Some(slot) = self.list.get_mut(at) {
                    *slot = Token { kind: Kind::Item, end, ..token };
                }
            }
            at += 1;
        }
        self.mark_numbered_list();
    }

    /// Returns the token after the item that begins here.
    fn item_at(&self, at: usize, token: Token) -> Option<usize> {
        let kind = |at: usize| self.list.get(at).map(|token| token.kind);
        // A letter, a small roman number or one of two digits, behind it a bracket.
        let is_counter = |at: usize| match self.list.get(at) {
            Some(Token { kind: Kind::Number { digits: 1..=2, ordinal: false, .. }, .. }) => true,
            Some(Token { kind: Kind::Word(_) | Kind::Unknown(_), start, end, .. }) => {
                let word = self.slice(*start, *end);
                word.len() == 1 || (word.len() <= 4 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
            }
            _ => false,
        };
        if token.kind == Kind::Mark('(') && is_counter(at + 1) && kind(at + 2) == Some(Kind::Mark(')')) {
            return Some(at + 3);
        }
        let opens = at == 0 || token.gap != Gap::None;
        if opens && is_counter(at) && kind(at + 1) == Some(Kind::Mark(')')) && !self.is_in_brackets(at) {
            return Some(at + 2);
        }
        // The number of a label before it: "Phase 3", "Section 4.2", but not "Action 31/05/12".
        let label = |token: &Token| {
            matches!(token.kind, Kind::Word(Sense::Label | Sense::Role(crate::record::DateKind::Milestone)))
        };
        if !at.checked_sub(1).and_then(|before| self.list.get(before)).is_some_and(label) {
            return None;
        }
        let Kind::Number { digits: ..=3, ordinal: false, .. } = token.kind else { return None };
        let mut next = at + 1;
        while kind(next) == Some(Kind::Mark('.'))
            && let Some(Token { kind: Kind::Number { digits, .. }, gap: Gap::None, .. }) =
                self.list.get(next + 1)
        {
            if *digits > 3 {
                return None;
            }
            next += 2;
        }
        let goes_on = matches!(kind(next), Some(Kind::Mark('/' | '-')))
            && self.list.get(next).is_some_and(|token| token.gap == Gap::None)
            && self.list.get(next + 1).is_some_and(|token| token.gap == Gap::None);
        (!goes_on).then_some(next)
    }

    fn is_in_brackets(&self, at: usize) -> bool {
        let bracket =
            self.list.iter().take(at).rev().find(|token| matches!(token.kind, Kind::Mark('(' | ')')));
        bracket.is_some_and(|token| token.kind == Kind::Mark('('))
    }

    /// `1. June 2012 2. Sept 2012`: numbers with a full stop that count up from 1 list something; a single one is a day.
    fn mark_numbered_list(&mut self) {
        let mut places = Vec::new();
        for (at, token) in self.list.iter().enumerate() {
            let Kind::Number { value, digits: 1..=2, ordinal: false } = token.kind else { continue };
            let stop = self
                .list
                .get(at + 1)
                .is_some_and(|stop| stop.kind == Kind::Mark('.') && stop.gap == Gap::None);
            let glued = self.list.get(at + 2).is_some_and(|next| next.gap == Gap::None);
            let counts = usize::try_from(value).is_ok_and(|value| value == places.len() + 1);
            if stop && !glued && counts && (at == 0 || token.gap != Gap::None) {
                places.push(at);
            }
        }
        if places.len() < 2 {
            return;
        }
        for at in places {
            if let Some(token) = self.list.get_mut(at) {
                token.kind = Kind::Item;
            }
        }
    }
}

impl Gap {
    fn max_of(self, other: Self) -> Self {
        if self == Self::Line { self } else { other }
    }
}

/// White space, the underscore, and marks without width.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '_' | '*' | '"' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let words = tokenize(text).list.into_iter().map(|token| match token.kind {
            Kind::Number { value, ordinal, .. } => format!("{value}{}", if ordinal { "." } else { "" }),
            Kind::Word(Sense::Month(month)) => format!("m{month}"),
            Kind::Word(sense) => format!("{sense:?}").chars().take_while(char::is_ascii_alphabetic).collect(),
            Kind::Unknown(_) => "?".to_owned(),
            Kind::Item => "#".to_owned(),
            Kind::Mark(mark) => mark.to_string(),
            Kind::Strike => "~~".to_owned(),
            Kind::Arrow => "->".to_owned(),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_cut_and_mended() {
        for (text, tokens) in [
            ("30th June 2014", "30. m6 2014"),
            ("31 st March 2013", "31. m3 2013"),
            ("31stMarch2013", "31. m3 2013"),
            ("3lst March 2O13", "31. m3 2013"),
            ("0ctober 201 2", "m10 2012"),
            ("Ju1y-12", "m7 - 12"),
            ("Novem-\nber 2012", "m11 2012"),
            ("Feb ruary 2012", "m2 2012"),
            ("Sepember 2012", "m9 2012"),
            ("Match report", "? ?"),
            ("5pm", "5 Meridiem"),
            ("Q3 FY14", "Quarter 3 Year 14"),
            ("T.B.C.", "State"),
            ("w/c 4 June", "Lead 4 m6"),
            ("week-commencing 4 June", "Lead 4 m6"),
            ("as and when", "State"),
            ("31//3/13", "31 / 3 / 13"),
        ] {
            assert_eq!(shown(text), tokens, "{text}");
        }
    }

    #[test]
    fn counting_numbers_are_items() {
        for (text, tokens) in [
            ("(a) June 2012 b) July 2012", "# m6 2012 # m7 2012"),
            ("1. June 2012 2. July 2012", "# . m6 2012 # . m7 2012"),
            ("1. June 2012", "1 . m6 2012"),
            ("Phase 3 June 2012", "Label # m6 2012"),
            ("Section 4.2.1", "Label #"),
            ("Action 31/05/12", "Label 31 / 5 / 12"),
            ("R2 - June 2012", "# - m6 2012"),
            ("£2013, 1,500 and 20%", "£ ? , ? , 500 And ? %"),
        ] {
            assert_eq!(shown(text), tokens, "{text}");
        }
    }
}
