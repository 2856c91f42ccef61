//! Word documents with tables: many action plans live in one. Text, spans, shading, strike, list numbers, comments.
//!
//! One sheet: paragraphs between the tables are rows, as `flow` lays them out. Read event by event from the document's main
//! part; elements count by their local names, so that the strict form is read too. Deleted and hidden text is left out,
//! inserted text is in. Headers, footers and text boxes' second copies are not read.

mod numbering;

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::error::{Error, ErrorKind, Result};
use crate::grid::{Address, CellNote, Color, Format, Properties, Workbook};

use super::flow::{Flow, Span};
use super::pieces::{Piece, attribute, events, local};
use super::rich::Rich;
use super::zipped::Package;
use super::{Reading, css, lost_cells};
use numbering::Numbers;

/// Reads a document.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Reading> {
    let mut package = Package::open(file, bytes)?;
    let Some(document) = package.text("word/document.xml")? else {
        let source = "the package has no word/document.xml".into();
        return Err(ErrorKind::Malformed { file: file.to_owned(), part: "document".into(), source }.into());
    };
    let numbering = package.text("word/numbering.xml")?.map(|xml| numbering::read(&xml)).unwrap_or_default();
    let comments = package.text("word/comments.xml")?.map(|xml| comments(&xml)).unwrap_or_default();
    let properties = package.text("docProps/core.xml")?.map(|xml| properties(&xml)).unwrap_or_default();
    let mut walk = Walk { numbers: Numbers::new(&numbering), comments, ..Walk::new() };
    events(&document, |event| walk.event(event)).map_err(|source| -> Error {
        let part = "word/document.xml".to_owned();
        ErrorKind::Malformed { file: file.to_owned(), part, source: source.into() }.into()
    })?;
    let overflowed = walk.flow.overflowed();
    let sheet = walk.flow.sheet("Document");
    let findings = lost_cells(overflowed, &sheet);
    let workbook = Workbook { file: file.to_owned(), format: Format::Docx, sheets: vec![sheet], properties };
    Ok(Reading { workbook, findings })
}

/// Tells whether a switch such as `<w:strike/>` is on: it is unless its value says no.
fn is_on(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

/// Comments by their number.
fn comments(xml: &str) -> BTreeMap<String, CellNote> {
    let mut found: BTreeMap<String, CellNote> = BTreeMap::new();
    let mut open: Option<(String, CellNote)> = None;
    // A comment that cannot be read is missed; the document is there.
    let _ = events(xml, |piece| match piece {
        Piece::Start(element, _) if local(element.name().as_ref()) == "comment" => {
            let author = attribute(element, "author").filter(|author| !author.trim().is_empty());
            open = attribute(element, "id").map(|id| (id, CellNote { author, text: String::new() }));
        }
        Piece::End("p") => {
            if let Some((_, note)) = &mut open {
                note.text.push('\n');
            }
        }
        Piece::End("comment") => {
            if let Some((id, mut note)) = open.take() {
                note.text.truncate(note.text.trim_end().len());
                found.insert(id, note);
            }
        }
        Piece::Text(text) => {
            if let Some((_, note)) = open.as_mut().filter(|_| !text.trim().is_empty()) {
                note.text.push_str(text);
            }
        }
        _ => {}
    });
    found.retain(|_, note| !note.text.is_empty());
    found
}

fn properties(xml: &str) -> Properties {
    let mut properties = Properties::default();
    let mut open = String::new();
    let _ = events(xml, |piece| match piece {
        Piece::Start(element, _) => open = local(element.name().as_ref()).to_owned(),
        Piece::End(_) => open.clear(),
        Piece::Text(text) if open == "title" => properties.title.get_or_insert_default().push_str(text),
        Piece::Text(text) if open == "modified" => properties.modified.get_or_insert_default().push_str(text),
        Piece::Text(_) => {}
    });
    properties
}

/// The form of a run of text.
#[derive(Default, Clone, Copy)]
struct Run {
    strike: bool,
    bold: bool,
    hidden: bool,
}

/// The cell that is being read.
struct OpenCell {
    rich: Rich,
    columns: u32,
    fill: Option<Color>,
    /// It goes on with the cell above.
    goes_on: bool,
    notes: Vec<CellNote>,
}

struct Walk<'a> {
    flow: Flow,
    numbers: Numbers<'a>,
    comments: BTreeMap<String, CellNote>,
    /// Tables that are open; only the outermost makes rows.
    tables: usize,
    cell: Option<OpenCell>,
    /// For each column the cell that spans down from above, and its width.
    above: BTreeMap<u32, (Address, u32)>,
    paragraph: Rich,
    /// The paragraph has text or a number already.
    begun: bool,
    number: Option<(String, u32)>,
    run: Option<Run>,
    in_properties: bool,
    in_text: bool,
    hidden_row: bool,
    row_open: bool,
    /// Elements inside which nothing is read: deleted text, second copies.
    skipped: usize,
}

impl<'a> Walk<'a> {
    fn new() -> Self {
        Self {
            flow: Flow::default(),
            numbers: Numbers::default(),
            comments: BTreeMap::new(),
            tables: 0,
            cell: None,
            above: BTreeMap::new(),
            paragraph: Rich::default(),
            begun: false,
            number: None,
            run: None,
            in_properties: false,
            in_text: false,
            hidden_row: false,
            row_open: false,
            skipped: 0,
        }
    }

    fn event(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(element, empty) => {
                let name = local(element.name().as_ref()).to_owned();
                if matches!(name.as_str(), "del" | "moveFrom" | "Fallback" | "pict")
                    && self.cell_or_body(element)
                {
                    self.skipped += usize::from(!empty);
                } else if self.skipped == 0 {
                    self.open(&name, element);
                    if empty {
                        self.close(&name);
                    }
                }
            }
            Piece::End(name) => {
                if matches!(name, "del" | "moveFrom" | "Fallback" | "pict") && self.skipped > 0 {
                    self.skipped -= 1;
                } else if self.skipped == 0 {
                    self.close(name);
                }
            }
            Piece::Text(text) if self.in_text && self.skipped == 0 => self.text(text),
            Piece::Text(_) => {}
        }
    }

    /// Inside the properties of a row or a paragraph mark, `del` is a switch and no text; it has no end of its own there.
    fn cell_or_body(&self, _element: &BytesStart<'_>) -> bool {
        !self.in_properties
    }

    fn rich(&mut self) -> &mut Rich {
        match &mut self.cell {
            Some(cell) => &mut cell.rich,
            None => &mut self.paragraph,
        }
    }

    fn text(&mut self, text: &str) {
        let run = self.run.unwrap_or_default();
        if run.hidden {
            return;
        }
        self.begin_text();
        self.rich().push(text, run.strike, run.bold);
    }

    /// Puts the number of a list before the first text of its paragraph.
    fn begin_text(&mut self) {
        if std::mem::replace(&mut self.begun, true) {
            return;
        }
        if let Some((list, level)) = self.number.take()
            && let Some(label) = self.numbers.next(&list, level)
        {
            let bold = self.run.is_some_and(|run| run.bold);
            self.rich().push(&label, false, bold);
        }
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "tbl" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.flow.begin_table();
                    self.above.clear();
                } else {
                    self.rich().new_line();
                }
            }
            "trPr" | "pPr" | "tblPr" | "sectPr" => self.in_properties = true,
            "hidden" if self.tables == 1 && self.in_properties => self.hidden_row = is_on(element),
            "tc" if self.tables == 1 => {
                if !std::mem::replace(&mut self.row_open, true) {
                    self.flow.begin_row(std::mem::take(&mut self.hidden_row));
                }
                self.cell = Some(OpenCell {
                    rich: Rich::default(),
                    columns: 1,
                    fill: None,
                    goes_on: false,
                    notes: Vec::new(),
                });
            }
            "gridBefore" if self.tables == 1 => {
                if !std::mem::replace(&mut self.row_open, true) {
                    self.flow.begin_row(std::mem::take(&mut self.hidden_row));
                }
                self.flow.skip(value(element));
            }
            "gridSpan" if self.tables == 1 => {
                if let Some(cell) = &mut self.cell {
                    cell.columns = value(element).max(1);
                }
            }
            "vMerge" if self.tables == 1 => {
                if let Some(cell) = &mut self.cell {
                    cell.goes_on = attribute(element, "val").is_none_or(|value| value != "restart");
                }
            }
            "shd" if self.tables == 1 && self.run.is_none() && !self.in_properties => {
                if let Some(cell) = &mut self.cell {
                    cell.fill = attribute(element, "fill").and_then(|fill| css::color(&format!("#{fill}")));
                }
            }
            "p" => {
                (self.begun, self.number) = (false, None);
                match &mut self.cell {
                    Some(cell) => cell.rich.new_line(),
                    None => self.paragraph = Rich::default(),
                }
            }
            "numId" => {
                let list = attribute(element, "val").filter(|id| id != "0");
                let level = self.number.take().map_or(0, |(_, level)| level);
                self.number = list.map(|list| (list, level));
            }
            "ilvl" => {
                let list = self.number.take().map_or_else(String::new, |(list, _)| list);
                self.number = Some((list, value(element)));
            }
            "r" => self.run = Some(Run::default()),
            "strike" | "dstrike" | "b" | "vanish" if !self.in_properties => {
                if let Some(run) = &mut self.run {
                    let on = is_on(element);
                    match name {
                        "b" => run.bold = on,
                        "vanish" => run.hidden = on,
                        _ => run.strike |= on,
                    }
                }
            }
            "t" => self.in_text = true,
            "tab" if self.run.is_some() => self.text(" "),
            "br" | "cr" if self.run.is_some() => self.rich().line_break(),
            "noBreakHyphen" => self.text("-"),
            "commentReference" => {
                let note = attribute(element, "id").and_then(|id| self.comments.get(&id)).cloned();
                if let Some((cell, note)) = self.cell.as_mut().zip(note) {
                    cell.notes.push(note);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.flow.end_table();
                }
            }
            "trPr" | "pPr" | "tblPr" | "sectPr" => self.in_properties = false,
            "tr" if self.tables == 1 => (self.row_open, self.hidden_row) = (false, false),
            "tc" if self.tables == 1 => self.end_cell(),
            // Cells of a table inside a cell stand on one line.
            "tc" => self.rich().push(" ", false, true),
            "p" => {
                // A numbered paragraph may be nothing but its number.
                if self.cell.is_some() && self.tables == 1 {
                    self.begin_text();
                }
                if self.cell.is_none() {
                    let paragraph = std::mem::take(&mut self.paragraph);
                    self.flow.paragraph(paragraph);
                }
            }
            "r" => self.run = None,
            "t" => self.in_text = false,
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let column = self.flow.column();
        if cell.goes_on
            && let Some((from, columns)) = self.above.get(&column).copied()
        {
            self.flow.extend_down(from, columns);
            self.flow.skip(cell.columns);
            return;
        }
        let span = Span { columns: cell.columns, ..Span::ONE };
        if let Some(at) = self.flow.cell(cell.rich, span, cell.fill) {
            self.above.insert(column, (at, cell.columns));
            for note in cell.notes {
                self.flow.note(at, note);
            }
        }
    }
}

/// The number that an element carries.
fn value(element: &BytesStart<'_>) -> u32 {
    attribute(element, "val").and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests;
