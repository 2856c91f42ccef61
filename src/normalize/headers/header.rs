//! A whole header to its readings: levels, alternatives and brackets put together, and misspelt words mended.
//!
//! In "Parent / Child" the child is the head and the parent its modifier; of alternatives ("Finding/Agreed action") the
//! first that names a field counts; brackets are consulted second.

use super::lexicon::lexicon;
use super::phrase::{self, Reading};
use super::words::{Header, Words};
use crate::record::Field;

/// In a header of more words than this none is mended.
const MENDED_WORDS: usize = 8;

/// Brackets of more words than this are guidance and modify nothing.
const MODIFYING_WORDS: usize = 4;

/// What a misspelling leaves of the confidence, and what is left where only the brackets name a field.
const MENDED: f32 = 0.85;
const ASIDE: f32 = 0.8;

/// Confidence where two parts of a header decide together.
const TOGETHER: f32 = 0.9;

/// Returns the readings of a header, the one that counts first; empty where nothing in it is known.
pub(super) fn read(header: &Header) -> Vec<Reading> {
    let mut readings = read_levels(&header.levels);
    if !is_named(&readings)
        && header.len() <= MENDED_WORDS
        && let Some(better) =
            mended(&header.levels).map(|levels| read_levels(&levels)).filter(|r| is_named(r))
    {
        readings = better.into_iter().map(|reading| reading.lowered(MENDED)).collect();
    }
    // "Recommendation implemented?"
    if readings.first().and_then(Reading::field).is_none_or(is_item)
        && (header.is_question || header.is_yes_no)
        && let Some((done, item)) = header.levels.first().and_then(|level| level.first()?.split_last())
        && names_item(item)
        && let Some(done) = phrase::read(std::slice::from_ref(done))
        && matches!(done.field(), Some(Field::Status | Field::Completed))
    {
        readings.insert(0, Reading::new(Field::Status, MENDED, done.term));
    }
    if let Some(first) = readings.first_mut() {
        match first.field() {
            // "Completed?" is answered by a state, not by a date.
            Some(Field::Completed) if header.is_question || header.is_yes_no => {
                *first = Reading::new(Field::Status, TOGETHER, first.term);
            }
            Some(Field::Status | Field::Completed | Field::Rag) | None => {}
            // "Repeat finding (Y/N)" does not hold the finding.
            Some(_) if header.is_yes_no => first.fields.clear(),
            Some(_) => {}
        }
    }
    for aside in &header.asides {
        consult(&mut readings, aside);
    }
    readings
}

/// Tells whether the first reading names a field.
fn is_named(readings: &[Reading]) -> bool {
    readings.first().is_some_and(|reading| reading.field().is_some())
}

/// Tells whether the first reading names a field clearly.
pub(super) fn is_clear(readings: &[Reading]) -> bool {
    readings.first().is_some_and(Reading::is_clear)
}

fn read_levels(levels: &[Vec<Words>]) -> Vec<Reading> {
    let Some((child, parents)) = levels.split_last() else { return Vec::new() };
    let below = read_alternatives(child);
    if parents.is_empty() {
        return below;
    }
    let above = read_levels(parents);
    let child = child.concat();
    // "Actual / Finish date" is an actual finish date.
    let both: Words = parents.iter().flatten().flatten().chain(&child).cloned().collect();
    let together: Vec<Reading> = phrase::read(&both).into_iter().collect();
    let outer = above.first().and_then(Reading::field);
    let inner = below.first().and_then(Reading::field);
    // A child that only qualifies: "Completion date / Planned", "Lead / Support".
    // One that names nothing stands beside it: "Notes / Links".
    let qualifies = below.first().is_none_or(|child| match child.field() {
        Some(_) => !child.is_clear(),
        None => matches!(outer, Some(Field::Notes | Field::Progress)),
    });
    let order = match (outer, inner) {
        // Nobody knows what the parent is: the child speaks for itself.
        (None, Some(_)) if above.is_empty() && !is_named(&together) => [below, together, above],
        // "Dates / Completion date"
        (None, Some(field)) if field.is_date() && !is_named(&together) => [below, together, above],
        // Two names side by side, as parent and child never are.
        (Some(a), Some(b)) if are_beside(a, b) => [above, below, together],
        // "RAG / Timescale" is how the timescale stands.
        (Some(Field::Rag), Some(field)) if field.is_date() || field == Field::Money => {
            [above, together, below]
        }
        _ if is_clear(&together) => [together, below, above],
        (Some(field), _) if !is_item(field) && qualifies => {
            let qualified = above.into_iter().map(|reading| phrase::shifted(reading, &child)).collect();
            [qualified, below, together]
        }
        _ => [together, below, above],
    };
    order.concat()
}

/// Tells whether two fields are written with a slash between because the column holds both: "Finding /
/// Recommendation", "Owner / Due date".
fn are_beside(one: Field, other: Field) -> bool {
    let owner_and_date = |a: Field, b: Field| a == Field::Owner && b.is_date();
    (is_item(one) && is_item(other)) || owner_and_date(one, other) || owner_and_date(other, one)
}

/// Tells whether a field holds the item itself.
fn is_item(field: Field) -> bool {
    matches!(field, Field::Recommendation | Field::Action | Field::Group)
}

fn read_alternatives(alternatives: &[Words]) -> Vec<Reading> {
    let [first, .., last] = alternatives else {
        return alternatives.iter().filter_map(|words| phrase::read(words)).collect();
    };
    // A phrase of the vocabulary that reaches over the slash: "R/A/G", "Start/end date".
    if let Some(spanning) = phrase::read_spanning(&alternatives.concat(), last.len()) {
        return vec![spanning];
    }
    // Both modify the same head: "Risk/Issue owner" is an owner.
    if let Some((_, modifiers)) = last.split_last()
        && names_item(first)
        && names_item(modifiers)
        && lexicon().whole(last).is_none()
        && let Some(shared) = phrase::read(last).filter(|reading| reading.field().is_some())
    {
        return vec![shared];
    }
    if alternatives.iter().all(|words| are_all(words, &STATES)) {
        return vec![Reading::new(Field::Status, TOGETHER, "status")];
    }
    // "Treat/Tolerate/Transfer" asks for a reply.
    if alternatives.iter().all(|words| are_all(words, &REPLIES)) {
        return vec![Reading { fields: Vec::new(), term: "" }];
    }
    // "Number of modules/features" counts both.
    if first.iter().any(|word| word == "of")
        && let Some(counted) = phrase::read(first).filter(|reading| reading.fields.is_empty())
    {
        return vec![counted];
    }
    let mut readings: Vec<Reading> = alternatives.iter().filter_map(|words| phrase::read(words)).collect();
    // "Comments/Update" and "Response/Update" hold how far it is.
    let open = |field: Option<Field>| matches!(field, Some(Field::Notes | Field::Action));
    let first_named = readings.iter().position(|reading| reading.field().is_some());
    let updated = readings.iter().position(|reading| reading.field() == Some(Field::Progress));
    let doubtful = first_named.and_then(|at| readings.get(at)).is_some_and(|reading| {
        open(reading.field()) && !reading.is_clear() || reading.field() == Some(Field::Notes)
    });
    if let Some(best) = updated.filter(|_| doubtful).or(first_named) {
        let reading = readings.remove(best);
        readings.insert(0, reading);
    }
    readings
}

fn names_item(words: &[String]) -> bool {
    phrase::read(words).and_then(|reading| reading.field()).is_some_and(is_item)
}

/// Lets the words of a pair of brackets decide what the words before them left open.
fn consult(readings: &mut Vec<Reading>, aside: &Words) {
    let Some(first) = readings.first_mut() else {
        readings.extend(phrase::read(aside).map(|reading| reading.lowered(ASIDE)));
        return;
    };
    let field = first.field();
    let own = phrase::read(aside);
    let is_about_state = matches!(field, None | Some(Field::Status | Field::Progress | Field::Completed));
    let decided = match own.as_ref().and_then(Reading::field) {
        Some(Field::Rag) if is_about_state || field.is_some_and(is_item) => {
            own.clone().map(|reading| reading.lowered(TOGETHER))
        }
        // "Forecast (£m)" is no date, "Proposal (£000)" no text.
        Some(Field::Money) if field.is_none_or(|field| field.is_date() || is_item(field)) => {
            own.clone().map(|reading| reading.lowered(TOGETHER))
        }
        // "Category (High/Medium/Low)"
        Some(Field::Priority) if field.is_some_and(is_item) => {
            own.clone().map(|reading| reading.lowered(TOGETHER))
        }
        // "Current position (Complete / Ongoing)"
        _ if field == Some(Field::Progress) && are_all(aside, &STATES) => {
            Some(Reading::new(Field::Status, TOGETHER, first.term))
        }
        Some(Field::PercentComplete) if field.is_some() && is_about_state => {
            Some(Reading::new(Field::PercentComplete, TOGETHER, first.term))
        }
        _ if field == Some(Field::Status) && is_date_form(aside) => {
            Some(Reading::new(Field::Completed, TOGETHER, first.term))
        }
        _ => None,
    };
    match decided {
        Some(decided) => readings.insert(0, decided),
        // "Management response (agree/disagree)" does not hold what is done.
        None if field.is_some() && aside.len() > 1 && are_all(aside, &REPLIES) => first.fields.clear(),
        None => {
            if field.is_some() && aside.len() <= MODIFYING_WORDS {
                *first = phrase::shifted(first.clone(), aside);
            }
            readings.extend(own);
        }
    }
}

/// Words of the states that brackets offer to choose from.
const STATES: [&str; 16] = [
    "achieved",
    "closed",
    "complete",
    "completed",
    "delayed",
    "implemented",
    "in",
    "not",
    "on",
    "ongoing",
    "open",
    "outstanding",
    "overdue",
    "progress",
    "started",
    "track",
];

/// Words of the replies that they offer: to a recommendation, or to a risk.
const REPLIES: [&str; 18] = [
    "accept",
    "accepted",
    "agree",
    "agreed",
    "avoid",
    "disagree",
    "disagreed",
    "mitigate",
    "not",
    "partially",
    "partly",
    "reduce",
    "reject",
    "rejected",
    "terminate",
    "tolerate",
    "transfer",
    "treat",
];

fn are_all(aside: &Words, choices: &[&str]) -> bool {
    aside.iter().all(|word| choices.contains(&word.as_str()))
}

/// Tells whether brackets ask for a date: "(date)", "(dd/mm/yyyy)", "(month and year)".
fn is_date_form(aside: &Words) -> bool {
    aside.iter().all(|word| {
        ["date", "day", "month", "year", "dd", "mm", "mmm", "yy", "yyyy"].contains(&word.as_str())
    })
}

/// Returns the levels with split words joined ("time scale") and misspelt ones corrected; `None` where all was well.
fn mended(levels: &[Vec<Words>]) -> Option<Vec<Vec<Words>>> {
    let mut changed = false;
    let mut mend = |words: &Words| {
        let mut whole = Words::with_capacity(words.len());
        for word in words {
            match whole.last_mut() {
                // The "up date" of "follow up date" is two words that are right.
                Some(before)
                    if !(lexicon().knows(before) && lexicon().knows(word))
                        && lexicon().knows(&format!("{before}{word}")) =>
                {
                    before.push_str(word);
                    changed = true;
                }
                _ => whole.push(word.clone()),
            }
        }
        for word in whole.iter_mut().filter(|word| !lexicon().knows(word)) {
            let plural = format!("{word}s");
            if let Some(correct) = lexicon().correct(word).or_else(|| lexicon().correct(&plural)) {
                correct.clone_into(word);
                changed = true;
            }
        }
        whole
    };
    let levels = levels.iter().map(|level| level.iter().map(&mut mend).collect()).collect();
    changed.then_some(levels)
}
