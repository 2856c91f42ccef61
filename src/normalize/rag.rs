//! The colour of a cell as a RAG value: the sheet's key first, then hue, saturation and lightness.
//!
//! Whether a fill means anything is the caller's to say: a pale blue header and a grey total row have a colour too.

use super::legend::Legend;
use crate::grid::Color;
use crate::record::{Rag, Status};

/// Returns the RAG value that a fill stands for; `None` for white, and for colours of no scale such as purple.
///
/// Pale and dark tones count as their hue. What is agreed on the colour comes first, then an entry of the legend with the same
/// fill and a known colour.
pub fn rag_of_fill(color: Color, legend: &Legend) -> Option<Rag> {
    if let Some(agreed) = legend.agreed.rag_of_fill(color) {
        return agreed;
    }
    let entry = legend.by_fill(color);
    let hue = || by_hue(color).filter(|hue| entry.is_none_or(|entry| can_show(*hue, entry.status)));
    entry.and_then(|entry| legend.rag_of(entry)).or_else(hue)
}

/// Tells whether a colour can stand for a status that a key gives its fill: blue is done, as the scale has it.
fn can_show(hue: Rag, status: Option<Status>) -> bool {
    hue != Rag::Blue || status.is_none_or(|status| !status.is_open())
}

/// Returns what a key's fill shows whose words name no colour but perhaps a status.
pub fn rag_of_key(color: Color, status: Option<Status>) -> Option<Rag> {
    by_hue(color).filter(|hue| can_show(*hue, status))
}

/// Below this lightness nobody sees a hue.
const BLACK: f64 = 0.06;
/// Without a hue, this is still called black and not grey.
const DARK: f64 = 0.27;
const WHITE: f64 = 0.985;
/// Below this saturation a colour is grey: office themes have blue-greys up to 0.22.
const GREY: f64 = 0.23;

fn by_hue(color: Color) -> Option<Rag> {
    let Hsl { hue, saturation, lightness } = hsl(color);
    if lightness >= WHITE {
        return None;
    }
    if lightness < BLACK || (saturation < GREY && lightness < DARK) {
        return Some(Rag::Black);
    }
    if saturation < GREY {
        return Some(Rag::Grey);
    }
    // Bounds stand in the gaps between the office palettes: orange-red FF4500 (16) is red and accent E97132 (21) amber,
    // lime CDDC39 (66) amber and olive green 9BBB59 (80) green, teal 008080 (180) blue, violet 7030A0 (274) none.
    match hue {
        0.0..18.0 | 340.0.. => Some(Rag::Red),
        18.0..68.0 => Some(Rag::Amber),
        68.0..172.0 => Some(Rag::Green),
        172.0..258.0 => Some(Rag::Blue),
        _ => None,
    }
}

struct Hsl {
    /// Degrees, from 0 (red) to below 360.
    hue: f64,
    /// From 0 (grey) to 1.
    saturation: f64,
    /// From 0 (black) to 1 (white).
    lightness: f64,
}

fn hsl(color: Color) -> Hsl {
    let [red, green, blue] = [color.red, color.green, color.blue].map(|channel| f64::from(channel) / 255.0);
    let high = red.max(green).max(blue);
    let low = red.min(green).min(blue);
    let chroma = high - low;
    let lightness = f64::midpoint(high, low);
    if chroma == 0.0 {
        return Hsl { hue: 0.0, saturation: 0.0, lightness };
    }
    let sixths = if high == red {
        ((green - blue) / chroma).rem_euclid(6.0)
    } else if high == green {
        (blue - red) / chroma + 2.0
    } else {
        (red - green) / chroma + 4.0
    };
    let saturation = chroma / (1.0 - (2.0 * lightness - 1.0).abs());
    Hsl { hue: sixths * 60.0, saturation, lightness }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(hex: &str) -> Color {
        let channel = |at: usize| u8::from_str_radix(hex.get(at..at + 2).unwrap(), 16).unwrap();
        Color { red: channel(0), green: channel(2), blue: channel(4) }
    }

    #[test]
    fn office_palettes_read_as_people_see_them() {
        let cases: &[(Option<Rag>, &[&str])] = &[
            // Standard colours, conditional formats (cell styles Bad, colour scale), Google Sheets, theme accents and tints.
            (
                Some(Rag::Red),
                &["FF0000", "C00000", "FFC7CE", "F8696B", "EA9999", "CC0000", "FF5050", "E6B8B7", "FF4500"],
            ),
            (
                Some(Rag::Amber),
                &["FFC000", "FFFF00", "FFEB9C", "FFEB84", "ED7D31", "F79646", "FFF2CC", "E97132", "FCE4D6"],
            ),
            (
                Some(Rag::Green),
                &["92D050", "00B050", "C6EFCE", "63BE7B", "70AD47", "00FF00", "E2EFDA", "9BBB59", "C5E0B3"],
            ),
            (
                Some(Rag::Blue),
                &["4472C4", "00B0F0", "0070C0", "5B9BD5", "4F81BD", "002060", "00FFFF", "BDD7EE", "0000FF"],
            ),
            (Some(Rag::Grey), &["808080", "D9D9D9", "BFBFBF", "A5A5A5", "F2F2F2", "44546A", "595959"]),
            (Some(Rag::Black), &["000000", "0D0D0D", "262626", "1A1A1A"]),
            (None, &["FFFFFF", "FEFEFE", "7030A0", "8064A2", "FF00FF"]),
        ];
        for (expected, fills) in cases {
            for fill in *fills {
                assert_eq!(rag_of_fill(color(fill), &Legend::default()), *expected, "{fill}");
            }
        }
    }

    #[test]
    fn the_key_beats_the_hue() {
        let mut legend =
            Legend { entries: vec![Legend::entry("Amber - some delay").unwrap()], ..Legend::default() };
        legend.entries[0].fill = Some(color("E6B8B7"));
        assert_eq!(rag_of_fill(color("E6B8B7"), &legend), Some(Rag::Amber));
        assert_eq!(rag_of_fill(color("E5B7B8"), &legend), Some(Rag::Amber), "rounded otherwise");
        assert_eq!(rag_of_fill(color("FF0000"), &legend), Some(Rag::Red));
    }
}
