//! What holds for the whole workbook: its sheets, shared texts, and what each cell format means (fill, strike, bold, kind of number).

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use crate::grid::Style;

use super::super::color::Colors;
use super::super::limits::Limits;
use super::super::number::{self, Kind};
use super::super::package::Package;
use super::fill::{self, Hue};
use super::record::{Fields, Letters, Record, Records, Text};

const BOF: u16 = 0x809;
const EOF: u16 = 0x0A;
/// The theme's package, and what carries it on: a kind of its own, as it goes back to programs that know no themes.
const THEME: u16 = 0x896;
const CONTINUE_NEWER: u16 = 0x87F;
/// The version of a theme that need not be there.
const OFFICE_THEME: u32 = 124_226;

/// What a cell format means to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CellForm {
    /// How the cell looks.
    pub style: Style,
    /// What its number means.
    pub kind: Kind,
}

/// A sheet as the workbook lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// Where its records begin in the stream.
    pub start: usize,
    /// Its name.
    pub name: String,
    /// Hidden, or very hidden.
    pub hidden: bool,
}

/// What the sheets refer to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Globals {
    /// How texts are stored.
    pub letters: Letters,
    /// The password record is there: all after it is scrambled.
    pub encrypted: bool,
    /// Days count from 1904.
    pub from_1904: bool,
    /// The sheets with cells, in order.
    pub sheets: Vec<Listed>,
    /// Shared texts.
    pub texts: Vec<Text>,
    /// The formula that each name stands for, as tokens; in order.
    pub names: Vec<Vec<u8>>,
    /// What colours refer to.
    pub colors: Colors,
    /// Every sheet's name in small letters, those without cells too.
    tabs: Vec<String>,
    /// Which workbook a reference leads to: this one, or another; in order.
    own_books: Vec<bool>,
    /// The workbook, and the first sheet, of each reference to sheets.
    references: Vec<(u16, u16)>,
    forms: Vec<CellForm>,
    /// Strike and bold.
    fonts: Vec<(bool, bool)>,
}

/// A cell format as it is stored.
#[derive(Debug, Clone, Copy)]
struct Stored {
    font: u16,
    format: u16,
    fill: fill::Stored,
}

/// The parts that cell formats are put together from.
#[derive(Default)]
struct Parts {
    kinds: BTreeMap<u16, Kind>,
    stored: Vec<Stored>,
    theme: Vec<u8>,
}

impl Globals {
    /// Reads the records up to the end of the workbook's own; `None` where the stream does not begin as BIFF 5 or 8.
    pub(super) fn read(stream: &[u8], limits: &Limits) -> Option<Self> {
        let mut records = Records::new(stream);
        let begin = records.next().filter(|record| record.kind == BOF)?;
        let letters = match begin.fields().u16()? {
            0x0600 => Letters::Unicode,
            0x0500 => Letters::Bytes(encoding_rs::WINDOWS_1252),
            _ => return None,
        };
        let mut globals = Self {
            letters,
            encrypted: false,
            from_1904: false,
            sheets: Vec::new(),
            texts: Vec::new(),
            names: Vec::new(),
            colors: Colors::default(),
            tabs: Vec::new(),
            own_books: Vec::new(),
            references: Vec::new(),
            forms: Vec::new(),
            fonts: Vec::new(),
        };
        let mut parts = Parts::default();
        for record in records.take_while(|record| record.kind != EOF) {
            // A record that is too short says nothing.
            let _ = globals.take(&record, &mut parts);
            if globals.encrypted {
                break;
            }
        }
        globals.read_theme(&parts.theme, limits);
        globals.forms = parts.stored.iter().map(|stored| globals.form_of(stored, &parts)).collect();
        Some(globals)
    }

    /// Returns the form of a cell; that of a plain one where the index names none.
    pub(super) fn form(&self, index: u16) -> CellForm {
        self.forms.get(usize::from(index)).copied().unwrap_or_default()
    }

    /// Returns strike and bold of a font. There is no font 4: the index passes it over.
    pub(super) fn font(&self, index: u16) -> (bool, bool) {
        let place = usize::from(index).saturating_sub(usize::from(index > 4));
        self.fonts.get(place).copied().unwrap_or_default()
    }

    fn take(&mut self, record: &Record<'_>, parts: &mut Parts) -> Option<()> {
        let mut fields = record.fields();
        match record.kind {
            0x2F => self.encrypted = true,
            0x22 => self.from_1904 = fields.u16()? == 1,
            0x42 => {
                let page = fields.u16()?;
                if let Letters::Bytes(encoding) = &mut self.letters {
                    *encoding = code_page(page);
                }
            }
            0x85 => self.sheet(fields)?,
            0xFC => {
                fields.skip(8)?;
                while let Some(text) = fields.long_text(self.letters) {
                    self.texts.push(text);
                }
            }
            0x31 => {
                fields.skip(2)?;
                let flags = fields.u16()?;
                fields.skip(2)?;
                self.fonts.push((flags & 8 != 0, fields.u16()? >= 600));
            }
            0x41E => {
                let id = fields.u16()?;
                let code = match self.letters {
                    Letters::Unicode => fields.long_text(self.letters)?.text,
                    Letters::Bytes(_) => fields.short_text(self.letters)?,
                };
                parts.kinds.insert(id, number::kind(&code));
            }
            0xE0 => parts.stored.push(self.cell_format(fields)?),
            0x92 => {
                // The first eight colours never change.
                for index in 8..8 + usize::from(fields.u16()?).min(56) {
                    self.colors.set_indexed(index, fill::rgb(fields.u32()?));
                }
            }
            0x87D => {
                fields.skip(14)?;
                let stored = parts.stored.get_mut(usize::from(fields.u16()?))?;
                fields.skip(2)?;
                stored.fill.extend(&mut fields)?;
            }
            THEME => {
                fields.skip(12)?;
                if fields.u32()? != OFFICE_THEME {
                    parts.theme = fields.take(fields.left())?;
                }
            }
            CONTINUE_NEWER if !parts.theme.is_empty() => {
                fields.skip(12)?;
                parts.theme.extend(fields.take(fields.left())?);
            }
            0x1AE => {
                fields.skip(2)?;
                self.own_books.push(fields.u16()? == 0x401);
            }
            0x17 => {
                for _ in 0..fields.u16()? {
                    self.references.push((fields.u16()?, fields.u16()?));
                    fields.skip(2)?;
                }
            }
            0x18 => self.names.push(name(fields).unwrap_or_default()),
            _ => {}
        }
        Some(())
    }

    fn sheet(&mut self, mut fields: Fields<'_, '_>) -> Option<()> {
        let start = usize::try_from(fields.u32()?).ok()?;
        let (state, kind) = (fields.u8()?, fields.u8()?);
        let name = fields.short_text(self.letters)?;
        self.tabs.push(name.to_lowercase());
        // Charts and macros have no cells.
        if kind == 0 {
            self.sheets.push(Listed { start, name, hidden: state & 3 != 0 });
        }
        Some(())
    }

    fn cell_format(&self, mut fields: Fields<'_, '_>) -> Option<Stored> {
        let (font, format) = (fields.u16()?, fields.u16()?);
        let (pattern, colors) = match self.letters {
            Letters::Unicode => {
                fields.skip(10)?;
                (fields.u32()? >> 26, u32::from(fields.u16()?))
            }
            Letters::Bytes(_) => {
                fields.skip(4)?;
                let area = fields.u32()?;
                (area >> 16 & 0x3F, area)
            }
        };
        let index = |shift: u32| Some(Hue::Index(usize::try_from(colors >> shift & 0x7F).ok()?));
        let pattern = usize::try_from(pattern).ok();
        Some(Stored { font, format, fill: fill::Stored { pattern, front: index(0), behind: index(7) } })
    }

    /// Reads the colours of the theme's package; where it cannot be read, Office's are taken.
    fn read_theme(&mut self, package: &[u8], limits: &Limits) {
        if package.is_empty() {
            return;
        }
        let Ok(package) = Package::open(package, limits) else { return };
        let _ = package.read("theme/theme/theme1.xml", |xml| self.colors.read_theme(xml));
    }

    /// Returns the name in small letters of the sheet that a reference leads to, where it is in this workbook.
    pub(super) fn sheet_of(&self, reference: u16) -> Option<String> {
        let (book, sheet) = self.references.get(usize::from(reference))?;
        let is_own = *self.own_books.get(usize::from(*book))?;
        self.tabs.get(usize::from(*sheet)).filter(|_| is_own).cloned()
    }

    fn form_of(&self, stored: &Stored, parts: &Parts) -> CellForm {
        let (strike, bold) = self.font(stored.font);
        let fill = stored.fill.of_cell(&self.colors);
        let kind = parts.kinds.get(&stored.format).copied();
        let kind = kind.unwrap_or_else(|| number::kind(number::builtin(u32::from(stored.format))));
        CellForm { style: Style { fill, strike, bold, padding: kind.padding() }, kind }
    }
}

/// The formula of a name.
fn name(mut fields: Fields<'_, '_>) -> Option<Vec<u8>> {
    fields.skip(3)?;
    let (letters, length) = (fields.u8()?, fields.u16()?);
    fields.skip(8)?;
    let wide = fields.u8()? & 1 != 0;
    fields.skip(usize::from(letters) * if wide { 2 } else { 1 })?;
    fields.take(usize::from(length))
}

/// The encoding of a code page; that of Western Windows where it is unknown.
pub(super) fn code_page(page: u16) -> &'static Encoding {
    let label = match page {
        874 => "windows-874".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        65_001 => "utf-8".to_owned(),
        10_000 | 0x8000 => "macintosh".to_owned(),
        page => format!("windows-{page}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252)
}
