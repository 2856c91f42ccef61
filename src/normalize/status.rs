//! A status or RAG cell: what its text says by itself, and what the sheet's key makes of it.
//!
//! A colour never sets a status and a bare number nothing at all, unless the key says what they mean. A text that says
//! neither gives neither. What the text was stays with the caller.

use super::legend::{Legend, LegendEntry};
use super::text;
use super::wording::{self, Token};
use crate::record::{Rag, RagBasis, Status};

/// A longer text is prose, whatever it begins with.
const LONGEST_STATUS: usize = 60;

/// No summary block counts more classes than this.
const MOST_LABELS: usize = 12;

/// No label has more words than this.
const LONGEST_LABEL: usize = 8;

/// What a status or RAG cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatusRead {
    /// How far the action is.
    pub status: Option<Status>,
    /// How it stands, as a colour.
    pub rag: Option<Rag>,
    /// What `rag` was read from; `None` where it is.
    pub rag_basis: Option<RagBasis>,
}

/// Reads a status or RAG cell; an empty text gives nothing.
pub fn read_status(text: &str, legend: &Legend) -> StatusRead {
    let said = said(text, legend);
    let status = legend.agreed.status_of(text, said.status);
    let rag = legend.agreed.rag_of(text, said.rag);
    let rag_basis = if rag == said.rag { said.rag_basis } else { rag.map(|_| basis_of(text)) };
    StatusRead { status, rag, rag_basis }
}

/// What a text says by itself or by the sheet's key.
fn said(text: &str, legend: &Legend) -> StatusRead {
    let own = wording::read(text);
    let own = StatusRead {
        status: own.status,
        rag: own.rag.map(|(rag, _)| rag),
        rag_basis: own.rag.map(|(_, basis)| basis),
    };
    if let Some(entry) = legend.by_key(text) {
        return of_entry(entry, legend, basis_of(text));
    }
    let named = legend.find(text).or_else(|| legend.by_key(leading_number(text)?));
    let named = named.map(|entry| of_entry(entry, legend, basis_of(text))).or_else(|| {
        // `Green` where the key explains it as `G` or `3`.
        let entry = legend.by_rag(own.rag?)?;
        Some(StatusRead { status: entry.status, ..own })
    });
    own.or(named.unwrap_or_default())
}

impl StatusRead {
    /// Fills what is missing here from another reading.
    fn or(self, other: Self) -> Self {
        let (rag, rag_basis) =
            if self.rag.is_some() { (self.rag, self.rag_basis) } else { (other.rag, other.rag_basis) };
        Self { status: self.status.or(other.status), rag, rag_basis }
    }
}

fn of_entry(entry: &LegendEntry, legend: &Legend, basis: RagBasis) -> StatusRead {
    let rag = legend.rag_of(entry);
    StatusRead { status: entry.status, rag, rag_basis: rag.map(|_| basis) }
}

fn basis_of(text: &str) -> RagBasis {
    match wording::tokens(text, 2).as_slice() {
        [] => RagBasis::Symbol,
        words if words.iter().any(Token::is_number) => RagBasis::Number,
        _ => RagBasis::Text,
    }
}

/// The number that a text begins with, if something parts it from the rest: `3` of `3 - see notes`.
fn leading_number(text: &str) -> Option<&str> {
    let words = wording::tokens(text, 2);
    let (first, second) = (words.first()?, words.get(1)?);
    let parted = second.gap == wording::Gap::Stop && !second.is_number();
    text.get(first.span.clone()).filter(|_| parted && first.is_number())
}

/// Tells whether a short text is a status or RAG value and nothing else, such as `On track`, `Open`, `A/R` or `🟢`.
///
/// Numbers and percentages alone are not, nor is a text that needs a legend. For typing columns, so it is cheap.
pub fn is_status_like(text: &str) -> bool {
    let text = text.trim();
    text.len() <= LONGEST_STATUS && wording::is_status(text)
}

/// Tells whether a colour cell says that there is none to give: "n/a", "Not rated", "TBC".
pub fn says_unrated(text: &str) -> bool {
    const NOTHING: [&str; 15] = [
        "n a",
        "na",
        "nil",
        "nr",
        "no data",
        "no rag",
        "no rating",
        "none",
        "not applicable",
        "not assessed",
        "not rated",
        "not scored",
        "tba",
        "tbc",
        "unrated",
    ];
    let folded = text::fold(text);
    let plain = folded.replace("not yet ", "not ");
    NOTHING.contains(&plain.trim())
        || matches!(plain.trim(), "to be confirmed" | "to be agreed" | "not known")
}

/// Reads a cell that answers yes or no, as under "Done?"; `None` where it says more, or neither.
///
/// A dash is a no: the box that nobody ticked.
pub fn read_answer(text: &str) -> Option<bool> {
    match text.trim().trim_end_matches('.').to_lowercase().as_str() {
        "y" | "yes" | "true" => Some(true),
        "n" | "no" | "false" | "-" | "–" | "—" => Some(false),
        _ => None,
    }
}

/// Cuts a text into `count` status labels that lost what parted them: `slipped on track not on track`, 3.
///
/// The labels are as written and differ from each other. `None` where there is no such cut, or more than one.
pub fn split_labels(text: &str, count: usize) -> Option<Vec<String>> {
    if count == 0 || count > MOST_LABELS {
        return None;
    }
    let words = wording::tokens(text, LONGEST_LABEL * MOST_LABELS + 1);
    if words.len() < count || words.len() > LONGEST_LABEL * count {
        return None;
    }
    let mut cuts = Cuts { words: &words, found: Vec::new(), steps: 0 };
    cuts.search(0, count, &mut Vec::new());
    let [cut] = cuts.found.as_slice() else { return None };
    cut.iter()
        .map(|(from, to)| {
            let span = words.get(*from)?.span.start..words.get(to - 1)?.span.end;
            text.get(span).map(str::to_owned)
        })
        .collect()
}

/// The search for ways to cut words into labels.
struct Cuts<'a> {
    words: &'a [Token],
    /// Each a list of first words and words after the last.
    found: Vec<Vec<(usize, usize)>>,
    steps: usize,
}

impl Cuts<'_> {
    fn search(&mut self, from: usize, count: usize, cut: &mut Vec<(usize, usize)>) {
        // Ends on texts that repeat a word over and over; no real block comes near.
        self.steps += 1;
        if self.found.len() > 1 || self.steps > 2_000 {
            return;
        }
        if count == 0 {
            if from == self.words.len() {
                self.found.push(cut.clone());
            }
            return;
        }
        for to in from + 1..=self.words.len().min(from + LONGEST_LABEL) {
            let Some(label) = self.words.get(from..to) else { return };
            let repeated =
                cut.iter().any(|(a, b)| self.words.get(*a..*b).is_some_and(|other| same(other, label)));
            if !repeated && wording::is_label(label) {
                cut.push((from, to));
                self.search(to, count - 1, cut);
                cut.pop();
            }
        }
    }
}

fn same(one: &[Token], other: &[Token]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.word == b.word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Status::{self, Achieved, AtRisk, NotAchieved, NotStarted, OnTrack, Slipped};
    use proptest::prelude::*;

    fn read(text: &str, legend: &Legend) -> (Option<Status>, Option<Rag>, Option<RagBasis>) {
        let StatusRead { status, rag, rag_basis } = read_status(text, legend);
        (status, rag, rag_basis)
    }

    fn legend(text: &str) -> Legend {
        Legend { entries: Legend::entries_in(text), ..Legend::default() }
    }

    #[test]
    fn words_letters_and_symbols_speak_for_themselves() {
        let text = Some(RagBasis::Text);
        let cases = [
            ("On Track", (Some(OnTrack), None, None)),
            ("2 - on schedule, not yet due", (Some(OnTrack), None, None)),
            ("Amber/Red", (None, Some(Rag::AmberRed), text)),
            ("green amber", (None, Some(Rag::AmberGreen), text)),
            ("R", (None, Some(Rag::Red), text)),
            ("(A/G)", (None, Some(Rag::AmberGreen), text)),
            ("G \u{2191}", (None, Some(Rag::Green), text)),
            ("R - no funding", (None, Some(Rag::Red), text)),
            ("Delayed (R)", (Some(Slipped), Some(Rag::Red), text)),
            ("two weeks behind (amber)", (Some(Slipped), Some(Rag::Amber), text)),
            ("Amber (was Red)", (None, Some(Rag::Amber), text)),
            ("Red \u{2192} Amber", (None, Some(Rag::Amber), text)),
            ("probable", (None, Some(Rag::AmberGreen), text)),
            ("R Red Project late", (None, Some(Rag::Red), text)),
            ("Erledigt am 3.4.2021", (Some(Achieved), None, None)),
            ("No aplica", (Some(Status::Superseded), None, None)),
            ("\u{1F7E2}", (None, Some(Rag::Green), Some(RagBasis::Symbol))),
            ("\u{1F534} Late", (Some(Slipped), Some(Rag::Red), Some(RagBasis::Symbol))),
            ("\u{2714}\u{FE0F}", (Some(Achieved), None, None)),
            ("[x]", (Some(Achieved), None, None)),
            ("\u{2705} not done", (Some(NotAchieved), None, None)),
            ("On track\n12/05: met; will be done in June", (Some(OnTrack), None, None)),
            ("Delayed\n3 June 2021 - complete", (Some(Slipped), None, None)),
            ("For closure", (Some(Status::AwaitingSignOff), None, None)),
            ("Evidence submitted", (Some(Status::AwaitingSignOff), None, None)),
            ("Drafting", (Some(Status::InProgress), None, None)),
            ("Proceeding to schedule", (Some(OnTrack), None, None)),
            ("Deleted", (Some(Status::Cancelled), None, None)),
            ("12/05: met\nDelayed", (Some(Achieved), None, None)),
            ("Delayed\ncomplete", (Some(Achieved), None, None)),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text, &Legend::default()), expected, "{text}");
        }
    }

    #[test]
    fn answers_are_yes_and_no() {
        for (text, expected) in
            [("Y", Some(true)), (" yes.", Some(true)), ("FALSE", Some(false)), ("-", Some(false))]
        {
            assert_eq!(read_answer(text), expected, "{text}");
        }
        for text in ["", "Yes, in May", "x", "Done", "Partly"] {
            assert_eq!(read_answer(text), None, "{text}");
        }
    }

    #[test]
    fn what_says_neither_gives_neither() {
        let texts = [
            "",
            " ",
            "3",
            "Open",
            "Under review",
            "Awaiting approval",
            "N/A",
            "TBC",
            "Yes",
            "X",
            "H",
            "Red/Green",
            "R/A/G",
            "Red / Amber / Green",
            "\u{1F7E2}\u{1F7E1}\u{1F534}",
            "l",
            "\u{25CF}",
            "?",
            "-",
            "Kesken",
            "Agreed in part",
            "New policy for staff",
        ];
        for text in texts {
            assert_eq!(read_status(text, &Legend::default()), StatusRead::default(), "{text}");
        }
    }

    #[test]
    fn the_key_beats_the_built_in_meaning() {
        let digits = legend("1 = Red - late; 2 = Amber - at risk; 3 = Green - on track");
        let number = Some(RagBasis::Number);
        assert_eq!(read("3", &digits), (Some(OnTrack), Some(Rag::Green), number));
        assert_eq!(read("Category 1", &digits), (Some(Slipped), Some(Rag::Red), number));
        assert_eq!(read("2 - see update", &digits), (Some(AtRisk), Some(Rag::Amber), number));
        assert_eq!(read("4", &digits), (None, None, None));
        assert_eq!(read("Green", &digits), (Some(OnTrack), Some(Rag::Green), Some(RagBasis::Text)));
        let letters = legend("A = Achieved; N = Not started; R = Rejected");
        assert_eq!(read("A", &letters), (Some(Achieved), None, None));
        assert_eq!(read("n", &letters), (Some(NotStarted), None, None));
        let colors = legend("Green: complete; Amber: on track; Red: not started");
        assert_eq!(read("G", &colors), (Some(Achieved), Some(Rag::Green), Some(RagBasis::Text)));
        assert_eq!(
            read("Amber - late", &colors),
            (Some(Slipped), Some(Rag::Amber), Some(RagBasis::Text)),
            "own words"
        );
        assert_eq!(read("\u{1F534}", &colors), (Some(NotStarted), Some(Rag::Red), Some(RagBasis::Symbol)));
    }

    #[test]
    fn columns_are_typed_by_whole_values() {
        for text in [
            "On track",
            "Open",
            "A/R",
            "G",
            "\u{1F7E2}",
            "3 - Slipped",
            "not yet started",
            "Amber green",
            "Complted",
        ] {
            assert!(is_status_like(text), "{text}");
        }
        let others = [
            "",
            "3",
            "75%",
            "TBC",
            "N/A",
            "a",
            "A.",
            "High",
            "Medium",
            "Ann Green",
            "31/03/2014",
            "Completed 12/6/14",
            "Draft circulated",
            "Agreed",
            "Complete the review of the handbook",
            "Yes",
            "Possible",
        ];
        for text in others {
            assert!(!is_status_like(text), "{text}");
        }
    }

    #[test]
    fn labels_that_lost_their_gaps_are_cut_one_way_or_not_at_all() {
        let cases: &[(&str, usize, Option<&[&str]>)] = &[
            (
                " not on target on target undeliverable  Complete ",
                4,
                Some(&["not on target", "on target", "undeliverable", "Complete"]),
            ),
            (
                "not achieved partially achieved achieved",
                3,
                Some(&["not achieved", "partially achieved", "achieved"]),
            ),
            ("Red Amber/Green Green", 3, Some(&["Red", "Amber/Green", "Green"])),
            ("on track", 1, Some(&["on track"])),
            ("on track slipped", 3, None),
            ("on track and other words", 2, None),
            ("red amber green amber", 3, None),
            ("complete complete", 2, None),
            ("", 1, None),
            ("on track", 0, None),
        ];
        for (text, count, expected) in cases {
            let cut = split_labels(text, *count);
            let cut: Option<Vec<&str>> =
                cut.as_ref().map(|labels| labels.iter().map(String::as_str).collect());
            assert_eq!(cut.as_deref(), *expected, "{text}");
        }
    }

    /// Pieces of status cells in any order, so that the parts of the reading meet.
    fn cells() -> impl Strategy<Value = String> {
        let pieces = [
            "not ",
            "yet ",
            "complete",
            "on track",
            " - ",
            "/",
            "(",
            ")",
            "Amber",
            "red ",
            "G",
            "1",
            "3 ",
            "50%",
            "\u{1F7E2}",
            "é",
            "\u{200B}",
            "see ",
            "R2",
            "or ",
            "now ",
            "partial ",
            "late",
            "\n",
            " awaiting ",
            "to be ",
            "=",
            "ß",
            "\u{FE0F}",
            "closed ",
            "n/a",
        ];
        let built = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..10)
            .prop_map(|parts| parts.concat());
        prop_oneof![built, any::<String>()]
    }

    proptest! {
        #[test]
        fn any_text_is_read_the_same_twice(text in cells(), key in cells()) {
            let legend = legend(&key);
            prop_assert_eq!(read_status(&text, &legend), read_status(&text, &legend));
            is_status_like(&text);
        }

        #[test]
        fn blanks_around_do_not_count(text in cells()) {
            let none = Legend::default();
            let framed = format!(" \u{A0}{text}\n");
            prop_assert_eq!(read_status(&framed, &none), read_status(&text, &none));
        }

        #[test]
        fn an_entry_is_a_part_of_its_text_and_answers_to_its_key(text in cells()) {
            if let Some(entry) = Legend::entry(&text) {
                prop_assert!(text.contains(&entry.key) && text.contains(&entry.label));
                let legend = Legend { entries: vec![entry.clone()], ..Legend::default() };
                prop_assert_eq!(read_status(&entry.key, &legend).status, entry.status);
            }
        }

        #[test]
        fn labels_are_the_text_and_nothing_is_lost(text in cells(), count in 1..6usize) {
            if let Some(labels) = split_labels(&text, count) {
                prop_assert_eq!(labels.len(), count);
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                prop_assert_eq!(letters(&labels.concat()), letters(&text));
            }
        }
    }
}
