//! The row numbers and column letters that a program draws around a sheet when it saves it as a page: they say where each cell
//! stood and are none of it.
//!
//! ```text
//!     A    B                    Ref  Action
//! 1   Ref  Action       ──▶     1    Paint the railings
//! 2   1    Paint the …
//! ```

use std::collections::BTreeMap;

use crate::grid::{Address, Form, MOST_COLUMNS, MOST_ROWS, Range, Sheet, column_letters};

/// Fewer letters or numbers than this may be anything, as in a table of options A and B by steps 1 and 2.
const LEAST: usize = 4;

/// Where the page says that it draws margins, fewer do.
const LEAST_DRAWN: usize = 2;

/// Columns that are hidden in a row, at most.
const MOST_HIDDEN: usize = 64;

/// Tells whether an element is what Google Sheets draws: its table, or a number beside it.
pub(super) fn are_drawn(class: &str) -> bool {
    class.split_ascii_whitespace().any(|class| matches!(class, "waffle" | "row-headers-background"))
}

/// Returns the sheet as it was, each cell at the address that the margins give it; a sheet without them as it is.
///
/// Hidden rows and columns are left out of margins; where nothing says that they are `drawn`, only those without a gap count.
pub(super) fn without(sheet: Sheet, drawn: bool) -> Sheet {
    let Some((rows, columns)) = margins(&sheet, drawn) else { return sheet };
    let moved = |at: Address| Some(Address::new(*rows.get(&at.row)?, *columns.get(&at.column)?));
    let cells = sheet.rows().iter().flat_map(|row| {
        row.cells.iter().filter_map(move |cell| {
            let at = moved(Address::new(row.index, cell.column))?;
            Some((at, cell.value.clone(), cell.style))
        })
    });
    let merges = sheet.merges().iter().filter_map(|m| Some(Range::new(moved(m.start)?, moved(m.end)?)));
    let before = sheet.form();
    let form = Form {
        hidden_rows: before.hidden_rows.iter().filter_map(|row| rows.get(row).copied()).collect(),
        hidden_columns: Vec::new(),
        strikes: before.strikes.iter().filter_map(|(at, s)| Some((moved(*at)?, s.clone()))).collect(),
        notes: before.notes.iter().filter_map(|(at, note)| Some((moved(*at)?, note.clone()))).collect(),
        choices: Vec::new(),
    };
    Sheet::new(sheet.name.clone(), sheet.hidden, cells.collect::<Vec<_>>(), merges.collect::<Vec<_>>())
        .with_form(form)
}

/// The rows and columns that the margins name, by where they stand now; `None` where some cell stands in neither.
fn margins(sheet: &Sheet, drawn: bool) -> Option<(BTreeMap<u32, u32>, BTreeMap<u32, u32>)> {
    let (least, hidden) = if drawn { (LEAST_DRAWN, MOST_HIDDEN) } else { (LEAST, 0) };
    let (first, rest) = sheet.rows().split_first()?;
    let mut columns: BTreeMap<u32, u32> = BTreeMap::new();
    let mut next = 0;
    for cell in first.filled() {
        let letters = cell.value.text();
        let column = (next..MOST_COLUMNS).take(hidden + 1).find(|c| column_letters(*c) == letters.trim())?;
        columns.insert(cell.column, column);
        next = column + 1;
    }
    if columns.len() < least || columns.contains_key(&0) {
        return None;
    }
    let mut rows: BTreeMap<u32, u32> = BTreeMap::new();
    let mut last = 0;
    for row in rest {
        let number = row.cell(0).map(|cell| cell.value.text()).unwrap_or_default();
        let Ok(number) = number.trim().parse::<u32>() else {
            // A line drawn where panes are frozen has neither number nor text.
            if row.filled().next().is_some() {
                return None;
            }
            continue;
        };
        let counts = if drawn { (last + 1..=MOST_ROWS).contains(&number) } else { number == last + 1 };
        if !counts || row.filled().any(|cell| cell.column > 0 && !columns.contains_key(&cell.column)) {
            return None;
        }
        last = number;
        rows.insert(row.index, number - 1);
    }
    (rows.len() >= least).then_some((rows, columns))
}

#[cfg(test)]
mod tests {
    use super::super::html::page;

    /// The filled cells of a page's sheet, with their addresses.
    fn cells(html: &str) -> String {
        let sheet = page(html).sheet;
        let cells = sheet.rows().iter().flat_map(|row| {
            row.filled()
                .map(|c| format!("{}={}", crate::grid::Address::new(row.index, c.column), c.value.text()))
        });
        cells.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_and_letters_around_a_sheet_are_none_of_it() {
        let page = |top: &str, side: &str| {
            format!(
                "<table class='waffle'><thead><tr><th></th>{top}</tr></thead><tr><th>1</th><td>Ref</td><td></td><td>Action</td></tr><tr><th></th><td></td><td></td></tr><tr><th>{side}</th><td>7</td><td></td><td>Paint</td></tr></table>"
            )
        };
        let letters = "<th>A</th><th></th><th>B</th>";
        assert_eq!(cells(&page(letters, "2")), "A1=Ref B1=Action A2=7 B2=Paint");
        // A hidden column and hidden rows are left out of the margins.
        assert_eq!(cells(&page("<th>A</th><th></th><th>C</th>", "5")), "A1=Ref C1=Action A5=7 C5=Paint");
        // Letters and numbers that do not count are cells.
        assert!(cells(&page("<th>B</th><th></th><th>A</th>", "2")).starts_with("B1=B D1=A A2=1"));
        assert!(cells(&page(letters, "1")).starts_with("B1=A D1=B A2=1"));
        assert!(cells(&page(letters, "4294967295")).starts_with("B1=A D1=B A2=1"));
    }

    #[test]
    fn letters_and_numbers_of_a_small_table_are_cells() {
        let page = |letters: &[&str], numbers: &[&str]| {
            let top: String = letters.iter().map(|letter| format!("<th>{letter}</th>")).collect();
            let filled: String = letters.iter().map(|_| "<td>x</td>").collect();
            let rows: String = numbers.iter().map(|n| format!("<tr><th>{n}</th>{filled}</tr>")).collect();
            cells(&format!("<table><tr><th></th>{top}</tr>{rows}</table>"))
        };
        let (letters, numbers) = (["A", "B", "C", "D"], ["1", "2", "3", "4"]);
        assert!(page(&letters, &numbers).starts_with("A1=x"), "a whole sheet");
        for (letters, numbers) in [
            (&letters[..2], &numbers[..2]),
            (&letters[..3], &numbers[..]),
            (&letters[..], &numbers[..3]),
            (&["A", "B", "C", "E"][..], &numbers[..]),
            (&letters[..], &["1", "2", "3", "5"][..]),
            (&letters[..], &["2", "3", "4", "5"][..]),
        ] {
            assert!(page(letters, numbers).starts_with("B1=A C1=B"), "{letters:?} {numbers:?}");
        }
    }
}
