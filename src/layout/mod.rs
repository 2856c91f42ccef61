//! A sheet to its outline: every row and cell gets a role, and tables are found with their headers and rows.
//!
//! Steps, each in its file: `pin` and `row_pin` are what the caller knows better, `line` makes rows of pieces, `header` finds where
//! tables begin, `aside` takes out what stands beside or below them by itself (`apart` tells what that is), `frame` tells what
//! their columns hold as far as rows depend on it, `guidance` knows rows that a template put there, `mark` and `foot` what is no
//! item by its wording, `shift` which rows stand beside their columns, `headline` which stand over others, `body` gives the rows
//! below a header their roles, `around` the rows outside (with `summary` for blocks of counts). `statistical` has its own ways for
//! tables of figures. Which column is which field is for `columns`, what the cells mean for `assemble`.

mod apart;
mod around;
mod aside;
mod begun;
mod body;
mod foot;
mod frame;
mod guidance;
mod header;
mod headline;
mod line;
mod mark;
mod pin;
mod row_pin;
mod shift;
mod stack;
mod statistical;
mod summary;
mod turned;

use std::collections::BTreeMap;

use crate::grid::{Address, Range, Sheet};
use crate::normalize::legend::Legend;
use crate::record::Role;

pub use around::Pair;
pub use body::TableRow;
pub use header::HeaderColumn;
pub(crate) use pin::pinned;
pub use pin::{LayoutOptions, Pin, PinnedBy, missing_header};
pub use row_pin::RowPin;
pub use summary::SummaryBlock;
use turned::Given;
pub use turned::{Shape, Turned, turned};

use around::Around;
use body::Body;
use frame::Frame;
use headline::Headlines;

/// What a sheet's rows and cells are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    /// Its tables, from the top.
    pub tables: Vec<Table>,
    /// Labels and values outside the tables.
    pub metadata: Vec<Pair>,
    /// Blocks of counts.
    pub summaries: Vec<SummaryBlock>,
    /// What its keys and colours mean.
    pub legend: Legend,
    /// Each row with something to read, and its role.
    pub rows: BTreeMap<u32, Role>,
    /// Cells with another role than their row's.
    pub cells: BTreeMap<Address, Role>,
    /// Tables that stand beside or below the items and are none, each with the reason.
    pub passed: Vec<(Range, &'static str)>,
    /// First and last rows of tables that turned out to be no trackers: the rows stay what they are in a table, their cells are notes.
    pub demoted: BTreeMap<u32, u32>,
}

/// A table: a header and the rows below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// From its header's first cell to its last row's last.
    pub range: Range,
    /// Rows of its header, from 0.
    pub header_rows: Vec<u32>,
    /// Its columns, by column.
    pub columns: Vec<HeaderColumn>,
    /// The headline right above it, with its text.
    pub title: Option<(Address, String)>,
    /// Its rows with something to read, from the top.
    pub rows: Vec<TableRow>,
    /// What its rows are.
    pub holds: Holds,
    /// Each record is a form of its own, whose blanks are blank whatever stands in another one.
    pub apart: bool,
}

impl Table {
    /// Tells whether its labels stand beside its values in the file, and not over them.
    pub fn is_turned(&self) -> bool {
        self.columns.iter().any(|column| column.cell.is_some())
    }
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Items, as a tracker has them.
    Items,
    /// Figures under a row of labels. They make a tracker whose columns are all extra, if the labels name nothing else.
    NamedFigures,
    /// Figures under years, units or stacked labels.
    Figures,
}

impl Outline {
    /// Returns the role of a cell with something to read.
    pub fn role(&self, at: Address) -> Role {
        if let Some(role) = self.cells.get(&at) {
            return *role;
        }
        let demoted = self.demoted.range(..=at.row).next_back();
        if demoted.is_some_and(|(_, last)| at.row <= *last) {
            return Role::Note;
        }
        self.rows.get(&at.row).copied().unwrap_or(Role::Blank)
    }

    /// Takes the cells of a table that turned out to be no tracker for notes.
    pub fn demote(&mut self, table: Range) {
        self.cells.retain(|at, _| !table.contains(*at));
        self.demoted.insert(table.start.row, table.end.row);
    }
}

/// Finds out what each row and cell of a sheet is.
///
/// A pinned header is that of the first table; where [`missing_header`] says that there is none, one is looked for as ever.
pub fn outline(sheet: &Sheet, options: &LayoutOptions) -> Outline {
    outline_given(sheet, options, &Given::default())
}

/// Finds out what each row and cell of a sheet is, some of whose rows have their roles already: records, and what parts them.
fn outline_given(sheet: &Sheet, options: &LayoutOptions, given: &Given) -> Outline {
    let lines = line::lines(sheet, &options.pins);
    let pinned = |lines: &[line::Line]| options.header.and_then(|rows| header::pinned(lines, rows));
    let is_pinned = pinned(&lines).is_some() || !options.pins.is_empty() || !options.rows.is_empty();
    let find = |lines: &[line::Line]| pinned(lines).or_else(|| header::find(lines, sheet.name.is_empty()));
    let mut next_header = find(&lines);
    let (mut lines, islands) = aside::part(sheet, lines, next_header.clone(), options, find);
    if !islands.is_empty() {
        next_header = find(&lines);
    }
    let figures = (!is_pinned).then(|| statistical::outline(sheet, &lines, next_header.as_ref())).flatten();
    if let Some(outline) = figures {
        return outline;
    }
    let mut outline = Outline::default();
    let mut around = Around::default();
    let mut form: Option<Form> = None;
    let mut at = 0;
    while let Some(header) = next_header.take() {
        let above = lines.get(at..header.first).unwrap_or_default();
        around.read(sheet, above);
        if let Some(parents) = above.last().filter(|line| header.stands_below(line)) {
            around.claim(parents.row);
        }
        let title = title(above, &around);
        let form = match form.take().filter(|form| form.holds_for(&header)) {
            Some(before) => form.insert(before),
            None => form.insert(Form::of(sheet, &mut lines, &header, &options.pins, given)),
        };
        let frame = &form.frame;
        let headlines = form.headlines.under(header.next);
        let mut body = Body::new(sheet, &lines, frame, &header, headlines, form.end)
            .with_roles(&given.roles)
            .walk(&options.rows);
        for row in &mut body.rows {
            row.shift = form.shifts.get(&row.row).copied().unwrap_or_default();
        }
        let header_rows: Vec<u32> =
            lines.get(header.first..header.next).unwrap_or_default().iter().map(|l| l.row).collect();
        let first_row = header_rows.first().copied().unwrap_or(0);
        let last_row = body.rows.last().map(|r| r.row).or(header_rows.last().copied()).unwrap_or(first_row);
        for row in &header_rows {
            outline.rows.insert(*row, Role::Header);
        }
        for line in lines.get(header.first..body.next).unwrap_or_default() {
            let outside = line.pieces.iter().filter(|p| !(frame.first..=frame.last).contains(&p.at.column));
            outline.cells.extend(outside.map(|p| (p.at, Role::Note)));
        }
        outline.rows.extend(body.rows.iter().map(|r| (r.row, r.role)));
        outline.tables.push(Table {
            range: Range::new(Address::new(first_row, frame.first), Address::new(last_row, frame.last)),
            header_rows,
            columns: form.columns.clone(),
            title,
            rows: body.rows,
            holds: Holds::Items,
            apart: given.apart,
        });
        at = body.next;
        next_header = (at..lines.len()).find_map(|at| header_at(&lines, at, &header));
    }
    let below = lines.get(at..).unwrap_or_default();
    let read = around.rows.len();
    around.read(sheet, below);
    if !outline.tables.is_empty() {
        outline.passed.extend(aside::tables(below, around.rows.get(read..).unwrap_or_default()));
    }
    outline.rows.extend(around.rows);
    outline.cells.extend(around.cells);
    outline.metadata = around.metadata;
    outline.summaries = around.summaries;
    outline.legend = Legend { entries: around.legend, ..Legend::default() };
    for island in islands {
        island.describe(&mut outline);
    }
    outline.summaries.sort_by_key(|block| block.cells.iter().min().copied());
    outline
}

/// The headline right above a table, with its text.
fn title(above: &[line::Line], around: &Around) -> Option<(Address, String)> {
    let piece = above.last().and_then(line::Line::only)?;
    let (row, role) = around.rows.last()?;
    (*row == piece.at.row && *role == Role::Banner).then(|| (piece.at, piece.text.clone()))
}

/// What the tables under one header share: read once, since a report can repeat its header over hundreds of small tables.
struct Form {
    /// The header's own columns, to know it again.
    header: Vec<HeaderColumn>,
    /// The line after the last that can belong to a table with this header.
    end: usize,
    frame: Frame,
    /// The frame's columns with their labels.
    columns: Vec<HeaderColumn>,
    /// Rows whose cells stand beside their columns, and how far to the right.
    shifts: BTreeMap<u32, i64>,
    /// What stands over other rows though no form sets it off.
    headlines: Headlines,
}

impl Form {
    /// Reads the lines below a header, and puts the pieces of those that are shifted where they belong.
    fn of(
        sheet: &Sheet,
        lines: &mut [line::Line],
        header: &header::HeaderBlock,
        pins: &[Pin],
        given: &Given,
    ) -> Self {
        let end = next_table(lines, header, given);
        let below = lines.get_mut(header.next..end).unwrap_or_default();
        let mut shifts = BTreeMap::new();
        let found = if given.roles.is_empty() { shift::shifts(header, below) } else { BTreeMap::new() };
        for (at, by) in found {
            if let Some(line) = below.get_mut(at) {
                shift::realign(line, by);
                shifts.insert(line.row, by);
            }
        }
        let (frame, columns) = if given.roles.is_empty() {
            Frame::of(sheet, header, below, pins)
        } else {
            let records = below
                .iter()
                .filter(|line| given.roles.get(&line.row).is_none_or(|role| *role == Role::Record));
            Frame::of(sheet, header, &records.cloned().collect::<Vec<_>>(), pins)
        };
        let headlines = Headlines::of(lines, &frame, header.next, end);
        Self { header: header.columns.clone(), end, frame, columns, shifts, headlines }
    }

    fn holds_for(&self, header: &header::HeaderBlock) -> bool {
        header.next <= self.end && header.columns == self.header
    }
}

/// The same header once more, or another one whose words name fields.
fn header_at(lines: &[line::Line], at: usize, before: &header::HeaderBlock) -> Option<header::HeaderBlock> {
    if before.repeated_at(lines, at) > 0 {
        header::block_at(lines, at)
    } else if begins_block(lines, at) {
        header::known_at(lines, at)
    } else {
        None
    }
}

/// The line from which another table may begin: another header, the title over it, or the end.
fn next_table(lines: &[line::Line], header: &header::HeaderBlock, given: &Given) -> usize {
    let found = (header.next..lines.len())
        .find(|at| {
            let row = lines.get(*at).map_or(0, |line| line.row);
            given.end.is_some_and(|end| row >= end)
                || (!given.roles.contains_key(&row)
                    && begins_block(lines, *at)
                    && header.repeated_at(lines, *at) == 0
                    && header::known_at(lines, *at).is_some())
        })
        .unwrap_or(lines.len());
    let title = found.checked_sub(1).filter(|title| *title > header.next && found < lines.len());
    let is_title = |title: &usize| {
        let line = lines.get(*title).filter(|line| line.only().is_some());
        line.is_some_and(|line| !given.roles.contains_key(&line.row)) && follows_gap(lines, *title)
    };
    title.filter(is_title).unwrap_or(found)
}

/// Tells whether a line follows an empty row, or is set off by its form all along while the line above is not.
///
/// Only there another table's header is looked for: inside a run of records every row would have to be read as one.
fn begins_block(lines: &[line::Line], at: usize) -> bool {
    let (Some(line), Some(above)) = (lines.get(at), at.checked_sub(1).and_then(|above| lines.get(above)))
    else {
        return true;
    };
    line.row > above.row + 1
        // A title of its own is set off with it, by an empty row above it; below a plain one a section's first item may stand.
        || (above.only().is_some()
            && follows_gap(lines, at - 1)
            && (above.pieces.iter().all(|p| p.styled) || is_plain(line)))
        || (line.pieces.iter().all(|p| p.styled) && !above.pieces.iter().all(|p| p.styled))
}

/// Tells whether a line has nothing but short words, as labels are and an item's number, days and text are not.
fn is_plain(line: &line::Line) -> bool {
    const WORDS: usize = 4;
    let figures = |p: &line::Piece| p.text.contains(|c: char| c.is_ascii_digit());
    line.pieces.iter().all(|p| !p.typed && p.words() <= WORDS && !figures(p))
}

/// Tells whether an empty row is above a line, or none at all.
fn follows_gap(lines: &[line::Line], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    lines.get(at).is_some_and(|line| above.is_none_or(|above| line.row > above.row + 1))
}

#[cfg(test)]
mod regressions;
#[cfg(test)]
mod tests;
