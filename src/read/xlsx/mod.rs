//! Office Open XML workbooks: values and form, sparse, event by event over the package, each part inflated once.
//!
//! Steps: `workbook` finds the sheets, `styles` (with `color` and `number`) what cell formats mean; `sheet` reads each sheet's
//! cells in a second thread while the shared texts are read (`strings`); then the texts are given to their cells, `conditional` fills,
//! `notes` and `validation` lists are resolved. What cannot be read is a finding with its place (`faults`),
//! and the rest is read.

mod conditional;
mod faults;
mod notes;
mod properties;
mod sheet;
mod strings;
mod styles;
#[cfg(test)]
mod tests;
mod validation;
mod workbook;

use std::collections::BTreeMap;
use std::thread;

use crate::error::Result;
use crate::grid::{Address, Choices, Format, Row, Sheet, Workbook, in_order};
use crate::record::{Code, Finding};

use super::Reading;
use super::choices;
use super::color::Colors;
use super::conditional::{apply, drop_empty, term, unread as unread_rules};
use super::limits::Limits;
use super::package::{Fault, Package};
use sheet::{Context, RawSheet};
use strings::Shared;
use styles::Styles;
use workbook::{Book, Content, Listed, Relations};

/// Reads a workbook. A sheet that cannot be read is a finding; where none can, an error.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Reading> {
    let package = Package::open(bytes, limits).map_err(|fault| fault.error(file, "package"))?;
    let book = Book::read(&package).map_err(|fault| fault.error(file, "workbook"))?;
    let mut findings = Vec::new();
    let styles = styles(&package, &book, &mut findings).map_err(|fault| fault.error(file, "styles"))?;
    let (shared, parts) = thread::scope(|scope| {
        let (package, part) = (&package, book.part(&package, "sharedstrings", "sharedStrings.xml"));
        let parts = scope.spawn(|| read_parts(package, &book, &styles));
        // Here the allocator has room in large pieces; in a second thread glibc's asks for each page anew, and texts are many.
        let shared = part.map(|part| package.read(&part, Shared::read)).transpose();
        (shared, parts.join().unwrap_or_else(|_| Err(Fault::malformed("its reader ended early"))))
    });
    let parts = parts.map_err(|fault| fault.error(file, "sheets"))?;
    let mut shared = shared.map_err(|fault| fault.error(file, "shared strings"))?.unwrap_or_default();
    let mut read = Vec::new();
    let mut first_fault = None;
    for (listed, part) in book.sheets.iter().zip(parts) {
        let (code, message) = match part {
            Part::Read(part, raw) => {
                read.push((listed, part, *raw));
                continue;
            }
            Part::Other(what) => {
                (Code::SheetSkipped, format!("sheet `{}` was passed over: it is {what}", listed.name))
            }
            Part::Unread(fault) => {
                let message = format!("sheet `{}` cannot be read: {fault}", listed.name);
                first_fault.get_or_insert((format!("sheet `{}`", listed.name), fault));
                (Code::SheetUnread, message)
            }
        };
        findings.push(Finding::new(code, message, Some(listed.name.clone())));
    }
    if let (true, Some((part, fault))) = (read.is_empty(), first_fault) {
        return Err(fault.error(file, &part));
    }
    let uses = read.iter().flat_map(|(_, _, raw)| &raw.shared);
    uses.for_each(|used| shared.announce(used.index));
    for (_, _, raw) in &mut read {
        place_texts(raw, &mut shared);
        raw.rows = in_order(std::mem::take(&mut raw.rows));
        apply(&mut raw.rows, &mut raw.rules, |value| term(value, book.from_1904));
        drop_empty(&mut raw.rows);
    }
    let choices = choices_of(&read, &book);
    let people = notes::people(&package, &book.relations).map_err(|fault| fault.error(file, "people"))?;
    let mut sheets = Vec::new();
    for ((listed, part, raw), choices) in read.into_iter().zip(choices) {
        let mut form = raw.form;
        form.choices = choices;
        let relations = Relations::of(&package, &part).map_err(|fault| fault.error(file, &part))?;
        let (notes, unread) =
            notes::read(&package, &relations, &people).map_err(|fault| fault.error(file, "notes"))?;
        form.notes = notes;
        findings.extend(raw.faults.findings(&listed.name));
        findings.extend(unread_rules(&listed.name, &raw.unread));
        findings.extend(unread.into_iter().map(|why| {
            let message = format!("the notes of sheet `{}` cannot be read: {why}", listed.name);
            Finding::new(Code::PartUnread, message, Some(listed.name.clone()))
        }));
        sheets.push(Sheet::of_rows(&listed.name, listed.hidden, raw.rows, raw.merges).with_form(form));
    }
    let properties = properties::read(&package).map_err(|fault| fault.error(file, "properties"))?;
    let workbook = Workbook { file: file.to_owned(), format: Format::Xlsx, sheets, properties };
    Ok(Reading { workbook, findings })
}

/// Cell formats with the theme's colours. Where they cannot be read, values are all the same, but dates stay numbers.
fn styles(package: &Package<'_>, book: &Book, findings: &mut Vec<Finding>) -> Result<Styles, Fault> {
    let mut colors = Colors::default();
    let theme = book.part(package, "theme", "theme/theme1.xml");
    let theme = theme.map(|part| package.read(&part, |xml| colors.read_theme(xml))).transpose();
    let styles = book.part(package, "styles", "styles.xml");
    let styles = styles.map(|part| package.read(&part, |xml| Styles::read(xml, colors))).transpose();
    let mut unread = |what: &str, fault: Fault| match fault {
        Fault::Limit(_) => Err(fault),
        fault => {
            findings.push(Finding::new(Code::PartUnread, format!("{what} cannot be read: {fault}"), None));
            Ok(())
        }
    };
    if let Err(fault) = theme {
        unread("the theme's colours", fault)?;
    }
    match styles {
        Ok(styles) => Ok(styles.unwrap_or_default()),
        Err(fault) => unread("fills, strike-through and number formats", fault).map(|()| Styles::default()),
    }
}

/// What became of a sheet of the list.
enum Part {
    /// Read, from this part.
    Read(String, Box<RawSheet>),
    /// No sheet of cells, but this.
    Other(&'static str),
    Unread(Fault),
}

fn read_parts(package: &Package<'_>, book: &Book, styles: &Styles) -> Result<Vec<Part>, Fault> {
    let mut context = Context { styles, from_1904: book.from_1904, cells: 0, empty: 0 };
    let mut parts = Vec::new();
    for listed in &book.sheets {
        parts.push(match &listed.content {
            Content::Other(what) => Part::Other(what),
            Content::Missing => Part::Unread(Fault::malformed("the package holds no part for it")),
            Content::Cells(part) => match package.read(part, |xml| sheet::read(xml, &mut context)) {
                Ok(raw) => Part::Read(part.clone(), Box::new(raw)),
                Err(Fault::Limit(exceeded)) => return Err(Fault::Limit(exceeded)),
                Err(fault) => Part::Unread(fault),
            },
        });
    }
    Ok(parts)
}

/// Gives the shared texts to their cells, and with them the look of their runs.
fn place_texts(raw: &mut RawSheet, shared: &mut Shared) {
    for used in std::mem::take(&mut raw.shared) {
        let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let Some(row) = raw.rows.get_mut(place(used.row)) else { continue };
        let index = row.index;
        let Some(cell) = row.cells.get_mut(place(used.cell)) else { continue };
        let at = Address::new(index, cell.column);
        let Some((text, style, struck)) = shared.take(used.index, cell.style) else {
            raw.faults.strings.push(at);
            continue;
        };
        (cell.value, cell.style) = (sheet::text_value(text), style);
        if !struck.is_empty() {
            raw.form.strikes.insert(at, struck);
        }
    }
}

/// The validation lists of each sheet; their items may stand on any sheet.
fn choices_of(read: &[(&Listed, String, RawSheet)], book: &Book) -> Vec<Vec<Choices>> {
    let sheets: BTreeMap<String, &[Row]> =
        read.iter().map(|(listed, _, raw)| (listed.name.to_lowercase(), raw.rows.as_slice())).collect();
    read.iter()
        .map(|(listed, _, raw)| {
            let lists = raw.lists.iter().filter_map(|stored| stored.list(&listed.name, &book.names));
            choices::resolve(&lists.collect::<Vec<_>>(), &sheets)
        })
        .collect()
}
