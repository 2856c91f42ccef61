//! What holds for the whole workbook: its sheets, shared texts, and what each cell format means (fill, strike, bold, kind of number).

use std::collections::BTreeMap;

use encoding_rs::Encoding;

use crate::grid::{Color, Style};

use super::super::number::{self, Kind};
use super::record::{Fields, Letters, Record, Records, Text};

const BOF: u16 = 0x809;
const EOF: u16 = 0x0A;

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
    forms: Vec<CellForm>,
    /// Strike and bold.
    fonts: Vec<(bool, bool)>,
}

/// A cell format as it is stored.
#[derive(Debug, Clone, Copy)]
struct Stored {
    font: u16,
    format: u16,
    pattern: u32,
    /// Index of the colour in front and of the one behind.
    colors: [u32; 2],
    /// The colour in front, where it is in no palette.
    rgb: Option<Color>,
}

/// The parts that cell formats are put together from.
struct Parts {
    palette: [u32; 56],
    kinds: BTreeMap<u16, Kind>,
    stored: Vec<Stored>,
}

impl Globals {
    /// Reads the records up to the end of the workbook's own; `None` where the stream does not begin as BIFF 5 or 8.
    pub(super) fn read(stream: &[u8]) -> Option<Self> {
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
            forms: Vec::new(),
            fonts: Vec::new(),
        };
        let mut parts = Parts { palette: PALETTE, kinds: BTreeMap::new(), stored: Vec::new() };
        for record in records.take_while(|record| record.kind != EOF) {
            // A record that is too short says nothing.
            let _ = globals.take(&record, &mut parts);
            if globals.encrypted {
                break;
            }
        }
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
                let count = fields.u16()?;
                for slot in parts.palette.iter_mut().take(usize::from(count)) {
                    *slot = rgb_of(fields.u32()?);
                }
            }
            0x87D => {
                fields.skip(14)?;
                let place = usize::from(fields.u16()?);
                if let (Some(color), Some(stored)) = (front(fields), parts.stored.get_mut(place)) {
                    stored.rgb = Some(color);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn sheet(&mut self, mut fields: Fields<'_, '_>) -> Option<()> {
        let start = usize::try_from(fields.u32()?).ok()?;
        let (state, kind) = (fields.u8()?, fields.u8()?);
        let name = fields.short_text(self.letters)?;
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
        Some(Stored { font, format, pattern, colors: [colors & 0x7F, colors >> 7 & 0x7F], rgb: None })
    }

    fn form_of(&self, stored: &Stored, parts: &Parts) -> CellForm {
        let (strike, bold) = self.font(stored.font);
        let fill = fill(stored, &parts.palette);
        let kind = parts.kinds.get(&stored.format).copied();
        let kind = kind.unwrap_or_else(|| number::kind(number::builtin(u32::from(stored.format))));
        CellForm { style: Style { fill, strike, bold }, kind }
    }
}

/// The colour of a fill: the one in front, and in a pattern of two colours the one that is named.
fn fill(stored: &Stored, palette: &[u32; 56]) -> Option<Color> {
    let [front, behind] = stored.colors;
    let color = |index: u32| match index {
        0..=7 => palette.get(usize::try_from(index).ok()?),
        _ => palette.get(usize::try_from(index).ok()?.checked_sub(8)?),
    };
    match stored.pattern {
        0 => None,
        // A solid fill in the window's own colours: black in front, white behind.
        1 => stored.rgb.or_else(|| match front {
            65 => Some(of_rgb(0xFF_FF_FF)),
            _ => Some(of_rgb(color(front).copied().unwrap_or(0))),
        }),
        _ => stored.rgb.or_else(|| color(front).or_else(|| color(behind)).copied().map(of_rgb)),
    }
}

/// The colour in front that newer programs add to a cell format, where it is a plain one.
fn front(mut fields: Fields<'_, '_>) -> Option<Color> {
    fields.skip(2)?;
    let count = fields.u16()?;
    for _ in 0..count {
        let (kind, length) = (fields.u16()?, fields.u16()?);
        let mut data = fields.clone();
        fields.skip(usize::from(length).checked_sub(4)?)?;
        if kind == 4 && data.u16()? == 2 {
            let tint = data.u16()?;
            return (tint == 0).then_some(of_rgb(rgb_of(data.u32()?)));
        }
    }
    None
}

/// Red, green and blue as they are stored (red lowest) to red highest.
fn rgb_of(stored: u32) -> u32 {
    stored.swap_bytes() >> 8
}

fn of_rgb(rgb: u32) -> Color {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color { red, green, blue }
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

/// The palette where the workbook brings none, from index 8; 0 to 7 are the first eight again.
const PALETTE: [u32; 56] = [
    0x00_00_00, 0xFF_FF_FF, 0xFF_00_00, 0x00_FF_00, 0x00_00_FF, 0xFF_FF_00, 0xFF_00_FF, 0x00_FF_FF,
    0x80_00_00, 0x00_80_00, 0x00_00_80, 0x80_80_00, 0x80_00_80, 0x00_80_80, 0xC0_C0_C0, 0x80_80_80,
    0x99_99_FF, 0x99_33_66, 0xFF_FF_CC, 0xCC_FF_FF, 0x66_00_66, 0xFF_80_80, 0x00_66_CC, 0xCC_CC_FF,
    0x00_00_80, 0xFF_00_FF, 0xFF_FF_00, 0x00_FF_FF, 0x80_00_80, 0x80_00_00, 0x00_80_80, 0x00_00_FF,
    0x00_CC_FF, 0xCC_FF_FF, 0xCC_FF_CC, 0xFF_FF_99, 0x99_CC_FF, 0xFF_99_CC, 0xCC_99_FF, 0xFF_CC_99,
    0x33_66_FF, 0x33_CC_CC, 0x99_CC_00, 0xFF_CC_00, 0xFF_99_00, 0xFF_66_00, 0x66_66_99, 0x96_96_96,
    0x00_33_66, 0x33_99_66, 0x00_33_00, 0x33_33_00, 0x99_33_00, 0x99_33_66, 0x33_33_99, 0x33_33_33,
];
