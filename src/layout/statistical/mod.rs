//! Statistical tables: labels in the first column, figures to the right, years and units over them.
//!
//! They have no records, but their rows have roles like those of trackers: groups, sums, footnotes. `figure` tells what a
//! cell holds, `block` where header and body are, `columns` what the columns are called, `rows` what the body's rows are, with `sums` for arithmetic. Sheets whose
//! words name what trackers hold, or whose cells hold more text than figures, are left to the files above.

mod block;
mod columns;
mod figure;
mod rows;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::{Address, Range, Sheet};
use crate::normalize::{headers, text};
use crate::record::{Field, Role};

use super::around::Around;
use super::frame::Frame;
use super::header::{self, HeaderBlock, HeaderColumn};
use super::line::Line;
use super::{Holds, Outline, Table, summary, title};
use block::Block;
use figure::{Content, Row};

/// So much of what stands right of the labels must be figures or signs for missing ones. Trackers hold names, days and words
/// there; names, codes and units beside the labels of a statistical table leave it above this share.
const LEAST_FIGURES: f32 = 0.5;

/// Fewer rows of figures are counts beside a text.
const LEAST_ROWS: usize = 2;

/// A tracker's text can stand before a figure or two; before more it names what they are of.
const LEAST_NAMED: usize = 4;

/// Words of a cell that is running text. Right of the labels a statistical table has none but by accident.
const PROSE_WORDS: usize = 6;

/// Returns the outline of a sheet that holds a statistical table; `None` where it holds none, or a tracker.
///
/// `tracker` is the header that would be a tracker's.
pub(super) fn outline(sheet: &Sheet, lines: &[Line], tracker: Option<&HeaderBlock>) -> Option<Outline> {
    let rows: Vec<Row> = lines.iter().map(Row::of).collect();
    if tracker.is_some_and(|header| names_items(header, rows.get(header.next..).unwrap_or_default())) {
        return None;
    }
    let block = Block::find(&rows)?;
    let body = rows.get(block.body.clone())?;
    // Marks that keep a figure back are ticks where no figure stands beside them.
    let counts =
        body.iter().flat_map(Row::cells).any(|(piece, _)| piece.text.contains(|c: char| c.is_ascii_digit()));
    if !counts || !holds_figures(body, block.label) || holds_counts(lines, &block) {
        return None;
    }
    let labels = tracker.filter(|h| block.header.start <= h.first && h.next <= block.header.end);
    let (holds, columns) = match labels {
        Some(header) => {
            let below = lines.get(header.next..block.body.end)?;
            (Holds::NamedFigures, Frame::of(sheet, header, below, &[]).1)
        }
        None => (Holds::Figures, columns::columns(lines.get(block.header.clone())?, body, block.label)),
    };
    Some(described(sheet, lines, &rows, &block, holds, columns))
}

/// Tells whether a header names what trackers have: items for sure, or two of items, days, owners and what became of them.
///
/// Status, ref, unit and money say nothing: a state, a number, a unit of measure and prices are called so too.
///
/// What the columns hold decides whether they are what they are called: "Treatment" over the names of rows of nothing but figures
/// is no action, "Target" over amounts no day.
fn names_items(header: &HeaderBlock, body: &[Row]) -> bool {
    let held = tallies(body);
    let held = |column: u32| held.get(&column).copied().unwrap_or_default();
    let mut named: BTreeMap<Field, (f32, bool)> = BTreeMap::new();
    for column in &header.columns {
        let Some(read) = headers::read_header(&column.full()) else { continue };
        let (confidence, holds) = named.entry(read.field).or_insert((0.0, true));
        *confidence = confidence.max(read.confidence);
        // A label over several columns is one kind of column: amounts under one "Target" make the others none of days.
        *holds &= held(column.column).can_be(read.field);
    }
    named.retain(|_, (_, holds)| *holds);
    let is_subject = |field: &Field| matches!(field, Field::Recommendation | Field::Action);
    let has_part = |field: &Field| {
        matches!(
            field,
            Field::Owner | Field::Rag | Field::Priority | Field::Progress | Field::PercentComplete
        )
    };
    let fields = named.keys().filter(|field| is_subject(field) || has_part(field) || field.is_date()).count();
    let subject = named.iter().any(|(field, (sure, _))| is_subject(field) && *sure >= header::SURE);
    // Beside the names of the rows nothing but figures, with a word among them at most.
    let only_figures = || {
        let figures = header.columns.iter().filter(|column| held(column.column).is_of_figures()).count();
        figures >= 2 && figures + 1 >= header.columns.len()
    };
    fields >= 2 || (subject && !only_figures())
}

/// How many cells of a column hold what.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    cells: usize,
    /// Figures and signs for them.
    values: usize,
    figures: usize,
    days: usize,
    texts: usize,
}

impl Tally {
    fn add(&mut self, content: Content) {
        self.cells += 1;
        self.values += usize::from(content.is_value());
        self.figures += usize::from(matches!(content, Content::Figure(..) | Content::Bracketed(..)));
        self.days += usize::from(content.is_day());
        self.texts += usize::from(content == Content::Text);
    }

    /// Tells whether the figures, if the column has nothing else, can be what a field holds: nobody is called by a figure, and
    /// amounts are no days. Shares done and ratings are figures as a rule.
    fn can_be(self, field: Field) -> bool {
        match field {
            Field::PercentComplete | Field::Rag | Field::Priority => true,
            field if field.is_date() => self.texts * 4 >= self.figures || self.days * 2 >= self.figures,
            _ => self.texts * 4 >= self.figures,
        }
    }

    /// Tells whether the column holds more figures than words.
    fn is_of_figures(self) -> bool {
        self.values * 2 > self.cells
    }
}

/// What each column of some rows holds.
fn tallies<'a, 'r: 'a>(rows: impl IntoIterator<Item = &'a Row<'r>>) -> BTreeMap<u32, Tally> {
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    for (piece, content) in rows.into_iter().flat_map(Row::cells) {
        tallies.entry(piece.at.column).or_default().add(content);
    }
    tallies
}

/// Tells whether figures are what the cells right of the labels hold.
fn holds_figures(body: &[Row], label: u32) -> bool {
    let (mut figures, mut texts, mut rows) = (0_usize, 0_usize, 0_usize);
    // Units of measure run to many words too, but are the same in many rows.
    let mut prose: BTreeSet<&str> = BTreeSet::new();
    for row in body.iter().filter(|row| row.values(label) > 0) {
        rows += 1;
        let first =
            row.right_of(label).find(|(_, content)| content.is_value()).map(|(piece, _)| piece.at.column);
        for (piece, content) in row.right_of(label) {
            figures += usize::from(content.is_value());
            texts += usize::from(content == Content::Text);
            // A long name before the figures is a label.
            let is_name =
                first.is_some_and(|first| piece.at.column < first) && row.values(label) >= LEAST_NAMED;
            if content == Content::Text && !is_name && text::is_prose(&piece.text, PROSE_WORDS) {
                prose.insert(&piece.text);
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
    let share = figures as f32 / (figures + texts).max(1) as f32;
    // Running text in a tenth of the rows is a column of remarks.
    // Rows kept free may hold a nought that a formula shows.
    let labelled = body.iter().filter(|row| row.values(label) > 0 && row.label(label).is_some()).count();
    labelled >= LEAST_ROWS && share >= LEAST_FIGURES && prose.len() * 10 < rows
}

/// Tells whether the rows are a tracker's own counts by status or colour.
fn holds_counts(lines: &[Line], block: &Block) -> bool {
    (block.header.start..=block.body.start).any(|at| summary::block_at(lines, at).is_some())
}

/// The outline, once header and body are known.
fn described(
    sheet: &Sheet,
    lines: &[Line],
    rows: &[Row],
    block: &Block,
    holds: Holds,
    columns: Vec<HeaderColumn>,
) -> Outline {
    let mut outline = Outline::default();
    let mut around = Around::default();
    let above = lines.get(..block.header.start).unwrap_or_default();
    around.read(sheet, above);
    // What stands above says what the table is about, however long; remarks stand below.
    for (_, role) in &mut around.rows {
        if matches!(role, Role::Note | Role::Unclaimed) {
            *role = Role::Banner;
        }
    }
    let title = title(above, &around);
    let table = lines.get(block.header.start..block.body.end).unwrap_or_default();
    let header_rows: Vec<u32> =
        lines.get(block.header.clone()).unwrap_or_default().iter().map(|line| line.row).collect();
    let body = rows::roles(rows, block);
    outline.rows.extend(header_rows.iter().map(|row| (*row, Role::Header)));
    outline.rows.extend(body.iter().map(|row| (row.row, row.role)));
    outline.rows.extend(lines.iter().skip(block.body.end).map(|line| (line.row, Role::Note)));
    let used = || table.iter().flat_map(|line| &line.pieces).map(|piece| piece.at.column);
    let corner = |row: Option<&Line>, column: Option<u32>| {
        Address::new(row.map_or(0, |line| line.row), column.unwrap_or(0))
    };
    let range = Range::new(corner(table.first(), used().min()), corner(table.last(), used().max()));
    outline.tables.push(Table { range, header_rows, columns, title, rows: body, holds, apart: false });
    outline.rows.extend(around.rows);
    outline.cells.extend(around.cells);
    outline.metadata = around.metadata;
    outline.summaries = around.summaries;
    outline.legend.entries = around.legend;
    outline
}

#[cfg(test)]
mod tests;
