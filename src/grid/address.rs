//! Where a cell is: addresses, ranges and their A1 text.
//!
//! Code counts rows and columns from 0; the text form counts from 1 (`A1`), as spreadsheets do.

use std::collections::BTreeMap;
use std::fmt;

/// A cell's place on its sheet; `row` and `column` count from 0.
///
/// Rows of the largest sheet that spreadsheet programs have.
pub const MOST_ROWS: u32 = 1_048_576;

/// Columns of the largest sheet that spreadsheet programs have.
pub const MOST_COLUMNS: u32 = 16_384;

/// Ordered by row, then column: the order in which a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Address {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

impl Address {
    /// Returns the address of a row and a column, both from 0.
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads an A1 reference, with or without `$`; `None` where the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let letters_end = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = text.split_at_checked(letters_end)?;
        let letters = letters.trim_matches('$');
        if letters.is_empty() || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut column: u32 = 0;
        for byte in letters.bytes() {
            let digit = u32::from(byte.to_ascii_uppercase() - b'A') + 1;
            column = column.checked_mul(26)?.checked_add(digit)?;
        }
        let row: u32 = digits.parse().ok()?;
        Some(Self { row: row.checked_sub(1)?, column: column - 1 })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), u64::from(self.row) + 1)
    }
}

/// Returns the letters of a column that counts from 0: `A`, `Z`, `AA`, ….
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A rectangle of cells; both corners belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// Top left corner.
    pub start: Address,
    /// Bottom right corner.
    pub end: Address,
}

impl Range {
    /// Returns the rectangle between two corners, in whichever order they come.
    pub fn new(a: Address, b: Address) -> Self {
        Self {
            start: Address::new(a.row.min(b.row), a.column.min(b.column)),
            end: Address::new(a.row.max(b.row), a.column.max(b.column)),
        }
    }

    /// Tells whether the cell is inside.
    pub fn contains(&self, at: Address) -> bool {
        (self.start.row..=self.end.row).contains(&at.row)
            && (self.start.column..=self.end.column).contains(&at.column)
    }

    /// Returns how many columns it is wide.
    pub fn width(&self) -> u32 {
        self.end.column - self.start.column + 1
    }

    /// Returns how many rows it is high.
    pub fn height(&self) -> u32 {
        self.end.row - self.start.row + 1
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start == self.end {
            write!(f, "{}", self.start)
        } else {
            write!(f, "{}:{}", self.start, self.end)
        }
    }
}

/// Returns the cells as A1 text with comma between parts, neighbours drawn together: `A6:G6,C7:C9`.
///
/// First along a row, then equal stretches of neighbouring rows. Order and repetition of the input do not matter.
pub fn compact_cells(cells: &[Address]) -> String {
    let mut sorted = cells.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut parts: Vec<Range> = Vec::new();
    for at in sorted {
        match parts.last_mut() {
            Some(last) if last.end.row == at.row && last.end.column.checked_add(1) == Some(at.column) => {
                last.end = at;
            }
            _ => parts.push(Range { start: at, end: at }),
        }
    }
    let mut joined: Vec<Range> = Vec::new();
    // Of the stretches over the same columns only the lowest can go on.
    let mut lowest: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for part in parts {
        let columns = (part.start.column, part.end.column);
        let above = lowest.get(&columns).and_then(|place| joined.get_mut(*place));
        match above.filter(|range| range.end.row.checked_add(1) == Some(part.start.row)) {
            Some(range) => range.end = part.end,
            None => {
                lowest.insert(columns, joined.len());
                joined.push(part);
            }
        }
    }
    joined.sort_unstable();
    joined.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// Returns cells with their sheet, as a formula would name them: `Plan!E3`, `'Q1 plan'!E3`; without a sheet the cells alone.
pub fn place(sheet: &str, cells: &str) -> String {
    if sheet.is_empty() {
        return cells.to_owned();
    }
    let plain = sheet.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
        && !sheet.starts_with(|c: char| c.is_ascii_digit());
    if plain { format!("{sheet}!{cells}") } else { format!("'{}'!{cells}", sheet.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_run_past_z() {
        let cases = [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")];
        for (column, letters) in cases {
            assert_eq!(column_letters(column), letters);
        }
        assert_eq!(column_letters(u32::MAX), "MWLQKWV");
    }

    #[test]
    fn addresses_read_back() {
        for text in ["A1", "G6", "XFD1048576", "AA10"] {
            assert_eq!(Address::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Address::parse("$B$3"), Some(Address::new(2, 1)));
        for text in ["", "A", "1", "A0", "1A", "A1B", "ZZZZZZZZZZ1", "A99999999999"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn places_name_the_sheet_as_formulas_do() {
        assert_eq!(place("Plan", "E3"), "Plan!E3");
        assert_eq!(place("Jo's plan", "E3,F4"), "'Jo''s plan'!E3,F4");
        assert_eq!(place("2024", "E3"), "'2024'!E3");
        assert_eq!(place("", "E3"), "E3");
    }

    #[test]
    fn neighbouring_cells_are_drawn_together() {
        let at = |text: &str| Address::parse(text).unwrap();
        let cells = ["A6", "B6", "C6", "C8", "C7", "A6", "E9"].map(at);
        assert_eq!(compact_cells(&cells), "A6:C6,C7:C8,E9");
        assert_eq!(compact_cells(&[]), "");
        assert_eq!(compact_cells(&["A1", "B1", "A2", "B2"].map(at)), "A1:B2");
        // Equal stretches that do not touch stay apart, whatever stands between them.
        let parted = ["A1", "C1", "A2", "A4", "C4", "C5", "A5", "B5"].map(at);
        assert_eq!(compact_cells(&parted), "A1:A2,C1,A4,C4,A5:C5");
    }
}
