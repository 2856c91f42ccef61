//! Rules about what a status asks for: a new date for what slipped, an explanation for what was not achieved, a date to come
//! for what is on track, and a colour that does not deny it.

use super::{Found, Has, of_kind, said};
use crate::normalize::dates::{DateOptions, read_dates};
use crate::normalize::legend::Legend;
use crate::normalize::status::read_status;
use crate::record::{Code, DateKind, Rag, Record, Status};

/// A status text with more words than this explains itself.
const BARE: usize = 6;

pub(super) fn check(has: &Has, found: &mut Found<'_, '_>) {
    let record = found.record;
    let Some(status) = record.status else { return };
    let written = || record.as_written.get("status").map(String::as_str).unwrap_or_default();
    // Where only the sheet's key makes a status of a colour, nobody wrote it of this item.
    let fields = &record.source.fields;
    let is_color = record.rag.is_some() && fields.get("status") == fields.get("rag");
    if is_color && read_status(written(), &Legend::default()).status.is_none() {
        return;
    }
    let due = record.due.as_ref();
    match status {
        Status::Slipped if has.due => {
            let missing = !has_new_date(found) && !names_date(written());
            let message = missing.then(|| match due {
                Some(due) => format!("it slipped, and {} is its only date", said(due)),
                None => "it slipped, and has no new date".to_owned(),
            });
            let common = "records that slipped have no new date";
            found.ask(Code::SlippedWithoutNewDate, message, &["status", "dates"], common);
        }
        Status::NotAchieved | Status::Undeliverable if has.words && is_unexplained(record, written()) => {
            let message = format!("the status is {}, and nothing says why", status.label().to_lowercase());
            found.add(Code::NotAchievedUnexplained, message, &["status"]);
        }
        Status::OnTrack => {
            let past = due.filter(|due| due.latest.zip(has.as_of).is_some_and(|(due, day)| due < day));
            if let (Some(due), Some(day)) = (past, has.as_of) {
                let message = format!("the status is on track, but the date {} was past on {day}", said(due));
                found.add(Code::PastDueOnTrack, message, &["status", "dates"]);
            }
        }
        _ => {}
    }
    denied(status, found);
}

fn is_unexplained(record: &Record, status: &str) -> bool {
    status.split_whitespace().count() <= BARE && record.progress.is_none() && record.notes.is_empty()
}

/// Tells whether a later date took the place of the first. One that equals it is no new date.
fn has_new_date(found: &Found<'_, '_>) -> bool {
    let first = of_kind(found.record, DateKind::Original).chain(of_kind(found.record, DateKind::Due)).next();
    let first = first.and_then(|date| date.latest);
    of_kind(found.record, DateKind::Revised)
        .any(|date| first.is_none() || date.latest.is_none() || date.latest > first)
}

/// `Slipped to June 2024`
fn names_date(text: &str) -> bool {
    read_dates(text, &DateOptions::default()).dates.iter().any(|date| date.edtf.is_some())
}

/// A colour that says the contrary of the status: red for what is done or on track.
fn denied(status: Status, found: &mut Found<'_, '_>) {
    let denied = matches!(status, Status::Achieved | Status::Closed | Status::OnTrack);
    if denied && found.record.rag == Some(Rag::Red) {
        let message = format!("the status is {}, the colour red", status.label().to_lowercase());
        found.add(Code::SignalsConflict, message, &["rag", "status"]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::super::tests::{found, refs};
    use super::*;

    const HEADER: &str = "Ref,Action,Original date,Revised date,Status,Progress";

    #[test]
    fn what_slipped_needs_a_new_date() {
        let lines = [
            "1,Paint the pier,June 2023,,Slipped,Rain",
            "2,Mend the slipway,June 2023,June 2023,Slipped,Rain",
            "3,Light the steps,June 2023,July 2023,Slipped,Rain",
            "4,Count the boats,June 2023,,Slipped to July 2023,Rain",
            "5,Dredge the basin,,,Slipped,Rain",
            "6,Fill the holes,TBC,,Slipped,Rain",
            "7,Oil the gates,June 2023,,On track,Rain",
        ];
        assert_eq!(refs(Code::SlippedWithoutNewDate, HEADER, &lines, None), [1, 2, 5, 6]);
        let undated = ["1,Paint the pier,Slipped", "2,Mend the slipway,Slipped"];
        let none: [usize; 0] = [];
        assert_eq!(refs(Code::SlippedWithoutNewDate, "Ref,Action,Status", &undated, None), none);
    }

    #[test]
    fn a_colour_that_the_key_calls_slipped_asks_for_nothing() {
        let plan = |column: &str, late: &str| {
            let key = "Our pier,,,\nRed = slipped,,,\nGreen = on track,,,\n,,,";
            format!(
                "{key}\nRef,Action,Target date,{column}\n1,Paint the pier,June 2023,{late}\n2,Oil the gates,June 2023,Green\n"
            )
        };
        let codes = |plan: &str| {
            found(plan, None, &Rules::default()).into_iter().map(|(code, _)| code).collect::<Vec<_>>()
        };
        assert_eq!(codes(&plan("RAG", "Red")), []);
        assert_eq!(codes(&plan("Status", "Slipped")), [Code::SlippedWithoutNewDate]);
    }

    #[test]
    fn what_was_not_achieved_needs_an_explanation() {
        let lines = [
            "1,Paint the pier,June 2023,,Not achieved,",
            "2,Mend the slipway,June 2023,,Not achieved,The diver left",
            "3,Light the steps,June 2023,,Not achieved as the county withdrew its grant,",
            "4,Count the boats,June 2023,,Achieved,",
        ];
        assert_eq!(refs(Code::NotAchievedUnexplained, HEADER, &lines, None), [1]);
        let wordless = ["1,Paint the pier,Not achieved", "2,Mend the slipway,Achieved"];
        let none: [usize; 0] = [];
        assert_eq!(refs(Code::NotAchievedUnexplained, "Ref,Action,Status", &wordless, None), none);
    }

    #[test]
    fn what_is_on_track_is_not_past() {
        let lines = [
            "1,Paint the pier,June 2023,,On track,Rain",
            "2,Mend the slipway,July 2023,,On track,Rain",
            "3,Light the steps,June 2023,August 2023,On track,Rain",
            "4,Count the boats,June 2023,,In progress,Rain",
        ];
        assert_eq!(refs(Code::PastDueOnTrack, HEADER, &lines, Some("2023-07-01")), [1]);
        let none: [usize; 0] = [];
        assert_eq!(refs(Code::PastDueOnTrack, HEADER, &lines, None), none, "nobody knows what day it is");
    }

    #[test]
    fn red_denies_that_all_is_well() {
        let lines = [
            "1,Paint the pier,Complete,Red",
            "2,Mend the slipway,On track,Red",
            "3,Light the steps,Complete,Green",
            "4,Count the boats,Slipped,Red",
            "5,Oil the gates,On track,Amber",
        ];
        assert_eq!(refs(Code::SignalsConflict, "Ref,Action,Status,RAG", &lines, None), [1, 2]);
    }
}
