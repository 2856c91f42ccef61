//! A header's text to words: levels, alternatives and brackets apart, each word in its plain form.
//!
//! "Q3 Savings/Spend to date (actual)" becomes one level of the alternatives `saving` and `spend to date`, and the aside
//! `actual`. Dates and numbers are left out, for they say which column of a series it is, not what it holds.
//! What the words mean is left to [`phrase`](super::phrase).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::grammar::{ARTICLES, GUIDANCE, SAME_WORDS, TIME_LEADS, TIME_WORDS};

/// The currency signs and codes as one word.
pub(super) const CURRENCY: &str = "£";

/// No header was seen that has as many words as this, brackets aside.
const MOST_WORDS: usize = 18;

/// Words in plain form, in order.
pub(super) type Words = Vec<String>;

/// A header taken apart; empty parts are left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// Parent to child, each the alternatives that a slash, an "and" or an "or" sets side by side.
    pub(super) levels: Vec<Vec<Words>>,
    /// What stood in brackets.
    pub(super) asides: Vec<Words>,
    /// Whether it asks: "Complete?".
    pub(super) is_question: bool,
    /// Whether it says that yes or no is the answer: "Y/N".
    pub(super) is_yes_no: bool,
}

enum Token {
    Word(String),
    /// A slash without spaces, "and", "or".
    Or,
    /// A slash or dash between spaces, a colon.
    Below,
}

impl Header {
    /// Takes a text apart; running text is left alone, as if it were empty.
    pub(super) fn of(text: &str) -> Self {
        let (main, asides) = split_brackets(text);
        if main.split_whitespace().nth(MOST_WORDS).is_some() {
            return Self::default();
        }
        let mut levels = Vec::new();
        let mut level = Vec::new();
        let mut words = Words::new();
        for token in tokens(&main).into_iter().chain([Token::Below]) {
            if let Token::Word(word) = token {
                words.push(word);
                continue;
            }
            if !without_time(&words).is_empty() {
                level.push(std::mem::take(&mut words));
            }
            words.clear();
            if matches!(token, Token::Below) && !level.is_empty() {
                levels.push(std::mem::take(&mut level));
            }
        }
        let is_yes_no = text.split([' ', '(', ')', '[', ']']).any(is_answer);
        let asides =
            asides.iter().map(|aside| plain_words(aside)).filter(|words| !words.is_empty()).collect();
        Self { levels, asides, is_question: main.contains('?'), is_yes_no }
    }

    /// Counts the words outside brackets.
    pub(super) fn len(&self) -> usize {
        self.levels.iter().flatten().map(Vec::len).sum()
    }
}

/// Returns all words of a text in plain form, whatever stands between them.
pub(super) fn plain_words(text: &str) -> Words {
    let words = tokens(text).into_iter().filter_map(|token| match token {
        Token::Word(word) => Some(word),
        Token::Or | Token::Below => None,
    });
    words.collect()
}

/// Returns the words without the period they speak of at either end: "this quarter", "to date", "December".
pub(super) fn without_time(words: &[String]) -> &[String] {
    let time = |word: &String| TIME_WORDS.binary_search(&word.as_str()).is_ok();
    let lead = |word: &String| TIME_LEADS.binary_search(&word.as_str()).is_ok();
    let mut rest = words;
    loop {
        rest = match rest {
            [front @ .., to, date] if (to == "to" && date == "date") || (to == "so" && date == "far") => {
                front
            }
            [front @ .., before, last] if lead(before) && time(last) => front,
            [front @ .., last] if time(last) => front,
            [first, second, back @ ..] if lead(first) && time(second) => back,
            [first, back @ ..] if time(first) => back,
            [front @ .., last] if lead(last) => front,
            _ => return rest,
        };
    }
}

/// Tells whether a run of characters without spaces is a number, a date or the name of a period: `31/3/13`, `Q1&2`.
pub(super) fn is_time_or_number(chunk: &str) -> bool {
    if !chunk.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut digits = 0;
    let mut letters = String::new();
    let is_unit = |letters: &str| {
        let word = letters.to_ascii_lowercase();
        TIME_WORDS.contains(&word.as_str())
            || ["", "q", "h", "fy", "w", "y", "s", "st", "nd", "rd", "th"].contains(&word.as_str())
    };
    for c in chunk.chars() {
        if c.is_alphabetic() {
            letters.push(c);
            continue;
        }
        if !is_unit(&letters) || matches!(c, '#' | '%' | '£' | '$' | '€') {
            return false;
        }
        letters.clear();
        digits += usize::from(c.is_ascii_digit());
    }
    let ordinal = digits == 1 && ["st", "nd", "rd"].contains(&letters.as_str());
    digits > 0 && is_unit(&letters) && !ordinal
}

/// Tells whether a text is nothing but numbers, dates and names of periods: "Q3 2012/13", "March 2013".
pub(super) fn is_period(text: &str) -> bool {
    text.split_whitespace().all(|chunk| {
        let word = chunk.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        is_time_or_number(chunk) || TIME_WORDS.contains(&word.as_str())
    })
}

/// Tells whether a text is the date of one day and nothing else: `31/1/2015`, "31 March 2013".
pub(super) fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let is_year = |part: &&str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() == 3 && is_period(text) && (text.contains('/') || parts.iter().any(is_year))
}

/// Returns a text without what stands in brackets.
pub(super) fn without_brackets(text: &str) -> String {
    split_brackets(text).0
}

/// Sets brackets aside; "(s)" after a word is only its plural.
fn split_brackets(text: &str) -> (String, Vec<String>) {
    let mut main = String::with_capacity(text.len());
    let mut asides = Vec::new();
    let mut open: Option<String> = None;
    for c in text.chars() {
        match (c, open.as_mut()) {
            ('(' | '[' | '{', None) => open = Some(String::new()),
            (')' | ']' | '}', Some(_)) => {
                let aside = open.take().unwrap_or_default();
                if !["s", "es", "S", "ES"].contains(&aside.as_str()) {
                    main.push(' ');
                    asides.push(aside);
                }
            }
            (c, Some(aside)) => aside.push(c),
            (c, None) => main.push(c),
        }
    }
    asides.extend(open);
    (main, asides)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for chunk in text.split_whitespace() {
        if chunk.chars().all(|c| matches!(c, '/' | '\\' | '|' | '>' | '-' | '–' | '—' | ':')) {
            tokens.push(Token::Below);
            continue;
        }
        if matches!(chunk, "&" | "+") {
            tokens.push(Token::Or);
            continue;
        }
        if !is_time_or_number(chunk) && !is_answer(chunk) && !is_article(chunk) {
            for (i, piece) in chunk.split(['/', '\\']).enumerate() {
                if i > 0 {
                    tokens.push(Token::Or);
                }
                if !push_words(piece, &mut tokens) {
                    return tokens;
                }
            }
        }
        if chunk.ends_with(':') {
            tokens.push(Token::Below);
        } else if chunk.ends_with([',', ';']) {
            tokens.push(Token::Or);
        }
    }
    tokens
}

/// Tells whether a chunk is an article; the "a" of "R/A/G" is none.
fn is_article(chunk: &str) -> bool {
    let word = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    ARTICLES.iter().any(|article| article.eq_ignore_ascii_case(word))
}

/// Tells whether a chunk only says what may be filled in: `Y/N`.
fn is_answer(chunk: &str) -> bool {
    let answer = chunk.trim_end_matches('?');
    let lower = answer.to_ascii_lowercase();
    lower == "n/a"
        || ["y/n", "yes/no"]
            .iter()
            .any(|form| lower.strip_prefix(form).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Adds the words of a piece without spaces and slashes; `false` where guidance begins ("please state …").
fn push_words(piece: &str, tokens: &mut Vec<Token>) -> bool {
    let dotted = piece.trim_end_matches('.');
    if dotted.contains('.') && dotted.split('.').all(|part| part.chars().count() == 1) {
        return push_word(&dotted.replace('.', ""), tokens);
    }
    let mut word = String::new();
    for c in piece.chars() {
        match c {
            // "Board's", but "d'avancement" is two words.
            '\'' | '’' | '‘' | '\u{AD}' if word.chars().count() != 1 => {}
            '°' => word.push('o'),
            c if c.is_alphanumeric() || is_combining_mark(c) => word.push(c),
            sign => {
                if !push_word(&word, tokens) {
                    return false;
                }
                word.clear();
                match sign {
                    '%' => tokens.push(Token::Word("%".to_owned())),
                    '#' => tokens.push(Token::Word("no".to_owned())),
                    '£' | '$' | '€' => tokens.push(Token::Word(CURRENCY.to_owned())),
                    _ => {}
                }
            }
        }
    }
    push_word(&word, tokens)
}

/// Adds a word, or the words that a machine name runs together (`dueDate`); `false` where guidance begins.
fn push_word(raw: &str, tokens: &mut Vec<Token>) -> bool {
    let letters = raw.trim_end_matches(|c: char| c.is_ascii_digit());
    let raw = if letters.len() >= 3 || letters.is_empty() { letters } else { raw };
    for part in camel_parts(raw) {
        let word = plain(part);
        match word.as_str() {
            "and" | "or" => tokens.push(Token::Or),
            word if GUIDANCE.contains(&word) => return false,
            "" => {}
            _ => tokens.push(Token::Word(word)),
        }
    }
    true
}

/// Splits `dueDate` and `RAGStatus` at their humps; a word with a hump of one letter (`PoC`) stays whole.
fn camel_parts(word: &str) -> Vec<&str> {
    let bytes = word.as_bytes();
    let upper = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_uppercase);
    let lower = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_lowercase);
    let is_hump = |i: &usize| upper(*i) && (lower(i - 1) || (upper(i - 1) && lower(i + 1)));
    let mut parts = Vec::new();
    let mut start = 0;
    for hump in (1..bytes.len()).filter(is_hump) {
        parts.extend(word.get(start..hump));
        start = hump;
    }
    parts.extend(word.get(start..));
    if parts.iter().all(|part| part.len() > 1) { parts } else { vec![word] }
}

/// Returns a word in lower case, without accents, in the singular, and by its usual name.
pub(super) fn plain(word: &str) -> String {
    let folded: String = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        let marks_off = word.nfkd().filter(|c| !is_combining_mark(*c));
        marks_off.flat_map(char::to_lowercase).collect::<String>().replace('ß', "ss")
    };
    let single = singular(folded);
    match SAME_WORDS.binary_search_by_key(&single.as_str(), |(other, _)| other) {
        Ok(i) => SAME_WORDS.get(i).map_or(single, |(_, usual)| (*usual).to_owned()),
        Err(_) => single,
    }
}

fn singular(mut word: String) -> String {
    // The resources are what an action needs, units what is counted; the resource and the unit are who does it.
    let other = ["resources", "units"].contains(&word.as_str());
    if word.len() <= 3 || !word.is_ascii() || !word.ends_with('s') || other {
        return word;
    }
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
        return word;
    }
    let es = ["sses", "xes", "ches", "shes"].iter().any(|end| word.ends_with(end));
    let kept = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    word.truncate(word.len() - if es { 2 } else { usize::from(!kept) });
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(text: &str) -> String {
        let header = Header::of(text);
        let level =
            |level: &Vec<Words>| level.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join(" | ");
        header.levels.iter().map(level).collect::<Vec<_>>().join(" > ")
    }

    #[test]
    fn texts_come_apart() {
        let cases = [
            ("Lead Officer(s)", "lead officer"),
            ("Action/Task", "action | task"),
            ("Owner & team", "owner | team"),
            ("Dates / Original", "date > original"),
            ("Update: May 2014", "update"),
            ("RAG - this quarter", "rag"),
            ("Q1&2 savings", "saving"),
            ("NCR#", "ncr no"),
            ("Board's view", "board view"),
            ("P.O.C.", "poc"),
            ("dueDate_old", "due date old"),
            ("PoC", "poc"),
            ("Step2", "step"),
            ("Cost £'000", "cost £"),
            ("% done", "% done"),
            ("Progress (please say what is left)", "progress"),
            ("Progress please say what is left", "progress"),
            ("Échéances", "echeance"),
        ];
        for (text, expected) in cases {
            assert_eq!(levels(text), expected, "{text}");
        }
    }

    #[test]
    fn brackets_and_questions_are_kept_aside() {
        let header = Header::of("Done? (date) [Y/N]");
        assert_eq!(header.asides, [vec!["date".to_owned()]]);
        assert!(header.is_question && header.is_yes_no);
        assert_eq!(Header::of("Open (not closed").asides, [vec!["not".to_owned(), "closed".to_owned()]]);
    }

    #[test]
    fn numbers_and_periods_are_known() {
        for chunk in ["12", "31/3/13", "Q1&2", "2024/25", "FY25", "31-Mar-13", "1-5", "30th"] {
            assert!(is_time_or_number(chunk), "{chunk}");
        }
        for chunk in ["Q", "ISO27001", "2nd", "20%", "#4", "R1", "-"] {
            assert!(!is_time_or_number(chunk), "{chunk}");
        }
        assert!(is_day("31/1/2015") && is_day("1 June 2015") && is_day("2015-06-01"));
        assert!(!is_day("June 2015") && !is_day("1.2.3") && !is_day("2015"));
    }

    #[test]
    fn plain_words_are_single_and_usual() {
        let cases = [
            ("Policies", "policy"),
            ("Statuses", "status"),
            ("Progress", "progress"),
            ("Responses", "response"),
            ("No", "no"),
            ("Dept", "department"),
            ("Maßnahme", "massnahme"),
        ];
        for (word, expected) in cases {
            assert_eq!(plain(word), expected);
        }
    }

    /// Binary search needs it.
    #[test]
    fn word_lists_are_in_order() {
        use super::super::grammar::{PARTICIPLES, PREPOSITIONS};
        for list in [PARTICIPLES, PREPOSITIONS, TIME_WORDS, TIME_LEADS] {
            assert!(list.is_sorted());
        }
        assert!(SAME_WORDS.is_sorted());
    }
}
