//! The elements of content, one after the other, to sheets.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops;

use jiff::civil::DateTime;

use crate::grid::{
    Address, CellNote, Form, MOST_COLUMNS, MOST_ROWS, Padding, Properties, Range, Sheet, Style, Value,
    rows_of,
};
use crate::record::Finding;

use super::super::choices;
use super::super::conditional::{MOST_EMPTY, apply, drop_empty, unread};
use super::super::number::dated;
use super::super::rich::Rich;
use super::super::xml::{Event, Tag, local, plain};
use super::conditional::{Formats, seen};
use super::styles::{CellForm, Styles};
use super::validation::{Validations, add};

/// Cells without a value, or rows of them, that repeat as often are the sheet's ground and no form that somebody gave.
const GROUND: u32 = 1_000;

/// What repeating may cost in all: a copy of a cell costs [`COPY`] and its text.
const COPIES: usize = 1 << 24;
const COPY: usize = 64;

/// No text has more blanks in a row.
const BLANKS: u32 = 1_000;

/// Elements in a cell's text that are not of its text.
const ASIDE: [&str; 12] = [
    "frame",
    "custom-shape",
    "rect",
    "line",
    "ellipse",
    "circle",
    "g",
    "path",
    "control",
    "ruby-text",
    "note",
    "annotation",
];

/// A cell that is finished, but for its row.
#[derive(Debug, Clone)]
struct Done {
    column: u32,
    repeat: u32,
    value: Value,
    style: Style,
    struck: Vec<ops::Range<usize>>,
    note: Option<CellNote>,
}

/// The cell that is being read.
#[derive(Default)]
struct OpenCell {
    column: u32,
    repeat: u32,
    form: CellForm,
    /// The type of value, and the value as its attribute says it.
    kind: String,
    stored: Option<String>,
    rich: Rich,
    paragraphs: usize,
    note: Option<CellNote>,
}

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Into {
    #[default]
    Nowhere,
    Cell,
    Note,
    Author,
    Title,
    Created,
    Modified,
    Property,
}

/// The sheets in the making.
#[derive(Default)]
pub(super) struct Walk {
    styles: Styles,
    forms: BTreeMap<String, CellForm>,
    properties: Properties,
    in_meta: bool,
    /// The name of the property whose value is read.
    property: String,
    sheets: Vec<Sheet>,
    /// The cells that call each validation, for each sheet.
    lists: Vec<BTreeMap<String, Vec<Range>>>,
    validations: Validations,
    /// How deep inside an element that is left out.
    aside: usize,
    copies: usize,
    overfull: bool,
    /// What of the conditional formats could not be read.
    pub(super) findings: Vec<Finding>,
    // The sheet that is being read.
    name: Option<String>,
    hidden: bool,
    cells: Vec<(Address, Value, Style)>,
    merges: Vec<Range>,
    form: Form,
    formats: Formats,
    /// Cells of the styles that have conditions, and of the lists, by their names.
    mapped: BTreeMap<String, Vec<Range>>,
    called: BTreeMap<String, Vec<Range>>,
    /// Cells without value and fill that were kept for the conditional formats, in all sheets.
    empty: u32,
    /// First and last of the columns that have a style of their own, and its name.
    columns: Vec<(u32, u32, String)>,
    next_column: u32,
    // The row.
    row: u32,
    row_repeat: u32,
    row_hidden: bool,
    row_style: Option<String>,
    column: u32,
    done: Vec<Done>,
    cell: Option<OpenCell>,
    // The text.
    into: Into,
    in_note: bool,
    /// The paragraph has text already.
    begun: bool,
    /// Strike and bold of each open part of a text.
    spans: Vec<(bool, bool)>,
}

impl Walk {
    /// Tells whether nothing was read yet.
    pub(super) fn is_empty(&self) -> bool {
        self.sheets.is_empty() && self.cells.is_empty()
    }

    /// Returns the sheets, what the file says about itself, and whether copies of cells were left out.
    pub(super) fn finish(mut self) -> (Vec<Sheet>, Properties, bool) {
        self.end_row();
        self.end_sheet();
        let by_name = self.sheets.iter().map(|sheet| (sheet.name.to_lowercase(), sheet.rows())).collect();
        // The names that lists stand behind come last.
        let lists = |called| choices::resolve(&self.validations.lists(called), &by_name);
        let choices: Vec<_> = self.lists.iter().map(lists).collect();
        let with = |(sheet, choices): (Sheet, Vec<_>)| {
            let form = Form { choices, ..sheet.form().clone() };
            sheet.with_form(form)
        };
        (self.sheets.into_iter().zip(choices).map(with).collect(), self.properties, self.overfull)
    }

    /// Takes what comes next in a part.
    pub(super) fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(_) if self.aside > 0 => self.aside += 1,
            Event::End(_) if self.aside > 0 => self.aside -= 1,
            _ if self.aside > 0 => {}
            Event::Start(element) => {
                let kept = if self.cell.is_some() {
                    self.in_cell(element.name, &element)
                } else {
                    self.open(element.name, &element)
                };
                self.aside = usize::from(!kept);
            }
            Event::End(name) => self.close(name),
            Event::Text(text) => self.text(text),
            _ => {}
        }
    }

    /// Takes an element outside of cells; false where it and all in it are left out.
    fn open(&mut self, name: &str, element: &Tag<'_>) -> bool {
        match name {
            "meta" => self.in_meta = true,
            "title" if self.in_meta => self.into = Into::Title,
            "date" if self.in_meta => self.into = Into::Modified,
            "creation-date" if self.in_meta => self.into = Into::Created,
            "user-defined" if self.in_meta => {
                self.property = element.owned("name").unwrap_or_default();
                self.into = Into::Property;
            }
            "tracked-changes" | "shapes" | "forms" | "dde-links" => return false,
            "content-validation" | "named-range" => self.validations.open(element),
            "conditional-formats"
            | "conditional-format"
            | "condition"
            | "color-scale"
            | "icon-set"
            | "date-is" => self.formats.open(element),
            "table" if self.name.is_none() => {
                self.name = Some(element.owned("name").unwrap_or_default());
                let style = element.owned("style-name");
                self.hidden = style.is_some_and(|style| self.styles.hides_table(&style));
            }
            "table-column" => self.column_element(element),
            "table-row" => {
                self.end_row();
                self.row_repeat = count(element, "number-rows-repeated");
                self.row_hidden = is_hidden(element);
                self.row_style = element.owned("default-cell-style-name");
            }
            "table-cell" | "covered-table-cell" if self.name.is_some() => {
                self.cell_element(element, name == "table-cell");
            }
            _ => self.styles.open(name, element),
        }
        true
    }

    /// Takes an element inside a cell; false where it and all in it are left out.
    fn in_cell(&mut self, name: &str, element: &Tag<'_>) -> bool {
        let Some(cell) = &mut self.cell else { return true };
        if self.into == Into::Nowhere {
            self.begun = false;
            match name {
                "p" if self.in_note => {
                    self.into = Into::Note;
                    if let Some(note) = cell.note.as_mut().filter(|note| !note.text.is_empty()) {
                        note.text.push('\n');
                    }
                }
                "p" => {
                    self.into = Into::Cell;
                    if cell.paragraphs > 0 {
                        cell.rich.line_break();
                    }
                    cell.paragraphs += 1;
                    self.spans = vec![(cell.form.style.strike, cell.form.style.bold)];
                }
                "annotation" => {
                    self.in_note = true;
                    cell.note = Some(CellNote::default());
                }
                "creator" if self.in_note => self.into = Into::Author,
                // Lists in notes.
                "list" | "list-item" if self.in_note => {}
                _ => return false,
            }
            return true;
        }
        match name {
            "span" => {
                let (strike, bold) = self.spans.last().copied().unwrap_or_default();
                let own = element.owned("style-name").map(|style| self.styles.span(&style));
                let (own_strike, own_bold) = own.unwrap_or_default();
                self.spans.push((own_strike.unwrap_or(strike), own_bold.unwrap_or(bold)));
            }
            "s" => {
                let blanks = element.number("c").unwrap_or(1);
                self.plain(&" ".repeat(usize::try_from(blanks.min(BLANKS)).unwrap_or(1)));
            }
            "tab" => self.plain("\t"),
            "line-break" => self.plain("\n"),
            name if ASIDE.contains(&name) => return false,
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "meta" => self.in_meta = false,
            "p" | "creator" => self.into = Into::Nowhere,
            // Fields of these names stand in texts, too.
            "title" | "date" | "creation-date" | "user-defined" if self.in_meta => self.into = Into::Nowhere,
            "span" => _ = self.spans.pop(),
            "annotation" => self.in_note = false,
            "table-cell" | "covered-table-cell" => self.end_cell(),
            "table-row" => self.end_row(),
            "table" => self.end_sheet(),
            _ => self.styles.close(name),
        }
    }

    fn text(&mut self, text: &str) {
        match (self.into, &mut self.cell) {
            // Blanks are written as they are meant, whatever the standard says of them, but line ends are indentation.
            (Into::Cell | Into::Note, _) => {
                let text = unindented(text);
                self.plain(if self.begun { &text } else { text.trim_start() });
            }
            (Into::Author, Some(cell)) => {
                let author = text.trim();
                if let Some(note) = cell.note.as_mut().filter(|_| !author.is_empty()) {
                    note.author.get_or_insert_default().push_str(author);
                }
            }
            (Into::Title, _) => self.properties.title.get_or_insert_default().push_str(text),
            (Into::Created, _) => self.properties.created.get_or_insert_default().push_str(text),
            (Into::Property, _) => {
                let name = self.property.clone();
                self.properties.custom.entry(name).or_default().push_str(text);
            }
            (Into::Modified, _) => self.properties.modified.get_or_insert_default().push_str(text),
            _ => {}
        }
    }

    /// Adds text whose white space is meant.
    fn plain(&mut self, text: &str) {
        let (strike, bold) = self.spans.last().copied().unwrap_or_default();
        self.begun |= !text.is_empty();
        match (self.into, &mut self.cell) {
            (Into::Cell, Some(cell)) => cell.rich.push(text, strike, bold),
            (Into::Note, Some(cell)) => cell.note.get_or_insert_default().text.push_str(text),
            _ => {}
        }
    }

    fn column_element(&mut self, element: &Tag<'_>) {
        let first = self.next_column;
        if first >= MOST_COLUMNS {
            return;
        }
        let last = first.saturating_add(count(element, "number-columns-repeated") - 1).min(MOST_COLUMNS - 1);
        self.next_column = last + 1;
        if is_hidden(element) {
            self.form.hidden_columns.push((first, last));
        }
        if let Some(style) = element.owned("default-cell-style-name") {
            self.columns.push((first, last, style));
        }
    }

    fn cell_element(&mut self, element: &Tag<'_>, visible: bool) {
        self.end_cell();
        let column = self.column;
        let repeat = count(element, "number-columns-repeated").min(MOST_COLUMNS.saturating_sub(column));
        self.column = column.saturating_add(repeat);
        if repeat == 0 || self.row >= MOST_ROWS {
            return;
        }
        let of_column = || {
            let place = self.columns.partition_point(|(_, last, _)| *last < column);
            self.columns.get(place).filter(|(first, ..)| *first <= column).map(|(_, _, style)| style.clone())
        };
        let style = element.owned("style-name").or_else(|| self.row_style.clone()).or_else(of_column);
        let style = style.unwrap_or_default();
        let form = self.form_of(&style);
        let end = self.row.saturating_add(self.row_repeat.max(1)).min(MOST_ROWS) - 1;
        let range = Range::new(Address::new(self.row, column), Address::new(end, column + repeat - 1));
        if form.mapped {
            add(self.mapped.entry(style).or_default(), range);
        }
        if let Some(name) = element.owned("content-validation-name") {
            add(self.called.entry(name).or_default(), range);
        }
        let mut cell = OpenCell { column, repeat, form, ..OpenCell::default() };
        // An error is a string to the standard, and an error in an extension that comes behind.
        let last = |names: &[&str]| {
            let found = element.attributes().filter(|(name, _)| names.contains(&local(name))).last();
            found.map(|(_, value)| plain(value).into_owned())
        };
        cell.kind = last(&["value-type"]).unwrap_or_default();
        cell.stored = last(&["value", "date-value", "boolean-value", "string-value"]);
        if visible {
            let across = count(element, "number-columns-spanned").min(MOST_COLUMNS - column);
            let down = count(element, "number-rows-spanned").min(MOST_ROWS - self.row);
            if across > 1 || down > 1 {
                let end = Address::new(self.row + down - 1, column + across - 1);
                self.merges.push(Range::new(Address::new(self.row, column), end));
            }
        }
        self.cell = Some(cell);
    }

    fn form_of(&mut self, style: &str) -> CellForm {
        if let Some(form) = self.forms.get(style) {
            return *form;
        }
        let form = self.styles.cell(style);
        self.forms.insert(style.to_owned(), form);
        form
    }

    fn end_cell(&mut self) {
        (self.into, self.in_note) = (Into::Nowhere, false);
        let Some(cell) = self.cell.take() else { return };
        let note = cell.note.map(|note| CellNote { text: note.text.trim().to_owned(), ..note });
        let finished = cell.rich.finish_as_stored(cell.form.style.fill);
        let styled = matches!(finished.value, Value::Text(_));
        // What is shown of a number stands beside it.
        let padding = Padding::of_shown(finished.value.text().trim());
        let (value, struck) = value(&cell.kind, cell.stored, finished.value, finished.struck, cell.form);
        self.done.push(Done {
            column: cell.column,
            repeat: cell.repeat,
            value,
            style: Style { padding, ..if styled { finished.style } else { cell.form.style } },
            struck,
            note: note.filter(|note| !note.text.is_empty()),
        });
    }

    fn end_row(&mut self) {
        self.end_cell();
        let done = std::mem::take(&mut self.done);
        let repeat = std::mem::take(&mut self.row_repeat);
        self.column = 0;
        let (first, end) = (self.row, self.row.saturating_add(repeat).min(MOST_ROWS));
        self.row = end;
        let filled = done.iter().any(|cell| !cell.value.is_blank() || cell.note.is_some());
        if !filled && repeat >= GROUND {
            return;
        }
        for row in first..end {
            if row > first && !self.pay(COPY) {
                return;
            }
            if self.row_hidden {
                self.form.hidden_rows.insert(row);
            }
            for cell in &done {
                self.copies_of(cell, row, row > first);
            }
        }
    }

    /// Puts a cell and its repetitions along the row.
    fn copies_of(&mut self, cell: &Done, row: u32, again: bool) {
        let at = Address::new(row, cell.column);
        if let (Some(note), false) = (&cell.note, again) {
            self.form.notes.insert(at, note.clone());
        }
        let blank = cell.value.is_blank();
        if blank && cell.repeat >= GROUND {
            return;
        }
        if blank && cell.style.fill.is_none() {
            self.empty = self.empty.saturating_add(cell.repeat);
            if self.empty <= MOST_EMPTY {
                let columns = cell.column..cell.column.saturating_add(cell.repeat);
                self.cells
                    .extend(columns.map(|column| (Address::new(row, column), Value::Empty, cell.style)));
            }
            return;
        }
        let text = if let Value::Text(text) = &cell.value { text.len() } else { 0 };
        for column in cell.column..cell.column.saturating_add(cell.repeat) {
            if (again || column > cell.column) && !self.pay(COPY + text) {
                return;
            }
            let at = Address::new(row, column);
            if !cell.struck.is_empty() {
                self.form.strikes.insert(at, cell.struck.clone());
            }
            self.cells.push((at, cell.value.clone(), cell.style));
        }
    }

    /// Takes the cost of a copy from what is left; false where it does not suffice.
    fn pay(&mut self, cost: usize) -> bool {
        self.copies = self.copies.saturating_add(cost);
        self.overfull |= self.copies > COPIES;
        !self.overfull
    }

    fn end_sheet(&mut self) {
        self.end_row();
        let Some(name) = self.name.take() else { return };
        let cells = std::mem::take(&mut self.cells);
        let merges = std::mem::take(&mut self.merges);
        let form = std::mem::take(&mut self.form);
        let mut rows = rows_of(cells);
        let mapped = std::mem::take(&mut self.mapped);
        let formats = std::mem::take(&mut self.formats);
        self.findings.extend(unread(&name, &formats.unread(&self.styles)));
        let mut rules = formats.finish(&self.styles, mapped);
        apply(&mut rows, &mut rules, seen);
        drop_empty(&mut rows);
        self.lists.push(std::mem::take(&mut self.called));
        self.sheets.push(Sheet::of_rows(name, self.hidden, rows, merges).with_form(form));
        (self.hidden, self.next_column, self.row) = (false, 0, 0);
        self.columns.clear();
    }
}

/// Text without the line ends that indentation puts into it; blanks stay as they are, whatever the standard says of them.
fn unindented(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for (place, line) in text.split(['\n', '\r']).enumerate() {
        let line = if place == 0 { line } else { line.trim_start_matches([' ', '\t']) };
        if place > 0 && !plain.ends_with(' ') {
            plain.push(' ');
        }
        plain.push_str(line);
    }
    Cow::Owned(plain)
}

/// A count, which is 1 where none stands there.
fn count(element: &Tag<'_>, name: &str) -> u32 {
    element.number(name).unwrap_or(1).max(1)
}

/// Tells whether a row or column is hidden, by hand or by a filter.
fn is_hidden(element: &Tag<'_>) -> bool {
    element.owned("visibility").is_some_and(|value| matches!(value.trim(), "collapse" | "filter"))
}

/// The value of a cell, with the struck parts where it is a text.
fn value(
    kind: &str,
    stored: Option<String>,
    shown: Value,
    struck: Vec<ops::Range<usize>>,
    form: CellForm,
) -> (Value, Vec<ops::Range<usize>>) {
    let stored = stored.unwrap_or_default();
    let number = || stored.trim().parse::<f64>().ok();
    let read = match kind {
        "float" | "currency" => number().map(Value::Number),
        "percentage" => number().map(Value::Percent),
        "boolean" => Some(Value::Boolean(stored.trim() == "true")),
        "date" => {
            let at = stored.trim().trim_end_matches('Z').parse::<DateTime>();
            at.ok().map(|at| dated(at, form.shown))
        }
        "error" => Some(Value::Error(shown.text())),
        _ => None,
    };
    match (read, shown) {
        (Some(value), _) => (value, Vec::new()),
        (None, Value::Empty) if !stored.is_empty() => (Value::Text(stored), Vec::new()),
        (None, shown) => (shown, struck),
    }
}
