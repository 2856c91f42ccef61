//! The sheet as a binary Office Open XML workbook: its values, merged cells and hidden rows. Form that is not read is not written.

use super::model::{Cell, MERGES, NAME, Row, Value};
use super::package::pack;
use super::records::Body;
use crate::Fault;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/><Override PartName="/xl/styles.bin" ContentType="application/vnd.ms-excel.styles"/><Override PartName="/xl/sharedStrings.bin" ContentType="application/vnd.ms-excel.sharedStrings"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>"#;

const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.bin"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.bin"/></Relationships>"#;

/// Cell formats: plain, a day, a percentage.
const FORMATS: [u16; 3] = [0, 164, 9];

/// Writes the workbook.
pub(crate) fn workbook(rows: &[Row]) -> Result<Vec<u8>, Fault> {
    let mut texts: Vec<&str> = Vec::new();
    let sheet = sheet(rows, &mut texts);
    let listed = Body::default().longs(&[0, 1]).wide("rId1").wide(NAME).biff12(0x9C);
    let book = [
        mark(0x83),
        Body::default().bytes(&[0; 12]).biff12(0x99),
        mark(0x8F),
        listed,
        mark(0x90),
        mark(0x84),
    ];
    let items: Vec<u8> =
        texts.iter().flat_map(|text| Body::default().bytes(&[0]).wide(text).biff12(0x13)).collect();
    let count = u32::try_from(texts.len()).unwrap_or(0);
    let shared = [Body::default().longs(&[count, count]).biff12(0x9F), items, mark(0xA0)];
    let form = |number: u16| Body::default().words(&[0, number, 0, 0, 0, 0, 0, 0]).biff12(0x2F);
    let styles = [
        mark(0x116),
        Body::default().longs(&[1]).biff12(0x267),
        Body::default().words(&[164]).wide("yyyy\\-mm\\-dd").biff12(0x2C),
        mark(0x268),
        Body::default().longs(&[3]).biff12(0x269),
        FORMATS.map(form).concat(),
        mark(0x26A),
        mark(0x117),
    ];
    pack(&[
        ("[Content_Types].xml", TYPES.into()),
        ("_rels/.rels", RELATIONS.into()),
        ("xl/workbook.bin", book.concat()),
        ("xl/_rels/workbook.bin.rels", PARTS.into()),
        ("xl/worksheets/sheet1.bin", sheet),
        ("xl/styles.bin", styles.concat()),
        ("xl/sharedStrings.bin", shared.concat()),
    ])
}

/// A record without fields.
fn mark(kind: u32) -> Vec<u8> {
    Body::default().biff12(kind)
}

fn sheet(rows: &[Row], texts: &mut Vec<&'static str>) -> Vec<u8> {
    let mut sheet = [mark(0x81), mark(0x91)].concat();
    for (row, (hidden, cells)) in (0_u32..).zip(rows) {
        let flags = if *hidden { 0x10 } else { 0 };
        sheet.extend(Body::default().longs(&[row, 0]).bytes(&[44, 1, 0, flags, 0]).longs(&[0]).biff12(0x00));
        for (column, cell) in (0_u32..).zip(cells) {
            sheet.extend(record(column, cell, texts));
        }
    }
    sheet.extend(mark(0x92));
    sheet.extend(Body::default().longs(&[u32::try_from(MERGES.len()).unwrap_or(0)]).biff12(0xB1));
    for [top, left, bottom, right] in MERGES {
        sheet.extend(Body::default().longs(&[top, bottom, left, right].map(u32::from)).biff12(0xB0));
    }
    sheet.extend([mark(0xB2), mark(0x82)].concat());
    sheet
}

fn record(column: u32, cell: &Cell, texts: &mut Vec<&'static str>) -> Vec<u8> {
    let place = |format: u32| Body::default().longs(&[column, format]);
    match cell.value {
        Value::Empty => Vec::new(),
        Value::Text(text) => {
            texts.push(text);
            place(0).longs(&[u32::try_from(texts.len() - 1).unwrap_or(0)]).biff12(0x07)
        }
        Value::Day(_, day) => place(1).bytes(&f64::from(day).to_le_bytes()).biff12(0x05),
        Value::Share(share) => place(2).bytes(&share.to_le_bytes()).biff12(0x05),
    }
}
