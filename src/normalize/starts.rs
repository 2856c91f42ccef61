//! Where the items of a list begin in a text that lost its bullets: "Agree the brief with members Appoint a lead officer".
//!
//! An item of an action plan tells somebody to do something, so it begins with a verb in its plain form and a capital. That such
//! a text is a list at all has to be proven elsewhere (see `assemble`): a capital alone proves nothing.

use super::text;

/// Verbs that action plans begin their items with, and that are hardly anything else.
const VERBS: [&str; 161] = [
    "accelerate",
    "achieve",
    "add",
    "address",
    "adopt",
    "advertise",
    "advise",
    "agree",
    "align",
    "allocate",
    "amend",
    "analyse",
    "analyze",
    "appoint",
    "apply",
    "approach",
    "approve",
    "arrange",
    "ask",
    "assess",
    "assign",
    "attend",
    "begin",
    "bring",
    "build",
    "carry",
    "circulate",
    "clarify",
    "collate",
    "collect",
    "commission",
    "communicate",
    "compare",
    "compile",
    "complete",
    "conduct",
    "confirm",
    "consider",
    "consolidate",
    "consult",
    "continue",
    "convene",
    "coordinate",
    "create",
    "define",
    "delegate",
    "deliver",
    "demonstrate",
    "deploy",
    "determine",
    "develop",
    "devise",
    "discuss",
    "disseminate",
    "distribute",
    "embed",
    "employ",
    "enable",
    "encourage",
    "engage",
    "enhance",
    "ensure",
    "establish",
    "evaluate",
    "examine",
    "expand",
    "explain",
    "explore",
    "extend",
    "facilitate",
    "finalise",
    "finalize",
    "follow",
    "formalise",
    "formulate",
    "gather",
    "generate",
    "hold",
    "identify",
    "implement",
    "improve",
    "include",
    "incorporate",
    "increase",
    "inform",
    "initiate",
    "inspect",
    "install",
    "instruct",
    "integrate",
    "introduce",
    "investigate",
    "invite",
    "keep",
    "liaise",
    "maintain",
    "make",
    "maximise",
    "meet",
    "merge",
    "minimise",
    "negotiate",
    "nominate",
    "notify",
    "obtain",
    "organise",
    "organize",
    "oversee",
    "participate",
    "perform",
    "prepare",
    "prioritise",
    "prioritize",
    "procure",
    "produce",
    "promote",
    "propose",
    "provide",
    "publicise",
    "publish",
    "pursue",
    "raise",
    "recommend",
    "recruit",
    "redesign",
    "reduce",
    "refine",
    "reinforce",
    "relaunch",
    "remind",
    "remove",
    "renegotiate",
    "renew",
    "repair",
    "replace",
    "resolve",
    "respond",
    "restructure",
    "retain",
    "revise",
    "rewrite",
    "roll",
    "secure",
    "seek",
    "select",
    "send",
    "simplify",
    "standardise",
    "strengthen",
    "streamline",
    "submit",
    "summarise",
    "tackle",
    "take",
    "tighten",
    "undertake",
    "utilise",
    "validate",
    "verify",
    "work",
    "write",
];

/// Verbs that are names of things as well: they begin an item only where an object follows ("Review the fees").
const NOUNS_TOO: [&str; 46] = [
    "audit",
    "brief",
    "campaign",
    "challenge",
    "check",
    "claim",
    "contact",
    "contract",
    "design",
    "draft",
    "draw",
    "feed",
    "focus",
    "fund",
    "issue",
    "join",
    "launch",
    "lead",
    "list",
    "look",
    "map",
    "measure",
    "monitor",
    "offer",
    "order",
    "pilot",
    "plan",
    "present",
    "purchase",
    "record",
    "refresh",
    "register",
    "report",
    "request",
    "research",
    "review",
    "run",
    "schedule",
    "set",
    "share",
    "support",
    "target",
    "test",
    "train",
    "update",
    "use",
];

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
    words(line).first().is_some_and(|word| word.is_capitalized() && is_verb(&word.folded()))
}

fn is_verb(folded: &str) -> bool {
    VERBS.contains(&folded) || NOUNS_TOO.contains(&folded)
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
    words.iter().take(LEAD_WORDS.min(ended)).any(|word| is_verb(&word.folded()))
}

fn is_start(before: &Word<'_>, word: &Word<'_>, next: &Word<'_>) -> bool {
    if !word.is_capitalized() {
        return false;
    }
    let folded = word.folded();
    let has_object = || OBJECTS.contains(&next.folded().as_str());
    let begins = VERBS.contains(&folded.as_str()) || (NOUNS_TOO.contains(&folded.as_str()) && has_object());
    if !begins {
        return false;
    }
    let ended = before.text.ends_with(['.', ';', '!', '?']);
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
        let cases: [(&str, &[&str]); 7] = [
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
            ("", &[""]),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text), expected, "{text:?}");
        }
    }
}
