//! The sheet as a Word document: paragraphs, a table for the key, and the table itself, its merged and noted cells as Word has them.

use super::model::{Cell, HEADER, MERGES, NOTE, Row, span};
use super::package::{escaped, pack};
use crate::Fault;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>"#;

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// Writes the document.
pub(crate) fn document(rows: &[Row]) -> Result<Vec<u8>, Fault> {
    let (mut body, mut table) = (String::new(), String::new());
    for (place, (hidden, cells)) in (0_u16..).zip(rows) {
        let filled = cells.iter().filter(|cell| !cell.shown().is_empty()).count();
        match (place, filled) {
            // What parts the table of the key from the next one.
            (_, 0) => body += "<w:p/>",
            (0..HEADER, 1) => body += &cells.first().map(paragraphs).unwrap_or_default(),
            (0..HEADER, _) => {
                let key: String = (0..)
                    .zip(cells.iter().take(filled))
                    .map(|(column, cell)| tc(place, column, cell))
                    .collect();
                body += &format!("<w:tbl>{}</w:tbl>", tr(false, &key));
            }
            _ => {
                let cells: String = (0..).zip(cells).map(|(column, cell)| tc(place, column, cell)).collect();
                table += &tr(*hidden, &cells);
            }
        }
    }
    let (author, text) = NOTE;
    let note: String = text.lines().map(|line| format!("<w:p>{}</w:p>", run(line, ""))).collect();
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let document = format!(
        "{declaration}<w:document {NAMESPACE}><w:body>{body}<w:tbl>{table}</w:tbl><w:p/></w:body></w:document>"
    );
    let comments = format!(
        "{declaration}<w:comments {NAMESPACE}><w:comment w:id=\"0\" w:author=\"{author}\">{note}</w:comment></w:comments>"
    );
    pack(&[
        ("[Content_Types].xml", TYPES.into()),
        ("_rels/.rels", RELATIONS.into()),
        ("word/document.xml", document.into_bytes()),
        ("word/_rels/document.xml.rels", PARTS.into()),
        ("word/comments.xml", comments.into_bytes()),
    ])
}

fn tr(hidden: bool, cells: &str) -> String {
    let hidden = if hidden { "<w:trPr><w:hidden/></w:trPr>" } else { "" };
    format!("<w:tr>{hidden}{cells}</w:tr>")
}

fn tc(row: u16, column: u16, cell: &Cell) -> String {
    let fill =
        cell.fill.map(|fill| format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill:06X}\"/>"));
    let begins = MERGES.iter().any(|[top, left, bottom, _]| *top == row && *left == column && bottom > top);
    let merge = match span(row, column) {
        None => "<w:vMerge/>",
        Some(_) if begins => "<w:vMerge w:val=\"restart\"/>",
        Some(_) => "",
    };
    format!("<w:tc><w:tcPr>{merge}{}</w:tcPr>{}</w:tc>", fill.unwrap_or_default(), paragraphs(cell))
}

fn paragraphs(cell: &Cell) -> String {
    let look = cell.look();
    let bold = if look.bold { "<w:b/>" } else { "" };
    let note = if cell.noted { "<w:r><w:commentReference w:id=\"0\"/></w:r>" } else { "" };
    if cell.is_struck_in_part() {
        let (struck, rest) = cell.parts();
        return format!("<w:p>{}{}</w:p>", run(&struck, "<w:strike/>"), run(&rest, ""));
    }
    let strike = if look.strike { "<w:strike/>" } else { "" };
    let shown = cell.shown();
    let lines: Vec<String> = shown.lines().map(|line| run(line, &format!("{bold}{strike}"))).collect();
    format!("<w:p>{}{note}</w:p>", lines.join("</w:p><w:p>"))
}

fn run(text: &str, form: &str) -> String {
    format!("<w:r><w:rPr>{form}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}
