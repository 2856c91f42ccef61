//! The text of a cell without what an export left in it, and what its ends tell about going on.
//!
//! Literal HTML, lost bullets, soft hyphens, no-break and doubled spaces are taken out of the value; line breaks stay,
//! since they part items. What a text means is for the other files of this folder.

use unicode_normalization::UnicodeNormalization;

/// HTML elements that exports leave in cells; after the second group's a new line begins.
const INLINE_TAGS: [&str; 14] =
    ["a", "b", "em", "font", "i", "o:p", "s", "small", "span", "strike", "strong", "sub", "sup", "u"];
const BLOCK_TAGS: [&str; 19] = [
    "blockquote",
    "body",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "li",
    "ol",
    "p",
    "table",
    "td",
    "tr",
    "ul",
];

/// Bullets that begin an item wherever they stand.
pub const BULLETS: [char; 10] = ['•', '▪', '◦', '●', '‣', '∙', '·', '▸', '►', '■'];

/// A tag longer than this is text with a `<` in it. Word's inline styles stay well below.
const LONGEST_TAG: usize = 1000;

/// Words that nothing ends with: a text that does goes on elsewhere.
const OPEN_WORDS: [&str; 34] = [
    "a", "an", "and", "are", "as", "at", "be", "been", "between", "by", "for", "from", "has", "have", "if",
    "in", "into", "is", "its", "of", "on", "or", "our", "so", "that", "the", "their", "this", "to", "was",
    "were", "which", "will", "with",
];

/// Returns the text as a value: export damage repaired, spaces single, lines trimmed, empty lines out.
///
/// Normalising twice equals once. Empty where nothing is to be read.
pub fn clean(text: &str) -> String {
    let text = without_html(text);
    let mut lines: Vec<String> = Vec::new();
    for line in text.split(['\n', '\r', '\u{0B}', '\u{0C}', '\u{2028}', '\u{2029}']) {
        let line = clean_line(line);
        if !line.is_empty() {
            lines.push(line);
        }
    }
    without_lone_bullet(lines.join("\n"))
}

/// A bullet that lists nothing but the whole text is a slip of the keyboard.
fn without_lone_bullet(text: String) -> String {
    match text.strip_prefix(BULLETS) {
        Some(rest) if !rest.contains(BULLETS) => rest.trim_start().to_owned(),
        _ => text,
    }
}

/// Returns the text as one line: [`clean`], with line breaks as spaces.
pub fn single_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

fn clean_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut space = false;
    for c in line.chars() {
        let c = match c {
            // Soft hyphen, zero-width marks, byte order mark.
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => continue,
            // Symbol fonts keep their glyphs in this private area; at the start of an item it was a bullet.
            '\u{F000}'..='\u{F0FF}' if out.is_empty() || space => '•',
            '\u{F000}'..='\u{F0FF}' => continue,
            c if c.is_whitespace() => {
                space = true;
                continue;
            }
            c if c.is_control() => continue,
            c => c,
        };
        if space && !out.is_empty() {
            out.push(' ');
        }
        space = false;
        out.push(c);
        // A bullet is parted from its text even where the export lost the space.
        space |= c == '•';
    }
    out
}

/// Takes literal tags out and reads entities, as often as they were escaped one in the other.
///
/// Only known elements count, so that `<5 days` and `<a@b.uk>` stay.
fn without_html(text: &str) -> String {
    let mut text = text.to_owned();
    // Exports of exports escape twice; each pass shortens the text, and nobody escapes nine times.
    for _ in 0..8 {
        if !text.contains(['<', '&']) {
            break;
        }
        let plain = without_html_once(&text);
        if plain == text {
            break;
        }
        text = plain;
    }
    text
}

fn without_html_once(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag_on)) = rest.split_once('<') {
        out.push_str(before);
        match tag_length(tag_on) {
            Some((length, block)) => {
                if block {
                    out.push('\n');
                }
                rest = tag_on.get(length..).unwrap_or_default();
            }
            None => {
                out.push('<');
                rest = tag_on;
            }
        }
    }
    out.push_str(rest);
    html_escape::decode_html_entities(&out).into_owned()
}

/// The bytes of a tag whose `<` is already read, and whether a line ends there; `None` where it is no tag.
fn tag_length(tag_on: &str) -> Option<(usize, bool)> {
    // A tag holds no other, so that the next mark of either kind decides.
    let end = tag_on.bytes().take(LONGEST_TAG).position(|b| matches!(b, b'<' | b'>'))?;
    let (inner, behind) = tag_on.split_at_checked(end)?;
    let name = inner
        .trim_start_matches('/')
        .split(|c: char| c.is_whitespace() || c == '/')
        .next()?
        .to_ascii_lowercase();
    let block = BLOCK_TAGS.contains(&name.as_str());
    (behind.starts_with('>') && (block || INLINE_TAGS.contains(&name.as_str()))).then_some((end + 1, block))
}

/// How a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// With a full stop or another closing mark.
    Closed,
    /// With a word that could be the last one.
    Unmarked,
    /// With a word or mark that cannot be the last one.
    Open,
}

/// Tells whether a text can go on elsewhere, by its last word.
pub fn ending(text: &str) -> Ending {
    let text = text.trim_end();
    let Some(last) = text.chars().next_back() else { return Ending::Closed };
    if matches!(last, ',' | '-' | '–' | '—' | '/' | '&' | '(') {
        return Ending::Open;
    }
    if matches!(last, '.' | '!' | '?' | ';' | ':' | ')' | '"' | '”' | '\'' | '’') {
        return Ending::Closed;
    }
    let word = text.rsplit(|c: char| !c.is_alphanumeric() && c != '\'').next().unwrap_or_default();
    if OPEN_WORDS.contains(&word) { Ending::Open } else { Ending::Unmarked }
}

/// Tells whether a text begins in the middle of a sentence: with a small letter or a mark that nothing begins with.
pub fn begins_midway(text: &str) -> bool {
    let text = text.trim_start();
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    if matches!(first, ',' | '.' | ';' | ':' | ')' | '%' | '&') {
        return true;
    }
    // "i.", "a)" and "e.g." number or open an item; "iPad" is not worth a rule.
    let second = chars.next();
    first.is_lowercase() && !matches!(second, Some('.' | ')'))
}

/// Returns a text for comparing: compatibility forms plain, small letters, letters and digits parted by single spaces.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’' | '\u{AD}') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Tells whether a cell says no more than "the same as in the cell above": a mark of repetition, "ditto", "as above".
pub fn says_ditto(text: &str) -> bool {
    const MARKS: [&str; 10] = ["\"", "''", "″", "”", "“", "„", "〃", "do.", "Do.", "-do-"];
    const WORDS: [&str; 5] = ["ditto", "as above", "same as above", "as per above", "see above"];
    let text = text.trim();
    let marks = text.trim_matches(['-', '–', ' ']);
    MARKS.contains(&text) || MARKS.contains(&marks) || WORDS.contains(&fold(text).as_str())
}

/// Tells how far the text is running text and not a value: at least `words` words, and letters for the most part.
pub fn is_prose(text: &str, words: usize) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let marks = text.chars().filter(|c| !c.is_whitespace()).count();
    letters * 10 >= marks * 7 && text.split_whitespace().nth(words.saturating_sub(1)).is_some()
}

/// Characters of a cell's text that a message quotes.
const QUOTED: usize = 80;

/// Returns a text for a message: in backticks, on one line, cut after 80 characters.
pub fn quoted(text: &str) -> String {
    let mut chars = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut line: String = chars.by_ref().take(QUOTED).collect();
    if chars.next().is_some() {
        line.pop();
        line.truncate(line.trim_end().len());
        line.push('…');
    }
    format!("`{line}`")
}

/// Returns the names most like the one asked for, best first, at most three, none that is far off.
pub fn similar_names<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // Below 0.8 Jaro-Winkler proposes words that share little but their first letters.
    let wanted = name.to_lowercase();
    let mut scored: Vec<(f64, &str)> = names
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score >= 0.8)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

/// Returns a count with its noun: `1 record`, `3 records`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_quotes_the_first_words() {
        assert_eq!(quoted(" in June\nor so "), "`in June or so`");
        assert_eq!(quoted(&"é".repeat(80)), format!("`{}`", "é".repeat(80)));
        assert_eq!(quoted(&"é".repeat(81)), format!("`{}…`", "é".repeat(79)));
    }

    #[test]
    fn export_damage_is_repaired() {
        let cases = [
            ("  two  spaces\u{A0}here ", "two spaces here"),
            ("co\u{AD}operate", "cooperate"),
            ("<ul style=\"x: y\"> ▪ First point ▪ Second", "▪ First point ▪ Second"),
            ("<p>One</p><p>Two &amp; three</p>", "One\nTwo & three"),
            ("<b>Bold</b> move", "Bold move"),
            ("in <5 days, ask <a.b@c.uk>", "in <5 days, ask <a.b@c.uk>"),
            ("a<br/>b", "a\nb"),
            ("• Only one", "Only one"),
            ("•", ""),
            ("\u{F0B7}Agree dates\n\n\u{F0B7} Book room", "• Agree dates\n• Book room"),
            ("AT&T and R&D", "AT&T and R&D"),
            ("x < y", "x < y"),
            ("<b <b>x</b>", "<b x"),
            ("Terms &amp;amp; conditions&lt;br&gt;apply", "Terms & conditions\napply"),
            ("", ""),
        ];
        for (written, value) in cases {
            assert_eq!(clean(written), value, "{written:?}");
            assert_eq!(clean(value), value, "twice equals once");
        }
    }

    #[test]
    fn endings_tell_what_goes_on() {
        let cases = [
            ("The work is done.", Ending::Closed),
            ("The board met to discuss the", Ending::Open),
            ("a meeting of officers, members", Ending::Unmarked),
            ("officers,", Ending::Open),
            ("(see appendix)", Ending::Closed),
            ("", Ending::Closed),
        ];
        for (text, expected) in cases {
            assert_eq!(ending(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_small_letter_begins_midway() {
        for text in ["challenge is now likely", " and others", ", which", "% of cases"] {
            assert!(begins_midway(text), "{text:?}");
        }
        for text in ["The work", "a) first", "i. first", "3 more", "", "• point"] {
            assert!(!begins_midway(text), "{text:?}");
        }
    }

    #[test]
    fn marks_of_repetition_say_as_above() {
        for text in ["\"", " ″ ", "''", "- \" -", "Ditto", "ditto.", "do.", "-do-", "As above", "(as above)"]
        {
            assert!(says_ditto(text), "{text:?}");
        }
        for text in ["", "-", "do", "D.O.", "as above but later", "J. Roe", "\"open\""] {
            assert!(!says_ditto(text), "{text:?}");
        }
    }

    #[test]
    fn folding_is_for_comparing() {
        assert_eq!(fold("  Owner(s):\n“Lead”  Officer’s "), "owner s lead officers");
        assert_eq!(fold("ﬁle № １２"), "file no 12");
        assert_eq!(fold("--"), "");
    }

    #[test]
    fn similar_names_come_best_first() {
        assert_eq!(similar_names("Staus", ["Owner", "Status", "State"]), ["Status", "State"]);
        assert!(similar_names("zzz", ["Owner"]).is_empty());
    }

    #[test]
    fn counts_agree_with_their_noun() {
        assert_eq!(
            [count(0, "record"), count(1, "record"), count(2, "record")],
            ["0 records", "1 record", "2 records"]
        );
    }
}
