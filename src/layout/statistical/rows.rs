//! What the rows of a statistical table's body are: figures, sums, groups, headers of a part, lines.

use std::collections::{BTreeMap, BTreeSet};

use crate::normalize::text;
use crate::record::Role;

use super::super::body::TableRow;
use super::super::mark::is_page_mark;
use super::block::Block;
use super::figure::{Content, Row};
use super::sums::{Addend, MOST_COLUMNS, sums};

/// Words of a label that is nothing but the name of a mean ("Country mean"); longer ones name what was measured.
const MEAN_WORDS: usize = 3;

/// Returns the roles of a body's rows.
pub(super) fn roles(rows: &[Row], block: &Block) -> Vec<TableRow> {
    let body = rows.get(block.body.clone()).unwrap_or_default();
    let heads: Vec<Vec<String>> =
        rows.get(block.header.clone()).unwrap_or_default().iter().map(folded).collect();
    let mut roles: Vec<Role> = body.iter().map(|row| role(row, block, &heads)).collect();
    for at in sums_of(body, &roles, block) {
        if let Some(role) = roles.get_mut(at) {
            *role = Role::Total;
        }
    }
    for at in 1..body.len() {
        let wraps =
            body.get(at - 1).zip(body.get(at)).is_some_and(|(above, row)| is_wrapped(above, row, block));
        if wraps && roles.get(at - 1..=at) == Some(&[Role::Section, Role::Record]) {
            roles.splice(at - 1..=at, [Role::Record, Role::Continuation]);
        }
    }
    body.iter().zip(roles).map(|(row, role)| TableRow::new(row.line.row, role)).collect()
}

/// What a row is by itself.
fn role(row: &Row, block: &Block, heads: &[Vec<String>]) -> Role {
    let label = row.label(block.label);
    let texts = row.right_of(block.label).filter(|(_, content)| *content == Content::Text).count();
    if heads.contains(&folded(row)) {
        Role::RepeatedHeader
    } else if row.is_rule() || is_page_mark(row.line) {
        Role::Note
    } else if row.values(block.label) > 0 {
        match label {
            Some(label) if names_sum(&label.text) => Role::Total,
            // Years alone, with nothing that they are said of.
            None if row.has_years_only(block.label) => Role::Header,
            _ => Role::Record,
        }
    } else if label.is_none() || (texts >= 2 && texts * 2 >= block.width) {
        Role::Header
    } else {
        Role::Section
    }
}

/// The places of rows that are sums of others.
fn sums_of(body: &[Row], roles: &[Role], block: &Block) -> Vec<usize> {
    let places: Vec<usize> =
        (0..body.len()).filter(|at| matches!(roles.get(*at), Some(Role::Record | Role::Total))).collect();
    let mut columns: BTreeSet<u32> = BTreeSet::new();
    for row in places.iter().filter_map(|at| body.get(*at)) {
        let figures = row.right_of(block.label).filter(|(_, content)| matches!(content, Content::Figure(..)));
        columns.extend(figures.map(|(piece, _)| piece.at.column));
    }
    let columns: BTreeMap<u32, usize> = columns.into_iter().take(MOST_COLUMNS).zip(0..).collect();
    let addends: Vec<Vec<Addend>> =
        places.iter().filter_map(|at| body.get(*at)).map(|row| addends(row, &columns)).collect();
    // The next row of figures is not the next row of the sheet, or there is none.
    let closes = |(place, at): (usize, &usize)| {
        let row = |at: usize| body.get(at).map(|row| row.line.row);
        let next = places.get(place + 1).and_then(|next| row(*next));
        next.zip(row(*at)).is_none_or(|(next, row)| next > row + 1)
    };
    let closes: Vec<bool> = places.iter().enumerate().map(closes).collect();
    let sums = sums(&addends, &closes);
    places.into_iter().zip(sums).filter(|(_, is_sum)| *is_sum).map(|(at, _)| at).collect()
}

/// A row's figures in the columns that are added up.
fn addends(row: &Row, columns: &BTreeMap<u32, usize>) -> Vec<Addend> {
    let mut addends = vec![Addend::Nought; columns.len()];
    for (piece, content) in row.cells() {
        let slot = columns.get(&piece.at.column).and_then(|place| addends.get_mut(*place));
        let Some(slot) = slot else { continue };
        *slot = match content {
            Content::Figure(value, decimals) | Content::Bracketed(value, decimals) => {
                Addend::Figure(value, decimals)
            }
            Content::Missing | Content::Text => Addend::Unknown,
            Content::Dash | Content::Mark => Addend::Nought,
        };
    }
    addends
}

/// "Total", "Corporations, total", "Country mean"; not "Percent of total".
fn names_sum(label: &str) -> bool {
    let folded = text::fold(label);
    let words: Vec<&str> = folded.split(' ').collect();
    let total = words.iter().position(|word| matches!(*word, "total" | "totals" | "subtotal" | "subtotals"));
    if let Some(at) = total {
        let share =
            |word: &&str| matches!(*word, "percent" | "percentage" | "share" | "proportion" | "ratio");
        return !label.contains('%') && !words.iter().take(at).any(share);
    }
    // A footnote's number may follow.
    let named = words.iter().rfind(|word| !word.bytes().all(|b| b.is_ascii_digit()));
    words.len() <= MEAN_WORDS && named.is_some_and(|word| matches!(*word, "average" | "mean" | "overall"))
}

/// A lone label that goes on in the row right below, which brings the figures.
fn is_wrapped(above: &Row, row: &Row, block: &Block) -> bool {
    let (Some(first), Some(second)) = (above.label(block.label), row.label(block.label)) else {
        return false;
    };
    above.line.row + 1 == row.line.row
        && above.is_lone(block.label)
        && text::begins_midway(&second.text)
        && !first.text.ends_with(':')
        && first.text.contains(char::is_lowercase)
}

/// A row's texts for comparing.
fn folded(row: &Row) -> Vec<String> {
    row.cells().map(|(piece, _)| text::fold(&piece.text)).collect()
}
