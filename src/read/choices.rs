//! Lists that cells are filled from (validation): written into the rule, or kept in cells of this or another sheet.
//!
//! Every container's reader makes the same [`List`]s; their items are looked up when all sheets are read.

use std::collections::BTreeMap;

use crate::grid::{Choices, Range, Row, Value};

/// How long a list may be, how many lists a sheet may have, and how many items all of them; look-up columns that are longer are no
/// vocabulary.
const MOST: usize = 500;
const MOST_LISTS: usize = 1000;
const MOST_IN_ALL: usize = 100_000;

/// A list with the cells that are filled from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    /// The cells that are filled from it.
    pub ranges: Vec<Range>,
    /// Where its items are.
    pub source: Source,
}

/// Where the items of a list are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// In the rule.
    Written(Vec<String>),
    /// In cells of the sheet with this name in small letters.
    Cells(String, Range),
}

impl Source {
    /// Returns the items of a written list, `separator` between them, without blanks around them and empty ones.
    pub(super) fn written(text: &str, separator: char) -> Self {
        let items = text.split(separator).map(str::trim).filter(|item| !item.is_empty());
        Self::Written(items.map(str::to_owned).collect())
    }
}

/// The rows of each sheet by its name in small letters.
pub(super) type Sheets<'s> = BTreeMap<String, &'s [Row]>;

/// Returns the lists of a sheet with what they offer.
pub(super) fn resolve(lists: &[List], sheets: &Sheets<'_>) -> Vec<Choices> {
    let mut known: BTreeMap<&Source, Vec<String>> = BTreeMap::new();
    let mut choices = Vec::new();
    let mut left = MOST_IN_ALL;
    for list in lists {
        if known.len() > MOST_LISTS {
            break;
        }
        let items = known.entry(&list.source).or_insert_with(|| items(&list.source, sheets));
        for range in &list.ranges {
            if items.is_empty() || items.len() > left {
                continue;
            }
            left -= items.len();
            choices.push(Choices { range: *range, items: items.clone() });
        }
    }
    choices
}

fn items(source: &Source, sheets: &Sheets<'_>) -> Vec<String> {
    let (sheet, range) = match source {
        Source::Written(items) => return items.clone(),
        Source::Cells(sheet, range) => (sheet, range),
    };
    let Some(rows) = sheets.get(sheet) else { return Vec::new() };
    let from = rows.partition_point(|row| row.index < range.start.row);
    let inside = rows.iter().skip(from).take_while(|row| row.index <= range.end.row);
    let columns = range.start.column..=range.end.column;
    let cells = inside.flat_map(|row| row.filled().filter(|cell| columns.contains(&cell.column)));
    let items: Vec<String> = cells
        .filter(|cell| !matches!(cell.value, Value::Error(_)))
        .map(|cell| cell.value.text())
        .take(MOST + 1)
        .collect();
    if items.len() > MOST { Vec::new() } else { items }
}
