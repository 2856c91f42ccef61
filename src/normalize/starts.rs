//! Where the items of a list begin in a text that lost its bullets: "Agree the brief with members Appoint a lead officer".
//!
//! An item of an action plan tells somebody to do something, so it begins with a verb in its plain form and a capital. That such
//! a text is a list at all has to be proven elsewhere (see `assemble`): a capital alone proves nothing.

mod verbs;

use super::text;
use verbs::Verb;

/// Words that stand before the name of a thing or a verb of the same sentence, never at the end of an item.
const LEADING: [&str; 56] = [
    "a", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "being", "both", "by", "can",
    "could", "each", "every", "for", "from", "further", "has", "have", "her", "his", "in", "into", "is",
    "its", "may", "must", "new", "no", "not", "of", "on", "or", "our", "per", "shall", "should", "some",
    "that", "the", "their", "these", "this", "those", "to", "via", "was", "we", "were", "will", "with",
    "would",
];

/// Words that begin the object of a verb.
const OBJECTS: [&str; 22] = [
    "a", "all", "an", "and", "any", "both", "each", "existing", "further", "how", "its", "new", "our",
    "that", "the", "their", "these", "this", "those", "up", "what", "whether",
];

/// Words that go with a verb: "Close out the list".
const PARTICLES: [&str; 8] = ["back", "down", "for", "off", "on", "out", "to", "with"];

/// Words that begin an object and can hardly follow a name.
const DETERMINERS: [&str; 11] =
    ["a", "all", "an", "any", "each", "every", "its", "our", "the", "their", "these"];

/// Words that join a sentence or a part of one to what was said.
const LINKING: [&str; 91] = [
    "about",
    "above",
    "across",
    "after",
    "again",
    "against",
    "almost",
    "along",
    "although",
    "among",
    "around",
    "because",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "both",
    "but",
    "currently",
    "despite",
    "down",
    "even",
    "except",
    "given",
    "half",
    "he",
    "hence",
    "here",
    "how",
    "however",
    "if",
    "including",
    "inside",
    "instead",
    "it",
    "later",
    "like",
    "many",
    "meanwhile",
    "moreover",
    "most",
    "much",
    "near",
    "nor",
    "not",
    "now",
    "off",
    "once",
    "only",
    "onto",
    "otherwise",
    "out",
    "outside",
    "over",
    "per",
    "she",
    "since",
    "so",
    "subject",
    "such",
    "than",
    "then",
    "there",
    "therefore",
    "they",
    "though",
    "through",
    "throughout",
    "thus",
    "towards",
    "under",
    "unless",
    "until",
    "up",
    "upon",
    "what",
    "when",
    "where",
    "whereas",
    "whether",
    "which",
    "while",
    "who",
    "within",
    "without",
    "yet",
    "you",
];

/// A lead-in before the first verb ("The service will …") has few words.
const LEAD_WORDS: usize = 6;

/// Returns where items begin after the first one, as bytes from the text's begin; in order, and empty where the text itself does
/// not begin with an item.
pub fn starts(text: &str) -> Vec<usize> {
    let words = words(text);
    if !begins_so(&words) {
        return Vec::new();
    }
    let pairs = words.iter().zip(words.iter().skip(1)).zip(words.iter().skip(2));
    pairs
        .filter(|((before, word), next)| is_start(before, word, next))
        .map(|((_, word), _)| word.at)
        .collect()
}

/// Tells whether a text begins as an item does: a verb in its plain form with a capital, or a few words that lead in to one.
pub fn begins_item(text: &str) -> bool {
    begins_so(&words(text))
}

/// Tells whether a line itself begins with such a verb.
pub fn begins_with_verb(line: &str) -> bool {
    let words = words(line);
    words.first().is_some_and(|word| word.is_capitalized() && is_verb(word, words.get(1)))
}

/// Tells whether a line can begin an item though its first word is not known as a verb: it has a capital, and an object follows
/// ("Grit the paths"). Beside lines that begin with verbs that is enough.
pub fn may_begin(line: &str) -> bool {
    let words = words(line);
    words.first().zip(words.get(1)).is_some_and(|(word, next)| could_be_verb(word, next))
}

fn is_verb(word: &Word<'_>, next: Option<&Word<'_>>) -> bool {
    match verbs::verb(&word.folded()) {
        Some(Verb::Plain | Verb::NounToo) => true,
        Some(Verb::NounFirst) => next.is_some_and(|next| {
            let next = next.folded();
            OBJECTS.contains(&next.as_str()) || PARTICLES.contains(&next.as_str())
        }),
        None => false,
    }
}

fn could_be_verb(word: &Word<'_>, next: &Word<'_>) -> bool {
    let folded = word.folded();
    let formed = folded.len() > 2 && !["ing", "ly", "ed"].iter().any(|end| folded.ends_with(end));
    let links = LEADING.contains(&folded.as_str()) || LINKING.contains(&folded.as_str());
    word.is_capitalized()
        && word.text.chars().all(char::is_alphabetic)
        && formed
        && !links
        && DETERMINERS.contains(&next.text)
}

/// A word, where it stands, and whether a line ends before it.
struct Word<'a> {
    at: usize,
    text: &'a str,
    on_new_line: bool,
}

impl Word<'_> {
    fn folded(&self) -> String {
        text::fold(self.text)
    }

    fn is_capitalized(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    }

    fn is_lowercase(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_lowercase)
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut on_new_line = true;
        let mut column = 0;
        for word in line.split_inclusive(char::is_whitespace) {
            let trimmed = word.trim();
            if !trimmed.is_empty() {
                let before = word.len() - word.trim_start().len();
                words.push(Word { at: at + column + before, text: trimmed, on_new_line });
                on_new_line = false;
            }
            column += word.len();
        }
        at += line.len();
    }
    words
}

/// One of its first words is a verb that items begin with.
fn begins_so(words: &[Word<'_>]) -> bool {
    let ended = words
        .iter()
        .position(|word| word.text.ends_with(['.', ';', '!', '?']))
        .map_or(words.len(), |at| at + 1);
    words.iter().enumerate().take(LEAD_WORDS.min(ended)).any(|(at, word)| is_verb(word, words.get(at + 1)))
}

fn is_start(before: &Word<'_>, word: &Word<'_>, next: &Word<'_>) -> bool {
    if !word.is_capitalized() {
        return false;
    }
    let folded = word.folded();
    let has_object = || OBJECTS.contains(&next.folded().as_str());
    let ended = before.text.ends_with(['.', ';', '!', '?']);
    let begins = match verbs::verb(&folded) {
        Some(Verb::Plain) => true,
        Some(_) => has_object(),
        None => (ended || word.on_new_line) && could_be_verb(word, next),
    };
    if !begins {
        return false;
    }
    if ended {
        return !next.is_capitalized();
    }
    let goes_on = before.text.ends_with([',', ':', '-', '–', '&', '/', '('])
        || LEADING.contains(&before.folded().as_str());
    if goes_on && !(word.on_new_line && before.text.ends_with(',')) {
        return false;
    }
    // After a name or a number the capital may be one of a name too.
    if before.is_lowercase() || word.on_new_line { next.is_lowercase() } else { has_object() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        let mut from = 0;
        let mut parts = Vec::new();
        for at in starts(text).into_iter().chain([text.len()]) {
            parts.push(text.get(from..at).unwrap_or_default().trim());
            from = at;
        }
        parts
    }

    #[test]
    fn items_without_bullets_begin_with_a_verb() {
        let cases: [(&str, &[&str]); 9] = [
            (
                "Agree a date for the pier survey in autumn 2021 Arrange a meeting of the Harbour Master and the Board to settle its scope Write a brief",
                &[
                    "Agree a date for the pier survey in autumn 2021",
                    "Arrange a meeting of the Harbour Master and the Board to settle its scope",
                    "Write a brief",
                ],
            ),
            (
                "The team will Continue to watch the tides as they turn. Ensure lamps are lit",
                &["The team will Continue to watch the tides as they turn.", "Ensure lamps are lit"],
            ),
            (
                "Draft the policy\nConsult staff\nReport to the board",
                &["Draft the policy", "Consult staff\nReport to the board"],
            ),
            (
                "Send the Audit Review to the Review Board and the Work Group",
                &["Send the Audit Review to the Review Board and the Work Group"],
            ),
            ("Paint the pier, Mend the quay", &["Paint the pier, Mend the quay"]),
            ("The board met. Review the fees in June.", &["The board met. Review the fees in June."]),
            // After a full stop or on a new line an object tells the verb that is not known.
            (
                "Agree the brief. Grit the paths. Light the pier",
                &["Agree the brief.", "Grit the paths.", "Light the pier"],
            ),
            (
                "Staff the desk. During the night lamps are lit",
                &["Staff the desk. During the night lamps are lit"],
            ),
            ("", &[""]),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_line_begins_with_a_verb_or_may() {
        let cases = [
            ("Retender the contract", true, false),
            ("Document the steps", true, true),
            ("Close out the list", true, true),
            ("Staff the desk", true, true),
            ("Staff training", false, false),
            ("Stock control", false, false),
            ("Grit the paths", false, true),
            ("During the night", false, false),
            ("This is done", false, false),
            ("grit the paths", false, false),
            ("Painting the pier", false, false),
            ("", false, false),
        ];
        for (line, verb, may) in cases {
            assert_eq!(begins_with_verb(line), verb, "{line:?}");
            if !verb {
                assert_eq!(may_begin(line), may, "{line:?}");
            }
        }
    }
}
