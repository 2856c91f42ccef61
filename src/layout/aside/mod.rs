//! What stands beside the items or below them and is none of theirs: taken out of the lines before the table is read.
//!
//! ```text
//! Ref | Action | Owner | RAG |   | Summary | No.
//! 1   | …      | …     | G   |   | Green   | 2       the counts are an island to the right
//! 2   | …      | …     | A   |   | Amber   | 1
//!
//! Risk matrix                                        and so is the matrix below an empty row
//! Likely | 4 | 8 | 12
//! ```
//!
//! What a block is tells `apart`; what stands to the right of a table, and is no column of it, tells `side`.

mod side;

use std::collections::BTreeSet;

use crate::grid::{Address, Range, Sheet, column_letters};
use crate::normalize::legend::LegendEntry;
use crate::normalize::{status, text};
use crate::record::Role;

use super::Outline;
use super::apart::{self, Kind};
use super::header::{self, HeaderBlock};
use super::line::{Line, Piece};
use super::pin::Pin;
use super::summary::SummaryBlock;

/// A word to choose from is short.
const CHOICE_WORDS: usize = 4;

/// Why such a list is passed over.
const CHOICES: &str = "it lists the words to choose from";

/// A list of choices has so many; two words in a column are remarks.
const LEAST_CHOICES: usize = 3;

/// A block of cells that is none of the table's.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Island {
    cells: Vec<Address>,
    holds: Holds,
}

#[derive(Debug, Clone, PartialEq)]
enum Holds {
    Counts(SummaryBlock),
    Key(Vec<LegendEntry>),
    /// Something that is passed over, and why.
    Other(&'static str),
}

impl Island {
    fn of(lines: &[Line], kind: Kind) -> Self {
        let holds = match kind {
            Kind::Counts(block) => Holds::Counts(block),
            Kind::Key(entries) => Holds::Key(entries),
            Kind::Scores => Holds::Other("it is a matrix to read scores from"),
            Kind::Figures => Holds::Other("it holds figures, and no items"),
        };
        Self { cells: cells(lines), holds }
    }

    fn passed(lines: &[Line], reason: &'static str) -> Self {
        Self { cells: cells(lines), holds: Holds::Other(reason) }
    }

    /// Gives its cells their role, and hands over what it tells.
    pub(super) fn describe(self, outline: &mut Outline) {
        let role = match &self.holds {
            Holds::Counts(_) => Role::Summary,
            Holds::Key(_) => Role::Legend,
            Holds::Other(_) => Role::Note,
        };
        for at in &self.cells {
            outline.rows.entry(at.row).or_insert(role);
            outline.cells.insert(*at, role);
        }
        match self.holds {
            Holds::Counts(block) => outline.summaries.push(block),
            Holds::Key(entries) => outline.legend.entries.extend(entries),
            Holds::Other(reason) => outline.passed.extend(range(&self.cells).map(|range| (range, reason))),
        }
    }
}

fn cells(lines: &[Line]) -> Vec<Address> {
    lines.iter().flat_map(|line| &line.pieces).map(|p| p.at).collect()
}

fn range(cells: &[Address]) -> Option<Range> {
    let rows = || cells.iter().map(|at| at.row);
    let columns = || cells.iter().map(|at| at.column);
    let start = Address::new(rows().min()?, columns().min()?);
    Some(Range::new(start, Address::new(rows().max()?, columns().max()?)))
}

/// Parts a sheet's lines into those of its tables and what stands apart from them; `find` finds a table's header.
pub(super) fn part(
    sheet: &Sheet,
    lines: Vec<Line>,
    pins: &[Pin],
    find: impl Fn(&[Line]) -> Option<HeaderBlock>,
) -> (Vec<Line>, Vec<Island>) {
    let mut islands = below(sheet, &lines);
    let mut rest = without(&lines, &islands);
    let Some(header) = find(&rest).filter(|found| is_known(&rest, found)) else { return (lines, Vec::new()) };
    let beside: Vec<Island> = side::beside(sheet, &rest, &header)
        .into_iter()
        .filter(|island| !is_pinned(island, &lines, pins))
        .collect();
    if !beside.is_empty() {
        rest = without(&rest, &beside);
        islands.extend(beside);
    }
    if islands.is_empty() || find(&rest).is_none() { (lines, Vec::new()) } else { (rest, islands) }
}

/// Tells whether a header was found by its words: without any, the figures may be what the sheet holds.
fn is_known(lines: &[Line], found: &HeaderBlock) -> bool {
    header::known_at(lines, found.first).is_some()
}

/// Tells whether the caller names a column of an island.
fn is_pinned(island: &Island, lines: &[Line], pins: &[Pin]) -> bool {
    let inside = |p: &&Piece| island.cells.contains(&p.at);
    let names = |p: &Piece, pin: &Pin| {
        text::fold(&p.text) == text::fold(&pin.column)
            || column_letters(p.at.column).eq_ignore_ascii_case(pin.column.trim())
    };
    !pins.is_empty()
        && lines
            .iter()
            .flat_map(|line| &line.pieces)
            .filter(inside)
            .any(|p| pins.iter().any(|pin| names(p, pin)))
}

/// The lines but for the cells of islands.
fn without(lines: &[Line], islands: &[Island]) -> Vec<Line> {
    let taken: BTreeSet<Address> = islands.iter().flat_map(|island| &island.cells).copied().collect();
    if taken.is_empty() {
        return lines.to_vec();
    }
    lines
        .iter()
        .filter_map(|line| {
            let pieces: Vec<Piece> = line.pieces.iter().filter(|p| !taken.contains(&p.at)).cloned().collect();
            (!pieces.is_empty()).then_some(Line { row: line.row, pieces })
        })
        .collect()
}

/// Runs of lines without an empty row between them.
fn blocks(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    lines.chunk_by(|above, line| line.row == above.row + 1)
}

/// Whole blocks of rows that stand by themselves.
fn below(sheet: &Sheet, lines: &[Line]) -> Vec<Island> {
    blocks(lines)
        .filter(|block| block.len() > 1)
        .filter_map(|block| match apart::kind(sheet, block) {
            Some(kind) => Some(Island::of(block, kind)),
            None => is_choices(block).then(|| Island::passed(block, CHOICES)),
        })
        .collect()
}

/// Tells whether a block lists words to choose from in columns beside each other: each its own list, one of them of statuses.
fn is_choices(block: &[Line]) -> bool {
    let Some((header, rows)) = block.split_first() else { return false };
    let plain =
        |line: &Line| line.pieces.iter().all(|p| !p.typed && !p.is_number() && p.words() <= CHOICE_WORDS);
    if header.pieces.len() < 2 || rows.len() < LEAST_CHOICES || !plain(header) || !rows.iter().all(plain) {
        return false;
    }
    let lists: Vec<Vec<&Piece>> = header
        .pieces
        .iter()
        .map(|label| rows.iter().filter_map(|line| line.piece(label.at.column)).collect())
        .collect();
    let all =
        lists.iter().map(Vec::len).sum::<usize>() == rows.iter().map(|line| line.pieces.len()).sum::<usize>();
    let distinct = |list: &Vec<&Piece>| {
        list.iter().map(|p| text::fold(&p.text)).collect::<BTreeSet<_>>().len() == list.len()
    };
    // A status says how something stands; where what stands would be named there is nothing.
    let states = lists.first().is_some_and(|list| {
        list.len() >= LEAST_CHOICES
            && list.iter().filter(|p| status::is_status_like(&p.text)).count() * 2 > list.len()
    });
    all && states && lists.iter().all(distinct)
}

#[cfg(test)]
mod tests;
