//! A spreadsheet in each of its containers, what repeats, and damaged ones.

use super::*;
use crate::grid::{Address, Sheet};
use crate::read::testing::{dump, fixture, survive};

/// A flat spreadsheet with one sheet of these rows.
fn flat(rows: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">\
        <office:automatic-styles><style:style style:name=\"r\" style:family=\"table-cell\">\
        <style:table-cell-properties fo:background-color=\"#ff0000\"/></style:style></office:automatic-styles>\
        <office:body><office:spreadsheet><table:table table:name=\"Plan\">{rows}</table:table>\
        </office:spreadsheet></office:body></office:document>"
    )
    .into_bytes()
}

fn sheet(rows: &str) -> Sheet {
    let reading = crate::read::read("t.fods", &flat(rows)).unwrap();
    assert_eq!(reading.findings, []);
    reading.workbook.sheets.into_iter().next().unwrap()
}

fn cells(sheet: &Sheet) -> String {
    let row = |row: &crate::grid::Row| {
        let cell = |cell: &crate::grid::Cell| {
            format!("{}={}", Address::new(row.index, cell.column), cell.value.text())
        };
        row.cells.iter().map(cell).collect::<Vec<_>>().join(" ")
    };
    sheet.rows().iter().map(row).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_package_and_a_flat_file_read_alike() {
    let flat = crate::read::read("plan.fods", &fixture("containers/plan.fods")).unwrap();
    let package = crate::read::read("plan.ods", &fixture("containers/plan.ods")).unwrap();
    assert_eq!((&flat.findings, &package.findings), (&Vec::new(), &Vec::new()));
    assert_eq!(flat.workbook.properties.title.as_deref(), Some("Harbour walk plan"));
    assert_eq!(flat.workbook.properties.modified.as_deref(), Some("2024-04-02T10:30:00"));
    assert_eq!(package.workbook.properties.title, flat.workbook.properties.title);
    assert_eq!(dump(&flat.workbook), dump(&package.workbook));
    assert_eq!(dump(&flat.workbook), String::from_utf8(fixture("containers/plan.txt")).unwrap().trim_end());
}

#[test]
fn values_are_those_of_calamine() {
    use calamine::Reader as _;
    let bytes = fixture("containers/plan.ods");
    let ours = crate::read::read("plan.ods", &bytes).unwrap().workbook;
    let mut theirs: calamine::Ods<_> = calamine::Ods::new(std::io::Cursor::new(bytes.as_slice())).unwrap();
    let range = theirs.worksheet_range("Plan").unwrap();
    let mut compared = 0;
    for row in ours.sheets[0].rows() {
        for cell in row.filled() {
            let other = range.get_value((row.index, cell.column)).unwrap();
            match &cell.value {
                crate::grid::Value::Text(text) => assert_eq!(&other.to_string(), text),
                crate::grid::Value::Number(n) | crate::grid::Value::Percent(n) => {
                    assert_eq!(calamine::DataType::as_f64(other), Some(*n));
                }
                _ => {}
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 25);
}

#[test]
fn what_repeats_is_written_out_where_it_holds_something() {
    let text = |more: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\" {more}><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let rows = [
        format!("<table:table-row table:number-rows-repeated=\"2\">{}</table:table-row>", text("", "a")),
        format!(
            "<table:table-row>{}<table:table-cell table:number-columns-repeated=\"3\"/>{}</table:table-row>",
            text("table:number-columns-repeated=\"2\"", "b"),
            text("", "c")
        ),
        // A few filled cells are a form somebody gave, the rest of the row and of the sheet is its ground.
        "<table:table-row><table:table-cell table:style-name=\"r\" table:number-columns-repeated=\"2\"/>\
        <table:table-cell table:style-name=\"r\" table:number-columns-repeated=\"16382\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:style-name=\"r\"/></table:table-row>"
            .to_owned(),
    ];
    assert_eq!(cells(&sheet(&rows.concat())), "A1=a A2=a A3=b B3=b F3=c A4= B4=");
}

#[test]
fn repetition_has_an_end() {
    let all = "<table:table-row table:number-rows-repeated=\"1048576\">\
        <table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell>\
        </table:table-row>";
    let reading = crate::read::read("t.fods", &flat(all)).unwrap();
    assert_eq!(reading.findings[0].code, Code::SheetUnread);
}

#[test]
fn texts_keep_their_blanks_but_not_their_indentation() {
    let rows = "<table:table-row>\n<table:table-cell office:value-type=\"string\">\n  <text:p>one<text:s text:c=\"2\"/>two  three\n    \
        <text:span>four </text:span></text:p>\n  <text:p/><text:p>five<text:line-break/>six<draw:frame><text:p>aside</text:p></draw:frame></text:p>\n\
        </table:table-cell>\
        <table:table-cell office:value-type=\"string\" calcext:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\" office:string-value=\"as attribute\"/>\
        <table:table-cell office:value-type=\"time\" office:time-value=\"PT9H30M\"><text:p>09:30</text:p></table:table-cell>\
        </table:table-row>";
    let sheet = sheet(rows);
    assert_eq!(cells(&sheet), "A1=one  two  three four \n\nfive\nsix B1=#N/A C1=as attribute D1=09:30");
}

#[test]
fn columns_and_rows_lend_their_style() {
    let rows = "<table:table-column/><table:table-column table:default-cell-style-name=\"r\"/>\
        <table:table-row><table:table-cell/><table:table-cell/></table:table-row>\
        <table:table-row table:default-cell-style-name=\"r\" table:visibility=\"filter\"><table:table-cell/></table:table-row>";
    let sheet = sheet(rows);
    assert_eq!(cells(&sheet), "B1= A2=");
    assert!(sheet.form().hidden_rows.contains(&1));
}

/// The standard keeps conditions with the style; a sheet that has formats of its own says the same once more.
#[test]
fn conditions_of_styles_fill_the_cells_that_have_them() {
    let text = String::from_utf8(flat(
        "<table:table-row><table:table-cell table:style-name=\"m\" office:value-type=\"float\" office:value=\"4\"/>\
        <table:table-cell table:style-name=\"m\" office:value-type=\"string\"><text:p>n/a</text:p></table:table-cell>\
        <table:table-cell table:style-name=\"m\" table:number-columns-repeated=\"2\"/></table:table-row>\
        <table:table-row><table:table-cell table:style-name=\"m\" office:value-type=\"float\" office:value=\"2\"/></table:table-row>",
    ));
    let style = "<style:style style:name=\"m\" style:family=\"table-cell\">\
        <style:map style:condition=\"cell-content()=&quot;n/a&quot;\" style:apply-style-name=\"none\" style:base-cell-address=\"Plan.A1\"/>\
        <style:map style:condition=\"is-true-formula([.A1]&gt;3)\" style:apply-style-name=\"r\" style:base-cell-address=\"Plan.A1\"/>\
        </style:style></office:automatic-styles>";
    let text = text.unwrap().replace("</office:automatic-styles>", style);
    let reading = crate::read::read("t.fods", text.as_bytes()).unwrap();
    let sheet = &reading.workbook.sheets[0];
    let fill =
        |cell: &str| sheet.cell(Address::parse(cell).unwrap())?.style.fill.map(|fill| fill.to_string());
    assert_eq!(["A1", "B1", "C1", "A2"].map(fill), [Some("#FF0000".into()), None, None, None]);
}

#[test]
fn a_file_that_breaks_off_is_read_as_far_as_it_goes() {
    let whole = fixture("containers/plan.fods");
    let end = whole.windows(9).position(|part| part == b"Ada Finch").unwrap();
    let reading = crate::read::read("cut.fods", &[&whole[..end], b"<"].concat()).unwrap();
    assert_eq!(reading.findings[0].code, Code::SheetUnread);
    assert!(dump(&reading.workbook).contains("Repair the railings"));
}

/// LibreOffice puts the date of a format such as `dd mmm yyyy hh:mm;@` into a part of a format for texts.
#[test]
fn a_date_format_inside_a_format_of_texts_shows_what_it_shows() {
    let fods = r#"<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        xmlns:table="t" xmlns:style="s" xmlns:number="n" xmlns:text="x"><office:automatic-styles>
        <number:date-style style:name="N1P0"><number:month/><number:year/></number:date-style>
        <number:text-style style:name="N1"><number:text-content/>
        <style:map style:condition="value()&lt;=1" style:apply-style-name="N1P0"/></number:text-style>
        <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
        </office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Plan"><table:table-row>
        <table:table-cell table:style-name="ce1" office:value-type="date" office:date-value="2024-06-30"><text:p>Jun 24</text:p></table:table-cell>
        </table:table-row></table:table></office:spreadsheet></office:body></office:document>"#;
    let reading = crate::read::read("plan.fods", fods.as_bytes()).unwrap();
    assert_eq!(reading.workbook.sheets[0].text(Address::new(0, 0)), "2024-06");
}

#[test]
fn a_password_is_told() {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
        ),
        ("content.xml", "scrambled"),
    ] {
        zip.start_file(name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let error = crate::read::read("plan.ods", &bytes).unwrap_err();
    assert!(error.to_string().contains("protected by a password"), "{error}");
}

#[test]
fn damage_never_panics() {
    survive(&fixture("containers/plan.fods"));
    survive(&fixture("containers/plan.ods"));
}
