//! The styles part: what each cell format means (fill, strike, bold, kind of number), and the fills of conditional formats.

use std::collections::BTreeMap;

use crate::grid::{Color, Style};

use super::super::color::{Colors, Fill, hex, of_pattern, pattern};
use super::super::number::{self, Kind};
use super::super::package::Fault;
use super::super::xml::{Event, Tag, Xml};

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
    /// What each conditional format does to a fill.
    pub conditional: Vec<Fill>,
    /// What colours refer to.
    pub colors: Colors,
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
                Event::Eof => return Ok(pieces.resolved(colors)),
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
    fn resolved(self, colors: Colors) -> Styles {
        let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let fills: Vec<Option<Color>> = self.fills.iter().map(|fill| cell_fill(fill, &colors)).collect();
        let form = |[format, font, fill]: &[u32; 3]| {
            let (strike, bold) = self.fonts.get(place(*font)).copied().unwrap_or_default();
            let fill = fills.get(place(*fill)).copied().flatten();
            let kind = self.numbers.get(format).copied();
            let kind = kind.unwrap_or_else(|| number::kind(number::builtin(*format)));
            CellForm { style: Style { fill, strike, bold, padding: kind.padding() }, kind }
        };
        let conditional = self.conditional.iter().map(|fill| conditional_fill(fill, &colors)).collect();
        Styles { cells: self.forms.iter().map(form).collect(), conditional, colors }
    }
}

/// The colour of a cell's fill; of a gradient, which has no pattern, the first one.
fn cell_fill(fill: &[Piece], colors: &Colors) -> Option<Color> {
    let gradient = color(fill, "color", colors);
    let pattern = attribute(fill, "patternFill", "patternType").and_then(pattern).unwrap_or(0);
    gradient.or_else(|| of_pattern(pattern, color(fill, "fgColor", colors), color(fill, "bgColor", colors)))
}

/// What a conditional format does to a fill.
fn conditional_fill(fill: &[Piece], colors: &Colors) -> Fill {
    if let Some(gradient) = color(fill, "color", colors) {
        return Fill::Of(gradient);
    }
    let pattern = attribute(fill, "patternFill", "patternType").and_then(pattern);
    Fill::conditional(pattern, color(fill, "fgColor", colors), color(fill, "bgColor", colors))
}

fn attribute<'p>(fill: &'p [Piece], element: &str, name: &str) -> Option<&'p str> {
    let piece = fill.iter().find(|piece| piece.name == element)?;
    piece.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn color(fill: &[Piece], element: &str, colors: &Colors) -> Option<Color> {
    let piece = fill.iter().find(|piece| piece.name == element)?;
    let get = |name: &str| piece.attributes.iter().find(|(key, _)| key == name).map(|(_, v)| v.as_str());
    colors.named(get)
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

/// Reads a conditional format, whose element was opened last.
pub(super) fn conditional_format(xml: &mut Xml<'_>, colors: &Colors) -> Result<Fill, Fault> {
    Ok(conditional_fill(&pieces(xml, false)?, colors))
}

/// Pattern and colours of each fill, whose element is `each`.
fn fills(xml: &mut Xml<'_>, each: &str) -> Result<Vec<Vec<Piece>>, Fault> {
    let mut fills: Vec<Vec<Piece>> = Vec::new();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        let is_one = matches!(xml.next()?, Event::Start(tag) if tag.name == each);
        if is_one && fills.len() < MOST {
            fills.push(pieces(xml, each == "fill")?);
        }
    }
    Ok(fills)
}

/// Pattern and colours of a fill, whose element was opened last, or one around it. Of a gradient the first colour stands for all.
fn pieces(xml: &mut Xml<'_>, mut inside: bool) -> Result<Vec<Piece>, Fault> {
    let mut pieces = Vec::new();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        match xml.next()? {
            Event::Start(tag) => {
                inside |= tag.name == "fill";
                if inside && PIECES.contains(&tag.name) && pieces.len() < PIECES.len() {
                    pieces.push(Piece::of(&tag));
                }
            }
            Event::End("fill") => inside = false,
            _ => {}
        }
    }
    Ok(pieces)
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
            if let Some(color) = tag.get("rgb").as_deref().and_then(hex) {
                colors.set_indexed(index, color);
            }
            index += 1;
        }
    }
    Ok(())
}
