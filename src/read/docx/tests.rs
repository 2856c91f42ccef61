//! Documents written part by part, as small as they can be.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::*;
use crate::grid::Sheet;

fn document(body: &str, other: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let main = format!(r#"<w:document xmlns:w="x"><w:body>{body}</w:body></w:document>"#);
    for (name, text) in [("word/document.xml", main.as_str())].into_iter().chain(other.iter().copied()) {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet(body: &str, other: &[(&str, &str)]) -> Sheet {
    read("plan.docx", &document(body, other), &Limits::default()).unwrap().workbook.sheets.remove(0)
}

fn at(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
}

#[test]
fn tables_keep_spans_shading_and_strike() {
    let struck = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>March</w:t></w:r><w:r><w:t xml:space=\"preserve\"> June</w:t></w:r></w:p>";
    let rows = [
        tc("<w:gridSpan w:val=\"2\"/>", &p("Plan"))
            + &tc("<w:shd w:val=\"clear\" w:fill=\"FF0000\"/>", "<w:p/>"),
        tc("<w:vMerge w:val=\"restart\"/>", &p("1"))
            + &tc("", &(p("Light the pier") + &p("by night")))
            + &tc("", struck),
        tc("<w:vMerge/>", "<w:p/>") + &tc("", &p("Buy lamps")) + &tc("", &p("July")),
    ];
    let table: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    let sheet = sheet(&format!("{}<w:tbl>{table}</w:tbl>", p("Harbour")), &[]);
    assert_eq!(sheet.text(at("A1")), "Harbour");
    assert_eq!(sheet.anchor(at("B2")), at("A2"));
    assert_eq!(sheet.cell(at("C2")).unwrap().style.fill.unwrap().to_string(), "#FF0000");
    assert_eq!(sheet.text(at("B3")), "Light the pier\nby night");
    assert_eq!(sheet.anchor(at("A4")), at("A3"));
    assert_eq!((sheet.text(at("B4")), sheet.text(at("C4"))), ("Buy lamps".into(), "July".into()));
    assert_eq!(sheet.text(at("C3")), "March June");
    assert_eq!(sheet.form().strikes[&at("C3")], vec![0..5_usize; 1]);
}

#[test]
fn headers_and_footers_are_told_where_they_say_something() {
    let part = |text: &str| format!(r#"<w:hdr xmlns:w="x">{}</w:hdr>"#, p(text));
    // A text box has a second copy for older programs, and a tab parts two texts.
    let boxed = r#"<w:ftr xmlns:w="x"><w:p><w:r><Choice><w:txbxContent><w:p><w:r><w:t>Quay</w:t><w:tab/><w:t>trust</w:t></w:r></w:p>
        </w:txbxContent></Choice><Fallback><w:p><w:r><w:t>Quay</w:t></w:r></w:p></Fallback></w:r></w:p></w:ftr>"#.to_owned();
    let parts = [
        ("word/header1.xml", part("Harbour plan as at 30 June 2024")),
        ("word/header2.xml", part("Harbour plan as at 30 June 2024")),
        ("word/header3.xml", part("")),
        ("word/footer1.xml", part("Page 1 of 3")),
        ("word/footer2.xml", part("Draft")),
        ("word/footer3.xml", boxed),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let reading = read("plan.docx", &document(&p("Plan"), &parts), &Limits::default()).unwrap();
    let told: Vec<_> = reading.findings.iter().map(|finding| finding.message.as_str()).collect();
    let expected = [
        "the footer of the pages is not read: `Draft`",
        "the footer of the pages is not read: `Quay trust`",
        "the header of the pages is not read: `Harbour plan as at 30 June 2024`",
    ];
    assert_eq!(told, expected);
}

#[test]
fn numbers_comments_and_deletions_are_what_a_reader_sees() {
    let numbering = r#"<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
        <w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let comments = r#"<w:comments xmlns:w="x"><w:comment w:id="4" w:author="A Finch"><w:p><w:r><w:t>ask again</w:t></w:r></w:p></w:comment></w:comments>"#;
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
    let edited = "<w:p><w:r><w:t>Buy </w:t></w:r><w:del><w:r><w:delText>forty </w:delText></w:r></w:del><w:ins><w:r><w:t>fifty lamps</w:t></w:r></w:ins>\
        <w:r><w:commentReference w:id=\"4\"/></w:r></w:p>";
    let row = format!("<w:tr>{}{}</w:tr>", tc("", numbered), tc("", edited));
    let parts = [("word/numbering.xml", numbering), ("word/comments.xml", comments)];
    let sheet = sheet(&format!("<w:tbl>{row}{row}</w:tbl>"), &parts);
    assert_eq!((sheet.text(at("A1")), sheet.text(at("A2"))), ("1.".into(), "2.".into()));
    assert_eq!(sheet.text(at("B1")), "Buy fifty lamps");
    let note = &sheet.form().notes[&at("B1")];
    assert_eq!((note.author.as_deref(), note.text.as_str()), (Some("A Finch"), "ask again"));
}

#[test]
fn footnotes_are_notes_and_a_note_is_on_one_place() {
    let note = "<w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>see the annex</w:t></w:r></w:p></w:footnote>";
    let rule = "<w:footnote w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>";
    let notes = format!("<w:footnotes xmlns:w=\"x\">{rule}{note}</w:footnotes>");
    let cell = "<w:p><w:r><w:t>Buy lamps</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let row = format!("<w:tr>{}{}</w:tr>", tc("", cell), tc("", cell));
    let sheet = sheet(&format!("<w:tbl>{row}</w:tbl>"), &[("word/footnotes.xml", &notes)]);
    assert_eq!(sheet.form().notes.len(), 1);
    assert_eq!(sheet.form().notes[&at("A1")].text, "see the annex");
}

#[test]
fn text_of_boxes_and_under_merged_cells_is_kept() {
    let open = tc("<w:vMerge w:val=\"restart\"/>", &p("1")) + &tc("", &p("a"));
    let covered = tc("<w:vMerge/>", &p("unseen")) + &tc("", &p("b"));
    let old_box = format!(
        "<w:p><w:r><w:pict><v:shape><w:txbxContent>{}</w:txbxContent></v:shape></w:pict></w:r></w:p>",
        p("Board of May")
    );
    let sheet = sheet(&format!("{old_box}<w:tbl><w:tr>{open}</w:tr><w:tr>{covered}</w:tr></w:tbl>"), &[]);
    let texts = ["A1", "A2", "A3", "B3"].map(|address| sheet.text(at(address)));
    assert_eq!(texts, ["Board of May", "1", "unseen", "b"]);
    assert_eq!(sheet.anchor(at("A3")), at("A2"));
}

#[test]
fn a_table_in_a_cell_is_text_of_that_cell() {
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", &p("a")), tc("", &p("b")));
    let sheet =
        sheet(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", &inner), tc("", &p("beside"))), &[]);
    assert_eq!(sheet.text(at("A1")).split_whitespace().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(sheet.text(at("B1")), "beside");
}

#[test]
fn a_package_without_its_document_is_an_error() {
    let error = read("plan.docx", b"PK\x03\x04", &Limits::default()).unwrap_err();
    assert_eq!(error.to_string(), "plan.docx: the file is damaged or incomplete");
}
