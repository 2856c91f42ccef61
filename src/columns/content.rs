//! What a column's cells hold: the shares of dates, names, statuses, numbers and running text among them.

use std::collections::BTreeMap;

use crate::grid::{Sheet, Value};
use crate::layout::Table;
use crate::normalize::{dates, money, owners, percent, refs, status, text};
use crate::record::Role;

/// What a column holds shows in its first cells; more are not read.
const CELLS_READ: usize = 400;

/// Words from which a cell counts as running text.
const PROSE_WORDS: usize = 6;

/// No tracker speaks of an earlier year, nor of a day whose serial number is smaller.
const LEAST_YEAR: f64 = 1900.0;

/// The last mark of the longest scale in use.
const LONGEST_SCALE: f64 = 10.0;

/// Owner likeness from which a cell counts as naming somebody. Set between names (above 0.6) and headlines (below 0.4).
const OWNER_LIKE: f32 = 0.5;

/// Owner likeness of known given names, posts and addresses; two unknown words (0.7) can be a place as well.
const SURELY_OWNER: f32 = 0.8;

/// How many cells of a column are what. A cell can count several times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Content {
    /// Cells with something to read.
    pub filled: usize,
    /// Rows that were looked at.
    pub rows: usize,
    pub dates: usize,
    pub refs: usize,
    pub owners: usize,
    /// Those of them that can hardly be anything else: known given names, posts, addresses.
    pub sure_owners: usize,
    /// Those of them that are initials of two or three letters.
    pub initials: usize,
    pub statuses: usize,
    /// Cells that say yes or no and nothing else.
    pub answers: usize,
    pub numbers: usize,
    /// Numbers that can be neither a year nor a day's serial number.
    pub counts: usize,
    pub percents: usize,
    /// Percentages and nothing else, with their sign or without.
    pub bare_percents: usize,
    /// Those of them that are no mark of any scale: beyond its last, or with a sign.
    pub beyond_scales: usize,
    /// Lengths of time: "2 weeks", "0-3 months".
    pub spans: usize,
    pub money: usize,
    pub prose: usize,
    /// Words in all.
    pub words: usize,
    /// Cells with nothing to read but a fill.
    pub bare_fills: usize,
    /// Different texts.
    pub distinct: usize,
}

impl Content {
    /// Reads a column of a table's records.
    pub(super) fn of(sheet: &Sheet, table: &Table, column: u32) -> Self {
        let mut content = Self::default();
        // What repeats, as most short values do, is read once.
        let mut seen: BTreeMap<String, Known> = BTreeMap::new();
        for row in table.rows.iter().filter(|r| r.role == Role::Record).take(CELLS_READ) {
            content.rows += 1;
            let Some(cell) = sheet.cell(sheet.anchor(row.cell(column))) else { continue };
            if cell.value.is_blank() {
                content.bare_fills += usize::from(cell.style.fill.is_some());
                continue;
            }
            let written = text::clean(&cell.value.text());
            let kind = match cell.value {
                Value::Number(_) | Value::Percent(_) => Kind::Number,
                Value::Date(..) => Kind::Date,
                _ => Kind::Text,
            };
            let percent = matches!(cell.value, Value::Percent(_));
            let known = seen.get(&written).copied().unwrap_or_default();
            let read = known.of(kind).unwrap_or_else(|| {
                let read = Cell::read(&written, kind);
                seen.insert(written, known.with(kind, read));
                read
            });
            content.add(read, percent);
        }
        content.distinct = seen.len();
        content
    }

    fn add(&mut self, cell: Cell, percent: bool) {
        self.filled += 1;
        self.words += cell.words;
        self.dates += usize::from(cell.date);
        self.refs += usize::from(cell.reference);
        self.owners += usize::from(cell.owner);
        self.sure_owners += usize::from(cell.sure_owner);
        self.initials += usize::from(cell.initials);
        self.statuses += usize::from(cell.status);
        self.answers += usize::from(cell.answer);
        self.numbers += usize::from(cell.number);
        self.counts += usize::from(cell.count);
        self.percents += usize::from(percent || cell.percent);
        self.bare_percents += usize::from(percent || cell.bare_percent);
        self.beyond_scales += usize::from(percent || cell.beyond_scales);
        self.spans += usize::from(cell.span);
        self.money += usize::from(cell.money);
        self.prose += usize::from(cell.prose);
    }

    /// Returns the share of a count among the filled cells; 0 where none is filled.
    pub(super) fn share(&self, count: usize) -> f32 {
        ratio(count, self.filled)
    }

    /// Returns the mean number of words in a filled cell.
    pub(super) fn mean_words(&self) -> f32 {
        ratio(self.words, self.filled)
    }
}

/// The kind of a cell's value, as far as it says what its text can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Date,
}

/// What is known of a text, for each kind of value that it was the text of.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    text: Option<Cell>,
    number: Option<Cell>,
    date: Option<Cell>,
}

impl Known {
    fn of(self, kind: Kind) -> Option<Cell> {
        match kind {
            Kind::Text => self.text,
            Kind::Number => self.number,
            Kind::Date => self.date,
        }
    }

    fn with(mut self, kind: Kind, cell: Cell) -> Self {
        let place = match kind {
            Kind::Text => &mut self.text,
            Kind::Number => &mut self.number,
            Kind::Date => &mut self.date,
        };
        *place = Some(cell);
        self
    }
}

/// What one cell is; it can be several things.
#[derive(Debug, Clone, Copy)]
struct Cell {
    words: usize,
    date: bool,
    reference: bool,
    owner: bool,
    sure_owner: bool,
    initials: bool,
    status: bool,
    answer: bool,
    number: bool,
    count: bool,
    percent: bool,
    bare_percent: bool,
    beyond_scales: bool,
    span: bool,
    money: bool,
    prose: bool,
}

impl Cell {
    fn read(written: &str, kind: Kind) -> Self {
        let date = kind == Kind::Date || (kind != Kind::Number && dates::looks_like_date(written));
        let status = status::is_status_like(written);
        let likeness = if date || status { 0.0 } else { owners::owner_likeness(written) };
        let parsed = written.parse::<f64>();
        let percent = percent::read_percent(written).is_some();
        let signed = percent && is_signed(written);
        Self {
            words: written.split_whitespace().count(),
            date,
            reference: !date && refs::looks_like_ref(written),
            owner: likeness >= OWNER_LIKE,
            sure_owner: likeness >= SURELY_OWNER && names_somebody(written),
            initials: likeness >= OWNER_LIKE && is_initials(written),
            status,
            answer: !status && status::read_answer(written).is_some(),
            number: kind == Kind::Number || parsed.is_ok(),
            bare_percent: percent && (signed || kind == Kind::Number || parsed.is_ok()),
            beyond_scales: signed || parsed.as_ref().is_ok_and(|n| *n > LONGEST_SCALE),
            span: is_span(written),
            count: parsed.is_ok_and(|n| n.abs() < LEAST_YEAR),
            percent,
            money: !date && !money::read_money(written, None).is_empty(),
            prose: !date && !status && text::is_prose(written, PROSE_WORDS),
        }
    }
}

/// Tells whether a text has a person or a post in it: a unit alone can be a place.
fn names_somebody(written: &str) -> bool {
    let read = owners::read_owners(written, &owners::OwnerOptions::default());
    read.owners.iter().any(|o| o.name.is_some() || o.role.is_some() || o.email.is_some())
}

/// `25%`, `12.5 %`: a number, its sign and no words that would be lost.
fn is_signed(written: &str) -> bool {
    written.strip_suffix('%').is_some_and(|number| number.trim_end().parse::<f64>().is_ok())
}

/// "2 weeks", "0-3 months", "10d": a number or two and how long each is.
fn is_span(written: &str) -> bool {
    let unit = written.trim_start_matches(|c: char| !c.is_alphabetic());
    let Some(number) = written.strip_suffix(unit) else { return false };
    const UNITS: [&str; 18] = [
        "d", "day", "days", "w", "wk", "wks", "week", "weeks", "month", "months", "mths", "y", "yr", "yrs",
        "year", "years", "hour", "hours",
    ];
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | ' '))
        && UNITS.contains(&unit.to_lowercase().trim_end_matches('.'))
}

/// `PN`, `T.H.`: two or three capitals and nothing else.
fn is_initials(written: &str) -> bool {
    let letters = written.chars().filter(|c| *c != '.').count();
    (2..=3).contains(&letters) && written.chars().all(|c| c == '.' || c.is_ascii_uppercase())
}

pub(super) fn ratio(part: usize, whole: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "at most a few hundred cells are counted")]
    let ratio = part as f32 / whole.max(1) as f32;
    ratio
}
