//! Sheets as groups: where several sheets are read, the one that a record stands on can be what tells it from the others.
//!
//! A sheet whose records stand in no group is one itself, by its name. A name that every sheet could have says nothing, and one
//! that says how far its items are, or when they were, does so only where the refs begin anew: an item moves between such sheets.

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::Address;
use crate::layout::Table;
use crate::normalize::dates::{self, DateOptions};
use crate::normalize::{status, text};
use crate::record::{Record, Role};

use super::SheetReading;
use super::groups::Groups;

/// Words that a program or a habit names any sheet by.
const GENERIC: [&str; 12] = [
    "action", "actions", "copy", "data", "export", "list", "log", "page", "plan", "sheet", "table", "tracker",
];

/// Gives the records of each sheet that says something by its name, and that has no groups of its own, the sheet as their group.
pub(super) fn name_groups(readings: &[SheetReading<'_>], records: &mut [Record], groups: &mut Groups) {
    let mut grouped: BTreeMap<&str, bool> = BTreeMap::new();
    let mut sheets_of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for record in records.iter() {
        let Some(sheet) = record.source.sheet.as_deref() else { return };
        *grouped.entry(sheet).or_default() |= !record.group_path.is_empty();
        if let Some(reference) = record.reference.as_deref() {
            sheets_of.entry(reference).or_default().insert(sheet);
        }
    }
    if grouped.len() < 2 {
        return;
    }
    let repeated = sheets_of.values().any(|sheets| sheets.len() > 1);
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    for reading in readings {
        let name = reading.sheet.name.as_str();
        // A form on a sheet of its own is a record, and no group of one.
        let is_form = reading.outline.tables.iter().any(|table| table.apart && records_of(table) < 2);
        if grouped.get(name) == Some(&false) && says(name, repeated) && (repeated || !is_form) {
            let first = reading.outline.tables.first().map_or(Address::default(), |table| table.range.start);
            labels.insert(name.to_owned(), groups.add_sheet(reading.sheet, first));
        }
    }
    for record in records {
        if let Some(label) = record.source.sheet.as_ref().and_then(|sheet| labels.get(sheet)) {
            record.group = Some(label.clone());
            record.group_path = vec![label.clone()];
        }
    }
}

fn records_of(table: &Table) -> usize {
    table.rows.iter().filter(|row| row.role == Role::Record).count()
}

/// Tells whether a sheet's name says what its items have in common.
fn says(name: &str, repeated: bool) -> bool {
    let folded = text::fold(name);
    let word = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let named = folded.split_whitespace().map(word).any(|w| !w.is_empty() && !GENERIC.contains(&w.as_str()));
    let passing = || {
        folded.split_whitespace().any(status::is_status_like)
            || status::is_status_like(name)
            || !dates::read_dates(name, &DateOptions::default()).dates.is_empty()
    };
    named && (repeated || !passing())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::{AssembleOptions, assemble};
    use crate::columns::{self, Mapping};
    use crate::grid::{Format, Properties, Sheet, Style, Value, Workbook};
    use crate::layout::{LayoutOptions, Outline, outline};
    use crate::record::Tracker;

    const HARBOUR: &str =
        "Ref|Action|Owner\n1|Light the pier at night|J. Roe\n2|Dredge the basin in spring|A. Poe";
    const ROADS: &str =
        "Ref|Action|Owner\n1|Mend the bridge by the mill|B. Moe\n2|Sweep the market square|C. Loe";

    /// Sheets by name with their tables, and the ids of their records.
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

    fn tracker(sheets: &[(&str, &str)]) -> Tracker {
        let sheets: Vec<Sheet> = sheets
            .iter()
            .map(|(name, table)| {
                let lines = table.lines().zip(0..);
                let cells = lines.flat_map(|(line, row)| {
                    line.split('|').zip(0..).filter(|(text, _)| !text.is_empty()).map(
                        move |(text, column)| {
                            (Address::new(row, column), Value::Text(text.to_owned()), Style::default())
                        },
                    )
                });
                Sheet::new(*name, false, cells.collect::<Vec<_>>(), [])
            })
            .collect();
        let read: Vec<(Outline, Vec<Option<Mapping>>)> = sheets
            .iter()
            .map(|sheet| {
                let outline = outline(sheet, &LayoutOptions::default());
                let mappings =
                    outline.tables.iter().map(|table| Some(columns::map(sheet, table, &[]))).collect();
                (outline, mappings)
            })
            .collect();
        let readings: Vec<SheetReading<'_>> = sheets
            .iter()
            .zip(&read)
            .map(|(sheet, (outline, mappings))| SheetReading { sheet, outline, mappings })
            .collect();
        let workbook = Workbook {
            file: "plan.xlsx".to_owned(),
            format: Format::Xlsx,
            sheets: Vec::new(),
            properties: Properties::default(),
        };
        assemble(&workbook, &readings, &AssembleOptions::default())
    }

    #[test]
    fn a_sheet_that_says_something_is_a_group() {
        let other = &ROADS.replace("\n1|", "\n3|").replace("\n2|", "\n4|");
        let cases: [Case<'_>; 7] = [
            (
                &[("Harbour", HARBOUR), ("Roads", ROADS)],
                &["Harbour::1", "Harbour::2", "Roads::1", "Roads::2"],
            ),
            (&[("Harbour", HARBOUR), ("Sheet2", ROADS)], &["Harbour::1", "Harbour::2", "1", "2"]),
            (&[("Sheet1", HARBOUR), ("Sheet2", ROADS)], &["1~1", "2~1", "1~2", "2~2"]),
            (&[("Harbour", HARBOUR)], &["1", "2"]),
            (&[("Open", HARBOUR), ("Closed", ROADS)], &["Open::1", "Open::2", "Closed::1", "Closed::2"]),
            (&[("Open", HARBOUR), ("Closed", other)], &["1", "2", "3", "4"]),
            (&[("Harbour", HARBOUR), ("Roads", other)], &["1", "2", "3", "4"]),
        ];
        for (sheets, expected) in cases {
            let tracker = tracker(sheets);
            let ids: Vec<&str> = tracker.records.iter().map(|r| r.id.as_str()).collect();
            assert_eq!(ids, expected);
            let grouped = tracker.records.iter().filter(|r| r.group.is_some()).count();
            let labels: Vec<&str> = tracker.groups.iter().filter_map(|g| g.label.as_deref()).collect();
            assert_eq!(grouped, labels.len() * 2, "{labels:?}");
        }
        let labels: Vec<Option<String>> =
            tracker(cases[6].0).records.into_iter().map(|record| record.group).collect();
        assert_eq!(labels[0].as_deref(), Some("Harbour"));
        assert_eq!(labels[3].as_deref(), Some("Roads"));
    }

    #[test]
    fn a_sheet_with_sections_keeps_them() {
        let sections =
            "Ref|Action|Owner\nQuay||\n1|Light the pier at night|J. Roe\nBasin||\n2|Dredge the basin|A. Poe";
        let tracker = tracker(&[("Harbour", sections), ("Roads", ROADS)]);
        let groups: Vec<Option<&str>> = tracker.records.iter().map(|r| r.group.as_deref()).collect();
        assert_eq!(groups, [Some("Quay"), Some("Basin"), Some("Roads"), Some("Roads")]);
    }
}
