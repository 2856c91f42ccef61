//! Rows whose cells stand beside their columns: an export lost a blank column at a page break, or put one in.
//!
//! Told by what the cells hold alone. A row is shifted where its days, numbers, names and states contradict the columns that
//! they stand in and agree, all of them, with the columns so many places away; a row that fits as it stands never is. Rows
//! below such a one go with it as long as they fit there no worse.

use std::collections::BTreeMap;

use crate::normalize::{dates, headers, owners, refs, status, text};
use crate::record::Field;

use super::header::HeaderBlock;
use super::line::{Line, Piece};

/// Page breaks lose or add a column or two; further away cells fit by chance.
const FURTHEST: i64 = 3;

/// Cells that contradict their columns before a row is moved at all, and cells that must agree with the others.
const LEAST_STRANGERS: usize = 2;
const LEAST_FITTING: usize = 2;

/// One that contradicts its column is enough where so many more agree with the others.
const MUCH_BETTER: usize = 3;

/// A single row needs one more: what no other row bears out.
const LEAST_FITTING_ALONE: usize = 3;

/// Header confidence from which a column is expected to hold its field.
const NAMED: f32 = 0.6;

/// Words from which a cell counts as running text.
const PROSE_WORDS: usize = 6;

/// Owner likeness from which a text names somebody.
const OWNER_LIKE: f32 = 0.5;

/// What a column is expected to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    Ref,
    Item,
    Owner,
    Day,
    State,
    Anything,
}

/// What a cell holds, as far as columns can be told apart by it.
struct Kind {
    day: bool,
    state: bool,
    /// A number or code with a digit in it.
    numbered: bool,
    reference: bool,
    owner: bool,
    prose: bool,
    words: usize,
}

impl Kind {
    fn of(piece: &Piece) -> Self {
        let written = piece.text.as_str();
        let day = dates::looks_like_date(written);
        let state = status::is_status_like(written);
        let reference = !day && refs::looks_like_ref(written);
        Self {
            day,
            state,
            numbered: reference && written.contains(|c: char| c.is_ascii_digit()),
            reference,
            owner: !day && !state && owners::owner_likeness(written) >= OWNER_LIKE,
            prose: !day && !state && text::is_prose(written, PROSE_WORDS),
            words: piece.words(),
        }
    }

    /// Tells whether it is what a column holds; `None` where it could be or not.
    fn fits(&self, expected: Expected) -> Option<bool> {
        let (fits, strange) = match expected {
            Expected::Ref => (self.reference, self.day || self.words > 2),
            Expected::Item => (false, self.day || (self.numbered && self.words == 1)),
            Expected::Owner => (self.owner, self.day || self.state || self.numbered || self.prose),
            Expected::Day => (self.day, self.owner || self.state || self.numbered || self.prose),
            Expected::State => (self.state, self.day || self.numbered),
            Expected::Anything => (false, false),
        };
        if fits { Some(true) } else { strange.then_some(false) }
    }
}

/// How the cells of a line agree with the columns so many places to the left.
#[derive(Debug, Clone, Copy, Default)]
struct Agreement {
    fitting: usize,
    strange: usize,
    /// Cells without a column there.
    outside: usize,
}

/// Returns the lines that are shifted, and by how many columns to the right; lines count from the first below the header.
pub(super) fn shifts(header: &HeaderBlock, below: &[Line]) -> BTreeMap<usize, i64> {
    let expected: BTreeMap<u32, Expected> =
        header.columns.iter().map(|c| (c.column, expected(&c.full()))).collect();
    let typed = expected.values().filter(|e| !matches!(e, Expected::Anything | Expected::Item)).count();
    let mut shifts = BTreeMap::new();
    if typed < LEAST_FITTING {
        return shifts;
    }
    let mut at = 0;
    while let Some(line) = below.get(at) {
        let Some((by, found)) = shift_of(line, &expected) else {
            at += 1;
            continue;
        };
        let mut run: Vec<usize> = vec![at];
        let mut next = at + 1;
        while let Some(line) = below.get(next) {
            if header.repeated_at(below, next) > 0 {
                break;
            }
            // A headline or page mark stands where it likes.
            if line.only().is_none() {
                if !goes_along(line, by, &expected) {
                    break;
                }
                run.push(next);
            }
            next += 1;
        }
        if run.len() > 1 || found.fitting >= LEAST_FITTING_ALONE {
            shifts.extend(run.into_iter().map(|at| (at, by)));
        }
        at = next;
    }
    shifts
}

/// Moves the pieces of a line to the columns that they belong to.
pub(super) fn realign(line: &mut Line, by: i64) {
    let moved = |column: u32| u32::try_from(i64::from(column) - by).unwrap_or(column);
    for piece in &mut line.pieces {
        piece.at.column = moved(piece.at.column);
        piece.last_column = moved(piece.last_column);
    }
}

fn expected(label: &str) -> Expected {
    let read = headers::read_header(label).filter(|read| read.confidence >= NAMED);
    match read.map(|read| read.field) {
        Some(Field::Ref) => Expected::Ref,
        Some(Field::Recommendation | Field::Action) => Expected::Item,
        Some(Field::Owner) => Expected::Owner,
        Some(Field::Status | Field::Rag) => Expected::State,
        Some(field) if field.is_date() => Expected::Day,
        _ => Expected::Anything,
    }
}

/// By how much a line is shifted, beyond doubt.
fn shift_of(line: &Line, expected: &BTreeMap<u32, Expected>) -> Option<(i64, Agreement)> {
    let (first, last) = (*expected.keys().next()?, *expected.keys().next_back()?);
    let (from, to) = (line.pieces.first()?.at.column, line.pieces.last()?.at.column);
    // A row that is filled from the first column to the last has no room to be shifted.
    if line.pieces.len() <= LEAST_FITTING || (from <= first && to >= last) {
        return None;
    }
    let kinds: Vec<Kind> = line.pieces.iter().map(Kind::of).collect();
    let here = agreement(line, &kinds, 0, expected);
    if here.strange == 0 {
        return None;
    }
    let there = (1..=FURTHEST).flat_map(|by| [by, -by]).map(|by| (by, agreement(line, &kinds, by, expected)));
    there
        .filter(|(_, there)| {
            there.outside == 0
                && there.strange == 0
                && there.fitting >= LEAST_FITTING
                && there.fitting > here.fitting
                && (here.strange >= LEAST_STRANGERS || there.fitting >= here.fitting + MUCH_BETTER)
        })
        .max_by_key(|(by, there)| (there.fitting, -by.abs()))
}

/// Tells whether a line below a shifted one can stand as far away as that.
fn goes_along(line: &Line, by: i64, expected: &BTreeMap<u32, Expected>) -> bool {
    let kinds: Vec<Kind> = line.pieces.iter().map(Kind::of).collect();
    let (here, there) = (agreement(line, &kinds, 0, expected), agreement(line, &kinds, by, expected));
    there.outside == 0
        && there.strange == 0
        && there.fitting >= here.fitting
        && (here.strange > 0 || here.outside > 0 || there.fitting > here.fitting || here.fitting == 0)
}

fn agreement(line: &Line, kinds: &[Kind], by: i64, expected: &BTreeMap<u32, Expected>) -> Agreement {
    let mut agreement = Agreement::default();
    for (piece, kind) in line.pieces.iter().zip(kinds) {
        let column = u32::try_from(i64::from(piece.at.column) - by).ok();
        let Some(expected) = column.and_then(|column| expected.get(&column)) else {
            agreement.outside += 1;
            continue;
        };
        if piece.width() > 1 {
            // A merge is laid out by hand, and no export has moved it.
            agreement.outside += 1;
        }
        match kind.fits(*expected) {
            Some(true) => agreement.fitting += 1,
            Some(false) => agreement.strange += 1,
            None => {}
        }
    }
    agreement
}
