//! A date as found to the contract's [`When`]: settled in its year, with its EDTF, its days, its qualifier and what was assumed.
//!
//! Also the texts that need no grammar: EDTF itself, a spreadsheet's day number, a lone dash.

use jiff::civil::Date;

use super::calendar::YEARS;
use super::calendar::{self, Mark, Point, Value};
use super::event::Found;
use super::piece::{Span, Unit};
use super::vocabulary::{Lead, Part};
use super::{DateOptions, DateOrder, DateState, DatesRead, edtf, join};
use crate::record::{DateKind, Precision, Qualifier, When};

/// Reads what needs no grammar: EDTF, a spreadsheet's day number, a lone dash.
pub(super) fn read_plain(text: &str, options: &DateOptions) -> Option<DatesRead> {
    let plain = text.trim();
    let one = |when: When| Some(DatesRead { dates: vec![when], ..DatesRead::default() });
    if plain.chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')) && !plain.is_empty() {
        return Some(DatesRead { state: Some(DateState::NotApplicable), ..DatesRead::default() });
    }
    if let Some(value) = edtf::parse(plain).filter(|value| is_near(*value)) {
        // 2012-13 and 2012/2013 are financial years in an office, whatever ISO 8601 says.
        let pair = options.order != DateOrder::YearFirst && is_year_pair(plain) && options.fiscal_start != 1;
        if !pair {
            let (precision, qualifier) = said_by(value);
            let precision = if plain.contains('W') && !matches!(value, Value::One(_)) {
                Precision::Week
            } else {
                precision
            };
            let opens = qualifier == Some(Qualifier::From) && options.kind == DateKind::Due;
            let kind = if opens { DateKind::Start } else { options.kind };
            return one(of_value(value, precision, qualifier, kind, plain.to_owned()));
        }
    }
    if plain.len() >= 5 && plain.len() <= 18 && plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        let point = plain.parse().ok().and_then(calendar::from_serial)?;
        let precision = if point.clock.is_some() { Precision::Time } else { Precision::Day };
        let mut when = of_value(Value::One(point), precision, None, options.kind, plain.to_owned());
        when.assumed.push("serial".to_owned());
        return one(when);
    }
    None
}

/// `2012-13`, `2012/2013`: the second year follows the first; or `2020-23`, where it does so closely.
fn is_year_pair(text: &str) -> bool {
    let Some((one, two)) = text.split_once(['-', '/']) else { return false };
    let (Ok(first), Ok(second)) = (one.parse::<i32>(), two.parse::<i32>()) else { return false };
    match two.len() {
        // No plan runs for 40 years, and seasons are rarely written so: 2013-41 is EDTF.
        2 if second > 12 => (1..=5).contains(&(second - first % 100)),
        2 => second == (first + 1) % 100,
        4 => second == first + 1,
        _ => false,
    }
}

/// Years that a tracker can be about, and what their periods reach into; `1066` is a number.
fn is_near(value: Value) -> bool {
    let near =
        |point: Point| point.year.is_none_or(|year| (YEARS.start - 1..YEARS.end + 1).contains(&year.into()));
    match value {
        Value::One(point) => near(point),
        Value::Interval(from, to) => from.is_none_or(near) && to.is_none_or(near),
    }
}

/// Precision and qualifier of a value that no word describes.
fn said_by(value: Value) -> (Precision, Option<Qualifier>) {
    let precision = |point: Point| match (point.month, point.day) {
        _ if point.clock.is_some() => Precision::Time,
        (0, _) => Precision::Year,
        (21..=24, _) => Precision::Season,
        (33..=36, _) => Precision::Quarter,
        (40..=41, _) => Precision::Half,
        (_, 0) => Precision::Month,
        _ => Precision::Day,
    };
    match value {
        Value::One(point) => {
            let qualifier = match point.mark {
                Mark::None => None,
                Mark::Approximate => Some(Qualifier::Approximate),
                Mark::Uncertain | Mark::Both => Some(Qualifier::Uncertain),
            };
            (precision(point), qualifier)
        }
        Value::Interval(Some(from), None) => (precision(from), Some(Qualifier::From)),
        Value::Interval(None, Some(to)) => (precision(to), Some(Qualifier::Until)),
        Value::Interval(..) => (Precision::Range, None),
    }
}

/// Returns a date as found, settled in its year.
pub(super) fn when(
    text: &str,
    found: &Found,
    kind: DateKind,
    anchor: Option<Date>,
    fiscal_start: i8,
) -> When {
    let as_written = text.get(found.start..found.end).unwrap_or(text).to_owned();
    let mut assumed = Vec::new();
    let (mut piece, mut to) = (found.piece, found.to);
    if let Some(anchor) = anchor.filter(|_| !piece.has_year() && !found.impossible) {
        // What is over lies behind the tracker's day, what is to come before it.
        let backward =
            matches!(kind, DateKind::Completed | DateKind::Raised | DateKind::Updated | DateKind::Reported);
        if let Some(last) = to.unwrap_or(piece).settled(anchor, backward, fiscal_start) {
            piece = if to.is_some() { piece.before(last, fiscal_start) } else { last };
            to = to.map(|_| last);
            assumed.push("year".to_owned());
        }
    }
    if found.year_shared {
        assumed.push("year".to_owned());
    }
    if found.ambiguous {
        assumed.push("order".to_owned());
    }
    let span = match to {
        Some(to) => {
            piece.span(fiscal_start).zip(to.span(fiscal_start)).map(|(from, to)| join::range(from, to))
        }
        None => piece.span(fiscal_start),
    };
    let span = span.filter(|span| !found.impossible && span.value().is_real());
    let Some(span) = span else {
        let nothing = (None, None, None, None);
        let (edtf, earliest, latest, precision) = nothing;
        return When { kind, edtf, earliest, latest, precision, qualifier: None, assumed, as_written };
    };
    let span = span.marked(mark(found));
    let mut when = of_value(opened(span, found), span.precision, qualifier(found), kind, as_written);
    when.assumed = assumed;
    when
}

fn mark(found: &Found) -> Mark {
    match (found.leads.has(Lead::About), found.leads.has(Lead::Maybe)) {
        (false, false) => Mark::None,
        (true, false) => Mark::Approximate,
        (false, true) => Mark::Uncertain,
        (true, true) => Mark::Both,
    }
}

/// "from" opens the end, "until" the beginning.
fn opened(span: Span, found: &Found) -> Value {
    if found.leads.has(Lead::From) {
        Value::Interval(Some(span.from), None)
    } else if found.leads.has(Lead::Until) {
        Value::Interval(None, Some(span.to))
    } else {
        span.value()
    }
}

/// The one word that says most about how to take a date.
fn qualifier(found: &Found) -> Option<Qualifier> {
    let part = found.piece.parts.map(|(first, _)| match first {
        Part::Early => Qualifier::Early,
        Part::Mid => Qualifier::Mid,
        Part::Late => Qualifier::Late,
        Part::End => Qualifier::End,
    });
    let week = matches!(found.piece.unit, Unit::WeekFrom { .. }).then_some(Qualifier::Wc);
    let lead = |lead, qualifier| found.leads.has(lead).then_some(qualifier);
    lead(Lead::From, Qualifier::From)
        .or(lead(Lead::Until, Qualifier::Until))
        .or(lead(Lead::After, Qualifier::After))
        .or(part.filter(|_| found.to.is_none()))
        .or(week)
        .or(lead(Lead::Before, Qualifier::Before))
        .or(lead(Lead::By, Qualifier::By))
        .or(lead(Lead::Maybe, Qualifier::Uncertain))
        .or(lead(Lead::About, Qualifier::Approximate))
}

pub(super) fn of_value(
    value: Value,
    precision: Precision,
    qualifier: Option<Qualifier>,
    kind: DateKind,
    as_written: String,
) -> When {
    let (earliest, latest) = value.bounds();
    When {
        kind,
        edtf: Some(value.to_string()),
        earliest,
        latest,
        precision: Some(precision),
        qualifier,
        assumed: Vec::new(),
        as_written,
    }
}
