//! What a sheet shows, as plain data: cells, columns, tables and lines. How they are drawn is for `sheet`.

use jiff::civil::Date;

use crate::grid::Shown;

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Nothing.
    Blank,
    /// Text, never a formula, a number or a link, whatever it looks like.
    Text(String),
    /// A day from 1900 to 9999, and how much of it is shown.
    Date(Date, Shown),
    /// A share of 1, shown as per cent.
    Share(f64),
    /// A count.
    Count(u32),
}

impl Cell {
    /// Returns a cell with a text; blank where the text is empty.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// Returns a cell with a text where there is one.
    pub(crate) fn maybe(text: Option<&str>) -> Self {
        text.map_or(Self::Blank, Self::text)
    }

    /// Returns a cell with a count; as text where it is beyond any real one, so that no digit is lost.
    pub(crate) fn count(count: u64) -> Self {
        u32::try_from(count).map_or_else(|_| Self::text(count.to_string()), Self::Count)
    }

    /// Returns a text as long as what the cell shows.
    pub(crate) fn as_shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Date(day, shown) => day.strftime(pattern(*shown)).to_string(),
            Self::Share(share) => format!("{:.1}%", share * 100.0),
            Self::Count(count) => count.to_string(),
        }
    }
}

/// How the cells of a column behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ColumnKind {
    /// As Excel has it.
    #[default]
    Plain,
    /// Keys: what a person types there later stays text, so that `1.10` does not become 1.1.
    Key,
    /// RAG words: the fill follows the word, also when a person changes it.
    Rag,
    /// Text for programs: one line high, grey, and not printed if it is the last column.
    Code,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    /// Its header: one line, unique in the table whatever the case.
    pub(crate) header: String,
    /// How its cells behave.
    pub(crate) kind: ColumnKind,
    /// Its cells from the top, as many as in every other column.
    pub(crate) cells: Vec<Cell>,
}

/// A sheet that is one table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    /// The sheet's name, at most 31 characters.
    pub(crate) sheet: &'static str,
    /// The table's name: as the sheet's, without spaces.
    pub(crate) name: &'static str,
    /// How many columns at the left stay in view.
    pub(crate) frozen: u16,
    /// Its columns, at least one.
    pub(crate) columns: Vec<Column>,
}

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Line {
    /// Names what follows.
    Heading(String),
    /// Names the columns of what follows.
    Header(Vec<&'static str>),
    /// Content.
    Cells(Vec<Cell>),
    /// Free space.
    Space,
}

fn pattern(shown: Shown) -> &'static str {
    match shown {
        Shown::Day | Shown::Time => "%d %b %Y",
        Shown::Month => "%b %Y",
        Shown::Year => "%Y",
    }
}
