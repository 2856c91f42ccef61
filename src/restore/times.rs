//! Changed dates: a day and its text beside it, for each kind, and the date that counts now.
//!
//! ```text
//! Due           Due as written       what is taken
//! changed       as it was            the day, instead of the one that stood there; the text is out of date
//! as it was     changed              the text's dates; those it still names stay as they were
//! as it was     emptied              the day alone, and no more than it shows
//! emptied       as it was            the date is gone
//! ```

use super::columns::Shows;
use super::edit::{Edit, Editor, written};
use super::list::{Piece, pieces};
use crate::assemble::due_of;
use crate::grid::Value;
use crate::normalize::dates::{self, DateOptions, DateOrder, DatesRead};
use crate::record::{Code, DateKind, DueState, Record, When};
use crate::write::records::{DATE_KINDS, dates_shown_as};

/// A kind's two cells, as far as they were changed.
struct Pair<'a> {
    day: Option<&'a Edit>,
    text: Option<&'a Edit>,
}

impl<'a> Pair<'a> {
    fn of(edits: &'a [Edit], kind: DateKind) -> Option<Self> {
        let day = edits.iter().find(|edit| edit.shows == Shows::Day(kind));
        let text = edits.iter().find(|edit| edit.shows == Shows::DayText(kind));
        (day.is_some() || text.is_some()).then_some(Self { day, text })
    }
}

/// Follows the changes of a row's date columns.
pub(super) fn apply(editor: &mut Editor, record: &mut Record, edits: &[Edit]) {
    let pairs: Vec<(DateKind, Pair<'_>)> =
        DATE_KINDS.iter().filter_map(|kind| Some((*kind, Pair::of(edits, *kind)?))).collect();
    let due = Pair::of(edits, DateKind::Due);
    if pairs.is_empty() && due.is_none() {
        return;
    }
    // Which dates a column shows hangs on the others, so all are found before one is changed.
    let shown: Vec<Vec<When>> = pairs.iter().map(|(kind, _)| cloned(record, *kind)).collect();
    let shown_due = match cloned(record, DateKind::Due) {
        several if several.len() > 1 => several,
        _ => record.due.iter().cloned().collect(),
    };
    let due_before = record.due.clone();
    let mut unread: Vec<String> = Vec::new();
    for ((kind, pair), shown) in pairs.iter().zip(&shown) {
        let kind = shown.first().map_or(*kind, |when| when.kind);
        let change = editor.change(pair, shown, latest(shown), kind);
        unread.extend(change.unread);
        replace(&mut record.dates, shown, change.dates);
    }
    if pairs.iter().any(|(kind, _)| matches!(kind, DateKind::Original | DateKind::Revised)) {
        record.due = due_of(&record.dates).cloned();
    }
    if let Some(pair) = due {
        let counts = due_before.as_ref();
        let is_original = counts.is_some_and(|when| when.kind == DateKind::Original);
        // An original date has a column of its own, where it still stands: another day beside it is the revised one.
        let (shown, kind) = if is_original {
            (&[] as &[When], DateKind::Revised)
        } else {
            (shown_due.as_slice(), counts.map_or(DateKind::Due, |when| when.kind))
        };
        let is_text_gone = pair.day.is_none() && pair.text.is_some_and(|edit| edit.now.is_blank());
        if !(is_original && is_text_gone) {
            let change = editor.change(&pair, shown, counts, kind);
            record.due = due_of(&change.dates).or(change.dates.first()).cloned();
            record.due_state = change.state;
            unread.extend(change.unread);
            replace(&mut record.dates, shown, change.dates);
            // Both columns of a date that was revised may have been changed alike.
            dedup(&mut record.dates);
        }
        record.source.fields.remove("due");
        record.as_written.remove("due");
        for edit in [pair.day, pair.text].into_iter().flatten() {
            if matches!(edit.now, Value::Text(_)) {
                written(record, "due", edit, None);
            }
        }
    } else if record.due != due_before {
        record.source.fields.remove("due");
        record.as_written.remove("due");
    }
    record.source.fields.remove("dates");
    let texts =
        record.dates.iter().map(|when| when.as_written.as_str()).chain(unread.iter().map(String::as_str));
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    if texts.is_empty() {
        record.as_written.remove("dates");
    } else {
        record.as_written.insert("dates".to_owned(), texts.join("\n"));
    }
}

/// What a pair of cells says now.
struct Change {
    dates: Vec<When>,
    state: Option<DueState>,
    /// Texts that hold no date.
    unread: Vec<String>,
}

impl Editor {
    /// Returns the dates of a pair that showed some; `counts` is the one that stood in the day's cell.
    fn change(&mut self, pair: &Pair<'_>, shown: &[When], counts: Option<&When>, kind: DateKind) -> Change {
        let (mut dates, mut state, mut unread) = (Vec::new(), None, Vec::new());
        let text = pair.text.filter(|edit| !edit.now.is_blank());
        let day = pair.day.filter(|edit| !edit.now.is_blank());
        if let Some(edit) = text {
            for piece in pieces(shown, |when| when.as_written.clone(), &edit.now.text()) {
                match piece {
                    Piece::Kept(when) => dates.push(when),
                    Piece::New(lines) => {
                        let read = self.read(&lines, kind);
                        self.report(&read, edit);
                        unread.extend(read.dates.is_empty().then_some(lines));
                        state = state.or(read.state.and_then(dates::DateState::due_state));
                        dates.extend(read.dates);
                    }
                }
            }
        } else if pair.text.is_none() && pair.day.is_some() {
            // The other dates of the kind stay; only the one that the cell showed is another.
            dates.extend(shown.iter().filter(|when| Some(*when) != counts).cloned());
        }
        if let Some(edit) = day {
            let read = self.read_cell(&edit.now, kind);
            self.report(&read, edit);
            unread.extend(read.dates.is_empty().then(|| edit.now.text()));
            state = state.or(read.state.and_then(dates::DateState::due_state));
            let known = |new: &When| dates.iter().any(|when: &When| when.latest == new.latest);
            let new: Vec<When> = read.dates.into_iter().filter(|new| !known(new)).collect();
            dates.splice(0..0, new);
        } else if pair.day.is_none() && text.is_none() {
            // The text is gone; what the day shows remains.
            dates.extend(counts.and_then(|when| as_shown(when, kind)));
        }
        Change { dates, state, unread }
    }

    fn read_cell(&self, value: &Value, kind: DateKind) -> DatesRead {
        match value {
            Value::Date(at, shown) => {
                DatesRead { dates: vec![dates::of_cell(*at, *shown, kind)], ..DatesRead::default() }
            }
            other => self.read(&other.text(), kind),
        }
    }

    fn read(&self, text: &str, kind: DateKind) -> DatesRead {
        // Our own dates are written as ISO 8601 has them; figures of another order are read day first all the same.
        let options =
            DateOptions { order: DateOrder::YearFirst, anchor: self.as_of, kind, ..DateOptions::default() };
        dates::read_dates(&crate::normalize::text::clean(text), &options)
    }

    fn report(&mut self, read: &DatesRead, edit: &Edit) {
        if read.order_assumed {
            self.unread(Code::DateOrderAssumed, "was read day first, as nothing else shows", edit);
        }
        let nothing = read.dates.is_empty() && read.state.is_none();
        if nothing || read.dates.iter().any(|when| when.edtf.is_none()) {
            self.unread(Code::DateUnparsed, "holds no date that can be read", edit);
        }
    }
}

/// The date as its cell alone tells it.
fn as_shown(when: &When, kind: DateKind) -> Option<When> {
    let (day, shown) = crate::write::shown::day(when)?;
    // A month and a year are shown by their last day.
    let first = match shown {
        crate::grid::Shown::Month => day.first_of_month(),
        crate::grid::Shown::Year => day.first_of_year(),
        _ => day,
    };
    Some(dates::of_cell(first.at(0, 0, 0, 0), shown, kind))
}

fn cloned(record: &Record, kind: DateKind) -> Vec<When> {
    dates_shown_as(record, kind).into_iter().cloned().collect()
}

/// The one that the day's cell shows.
fn latest(dates: &[When]) -> Option<&When> {
    dates.iter().max_by_key(|when| when.latest)
}

/// Puts dates in the place of others, or at the end where there were none.
fn replace(dates: &mut Vec<When>, old: &[When], new: Vec<When>) {
    let place = dates.iter().position(|when| old.contains(when)).unwrap_or(dates.len());
    dates.retain(|when| !old.contains(when));
    let place = place.min(dates.len());
    dates.splice(place..place, new);
}

fn dedup(dates: &mut Vec<When>) {
    let mut seen: Vec<When> = Vec::new();
    dates.retain(|when| {
        let is_new = !seen.contains(when);
        if is_new {
            seen.push(when.clone());
        }
        is_new
    });
}
