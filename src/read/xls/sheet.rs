//! The records of one sheet: values, merges, hidden rows and columns, struck runs, notes; conditional fills and lists by their own files.

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::{Address, CellNote, Form, Range, Row, Style, Value, rows_of};

use super::super::binary::{error, rk};
use super::super::choices::List;
use super::super::conditional::{self, MOST_EMPTY};
use super::super::number;
use super::super::rich::Rich;
use super::conditional::Formats;
use super::globals::{CellForm, Globals, Listed};
use super::record::{Fields, Letters, Record, Records, Text};
use super::validation;

const BOF: u16 = 0x809;
const EOF: u16 = 0x0A;

/// What was read of a sheet.
pub(super) struct Found {
    /// Its rows, with the fills that they show.
    pub rows: Vec<Row>,
    /// Merged ranges.
    pub merges: Vec<Range>,
    /// What it shows beside its cells' values, but for the lists.
    pub form: Form,
    /// Lists that cells are filled from.
    pub lists: Vec<List>,
    /// Cells that name a text which is not there.
    pub lost: Vec<Address>,
    /// Its end was found.
    pub whole: bool,
    /// Cells whose conditional fills are not understood.
    pub unread: BTreeSet<Range>,
}

/// How much may still be read before a file asks for more than its size warrants.
pub(super) struct Budget {
    /// Bytes of records: sheets do not overlap.
    pub records: usize,
    /// Bytes of text and runs: cells share texts, but each keeps its own.
    pub text: usize,
}

/// Reads a sheet; `None` where no sheet begins there, or where the budget does not suffice.
pub(super) fn read(stream: &[u8], listed: &Listed, globals: &Globals, budget: &mut Budget) -> Option<Found> {
    let mut records = Records::new(stream.get(listed.start..)?);
    records.next().filter(|record| record.kind == BOF)?;
    let mut walk = Walk::new(globals, listed.name.to_lowercase());
    // Charts stand inside a sheet as sheets of their own.
    let (mut inside, mut whole) = (0_usize, false);
    let mut left = records.left();
    while let Some(record) = records.next() {
        budget.records = budget.records.checked_sub(left - records.left())?;
        left = records.left();
        match record.kind {
            BOF => inside += 1,
            EOF if inside == 0 => {
                whole = true;
                break;
            }
            EOF => inside -= 1,
            // A record that is too short says nothing.
            _ if inside == 0 => _ = walk.take(&record),
            _ => {}
        }
        budget.text = budget.text.checked_sub(std::mem::take(&mut walk.text))?;
    }
    Some(walk.finish(whole))
}

/// A note, whose text stands with a drawing unless it is given.
struct Note {
    at: Address,
    object: Option<u16>,
    author: String,
    text: String,
}

struct Walk<'g> {
    globals: &'g Globals,
    /// The sheet's name in small letters.
    name: String,
    /// Cells without value and fill, which conditional formats may fill.
    empty: u32,
    formats: Formats,
    lists: Vec<List>,
    cells: Vec<(Address, Value, Style)>,
    merges: Vec<Range>,
    form: Form,
    notes: Vec<Note>,
    /// Texts of drawings by the drawing's number.
    drawings: BTreeMap<u16, String>,
    drawing: Option<u16>,
    /// A formula whose result is the text that comes next.
    formula: Option<(Address, CellForm)>,
    lost: Vec<Address>,
    /// Bytes of text and runs since this was last looked at.
    text: usize,
}

impl<'g> Walk<'g> {
    fn new(globals: &'g Globals, name: String) -> Self {
        Self {
            globals,
            name,
            empty: 0,
            formats: Formats::default(),
            lists: Vec::new(),
            cells: Vec::new(),
            merges: Vec::new(),
            form: Form::default(),
            notes: Vec::new(),
            drawings: BTreeMap::new(),
            drawing: None,
            formula: None,
            lost: Vec::new(),
            text: 0,
        }
    }

    fn take(&mut self, record: &Record<'_>) -> Option<()> {
        let mut fields = record.fields();
        match record.kind {
            0x203 | 0x27E | 0xFD | 0x204 | 0xD6 | 0x205 | 0x06 | 0x201 => {
                let (at, form) = self.place(&mut fields)?;
                self.cell(record.kind, at, form, fields)?;
            }
            // Numbers, and empty cells, in a row.
            0xBD | 0xBE => {
                let row = u32::from(fields.u16()?);
                let first = u32::from(fields.u16()?);
                for column in first..=u32::from(u16::MAX) {
                    // Behind the last stands its column, which is less than a cell needs, but not for an empty one.
                    let mut next = fields.clone();
                    next.skip(if record.kind == 0xBD { 6 } else { 4 })?;
                    let form = self.globals.form(fields.u16()?);
                    let value = if record.kind == 0xBD {
                        number(rk(fields.u32()?), form, self.globals)
                    } else {
                        Value::Empty
                    };
                    self.put(Address::new(row, column), value, form.style);
                }
            }
            0x207 => {
                let (at, form) = self.formula.take()?;
                let text = fields.long_text(self.globals.letters)?;
                self.put_text(at, text, form);
            }
            0xE5 => {
                self.merges.extend(fields.ranges()?);
            }
            0x1B0 | 0x1B1 | 0x879..=0x87B => self.formats.take(record)?,
            0x1BE => self.lists.push(validation::read(&mut fields, &self.name, self.globals)?),
            0x208 => {
                let row = fields.u16()?;
                fields.skip(10)?;
                if fields.u16()? & 0x20 != 0 {
                    self.form.hidden_rows.insert(u32::from(row));
                }
            }
            0x7D => {
                let (first, last, width) = (fields.u16()?, fields.u16()?, fields.u16()?);
                fields.skip(2)?;
                if (fields.u16()? & 1 != 0 || width == 0) && first <= last {
                    // Some programs name one column more than there are.
                    let last = last.min(255).max(first);
                    self.form.hidden_columns.push((u32::from(first), u32::from(last)));
                }
            }
            0x1C => self.note(fields)?,
            0x5D => {
                // A drawing begins with what it is: its kind, then its number.
                self.drawing = None;
                fields.skip(6)?;
                self.drawing = Some(fields.u16()?);
            }
            0x1B6 => {
                fields.skip(10)?;
                let count = fields.u16()?;
                let text = record.continued().continued_text(count);
                self.text += text.len();
                self.drawings.insert(self.drawing?, text);
            }
            _ => {}
        }
        Some(())
    }

    fn place(&self, fields: &mut Fields<'_, '_>) -> Option<(Address, CellForm)> {
        let (row, column) = (fields.u16()?, fields.u16()?);
        let form = self.globals.form(fields.u16()?);
        Some((Address::new(u32::from(row), u32::from(column)), form))
    }

    fn cell(&mut self, kind: u16, at: Address, form: CellForm, mut fields: Fields<'_, '_>) -> Option<()> {
        let value = match kind {
            0x203 => number(f64::from_bits(fields.u64()?), form, self.globals),
            0x27E => number(rk(fields.u32()?), form, self.globals),
            0x205 => {
                let (code, is_error) = (fields.u8()?, fields.u8()?);
                if is_error != 0 { error(code) } else { Value::Boolean(code != 0) }
            }
            0x06 => {
                let bits = fields.u64()?;
                let [kind, _, what, .., high, higher] = bits.to_le_bytes();
                match kind {
                    _ if (high, higher) != (0xFF, 0xFF) => number(f64::from_bits(bits), form, self.globals),
                    0 => {
                        self.formula = Some((at, form));
                        Value::Empty
                    }
                    1 => Value::Boolean(what != 0),
                    2 => error(what),
                    _ => Value::Empty,
                }
            }
            0xFD => {
                let index = usize::try_from(fields.u32()?).ok()?;
                match self.globals.texts.get(index) {
                    Some(text) => self.put_text(at, text.clone(), form),
                    None => self.lost.push(at),
                }
                return Some(());
            }
            0x204 | 0xD6 => {
                let mut text = fields.long_text(self.globals.letters)?;
                if kind == 0xD6 {
                    text.runs = match self.globals.letters {
                        Letters::Unicode => {
                            let count = fields.u16()?;
                            (0..count).map_while(|_| Some((fields.u16()?, fields.u16()?))).collect()
                        }
                        Letters::Bytes(_) => {
                            let count = fields.u8()?;
                            let mut run = || Some((u16::from(fields.u8()?), u16::from(fields.u8()?)));
                            (0..count).map_while(|_| run()).collect()
                        }
                    };
                }
                self.put_text(at, text, form);
                return Some(());
            }
            _ => Value::Empty,
        };
        self.put(at, value, form.style);
        Some(())
    }

    fn note(&mut self, mut fields: Fields<'_, '_>) -> Option<()> {
        let (row, column) = (fields.u16()?, fields.u16()?);
        let at = Address::new(u32::from(row), u32::from(column));
        match self.globals.letters {
            Letters::Unicode => {
                fields.skip(2)?;
                let object = Some(fields.u16()?);
                let author = fields.long_text(Letters::Unicode).map(|text| text.text).unwrap_or_default();
                self.notes.push(Note { at, object, author, text: String::new() });
            }
            Letters::Bytes(encoding) => {
                // At most 2048 bytes; more follow in notes on row 65535.
                fields.skip(2)?;
                let bytes: Vec<u8> = std::iter::from_fn(|| fields.u8()).collect();
                let text = encoding.decode_without_bom_handling(&bytes).0;
                match self.notes.last_mut() {
                    Some(last) if row == u16::MAX => last.text.push_str(&text),
                    _ => {
                        let text = text.into_owned();
                        self.notes.push(Note { at, object: None, author: String::new(), text });
                    }
                }
            }
        }
        Some(())
    }

    fn put_text(&mut self, at: Address, text: Text, form: CellForm) {
        let (style, struck) = self.look(&text, form.style);
        if !struck.is_empty() {
            self.form.strikes.insert(at, struck);
        }
        self.text += text.text.len() + size_of::<(u16, u16)>() * text.runs.len();
        self.put(at, Value::Text(text.text), style);
    }

    fn put(&mut self, at: Address, value: Value, style: Style) {
        if value.is_blank() && style.fill.is_none() {
            self.empty = self.empty.saturating_add(1);
            if self.empty > MOST_EMPTY {
                return;
            }
        }
        self.cells.push((at, value, style));
    }

    /// How a text looks whose parts have fonts of their own: the cell's font until the first of them.
    fn look(&self, text: &Text, style: Style) -> (Style, Vec<std::ops::Range<usize>>) {
        if text.runs.is_empty() {
            return (style, Vec::new());
        }
        let mut rich = Rich::default();
        let (mut strike, mut bold) = (style.strike, style.bold);
        let mut runs = text.runs.iter().peekable();
        let (mut unit, mut piece) = (0_usize, String::new());
        for c in text.text.chars() {
            while let Some((_, font)) = runs.next_if(|(from, _)| usize::from(*from) <= unit) {
                rich.push(&piece, strike, bold);
                piece.clear();
                (strike, bold) = self.globals.font(*font);
            }
            piece.push(c);
            unit += c.len_utf16();
        }
        rich.push(&piece, strike, bold);
        let finished = rich.finish_as_stored(style.fill);
        (finished.style, finished.struck)
    }

    fn finish(mut self, whole: bool) -> Found {
        for note in std::mem::take(&mut self.notes) {
            let of_drawing = note.object.and_then(|object| self.drawings.remove(&object));
            let text = of_drawing.unwrap_or(note.text).replace('\r', "\n");
            let author = Some(note.author.trim().to_owned()).filter(|author| !author.is_empty());
            // Excel puts the author's name before the text.
            let named = author.as_deref().and_then(|author| text.strip_prefix(author)?.strip_prefix(':'));
            let text = named.unwrap_or(&text).trim().to_owned();
            if !text.is_empty() {
                self.form.notes.insert(note.at, CellNote { author, text });
            }
        }
        let mut rows = rows_of(self.cells);
        let (mut rules, unread) = self.formats.finish(&self.globals.colors);
        let from_1904 = self.globals.from_1904;
        conditional::apply(&mut rows, &mut rules, |value| conditional::term(value, from_1904));
        conditional::drop_empty(&mut rows);
        let Self { merges, form, lists, lost, .. } = self;
        Found { rows, merges, form, lists, unread, lost, whole }
    }
}

fn number(number: f64, form: CellForm, globals: &Globals) -> Value {
    number::value(number, form.kind, globals.from_1904).0
}
