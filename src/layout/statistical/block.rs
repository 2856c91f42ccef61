//! Where a statistical table's header and body are: the body begins with the first row of figures that are no years.
//!
//! What stands right above is the header, however many rows it has and blank rows part it into. A lone label below it names
//! the first column or the first group. What the rows of the body are is for `rows`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::normalize::text;

use super::super::mark::is_rule;
use super::figure::{Content, Row};

/// One in so many rows of figures must fill a column for it to be the labels': groups are named now and then, labels all along.
const LABEL_SHARE: usize = 4;

/// A row of years rises; so much of its steps, or it is data that happen to lie between 1600 and 2100.
const RISING: f32 = 0.6;

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
        let data: Vec<usize> = (0..rows.len()).filter(|at| row_is_data(rows, *at, label)).collect();
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
    counts.into_iter().find(|(_, count)| count * LABEL_SHARE >= filled).map(|(column, _)| column)
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
    data.iter().rev().find(|at| **at < closing).map_or(first, |last| *last) + 1
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
    for at in (0..end).rev() {
        if row(at).is_some_and(|row| is_pair(row)) {
            break;
        }
        if !is_lone(at) {
            start = at;
        }
    }
    if start == end {
        return None;
    }
    let head = rows.get(start..end)?;
    if head.iter().any(|row| row.label(label).is_some()) {
        return Some(start..end);
    }
    let below = row(end).filter(|_| end < first).and_then(|row| row.label(label));
    let is_first_group = end + 1 == first && opens_groups(rows, first, label);
    if below.is_some_and(|piece| !names_group(&piece.text)) && !is_first_group {
        return Some(start..end + 1);
    }
    let gap =
        |above: usize, below: usize| row(above).zip(row(below)).map_or(0, |(a, b)| b.line.row - a.line.row);
    let names_labels = start >= 2
        && gap(start - 1, start) == 1
        && gap(start - 2, start - 1) > 1
        && row(start - 1).and_then(|row| row.label(label)).is_some_and(|p| p.words() <= LABEL_WORDS);
    Some(start - usize::from(names_labels)..end)
}

/// Tells whether the one lone label above the first figures is the first of several groups: others part the rows below, each
/// right above figures, and the first figures are no sum over all of them.
fn opens_groups(rows: &[Row], first: usize, label: u32) -> bool {
    let is_sum = rows.get(first).and_then(|row| row.label(label)).is_some_and(|piece| {
        let folded = text::fold(&piece.text);
        folded.split(' ').any(|word| matches!(word, "total" | "totals" | "all"))
    });
    let parts =
        |at: usize| rows.get(at).is_some_and(|row| row.is_lone(label)) && row_is_data(rows, at + 1, label);
    !is_sum && (first + 1..rows.len()).any(parts)
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
