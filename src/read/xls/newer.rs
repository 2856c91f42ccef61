//! What only Excel writes into these workbooks, byte by byte: themes and full colours, priorities of conditional formats, rules of
//! 2007, lists of other sheets. The colours are those of Excel's own menu for the theme at hand.

use std::io::{Cursor, Write as _};

use super::tests::{at, book, fonts, one_sheet, record, words, xf};
use crate::grid::Sheet;
use crate::read::formula;

fn fills(sheet: &Sheet, cells: &[&str]) -> Vec<String> {
    let fill = |cell: &&str| sheet.cell(at(cell)).and_then(|cell| cell.style.fill);
    cells.iter().map(|cell| fill(cell).map_or_else(|| "none".to_owned(), |fill| fill.to_string())).collect()
}

/// A colour beside a fill: in front (4) or behind (5); its kind, tint and value.
fn property(place: u16, kind: u16, tint: f64, value: u32) -> Vec<u8> {
    #[expect(clippy::cast_possible_truncation, reason = "-32767 to 32767")]
    let tint = (tint * 32_767.0) as i16;
    [words(&[place, 20, kind]), tint.to_le_bytes().into(), value.to_le_bytes().into(), vec![0; 8]].concat()
}

/// What an XF has beside it, by the place of that one.
fn beside(format: u16, property: &[u8]) -> Vec<u8> {
    let head = [words(&[0x87D, 0, 0, 0, 0, 0, 0]), words(&[format, 0, 1])].concat();
    record(0x87D, &[&head, property].concat())
}

/// A theme record, which goes on in another.
fn theme(accent: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("theme/theme/theme1.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let xml = format!(
        r#"<a:theme xmlns:a="a"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText"/></a:dk1>
        <a:lt1><a:sysClr val="window"/></a:lt1><a:accent1><a:srgbClr val="{accent}"/></a:accent1></a:clrScheme></a:themeElements></a:theme>"#
    );
    zip.write_all(xml.as_bytes()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let (first, rest) = bytes.split_at(100);
    let head = |kind| words(&[kind, 0, 0, 0, 0, 0]);
    [
        record(0x896, &[head(0x896), vec![0; 4], first.into()].concat()),
        record(0x87F, &[head(0x87F), rest.into()].concat()),
    ]
    .concat()
}

#[test]
fn full_colours_come_before_those_of_the_palette() {
    let colors = [
        (property(4, 3, 0.8, 4), "#D9E1F2", "#DCE6F1"),
        (property(4, 3, -0.5, 4), "#203764", "#244062"),
        (property(4, 3, -0.15, 0), "#D9D9D9", "#D9D9D9"),
        (property(4, 3, 0.35, 1), "#595959", "#595959"),
        (property(4, 2, 0.0, 0xFF_50_B0_00), "#00B050", "#00B050"),
        (property(4, 2, 0.6, 0xFF_47_AD_70), "#C6E0B4", "#C6E0B4"),
        (property(4, 1, 0.0, 13), "#FFFF00", "#FFFF00"),
        (property(4, 4, 0.0, 0), "#FF0000", "#FF0000"),
        (property(5, 2, 0.0, 0), "#FF0000", "#FF0000"),
    ];
    let cells: Vec<String> = (1..=colors.len()).map(|row| format!("A{row}")).collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let office = record(0x896, &[words(&[0x896, 0, 0, 0, 0, 0]), 124_226_u32.to_le_bytes().into()].concat());
    for (theme, own) in [(theme("4472C4"), true), (office, false), (Vec::new(), false)] {
        let mut globals = vec![fonts()];
        globals.extend(colors.iter().map(|_| xf(0, 0, 1, 10, 65)));
        globals.extend((0_u16..).zip(&colors).map(|(format, (color, ..))| beside(format, color)));
        globals.push(theme);
        let blanks: Vec<Vec<u8>> =
            (0_u16..).zip(&colors).map(|(row, _)| record(0x201, &words(&[row, 0, row]))).collect();
        let expected: Vec<&str> =
            colors.iter().map(|(_, first, other)| if own { *first } else { *other }).collect();
        assert_eq!(fills(&one_sheet(0x600, &globals, &blanks), &cells), expected);
    }
}

#[test]
fn patterns_and_the_first_indices() {
    let cases = [
        (14, 64, 10, "#FF0000"),
        (14, 10, 65, "#FF0000"),
        (17, 12, 13, "#FFFF00"),
        (3, 12, 13, "#0000FF"),
        (18, 64, 65, "none"),
        (1, 64, 65, "#000000"),
        (1, 0, 65, "#000000"),
        (1, 8, 65, "#123456"),
        (0, 10, 10, "none"),
    ];
    let mut globals = vec![fonts(), record(0x92, &[words(&[1]), vec![0x12, 0x34, 0x56, 0]].concat())];
    globals.extend(cases.iter().map(|(pattern, front, behind, _)| xf(0, 0, *pattern, *front, *behind)));
    for (format, (pattern, front, behind, expected)) in (0..).zip(cases) {
        let sheet = one_sheet(0x600, &globals, &[record(0x201, &words(&[0, 0, format]))]);
        assert_eq!(fills(&sheet, &["A1"]), [expected], "{pattern} {front} {behind}");
    }
}

/// A text in column A.
fn text(row: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap();
    record(0x204, &[words(&[row, 0, 0, length]), vec![0], text.into()].concat())
}

/// A text as a token.
fn quoted(text: &str) -> Vec<u8> {
    [vec![0x17, u8::try_from(text.len()).unwrap(), 0], text.into()].concat()
}

/// A conditional format with a solid fill of the palette; nothing is left out of it.
fn solid(behind: u16) -> Vec<u8> {
    [0x2038_FFFF_u32.to_le_bytes().into(), words(&[0, 1 << 10, behind << 7])].concat()
}

/// The same in the newer records, with a full colour behind.
fn extended(color: &[u8]) -> Vec<u8> {
    let inner = [solid(12), words(&[0, 0xFFFF, 0, 1]), color.into()].concat();
    [u32::try_from(inner.len()).unwrap().to_le_bytes().into(), inner].concat()
}

/// A block over A1:A9.
fn block(kind: u16, number: u16, rules: u16) -> Vec<u8> {
    let head = if kind == 0x879 { words(&[kind, 0, 0, 0, 0, 0]) } else { Vec::new() };
    record(kind, &[head, words(&[rules, number << 1, 0, 8, 0, 0, 1, 0, 8, 0, 0])].concat())
}

fn rule(kind: u8, relation: u8, fill: &[u8], formula: &[u8]) -> Vec<u8> {
    let length = u16::try_from(formula.len()).unwrap();
    record(0x1B1, &[&[kind, relation][..], &words(&[length, 0]), fill, formula].concat())
}

fn newer_rule(kind: u8, relation: u8, fill: &[u8], formula: &[u8], stop: bool, priority: u16) -> Vec<u8> {
    let length = u16::try_from(formula.len()).unwrap();
    let head = [words(&[0x87A, 0, 0, 0, 0, 0]), vec![kind, relation], words(&[length, 0])].concat();
    let end = [words(&[0]), vec![u8::from(stop) << 1], words(&[priority, 0]), vec![16], vec![0; 16]].concat();
    record(0x87A, &[&head, fill, formula, &end].concat())
}

/// What newer programs say about a rule of a block.
fn said(number: u16, place: u16, stop: bool, priority: u16, fill: &[u8]) -> Vec<u8> {
    let head = [words(&[0x87B, 0, 0, 0, 0, 0, 0, 0, number, place]), vec![0, 0], words(&[priority])].concat();
    let fill = if fill.is_empty() { vec![0] } else { [&[1], fill].concat() };
    record(0x87B, &[head, vec![1 | u8::from(stop) << 1], fill, vec![16], vec![0; 16]].concat())
}

/// The cell that is tried.
const OWN: [u8; 5] = [0x4C, 0, 0, 0, 0xC0];

#[test]
fn rules_of_before_2007_hold_in_their_order() {
    let cells = [
        text(0, "Red"),
        text(1, "R"),
        text(2, "G"),
        block(0x1B0, 1, 3),
        rule(1, 3, &solid(10), &quoted("red")),
        // The font alone: no fill, and none of the rules behind it.
        rule(1, 3, &[0; 6], &quoted("g")),
        rule(
            2,
            0,
            &solid(13),
            &[&OWN[..], &[0x1E, 1, 0, 0x42, 2, 115, 0], &[0x41, 32, 0, 0x1E, 1, 0, 0x0B]].concat(),
        ),
    ];
    assert_eq!(
        fills(&one_sheet(0x600, &[fonts(), xf(0, 0, 0, 64, 65)], &cells), &["A1", "A2", "A3"]),
        ["#FF0000", "#FFFF00", "none"]
    );
}

#[test]
fn rules_of_2007_have_priorities_and_full_colours() {
    let late = [quoted("late"), OWN.into(), vec![0x42, 2, 82, 0, 0x41, 3, 0, 0x41, 38, 0]].concat();
    let cells = [
        text(0, "R"),
        text(1, "late"),
        text(2, "x"),
        text(3, "stop"),
        text(4, "late again"),
        block(0x1B0, 3, 2),
        rule(1, 3, &solid(10), &quoted("R")),
        rule(1, 4, &solid(10), &quoted("zzz")),
        // The second rule is the last of all, and its colour is another.
        said(3, 0, false, 4, &extended(&property(5, 2, 0.0, 0xFF_00_00_C0))),
        said(3, 1, false, 9, &extended(&property(5, 2, 0.0, 0xFF_00_C0_FF))),
        block(0x879, 4, 2),
        newer_rule(2, 0, &extended(&property(5, 3, 0.6, 5)), &late, false, 5),
        newer_rule(1, 3, &[0; 6], &quoted("stop"), true, 1),
        // One more for the block of the CF records.
        record(0x87B, &words(&[0x87B, 0, 0, 0, 0, 0, 1, 0, 3])),
        newer_rule(1, 3, &extended(&property(5, 1, 0.0, 11)), &quoted("late again"), false, 2),
    ];
    let sheet = one_sheet(0x600, &[fonts(), xf(0, 0, 0, 64, 65)], &cells);
    let expected = ["#C00000", "#E6B8B7", "#FFC000", "none", "#00FF00"];
    assert_eq!(fills(&sheet, &["A1", "A2", "A3", "A4", "A5"]), expected);
}

#[test]
fn tokens_are_the_formulas_that_people_write() {
    let base = at("B5");
    let cell = |row: i16, column: u8, flags: u8| [&[0x4C][..], &row.to_le_bytes(), &[column, flags]].concat();
    let cases = [
        (OWN.to_vec(), Some("B5")),
        ([cell(4, 3, 0x40), quoted("x"), vec![0x0B]].concat(), Some("E$5=\"x\"")),
        ([cell(0, 3, 0x80), quoted("x"), vec![0x0E]].concat(), Some("$D5<>\"x\"")),
        ([cell(-1, 0xFF, 0xC0), vec![0x1E, 3, 0, 0x13, 0x09]].concat(), Some("A4<-3")),
        (vec![0x44, 4, 0, 1, 0xC0, 0x1E, 50, 0, 0x14, 0x0C], Some("B5>=50%")),
        (vec![0x44, 0, 0, 2, 0, 0x15, 0x1D, 1, 0x0B], Some("($C$1)=TRUE")),
        ([&OWN[..], &[0x41, 129, 0, 0x41, 38, 0, 0x19, 0x40, 0, 1]].concat(), Some("NOT(ISBLANK(B5))")),
        (
            [&OWN[..], &[0x1E, 1, 0, 0x0D], &OWN[..], &[0x1E, 9, 0, 0x0A, 0x42, 2, 36, 0]].concat(),
            Some("AND(B5>1,B5<=9)"),
        ),
        // A sum, a date of today, too few operands, and what is left over.
        (vec![0x1E, 1, 0, 0x1E, 1, 0, 0x03], None),
        (vec![0x41, 221, 0], None),
        (vec![0x1E, 1, 0, 0x0B], None),
        (vec![0x1E, 1, 0, 0x1E, 1, 0], None),
        (vec![0x1E, 1], None),
        ([OWN.to_vec(), [0x41, 38, 0].repeat(10_000)].concat(), None),
    ];
    for (tokens, expected) in cases {
        let found = super::expression::condition(&tokens, base);
        assert_eq!(found, expected.and_then(|text| formula::parse(text, base)), "{expected:?}");
    }
}

#[test]
fn lists_stand_in_the_rule_in_cells_and_behind_names() {
    let list = |kind: u32, column: u16, tokens: &[u8]| {
        let length = u16::try_from(tokens.len()).unwrap();
        let texts = [1, 0, 0, 0].repeat(4);
        let cells = words(&[0, 0, 1, 1, 8, column, column]);
        record(0x1BE, &[&kind.to_le_bytes(), texts.as_slice(), &words(&[length, 0]), tokens, &cells].concat())
    };
    let area = [words(&[0, 1, 0, 0])].concat();
    let name = |tokens: &[u8]| {
        let length = u8::try_from(tokens.len()).unwrap();
        let head = vec![0, 0, 0, 1, length, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'n'];
        record(0x18, &[&head, tokens].concat())
    };
    let in_cells = [vec![0x3B, 0, 0], area.clone()].concat();
    let globals = [
        fonts(),
        xf(0, 0, 0, 64, 65),
        record(0x1AE, &words(&[1, 0x401])),
        record(0x1AE, &words(&[1, 0])),
        record(0x17, &words(&[2, 0, 0, 0, 1, 0, 0])),
        name(&in_cells),
        // A name that stands for itself.
        name(&[0x23, 2, 0, 0, 0]),
    ];
    let cells = [
        text(0, "Low"),
        text(1, "High"),
        list(0x183, 1, &quoted("Open\0On hold\0")),
        list(3, 2, &[vec![0x25], area.clone()].concat()),
        list(3, 3, &in_cells),
        list(3, 4, &[0x23, 1, 0, 0, 0]),
        // Two rows up and four columns to the left of where it is, which is F2.
        list(3, 5, &[vec![0x2D], words(&[0xFFFF, 0, 0xC0FB, 0xC0FB])].concat()),
        list(1, 6, &[0x1E, 1, 0]),
        list(3, 7, &[0x23, 2, 0, 0, 0]),
        // Another workbook.
        list(3, 8, &[vec![0x3B, 1, 0], area].concat()),
    ];
    let sheet = one_sheet(0x600, &globals, &cells);
    let told: Vec<String> =
        sheet.form().choices.iter().map(|c| format!("{} {}", c.range, c.items.join("|"))).collect();
    let expected =
        ["B2:B9 Open|On hold", "C2:C9 Low|High", "D2:D9 Low|High", "E2:E9 Low|High", "F2:F9 Low|High"];
    assert_eq!(told, expected);
}

#[test]
fn damage_never_panics() {
    let cells = [
        text(0, "R"),
        block(0x1B0, 3, 1),
        rule(1, 3, &solid(10), &quoted("R")),
        said(3, 0, true, 4, &extended(&property(5, 2, 0.0, 1))),
        block(0x879, 4, 1),
        newer_rule(2, 0, &extended(&property(5, 3, 0.6, 5)), &OWN, false, 5),
    ];
    crate::read::testing::survive(&book(0x600, &[fonts(), xf(0, 0, 0, 64, 65), theme("4472C4")], &cells));
}
