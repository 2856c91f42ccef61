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

use std::collections::BTreeSet;

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

/// Words of a cell that is running text. Right of the labels a statistical table has none but by accident.
const PROSE_WORDS: usize = 6;

/// Returns the outline of a sheet that holds a statistical table; `None` where it holds none, or a tracker.
///
/// `tracker` is the header that would be a tracker's.
pub(super) fn outline(sheet: &Sheet, lines: &[Line], tracker: Option<&HeaderBlock>) -> Option<Outline> {
    if tracker.is_some_and(names_items) {
        return None;
    }
    let rows: Vec<Row> = lines.iter().map(Row::of).collect();
    let block = Block::find(&rows)?;
    let body = rows.get(block.body.clone())?;
    if !holds_figures(body, block.label) || holds_counts(lines, &block) {
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
fn names_items(header: &HeaderBlock) -> bool {
    let reads = header.columns.iter().filter_map(|column| headers::read_header(&column.full()));
    let mut fields: BTreeSet<Field> = BTreeSet::new();
    for read in reads {
        let is_subject = matches!(read.field, Field::Recommendation | Field::Action);
        if is_subject && read.confidence >= header::SURE {
            return true;
        }
        let has_part = matches!(
            read.field,
            Field::Owner | Field::Rag | Field::Priority | Field::Progress | Field::PercentComplete
        );
        if is_subject || has_part || read.field.is_date() {
            fields.insert(read.field);
        }
    }
    fields.len() >= 2
}

/// Tells whether figures are what the cells right of the labels hold.
fn holds_figures(body: &[Row], label: u32) -> bool {
    let (mut figures, mut texts, mut rows) = (0_usize, 0_usize, 0_usize);
    // Units of measure run to many words too, but are the same in many rows.
    let mut prose: BTreeSet<&str> = BTreeSet::new();
    for row in body.iter().filter(|row| row.values(label) > 0) {
        rows += 1;
        for (piece, content) in row.right_of(label) {
            figures += usize::from(content.is_value());
            texts += usize::from(content == Content::Text);
            if content == Content::Text && text::is_prose(&piece.text, PROSE_WORDS) {
                prose.insert(&piece.text);
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
    let share = figures as f32 / (figures + texts).max(1) as f32;
    // Running text in a tenth of the rows is a column of remarks.
    rows >= LEAST_ROWS && share >= LEAST_FIGURES && prose.len() * 10 < rows
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
