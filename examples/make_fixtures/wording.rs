//! The office's words for what the plan means: dates, states, statuses, lists; and its slips of the keyboard.

use jiff::civil::Date;
use trackrecord::record::{DueState, Field, Status};

use crate::Fault;
use crate::plan::{Action, Blot, DateCell, Hand, Plan, Recommendation};

/// Title over the whole width.
pub(crate) const TITLE: &str =
    "Eskerdale Borough Council – Review of Parks, Trees and Open Spaces: Quarterly Action Plan";

/// Last line of the sheet.
pub(crate) const PREPARED: &str =
    "Prepared by the Policy and Performance Team for the Environment Scrutiny Panel";

/// Statuses in the order of the summary block, with the sheet's words.
pub(crate) const STATUSES: [(Status, &str); 8] = [
    (Status::NotStarted, "Not started"),
    (Status::InProgress, "In progress"),
    (Status::OnTrack, "On track"),
    (Status::AtRisk, "At risk"),
    (Status::Slipped, "Slipped"),
    (Status::AwaitingSignOff, "Awaiting sign-off"),
    (Status::Achieved, "Achieved"),
    (Status::Ongoing, "Ongoing"),
];

/// The numbers of the summary block, with its slip, and the total.
pub(crate) fn shown_counts(plan: &Plan) -> (Vec<(&'static str, usize)>, usize) {
    let counts: Vec<_> = STATUSES
        .iter()
        .map(|(status, word)| (*word, plan.count(*status) + usize::from(plan.still_counted == Some(*status))))
        .collect();
    let total = counts.iter().map(|(_, count)| count).sum();
    (counts, total)
}

/// `Position as at 30 June 2023`.
pub(crate) fn position(plan: &Plan) -> Result<String, Fault> {
    Ok(format!("Position as at {}", spelled(plan.name)?))
}

/// A status cell.
pub(crate) fn status(action: &Action) -> String {
    let word = STATUSES.iter().find(|(status, _)| *status == action.status).map_or("", |(_, word)| *word);
    blotted(action, Field::Status, word)
}

/// An action cell: one text, or a numbered list.
pub(crate) fn actions(actions: &[Action]) -> String {
    match actions {
        [one] => blotted(one, Field::Action, one.text),
        many => {
            let items = many.iter().enumerate().map(|(n, action)| format!("{}. {}", n + 1, action.text));
            items.collect::<Vec<_>>().join("\n")
        }
    }
}

/// A text with the action's slips for a field.
pub(crate) fn blotted(action: &Action, field: Field, text: &str) -> String {
    let mut text = text.to_owned();
    for (_, blot) in action.blots.iter().filter(|(of, _)| *of == field) {
        text = match blot {
            Blot::NoBreakSpace => text.replacen(' ', "\u{A0}", 1),
            Blot::DoubleSpace => text.replacen(' ', "  ", 1),
            Blot::TrailingSpace => format!("{text} "),
            Blot::StrayBullet => format!("• {text}"),
            Blot::LowerCase => text.to_lowercase(),
        };
    }
    text
}

/// The rows of a recommendation: its actions one by one, or all of them where they stand in one cell.
pub(crate) fn rows(recommendation: &Recommendation) -> impl Iterator<Item = &[Action]> {
    let each = match recommendation.form {
        crate::plan::Form::List => recommendation.actions.len(),
        _ => 1,
    };
    recommendation.actions.chunks(each.max(1))
}

/// A date cell as a person reads it.
pub(crate) fn date_cell(cell: DateCell, hand: Hand) -> Result<String, Fault> {
    Ok(match cell {
        DateCell::Empty => String::new(),
        DateCell::Day(day) => shown_day(day, hand)?,
        DateCell::Month(month) => parse(month)?.strftime("%b-%y").to_string(),
        DateCell::Words(date) => spelled(date)?,
        DateCell::Moved(from, to) | DateCell::StruckRun(from, to) => {
            format!("{}, revised to {}", spelled(from)?, spelled(to)?)
        }
        DateCell::State(DueState::Ongoing) => "Ongoing".to_owned(),
        DateCell::State(_) => "tbc".to_owned(),
    })
}

/// `June 2023`, `31 August 2023`.
pub(crate) fn spelled(date: &str) -> Result<String, Fault> {
    let form = if is_month(date) { "%B %Y" } else { "%-d %B %Y" };
    Ok(parse(date)?.strftime(form).to_string())
}

fn shown_day(day: &str, hand: Hand) -> Result<String, Fault> {
    let form = match hand {
        Hand::Standard => "%d/%m/%Y",
        Hand::Theme => "%-d %b %Y",
        Hand::Other => "%d-%b-%y",
    };
    Ok(parse(day)?.strftime(form).to_string())
}

/// The spreadsheet's number format for a hand's days.
pub(crate) fn day_format(hand: Hand) -> &'static str {
    match hand {
        Hand::Standard => "dd/mm/yyyy",
        Hand::Theme => "d mmm yyyy",
        Hand::Other => "dd-mmm-yy",
    }
}

/// The last day that a day or month can mean.
pub(crate) fn last_day(date: &str) -> Result<Date, Fault> {
    let first = parse(date)?;
    Ok(if is_month(date) { first.last_of_month() } else { first })
}

/// A day, or the first of a month.
pub(crate) fn parse(date: &str) -> Result<Date, Fault> {
    let day = if is_month(date) { format!("{date}-01") } else { date.to_owned() };
    day.parse().map_err(|_| Fault::NoDate(date.to_owned()))
}

fn is_month(date: &str) -> bool {
    date.len() == 7
}

/// Cuts a progress text where the page ends; `None` where its action is not the last of the page.
pub(crate) fn cut_by_page<'a>(
    plan: &Plan,
    action: &Action,
    progress: &'a str,
) -> Result<Option<(&'a str, &'a str)>, Fault> {
    let (key, next_words) = plan.page_end;
    if action.key != key {
        return Ok(None);
    }
    let place = progress.find(next_words).ok_or(Fault::Missing(next_words))?;
    let halves = progress.split_at_checked(place).ok_or(Fault::Missing(next_words))?;
    Ok(Some((halves.0.trim_end(), halves.1)))
}
