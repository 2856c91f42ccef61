//! Lists that cells are filled from, by the names that cells call them.

use std::collections::BTreeMap;

use crate::grid::Range;

use super::super::choices::{List, Source};
use super::super::formula::{self, Expr, Term};
use super::super::xml::Tag;
use super::place::{cell, range};

/// The validations of a spreadsheet.
#[derive(Default)]
pub(super) struct Validations {
    /// The condition of each by its name, and the sheet that it was made for, in small letters.
    conditions: BTreeMap<String, (String, String)>,
    /// What names stand for, by the name in small letters.
    names: BTreeMap<String, String>,
}

impl Validations {
    /// Takes the beginning of an element of validations, or of names.
    pub(super) fn open(&mut self, element: &Tag<'_>) {
        let Some(name) = element.owned("name") else { return };
        let get = |name| element.owned(name).unwrap_or_default();
        if element.name == "named-range" {
            self.names.insert(name.to_lowercase(), get("cell-range-address"));
        } else {
            let sheet = cell(&get("base-cell-address")).and_then(|(sheet, _)| sheet).unwrap_or_default();
            self.conditions.insert(name, (get("condition"), sheet.to_lowercase()));
        }
    }

    /// Returns the lists of a sheet, given the cells that call each validation.
    pub(super) fn lists(&self, called: &BTreeMap<String, Vec<Range>>) -> Vec<List> {
        let list = |(name, ranges): (&String, &Vec<Range>)| {
            let (condition, own) = self.conditions.get(name)?;
            Some(List { ranges: ranges.clone(), source: self.source(condition, own)? })
        };
        called.iter().filter_map(list).collect()
    }

    fn source(&self, condition: &str, own: &str) -> Option<Source> {
        let condition = condition.trim().trim_start_matches("of:");
        let inner = condition.strip_prefix("cell-content-is-in-list(")?.trim_end().strip_suffix(')')?;
        let stands_for = self.names.get(&inner.trim().to_lowercase()).map_or(inner, String::as_str);
        if let Some((sheet, range)) = range(stands_for) {
            let sheet = sheet.map_or_else(|| own.to_owned(), |sheet| sheet.to_lowercase());
            return Some(Source::Cells(sheet, range));
        }
        let items = formula::parse_list(inner, crate::grid::Address::new(0, 0))?;
        let text = |item: &Expr| match item {
            Expr::Term(Term::Text(text)) => Some(text.trim().to_owned()),
            Expr::Term(Term::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let items: Option<Vec<String>> = items.iter().map(text).collect();
        Some(Source::Written(items?.into_iter().filter(|item| !item.is_empty()).collect()))
    }
}

/// Adds cells to those of a name; a row that goes on below the one before makes its range longer.
pub(super) fn add(ranges: &mut Vec<Range>, new: Range) {
    /// How many ranges may lie beside one another in a row to go on below.
    const BESIDE: usize = 32;
    let above = |range: &&mut Range| {
        range.start.column == new.start.column
            && range.end.column == new.end.column
            && range.end.row.checked_add(1) == Some(new.start.row)
    };
    match ranges.iter_mut().rev().take(BESIDE).find(above) {
        Some(range) => range.end.row = new.end.row,
        None => ranges.push(new),
    }
}
