//! Workbooks as programs write them, as they should not be, and as nobody should trust them.

use std::io::{Cursor, Write};

use calamine::{Data, Reader};
use rust_xlsxwriter as writer;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::error::Result;
use crate::grid::{Address, CellNote, Sheet, Value};
use crate::read::{Limit, ReadOptions, Reading};

fn read_back(fill: impl FnOnce(&mut writer::Worksheet)) -> Sheet {
    let mut book = writer::Workbook::new();
    let sheet = book.add_worksheet().set_name("Plan").unwrap();
    fill(sheet);
    let bytes = book.save_to_buffer().unwrap();
    let reading = crate::read::read("t.xlsx", &bytes).unwrap();
    assert_eq!(reading.findings, []);
    reading.workbook.sheets.into_iter().next().unwrap()
}

fn at(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// A package of parts, as they are given.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const WORKBOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
    <Relationship Id="rId2" Type="x/styles" Target="styles.xml"/>
    <Relationship Id="rId3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

/// The parts of a workbook with one sheet; `more` replaces parts or adds some.
fn book(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let usual = [
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let kept = usual.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    let parts: Vec<(&str, &[u8])> = kept.chain(more).map(|(name, text)| (*name, text.as_bytes())).collect();
    packed(&parts)
}

fn worksheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn reading(bytes: &[u8]) -> Reading {
    crate::read::read("t.xlsx", bytes).unwrap()
}

/// Cells as `A1=text`, by row and column.
fn texts(sheet: &Sheet) -> Vec<String> {
    let rows = sheet.rows().iter();
    rows.flat_map(|r| {
        r.cells.iter().map(|c| format!("{}={}", Address::new(r.index, c.column), c.value.text()))
    })
    .collect()
}

fn findings(reading: &Reading) -> Vec<String> {
    let line = |f: &crate::record::Finding| {
        format!("{}: {} ({})", f.code, f.message, f.source.as_deref().unwrap_or("-"))
    };
    reading.findings.iter().map(line).collect()
}

#[test]
fn values_keep_their_kind() {
    let sheet = read_back(|s| {
        let date = writer::ExcelDateTime::from_ymd(2013, 3, 1).unwrap();
        s.write(0, 0, "  text ").unwrap();
        s.write(0, 1, 4.5).unwrap();
        s.write_with_format(0, 2, &date, &writer::Format::new().set_num_format("dd/mm/yyyy")).unwrap();
        s.write_with_format(0, 3, &date, &writer::Format::new().set_num_format("mmm yy")).unwrap();
        s.write_with_format(0, 4, 0.75, &writer::Format::new().set_num_format("0%")).unwrap();
        s.write(0, 5, true).unwrap();
    });
    let texts: Vec<String> = (0..6).map(|c| sheet.text(Address::new(0, c))).collect();
    assert_eq!(texts, ["  text ", "4.5", "2013-03-01", "2013-03", "75%", "TRUE"]);
}

#[test]
fn fills_strike_and_merges_are_read_of_cells_without_a_value_too() {
    let sheet = read_back(|s| {
        let red = writer::Format::new().set_background_color(writer::Color::RGB(0xFF0000));
        let tinted = writer::Format::new().set_background_color(writer::Color::Theme(9, 0));
        s.write_blank(1, 1, &red).unwrap();
        s.write_blank(2, 1, &tinted).unwrap();
        s.write_with_format(3, 1, "June", &writer::Format::new().set_font_strikethrough().set_bold())
            .unwrap();
        s.merge_range(5, 0, 7, 1, "tall", &writer::Format::new()).unwrap();
    });
    assert_eq!(sheet.cell(at("B2")).unwrap().style.fill.unwrap().to_string(), "#FF0000");
    assert_eq!(sheet.cell(at("B3")).unwrap().style.fill.unwrap().to_string(), "#F79646");
    let struck = sheet.cell(at("B4")).unwrap().style;
    assert!(struck.strike && struck.bold && struck.fill.is_none());
    assert_eq!(sheet.anchor(at("B8")), at("A6"));
}

#[test]
fn a_stray_cell_in_the_last_corner_costs_nothing() {
    let sheet = read_back(|s| {
        s.write(0, 0, "Ref").unwrap();
        s.write(1_048_575, 16_383, "stray").unwrap();
    });
    assert_eq!(sheet.rows().len(), 2);
    assert_eq!(sheet.text(at("XFD1048576")), "stray");
}

#[test]
fn runs_notes_hidden_rows_and_lists_are_read() {
    let sheet = read_back(|s| {
        let (plain, struck) = (writer::Format::new(), writer::Format::new().set_font_strikethrough());
        s.write_rich_string(0, 0, &[(&struck, "Mar 12"), (&plain, " June 2012")]).unwrap();
        s.write_rich_string(1, 0, &[(&struck, "all "), (&struck.clone().set_italic(), "of it")]).unwrap();
        s.write(2, 0, "late").unwrap();
        s.set_row_hidden(2).unwrap();
        s.set_column_hidden(3).unwrap();
        s.insert_note(2, 0, &writer::Note::new("still waiting").set_author("Ann Lee")).unwrap();
        let list = writer::DataValidation::new().allow_list_strings(&["Open", "Closed"]).unwrap();
        s.add_data_validation(0, 1, 9, 1, &list).unwrap();
    });
    let form = sheet.form();
    assert_eq!(sheet.text(at("A1")), "Mar 12 June 2012");
    let strikes = form.strikes.iter().flat_map(|(at, parts)| parts.iter().map(|p| (*at, p.start, p.end)));
    assert_eq!(strikes.collect::<Vec<_>>(), [(at("A1"), 0, 6)]);
    assert!(sheet.cell(at("A2")).unwrap().style.strike, "struck in all its runs");
    assert_eq!(form.hidden_rows.iter().collect::<Vec<_>>(), [&2]);
    assert_eq!(form.hidden_columns, [(3, 3)]);
    let note = CellNote { author: Some("Ann Lee".into()), text: "still waiting".into() };
    assert_eq!(form.notes.iter().collect::<Vec<_>>(), [(&at("A3"), &note)]);
    let choices: Vec<_> = form.choices.iter().map(|c| (c.range.to_string(), c.items.join("|"))).collect();
    assert_eq!(choices, [("B1:B10".to_owned(), "Open|Closed".to_owned())]);
}

#[test]
fn conditional_fills_are_those_that_show() {
    let colored = |rgb| writer::Format::new().set_background_color(writer::Color::RGB(rgb));
    let (red, green, amber) = (colored(0xFF0000), colored(0x00B050), colored(0xFFC000));
    let sheet = read_back(|s| {
        for (row, text) in ["R", "G", "overdue by 3", "other"].into_iter().enumerate() {
            s.write(u32::try_from(row).unwrap(), 0, text).unwrap();
            s.write(u32::try_from(row).unwrap(), 1, u32::try_from(row).unwrap()).unwrap();
        }
        s.write_with_format(4, 0, "G", &amber).unwrap();
        let equal = |text: &str| {
            writer::ConditionalFormatCell::new()
                .set_rule(writer::ConditionalFormatCellRule::EqualTo(text.to_owned()))
        };
        s.add_conditional_format(0, 0, 9, 0, &equal("g").set_format(&green)).unwrap();
        let by_formula = writer::ConditionalFormatFormula::new().set_rule("=$A1=\"R\"").set_format(&red);
        s.add_conditional_format(0, 0, 9, 1, &by_formula).unwrap();
        let text = writer::ConditionalFormatText::new()
            .set_rule(writer::ConditionalFormatTextRule::Contains("OVERDUE".into()))
            .set_format(&amber);
        s.add_conditional_format(0, 0, 9, 0, &text).unwrap();
        let between = writer::ConditionalFormatCell::new()
            .set_rule(writer::ConditionalFormatCellRule::Between(2, 7))
            .set_format(&green);
        s.add_conditional_format(0, 1, 9, 1, &between).unwrap();
    });
    let fills: Vec<String> = sheet
        .rows()
        .iter()
        .flat_map(|row| &row.cells)
        .map(|c| c.style.fill.map_or_else(|| "-".to_owned(), |fill| fill.to_string()))
        .collect();
    let expected = ["#FF0000", "#FF0000", "#00B050", "-", "#FFC000", "#00B050", "-", "#00B050", "#00B050"];
    assert_eq!(fills, expected);
}

#[test]
fn a_rule_that_stops_keeps_later_ones_away() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>1</v></c></row></sheetData>
        <conditionalFormatting sqref="A1:B1">
        <cfRule type="cellIs" dxfId="0" priority="2" operator="greaterThan"><formula>0</formula></cfRule>
        <cfRule type="cellIs" priority="1" operator="greaterThan" stopIfTrue="1"><formula>3</formula></cfRule>
        </conditionalFormatting></worksheet>"#;
    let styles = r#"<styleSheet><dxfs><dxf><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf></dxfs></styleSheet>"#;
    let reading = reading(&book(sheet, &[("xl/styles.xml", styles)]));
    let fill = |cell| reading.workbook.sheets[0].cell(at(cell)).unwrap().style.fill.map(|f| f.to_string());
    assert_eq!([fill("A1"), fill("B1")], [None, Some("#FF0000".into())]);
}

#[test]
fn rules_of_extensions_keep_their_format_inside() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>1</v></c><c r="C1" t="str"><v>late</v></c></row></sheetData>
        <extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule type="cellIs" priority="1" operator="greaterThan">
        <xm:f>$B$1</xm:f><x14:dxf><font><b/></font><fill><patternFill><bgColor theme="9" tint="0.39997558519241921"/></patternFill></fill></x14:dxf></x14:cfRule>
        <x14:cfRule type="containsText" priority="2" operator="containsText"><xm:f>NOT(ISERROR(SEARCH($C$1,C1)))</xm:f>
        <x14:dxf><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></x14:dxf></x14:cfRule>
        <xm:sqref>A1:B1</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"#;
    let sheet = sheet.replace("<xm:sqref>A1:B1", "<xm:sqref>A1:C1").replace(",C1)", ",A1)");
    let reading = reading(&book(&sheet, &[]));
    let fill = |cell| reading.workbook.sheets[0].cell(at(cell)).unwrap().style.fill.map(|f| f.to_string());
    // The theme of 2007, and a text is more than a number.
    assert_eq!([fill("A1"), fill("B1"), fill("C1")], [Some("#FABF8F".into()), None, Some("#FABF8F".into())]);
}

/// A scale, icons and today's date give colours that are not read; bars, duplicates and rules without a fill tell nothing.
#[test]
fn colours_that_are_worked_out_are_told() {
    let rules = [
        ("E2:E9", r#"<cfRule type="colorScale" priority="1"><colorScale/></cfRule>"#),
        ("F2:F9 H2", r#"<cfRule type="iconSet" priority="2"><iconSet/></cfRule>"#),
        (
            "G2:G9",
            r#"<cfRule type="expression" dxfId="0" priority="3"><formula>$D2&lt;TODAY()</formula></cfRule>"#,
        ),
        ("I2:I9", r#"<cfRule type="dataBar" priority="4"><dataBar/></cfRule>"#),
        ("J2:J9", r#"<cfRule type="duplicateValues" dxfId="0" priority="5"/>"#),
        ("K2:K9", r#"<cfRule type="expression" priority="6"><formula>$D2&lt;TODAY()</formula></cfRule>"#),
    ];
    let rules: String = rules
        .iter()
        .map(|(at, rule)| format!(r#"<conditionalFormatting sqref="{at}">{rule}</conditionalFormatting>"#))
        .collect();
    let sheet = worksheet(r#"<row r="1"><c r="A1" t="str"><v>Ref</v></c></row>"#)
        .replace("</worksheet>", &format!("{rules}</worksheet>"));
    let styles = r#"<styleSheet><dxfs><dxf><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf></dxfs></styleSheet>"#;
    let reading = reading(&book(&sheet, &[("xl/styles.xml", styles)]));
    let found: Vec<_> = reading.findings.iter().map(|f| (f.code, f.source.as_deref().unwrap())).collect();
    assert_eq!(found, [(crate::record::Code::FormUnread, "Plan!E2:E9,F2:F9,G2:G9,H2")]);
}

#[test]
fn fills_of_every_way_to_name_a_colour() {
    let fills = [
        (r#"<patternFill patternType="none"/>"#, None),
        (r#"<patternFill patternType="gray125"/>"#, None),
        (
            r#"<patternFill patternType="solid"><fgColor rgb="FF00B050"/><bgColor indexed="64"/></patternFill>"#,
            Some("#00B050"),
        ),
        (
            r#"<patternFill patternType="solid"><fgColor theme="4" tint="0.59999389629810485"/></patternFill>"#,
            Some("#BDD7EE"),
        ),
        (
            r#"<patternFill patternType="solid"><fgColor theme="0" tint="-0.34998626667073579"/></patternFill>"#,
            Some("#A6A6A6"),
        ),
        (r#"<patternFill patternType="solid"><fgColor indexed="10"/></patternFill>"#, Some("#FF0000")),
        (r#"<patternFill patternType="solid"><fgColor indexed="11"/></patternFill>"#, Some("#123456")),
        (r#"<patternFill patternType="solid"><fgColor auto="1"/></patternFill>"#, Some("#000000")),
        (r#"<patternFill patternType="lightUp"><fgColor rgb="FFFFC000"/></patternFill>"#, Some("#FFC000")),
        (r#"<patternFill patternType="none"><fgColor rgb="FFFFC000"/></patternFill>"#, None),
    ];
    let all: String = fills.iter().map(|(fill, _)| format!("<fill>{fill}</fill>")).collect();
    let forms: String = (0..fills.len()).map(|n| format!(r#"<xf fillId="{n}"/>"#)).collect();
    let palette: String = (0..64)
        .map(|n| format!(r#"<rgbColor rgb="00{}"/>"#, if n == 11 { "123456" } else { "FF0000" }))
        .collect();
    let styles = format!(
        "<styleSheet><fills>{all}</fills><cellXfs>{forms}</cellXfs><colors><indexedColors>{palette}</indexedColors></colors></styleSheet>"
    );
    let theme = r#"<theme><clrScheme><dk1><sysClr val="windowText" lastClr="000000"/></dk1>
        <lt1><sysClr val="window" lastClr="FFFFFF"/></lt1><accent1><srgbClr val="5B9BD5"/></accent1></clrScheme></theme>"#;
    let relations = RELATIONS.replace(
        "</Relationships>",
        r#"<Relationship Id="t" Type="x/theme" Target="theme1.xml"/></Relationships>"#,
    );
    let cells: String = (0..fills.len()).map(|n| format!(r#"<c s="{n}"><v>1</v></c>"#)).collect();
    let bytes = book(
        &worksheet(&format!("<row>{cells}</row>")),
        &[("xl/styles.xml", &styles), ("xl/theme1.xml", theme), ("xl/_rels/workbook.xml.rels", &relations)],
    );
    let reading = reading(&bytes);
    for (place, (xml, expected)) in fills.iter().enumerate() {
        let cell = reading.workbook.sheets[0].cell(Address::new(0, u32::try_from(place).unwrap())).unwrap();
        assert_eq!(cell.style.fill.map(|fill| fill.to_string()).as_deref(), *expected, "{xml}");
    }
}

#[test]
fn what_cannot_be_read_is_a_finding_and_the_rest_is_read() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>9</v></c><c r="C1" t="s"><v>x</v></c></row>
        <row r="2"><c r="A4294967297"><v>1</v></c><c r="B2"><v>seven</v></c><c r="C2"><f>1+1</f></c><c r="D2"><f>"a"</f><v/></c></row>
        <row r="3"><c r="A3" s="1"><v>60</v></c><c r="B3" t="e"><v>#SPILL!</v></c><c r="C3" t="str"><f>""</f><v></v></c></row>"#;
    let sheet = format!(
        r#"<worksheet><sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A1:#REF!"/><mergeCell ref="A5:B6"/></mergeCells></worksheet>"#
    );
    let styles = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let strings = "<sst><si><t>Ref</t></si></sst>";
    let reading = reading(&book(&sheet, &[("xl/styles.xml", styles), ("xl/sharedStrings.xml", strings)]));
    let sheet = &reading.workbook.sheets[0];
    assert_eq!(texts(sheet), ["A1=Ref", "B2=seven", "A3=60", "B3=#SPILL!"]);
    assert_eq!(sheet.cell(at("B3")).unwrap().value, Value::Error("#SPILL!".into()));
    assert_eq!(sheet.merges().len(), 1);
    assert_eq!(
        findings(&reading),
        [
            "cell-unread: 1 reference that no sheet has was not read: `A4294967297` (Plan)",
            "cell-unread: 1 malformed merged range was not read: `A1:#REF!` (Plan)",
            "cell-unread: 2 cells name shared texts that are not there (Plan!B1:C1)",
            "cell-unread: 1 number cell holds no number and was read as text (Plan!B2)",
            "formula-unsaved: 2 formulas without a stored result: open the file in Excel and save it (Plan!C2:D2)",
            "date-unparsed: 1 date cell holds a number that is no date and was kept as a number (Plan!A3)",
        ]
    );
}

#[test]
fn texts_are_what_a_person_reads() {
    let strings = r#"<x:sst xmlns:x="s"><x:si><x:t>a &amp; b &#10;c</x:t></x:si><x:si><x:t xml:space="preserve"> kept </x:t></x:si>
        <x:si><x:t> trimmed </x:t></x:si><x:si><x:r><x:t>東京</x:t></x:r><x:rPh><x:t>トウキョウ</x:t></x:rPh></x:si>
        <x:si><x:t><![CDATA[1 < 2]]></x:t></x:si><x:si><x:t>a_x000D_b R&D</x:t></x:si><x:si/></x:sst>"#;
    let cells: String = (0..7).map(|n| format!(r#"<c t="s"><v>{n}</v></c>"#)).collect();
    let rows =
        format!(r#"<row>{cells}<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>"#);
    let reading = reading(&book(&worksheet(&rows), &[("xl/sharedStrings.xml", strings)]));
    let expected =
        ["A1=a & b \nc", "B1= kept ", "C1=trimmed", "D1=東京", "E1=1 < 2", "F1=a\rb R&D", "H1=inline"];
    assert_eq!(texts(&reading.workbook.sheets[0]), expected);
    assert_eq!(reading.findings, []);
}

#[test]
fn packages_of_odd_programs_are_read() {
    let sheet = worksheet(r#"<row><c t="inlineStr"><is><t>Ref – £</t></is></c></row>"#);
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(sheet.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin = [
        b"<?xml version=\"1.0\" encoding=\"windows-1252\"?>".to_vec(),
        sheet
            .chars()
            .map(|c| match c {
                '–' => 0x96,
                '£' => 0xA3,
                c => u8::try_from(c).unwrap(),
            })
            .collect(),
    ]
    .concat();
    let strict = WORKBOOK
        .replace("xmlns:r=\"r\"", "xmlns:r=\"http://purl.oclc.org/ooxml/officeDocument/relationships\"");
    let no_id = WORKBOOK.replace(" r:id=\"rId1\"", "");
    let root = r#"<Relationships><Relationship Id="r" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Book/Main.xml"/></Relationships>"#;
    let cases: [&[(&str, &[u8])]; 6] = [
        &[
            ("xl\\workbook.xml", WORKBOOK.as_bytes()),
            ("xl\\_rels\\workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl\\worksheets\\sheet1.xml", sheet.as_bytes()),
        ],
        &[
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/worksheets/Sheet1.xml", &wide),
        ],
        &[
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/worksheets/sheet1.xml", &latin),
        ],
        &[
            ("_rels/.rels", root.as_bytes()),
            ("book/main.xml", strict.as_bytes()),
            ("book/_rels/main.xml.rels", RELATIONS.as_bytes()),
            ("book/worksheets/sheet1.xml", sheet.as_bytes()),
            ("[Content_Types].xml", b"<Types/>"),
        ],
        &[
            ("xl/workbook.xml", no_id.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ],
        &[("xl/workbook.xml", WORKBOOK.as_bytes()), ("xl/worksheets/sheet1.xml", sheet.as_bytes())],
    ];
    for (place, parts) in cases.iter().enumerate() {
        let reading = reading(&packed(parts));
        assert_eq!(reading.findings, [], "case {place}");
        assert_eq!(texts(&reading.workbook.sheets[0]), ["A1=Ref – £"], "case {place}");
    }
}

#[test]
fn sheets_that_are_not_cells_or_not_there_are_reported() {
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="Plan" r:id="rId1"/><sheet name="Chart" r:id="c"/>
        <sheet name="Auto" r:id="m"/><sheet name="Gone" r:id="g"/><sheet name="Torn" r:id="b" state="veryHidden"/></sheets></workbook>"#;
    let relations = RELATIONS.replace(
        "</Relationships>",
        r#"<Relationship Id="c" Type="x/chartsheet" Target="chart.xml"/><Relationship Id="m" Type="x/xlMacrosheet" Target="m.xml"/>
        <Relationship Id="b" Type="x/worksheet" Target="torn.xml"/></Relationships>"#,
    );
    let bytes = book(
        &worksheet("<row><c><v>1</v></c></row>"),
        &[
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", &relations),
            ("xl/chart.xml", "<chartsheet/>"),
            ("xl/m.xml", "<macrosheet/>"),
            ("xl/torn.xml", "<worksheet><sheetData><row><c><v>1</v></c>"),
        ],
    );
    let reading = reading(&bytes);
    assert_eq!(reading.workbook.sheets.len(), 1);
    assert_eq!(
        findings(&reading),
        [
            "sheet-skipped: sheet `Chart` was passed over: it is a chart (Chart)",
            "sheet-skipped: sheet `Auto` was passed over: it is a macro sheet (Auto)",
            "sheet-unread: sheet `Gone` cannot be read: the package holds no part for it (Gone)",
            "sheet-unread: sheet `Torn` cannot be read: expected the end of an element, found the end of the part (Torn)",
        ]
    );
}

#[test]
fn lists_may_stand_on_another_sheet_or_behind_a_name() {
    let workbook = r#"<workbook xmlns:r="r"><sheets><sheet name="Plan" r:id="rId1"/><sheet name="Look up" r:id="l"/></sheets>
        <definedNames><definedName name="Ratings">'Look up'!$A$1:$A$2</definedName></definedNames></workbook>"#;
    let relations = RELATIONS.replace(
        "</Relationships>",
        r#"<Relationship Id="l" Type="x/worksheet" Target="l.xml"/></Relationships>"#,
    );
    let sheet = r#"<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><dataValidations>
        <dataValidation type="list" sqref="B2:B9 D2"><formula1>ratings</formula1></dataValidation>
        <dataValidation type="whole" sqref="C2"><formula1>1</formula1></dataValidation>
        <dataValidation type="list" sqref="C3"><formula1>INDIRECT("x")</formula1></dataValidation></dataValidations>
        <extLst><ext><x14:dataValidations xmlns:x14="x"><x14:dataValidation type="list"><x14:formula1><xm:f>'Look up'!$A:$A</xm:f></x14:formula1><xm:sqref>E2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"#;
    let list = worksheet(
        r#"<row><c t="str"><v>Low</v></c></row><row><c t="str"><v>High</v></c></row><row><c t="str"><v>Other</v></c></row>"#,
    );
    let reading = reading(&book(
        sheet,
        &[("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", &relations), ("xl/l.xml", &list)],
    ));
    let choices = reading.workbook.sheets[0]
        .form()
        .choices
        .iter()
        .map(|c| format!("{} {}", c.range, c.items.join("|")));
    assert_eq!(choices.collect::<Vec<_>>(), ["B2:B9 Low|High", "D2 Low|High", "E2 Low|High|Other"]);
}

#[test]
fn threaded_comments_are_read_once_with_their_author() {
    let relations = r#"<Relationships><Relationship Id="a" Type="x/comments" Target="../c.xml"/><Relationship Id="b" Type="x/threadedComment" Target="../t.xml"/></Relationships>"#;
    let book_relations = RELATIONS.replace(
        "</Relationships>",
        r#"<Relationship Id="p" Type="x/person" Target="p.xml"/></Relationships>"#,
    );
    let notes = r#"<comments><authors><author>tc={1}</author></authors><commentList><comment ref="A1" authorId="0"><text><t>[Threaded comment] ... go.microsoft.com/fwlink/?linkid=870924 Comment: why?</t></text></comment></commentList></comments>"#;
    let threads = r#"<ThreadedComments><threadedComment ref="A1" personId="{P}"><text>why?</text></threadedComment><threadedComment ref="A1" personId="{Q}"><text>because</text></threadedComment><threadedComment ref="A1" personId="{R}"><text>so &amp; so</text></threadedComment><threadedComment ref="A1" personId="{P}"><text>thanks</text></threadedComment></ThreadedComments>"#;
    let people = r#"<personList><person displayName="Ann Lee" id="{P}"/><person displayName="Bo Roe" id="{R}"/></personList>"#;
    let bytes = book(
        &worksheet("<row><c><v>1</v></c></row>"),
        &[
            ("xl/worksheets/_rels/sheet1.xml.rels", relations),
            ("xl/_rels/workbook.xml.rels", &book_relations),
            ("xl/c.xml", notes),
            ("xl/t.xml", threads),
            ("xl/p.xml", people),
        ],
    );
    let reading = reading(&bytes);
    let note =
        CellNote { author: Some("Ann Lee".into()), text: "why?\nbecause\nBo Roe: so & so\nthanks".into() };
    assert_eq!(reading.workbook.sheets[0].form().notes.iter().collect::<Vec<_>>(), [(&at("A1"), &note)]);
}

#[test]
fn properties_are_read() {
    let mut book = writer::Workbook::new();
    book.add_worksheet();
    let made = writer::ExcelDateTime::from_ymd(2021, 6, 1).unwrap();
    let properties = writer::DocProperties::new()
        .set_title("Plan")
        .set_creation_datetime(&made)
        .set_custom_property("Period", "Q1");
    book.set_properties(&properties);
    let properties = reading(&book.save_to_buffer().unwrap()).workbook.properties;
    assert_eq!(properties.title.as_deref(), Some("Plan"));
    assert_eq!(properties.created.as_deref(), Some("2021-06-01T00:00:00Z"));
    assert_eq!(properties.modified.as_deref(), Some("2021-06-01T00:00:00Z"));
    assert_eq!(properties.custom.get("Period").map(String::as_str), Some("Q1"));
}

/// calamine reads the same values of the repository's own workbooks.
#[test]
fn values_are_those_of_another_reader() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/plan");
    let mut compared = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "xlsx") {
            continue;
        }
        let reading = crate::read::open(&path).unwrap();
        let mut oracle: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
        for sheet in &reading.workbook.sheets {
            let range = oracle.worksheet_range(&sheet.name).unwrap();
            let (row, column) = range.start().unwrap_or_default();
            for (r, c, data) in range.used_cells() {
                let place = |base: u32, n: usize| base + u32::try_from(n).unwrap();
                let at = Address::new(place(row, r), place(column, c));
                let own = sheet.cell(at).map(|cell| cell.value.clone()).unwrap_or_default();
                let same = match (data, &own) {
                    (Data::Int(n), Value::Number(own) | Value::Percent(own)) => *n as f64 == *own,
                    (Data::Float(n), Value::Number(own) | Value::Percent(own)) => n == own,
                    (Data::String(text), own) => {
                        *text == own.text() || text.trim().is_empty() && own.is_blank()
                    }
                    (Data::Bool(yes), Value::Boolean(own)) => yes == own,
                    (Data::DateTime(date), Value::Date(own, _)) => {
                        let (year, month, day, ..) = date.to_ymd_hms_milli();
                        format!("{year:04}-{month:02}-{day:02}") == own.date().to_string()
                    }
                    _ => false,
                };
                assert!(same, "{}: {}!{at}: {data:?}, {own:?}", path.display(), sheet.name);
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "{compared} cells compared");
}

#[test]
fn limits_and_damage_stop_the_run_with_what_to_do() {
    let many: String = (0..30).map(|_| "<c><v>1</v></c>").collect();
    let merges = r#"<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>"#;
    let sheet = format!("<worksheet><sheetData><row>{many}</row></sheetData>{merges}</worksheet>");
    let strings = format!("<sst><si><t>{}</t></si></sst>", "long ".repeat(100));
    let bytes = book(&sheet, &[("xl/sharedStrings.xml", &strings)]);
    let with = |limit: Limit, value: u64| -> Result<Reading> {
        let mut options = ReadOptions::default();
        options.limits.set(limit, value);
        crate::read::read_with("t.xlsx", &bytes, &options)
    };
    let cases = [
        (Limit::Cells, 29, "expected at most 29 non-empty cells, found more (limit `cells`)"),
        (Limit::Merges, 1, "expected at most 1 merged ranges in a sheet, found more (limit `merges`)"),
        (Limit::Text, 100, "expected at most 100 bytes of text in a cell, found more (limit `text`)"),
        (Limit::Input, 100, "expected at most 100 bytes of input, found more (limit `input`)"),
        (Limit::Entries, 2, "expected at most 2 parts in the package, found more (limit `entries`)"),
    ];
    for (limit, value, expected) in cases {
        assert_eq!(with(limit, value).unwrap_err().to_string(), format!("t.xlsx: {expected}"));
    }
    assert!(with(Limit::Cells, 30).is_ok());
    for cut in [200, bytes.len() - 30] {
        let error = crate::read::read("t.xlsx", &bytes[..cut]).unwrap_err();
        assert_eq!(error.to_string(), "t.xlsx: the file is damaged or incomplete");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[test]
fn a_workbook_none_of_whose_sheets_can_be_read_is_an_error() {
    let error = crate::read::read("t.xlsx", &book("<worksheet><sheetData>", &[])).unwrap_err();
    assert_eq!(error.to_string(), "t.xlsx: sheet `Plan`: cannot be read");
    let error = crate::read::read("t.xlsx", &packed(&[("xl/other.xml", b"<a/>")])).unwrap_err();
    assert_eq!(error.to_string(), "t.xlsx: workbook: cannot be read");
}
