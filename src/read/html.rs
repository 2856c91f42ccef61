//! HTML pages with tables, often a spreadsheet saved or exported under the name `.xls`: text, spans, fills, strike, hidden
//! rows.
//!
//! One sheet a page: text between the tables is a row each, so that titles and keys stay where they were. A table that is made
//! of other tables is layout and is looked through; a table in a cell of another one is text of that cell. The page is parsed
//! as browsers do, by scraper.

use std::collections::BTreeSet;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use scraper::node::Element;
use scraper::{Html, Node};

use crate::error::{ErrorKind, Result};
use crate::grid::{Color, Format, Properties, Sheet, Workbook};

use super::css::{self, Look};
use super::flow::{Flow, Span};
use super::rich::Rich;
use super::{Reading, lost_cells};

/// Where the encoding of a page is named.
const HEAD: usize = 2048;

/// Browsers stop at 512; a parser's work grows with the square of it.
const DEPTH: usize = 2000;

/// Reads a page.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Reading> {
    let text = decode(bytes);
    if is_too_deep(&text) {
        let source = format!("expected elements nested at most {DEPTH} deep, found more").into();
        return Err(ErrorKind::Malformed { file: file.to_owned(), part: "HTML page".into(), source }.into());
    }
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

/// Tells whether elements that have to be closed are nested so deep that nobody wrote them.
pub(super) fn is_too_deep(text: &str) -> bool {
    /// Elements that need no end, or end by themselves where another begins.
    const OPEN: [&str; 18] = [
        "br", "p", "li", "td", "th", "tr", "col", "img", "hr", "meta", "link", "input", "dt", "dd", "option",
        "tbody", "thead", "base",
    ];
    let mut depth = 0_usize;
    for tag in text.split('<').skip(1) {
        let (ends, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).take(12).collect();
        if name.is_empty() || OPEN.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        if ends {
            depth = depth.saturating_sub(1);
        } else if !tag.split('>').next().is_some_and(|inside| inside.ends_with('/')) {
            depth += 1;
        }
        if depth > DEPTH {
            return true;
        }
    }
    false
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
    let overflowed = walk.flow.overflowed();
    let name = sheet_names(text).into_iter().next().unwrap_or_default();
    let title = Some(walk.title.trim().to_owned()).filter(|title| !title.is_empty());
    Page { sheet: walk.flow.sheet(name), title, tabular: walk.tabular, overflowed }
}

/// The names of sheets that Excel writes into a page that it saved.
pub(super) fn sheet_names(text: &str) -> Vec<String> {
    let parts = text.split("<x:Name>").skip(1);
    let names = parts.filter_map(|part| part.split_once("</x:Name>").map(|(name, _)| name.trim()));
    names.map(|name| html_escape::decode_html_entities(name).into_owned()).collect()
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
}

/// The cell that is being read.
struct OpenCell {
    rich: Rich,
    span: Span,
    fill: Option<Color>,
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
}

impl Walk {
    fn now(&self) -> Opened {
        self.opened.last().copied().unwrap_or_default()
    }

    fn rich(&mut self) -> &mut Rich {
        match &mut self.cell {
            Some(cell) => &mut cell.rich,
            None => &mut self.paragraph,
        }
    }

    fn text(&mut self, text: &str) {
        let now = self.now();
        match now.part {
            Some(Part::Style) => self.style_text.push_str(text),
            Some(Part::Title) => self.title.push_str(text),
            _ if now.skipped || (self.in_table && self.cell.is_none()) => {}
            _ => self.rich().push_folded(text, now.strike, now.bold),
        }
    }

    fn open(&mut self, id: NodeId, element: &Element) {
        let name = element.name();
        let look = self.styles.look(name, element.attr("class"));
        let look = element.attr("style").map_or(look, |style| look.under(css::declarations(style)));
        let before = self.now();
        let mut now = Opened { part: None, layout: false, ..before };
        now.strike = look.strike.unwrap_or(now.strike) || matches!(name, "s" | "strike" | "del");
        now.bold = look.bold.unwrap_or(now.bold || matches!(name, "b" | "strong" | "th"));
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
                    self.flow.cell(cell.rich, cell.span, cell.fill);
                }
            }
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
        match &mut self.cell {
            Some(cell) => cell.rich.new_line(),
            None => self.end_paragraph(),
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
    fn pages_are_decoded_by_what_they_are() {
        assert_eq!(decode("<meta charset=windows-1252>£".as_bytes()), "<meta charset=windows-1252>Â£");
        assert_eq!(decode(b"<meta charset=\"utf-8\">\xA3"), "<meta charset=\"utf-8\">£");
        assert_eq!(decode("<p>£".as_bytes()), "<p>£");
    }

    #[test]
    fn deep_and_wide_pages_cost_what_they_hold() {
        let deep = |levels: usize| format!("{}x{}", "<div>".repeat(levels), "</div>".repeat(levels));
        assert_eq!(sheet(&deep(500)).text(at("A1")), "x");
        assert!(read("plan.xls", deep(9000).as_bytes()).is_err());
        let wide = "<table><tr><td colspan=4000000000 rowspan=4000000000>x<td>y</table>";
        assert!(page(wide).overflowed);
    }
}
