//! Fills as a binary workbook stores them: pattern and colours of a palette, in a cell's format or a conditional one, and the
//! colours that programs since 2007 add beside them, of a theme with tint or of no palette.

use crate::grid::Color;

use super::super::color::{Colors, Fill, of_pattern, tinted};
use super::record::Fields;

/// A colour as it is named.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Hue {
    /// Of the palette.
    Index(usize),
    /// Red, green and blue, with a tint.
    Plain(Color, f64),
    /// Of the theme, with a tint.
    Theme(usize, f64),
    /// The window's.
    Automatic,
}

impl Hue {
    fn color(self, colors: &Colors) -> Option<Color> {
        match self {
            Self::Index(index) => colors.indexed(index),
            Self::Plain(color, tint) => Some(tinted(color, tint)),
            Self::Theme(index, tint) => colors.themed(index, tint),
            Self::Automatic => None,
        }
    }
}

/// A fill as it is stored; a conditional one may leave out each part.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Stored {
    /// The number of its pattern.
    pub pattern: Option<usize>,
    /// The colour in front.
    pub front: Option<Hue>,
    /// The colour behind.
    pub behind: Option<Hue>,
}

impl Stored {
    /// Returns the fill of a cell.
    pub(super) fn of_cell(&self, colors: &Colors) -> Option<Color> {
        let (front, behind) = self.colors(colors);
        of_pattern(self.pattern.unwrap_or(0), front, behind)
    }

    /// Returns the fill of a conditional format.
    pub(super) fn conditional(&self, colors: &Colors) -> Fill {
        let (front, behind) = self.colors(colors);
        Fill::conditional(self.pattern, front, behind)
    }

    fn colors(&self, colors: &Colors) -> (Option<Color>, Option<Color>) {
        let color = |hue: Option<Hue>| hue.and_then(|hue| hue.color(colors));
        (color(self.front), color(self.behind))
    }

    /// Takes the extended colours, their count before them.
    pub(super) fn extend(&mut self, fields: &mut Fields<'_, '_>) -> Option<()> {
        let count = fields.u16()?;
        for _ in 0..count {
            let (kind, length) = (fields.u16()?, fields.u16()?);
            let mut data = fields.clone();
            fields.skip(usize::from(length).checked_sub(4)?)?;
            let slot = match kind {
                4 => &mut self.front,
                5 => &mut self.behind,
                _ => continue,
            };
            *slot = hue(&mut data)?.or(*slot);
        }
        Some(())
    }
}

/// Reads an extended colour; the inner `None` is one that is not set.
fn hue(fields: &mut Fields<'_, '_>) -> Option<Option<Hue>> {
    let kind = fields.u16()?;
    let tint = f64::from(fields.u16()?.cast_signed()) / 32_767.0;
    let value = fields.u32()?;
    let index = usize::try_from(value).ok()?;
    Some(match kind {
        0 => Some(Hue::Automatic),
        1 => Some(Hue::Index(index)),
        2 => Some(Hue::Plain(rgb(value), tint)),
        3 => Some(Hue::Theme(index, tint)),
        _ => None,
    })
}

/// Reads a conditional format and returns its fill.
pub(super) fn differential(fields: &mut Fields<'_, '_>) -> Option<Stored> {
    let flags = fields.u32()?;
    let own_number_format = fields.u16()? & 1 != 0;
    let has = |bit: u32| flags >> bit & 1 != 0;
    if has(25) {
        let length = if own_number_format { usize::from(fields.u16()?).checked_sub(2)? } else { 2 };
        fields.skip(length)?;
    }
    // Font, alignment, border.
    for (bit, length) in [(26, 118), (27, 8), (28, 8)] {
        fields.skip(if has(bit) { length } else { 0 })?;
    }
    let mut stored = Stored::default();
    if has(29) {
        let (pattern, colors) = (fields.u16()? >> 10, fields.u16()?);
        let index = |shift: u16| Hue::Index(usize::from(colors >> shift & 0x7F));
        // A bit that is set says that the part is left out.
        stored = Stored {
            pattern: (!has(16)).then_some(usize::from(pattern)),
            front: (!has(17)).then(|| index(0)),
            behind: (!has(18)).then(|| index(7)),
        };
    }
    fields.skip(if has(30) { 2 } else { 0 })?;
    Some(stored)
}

/// Reads a conditional format of programs since 2007, its length before it.
pub(super) fn extended(fields: &mut Fields<'_, '_>) -> Option<Stored> {
    let length = usize::try_from(fields.u32()?).ok()?;
    if length == 0 {
        fields.skip(2)?;
        return Some(Stored::default());
    }
    let bytes = fields.take(length)?;
    let mut inner = Fields::of(&bytes);
    let mut stored = differential(&mut inner)?;
    // They are not always there.
    let _ = inner.skip(6).and_then(|()| stored.extend(&mut inner));
    Some(stored)
}

/// Red, green and blue as they are stored, red lowest.
pub(super) fn rgb(stored: u32) -> Color {
    let [red, green, blue, _] = stored.to_le_bytes();
    Color { red, green, blue }
}
