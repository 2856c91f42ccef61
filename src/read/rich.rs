//! Text in the making whose parts may be bold or struck through: what documents and pages give a cell piece by piece.

use std::ops::Range;

use crate::grid::{Color, Style, Value};

/// A cell's text with its form.
#[derive(Debug, Clone, Default)]
pub(super) struct Rich {
    text: String,
    /// Ranges of bytes that are struck through, in order, none touching the next.
    struck: Vec<Range<usize>>,
    /// Bytes of visible text that are not bold.
    light: usize,
}

/// A finished cell: its value, its form, and the struck parts where only parts are.
pub(super) struct Finished {
    pub value: Value,
    pub style: Style,
    pub struck: Vec<Range<usize>>,
}

impl Rich {
    /// Adds a piece as it stands.
    pub(super) fn push(&mut self, piece: &str, strike: bool, bold: bool) {
        let start = self.text.len();
        self.text.push_str(piece);
        let end = self.text.len();
        if !bold {
            self.light += piece.trim().len();
        }
        if strike && start < end {
            match self.struck.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => self.struck.push(start..end),
            }
        }
    }

    /// Adds a piece with its white space folded as a browser shows it: one blank, and none at the beginning of a line.
    pub(super) fn push_folded(&mut self, piece: &str, strike: bool, bold: bool) {
        let mut folded = String::with_capacity(piece.len());
        let mut blank = self.text.is_empty() || self.text.ends_with(['\n', ' ']);
        for c in piece.chars() {
            // A non-breaking space is one that is meant.
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                if !blank {
                    folded.push(' ');
                }
                blank = true;
            } else {
                folded.push(c);
                blank = false;
            }
        }
        self.push(&folded, strike, bold);
    }

    /// Begins a new line.
    pub(super) fn line_break(&mut self) {
        self.text.push('\n');
    }

    /// Begins a new line if there is text on this one.
    pub(super) fn new_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.line_break();
        }
    }

    /// Tells whether there is nothing to see so far.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// Returns what came together; blanks at the end go.
    pub(super) fn finish(mut self, fill: Option<Color>) -> Finished {
        self.text.truncate(self.text.trim_end_matches([' ', '\n']).len());
        self.finish_as_stored(fill)
    }

    /// Returns what came together with the blanks at its end, which a cell of a spreadsheet keeps.
    pub(super) fn finish_as_stored(mut self, fill: Option<Color>) -> Finished {
        let end = self.text.len();
        self.struck.retain_mut(|range| {
            range.end = range.end.min(end);
            range.start < range.end
        });
        let blank = self.is_blank();
        let visible = |range: &Range<usize>| self.text.get(range.clone()).map_or(0, |part| part.trim().len());
        let all: usize = self.text.lines().map(|line| line.trim().len()).sum();
        let struck: usize = self
            .struck
            .iter()
            .map(|r| self.text.get(r.clone()).map_or(0, |p| p.lines().map(|l| l.trim().len()).sum()))
            .sum();
        let strike = !blank && struck >= all;
        self.struck.retain(|range| visible(range) > 0);
        Finished {
            style: Style { fill, strike, bold: !blank && self.light == 0, ..Style::default() },
            struck: if strike { Vec::new() } else { self.struck },
            value: if self.text.is_empty() { Value::Empty } else { Value::Text(self.text) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_form() {
        let mut rich = Rich::default();
        rich.push_folded("  March ", true, false);
        rich.push_folded("\n June 2012 ", false, false);
        let cell = rich.finish(None);
        assert_eq!(cell.value, Value::Text("March June 2012".into()));
        assert_eq!(cell.struck, vec![0..6_usize; 1]);
        assert!(!cell.style.strike && !cell.style.bold);
    }

    #[test]
    fn a_whole_that_is_struck_has_no_struck_parts() {
        let mut rich = Rich::default();
        rich.push("one", true, true);
        rich.line_break();
        rich.push("two", true, true);
        rich.push("  ", false, false);
        let cell = rich.finish(None);
        assert!(cell.style.strike && cell.style.bold && cell.struck.is_empty());
        assert_eq!(Rich::default().finish(None).value, Value::Empty);
    }
}
