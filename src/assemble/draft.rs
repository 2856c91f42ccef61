//! Rows to drafts: the cells that belong to one record, from its own row, from merges above, from rows that go on with it.
//!
//! A cell in the wrong column (an export shifted it, a page broke) goes where its text goes on, and a finding says so. What
//! fits nowhere is left unclaimed. What the cells mean is for `fields`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::columns::{self, MappedColumn, Mapping};
use crate::grid::{Address, Cell, Sheet, Value};
use crate::layout::{Table, TableRow};
use crate::normalize::text::quoted;
use crate::normalize::{dates, echo, owners, status, text};
use crate::record::{Code, Field, Role};

use super::claims::Claims;

/// Words from which a text in a column of short values is running text that belongs elsewhere.
const PROSE_WORDS: usize = 6;

/// Owner likeness below which a text is none. Lower than for typing columns: here the column already says owner.
const OWNER_LIKE: f32 = 0.35;

/// A cell's part of a record.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    /// The cell that it stands in; of a merge, its corner.
    pub at: Address,
    /// The cell; crossed out is all of it, or nothing.
    pub cell: Cell,
    /// What of its text is crossed out where that is not all of it, and what is left.
    pub struck: Option<Struck>,
    /// The value that it stands for where it is a mark under that value.
    pub ticks: Option<String>,
    /// It repeats the line above it but for the damage of a scan.
    pub echo: bool,
    /// What its cell holds where that says no more than "as above"; the value is that of the record above then.
    pub ditto: Option<String>,
}

impl Part {
    /// Takes a cell; one of which no letter or digit is left is crossed out as a whole.
    pub(super) fn new(sheet: &Sheet, at: Address, cell: &Cell) -> Self {
        let mut cell = cell.clone();
        let mut struck = None;
        if let (Value::Text(text), Some(strikes)) = (&cell.value, sheet.form().strikes.get(&at)) {
            let read = Struck::of(text, strikes);
            if !says(&read.left()) {
                cell.style.strike = true;
            } else if !cell.style.strike && says(&read.out()) {
                struck = Some(read);
            }
        }
        Self { at, cell, struck, ticks: None, echo: false, ditto: None }
    }

    /// Returns its text, cleaned, without what is crossed out of it; an error of the spreadsheet (`#REF!`) is none, and an echo
    /// adds nothing to the line above it.
    pub(super) fn text(&self) -> String {
        if self.echo {
            return String::new();
        }
        if let Some(value) = &self.ticks {
            return text::clean(value);
        }
        match (&self.cell.value, &self.struck) {
            (Value::Error(_), _) => String::new(),
            (_, Some(struck)) => text::clean(&struck.left()),
            (value, None) => text::clean(&value.text()),
        }
    }

    /// Returns its text as a person sees it: `1.10` where the number format shows 1.1 so.
    fn shown(&self) -> String {
        match &self.cell.value {
            value @ Value::Number(_) => value.shown(self.cell.style.padding),
            _ => self.text(),
        }
    }

    /// Returns its text as its cell holds it: a mark with the value that it stands for, "ditto" as it is.
    pub(super) fn written(&self) -> String {
        let text = self.ditto.clone().unwrap_or_else(|| self.cell.value.text());
        self.ticks.as_ref().map_or_else(|| text.clone(), |value| format!("{value}: {text}"))
    }

    /// Returns it line by line as what is crossed out and what is left, or as it is where it is not crossed out in part.
    pub(super) fn stretches(&self) -> Vec<Self> {
        let Some(struck) = &self.struck else { return vec![self.clone()] };
        let lines = struck.lines.iter();
        let stretches = lines.flat_map(|line| [(&line.out, true), (&line.left, false)]);
        stretches
            .filter(|(text, _)| says(text))
            .map(|(text, strike)| {
                let mut stretch = Self {
                    at: self.at,
                    cell: self.cell.clone(),
                    struck: None,
                    ticks: None,
                    echo: false,
                    ditto: None,
                };
                stretch.cell.value = Value::Text(text.clone());
                stretch.cell.style.strike = strike;
                stretch
            })
            .collect()
    }
}

/// A text that is crossed out in part, by line: "30 31 March" with the 30 struck is `30` and ` 31 March`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Struck {
    lines: Vec<StruckLine>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct StruckLine {
    out: String,
    left: String,
}

impl Struck {
    /// Parts a text by the ranges of its bytes that are crossed out.
    fn of(text: &str, strikes: &[Range<usize>]) -> Self {
        let mut lines = vec![StruckLine::default()];
        let mut strikes = strikes.iter().peekable();
        let mut before = false;
        for (at, c) in text.char_indices() {
            if c == '\n' {
                lines.push(StruckLine::default());
                continue;
            }
            while strikes.next_if(|range| range.end <= at).is_some() {}
            let struck = strikes.peek().is_some_and(|range| range.start <= at);
            if let Some(line) = lines.last_mut() {
                if struck && !before && !line.out.is_empty() {
                    // Two stretches are two texts; what is left is one, since single digits are crossed out too.
                    line.out.push(' ');
                }
                if struck { &mut line.out } else { &mut line.left }.push(c);
            }
            before = struck;
        }
        Self { lines }
    }

    /// Returns what is crossed out.
    pub(super) fn out(&self) -> String {
        self.lines.iter().map(|line| line.out.as_str()).collect::<Vec<_>>().join("\n")
    }

    fn left(&self) -> String {
        self.lines.iter().map(|line| line.left.as_str()).collect::<Vec<_>>().join("\n")
    }
}

fn says(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The cells of one record, by column.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Draft {
    /// Its first row, from 0.
    pub row: u32,
    /// All rows that it has a line of its own in, the first included.
    pub rows: BTreeSet<u32>,
    /// Cells of these rows that hold nothing but a note.
    pub only_noted: BTreeSet<Address>,
    /// Parts by the column that they belong to, in the order of the rows.
    pub columns: BTreeMap<u32, Vec<Part>>,
}

impl Draft {
    fn push(&mut self, column: u32, part: Part) {
        self.columns.entry(column).or_default().push(part);
    }

    /// Returns the parts of a column.
    pub(super) fn parts(&self, column: u32) -> &[Part] {
        self.columns.get(&column).map_or(&[], Vec::as_slice)
    }

    /// Returns the text of a column's parts, joined: a space where the text goes on, a line break before an item.
    pub(super) fn text(&self, column: u32) -> String {
        let parts = self.parts(column);
        if parts.iter().any(|p| p.ticks.is_some()) {
            return parts.iter().map(Part::text).collect::<Vec<_>>().join("; ");
        }
        join(parts.iter().map(Part::text))
    }

    /// Returns a column's text as [`Draft::text`] does, its numbers with the zeros that are shown.
    pub(super) fn shown(&self, column: u32) -> String {
        let is_number = |part: &Part| matches!(part.cell.value, Value::Number(_)) && part.ticks.is_none();
        match self.parts(column) {
            [part] if is_number(part) => part.shown(),
            _ => self.text(column),
        }
    }

    /// Returns a column's text exactly as its cells hold it, a line break between cells.
    pub(super) fn as_written(&self, column: u32) -> String {
        self.parts(column).iter().map(Part::written).collect::<Vec<_>>().join("\n")
    }

    /// Returns the parts that have something to read, by column.
    pub(super) fn filled(&self) -> impl Iterator<Item = &Part> {
        self.columns.values().flatten().filter(|p| !p.cell.value.is_blank())
    }

    /// Tells whether somebody crossed out all of it.
    pub(super) fn is_struck(&self) -> bool {
        self.filled().next().is_some() && self.filled().all(|p| p.cell.style.strike)
    }

    /// Returns every cell that a note of it can be on.
    pub(super) fn places(&self) -> BTreeSet<Address> {
        self.columns.values().flatten().map(|p| p.at).chain(self.only_noted.iter().copied()).collect()
    }

    /// Tells whether a column has nothing to read here.
    pub(super) fn is_empty(&self, column: u32) -> bool {
        self.parts(column).iter().all(|p| p.cell.value.is_blank())
    }
}

/// Joins the pieces of one text that rows cut apart.
pub(super) fn join(pieces: impl IntoIterator<Item = String>) -> String {
    let mut joined = String::new();
    for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
        if !joined.is_empty() {
            let hyphenated = joined.ends_with('-') && text::begins_midway(&piece) && !joined.ends_with(" -");
            if super::split::begins_item(&piece) {
                joined.push('\n');
            } else if !hyphenated {
                joined.push(' ');
            }
        }
        joined.push_str(&piece);
    }
    joined
}

/// Drafts of a table's records, in order.
pub(super) struct Drafter<'a> {
    pub sheet: &'a Sheet,
    pub table: &'a Table,
    pub mapping: &'a Mapping,
    /// Some column is there to say how the records stand.
    is_rated: bool,
    /// The columns of running text that a misplaced text can go on in, by column.
    open_columns: Vec<&'a MappedColumn>,
}

impl<'a> Drafter<'a> {
    /// Prepares the drafts of a table.
    pub(super) fn new(sheet: &'a Sheet, table: &'a Table, mapping: &'a Mapping) -> Self {
        let is_open = |c: &&MappedColumn| matches!(c.field, Some(Field::Progress | Field::Notes));
        let open_columns = mapping.columns.iter().filter(is_open).collect();
        Self { sheet, table, mapping, is_rated: super::colors::is_rated(mapping), open_columns }
    }

    /// Adds a record's own row; `above` is the record before it.
    pub(super) fn begin(&self, row: &TableRow, above: Option<&mut Draft>, claims: &mut Claims<'_>) -> Draft {
        let mut draft = Draft { row: row.row, ..Draft::default() };
        self.take_row(row, &mut draft);
        let mut above = above;
        for (column, part) in self.row_parts(row) {
            if let Some(marked) = self.marked_column(column, &part, false) {
                claims.finding(Code::TextRealigned, self.marks(marked), part.at);
                draft.push(marked, part);
                continue;
            }
            if self.fits(column, &part) || !text::is_prose(&part.text(), PROSE_WORDS) {
                draft.push(column, part);
                continue;
            }
            let target = self.open_column(&draft, column, row);
            // The text of the record above breaks off, and this one is not in its place: a page ended between them.
            let goes_back = above.as_deref_mut().filter(|above| {
                target.is_some_and(|target| text::ending(&above.text(target)) == text::Ending::Open)
            });
            match (target, goes_back) {
                (Some(target), Some(above)) => {
                    claims.finding(
                        Code::TextRealigned,
                        self.realigned(target, "of the record above"),
                        part.at,
                    );
                    claims.role(part.at, Role::Continuation);
                    above.push(target, part);
                }
                (Some(target), None) => {
                    claims.finding(Code::TextRealigned, self.realigned(target, "of its record"), part.at);
                    draft.push(target, part);
                }
                (None, _) => draft.push(column, part),
            }
        }
        if row.shift == 0 {
            self.fill_from_merges(&mut draft);
        }
        draft
    }

    /// Adds a row that goes on with a record.
    pub(super) fn extend(&self, row: &TableRow, draft: &mut Draft, claims: &mut Claims<'_>) {
        self.take_row(row, draft);
        for (column, part) in self.row_parts(row) {
            if let Some(marked) = self.marked_column(column, &part, true) {
                claims.finding(Code::TextRealigned, self.marks(marked), part.at);
                draft.push(marked, part);
                continue;
            }
            let prose = text::is_prose(&part.text(), PROSE_WORDS);
            let fits = self.fits(column, &part) && !(row.displaced && prose);
            let target = if fits {
                Some(column)
            } else if prose {
                self.open_column(draft, column, row)
            } else {
                None
            };
            match target {
                Some(target) => {
                    if target != column {
                        claims.finding(Code::TextRealigned, self.realigned(target, "of its record"), part.at);
                    }
                    let mut part = part;
                    part.echo = is_echo(draft.parts(target), &part);
                    if part.echo {
                        let message =
                            format!("the line repeats the one above it: {}", quoted(&part.cell.value.text()));
                        claims.finding(Code::OcrEcho, message, part.at);
                    }
                    draft.push(target, part);
                }
                None => claims.unclaimed(part.at, part.cell.value.text().trim()),
            }
        }
    }

    /// Counts a row to a record, with the notes on its blank cells.
    fn take_row(&self, row: &TableRow, draft: &mut Draft) {
        draft.rows.insert(row.row);
        let (first, last) = (row.cell(self.table.range.start.column), row.cell(self.table.range.end.column));
        let noted = self.sheet.form().notes.range(first..=last);
        let blank = |at: &Address| self.sheet.cell(*at).is_none_or(|cell| cell.value.is_blank());
        draft.only_noted.extend(noted.map(|(at, _)| *at).filter(blank));
    }

    fn realigned(&self, target: u32, whose: &str) -> String {
        let header = self.mapping.column(target).map_or("", |c| c.header.as_str());
        format!("the text does not fit its column and was taken to go on in `{header}` {whose}")
    }

    fn marks(&self, target: u32) -> String {
        let header = self.mapping.column(target).map_or("", |c| c.header.as_str());
        format!("the mark says nothing in its column and was taken to begin the text in `{header}`")
    }

    /// The cells of a row inside the table that have something to read, or a fill where fills can mean something.
    fn row_parts(&self, row: &TableRow) -> Vec<(u32, Part)> {
        let Some(found) = self.sheet.row(row.row) else { return Vec::new() };
        let inside = self.table.range.start.column..=self.table.range.end.column;
        let parts = found
            .cells
            .iter()
            .filter_map(|cell| Some((row.column(cell.column)?, cell)))
            .filter(|(column, _)| inside.contains(column))
            .filter(|(column, cell)| {
                !cell.value.is_blank() || (cell.style.fill.is_some() && self.shows_fill(*column))
            })
            .map(|(column, cell)| {
                let at = Address::new(row.row, cell.column);
                (self.column_of(column), Part::new(self.sheet, at, cell))
            })
            .collect();
        self.tick(parts)
    }

    /// Reads the marks of a row: each stands for its column's value, all of a field for its first column's.
    ///
    /// A record can have several owners; two marks of a scale contradict each other, and stay what they are.
    fn tick(&self, mut parts: Vec<(u32, Part)>) -> Vec<(u32, Part)> {
        let marks = &self.mapping.marks;
        let field_of = |column: u32| self.mapping.column(column).and_then(|c| c.field);
        parts.retain(|(column, part)| {
            !marks.contains_key(column)
                || !(part.cell.value.is_blank() || columns::is_unticked(&part.cell.value.text()))
        });
        let ticked: Vec<u32> =
            parts.iter().map(|(column, _)| *column).filter(|c| marks.contains_key(c)).collect();
        for (column, part) in &mut parts {
            let Some(value) = marks.get(column) else { continue };
            let field = field_of(*column);
            let mut alike = ticked.iter().filter(|c| field_of(**c) == field);
            let first = alike.next().copied().unwrap_or(*column);
            if field == Some(Field::Owner) || alike.next().is_none() {
                part.ticks = Some(value.clone());
            }
            *column = first;
        }
        parts
    }

    /// A cell under a header that is merged over several columns belongs to that header's column.
    fn column_of(&self, column: u32) -> u32 {
        if self.mapping.column(column).is_some() {
            return column;
        }
        let columns = &self.mapping.columns;
        let next = columns.partition_point(|c| c.column <= column);
        let before = next.checked_sub(1).and_then(|before| columns.get(before));
        before.or(columns.first()).map_or(column, |c| c.column)
    }

    /// A bullet that an export put into a cell of its own belongs to the running text right beside it; so does, in a row that
    /// goes on with a record, a lone mark that a scan made of one. A mark that means something in its column stays there.
    fn marked_column(&self, column: u32, part: &Part, goes_on: bool) -> Option<u32> {
        let written = part.cell.value.text();
        let written = written.trim();
        let mut marks = written.chars();
        let mark = marks.next().filter(|c| !c.is_alphanumeric() && marks.next().is_none())?;
        let field = self.mapping.column(column).and_then(|c| c.field).filter(|f| !f.is_prose())?;
        let dash = matches!(mark, '-' | '–' | '—');
        let listed = text::BULLETS.contains(&mark) || (goes_on && !dash);
        // Discs and squares are bullets elsewhere, but a rating where ratings stand, in the colour of their font.
        let rated = matches!(field, Field::Rag | Field::Status | Field::Priority);
        if !listed || (rated && (matches!(mark, '●' | '■') || status::is_status_like(written))) {
            return None;
        }
        let beside = self.mapping.column(column.checked_add(1)?)?;
        let text = self.sheet.text(Address::new(part.at.row, part.at.column.saturating_add(1)));
        (beside.field.is_some_and(Field::is_prose) && text.contains(' ')).then_some(beside.column)
    }

    fn shows_fill(&self, column: u32) -> bool {
        // Where nothing is there to say how a record stands, a column without a field may show it by colour alone.
        let rated = |column: u32| {
            let field = self.mapping.column(column).and_then(|c| c.field);
            matches!(field, Some(Field::Rag | Field::Status))
        };
        let earlier = || self.mapping.earlier.iter().any(|(c, before)| rated(*c) && before.contains(&column));
        self.mapping.column(column).is_some_and(|c| match c.field {
            Some(_) => rated(column),
            None if earlier() => true,
            None => !self.is_rated,
        })
    }

    /// Takes what merges above hold for this row.
    fn fill_from_merges(&self, draft: &mut Draft) {
        for merge in self.sheet.merges_into(draft.row) {
            // A merge over several columns holds one text, and it is its corner's.
            let column = self.column_of(merge.start.column);
            let at = Address::new(draft.row, column);
            if merge.start.row <= self.table.range.start.row
                || self.mapping.column(column).is_none()
                || self.sheet.anchor(at) != merge.start
                || !draft.is_empty(column)
            {
                continue;
            }
            if let Some(cell) = self.sheet.cell(merge.start) {
                draft.columns.insert(column, vec![Part::new(self.sheet, merge.start, cell)]);
            }
        }
    }

    /// Tells whether a part can stand in its column.
    fn fits(&self, column: u32, part: &Part) -> bool {
        let field = self.mapping.column(column).and_then(|c| c.field);
        let written = part.text();
        let written = super::split::without_mark(&written);
        match field {
            _ if part.cell.value.is_blank() || !matches!(part.cell.value, Value::Text(_)) => true,
            Some(field) if field.is_date() => dates::looks_like_date(written),
            Some(Field::Owner | Field::Unit) => owners::owner_likeness(written) >= OWNER_LIKE,
            Some(Field::Status | Field::Rag | Field::Priority | Field::PercentComplete) => {
                status::is_status_like(written)
                    || (field == Some(Field::Priority) && !text::is_prose(written, PROSE_WORDS))
            }
            Some(Field::Ref) => !text::is_prose(written, PROSE_WORDS),
            _ => true,
        }
    }

    /// The column of running text where a misplaced text goes on: to the right of where it stands, free in this row, the one
    /// whose text is least at an end.
    fn open_column(&self, draft: &Draft, column: u32, row: &TableRow) -> Option<u32> {
        let free = |c: u32| self.sheet.cell(row.cell(c)).is_none_or(|cell| cell.value.is_blank());
        self.open_columns
            .iter()
            .filter(|c| c.column != column && free(c.column))
            .max_by_key(|c| {
                (c.field == Some(Field::Progress), c.column > column, text::ending(&draft.text(c.column)))
            })
            .map(|c| c.column)
    }
}

/// A line of a wrapped text that a scan read twice.
fn is_echo(above: &[Part], part: &Part) -> bool {
    above.last().is_some_and(|above| {
        above.at.row + 1 == part.at.row
            && above.at.column == part.at.column
            && echo::repeats(&above.text(), &part.text())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns;
    use crate::grid::{self, Style};
    use crate::layout;

    #[test]
    fn a_merge_over_columns_and_rows_fills_its_corners_column_only() {
        let lines = [
            "Ref|Action|Owner|Comments|Evidence",
            "1|Let the contract|J. Roe|Both wait for the board to meet again",
            "2|Buy forty lamps|A. Poe",
        ];
        let cells = lines.iter().zip(0..).flat_map(|(line, row)| {
            line.split('|').zip(0..).map(move |(text, column)| {
                (Address::new(row, column), Value::Text(text.to_owned()), Style::default())
            })
        });
        let merge = grid::Range::new(Address::new(1, 3), Address::new(2, 4));
        let sheet = Sheet::new("", false, cells, [merge]);
        let outline = layout::outline(&sheet, &layout::LayoutOptions::default());
        let table = &outline.tables[0];
        let mapping = columns::map(&sheet, table, &[]);
        let mut claims = Claims::new(&sheet, &outline);
        let drafter = Drafter::new(&sheet, table, &mapping);
        let draft = drafter.begin(&table.rows[1], None, &mut claims);
        assert_eq!(draft.text(3), "Both wait for the board to meet again");
        assert_eq!(draft.text(4), "");
    }
}
