//! Workbooks made byte by byte, a committed one against its OpenDocument twin and calamine, and damaged ones.

use super::*;
use crate::grid::{Address, Sheet, Value};
use crate::read::testing::{dump, fixture, survive};

/// A record's bytes.
pub(super) fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), body].concat()
}

/// Words as bytes.
pub(super) fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A workbook stream with one sheet `Plan`; the version is that of its BOF records.
pub(super) fn book(version: u16, globals: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    let bof = |kind| record(0x809, &words(&[version, kind, 0, 0]));
    let name: &[u8] = if version == 0x600 { b"\x04\x00Plan" } else { b"\x04Plan" };
    let before = bof(5).len() + globals.concat().len() + 4 + 6 + name.len() + 4;
    let start = u32::try_from(before).unwrap().to_le_bytes();
    let listed = record(0x85, &[start.as_slice(), &[0, 0], name].concat());
    let end = record(0x0A, &[]);
    [bof(5), globals.concat(), listed, end.clone(), bof(0x10), sheet.concat(), end].concat()
}

pub(super) fn one_sheet(version: u16, globals: &[Vec<u8>], sheet: &[Vec<u8>]) -> Sheet {
    let reading = crate::read::read("t.xls", &book(version, globals, sheet)).unwrap();
    assert_eq!(reading.findings, []);
    reading.workbook.sheets.into_iter().next().unwrap()
}

pub(super) fn at(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// A plain font, one that strikes, and one that is bold.
pub(super) fn fonts() -> Vec<u8> {
    let font = |flags, weight| record(0x31, &words(&[200, flags, 0x7FFF, weight, 0, 0, 0, 0]));
    [font(0, 400), font(8, 400), font(0, 700)].concat()
}

/// A cell format of BIFF8: font, number format, pattern, colour in front and behind.
pub(super) fn xf(font: u16, format: u16, pattern: u32, front: u16, behind: u16) -> Vec<u8> {
    let head = words(&[font, format, 1, 0, 0, 0, 0]);
    record(0xE0, &[head, (pattern << 26).to_le_bytes().into(), words(&[front | behind << 7])].concat())
}

#[test]
fn a_committed_workbook_reads_as_its_twin() {
    let xls = crate::read::read("plan.xls", &fixture("containers/plan.xls")).unwrap();
    let ods = crate::read::read("plan.ods", &fixture("containers/plan.ods")).unwrap();
    assert_eq!(xls.findings, []);
    assert_eq!(dump(&xls.workbook), dump(&ods.workbook));
    assert_eq!(xls.workbook.properties.title.as_deref(), Some("Harbour walk plan"));
}

#[test]
fn values_and_merges_are_those_of_calamine() {
    use calamine::{DataType as _, Reader as _};
    let bytes = fixture("containers/plan.xls");
    let ours = crate::read::read("plan.xls", &bytes).unwrap().workbook;
    let mut theirs: calamine::Xls<_> = calamine::Xls::new(Cursor::new(bytes.as_slice())).unwrap();
    for sheet in &ours.sheets {
        let range = theirs.worksheet_range(&sheet.name).unwrap();
        let filled: Vec<_> =
            sheet.rows().iter().flat_map(|row| row.filled().map(move |cell| (row.index, cell))).collect();
        assert_eq!(range.used_cells().count(), filled.len());
        for (row, cell) in filled {
            let other = range.get_value((row, cell.column)).unwrap();
            let same = match &cell.value {
                Value::Text(text) => other.as_string().as_ref() == Some(text),
                Value::Number(n) | Value::Percent(n) => other.as_f64() == Some(*n),
                Value::Boolean(yes) => other.get_bool() == Some(*yes),
                Value::Date(at, _) => {
                    let days = (at.date() - jiff::civil::date(1899, 12, 30)).get_days();
                    matches!(other, calamine::Data::DateTime(day) if day.as_f64() == f64::from(days))
                }
                _ => false,
            };
            assert!(same, "{:?} {other:?}", cell.value);
        }
        let merges = theirs.merge_cells_by_sheet_name(&sheet.name).unwrap();
        assert_eq!(merges.len(), sheet.merges().len());
    }
}

#[test]
fn cells_of_every_kind_are_read() {
    let float = 41334.5_f64.to_le_bytes();
    let globals = [
        fonts(),
        record(0x41E, &[&[200, 0, 6, 0, 0], b"mmm yy".as_slice()].concat()),
        xf(0, 0, 0, 64, 65),
        xf(0, 200, 0, 64, 65),
        xf(0, 9, 0, 64, 65),
    ];
    let formula =
        |row: u16, result: [u8; 8]| record(0x06, &[words(&[row, 5, 0]), result.into(), vec![0; 8]].concat());
    let cells = [
        record(0x203, &[words(&[0, 0, 1]), float.into()].concat()),
        record(0x27E, &[words(&[0, 1, 2]), (75_u32 << 2 | 3).to_le_bytes().into()].concat()),
        // Two numbers in a row, one of them below 0.
        record(
            0xBD,
            &[
                words(&[1, 0, 0]),
                ((-3_i32) << 2 | 2).to_le_bytes().into(),
                words(&[0]),
                (7_u32 << 2 | 2).to_le_bytes().into(),
                words(&[1]),
            ]
            .concat(),
        ),
        record(0x204, &[words(&[2, 0, 0, 2]), vec![1, 0x26, 0x20, b'x', 0]].concat()),
        record(0x205, &[words(&[2, 1, 0]), vec![1, 0]].concat()),
        record(0x205, &[words(&[2, 2, 0]), vec![0x2A, 1]].concat()),
        formula(3, 2.5_f64.to_le_bytes()),
        formula(4, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        record(0x4BC, &[0; 8]),
        record(0x207, &[&[4, 0, 0], b"late".as_slice()].concat()),
        formula(5, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF]),
        formula(6, [2, 0, 7, 0, 0, 0, 0xFF, 0xFF]),
        formula(7, [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
    ];
    let sheet = one_sheet(0x600, &globals, &cells);
    let text = |address: &str| sheet.text(at(address));
    assert_eq!([text("A1"), text("B1")], ["2013-03", "75%"]);
    assert_eq!([text("A2"), text("B2"), text("C2")], ["-3", "7", ""]);
    assert_eq!([text("A3"), text("B3"), text("C3")], ["…x", "TRUE", "#N/A"]);
    assert_eq!([text("F4"), text("F5"), text("F6"), text("F7")], ["2.5", "late", "TRUE", "#DIV/0!"]);
    assert_eq!(sheet.cell(at("F8")), None);
}

#[test]
fn fills_come_from_the_palette_the_window_and_beyond() {
    let rgb =
        [vec![0; 12], words(&[0, 4, 0, 1, 4, 20, 2, 0]), vec![0x00, 0xB0, 0x50, 0xFF], vec![0; 8]].concat();
    let globals = [
        fonts(),
        // Index 8 is another colour here, the others are as ever.
        record(0x92, &[words(&[1]), vec![0x12, 0x34, 0x56, 0]].concat()),
        xf(0, 0, 1, 8, 65),
        xf(1, 0, 1, 10, 65),
        xf(2, 0, 1, 65, 65),
        xf(0, 0, 0, 10, 65),
        xf(0, 0, 1, 10, 65),
        xf(0, 0, 2, 64, 13),
        record(0x87D, &rgb),
    ];
    let blank = |column, format| record(0x201, &words(&[0, column, format]));
    let sheet = one_sheet(
        0x600,
        &globals,
        &[blank(0, 0), record(0xBE, &words(&[0, 1, 1, 2, 2])), blank(3, 3), blank(4, 4), blank(5, 5)],
    );
    let fill = |address: &str| sheet.cell(at(address))?.style.fill.map(|fill| fill.to_string());
    let fills = ["A1", "B1", "C1", "D1", "E1", "F1"].map(|address| fill(address).unwrap_or_default());
    assert_eq!(fills, ["#123456", "#FF0000", "#FFFFFF", "", "#00B050", "#FFFF00"]);
    let style = |address: &str| sheet.cell(at(address)).unwrap().style;
    assert!(style("B1").strike && style("C1").bold && !style("A1").strike);
}

#[test]
fn runs_rows_columns_and_notes_are_read() {
    let mut shared = words(&[2, 0, 2, 0]);
    // "é June", whose first letter has font 1 from its own cell and whose rest has font 0; then a text without fonts.
    shared.extend([6, 0, 8, 1, 0, 0xE9]);
    shared.extend(b" June");
    shared.extend(words(&[1, 0]));
    shared.extend([3, 0, 0]);
    shared.extend(b"new");
    let globals = [fonts(), record(0xFC, &shared), xf(1, 0, 0, 64, 65), xf(0, 0, 0, 64, 65)];
    let text = |row, format, index: u16| record(0xFD, &words(&[row, 0, format, index, 0]));
    let note = |row, object, author: &[u8]| {
        record(
            0x1C,
            &[words(&[row, 0, 0, object]), vec![u8::try_from(author.len()).unwrap(), 0, 0], author.into()]
                .concat(),
        )
    };
    let cells = [
        record(0x7D, &words(&[2, 3, 2000, 15, 1, 0])),
        record(0x208, &words(&[1, 0, 1, 255, 0, 0, 0x20, 0])),
        text(0, 0, 0),
        text(1, 1, 1),
        record(0xE5, &words(&[1, 4, 5, 0, 1])),
        // A chart in the sheet has cells that are not the sheet's.
        record(0x809, &words(&[0x600, 0x20, 0, 0])),
        record(0x205, &[words(&[0, 9, 0]), vec![1, 0]].concat()),
        record(0x0A, &[]),
        record(0x5D, &words(&[0x15, 0x12, 0x19, 7, 0, 0])),
        record(0x1B6, &[vec![0; 10], words(&[14, 8, 0, 0])].concat()),
        record(0x3C, b"\x00A Finch:\nas"),
        record(0x3C, b"\x01k\x00 \x00m\x00"),
        record(0x3C, &[0; 16]),
        note(1, 7, b"A Finch"),
        note(4, 8, b"nobody"),
    ];
    let sheet = one_sheet(0x600, &globals, &cells);
    assert_eq!(sheet.text(at("A1")), "é June");
    assert_eq!(sheet.form().strikes[&at("A1")], std::slice::from_ref(&(0..2)));
    assert!(!sheet.cell(at("A1")).unwrap().style.strike);
    assert_eq!(sheet.form().hidden_rows.iter().copied().collect::<Vec<_>>(), [1]);
    assert_eq!(sheet.form().hidden_columns, [(2, 3)]);
    assert_eq!(sheet.merges()[0].to_string(), "A5:B6");
    assert_eq!(sheet.cell(at("J1")), None);
    assert_eq!(sheet.form().notes.len(), 1);
    let note = &sheet.form().notes[&at("A2")];
    assert_eq!((note.author.as_deref(), note.text.as_str()), (Some("A Finch"), "ask m"));
}

#[test]
fn the_version_of_1995_has_letters_of_a_code_page() {
    let xf = |font, area: u32| {
        record(0xE0, &[words(&[font, 0, 1, 0]), area.to_le_bytes().into(), vec![0; 4]].concat())
    };
    let globals = [record(0x42, &words(&[1251])), fonts(), xf(0, 0), xf(1, 1 << 16 | 10)];
    let cells = [
        record(0x204, &[words(&[0, 0, 0, 2]), vec![0xCF, 0xEB]].concat()),
        record(0xD6, &[words(&[1, 0, 1, 4]), b"Marx".into(), vec![1, 3, 0]].concat()),
        record(0x1C, &[words(&[1, 0, 3]), b"ask".into()].concat()),
        record(0x1C, &[words(&[0xFFFF, 0, 3]), b" me".into()].concat()),
    ];
    let sheet = one_sheet(0x500, &globals, &cells);
    assert_eq!(sheet.text(at("A1")), "Пл");
    assert_eq!(sheet.cell(at("A2")).unwrap().style.fill.unwrap().to_string(), "#FF0000");
    assert_eq!(sheet.form().strikes[&at("A2")], std::slice::from_ref(&(0..3)));
    assert_eq!(sheet.form().notes[&at("A2")].text, "ask me");
}

#[test]
fn what_cannot_be_read_is_told() {
    let error = |bytes: &[u8]| crate::read::read("t.xls", bytes).unwrap_err().to_string();
    let locked = book(0x600, &[record(0x2F, &[0; 6])], &[]);
    assert!(error(&locked).contains("protected by a password"));
    assert!(error(&[9, 8, 8, 0, 0, 6]).contains("before 1993"), "{}", error(&[9, 8, 8, 0, 0, 6]));
    let finding = |bytes: &[u8]| crate::read::read("t.xls", bytes).unwrap().findings.remove(0);
    let lost = finding(&book(0x600, &[], &[record(0xFD, &words(&[0, 0, 0, 9, 0]))]));
    assert_eq!((lost.code, lost.source.as_deref()), (Code::CellUnread, Some("Plan!A1")));
    let mut cut = book(0x600, &[], &[record(0x205, &[words(&[0, 0, 0]), vec![1, 0]].concat())]);
    cut.truncate(cut.len() - 4);
    assert!(finding(&cut).message.contains("breaks off"));
}

#[test]
fn sheets_that_overlap_are_read_once() {
    let bof = |kind| record(0x809, &words(&[0x600, kind, 0, 0]));
    let listed = |start: u32| record(0x85, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'x']].concat());
    let start = bof(5).len() + listed(0).len() * 2_000 + record(0x0A, &[]).len();
    let listed = vec![listed(u32::try_from(start).unwrap()); 2_000].concat();
    let cells = vec![record(0x203, &[0; 14]); 4_000].concat();
    let bytes = [bof(5), listed, record(0x0A, &[]), bof(0x10), cells, record(0x0A, &[])].concat();
    let reading = crate::read::read("t.xls", &bytes).unwrap();
    assert!(!reading.workbook.sheets.is_empty() && reading.workbook.sheets.len() < 5);
    assert!(reading.findings.iter().all(|finding| finding.code == Code::SheetUnread));
}

#[test]
fn a_text_costs_its_runs_in_each_cell() {
    let runs = words(&[0; 2_000]);
    let shared = [words(&[1, 0, 1, 0, 1]), vec![8], words(&[1_000]), b"x".into(), runs].concat();
    let cells = vec![record(0xFD, &words(&[0, 0, 0, 0, 0])); 100];
    let stream = book(0x600, &[record(0xFC, &shared)], &cells);
    let globals = Globals::read(&stream, &Limits::default()).unwrap();
    let found = |text| {
        let mut budget = Budget { records: stream.len(), text };
        sheet::read(&stream, &globals.sheets[0], &globals, &mut budget).is_some()
    };
    assert!(found(500_000) && !found(300_000));
}

#[test]
fn damage_never_panics() {
    let bytes = fixture("containers/plan.xls");
    survive(&bytes);
    // Without its compound file, so that the damage is in the records.
    let (stream, _) = streams("plan.xls", &bytes).unwrap();
    survive(&stream);
}
