//! A table with its labels down a column and a record in each column beside it: rows and columns exchanged, merges with them.

use std::collections::BTreeSet;

use super::super::line::{Cover, Line, Piece};
use super::evidence::{Fit, LABEL_WORDS, LEAST_FIELDS, has_twins, label_columns, may_be_label, names};
use super::{Given, Shape, Turned, Turning, form, letters};
use crate::grid::{Address, HeaderRows, Range, Sheet};
use crate::record::{Field, Role};

/// Nobody keeps more fields, or more records in columns; a sheet that seems to is another one.
const MOST_FIELDS: usize = 150;
const MOST_RECORDS: usize = 1000;

/// The part of a sheet that is exchanged.
#[derive(Debug)]
pub(super) struct Block {
    /// First and last line.
    pub first: usize,
    /// Last line.
    pub last: usize,
    /// Columns of the labels.
    pub labels: (u32, u32),
    /// Columns of the records.
    pub records: (u32, u32),
}

/// Turns a sheet, if several columns beside the labels hold what they ask for.
pub(super) fn turned(sheet: &Sheet, lines: &[Line], labels: u32) -> Option<Turned> {
    let mut block = Block::find(lines, labels)?;
    let body = lines.get(block.first..=block.last)?;
    let (fields, named) = fields(body, labels);
    if fields.len() < LEAST_FIELDS
        || named * 4 < body.len()
        || body.len() > MOST_FIELDS
        || block.count() > MOST_RECORDS
    {
        return None;
    }
    let (fitting, filled) = block.fitting(body);
    if let [value] = fitting.as_slice() {
        // What stands between labels and values says how to fill them in.
        return form::turned(sheet, lines, labels, Some(*value));
    }
    // Some may lack what can be told.
    if !block.has_fitting_labels(body) || fitting.len() < 2 || fitting.len() * 3 < filled * 2 {
        return None;
    }
    block.end_at(lines, fitting.last().copied()?);
    if form::repeats(body.iter().filter_map(|line| line.piece(labels))) {
        return form::stacked(sheet, lines, &block);
    }
    let (first, last) = (body.first()?.row, body.last()?.row);
    if has_twins(body.iter().filter_map(|line| line.piece(labels))) {
        return None;
    }
    let mut turning = Turning::above(sheet, first);
    let to = |at: Address| Address::new(first + (at.column - block.labels.0), at.row - first);
    for line in body {
        let cells = sheet.row(line.row).map(|row| row.cells.as_slice()).unwrap_or_default();
        let used = cells.iter().map(|cell| cell.column).chain(block.labels.0..=block.records.1);
        let inside = used.filter(|column| (block.labels.0..=block.records.1).contains(column));
        for column in inside.collect::<BTreeSet<u32>>() {
            let at = Address::new(line.row, column);
            turning.recast.put(at, to(at));
        }
        turning.recast.label(line.row - first, Address::new(line.row, block.labels.0));
    }
    let corners = Range::new(Address::new(first, block.labels.0), Address::new(last, block.records.1));
    // Notes on blank cells between the lines.
    for at in turning.recast.missing().into_iter().filter(|at| corners.contains(*at)) {
        turning.recast.put(at, to(at));
    }
    for merge in sheet.merges().iter().filter(|m| corners.contains(m.start) && corners.contains(m.end)) {
        turning.recast.merge(Range::new(to(merge.start), to(merge.end)));
    }
    for column in (block.records.0..=block.records.1).filter(|column| sheet.form().hides_column(*column)) {
        turning.recast.hide(to(Address::new(first, column)).row);
    }
    turning.next = to(Address::new(first, block.records.1)).row + 1;
    turning.below(sheet, last, |_| Role::Note);
    let end = Some(turning.next);
    let header = HeaderRows { first, last: Some(first + (block.labels.1 - block.labels.0)) };
    let Turning { recast, given, .. } = turning;
    Some(Turned {
        sheet: recast.finish(),
        shape: Shape::Columns,
        names_items: fields.contains(&Field::Recommendation) || fields.contains(&Field::Action),
        records: block.count(),
        label_column: letters(body, block.labels.0),
        header,
        given: Given { apart: false, end, ..given },
    })
}

/// The fields that the labels of some lines name beyond doubt, and how many labels do.
fn fields(body: &[Line], labels: u32) -> (BTreeSet<Field>, usize) {
    let named: Vec<Field> = body.iter().filter_map(|line| line.piece(labels)).filter_map(names).collect();
    (named.iter().copied().collect(), named.len())
}

impl Block {
    /// Finds the lines of labels with values in several columns beside them.
    pub(super) fn find(lines: &[Line], labels: u32) -> Option<Self> {
        let named = |line: &Line| line.piece(labels).is_some_and(|p| names(p).is_some());
        let (first, last) = (lines.iter().position(named)?, lines.iter().rposition(named)?);
        let body = lines.get(first..=last)?;
        // Labels beside other labels are those of a form.
        if label_columns(body).into_iter().any(|column| column > labels) {
            return None;
        }
        let label_end = label_end(body, labels);
        let mut block = Self { first, last, labels: (labels, label_end), records: (0, 0) };
        block.records = records(body, label_end)?;
        block.reach_up(lines);
        block.reach_down(lines);
        Some(block)
    }

    fn values<'l>(&self, line: &'l Line) -> impl Iterator<Item = &'l Piece> {
        line.within(self.records.0, self.records.1)
    }

    /// Takes in the rows right above that fill most of the columns, whatever they are called.
    fn reach_up(&mut self, lines: &[Line]) {
        while let Some(above) = self.first.checked_sub(1) {
            let (Some(line), Some(first)) = (lines.get(above), lines.get(self.first)) else { return };
            let wide = self.records.1 - self.records.0 + 1;
            let covered: u32 =
                self.values(line).map(|p| p.last_column.min(self.records.1) - p.at.column + 1).sum();
            let many = self.values(line).nth(1).is_some();
            if line.row + 1 != first.row || !many || covered * 2 < wide {
                return;
            }
            self.first = above;
        }
    }

    /// Takes in the rows below that go on with labels and their values.
    fn reach_down(&mut self, lines: &[Line]) {
        while let (Some(last), Some(line)) = (lines.get(self.last), lines.get(self.last + 1)) {
            let label = line.piece(self.labels.0);
            let may_be = |p: &Piece| !p.typed && p.words() <= LABEL_WORDS;
            let beside = label.is_none_or(may_be) && self.values(line).next().is_some();
            let near = if label.is_some() { 2 } else { 1 };
            if line.row > last.row + near || !beside {
                return;
            }
            self.last += 1;
        }
    }

    /// Tells whether two labels at least, if so many ask for something that can be told, have values that fit them: letters in a
    /// matrix of roles fit one by chance.
    fn has_fitting_labels(&self, body: &[Line]) -> bool {
        let mut all = Fit::default();
        for line in body {
            let Some(label) = line.piece(self.labels.0) else { continue };
            let mut fit = Fit::default();
            self.values(line).for_each(|value| fit.add(label, value));
            all.asked += usize::from(fit.asked > 0);
            all.fitting += usize::from(fit.is_likely());
        }
        all.holds()
    }

    /// Ends the records at one of their columns and those right behind it; a key stands beyond an empty one.
    fn end_at(&mut self, lines: &[Line], last: u32) {
        let body = lines.get(self.first..=self.last).unwrap_or_default();
        let covers: Vec<Cover<'_>> = body.iter().map(Line::cover).collect();
        let filled = |column: u32| covers.iter().any(|cover| cover.over(column).is_some());
        let end = (last..self.records.1).find(|column| !filled(column.saturating_add(1)));
        self.records.1 = end.unwrap_or(self.records.1);
    }

    fn count(&self) -> usize {
        usize::try_from(self.records.1 - self.records.0 + 1).unwrap_or(usize::MAX)
    }

    /// Returns the columns that hold what the labels ask for, and how many hold several values of any kind.
    fn fitting(&self, body: &[Line]) -> (Vec<u32>, usize) {
        let (mut fitting, mut filled) = (Vec::new(), 0_usize);
        let right = |line| (Line::piece(line, self.labels.0), Line::cover_right_of(line, self.labels.1));
        let rows: Vec<(Option<&Piece>, Cover<'_>)> = body.iter().map(right).collect();
        for column in self.records.0..=self.records.1 {
            let (mut fit, mut values) = (Fit::default(), 0_usize);
            for (label, cover) in &rows {
                let Some(value) = cover.over(column) else { continue };
                values += 1;
                if let Some(label) = label {
                    fit.add(label, value);
                }
            }
            filled += usize::from(values >= 2);
            fitting.extend(fit.is_likely().then_some(column));
        }
        (fitting, filled)
    }
}

/// The last column of the labels: they are merged over it, or leaves stand there beside labels that span several rows.
fn label_end(body: &[Line], labels: u32) -> u32 {
    let pieces = || body.iter().filter_map(|line| line.piece(labels));
    let merged = pieces().map(|p| p.last_column).max().unwrap_or(labels);
    if merged > labels {
        return merged;
    }
    let Some(next) = labels.checked_add(1) else { return labels };
    let leaf = |line: &Line| {
        let beside = line.piece(next)?;
        let parent = line.piece(labels);
        Some(parent.is_none_or(|p| p.last_row > p.at.row) && may_be_label(beside))
    };
    let leaves: Vec<bool> = body.iter().filter_map(leaf).collect();
    if !leaves.is_empty() && leaves.iter().all(|leaf| *leaf) { next } else { labels }
}

/// The first and last column with values beside at least half of the labels; columns right beside them belong to them.
fn records(body: &[Line], label_end: u32) -> Option<(u32, u32)> {
    let mut counts: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    let mut filled = 0_usize;
    for line in body {
        let values = line.pieces.iter().filter(|p| p.at.column > label_end);
        let columns: BTreeSet<u32> =
            values.flat_map(|p| p.at.column..=p.last_column.min(p.at.column.saturating_add(50))).collect();
        filled += usize::from(!columns.is_empty());
        for column in columns {
            *counts.entry(column).or_default() += 1;
        }
    }
    let dense: Vec<u32> = counts.iter().filter(|(_, n)| **n * 2 >= filled).map(|(c, _)| *c).collect();
    let (mut first, mut last) = (*dense.first()?, *dense.last()?);
    if first == last {
        return None;
    }
    while first > label_end.saturating_add(1) && counts.contains_key(&(first - 1)) {
        first -= 1;
    }
    while let Some(next) = last.checked_add(1).filter(|next| counts.contains_key(next)) {
        last = next;
    }
    Some((first, last))
}
