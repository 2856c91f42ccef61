//! Whether the cost of understanding a sheet follows its cells, whatever its shape. See the README beside.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use trackrecord::grid::{Address, Format, Properties, Range, Sheet, Style, Value, Workbook};
use trackrecord::import::{ImportOptions, import};
use trackrecord::read::Reading;

/// The best of so many rounds counts; the shapes take turns, as other programs take their share of the core.
const ROUNDS: u32 = 3;

/// Rows and columns of a tracker, and what is merged in it.
struct Shape {
    name: &'static str,
    rows: u32,
    columns: u32,
    merges: Merges,
    /// At most so many times the first shape's time a cell.
    most: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Merges {
    None,
    /// Each ref over two rows, and one column of notes over all rows.
    Refs,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shape = |name, rows, columns, merges, most| Shape { name, rows, columns, merges, most };
    let shapes = [
        shape("20 columns", 5_000, 20, Merges::None, 1.0),
        shape("2,000 columns", 50, 2_000, Merges::None, 3.0),
        shape("10,000 columns", 10, 10_000, Merges::None, 4.0),
        shape("5,000 rows in pairs", 5_000, 20, Merges::Refs, 2.0),
    ];
    let readings: Vec<Reading> = shapes.iter().map(reading).collect();
    let mut best = vec![f64::MAX; shapes.len()];
    for _ in 0..ROUNDS {
        for (reading, best) in readings.iter().zip(&mut best) {
            let start = Instant::now();
            black_box(import(reading, &ImportOptions::default())?);
            *best = best.min(start.elapsed().as_secs_f64());
        }
    }
    let cell = |shape: &Shape, best: f64| best / f64::from(shape.rows * shape.columns);
    let first = shapes.iter().zip(&best).map(|(shape, best)| cell(shape, *best)).next().unwrap_or(f64::MAX);
    let mut slow = Vec::new();
    for (shape, best) in shapes.iter().zip(&best) {
        let each = cell(shape, *best);
        let (name, ratio, most) = (shape.name, each / first, shape.most);
        println!("{name:20} {:6.2} µs a cell, {ratio:5.2} of the first (at most {most})", each * 1e6);
        if ratio > most {
            slow.push(name);
        }
    }
    if slow.is_empty() { Ok(()) } else { Err(format!("too slow: {}", slow.join(", ")).into()) }
}

/// A tracker of a shape: ref, action, owner, due date and status, and columns of its own beside them.
fn reading(shape: &Shape) -> Reading {
    const KNOWN: [&str; 5] = ["Ref", "Action", "Owner", "Due", "Status"];
    let paired = shape.merges == Merges::Refs;
    let text = |row: u32, column: u32| match (row, column) {
        (0, _) => usize::try_from(column)
            .ok()
            .and_then(|place| KNOWN.get(place))
            .map_or_else(|| format!("Extra {column}"), |name| (*name).to_owned()),
        (_, 0) if paired && row.is_multiple_of(2) => String::new(),
        (_, 0) => row.to_string(),
        (_, 1) => format!("Repair the roof of block {row}"),
        (_, 2) => if row.is_multiple_of(3) { "Bob Orme" } else { "Ann Lee" }.to_owned(),
        (_, 3) => format!("2024-03-{:02}", row % 28 + 1),
        (_, 4) => if row.is_multiple_of(4) { "Done" } else { "Open" }.to_owned(),
        _ => format!("v{row}-{column}"),
    };
    let cells = (0..=shape.rows).flat_map(|row| {
        (0..shape.columns)
            .map(move |column| (Address::new(row, column), Value::Text(text(row, column)), Style::default()))
    });
    let rows = if paired { shape.rows } else { 0 };
    let pairs = (1..rows).step_by(2).map(|row| Range::new(Address::new(row, 0), Address::new(row + 1, 0)));
    let notes = Range::new(Address::new(1, shape.columns + 1), Address::new(rows + 1, shape.columns + 1));
    let merges = pairs.chain(std::iter::once(notes).filter(|_| paired));
    let sheet = Sheet::new("Tracker", false, cells, merges);
    let (format, properties) = (Format::Xlsx, Properties::default());
    let workbook = Workbook { file: "tracker.xlsx".to_owned(), format, sheets: vec![sheet], properties };
    Reading { workbook, findings: Vec::new() }
}
