//! The validations of a sheet part to lists that cells are filled from.

use std::collections::BTreeMap;

use crate::grid::Range;

use super::super::choices::{List, Source};
use super::super::package::Fault;
use super::super::reference::{range, ranges};
use super::super::xml::{Event, Xml};

/// A list as its rule names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    ranges: Vec<Range>,
    source: String,
}

/// Reads a validation, whose element was opened last; of extensions the ranges come inside.
pub(super) fn read(
    xml: &mut Xml<'_>,
    is_list: bool,
    mut sqref: Vec<Range>,
    lists: &mut Vec<Stored>,
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
        lists.push(Stored { ranges: sqref, source: source.trim().to_owned() });
    }
    Ok(())
}

impl Stored {
    /// Returns the list, `own` being the name of its sheet; `None` where its source is computed.
    pub(super) fn list(&self, own: &str, names: &BTreeMap<String, String>) -> Option<List> {
        Some(List { ranges: self.ranges.clone(), source: source(&self.source, own, names)? })
    }
}

fn source(text: &str, own: &str, names: &BTreeMap<String, String>) -> Option<Source> {
    let text = text.trim_start_matches('=').trim();
    if let Some(written) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Some(Source::written(&written.replace("\"\"", "\""), ','));
    }
    let text = names.get(&text.to_lowercase()).map_or(text, |stands_for| stands_for.trim());
    let (sheet, cells) = match text.rsplit_once('!') {
        Some((sheet, cells)) => {
            let quoted = sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
            (quoted.map_or_else(|| sheet.to_owned(), |name| name.replace("''", "'")), cells)
        }
        None => (own.to_owned(), text),
    };
    Some(Source::Cells(sheet.to_lowercase(), range(cells)?))
}
