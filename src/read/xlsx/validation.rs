//! Lists that cells are filled from: written into the rule, or kept in cells of this or another sheet.

use std::collections::BTreeMap;

use crate::grid::{Choices, Range, Row, Value};

use super::super::package::Fault;
use super::super::xml::{Event, Xml};
use super::sheet::{range, ranges};

/// How long a list may be, how many lists a sheet may have, and how many items all of them; look-up columns that are longer are no
/// vocabulary.
const MOST: usize = 500;
const MOST_LISTS: usize = 1000;
const MOST_IN_ALL: usize = 100_000;

/// A list as its rule names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    ranges: Vec<Range>,
    source: String,
}

/// Reads a validation, whose element was opened last; of extensions the ranges come inside.
pub(super) fn read(
    xml: &mut Xml<'_>,
    is_list: bool,
    mut sqref: Vec<Range>,
    lists: &mut Vec<List>,
) -> Result<(), Fault> {
    let mut source = String::new();
    let outside = xml.depth().saturating_sub(1);
    while xml.depth() > outside {
        match xml.next()? {
            Event::Start(tag) if tag.name == "formula1" => source = xml.text()?,
            Event::Start(tag) if tag.name == "sqref" => sqref = ranges(&xml.text()?),
            _ => {}
        }
    }
    if is_list && !sqref.is_empty() {
        lists.push(List { ranges: sqref, source: source.trim().to_owned() });
    }
    Ok(())
}

/// The rows of each sheet by its name in small letters.
pub(super) type Sheets<'s> = BTreeMap<String, &'s [Row]>;

/// Returns the lists of a sheet with what they offer; those whose source is computed are left out.
pub(super) fn resolve(
    lists: &[List],
    own: &str,
    sheets: &Sheets<'_>,
    names: &BTreeMap<String, String>,
) -> Vec<Choices> {
    let mut known: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut choices = Vec::new();
    let mut left = MOST_IN_ALL;
    for list in lists {
        if known.len() > MOST_LISTS {
            break;
        }
        let items = known.entry(&list.source).or_insert_with(|| items(&list.source, own, sheets, names));
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

fn items(source: &str, own: &str, sheets: &Sheets<'_>, names: &BTreeMap<String, String>) -> Vec<String> {
    let source = source.trim_start_matches('=').trim();
    if let Some(written) = source.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        let items = written.replace("\"\"", "\"");
        return items.split(',').map(|item| item.trim().to_owned()).filter(|i| !i.is_empty()).collect();
    }
    let source = names.get(&source.to_lowercase()).map_or(source, |stands_for| stands_for.trim());
    let (sheet, cells) = match source.rsplit_once('!') {
        Some((sheet, cells)) => {
            let quoted = sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
            (quoted.map_or_else(|| sheet.to_owned(), |name| name.replace("''", "'")), cells)
        }
        None => (own.to_owned(), source),
    };
    let (Some(rows), Some(range)) = (sheets.get(&sheet.to_lowercase()), range(cells)) else {
        return Vec::new();
    };
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
