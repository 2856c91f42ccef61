//! What the rows of a statistical table's body are: figures, sums, groups, headers of a part, lines.

use std::collections::{BTreeMap, BTreeSet};

use crate::normalize::text;
use crate::record::Role;

use super::super::body::TableRow;
use super::super::line::Piece;
use super::super::mark::is_page_mark;
use super::block::Block;
use super::figure::{Content, Row};
use super::sums::{Addend, MOST_COLUMNS, sums, sums_of_runs};

/// Words of a label that is nothing but the name of a mean ("Country mean"); longer ones name what was measured.
const MEAN_WORDS: usize = 3;

/// Words of a label right of the first that names a sum.
const INNER_WORDS: usize = 3;

/// Footnote marks in the place of so many figures make a row of figures that are not given.
const LEAST_MARKS: usize = 2;

/// Fewer rows with the same inner label are no parts and their sum.
const LEAST_KIND: usize = 3;

/// Words for a sum in the languages of Europe whose statistics are read most.
const SUM_WORDS: [&str; 12] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "totale",
    "totaal",
    "gesamt",
    "insgesamt",
    "summe",
    "celkem",
    "razem",
    "suma",
];

/// Returns the roles of a body's rows.
pub(super) fn roles(rows: &[Row], block: &Block) -> Vec<TableRow> {
    let body = rows.get(block.body.clone()).unwrap_or_default();
    let heads = Heads::of(rows.get(block.header.clone()).unwrap_or_default(), block.label);
    let mut roles: Vec<Role> = body.iter().map(|row| role(row, block, &heads)).collect();
    // Below the last figures only rows of the table come, not groups of others.
    let figures = body.iter().rposition(|row| row.values(block.label) > 0).unwrap_or(body.len());
    for role in roles.iter_mut().skip(figures + 1).filter(|role| **role == Role::Section) {
        *role = Role::Record;
    }
    for at in go_on_with_sums(body, &roles, block.label).into_iter().chain(sums_of(body, &roles, block)) {
        if let Some(role) = roles.get_mut(at) {
            *role = Role::Total;
        }
    }
    for at in (1..body.len()).rev() {
        let opens = body
            .get(at - 1)
            .zip(body.get(at))
            .is_some_and(|(above, row)| above.line.row + 1 == row.line.row && above.line.pieces.len() >= 2);
        let over =
            matches!(roles.get(at - 1..=at), Some([Role::Section, Role::Header | Role::RepeatedHeader]));
        if let Some(role) = roles.get_mut(at - 1).filter(|_| opens && over) {
            *role = Role::Header;
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

/// A header's rows, to know them again.
struct Heads {
    /// Each row's texts.
    whole: Vec<Vec<String>>,
    /// The years of each row that lists some.
    years: Vec<Vec<String>>,
}

impl Heads {
    fn of(header: &[Row], label: u32) -> Self {
        let lists = |row: &&Row| row.has_years_only(label) && row.values(label) >= 2;
        Self {
            whole: header.iter().map(folded).collect(),
            years: header.iter().filter(lists).map(|row| years(row, label)).collect(),
        }
    }

    /// Tells whether a row is one of them, or has the same years under another label.
    fn come_again(&self, row: &Row, label: u32) -> bool {
        self.whole.contains(&folded(row)) || self.years.contains(&years(row, label))
    }
}

/// What stands right of the labels, for comparing.
fn years(row: &Row, label: u32) -> Vec<String> {
    row.right_of(label).map(|(piece, _)| text::fold(&piece.text)).collect()
}

/// What a row is by itself.
fn role(row: &Row, block: &Block, heads: &Heads) -> Role {
    let label = row.label(block.label);
    let right = |kind: Content| row.right_of(block.label).filter(|(_, content)| *content == kind).count();
    let texts = right(Content::Text);
    if heads.come_again(row, block.label) {
        Role::RepeatedHeader
    } else if row.is_rule() || is_page_mark(row.line) {
        Role::Note
    } else if row.values(block.label) > 0 {
        match label {
            _ if is_named_sum(row, block.label) => Role::Total,
            // Years alone, with nothing that they are said of.
            None if row.has_years_only(block.label) => Role::Header,
            _ => Role::Record,
        }
    } else if label.is_some() && row.is_lone(block.label) && right(Content::Mark) >= LEAST_MARKS {
        // A footnote tells why there are no figures.
        Role::Record
    } else if label.is_some() && row.is_lone(block.label) {
        Role::Section
    } else if label.is_none() || (texts >= 2 && texts * 2 >= block.width) {
        Role::Header
    } else {
        Role::Section
    }
}

/// Tells whether one of the texts before a row's figures names a sum. Further right only the name alone counts: a unit or
/// a remark there has more words.
fn is_named_sum(row: &Row, label: u32) -> bool {
    let names =
        |piece: &Piece| names_sum(&piece.text) && (piece.at.column <= label || piece.words() <= INNER_WORDS);
    row.names(label).any(names) && !row.names(label).any(|piece| names_share(&piece.text))
}

/// The places of rows that share the label of a sum above them: "Total | men", then "| women".
fn go_on_with_sums(body: &[Row], roles: &[Role], label: u32) -> Vec<usize> {
    let mut found = Vec::new();
    // The row above, and the column of its inner label.
    let mut above: Option<(u32, u32)> = None;
    for (at, (row, role)) in body.iter().zip(roles).enumerate() {
        let inner =
            row.right_of(label).next().filter(|(_, content)| *content == Content::Text || content.is_year());
        let inner = inner.map(|(piece, _)| piece);
        let shares = inner.is_some_and(|piece| names_share(&piece.text));
        let follows = above.zip(inner).is_some_and(|((row_above, column), piece)| {
            row_above + 1 == row.line.row && piece.at.column == column
        });
        above = inner.map(|piece| (row.line.row, piece.at.column)).filter(|_| match row.label(label) {
            Some(name) => *role == Role::Total && names_sum(&name.text),
            None => follows,
        });
        if row.label(label).is_none() && follows && !shares && *role == Role::Record {
            found.push(at);
        }
    }
    found
}

/// The places of rows that are sums of others, and of others with the same inner label ("Men" under each branch).
fn sums_among(body: &[Row], places: &[usize], columns: &BTreeMap<u32, usize>, label: u32) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut kinds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let inner = |at: &usize| body.get(*at).and_then(|row| row.right_of(label).next().map(|(piece, _)| piece));
    let is_inner = |at: &&usize| body.get(**at).is_some_and(|row| row.label(label).is_none());
    let columns_inside: BTreeSet<u32> =
        places.iter().filter(is_inner).filter_map(inner).map(|piece| piece.at.column).collect();
    for at in places {
        if let Some(piece) = inner(at).filter(|piece| columns_inside.contains(&piece.at.column)) {
            kinds.entry(text::fold(&piece.text)).or_default().push(*at);
        }
    }
    for kind in kinds.into_values().filter(|kind| kind.len() >= LEAST_KIND && kind.len() < places.len()) {
        let addends: Vec<Vec<Addend>> =
            kind.iter().filter_map(|at| body.get(*at)).map(|row| addends(row, columns)).collect();
        let closes: Vec<bool> = (1..=kind.len()).map(|place| place == kind.len()).collect();
        let sums = sums(&addends, &closes);
        found.extend(kind.into_iter().zip(sums).filter(|(_, is_sum)| *is_sum).map(|(at, _)| at));
    }
    found
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
    let mut found = sums_among(body, &places, &columns, block.label);
    let apart = sums_of_runs(&addends);
    let sums = sums(&addends, &closes).into_iter().zip(apart).map(|(near, apart)| near || apart);
    found.extend(places.into_iter().zip(sums).filter(|(_, is_sum)| *is_sum).map(|(at, _)| at));
    found.into_iter().collect()
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
    let total = words.iter().position(|word| SUM_WORDS.contains(word));
    if let Some(at) = total {
        // In the middle of a name it is part of what was measured.
        let last = words.iter().rposition(|word| !word.bytes().all(|b| b.is_ascii_digit())).unwrap_or(at);
        let is_sum = at == last || (at == 0 && words.get(1) != Some(&"number"));
        return is_sum && !label.contains('%') && !words.iter().take(at).any(|word| is_share(word));
    }
    // A footnote's number may follow.
    let named = words.iter().rfind(|word| !word.bytes().all(|b| b.is_ascii_digit()));
    words.len() <= MEAN_WORDS && named.is_some_and(|word| matches!(*word, "average" | "mean" | "overall"))
}

/// "Percent change", "Share of all".
fn names_share(label: &str) -> bool {
    label.contains('%') || text::fold(label).split(' ').any(is_share)
}

fn is_share(word: &str) -> bool {
    matches!(word, "percent" | "percentage" | "share" | "proportion" | "ratio")
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
