//! A record that has begun, and whether the row below goes on with it.
//!
//! Wrapped exports and page breaks cut a record's texts apart; what a row says of itself is weighed against what is known of the
//! record above. A row with a key of its own begins another record.

use std::collections::BTreeMap;

use crate::normalize::{dates, status, text};

use super::frame::{Frame, Kind};
use super::line::{Line, Piece};

/// What is known of the record that a row may go on with.
#[derive(Default)]
pub(super) struct Begun<'a> {
    /// For each column of the frame that has one the last text in it.
    texts: BTreeMap<u32, &'a str>,
    /// It has a text in a subject column.
    pub subject: bool,
}

impl<'a> Begun<'a> {
    /// Adds a row of the record.
    pub(super) fn extend(&mut self, frame: &Frame, line: &'a Line) {
        for piece in line.within(frame.first, frame.last) {
            let column = piece.at.column;
            if frame.column(column).is_some() {
                self.texts.insert(column, &piece.text);
                self.subject |= frame.is_subject(column);
            }
        }
    }

    /// Weighs whether a row without a key goes on with the record above it.
    ///
    /// For: it begins in the middle of a sentence; the text above it in its column is not at an end; the record still lacks its
    /// subject; a page broke; this export wraps its lines. Against: it brings values of its own where the record has some.
    pub(super) fn goes_on(&self, frame: &Frame, line: &Line, wrapped: bool, after_break: bool) -> bool {
        if frame.key.is_some_and(|key| line.piece(key).is_some()) {
            return false;
        }
        let mut weight: i32 = if wrapped { 2 } else { 0 };
        let (mut prose, mut subject, mut own_values) = (false, false, 0);
        let (mut best_ending, mut midways, mut afresh) = (0, 0, 0);
        for piece in line.within(frame.first, frame.last) {
            let Some(column) = frame.column(piece.at.column) else { continue };
            subject |= frame.is_subject(column.column);
            let above = self.texts.get(&column.column).copied().unwrap_or_default();
            match column.kind {
                Kind::Prose => {
                    let midway = text::begins_midway(&piece.text);
                    let ending = match text::ending(above) {
                        _ if above.is_empty() => 0,
                        text::Ending::Open => 2,
                        // Cells often lack the full stop; by itself that says nothing.
                        text::Ending::Unmarked if midway || wrapped || after_break => 1,
                        text::Ending::Unmarked | text::Ending::Closed => 0,
                    };
                    midways += i32::from(midway);
                    let begins = !midway && !above.is_empty() && text::ending(above) != text::Ending::Open;
                    afresh += i32::from(begins && frame.is_subject(column.column));
                    best_ending = best_ending.max(ending + if midway { 2 } else { 0 });
                    prose = true;
                }
                Kind::Value if !above.is_empty() && is_value(frame, column.column, piece) => own_values += 1,
                Kind::Value => {}
            }
        }
        if !subject && frame.key.is_some() {
            // Without number and subject it is no record of its own.
            return true;
        }
        // Two texts that both begin in the middle are no chance.
        weight += best_ending + (midways - 1).clamp(0, 2);
        weight += if subject && !self.subject { 3 } else { 0 };
        weight += i32::from(after_break && best_ending > 0);
        weight += if own_values == 0 && prose { 1 } else { -own_values.min(2) };
        // Without a key column every row has the right to be a record; then only a broken sentence speaks against it, and a
        // subject that begins anew for it.
        if frame.key.is_none() {
            weight -= 2 * afresh;
        }
        let enough = if frame.key.is_some() { 2 } else { 4 };
        weight >= enough
    }
}

/// A piece that its value column would be filled with, and not a scrap of text or a part of a longer value.
fn is_value(frame: &Frame, column: u32, piece: &Piece) -> bool {
    match frame.field(column) {
        Some(field) if field.is_date() => {
            piece.typed || (dates::looks_like_date(&piece.text) && !text::begins_midway(&piece.text))
        }
        _ => piece.typed || status::is_status_like(&piece.text) || !text::begins_midway(&piece.text),
    }
}
