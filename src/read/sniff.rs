//! What a file is, told by its bytes: names lie.
//!
//! Only the container is told here; delimiter and encoding of a text are for `dialect` and `encoding`.

use memchr::memmem;

/// What the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// An Office Open XML workbook.
    Xlsx,
    /// Text of any encoding.
    Text,
    /// An HTML page.
    Html,
    /// A web archive.
    Mhtml,
    /// SpreadsheetML of 2003.
    Xml2003,
    /// A Word document.
    Docx,
    /// An Excel workbook of 2003 or before, in a compound file or bare.
    Xls,
    /// A binary Office Open XML workbook.
    Xlsb,
    /// An OpenDocument spreadsheet, in a package or flat.
    Ods,
    /// Something that is not read.
    Other {
        /// What it is, with its article.
        found: &'static str,
        /// What its owner can do.
        advice: &'static str,
    },
}

/// What to do about a workbook that is not read.
pub(super) const SAVE_AS_XLSX: &str = "open it in a spreadsheet program and save it as .xlsx";
/// What to do about a workbook with a password.
pub(super) const SAVE_UNPROTECTED: &str = "open it with its password and save a copy without one";
/// A workbook that is scrambled.
pub(super) const PROTECTED: &str = "a workbook protected by a password";
/// A workbook of the first programs.
pub(super) const BEFORE_1993: &str = "an Excel workbook of before 1993";
const SAVE_TABLE: &str =
    "open it in a word processor, copy its table into a spreadsheet and save that as .xlsx";
const EXPORT_TABLE: &str = "ask for the spreadsheet that it was made from";
const UNPACK: &str = "unpack it and name the workbook inside";
const COPY_AGAIN: &str =
    "copy or download it again; if a spreadsheet program still opens it, save it there under another name";
const ATTACHMENT: &str = "open it in a mail program, save the spreadsheet that is attached and name that";
const EXPORT_XLSX: &str = "open it in Numbers and export it as .xlsx";

/// What a page, or a piece of one, begins with.
const PAGE: [&str; 9] =
    ["<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style", "<div", "<h1"];

/// How far into a text an HTML or XML mark is looked for; banners and comments before it are short.
const HEAD: usize = 1024;

/// Where the names of a package's parts are looked for: its first parts, and the directory at its end, which 10,000 parts fill.
const PARTS: usize = 1 << 16;
const DIRECTORY: usize = 1 << 21;

/// Tells whether the bytes begin as an OLE compound file.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// Tells what the bytes are. Empty input is text without a line.
pub(super) fn content(bytes: &[u8]) -> Content {
    let other = |found, advice| Content::Other { found, advice };
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip_content(bytes);
    }
    if is_compound(bytes) {
        return compound_content(bytes);
    }
    if bytes.starts_with(b"{\\rtf") {
        return other("a rich text document", SAVE_TABLE);
    }
    if is_picture(bytes) {
        return other("a picture", EXPORT_TABLE);
    }
    let archives: [&[u8]; 4] = [b"\x1F\x8B\x08", b"7z\xBC\xAF\x27\x1C", b"Rar!\x1A\x07", b"BZh91AY&SY"];
    if archives.iter().any(|magic| bytes.starts_with(magic)) {
        return other("a compressed archive", UNPACK);
    }
    match bytes {
        // A workbook stream without its compound file: the version stands behind kind and length.
        [0x09, 0x08, _, 0, 0, 5 | 6, ..] => return Content::Xls,
        [0x09, 0x00 | 0x02 | 0x04, 4 | 6, 0, ..] => return other(BEFORE_1993, SAVE_AS_XLSX),
        _ => {}
    }
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    // Readers of PDFs let a few bytes stand before the mark.
    let lead = head.iter().take_while(|b| b.is_ascii_whitespace() || !b.is_ascii()).count();
    if head.get(lead..).is_some_and(|head| head.starts_with(b"%PDF-")) {
        return other("a PDF", EXPORT_TABLE);
    }
    let head: String = head.iter().filter(|b| **b != 0).map(|b| char::from(b.to_ascii_lowercase())).collect();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || !c.is_ascii());
    if head.starts_with("mime-version:") || head.contains("content-type: multipart/related") {
        return Content::Mhtml;
    }
    if head.starts_with('<') && is_spreadsheet_xml(head) {
        return Content::Xml2003;
    }
    if head.starts_with("<?xml") && head.contains("urn:oasis:names:tc:opendocument") {
        return Content::Ods;
    }
    if head.starts_with("<?xml")
        && (head.contains("/word/2003/wordml\"") || head.contains("/2006/xmlpackage\""))
    {
        return other("a Word document in one XML file", SAVE_TABLE);
    }
    if head.starts_with('<') && PAGE.iter().any(|tag| head.contains(tag)) {
        return Content::Html;
    }
    if super::encoding::is_text(bytes) {
        Content::Text
    } else {
        other("a file of unknown kind", SAVE_AS_XLSX)
    }
}

/// Tells whether the beginning of a text names the XML of Excel 2003, in either kind of quotes.
fn is_spreadsheet_xml(head: &str) -> bool {
    let name = "urn:schemas-microsoft-com:office:spreadsheet";
    ['"', '\''].iter().any(|quote| head.contains(&format!("{quote}{name}{quote}")))
}

/// Tells whether bytes begin as a picture that cameras, scanners and phones make.
fn is_picture(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 5] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\x00", b"MM\x00*"];
    let inside = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(mark));
    marks.iter().any(|mark| bytes.starts_with(mark))
        || (bytes.starts_with(b"RIFF") && inside(8, b"WEBP"))
        || (bytes.starts_with(b"BM") && inside(6, &[0, 0, 0, 0]))
        || [&b"ftyphei"[..], b"ftypavif", b"ftypmif1"].iter().any(|mark| inside(4, mark))
}

/// Tells ZIP packages apart by the part names in their directory, which are stored plain.
fn zip_content(bytes: &[u8]) -> Content {
    let head = bytes.get(..PARTS.min(bytes.len())).unwrap_or_default();
    let tail = bytes.get(bytes.len().saturating_sub(DIRECTORY)..).unwrap_or_default();
    let has = |name: &[u8]| [head, tail].iter().any(|b| memmem::find(b, name).is_some());
    let other = |found, advice| Content::Other { found, advice };
    if has(b"application/vnd.oasis.opendocument.spreadsheet") {
        Content::Ods
    } else if has(b"application/vnd.oasis.opendocument.text") {
        other("an OpenDocument text", SAVE_TABLE)
    } else if has(b"application/vnd.oasis.opendocument") {
        other("an OpenDocument file that is no spreadsheet", EXPORT_TABLE)
    } else if has(b"xl/workbook.bin") {
        Content::Xlsb
    } else if has(b"xl/") || has(b"xl\\") {
        Content::Xlsx
    } else if has(b"word/") {
        Content::Docx
    } else if has(b"ppt/") {
        other("a PowerPoint presentation", EXPORT_TABLE)
    } else if has(b"visio/") {
        other("a Visio drawing", EXPORT_TABLE)
    } else if has(b"Index/Document.iwa") || has(b"Index.zip") {
        other("a document of Numbers, Pages or Keynote", EXPORT_XLSX)
    } else if !has(b"PK\x05\x06") {
        other("a ZIP archive that breaks off", COPY_AGAIN)
    } else if has(b"[Content_Types].xml") {
        // Packages may keep the workbook under any name; the reader finds it by its relations.
        Content::Xlsx
    } else {
        other("a ZIP archive", UNPACK)
    }
}

/// Tells OLE compound files apart by the stream names in their directory, which are UTF-16.
fn compound_content(bytes: &[u8]) -> Content {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    let other = |found, advice| Content::Other { found, advice };
    if has("EncryptedPackage") {
        other(PROTECTED, SAVE_UNPROTECTED)
    } else if has("WordDocument") {
        other("an old Word document (.doc)", SAVE_TABLE)
    } else if has("__properties_version1.0") {
        other("an Outlook message (.msg)", ATTACHMENT)
    } else if has("PowerPoint Document") {
        other("an old PowerPoint presentation (.ppt)", EXPORT_TABLE)
    } else if has("Workbook") || has("Book") || has("WORKBOOK") {
        Content::Xls
    } else if breaks_off(bytes) {
        other("an OLE compound file that breaks off", COPY_AGAIN)
    } else {
        other("an OLE compound file", SAVE_AS_XLSX)
    }
}

/// Tells whether a compound file ends before its directory, by the place that its header gives.
fn breaks_off(bytes: &[u8]) -> bool {
    let number = |from: usize, length: usize| {
        let bytes = bytes.get(from..from.checked_add(length)?)?;
        Some(bytes.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)))
    };
    let (Some(shift), Some(sector)) = (number(30, 2), number(48, 4)) else { return true };
    let size = 1_u64 << shift.min(20);
    u64::try_from(bytes.len()).is_ok_and(|length| length < sector.saturating_add(2).saturating_mul(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> &'static str {
        match content(bytes) {
            Content::Xlsx => "xlsx",
            Content::Text => "text",
            Content::Html => "html",
            Content::Mhtml => "mhtml",
            Content::Xml2003 => "xml2003",
            Content::Docx => "docx",
            Content::Xls => "xls",
            Content::Xlsb => "xlsb",
            Content::Ods => "ods",
            Content::Other { found, .. } => found,
        }
    }

    #[test]
    fn content_decides() {
        let wide = |name: &str| {
            let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        let cases: [(&[u8], &str); 41] = [
            (b"PK\x03\x04 xl/workbook.xml", "xlsx"),
            (b"PK\x03\x04 xl/workbook.bin", "xlsb"),
            (b"PK\x03\x04 word/document.xml", "docx"),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
            (
                b"<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">",
                "ods",
            ),
            (b"PK\x03\x04 holiday.jpg PK\x05\x06", "a ZIP archive"),
            (b"PK\x03\x04 holiday.jpg", "a ZIP archive that breaks off"),
            (b"PK\x03\x04 ppt/presentation.xml", "a PowerPoint presentation"),
            (b"PK\x03\x04 visio/document.xml", "a Visio drawing"),
            (b"PK\x03\x04 Index/Document.iwa", "a document of Numbers, Pages or Keynote"),
            (&wide("__properties_version1.0"), "an Outlook message (.msg)"),
            (&wide("PowerPoint Document"), "an old PowerPoint presentation (.ppt)"),
            (&wide(""), "an OLE compound file that breaks off"),
            (b"\xEF\xBB\xBF\r\n%PDF-1.4", "a PDF"),
            (b"II*\0", "a picture"),
            (b"MM\0*", "a picture"),
            (b"RIFF\x24\0\0\0WEBPVP8 ", "a picture"),
            (b"BM6\0\0\0\0\0\0\0", "a picture"),
            (b"BM6,Do it\n", "text"),
            (b"\0\0\0\x18ftypheic", "a picture"),
            (b"\x1F\x8B\x08\0", "a compressed archive"),
            (b"7z\xBC\xAF\x27\x1C", "a compressed archive"),
            (b"<a:Workbook xmlns:a='urn:schemas-microsoft-com:office:spreadsheet'>", "xml2003"),
            (&wide("Workbook"), "xls"),
            (&[9, 8, 16, 0, 0, 6, 5, 0], "xls"),
            (&[9, 2, 6, 0, 0, 0, 16, 0], BEFORE_1993),
            (&wide("EncryptedPackage"), "a workbook protected by a password"),
            (b"%PDF-1.7", "a PDF"),
            (b"\x89PNG\r\n", "a picture"),
            (b"\xEF\xBB\xBF\n<html><body>", "html"),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                "xml2003",
            ),
            (b"<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "xml2003"),
            (
                b"<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\">",
                "a Word document in one XML file",
            ),
            (b"<meta http-equiv=x><style>td {color:red}</style>", "html"),
            (b"<div><p>Plan</p></div>", "html"),
            (b"MIME-Version: 1.0\r\n", "mhtml"),
            (b"Ref,Action\n1,Do it <b>now</b>\n", "text"),
            (b"", "text"),
            (b"\x00\x01\x02\x03\x00\x00\x07\x00\x99", "a file of unknown kind"),
            (b"R\x00e\x00f\x00,\x00A\x00\n\x00", "text"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(found(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
