//! What happens to sheets on their way, and sheets that nobody laid out at all.

use trackrecord::grid::{Color, Value};

use super::book::{Book, Page};
use super::choices::Choices;
use super::words::{Kind, noise, value};

/// Damages a sheet of a book a few times.
pub(super) fn damage(book: &mut Book, choices: &mut Choices) {
    for _ in 0..choices.below(7) {
        if let Some(page) = book.pages.first_mut().filter(|page| !page.cells.is_empty()) {
            damage_once(page, choices);
        }
    }
}

fn damage_once(page: &mut Page, choices: &mut Choices) {
    let taken: Vec<(u32, u32)> = page.cells.keys().copied().collect();
    let at = taken[choices.below(taken.len())];
    let (row, column) = at;
    match choices.below(13) {
        0 => {
            page.cells.remove(&at);
        }
        1 => {
            let copied = page.cells[&at].clone();
            let to = if choices.chance(50) { (row + 1, column) } else { (row, column + 1) };
            page.cells.insert(to, copied);
        }
        // A row loses or gains a cell.
        2 => shift(page, row, column, choices.chance(50)),
        3 => swap_rows(page, row, row + 1),
        // A text is cut in two, and its end stands in the row below or in the next column.
        4 | 5 => {
            let text = page.cells[&at].0.text();
            let words: Vec<&str> = text.split(' ').collect();
            let (head, tail) = words.split_at(choices.below(words.len()));
            let to = if choices.chance(70) { (row + 1, column) } else { (row, column + 1) };
            page.text(to.0, to.1, &tail.join(" "));
            page.text(row, column, &head.join(" "));
        }
        6 => page.put(row, column, noise(choices)),
        7 => {
            let to = (
                row + u32::try_from(choices.below(3)).unwrap(),
                column + u32::try_from(choices.below(4)).unwrap(),
            );
            page.merge(at, to);
        }
        8 => insert_row(page, row),
        9 => page.cells.retain(|(r, _), _| *r != row),
        10 => {
            let style = page.cells.get_mut(&at).map(|(_, style)| style);
            if let Some(style) = style {
                style.strike = choices.chance(50);
                style.fill = Some(Color { red: 0xFF, green: 0, blue: 0 });
            }
        }
        // Somebody notes something on a cell or beside it.
        11 => {
            let beside = u32::try_from(choices.below(2)).unwrap();
            page.notes.insert((row, column + beside), format!("noted on {row} {column}"));
        }
        // Headers are blanked more often than chance would.
        _ => {
            let bold =
                page.cells.iter().filter(|(_, (_, style))| style.bold).map(|(at, _)| *at).collect::<Vec<_>>();
            if !bold.is_empty() {
                page.cells.remove(&bold[choices.below(bold.len())]);
            }
        }
    }
}

fn shift(page: &mut Page, row: u32, from: u32, right: bool) {
    let moved: Vec<_> =
        page.cells.range((row, from)..(row + 1, 0)).map(|(at, cell)| (*at, cell.clone())).collect();
    moved.iter().for_each(|(at, _)| {
        page.cells.remove(at);
    });
    for ((row, column), cell) in moved {
        let to = if right { Some(column + 1) } else { column.checked_sub(1) };
        if let Some(to) = to {
            page.cells.insert((row, to), cell);
        }
    }
}

fn swap_rows(page: &mut Page, a: u32, b: u32) {
    page.cells = std::mem::take(&mut page.cells)
        .into_iter()
        .map(|((row, column), cell)| {
            (
                (
                    if row == a {
                        b
                    } else if row == b {
                        a
                    } else {
                        row
                    },
                    column,
                ),
                cell,
            )
        })
        .collect();
}

fn insert_row(page: &mut Page, before: u32) {
    page.cells = std::mem::take(&mut page.cells)
        .into_iter()
        .map(|((row, column), cell)| ((if row >= before { row + 1 } else { row }, column), cell))
        .collect();
}

/// A sheet of words, values and noise in no order.
pub(super) fn chaos(choices: &mut Choices) -> Book {
    const KINDS: [Kind; 9] = [
        Kind::Ref,
        Kind::Recommendation,
        Kind::Action,
        Kind::Owner,
        Kind::Due,
        Kind::Status,
        Kind::Progress,
        Kind::Money,
        Kind::Extra,
    ];
    let mut page = Page { name: "Sheet 1".to_owned(), ..Page::default() };
    let width = 1 + choices.below(7);
    for row in 0..u32::try_from(choices.below(14)).unwrap() {
        for column in 0..u32::try_from(width).unwrap() {
            if choices.chance(40) {
                continue;
            }
            let kind = choices.pick(&KINDS);
            let value = match choices.below(10) {
                8 => noise(choices),
                9 => Value::Text(choices.pick(super::words::vocabulary(kind).0).to_owned()),
                _ => value(kind, choices),
            };
            page.put(row, column, value);
        }
    }
    for _ in 0..choices.below(4) {
        let from = (u32::try_from(choices.below(12)).unwrap(), u32::try_from(choices.below(6)).unwrap());
        let to = (
            from.0 + u32::try_from(choices.below(4)).unwrap(),
            from.1 + u32::try_from(choices.below(4)).unwrap(),
        );
        page.merge(from, to);
    }
    Book { pages: vec![page] }
}
