//! Web archives (MHTML), which Excel writes as "single file web page": each HTML part with a table is a sheet.
//!
//! The parts are taken apart by mail-parser; a part is read as any page is. One that cannot be read is a finding, the strip of tabs
//! that Excel puts below its frames is none.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::error::{ErrorKind, Result};
use crate::grid::{Format, Properties, Workbook};
use crate::record::{Code, Finding};

use super::html::{self, Page};
use super::limits::Limits;
use super::{Reading, lost_cells, nesting};

/// Reads an archive.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Reading> {
    let message = MessageParser::default().parse(bytes);
    let parts: Vec<(&MessagePart<'_>, &str)> =
        message.iter().flat_map(|message| &message.parts).filter_map(page_of).collect();
    let names: Vec<(String, Option<String>)> =
        parts.iter().flat_map(|(_, page)| html::listed_sheets(page)).collect();
    let mut findings = Vec::new();
    if message.as_ref().is_some_and(|message| breaks_off(message, bytes)) {
        let text = "the file breaks off and was read only as far as it goes";
        findings.push(Finding::new(Code::SheetUnread, text, None));
    }
    let mut read: Vec<(Page, &str)> = Vec::new();
    let mut first_fault = None;
    for (place, (part, text)) in (1..).zip(&parts) {
        let location = part.content_location().unwrap_or_default();
        if is_at(location, "tabstrip.htm") {
            continue;
        }
        if let Err(fault) = nesting::check(text, limits) {
            let message = format!("page {place} of the web archive cannot be read: {fault}");
            findings.push(Finding::new(Code::SheetUnread, message, None));
            first_fault.get_or_insert(fault);
            continue;
        }
        let page = html::page(text);
        if page.tabular {
            read.push((page, location));
        }
    }
    if let (true, Some(fault)) = (read.is_empty(), first_fault) {
        return Err(fault.error(file, "web archive"));
    }
    if read.is_empty() {
        return Err(ErrorKind::Unsupported {
            file: file.to_owned(),
            found: "a web archive (MHTML) without a table",
            advice: "open it in a spreadsheet program and save it as .xlsx",
        }
        .into());
    }
    name_sheets(&mut read, names);
    let title = read.iter().find_map(|(page, _)| page.title.clone());
    findings.extend(read.iter().flat_map(|(page, _)| lost_cells(page.overflowed, &page.sheet)));
    let workbook = Workbook {
        file: file.to_owned(),
        format: Format::Mhtml,
        sheets: read.into_iter().map(|(page, _)| page.sheet).collect(),
        properties: Properties { title, ..Properties::default() },
    };
    Ok(Reading { workbook, findings })
}

/// The page that a part is.
fn page_of<'m>(part: &'m MessagePart<'_>) -> Option<(&'m MessagePart<'m>, &'m str)> {
    match &part.body {
        PartType::Html(page) => Some((part, page.as_ref())),
        _ => None,
    }
}

/// Names the sheets as the archive lists them: by the part that a name leads to, else by their order where all have one.
fn name_sheets(read: &mut [(Page, &str)], names: Vec<(String, Option<String>)>) {
    let in_order = names.len() == read.len();
    let by_place: Vec<Option<String>> =
        names.iter().map(|(name, _)| in_order.then(|| name.clone())).collect();
    for (place, (page, location)) in read.iter_mut().enumerate() {
        let leads_here = |(_, source): &&(String, Option<String>)| {
            source.as_ref().is_some_and(|source| is_at(location, source))
        };
        let name = names.iter().find(leads_here).map(|(name, _)| name.clone());
        if let Some(name) = name.or_else(|| by_place.get(place).cloned().flatten()) {
            page.sheet.name = name;
        }
    }
}

/// Tells whether a location ends with a file's name, whatever folders stand before both.
fn is_at(location: &str, file: &str) -> bool {
    let last = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    !file.is_empty() && last(location) == last(file)
}

/// Tells whether the mark that ends the last part is missing.
fn breaks_off(message: &Message<'_>, bytes: &[u8]) -> bool {
    let boundary = message.content_type().and_then(|kind| kind.attribute("boundary"));
    boundary.is_some_and(|boundary| {
        let end = format!("--{boundary}--");
        !bytes.windows(end.len()).rev().any(|piece| piece == end.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Address;

    #[test]
    fn each_part_with_a_table_is_a_sheet() {
        let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Location: file:///C:/plan.htm\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n\
             <html><xml><x:Name>Plan</x:Name><x:Name>Key</x:Name></xml><body>frames</body></html>\r\n\
             --b\r\nContent-Location: file:///C:/sheet001.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n\
             Content-Type: text/html; charset=\"windows-1252\"\r\n\r\n\
             <table><tr><td>Saved</td><td>=A3200</td></tr></table>\r\n\
             --b\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n\
             <table><tr><td>1 =3D Red</td></tr></table>\r\n--b--\r\n";
        let reading = read("plan.xls", archive.as_bytes(), &Limits::default()).unwrap();
        let sheets = &reading.workbook.sheets;
        assert_eq!(sheets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Plan", "Key"]);
        assert_eq!(sheets[0].text(Address::new(0, 1)), "£200");
        assert!(read("x.mht", b"MIME-Version: 1.0\r\n\r\nhello", &Limits::default()).is_err());
    }

    /// An archive of these pages, each with the name of its file.
    fn archive(pages: &[(&str, &str)]) -> String {
        let part = |(name, page): &(&str, &str)| {
            format!(
                "--b\r\nContent-Location: file:///C:/x/{name}\r\nContent-Type: text/html\r\n\r\n{page}\r\n"
            )
        };
        let parts: String = pages.iter().map(part).collect();
        format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n{parts}--b--\r\n"
        )
    }

    const TABLE: &str = "<table><tr><td>Saved</td></tr></table>";

    #[test]
    fn sheets_have_the_name_that_leads_to_them() {
        let frames = "<xml><x:Name>Key</x:Name><x:WorksheetSource HRef=\"x/sheet002.htm\"/>\
             <x:Name>Plan</x:Name><x:WorksheetSource HRef=\"x/sheet001.htm\"/></xml>";
        let pages =
            [("a.htm", frames), ("sheet001.htm", TABLE), ("tabstrip.htm", TABLE), ("sheet002.htm", TABLE)];
        let reading = read("plan.mht", archive(&pages).as_bytes(), &Limits::default()).unwrap();
        let names: Vec<&str> = reading.workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["Plan", "Key"]);
        assert_eq!(reading.findings, []);
    }

    #[test]
    fn pages_that_are_not_read_are_told() {
        let deep = "<div>".repeat(300);
        let said = |pages: &[(&str, &str)], cut: usize| {
            let archive = archive(pages);
            let reading = read("plan.mht", &archive.as_bytes()[..archive.len() - cut], &Limits::default());
            reading.map(|reading| {
                reading.findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
            })
        };
        let both = [("a.htm", TABLE), ("b.htm", deep.as_str())];
        assert_eq!(
            said(&both, 0).unwrap(),
            ["page 2 of the web archive cannot be read: it passes the limit `depth`"]
        );
        assert_eq!(said(&both[..1], 4).unwrap(), ["the file breaks off and was read only as far as it goes"]);
        let error = said(&both[1..], 0).unwrap_err().to_string();
        assert_eq!(
            error,
            "plan.mht: expected at most 256 elements inside one another, found more (limit `depth`)"
        );
    }
}
