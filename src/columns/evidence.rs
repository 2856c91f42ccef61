//! The evidence that a column holds a field: what its header says, weighed by what its cells hold, or the cells alone.

use crate::normalize::headers::{self, HeaderRead};
use crate::normalize::text;
use crate::record::Field;

use super::content::Content;
use super::{ACCEPTED, ACTION_WORDS, Claim, LEAST};

/// Cells that speak for the header add so much; those that speak against it cut it to a share.
const CONFIRMED: f32 = 0.05;
const DOUBTED: f32 = 0.7;
const REFUTED: f32 = 0.45;

/// Confidence of cells without a header that says anything.
const CELLS_ALONE: f32 = 0.6;

/// How the cells stand to a field.
enum Verdict {
    Confirms(usize, &'static str),
    Silent,
    Doubts(&'static str),
    Refutes(&'static str),
}

/// A "status" of running text is the progress so far.
pub(super) fn told_status(place: usize, label: &str, read: &HeaderRead, content: &Content) -> Option<Claim> {
    let told = read.field == Field::Status && content.filled >= 2 && content.share(content.prose) >= 0.6;
    told.then(|| Claim {
        place,
        field: Field::Progress,
        confidence: read.confidence * DOUBTED,
        reason: format!(
            "header `{label}` names status, but {} of {} cells tell it",
            content.prose, content.filled
        ),
    })
}

/// A "status" or "progress" of percentages, or of numbers up to 100, is how much is done; a scale of marks ends earlier.
pub(super) fn told_percent(place: usize, label: &str, read: &HeaderRead, content: &Content) -> Option<Claim> {
    let shares = content.bare_percents;
    let told = matches!(read.field, Field::Status | Field::Progress)
        && read.confidence >= LEAST
        && holds_percents(content);
    told.then(|| Claim {
        place,
        field: Field::PercentComplete,
        confidence: read.confidence * DOUBTED,
        reason: format!(
            "header `{label}` names {}, but {shares} of {} cells hold percentages",
            read.field, content.filled
        ),
    })
}

/// Tells whether a column holds percentages and nothing else; numbers that are all small are marks.
fn holds_percents(content: &Content) -> bool {
    content.filled >= 3 && content.share(content.bare_percents) >= 0.9 && content.beyond_scales > 0
}

/// A header that names items over cells that are all refs names their refs: "Rec" over 1, 2, 3.
pub(super) fn told_ref(place: usize, label: &str, read: &HeaderRead, content: &Content) -> Option<Claim> {
    (read.confidence >= LEAST && holds_refs(read.field, content)).then(|| Claim {
        place,
        field: Field::Ref,
        confidence: read.confidence * DOUBTED,
        reason: format!(
            "header `{label}` names {}, but {} of {} cells hold refs",
            read.field, content.refs, content.filled
        ),
    })
}

/// A header that may name a date names it where the cells are dates throughout.
pub(super) fn told_date(place: usize, label: &str, read: &HeaderRead, content: &Content) -> Option<Claim> {
    let possible = matches!(read.field, Field::Raised | Field::OriginalDue) && read.confidence < LEAST;
    let told = possible && content.filled >= 3 && content.share(content.dates) >= 0.8;
    told.then(|| Claim {
        place,
        field: read.field,
        confidence: CELLS_ALONE,
        reason: format!(
            "header `{label}` may name {}; {} of {} cells hold dates",
            read.field, content.dates, content.filled
        ),
    })
}

/// Weighs a header's reading by the column's cells; `beside_deadline` tells that another column says when items are due.
pub(super) fn from_header(
    place: usize,
    label: &str,
    read: &HeaderRead,
    content: &Content,
    beside_deadline: bool,
) -> Claim {
    let said = if read.confidence >= 1.0 {
        format!("header `{label}` names {}", read.field)
    } else {
        format!("header `{label}` names {} by `{}`", read.field, read.term)
    };
    let of = format!("of {} cells", content.filled.max(content.bare_fills));
    let answers = if headers::asks_if_done(label) { content.answers } else { 0 };
    let (confidence, reason) = match verdict(read, content, answers, beside_deadline) {
        Verdict::Confirms(count, what) => {
            ((read.confidence + CONFIRMED).min(1.0), format!("{said}; {count} {of} hold {what}"))
        }
        Verdict::Silent => (read.confidence, said),
        Verdict::Doubts(what) => (read.confidence * DOUBTED, format!("{said}, but few {of} hold {what}")),
        Verdict::Refutes(what) => (read.confidence * REFUTED, format!("{said}, but its cells hold {what}")),
    };
    Claim { place, field: read.field, confidence, reason }
}

/// Tells whether a column of items holds nothing but refs.
fn holds_refs(field: Field, content: &Content) -> bool {
    matches!(field, Field::Recommendation | Field::Action)
        && content.filled >= 3
        && content.share(content.refs) >= 0.9
}

/// What the cells say about a field that the header names; `answers` are the cells that say yes or no to it.
fn verdict(read: &HeaderRead, content: &Content, answers: usize, beside_deadline: bool) -> Verdict {
    let field = read.field;
    if content.filled < 2 {
        return match field {
            Field::Rag | Field::Status if content.bare_fills >= 2 => {
                Verdict::Confirms(content.bare_fills, "a fill only")
            }
            _ => Verdict::Silent,
        };
    }
    let expect = |count: usize, what: &'static str, enough: f32, least: f32| {
        let share = content.share(count);
        if share >= enough {
            Verdict::Confirms(count, what)
        } else if share < least {
            Verdict::Doubts(what)
        } else {
            Verdict::Silent
        }
    };
    match field {
        // A bare "Completion date" that every item has is when it should be done, not when it was; unless another column has that.
        Field::Completed
            if read.confidence < ACCEPTED && !beside_deadline && content.filled * 10 >= content.rows * 9 =>
        {
            Verdict::Doubts("days on which something was done")
        }
        // "Start" in a plan that counts weeks is a week's number.
        _ if field.is_date() && content.dates == 0 && content.share(content.counts) >= 0.8 => {
            Verdict::Refutes("numbers that are no days")
        }
        _ if field.is_date() => expect(content.dates, "dates", 0.5, 0.2),
        Field::Ref => expect(content.refs, "refs", 0.6, 0.3),
        Field::Owner => expect(content.owners, "names or posts", 0.5, 0.15),
        Field::Rag if content.bare_fills > content.filled => {
            Verdict::Confirms(content.bare_fills, "a fill only")
        }
        Field::Status if content.share(content.prose) >= 0.6 => Verdict::Refutes("running text"),
        // Nothing but a colour is called RAG; running text in it has slipped out of its own column.
        Field::Status | Field::Rag => expect(content.statuses + answers, "statuses or colours", 0.4, 0.1),
        Field::PercentComplete => expect(content.percents, "percentages", 0.5, 0.3),
        Field::Money => expect(content.money + content.numbers, "amounts", 0.3, 0.0),
        Field::Priority if content.mean_words() > 6.0 => Verdict::Refutes("running text"),
        Field::Recommendation | Field::Action | Field::Progress | Field::Notes => {
            if content.share(content.dates) >= 0.6 {
                Verdict::Refutes("dates")
            } else if content.share(content.numbers) >= 0.8 || holds_percents(content) {
                Verdict::Refutes("numbers")
            } else if is_code(content) && matches!(field, Field::Recommendation | Field::Action) {
                Verdict::Refutes("refs of something else")
            } else if holds_refs(field, content) {
                Verdict::Doubts("more than refs")
            } else if is_choice(content) && matches!(field, Field::Recommendation | Field::Action) {
                Verdict::Refutes("a few words that come again")
            } else if content.share(content.prose) >= 0.4 {
                Verdict::Confirms(content.prose, "running text")
            } else if field == Field::Action && names_kinds(content) {
                Verdict::Doubts("more than a word")
            } else {
                Verdict::Silent
            }
        }
        _ => Verdict::Silent,
    }
}

/// Short texts of which most come again: an answer from a list ("Accepted", "Accepted in part"), and nothing to do.
fn is_choice(content: &Content) -> bool {
    content.filled >= 6 && content.distinct * 3 <= content.filled && content.mean_words() <= 4.0
}

/// Refs of which some come again point elsewhere: a "Linked risk" of SR4, OR12, SR4 is no item.
fn is_code(content: &Content) -> bool {
    content.filled >= 3
        && content.distinct < content.filled
        && content.share(content.refs) >= 0.8
        && content.mean_words() < 2.0
}

/// A word each, and some come again: kinds of action ("Accept", "Transfer"), where another column may tell the actions.
fn names_kinds(content: &Content) -> bool {
    content.filled >= 3 && content.distinct < content.filled && content.mean_words() < ACTION_WORDS
}

/// Comments on how the items stand are their progress where no other column tells it; those made at several times are.
pub(super) fn told_in_comments(label: &str, content: &Content, several: bool) -> Option<String> {
    let folded = text::fold(label);
    let comments =
        folded.split(' ').any(|word| matches!(word, "comment" | "comments" | "commentary" | "remarks"));
    if !comments {
        return None;
    }
    let named = format!("header `{label}` names notes, and no other column tells the progress");
    if several {
        return Some(format!("{named}; others hold the comments of earlier times"));
    }
    let (prose, filled) = (content.prose, content.filled);
    (content.share(prose) >= 0.4).then(|| format!("{named}; {prose} of {filled} cells hold running text"))
}

/// What the cells say where no header does; used only in a table whose other headers are known.
pub(super) fn from_cells(place: usize, content: &Content) -> Vec<Claim> {
    let enough = content.filled >= 3 && content.filled * 2 >= content.rows;
    let fills = content.filled == 0 && content.bare_fills >= 3 && content.bare_fills * 2 >= content.rows;
    let claim = |field: Field, count: usize, what: &str| Claim {
        place,
        field,
        confidence: CELLS_ALONE,
        reason: format!("{count} of {} cells hold {what}", content.filled.max(content.bare_fills)),
    };
    if fills {
        return vec![claim(Field::Rag, content.bare_fills, "a fill only")];
    }
    let mut claims = Vec::new();
    // Every item has its own; a column of a few numbers that repeat is none.
    if enough
        && content.share(content.refs) >= 0.8
        && content.distinct == content.filled
        && content.filled * 10 >= content.rows * 9
    {
        claims.push(claim(Field::Ref, content.refs, "refs"));
    }
    if enough && content.share(content.dates) >= 0.8 && content.share(content.numbers) < 0.2 {
        claims.push(claim(Field::Due, content.dates, "dates"));
    }
    if enough && content.share(content.statuses) >= 0.8 && content.distinct * 2 <= content.filled {
        claims.push(claim(Field::Status, content.statuses, "statuses"));
    }
    // Places and headlines read like names here and there, but not like known ones in most cells.
    let people = content.share(content.owners) >= 0.7 && content.sure_owners * 2 >= content.filled;
    let initials = content.share(content.initials) >= 0.9 && content.distinct >= 2;
    if enough && (people || initials) {
        claims.push(claim(Field::Owner, content.owners, "names or posts"));
    }
    claims
}
