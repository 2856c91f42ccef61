//! Labels of terminal text, and the one table that gives them colours; lines set in columns.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use crate::record::{Rag, Severity};

/// What a piece of text is, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// A heading.
    Heading,
    /// What names a record.
    Name,
    /// Of less weight.
    Faint,
    /// Taken out.
    Removed,
    /// Put in.
    Added,
    /// Good news.
    Good,
    /// News to look at.
    Warn,
    /// Bad news.
    Bad,
}

impl Label {
    fn style(self) -> Style {
        match self {
            Self::Heading => Style::new().bold().underline(),
            Self::Name => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Removed => AnsiColor::Red.on_default().strikethrough(),
            Self::Added | Self::Good => AnsiColor::Green.on_default(),
            Self::Warn => AnsiColor::Yellow.on_default(),
            Self::Bad => AnsiColor::Red.on_default().bold(),
        }
    }
}

/// Returns the text in its label's colour. What a file's text would do to a terminal is taken out of it.
pub(super) fn paint(label: Label, text: impl Display) -> String {
    let style = label.style();
    format!("{style}{}{style:#}", harmless(&text.to_string()))
}

/// Returns the text without control characters but line breaks and tabs.
fn harmless(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}

/// Returns the label of a RAG's own colour.
pub(super) fn rag_label(rag: Rag) -> Label {
    match rag {
        Rag::Red | Rag::AmberRed => Label::Bad,
        Rag::Amber | Rag::AmberGreen => Label::Warn,
        Rag::Green | Rag::Blue => Label::Good,
        Rag::Grey | Rag::Black => Label::Faint,
    }
}

/// Returns the label of a severity.
pub(super) fn severity_label(severity: Severity) -> Label {
    match severity {
        Severity::Error => Label::Bad,
        Severity::Warning => Label::Warn,
        Severity::Info => Label::Faint,
    }
}

/// Returns the text in exactly so many columns of the terminal: cut with an ellipsis, or filled with spaces.
pub(super) fn fit(text: &str, width: usize) -> String {
    let line = text.replace('\n', " ");
    let cut = cut(&line, width);
    let fill = width.saturating_sub(display_width(&cut));
    format!("{cut}{}", " ".repeat(fill))
}

/// Returns the text in at most so many columns, with an ellipsis where it was cut.
pub(super) fn cut(text: &str, width: usize) -> String {
    let line = harmless(&text.replace('\n', " "));
    if display_width(&line) <= width {
        return line;
    }
    let mut out = String::new();
    for c in line.chars() {
        if display_width(&out) + display_width(c.encode_utf8(&mut [0; 4])) >= width {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end())
}

/// Returns the widest of the texts in columns, at most so many.
pub(super) fn widest<'a>(texts: impl Iterator<Item = &'a str>, most: usize) -> usize {
    texts.map(display_width).max().unwrap_or(0).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_their_columns() {
        assert_eq!(fit("abc", 5), "abc  ");
        assert_eq!(fit("abcdef", 5), "abcd…");
        assert_eq!(fit("one\ntwo", 9), "one two  ");
        assert_eq!(cut("日本語", 4), "日…");
        assert_eq!(cut("a\u{1b}]0;title\u{7}b", 20), "a]0;titleb");
        assert_eq!(widest(["a", "abc"].into_iter(), 2), 2);
    }
}
