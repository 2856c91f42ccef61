//! The words around an amount: how sure it is, how often it falls due, what it is the amount of.

use std::ops::Range;

use crate::normalize::wording::{Gap, Token, tokens};
use crate::record::{MoneyBasis, Per};

/// No money cell says more; the rest of a longer text is not looked at for words.
const WORDS: usize = 400;

/// What a word beside an amount says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// How sure it is.
    Basis(MoneyBasis),
    /// The same, and part of what it is the amount of: `savings realised`.
    Told(MoneyBasis),
    /// How often it falls due.
    Per(Per),
    /// What amounts are the amounts of.
    Noun,
    /// The amount is for one of several, if it stands behind it; before it a word like any other.
    Each,
    /// A bound or a reservation: `up to`, `TBC`.
    Bound,
    /// A small word, which no label begins or ends with.
    Small,
}

use Kind::{Basis, Bound, Each, Noun, Small, Told};
use MoneyBasis::{Actual, Estimated, Predicted};

#[rustfmt::skip]
const PHRASES: &[(Kind, &[&str])] = &[
    (Basis(Actual), &["actual", "actuals"]),
    (Told(Actual), &["realised", "realized", "achieved", "delivered", "spent", "saved", "paid", "invoiced"]),
    (Basis(Predicted), &[
        "predicted", "forecast", "forecasted", "projected", "anticipated", "expected", "planned", "target", "targeted",
        "budgeted",
    ]),
    (Told(Predicted), &["budget"]),
    (Basis(Estimated), &[
        "estimated", "estimate", "est", "approx", "approximate", "approximately", "circa", "c", "ca", "about", "around",
        "roughly", "in the region of", "some",
    ]),
    (Kind::Per(Per::Year), &[
        "per annum", "p a", "per year", "a year", "each year", "every year", "annually", "annual", "yearly", "yr",
        "per yr", "year on year", "recurring", "recurrent", "pro jahr", "par an",
    ]),
    (Kind::Per(Per::Month), &["per month", "a month", "each month", "every month", "monthly", "pcm"]),
    (Kind::Per(Per::Once), &[
        "one off", "once", "once only", "single payment", "non recurring", "non recurrent", "einmalig",
    ]),
    (Kind::Per(Per::Unit), &[
        "per week", "per day", "per hour", "per quarter", "a week", "a day", "an hour", "weekly", "daily",
    ]),
    (Each, &["each", "apiece", "a head", "a piece"]),
    (Noun, &[
        "saving", "savings", "cost", "costs", "capital", "revenue", "grant", "income", "expenditure", "spend",
        "funding", "investment", "fee", "fees", "total", "net", "gross", "price", "overspend", "underspend",
        "pressure", "cashable", "ongoing",
    ]),
    (Bound, &[
        "up to", "over", "more than", "less than", "under", "at least", "at most", "maximum", "minimum", "max", "min",
        "nearly", "almost", "just over", "just under", "between", "in excess of", "to date",
        "tbc", "tba", "tbd", "to be confirmed", "existing budget", "existing budgets",
    ]),
    (Small, &[
        "a", "an", "the", "of", "against", "versus", "vs", "at", "is", "are", "was", "were", "be", "being", "for", "to", "in", "on", "by", "from",
        "with", "and", "or", "plus", "this", "that", "which", "has", "have", "been", "will", "still", "then",
    ]),
];

/// A word or phrase of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// Where it stands, in bytes.
    pub(super) span: Range<usize>,
    /// What it says; `None` for a word like any other.
    pub(super) kind: Option<Kind>,
    /// It begins with a digit.
    pub(super) number: bool,
}

/// Returns the words of a text, phrases drawn together.
pub(super) fn words(text: &str) -> Vec<Word> {
    let tokens = tokens(text, WORDS);
    let mut found = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some(first) = rest.first() {
        let (kind, count) = longest(rest).map_or((None, 1), |(kind, count)| (Some(kind), count));
        let (phrase, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        let end = phrase.last().unwrap_or(first).span.end;
        found.push(Word { span: first.span.start..end, kind, number: first.is_number() });
        rest = after;
    }
    found
}

/// The longest phrase that begins here. `per` with any other word is a price for one of something.
fn longest(run: &[Token]) -> Option<(Kind, usize)> {
    let within = 1 + run.iter().skip(1).take(3).take_while(|token| token.gap != Gap::Stop).count();
    let phrase = (1..=within).rev().find_map(|count| {
        let letters: String = run.get(..count)?.iter().map(|token| token.word.as_str()).collect();
        PHRASES
            .iter()
            .find(|(_, phrases)| phrases.iter().any(|phrase| is_phrase(phrase, &letters)))
            .map(|(kind, _)| (*kind, count))
    });
    let price = || {
        let second = run.get(1).filter(|second| second.gap != Gap::Stop && second.word != "cent")?;
        (run.first()?.word == "per" && !second.is_number()).then_some((Kind::Per(Per::Unit), 2))
    };
    phrase.or_else(price)
}

fn is_phrase(phrase: &str, letters: &str) -> bool {
    phrase.chars().filter(|c| *c != ' ').eq(letters.chars())
}

/// Returns the words of `words` that lie within a part of the text.
pub(super) fn within<'a>(
    words: &'a [Word],
    part: &Range<usize>,
) -> impl DoubleEndedIterator<Item = &'a Word> {
    let part = part.clone();
    words.iter().filter(move |word| part.start <= word.span.start && word.span.end <= part.end)
}

/// Returns how often an amount falls due by what is tied to it, and how many bytes that is: `£5k/month`, `$9/tonne`,
/// `£5kpa`.
pub(super) fn tied_per(after: &str) -> Option<(Per, usize)> {
    let stroke = after.strip_prefix('/');
    let rest = stroke.unwrap_or(after);
    let (unit, _) = rest.split_at_checked(rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()))?;
    let per = match (stroke, unit.to_lowercase().as_str()) {
        (_, "pa") | (Some(_), "year" | "yr" | "y" | "annum" | "a") => Per::Year,
        (_, "pcm") | (Some(_), "month" | "mth" | "mo" | "m") => Per::Month,
        (Some(_), unit) if unit.starts_with(char::is_alphabetic) => Per::Unit,
        _ => return None,
    };
    Some((per, after.len() - rest.len() + unit.len()))
}

/// Returns what an amount is the amount of: the words of a part of the text without those that say something else of it.
///
/// `None` where none is left that says anything. Where words are dropped inside, a blank joins the rest.
pub(super) fn label(text: &str, words: &[Word], part: &Range<usize>) -> Option<String> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut joined = false;
    let mut telling = false;
    let mut small: Vec<&Word> = Vec::new();
    for word in within(words, part) {
        match word.kind {
            Some(Basis(_) | Kind::Per(_) | Bound) => joined = false,
            Some(Small) if runs.is_empty() => {}
            Some(Small) => small.push(word),
            None | Some(Told(_) | Noun | Each) => {
                for word in small.drain(..).chain([word]) {
                    match runs.last_mut().filter(|_| joined) {
                        Some(run) => run.end = word.span.end,
                        None => runs.push(word.span.clone()),
                    }
                    joined = true;
                }
                telling |= tells(word);
            }
        }
    }
    let parts: Vec<&str> = runs.into_iter().filter_map(|run| text.get(run)).collect();
    telling.then(|| parts.join(" "))
}

/// A word that names something: no factor (`2 x`), share or lone `achieved`, but a year.
fn tells(word: &Word) -> bool {
    let length = word.span.len();
    !matches!(word.kind, Some(Told(_))) && length >= if word.number { 4 } else { 2 }
}
