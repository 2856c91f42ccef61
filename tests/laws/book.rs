//! A generated workbook before it is one: cells by place, merges; as a grid, as delimited text, and smaller where a law fails.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use trackrecord::grid::{Address, CellNote, Form, Format, Properties, Range, Sheet, Style, Value, Workbook};
use trackrecord::read::{self, Reading};

/// A sheet in the making.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) cells: BTreeMap<(u32, u32), (Value, Style)>,
    pub(super) merges: Vec<Range>,
    /// What is noted on cells; a text file has none of it.
    pub(super) notes: BTreeMap<(u32, u32), String>,
}

impl Page {
    /// Writes a value; a blank text takes the cell away.
    pub(super) fn put(&mut self, row: u32, column: u32, value: Value) {
        if value.is_blank() {
            self.cells.remove(&(row, column));
        } else {
            self.cells.insert((row, column), (value, Style::default()));
        }
    }

    /// Writes a text.
    pub(super) fn text(&mut self, row: u32, column: u32, text: &str) {
        self.put(row, column, Value::Text(text.to_owned()));
    }

    /// Merges a rectangle, if it overlaps no other merge; what it covers stays in the cells, as Excel never has it but others do.
    pub(super) fn merge(&mut self, from: (u32, u32), to: (u32, u32)) {
        let range = Range::new(Address::new(from.0, from.1), Address::new(to.0, to.1));
        let apart = |m: &Range| {
            m.end.row < range.start.row
                || range.end.row < m.start.row
                || m.end.column < range.start.column
                || range.end.column < m.start.column
        };
        if self.merges.iter().all(apart) {
            self.merges.push(range);
        }
    }

    /// Returns the row below the last one.
    pub(super) fn height(&self) -> u32 {
        self.cells.keys().last().map_or(0, |(row, _)| row + 1)
    }

    /// Returns the column behind the last one.
    pub(super) fn width(&self) -> u32 {
        self.cells.keys().map(|(_, column)| column + 1).max().unwrap_or(0)
    }

    fn sheet(&self) -> Sheet {
        let cells = self
            .cells
            .iter()
            .map(|((row, column), (value, style))| (Address::new(*row, *column), value.clone(), *style));
        // Every note has an author: the remarks of a column have none.
        let note = |text: &String| CellNote { author: Some("Joe Roe".to_owned()), text: text.clone() };
        let notes = self.notes.iter().map(|((row, column), text)| (Address::new(*row, *column), note(text)));
        let form = Form { notes: notes.collect(), ..Form::default() };
        Sheet::new(self.name.clone(), self.hidden, cells, self.merges.clone()).with_form(form)
    }

    /// What a failing test prints of it.
    fn shown(&self) -> String {
        let mut shown = format!("sheet `{}`, hidden {}\n", self.name, self.hidden);
        for ((row, column), (value, style)) in &self.cells {
            let at = Address::new(*row, *column);
            let form = if *style == Style::default() { String::new() } else { format!("{style:?}") };
            let _ = writeln!(shown, "  {at}\t{value:?} {form}");
        }
        let _ = writeln!(shown, "  notes {:?}", self.notes);
        let merges: Vec<String> = self.merges.iter().map(ToString::to_string).collect();
        let _ = writeln!(shown, "  merged {}", merges.join(" "));
        shown
    }

    /// The cells as text between delimiters, quoted where they must be.
    fn delimited(&self, delimiter: char) -> String {
        let mut text = String::new();
        for row in 0..self.height() {
            for column in 0..self.width() {
                if column > 0 {
                    text.push(delimiter);
                }
                let cell = self.cells.get(&(row, column)).map(|(value, _)| value.text()).unwrap_or_default();
                if cell.contains([delimiter, '"', '\n', '\r']) {
                    let _ = write!(text, "\"{}\"", cell.replace('"', "\"\""));
                } else {
                    text.push_str(&cell);
                }
            }
            text.push('\n');
        }
        text
    }
}

/// The forms in which a book can come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A grid with all its forms.
    Workbook,
    /// The first sheet as text between tabs.
    Tabs,
    /// The first sheet as text between commas.
    Commas,
}

/// A workbook in the making.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Book {
    pub(super) pages: Vec<Page>,
}

impl Book {
    /// Returns it as a reader would.
    pub(super) fn reading(&self, shape: Shape) -> Reading {
        let delimiter = match shape {
            Shape::Workbook => {
                let workbook = Workbook {
                    file: "plan.xlsx".to_owned(),
                    format: Format::Xlsx,
                    sheets: self.pages.iter().map(Page::sheet).collect(),
                    properties: Properties::default(),
                };
                return Reading { workbook, findings: Vec::new() };
            }
            Shape::Tabs => '\t',
            Shape::Commas => ',',
        };
        let text = self.pages.first().map(|page| page.delimited(delimiter)).unwrap_or_default();
        if text.trim().is_empty() {
            // A file of it is refused; the laws hold for a sheet without cells too.
            let (file, sheets, properties) =
                ("plan.txt".to_owned(), vec![Sheet::default()], Properties::default());
            let workbook = Workbook { file, format: Format::Csv, sheets, properties };
            return Reading { workbook, findings: Vec::new() };
        }
        read::read("plan.txt", text.as_bytes()).expect("a text is always read")
    }

    /// The same with a row or a single cell less, a merge less, a sheet less; the large pieces first.
    fn smaller(&self) -> Vec<Self> {
        let mut smaller = Vec::new();
        let mut without = |change: &dyn Fn(&mut Self)| {
            let mut book = self.clone();
            change(&mut book);
            if book != *self {
                smaller.push(book);
            }
        };
        for (place, page) in self.pages.iter().enumerate() {
            without(&|book| {
                book.pages.remove(place);
            });
            for row in 0..page.height() {
                without(&|book| book.pages[place].cells.retain(|at, _| at.0 != row));
            }
            for column in 0..page.width() {
                without(&|book| book.pages[place].cells.retain(|at, _| at.1 != column));
            }
            for merge in 0..page.merges.len() {
                without(&|book| {
                    book.pages[place].merges.remove(merge);
                });
            }
            for at in page.notes.keys() {
                without(&|book| {
                    book.pages[place].notes.remove(at);
                });
            }
            for at in page.cells.keys() {
                without(&|book| {
                    book.pages[place].cells.remove(at);
                });
                without(&|book| {
                    if let Some((_, style)) = book.pages[place].cells.get_mut(at) {
                        *style = Style::default();
                    }
                });
                without(&|book| {
                    if let Some((Value::Text(text), _)) = book.pages[place].cells.get_mut(at)
                        && let Some((_, rest)) = text.split_once(' ')
                    {
                        *text = rest.to_owned();
                    }
                });
            }
        }
        smaller
    }
}

/// A law that holds of a reading.
type Law = fn(&Reading) -> Result<(), String>;

/// A law that holds of an old reading and a new one.
type PairLaw = fn(&Reading, &Reading) -> Result<(), String>;

/// Holds a law against a book; where it fails, says how of the smallest book on which it still does.
///
/// proptest cannot make a book smaller: it knows only the choices that led to it.
pub(super) fn hold(book: &Book, shape: Shape, law: Law) {
    hold_books([book.clone()], shape, |[reading]| law(reading));
}

/// Holds a law against two versions, as [`hold`] does against one.
pub(super) fn hold_pair(old: &Book, new: &Book, shape: Shape, law: PairLaw) {
    hold_books([old.clone(), new.clone()], shape, |[old, new]| law(old, new));
}

fn hold_books<const N: usize>(
    books: [Book; N],
    shape: Shape,
    law: impl Fn(&[Reading; N]) -> Result<(), String>,
) {
    let broken = |books: &[Book; N]| {
        let check = || law(&std::array::from_fn(|place| books[place].reading(shape)));
        catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| Err("it panicked".to_owned())).err()
    };
    let Some(mut how) = broken(&books) else { return };
    let mut least = books;
    let mut tries = 3000;
    let smaller = |books: &[Book; N]| -> Vec<[Book; N]> {
        let with = |place: usize, book: Book| {
            let mut books = books.clone();
            books[place] = book;
            books
        };
        (0..N)
            .flat_map(|place| books[place].smaller().into_iter().map(move |book| with(place, book)))
            .collect()
    };
    while let Some((books, why)) = smaller(&least).into_iter().find_map(|books| {
        tries -= 1;
        if tries < 0 { None } else { broken(&books).map(|why| (books, why)) }
    }) {
        (least, how) = (books, why);
    }
    let shown: Vec<String> = least.iter().map(|book| book.pages.iter().map(Page::shown).collect()).collect();
    panic!("{how}\nas {shape:?}:\n{}", shown.join("against\n"));
}
