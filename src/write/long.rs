//! Texts longer than a cell can hold, where it is asked for: they go on in the columns, or on a page the lines, behind.
//!
//! The parts put together are the text, to the letter. Tables without such a text come out as they went in.

use std::collections::HashSet;

use super::cell::{Cell, Column, Line, Table};
use super::records::free_header;
use super::sheet::MOST_CHARACTERS;

/// What becomes of a text that is longer than a cell can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LongTexts {
    /// It is an error, which names the cell.
    #[default]
    Refuse,
    /// It goes on in columns of its own: `Progress`, `Progress (2)`, ….
    GoOn,
}

/// Lets the long texts of a table go on in columns behind their own.
pub(super) fn table(table: Table) -> Table {
    let mut taken: HashSet<String> =
        table.columns.iter().map(|column| column.header.to_lowercase()).collect();
    let mut columns = Vec::new();
    for column in table.columns {
        let parts: Vec<Vec<Cell>> = column.cells.iter().map(parts).collect();
        let most = parts.iter().map(Vec::len).max().unwrap_or(1).max(1);
        for at in 0..most {
            let header =
                if at == 0 { column.header.clone() } else { free_header(&column.header, &mut taken) };
            let cells = parts.iter().map(|parts| parts.get(at).cloned().unwrap_or(Cell::Blank)).collect();
            columns.push(Column { header, kind: column.kind, cells });
        }
    }
    Table { columns, ..table }
}

/// Lets the long texts of a page go on in lines below their own.
pub(super) fn lines(lines: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::new();
    for line in lines {
        let Line::Cells(cells) = line else {
            out.push(line);
            continue;
        };
        let parts: Vec<Vec<Cell>> = cells.iter().map(parts).collect();
        for at in 0..parts.iter().map(Vec::len).max().unwrap_or(1) {
            let cell = |parts: &Vec<Cell>| parts.get(at).cloned().unwrap_or(Cell::Blank);
            out.push(Line::Cells(parts.iter().map(cell).collect()));
        }
    }
    out
}

/// The parts of a cell, each no longer than a cell can hold; no character is cut.
fn parts(cell: &Cell) -> Vec<Cell> {
    let Cell::Text(text) = cell else { return vec![cell.clone()] };
    let mut parts = Vec::new();
    let (mut part, mut units) = (String::new(), 0);
    for c in text.chars() {
        if units + c.len_utf16() > MOST_CHARACTERS {
            parts.push(Cell::Text(std::mem::take(&mut part)));
            units = 0;
        }
        part.push(c);
        units += c.len_utf16();
    }
    parts.push(Cell::Text(part));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::cell::ColumnKind;

    fn lengths(cells: &[Cell]) -> Vec<usize> {
        cells.iter().map(|cell| cell.as_shown().encode_utf16().count()).collect()
    }

    #[test]
    fn long_texts_go_on_in_columns_of_their_own() {
        let column =
            |header: &str, cells: Vec<Cell>| Column { header: header.into(), kind: ColumnKind::Plain, cells };
        // A clef takes two units, so that it does not fit where one is left.
        let long = format!("{}\u{1D11E}{}", "x".repeat(32_766), "y".repeat(32_765));
        let short = column("Progress (2)", vec![Cell::text("a"), Cell::Count(1)]);
        let given = Table {
            sheet: "Records",
            name: "Records",
            frozen: 0,
            columns: vec![
                column("Progress", vec![Cell::text("b"), Cell::text(long.as_str())]),
                short.clone(),
            ],
        };
        let columns = table(given).columns;
        let headers: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
        assert_eq!(headers, ["Progress", "Progress (3)", "Progress (2)"]);
        assert_eq!(lengths(&columns[0].cells), [1, 32_766]);
        assert_eq!(lengths(&columns[1].cells), [0, 32_767]);
        let whole: String = columns[..2].iter().map(|column| column.cells[1].as_shown()).collect();
        assert!(whole == long);
        assert_eq!(columns[2], short);
    }

    #[test]
    fn on_a_page_they_go_on_below() {
        let text = Cell::text("x".repeat(70_000));
        let page = vec![Line::Space, Line::Cells(vec![Cell::text("Label"), text]), Line::Cells(Vec::new())];
        let lengths: Vec<Vec<usize>> = lines(page)
            .iter()
            .filter_map(|line| if let Line::Cells(cells) = line { Some(lengths(cells)) } else { None })
            .collect();
        assert_eq!(lengths, [vec![5, 32_767], vec![0, 32_767], vec![0, 4_466], vec![]]);
    }
}
