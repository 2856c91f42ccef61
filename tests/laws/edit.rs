//! What an office does to its plan between two versions: words, dates, colours, refs, rows.

use trackrecord::grid::Value;

use super::book::{Book, Page};
use super::choices::Choices;
use super::words::{Kind, value};

/// Edits a book's first sheet a few times. Which column is which is only guessed: some edits are slips.
pub(super) fn edit(book: &mut Book, choices: &mut Choices) {
    for _ in 0..choices.below(8) {
        if let Some(page) = book.pages.first_mut().filter(|page| !page.cells.is_empty()) {
            edit_once(page, choices);
        }
    }
}

fn edit_once(page: &mut Page, choices: &mut Choices) {
    let taken: Vec<(u32, u32)> = page.cells.keys().copied().collect();
    let (row, column) = taken[choices.below(taken.len())];
    let text = page.cells[&(row, column)].0.text();
    match choices.below(9) {
        // Reworded.
        0 => page.text(row, column, &format!("{text} and report to the board")),
        1 => page.text(row, column, text.split(' ').skip(1).collect::<Vec<_>>().join(" ").as_str()),
        // Another date, owner, status or colour, wherever it lands.
        2 | 3 => {
            let kind =
                choices.pick(&[Kind::Due, Kind::Owner, Kind::Status, Kind::Rag, Kind::Progress, Kind::Money]);
            let value = value(kind, choices);
            page.put(row, column, value);
        }
        // All refs count one further.
        4 => {
            for (value, _) in page.cells.iter_mut().filter(|((_, c), _)| *c == column).map(|(_, cell)| cell) {
                if let Ok(number) = value.text().parse::<u32>() {
                    *value = Value::Text((number + 1).to_string());
                }
            }
        }
        // A row more, or less, or another place for it.
        5 => copy_row(page, row),
        6 => page.cells.retain(|(r, _), _| *r != row),
        7 => {
            let other = row + 1;
            page.cells = std::mem::take(&mut page.cells)
                .into_iter()
                .map(|((r, c), cell)| {
                    (
                        (
                            if r == row {
                                other
                            } else if r == other {
                                row
                            } else {
                                r
                            },
                            c,
                        ),
                        cell,
                    )
                })
                .collect();
        }
        // One action becomes two.
        _ => page.text(row, column, &format!("1. {text}\n2. Tell the crews")),
    }
}

fn copy_row(page: &mut Page, row: u32) {
    let copied: Vec<_> =
        page.cells.range((row, 0)..(row + 1, 0)).map(|(at, cell)| (*at, cell.clone())).collect();
    page.cells = std::mem::take(&mut page.cells)
        .into_iter()
        .map(|((r, c), cell)| ((if r > row { r + 1 } else { r }, c), cell))
        .collect();
    page.cells.extend(copied.into_iter().map(|((r, c), cell)| ((r + 1, c), cell)));
}
