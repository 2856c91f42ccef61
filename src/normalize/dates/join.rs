//! Dates that stand together to ranges and lists, each with its year: "March, July and October 2014".
//!
//! A missing year is the neighbour's where the two are tied by a comma, "and", a dash or nothing at all; over a year's end it
//! is the one before or after. What brackets merely explain ("Q2 2012/13 (July to September)") is dropped.

use super::core::Strength;
use super::event::{Event, Found, Tie, Walk};
use super::piece::{Piece, Span, Unit, Year};
use super::vocabulary::Lead;

/// Joins the dates of a walk; those that went into another or are none are no longer among its events.
pub(super) fn join(walk: &mut Walk, fiscal_start: i8) {
    drop_unmeant(walk);
    make_weeks(&mut walk.dates);
    share_years(&mut walk.dates, fiscal_start);
    join_ranges(walk, fiscal_start);
    drop_glosses(walk, fiscal_start);
}

/// A bare month or year among other words is a date only where a word such as "by" leads to it; a lone day never is.
fn drop_unmeant(walk: &mut Walk) {
    let mut kept = vec![true; walk.dates.len()];
    let mut later: Option<Found> = None;
    for (found, kept) in walk.dates.iter_mut().zip(&mut kept).rev() {
        let tied = later.filter(|later| later.tie != Tie::Cut);
        if let Unit::DayOnly(day) = found.piece.unit {
            // The month of the day that follows.
            if let Some(Unit::Day { month, .. }) = tied.map(|later| later.piece.unit) {
                found.piece.unit = Unit::Day { month, day };
            } else {
                *kept = false;
                continue;
            }
        }
        // "March, July and October 2014": tied to a date that is meant.
        let carried = tied.is_some_and(|later| later.strength != Strength::Weak);
        if found.strength == Strength::Weak && walk.foreign && !found.led {
            if carried {
                found.strength = Strength::Medium;
            } else {
                *kept = false;
                continue;
            }
        }
        later = Some(*found);
    }
    keep(walk, &kept);
}

/// Takes the dates that are not kept out of the list and of the events.
fn keep(walk: &mut Walk, kept: &[bool]) {
    if kept.iter().all(|&kept| kept) {
        return;
    }
    let mut places = Vec::with_capacity(kept.len());
    let mut count = 0;
    for &kept in kept {
        places.push(kept.then_some(count));
        count += usize::from(kept);
    }
    walk.events.retain_mut(|event| match event {
        Event::Date(at) => places.get(*at).copied().flatten().map(|place| *at = place).is_some(),
        _ => true,
    });
    let mut kept = kept.iter();
    walk.dates.retain(|_| kept.next().copied().unwrap_or(true));
}

/// "w/c 4, 11 and 18 June": weeks all of them.
fn make_weeks(dates: &mut [Found]) {
    let mut week = None;
    for found in dates {
        let own = [Lead::WeekFrom, Lead::WeekTo].into_iter().find(|&lead| found.leads.has(lead));
        week = own.or(week.filter(|_| found.tie == Tie::List));
        if let (Some(lead), Unit::Day { month, day }) = (week, found.piece.unit) {
            let from = lead == Lead::WeekFrom;
            found.piece.unit = if from { Unit::WeekFrom { month, day } } else { Unit::WeekTo { month, day } };
        }
    }
}

fn share_years(dates: &mut [Found], fiscal_start: i8) {
    let mut later: Option<Found> = None;
    for found in dates.iter_mut().rev() {
        if let Some(later) = later.filter(|later| later.tie != Tie::Cut && later.piece.has_year())
            && !found.piece.has_year()
            && !found.impossible
        {
            let before = |piece: Piece| piece.before(later.piece, fiscal_start);
            found.to = found.to.map(before);
            found.piece = before(found.piece);
        }
        later = Some(*found);
    }
    let mut earlier: Option<Found> = None;
    for found in dates.iter_mut() {
        let tied = !matches!(found.tie, Tie::Cut | Tie::Near);
        if let Some(earlier) =
            earlier.filter(|earlier| tied && earlier.piece.has_year() && !earlier.impossible)
            && !found.piece.has_year()
            && !found.impossible
        {
            found.piece = found.piece.after(earlier.to.unwrap_or(earlier.piece), fiscal_start);
            found.year_shared = true;
        }
        earlier = Some(*found);
    }
}

fn join_ranges(walk: &mut Walk, fiscal_start: i8) {
    let mut kept = vec![true; walk.dates.len()];
    let mut open: Option<usize> = None;
    for at in 0..walk.dates.len() {
        let Some(later) = walk.dates.get(at).copied() else { continue };
        let earlier = open.and_then(|open| walk.dates.get(open)).copied();
        if let Some(earlier) = earlier
            && is_range(earlier, later, fiscal_start)
        {
            if let Some(found) = open.and_then(|open| walk.dates.get_mut(open)) {
                found.to = Some(later.to.unwrap_or(later.piece));
                found.end = later.end;
                found.ambiguous |= later.ambiguous;
                found.year_shared |= later.year_shared;
                // "From April to June" has both ends; so has "between".
                found.leads.drop(Lead::From);
                found.leads.drop(Lead::Between);
                for lead in [Lead::From, Lead::Maybe, Lead::About] {
                    if later.leads.has(lead) {
                        found.leads.add(lead);
                    }
                }
            }
            if let Some(kept) = kept.get_mut(at) {
                *kept = false;
            }
        } else {
            open = Some(at);
        }
    }
    keep(walk, &kept);
}

/// Tells whether two neighbours are the ends of one range.
fn is_range(earlier: Found, later: Found, fiscal_start: i8) -> bool {
    if earlier.moved_from || earlier.impossible || later.impossible || earlier.struck != later.struck {
        return false;
    }
    let last = earlier.to.unwrap_or(earlier.piece);
    let between = earlier.leads.has(Lead::Between);
    let joined = match later.tie {
        // A range that ends once does not go on.
        Tie::Range => earlier.to.is_none() || is_next(last, later.piece),
        Tie::Slash => {
            is_next(last, later.piece) || (earlier.piece.parts.is_some() && later.piece.parts.is_some())
        }
        Tie::List => between || (is_next(last, later.piece) && matches!(last.unit, Unit::Quarter(_))),
        Tie::Cut | Tie::Near => false,
    };
    let span = |piece: Piece| piece.span(fiscal_start);
    joined
        && match (span(earlier.piece), span(later.piece)) {
            (Some(from), Some(to)) => {
                let value = range(from, to).value();
                earlier.piece.has_year() == later.piece.has_year() && value.is_real() && from != to
            }
            _ => false,
        }
}

/// Returns the span from the beginning of one to the end of another.
pub(super) fn range(from: Span, to: Span) -> Span {
    Span { from: from.from, to: to.to, precision: crate::record::Precision::Range }
}

/// The second of two periods begins where the first ends.
fn is_next(one: Piece, other: Piece) -> bool {
    let years = |one: Year, other: Year, step: i16| match (one, other) {
        (Year::Missing, Year::Missing) => true,
        (Year::Plain(one), Year::Plain(other))
        | (Year::Financial(one), Year::Financial(other))
        | (Year::Academic(one), Year::Academic(other)) => one.checked_add(step) == Some(other),
        _ => false,
    };
    // Only the order of the units is asked for here; their years must agree, or follow over a year's end.
    let same = years(one.year, other.year, 0);
    let over = years(one.year, other.year, 1) || one.year == Year::Missing;
    // December and January of 2012/13.
    let in_one_book = same && matches!(one.year, Year::Financial(_));
    match (one.unit, other.unit) {
        (Unit::Month(a), Unit::Month(b)) => {
            (b == a + 1 && same) || (a == 12 && b == 1 && (over || in_one_book))
        }
        (Unit::Season(a), Unit::Season(b)) => (b == a + 1 && same) || (a == 24 && b == 21 && over),
        (Unit::Quarter(a), Unit::Quarter(b)) => (b == a + 1 && same) || (a == 4 && b == 1 && over),
        (Unit::Half(a), Unit::Half(b)) => b == a + 1 && same,
        (Unit::Day { month: m, day: a }, Unit::Day { month: n, day: b }) => m == n && b == a + 1 && same,
        (Unit::Year(_), Unit::Year(_)) => over && one.year != Year::Missing,
        _ => false,
    }
}

/// Drops a date in brackets that says the period before it once more, and a quarter that says the date before it.
fn drop_glosses(walk: &mut Walk, fiscal_start: i8) {
    let mut kept = vec![true; walk.dates.len()];
    for events in walk.events.windows(3) {
        let &[Event::Open, Event::Date(at), Event::Close] = events else { continue };
        let Some((before, rest)) = walk.dates.split_at_checked(at) else { continue };
        let (Some(outer), Some(inner)) = (before.last(), rest.first()) else { continue };
        let period = |found: &Found| {
            matches!(found.piece.unit, Unit::Quarter(_) | Unit::Half(_) | Unit::Season(_) | Unit::Term(..))
        };
        let said = (period(outer) && covers(outer, inner, fiscal_start))
            || (period(inner) && covers(inner, outer, fiscal_start));
        if let Some(kept) = kept.get_mut(at) {
            *kept = !said || inner.leads.has(Lead::By);
        }
    }
    keep(walk, &kept);
}

/// The days of one lie within the other's; without years they are taken to.
fn covers(wide: &Found, narrow: &Found, fiscal_start: i8) -> bool {
    if !wide.piece.has_year() || !narrow.piece.has_year() {
        return true;
    }
    let bounds = |found: &Found| {
        let from = found.piece.span(fiscal_start)?;
        let to = found.to.unwrap_or(found.piece).span(fiscal_start)?;
        let (first, last) = range(from, to).value().bounds();
        first.zip(last)
    };
    match (bounds(wide), bounds(narrow)) {
        (Some(wide), Some(narrow)) => wide.0 <= narrow.0 && narrow.1 <= wide.1,
        _ => false,
    }
}
