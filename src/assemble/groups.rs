//! Groups: the section, table title or group column that a record stands under, and the figures that close one.

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::{Address, Sheet, place};
use crate::layout::Table;
use crate::normalize::{money, text};
use crate::record::{Group, Money, Note};

/// The groups of a tracker, in order, and the one that is open.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub list: Vec<Group>,
    /// The table's own group, by place in the list.
    table: Option<usize>,
    /// The section in it.
    section: Option<usize>,
    /// The first group of each label, by place in the list.
    labelled: BTreeMap<String, usize>,
    ids: BTreeSet<String>,
    /// The number that the next group of a name gets.
    numbers: BTreeMap<String, usize>,
}

impl Groups {
    /// Begins a table. It is a group of its own where its sheet has several tables, or figures that close it.
    pub(super) fn begin_table(&mut self, sheet: &Sheet, table: &Table, is_group: bool) {
        (self.table, self.section) = (None, None);
        if is_group {
            let at = table.title.as_ref().map_or(table.range.start, |(at, _)| *at);
            let label = table.title.as_ref().map(|(_, title)| text::single_line(title));
            self.table = Some(self.open(label, place(&sheet.name, &at.to_string())));
        }
    }

    /// Begins a section.
    pub(super) fn begin_section(&mut self, sheet: &Sheet, at: Address, label: &str) {
        let label = text::single_line(label);
        self.section = Some(self.open(Some(label), place(&sheet.name, &at.to_string())));
    }

    /// Enters the group that a group column names; the same name again is the same group.
    pub(super) fn enter(&mut self, sheet: &Sheet, at: Address, label: &str) {
        let label = text::single_line(label);
        let known = self.labelled.get(&label).copied();
        self.section =
            Some(known.unwrap_or_else(|| self.open(Some(label), place(&sheet.name, &at.to_string()))));
    }

    /// Adds a group that is a whole sheet, and returns its label.
    pub(super) fn add_sheet(&mut self, sheet: &Sheet, first: Address) -> String {
        let label = text::single_line(&sheet.name);
        self.open(Some(label.clone()), place(&sheet.name, &first.to_string()));
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
        self.section.or(self.table).and_then(|place| self.list.get_mut(place))
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
        [self.table, self.section]
            .iter()
            .flatten()
            .filter_map(|place| self.list.get(*place)?.label.clone())
            .collect()
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
            let at = place(&sheet.name, &first.to_string());
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
}
