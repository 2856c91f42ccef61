//! Binary Office Open XML workbooks (`.xlsb`): values, merges, hidden rows, columns and sheets. Fills, struck text and notes are
//! not read, which a finding says.
//!
//! ```text
//! kind            length          body …
//! 1 or 2 bytes    1 to 4 bytes    length bytes
//! ```
//!
//! Read record by record, as calamine's reader trusts the lengths that a file names and stops the program where they are wrong;
//! it is the oracle in tests.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::grid::{Address, Form, Format, Properties, Range, Sheet, Style, Value, Workbook};
use crate::record::{Code, Finding};

use super::Reading;
use super::binary::{error, rk};
use super::limits::Limits;
use super::number::{self, Kind};
use super::package::{Fault, Package};
use super::xml::{Event, Xml};

/// Text that a workbook may hold in all, in bytes, and for each byte of the file; more is made only by cells that share one text
/// to fill a memory.
const TEXT: usize = 1 << 26;
const TEXT_OF_BYTE: usize = 64;

/// Reads a workbook. A sheet that cannot be read is a finding.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Reading> {
    let package = Package::open(bytes, limits).map_err(|fault| fault.error(file, "package"))?;
    let text = bytes.len().saturating_mul(TEXT_OF_BYTE).saturating_add(TEXT);
    workbook(file, &package, text).map_err(|fault| fault.error(file, "workbook"))
}

fn workbook(file: &str, package: &Package<'_>, text: usize) -> Result<Reading, Fault> {
    let book = package.bytes("xl/workbook.bin")?;
    let book = book.ok_or_else(|| Fault::malformed("expected a part `xl/workbook.bin`, found none"))?;
    // A sheet whose relation is lost is told of later.
    let relations = package.read_if("xl/_rels/workbook.bin.rels", |_| {}, relations)?.unwrap_or_default();
    let texts = shared(&package.bytes("xl/sharedStrings.bin")?.unwrap_or_default());
    let kinds = kinds(&package.bytes("xl/styles.bin")?.unwrap_or_default());
    let mut shared = Shared { texts, kinds, from_1904: false, text };
    let message = "fills, struck text and notes of a binary workbook (.xlsb) are not read";
    let mut findings = vec![Finding::new(Code::FormUnread, message, None)];
    let mut sheets = Vec::new();
    for (kind, mut body) in records(&book) {
        match kind {
            0x99 => shared.from_1904 = body.first().is_some_and(|flags| flags & 1 != 0),
            0x9C => {
                let Some((hidden, relation, name)) = listed(&mut body) else {
                    let message = "a sheet cannot be read: its place in the list of sheets is damaged";
                    findings.push(Finding::new(Code::SheetUnread, message, None));
                    continue;
                };
                let part = match relations.get(&relation) {
                    Some(Target::Sheet(part)) => part.clone(),
                    Some(Target::Other) => continue,
                    None => String::new(),
                };
                // A part that two sheets name would be read as often as a file likes.
                let already = sheets.iter().any(|(_, known): &(Sheet, String)| *known == part);
                let found = if already { None } else { package.bytes(&part)? };
                let Some(found) = found else {
                    let message = format!("sheet `{name}` cannot be read: its part is not in the file");
                    findings.push(Finding::new(Code::SheetUnread, message, Some(name)));
                    continue;
                };
                let mut walk = Walk::new(&mut shared);
                let lost = records(&found).filter(|(kind, body)| walk.take(*kind, body).is_none()).count();
                if !walk.ended {
                    let message =
                        format!("sheet `{name}` breaks off and was read only as far as it is whole");
                    findings.push(Finding::new(Code::SheetUnread, message, Some(name.clone())));
                }
                if lost > 0 {
                    let message = format!("{lost} records of sheet `{name}` are damaged and were not read");
                    findings.push(Finding::new(Code::SheetUnread, message, Some(name.clone())));
                }
                let sheet = Sheet::new(name, hidden, walk.cells, walk.merges).with_form(walk.form);
                sheets.push((sheet, part));
            }
            _ => {}
        }
    }
    let sheets = sheets.into_iter().map(|(sheet, _)| sheet).collect();
    let workbook =
        Workbook { file: file.to_owned(), format: Format::Xlsb, sheets, properties: Properties::default() };
    Ok(Reading { workbook, findings })
}

/// What the id of a sheet leads to.
enum Target {
    /// The part of a worksheet.
    Sheet(String),
    /// A chart, or macros.
    Other,
}

/// What the workbook's ids lead to.
fn relations(xml: &mut Xml<'_>) -> Result<BTreeMap<String, Target>, Fault> {
    let mut parts = BTreeMap::new();
    xml.each(|event| {
        let Event::Start(element) = event else { return };
        let get = |name: &str| element.owned(name).unwrap_or_default();
        if element.name == "Relationship" {
            let target = get("Target");
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            let is_sheet = get("Type").ends_with("/worksheet");
            parts.insert(get("Id"), if is_sheet { Target::Sheet(part) } else { Target::Other });
        }
    })?;
    Ok(parts)
}

/// Whether a sheet is hidden, its id and its name.
fn listed(body: &mut &[u8]) -> Option<(bool, String, String)> {
    let (state, _) = (u32(body)?, u32(body)?);
    let (relation, name) = (text(body)?, text(body)?);
    Some((state != 0, relation, name))
}

/// The shared texts; `None` for a damaged one.
fn shared(part: &[u8]) -> Vec<Option<String>> {
    let items = records(part).filter(|(kind, _)| *kind == 0x13);
    items.map(|(_, body)| body.get(1..).and_then(|mut body| text(&mut body))).collect()
}

/// What each cell format makes of a number.
fn kinds(part: &[u8]) -> Vec<Kind> {
    let mut own = BTreeMap::new();
    let mut kinds = Vec::new();
    let mut of_cells = false;
    for (kind, mut body) in records(part) {
        match kind {
            0x2C => {
                if let (Some(id), Some(code)) = (u16(&mut body), text(&mut body)) {
                    own.insert(id, number::kind(&code));
                }
            }
            0x269 => of_cells = true,
            0x26A => of_cells = false,
            0x2F if of_cells => {
                let id = u16(&mut body).and_then(|_| u16(&mut body)).unwrap_or(0);
                let known = own.get(&id).copied();
                kinds.push(known.unwrap_or_else(|| number::kind(number::builtin(u32::from(id)))));
            }
            _ => {}
        }
    }
    kinds
}

/// What the sheets share.
struct Shared {
    texts: Vec<Option<String>>,
    kinds: Vec<Kind>,
    from_1904: bool,
    /// Bytes of text that cells may still hold.
    text: usize,
}

struct Walk<'s> {
    shared: &'s mut Shared,
    row: u32,
    cells: Vec<(Address, Value, Style)>,
    merges: Vec<Range>,
    form: Form,
    /// Its end was found.
    ended: bool,
}

impl<'s> Walk<'s> {
    fn new(shared: &'s mut Shared) -> Self {
        Self { shared, row: 0, cells: Vec::new(), merges: Vec::new(), form: Form::default(), ended: false }
    }

    /// Takes a record; `None` where it is damaged.
    fn take(&mut self, kind: u32, mut body: &[u8]) -> Option<()> {
        let body = &mut body;
        match kind {
            0x00 => {
                self.row = u32(body)?;
                let flags = body.get(7)?;
                if flags & 0x10 != 0 {
                    self.form.hidden_rows.insert(self.row);
                }
            }
            0x02..=0x0B | 0x3E => {
                let column = u32(body)?;
                let format = u32(body)? & 0x00FF_FFFF;
                let value = self.value(kind, format, body)?;
                if let Value::Text(text) = &value {
                    self.shared.text = self.shared.text.checked_sub(text.len())?;
                }
                if !value.is_blank() {
                    self.cells.push((Address::new(self.row, column), value, Style::default()));
                }
            }
            0x3C => {
                let (first, last) = (u32(body)?, u32(body)?);
                let flags = body.get(8)?;
                if flags & 1 != 0 && first <= last {
                    self.form.hidden_columns.push((first, last));
                }
            }
            0x82 => self.ended = true,
            0xB0 => {
                let (top, bottom, left, right) = (u32(body)?, u32(body)?, u32(body)?, u32(body)?);
                self.merges.push(Range::new(Address::new(top, left), Address::new(bottom, right)));
            }
            _ => {}
        }
        Some(())
    }

    fn value(&self, kind: u32, format: u32, body: &mut &[u8]) -> Option<Value> {
        let number = |value: f64| {
            let kind = usize::try_from(format).ok().and_then(|format| self.shared.kinds.get(format));
            number::value(value, kind.copied().unwrap_or_default(), self.shared.from_1904).0
        };
        Some(match kind {
            0x02 => number(rk(u32(body)?)),
            0x03 | 0x0B => error(*body.first()?),
            0x04 | 0x0A => Value::Boolean(*body.first()? != 0),
            0x05 | 0x09 => number(f64::from_le_bytes(*body.first_chunk()?)),
            0x06 | 0x08 => Value::Text(text(body)?),
            // A text with fonts of its own: whether it has them stands before it.
            0x3E => Value::Text(body.get(1..).and_then(|mut body| text(&mut body))?),
            _ => {
                let index = usize::try_from(u32(body)?).ok()?;
                let text = self.shared.texts.get(index)?.as_ref()?;
                // Before it is copied.
                (text.len() <= self.shared.text).then(|| Value::Text(text.clone()))?
            }
        })
    }
}

/// The records of a part: kind and body. One that breaks off ends it.
fn records(mut part: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    std::iter::from_fn(move || {
        let kind = varying(&mut part, 2)?;
        let length = usize::try_from(varying(&mut part, 4)?).ok()?;
        let (body, rest) = part.split_at_checked(length)?;
        part = rest;
        Some((kind, body))
    })
}

/// A number of 7 bits a byte, low before high; the last byte has no 8th bit, or is the last there may be.
fn varying(bytes: &mut &[u8], most: u32) -> Option<u32> {
    let mut number = 0;
    for place in 0..most {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

fn u16(bytes: &mut &[u8]) -> Option<u16> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u16::from_le_bytes(*head))
}

fn u32(bytes: &mut &[u8]) -> Option<u32> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*head))
}

/// A text in UTF-16 whose length stands before it; the length of a text that is missing is below 0.
fn text(bytes: &mut &[u8]) -> Option<String> {
    let count = u32(bytes)?;
    if count == u32::MAX {
        return Some(String::new());
    }
    let length = usize::try_from(count).ok()?.checked_mul(2)?;
    let (letters, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(encoding_rs::UTF_16LE.decode_without_bom_handling(letters).0.into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;
    use crate::read::testing::{dump, survive};

    /// A record; kind and length in as few bytes as they need.
    fn record(kind: u32, body: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for mut number in [kind, u32::try_from(body.len()).unwrap()] {
            while number > 0x7F {
                bytes.push(u8::try_from(number & 0x7F).unwrap() | 0x80);
                number >>= 7;
            }
            bytes.push(u8::try_from(number).unwrap());
        }
        [bytes.as_slice(), body].concat()
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn wide(text: &str) -> Vec<u8> {
        let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [words(&[u32::try_from(text.encode_utf16().count()).unwrap()]), letters].concat()
    }

    fn listed(state: u32, relation: &str, name: &str) -> Vec<u8> {
        record(0x9C, &[words(&[state, 1]), wide(relation), wide(name)].concat())
    }

    /// A workbook of two sheets, the second of which is hidden, and of a third whose part is missing.
    fn book(cells: &[Vec<u8>]) -> Vec<u8> {
        let relation = |id: u32| {
            format!(
                "<Relationship Id=\"rId{id}\" Target=\"worksheets/sheet{id}.bin\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\"/>"
            )
        };
        let relations = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            (1..=3).map(relation).collect::<String>()
        );
        let sheets = [listed(0, "rId1", "Plan"), listed(1, "rId2", "Lists")].concat();
        let workbook =
            [record(0x99, &[0; 12]), record(0x8F, &[]), sheets, record(0x90, &[]), record(0x9D, &[])];
        let sheet = |cells: &[Vec<u8>]| {
            let head = [record(0x94, &[0; 16]), record(0x3C, &[words(&[2, 3, 0, 0]), vec![1, 0]].concat())];
            [head.concat(), record(0x91, &[]), cells.concat(), record(0x92, &[]), record(0x82, &[])].concat()
        };
        let items = ["Ref", "März…"].map(|item| record(0x13, &[vec![0], wide(item)].concat()));
        let texts = [record(0x9F, &words(&[2, 2])), items.concat(), record(0xA0, &[])].concat();
        let format = |id: u16| record(0x2F, &[&[0, 0], &id.to_le_bytes()[..], &[0; 12]].concat());
        let styles = [
            record(0x267, &words(&[1])),
            record(0x2C, &[vec![200, 0], wide("mmm yy")].concat()),
            record(0x268, &[]),
            // Formats of styles come first and are not those of cells.
            record(0x272, &words(&[1])),
            format(14),
            record(0x273, &[]),
            record(0x269, &words(&[3])),
            [format(0), format(200), format(9)].concat(),
            record(0x26A, &[]),
        ];
        let parts = [
            ("[Content_Types].xml", b"<Types/>".to_vec()),
            ("xl/workbook.bin", workbook.concat()),
            ("xl/_rels/workbook.bin.rels", relations.into_bytes()),
            ("xl/sharedStrings.bin", texts),
            ("xl/styles.bin", styles.concat()),
            ("xl/worksheets/sheet1.bin", sheet(cells)),
            ("xl/worksheets/sheet2.bin", sheet(&[])),
        ];
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for (name, part) in parts {
            zip.start_file(name, stored).unwrap();
            zip.write_all(&part).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn cells() -> Vec<Vec<u8>> {
        let row = |row: u32, flags: u8| {
            record(0x00, &[words(&[row, 0]), vec![44, 1, 0, flags, 0], words(&[0])].concat())
        };
        let cell = |kind: u32, column: u32, format: u32, body: &[u8]| {
            record(kind, &[words(&[column, format]), body.to_vec()].concat())
        };
        vec![
            row(0, 0),
            cell(0x07, 0, 0, &words(&[0])),
            cell(0x07, 1, 0, &words(&[1])),
            cell(0x06, 2, 0, &wide("inline")),
            row(4, 0x10),
            cell(0x02, 0, 1, &words(&[41_334 << 2 | 2])),
            cell(0x05, 1, 2, &0.75_f64.to_le_bytes()),
            cell(0x04, 2, 0, &[1]),
            cell(0x03, 3, 0, &[0x2A]),
            cell(0x09, 4, 0, &2.5_f64.to_le_bytes()),
            cell(0x08, 5, 0, &wide("formula")),
            cell(0x3E, 6, 0, &[vec![0], wide("rich")].concat()),
        ]
    }

    #[test]
    fn values_merges_and_what_is_hidden_are_read() {
        let merge = record(0xB0, &words(&[1, 2, 0, 1]));
        let reading = crate::read::read("t.xlsb", &book(&[cells(), vec![merge]].concat())).unwrap();
        assert_eq!(
            reading.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(),
            [Code::FormUnread]
        );
        assert_eq!(
            dump(&reading.workbook),
            "sheet Plan\nA1 Text(\"Ref\")\nB1 Text(\"März…\")\nC1 Text(\"inline\")\nA5 Date(2013-03-01T00:00:00, Month)\n\
            B5 Percent(0.75)\nC5 Boolean(true)\nD5 Error(\"#N/A\")\nE5 Number(2.5)\nF5 Text(\"formula\")\nG5 Text(\"rich\")\n\
            merge A2:B3\nhidden row 5\nhidden columns (2, 3)\nsheet Lists hidden\nhidden columns (2, 3)"
        );
    }

    #[test]
    fn values_are_those_of_calamine() {
        use calamine::Reader as _;
        // The last one is a text with fonts of its own, which calamine passes over.
        let bytes = book(cells().split_last().unwrap().1);
        let ours = crate::read::read("t.xlsb", &bytes).unwrap().workbook;
        let mut theirs: calamine::Xlsb<_> = calamine::Xlsb::new(Cursor::new(bytes.as_slice())).unwrap();
        let range = theirs.worksheet_range("Plan").unwrap();
        let filled = ours.sheets.first().unwrap().rows().iter().flat_map(crate::grid::Row::filled).count();
        assert_eq!(range.used_cells().count(), filled);
        assert_eq!(range.get_value((0, 1)), Some(&calamine::Data::String("März…".into())));
        assert_eq!(range.get_value((4, 4)), Some(&calamine::Data::Float(2.5)));
    }

    #[test]
    fn damaged_records_are_told_and_the_rest_is_read() {
        let lost = record(0x07, &words(&[0, 0, 9]));
        let whole = record(0x04, &[words(&[1, 0]), vec![1]].concat());
        let reading = crate::read::read("t.xlsb", &book(&[lost, whole])).unwrap();
        assert_eq!(reading.findings.last().map(|finding| finding.code), Some(Code::SheetUnread));
        assert_eq!(reading.workbook.sheets.first().unwrap().text(Address::new(0, 1)), "TRUE");
    }

    #[test]
    fn sheets_that_are_lost_or_break_off_are_told() {
        let whole = book(&cells());
        let said = |bytes: &[u8]| {
            let reading = crate::read::read("t.xlsb", bytes).unwrap();
            reading.findings.get(1..).unwrap().iter().map(|f| f.message.clone()).collect::<Vec<_>>()
        };
        // The name of a relation, and a byte that says how long a record is; nothing is packed, but for its checksum.
        let swapped = |from: &[u8], to: &[u8]| {
            let mut package = zip::ZipArchive::new(Cursor::new(&whole)).unwrap();
            let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for place in 0..package.len() {
                let mut part = package.by_index(place).unwrap();
                let mut content = Vec::new();
                std::io::Read::read_to_end(&mut part, &mut content).unwrap();
                if let Some(at) = content.windows(from.len()).position(|piece| piece == from) {
                    content.splice(at..at + from.len(), to.iter().copied());
                }
                let name = String::from_utf8_lossy(part.name_raw()).into_owned();
                out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
                out.write_all(&content).unwrap();
            }
            out.finish().unwrap().into_inner()
        };
        assert_eq!(said(&whole), [""; 0]);
        assert_eq!(
            said(&swapped(b"\"rId1\"", b"\"rId9\"")),
            ["sheet `Plan` cannot be read: its part is not in the file"]
        );
        let ends = [record(0x92, &[]), record(0x82, &[])].concat();
        assert_eq!(
            said(&swapped(&ends, &[0x92, 0x01, 0x7F])),
            ["Plan", "Lists"]
                .map(|name| format!("sheet `{name}` breaks off and was read only as far as it is whole"))
        );
    }

    #[test]
    fn damage_never_panics() {
        survive(&book(&cells()));
    }
}
