//! Of several columns that tell one field, each at another time (`Q1 RAG`, `Q2 RAG`), which one shows how things stand now.
//!
//! Only columns whose headers differ in nothing but the period, an age ("previous") or a number are compared, or not at all:
//! then the right one is the newest, as columns are added on the right. A column without content is no state yet.

use std::cmp::Ordering;
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

/// Withdraws the claims of columns that a newer one outdates; each such field is told of once, with its newest column.
pub(super) fn keep_newest(
    columns: &[HeaderColumn],
    contents: &[Content],
    pinned: &[Option<&Pin>],
    claims: &mut Vec<Claim>,
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
        let dated: Vec<Dated<'_>> = places
            .iter()
            .filter_map(|place| Dated::of(*place, columns.get(*place)?, contents.get(*place)?))
            .collect();
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

/// The confidence of each column's best claim, by place.
fn best_claims(claims: &[Claim]) -> BTreeMap<usize, f32> {
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
        column.named.then_some(Self { place, column, has_content, header, period, numbered })
    }

    /// Returns which of two shows the earlier time; `None` where they are about different things.
    fn order(&self, other: &Self) -> Option<Ordering> {
        if self.header == other.header {
            return Some(self.place.cmp(&other.place));
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
}

/// The newest column with content of those that say their time; `None` where there are not two to compare.
fn newest<'d, 'a>(dated: &'d [Dated<'a>]) -> Option<&'d Dated<'a>> {
    let comparable =
        |d: &&Dated<'a>| dated.iter().any(|other| other.place != d.place && d.order(other).is_some());
    let filled: Vec<&Dated<'a>> = dated.iter().filter(|d| d.has_content).filter(comparable).collect();
    let is_newest = |d: &&&Dated<'a>| !filled.iter().any(|other| d.order(other) == Some(Ordering::Less));
    filled.iter().find(is_newest).copied()
}
