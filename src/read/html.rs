//! HTML pages with tables, often a spreadsheet saved or exported under the name `.xls`: text, spans, fills, strike, hidden
//! rows.
//!
//! One sheet a page: text between the tables is a row each, so that titles and keys stay where they were. A table that is made
//! of other tables is layout and is looked through; a table in a cell of another one is text of that cell. Notes are read where
//! Excel, Word and LibreOffice put them: at the page's foot with a mark in the cell, or in the cell. The page is parsed as browsers
//! do, by scraper, once `nesting` has seen that it can be.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use scraper::node::Element;
use scraper::{Html, Node};

use crate::error::{ErrorKind, Result};
use crate::grid::{Address, CellNote, Color, Format, Properties, Sheet, Workbook};

use super::css::{self, Look};
use super::flow::{Flow, Span};
use super::limits::Limits;
use super::rich::Rich;
use super::{Reading, lost_cells, margins, nesting};

/// Where the encoding of a page is named.
const HEAD: usize = 2048;

/// Reads a page.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Reading> {
    let text = decode(bytes);
    nesting::check(&text, limits).map_err(|fault| fault.error(file, "HTML page"))?;
    let page = page(&text);
    if page.sheet.rows().is_empty() {
        let advice = "open it in a browser and in a spreadsheet program: the tables may be in files that it only points to";
        return Err(ErrorKind::Unsupported {
            file: file.to_owned(),
            found: "an HTML page without text",
            advice,
        }
        .into());
    }
    let findings = lost_cells(page.overflowed, &page.sheet);
    let properties = Properties { title: page.title, ..Properties::default() };
    let workbook =
        Workbook { file: file.to_owned(), format: Format::Html, sheets: vec![page.sheet], properties };
    Ok(Reading { workbook, findings })
}

/// Decodes a page by its byte order mark, what it says of itself, or what it can be.
fn decode(bytes: &[u8]) -> String {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    let head: String = head.iter().map(|b| char::from(b.to_ascii_lowercase())).collect();
    let label = head.split_once("charset=").map(|(_, behind)| {
        behind
            .trim_start_matches(['"', '\'', ' '])
            .split(['"', '\'', ' ', ';', '>', '/'])
            .next()
            .unwrap_or_default()
    });
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let marked = Encoding::for_bom(bytes).map(|(marked, _)| marked);
    let mut encoding = marked.or(named).unwrap_or(UTF_8);
    // A page that says one thing and is another is the other.
    if marked.is_none() && encoding == UTF_8 && std::str::from_utf8(bytes).is_err() {
        encoding = WINDOWS_1252;
    }
    encoding.decode(bytes).0.into_owned()
}

/// What a page holds.
pub(super) struct Page {
    pub sheet: Sheet,
    pub title: Option<String>,
    /// It has a table.
    pub tabular: bool,
    pub overflowed: bool,
}

/// Reads a decoded page. Its sheet's name is the one that Excel left in it, or else empty.
pub(super) fn page(text: &str) -> Page {
    let html = Html::parse_document(text);
    let mut walk = Walk { layout: layout_tables(&html), ..Walk::default() };
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => walk.open(node.id(), element),
                Node::Text(text) => walk.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.close(element.name());
                }
            }
        }
    }
    walk.end_paragraph();
    walk.place_notes();
    let overflowed = walk.flow.overflowed();
    let name = listed_sheets(text).into_iter().next().map(|(name, _)| name).unwrap_or_default();
    let title = Some(walk.title.trim().to_owned()).filter(|title| !title.is_empty());
    Page {
        sheet: margins::without(walk.flow.sheet(name), walk.margins),
        title,
        tabular: walk.tabular,
        overflowed,
    }
}

/// The sheets that Excel lists in a page that it saved: the name, and the page's file where it is another one.
pub(super) fn listed_sheets(text: &str) -> Vec<(String, Option<String>)> {
    let decoded = |text: &str| html_escape::decode_html_entities(text.trim()).into_owned();
    let listed = text.split("<x:Name>").skip(1).filter_map(|part| part.split_once("</x:Name>"));
    let source = |behind: &str| {
        let (_, source) = behind.split_once("<x:WorksheetSource")?.1.split_once("HRef=")?;
        source.trim_start_matches(['"', '\'']).split(['"', '\'', '>']).next().map(decoded)
    };
    listed.map(|(name, behind)| (decoded(name), source(behind))).collect()
}

/// Tables that are there for the layout: as many of their cells hold tables as hold text, or nearly.
fn layout_tables(html: &Html) -> BTreeSet<NodeId> {
    /// A table, and how many of its cells hold a table or text; then whether the cell that is open does.
    struct Open {
        id: NodeId,
        tables: usize,
        texts: usize,
        table: bool,
        text: bool,
    }
    let mut open: Vec<Open> = Vec::new();
    let mut layout = BTreeSet::new();
    for edge in html.tree.root().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Text(text) if opens && !text.trim().is_empty() => {
                open.iter_mut().last().into_iter().for_each(|table| table.text = true);
            }
            Node::Element(element) if element.name() == "table" && opens => {
                open.iter_mut().last().into_iter().for_each(|table| table.table = true);
                open.push(Open { id: node.id(), tables: 0, texts: 0, table: false, text: false });
            }
            Node::Element(element) if element.name() == "table" => {
                let Some(table) = open.pop() else { continue };
                if table.tables > 0 && table.tables * 2 >= table.texts {
                    layout.insert(table.id);
                }
            }
            Node::Element(element) if matches!(element.name(), "td" | "th") && !opens => {
                let Some(table) = open.last_mut() else { continue };
                table.tables += usize::from(table.table);
                table.texts += usize::from(table.text && !table.table);
                (table.table, table.text) = (false, false);
            }
            _ => {}
        }
    }
    layout
}

/// What an open element changed.
#[derive(Default, Clone, Copy)]
struct Opened {
    strike: bool,
    bold: bool,
    skipped: bool,
    /// It is the table that is being read, or its row, or a cell of it.
    part: Option<Part>,
    layout: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Table,
    Row,
    Cell,
    Style,
    Title,
    Note,
}

/// A note that is being read, or that waits for its cell.
struct Note {
    /// What the mark in its cell says; `None` where the note stands in the cell.
    key: Option<String>,
    rich: Rich,
}

/// The cell that is being read.
struct OpenCell {
    rich: Rich,
    span: Span,
    fill: Option<Color>,
    /// Notes that it marks, by their key, and those that stand in it.
    marks: Vec<String>,
    notes: Vec<CellNote>,
}

#[derive(Default)]
struct Walk {
    layout: BTreeSet<NodeId>,
    flow: Flow,
    styles: css::Sheet,
    style_text: String,
    title: String,
    opened: Vec<Opened>,
    in_table: bool,
    row_fill: Option<Color>,
    cell: Option<OpenCell>,
    paragraph: Rich,
    tabular: bool,
    /// The page says that numbers and letters are drawn around its sheet.
    margins: bool,
    note: Option<Note>,
    /// Notes at the page's foot, and the cells that mark them, by their key.
    foot: Vec<Note>,
    marked: BTreeMap<String, Address>,
}

impl Walk {
    fn now(&self) -> Opened {
        self.opened.last().copied().unwrap_or_default()
    }

    fn rich(&mut self) -> &mut Rich {
        match (&mut self.note, &mut self.cell) {
            (Some(note), _) => &mut note.rich,
            (None, Some(cell)) => &mut cell.rich,
            (None, None) => &mut self.paragraph,
        }
    }

    fn text(&mut self, text: &str) {
        let now = self.now();
        match now.part {
            Some(Part::Style) => self.style_text.push_str(text),
            Some(Part::Title) => self.title.push_str(text),
            _ if now.skipped || (self.in_table && self.cell.is_none() && self.note.is_none()) => {}
            _ => match &mut self.note {
                // What stands in the cell is the note's own text, line by line.
                Some(Note { key: None, rich }) => rich.push(text, false, false),
                _ => self.rich().push_folded(text, now.strike, now.bold),
            },
        }
    }

    fn open(&mut self, id: NodeId, element: &Element) {
        let name = element.name();
        let look = self.styles.look(name, element.attr("class"));
        let look = element.attr("style").map_or(look, |style| look.under(css::declarations(style)));
        self.margins |= element.attr("class").is_some_and(margins::are_drawn);
        let before = self.now();
        let mut now = Opened { part: None, layout: false, ..before };
        now.strike = look.strike.unwrap_or(now.strike) || matches!(name, "s" | "strike" | "del");
        now.bold = look.bold.unwrap_or(now.bold || matches!(name, "b" | "strong" | "th"));
        if self.note_part(element, &mut now) {
            self.opened.push(now);
            return;
        }
        match name {
            "style" => now.part = Some(Part::Style),
            "title" => now.part = Some(Part::Title),
            "script" | "head" | "template" | "noscript" | "xml" => now.skipped = true,
            "br" => self.rich().line_break(),
            "table" if self.cell.is_some() => self.block(),
            "table" => {
                now.layout = self.layout.contains(&id);
                self.end_paragraph();
                if !now.layout && !now.skipped {
                    now.part = Some(Part::Table);
                    self.in_table = true;
                    self.tabular = true;
                    self.flow.begin_table();
                }
            }
            "tr" if self.in_table && self.cell.is_none() => {
                now.part = Some(Part::Row);
                self.row_fill = fill(element, look);
                self.flow.begin_row(look.hidden);
            }
            "td" | "th" if self.cell.is_some() => self.rich().push_folded(" ", false, now.bold),
            "td" | "th" if self.in_table => {
                let span =
                    |name: &str| element.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1).max(1);
                now.part = Some(Part::Cell);
                self.cell = Some(OpenCell {
                    rich: Rich::default(),
                    span: Span { columns: span("colspan"), rows: span("rowspan") },
                    fill: fill(element, look).or(self.row_fill),
                    marks: Vec::new(),
                    notes: Vec::new(),
                });
            }
            // The table's title is its first row.
            "caption" if self.in_table && self.cell.is_none() => {
                now.part = Some(Part::Cell);
                self.flow.begin_row(look.hidden);
                self.cell = Some(OpenCell {
                    rich: Rich::default(),
                    span: Span::ONE,
                    fill: None,
                    marks: Vec::new(),
                    notes: Vec::new(),
                });
            }
            "li" => {
                self.block();
                self.rich().push("• ", false, now.bold);
            }
            _ if is_block(name) => self.block(),
            _ => {
                // What cells hold is read though a style hides it; a hidden row is told by its `tr`.
                now.skipped |= look.hidden && !self.in_table;
            }
        }
        self.opened.push(now);
    }

    fn close(&mut self, name: &str) {
        let Some(opened) = self.opened.pop() else { return };
        match opened.part {
            Some(Part::Style) => self.styles.add(&std::mem::take(&mut self.style_text)),
            Some(Part::Cell) => {
                if let Some(cell) = self.cell.take() {
                    let at = self.flow.cell(cell.rich, cell.span, cell.fill);
                    if let Some(at) = at {
                        self.marked.extend(cell.marks.into_iter().map(|key| (key, at)));
                        cell.notes.into_iter().for_each(|note| self.flow.note(at, note));
                    }
                }
            }
            Some(Part::Note) => self.end_note(),
            Some(Part::Row) => self.row_fill = None,
            Some(Part::Table) => {
                self.in_table = false;
                self.flow.end_table();
            }
            Some(Part::Title) => {}
            // Cells of a table in a cell stand on one line.
            None if matches!(name, "td" | "th") && self.cell.is_some() => {}
            None if is_block(name) || opened.layout => self.block(),
            None => {}
        }
    }

    /// A block begins or ends: a new line of a cell, a new row outside the tables.
    fn block(&mut self) {
        if self.cell.is_some() || self.note.is_some() {
            self.rich().new_line();
        } else {
            self.end_paragraph();
        }
    }

    /// Takes an element that has to do with notes: a mark in a cell, what leads back to it, a note; false for any other.
    fn note_part(&mut self, element: &Element, now: &mut Opened) -> bool {
        let has = |class: &str| element.classes().any(|found| found.eq_ignore_ascii_case(class));
        let key = |attribute: &str, begin: &str| {
            element.attr(attribute).and_then(|value| value.strip_prefix(begin)).map(str::to_owned)
        };
        match element.name() {
            "a" if has("msocomanchor") => {
                now.skipped = true;
                let key = key("href", "#_msocom_");
                self.cell.iter_mut().for_each(|cell| cell.marks.extend(key.clone()));
            }
            "a" | "hr" if has("msocomhide") => now.skipped = true,
            "div" if has("msocomtxt") && self.note.is_none() => {
                self.end_paragraph();
                now.part = Some(Part::Note);
                self.note = Some(Note { key: key("id", "_com_"), rich: Rich::default() });
            }
            "comment" if self.cell.is_some() && self.note.is_none() => {
                now.part = Some(Part::Note);
                now.skipped = false;
                self.note = Some(Note { key: None, rich: Rich::default() });
            }
            _ => return false,
        }
        true
    }

    fn end_note(&mut self) {
        let Some(note) = self.note.take() else { return };
        match (&note.key, &mut self.cell) {
            (None, Some(cell)) => {
                let text = note.rich.finish(None).value.text();
                let text = text.trim().to_owned();
                cell.notes.extend((!text.is_empty()).then_some(CellNote { author: None, text }));
            }
            _ => self.foot.push(note),
        }
    }

    /// Puts the notes at the page's foot on the cells that mark them; one without such a cell is text of the page.
    fn place_notes(&mut self) {
        for note in std::mem::take(&mut self.foot) {
            let at = note.key.and_then(|key| self.marked.get(&key).copied());
            match at {
                Some(at) => {
                    let text = note.rich.finish(None).value.text();
                    // Programs put the author's name before the text, on a line of its own.
                    let named = text.split_once(":\n").filter(|(name, _)| !name.contains('\n'));
                    let (author, text) =
                        named.map_or((None, text.as_str()), |(name, text)| (Some(name), text));
                    let author = author.map(|name| name.trim().to_owned());
                    self.flow.note(at, CellNote { author, text: text.trim().to_owned() });
                }
                None => drop(self.flow.paragraph(note.rich)),
            }
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        self.flow.paragraph(paragraph);
    }
}

/// The background of an element: what its style says, else its `bgcolor`.
fn fill(element: &Element, look: Look) -> Option<Color> {
    look.fill.unwrap_or_else(|| element.attr("bgcolor").and_then(css::color))
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "li"
            | "ul"
            | "ol"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "blockquote"
            | "pre"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "body"
            | "hr"
            | "dt"
            | "dd"
            | "form"
            | "center"
            | "address"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Address;

    fn at(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    fn sheet(html: &str) -> Sheet {
        page(html).sheet
    }

    #[test]
    fn a_saved_sheet_keeps_text_spans_fills_and_strike() {
        let sheet = sheet(
            "<html><head><style>.xl65 {background:#FF0000;} .xl66 {text-decoration:line-through}</style></head>\
             <body><h1>Pier plan</h1><table>\
             <tr><th>Ref<th>Action<th>RAG</tr>\
             <tr><td rowspan=2>1<td>Light the <b>long</b>\n  pier<br>by night<td class=xl65>&nbsp;</td></tr>\
             <tr style='display:none'><td class=xl66>Buy lamps<td bgcolor='#00FF00'>G</td></tr>\
             <tr><td>2<td><s>March</s> June<td></tr></table></body></html>",
        );
        assert_eq!(sheet.text(at("A1")), "Pier plan");
        assert_eq!(sheet.text(at("B3")), "Light the long pier\nby night");
        assert_eq!(
            sheet.cell(at("C3")).and_then(|c| c.style.fill).map(|c| c.to_string()).as_deref(),
            Some("#FF0000")
        );
        assert_eq!(sheet.anchor(at("A4")), at("A3"));
        assert_eq!(sheet.text(at("B4")), "Buy lamps");
        assert!(sheet.cell(at("B4")).is_some_and(|c| c.style.strike));
        assert!(sheet.form().hidden_rows.contains(&3));
        assert_eq!(sheet.form().strikes.get(&at("B5")), Some(&vec![0..5_usize; 1]));
        assert!(sheet.cell(at("A2")).is_some_and(|c| c.style.bold));
    }

    #[test]
    fn layout_tables_are_looked_through_and_texts_keep_their_order() {
        let sheet = sheet(
            "<table><tr><td>Council of Millbeck<td><table><tr><td>Ref<td>Action</tr><tr><td>1<td>Paint</table>\
             </tr></table>Key: G is green<table><tr><td>next</table>",
        );
        let texts: Vec<String> =
            ["A1", "A2", "B2", "A3", "B3", "A4", "A5"].map(|a| sheet.text(at(a))).to_vec();
        assert_eq!(texts, ["Council of Millbeck", "Ref", "Action", "1", "Paint", "Key: G is green", "next"]);
    }

    #[test]
    fn a_table_in_a_cell_is_text_of_that_cell() {
        let sheet = sheet(
            "<table><tr><th>Ref<th>Action<th>Progress</tr><tr><td>1<td>Light the pier<td>Lamps:\
             <table><tr><td>bought<td>40</tr><tr><td>hung<td>12</tr></table></tr>\
             <tr><td>2<td>Paint the jetty<td>Not begun</tr></table>",
        );
        assert_eq!(sheet.text(at("C2")), "Lamps:\nbought 40\nhung 12");
        assert_eq!(sheet.text(at("B3")), "Paint the jetty");
    }

    #[test]
    fn notes_are_read_where_programs_put_them() {
        let mark = |key: u32| format!("<a class=msocomanchor href=\"#_msocom_{key}\">[{key}]</a>");
        let foot = |key: u32, text: &str| {
            format!(
                "<div style='mso-element:comment'><div id=\"_com_{key}\" class=msocomtxt><div><a class=msocomhide href=x>[{key}]</a>{text}</div></div></div>"
            )
        };
        let sheet = sheet(&format!(
            "<table><tr><td>Ada Finch{}<td><a class=\"comment-indicator\"></a>\n<comment>ask them\nagain</comment>\nPaint<td>May{}</table>\
             <div style='mso-element:comment-list'><hr class=msocomhide>{}{}{}</div>",
            mark(1),
            mark(2),
            foot(1, "<b>B Wren:</b><br>\n until May"),
            foot(2, "by noon"),
            foot(3, "whose?")
        ));
        let notes: Vec<String> = sheet
            .form()
            .notes
            .iter()
            .map(|(at, note)| format!("{at} {} {}", note.author.as_deref().unwrap_or("-"), note.text))
            .collect();
        assert_eq!(notes, ["A1 B Wren until May", "B1 - ask them\nagain", "C1 - by noon"]);
        assert_eq!(
            ["A1", "B1", "C1", "A2"].map(|a| sheet.text(at(a))),
            ["Ada Finch", "Paint", "May", "whose?"]
        );
    }

    #[test]
    fn the_title_of_a_table_is_read() {
        let sheet = sheet("<table><caption>Pier plan</caption><tr><td>Ref<td>Action</table>");
        assert_eq!(["A1", "A2", "B2"].map(|a| sheet.text(at(a))), ["Pier plan", "Ref", "Action"]);
    }

    #[test]
    fn pages_are_decoded_by_what_they_are() {
        assert_eq!(decode("<meta charset=windows-1252>£".as_bytes()), "<meta charset=windows-1252>Â£");
        assert_eq!(decode(b"<meta charset=\"utf-8\">\xA3"), "<meta charset=\"utf-8\">£");
        assert_eq!(decode("<p>£".as_bytes()), "<p>£");
    }

    #[test]
    fn deep_and_wide_pages_cost_what_they_hold() {
        let deep = |levels: usize| format!("{}x{}", "<div>".repeat(levels), "</div>".repeat(levels));
        let read = |page: &str| read("plan.xls", page.as_bytes(), &Limits::default());
        assert_eq!(read(&deep(200)).unwrap().workbook.sheets[0].text(at("A1")), "x");
        let error = read(&deep(9000)).unwrap_err().to_string();
        assert_eq!(
            error,
            "plan.xls: expected at most 256 elements inside one another, found more (limit `depth`)"
        );
        let wide = "<table><tr><td colspan=4000000000 rowspan=4000000000>x<td>y</table>";
        assert!(page(wide).overflowed);
    }
}
