//! Groups: the section, table title or group column that a record stands under, and the figures that close one.

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::{Address, Color, Sheet};
use crate::layout::Table;
use crate::normalize::{levels, money, text};
use crate::record::{Group, Money, Note};

/// The groups of a tracker, in order, and the one that is open.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub list: Vec<Group>,
    /// The table's own group, by place in the list.
    table: Option<usize>,
    /// The sections in it that are open, the outermost first.
    sections: Vec<Section>,
    /// No record has come since the last section row.
    fresh: bool,
    /// The first group of each label, by place in the list.
    labelled: BTreeMap<String, usize>,
    ids: BTreeSet<String>,
    /// The number that the next group of a name gets.
    numbers: BTreeMap<String, usize>,
}

/// An open section.
#[derive(Debug)]
struct Section {
    /// Its place in the list.
    place: usize,
    /// How its row looks; `None` for a group that a column names.
    kind: Option<Kind>,
}

/// What rows of sections of one level have in common: their form, and how they are numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kind {
    width: u32,
    bold: bool,
    fill: Option<Color>,
    numbering: String,
}

impl Kind {
    fn of(sheet: &Sheet, at: Address, label: &str) -> Self {
        let style = sheet.cell(at).map(|cell| &cell.style);
        Self {
            width: sheet.merge_at(at).map_or(1, |merge| merge.end.column - merge.start.column + 1),
            bold: style.is_some_and(|style| style.bold),
            fill: style.and_then(|style| style.fill),
            numbering: numbering(label),
        }
    }
}

/// The form of a label's number: `#` for "1. Housing", `#.#` for "1.1 Housing", `part` for "Part A: Housing"; empty without one.
fn numbering(label: &str) -> String {
    let Some(first) = label.split_whitespace().next() else { return String::new() };
    let number = first.trim_end_matches(['.', ')', ':']);
    if number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    {
        return number.split('.').map(|_| "#").collect::<Vec<_>>().join(".");
    }
    levels::level(label).unwrap_or_default()
}

/// Returns a label without the remark that it goes on with a section that a page cut: "Housing (continued)".
fn without_continued(label: &str) -> Option<&str> {
    let bare = label.trim_end_matches([')', ']', '.', ' ', '…']);
    let (before, last) = bare.rsplit_once([' ', '(', '['])?;
    let says = matches!(text::fold(last).as_str(), "continued" | "cont" | "contd" | "cont d" | "ctd");
    let before = before.trim_end_matches([' ', '(', '[', '-', '–', '—', ',', ':', '…']);
    (says && !before.is_empty()).then_some(before)
}

impl Groups {
    /// Begins a table. It is a group of its own where its sheet has several tables, or figures that close it; its title names the
    /// group unless it is that of the sheet.
    pub(super) fn begin_table(&mut self, sheet: &Sheet, table: &Table, is_group: bool, is_sheets: bool) {
        self.table = None;
        self.sections.clear();
        self.fresh = false;
        if is_group {
            let at = table.title.as_ref().map_or(table.range.start, |(at, _)| *at);
            let title = table.title.as_ref().filter(|_| !is_sheets);
            let label = title.map(|(_, title)| text::single_line(title));
            self.table = Some(self.open(label, sheet.place_of(&[at])));
        }
    }

    /// Begins a section. Right below another one, before any record, it is a part of that if its row looks otherwise; such an
    /// outer section lasts until a row that looks like its own.
    pub(super) fn begin_section(&mut self, sheet: &Sheet, at: Address, label: &str) {
        let label = text::single_line(label);
        if let Some(before) = without_continued(&label)
            && let Some(level) = self.sections.iter().rposition(|s| self.label(s.place) == Some(before))
        {
            self.sections.truncate(level + 1);
            return;
        }
        let kind = Kind::of(sheet, at, &label);
        if let Some(level) = self.sections.iter().position(|s| s.kind.as_ref() == Some(&kind)) {
            self.sections.truncate(level);
        } else if !self.fresh {
            self.sections.pop();
        }
        let place = self.open(Some(label), sheet.place_of(&[at]));
        self.sections.push(Section { place, kind: Some(kind) });
        self.fresh = true;
    }

    /// Takes note that a record stands in what is open.
    pub(super) fn add_record(&mut self) {
        self.fresh = false;
    }

    fn label(&self, place: usize) -> Option<&str> {
        self.list.get(place)?.label.as_deref()
    }

    /// Enters the group that a group column names; the same name again is the same group.
    pub(super) fn enter(&mut self, sheet: &Sheet, at: Address, label: &str) {
        let label = text::single_line(label);
        let known = self.labelled.get(&label).copied();
        let place = known.unwrap_or_else(|| self.open(Some(label), sheet.place_of(&[at])));
        self.sections = vec![Section { place, kind: None }];
    }

    /// Leaves the group that a column named.
    pub(super) fn leave(&mut self) {
        self.sections.retain(|section| section.kind.is_some());
    }

    /// Adds a group that is a whole sheet, and returns its label.
    pub(super) fn add_sheet(&mut self, sheet: &Sheet, first: Address) -> String {
        let label = text::single_line(&sheet.name);
        self.open(Some(label.clone()), sheet.place_of(&[first]));
        label
    }

    /// Adds notes to the group that is open.
    pub(super) fn note(&mut self, notes: Vec<Note>) {
        if let Some(group) = self.open_group() {
            group.notes.extend(notes);
        }
    }

    /// Returns the innermost group that is open.
    pub(super) fn open_group(&mut self) -> Option<&mut Group> {
        let place = self.sections.last().map(|section| section.place).or(self.table);
        place.and_then(|place| self.list.get_mut(place))
    }

    fn open(&mut self, label: Option<String>, source: String) -> usize {
        let base = label.clone().unwrap_or_else(|| format!("#{}", self.list.len() + 1));
        let mut id = base.clone();
        let number = self.numbers.entry(base.clone()).or_insert(2);
        while self.ids.contains(&id) {
            id = format!("{base} ({number})");
            *number += 1;
        }
        self.ids.insert(id.clone());
        if let Some(label) = &label {
            self.labelled.entry(label.clone()).or_insert(self.list.len());
        }
        self.list.push(Group { id, label, money: Vec::new(), notes: Vec::new(), source });
        self.list.len() - 1
    }

    /// Returns the labels a record stands under, the outermost first.
    pub(super) fn path(&self) -> Vec<String> {
        let places = self.table.into_iter().chain(self.sections.iter().map(|section| section.place));
        places.filter_map(|place| self.list.get(place)?.label.clone()).collect()
    }

    /// Takes a row of closing figures: amounts with their labels, everything else as a note.
    pub(super) fn close(&mut self, sheet: &Sheet, cells: &[(Address, String)]) {
        let Some(group) = self.open_group() else { return };
        let mut label: Option<String> = None;
        let mut amounts: Vec<Money> = Vec::new();
        // Cells without an amount of their own or beside them are remarks.
        let mut remarks: Vec<&(Address, String)> = Vec::new();
        for place in cells {
            let cell = &place.1;
            let mut read = money::read_money(cell, None);
            // The words before the first amount say what it is; a cell of amounts alone goes with the label before it.
            let before =
                read.first().and_then(|m| cell.split_once(m.as_written.as_str())).map(|(before, _)| before);
            match closing_label(before.unwrap_or(cell)) {
                Some(own) => {
                    if read.is_empty() {
                        remarks.push(place);
                    }
                    label = Some(own);
                }
                None => {
                    read = money::read_money(cell, label.as_deref());
                    // The label before is that of the amounts.
                    if !read.is_empty() && remarks.last().is_some_and(|(_, r)| closing_label(r) == label) {
                        remarks.pop();
                    }
                }
            }
            amounts.extend(read.into_iter().map(|m| Money { label: label.clone(), ..m }));
        }
        let noted: Vec<&(Address, String)> =
            if amounts.is_empty() { cells.iter().collect() } else { remarks };
        if let Some((first, _)) = noted.first() {
            let text = noted.iter().map(|(_, cell)| cell.as_str()).collect::<Vec<_>>().join(": ");
            let at = sheet.place_of(&[*first]);
            group.notes.push(Note { text, author: None, cell: at });
        }
        group.money.extend(amounts);
    }
}

/// The label in a closing cell: "Savings of the review N/A" is "Savings of the review".
fn closing_label(words: &str) -> Option<String> {
    let label = words.trim_end();
    let label = ["N/A", "n/a", "NIL", "Nil", "TBC", "tbc", "None"]
        .iter()
        .find_map(|t| label.strip_suffix(t))
        .unwrap_or(label);
    let label = label.trim_end_matches([' ', ':', '-', '–']);
    (!label.is_empty()).then(|| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Style, Value};

    #[test]
    fn groups_of_one_name_get_different_ids_and_a_column_enters_the_first() {
        let sheet = Sheet::default();
        let mut groups = Groups::default();
        for label in ["Housing", "Roads", "Housing", "Housing (2)", "Housing"] {
            groups.begin_section(&sheet, Address::default(), label);
        }
        groups.enter(&sheet, Address::default(), "Roads");
        groups.enter(&sheet, Address::default(), "Parks");
        let ids: Vec<&str> = groups.list.iter().map(|g| g.id.as_str()).collect();
        assert_eq!(ids, ["Housing", "Roads", "Housing (2)", "Housing (2) (2)", "Housing (3)", "Parks"]);
        assert_eq!(groups.path(), ["Parks"]);
    }

    /// The paths after each row of a sheet: `#` a record; `*` before a label is a fill.
    fn paths(rows: &[&str]) -> Vec<String> {
        let labels = rows.iter().zip(0..).filter(|(row, _)| **row != "#").map(|(row, at)| {
            let fill = row.starts_with('*').then_some(Color { red: 9, green: 9, blue: 9 });
            let label = row.trim_start_matches('*').to_owned();
            (Address::new(at, 0), Value::Text(label), Style { fill, ..Style::default() })
        });
        let sheet = Sheet::new("Plan", false, labels.collect::<Vec<_>>(), []);
        let mut groups = Groups::default();
        let mut paths = Vec::new();
        for (row, at) in rows.iter().zip(0..) {
            if *row == "#" {
                groups.add_record();
                paths.push(groups.path().join(" > "));
            } else {
                groups.begin_section(&sheet, Address::new(at, 0), row.trim_start_matches('*'));
            }
        }
        paths
    }

    #[test]
    fn a_section_right_below_another_is_a_part_of_it() {
        let cases: [(&[&str], &[&str]); 6] = [
            (
                &["*Pier", "Lamps", "#", "Deck", "#", "*Quay", "Lamps", "#"],
                &["Pier > Lamps", "Pier > Deck", "Quay > Lamps"],
            ),
            (
                &["Part A: Pier", "1.1 Lamps", "#", "1.2 Deck", "#", "Part B: Quay", "#"],
                &["Part A: Pier > 1.1 Lamps", "Part A: Pier > 1.2 Deck", "Part B: Quay"],
            ),
            (
                &["1. Pier", "1.1 Lamps", "#", "2. Quay", "2.1 Deck", "#"],
                &["1. Pier > 1.1 Lamps", "2. Quay > 2.1 Deck"],
            ),
            // An empty section before one that looks like it.
            (&["Pier", "Quay", "#"], &["Quay"]),
            // Another look after records proves no level.
            (&["*Pier", "#", "Quay", "#", "*Basin", "#"], &["Pier", "Quay", "Basin"]),
            (
                &[
                    "Pier",
                    "#",
                    "Pier (continued)",
                    "#",
                    "Quay",
                    "#",
                    "Quay - cont'd",
                    "#",
                    "Deck continued",
                    "#",
                ],
                &["Pier", "Pier", "Quay", "Quay", "Deck continued"],
            ),
        ];
        for (rows, expected) in cases {
            assert_eq!(paths(rows), expected, "{rows:?}");
        }
    }
}
