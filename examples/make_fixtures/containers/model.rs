//! The sheet: a banner, a key, a header, and recommendations over their actions, with one of each thing that a container may hold.

/// The sheet's name.
pub(crate) const NAME: &str = "Lido";
/// The note, and who wrote it.
pub(crate) const NOTE: (&str, &str) = ("R Okafor", "on leave until May\nask Ines Brandt");
/// Merged ranges: row and column of both corners, from 0.
pub(crate) const MERGES: [[u16; 4]; 3] = [[0, 0, 0, 7], [5, 0, 7, 0], [5, 1, 7, 1]];
/// The header's row.
pub(crate) const HEADER: u16 = 4;
/// Columns.
pub(crate) const WIDTH: u16 = 8;

/// Fills, as red, green and blue.
const RED: u32 = 0xFF_00_00;
const AMBER: u32 = 0xFF_C0_00;
const GREEN: u32 = 0x00_B0_50;
const BLUE: u32 = 0x00_70_C0;
const HEAD: u32 = 0xD9_D9_D9;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    /// Nothing.
    Empty,
    /// A text.
    Text(&'static str),
    /// A true date, shown as year, month, day; as days since the end of 1899.
    Day(&'static str, u16),
    /// A percentage, from 0 to 1.
    Share(f64),
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cell {
    /// What it holds.
    pub(crate) value: Value,
    /// Its background.
    pub(crate) fill: Option<u32>,
    /// How many of its letters, from the first, are struck through.
    pub(crate) struck: usize,
    /// It is in bold.
    pub(crate) bold: bool,
    /// The note is on it.
    pub(crate) noted: bool,
}

/// How a whole cell looks; of a cell that is struck in part only, as its rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Its background.
    pub(crate) fill: Option<u32>,
    /// It is struck through.
    pub(crate) strike: bool,
    /// It is in bold.
    pub(crate) bold: bool,
    /// It shows a date.
    pub(crate) day: bool,
    /// It shows a percentage.
    pub(crate) share: bool,
}

impl Cell {
    const EMPTY: Self = Self { value: Value::Empty, fill: None, struck: 0, bold: false, noted: false };

    fn text(text: &'static str) -> Self {
        Self { value: if text.is_empty() { Value::Empty } else { Value::Text(text) }, ..Self::EMPTY }
    }

    /// What it shows.
    pub(crate) fn shown(&self) -> String {
        match self.value {
            Value::Empty => String::new(),
            Value::Text(text) | Value::Day(text, _) => text.to_owned(),
            Value::Share(share) => format!("{}%", share * 100.0),
        }
    }

    /// What it shows in two parts, the first of which is struck through; one of them may be empty.
    pub(crate) fn parts(&self) -> (String, String) {
        let shown = self.shown();
        let struck = shown.chars().take(self.struck).collect();
        (struck, shown.chars().skip(self.struck).collect())
    }

    /// Tells whether only a part of it is struck through.
    pub(crate) fn is_struck_in_part(&self) -> bool {
        self.struck > 0 && self.struck < self.shown().chars().count()
    }

    /// How it looks.
    pub(crate) fn look(&self) -> Look {
        Look {
            fill: self.fill,
            strike: self.struck > 0 && !self.is_struck_in_part(),
            bold: self.bold,
            day: matches!(self.value, Value::Day(..)),
            share: matches!(self.value, Value::Share(_)),
        }
    }
}

/// A row: whether a filter hides it, and its cells.
pub(crate) type Row = (bool, Vec<Cell>);

/// Tells how far a cell is merged, in columns and rows; `None` where another one covers it.
pub(crate) fn span(row: u16, column: u16) -> Option<(u16, u16)> {
    let over = MERGES.iter().find(|[top, left, bottom, right]| {
        (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
    });
    match over {
        None => Some((1, 1)),
        Some([top, left, bottom, right]) => {
            (*top == row && *left == column).then_some((right - left + 1, bottom - top + 1))
        }
    }
}

/// Returns the rows of the sheet, from the first.
pub(crate) fn sheet() -> Vec<Row> {
    let row = |cells: &[&'static str]| -> Row {
        let mut cells: Vec<Cell> = cells.iter().map(|text| Cell::text(text)).collect();
        cells.resize(usize::from(WIDTH), Cell::EMPTY);
        (false, cells)
    };
    let bold = |(hidden, cells): Row| -> Row {
        (hidden, cells.into_iter().map(|cell| Cell { bold: cell.value != Value::Empty, ..cell }).collect())
    };
    let action = |texts: [&'static str; 5], day: Option<u16>, share: f64, rag: Option<u32>| -> Row {
        let [reference, recommendation, action, owners, due] = texts;
        let due = Cell { value: day.map_or(Value::Text(due), |day| Value::Day(due, day)), ..Cell::EMPTY };
        let share = Cell { value: Value::Share(share), ..Cell::EMPTY };
        let [reference, recommendation, action, owners] =
            [reference, recommendation, action, owners].map(Cell::text);
        let rag = Cell { fill: rag, ..Cell::EMPTY };
        (false, vec![reference, recommendation, action, owners, due, share, rag])
    };
    let with = |(hidden, mut cells): Row, progress: &'static str| -> Row {
        cells.push(Cell::text(progress));
        (hidden, cells)
    };
    let change = |(hidden, cells): Row, column: usize, change: &dyn Fn(Cell) -> Cell| -> Row {
        let changed = |(place, cell)| if place == column { change(cell) } else { cell };
        (hidden, cells.into_iter().enumerate().map(changed).collect())
    };

    let key = [RED, AMBER, GREEN, BLUE];
    let key = key
        .into_iter()
        .zip(1_usize..)
        .fold(row(&["Key:", "Slipped", "At risk", "On track", "Achieved"]), |row, (fill, column)| {
            change(row, column, &|cell| Cell { fill: Some(fill), ..cell })
        });
    let header = bold(row(&[
        "Ref",
        "Recommendation",
        "Action",
        "Lead officers",
        "Target date",
        "% complete",
        "RAG",
        "Progress",
    ]));
    let header = (false, header.1.into_iter().map(|cell| Cell { fill: Some(HEAD), ..cell }).collect());
    let first = action(
        [
            "L1",
            "Keep the water clean",
            "Test the water every hour",
            "Amélie Roux, Tom Hale and Ines Brandt",
            "2024-07-31",
        ],
        Some(45_504),
        0.75,
        Some(RED),
    );
    let second = action(
        ["", "", "Publish the results – also in the café", "Facilities Team", "March 2024 September 2024"],
        None,
        0.5,
        Some(AMBER),
    );
    let second = change(second, 4, &|cell| Cell { struck: "March 2024".len(), ..cell });
    let third = action(
        ["", "", "Hire a second pump", "Head of Estates", "2024-10-15"],
        Some(45_580),
        0.1,
        Some(GREEN),
    );
    let fourth = action(
        ["L2", "Make entry fair", "Sell tickets at £2 to children", "Tom Hale", "Sept 2024"],
        None,
        0.25,
        Some(GREEN),
    );
    let fourth = change(fourth, 2, &|cell| Cell { noted: true, ..cell });
    let fifth = action(
        ["L3", "Light the slide", "Install a coin meter", "Ines Brandt", "Nov 2023"],
        None,
        0.05,
        None,
    );
    let (_, fifth) = with(fifth, "Given up");
    let fifth = fifth.into_iter().map(|cell| Cell { struck: cell.shown().chars().count(), ..cell }).collect();
    let sixth =
        action(["L4", "Open in winter", "Heat the small pool", "Zoë Lund", "Ongoing"], None, 1.0, Some(BLUE));
    vec![
        bold(row(&["Lido action plan – pools and café"])),
        row(&["Position at 30 June 2024"]),
        key,
        row(&[]),
        header,
        with(first, "Kits were bought.\nTwo of the staff are trained."),
        with(second, "Board ordered"),
        (true, with(third, "Quotes are in").1),
        with(fourth, "Agreed by the board"),
        (false, fifth),
        with(sixth, "Boiler runs"),
    ]
}
