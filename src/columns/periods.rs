//! Of several columns that tell one field, each at another time (`Q1 RAG`, `Q2 RAG`), which one shows how things stand now.
//!
//! Only columns whose headers differ in nothing but the period, an age ("previous") or a number are compared, or not at all:
//! then the right one is the newest, as columns are added on the right. Quarters and months without years are compared by how
//! they follow each other, since a financial year begins in the middle of another. A column without content is no state yet.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use crate::layout::{HeaderColumn, Pin};
use crate::normalize::period::Period;
use crate::normalize::text;
use crate::record::Field;

use super::content::Content;
use super::{Claim, LEAST, Remark};

/// What a record has once, and its state at several times can be kept of.
const KEPT: [Field; 6] =
    [Field::Rag, Field::Status, Field::Progress, Field::PercentComplete, Field::Priority, Field::Notes];

/// Mean words from which cells under a period tell the progress.
const PROGRESS_WORDS: usize = 2;

/// Confidence of columns that only their cells speak for.
const PERIODS_ALONE: f32 = 0.6;

/// Withdraws the claims of columns that a newer one outdates; each such field is told of once, with its newest column.
///
/// `earlier` is given, for each newest column, the filled ones of other times before it, the latest first.
pub(super) fn keep_newest(
    columns: &[HeaderColumn],
    contents: &[Content],
    pinned: &[Option<&Pin>],
    claims: &mut Vec<Claim>,
    earlier: &mut BTreeMap<u32, Vec<u32>>,
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for field in KEPT {
        // What the caller says settles it.
        if pinned.iter().flatten().any(|pin| pin.field == Some(field)) {
            continue;
        }
        let is_free = |place: usize| pinned.get(place).is_none_or(Option::is_none);
        let best = best_claims(claims);
        let mut places: Vec<usize> = claims
            .iter()
            .filter(|c| c.field == field && c.confidence >= LEAST && is_free(c.place))
            .filter(|c| best.get(&c.place).is_none_or(|best| c.confidence >= *best))
            .map(|c| c.place)
            .collect();
        places.sort_unstable();
        places.dedup();
        let mut dated: Vec<Dated<'_>> = places
            .iter()
            .filter_map(|place| Dated::of(*place, columns.get(*place)?, contents.get(*place)?))
            .collect();
        put_in_sequence(&mut dated);
        let Some(newest) = newest(&dated) else { continue };
        let older: Vec<&Dated<'_>> =
            dated.iter().filter(|d| d.place != newest.place && d.order(newest).is_some()).collect();
        // It is no other field either: an old comment is no progress.
        let outdated = |c: &Claim| older.iter().any(|d| d.place == c.place);
        claims.retain(|c| !outdated(c));
        let others: Vec<String> = older
            .iter()
            .filter(|d| d.has_content)
            .map(|d| format!("`{}` ({})", d.column.full(), d.column.place()))
            .collect();
        let mut before: Vec<&&Dated<'_>> =
            older.iter().filter(|d| d.has_content && d.is_time_before(newest)).collect();
        // Not all can be compared with each other: a quarter holds its months, and is neither before nor after them.
        let later: BTreeMap<usize, usize> = before
            .iter()
            .map(|d| {
                let is_later = |other: &&&&Dated<'_>| d.order(other) == Some(Ordering::Less);
                (d.place, before.iter().filter(is_later).count())
            })
            .collect();
        before.sort_by_key(|d| (later.get(&d.place).copied(), Reverse(d.place)));
        if !before.is_empty() {
            earlier.insert(newest.column.column, before.iter().map(|d| d.column.column).collect());
        }
        if !others.is_empty() {
            remarks.push(Remark {
                column: newest.column.column,
                message: format!(
                    "`{}` was taken as the newest {field}; earlier ones were kept in extra: {}",
                    newest.column.full(),
                    others.join(", ")
                ),
            });
        }
    }
    remarks
}

/// Returns the confidence of each column's best claim, by place.
pub(super) fn best_claims(claims: &[Claim]) -> BTreeMap<usize, f32> {
    let mut best: BTreeMap<usize, f32> = BTreeMap::new();
    for claim in claims {
        let best = best.entry(claim.place).or_insert(claim.confidence);
        *best = best.max(claim.confidence);
    }
    best
}

/// A column with the time that its header says.
struct Dated<'a> {
    place: usize,
    column: &'a HeaderColumn,
    has_content: bool,
    header: String,
    period: Period,
    /// Its place among the times that follow each other from one column to the next.
    in_sequence: Option<usize>,
    /// The header without the number that it ends in, and the number.
    numbered: (String, Option<u32>),
}

impl<'a> Dated<'a> {
    fn of(place: usize, column: &'a HeaderColumn, content: &Content) -> Option<Self> {
        let header = text::fold(&column.full());
        let has_content = content.filled > 0 || content.bare_fills > 0;
        let (stem, last) = header.rsplit_once(' ').unwrap_or((header.as_str(), ""));
        let numbered = match last.parse::<u32>() {
            Ok(number) => (stem.to_owned(), Some(number)),
            Err(_) => (header.clone(), None),
        };
        let period = Period::of(&header);
        column.named.then_some(Self {
            place,
            column,
            has_content,
            header,
            period,
            in_sequence: None,
            numbered,
        })
    }

    /// Returns which of two shows the earlier time; `None` where they are about different things.
    fn order(&self, other: &Self) -> Option<Ordering> {
        if self.header == other.header {
            return Some(self.place.cmp(&other.place));
        }
        if let Some((place, other)) = self.in_sequence.zip(other.in_sequence) {
            return Some(place.cmp(&other));
        }
        let numbers = || {
            let (stem, number) = &self.numbered;
            let (other_stem, other_number) = &other.numbered;
            // `Update` beside `Update 2` is the first.
            let order = number.unwrap_or(1).cmp(&other_number.unwrap_or(1));
            (stem == other_stem && order.is_ne()).then_some(order)
        };
        self.period.order(&other.period).or_else(numbers)
    }

    /// Tells whether it shows the time before another, so that what it says holds until that one says more.
    ///
    /// A "previous" column is there to be compared with: what it says does not hold where the current one is blank.
    fn is_time_before(&self, newest: &Self) -> bool {
        let timed = self.period.is_timed() && newest.period.is_timed();
        let numbered = self.numbered.0 == newest.numbered.0 && newest.numbered.1.is_some();
        (timed || numbered) && self.header != newest.header && self.order(newest) == Some(Ordering::Less)
    }
}

/// Gives columns whose times follow each other without a year their places, from the earliest.
fn put_in_sequence(dated: &mut [Dated<'_>]) {
    let timed = |d: &&mut Dated<'_>| d.period.is_timed();
    let mut timed: Vec<&mut Dated<'_>> = dated.iter_mut().filter(timed).collect();
    let periods: Vec<&Period> = timed.iter().map(|d| &d.period).collect();
    let Some(order) = Period::sequence(&periods) else { return };
    let count = timed.len();
    for (place, d) in timed.iter_mut().enumerate() {
        d.in_sequence = Some(if order == Ordering::Less { place } else { count - place });
    }
}

/// Reads columns whose headers say a period and nothing else by what they hold: colours, statuses, running text.
///
/// Only where no other column tells that field; numbers and marks under periods can be anything, and a remark says so.
pub(super) fn told_by_periods(
    columns: &[HeaderColumn],
    contents: &[Content],
    pinned: &[Option<&Pin>],
    claims: &mut Vec<Claim>,
) -> Option<Remark> {
    let places: Vec<usize> = (0..columns.len())
        .filter(|place| {
            let named = |c: &HeaderColumn| c.named && Period::of(&c.full()).is_bare();
            let free = || {
                pinned.get(*place).is_none_or(Option::is_none)
                    && claims.iter().all(|c| c.place != *place || c.confidence < LEAST)
            };
            columns.get(*place).is_some_and(named) && free()
        })
        .collect();
    let filled: Vec<(usize, &Content)> = places
        .iter()
        .filter_map(|place| Some((*place, contents.get(*place)?)))
        // Fills alone are the bars of a chart.
        .filter(|(_, content)| content.filled > 0)
        .collect();
    if places.len() < 2 || filled.is_empty() {
        return None;
    }
    let most = |count: fn(&Content) -> usize| filled.iter().all(|(_, c)| count(c) * 10 >= c.filled * 7);
    let kinds: [(Field, &str, bool); 2] = [
        (Field::Status, "statuses or colours", most(|c| c.statuses)),
        (
            Field::Progress,
            "running text",
            most(|c| c.filled.saturating_sub(c.statuses.max(c.numbers).max(c.dates)))
                && filled.iter().map(|(_, c)| c.words).sum::<usize>()
                    >= PROGRESS_WORDS * filled.iter().map(|(_, c)| c.filled).sum::<usize>(),
        ),
    ];
    let told = |field: Field| {
        claims.iter().any(|c| c.field == field && c.confidence >= LEAST)
            || pinned.iter().flatten().any(|pin| pin.field == Some(field))
    };
    let found = kinds.into_iter().find(|(_, _, holds)| *holds).filter(|(field, ..)| {
        let colors = matches!(field, Field::Rag | Field::Status) && told(Field::Rag);
        !colors && !told(*field)
    });
    if let Some((field, what, _)) = found {
        for (place, content) in &filled {
            let label = columns.get(*place).map(HeaderColumn::full).unwrap_or_default();
            claims.push(Claim {
                place: *place,
                field,
                confidence: PERIODS_ALONE,
                reason: format!("header `{label}` says a time only; {} cells hold {what}", content.filled),
            });
        }
        return None;
    }
    let names: Vec<String> = filled
        .iter()
        .filter_map(|(place, _)| columns.get(*place))
        .map(|c| format!("`{}`", c.full()))
        .collect();
    let column = columns.get(filled.first()?.0)?.column;
    let message = format!("what stands under {} could not be told, and was kept in extra", names.join(", "));
    Some(Remark { column, message })
}

/// The newest column with content of those that say their time; `None` where there are not two to compare.
fn newest<'d, 'a>(dated: &'d [Dated<'a>]) -> Option<&'d Dated<'a>> {
    let comparable =
        |d: &&Dated<'a>| dated.iter().any(|other| other.place != d.place && d.order(other).is_some());
    let filled: Vec<&Dated<'a>> = dated.iter().filter(|d| d.has_content).filter(comparable).collect();
    let is_newest = |d: &&&Dated<'a>| !filled.iter().any(|other| d.order(other) == Some(Ordering::Less));
    filled.iter().find(is_newest).copied()
}
