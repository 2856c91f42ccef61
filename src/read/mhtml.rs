//! Web archives (MHTML), which Excel writes as "single file web page": each HTML part with a table is a sheet.
//!
//! The parts are taken apart by mail-parser; a part is read as any page is.

use mail_parser::{MessageParser, PartType};

use crate::error::{ErrorKind, Result};
use crate::grid::{Format, Properties, Workbook};

use super::html::{self, Page};
use super::{Reading, lost_cells};

/// Reads an archive.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Reading> {
    let message = MessageParser::default().parse(bytes);
    let parts = message.iter().flat_map(|message| &message.parts);
    let pages: Vec<&str> = parts
        .filter_map(|part| match &part.body {
            PartType::Html(page) if !html::is_too_deep(page) => Some(page.as_ref()),
            _ => None,
        })
        .collect();
    let names: Vec<String> = pages.iter().flat_map(|page| html::sheet_names(page)).collect();
    let mut read: Vec<Page> = pages.iter().map(|page| html::page(page)).filter(|page| page.tabular).collect();
    if read.is_empty() {
        return Err(ErrorKind::Unsupported {
            file: file.to_owned(),
            found: "a web archive (MHTML) without a table",
            advice: "open it in a spreadsheet program and save it as .xlsx",
        }
        .into());
    }
    let title = read.iter().find_map(|page| page.title.clone());
    if names.len() == read.len() {
        for (page, name) in read.iter_mut().zip(names) {
            page.sheet.name = name;
        }
    }
    let findings = read.iter().flat_map(|page| lost_cells(page.overflowed, &page.sheet)).collect();
    let workbook = Workbook {
        file: file.to_owned(),
        format: Format::Mhtml,
        sheets: read.into_iter().map(|page| page.sheet).collect(),
        properties: Properties { title, ..Properties::default() },
    };
    Ok(Reading { workbook, findings })
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
        let reading = read("plan.xls", archive.as_bytes()).unwrap();
        let sheets = &reading.workbook.sheets;
        assert_eq!(sheets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Plan", "Key"]);
        assert_eq!(sheets[0].text(Address::new(0, 1)), "£200");
        assert!(read("x.mht", b"MIME-Version: 1.0\r\n\r\nhello").is_err());
    }
}
