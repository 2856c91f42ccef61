//! Where a statistical table's header and body are: the body begins with the first row of figures that are no years.
//!
//! What stands right above is the header, however many rows it has and blank rows part it into. A lone label below it names
//! the first column or the first group. What the rows of the body are is for `rows`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::normalize::{dates, text};

use super::super::mark::is_rule;
use super::figure::{Content, Row};
use super::tallies;

/// One in so many rows of figures must fill a column for it to be the labels': groups are named now and then, labels all along.
const LABEL_SHARE: usize = 4;

/// A row of years rises; so much of its steps, or it is data that happen to lie between 1600 and 2100.
const RISING: f32 = 0.6;

/// What a column holds shows in its first rows.
const ROWS_READ: usize = 50;

/// One in so many columns may lack its name in a header that is complete: marks and units stand in such.
const LEAST_NAMED: usize = 8;

/// Words of a text beside a short label ("Table 1 | For all engagements that …") that make the row a title.
const TITLE_WORDS: usize = 8;

/// Words of a label that stands alone above the header's other cells; a title has more.
const LABEL_WORDS: usize = 4;

/// Header and body of a table, as places among a sheet's rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// Rows of the header; never empty.
    pub header: Range<usize>,
    /// Rows of the body, from the header's end on.
    pub body: Range<usize>,
    /// The column of the labels.
    pub label: u32,
    /// How many values a row of the body has as a rule.
    pub width: usize,
}

impl Block {
    /// Finds header and body; `None` where no row of figures has a header above it.
    pub(super) fn find(rows: &[Row]) -> Option<Self> {
        let label = label_column(rows)?;
        let mut data: Vec<usize> = (0..rows.len()).filter(|at| row_is_data(rows, *at, label)).collect();
        let heads = (0..data.len()).take_while(|at| names_columns(rows, &data, *at, label)).count();
        data.drain(..heads);
        let mut values: Vec<usize> =
            data.iter().filter_map(|at| rows.get(*at)).map(|row| row.values(label)).collect();
        values.sort_unstable();
        let width = *values.get(values.len() / 2)?;
        let mut first = *data.first()?;
        while let Some(above) = first
            .checked_sub(1)
            .filter(|above| rows.get(*above).is_some_and(|row| is_unlabelled_data(row, label, width)))
        {
            first = above;
        }
        let end = end(rows, &data, first, label, width);
        let header = header(rows, first, label)?;
        Some(Self { body: header.end..end, header, label, width })
    }
}

/// The first column that enough rows of figures begin in or fill.
fn label_column(rows: &[Row]) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let mut filled = 0;
    for row in rows.iter().filter(|row| row.cells().any(|(_, content)| content.is_value())) {
        if let Some(first) = row.line.pieces.first() {
            *counts.entry(first.at.column).or_default() += 1;
            filled += 1;
        }
    }
    let first = counts.iter().find(|(_, count)| *count * LABEL_SHARE >= filled).map(|(column, _)| *column)?;
    // Names one column further in, below groups that leave it empty.
    let further = counts.iter().find(|(column, count)| **column > first && *count * 2 > filled);
    let is_empty = |column: u32| {
        let begins = |row: &&Row| row.line.pieces.first().is_some_and(|piece| piece.at.column == first);
        rows.iter().filter(begins).all(|row| row.line.piece(column).is_none())
    };
    Some(further.map(|(column, _)| *column).filter(|column| is_empty(*column)).unwrap_or(first))
}

/// A row with a label and figures to the right of it.
fn row_is_data(rows: &[Row], at: usize, label: u32) -> bool {
    let Some(row) = rows.get(at) else { return false };
    if row.label(label).is_none_or(|piece| is_rule(&piece.text)) || row.numbers_columns() {
        return false;
    }
    let (mut values, mut dashes, mut texts) = (0_usize, 0_usize, 0_usize);
    for (_, content) in row.right_of(label) {
        match content {
            Content::Dash => dashes += 1,
            Content::Figure(..) | Content::Missing => values += 1,
            // In a header a number in brackets is a unit or a column's number.
            Content::Bracketed(..) | Content::Text => texts += 1,
            Content::Mark => {}
        }
    }
    (values > 0 || (dashes > 0 && texts == 0)) && !(row.has_years_only(label) && is_rising(row, label))
}

/// Tells whether a row with figures, as the ages and sizes that a header lists, names the columns all the same: most of its cells
/// are texts over figures.
fn names_columns(rows: &[Row], data: &[usize], at: usize, label: u32) -> bool {
    let Some(row) = data.get(at).and_then(|at| rows.get(*at)) else { return false };
    let texts = || row.right_of(label).filter(|(_, content)| *content == Content::Text);
    let enough = |names: usize| names >= 2 && names * 2 >= row.right_of(label).count();
    // What stands below need be read only where the row has as many texts.
    if !enough(texts().count()) {
        return false;
    }
    let below = tallies(data.iter().skip(at + 1).take(ROWS_READ).filter_map(|at| rows.get(*at)));
    let over_figures = |column: u32| below.get(&column).is_some_and(|held| held.is_of_figures());
    enough(texts().filter(|(piece, _)| over_figures(piece.at.column)).count())
}

/// A row of figures whose label stands in the row above, or was lost.
fn is_unlabelled_data(row: &Row, label: u32, width: usize) -> bool {
    let figures = row.right_of(label).filter(|(_, content)| matches!(content, Content::Figure(..))).count();
    row.label(label).is_none()
        && figures * 2 > width
        && !row.has_years_only(label)
        && !row.numbers_columns()
        && row.values(label) == row.right_of(label).count()
}

/// Tells whether the figures rise or stay from left to right for the most part, as years in a header do.
fn is_rising(row: &Row, label: u32) -> bool {
    let figures = row.right_of(label).filter_map(|(_, content)| match content {
        Content::Figure(value, _) => Some(value),
        _ => None,
    });
    let figures: Vec<f64> = figures.collect();
    let rising = figures.windows(2).filter(|pair| matches!(pair, [a, b] if a <= b)).count();
    #[expect(clippy::cast_precision_loss, reason = "a row has far fewer than 2^23 cells")]
    let enough = rising as f32 >= figures.len().saturating_sub(1) as f32 * RISING;
    enough
}

/// The row after the body's last: below the sources that close a table only a full row of figures goes on with it.
fn end(rows: &[Row], data: &[usize], first: usize, label: u32, width: usize) -> usize {
    let is_full = |at: &&usize| rows.get(**at).is_some_and(|row| row.values(label) * 2 >= width);
    let last_full = data.iter().rev().find(is_full).copied().unwrap_or(first);
    let closes = |row: &Row| row.is_lone(label) && row.label(label).is_some_and(|p| names_source(&p.text));
    let closing = (last_full..rows.len()).find(|at| rows.get(*at).is_some_and(closes)).unwrap_or(rows.len());
    let last = data.iter().rev().find(|at| **at < closing).copied().unwrap_or(first);
    // The last of several rows that share a label, or sums whose label stands further right.
    let goes_on = |at: &usize| {
        rows.get(*at).is_some_and(|row| {
            let is_sum = row.cells().all(|(_, content)| matches!(content, Content::Figure(..)));
            row.label(label).is_none()
                && (row.values(label) * 2 >= width || is_sum)
                && !row.has_years_only(label)
        })
    };
    let last = (last + 1..closing).rev().find(goes_on).unwrap_or(last);
    // Rows without figures right below: a day that is not over, words or marks in the place of figures.
    let by_day =
        data.iter().rev().take(ROWS_READ).filter_map(|at| rows.get(*at)).all(|row| is_dated(row, label));
    let belongs = |at: &usize| {
        !follows_gap(rows, *at)
            && rows.get(*at).is_some_and(|row| {
                let is_remark = row.label(label).is_none_or(|piece| {
                    piece.words() > LABEL_WORDS || piece.text.ends_with(':') || names_source(&piece.text)
                });
                (by_day && is_dated(row, label)) || (row.line.pieces.len() >= 2 && !is_remark)
            })
    };
    last + 1 + (last + 1..closing).take_while(belongs).count()
}

/// Tells whether a row's label is a day.
fn is_dated(row: &Row, label: u32) -> bool {
    row.label(label).is_some_and(|piece| dates::looks_like_date(&piece.text))
}

/// "Source: …", "Sources: …", "Note: …".
fn names_source(text: &str) -> bool {
    let folded = text::fold(text);
    matches!(folded.split(' ').next(), Some("source" | "sources" | "note" | "notes"))
}

/// The header's rows above the first row of figures; `None` where nothing but lone texts stand there.
fn header(rows: &[Row], first: usize, label: u32) -> Option<Range<usize>> {
    let row = |at: usize| rows.get(at);
    let is_lone = |at: usize| row(at).is_some_and(|row| row.is_lone(label) || is_group_with_code(row, label));
    // Lone labels right above the figures are groups, unless the first names the column of labels.
    let mut end = first;
    while end.checked_sub(1).is_some_and(is_lone) {
        end -= 1;
    }
    let mut start = end;
    let used = columns_used(rows.get(first..).unwrap_or_default());
    for at in (0..end).rev() {
        if row(at).is_some_and(|row| is_pair(row) || is_title(row)) {
            break;
        }
        let named = |start: usize| names_all(rows.get(start..end).unwrap_or_default(), &used, label);
        if follows_gap(rows, at + 1)
            && row(at).is_some_and(|row| is_labelled_pair(row, label))
            && named(start)
        {
            break;
        }
        if !is_lone(at) {
            start = at;
        } else if follows_gap(rows, at)
            && row(at).and_then(|row| row.label(label)).is_some_and(|piece| piece.words() >= LABEL_WORDS)
            && named(start)
        {
            // A title over a header that lacks nothing; what stands above it is about the sheet.
            break;
        }
    }
    if start == end {
        return None;
    }
    if end - start >= 2 && row(start).is_some_and(|row| is_unit(row, &used, label)) {
        start += 1;
    }
    let head = rows.get(start..end)?;
    if head.iter().any(|row| row.label(label).is_some()) {
        return Some(start..end);
    }
    let below = row(end).filter(|_| end < first).and_then(|row| row.label(label));
    let is_first_group = end < first && opens_groups(rows, end, first, label);
    if below.is_some_and(|piece| !names_group(&piece.text)) && !is_first_group {
        return Some(start..end + 1);
    }
    let gap =
        |above: usize, below: usize| row(above).zip(row(below)).map_or(0, |(a, b)| b.line.row - a.line.row);
    let names_labels = start >= 2
        && gap(start - 1, start) == 1
        && gap(start - 2, start - 1) > 1
        && row(start - 1)
            .filter(|row| row.is_lone(label))
            .and_then(|row| row.label(label))
            .is_some_and(|p| p.words() <= LABEL_WORDS);
    Some(start - usize::from(names_labels)..end)
}

/// The columns that at least half of the rows of figures fill.
fn columns_used(body: &[Row]) -> Vec<u32> {
    let mut filled: BTreeMap<u32, usize> = BTreeMap::new();
    let rows: Vec<&Row> = body.iter().filter(|row| row.cells().nth(1).is_some()).take(ROWS_READ).collect();
    for (piece, _) in rows.iter().flat_map(|row| row.cells()) {
        *filled.entry(piece.at.column).or_default() += 1;
    }
    filled.into_iter().filter(|(_, count)| count * 2 >= rows.len()).map(|(column, _)| column).collect()
}

/// Tells whether a header names the labels and the columns in use, but for one of many as units have.
fn names_all(head: &[Row], used: &[u32], label: u32) -> bool {
    let unnamed =
        used.iter().filter(|column| head.iter().all(|row| row.line.piece(**column).is_none())).count();
    head.iter().any(|row| row.label(label).is_some()) && unnamed * LEAST_NAMED <= used.len()
}

/// Tells whether an empty row is above a row.
fn follows_gap(rows: &[Row], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| rows.get(above));
    rows.get(at).zip(above).is_some_and(|(row, above)| row.line.row > above.line.row + 1)
}

/// A label and one value beside it.
fn is_labelled_pair(row: &Row, label: u32) -> bool {
    row.line.pieces.len() == 2 && row.label(label).is_some()
}

/// A short label and a sentence: the table's number and title.
fn is_title(row: &Row) -> bool {
    matches!(row.line.pieces.as_slice(), [label, title] if label.words() <= 2 && title.words() >= TITLE_WORDS)
}

/// "Percentages", "Million journeys" over the last column: what all figures are counted in.
fn is_unit(row: &Row, used: &[u32], label: u32) -> bool {
    let mut cells = row.right_of(label);
    let (Some((piece, Content::Text)), None) = (cells.next(), cells.next()) else { return false };
    let folded = text::fold(&piece.text);
    let (first, rest) = folded.split_once(' ').unwrap_or((&folded, ""));
    let unit = match first {
        "percentages" | "thousands" | "millions" | "billions" | "numbers" => true,
        "thousand" | "million" | "billion" => !rest.is_empty(),
        "number" => rest.starts_with("of "),
        _ => piece.text.starts_with(['£', '€', '$']),
    };
    unit && used.last().is_some_and(|last| *last <= piece.at.column + 1)
}

/// Tells whether the lone labels above the first figures are the first of several groups: others part the rows below, as many
/// right above figures, and the first figures are no sum over all of them.
fn opens_groups(rows: &[Row], end: usize, first: usize, label: u32) -> bool {
    let is_sum = rows.get(first).and_then(|row| row.label(label)).is_some_and(|piece| {
        let folded = text::fold(&piece.text);
        folded.split(' ').any(|word| matches!(word, "total" | "totals" | "all"))
    });
    let stacked = first - end;
    let parts = |at: usize| {
        rows.get(at..at + stacked).is_some_and(|lone| lone.iter().all(|row| row.is_lone(label)))
            && row_is_data(rows, at + stacked, label)
    };
    // A sum below several labels is that of the innermost.
    (stacked >= 2 || !is_sum) && (first + 1..rows.len()).any(parts)
}

/// A group's name, told by its form: it ends with a colon, or is all capitals.
fn names_group(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '\\' | ' '));
    text.ends_with([':', '.']) || !text.contains(char::is_lowercase)
}

/// "Denmark: | DK": a group and its code.
fn is_group_with_code(row: &Row, label: u32) -> bool {
    row.line.pieces.len() == 2 && row.values(label) == 0 && is_pair(row)
}

/// A label with a colon and its value.
fn is_pair(row: &Row) -> bool {
    row.line.pieces.len() == 2 && row.line.pieces.first().is_some_and(|piece| piece.text.ends_with(':'))
}
