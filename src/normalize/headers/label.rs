//! Whether a text could be a column header at all: short, no sentence, and no value of the kind that fills columns.
//!
//! It errs on the side of yes: names of people and short actions look like labels, and the row's other cells decide.

use super::words::{is_period, plain_words, without_brackets};
use super::{CLEAR, LIKELY, read_header};

/// Characters and words outside brackets that a header may have.
const LONGEST: usize = 200;
const MOST_WORDS: usize = 14;

/// Words that make up values: colours, answers, states, grades.
const VALUES: &[&str] = &[
    "active",
    "ahead",
    "amber",
    "asap",
    "at",
    "behind",
    "black",
    "blue",
    "cancelled",
    "closed",
    "complete",
    "completed",
    "critical",
    "deferred",
    "due",
    "false",
    "fully",
    "green",
    "grey",
    "high",
    "hold",
    "implemented",
    "in",
    "low",
    "major",
    "medium",
    "minor",
    "moderate",
    "n",
    "na",
    "nil",
    "no",
    "none",
    "not",
    "off",
    "on",
    "ongoing",
    "open",
    "orange",
    "overdue",
    "partially",
    "partly",
    "pending",
    "progress",
    "red",
    "risk",
    "schedule",
    "started",
    "superseded",
    "target",
    "tba",
    "tbc",
    "tbd",
    "track",
    "true",
    "very",
    "x",
    "y",
    "yellow",
    "yes",
    "yet",
];

/// Words that begin an action, not the name of a column.
const IMPERATIVES: &[&str] = &[
    "appoint",
    "arrange",
    "consider",
    "continue",
    "create",
    "develop",
    "ensure",
    "establish",
    "explore",
    "identify",
    "implement",
    "introduce",
    "investigate",
    "prepare",
    "produce",
    "provide",
    "publish",
    "that",
    "undertake",
    "we",
];

/// Verbs that make a recommendation of a text.
const DEMANDS: &[&str] = &["must", "shall", "should"];

/// Words that stand with the name of a period: "end of March".
const NEAR_PERIODS: &[&str] =
    &["by", "early", "end", "from", "late", "mid", "of", "onwards", "since", "to", "until"];

/// Kinds of periods, which say nothing of when without a number or a name.
const PERIODS: &[&str] = &["month", "period", "quarter", "week", "year"];

/// Tells whether a text could be a header cell. An empty text could not, nor could a date alone, though some trackers
/// have one column for each reporting date.
pub fn is_label_like(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST || is_address(text) || is_bulleted(text) {
        return false;
    }
    if !text.chars().any(char::is_alphabetic) {
        return text.contains(['#', '%', '£', '$', '€']) && !text.contains(|c: char| matches!(c, '1'..='9'));
    }
    let main = without_brackets(text);
    !is_amount(text) && !is_sentence(&main) && !is_value(&main)
}

fn is_address(text: &str) -> bool {
    text.contains('@') || text.contains("://") || text.starts_with("www.")
}

fn is_bulleted(text: &str) -> bool {
    text.starts_with(['•', '▪', '●', '·', '*', '–', '—', '-'])
}

/// Tells whether a text begins with an amount: "£4.5m p.a."; "£000" is a unit.
pub(super) fn is_amount(text: &str) -> bool {
    let digits = text.trim_start_matches(['£', '$', '€', '-', ' ']);
    digits.len() < text.len()
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && !digits.starts_with("000")
}

fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_stop =
        |word: &str| word.strip_suffix(['.', ';']).is_some_and(|word| word.len() > 3 && !word.contains('.'));
    let stops = words.iter().filter(|word| is_stop(word)).count();
    let first = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    words.len() > MOST_WORDS
        || (stops > 0 && words.len() > 3)
        || (words.len() > 2 && IMPERATIVES.contains(&first.as_str()))
        || (words.len() > 4 && words.iter().any(|word| DEMANDS.contains(word)))
}

fn is_value(text: &str) -> bool {
    let words = plain_words(text);
    // A period without its number ("Week", "Financial year") heads a column of them.
    if !text.chars().any(char::is_numeric)
        && words.last().is_some_and(|word| PERIODS.contains(&word.as_str()))
    {
        return false;
    }
    let rest = text.split_whitespace().filter(|word| !NEAR_PERIODS.contains(&word.to_lowercase().as_str()));
    let rest: Vec<&str> = rest.collect();
    if words.is_empty() || (!rest.is_empty() && is_period(&rest.join(" "))) {
        return true;
    }
    let is_of_values = words.iter().all(|word| VALUES.contains(&word.as_str()));
    // "Complete" may head a column; of longer values only what is clearly a name does: "Open/Closed".
    let least = if words.len() == 1 { LIKELY } else { CLEAR };
    is_of_values && !text.contains('?') && read_header(text).is_none_or(|read| read.confidence < least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_values() {
        for label in [
            "Ref",
            "#",
            "%",
            "£'000",
            "Lead Officer",
            "Complete",
            "Completed on",
            "Open/Closed",
            "Progress to date (please say what has changed since the last meeting. Keep it short.)",
            "2024/25 saving",
            "What should change?",
            "On track?",
            "Week",
            "Financial Year",
        ] {
            assert!(is_label_like(label), "{label}");
        }
        for value in [
            "",
            " \n",
            "12",
            "3.5%",
            "31/3/2013",
            "31 March 2013",
            "End of May 2014",
            "Q3 2012/13",
            "Week 12",
            "£4.5m a year",
            "Green",
            "In progress",
            "Not yet started",
            "Yes",
            "TBC",
            "someone@example.org",
            "https://example.org",
            "• Write to schools",
            "Develop a plan",
            "Schools should review their plans",
            "We met the supplier. The contract is signed.",
        ] {
            assert!(!is_label_like(value), "{value}");
        }
    }
}
