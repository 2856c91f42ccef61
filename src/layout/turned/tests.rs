use super::*;
use crate::grid::{Form, Range, Style, Value};

/// A sheet of lines of cells.
fn sheet(lines: &[&str]) -> Sheet {
    let cells = (0..).zip(lines).flat_map(|(row, line)| {
        (0..).zip(line.split('|')).filter(|(_, text)| !text.is_empty()).map(move |(column, text)| {
            (Address::new(row, column), Value::Text(text.to_owned()), Style::default())
        })
    });
    Sheet::new("Plan", false, cells.collect::<Vec<_>>(), [])
}

/// The rows of a sheet as it is read: their roles, their texts; nothing where it is read as it is.
fn read(sheet: &Sheet) -> Vec<String> {
    let Some(turned) = turned(sheet, &[]) else { return Vec::new() };
    let outline = turned.outline(&[]);
    let row = |row: &crate::grid::Row| {
        let texts: Vec<String> = row.filled().map(|cell| cell.value.text()).collect();
        let role = outline.rows.get(&row.index).map(ToString::to_string).unwrap_or_default();
        format!("{role}: {}", texts.join("|"))
    };
    turned.sheet.rows().iter().map(row).collect()
}

const ACROSS: [&str; 7] = [
    "|Works of the harbour",
    "",
    "|Ref|P1|P2|P3",
    "|Action|Light the pier|Dredge the basin|Mend the crane",
    "|Owner|Ann Roe|Bo Ray|Cy Foe",
    "|Due date|1/2/2025|1/3/2025|1/4/2025",
    "|Remarks of the crew||wait for spring|",
];

#[test]
fn a_record_a_column_becomes_a_record_a_row() {
    let plan = sheet(&ACROSS);
    let expected = [
        "banner: Works of the harbour",
        "header: Ref|Action|Owner|Due date|Remarks of the crew",
        "record: P1|Light the pier|Ann Roe|1/2/2025",
        "record: P2|Dredge the basin|Bo Ray|1/3/2025|wait for spring",
        "record: P3|Mend the crane|Cy Foe|1/4/2025",
    ];
    assert_eq!(read(&plan), expected);
    let turned = turned(&plan, &[]).unwrap();
    assert_eq!((turned.shape, turned.records, turned.label_column.as_str()), (Shape::Columns, 3, "B"));
    let table = &turned.outline(&[]).tables[0];
    assert_eq!(turned.sheet.origin_range(table.range).to_string(), "B3:E7");
    let marks: Vec<String> = table.columns.iter().map(super::super::HeaderColumn::mark).collect();
    assert_eq!(marks, ["B3", "B4", "B5", "B6", "B7"]);
    assert_eq!(turned.roles(&turned.outline(&[])).get(&Address::new(4, 3)), Some(&Role::Record));
}

#[test]
fn hidden_columns_and_merges_change_places_too() {
    let mut lines = ACROSS;
    lines[3] = "|Action|Light the pier||Mend the crane";
    let cells = sheet(&lines);
    let cells = cells.rows().iter().flat_map(|row| {
        row.cells.iter().map(|c| (Address::new(row.index, c.column), c.value.clone(), c.style))
    });
    let merge = Range::new(Address::new(3, 2), Address::new(3, 3));
    let form = Form { hidden_columns: vec![(4, 4)], ..Form::default() };
    let plan = Sheet::new("Plan", false, cells.collect::<Vec<_>>(), [merge]).with_form(form);
    let turned = turned(&plan, &[]).unwrap();
    assert_eq!(turned.sheet.merges(), [Range::new(Address::new(3, 1), Address::new(4, 1))]);
    assert_eq!(turned.sheet.form().hidden_rows.iter().copied().collect::<Vec<_>>(), [5]);
}

#[test]
fn forms_become_rows_under_one_header() {
    let stacked = [
        "Form 1",
        "Ref:|P1|Due:|1/2/2025",
        "Action:|Light the pier",
        "Owner:|Ann Roe",
        "Form 2",
        "Ref:|P2|Due:|1/3/2025|see minutes",
        "Action:|Dredge the basin",
        "|and sound it",
        "Owner:|Bo Ray",
        "RAG:|Red",
    ];
    let expected = [
        "banner: Form 1",
        "header: Ref:|Due:|Action:|Owner:|RAG:",
        "record: P1|1/2/2025|Light the pier|Ann Roe",
        "repeated_header: Ref:|Due:|Action:|Owner:",
        "record: P2|1/3/2025|Dredge the basin|Bo Ray|Red",
        "continuation: and sound it",
        "note: Form 2",
        "unclaimed: see minutes",
    ];
    assert_eq!(read(&sheet(&stacked)), expected);
    let lone =
        ["Action|Light the pier", "Owner|Ann Roe", "Due date|1/2/2025", "Progress", "Lamps are bought"];
    let expected = [
        "header: Action|Owner|Due date|Progress",
        "record: Light the pier|Ann Roe|1/2/2025|Lamps are bought",
    ];
    assert_eq!(read(&sheet(&lone)), expected);
}

#[test]
fn blocks_of_columns_below_one_another_are_one_table() {
    let bands = [
        "Ref|P1|P2",
        "Action|Light the pier|Dredge the basin",
        "Owner|Ann Roe|Bo Ray",
        "Due|1/2/2025|1/3/2025",
        "",
        "Ref|P3|P4",
        "Action|Mend the crane|Paint the shed",
        "Owner|Cy Foe|Di Moe",
        "Due|1/4/2025|1/5/2025",
    ];
    let records: Vec<String> = read(&sheet(&bands)).into_iter().filter(|r| r.starts_with("record")).collect();
    let expected = [
        "record: P1|Light the pier|Ann Roe|1/2/2025",
        "record: P2|Dredge the basin|Bo Ray|1/3/2025",
        "record: P3|Mend the crane|Cy Foe|1/4/2025",
        "record: P4|Paint the shed|Di Moe|1/5/2025",
    ];
    assert_eq!(records, expected);
}

#[test]
fn other_sheets_stay_as_they_are() {
    let cases: [&[&str]; 7] = [
        // A table of one record, and one whose items begin as fields are called.
        &["Ref|Action|Owner|Due", "P1|Light the pier|Ann Roe|1/2/2025"],
        &[
            "Area|Action|Owner|Due",
            "Status|Report to the board|Ann Roe|1/2/2025",
            "Owner|Name one|Bo Ray|1/3/2025",
            "Due date|Agree one|Cy Foe|1/4/2025",
        ],
        // A key block over a table.
        &[
            "Project|Pier",
            "Ref|P1",
            "Owner|Ann Roe",
            "Status|Open",
            "",
            "Ref|Action|Owner|Due",
            "1|Light the pier|Ann Roe|1/2/2025",
        ],
        // What columns mean, how a form is filled in, and who answers for what.
        &[
            "Ref|its number",
            "Action|what will be done about it",
            "Owner|the one who answers for it",
            "Due|by when it is to be done",
        ],
        &["Action|Say what you will do", "Owner|Name who does it", "Due date|Enter the day for it"],
        &["Recommendation|Ann|Bo|Cy", "Progress|R|A|C", "Owner|A|R|I", "Action|C|C|R", "Status|I|A|R"],
        // A log of changes.
        &[
            "Owner|Ann Roe|Bo Ray|P1",
            "Due date|1/2/2025|1/3/2025|P1",
            "Status|Open|Closed|P2",
            "Owner|Bo Ray|Cy Foe|P2",
        ],
    ];
    for lines in cases {
        assert_eq!(read(&sheet(lines)), Vec::<String>::new(), "{lines:?}");
    }
}
