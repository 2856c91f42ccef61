//! The sheet as a workbook of Excel 5 and 95 (BIFF5): letters of a code page, no merged cells, notes without an author.

use std::io::{Cursor, Write as _};
use std::time::UNIX_EPOCH;

use super::model::{Cell, Look, NAME, NOTE, Row, Value};
use super::records::Body;
use super::text::windows_1252;
use crate::Fault;

const VERSION: u16 = 0x0500;
/// The number format of a day; lower ones are built in.
const DAY: u16 = 164;
const SHARE: u16 = 9;
/// The first colour of the palette.
const FIRST_COLOR: u32 = 8;

/// Writes the workbook.
pub(crate) fn workbook(rows: &[Row]) -> Result<Vec<u8>, Fault> {
    let mut looks: Vec<Look> = Vec::new();
    let sheet = sheet(rows, &mut looks);
    let globals = globals(&looks);
    let name = Body::default().bytes(&[0, 0, u8::try_from(NAME.len()).unwrap_or(0)]).bytes(NAME.as_bytes());
    let end = Body::default().biff(0x0A);
    // The list of sheets says where in the stream the sheet begins.
    let listed =
        |start: usize| Body::default().longs(&[u32::try_from(start).unwrap_or(0)]).bytes(&name.0).biff(0x85);
    let start = globals.len() + listed(0).len() + end.len();
    let stream = [globals, listed(start), end, sheet].concat();

    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    file.create_stream("/Book")?.write_all(&stream)?;
    // Not the hour at which this ran.
    file.set_created_time("/", UNIX_EPOCH)?;
    file.set_modified_time("/", UNIX_EPOCH)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

fn begin(kind: u16) -> Vec<u8> {
    Body::default().words(&[VERSION, kind, 0, 0]).biff(0x809)
}

/// The fonts: plain, in bold, struck through.
fn font(look: Look) -> u16 {
    match look {
        Look { strike: true, .. } => 2,
        Look { bold: true, .. } => 1,
        _ => 0,
    }
}

fn globals(looks: &[Look]) -> Vec<u8> {
    let fonts = [(0, 400), (0, 700), (8, 400)].map(|(flags, weight)| {
        Body::default().words(&[200, flags, 0x7FFF, weight, 0, 0, 0]).bytes(b"\x05Arial").biff(0x31)
    });
    let code = b"yyyy\\-mm\\-dd";
    let day =
        Body::default().words(&[DAY]).bytes(&[u8::try_from(code.len()).unwrap_or(0)]).bytes(code).biff(0x41E);
    let fills: Vec<u32> = looks.iter().filter_map(|look| look.fill).collect();
    let count = u16::try_from(fills.len()).unwrap_or(0);
    let colors: Vec<u32> = fills.iter().map(|fill| fill.swap_bytes() >> 8).collect();
    let palette = Body::default().words(&[count]).longs(&colors).biff(0x92);
    let mut next = FIRST_COLOR..;
    let formats: Vec<u8> = looks
        .iter()
        .flat_map(|look| {
            // Pattern 1 is solid; behind it is the window's colour.
            let area = look.fill.and_then(|_| next.next()).map_or(0, |color| 1 << 16 | 65 << 7 | color);
            let number = if look.day {
                DAY
            } else if look.share {
                SHARE
            } else {
                0
            };
            Body::default().words(&[font(*look), number, 1, 0]).longs(&[area, 0]).biff(0xE0)
        })
        .collect();
    let page = Body::default().words(&[1252]).biff(0x42);
    [begin(5), page, fonts.concat(), day, formats, palette].concat()
}

fn sheet(rows: &[Row], looks: &mut Vec<Look>) -> Vec<u8> {
    let mut sheet = begin(0x10);
    for (row, (hidden, cells)) in (0_u16..).zip(rows) {
        let flags = if *hidden { 0x0120 } else { 0x0100 };
        sheet.extend(Body::default().words(&[row, 0, 8, 255, 0, 0, flags, 0]).biff(0x208));
        for (column, cell) in (0_u16..).zip(cells) {
            let look = cell.look();
            let known = looks.iter().position(|known| *known == look);
            let form = known.unwrap_or_else(|| {
                looks.push(look);
                looks.len() - 1
            });
            let place = Body::default().words(&[row, column, u16::try_from(form).unwrap_or(0)]);
            sheet.extend(record(place, cell));
        }
    }
    for (row, (_, cells)) in (0_u16..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| cell.noted) {
            let _ = cell;
            let text = windows_1252(NOTE.1);
            let length = u16::try_from(text.len()).unwrap_or(0);
            sheet.extend(Body::default().words(&[row, column, length]).bytes(&text).biff(0x1C));
        }
    }
    sheet.extend(Body::default().biff(0x0A));
    sheet
}

fn record(place: Body, cell: &Cell) -> Vec<u8> {
    let text = |text: &str| {
        let bytes = windows_1252(text);
        Body::default().words(&[u16::try_from(bytes.len()).unwrap_or(0)]).bytes(&bytes).0
    };
    match cell.value {
        Value::Empty if cell.fill.is_none() => Vec::new(),
        Value::Empty => place.biff(0x201),
        Value::Text(shown) if cell.is_struck_in_part() => {
            // Two runs: struck from the first letter, plain from where the other part begins.
            let plain = u8::try_from(cell.struck).unwrap_or(0);
            place.bytes(&text(shown)).bytes(&[2, 0, 2, plain, 0]).biff(0xD6)
        }
        Value::Text(shown) => place.bytes(&text(shown)).biff(0x204),
        Value::Day(_, day) => place.bytes(&f64::from(day).to_le_bytes()).biff(0x203),
        Value::Share(share) => place.bytes(&share.to_le_bytes()).biff(0x203),
    }
}
