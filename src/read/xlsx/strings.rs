//! Texts with runs, shared or inline: the runs joined, phonetic ones left out, `_xHHHH_` decoded, and which bytes are struck.

use std::borrow::Cow;
use std::ops::Range;

use crate::grid::Style;

use super::super::limits::Limit;
use super::super::package::Fault;
use super::super::xml::{Event, Xml};

/// A text whose runs have fonts of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it ends in the text, in bytes.
    end: usize,
    /// Strike and bold; `None` for a run that looks as its cell does.
    font: Option<(bool, bool)>,
}

/// A text as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RichText {
    /// What it says.
    pub text: String,
    /// Its runs, in order, neighbours with one font as one; empty where all of it looks as its cell does.
    pub runs: Vec<Run>,
}

/// Reads the element that was opened last (`si`, `is`, or the text of a note) into `into`.
pub(super) fn read(xml: &mut Xml<'_>, into: &mut RichText) -> Result<(), Fault> {
    into.text.clear();
    into.runs.clear();
    let limits = *xml.limits();
    let outside = xml.depth().saturating_sub(1);
    let mut font = None;
    while xml.depth() > outside {
        let start = into.text.len();
        limits.check(Limit::Text, u64::try_from(start).unwrap_or(u64::MAX))?;
        if let Some((text, length)) = xml.leaf("<t>", "</t>") {
            into.text.push_str(text);
            xml.take(length);
            finish_text(into, start, false, font);
            continue;
        }
        match xml.next()? {
            Event::Start(tag) => match tag.name {
                "t" => {
                    let kept = tag.attributes().any(|(key, value)| key == "xml:space" && value == "preserve");
                    xml.text_into(&mut into.text)?;
                    finish_text(into, start, kept, font);
                }
                "r" => font = None,
                "rPr" => font = Some((false, false)),
                "strike" => set(&mut font, |font| &mut font.0, tag.flag("val", true)),
                "b" => set(&mut font, |font| &mut font.1, tag.flag("val", true)),
                "rPh" => xml.skip()?,
                _ => {}
            },
            Event::End("r") => font = None,
            _ => {}
        }
    }
    if into.runs.iter().all(|run| run.font.is_none()) {
        into.runs.clear();
    }
    Ok(())
}

fn set(font: &mut Option<(bool, bool)>, which: impl FnOnce(&mut (bool, bool)) -> &mut bool, value: bool) {
    *which(font.get_or_insert_default()) = value;
}

/// Finishes the piece of a text that begins at a byte, and notes its font.
fn finish_text(into: &mut RichText, start: usize, kept: bool, font: Option<(bool, bool)>) {
    let text = &mut into.text;
    let piece = text.get(start..).unwrap_or_default();
    let finished = finished(piece, kept);
    if finished.len() != piece.len() {
        let finished = finished.into_owned();
        text.truncate(start);
        text.push_str(&finished);
    }
    let end = text.len();
    match into.runs.last_mut() {
        Some(last) if last.font == font => last.end = end,
        _ if start == end => {}
        _ => into.runs.push(Run { end, font }),
    }
}

/// A piece of a text as it is read: trimmed where it was not marked to be kept, as Excel does, and escapes decoded.
fn finished(piece: &str, kept: bool) -> Cow<'_, str> {
    let blank = |byte: Option<u8>| matches!(byte, Some(b' ' | b'\t' | b'\r' | b'\n'));
    let trims = !kept && (blank(piece.bytes().next()) || blank(piece.bytes().next_back()));
    unescaped(if trims { piece.trim_matches([' ', '\t', '\r', '\n']) } else { piece })
}

/// Decodes `_xHHHH_`, which stands for a character that XML cannot hold; `_x005F_` is the underscore before what only looks so.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'_', text.as_bytes()).is_none() || !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = after.split_at_checked(4).filter(|(_, behind)| behind.starts_with('_'));
        let c = code.and_then(|(digits, _)| {
            let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
            hex.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)).flatten()
        });
        match c {
            Some(c) => {
                plain.push(c);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Tells how a text with runs looks in a cell: the cell's own style, strike and bold where all of the text has them, and the
/// bytes that are struck where only some are.
pub(super) fn look(text: &str, runs: &[Run], style: Style) -> (Style, Vec<Range<usize>>) {
    if runs.is_empty() {
        return (style, Vec::new());
    }
    let mut start = 0;
    let (mut strike, mut bold) = (true, true);
    let mut struck: Vec<Range<usize>> = Vec::new();
    for run in runs {
        let blank = text.get(start..run.end).unwrap_or_default().trim().is_empty();
        let (run_strike, run_bold) = run.font.unwrap_or((style.strike, style.bold));
        strike &= run_strike || blank;
        bold &= run_bold || blank;
        if run_strike && start < run.end {
            match struck.last_mut() {
                Some(last) if last.end == start => last.end = run.end,
                _ => struck.push(start..run.end),
            }
        }
        start = run.end;
    }
    if text.trim().is_empty() {
        return (style, Vec::new());
    }
    (Style { strike, bold, ..style }, if strike { Vec::new() } else { struck })
}

/// The shared texts of a workbook. Each is given away to the last cell that uses it.
#[derive(Debug, Default)]
pub(super) struct Shared {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    text: Box<str>,
    uses: u32,
    /// Rare, so that the others pay one word for it.
    #[expect(clippy::box_collection, reason = "one word in each of a million texts instead of three")]
    runs: Option<Box<Vec<Run>>>,
}

impl Shared {
    /// Reads the shared strings part.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Fault> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut rich = RichText::default();
        loop {
            // Texts without a cell are no cells, but cost as much.
            xml.limits().check(Limit::Cells, u64::try_from(entries.len()).unwrap_or(u64::MAX))?;
            if let Some((text, length)) = xml.leaf("<si><t>", "</t></si>") {
                xml.limits().check(Limit::Text, u64::try_from(length).unwrap_or(u64::MAX))?;
                entries.push(Entry { text: finished(text, false).into(), uses: 0, runs: None });
                xml.take(length);
                continue;
            }
            match xml.next()? {
                Event::Start(tag) if tag.name == "si" => {
                    read(xml, &mut rich)?;
                    let runs = (!rich.runs.is_empty()).then(|| Box::new(std::mem::take(&mut rich.runs)));
                    entries.push(Entry { text: rich.text.as_str().into(), uses: 0, runs });
                }
                Event::Eof => return Ok(Self { entries }),
                _ => {}
            }
        }
    }

    /// Counts a use to come.
    pub(super) fn announce(&mut self, index: u32) {
        if let Some(entry) = usize::try_from(index).ok().and_then(|index| self.entries.get_mut(index)) {
            entry.uses = entry.uses.saturating_add(1);
        }
    }

    /// Returns a text for one of the uses announced, and how it looks; `None` where the index names none.
    pub(super) fn take(&mut self, index: u32, style: Style) -> Option<(String, Style, Vec<Range<usize>>)> {
        let entry = self.entries.get_mut(usize::try_from(index).ok()?)?;
        let (style, struck) = match &entry.runs {
            Some(runs) => look(&entry.text, runs, style),
            None => (style, Vec::new()),
        };
        entry.uses = entry.uses.saturating_sub(1);
        let text = if entry.uses == 0 { std::mem::take(&mut entry.text) } else { entry.text.clone() };
        Some((text.into_string(), style, struck))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_once() {
        let cases = [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("fox_xray_x", "fox_xray_x"),
            ("_x00E9_t_x00e9_", "été"),
            ("_xD800_ _x12_", "_xD800_ _x12_"),
            ("_xé00_", "_xé00_"),
        ];
        for (stored, plain) in cases {
            assert_eq!(unescaped(stored), plain);
        }
    }

    #[test]
    fn runs_strike_what_their_own_font_or_the_cells_strikes() {
        let font = |strike| Some((strike, false));
        let runs = |parts: &[(usize, Option<(bool, bool)>)]| -> Vec<Run> {
            parts.iter().map(|(end, font)| Run { end: *end, font: *font }).collect()
        };
        let look = |text: &str, runs: &[Run], style| {
            let (style, struck) = look(text, runs, style);
            (style, struck.into_iter().map(|part| (part.start, part.end)).collect::<Vec<_>>())
        };
        let plain = Style::default();
        let struck = Style { strike: true, ..plain };
        let text = "Mar 12 June 2012";
        let partly = runs(&[(6, font(true)), (16, font(false))]);
        assert_eq!(look(text, &partly, plain), (plain, vec![(0, 6)]));
        assert_eq!(look(text, &partly, struck), (plain, vec![(0, 6)]), "a run's font replaces the cell's");
        let inherits = runs(&[(6, None), (16, font(false))]);
        assert_eq!(look(text, &inherits, plain), (plain, vec![]));
        assert_eq!(look(text, &inherits, struck), (plain, vec![(0, 6)]));
        let whole = runs(&[(6, font(true)), (7, font(false)), (16, font(true))]);
        assert_eq!(look(text, &whole, plain), (struck, vec![]), "a blank between does not matter");
        assert_eq!(look(text, &[], struck), (struck, vec![]));
    }
}
