//! Sheets as offices lay them out: banner, key block, counts, legend, header, sections, records, what stands below.

use trackrecord::grid::{Color, Value};

use super::book::{Book, Page};
use super::choices::Choices;
use super::words::{Column, Kind, columns, value};

const COLORS: [Color; 4] = [
    Color { red: 0xFF, green: 0, blue: 0 },
    Color { red: 0xFF, green: 0xC0, blue: 0 },
    Color { red: 0, green: 0xB0, blue: 0x50 },
    Color { red: 0xDD, green: 0xDD, blue: 0xDD },
];

/// A sheet being laid out.
struct Layout<'a> {
    page: Page,
    row: u32,
    columns: Vec<Column>,
    choices: &'a mut Choices,
}

/// Lays out a workbook: a sheet with a tracker or two, now and then another such sheet or one with lists.
pub(super) fn book(choices: &mut Choices) -> Book {
    let mut pages = vec![page("Plan", choices)];
    if choices.chance(15) {
        pages.push(page("Jo's plan 2", choices));
    }
    if choices.chance(15) {
        let mut lists = Page { name: "Lists".to_owned(), hidden: choices.chance(50), ..Page::default() };
        for (row, word) in ["Status", "On track", "Slipped", "Closed"].into_iter().enumerate() {
            lists.text(u32::try_from(row).unwrap(), 0, word);
        }
        pages.push(lists);
    }
    Book { pages }
}

fn page(name: &str, choices: &mut Choices) -> Page {
    let mut layout = Layout {
        page: Page { name: name.to_owned(), ..Page::default() },
        row: u32::try_from(choices.below(2)).unwrap(),
        columns: Vec::new(),
        choices,
    };
    layout.above();
    layout.table();
    if layout.choices.chance(15) {
        layout.row += 1;
        if layout.choices.chance(50) {
            layout.line(0, "Review of moorings, second part");
        }
        layout.table();
    }
    layout.below();
    layout.page
}

impl Layout<'_> {
    fn line(&mut self, column: u32, text: &str) {
        self.page.text(self.row, column, text);
        self.row += 1;
    }

    fn beside(&mut self, texts: &[&str]) {
        for (column, text) in (0..).zip(texts) {
            self.page.text(self.row, column, text);
        }
        self.row += 1;
    }

    fn above(&mut self) {
        if self.choices.chance(60) {
            if self.choices.chance(50) {
                self.page.merge((self.row, 0), (self.row, 6));
            }
            self.line(0, "Harbour improvement plan");
        }
        if self.choices.chance(50) {
            self.beside(&["Position as at", "30 June 2021"]);
            let other: &[&str] = self
                .choices
                .pick(&[&["Contact officer: Ada Poe"], &["Date:", "12 May 2021", "Version:", "3"]]);
            self.beside(other);
        }
        if self.choices.chance(30) {
            self.row += 1;
            self.beside(&["On track", "Slipped", "Closed", "Total"]);
            self.beside(&["3", "1", "2", "6"]);
        }
        if self.choices.chance(30) {
            self.row += 1;
            self.beside(&["Key"]);
            for (text, color) in ["R = in trouble", "A = at risk", "G = on track"].into_iter().zip(COLORS) {
                self.page.text(self.row, 0, text);
                self.fill((self.row, 0), color);
                self.row += 1;
            }
        }
        self.row += u32::try_from(self.choices.below(3)).unwrap();
    }

    fn fill(&mut self, at: (u32, u32), color: Color) {
        self.page.cells.entry(at).or_default().1.fill = Some(color);
    }

    fn table(&mut self) {
        self.columns = columns(self.choices);
        let top = self.row;
        self.header();
        let header: Vec<_> =
            self.page.cells.range((top, 0)..(self.row, 0)).map(|(at, cell)| (*at, cell.clone())).collect();
        let items = 1 + self.choices.below(6);
        for _ in 0..items {
            match self.choices.below(12) {
                9 => self.section(),
                // A page break brings the header again.
                10 => {
                    for ((row, column), cell) in &header {
                        self.page.cells.insert((row - top + self.row, *column), cell.clone());
                    }
                    self.row += header.last().map_or(0, |((row, _), _)| row - top + 1);
                }
                11 => {
                    let first = self.columns[0].at;
                    let kept_free = self.choices.pick(&["-", "9", "[add further actions here]"]);
                    self.line(first, kept_free);
                }
                _ => {}
            }
            self.item();
        }
        if self.choices.chance(20) {
            let first = self.columns[0].at;
            let last = self.columns.last().map_or(0, |c| c.at);
            self.page.text(self.row, last, "£4.5m p.a.");
            self.line(first, "Total savings of the review £3,000");
        }
    }

    /// One row of labels, or two with parents over pairs of columns.
    fn header(&mut self) {
        let stacked = self.choices.chance(30);
        let bold = self.choices.chance(50);
        let leaf = self.row + u32::from(stacked);
        let mut place = 0;
        while let Some(column) = self.columns.get(place) {
            let (at, header) = (column.at, column.header);
            let next = self.columns.get(place + 1).map(|c| (c.at, c.header));
            match next.filter(|_| stacked && self.choices.chance(30)) {
                Some((next, label)) => {
                    self.page.text(self.row, at, self.choices.pick(&["Timescale", "Position", "Resources"]));
                    self.page.merge((self.row, at), (self.row, next));
                    self.page.text(leaf, at, header);
                    self.page.text(leaf, next, label);
                    place += 2;
                }
                None => {
                    self.page.text(self.row, at, header);
                    if stacked {
                        self.page.merge((self.row, at), (leaf, at));
                    }
                    place += 1;
                }
            }
        }
        if bold {
            let cells = self.page.cells.range_mut((self.row, 0)..(leaf + 1, 0));
            cells.for_each(|(_, (_, style))| style.bold = true);
        }
        self.row = leaf + 1;
    }

    fn section(&mut self) {
        let first = self.columns[0].at;
        if self.choices.chance(50) {
            let last = self.columns.last().map_or(first, |c| c.at);
            self.page.merge((self.row, first), (self.row, last));
        }
        let name = self.choices.pick(&["Section A – Keeping people safe", "Boats and moorings", "Lamps"]);
        self.line(first, name);
    }

    /// A recommendation with one to three actions: merged over them, repeated, or written once.
    fn item(&mut self) {
        let actions = u32::try_from(1 + self.choices.below(3)).unwrap();
        let manner = self.choices.below(3);
        let struck = self.choices.chance(5);
        let first = self.row;
        for action in 0..actions {
            let begun = self.row;
            for place in 0..self.columns.len() {
                let (at, kind) = (self.columns[place].at, self.columns[place].kind);
                let shared = matches!(kind, Kind::Ref | Kind::Group | Kind::Recommendation);
                if shared && action > 0 && manner != 1 {
                    continue;
                }
                if shared && action > 0 {
                    if let Some(above) = self.page.cells.get(&(first, at)).cloned() {
                        self.page.cells.insert((self.row, at), above);
                    }
                    continue;
                }
                if self.choices.chance(15) {
                    continue;
                }
                let value = value(kind, self.choices);
                self.page.put(self.row, at, value);
                if matches!(kind, Kind::Rag | Kind::Status) && self.choices.chance(30) {
                    let color = self.choices.pick(&COLORS);
                    self.fill((self.row, at), color);
                    if self.choices.chance(50) {
                        self.page.cells.entry((self.row, at)).and_modify(|(value, _)| *value = Value::Empty);
                    }
                }
                let style = self.page.cells.get_mut(&(self.row, at)).map(|(_, style)| style);
                if let Some(style) = style {
                    style.strike = struck || (kind == Kind::Due && self.choices.chance(15));
                }
            }
            self.row += 1;
            if self.choices.chance(20) {
                self.goes_on(begun);
            }
        }
        if manner == 0 && actions > 1 {
            let shared: Vec<u32> = self
                .columns
                .iter()
                .filter(|c| matches!(c.kind, Kind::Ref | Kind::Recommendation))
                .map(|c| c.at)
                .collect();
            for at in shared {
                self.page.merge((first, at), (self.row - 1, at));
            }
        }
    }

    /// A row that goes on with the long texts of the one above.
    fn goes_on(&mut self, above: u32) {
        for column in &self.columns {
            let long = matches!(
                column.kind,
                Kind::Recommendation
                    | Kind::Action
                    | Kind::Progress
                    | Kind::Notes
                    | Kind::Extra
                    | Kind::Group
                    | Kind::Owner
            );
            if !long || !self.page.cells.contains_key(&(above, column.at)) || self.choices.chance(50) {
                continue;
            }
            let text = self.choices.pick(&[
                "of the harbour board, which",
                "and the crews of all boats.",
                "Manager",
                "12",
            ]);
            self.page.text(self.row, column.at, text);
        }
        self.row += 1;
    }

    fn below(&mut self) {
        if self.choices.chance(40) {
            self.row += u32::try_from(self.choices.below(2)).unwrap();
            let note = self.choices.pick(&[
                "Total actions: 4",
                "* Dates are those agreed by the board in May.",
                "page 1 of 2",
            ]);
            self.line(0, note);
        }
    }
}
