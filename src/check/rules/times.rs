//! Rules about the order of days: what is done has a day, one that has come, and not before it began; nothing is due before it
//! was raised.

use super::{Found, Has, of_kind, said};
use crate::normalize::{legend::Legend, status};
use crate::record::{Code, DateKind, DueState, Rag, Status};

pub(super) fn check(has: &Has, found: &mut Found<'_, '_>) {
    let record = found.record;
    let done = || of_kind(record, DateKind::Completed);
    if record.status == Some(Status::Achieved) && has.completed {
        let missing = || "it is achieved, and the day is missing that others have".to_owned();
        let missing = done().next().is_none().then(missing);
        let common = "achieved records have no day on which they were completed";
        found.ask(Code::AchievedWithoutDate, missing, &["status"], common);
    }
    overdue(has, found);
    let open = record.status.is_some_and(Status::is_open);
    // What is open will be completed then.
    let to_come = done().find(|date| date.earliest.zip(has.as_of).is_some_and(|(done, day)| done > day));
    if let (Some(date), Some(day), false) = (to_come, has.as_of, open) {
        let message = format!("it was completed {}, after the tracker's own day, {day}", said(date));
        found.add(Code::CompletedInFuture, message, &["dates"]);
    }
    let start = || of_kind(record, DateKind::Start);
    let backwards = done().find_map(|date| {
        let before =
            start().find(|start| date.latest.zip(start.earliest).is_some_and(|(done, from)| done < from));
        Some((date, before?))
    });
    if let Some((date, start)) = backwards {
        let message = format!("it was completed {}, and started {}", said(date), said(start));
        found.add(Code::CompletedBeforeStart, message, &["dates"]);
    }
    let Some(raised) = of_kind(record, DateKind::Raised).next() else { return };
    let mut due = of_kind(record, DateKind::Original).chain(record.due.as_ref());
    let early = due.find(|due| due.latest.zip(raised.earliest).is_some_and(|(due, from)| due < from));
    if let Some(due) = early {
        let message = format!("it is due {}, and was raised {}", said(due), said(raised));
        found.add(Code::DueBeforeRaised, message, &["dates"]);
    }
}

/// What is not started, in progress or ongoing, or has no known status and is open by its word, percentage or colour, and is past
/// its date. At risk, on hold and slipped say themselves that something is wrong, and so does red; of what is on track another rule
/// speaks. Green alone is not open: offices use it for done too.
fn overdue(has: &Has, found: &mut Found<'_, '_>) {
    let record = found.record;
    let written = record.as_written.get("status").filter(|written| !written.is_empty());
    let open = match (record.status, record.rag) {
        (Some(Status::NotStarted | Status::InProgress | Status::Ongoing), _) => true,
        (Some(_), _) => false,
        (None, _) if record.percent_complete.is_some() => true,
        (None, Some(Rag::Green)) => written.is_some_and(|written| is_word_of_status(written)),
        (None, rag) => matches!(rag, Some(Rag::Amber | Rag::AmberGreen | Rag::Grey)) || written.is_some(),
    };
    let told = matches!(record.rag, Some(Rag::Red | Rag::AmberRed | Rag::Black | Rag::Blue));
    let done = record.percent_complete.is_some_and(|percent| percent >= 100.0)
        || of_kind(record, DateKind::Completed).next().is_some();
    let going_on = matches!(record.due_state, Some(DueState::Ongoing | DueState::Recurring));
    let Some((day, due)) = has.as_of.zip(record.due.as_ref()) else { return };
    let Some(latest) = due.latest.filter(|_| open && !told && !done && !going_on) else { return };
    let stands = record.status.map_or("open".to_owned(), |status| status.label().to_lowercase());
    let message =
        (latest < day).then(|| format!("it is {stands}, and the date {} was past on {day}", said(due)));
    found.ask(Code::Overdue, message, &["dates", "status"], "open records are past their date");
}

/// `Open` and its like are known words, though no status of their own; a colour is none.
fn is_word_of_status(written: &str) -> bool {
    let colored = || status::read_status(written, &Legend::default()).rag.is_some();
    status::is_status_like(written) && !colored()
}

#[cfg(test)]
mod tests {
    use super::super::tests::refs;
    use super::*;

    const HEADER: &str = "Ref,Action,Status,Date started,Date completed";

    #[test]
    fn what_is_achieved_has_a_day_where_others_have() {
        let lines = [
            "1,Paint the pier,Complete,,",
            "2,Mend the slipway,Complete,,June 2023",
            "3,Light the steps,On track,,",
        ];
        assert_eq!(refs(Code::AchievedWithoutDate, HEADER, &lines, None), [1]);
        let none: [usize; 0] = [];
        assert_eq!(refs(Code::AchievedWithoutDate, HEADER, &lines[..1], None), none);
    }

    #[test]
    fn what_is_open_and_past_is_overdue() {
        let header = "Ref,Action,Status,RAG,Due,Date completed";
        let lines = [
            "1,Paint the pier,In progress,Green,June 2023,",
            "2,Mend the slipway,In progress,Green,July 2023,",
            "3,Light the steps,On track,Green,June 2023,",
            "4,Count the boats,Complete,Blue,June 2023,",
            "5,Oil the gates,In progress,Red,June 2023,",
            "6,Dredge the basin,,Amber,June 2023,",
            "7,Fill the holes,Open,,June 2023,",
            "8,Clear the weed,,Green,June 2023,May 2023",
            "9,Weigh the sand,,,June 2023,",
            "10,Sweep the quay,Slipped,Green,June 2023,",
        ];
        assert_eq!(refs(Code::Overdue, header, &lines, Some("2023-07-01")), [1, 6, 7]);
        let none: [usize; 0] = [];
        assert_eq!(refs(Code::Overdue, header, &lines, None), none, "nobody knows what day it is");
    }

    #[test]
    fn green_alone_and_what_says_itself_that_it_waits_are_not_overdue() {
        let header = "Ref,Action,Status,RAG,Due,% complete";
        let lines = [
            "1,Paint the pier,,Green,June 2023,",
            "2,Mend the slipway,Green,Green,June 2023,",
            "3,Light the steps,Open,Green,June 2023,",
            "4,Count the boats,,Green,June 2023,40%",
            "5,Oil the gates,At risk,Amber,June 2023,",
            "6,Dredge the basin,On hold,Amber,June 2023,",
            "7,Fill the holes,On track,Green,July 2023,",
        ];
        assert_eq!(refs(Code::Overdue, header, &lines, Some("2023-07-01")), [3, 4]);
    }

    #[test]
    fn nothing_was_completed_in_the_future() {
        let lines = [
            "1,Paint the pier,Complete,,August 2023",
            "2,Mend the slipway,Complete,,June 2023",
            "3,Light the steps,On track,,August 2023",
            "4,Count the boats,Complete,,July 2023",
        ];
        assert_eq!(refs(Code::CompletedInFuture, HEADER, &lines, Some("2023-07-15")), [1]);
        let none: [usize; 0] = [];
        assert_eq!(refs(Code::CompletedInFuture, HEADER, &lines, None), none);
    }

    #[test]
    fn nothing_was_completed_before_it_began() {
        let lines = [
            "1,Paint the pier,Complete,5 June 2023,4 June 2023",
            "2,Mend the slipway,Complete,5 June 2023,5 June 2023",
            "3,Light the steps,Complete,June 2023,5 June 2023",
        ];
        assert_eq!(refs(Code::CompletedBeforeStart, HEADER, &lines, None), [1]);
    }

    #[test]
    fn nothing_is_due_before_it_was_raised() {
        let lines = [
            "1,Paint the pier,5 June 2023,May 2023",
            "2,Mend the slipway,5 June 2023,June 2023",
            "3,Light the steps,,May 2023",
        ];
        assert_eq!(refs(Code::DueBeforeRaised, "Ref,Action,Date raised,Target date", &lines, None), [1]);
    }
}
