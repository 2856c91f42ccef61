//! Sheets whose records do not stand in rows: which of them are read so, and what is said of it.
//!
//! A sheet is turned only where that makes a tracker of it. Forms beside a table repeat its items or show what a form looks
//! like, so that they are read only where no sheet has a table that tracks; a form alone must name what its item is, or the
//! key block of a cover would be one.

use super::understand::understand_as;
use super::{ImportedSheet, Skipped, choice};
use crate::columns::Mapping;
use crate::grid::{Address, Sheet, column_letters};
use crate::layout::{self, LayoutOptions, Shape, Turned};
use crate::record::{Code, Finding, Role};

/// Turns the sheets whose records do not stand in rows.
pub(super) fn turn(chosen: &[&Sheet], sheets: &mut [ImportedSheet], options: &LayoutOptions) {
    let mut forms: Vec<(usize, ImportedSheet)> = Vec::new();
    let only_sheet = chosen.len() == 1;
    for (place, (sheet, understood)) in chosen.iter().zip(sheets.iter_mut()).enumerate() {
        let Some(turned) = layout::turned(sheet, &options.pins) else { continue };
        let as_turned = understand_as(&turned.sheet, turned.outline(&options.pins), options, only_sheet);
        if !as_turned.is_tracker() {
            continue;
        }
        // A table whose items are many is not one form.
        let items = |sheet: &ImportedSheet| {
            let tables = sheet.outline.tables.iter().zip(&sheet.mappings);
            let named = tables.filter(|(_, mapping)| mapping.as_ref().is_some_and(Mapping::has_subject));
            named.flat_map(|(table, _)| &table.rows).filter(|row| row.role == Role::Record).count()
        };
        let shape = turned.shape;
        if shape == Shape::Forms && items(understood) > turned.records {
            continue;
        }
        let as_turned = ImportedSheet { turned: Some(turned), ..as_turned };
        match shape {
            Shape::Columns => *understood = as_turned,
            Shape::Forms => forms.push((place, as_turned)),
        }
    }
    let is_table = |(place, sheet): (usize, &ImportedSheet)| {
        let visible = chosen.get(place).is_some_and(|sheet| !sheet.hidden);
        let form = forms.iter().any(|(form, _)| *form == place);
        visible && !form && choice::tracks(sheet) && sheet.mappings.iter().flatten().any(Mapping::has_subject)
    };
    let beside_table = sheets.iter().enumerate().any(is_table);
    let alone = match forms.as_slice() {
        [(_, form)] => form.turned.as_ref().is_some_and(|turned| turned.records < 2 && !turned.names_items),
        _ => false,
    };
    if alone {
        return;
    }
    for (place, form) in forms {
        let Some(slot) = sheets.get_mut(place) else { continue };
        let ImportedSheet { mappings, .. } = &form;
        let mappings = if beside_table { vec![None; mappings.len()] } else { mappings.clone() };
        *slot = ImportedSheet { mappings, ..form };
    }
}

/// Why a sheet of forms is passed over that holds no tracker.
pub(super) fn beside_table(understood: &ImportedSheet) -> Option<Skipped> {
    let form = understood.holds_forms() && !understood.is_tracker();
    form.then_some(Skipped::Because("it holds forms, and another sheet holds a table of items"))
}

/// Tells of each sheet that is read so.
pub(super) fn report(sheets: &[ImportedSheet], findings: &mut Vec<Finding>) {
    for sheet in sheets.iter().filter(|sheet| sheet.skipped.is_none() && sheet.is_tracker()) {
        let Some(turned) = &sheet.turned else { continue };
        let Some(table) = sheet.outline.tables.first() else { continue };
        let range = turned.sheet.origin_range(table.range);
        let (code, message) = match turned.shape {
            Shape::Columns => (Code::TableTransposed, across(turned, range.end)),
            Shape::Forms => (Code::FormsRead, forms(turned)),
        };
        let source = crate::grid::place(&sheet.name, &range.to_string());
        findings.push(Finding::new(code, message, Some(source)));
    }
}

fn across(turned: &Turned, last: Address) -> String {
    format!(
        "the labels stand in column {}, and a record in each column beside it, up to {}; it was read so",
        turned.label_column,
        column_letters(last.column)
    )
}

fn forms(turned: &Turned) -> String {
    match turned.records {
        1 => "the sheet is a form of labels beside their values, and was read as a record".to_owned(),
        n => format!("the sheet holds {n} forms of labels beside their values; each was read as a record"),
    }
}

#[cfg(test)]
mod tests {
    use crate::grid::{Format, Properties, Style, Value, Workbook};
    use crate::import::{Import, ImportOptions, import};
    use crate::layout::{LayoutOptions, Pin, PinnedBy};
    use crate::read::Reading;
    use crate::record::{Code, Field};

    use super::*;

    fn reading(sheets: &[(&str, &[&str])]) -> Reading {
        let sheet = |(name, lines): &(&str, &[&str])| {
            let cells = (0..).zip(*lines).flat_map(|(row, line)| {
                (0..).zip(line.split('|')).filter(|(_, text)| !text.is_empty()).map(move |(column, text)| {
                    (Address::new(row, column), Value::Text(text.to_owned()), Style::default())
                })
            });
            Sheet::new(*name, false, cells.collect::<Vec<_>>(), [])
        };
        let workbook = Workbook {
            file: "plan.xlsx".into(),
            format: Format::Xlsx,
            sheets: sheets.iter().map(sheet).collect(),
            properties: Properties::default(),
        };
        Reading { workbook, findings: Vec::new() }
    }

    fn imported(sheets: &[(&str, &[&str])], layout: LayoutOptions) -> Import {
        import(&reading(sheets), &ImportOptions { layout, ..ImportOptions::default() }).unwrap()
    }

    /// Each record's action, with its cells.
    fn records(import: &Import) -> Vec<String> {
        let records = import.tracker.records.iter();
        let shown = |r: &crate::record::Record| {
            let sheet = r.source.sheet.as_deref().unwrap_or_default();
            format!("{} {sheet}!{}", r.action.as_deref().unwrap_or("-"), r.source.cells)
        };
        records.map(shown).collect()
    }

    const ACROSS: [&str; 4] = [
        "Action|Light the pier|Dredge the basin",
        "Owner|Ann Roe|Bo Ray",
        "Due|1/2/2025|13/3/2025",
        "Rank|first|second",
    ];
    const FORM: [&str; 4] = ["Ref|P1", "Action|Mend the crane", "Owner|Ann Roe", "Due|13/2/2025"];
    const OTHER_FORM: [&str; 4] = ["Ref|P2", "Action|Paint the shed", "Owner|Bo Ray", "Due|14/2/2025"];
    const TABLE: [&str; 2] = ["Ref|Action|Owner|Due", "P1|Mend the crane|Ann Roe|13/2/2025"];

    #[test]
    fn records_name_the_cells_of_the_file() {
        let import = imported(&[("Plan", &ACROSS)], LayoutOptions::default());
        assert_eq!(records(&import), ["Light the pier Plan!B1:B4", "Dredge the basin Plan!C1:C4"]);
        let fields = &import.tracker.records[1].source.fields;
        assert_eq!(fields["owners"], "C2");
        let found = import.tracker.findings.iter().find(|f| f.code == Code::TableTransposed).unwrap();
        assert_eq!(found.source.as_deref(), Some("Plan!A1:C4"));
        assert_eq!(
            found.message,
            "the labels stand in column A, and a record in each column beside it, up to C; it was read so"
        );
        assert_eq!(import.tracker.ledger.unclaimed, 0);
    }

    #[test]
    fn pins_name_labels_by_their_words_or_their_cells() {
        for column in ["rank", "A4"] {
            let pin = Pin { column: column.to_owned(), field: Some(Field::Priority), by: PinnedBy::Caller };
            let layout = LayoutOptions { pins: vec![pin], ..LayoutOptions::default() };
            let import = imported(&[("Plan", &ACROSS)], layout);
            assert_eq!(import.tracker.records[1].priority.as_deref(), Some("second"), "{column}");
        }
        let header = "1".parse().ok();
        let import = imported(&[("Plan", &ACROSS)], LayoutOptions { header, ..LayoutOptions::default() });
        assert!(import.tracker.findings.iter().all(|f| f.code != Code::TableTransposed));
    }

    #[test]
    fn forms_are_a_tracker_where_no_table_is() {
        let both: [(&str, &[&str]); 2] = [("One", &FORM), ("Two", &OTHER_FORM)];
        let import = imported(&both, LayoutOptions::default());
        assert_eq!(records(&import), ["Mend the crane One!B1:B4", "Paint the shed Two!B1:B4"]);
        let import = imported(&[both[0], both[1], ("Plan", &TABLE)], LayoutOptions::default());
        assert_eq!(records(&import), ["Mend the crane Plan!A2:D2"]);
        let skipped: Vec<&str> = import
            .tracker
            .findings
            .iter()
            .filter(|f| f.code == Code::SheetSkipped)
            .map(|f| f.message.as_str())
            .collect();
        let reason = "it holds forms, and another sheet holds a table of items";
        let expected = ["One", "Two"].map(|name| format!("sheet `{name}` was passed over: {reason}"));
        assert_eq!(skipped, expected);
    }

    #[test]
    fn a_cover_alone_is_no_form() {
        let cover: &[&str] =
            &["Title|Fire plan", "Reference|F/1", "Owner|Ann Roe", "Review date|13/2/2025", "Status|Closed"];
        let import = imported(&[("Cover", cover)], LayoutOptions::default());
        assert!(import.tracker.records.is_empty() && !import.has_table());
    }
}
