//! A sheet part to rows of cells, merges, hidden rows and columns, and the rules that the steps after it resolve.
//!
//! Sparse: a cell costs what it holds, wherever it stands and whatever size the sheet declares. A cell that cannot be read is
//! kept for a finding, and the rest is read.

use std::collections::BTreeSet;

use crate::grid::{Address, Cell, Form, MOST_COLUMNS, MOST_ROWS, Range, Row, Value};

use super::super::conditional::{MOST_EMPTY, Rule};
use super::super::limits::{Limit, Limits};
use super::super::number;
use super::super::package::Fault;
use super::super::reference::{address, range, ranges};
use super::super::xml::{Event, Tag, Xml};
use super::conditional;
use super::faults::Faults;
use super::strings::{self, RichText};
use super::styles::Styles;
use super::validation;

/// A sheet as its part has it.
#[derive(Debug, Default)]
pub(super) struct RawSheet {
    /// Its rows in the part's order; empty cells are among them.
    pub rows: Vec<Row>,
    /// Where shared texts go.
    pub shared: Vec<SharedUse>,
    /// Merged ranges.
    pub merges: Vec<Range>,
    /// Hidden rows and columns, and the struck parts of inline texts.
    pub form: Form,
    /// Conditional fills.
    pub rules: Vec<Rule>,
    /// Cells whose conditional fills are not understood.
    pub unread: BTreeSet<Range>,
    /// Validation lists.
    pub lists: Vec<validation::Stored>,
    /// What could not be read.
    pub faults: Faults,
}

/// A cell that waits for a shared text, by its place in the rows and in its row.
#[derive(Debug, Clone, Copy)]
pub(super) struct SharedUse {
    pub row: u32,
    pub cell: u32,
    pub index: u32,
}

/// What all sheets of a workbook have in common.
pub(super) struct Context<'w> {
    /// The cell formats.
    pub styles: &'w Styles,
    /// Days count from 1904.
    pub from_1904: bool,
    /// Cells read so far, in all sheets.
    pub cells: u64,
    /// Empty cells kept so far, in all sheets.
    pub empty: u32,
}

/// Reads a sheet part.
pub(super) fn read(xml: &mut Xml<'_>, context: &mut Context<'_>) -> Result<RawSheet, Fault> {
    let mut reader = SheetReader {
        context,
        sheet: RawSheet::default(),
        row: None,
        column: 0,
        cells: Vec::new(),
        text: String::new(),
        rich: RichText::default(),
    };
    let mut is_sheet = false;
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.name {
                "worksheet" => is_sheet = true,
                _ if !is_sheet => {
                    return Err(Fault::malformed(format!("expected a worksheet, found `{}`", tag.name)));
                }
                "col" => reader.column_range(&tag),
                "sheetData" => reader.read_cells(xml)?,
                "mergeCell" => {
                    reader.merge(&tag);
                    let count = u64::try_from(reader.sheet.merges.len()).unwrap_or(u64::MAX);
                    xml.limits().check(Limit::Merges, count)?;
                }
                "conditionalFormatting" => {
                    let sqref = tag.get("sqref").map(|sqref| ranges(&sqref)).unwrap_or_default();
                    let RawSheet { rules, unread, .. } = &mut reader.sheet;
                    conditional::read(xml, sqref, reader.context.styles, rules, unread)?;
                }
                "dataValidation" => {
                    let list = tag.get("type").is_some_and(|kind| kind == "list");
                    let sqref = tag.get("sqref").map(|sqref| ranges(&sqref)).unwrap_or_default();
                    validation::read(xml, list, sqref, &mut reader.sheet.lists)?;
                }
                _ => {}
            },
            Event::Eof => return Ok(reader.sheet),
            _ => {}
        }
    }
}

/// How a cell's value is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    Number,
    Shared,
    Text,
    Boolean,
    Error,
    IsoDate,
}

/// What a cell's attributes say.
#[derive(Debug, Clone, Copy)]
struct Head {
    at: Address,
    /// The index of its format.
    style: usize,
    stored: Stored,
}

struct SheetReader<'c, 'w> {
    context: &'c mut Context<'w>,
    sheet: RawSheet,
    /// The row that is read, or was read last.
    row: Option<u32>,
    /// The column of a cell that names none.
    column: u32,
    /// Cells of the row that is read.
    cells: Vec<Cell>,
    text: String,
    rich: RichText,
}

impl SheetReader<'_, '_> {
    fn read_cells(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let limits = *xml.limits();
        let outside = xml.depth().saturating_sub(1);
        while xml.depth() > outside {
            if let Some(plain) = xml.plain("c") {
                let head = self.head(&plain.tag);
                self.text.clear();
                self.text.push_str(plain.text);
                let length = plain.length;
                xml.take(length);
                if let Some(head) = head {
                    self.store(head, false, false, &limits)?;
                }
                continue;
            }
            let Event::Start(tag) = xml.next()? else { continue };
            match tag.name {
                "c" => match self.head(&tag) {
                    Some(head) => self.read_cell(xml, head, &limits)?,
                    None => xml.skip()?,
                },
                "row" => self.begin_row(&tag),
                _ => xml.skip()?,
            }
        }
        self.end_row();
        Ok(())
    }

    /// Reads a cell's attributes; `None` where no sheet has such a cell.
    fn head(&mut self, tag: &Tag<'_>) -> Option<Head> {
        let mut at = Some(Address::new(self.row.unwrap_or(0), self.column));
        let (mut style, mut stored, mut reference) = (0, Stored::Number, None);
        for (key, value) in tag.attributes() {
            match key {
                "r" => (at, reference) = (address(value), Some(value)),
                "s" => style = value.parse().unwrap_or(0),
                "t" => {
                    stored = match value {
                        "s" => Stored::Shared,
                        "str" | "inlineStr" => Stored::Text,
                        "b" => Stored::Boolean,
                        "e" => Stored::Error,
                        "d" => Stored::IsoDate,
                        _ => Stored::Number,
                    }
                }
                _ => {}
            }
        }
        let inside = at.filter(|at| at.row < MOST_ROWS && at.column < MOST_COLUMNS);
        if inside.is_none() {
            let shown =
                reference.map_or_else(|| at.map_or_else(String::new, |at| at.to_string()), str::to_owned);
            self.sheet.faults.references.push(&shown);
        }
        inside.map(|at| Head { at, style, stored })
    }

    fn begin_row(&mut self, tag: &Tag<'_>) {
        self.end_row();
        let mut row = self.row.map_or(0, |row| row.saturating_add(1));
        let mut hidden = false;
        for (key, value) in tag.attributes() {
            match key {
                "r" => match value.parse::<u32>().ok().and_then(|r| r.checked_sub(1)) {
                    Some(named) if named < MOST_ROWS => row = named,
                    _ => self.sheet.faults.references.push(value),
                },
                "hidden" => hidden |= super::super::xml::is_true(value),
                "ht" => hidden |= value.parse() == Ok(0.0),
                _ => {}
            }
        }
        if hidden && row < MOST_ROWS {
            self.sheet.form.hidden_rows.insert(row);
        }
        (self.row, self.column) = (Some(row), 0);
    }

    /// Keeps the cells of a row, with no more memory than they need.
    fn end_row(&mut self) {
        if let (Some(index), false) = (self.row, self.cells.is_empty()) {
            self.sheet.rows.push(Row { index, cells: self.cells.drain(..).collect() });
        }
    }

    fn read_cell(&mut self, xml: &mut Xml<'_>, head: Head, limits: &Limits) -> Result<(), Fault> {
        self.text.clear();
        let (mut inside, mut formula, mut inline) = (false, false, false);
        let outside = xml.depth().saturating_sub(1);
        while xml.depth() > outside {
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    "v" => inside = true,
                    "f" => {
                        formula = true;
                        xml.skip()?;
                    }
                    "is" => {
                        inline = true;
                        strings::read(xml, &mut self.rich)?;
                    }
                    _ => xml.skip()?,
                },
                Event::Text(text) if inside => {
                    self.text.push_str(text);
                    limits.check(Limit::Text, u64::try_from(self.text.len()).unwrap_or(u64::MAX))?;
                }
                Event::End("v") => inside = false,
                _ => {}
            }
        }
        self.store(head, formula, inline, limits)
    }

    /// Makes a cell of the text that was read for it.
    fn store(&mut self, head: Head, formula: bool, inline: bool, limits: &Limits) -> Result<(), Fault> {
        let Head { at, style, stored } = head;
        if self.row != Some(at.row) {
            // A cell names another row than the one it stands in; its own word counts.
            self.end_row();
            self.row = Some(at.row);
        }
        self.column = at.column.saturating_add(1);
        let form = self.context.styles.cell(style);
        let mut style = form.style;
        let mut shared = None;
        let value = if inline {
            let (look, struck) = strings::look(&self.rich.text, &self.rich.runs, style);
            style = look;
            if !struck.is_empty() {
                self.sheet.form.strikes.insert(at, struck);
            }
            text_value(self.rich.text.as_str())
        } else if self.text.is_empty() {
            if formula && stored != Stored::Text {
                self.sheet.faults.formulas.push(at);
            }
            Value::Empty
        } else {
            match stored {
                Stored::Shared => {
                    shared = self.text.parse().or_else(|_| self.text.trim().parse()).ok();
                    if shared.is_none() {
                        self.sheet.faults.strings.push(at);
                    }
                    Value::Empty
                }
                Stored::Text => text_value(strings::unescaped(&self.text)),
                Stored::Boolean => Value::Boolean(super::super::xml::is_true(&self.text)),
                Stored::Error => Value::Error(self.text.trim().to_owned()),
                Stored::IsoDate => number::iso(self.text.trim(), form.kind),
                // White space around a number is rare, and looking for it is not free.
                Stored::Number => match self.text.parse().or_else(|_| self.text.trim().parse::<f64>()) {
                    Ok(number) if number.is_finite() => {
                        let (value, lost) = number::value(number, form.kind, self.context.from_1904);
                        if lost {
                            self.sheet.faults.dates.push(at);
                        }
                        value
                    }
                    _ => {
                        self.sheet.faults.numbers.push(at);
                        text_value(self.text.as_str())
                    }
                },
            }
        };
        self.keep(Cell { column: at.column, value, style }, shared, limits)
    }

    fn keep(&mut self, cell: Cell, shared: Option<u32>, limits: &Limits) -> Result<(), Fault> {
        if let Some(index) = shared {
            let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let (row, cell) = (place(self.sheet.rows.len()), place(self.cells.len()));
            self.sheet.shared.push(SharedUse { row, cell, index });
        }
        if shared.is_some() || cell.style.fill.is_some() || cell.value != Value::Empty {
            self.context.cells = self.context.cells.saturating_add(1);
            limits.check(Limit::Cells, self.context.cells)?;
        } else {
            self.context.empty = self.context.empty.saturating_add(1);
            if self.context.empty > MOST_EMPTY {
                return Ok(());
            }
        }
        self.cells.push(cell);
        Ok(())
    }

    fn column_range(&mut self, tag: &Tag<'_>) {
        let none_wide = tag.get("width").is_some_and(|width| width.trim().parse() == Ok(0.0));
        if !tag.flag("hidden", false) && !none_wide {
            return;
        }
        let bound = |name| tag.number(name).and_then(|n| n.checked_sub(1)).map(|n| n.min(MOST_COLUMNS - 1));
        if let (Some(first), Some(last)) = (bound("min"), bound("max"))
            && first <= last
        {
            self.sheet.form.hidden_columns.push((first, last));
        }
    }

    fn merge(&mut self, tag: &Tag<'_>) {
        let reference = tag.get("ref").unwrap_or_default();
        match range(&reference) {
            Some(range) => self.sheet.merges.push(range),
            None => self.sheet.faults.merges.push(&reference),
        }
    }
}

/// A text as a value; none where there is no text.
pub(super) fn text_value(text: impl Into<String>) -> Value {
    let text = text.into();
    if text.is_empty() { Value::Empty } else { Value::Text(text) }
}
