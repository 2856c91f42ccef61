//! What of a sheet could not be read, gathered by kind: one finding each, with the cells.

use crate::grid::{Address, compact_cells, place};
use crate::record::{Code, Finding};

/// How many places of a kind are kept; the rest is counted.
const MOST: usize = 500;

/// Unreadable places of a sheet.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// References of cells or rows that no sheet has.
    pub references: Places<String>,
    /// Merged ranges that are none.
    pub merges: Places<String>,
    /// Cells whose shared text is not there.
    pub strings: Places<Address>,
    /// Number cells that hold no number.
    pub numbers: Places<Address>,
    /// Date cells whose number is no date.
    pub dates: Places<Address>,
    /// Formulas without a stored result.
    pub formulas: Places<Address>,
}

/// The first places of a kind, and how many there are.
#[derive(Debug)]
pub(super) struct Places<T> {
    count: usize,
    first: Vec<T>,
}

impl<T> Default for Places<T> {
    fn default() -> Self {
        Self { count: 0, first: Vec::new() }
    }
}

impl Places<Address> {
    /// Adds a cell.
    pub(super) fn push(&mut self, at: Address) {
        self.count = self.count.saturating_add(1);
        if self.first.len() < MOST {
            self.first.push(at);
        }
    }
}

impl Places<String> {
    /// Adds a text as it stands in the file, cut to what a message can hold.
    pub(super) fn push(&mut self, text: &str) {
        self.count = self.count.saturating_add(1);
        if self.first.len() < 3 {
            self.first.push(text.chars().take(40).collect());
        }
    }

    fn shown(&self) -> String {
        let texts: Vec<String> = self.first.iter().map(|text| format!("`{text}`")).collect();
        let more = if self.count > self.first.len() { ", …" } else { "" };
        format!("{}{more}", texts.join(", "))
    }
}

impl Faults {
    /// Returns the findings, those that lose something first.
    pub(super) fn findings(&self, sheet: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        let plural = |count: usize, one: &str, many: &str| {
            if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
        };
        let texts = [
            (&self.references, "reference that no sheet has", "references that no sheet has", "was not read"),
            (&self.merges, "malformed merged range", "malformed merged ranges", "was not read"),
        ];
        for (places, one, many, what) in texts {
            if places.count > 0 {
                let what = if places.count == 1 { what } else { "were not read" };
                let message = format!("{} {what}: {}", plural(places.count, one, many), places.shown());
                findings.push(Finding::new(Code::CellUnread, message, Some(sheet.to_owned())));
            }
        }
        let cells = [
            (
                &self.strings,
                Code::CellUnread,
                "cell names a shared text that is not there",
                "cells name shared texts that are not there",
            ),
            (
                &self.numbers,
                Code::CellUnread,
                "number cell holds no number and was read as text",
                "number cells hold no number and were read as text",
            ),
            (
                &self.formulas,
                Code::FormulaUnsaved,
                "formula without a stored result: open the file in Excel and save it",
                "formulas without a stored result: open the file in Excel and save it",
            ),
            (
                &self.dates,
                Code::DateUnparsed,
                "date cell holds a number that is no date and was kept as a number",
                "date cells hold numbers that are no dates and were kept as numbers",
            ),
        ];
        for (places, code, one, many) in cells {
            if places.count > 0 {
                let more = if places.count > places.first.len() { ",…" } else { "" };
                let source = place(sheet, &format!("{}{more}", compact_cells(&places.first)));
                findings.push(Finding::new(code, plural(places.count, one, many), Some(source)));
            }
        }
        findings
    }
}
