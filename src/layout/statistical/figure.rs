//! What a cell of a statistical table holds: a figure, a sign in the place of one, a footnote mark, or text.

use super::super::line::{Line, Piece};
use super::super::mark::is_rule;

/// A whole number in these bounds may be a year. Statistics begin with the first censuses and end with projections.
const FIRST_YEAR: f64 = 1600.0;
const LAST_YEAR: f64 = 2100.0;

/// Spreadsheets count days from 1900: these are of 1990 and 2050.
const FIRST_SERIAL: f64 = 32_874.0;
const LAST_SERIAL: f64 = 54_789.0;

/// Letters of a sign for a missing figure: `(NA)`, `(X)`, `n.a.`
const SIGN_LETTERS: usize = 3;

/// A text in two cells may be two labels that happen to be alike; in more it is one that was merged over them.
const LEAST_SPREAD: usize = 3;

/// Signs that footnotes hang on, besides small raised digits.
const MARKS: [char; 6] = ['*', '†', '‡', '§', '#', '^'];

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Content {
    /// A number, and how many digits it has behind the point.
    Figure(f64, u32),
    /// A number in brackets: below nought among figures, a unit or a column's number in a header.
    Bracketed(f64, u32),
    /// A dash or dots: nought, or nothing to count.
    Dash,
    /// A sign for a figure that is not given: `(NA)`, `n/a`.
    Missing,
    /// The mark of a footnote: `\1`, `²`.
    Mark,
    /// Anything else.
    Text,
}

impl Content {
    /// Returns what a text holds.
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim();
        if is_mark(text) {
            return Self::Mark;
        }
        if is_rule(text) {
            return Self::Dash;
        }
        let bare = without_marks(text);
        if let Some((value, decimals)) = figure(bare) {
            return Self::Figure(value, decimals);
        }
        let inside = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        if let Some((value, decimals)) = inside.and_then(figure) {
            return Self::Bracketed(-value, decimals);
        }
        if is_sign(bare, inside) { Self::Missing } else { Self::Text }
    }

    /// Tells whether it stands where a figure does.
    pub(super) fn is_value(self) -> bool {
        matches!(self, Self::Figure(..) | Self::Bracketed(..) | Self::Dash | Self::Missing)
    }

    /// Tells whether it can stand for a day: a day of the month, a year, or the number that a spreadsheet keeps a day as.
    pub(super) fn is_day(self) -> bool {
        let serial = |value: f64| (FIRST_SERIAL..=LAST_SERIAL).contains(&value);
        self.is_year()
            || matches!(self, Self::Figure(value, 0) if (1.0..=31.0).contains(&value) || serial(value))
    }

    /// Tells whether it can be a year.
    pub(super) fn is_year(self) -> bool {
        matches!(self, Self::Figure(value, 0) if (FIRST_YEAR..=LAST_YEAR).contains(&value))
    }
}

/// A line with what its cells hold.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub line: &'a Line,
    contents: Vec<Content>,
}

impl<'a> Row<'a> {
    pub(super) fn of(line: &'a Line) -> Self {
        Self { line, contents: line.pieces.iter().map(|piece| Content::of(&piece.text)).collect() }
    }

    /// Returns its cells with what they hold.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&'a Piece, Content)> {
        self.line.pieces.iter().zip(self.contents.iter().copied())
    }

    /// Returns its cells to the right of a column with what they hold.
    pub(super) fn right_of(&self, label: u32) -> impl Iterator<Item = (&'a Piece, Content)> {
        self.cells().filter(move |(piece, _)| piece.at.column > label)
    }

    /// Returns how many signs and figures stand to the right of a column.
    pub(super) fn values(&self, label: u32) -> usize {
        self.right_of(label).filter(|(_, content)| content.is_value()).count()
    }

    /// Returns its first cell if it stands in the label's column or before.
    pub(super) fn label(&self, label: u32) -> Option<&'a Piece> {
        self.line.pieces.first().filter(|piece| piece.at.column <= label)
    }

    /// Tells whether it holds a label and nothing else but marks.
    pub(super) fn is_lone(&self, label: u32) -> bool {
        self.label(label).is_some()
            && (self.contents.iter().filter(|c| **c != Content::Mark).count() <= 1 || self.is_spread())
    }

    /// Tells whether one text fills all its cells: an export wrote a merged label into each cell of its merge.
    fn is_spread(&self) -> bool {
        let mut texts = self.line.pieces.iter().map(|piece| piece.text.as_str());
        let first = texts.next();
        self.contents.len() >= LEAST_SPREAD
            && self.contents.iter().all(|content| *content == Content::Text)
            && texts.all(|text| Some(text) == first)
    }

    /// Returns the texts that say what its figures are: its label, and those between the label and the first figure.
    pub(super) fn names(&self, label: u32) -> impl Iterator<Item = &'a Piece> {
        let inner = self.right_of(label).take_while(|(_, content)| !content.is_value());
        let inner = inner.filter(|(_, content)| *content == Content::Text).map(|(piece, _)| piece);
        self.label(label).into_iter().chain(inner)
    }

    /// Tells whether it is a line drawn with characters.
    pub(super) fn is_rule(&self) -> bool {
        self.contents.iter().all(|content| *content == Content::Dash)
    }

    /// Tells whether all its figures to the right of a column are years.
    pub(super) fn has_years_only(&self, label: u32) -> bool {
        let mut figures =
            self.right_of(label).map(|(_, c)| c).filter(|c| matches!(c, Content::Figure(..))).peekable();
        figures.peek().is_some() && figures.all(Content::is_year)
    }

    /// Tells whether it numbers the columns: 1, 2, 3, with or without brackets.
    pub(super) fn numbers_columns(&self) -> bool {
        let numbers = self.contents.iter().filter_map(|content| match content {
            Content::Figure(value, 0) => Some(*value),
            Content::Bracketed(value, 0) => Some(-*value),
            _ => None,
        });
        let numbers: Vec<f64> = numbers.collect();
        let first = numbers.first().is_some_and(|first| *first == 1.0 || *first == 2.0);
        first
            && numbers.len() >= 3
            && numbers.len() == self.contents.len()
            && numbers.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + 1.0))
    }
}

/// Nothing but footnote marks.
fn is_mark(text: &str) -> bool {
    let mut tokens = text.split([',', ';', ' ']).filter(|token| !token.is_empty()).peekable();
    tokens.peek().is_some() && tokens.all(is_one_mark)
}

fn is_one_mark(token: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    token.strip_prefix('\\').is_some_and(digits)
        || token.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(digits)
        || token.strip_suffix('/').is_some_and(digits)
        || token.chars().all(|c| MARKS.contains(&c) || is_raised(c))
}

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The text without the footnote marks behind it: `12.5 \1`, `12.5²`, `12.5 (r)`.
fn without_marks(text: &str) -> &str {
    let mut text = text;
    loop {
        let shorter = text.trim_end_matches(|c| MARKS.contains(&c) || is_raised(c) || c == ' ' || c == ',');
        let marked = shorter.rsplit_once(['\\', ' ']).filter(|(before, mark)| {
            let digits = mark.bytes().all(|b| b.is_ascii_digit());
            let slash = shorter.as_bytes().get(before.len()) == Some(&b'\\');
            let letter = mark.trim_matches(['(', ')']);
            !before.trim().is_empty()
                && if slash { digits } else { is_one_letter(letter) || is_one_mark(mark) }
        });
        match marked {
            Some((before, _)) => text = before,
            None => return shorter,
        }
    }
}

/// One small letter, as statistics mark what is revised, provisional or estimated.
fn is_one_letter(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.next().is_none()
}

/// A sign for a missing figure: a few letters in brackets, or parted by a slash or full stops.
fn is_sign(text: &str, inside: Option<&str>) -> bool {
    let short = |text: &str| {
        (1..=SIGN_LETTERS).contains(&text.chars().count()) && text.chars().all(char::is_alphabetic)
    };
    inside.is_some_and(short)
        || ["#n/a", "#div/0!", "#ref!", "#value!", "#num!"]
            .iter()
            .any(|error| text.get(..error.len()).is_some_and(|head| head.eq_ignore_ascii_case(error)))
        || [":", "na", "n/a", "n.a.", "n.a", "x", "z"].iter().any(|sign| text.eq_ignore_ascii_case(sign))
}

/// A number with nothing else but its sign, its currency, per cent, and what parts its thousands.
fn figure(text: &str) -> Option<(f64, u32)> {
    let is_sign = |c: char| matches!(c, '-' | '–' | '−' | '+' | '$' | '£' | '€' | '¥' | ' ');
    let digits = text.trim_start_matches(is_sign);
    let lead = text.get(..text.len() - digits.len())?;
    let negative = lead.contains(['-', '–', '−']);
    let digits = digits.strip_suffix('%').unwrap_or(digits).trim_end();
    let (value, decimals) = plain(digits)?;
    Some((if negative { -value } else { value }, decimals))
}

/// Digits with separators: `1,234.5`, `1 234`, `.5`, `12,5`, `1e-9`.
fn plain(digits: &str) -> Option<(f64, u32)> {
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if digits.contains(['e', 'E']) {
        return digits.parse().ok().filter(|value: &f64| value.is_finite()).map(|value| (value, u32::MAX));
    }
    let (whole, fraction) = match digits.rsplit_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        None => match digits.rsplit_once(',').filter(|(whole, tail)| tail.len() != 3 && !whole.contains(','))
        {
            Some((whole, fraction)) => (whole, fraction),
            None => (digits, ""),
        },
    };
    let mut groups = whole.split([',', ' ']);
    let first = groups.next().unwrap_or_default();
    let grouped = groups.all(|group| group.len() == 3 && is_digits(group));
    if !grouped || !(is_digits(first) || (first.is_empty() && whole.is_empty())) {
        return None;
    }
    if !(fraction.is_empty() || is_digits(fraction)) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let joined: String =
        whole.chars().filter(char::is_ascii_digit).chain(['.']).chain(fraction.chars()).collect();
    let value: f64 = joined.parse().ok().filter(|value: &f64| value.is_finite())?;
    // `2008.0` is a whole number that an export wrote as a broken one.
    let decimals =
        if fraction.bytes().all(|b| b == b'0') && fraction.len() <= 1 { 0 } else { fraction.len() };
    Some((value, u32::try_from(decimals).unwrap_or(u32::MAX)))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_signs_and_marks_are_told_apart() {
        use Content::{Bracketed, Dash, Figure, Mark, Missing, Text};
        let cases = [
            ("1234", Figure(1234.0, 0)),
            ("1,234.50", Figure(1234.5, 2)),
            ("1 234 567", Figure(1_234_567.0, 0)),
            ("2008.0", Figure(2008.0, 0)),
            ("12,5", Figure(12.5, 1)),
            ("-0.3", Figure(-0.3, 1)),
            ("−7", Figure(-7.0, 0)),
            ("$ 40", Figure(40.0, 0)),
            ("18%", Figure(18.0, 0)),
            (".5", Figure(0.5, 1)),
            ("12.5 \\1", Figure(12.5, 1)),
            ("12.5 \\1, \\2", Figure(12.5, 1)),
            ("31²", Figure(31.0, 0)),
            ("31 r", Figure(31.0, 0)),
            ("(40)", Bracketed(-40.0, 0)),
            ("(1,000)", Bracketed(-1000.0, 0)),
            ("-", Dash),
            ("...", Dash),
            ("(NA)", Missing),
            ("n/a", Missing),
            ("#N/A", Missing),
            ("#DIV/0!", Missing),
            ("\\3", Mark),
            ("\\3, \\4", Mark),
            ("[1]", Mark),
            ("†", Mark),
            ("2003-04", Text),
            ("1.2.3", Text),
            ("1,23,4", Text),
            ("5 to 9 years", Text),
            ("Total", Text),
            ("2021-06-30", Text),
            ("", Text),
            ("\\", Text),
            ("$", Text),
        ];
        for (text, content) in cases {
            assert_eq!(Content::of(text), content, "{text:?}");
        }
    }
}
