//! What offices write below or among their items and is none: who made the page, when it comes again, that there was nothing.
//!
//! A footer is told by its form more than by its words: made by somebody, a label before a day or a name. Where a
//! row stands is for `body` to weigh.

use crate::normalize::{dates, headers, owners, starts, text};

use super::around::is_known_label;
use super::frame::Frame;
use super::line::{Line, Piece};
use super::mark::{is_digits, is_rule};

/// A protective marking in capitals has few words.
const MARKING_WORDS: usize = 4;

/// A label before a colon has few words.
const LABEL_WORDS: usize = 5;

/// What a sheet says of itself below its table has no more lines; each row of a table asks for them.
const KEY_LINES: usize = 40;

/// What is done to a page, and to no item of it.
const MAKING: [&str; 17] = [
    "amended",
    "collated",
    "compiled",
    "created",
    "drafted",
    "exported",
    "extracted",
    "generated",
    "issued",
    "maintained",
    "modified",
    "prepared",
    "printed",
    "produced",
    "published",
    "reviewed",
    "updated",
];

/// Owner likeness from which a text behind a label names somebody.
const SOMEBODY: f32 = 0.6;

/// What stands below tables and is no item: a protective marking, a footnote, a source, who made the page and when it comes again.
pub(super) fn is_footer(written: &str) -> bool {
    const OPENINGS: [&str; 14] = [
        "source",
        "sources",
        "note",
        "notes",
        "nb",
        "official",
        "confidential",
        "restricted",
        "unclassified",
        "not protectively marked",
        "last updated",
        "printed",
        "produced by",
        "end of",
    ];
    let folded = text::fold(written);
    let opens =
        |words: &str| folded.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let shouted = !written.contains(char::is_lowercase) && folded.split(' ').count() <= MARKING_WORDS;
    // "Source materials for the quay" is an item; a marking shouts, a source has its colon.
    let marked =
        OPENINGS.iter().any(|words| opens(words)) && (shouted || written.contains([':', '–', '-', '©']));
    marked || written.starts_with(['*', '†', '©']) || is_imprint(written, &folded)
}

/// Who made a page, when, and which version it is: "Compiled by Estates, ext 5521", "Next review: June 2024", "Version 1.3".
///
/// Told by its form: something was done by or on, a label stands before a day, a name, an address or a number, or there is a
/// number to ring. Who should ring it begins with a verb.
fn is_imprint(written: &str, folded: &str) -> bool {
    if written.contains('\n') || starts::begins_with_verb(written) || starts::may_begin(written) {
        return false;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    // "Agreed by the board" could be of an item.
    let done = |word: &&str| MAKING.contains(word);
    let leads = |word: &&str| matches!(*word, "by" | "on" | "at");
    let mut rest = words.iter().skip_while(|word| matches!(**word, "last" | "date" | "first" | "document"));
    let made = rest.next().is_some_and(done)
        && rest.next().is_some_and(|next| leads(next) || dates::looks_like_date(&behind(written, next)));
    let phone = |word: &str| matches!(word, "ext" | "extension" | "tel" | "telephone" | "phone");
    // "Ring the mill on ext 4411" is a sentence.
    let joined = |place: usize| place.checked_sub(1).and_then(|before| words.get(before)).is_some_and(leads);
    let dialled = words
        .iter()
        .zip(words.iter().skip(1))
        .enumerate()
        .any(|(place, (word, number))| phone(word) && is_digits(number) && !joined(place));
    let numbered = words.len() <= 3
        && words.first().is_some_and(|word| matches!(*word, "version" | "issue" | "revision" | "v" | "page"))
        && words.iter().skip(1).all(|word| is_digits(word))
        && words.len() > 1;
    let labelled = || {
        let (label, value) = written.split_once(':')?;
        let (label, value) = (label.trim(), value.trim());
        let short = (1..=LABEL_WORDS).contains(&label.split_whitespace().count())
            && label.starts_with(char::is_uppercase);
        let known = dates::looks_like_date(value)
            || owners::owner_likeness(value) >= SOMEBODY
            || value.contains('@')
            || value.trim_start_matches(['v', 'V']).chars().all(|c| c.is_ascii_digit() || c == '.');
        // "Fire drill: June 2024" could be an item.
        let says_who = is_known_label(label)
            || text::fold(label)
                .split(' ')
                .any(|word| MAKING.contains(&word) || matches!(word, "next" | "review"));
        Some(short && !value.is_empty() && known && says_who)
    };
    made || dialled || numbered || labelled().unwrap_or(false)
}

/// A text from one of its folded words on.
fn behind(written: &str, word: &str) -> String {
    let from = written.split(' ').skip_while(|part| text::fold(part) != word);
    from.collect::<Vec<_>>().join(" ")
}

/// Tells whether a text says that there is nothing to say: "None", "n/a", "Nil".
pub(super) fn says_nothing(written: &str) -> bool {
    const NOTHING: [&str; 12] = [
        "none",
        "n a",
        "na",
        "nil",
        "nothing",
        "no items",
        "no action",
        "no actions",
        "none raised",
        "not applicable",
        "no other business",
        "nothing raised",
    ];
    NOTHING.contains(&text::fold(written).as_str()) || is_rule(written)
}

/// Tells whether a text is the last item of every agenda.
pub(super) fn is_other_business(written: &str) -> bool {
    let folded = text::fold(written);
    let bare: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    bare == "aob"
        || folded.ends_with("other business")
        || bare == "aocb"
        || folded.ends_with("other competent business")
}

/// Tells whether a row says that there was nothing to do: "None" where the items stand, beside a number or the name of the agenda's
/// last point.
pub(super) fn is_idle(inside: &[&Piece], frame: &Frame) -> bool {
    let (items, others): (Vec<&Piece>, Vec<&Piece>) =
        inside.iter().partition(|p| frame.is_subject(p.at.column));
    let other = |p: &Piece| is_other_business(&p.text);
    let said = || items.iter().filter(|p| !other(p));
    let nothing = said().next().is_some() && said().all(|p| says_nothing(&p.text));
    let named = items.iter().chain(&others).any(|p| other(p));
    let rest = others
        .iter()
        .all(|p| other(p) || says_nothing(&p.text) || Some(p.at.column) == frame.key || p.is_number());
    nothing && rest && (named || items.len() == 1)
}

/// Tells whether lines are labels with their values to the end, as a sheet says below its table who keeps it: two cells each in a
/// table of more, one of the labels such as key blocks have, and not all of them what an item could say.
pub(super) fn is_key_block(lines: &[Line], frame: &Frame, is_given: impl Fn(&Line) -> bool) -> bool {
    let label = |line: &Line| match line.pieces.as_slice() {
        [label, value] => {
            label.at.column == frame.first
                && value.at.column == label.last_column + 1
                && !label.typed
                && label.words() <= LABEL_WORDS
                && headers::is_label_like(&label.text)
                && (label.words() == 1 || !starts::begins_with_verb(&label.text))
        }
        _ => false,
    };
    let known = |line: &Line| line.pieces.first().is_some_and(|p| is_known_label(&p.text));
    frame.columns.len() > 3
        && (1..=KEY_LINES).contains(&lines.len())
        && lines.iter().all(label)
        && lines.iter().filter(|line| known(line)).count() * 2 >= lines.len()
        && !lines.iter().all(is_given)
}
