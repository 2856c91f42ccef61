//! The sheet as a page that Excel saves (bare and as a web archive), and as the XML of Excel 2003.

use std::fmt::Write as _;

use super::model::{Cell, Look, NAME, NOTE, Row, Value, span};
use super::package::escaped;

/// Columns of quoted-printable text.
const LINE: usize = 72;

/// Writes the page: forms in classes, the note at its foot.
pub(crate) fn page(rows: &[Row]) -> String {
    let mut looks: Vec<Look> = Vec::new();
    let mut body = String::new();
    for (place, (hidden, cells)) in (0_u16..).zip(rows) {
        body += if *hidden { "<tr style='display:none'>\n" } else { "<tr>\n" };
        for (column, cell) in (0_u16..).zip(cells) {
            if let Some((across, down)) = span(place, column) {
                body += &td(cell, (across, down), class(&mut looks, cell.look()));
            }
        }
        body += "</tr>\n";
    }
    let rules: String = looks.iter().enumerate().map(|(place, look)| rule(place, *look)).collect();
    let (author, text) = NOTE;
    let text = text.replace('\n', "<br>\n");
    format!(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n<head>\n\
         <meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">\n<style>\n<!--\n\
         .font5 {{text-decoration:line-through;}}\n{rules}-->\n</style>\n\
         <!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>{NAME}</x:Name>\
         </x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->\n</head>\n<body>\n<table>\n{body}</table>\n\
         <div style='mso-element:comment-list'><![if !supportAnnotations]>\n<hr class=msocomhide align=left size=1 width=\"33%\">\n<![endif]>\n\
         <div style='mso-element:comment'><![if !supportAnnotations]>\n<div id=\"_com_1\" class=msocomtxt><![endif]>\n\
         <div><![if !supportAnnotations]><a class=msocomhide href=\"#_msoanchor_1\" name=\"_msocom_1\">[1]</a><![endif]>\
         <font class=\"font0\"><b>{author}:</b><br>\n{text}</font></div>\n<![if !supportAnnotations]></div>\n<![endif]></div>\n</div>\n\
         </body>\n</html>\n"
    )
}

/// The number of a look, which becomes known.
fn class(looks: &mut Vec<Look>, look: Look) -> usize {
    looks.iter().position(|known| *known == look).unwrap_or_else(|| {
        looks.push(look);
        looks.len() - 1
    })
}

fn rule(place: usize, look: Look) -> String {
    let mut rule = format!(".xl{}\n\t{{mso-style-parent:style0;", 65 + place);
    if look.bold {
        rule += "\n\tfont-weight:700;";
    }
    if look.strike {
        rule += "\n\ttext-decoration:line-through;";
    }
    if let Some(fill) = look.fill {
        let _ = write!(rule, "\n\tbackground:#{fill:06X};\n\tmso-pattern:black none;");
    }
    rule + "}\n"
}

fn td(cell: &Cell, (across, down): (u16, u16), class: usize) -> String {
    let mut td = format!(" <td class=xl{}", 65 + class);
    if across > 1 {
        let _ = write!(td, " colspan={across}");
    }
    if down > 1 {
        let _ = write!(td, " rowspan={down}");
    }
    let (struck, rest) = cell.parts();
    let text = match cell.shown().as_str() {
        "" => "&nbsp;".to_owned(),
        _ if cell.is_struck_in_part() => format!("<font class=\"font5\">{struck}</font>{rest}"),
        // Excel breaks long lines of its pages where there is a blank.
        shown => escaped(shown).replace('\n', "<br>\n    "),
    };
    let note = match cell.noted {
        true => {
            "<![if !supportAnnotations]><a class=msocomanchor id=\"_anchor_1\" href=\"#_msocom_1\" \
             name=\"_msoanchor_1\">[1]</a><![endif]>"
        }
        false => "",
    };
    format!("{td}>{text}{note}</td>\n")
}

/// Writes the page as a web archive: letters beyond ASCII as references, lines broken.
pub(crate) fn archive(rows: &[Row]) -> String {
    let plain = |text: &str| -> String {
        text.chars()
            .map(|c| if c.is_ascii() { c.to_string() } else { format!("&#{};", u32::from(c)) })
            .collect()
    };
    let frames = format!(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>\n<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>\
         <x:ExcelWorksheet><x:Name>{NAME}</x:Name><x:WorksheetSource HRef=\"lido_files/sheet001.htm\"/></x:ExcelWorksheet>\
         </x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->\n</head><frameset rows=\"*,39\"></frameset></html>\n"
    );
    let tabs = format!(
        "<html><body><table><tr><td><small><a href=\"sheet001.htm\">{NAME}</a></small></td></tr></table></body></html>\n"
    );
    let part = |place: &str, page: &str| {
        format!(
            "------=_NextPart_01\nContent-Location: file:///C:/{place}\nContent-Transfer-Encoding: quoted-printable\n\
             Content-Type: text/html; charset=\"us-ascii\"\n\n{}\n",
            quoted_printable(page)
        )
    };
    let head = "MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary=\"----=_NextPart_01\"\n\n";
    let parts = part("lido.htm", &frames)
        + &part("lido_files/sheet001.htm", &plain(&page(rows)))
        + &part("lido_files/tabstrip.htm", &tabs);
    format!("{head}{parts}------=_NextPart_01--\n").replace('\n', "\r\n")
}

fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut width = 0;
        for c in line.chars() {
            let piece = if c == '=' || c == '\t' { format!("={:02X}", u32::from(c)) } else { c.to_string() };
            width += piece.len();
            if width > LINE {
                out += "=\n";
                width = piece.len();
            }
            out += &piece;
        }
        out.push('\n');
    }
    out
}

/// Writes the workbook in the XML of Excel 2003.
pub(crate) fn xml_2003(rows: &[Row]) -> String {
    let mut looks: Vec<Look> = Vec::new();
    let mut body = String::new();
    for (place, (hidden, cells)) in (0_u16..).zip(rows) {
        let hidden = if *hidden { " ss:Hidden=\"1\"" } else { "" };
        // Rows and cells that hold nothing are not written; the next one says where it stands.
        let _ = write!(body, "<Row ss:Index=\"{}\"{hidden}>", place + 1);
        for (column, cell) in (0_u16..).zip(cells) {
            let Some((across, down)) = span(place, column) else { continue };
            if cell.value != Value::Empty || cell.fill.is_some() {
                body += &cell_2003(column, cell, (across, down), class(&mut looks, cell.look()));
            }
        }
        body += "</Row>\n";
    }
    let styles: String = looks.iter().enumerate().map(|(place, look)| style_2003(place, *look)).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\n\
         <Styles>\n{styles}</Styles>\n<Worksheet ss:Name=\"{NAME}\"><Table>\n{body}</Table></Worksheet>\n</Workbook>\n"
    )
}

fn style_2003(place: usize, look: Look) -> String {
    let mut style = format!("<Style ss:ID=\"s{}\">", 62 + place);
    if look.bold || look.strike {
        let [bold, strike] = [look.bold, look.strike].map(u8::from);
        let _ = write!(style, "<Font ss:Bold=\"{bold}\" ss:StrikeThrough=\"{strike}\"/>");
    }
    if let Some(fill) = look.fill {
        let _ = write!(style, "<Interior ss:Color=\"#{fill:06X}\" ss:Pattern=\"Solid\"/>");
    }
    match look {
        Look { day: true, .. } => style += "<NumberFormat ss:Format=\"yyyy\\-mm\\-dd\"/>",
        Look { share: true, .. } => style += "<NumberFormat ss:Format=\"0%\"/>",
        _ => {}
    }
    style + "</Style>\n"
}

fn cell_2003(column: u16, cell: &Cell, (across, down): (u16, u16), class: usize) -> String {
    let mut out = format!("<Cell ss:Index=\"{}\" ss:StyleID=\"s{}\"", column + 1, 62 + class);
    if across > 1 {
        let _ = write!(out, " ss:MergeAcross=\"{}\"", across - 1);
    }
    if down > 1 {
        let _ = write!(out, " ss:MergeDown=\"{}\"", down - 1);
    }
    out.push('>');
    let (struck, rest) = cell.parts();
    let _ = match cell.value {
        Value::Empty => Ok(()),
        Value::Text(_) if cell.is_struck_in_part() => write!(
            out,
            "<ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\"><S>{struck}</S><Font>{rest}</Font></ss:Data>"
        ),
        Value::Text(text) => {
            write!(out, "<Data ss:Type=\"String\">{}</Data>", escaped(text).replace('\n', "&#10;"))
        }
        Value::Day(day, _) => write!(out, "<Data ss:Type=\"DateTime\">{day}T00:00:00.000</Data>"),
        Value::Share(share) => write!(out, "<Data ss:Type=\"Number\">{share}</Data>"),
    };
    if cell.noted {
        let (author, text) = NOTE;
        let _ = write!(
            out,
            "<Comment ss:Author=\"{author}\"><ss:Data xmlns=\"http://www.w3.org/TR/REC-html40\"><B>{author}:</B>&#10;{}</ss:Data></Comment>",
            escaped(text).replace('\n', "&#10;")
        );
    }
    out + "</Cell>"
}
