//! Rows that stand over others though no form sets them off: the parent of nested numbers, and a plain name over its items.
//!
//! ```text
//! 1    Improve recycling                              Workstream 1: Housing
//! 1.1  Roll out caddies   Fay Holt   31/03/2026       Commission a survey   Kay Lund   31/07/2025
//! ```
//!
//! A row with nothing but its text can be an item that nobody has taken on as well. What tells them apart is that the items say
//! whose they are or when they are due, and that numbers nest, that a level of the plan is named, or that no item stands above
//! the first such row.

use std::collections::{BTreeMap, BTreeSet};

use crate::normalize::{levels, refs, starts, text};
use crate::record::Field;

use super::foot::is_footer;
use super::frame::Frame;
use super::line::{Line, Piece};
use super::mark::{is_page_mark, is_rule, is_template, is_total};

/// A section's name is a headline; longer texts are sentences.
const NAME_WORDS: usize = 10;

/// Of a hundred rows with more than their text, so many must say whose they are, until when or how they stand.
const TRACKED: usize = 80;

/// What may stand over other rows, by line, of all tables that share a header: read once, since a report can repeat its header
/// over hundreds of small tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Headlines {
    /// The lines, in order, that hold more than their text, and whether they say whose they are, until when or how they stand.
    full: Vec<(usize, bool)>,
    /// For each of those how many from there on say it.
    tracked: Vec<usize>,
    /// Lines whose numbers nest over those of the rows below.
    parents: BTreeSet<usize>,
    /// Lines that hold nothing but what can name a section.
    alone: BTreeMap<usize, Alone>,
}

/// A text that can name a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Alone {
    /// An item stands right below.
    over_item: bool,
    /// It names a section by a word for it, by its case or by a colon, over an item.
    named: bool,
    /// It begins as a level of a plan does, and could be an item ("Phase 2 lighting of the pier"), over an item.
    level: bool,
}

/// What stands over the rows of one table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Under<'a> {
    all: &'a Headlines,
    /// The items say whose they are.
    tracked: bool,
    /// Plain names part the items.
    plain: bool,
}

impl Headlines {
    /// Finds the headlines among the lines from `first` up to `end`.
    pub(super) fn of(lines: &[Line], frame: &Frame, first: usize, end: usize) -> Self {
        let mut headlines = Self::default();
        let items = items(frame);
        let over_item = |at: usize| {
            at + 1 < end && lines.get(at + 1).is_some_and(|below| is_tracked(below, frame, &items))
        };
        for (at, line) in (first..end.min(lines.len())).filter_map(|at| Some((at, lines.get(at)?))) {
            if bare(line, frame, &items).is_some() {
                if is_parent(lines, frame, &items, at, end) {
                    headlines.parents.insert(at);
                }
            } else if line.only().is_none() {
                headlines.full.push((at, is_tracked(line, frame, &items)));
            }
            if let Some(piece) = name_alone(line, &items) {
                let over_item = over_item(at);
                let named = over_item && names_section(&piece.text);
                let level = over_item && !named && levels::names_level(&piece.text);
                headlines.alone.insert(at, Alone { over_item, named, level });
            }
        }
        let mut tracked = 0;
        let counted = headlines.full.iter().rev().map(|(_, is_tracked)| {
            tracked += usize::from(*is_tracked);
            tracked
        });
        headlines.tracked = counted.collect();
        headlines.tracked.reverse();
        headlines
    }

    /// Returns those of the table whose rows begin at a line.
    pub(super) fn under(&self, first: usize) -> Under<'_> {
        let place = self.full.partition_point(|(at, _)| *at < first);
        let full = self.full.len() - place;
        let tracked = self.tracked.get(place).copied().unwrap_or_default();
        let tracked = full > 0 && tracked * 100 >= full * TRACKED;
        // Plain names part all of the items, or none of them.
        let mut alone = self.alone.range(first..);
        let leads = self.alone.contains_key(&first);
        let plain = tracked && leads && alone.clone().nth(1).is_some() && alone.all(|(_, a)| a.over_item);
        Under { all: self, tracked, plain }
    }
}

impl Under<'_> {
    /// Tells whether a line is a headline.
    pub(super) fn holds(&self, at: usize) -> bool {
        let named = || self.all.alone.get(&at).is_some_and(|alone| alone.named || alone.level || self.plain);
        self.tracked && (self.all.parents.contains(&at) || named())
    }

    /// Tells whether a line is one as far as its place tells.
    pub(super) fn is_likely(&self, at: usize) -> bool {
        self.all.alone.get(&at).is_some_and(|alone| !alone.named && (alone.level || self.plain))
    }
}

/// The columns that say what the items are; where no header names them, the first that names none or a
/// group ("Objective / Action"), and not that of the progress.
fn items(frame: &Frame) -> Vec<u32> {
    let told = |column: &u32| matches!(frame.field(*column), Some(Field::Progress | Field::Notes));
    let named: Vec<u32> = frame.subjects.iter().copied().filter(|column| !told(column)).collect();
    if !named.is_empty() {
        return named;
    }
    let free = frame
        .columns
        .iter()
        .find(|c| c.field.is_none_or(|field| field == Field::Group) && Some(c.column) != frame.key);
    free.map(|c| c.column).into_iter().collect()
}

/// The text of a line that holds its number and its text and nothing else.
fn bare<'l>(line: &'l Line, frame: &Frame, items: &[u32]) -> Option<(&'l Piece, &'l Piece)> {
    match line.pieces.as_slice() {
        [number, subject]
            if Some(number.at.column) == frame.key
                && refs::looks_like_ref(&number.text)
                && items.contains(&subject.at.column) =>
        {
            Some((number, subject))
        }
        _ => None,
    }
}

/// Tells whether a line says more of its item than what it is.
fn is_tracked(line: &Line, frame: &Frame, items: &[u32]) -> bool {
    let said = |p: &Piece| !is_rule(&p.text) && Some(p.at.column) != frame.key;
    line.pieces.iter().any(|p| items.contains(&p.at.column))
        && line.pieces.iter().any(|p| said(p) && !items.contains(&p.at.column))
}

/// A line with its number and text only, whose number begins those of the lines right below, which say more.
fn is_parent(lines: &[Line], frame: &Frame, items: &[u32], at: usize, end: usize) -> bool {
    let number = lines.get(at).and_then(|line| bare(line, frame, items));
    let (Some((number, _)), Some(key)) = (number, frame.key) else { return false };
    let below = lines.get(at + 1).filter(|_| at + 1 < end);
    let Some(child) = below.and_then(|below| Some((below, below.piece(key)?))) else { return false };
    refs::nests(&number.text, &child.1.text)
        && (is_tracked(child.0, frame, items) || bare(child.0, frame, items).is_some())
}

/// The lone text of a line that can name a section, where items have theirs.
fn name_alone<'l>(line: &'l Line, items: &[u32]) -> Option<&'l Piece> {
    let piece = line.only()?;
    let fits = !piece.typed
        && piece.width() == 1
        && items.contains(&piece.at.column)
        && piece.words() <= NAME_WORDS
        && !piece.text.ends_with(['.', ';', ','])
        && piece.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !text::begins_midway(&piece.text)
        // A single word tells nobody to do anything, though it may be a verb: "Transport".
        && (piece.words() == 1 || !starts::begins_with_verb(&piece.text))
        && !is_total(piece)
        && !is_template(&piece.text)
        && !is_footer(&piece.text)
        && !is_page_mark(line);
    fits.then_some(piece)
}

/// Tells whether a text says by itself that it is a headline: `Theme 2 - Skills`, `HOUSING`, `Housing:`.
fn names_section(written: &str) -> bool {
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters > 3 && !written.contains(char::is_lowercase);
    shouted || written.ends_with(':') || levels::surely_names_level(written)
}
