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

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::grid::{Address, Range, Sheet, column_letters};
use crate::normalize::legend::LegendEntry;
use crate::normalize::{dates, status, text};
use crate::record::Role;

use super::Outline;
use super::apart::{self, Kind};
use super::around::names_legend;
use super::header::{self, HeaderBlock};
use super::line::{Line, Piece};
use super::pin::{LayoutOptions, Pin};
use super::row_pin::pinned_role;
use super::summary::SummaryBlock;

/// A word to choose from is short.
const CHOICE_WORDS: usize = 4;

/// Why such a list is passed over.
const CHOICES: &str = "it lists the words to choose from";

/// A list of choices has so many; two words in a column are remarks.
const LEAST_CHOICES: usize = 3;

/// Nobody tells more statuses apart; a longer column of them is that of items.
const MOST_STATES: usize = 60;

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

    /// Returns the lines that hold some of its cells.
    fn lines<'l>(&self, lines: &'l [Line]) -> impl Iterator<Item = &'l Line> {
        let range = range(&self.cells);
        let first = range.map_or(0, |range| lines.partition_point(|line| line.row < range.start.row));
        let next = range.map_or(0, |range| lines.partition_point(|line| line.row <= range.end.row));
        let cells: BTreeSet<Address> = self.cells.iter().copied().collect();
        let own = move |line: &&Line| line.pieces.iter().any(|p| cells.contains(&p.at));
        lines.get(first..next).unwrap_or_default().iter().filter(own)
    }

    fn is_above(&self, row: u32) -> bool {
        self.cells.iter().all(|at| at.row < row)
    }

    /// Tells whether these are items of the table above them: lines of text that fill each of its columns, however they are coloured
    /// or rated.
    fn is_items(&self, lines: &[Line], header: &HeaderBlock) -> bool {
        const ENOUGH: usize = 2;
        let Some(range) = range(&self.cells) else { return false };
        if lines.get(header.first).is_none_or(|line| range.start.row <= line.row)
            || matches!(self.holds, Holds::Counts(_))
        {
            return false;
        }
        let own = lines.iter().filter(|line| (range.start.row..=range.end.row).contains(&line.row));
        let has_column = |p: &Piece| header.columns.iter().any(|c| c.column == p.at.column);
        let full = |line: &&Line| {
            line.pieces.len() == header.columns.len()
                && line.pieces.iter().all(|p| has_column(p) && !p.is_number())
        };
        own.filter(full).take(ENOUGH).count() == ENOUGH
    }

    /// Leaves the sheet's title and its key block, which can stand right above, to be read as such; tells whether there were any.
    fn leave_titles(&mut self, lines: &[Line]) -> bool {
        let is_day = |text: &str| dates::looks_like_date(text) && text.contains(|c: char| c.is_ascii_digit());
        let label = |p: &Piece| p.text.contains(':') || p.typed || is_day(&p.text);
        let title = |line: &&Line| match line.only() {
            Some(piece) => !self.is_colored(piece) && !names_legend(&piece.text),
            None => {
                line.pieces.iter().any(label)
                    && !line.pieces.iter().any(|p| p.is_number() || self.is_counted(p))
            }
        };
        let titles: Vec<u32> = self.lines(lines).take_while(title).map(|line| line.row).collect();
        self.cells.retain(|at| !titles.contains(&at.row));
        if let Holds::Counts(block) = &mut self.holds {
            block.cells.retain(|at| !titles.contains(&at.row));
        }
        !titles.is_empty()
    }

    /// Tells whether a cell is an entry of the key that this is.
    fn is_colored(&self, piece: &Piece) -> bool {
        matches!(&self.holds, Holds::Key(entries) if entries.iter().any(|entry| entry.label == piece.text))
    }

    /// Tells whether a cell is a label of the counts that this is: "Ongoing" reads like a date's word too.
    fn is_counted(&self, piece: &Piece) -> bool {
        let label = text::single_line(&piece.text);
        let label = label.trim_end_matches(':');
        matches!(&self.holds, Holds::Counts(block) if block.counts.iter().any(|count| count.label == label))
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

/// Parts a sheet's lines into those of its tables and what stands apart from them; `found` is the header of the first table as it stands,
/// `find` finds it in other lines.
pub(super) fn part(
    sheet: &Sheet,
    lines: Vec<Line>,
    found: Option<HeaderBlock>,
    options: &LayoutOptions,
    find: impl Fn(&[Line]) -> Option<HeaderBlock>,
) -> (Vec<Line>, Vec<Island>) {
    let given = |island: &Island| is_pinned(island, &lines, options);
    let mut islands = below(sheet, &lines);
    let items = |island: &Island| found.as_ref().is_some_and(|header| island.is_items(&lines, header));
    islands.retain(|island| !given(island) && !items(island));
    let mut rest = Cow::Borrowed(lines.as_slice());
    let mut header = found;
    if !islands.is_empty() {
        rest = Cow::Owned(without(&lines, &islands));
        header = find(&rest);
    }
    let Some(mut header) = header.filter(|found| is_known(&rest, found)) else { return (lines, Vec::new()) };
    let top = rest.get(header.first).map_or(0, |line| line.row);
    let mut titled = false;
    for island in islands.iter_mut().filter(|island| island.is_above(top)) {
        titled |= island.leave_titles(&lines);
    }
    if titled {
        rest = Cow::Owned(without(&lines, &islands));
        let Some(again) = find(&rest) else { return (lines, Vec::new()) };
        header = again;
    }
    let beside: Vec<Island> =
        side::beside(sheet, &rest, &header).into_iter().filter(|island| !given(island)).collect();
    if !beside.is_empty() {
        rest = Cow::Owned(without(&rest, &beside));
        islands.extend(beside);
    }
    if islands.is_empty() || find(&rest).is_none() {
        return (lines, Vec::new());
    }
    let rest = rest.into_owned();
    (rest, islands)
}

/// Tells whether a header was found by its words: without any, the figures may be what the sheet holds.
fn is_known(lines: &[Line], found: &HeaderBlock) -> bool {
    header::known_at(lines, found.first).is_some()
}

/// Tells whether the caller names a column or a row of an island.
fn is_pinned(island: &Island, lines: &[Line], options: &LayoutOptions) -> bool {
    let names = |p: &Piece, pin: &Pin| {
        text::fold(&p.text) == text::fold(&pin.column)
            || column_letters(p.at.column).eq_ignore_ascii_case(pin.column.trim())
    };
    if !options.rows.is_empty() && island.lines(lines).any(|line| pinned_role(&options.rows, line).is_some())
    {
        return true;
    }
    !options.pins.is_empty() && {
        let inside: BTreeSet<Address> = island.cells.iter().copied().collect();
        island
            .lines(lines)
            .flat_map(|line| &line.pieces)
            .filter(|p| inside.contains(&p.at))
            .any(|p| options.pins.iter().any(|pin| names(p, pin)))
    }
}

/// The lines but for the cells of islands.
fn without(lines: &[Line], islands: &[Island]) -> Vec<Line> {
    let taken: BTreeSet<Address> = islands.iter().flat_map(|island| &island.cells).copied().collect();
    lines
        .iter()
        .filter_map(|line| {
            let pieces: Vec<Piece> = line.pieces.iter().filter(|p| !taken.contains(&p.at)).cloned().collect();
            (!pieces.is_empty()).then_some(Line { row: line.row, pieces })
        })
        .collect()
}

/// Small tables among the lines below the items, whose roles are given by row; of those rows nothing is known but that they are none of theirs.
pub(super) fn tables(below: &[Line], roles: &[(u32, Role)]) -> Vec<(Range, &'static str)> {
    let role = |line: &Line| {
        let place = roles.binary_search_by_key(&line.row, |(row, _)| *row).ok()?;
        roles.get(place).map(|(_, role)| *role)
    };
    let known = |line: &Line| matches!(role(line), Some(Role::Summary | Role::Legend) | None);
    let labels = |block: &[Line]| block.iter().filter(|line| role(line) == Some(Role::Metadata)).count();
    let short = |line: &Line| line.pieces.iter().all(|p| p.words() <= CHOICE_WORDS);
    let is_table = |block: &&[Line]| {
        let wide = block.iter().filter(|line| line.pieces.len() > 1).count();
        wide >= LEAST_CHOICES
            && labels(block) * 2 < block.len()
            && !block.iter().any(known)
            && block.iter().all(short)
    };
    blocks(below)
        .filter(is_table)
        .filter_map(|block| Some((range(&cells(block))?, "it stands below the items")))
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
    let list = |label: &Piece| rows.iter().filter_map(|line| line.piece(label.at.column)).collect();
    // A status says how something stands; where what stands would be named there is nothing.
    let states = |list: Vec<&Piece>| {
        (LEAST_CHOICES..=MOST_STATES).contains(&list.len())
            && list.iter().filter(|p| status::is_status_like(&p.text)).count() * 2 > list.len()
    };
    if !header.pieces.first().is_some_and(|label| states(list(label))) {
        return false;
    }
    let lists: Vec<Vec<&Piece>> = header.pieces.iter().map(list).collect();
    let all =
        lists.iter().map(Vec::len).sum::<usize>() == rows.iter().map(|line| line.pieces.len()).sum::<usize>();
    let distinct = |list: &Vec<&Piece>| {
        list.iter().map(|p| text::fold(&p.text)).collect::<BTreeSet<_>>().len() == list.len()
    };
    all && lists.iter().all(distinct)
}

#[cfg(test)]
mod tests;
