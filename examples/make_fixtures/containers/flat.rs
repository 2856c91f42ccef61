//! The sheet as a flat OpenDocument spreadsheet.

use super::model::{Cell, Look, NAME, NOTE, Row, Value, span};
use super::package::escaped;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:date-style style:name="day"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:percentage-style style:name="share"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="through" style:family="text"><style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>
"#;

/// Writes the spreadsheet.
pub(crate) fn spreadsheet(rows: &[Row]) -> String {
    let mut looks: Vec<Look> = Vec::new();
    let body: String = (0..).zip(rows).map(|(place, row)| table_row(place, row, &mut looks)).collect();
    let styles: String = looks.iter().enumerate().map(|(place, look)| style(place, *look)).collect();
    format!(
        "{HEAD}{styles}</office:automatic-styles>\n<office:body><office:spreadsheet><table:table table:name=\"{NAME}\">\n\
         <table:table-column table:number-columns-repeated=\"8\"/>\n{body}</table:table></office:spreadsheet></office:body></office:document>\n"
    )
}

fn style(place: usize, look: Look) -> String {
    let numbers = match look {
        Look { day: true, .. } => " style:data-style-name=\"day\"",
        Look { share: true, .. } => " style:data-style-name=\"share\"",
        _ => "",
    };
    let fill =
        look.fill.map(|fill| format!("<style:table-cell-properties fo:background-color=\"#{fill:06x}\"/>"));
    let mut font = String::new();
    if look.bold {
        font += " fo:font-weight=\"bold\"";
    }
    if look.strike {
        font += " style:text-line-through-style=\"solid\" style:text-line-through-type=\"single\"";
    }
    let font = if font.is_empty() { font } else { format!("<style:text-properties{font}/>") };
    format!(
        "<style:style style:name=\"c{place}\" style:family=\"table-cell\"{numbers}>{}{font}</style:style>\n",
        fill.unwrap_or_default()
    )
}

fn table_row(place: u16, (hidden, cells): &Row, looks: &mut Vec<Look>) -> String {
    let cells: String =
        (0..).zip(cells).map(|(column, cell)| table_cell(place, column, cell, looks)).collect();
    let visibility = if *hidden { " table:visibility=\"filter\"" } else { "" };
    format!("<table:table-row{visibility}>{cells}</table:table-row>\n")
}

fn table_cell(row: u16, column: u16, cell: &Cell, looks: &mut Vec<Look>) -> String {
    let Some((across, down)) = span(row, column) else {
        return "<table:covered-table-cell/>".to_owned();
    };
    let look = cell.look();
    let known = looks.iter().position(|known| *known == look);
    let style = known.unwrap_or_else(|| {
        looks.push(look);
        looks.len() - 1
    });
    let kind = match cell.value {
        Value::Empty => String::new(),
        Value::Text(_) => " office:value-type=\"string\"".to_owned(),
        Value::Day(day, _) => format!(" office:value-type=\"date\" office:date-value=\"{day}\""),
        Value::Share(share) => format!(" office:value-type=\"percentage\" office:value=\"{share}\""),
    };
    let spanned = match (across, down) {
        (1, 1) => String::new(),
        _ => format!(" table:number-columns-spanned=\"{across}\" table:number-rows-spanned=\"{down}\""),
    };
    let (author, text) = NOTE;
    let note = match cell.noted {
        true => format!(
            "<office:annotation><dc:creator>{author}</dc:creator>{}</office:annotation>",
            paragraphs(text)
        ),
        false => String::new(),
    };
    let text = if cell.is_struck_in_part() {
        let (struck, rest) = cell.parts();
        // A blank at the beginning of a part is one that is meant.
        let rest = escaped(&rest).replacen(' ', "<text:s/>", 1);
        format!(
            "<text:p><text:span text:style-name=\"through\">{}</text:span>{rest}</text:p>",
            escaped(&struck)
        )
    } else {
        paragraphs(&cell.shown())
    };
    format!("<table:table-cell table:style-name=\"c{style}\"{kind}{spanned}>{note}{text}</table:table-cell>")
}

fn paragraphs(text: &str) -> String {
    text.lines().map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect()
}
