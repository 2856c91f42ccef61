//! The styles of an OpenDocument spreadsheet: fill, strike, bold and what a date shows, with what each takes from its parent.

use std::collections::BTreeMap;

use crate::grid::{Color, Shown, Style};

use super::super::color::Fill;
use super::super::css;
use super::super::xml::Tag;

/// How many parents are followed; people's files have two or three, circles have no end.
const PARENTS: usize = 32;

/// What a style says itself; `None` where it says nothing.
#[derive(Debug, Clone, Default)]
struct Said {
    parent: Option<String>,
    numbers: Option<String>,
    fill: Option<Option<Color>>,
    strike: Option<bool>,
    bold: Option<bool>,
    hidden: bool,
    maps: Vec<Map>,
}

/// A condition of a style.
#[derive(Debug, Clone)]
pub(super) struct Map {
    /// The condition as it stands.
    pub condition: String,
    /// The style that cells get for which it holds.
    pub style: String,
    /// The cell that formulas are relative to.
    pub base: String,
}

/// What a cell's style means to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CellForm {
    /// How the cell looks.
    pub style: Style,
    /// How much of a date it shows.
    pub shown: Shown,
    /// The style has conditions.
    pub mapped: bool,
}

/// The styles by family and name, and the date formats by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    said: BTreeMap<(String, String), Said>,
    dates: BTreeMap<String, Shown>,
    /// The name of a cell style by the name that people see.
    displayed: BTreeMap<String, String>,
    /// The style, and the date format, that is being read.
    open: Option<(String, String)>,
    date: Option<(String, Option<Shown>)>,
    /// The format of texts that is being read; its parts may be date formats.
    text: Option<String>,
}

impl Styles {
    /// Takes the beginning of an element.
    pub(super) fn open(&mut self, name: &str, element: &Tag<'_>) {
        match name {
            "style" | "default-style" => {
                let family = element.owned("family").unwrap_or_default();
                // The default of a family is the style without a name.
                let style = element.owned("name").unwrap_or_default();
                let said = Said {
                    parent: element.owned("parent-style-name"),
                    numbers: element.owned("data-style-name"),
                    ..Said::default()
                };
                if let (Some(displayed), "table-cell") = (element.owned("display-name"), family.as_str()) {
                    self.displayed.insert(displayed, style.clone());
                }
                self.said.insert((family.clone(), style.clone()), said);
                self.open = Some((family, style));
            }
            "table-cell-properties" | "text-properties" | "table-properties" => {
                let Some(said) = self.open.as_ref().and_then(|key| self.said.get_mut(key)) else { return };
                said.properties(element);
            }
            // A format that depends on the value shows what the first of its parts shows.
            "map" if self.open.is_none() => {
                if let Some(text) = &self.text
                    && let Some(part) = element.owned("apply-style-name")
                    && let Some(&shown) = self.dates.get(&part)
                {
                    self.dates.entry(text.clone()).or_insert(shown);
                }
            }
            "map" => {
                let get = |name| element.owned(name).unwrap_or_default();
                let map = Map {
                    condition: get("condition"),
                    style: get("apply-style-name"),
                    base: get("base-cell-address"),
                };
                let said = self.open.as_ref().and_then(|key| self.said.get_mut(key));
                said.into_iter().for_each(|said| said.maps.push(map.clone()));
            }
            "text-style" => self.text = element.owned("name"),
            "date-style" => self.date = element.owned("name").map(|name| (name, None)),
            "day" | "month" | "year" | "hours" | "minutes" | "seconds" => {
                if let Some((_, shown)) = &mut self.date {
                    *shown = Some(finer(*shown, name));
                }
            }
            _ => {}
        }
    }

    /// Takes the end of an element.
    pub(super) fn close(&mut self, name: &str) {
        match name {
            "style" | "default-style" => self.open = None,
            "text-style" => self.text = None,
            "date-style" => {
                if let Some((name, shown)) = self.date.take() {
                    self.dates.insert(name, shown.unwrap_or_default());
                }
            }
            _ => {}
        }
    }

    /// Returns the form that a cell's style gives; that of the default where there is no such style.
    pub(super) fn cell(&self, name: &str) -> CellForm {
        let said = self.resolved("table-cell", name);
        let shown = said.numbers.and_then(|name| self.dates.get(&name)).copied().unwrap_or_default();
        let (strike, bold) = (said.strike.unwrap_or(false), said.bold.unwrap_or(false));
        let mapped = !self.maps(name).is_empty();
        CellForm {
            style: Style { fill: said.fill.flatten(), strike, bold, ..Style::default() },
            shown,
            mapped,
        }
    }

    /// Returns the conditions of a cell's style.
    pub(super) fn maps(&self, name: &str) -> &[Map] {
        let own =
            self.chain("table-cell", name).map(|said| said.maps.as_slice()).find(|maps| !maps.is_empty());
        own.unwrap_or_default()
    }

    /// Returns what a conditional format does to a fill, by either name of its style.
    pub(super) fn conditional(&self, name: &str) -> Fill {
        let name = self.displayed.get(name).map_or(name, String::as_str);
        match self.chain("table-cell", name).find_map(|said| said.fill) {
            None => Fill::Kept,
            Some(fill) => fill.map_or(Fill::Cleared, Fill::Of),
        }
    }

    /// Returns strike and bold of a part of a text, where its style says so.
    pub(super) fn span(&self, name: &str) -> (Option<bool>, Option<bool>) {
        let said = self.resolved("text", name);
        (said.strike, said.bold)
    }

    /// Tells whether a sheet's style hides it.
    pub(super) fn hides_table(&self, name: &str) -> bool {
        self.resolved("table", name).hidden
    }

    /// What a style says, then its parents, then the default of its family.
    fn chain<'s>(&'s self, family: &'s str, name: &str) -> impl Iterator<Item = &'s Said> {
        let get = move |name: &str| self.said.get(&(family.to_owned(), name.to_owned()));
        let parent = move |said: &&'s Said| said.parent.as_deref().and_then(get);
        std::iter::successors(get(name), parent).take(PARENTS).chain(get(""))
    }

    fn resolved(&self, family: &str, name: &str) -> Said {
        let mut found = Said::default();
        self.chain(family, name).for_each(|said| found.add(said));
        found
    }
}

impl Said {
    fn properties(&mut self, element: &Tag<'_>) {
        let get = |name: &str| element.get(name);
        if let Some(color) = get("background-color") {
            self.fill = Some(css::color(&color));
        }
        if let Some(line) = get("text-line-through-style").or_else(|| get("text-line-through-type")) {
            self.strike = Some(line != "none");
        }
        if let Some(weight) = get("font-weight") {
            self.bold = Some(weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600));
        }
        self.hidden |= get("display").is_some_and(|display| display == "false");
    }

    /// Adds what a parent says where nothing was said yet.
    fn add(&mut self, parent: &Self) {
        self.numbers = self.numbers.take().or_else(|| parent.numbers.clone());
        self.fill = self.fill.or(parent.fill);
        self.strike = self.strike.or(parent.strike);
        self.bold = self.bold.or(parent.bold);
        self.hidden |= parent.hidden;
    }
}

/// What a date format shows with one part more.
fn finer(shown: Option<Shown>, part: &str) -> Shown {
    match (shown, part) {
        (Some(Shown::Time), _) | (_, "hours" | "minutes" | "seconds") => Shown::Time,
        (Some(Shown::Day), _) | (_, "day") => Shown::Day,
        (Some(Shown::Month), _) | (_, "month") => Shown::Month,
        _ => Shown::Year,
    }
}
