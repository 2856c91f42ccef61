//! Word documents with tables: many action plans live in one. Text, spans, shading, strike, list numbers, notes.
//!
//! One sheet: paragraphs between the tables are rows, as `flow` lays them out. Read event by event from the document's main
//! part; elements count by their local names, so that the strict form is read too. Deleted and hidden text is left out,
//! inserted text is in; of a tracked change of form only what holds now counts. Comments, footnotes and endnotes are notes on
//! their cell. Headers, footers and text boxes' second copies are not read.

mod numbering;

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::grid::{Address, CellNote, Color, Format, Properties, Row, Workbook};
use crate::record::{Code, Finding};

use super::flow::{Flow, Span};
use super::limits::Limits;
use super::package::{Fault, Package};
use super::rich::Rich;
use super::xml::{Event, Tag, Xml};
use super::{Reading, core_properties, css, lost_cells};
use numbering::Numbers;

/// Elements inside which nothing is read: deleted text, second copies of a text box, how a changed form was before.
const SKIPPED: [&str; 10] = [
    "del",
    "moveFrom",
    "Fallback",
    "rPrChange",
    "pPrChange",
    "tcPrChange",
    "trPrChange",
    "tblPrChange",
    "tblGridChange",
    "sectPrChange",
];

/// What is noted on a place of the text, and the part that holds it.
const NOTES: [(&str, &str); 3] =
    [("comment", "word/comments.xml"), ("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml")];

/// How many headers are looked at, and footers, and how many characters of each are shown.
const MOST_AROUND: usize = 20;
const MOST_SHOWN: usize = 80;

/// Reads a document.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Reading> {
    let package = Package::open(bytes, limits).map_err(|fault| fault.error(file, "package"))?;
    let mut findings = Vec::new();
    let read = document(&package, &mut findings);
    let (flow, properties) = read.map_err(|fault| fault.error(file, "document"))?;
    let overflowed = flow.overflowed();
    let sheet = flow.sheet("Document");
    findings.extend(lost_cells(overflowed, &sheet));
    let workbook = Workbook { file: file.to_owned(), format: Format::Docx, sheets: vec![sheet], properties };
    Ok(Reading { workbook, findings })
}

fn document(package: &Package<'_>, findings: &mut Vec<Finding>) -> Result<(Flow, Properties), Fault> {
    let mut unread = |what: &str, fault: &Fault| {
        findings.push(Finding::new(Code::PartUnread, format!("{what} cannot be read: {fault}"), None));
    };
    let lists =
        package.read_if("word/numbering.xml", |f| unread("the numbers of lists", f), numbering::read)?;
    let lists = lists.unwrap_or_default();
    let mut notes = BTreeMap::new();
    for (kind, path) in NOTES {
        let read = |xml: &mut Xml<'_>| read_notes(xml, kind, &mut notes);
        package.read_if(path, |f| unread(&format!("{kind}s"), f), read)?;
    }
    let mut properties = Properties::default();
    package.read_if("docProps/core.xml", |_| {}, |xml| core_properties::read(xml, &mut properties))?;
    let mut walk = Walk { numbers: Numbers::new(&lists), notes, ..Walk::new() };
    // Programs that edit together keep the text in `document2.xml`.
    let main = package.named("word/document", ".xml").next().unwrap_or("word/document.xml");
    package.read(main, |xml| xml.each(|event| walk.event(event)))?;
    findings.extend(around(package)?);
    Ok((walk.flow, properties))
}

/// Findings for what the headers and footers of the pages say, which is no part of the sheet; each text once.
fn around(package: &Package<'_>) -> Result<Vec<Finding>, Fault> {
    let mut said = BTreeSet::new();
    for what in ["header", "footer"] {
        for part in package.named(&format!("word/{what}"), ".xml").take(MOST_AROUND) {
            let mut walk = Walk::new();
            package.read_if(part, |_| {}, |xml| xml.each(|event| walk.event(event)))?;
            let read = walk.flow.sheet(what);
            let texts: Vec<String> =
                read.rows().iter().flat_map(Row::filled).map(|c| c.value.text()).collect();
            let text = texts.iter().flat_map(|text| text.split_whitespace()).collect::<Vec<_>>().join(" ");
            // The number of the page alone says nothing.
            let words = text.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count();
            if words > 2 || (words > 0 && !text.chars().any(|c| c.is_ascii_digit())) {
                let shown: String = text.chars().take(MOST_SHOWN).collect();
                said.insert(format!("the {what} of the pages is not read: `{shown}`"));
            }
        }
    }
    Ok(said.into_iter().map(|message| Finding::new(Code::FormUnread, message, None)).collect())
}

/// Tells whether a switch such as `<w:strike/>` is on: it is unless its value says no.
fn is_on(element: &Tag<'_>) -> bool {
    element.get("val").is_none_or(|value| !matches!(value.as_ref(), "0" | "false" | "off" | "none"))
}

/// Notes by their kind and number.
type Notes = BTreeMap<(&'static str, String), CellNote>;

/// Adds the notes of a kind, which all its kinds' parts hold alike.
fn read_notes(xml: &mut Xml<'_>, kind: &'static str, notes: &mut Notes) -> Result<(), Fault> {
    let mut open: Option<(String, CellNote)> = None;
    xml.each(|event| match event {
        Event::Start(element) if element.name == kind => {
            let author = element.owned("author").filter(|author| !author.trim().is_empty());
            open = element.owned("id").map(|id| (id, CellNote { author, text: String::new() }));
        }
        Event::End("p") => {
            if let Some((_, note)) = &mut open {
                note.text.push('\n');
            }
        }
        Event::End(name) if name == kind => {
            if let Some((id, mut note)) = open.take() {
                note.text.truncate(note.text.trim_end().len());
                // Word separates footnotes from the text by notes without text.
                if !note.text.is_empty() {
                    notes.insert((kind, id), note);
                }
            }
        }
        Event::Text(text) => {
            if let Some((_, note)) = open.as_mut().filter(|_| !text.trim().is_empty()) {
                note.text.push_str(text);
            }
        }
        _ => {}
    })
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

/// A paragraph in the making; its text outside the tables only, as a cell has several.
#[derive(Default)]
struct Paragraph {
    rich: Rich,
    /// It has text or a number already.
    begun: bool,
    number: Option<(String, u32)>,
    run: Option<Run>,
    notes: Vec<CellNote>,
}

struct Walk<'a> {
    flow: Flow,
    numbers: Numbers<'a>,
    notes: Notes,
    /// Tables that are open; only the outermost makes rows.
    tables: usize,
    cell: Option<OpenCell>,
    /// For each column the cell that spans down from above, and its width.
    above: BTreeMap<u32, (Address, u32)>,
    /// The paragraph that is being read, and those that a text box inside them interrupts.
    paragraph: Paragraph,
    interrupted: Vec<Paragraph>,
    /// Properties of rows and paragraphs that are open.
    properties: usize,
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
            notes: Notes::new(),
            tables: 0,
            cell: None,
            above: BTreeMap::new(),
            paragraph: Paragraph::default(),
            interrupted: Vec::new(),
            properties: 0,
            in_text: false,
            hidden_row: false,
            row_open: false,
            skipped: 0,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            // Inside properties `del` is a switch that marks a row or a paragraph.
            Event::Start(element)
                if SKIPPED.contains(&element.name) && !(self.properties > 0 && element.name == "del") =>
            {
                self.skipped += 1;
            }
            Event::End(name) if SKIPPED.contains(&name) && self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Event::Start(element) => self.open(element.name, &element),
            Event::End(name) => self.close(name),
            Event::Text(text) if self.in_text => self.text(text),
            _ => {}
        }
    }

    fn rich(&mut self) -> &mut Rich {
        match &mut self.cell {
            Some(cell) => &mut cell.rich,
            None => &mut self.paragraph.rich,
        }
    }

    fn text(&mut self, text: &str) {
        let run = self.paragraph.run.unwrap_or_default();
        if run.hidden {
            return;
        }
        self.begin_text();
        self.rich().push(text, run.strike, run.bold);
    }

    /// Puts the number of a list before the first text of its paragraph.
    fn begin_text(&mut self) {
        if std::mem::replace(&mut self.paragraph.begun, true) {
            return;
        }
        if let Some((list, level)) = self.paragraph.number.take()
            && let Some(label) = self.numbers.next(&list, level)
        {
            let bold = self.paragraph.run.is_some_and(|run| run.bold);
            self.rich().push(&label, false, bold);
        }
    }

    fn open(&mut self, name: &str, element: &Tag<'_>) {
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
            "trPr" | "pPr" | "tblPr" | "sectPr" => self.properties += 1,
            "hidden" if self.tables == 1 && self.properties > 0 => self.hidden_row = is_on(element),
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
                    cell.goes_on = element.get("val").is_none_or(|value| value != "restart");
                }
            }
            "shd" if self.tables == 1 && self.paragraph.run.is_none() && self.properties == 0 => {
                if let Some(cell) = &mut self.cell {
                    cell.fill = element.get("fill").and_then(|fill| css::color(&format!("#{fill}")));
                }
            }
            // A box inside a paragraph has paragraphs of its own.
            "txbxContent" => self.interrupted.push(std::mem::take(&mut self.paragraph)),
            "p" => {
                self.paragraph = Paragraph::default();
                if let Some(cell) = &mut self.cell {
                    cell.rich.new_line();
                }
            }
            "numId" => {
                let list = element.owned("val").filter(|id| id != "0");
                let level = self.paragraph.number.take().map_or(0, |(_, level)| level);
                self.paragraph.number = list.map(|list| (list, level));
            }
            "ilvl" => {
                let list = self.paragraph.number.take().map_or_else(String::new, |(list, _)| list);
                self.paragraph.number = Some((list, value(element)));
            }
            "r" => self.paragraph.run = Some(Run::default()),
            "strike" | "dstrike" | "b" | "vanish" if self.properties == 0 => {
                if let Some(run) = &mut self.paragraph.run {
                    let on = is_on(element);
                    match name {
                        "b" => run.bold = on,
                        "vanish" => run.hidden = on,
                        _ => run.strike |= on,
                    }
                }
            }
            "t" => self.in_text = true,
            "tab" if self.paragraph.run.is_some() => self.text(" "),
            "br" | "cr" if self.paragraph.run.is_some() => self.rich().line_break(),
            "noBreakHyphen" => self.text("-"),
            "sym" => {
                let code = element.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                self.text(symbol(code.unwrap_or_default()));
            }
            "commentReference" | "footnoteReference" | "endnoteReference" => {
                let kind = NOTES.iter().find(|(kind, _)| name.strip_suffix("Reference") == Some(kind));
                // Each is on one place; a file that names it again does not get it again.
                let key = kind.zip(element.owned("id")).map(|((kind, _), id)| (*kind, id));
                let note = key.and_then(|key| self.notes.remove(&key));
                let notes = self.cell.as_mut().map_or(&mut self.paragraph.notes, |cell| &mut cell.notes);
                notes.extend(note);
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
            "trPr" | "pPr" | "tblPr" | "sectPr" => self.properties = self.properties.saturating_sub(1),
            "txbxContent" => self.paragraph = self.interrupted.pop().unwrap_or_default(),
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
                    let Paragraph { rich, notes, .. } = std::mem::take(&mut self.paragraph);
                    if let Some(at) = self.flow.paragraph(rich) {
                        notes.into_iter().for_each(|note| self.flow.note(at, note));
                    }
                }
            }
            "r" => self.paragraph.run = None,
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
            if cell.rich.is_blank() {
                self.flow.skip(cell.columns);
            } else {
                // Word does not show it; it is kept under the merged cell, as workbooks keep it.
                self.flow.cell(cell.rich, Span::ONE, None);
                self.flow.skip(cell.columns - 1);
            }
            for note in cell.notes {
                self.flow.note(from, note);
            }
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

/// The sign of a symbol font that offices mark a state with, by its place in Wingdings; Word adds 0xF000. Another one is the
/// sign that stands for what cannot be shown.
fn symbol(code: u32) -> &'static str {
    match code & 0xFF {
        0xFC => "✓",
        0xFB => "✗",
        0xFE => "☑",
        0xFD => "☒",
        0x6F | 0xA8 => "☐",
        0x6C | 0x9F => "●",
        0x6E | 0xA7 => "■",
        0xE0 => "→",
        0x4A => "☺",
        0x4C => "☹",
        _ => "\u{FFFD}",
    }
}

/// The number that an element carries.
fn value(element: &Tag<'_>) -> u32 {
    element.number("val").unwrap_or(0)
}

#[cfg(test)]
mod tests;
