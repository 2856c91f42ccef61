//! Colours as Excel's workbooks store them (RGB, theme with tint, index of a palette, automatic) to the colour on the screen, and
//! a fill's pattern with its two colours to the one that it is read as. Where they stand in a file is for its reader.

use crate::grid::Color;

use super::package::Fault;
use super::xml::{Event, Xml};

/// The palette that an index means where the workbook brings none, from index 8; 0 to 7 repeat 8 to 15.
const PALETTE: [u32; 56] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000,
    0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF,
    0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000,
    0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
    0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966,
    0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
];

/// The theme of a workbook that brings none, in the order of theme indices.
const THEME: [u32; 12] = [
    0xFFFFFF, 0x000000, 0xEEECE1, 0x1F497D, 0x4F81BD, 0xC0504D, 0x9BBB59, 0x8064A2, 0x4BACC6, 0xF79646,
    0x0000FF, 0x800080,
];

/// The names of a theme's colours in the order of theme indices: light before dark, unlike in the file.
const THEME_NAMES: [&str; 12] = [
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
    "folHlink",
];

/// The patterns of a fill by their names in XML; their places are their numbers in binary workbooks.
const PATTERNS: [&str; 19] = [
    "none",
    "solid",
    "mediumGray",
    "darkGray",
    "lightGray",
    "darkHorizontal",
    "darkVertical",
    "darkDown",
    "darkUp",
    "darkGrid",
    "darkTrellis",
    "lightHorizontal",
    "lightVertical",
    "lightDown",
    "lightUp",
    "lightGrid",
    "lightTrellis",
    "gray125",
    "gray0625",
];

const BLACK: Color = Color { red: 0, green: 0, blue: 0 };
const WHITE: Color = Color { red: 255, green: 255, blue: 255 };

/// What colours of a workbook refer to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Colors {
    theme: [Color; 12],
    palette: Vec<Color>,
}

impl Default for Colors {
    fn default() -> Self {
        let low = PALETTE.iter().take(8);
        Self { theme: THEME.map(of_rgb), palette: low.chain(&PALETTE).map(|rgb| of_rgb(*rgb)).collect() }
    }
}

impl Colors {
    /// Reads the colours of a theme part.
    pub(super) fn read_theme(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut place = None;
        let mut inside = false;
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.name == "clrScheme" => inside = true,
                Event::Start(tag) if inside => {
                    if let Some(named) = THEME_NAMES.iter().position(|name| *name == tag.name) {
                        place = Some(named);
                        continue;
                    }
                    let color = match tag.name {
                        "srgbClr" => tag.get("val").as_deref().and_then(hex),
                        "sysClr" => {
                            let last = tag.get("lastClr").as_deref().and_then(hex);
                            last.or_else(|| match tag.get("val").as_deref() {
                                Some("window") => Some(WHITE),
                                Some("windowText") => Some(BLACK),
                                _ => None,
                            })
                        }
                        _ => None,
                    };
                    if let (Some(color), Some(slot)) = (color, place.and_then(|p| self.theme.get_mut(p))) {
                        *slot = color;
                    }
                }
                Event::End("clrScheme") | Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Takes a colour of the workbook's own palette by its index.
    pub(super) fn set_indexed(&mut self, index: usize, color: Color) {
        if let Some(slot) = self.palette.get_mut(index) {
            *slot = color;
        }
    }

    /// Returns the colour of an index of the palette; `None` for the window's automatic one (64) and where there is none.
    pub(super) fn indexed(&self, index: usize) -> Option<Color> {
        if index == 65 { Some(WHITE) } else { self.palette.get(index).copied() }
    }

    /// Returns the colour of an index of the theme, light before dark, made lighter (`tint` up to 1) or darker (down to -1).
    pub(super) fn themed(&self, index: usize, tint: f64) -> Option<Color> {
        self.theme.get(index).map(|color| tinted(*color, tint))
    }

    /// Returns the colour that an element (`fgColor`, `bgColor`) names by its attributes; `None` for the automatic one and where
    /// it names none.
    pub(super) fn named<'t>(&self, get: impl Fn(&str) -> Option<&'t str>) -> Option<Color> {
        let number = |name: &str| get(name).and_then(|text| text.trim().parse::<usize>().ok());
        let tint = get("tint").and_then(|tint| tint.trim().parse().ok()).unwrap_or(0.0);
        if let Some(theme) = number("theme") {
            return self.themed(theme, tint);
        }
        let plain = match (get("rgb"), number("indexed")) {
            (Some(rgb), _) => hex(rgb),
            (None, Some(index)) => self.indexed(index),
            _ => None,
        };
        plain.map(|color| tinted(color, tint))
    }
}

/// Returns the number of a pattern by its name in XML; `None` for a name that is none.
pub(super) fn pattern(name: &str) -> Option<usize> {
    PATTERNS.iter().position(|pattern| *pattern == name)
}

/// Returns the colour that a cell's fill is read as, by the number of its pattern and its two colours; `None` for one of them is
/// the window's: black in front, white behind.
///
/// Of a pattern it is the colour that means something: not the window's, and of two the one that covers more of the cell.
pub(super) fn of_pattern(pattern: usize, front: Option<Color>, behind: Option<Color>) -> Option<Color> {
    let most_in_front = matches!(pattern, 2 | 3 | 5..=10);
    match (front, behind.filter(|color| *color != WHITE)) {
        _ if pattern == 0 => None,
        (front, _) if pattern == 1 => Some(front.unwrap_or(BLACK)),
        (None, behind) => behind,
        (_, Some(behind)) if !most_in_front => Some(behind),
        (front, _) => front,
    }
}

/// What a conditional format does to a cell's fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Fill {
    /// Nothing.
    #[default]
    Kept,
    /// It takes the fill away.
    Cleared,
    /// It fills the cell.
    Of(Color),
}

impl Fill {
    /// Returns the fill of a conditional format, which may leave out its pattern. A solid one is of the colour behind, unlike that
    /// of a cell, and of the one in front only where there is no other.
    pub(super) fn conditional(pattern: Option<usize>, front: Option<Color>, behind: Option<Color>) -> Self {
        let shown = match pattern {
            Some(0) => return Self::Cleared,
            None | Some(1) => behind.or(front),
            Some(pattern) => of_pattern(pattern, front, behind),
        };
        shown.map_or(Self::Kept, Self::Of)
    }
}

/// Red, green and blue of a number that has red highest.
pub(super) fn of_rgb(rgb: u32) -> Color {
    Color { red: (rgb >> 16 & 0xFF) as u8, green: (rgb >> 8 & 0xFF) as u8, blue: (rgb & 0xFF) as u8 }
}

/// Reads `RRGGBB` or `AARRGGBB`; what the alpha says is never shown.
pub(super) fn hex(text: &str) -> Option<Color> {
    let text = text.trim().trim_start_matches('#');
    let digits = if text.len() == 8 { text.get(2..)? } else { text };
    (digits.len() == 6).then(|| u32::from_str_radix(digits, 16).ok().map(of_rgb))?
}

/// The scale of hue, lightness and saturation in Windows' own integer arithmetic, which is what Excel tints by. A real-valued
/// conversion is off by up to 2 in most of the tints that Excel's own menu offers.
const SCALE: i64 = 240;

/// Returns a colour made lighter (`tint` up to 1) or darker (down to -1).
pub(super) fn tinted(color: Color, tint: f64) -> Color {
    // Files hold 0.79998… for the 0.8 of the menu.
    let tint = (tint * 10_000.0).round() / 10_000.0;
    if tint == 0.0 || !(-1.0..=1.0).contains(&tint) {
        return color;
    }
    let (hue, light, saturation) = to_hls(color);
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "0 to 240")]
    let light = {
        let scale = SCALE as f64;
        let light = light as f64;
        (if tint < 0.0 { light * (1.0 + tint) } else { light * (1.0 - tint) + scale * tint } + 1e-9) as i64
    };
    from_hls(hue, light, saturation)
}

fn to_hls(color: Color) -> (i64, i64, i64) {
    let (red, green, blue) = (i64::from(color.red), i64::from(color.green), i64::from(color.blue));
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let (sum, spread) = (most + least, most - least);
    let light = (sum * SCALE + 255) / 510;
    if spread == 0 {
        return (0, light, 0);
    }
    let base = if light <= SCALE / 2 { sum } else { 510 - sum };
    let saturation = (spread * SCALE + base / 2) / base;
    let part = |channel: i64| ((most - channel) * (SCALE / 6) + spread / 2) / spread;
    let hue = if red == most {
        part(blue) - part(green)
    } else if green == most {
        SCALE / 3 + part(red) - part(blue)
    } else {
        2 * SCALE / 3 + part(green) - part(red)
    };
    (hue.rem_euclid(SCALE), light, saturation)
}

fn from_hls(hue: i64, light: i64, saturation: i64) -> Color {
    let byte = |n: i64| u8::try_from(((n * 255 + SCALE / 2) / SCALE).clamp(0, 255)).unwrap_or(u8::MAX);
    if saturation == 0 {
        return Color { red: byte(light), green: byte(light), blue: byte(light) };
    }
    let high = if light <= SCALE / 2 {
        (light * (SCALE + saturation) + SCALE / 2) / SCALE
    } else {
        light + saturation - (light * saturation + SCALE / 2) / SCALE
    };
    let low = 2 * light - high;
    let rise = |hue: i64| ((high - low) * hue + SCALE / 12) / (SCALE / 6);
    let channel = |hue: i64| match hue.rem_euclid(SCALE) {
        hue if hue < SCALE / 6 => low + rise(hue),
        hue if hue < SCALE / 2 => high,
        hue if hue < 2 * SCALE / 3 => low + rise(2 * SCALE / 3 - hue),
        _ => low,
    };
    Color {
        red: byte(channel(hue + SCALE / 3)),
        green: byte(channel(hue)),
        blue: byte(channel(hue - SCALE / 3)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Excel's own colour menu shows for its themes of 2007 and 2013.
    #[test]
    fn tints_are_excels_own() {
        let cases: [(&str, &[(f64, &str)]); 9] = [
            (
                "5B9BD5",
                &[
                    (0.799_981_688_894_314, "#DDEBF7"),
                    (0.599_993_896_298_105, "#BDD7EE"),
                    (0.399_975_585_192_419, "#9BC2E6"),
                    (-0.249_977_111_117_893, "#2F75B5"),
                    (-0.499_984_740_745_262, "#1F4E78"),
                ],
            ),
            (
                "ED7D31",
                &[
                    (0.8, "#FCE4D6"),
                    (0.6, "#F8CBAD"),
                    (0.4, "#F4B084"),
                    (-0.25, "#C65911"),
                    (-0.5, "#833C0C"),
                ],
            ),
            (
                "70AD47",
                &[
                    (0.8, "#E2EFDA"),
                    (0.6, "#C6E0B4"),
                    (0.4, "#A9D08E"),
                    (-0.25, "#548235"),
                    (-0.5, "#375623"),
                ],
            ),
            (
                "C0504D",
                &[
                    (0.8, "#F2DCDB"),
                    (0.6, "#E6B8B7"),
                    (0.4, "#DA9694"),
                    (-0.25, "#963634"),
                    (-0.5, "#632523"),
                ],
            ),
            (
                "1F497D",
                &[
                    (0.8, "#C5D9F1"),
                    (0.6, "#8DB4E2"),
                    (0.4, "#538DD5"),
                    (-0.25, "#16365C"),
                    (-0.5, "#0F243E"),
                ],
            ),
            (
                "EEECE1",
                &[
                    (-0.1, "#DDD9C4"),
                    (-0.25, "#C4BD97"),
                    (-0.5, "#948A54"),
                    (-0.75, "#494529"),
                    (-0.9, "#1D1B10"),
                ],
            ),
            (
                "A5A5A5",
                &[
                    (0.8, "#EDEDED"),
                    (0.6, "#DBDBDB"),
                    (0.4, "#C9C9C9"),
                    (-0.25, "#7B7B7B"),
                    (-0.5, "#525252"),
                ],
            ),
            (
                "FFFFFF",
                &[
                    (-0.05, "#F2F2F2"),
                    (-0.15, "#D9D9D9"),
                    (-0.25, "#BFBFBF"),
                    (-0.35, "#A6A6A6"),
                    (-0.5, "#808080"),
                ],
            ),
            (
                "000000",
                &[
                    (0.5, "#808080"),
                    (0.35, "#595959"),
                    (0.25, "#404040"),
                    (0.15, "#262626"),
                    (0.05, "#0D0D0D"),
                ],
            ),
        ];
        for (base, tints) in cases {
            for (tint, expected) in tints {
                assert_eq!(tinted(hex(base).unwrap(), *tint).to_string(), *expected, "{base} {tint}");
            }
        }
        let white = hex("FFFFFF").unwrap();
        assert_eq!([tinted(white, 7.0), tinted(white, f64::NAN)], [white, white], "no tint at all");
    }

    #[test]
    fn rgb_is_read_with_and_without_alpha() {
        assert_eq!(hex("FF00B050").map(|c| c.to_string()), Some("#00B050".into()));
        assert_eq!(hex("00B050").map(|c| c.to_string()), Some("#00B050".into()));
        assert_eq!([hex("red"), hex(""), hex("éé0000")], [None; 3]);
    }
}
