//! What a block of rows is that stands by itself, beside the items or below them: counts, a key of colours, a matrix of
//! scores, a table of figures.
//!
//! Told by how its cells hang together and not by its words alone: numbers that are the products of their row and column, one
//! small scale that rises to one corner, a fill for each line. Where such a block stands is for `aside`.

use std::collections::BTreeSet;

use crate::grid::{Address, Color, Sheet};
use crate::normalize::legend::{Legend, LegendEntry};
use crate::normalize::{headers, rag, status, text};

use super::around::{fill_near, names_legend};
use super::header;
use super::line::{Line, Piece, number};
use super::summary::{self, SummaryBlock};

/// A matrix has so many rows and columns at least; two of each come about by chance.
const LEAST_SIDE: usize = 3;

/// What a person reads at a glance has no more rows; longer blocks need not be read.
const MOST_ROWS: usize = 60;

/// A table of figures of its own has so many rows and columns of them.
const LEAST_FIGURES: usize = 2;

/// The words of a scale that a matrix is filled with: from low to high in five steps, and one for what is not rated.
const MOST_STEPS: usize = 6;

/// A label of a matrix or a step of its scale has few words.
const LABEL_WORDS: usize = 4;

/// A block has a title, the name of an axis and a row of labels before its rows, and no more.
const MOST_HEADINGS: usize = 3;

/// What a colour means stands beside it in a phrase or a sentence.
const MEANING_WORDS: usize = 30;

/// A key has its name over it, and the sheet's title over that.
const MOST_TITLES: usize = 2;

/// Colours of a key: fewer lines need a title that says that they are one.
const LEAST_COLORS: usize = 3;

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// The sheet's own counts.
    Counts(SummaryBlock),
    /// What colours mean.
    Key(Vec<LegendEntry>),
    /// Products or a scale, by the rows and columns that they are read by.
    Scores,
    /// Figures under labels.
    Figures,
}

/// Returns what a block is, all of it; `None` where it tells nothing of its own.
pub(super) fn kind(sheet: &Sheet, block: &[Line]) -> Option<Kind> {
    if block.len() > MOST_ROWS {
        return None;
    }
    counts(block)
        .map(Kind::Counts)
        .or_else(|| key(sheet, block).map(Kind::Key))
        .or_else(|| (is_scores(block) && !names_fields(block)).then_some(Kind::Scores))
        .or_else(|| is_figures(block).then_some(Kind::Figures))
}

/// Tells whether a block has a tracker's header: items that are all rated alike are items.
fn names_fields(block: &[Line]) -> bool {
    (0..=MOST_HEADINGS).any(|at| header::known_at(block, at).is_some())
}

/// Counts under a title, a row of labels, or nothing.
fn counts(block: &[Line]) -> Option<SummaryBlock> {
    (0..=MOST_HEADINGS).find_map(|skipped| {
        let (above, _) = block.split_at_checked(skipped)?;
        let heading =
            |line: &Line| line.pieces.iter().all(|p| !p.is_number() && p.words() <= LABEL_WORDS * 2);
        let (mut counted, taken) = summary::block_at(block, skipped)?;
        if !above.iter().all(heading) || skipped + taken != block.len() {
            return None;
        }
        let mut cells: Vec<Address> = above.iter().flat_map(|line| &line.pieces).map(|p| p.at).collect();
        cells.append(&mut counted.cells);
        Some(SummaryBlock { cells, ..counted })
    })
}

/// Lines that each show a colour of their own and say what it means.
fn key(sheet: &Sheet, block: &[Line]) -> Option<Vec<LegendEntry>> {
    // The sheet's title can stand right above that of the key.
    let titles = block.iter().take(MOST_TITLES).take_while(|line| {
        line.only().is_some_and(|p| names_legend(&p.text) || fill_near(sheet, p.at).is_none())
    });
    let titles = titles.count();
    let (above, rows) = block.split_at_checked(titles)?;
    let named = above.last().and_then(Line::only).is_some_and(|p| names_legend(&p.text));
    if rows.len() < if named { 2 } else { LEAST_COLORS } {
        return None;
    }
    let entries: Vec<LegendEntry> = rows.iter().map(|line| color_line(sheet, line)).collect::<Option<_>>()?;
    let fills: BTreeSet<Option<Color>> = entries.iter().map(|entry| entry.fill).collect();
    (fills.len() == entries.len()).then_some(entries)
}

/// A line of a key: a cell in its colour, or a blank one before the words; a letter may stand before it.
fn color_line(sheet: &Sheet, line: &Line) -> Option<LegendEntry> {
    let place = match line.pieces.as_slice() {
        [letter, _, ..] if letter.text.chars().count() <= 2 && fill_near(sheet, letter.at).is_none() => 1,
        _ => 0,
    };
    let piece = line.pieces.get(place)?;
    let fill = fill_near(sheet, piece.at)?;
    let short = line.pieces.len() <= 3 && line.pieces.iter().all(|p| !p.typed && p.words() <= MEANING_WORDS);
    if !short {
        return None;
    }
    let words: Vec<&str> = line.pieces.iter().map(|p| p.text.as_str()).collect();
    let read = |text: &str| status::read_status(text, &Legend::default());
    let said = words.iter().map(|text| read(text)).collect::<Vec<_>>();
    let key = if words.len() > 1 { words.first().copied().unwrap_or_default() } else { "" };
    let status = said.iter().find_map(|read| read.status);
    Some(LegendEntry {
        key: key.to_owned(),
        label: words.last().copied().unwrap_or_default().to_owned(),
        fill: Some(fill),
        status,
        rag: said.iter().find_map(|read| read.rag).or_else(|| rag::rag_of_key(fill, status)),
    })
}

/// A row of a grid: its labels on the left, and the cells that they belong to.
struct GridRow<'a> {
    labels: Vec<&'a Piece>,
    cells: Vec<&'a Piece>,
}

/// The rows of a grid within a block, and the lines of labels over and under them; the grid's columns are the same in each row.
fn grid<'a>(
    block: &'a [Line],
    cells: impl Fn(&'a Line) -> Option<GridRow<'a>>,
) -> Option<(Vec<GridRow<'a>>, Vec<&'a Line>)> {
    let first = block.iter().position(|line| cells(line).is_some())?;
    let columns = |row: &GridRow| row.cells.iter().map(|p| p.at.column).collect::<Vec<_>>();
    let shape = columns(&cells(block.get(first)?)?);
    let rows: Vec<GridRow> =
        block.iter().skip(first).map_while(|line| cells(line).filter(|row| columns(row) == shape)).collect();
    let next = first + rows.len();
    let others: Vec<&Line> = block.iter().take(first).chain(block.iter().skip(next)).collect();
    let plain = |line: &&Line| line.pieces.iter().all(|p| p.words() <= LABEL_WORDS * 2);
    (others.len() <= MOST_HEADINGS && others.iter().all(plain)).then_some((rows, others))
}

/// A row of numbers behind one or two labels; a scale's own number may be one.
fn figures(line: &Line) -> Option<GridRow<'_>> {
    let labels = line.pieces.iter().take(2).take_while(|p| !p.is_number()).count();
    let (labels, cells) = line.pieces.split_at_checked(labels)?;
    let fits = cells.len() >= LEAST_FIGURES
        && cells.iter().all(Piece::is_number)
        && labels.iter().all(|p| p.words() <= LABEL_WORDS);
    fits.then(|| GridRow { labels: labels.iter().collect(), cells: cells.iter().collect() })
}

/// Tells whether a block is a matrix that scores are read from.
fn is_scores(block: &[Line]) -> bool {
    is_products(block) || is_levels(block)
}

/// Numbers that are the products, or the sums, of what their row and column stand for.
pub(super) fn is_products(block: &[Line]) -> bool {
    let Some((rows, _)) = grid(block, figures) else { return false };
    let numbers: Vec<Vec<f64>> =
        rows.iter().map(|row| row.cells.iter().filter_map(|p| number(&p.text)).collect()).collect();
    let distinct = numbers.iter().enumerate().all(|(at, row)| !numbers.iter().take(at).any(|r| r == row));
    let wide = numbers.first().is_some_and(|row| row.len() >= LEAST_SIDE);
    // The row that counts the columns, and the column that counts the rows, are of the products too.
    rows.len() >= LEAST_SIDE
        && wide
        && distinct
        && (follows(&numbers, |a, b, c, d| a * d - b * c) || follows(&numbers, |a, b, c, d| a + d - b - c))
}

/// Tells whether each row follows from the first one as the rule says.
fn follows(numbers: &[Vec<f64>], differs: impl Fn(f64, f64, f64, f64) -> f64) -> bool {
    let Some((top, rows)) = numbers.split_first() else { return false };
    rows.iter().all(|row| {
        let (Some(corner), Some(left)) = (top.first(), row.first()) else { return false };
        top.iter().zip(row).all(|(above, here)| differs(*corner, *above, *left, *here).abs() < 1e-6)
    })
}

/// A row of steps of a scale behind its label.
fn levels(line: &Line) -> Option<GridRow<'_>> {
    let labels = usize::from(line.pieces.len() > LEAST_SIDE);
    let (labels, cells) = line.pieces.split_at_checked(labels)?;
    let short = |p: &Piece| p.words() <= LABEL_WORDS && !p.typed && !p.is_number();
    let fits = cells.len() >= LEAST_SIDE && cells.iter().all(short);
    fits.then(|| GridRow { labels: labels.iter().collect(), cells: cells.iter().collect() })
}

/// Steps of one scale, each in one stretch of its row and its column, as where they rise to one corner.
fn is_levels(block: &[Line]) -> bool {
    // The labels are words too, and would be taken for a row; the grid begins below or ends above them.
    (0..=MOST_HEADINGS).any(|above| {
        (0..=1).any(|below| {
            let end = block.len().saturating_sub(below);
            let Some(inner) = block.get(above..end) else { return false };
            let Some((rows, others)) = grid(inner, levels) else { return false };
            let labelled = above + below > 0 && rows.iter().all(|row| row.labels.len() == 1);
            labelled && others.is_empty() && rises(&rows)
        })
    })
}

fn rises(rows: &[GridRow<'_>]) -> bool {
    let words: Vec<Vec<String>> =
        rows.iter().map(|row| row.cells.iter().map(|p| text::fold(&p.text)).collect()).collect();
    let width = words.first().map_or(0, Vec::len);
    let steps: BTreeSet<&String> = words.iter().flatten().collect();
    let columns = (0..width).map(|at| words.iter().filter_map(|row| row.get(at)).collect::<Vec<_>>());
    let changing = words.iter().filter(|row| row.iter().collect::<BTreeSet<_>>().len() > 1).count();
    rows.len() >= LEAST_SIDE
        && (2..=MOST_STEPS).contains(&steps.len())
        && steps.len() * 2 <= width * rows.len()
        && changing * 2 > rows.len()
        && words.iter().all(|row| in_stretches(&row.iter().collect::<Vec<_>>()))
        && columns.into_iter().all(|column| in_stretches(&column))
}

/// Tells whether no word comes again after another one.
fn in_stretches(words: &[&String]) -> bool {
    let changes = words.iter().zip(words.iter().skip(1)).filter(|(one, next)| one != next).count();
    words.iter().collect::<BTreeSet<_>>().len() == changes + 1
}

/// Tells whether a block is a table of figures: numbers alone behind the labels of its rows, under those of its columns.
fn is_figures(block: &[Line]) -> bool {
    let Some((rows, others)) = grid(block, figures) else { return false };
    let Some(shape) = rows.first().map(|row| &row.cells) else { return false };
    let over = |line: &&&Line| {
        let cover = line.cover();
        let labels = shape.iter().filter(|cell| cover.over(cell.at.column).is_some());
        labels.count() * 2 > shape.len()
    };
    let Some(header) = others.iter().find(over) else { return false };
    // Items that are rated in numbers are items; their header says so.
    let items = |p: &Piece| {
        headers::read_header(&p.text).is_some_and(|read| {
            use crate::record::Field::{Action, Recommendation};
            matches!(read.field, Recommendation | Action) && read.confidence >= header::SURE
        })
    };
    rows.len() >= LEAST_FIGURES
        && rows.iter().all(|row| !row.labels.is_empty())
        && !header.pieces.first().is_some_and(items)
}
