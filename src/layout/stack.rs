//! Headers of several rows: which rows below a row of labels are its header too, and what their columns are called.
//!
//! Five kinds are known: labels under merged parents, under parents whose merge was lost, and under a parent that is written
//! over each of its columns, one label wrapped over rows ("Target" / "Date"), and a machine's names beside a person's. Where
//! a header begins is for `header`.

use std::collections::BTreeSet;

use crate::normalize::{dates, headers, status, text};

use super::header::{HeaderColumn, LEAST_LABELS, SURE, labels, named_field};
use super::line::{Cover, Line, Piece};

/// Headers have no more rows; below that many even labels are items.
const MOST_ROWS: usize = 4;

/// A label that is broken over rows has few words in each.
const WRAPPED_WORDS: usize = 3;

/// Returns the line below the header that begins at a line.
pub(super) fn end(lines: &[Line], at: usize) -> usize {
    let mut next = at + 1;
    while next < at + MOST_ROWS && goes_on(lines.get(at..next).unwrap_or_default(), lines.get(next)) {
        next += 1;
    }
    next
}

/// Tells whether a line belongs to the header that the lines above it are.
fn goes_on(upper: &[Line], lower: Option<&Line>) -> bool {
    let (Some(above), Some(lower)) = (upper.last(), lower) else { return false };
    if lower.row != above.row + 1 || above.pieces.len() < 2 {
        return false;
    }
    is_under_merges(above, lower)
        || is_under_blanks(above, lower)
        || is_under_repeated(above, lower)
        || is_wrapped(upper, above, lower)
        || is_machine(above) != is_machine(lower) && is_same_columns(above, lower)
}

/// Leaves under merged parents.
fn is_under_merges(upper: &Line, lower: &Line) -> bool {
    if labels(lower) < LEAST_LABELS {
        return false;
    }
    let parent = |p: &Piece| p.width() > 1 && lower.within(p.at.column, p.last_column).len() >= 2;
    // A leaf under a label of one column is one of its kind beside those under merged parents; where most stand so, or one stands
    // under the first label, the row is a record below its header.
    let cover = upper.cover();
    let single = |leaf: &&Piece| {
        let above = cover.over(leaf.at.column);
        above.is_some_and(|p| p.width() == 1 && p.last_row == upper.row)
    };
    let singles = lower.pieces.iter().filter(single).count();
    let leads = upper.pieces.first().zip(lower.pieces.first());
    upper.pieces.iter().any(parent)
        && singles * 2 < lower.pieces.len()
        && (singles == 0 || leads.is_some_and(|(label, leaf)| label.at.column < leaf.at.column))
}

/// Leaves under parents whose merge an export lost: `Target date|` over `Original|Revised`.
fn is_under_blanks(upper: &Line, lower: &Line) -> bool {
    let together = |leaf: &Piece| {
        let parent = parent_beside(upper, lower, leaf.at.column)?;
        headers::read_header(&format!("{} / {}", parent.text, leaf.text))
    };
    let named = |leaf: &Piece| together(leaf).is_some_and(|read| read.confidence >= SURE);
    !lower.pieces.is_empty()
        && lower.pieces.iter().all(|leaf| leaf.words() <= WRAPPED_WORDS && !is_value(leaf) && named(leaf))
}

/// The label that stands over a column or left of it above blank cells, where several leaves stand below from its own column on.
fn parent_beside<'l>(upper: &'l Line, lower: &Line, column: u32) -> Option<&'l Piece> {
    let parent = upper.up_to(column).filter(|p| p.width() == 1)?;
    let next = upper.right_of(parent.at.column).map(|p| p.at.column);
    let last = next.map_or(u32::MAX, |next| next.saturating_sub(1));
    let leaves = lower.within(parent.at.column, last).len();
    (leaves >= 2 && lower.piece(parent.at.column).is_some()).then_some(parent)
}

/// Leaves under parents that are written over each of their columns: `Plan|Plan|Actual|Actual` over `Start|End|Start|End`.
fn is_under_repeated(upper: &Line, lower: &Line) -> bool {
    let parents = upper.pieces.iter().filter(|p| is_repeated(upper, p)).count();
    let leaf = |p: &&Piece| lower.piece(p.at.column).is_some();
    parents >= 2
        && upper.pieces.iter().filter(|p| is_repeated(upper, p)).all(|p| leaf(&p))
        && !lower.pieces.iter().any(is_value)
        && labels(lower) >= LEAST_LABELS
        && lower.pieces.iter().filter(|p| named_field(p).is_some()).count() >= 2
}

/// Words that go on with the labels above them, so that together they name what the upper ones alone name less well.
fn is_wrapped(upper: &[Line], above: &Line, lower: &Line) -> bool {
    if lower.pieces.len() > above.pieces.len() {
        return false;
    }
    let confidence = |label: &str| headers::read_header(label).map_or(0.0, |read| read.confidence);
    let (mut better, mut neither) = (0, 0);
    for piece in &lower.pieces {
        let label = label_above(upper, piece.at.column).unwrap_or_default();
        let (alone, whole) = (confidence(&label), confidence(&format!("{label} {}", piece.text)));
        let named = whole >= SURE && whole >= alone;
        if piece.width() > 1
            || piece.words() > WRAPPED_WORDS
            || is_value(piece)
            || !(named || is_bare_label(piece))
        {
            return false;
        }
        better += usize::from(named && whole > alone);
        neither += usize::from(!named);
    }
    better > 0 && better >= neither
}

/// The words over a column, from the top.
fn label_above(upper: &[Line], column: u32) -> Option<String> {
    let words: Vec<&str> = upper
        .iter()
        .filter_map(|line| line.piece(column))
        .filter(|p| p.width() == 1)
        .map(|p| p.text.as_str())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Two lines over the same columns, each a row of labels.
fn is_same_columns(upper: &Line, lower: &Line) -> bool {
    let shared = lower.pieces.iter().filter(|p| upper.piece(p.at.column).is_some()).count();
    let labelled = |line: &Line| is_machine(line) || line.pieces.iter().all(is_bare_label);
    let same = |p: &&Piece| {
        upper.piece(p.at.column).is_some_and(|above| spelled_out(&above.text) == spelled_out(&p.text))
    };
    shared * 4 >= lower.pieces.len().max(upper.pieces.len()) * 3
        && labelled(upper)
        && labelled(lower)
        && (lower.pieces.iter().filter(same).count() >= 2
            || lower.pieces.iter().filter(|p| named_field(p).is_some()).count() >= 2)
}

/// A line of names that a program gave: `action_id`, `dueDate`, half of them at least so and none with a space.
fn is_machine(line: &Line) -> bool {
    let marked = line.pieces.iter().filter(|p| is_identifier(&p.text)).count();
    marked >= 2
        && marked * 2 >= line.pieces.len()
        && line.pieces.iter().all(|p| !p.typed && !p.text.contains(char::is_whitespace))
}

/// Words joined by underscores, or by capitals in the middle.
fn is_identifier(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let only = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    let humps =
        text.chars().zip(text.chars().skip(1)).any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase());
    only && letters >= 3 && (text.contains('_') || humps)
}

/// `due_date` and `Due date` alike.
fn spelled_out(label: &str) -> String {
    let mut spelled = String::with_capacity(label.len() + 4);
    let mut before = ' ';
    for c in label.chars() {
        if before.is_lowercase() && c.is_uppercase() {
            spelled.push(' ');
        }
        spelled.push(if matches!(c, '_' | '.') { ' ' } else { c });
        before = c;
    }
    text::fold(&spelled)
}

/// A label that is no value: no day, no status, no number.
fn is_bare_label(piece: &Piece) -> bool {
    headers::is_label_like(&piece.text)
        && !is_value(piece)
        && (named_field(piece).is_some() || !status::is_status_like(&piece.text))
}

/// A number or a day.
fn is_value(piece: &Piece) -> bool {
    piece.typed || piece.is_number() || dates::looks_like_date(&piece.text)
}

/// The same label stands right beside it.
fn is_repeated(line: &Line, piece: &Piece) -> bool {
    let beside = [piece.at.column.checked_sub(1), piece.at.column.checked_add(1)];
    piece.width() == 1
        && beside
            .into_iter()
            .flatten()
            .filter_map(|column| line.piece(column))
            .any(|other| other.width() == 1 && text::fold(&other.text) == text::fold(&piece.text))
}

/// Returns the columns of a block: each leaf, with its parent; a cell over one column or merged downwards is its own leaf.
///
/// Cells over one column that stand on a leaf are the first words of its label, but for a machine's names.
pub(super) fn columns(block: &[Line]) -> Vec<HeaderColumn> {
    let human: Vec<&Line> = block.iter().filter(|line| block.len() == 1 || !is_machine(line)).collect();
    let lines: Vec<&Line> = if human.is_empty() { block.iter().collect() } else { human };
    let Some((leaf_line, upper)) = lines.split_last() else { return Vec::new() };
    let named = |p: &Piece, parent: Option<String>| HeaderColumn {
        column: p.at.column,
        label: text::single_line(&p.text),
        parent: parent.map(|parent| text::single_line(&parent)),
        named: true,
        cell: None,
    };
    let upper_covers: Vec<(&Line, Cover<'_>, bool)> =
        upper.iter().map(|line| (*line, line.cover(), is_under_blanks(line, leaf_line))).collect();
    let mut columns: Vec<HeaderColumn> = Vec::new();
    let mut leaves: BTreeSet<u32> = BTreeSet::new();
    for piece in &leaf_line.pieces {
        let mut parent = None;
        let mut label = Vec::new();
        for (line, cover, under_blanks) in &upper_covers {
            if *under_blanks {
                let beside = parent_beside(line, leaf_line, piece.at.column);
                parent = parent.or(beside.map(|p| p.text.clone()));
                continue;
            }
            match cover.over(piece.at.column) {
                Some(p) if p.width() > 1 || is_repeated(line, p) => parent = parent.or(Some(p.text.clone())),
                Some(p) => label.push(text::single_line(&p.text)),
                None => {}
            }
        }
        let mut column = named(piece, parent);
        label.push(column.label);
        column.label = label.join(" ");
        leaves.insert(column.column);
        columns.push(column);
    }
    for piece in upper.iter().rev().flat_map(|l| &l.pieces).chain(block.iter().flat_map(|l| &l.pieces)) {
        let has_leaf = leaves.range(piece.at.column..=piece.last_column).next().is_some();
        if !has_leaf {
            leaves.insert(piece.at.column);
            columns.push(named(piece, None));
        }
    }
    columns.sort_by_key(|c| c.column);
    columns.dedup_by_key(|c| c.column);
    columns
}
