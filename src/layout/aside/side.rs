//! What stands to the right of a table and is no column of it.
//!
//! A blank column alone parts nothing, since tables have such for looks: what stands behind it must show by its own form
//! (`apart`), or by where it begins and ends, that it is none of the table's. Right beside the last column only counts of the
//! rows and a matrix are told from columns.

use std::collections::BTreeSet;

use crate::grid::Sheet;
use crate::normalize::period::Period;
use crate::normalize::{headers, text};
use crate::record::Field;

use super::super::apart::{self, Kind};
use super::super::header::{self, HeaderBlock};
use super::super::line::{Line, Piece, number};
use super::super::mark::is_total;
use super::super::summary::SummaryBlock;
use super::{CHOICE_WORDS, CHOICES, Island, LEAST_CHOICES, blocks};

/// Counts and scores beside a table have no more columns.
const MOST_COLUMNS: u32 = 8;

/// Blank columns part a sheet into no more; further ones are not looked at, since each costs a reading of all rows.
const MOST_BANDS: usize = 24;

/// Counts right beside a table stand beside its first rows.
const ROWS_READ: usize = 200;

/// Why rows and columns off the table's are passed over.
const BESIDE: &str = "it stands beside the items";

/// A stretch of columns, with what stands in it.
struct Band {
    first: u32,
    last: u32,
}

/// What stands to the right of a table.
pub(super) fn beside(sheet: &Sheet, lines: &[Line], header: &HeaderBlock) -> Vec<Island> {
    let Some(table) = lines.get(header.first..) else { return Vec::new() };
    let bands = bands(table, header);
    let mut found = Vec::new();
    for (place, band) in bands.iter().enumerate().rev().take(MOST_BANDS) {
        let side = Side { sheet, lines, header, first: band.first };
        if place == 0 {
            found.extend(side.adjacent(band));
            break;
        }
        let islands = side.behind_gap(band);
        let headed = header.columns.iter().any(|c| (band.first..=band.last).contains(&c.column));
        // A column of the table ends the search: what stands left of it is the table's too.
        if headed && islands.is_empty() {
            break;
        }
        found.extend(islands);
    }
    found
}

/// The stretches of used columns from the table's own on; the table's is the first with a good part of the
/// fields that its header names.
fn bands(table: &[Line], header: &HeaderBlock) -> Vec<Band> {
    let mut used: BTreeSet<u32> = header.columns.iter().map(|c| c.column).collect();
    used.extend(table.iter().flat_map(|line| line.pieces.iter().map(|p| p.at.column)));
    let mut bands: Vec<Band> = Vec::new();
    for column in used {
        match bands.last_mut() {
            Some(band) if band.last + 1 == column => band.last = column,
            _ => bands.push(Band { first: column, last: column }),
        }
    }
    let own = |band: &Band| {
        let labels = header.columns.iter().filter(|c| (band.first..=band.last).contains(&c.column));
        labels
            .filter(|c| headers::read_header(&c.full()).is_some_and(|read| read.confidence >= header::SURE))
            .count()
    };
    let most = bands.iter().map(own).max().unwrap_or(0);
    let first = bands.iter().position(|band| own(band) * 2 >= most).unwrap_or(0);
    bands.split_off(first)
}

/// The columns to the right of a table, from the first on.
struct Side<'a> {
    sheet: &'a Sheet,
    lines: &'a [Line],
    header: &'a HeaderBlock,
    first: u32,
}

impl Side<'_> {
    /// The first lines with something in some columns, no more of it.
    fn within(&self, first: u32, last: u32, rows: usize) -> Vec<Line> {
        let part = |line: &Line| {
            let pieces: Vec<Piece> = line.within(first, last).cloned().collect();
            (!pieces.is_empty()).then_some(Line { row: line.row, pieces })
        };
        self.lines.iter().take(rows).filter_map(part).collect()
    }

    fn top(&self) -> u32 {
        self.lines.get(self.header.first).map_or(0, |line| line.row)
    }

    /// The rows below the header that the table fills.
    fn rows(&self) -> impl Iterator<Item = u32> {
        let own = |line: &&Line| line.pieces.iter().any(|p| p.at.column < self.first);
        self.lines.iter().skip(self.header.next).filter(own).map(|line| line.row)
    }

    /// What stands behind a blank column.
    fn behind_gap(&self, band: &Band) -> Vec<Island> {
        let lines = self.within(band.first, band.last, usize::MAX);
        let header_rows: Vec<u32> = self
            .lines
            .get(self.header.first..self.header.next)
            .unwrap_or_default()
            .iter()
            .map(|line| line.row)
            .collect();
        let mut islands = Vec::new();
        for block in blocks(&lines) {
            let reaches = block.last().is_some_and(|line| line.row >= self.top());
            if !reaches {
                continue;
            }
            let headed = block.iter().any(|line| header_rows.contains(&line.row));
            let kind = apart::kind(self.sheet, block);
            let island = if headed {
                kind.filter(|kind| self.stands_out(block, kind))
                    .map(|kind| Island::of(block, kind))
                    .or_else(|| sums_up(block).then(|| Island::passed(block, BESIDE)))
                    .or_else(|| self.list(block))
            } else {
                kind.map(|kind| Island::of(block, kind)).or_else(|| table(block))
            };
            // The columns of the table have their labels, and what stands under those.
            if headed && island.is_none() {
                return Vec::new();
            }
            islands.extend(island);
        }
        islands
    }

    /// Counts and scores that begin right beside the table's last column.
    fn adjacent(&self, band: &Band) -> Option<Island> {
        let own = self.header.columns.get(1)?.column;
        let from = band.last.saturating_sub(MOST_COLUMNS - 1).max(own + 1);
        (from..band.last).find_map(|first| {
            let lines = self.within(first, band.last, self.header.next + ROWS_READ);
            blocks(&lines).filter(|block| block.last().is_some_and(|line| line.row >= self.top())).find_map(
                |block| match apart::kind(self.sheet, block)? {
                    Kind::Counts(counts) if self.counts_items(block, &counts, first) => {
                        Some(Island::of(block, Kind::Counts(counts)))
                    }
                    // Ratings of the items are words of a scale too; only what can be reckoned is told without a gap.
                    Kind::Scores
                        if block.len() == lines.len() && apart::is_products(block) && !self.rates(block) =>
                    {
                        Some(Island::of(block, Kind::Scores))
                    }
                    _ => None,
                },
            )
        })
    }

    /// Tells whether a block that begins in the header's row is no part of the table.
    fn stands_out(&self, block: &[Line], kind: &Kind) -> bool {
        match kind {
            Kind::Key(_) => true,
            Kind::Scores => !self.rates(block),
            Kind::Counts(counts) => {
                !self.fills_the_same(block) || self.counts_items(block, counts, self.first)
            }
            Kind::Figures => !self.fills_the_same(block) || self.adds_up(block),
        }
    }

    /// Tells whether labels in the header's row say something of the items: what the table has no column for, or a time.
    fn rates(&self, block: &[Line]) -> bool {
        let headed = block.first().filter(|line| line.row == self.top());
        let labels = headed.into_iter().flat_map(|line| &line.pieces);
        labels.filter(|p| !p.is_number()).any(|p| self.says_of_items(p) || Period::of(&p.text).is_bare())
    }

    /// Tells whether a label surely names what is said of items and the table has not. What names items may name those of another
    /// list.
    fn says_of_items(&self, label: &Piece) -> bool {
        headers::read_header(&label.text).is_some_and(|read| {
            let names_items =
                matches!(read.field, Field::Ref | Field::Recommendation | Field::Action | Field::Group);
            !names_items && read.confidence >= header::SURE && !self.has(read.field)
        })
    }

    /// Tells whether the last number of each row is the sum of the others, and those together count the table's rows.
    fn adds_up(&self, block: &[Line]) -> bool {
        let numbers = |line: &Line| line.pieces.iter().filter_map(|p| number(&p.text)).collect::<Vec<_>>();
        let rows: Vec<Vec<f64>> = block.iter().map(numbers).filter(|row| row.len() > 1).collect();
        let sums =
            rows.iter().map(|row| row.split_last().map(|(last, rest)| (*last, rest.iter().sum::<f64>())));
        let all = sums.clone().flatten().map(|(last, _)| last).sum::<f64>();
        #[expect(clippy::cast_precision_loss, reason = "a sheet has far fewer than 2^52 rows")]
        let items = self.rows().count() as f64;
        sums.flatten().all(|(last, rest)| (last - rest).abs() < 1e-6)
            && [items, items * 2.0].iter().any(|count| (count - all).abs() < 1e-6)
    }

    /// Tells whether a block ends with the table's rows, as its columns would.
    fn fills_the_same(&self, block: &[Line]) -> bool {
        self.rows().last() == block.last().map(|line| line.row)
    }

    /// Tells whether numbers count the table's rows: each label once, and together as many as there are rows, or as they say.
    fn counts_items(&self, block: &[Line], counts: &SummaryBlock, first: u32) -> bool {
        let labels: BTreeSet<String> = counts.counts.iter().map(|count| text::fold(&count.label)).collect();
        let sum = counts.counts.iter().map(|count| count.value).fold(0, u64::saturating_add);
        let own = |line: &&Line| line.pieces.iter().any(|p| p.at.column < first);
        let rows = self.lines.iter().skip(self.header.next).filter(own).count();
        let rows = u64::try_from(rows).unwrap_or(u64::MAX);
        block.len() > 2
            && labels.len() == counts.counts.len()
            && sum > 0
            && counts.total.map_or(sum == rows, |total| total == sum)
    }

    /// A short list under a header of its own, beside the first rows of a longer table: choices, versions, contacts.
    fn list(&self, block: &[Line]) -> Option<Island> {
        let (header, rows) = block.split_first()?;
        // One row less may be an item without a value; a list of what another column holds has its own length.
        let again = |p: &Piece| headers::read_header(&p.text).is_some_and(|read| self.has(read.field));
        let spare = usize::from(!header.pieces.iter().all(again));
        let shorter =
            self.rows().count() > rows.len() + spare || self.rows().last() < block.last().map(|l| l.row);
        if header.row != self.top() || !shorter {
            return None;
        }
        let full = rows.iter().all(|line| {
            line.pieces.len() == header.pieces.len()
                && header.pieces.iter().all(|label| line.piece(label.at.column).is_some())
        });
        // Owners and days head lists of contacts and versions too.
        let follows_up = |p: &Piece| {
            headers::read_header(&p.text).is_some_and(|read| {
                let later = matches!(
                    read.field,
                    Field::Progress
                        | Field::Notes
                        | Field::Status
                        | Field::Rag
                        | Field::Priority
                        | Field::PercentComplete
                        | Field::Completed
                        | Field::RevisedDue
                );
                later && !self.has(read.field)
            })
        };
        if rows.len() < 2 || !full || header.pieces.iter().any(follows_up) {
            return None;
        }
        let distinct = |column: u32| {
            let words: BTreeSet<String> =
                rows.iter().filter_map(|line| line.piece(column)).map(|p| text::fold(&p.text)).collect();
            words.len() == rows.len()
        };
        let short = |line: &Line| line.pieces.iter().all(|p| !p.typed && p.words() <= CHOICE_WORDS);
        let choices = rows.len() >= LEAST_CHOICES
            && rows.iter().all(short)
            && header.pieces.iter().all(|label| distinct(label.at.column));
        if choices {
            return Some(Island::passed(block, CHOICES));
        }
        // Columns of nothing but numbers are sums of the items beside them.
        let words = rows.iter().flat_map(|line| &line.pieces).any(|p| !p.typed && !p.is_number());
        let table =
            words && header.pieces.len() > 1 && header.pieces.first().is_some_and(|p| distinct(p.at.column));
        table.then(|| Island::passed(block, BESIDE))
    }

    /// Tells whether the table has a column of a field left of here.
    fn has(&self, field: Field) -> bool {
        let own = self.header.columns.iter().filter(|c| c.column < self.first);
        own.filter_map(|c| headers::read_header(&c.full())).any(|read| read.field == field)
    }
}

/// Tells whether a block ends with the sum of its numbers, where the rows of a table of items go on.
fn sums_up(block: &[Line]) -> bool {
    let Some((last, rows)) = block.split_last() else { return false };
    let value =
        |line: &Line| line.pieces.last().filter(|_| line.pieces.len() > 1).and_then(|p| number(&p.text));
    let numbers: Vec<f64> = rows.iter().skip(1).filter_map(value).collect();
    let closes = last.pieces.first().is_some_and(is_total);
    closes
        && numbers.len() > 1
        && numbers.len() + 1 == rows.len()
        && value(last).is_some_and(|sum| (sum - numbers.iter().sum::<f64>()).abs() < 1e-6)
}

/// Rows and columns of their own, off the table's header.
fn table(block: &[Line]) -> Option<Island> {
    let several = block.iter().filter(|line| line.pieces.len() > 1).count();
    (several > 1).then(|| Island::passed(block, BESIDE))
}
