//! Header blocks: where a table begins, what its columns are called, and where the same header comes again.
//!
//! A row is a header by what its words name (vocabulary), or, where no word is known, by being a row of labels over a regular
//! table. Rows stacked under merged parents are one block. What the columns hold is for `columns`.

use std::collections::BTreeSet;

use crate::grid::{Address, HeaderRows, column_letters};
use crate::normalize::owners::{self, OwnerOptions};
use crate::normalize::period::Period;
use crate::normalize::{dates, headers, status, text};
use crate::record::Field;

use super::around;
use super::guidance;
use super::line::{Line, Piece};
use super::stack;

/// A header row may hold a few cells that are no labels (a date, a long instruction); below this share it is none.
pub(super) const LEAST_LABELS: f32 = 0.6;

/// So many fields named beyond doubt make a header of a row that has columns for months or ratings besides; then this share of
/// labels is enough.
const SURE_FIELDS: usize = 3;
const LEAST_LABELS_BESIDE: f32 = 0.2;

/// Share of labels that a header with two fields alone has.
const BESIDE_TWO: f32 = 0.75;

/// From this confidence on a text is a header whatever else it could be.
pub(super) const SURE: f32 = 0.85;

/// So much of a header must come again for a row to repeat it: scans lose a cell, people rename none in the middle.
const LEAST_REPEATED: f32 = 0.8;

/// Bytes of the longest label; some headers hold a whole instruction. Longer texts need not be looked up word by word.
const LONGEST_LABEL: usize = 400;

/// A regular table without a known word needs this many columns and rows below, or chance makes tables of prose.
const LEAST_REGULAR_COLUMNS: usize = 3;
const LEAST_REGULAR_ROWS: usize = 2;

/// A file of text without a known word is a table from so many rows below its first line.
const LEAST_FILE_ROWS: usize = 3;

/// Owner likeness of known given names, posts and addresses: somebody's name labels nothing.
const SURELY_OWNER: f32 = 0.8;

/// A key block with its counts is not longer; further down a wider header is one of another table.
const KEY_BLOCK: usize = 40;

/// Regularity shows in the first rows; reading all of a long table for each of its rows would cost their square.
const REGULAR_ROWS_READ: usize = 100;

/// A table's header: one row, or several stacked ones.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeaderBlock {
    /// First line of it (index into the sheet's lines).
    pub first: usize,
    /// Its first row.
    row: u32,
    /// The line after its last.
    pub next: usize,
    /// What the columns are called, by column.
    pub columns: Vec<HeaderColumn>,
    /// Each row's columns and folded texts, to know it again.
    rows: Vec<Vec<(u32, String)>>,
}

/// One column of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderColumn {
    /// Column, from 0.
    pub column: u32,
    /// Its label; `Column D` where the header has none.
    pub label: String,
    /// The label above it that it shares with its neighbours.
    pub parent: Option<String>,
    /// The header gives it a label.
    pub named: bool,
    /// The file's cell that holds its label, where its records do not stand in rows.
    pub cell: Option<Address>,
}

impl HeaderColumn {
    /// Returns the column whose header is blank.
    pub(crate) fn unnamed(column: u32) -> Self {
        Self {
            column,
            label: format!("Column {}", column_letters(column)),
            parent: None,
            named: false,
            cell: None,
        }
    }

    /// Returns where it is for a message: `column D`, `label A3`.
    pub(crate) fn place(&self) -> String {
        let kind = if self.cell.is_some() { "label" } else { "column" };
        format!("{kind} {}", self.mark())
    }

    /// Returns what it is called where its header cannot tell: its letters, or the cell of its label (`A3`).
    pub fn mark(&self) -> String {
        self.cell.map_or_else(|| column_letters(self.column), |cell| cell.to_string())
    }

    /// Returns parent and label as `Parent / Label`, the form that the header vocabulary reads.
    pub fn full(&self) -> String {
        match &self.parent {
            Some(parent) => format!("{parent} / {}", self.label),
            None => self.label.clone(),
        }
    }
}

impl HeaderBlock {
    /// Tells whether it has a label for a column.
    pub(super) fn has_column(&self, column: u32) -> bool {
        self.columns.binary_search_by_key(&column, |c| c.column).is_ok()
    }

    /// Tells whether a line of labels stands right over this header, each over one of its columns: parents that lost their merges.
    pub(super) fn stands_below(&self, line: &Line) -> bool {
        let over = |p: &Piece| self.has_column(p.at.column);
        self.row == line.row + 1
            && line.pieces.len() >= 2
            && labels(line) >= 1.0
            && line.pieces.iter().all(over)
    }

    /// Returns how many lines from `at` on repeat this header; 0 where they do not.
    pub(super) fn repeated_at(&self, lines: &[Line], at: usize) -> usize {
        for (offset, row) in self.rows.iter().enumerate() {
            let Some(line) = lines.get(at + offset) else { return 0 };
            let label_at = |column: u32| {
                let place = row.binary_search_by_key(&column, |(column, _)| *column).ok()?;
                row.get(place).map(|(_, label)| label)
            };
            let repeats = |same: usize| {
                share(same, row.len()) >= LEAST_REPEATED && share(same, line.pieces.len()) >= LEAST_REPEATED
            };
            // A row of a wide table is told by its first cells, before the others are folded.
            let mut same = line.pieces.len();
            for piece in &line.pieces {
                if !repeats(same.min(row.len())) {
                    return 0;
                }
                let label = label_at(piece.at.column);
                same -= usize::from(label.is_none_or(|label| *label != text::fold(&piece.text)));
            }
            if !repeats(same) {
                return 0;
            }
            if row.iter().any(|(column, label)| line.piece(*column).is_some_and(|p| names_another(p, label)))
            {
                return 0;
            }
        }
        self.rows.len()
    }
}

/// Tells whether a piece surely names another field than the label that it would repeat: "Closed" in the place of "Due date".
fn names_another(piece: &Piece, label: &str) -> bool {
    if text::fold(&piece.text) == label {
        return false;
    }
    let was = headers::read_header(label).map(|read| read.field);
    surely_named(piece).zip(was).is_some_and(|(is, was)| is != was)
}

/// Returns the first header block: by its words, or else the first row of labels over a regular table.
///
/// `alone`: the sheet is a whole file, and a table that fills it is what the file is there for.
pub(crate) fn find(lines: &[Line], alone: bool) -> Option<HeaderBlock> {
    let known = (0..lines.len()).find_map(|at| known_at(lines, at));
    let known = known.map(|first| wider_below_key_block(lines, &first).unwrap_or(first));
    let regular = |at: &usize| is_regular(lines, *at) || (alone && *at == 0 && fills_file(lines));
    known.or_else(|| (0..lines.len()).find(regular).and_then(|at| block_at(lines, at)))
}

/// The header below a block of labels and values, one of whose rows reads like a narrow header ("Owner of this plan", "Quality
/// Unit"). Counts and a key may stand between them.
fn wider_below_key_block(lines: &[Line], first: &HeaderBlock) -> Option<HeaderBlock> {
    let [label, _] = lines.get(first.first)?.pieces.as_slice() else { return None };
    if !around::is_known_label(&label.text) {
        return None;
    }
    let wider = |at: usize| known_at(lines, at).filter(|block| block.columns.len() > first.columns.len() + 1);
    (first.next..lines.len()).take(KEY_BLOCK).find_map(wider)
}

/// Returns the header block that begins exactly at a line and whose words name fields.
pub(crate) fn known_at(lines: &[Line], at: usize) -> Option<HeaderBlock> {
    let line = lines.get(at)?;
    if names_fields(line) {
        return block_at(lines, at);
    }
    let next = stack::end(lines, at);
    let below = lines.get(at + 1..next).unwrap_or_default();
    let known = labels(line) >= LEAST_LABELS
        && (below.iter().any(names_fields)
            || (!below.is_empty() && columns_name_fields(lines.get(at..next)?)));
    if known { block_at(lines, at) } else { None }
}

pub(crate) fn block_at(lines: &[Line], at: usize) -> Option<HeaderBlock> {
    block(lines, at, stack::end(lines, at)).filter(|block| block.columns.len() >= 2)
}

/// Returns the header block in the rows that the caller pins; `None` where the first of them is blank.
pub(crate) fn pinned(lines: &[Line], rows: HeaderRows) -> Option<HeaderBlock> {
    let at = lines.iter().position(|line| line.row == rows.first).filter(|_| rows.is_plausible())?;
    let next = match rows.last {
        Some(last) => lines.partition_point(|line| line.row <= last),
        None => stack::end(lines, at),
    };
    block(lines, at, next)
}

/// The block of some lines.
fn block(lines: &[Line], first: usize, next: usize) -> Option<HeaderBlock> {
    let block = lines.get(first..next)?;
    let folded = |line: &Line| line.pieces.iter().map(|p| (p.at.column, text::fold(&p.text))).collect();
    Some(HeaderBlock {
        first,
        row: block.first()?.row,
        next,
        rows: block.iter().map(folded).collect(),
        columns: stack::columns(block),
    })
}

/// Tells whether the labels of stacked lines name enough fields together ("Target" over "Date").
fn columns_name_fields(block: &[Line]) -> bool {
    let columns = stack::columns(block);
    let named = columns.iter().filter_map(|column| headers::read_header(&column.full()));
    let fields: BTreeSet<Field> =
        named.filter(|read| read.confidence >= SURE).map(|read| read.field).collect();
    fields.len() >= 2
}

/// Tells whether a line's labels name enough different fields to be a header.
fn names_fields(line: &Line) -> bool {
    let long = |p: &Piece| p.text.len() > LONGEST_LABEL;
    if line.pieces.len() < 2 || line.pieces.iter().any(long) {
        return false;
    }
    // A remark or a question beside a header may end with a colon ("Done? (Y/N):").
    let plain = line.pieces.iter().filter(|piece| !piece.text.ends_with(':'));
    let plainly: BTreeSet<Field> = plain.filter_map(surely_named).collect();
    if is_label_value_row(line) && plainly.len() < SURE_FIELDS {
        return false;
    }
    if guidance::names_kinds(line) {
        return false;
    }
    let mut fields: BTreeSet<Field> = BTreeSet::new();
    let mut sure: BTreeSet<Field> = BTreeSet::new();
    for piece in &line.pieces {
        fields.extend(named_field(piece));
        sure.extend(surely_named(piece));
    }
    // Beside two sure fields a quarter or a state that is ticked is a label too.
    let labels = labels(line) + if sure.len() >= 2 { beside(line) } else { 0.0 };
    match fields.len() {
        0 | 1 => false,
        // Two words of the vocabulary stand in many a sentence; then the rest must be labels too.
        2 => labels >= BESIDE_TWO,
        // Beside a row of sure labels there can be one column a month, or one a rating.
        _ if sure.len() >= SURE_FIELDS => labels >= LEAST_LABELS_BESIDE,
        _ => labels >= LEAST_LABELS,
    }
}

/// The share of a line's pieces that head columns beside those of the fields: a quarter or month and nothing else, a state. An item
/// has states too, beside its text, its days or its number.
fn beside(line: &Line) -> f32 {
    const WORDS: usize = 4;
    let figures = |p: &Piece| p.text.contains(|c: char| c.is_ascii_digit()) && !Period::of(&p.text).is_bare();
    if line.pieces.iter().any(|p| p.typed || p.words() > WORDS || figures(p)) {
        return 0.0;
    }
    let other = |p: &&Piece| !p.typed && !headers::is_label_like(&p.text) && named_field(p).is_none();
    let heads = |p: &&Piece| Period::of(&p.text).is_bare() || status::is_status_like(&p.text);
    share(line.pieces.iter().filter(other).filter(heads).count(), line.pieces.len())
}

/// "13/11/2026 revised to 12/04/2027": what begins with a day labels nothing, whatever words stand in it.
fn is_day(piece: &Piece) -> bool {
    const DIGITS: usize = 6;
    piece.text.starts_with(|c: char| c.is_ascii_digit())
        && piece.text.chars().filter(char::is_ascii_digit).count() >= DIGITS
        && dates::looks_like_date(&piece.text)
}

/// The field that a piece names beyond doubt.
pub(super) fn surely_named(piece: &Piece) -> Option<Field> {
    let read = if piece.typed || is_day(piece) { None } else { piece.named() };
    read.filter(|(_, confidence)| *confidence >= SURE).map(|(field, _)| field).or(piece.pinned)
}

/// The field that a piece names as a header; a value that sounds like one ("Achieved", a day) names none.
pub(super) fn named_field(piece: &Piece) -> Option<Field> {
    if piece.typed || piece.pinned.is_some() || is_day(piece) {
        return piece.pinned;
    }
    let (field, confidence) = piece.named()?;
    let value =
        confidence < SURE && (status::is_status_like(&piece.text) || !headers::is_label_like(&piece.text));
    (!value).then_some(field)
}

/// The share of a line's pieces that could be labels or name a field.
pub(super) fn labels(line: &Line) -> f32 {
    let count = line
        .pieces
        .iter()
        .filter(|p| !p.typed && (headers::is_label_like(&p.text) || named_field(p).is_some()))
        .count();
    share(count, line.pieces.len())
}

/// Labels with a colon beside their values: a key block, not a header. (A header may have a colon on every label.)
fn is_label_value_row(line: &Line) -> bool {
    let colons = line.pieces.iter().filter(|p| p.text.ends_with(':')).count();
    colons > 0 && colons * 2 <= line.pieces.len()
}

/// A row of different labels over a table whose rows fill the same columns, with values below labels.
fn is_regular(lines: &[Line], at: usize) -> bool {
    let Some(header) = lines.get(at).filter(|line| can_label(line)) else { return false };
    let count = header.pieces.len();
    let body: Vec<&Line> =
        lines.iter().skip(at + 1).take(REGULAR_ROWS_READ).take_while(contiguous_from(header.row)).collect();
    let fits = |line: &&&Line| {
        let inside = line.pieces.iter().filter(|p| header.piece(p.at.column).is_some()).count();
        inside * 2 >= count && inside == line.pieces.len()
    };
    let rows = body.iter().filter(fits).count();
    // In text files days and amounts are text too.
    let value = |p: &Piece| p.typed || is_value(&p.text) || dates::looks_like_date(&p.text);
    let values = body.iter().flat_map(|l| &l.pieces).any(value);
    let set_off =
        header.pieces.iter().all(|p| p.styled) && body.iter().any(|l| l.pieces.iter().any(|p| !p.styled));
    rows >= LEAST_REGULAR_ROWS && rows * 10 >= body.len() * 8 && (values || set_off)
}

/// Tells whether a line could label the columns of a regular table: different labels side by side, and none of them a value.
fn can_label(line: &Line) -> bool {
    let count = line.pieces.len();
    let distinct: BTreeSet<String> = line.pieces.iter().map(|p| text::fold(&p.text)).collect();
    count >= LEAST_REGULAR_COLUMNS
        && distinct.len() == count
        && line.pieces.iter().all(|p| !p.typed && !p.is_number() && p.width() == 1)
        && labels(line) >= 1.0
        && !is_label_value_row(line)
}

/// Tells whether a file is one table of text: its first line labels, and all others fill the same columns. A file without a
/// header begins with values: a name, a state.
fn fills_file(lines: &[Line]) -> bool {
    let Some((header, body)) = lines.split_first().filter(|(header, _)| can_label(header)) else {
        return false;
    };
    // "Team" and "Inspector" name people too, and label columns.
    let is_person = |p: &Piece| {
        let read = || owners::read_owners(&p.text, &OwnerOptions::default()).owners;
        owners::owner_likeness(&p.text) >= SURELY_OWNER
            && read().iter().any(|owner| owner.name.is_some() || owner.email.is_some())
    };
    let says_value = |p: &Piece| status::is_status_like(&p.text) || is_person(p);
    let count = header.pieces.len();
    let read = || body.iter().take(REGULAR_ROWS_READ);
    let filled: usize = read().map(|line| line.pieces.len()).sum();
    let inside = |line: &Line| {
        line.pieces.len() * 2 >= count && line.pieces.iter().all(|p| header.piece(p.at.column).is_some())
    };
    read().count() >= LEAST_FILE_ROWS
        && filled * 10 >= read().count() * count * 8
        && read().all(inside)
        && !header.pieces.iter().any(says_value)
        && !header
            .pieces
            .iter()
            .any(|p| read().any(|line| line.piece(p.at.column).is_some_and(|q| q.text == p.text)))
}

/// Digits and no letter: a number, an amount, a day.
fn is_value(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

/// A test that holds while lines follow one another without an empty row.
fn contiguous_from(row: u32) -> impl FnMut(&&Line) -> bool {
    let mut last = row;
    move |line| {
        let next = line.row == last + 1;
        last = line.row;
        next
    }
}

fn share(part: usize, whole: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a row has far fewer than 2^23 cells")]
    let share = part as f32 / whole.max(1) as f32;
    share
}

#[cfg(test)]
mod tests {
    use super::super::tests::roles_of;

    #[test]
    fn amounts_and_days_make_a_table_of_unknown_words_regular() {
        let found = roles_of(&[
            "Landing|Quay|Fee",
            "11/29/16|North quay|£99.17",
            "12/15/16|South quay|£4.40",
            "1/23/17|North quay|£93.33",
        ]);
        assert_eq!(found, "header record*3");
    }
}
