//! Every cell is accounted for: counted once, under one role, and in the records that its row belongs to.

use std::collections::BTreeSet;

use trackrecord::grid::{Address, Sheet};
use trackrecord::import::{Import, ImportedSheet};
use trackrecord::read::Reading;
use trackrecord::record::{Code, RagBasis, Role, Tracker};

use super::place::{cells_of, place_of};
use super::{ensure, import_of};

/// The ledger counts each cell with a value, and each blank one with a note or a fill that became a value, under one role.
pub(super) fn counts(reading: &Reading) -> Result<(), String> {
    let import = import_of(reading);
    let (tracker, ledger) = (&import.tracker, &import.tracker.ledger);
    let filled: usize = sheets_read(reading, &import).map(|(sheet, _)| filled(sheet).count()).sum();
    let mut blank = blank_colors(reading, tracker);
    for (sheet, _) in sheets_read(reading, &import) {
        let noted = sheet.form().notes.keys().filter(|at| sheet.text(**at).trim().is_empty());
        blank.extend(noted.map(|at| (sheet.name.clone(), *at)));
    }
    ensure(ledger.cells == filled + blank.len(), || {
        format!("{} cells counted, {filled} are there, and blank ones at {blank:?}", ledger.cells)
    })?;
    let sum: usize = ledger.roles.values().sum();
    ensure(sum == ledger.cells, || format!("{sum} cells have a role, {} are counted", ledger.cells))?;
    let unclaimed = ledger.roles.get(&Role::Unclaimed).copied().unwrap_or(0);
    let found: Vec<&str> = unclaimed_findings(tracker).collect();
    let places: BTreeSet<&&str> = found.iter().collect();
    ensure(ledger.unclaimed == unclaimed && unclaimed == found.len() && found.len() == places.len(), || {
        format!("{} unclaimed in the ledger, {unclaimed} by role, found at {found:?}", ledger.unclaimed)
    })?;
    for place in found {
        let (sheet, cells) = place_of(reading, place)?;
        ensure(cells.len() == 1, || format!("`{place}` is not one cell"))?;
        ensure(cells.iter().all(|at| sheet.cell(*at).is_some_and(|c| !c.value.is_blank())), || {
            format!("`{place}` is blank")
        })?;
    }
    Ok(())
}

/// Each note is on a record or a group, or is a finding with its text.
pub(super) fn notes_are_placed(reading: &Reading) -> Result<(), String> {
    let import = import_of(reading);
    let tracker = &import.tracker;
    for (sheet, _) in sheets_read(reading, &import) {
        for (at, note) in &sheet.form().notes {
            let here = trackrecord::grid::place(&sheet.name, &at.to_string());
            let of_records = tracker.records.iter().any(|record| {
                record.source.sheet.as_deref().unwrap_or_default() == sheet.name
                    && record.notes.iter().any(|n| n.cell == at.to_string() && n.text == note.text)
            });
            let mut of_groups = tracker.groups.iter().flat_map(|group| &group.notes);
            let of_groups = of_groups.any(|n| n.cell == here && n.text == note.text);
            let mut found = tracker.findings.iter().filter(|f| f.code == Code::NoteUnplaced);
            let told = found.any(|f| f.source.as_deref() == Some(&here) && f.message.contains(&note.text));
            ensure([of_records, of_groups, told].iter().filter(|placed| **placed).count() == 1, || {
                format!("{here} `{}`: on records {of_records}, on groups {of_groups}, told {told}", note.text)
            })?;
        }
    }
    Ok(())
}

/// Each cell of a record's rows is in that record, and in others only by a merge or as "same as above".
pub(super) fn records_hold_their_rows(reading: &Reading) -> Result<(), String> {
    let import = import_of(reading);
    let tracker = &import.tracker;
    let unclaimed: BTreeSet<&str> = unclaimed_findings(tracker).collect();
    for (sheet, understood) in sheets_read(reading, &import) {
        let tables = understood.outline.tables.iter().zip(&understood.mappings);
        for (table, _) in tables.filter(|(_, mapping)| mapping.is_some()) {
            let rows = table.rows.iter().filter(|r| matches!(r.role, Role::Record | Role::Continuation));
            let cells = rows
                .flat_map(|r| sheet.row(r.row))
                .flat_map(|row| row.filled().map(|c| Address::new(row.index, c.column)));
            for at in cells.filter(|at| table.range.contains(*at)) {
                let here = trackrecord::grid::place(&sheet.name, &at.to_string());
                if unclaimed.contains(here.as_str()) {
                    continue;
                }
                // Records of one row that lists several actions have the same cells.
                let holders: BTreeSet<&str> = tracker
                    .records
                    .iter()
                    .filter(|r| r.source.sheet.as_deref().unwrap_or_default() == sheet.name)
                    .filter(|r| cells_of(&r.source.cells).is_ok_and(|cells| cells.contains(&at)))
                    .map(|r| r.source.cells.as_str())
                    .collect();
                let shared = sheet.merge_at(at).is_some_and(|m| m.height() > 1)
                    || filled_down_below(tracker, sheet, at);
                ensure(holders.len() == 1 || (holders.len() > 1 && shared), || {
                    format!("{here} `{}` is in {} records: {holders:?}", sheet.text(at), holders.len())
                })?;
            }
        }
    }
    Ok(())
}

/// The sheets that were read, with what was understood of them.
pub(super) fn sheets_read<'a>(
    reading: &'a Reading,
    import: &'a Import,
) -> impl Iterator<Item = (&'a Sheet, &'a ImportedSheet)> {
    let read = import.sheets.iter().filter(|sheet| sheet.skipped.is_none());
    read.map(|understood| {
        let sheet = reading.workbook.sheets.iter().find(|sheet| sheet.name == understood.name);
        (sheet.expect("a sheet of the workbook"), understood)
    })
}

fn filled(sheet: &Sheet) -> impl Iterator<Item = Address> {
    sheet.rows().iter().flat_map(|row| row.filled().map(|cell| Address::new(row.index, cell.column)))
}

fn unclaimed_findings(tracker: &Tracker) -> impl Iterator<Item = &str> {
    let found = tracker.findings.iter().filter(|f| f.code == Code::UnclaimedCell);
    found.map(|f| f.source.as_deref().unwrap_or_default())
}

/// Cells with nothing to read whose fill is a record's colour.
fn blank_colors(reading: &Reading, tracker: &Tracker) -> BTreeSet<(String, Address)> {
    let mut colors = BTreeSet::new();
    for record in tracker.records.iter().filter(|r| r.rag_basis == Some(RagBasis::Fill)) {
        let name = record.source.sheet.clone().unwrap_or_default();
        let Some(sheet) = reading.workbook.sheets.iter().find(|s| s.name == name) else { continue };
        let cells = cells_of(record.source.fields.get("rag").map_or("", String::as_str)).unwrap_or_default();
        let blank = cells.into_iter().filter(|at| sheet.cell(*at).is_some_and(|c| c.value.is_blank()));
        colors.extend(blank.map(|at| (name.clone(), at)));
    }
    colors
}

/// Tells whether blank cells below were given a cell's value.
fn filled_down_below(tracker: &Tracker, sheet: &Sheet, at: Address) -> bool {
    let filled =
        tracker.findings.iter().filter(|f| f.code == Code::FilledDown).filter_map(|f| f.source.as_deref());
    filled.into_iter().any(|source| {
        let own = trackrecord::grid::place(&sheet.name, "");
        let cells = source.strip_prefix(&own).and_then(|cells| cells_of(cells).ok()).unwrap_or_default();
        cells.iter().any(|cell| cell.row > at.row)
    })
}
