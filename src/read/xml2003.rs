//! Spreadsheets in the XML of Excel 2003, often named `.xls`: values, merges, fills, strike, hidden rows, columns and
//! sheets, notes.
//!
//! Read event by event; elements count by their local names, as writers differ in prefixes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;

use crate::error::Result;
use crate::grid::{
    Address, CellNote, Form, Format, MOST_COLUMNS, MOST_ROWS, Properties, Range, Sheet, Shown, Style, Value,
    Workbook,
};
use crate::record::{Code, Finding};

use super::css;
use super::limits::Limits;
use super::number;
use super::package::Fault;
use super::rich::Rich;
use super::spans::Spans;
use super::xml::{Event, Tag, Xml};
use super::{Reading, encoding};

/// Reads a workbook. One that breaks off is read as far as it goes, with a finding.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Reading> {
    let mut walk = Walk::default();
    let mut findings = Vec::new();
    let read = Xml::of_text(encoding::decode(bytes).text, limits).each(|event| match event {
        Event::Start(element) => walk.open(&element),
        Event::End(name) => walk.close(name),
        Event::Text(text) => walk.text(text),
        _ => {}
    });
    if let Err(fault) = read {
        if walk.sheets.is_empty() && walk.cells.is_empty() || matches!(fault, Fault::Limit(_)) {
            return Err(fault.error(file, "XML spreadsheet"));
        }
        let message = format!("the file is damaged and was read only as far as it is whole: {fault}");
        findings.push(Finding::new(Code::SheetUnread, message, walk.name.clone()));
    }
    walk.end_sheet();
    for name in walk.overflowed {
        let message = "text past the last column or row of a sheet was not read";
        findings.push(Finding::new(Code::SheetUnread, message, Some(name)));
    }
    let (sheets, properties) = (walk.sheets, walk.properties);
    let workbook = Workbook { file: file.to_owned(), format: Format::Xml2003, sheets, properties };
    Ok(Reading { workbook, findings })
}

/// What a style says, with what it takes from its parent.
#[derive(Debug, Clone, Copy, Default)]
struct CellForm {
    style: Style,
    shown: Shown,
    percent: bool,
}

/// The cell that is being read.
struct OpenCell {
    at: Address,
    form: CellForm,
    kind: String,
    rich: Rich,
    note: Option<CellNote>,
}

#[derive(Default)]
struct Walk {
    /// Names of the open elements, the outermost first.
    path: Vec<String>,
    styles: BTreeMap<String, CellForm>,
    style: Option<(String, CellForm)>,
    properties: Properties,
    sheets: Vec<Sheet>,
    // The sheet that is being read.
    name: Option<String>,
    hidden: bool,
    cells: Vec<(Address, Value, Style)>,
    merges: Vec<Range>,
    form: Form,
    columns: u32,
    /// By first column: the last one, and what its style says.
    column_styles: BTreeMap<u32, (u32, CellForm)>,
    spans: Spans,
    row: u32,
    next_row: u32,
    column: u32,
    row_form: Option<CellForm>,
    cell: Option<OpenCell>,
    strike: usize,
    bold: usize,
    /// Sheets with cells past their end.
    overflowed: BTreeSet<String>,
}

impl Walk {
    fn open(&mut self, element: &Tag<'_>) {
        match element.name {
            "Style" => {
                let parent = element.owned("Parent").and_then(|id| self.styles.get(&id).copied());
                let default = self.styles.get("Default").copied();
                let id = element.owned("ID").unwrap_or_default();
                self.style = Some((id, parent.or(default).unwrap_or_default()));
            }
            "Interior" | "Font" | "NumberFormat" => self.style_part(element),
            "Worksheet" => {
                self.end_sheet();
                self.name = element.owned("Name");
            }
            "Column" => self.column_element(element),
            "Row" => self.row_element(element),
            "Cell" => self.cell_element(element),
            "Comment" => {
                if let Some(cell) = &mut self.cell {
                    let author = element.owned("Author").filter(|author| !author.trim().is_empty());
                    cell.note = Some(CellNote { author, text: String::new() });
                }
            }
            "Data" => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| cell.note.is_none()) {
                    cell.kind = element.owned("Type").unwrap_or_default();
                }
            }
            "S" => self.strike += 1,
            "B" => self.bold += 1,
            "BR" | "Br" | "br" => self.text("\n"),
            _ => {}
        }
        self.path.push(element.name.to_owned());
    }

    fn close(&mut self, name: &str) {
        self.path.pop();
        match name {
            "Style" => {
                if let Some((id, form)) = self.style.take() {
                    self.styles.insert(id, form);
                }
            }
            "Worksheet" => self.end_sheet(),
            "Cell" => self.end_cell(),
            "S" => self.strike = self.strike.saturating_sub(1),
            "B" => self.bold = self.bold.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.path.last().map(String::as_str) {
            Some("Title") if self.inside("DocumentProperties") => {
                self.properties.title.get_or_insert_default().push_str(text);
            }
            Some("LastSaved") => self.properties.modified.get_or_insert_default().push_str(text),
            Some("Visible")
                if text.trim().starts_with("SheetHidden") || text.trim().starts_with("SheetVeryHidden") =>
            {
                self.hidden = true;
            }
            _ if self.inside("Data") => {
                let (strike, bold) = (self.strike > 0, self.bold > 0);
                match &mut self.cell {
                    Some(OpenCell { note: Some(note), .. }) => note.text.push_str(text),
                    Some(cell) => {
                        cell.rich.push(text, strike || cell.form.style.strike, bold || cell.form.style.bold);
                    }
                    None => {}
                }
            }
            _ => {}
        }
    }

    fn inside(&self, name: &str) -> bool {
        self.path.iter().any(|open| open == name)
    }

    fn style_part(&mut self, element: &Tag<'_>) {
        let Some((_, form)) = &mut self.style else { return };
        match element.name {
            "Interior" => {
                let pattern = element.owned("Pattern").unwrap_or_default();
                let color = element.owned("Color").and_then(|color| css::color(&color));
                form.style.fill = color.filter(|_| pattern != "None");
            }
            "Font" => {
                form.style.strike = element.flag("StrikeThrough", false);
                form.style.bold = element.flag("Bold", false);
            }
            _ => {
                let code = element.owned("Format").unwrap_or_default();
                let named = match code.as_str() {
                    "Percent" => (Shown::Day, true),
                    "General Date" => (Shown::Time, false),
                    "Short Time" | "Medium Time" | "Long Time" => (Shown::Time, false),
                    code => number::shown(code),
                };
                (form.shown, form.percent) = named;
                form.style.padding = number::kind(&code).padding();
            }
        }
    }

    fn form_of(&self, element: &Tag<'_>) -> Option<CellForm> {
        self.styles.get(element.get("StyleID")?.as_ref()).copied()
    }

    fn column_element(&mut self, element: &Tag<'_>) {
        let first = element.number("Index").map_or(self.columns, |index| index.saturating_sub(1));
        let last = first.saturating_add(element.number("Span").unwrap_or(0)).min(MOST_COLUMNS - 1);
        self.columns = last + 1;
        if element.flag("Hidden", false) {
            self.form.hidden_columns.push((first, last));
        }
        if let Some(form) = self.form_of(element) {
            self.column_styles.insert(first, (last, form));
        }
    }

    fn row_element(&mut self, element: &Tag<'_>) {
        self.row =
            element.number("Index").map_or(self.next_row, |index| index.saturating_sub(1)).min(MOST_ROWS);
        let span = element.number("Span").unwrap_or(0);
        self.next_row = self.row.saturating_add(span).saturating_add(1).min(MOST_ROWS);
        self.column = 0;
        self.row_form = self.form_of(element);
        // Rows that it stands for as well hold nothing.
        if element.flag("Hidden", false) {
            self.form.hidden_rows.insert(self.row);
        }
    }

    fn cell_element(&mut self, element: &Tag<'_>) {
        self.end_cell();
        // A cell that does not say where it stands stands beside those that reach down from above.
        let column = match element.number("Index") {
            Some(index) => index.saturating_sub(1),
            None => self.spans.free(self.row, self.column),
        };
        let column = column.min(MOST_COLUMNS);
        let (across, down) = (element.number("MergeAcross"), element.number("MergeDown"));
        let at = Address::new(self.row, column);
        let last = column.saturating_add(across.unwrap_or(0)).min(MOST_COLUMNS - 1);
        self.column = last.saturating_add(1);
        if column >= MOST_COLUMNS || self.row >= MOST_ROWS {
            self.overflowed.extend(self.name.clone());
            return;
        }
        if across.is_some() || down.is_some() {
            let lowest = self.row.saturating_add(down.unwrap_or(0)).min(MOST_ROWS - 1);
            self.merges.push(Range::new(at, Address::new(lowest, last)));
            if lowest > self.row {
                self.spans.add(column, last + 1, lowest + 1);
            }
        }
        let of_column = || {
            let before = self.column_styles.range(..=column).next_back();
            before.filter(|(_, (last, _))| *last >= column).map(|(_, (_, form))| *form)
        };
        let form = self.form_of(element).or(self.row_form).or_else(of_column).unwrap_or_default();
        self.cell = Some(OpenCell { at, form, kind: String::new(), rich: Rich::default(), note: None });
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        if let Some(note) = cell.note {
            // Excel puts the author's name before the text.
            let named =
                note.author.as_deref().and_then(|author| note.text.strip_prefix(author)?.strip_prefix(':'));
            let text = named.unwrap_or(&note.text).trim().to_owned();
            if !text.is_empty() {
                self.form.notes.insert(cell.at, CellNote { author: note.author, text });
            }
        }
        let finished = cell.rich.finish(cell.form.style.fill);
        let value = match finished.value {
            Value::Text(text) => value(text, &cell.kind, cell.form),
            other => other,
        };
        let CellForm { style: Style { fill, padding, .. }, .. } = cell.form;
        let style = Style { fill, padding, ..finished.style };
        if !finished.struck.is_empty() {
            self.form.strikes.insert(cell.at, finished.struck);
        }
        if !value.is_blank() || style.fill.is_some() {
            self.cells.push((cell.at, value, style));
        }
    }

    fn end_sheet(&mut self) {
        self.end_cell();
        let Some(name) = self.name.take() else { return };
        let cells = std::mem::take(&mut self.cells);
        let merges = std::mem::take(&mut self.merges);
        let form = std::mem::take(&mut self.form);
        self.sheets.push(Sheet::new(name, self.hidden, cells, merges).with_form(form));
        (self.hidden, self.columns, self.next_row, self.column) = (false, 0, 0, 0);
        self.column_styles.clear();
        self.spans = Spans::default();
    }
}

/// The value of a text by the type that the file names.
fn value(text: String, kind: &str, form: CellForm) -> Value {
    match kind {
        "Number" => match text.trim().parse::<f64>() {
            Ok(number) if form.percent => Value::Percent(number),
            Ok(number) => Value::Number(number),
            Err(_) => Value::Text(text),
        },
        "DateTime" => text.trim().parse::<DateTime>().map_or_else(
            |_| Value::Text(text.clone()),
            |at| {
                let midnight = at.time() == jiff::civil::Time::midnight();
                let shown = if form.shown == Shown::Time && midnight { Shown::Day } else { form.shown };
                Value::Date(at, shown)
            },
        ),
        "Boolean" => Value::Boolean(text.trim() == "1"),
        "Error" => Value::Error(text),
        _ => Value::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    const BOOK: &str = r##"<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<DocumentProperties><Title>Pier</Title><LastSaved>2021-06-30T09:00:00Z</LastSaved></DocumentProperties>
<Styles><Style ss:ID="Default"/><Style ss:ID="r"><Interior ss:Color="#FF0000" ss:Pattern="Solid"/></Style>
<Style ss:ID="d"><NumberFormat ss:Format="mmm\-yy"/></Style><Style ss:ID="p"><NumberFormat ss:Format="0%"/></Style>
<Style ss:ID="s"><Font ss:StrikeThrough="1" ss:Bold="1"/></Style></Styles>
<Worksheet ss:Name="Plan &amp; more"><Table><Column ss:Index="3" ss:Hidden="1"/>
<Row ss:Index="2"><Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">Ref&#10;no.</Data></Cell>
<Cell ss:StyleID="d"><Data ss:Type="DateTime">2021-06-01T00:00:00.000</Data></Cell>
<Cell ss:StyleID="p"><Data ss:Type="Number">0.75</Data></Cell><Cell ss:StyleID="r"/></Row>
<Row ss:Hidden="1"><Cell ss:StyleID="s"><Data ss:Type="String">gone</Data></Cell></Row>
<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>March</S> June</ss:Data>
<Comment ss:Author="A Finch"><ss:Data><B>A Finch:</B>&#10;ask again</ss:Data></Comment></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="Lists"><Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"##;

    #[test]
    fn values_and_form_are_read() {
        let book = read("plan.xls", BOOK.as_bytes(), &Limits::default()).unwrap().workbook;
        assert_eq!(book.properties.title.as_deref(), Some("Pier"));
        assert_eq!(book.properties.modified.as_deref(), Some("2021-06-30T09:00:00Z"));
        let [plan, lists] = book.sheets.as_slice() else { panic!("{:?}", book.sheets) };
        assert_eq!((plan.name.as_str(), lists.hidden), ("Plan & more", true));
        assert_eq!(plan.text(at("B2")), "Ref\nno.");
        assert_eq!(plan.anchor(at("C3")), at("B2"));
        assert_eq!((plan.text(at("D2")), plan.text(at("E2"))), ("2021-06".into(), "75%".into()));
        assert_eq!(plan.cell(at("F2")).unwrap().style.fill.unwrap().to_string(), "#FF0000");
        assert!(plan.cell(at("A3")).unwrap().style.strike && plan.cell(at("A3")).unwrap().style.bold);
        assert!(plan.form().hidden_rows.contains(&2) && plan.form().hidden_columns == [(2, 2)]);
        assert_eq!(plan.text(at("A4")), "March June");
        assert_eq!(plan.form().strikes[&at("A4")], vec![0..5_usize; 1]);
        let note = &plan.form().notes[&at("A4")];
        assert_eq!((note.author.as_deref(), note.text.as_str()), (Some("A Finch"), "ask again"));
    }

    #[test]
    fn a_cell_without_a_place_stands_beside_those_that_reach_down() {
        let cell =
            |text: &str, more: &str| format!("<Cell{more}><Data ss:Type=\"String\">{text}</Data></Cell>");
        let rows = [
            cell("1", "") + &cell("both", " ss:MergeDown=\"1\"") + &cell("June", ""),
            cell("2", "") + &cell("July", ""),
            cell("3", "") + &cell("own", "") + &cell("May", ""),
        ];
        let rows: String = rows.iter().map(|row| format!("<Row>{row}</Row>")).collect();
        let book =
            format!("<Workbook><Worksheet ss:Name=\"Plan\"><Table>{rows}</Table></Worksheet></Workbook>");
        let sheet = read("plan.xls", book.as_bytes(), &Limits::default()).unwrap().workbook.sheets.remove(0);
        let texts = ["C1", "B2", "C2", "B3", "C3"].map(|address| sheet.text(at(address)));
        assert_eq!(texts, ["June", "", "July", "own", "May"]);
    }

    #[test]
    fn a_file_that_breaks_off_is_read_as_far_as_it_goes() {
        let (cut, _) = BOOK.split_once("<Comment").unwrap();
        let reading = read("plan.xls", cut.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(reading.workbook.sheets[0].text(at("A4")), "March June");
        assert!(read("x.xls", b"<?xml version=\"1.0\"?><Workbook><Styles><", &Limits::default()).is_err());
    }
}
