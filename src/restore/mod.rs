//! A clean workbook back to the tracker that it was written from, with what a person changed in it since.
//!
//! Steps, each in its file: `kept` reads the source map to the tracker as it was; that is drawn once more as `write` did, and
//! `sheet` (with `columns` and `same`) holds it against the cells as they are now. A cell that differs is a person's: `edit`
//! (with `list` for cells of several items, `times` for dates) follows it, and a finding says so. What nobody touched stays
//! to the letter.

mod columns;
mod edit;
mod kept;
#[cfg(test)]
mod laws;
mod list;
mod same;
mod sheet;
mod times;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::assemble::FreeIds;
use crate::check::{self, Rules};
use crate::columns::Mapping;
use crate::grid::{Sheet, Workbook, place};
use crate::layout::Outline;
use crate::normalize::legend::Legend;
use crate::record::{AsOfBasis, Code, Finding, Group, Record, Role, TRACKER_SCHEMA, Tracker, TrackerSource};
use crate::write::records::{RECORDS, records};
use crate::write::source_map::SOURCE_MAP;
use crate::write::{CLEAN_PROPERTY, SHEETS};

use edit::{Editor, shortened};
use sheet::{Now, RowIs};

/// A table of so many cells for each one that the sheets have was not written here, and is not worth the memory.
const MOST_CELLS_A_CELL: usize = 50;

/// A tracker that was read back, and what its sheet of records is.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored {
    /// The tracker with a person's changes.
    pub tracker: Tracker,
    /// The roles of the sheet's rows, and its table.
    pub outline: Outline,
    /// The columns that any tracker could have, with their fields.
    pub mapping: Mapping,
}

/// Returns the sheet of records of a workbook that was written here; `None` for any other workbook.
pub fn sheet_of_records(workbook: &Workbook) -> Option<&Sheet> {
    let is_ours = workbook.properties.custom.get(CLEAN_PROPERTY).is_some_and(|value| value == TRACKER_SCHEMA);
    if !is_ours {
        return None;
    }
    // Somebody may have given it another name; the others are told by theirs.
    let renamed = || {
        workbook.sheets.iter().find(|s| !SHEETS.contains(&s.name.as_str()) && columns::header(s).is_some())
    };
    sheet_named(workbook, RECORDS).or_else(renamed)
}

/// Returns the tracker of a clean workbook; `None` where its sheets are not there or no longer what they were.
///
/// `as_of` is the caller's word for its day; the checks are made anew, by the `rules`. What is the matter with reading the file
/// is for the caller to add.
pub fn restore(workbook: &Workbook, as_of: Option<Date>, rules: &Rules) -> Option<Restored> {
    let sheet = sheet_of_records(workbook)?;
    let map = sheet_named(workbook, SOURCE_MAP)?;
    let header = columns::header(sheet)?;
    let kept = kept::tracker(map)?;
    let extras: BTreeSet<&String> = kept.records.iter().flat_map(|r| r.extra.keys()).collect();
    if extras.len() * kept.records.len() > MOST_CELLS_A_CELL * (cells(sheet) + cells(map)) {
        return None;
    }
    let drawn = records(&kept);
    let written = columns::written(&drawn);
    let present = columns::present(header, &drawn, &written);
    let now = Now::new(sheet, header, &kept, &drawn.table, &written, &present);
    let mut tracker = Tracker {
        source: TrackerSource {
            file: workbook.file.clone(),
            format: workbook.format.to_string(),
            sheets: vec![RECORDS.to_owned()],
            made_from: Some(kept.source.original()),
        },
        records: Vec::new(),
        ..kept.clone()
    };
    if let Some(day) = as_of {
        (tracker.as_of, tracker.as_of_basis) = (Some(day), Some(AsOfBasis::Option));
    }
    follow(&now, &kept, &mut tracker, rules);
    Some(Restored { tracker, outline: now.outline(), mapping: columns::mapping(&present) })
}

fn sheet_named<'a>(workbook: &'a Workbook, name: &str) -> Option<&'a Sheet> {
    workbook.sheets.iter().find(|sheet| sheet.name == name)
}

fn cells(sheet: &Sheet) -> usize {
    sheet.rows().iter().map(|row| row.cells.len()).sum()
}

/// Gives a tracker the records of the sheet, in its order, and says what a person changed.
fn follow(now: &Now<'_>, kept: &Tracker, tracker: &mut Tracker, rules: &Rules) {
    let names: BTreeSet<&String> =
        kept.records.iter().flat_map(|r| &r.owners).filter_map(|owner| owner.name.as_ref()).collect();
    let mut editor = Editor {
        names: names.into_iter().cloned().collect(),
        as_of: tracker.as_of,
        legend: Legend { agreed: rules.words.clone(), ..Legend::default() },
        findings: now.changed_columns(),
    };
    let mut ids = FreeIds::of(kept);
    let mut labels: BTreeSet<String> = kept.groups.iter().filter_map(|group| group.label.clone()).collect();
    // Where in the first file stood what is no longer there.
    let mut left: BTreeSet<String> = BTreeSet::new();
    for (row, is) in now.rows() {
        let mut record = Record::default();
        let edits = match is {
            RowIs::Kept(number) => {
                let Some(before) = kept.records.get(*number) else { continue };
                record.clone_from(before);
                let edits = now.edits(row, *number, &mut editor.findings);
                editor.apply(&mut record, &edits);
                left.extend(places_left(before, &record));
                edits
            }
            RowIs::Added => {
                let edits = now.all_of(row);
                editor.apply(&mut record, &edits);
                let id = now.id(row);
                record.id = if ids.take(&id) { id } else { ids.join(&record, tracker.records.len()) };
                record.source = now.source(row, &edits);
                tracker.ledger.add(Role::Record, now.cells(row).count());
                let message = format!("record {} was added to the clean workbook", record.id);
                let at = place(RECORDS, &record.source.cells);
                editor.findings.push(Finding::new(Code::RecordAdded, message, Some(at)));
                edits
            }
            RowIs::Outside => continue,
        };
        let named = edits.iter().find(|edit| edit.shows == columns::Shows::Group);
        if let (Some(edit), Some(label)) = (named, &record.group)
            && labels.insert(label.clone())
        {
            tracker.groups.push(new_group(&tracker.groups, label, edit.place()));
        }
        tracker.records.push(record);
    }
    for gone in now.gone().filter_map(|number| kept.records.get(number)) {
        let message =
            format!("record {} was taken out of the clean workbook: `{}`", gone.id, shortened(gone.title()));
        editor.findings.push(Finding::new(Code::RecordRemoved, message, None));
        left.extend(places_left(gone, &Record::default()));
    }
    for (role, cells) in now.added_cells() {
        tracker.ledger.add(role, cells);
    }
    let mut scribbles = now.scribbles();
    tracker.ledger.add(Role::Unclaimed, scribbles.len());
    editor.findings.append(&mut scribbles);
    for record in &tracker.records {
        if left.is_empty() {
            break;
        }
        for cells in record.source.fields.values() {
            for place in places(record.source.sheet.as_deref(), cells) {
                left.remove(&place);
            }
        }
    }
    tracker.findings = findings(kept, &left, editor.findings, rules);
    check::check(tracker, rules);
}

/// A group that a person named is one from then on.
fn new_group(groups: &[Group], label: &str, source: String) -> Group {
    let is_free = |id: &String| !groups.iter().any(|group| group.id == *id);
    let numbered = (2_usize..).map(|number| format!("{label} ({number})"));
    let id = std::iter::once(label.to_owned()).chain(numbered).find(is_free).unwrap_or_default();
    Group { id, label: Some(label.to_owned()), money: Vec::new(), notes: Vec::new(), source }
}

/// Where the fields stood that lost their place.
fn places_left<'a>(before: &'a Record, after: &'a Record) -> impl Iterator<Item = String> + 'a {
    let lost = before.source.fields.iter().filter(|(field, _)| !after.source.fields.contains_key(*field));
    lost.flat_map(|(_, cells)| places(before.source.sheet.as_deref(), cells))
}

/// Cells as findings name them: all of them, each part, and the first of a part.
fn places(sheet: Option<&str>, cells: &str) -> Vec<String> {
    let sheet = sheet.unwrap_or_default();
    let parts = cells.split(',').flat_map(|part| [Some(part), part.split_once(':').map(|(first, _)| first)]);
    std::iter::once(cells).chain(parts.flatten()).map(|cells| place(sheet, cells)).collect()
}

/// The kept findings but those about cells that are no longer any field's, and those that the checks make anew; then those
/// about what a person changed, which take the place of what was said of earlier changes.
fn findings(kept: &Tracker, left: &BTreeSet<String>, changes: Vec<Finding>, rules: &Rules) -> Vec<Finding> {
    let mut checked = Tracker { findings: Vec::new(), ..kept.clone() };
    check::check(&mut checked, rules);
    let key = |finding: &Finding| (finding.code, finding.message.clone(), finding.source.clone());
    let mut anew: BTreeMap<(Code, String, Option<String>), usize> = BTreeMap::new();
    for finding in &checked.findings {
        *anew.entry(key(finding)).or_default() += 1;
    }
    let of_changes = |code: Code| matches!(code, Code::ValueEdited | Code::RecordAdded | Code::RecordRemoved);
    let mut findings: Vec<Finding> = kept.findings.clone();
    // The checks came last.
    findings.reverse();
    findings.retain(|finding| match anew.get_mut(&key(finding)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => {
            let is_past = of_changes(finding.code) && !changes.is_empty();
            !is_past && !finding.source.as_ref().is_some_and(|source| left.contains(source))
        }
    });
    findings.reverse();
    findings.extend(changes);
    findings
}
