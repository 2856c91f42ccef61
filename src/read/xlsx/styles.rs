//! The styles part: what each cell format means (fill, strike, bold, kind of number), and the fills of conditional formats.

use std::collections::BTreeMap;

use crate::grid::{Color, Style};

use super::super::number::{self, Kind};
use super::super::package::Fault;
use super::super::xml::{Event, Tag, Xml};
use super::color::Colors;

/// How many formats, fonts or fills are kept; Excel itself keeps fewer.
const MOST: usize = 1 << 16;

/// What of a fill is kept.
const PIECES: [&str; 4] = ["patternFill", "fgColor", "bgColor", "color"];

/// What a cell format means to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CellForm {
    /// How the cell looks.
    pub style: Style,
    /// What its number means.
    pub kind: Kind,
}

/// The formats of a workbook.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    /// By the index that cells name.
    pub cells: Vec<CellForm>,
    /// The fill of each conditional format; `None` where it sets none.
    pub conditional: Vec<Option<Color>>,
}

/// The parts that cell formats are put together from.
#[derive(Default)]
struct Pieces {
    numbers: BTreeMap<u32, Kind>,
    /// Strike and bold.
    fonts: Vec<(bool, bool)>,
    fills: Vec<Vec<Piece>>,
    forms: Vec<[u32; 3]>,
    conditional: Vec<Vec<Piece>>,
}

/// A colour or pattern of a fill, kept until the workbook's own palette is known, which comes last.
struct Piece {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Styles {
    /// Reads the styles part.
    pub(super) fn read(xml: &mut Xml<'_>, mut colors: Colors) -> Result<Self, Fault> {
        let mut pieces = Pieces::default();
        loop {
            match xml.next()? {
                Event::Start(tag) => match tag.name {
                    "numFmt" => {
                        if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.get("formatCode"))
                            && pieces.numbers.len() < MOST
                        {
                            pieces.numbers.insert(id, number::kind(&code));
                        }
                    }
                    "fonts" => pieces.fonts = fonts(xml)?,
                    "fills" => pieces.fills = fills(xml, "fill")?,
                    "cellXfs" => pieces.forms = forms(xml)?,
                    "dxfs" => pieces.conditional = fills(xml, "dxf")?,
                    "indexedColors" => palette(xml, &mut colors)?,
                    _ => {}
                },
                Event::Eof => return Ok(pieces.resolved(&colors)),
                _ => {}
            }
        }
    }

    /// Returns the form of a cell; that of the default where the index names none.
    pub(super) fn cell(&self, index: usize) -> CellForm {
        self.cells.get(index).copied().unwrap_or_default()
    }
}

impl Pieces {
    fn resolved(self, colors: &Colors) -> Styles {
        let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let fills: Vec<Option<Color>> = self.fills.iter().map(|fill| cell_fill(fill, colors)).collect();
        let form = |[format, font, fill]: &[u32; 3]| {
            let (strike, bold) = self.fonts.get(place(*font)).copied().unwrap_or_default();
            let fill = fills.get(place(*fill)).copied().flatten();
            let kind = self.numbers.get(format).copied();
            let kind = kind.unwrap_or_else(|| number::kind(number::builtin(*format)));
            CellForm { style: Style { fill, strike, bold }, kind }
        };
        let conditional = self.conditional.iter().map(|fill| conditional_fill(fill, colors)).collect();
        Styles { cells: self.forms.iter().map(form).collect(), conditional }
    }
}

/// The colour of a cell's fill: the front one of a solid fill, and of any other pattern the one that is named.
fn cell_fill(fill: &[Piece], colors: &Colors) -> Option<Color> {
    let pattern = attribute(fill, "patternFill", "patternType").unwrap_or("none");
    match pattern {
        "none" => color(fill, "color", colors),
        _ => color(fill, "fgColor", colors).or_else(|| {
            let behind = color(fill, "bgColor", colors);
            behind.filter(|_| attribute(fill, "bgColor", "indexed") != Some("64"))
        }),
    }
}

/// The colour of a conditional format's fill, which is solid unless it says otherwise and named as the one behind.
fn conditional_fill(fill: &[Piece], colors: &Colors) -> Option<Color> {
    match attribute(fill, "patternFill", "patternType") {
        Some("none") => None,
        _ => ["bgColor", "fgColor", "color"].iter().find_map(|name| color(fill, name, colors)),
    }
}

fn attribute<'p>(fill: &'p [Piece], element: &str, name: &str) -> Option<&'p str> {
    let piece = fill.iter().find(|piece| piece.name == element)?;
    piece.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn color(fill: &[Piece], element: &str, colors: &Colors) -> Option<Color> {
    let piece = fill.iter().find(|piece| piece.name == element)?;
    let get = |name: &str| piece.attributes.iter().find(|(key, _)| key == name).map(|(_, v)| v.as_str());
    colors.resolve(element, get)
}

impl Piece {
    fn of(tag: &Tag<'_>) -> Self {
        let attributes = tag.attributes().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        Self { name: tag.name.to_owned(), attributes }
    }
}

/// Strike and bold of each font.
fn fonts(xml: &mut Xml<'_>) -> Result<Vec<(bool, bool)>, Fault> {
    let mut fonts: Vec<(bool, bool)> = Vec::new();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        if let Event::Start(tag) = xml.next()? {
            let full = fonts.len() >= MOST;
            match (tag.name, fonts.last_mut()) {
                ("font", _) if !full => fonts.push((false, false)),
                ("strike", Some(font)) => font.0 = tag.flag("val", true),
                ("b", Some(font)) => font.1 = tag.flag("val", true),
                _ => {}
            }
        }
    }
    Ok(fonts)
}

/// Pattern and colours of each fill, whose element is `each`; of a conditional format, those of its fill only. Of a gradient the
/// first colour stands for all.
fn fills(xml: &mut Xml<'_>, each: &str) -> Result<Vec<Vec<Piece>>, Fault> {
    let mut fills: Vec<Vec<Piece>> = Vec::new();
    let outside = xml.depth().saturating_sub(1);
    let mut inside = false;
    while xml.depth() > outside {
        match xml.next()? {
            Event::Start(tag) => {
                if tag.name == each && fills.len() < MOST {
                    fills.push(Vec::new());
                }
                inside |= tag.name == "fill";
                if let (true, Some(fill)) = (inside, fills.last_mut())
                    && PIECES.contains(&tag.name)
                    && fill.len() < PIECES.len()
                {
                    fill.push(Piece::of(&tag));
                }
            }
            Event::End("fill") => inside = false,
            _ => {}
        }
    }
    Ok(fills)
}

/// Number format, font and fill of each cell format.
fn forms(xml: &mut Xml<'_>) -> Result<Vec<[u32; 3]>, Fault> {
    let mut forms = Vec::new();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        if let Event::Start(tag) = xml.next()?
            && tag.name == "xf"
            && forms.len() < MOST
        {
            forms.push(["numFmtId", "fontId", "fillId"].map(|name| tag.number(name).unwrap_or(0)));
        }
    }
    Ok(forms)
}

/// The workbook's own palette.
fn palette(xml: &mut Xml<'_>, colors: &mut Colors) -> Result<(), Fault> {
    let outside = xml.depth().saturating_sub(1);
    let mut index = 0;
    while xml.depth() > outside {
        if let Event::Start(tag) = xml.next()?
            && tag.name == "rgbColor"
        {
            colors.set_indexed(index, &tag.get("rgb").unwrap_or_default());
            index += 1;
        }
    }
    Ok(())
}
