//! What speaks for labels in a column and against a header in a row: labels that name fields, and values that fit them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::header::{named_field, surely_named};
use super::super::line::{Line, Piece};
use super::super::mark::is_rule;
use crate::normalize::{dates, headers, owners, refs, status, text};
use crate::record::Field;

/// Labels show themselves in the first lines of a sheet; a long table is not read for them.
const LABELS_READ: usize = 80;

/// A header row stands above its table, below no more than a long key block.
const HEADER_READ: usize = 200;

/// What a column holds shows in the rows below its header; a blank column is not searched to its end.
const CELLS_READ: usize = 12;

/// So many different fields make a column of labels; fewer stand in many a list.
pub(super) const LEAST_FIELDS: usize = 3;

/// Owner likeness from which a text in the place of an owner is somebody.
const OWNER_LIKE: f32 = 0.35;

/// A name with its post runs to so many words; more are a text.
const OWNER_WORDS: usize = 10;

/// A text that is no more than the name of a field.
const EXACT: f32 = 0.95;

/// The name of a field is short; longer texts speak of it.
const NAME_WORDS: usize = 8;

/// A label may be a question; longer texts are none.
pub(super) const LABEL_WORDS: usize = 15;

/// Returns the field that a label names beyond doubt; a sentence, or an entry of a key, names none.
pub(super) fn names(piece: &Piece) -> Option<Field> {
    let label = piece.pinned.is_some()
        || (piece.words() <= NAME_WORDS
            && !piece.text.contains('=')
            && headers::is_label_like(piece.text.trim_end_matches(':')));
    surely_named(piece).filter(|_| label)
}

/// Returns the column whose texts lead their lines and name the most fields, if they are enough.
pub(super) fn label_column(lines: &[Line]) -> Option<u32> {
    let mut fields: BTreeMap<u32, BTreeSet<Field>> = BTreeMap::new();
    for line in lines.iter().take(LABELS_READ) {
        // Numbers may count the labels.
        let first = line.pieces.iter().take(2).enumerate().find(|(at, piece)| *at > 0 || !piece.is_number());
        let Some((_, first)) = first else { continue };
        if let Some(field) = names(first) {
            fields.entry(first.at.column).or_default().insert(field);
        }
    }
    let enough = fields.into_iter().filter(|(_, fields)| fields.len() >= LEAST_FIELDS);
    // Of two alike the left one.
    enough.min_by_key(|(column, fields)| (std::cmp::Reverse(fields.len()), *column)).map(|(column, _)| column)
}

/// Returns the columns that mostly hold labels of different fields.
pub(super) fn label_columns(body: &[Line]) -> BTreeSet<u32> {
    let mut columns: BTreeMap<u32, (BTreeSet<Field>, usize, usize)> = BTreeMap::new();
    for line in body {
        // How to fill in a field speaks of that field, in other words than its label.
        let own = line.pieces.first().and_then(|p| Some((names(p)?, text::fold(&p.text))));
        for piece in &line.pieces {
            let (fields, named, filled) = columns.entry(piece.at.column).or_default();
            let of_own = |field: Field| {
                own.as_ref().is_some_and(|(own, label)| *own == field && *label != text::fold(&piece.text))
            };
            let field = names(piece).filter(|field| !of_own(*field));
            fields.extend(field);
            *named += usize::from(field.is_some());
            *filled += 1;
        }
    }
    let labels =
        columns.into_iter().filter(|(_, (fields, named, filled))| fields.len() >= 2 && named * 2 >= *filled);
    labels.map(|(column, _)| column).collect()
}

/// Tells whether a piece is a label where no others stand: it is called as a field is, or ends as labels do.
fn is_lone_label(piece: &Piece) -> bool {
    let sure = headers::read_header(&piece.text).is_some_and(|read| read.confidence >= EXACT);
    !piece.typed
        && (sure && names(piece).is_some() || piece.text.ends_with(':') && piece.words() <= LABEL_WORDS)
}

/// Tells whether a piece is a label, with the columns that labels stand in.
pub(super) fn is_label_in(piece: &Piece, columns: &BTreeSet<u32>) -> bool {
    if columns.contains(&piece.at.column) { is_label(piece) } else { is_lone_label(piece) }
}

/// Tells whether some row names fields over columns that hold what it names; a table's columns are then read as such.
///
/// The column of labels does not count: its first label would head it in either case.
pub(super) fn has_header_row(lines: &[Line], labels: u32) -> bool {
    lines.iter().enumerate().take(HEADER_READ).any(|(at, line)| {
        let named: Vec<(&Piece, Field)> = line
            .pieces
            .iter()
            .filter(|piece| piece.at.column != labels)
            .filter_map(|piece| Some((piece, names(piece)?)))
            .collect();
        // Beside its label a form has a value, never two more labels; of a new plan nothing may be filled in yet.
        let adjoining = |three: &[(&Piece, Field)]| match three {
            [(a, _), (b, _), (c, _)] => b.at.column == a.last_column + 1 && c.at.column == b.last_column + 1,
            _ => false,
        };
        if named.windows(3).any(adjoining) {
            return true;
        }
        let below = lines.get(at + 1..).unwrap_or_default();
        let held = named.iter().filter(|(piece, field)| holds(below, piece.at.column, *field));
        let fields: BTreeSet<Field> = held.map(|(_, field)| *field).collect();
        fields.len() >= 2
    })
}

/// Tells whether the cells below a header hold what it asks for, or nothing that speaks against it.
fn holds(below: &[Line], column: u32, field: Field) -> bool {
    let (mut fitting, mut strange, mut filled) = (0_usize, 0_usize, 0_usize);
    for piece in below.iter().take(HEADER_READ).filter_map(|line| line.piece(column)).take(CELLS_READ) {
        filled += 1;
        match fits(field, piece) {
            Some(true) => fitting += 1,
            Some(false) => strange += 1,
            None if names(piece).is_some() => strange += 1,
            None => {}
        }
    }
    filled > 0 && strange <= fitting && strange * 2 < filled
}

/// Whether a text can be what a field asks for; `None` where it could be, and could be something else as well.
pub(super) fn fits(field: Field, piece: &Piece) -> Option<bool> {
    let text = piece.text.as_str();
    if is_rule(text) {
        return None;
    }
    let dated = || dates::looks_like_date(text);
    match field {
        field if field.is_date() => match () {
            () if dated() => Some(true),
            () if piece.is_number() => Some(false),
            // "n/a", "Not set".
            () => (piece.words() > 2).then_some(false),
        },
        Field::Owner => match () {
            () if piece.is_number() || dated() || piece.words() > OWNER_WORDS => Some(false),
            () => (owners::owner_likeness(text) >= OWNER_LIKE).then_some(true),
        },
        Field::Status | Field::Rag => match () {
            () if status::is_status_like(text) => Some(true),
            () => dated().then_some(false),
        },
        Field::PercentComplete => Some(piece.is_number() || text.ends_with('%')),
        Field::Ref => match () {
            () if refs::looks_like_ref(text) => Some(true),
            () => (piece.words() > 3).then_some(false),
        },
        Field::Recommendation | Field::Action => (piece.is_number() || dated()).then_some(false),
        _ => None,
    }
}

/// One value may fit by chance: a letter for a colour, a number for a ref.
const LEAST_FITTING: usize = 2;

/// Tells whether a field asks for something that can be told from other texts.
fn tells(field: Field) -> bool {
    field.is_date()
        || matches!(field, Field::Owner | Field::Status | Field::Rag | Field::PercentComplete | Field::Ref)
}

/// How many values of some labels fit them, and how many cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fit {
    /// Values of labels that ask for something that can be told.
    pub asked: usize,
    pub fitting: usize,
    pub strange: usize,
}

impl Fit {
    /// Counts a value.
    pub(super) fn add(&mut self, label: &Piece, value: &Piece) {
        self.asked += usize::from(named_field(label).is_some_and(tells));
        match named_field(label).and_then(|field| fits(field, value)) {
            Some(true) => self.fitting += 1,
            Some(false) => self.strange += 1,
            None => {}
        }
    }

    /// Tells whether some value is such as its label asks for, and few cannot be.
    pub(super) fn is_likely(self) -> bool {
        self.fitting > 0 && self.strange * 2 <= self.fitting
    }

    /// Tells whether the values are such as the labels ask for: two at least, if so many can be told, and few cannot be.
    pub(super) fn holds(self) -> bool {
        self.is_likely() && self.fitting >= self.asked.clamp(1, LEAST_FITTING)
    }
}

/// Tells whether a label that asks for something that can be told stands there twice: a log of changes has such, and no record
/// has two such values.
pub(super) fn has_twins<'l>(labels: impl Iterator<Item = &'l Piece>) -> bool {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let told = labels.filter(|label| names(label).is_some_and(tells));
    told.map(|label| text::fold(label.text.trim_end_matches(':'))).any(|label| !seen.insert(label))
}

/// Tells whether a piece is a label wherever it stands: it names a field, or ends as labels do.
pub(super) fn is_label(piece: &Piece) -> bool {
    !piece.typed && (names(piece).is_some() || (piece.text.ends_with(':') && piece.words() <= LABEL_WORDS))
}

/// Tells whether a piece can be a label where other labels stand.
pub(super) fn may_be_label(piece: &Piece) -> bool {
    is_label(piece)
        || (!piece.typed
            && !piece.is_number()
            && piece.words() <= LABEL_WORDS
            && (headers::is_label_like(&piece.text) || named_field(piece).is_some())
            && !dates::looks_like_date(&piece.text))
}
