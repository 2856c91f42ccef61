//! A tracker's own counts: labels over numbers, labels beside numbers, both in one cell ("Red: 2"), or labels that an export
//! squeezed into one cell.
//!
//! Whether the counts agree with the records is for `check`.

use crate::grid::Address;
use crate::normalize::{status, text};
use crate::record::Count;

use super::line::{Line, Piece, number};

/// A block has no more rows than a person reads at a glance. Without a bound a long column of numbers would be read to its end
/// for each of its rows.
const MOST_ROWS: usize = 40;

/// A block of counts.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryBlock {
    /// Its cells.
    pub cells: Vec<Address>,
    /// Label and number, in order, without the total.
    pub counts: Vec<Count>,
    /// The number labelled total.
    pub total: Option<u64>,
}

/// Reads a block that begins at a line; returns it and how many lines it takes.
pub(crate) fn block_at(lines: &[Line], at: usize) -> Option<(SummaryBlock, usize)> {
    horizontal(lines, at).or_else(|| inline(lines, at)).or_else(|| vertical(lines, at))
}

/// A row whose cells are each a label and its number: `Red: 2 | Amber: 7 | Total: 9`.
fn inline(lines: &[Line], at: usize) -> Option<(SummaryBlock, usize)> {
    let line = lines.get(at).filter(|line| line.pieces.len() >= 2)?;
    let pairs: Vec<(String, u64)> = line.pieces.iter().map(counted_label).collect::<Option<_>>()?;
    let counted = pairs.iter().filter(|(label, _)| is_counted(label)).count();
    if counted * 2 < pairs.len() {
        return None;
    }
    let (names, values): (Vec<String>, Vec<u64>) = pairs.into_iter().unzip();
    block(&names, &values, line.pieces.iter()).map(|block| (block, 1))
}

/// `Red: 2`, `Amber = 7`, `Green (14)`.
pub(super) fn counted_label(piece: &Piece) -> Option<(String, u64)> {
    let text = text::single_line(&piece.text);
    let (label, value) = text.trim_end_matches(')').rsplit_once([':', '=', '('])?;
    let value = value.trim().parse().ok()?;
    (!label.trim().is_empty()).then(|| (label.trim().to_owned(), value))
}

/// A row of labels and the numbers in the row below.
fn horizontal(lines: &[Line], at: usize) -> Option<(SummaryBlock, usize)> {
    let (labels, numbers) = (lines.get(at)?, lines.get(at + 1)?);
    if numbers.row != labels.row + 1 || numbers.pieces.len() < 2 || labels.pieces.iter().any(Piece::is_number)
    {
        return None;
    }
    let values: Vec<u64> = numbers.pieces.iter().map(count).collect::<Option<_>>()?;
    let above: Option<Vec<&str>> =
        numbers.pieces.iter().map(|n| labels.piece(n.at.column).map(|label| label.text.as_str())).collect();
    let names: Vec<String> = match above {
        Some(names) if names.len() == labels.pieces.len() => {
            names.iter().map(|n| text::single_line(n)).collect()
        }
        _ => squeezed(labels, numbers)?,
    };
    block(&names, &values, labels.pieces.iter().chain(&numbers.pieces)).map(|block| (block, 2))
}

/// Labels that lost their cells: what stands over no number of its own belongs to the numbers without a label.
fn squeezed(labels: &Line, numbers: &Line) -> Option<Vec<String>> {
    let total = labels.pieces.iter().find(|p| is_total(&p.text) && numbers.piece(p.at.column).is_some());
    let total_at = total.and_then(|t| numbers.pieces.iter().position(|n| n.at.column == t.at.column));
    let rest: Vec<&str> =
        labels.pieces.iter().filter(|p| Some(*p) != total).map(|p| p.text.as_str()).collect();
    let missing = numbers.pieces.len() - usize::from(total.is_some());
    let mut names = status::split_labels(&rest.join(" "), missing)?;
    if let (Some(total), Some(place)) = (total, total_at) {
        names.insert(place, total.text.clone());
    }
    Some(names)
}

/// Rows of one label and one number each, a percentage beside it at most.
fn vertical(lines: &[Line], at: usize) -> Option<(SummaryBlock, usize)> {
    let rows: Vec<(&Piece, &Piece)> = lines
        .get(at..)?
        .iter()
        .take(MOST_ROWS)
        .enumerate()
        .map_while(|(offset, line)| {
            let joined =
                offset == 0 || lines.get(at + offset - 1).is_some_and(|above| above.row + 1 == line.row);
            let (label, value) = match line.pieces.as_slice() {
                [label, value] => (label, value),
                // How much of the whole it is.
                [label, value, share] if share.text.ends_with('%') => (label, value),
                _ => return None,
            };
            (joined && !label.is_number() && count(value).is_some()).then_some((label, value))
        })
        .collect();
    // Told from a table of items with their numbers by its first labels, before the others are read.
    let counted = rows.iter().take(3).map(|(label, _)| is_counted(&label.text)).collect::<Vec<_>>();
    if rows.len() < 2 || !matches!(counted.as_slice(), [true, ..] | [_, true, true]) {
        return None;
    }
    let names: Vec<String> = rows.iter().map(|(label, _)| text::single_line(&label.text)).collect();
    let values: Vec<u64> = rows.iter().filter_map(|(_, value)| count(value)).collect();
    let pieces = lines.iter().skip(at).take(rows.len()).flat_map(|line| &line.pieces);
    block(&names, &values, pieces).map(|block| (block, rows.len()))
}

/// Makes a block, if its labels are such as a tracker counts: at least one status, colour or total.
fn block<'a>(
    names: &[String],
    values: &[u64],
    pieces: impl Iterator<Item = &'a Piece>,
) -> Option<SummaryBlock> {
    if names.len() != values.len() || !names.iter().any(|n| is_counted(n)) {
        return None;
    }
    let mut counts: Vec<Count> = names
        .iter()
        .zip(values)
        .map(|(label, value)| Count { label: label.trim_end_matches(':').to_owned(), value: *value })
        .collect();
    let all = counts.iter().position(|c| is_total(&c.label) && !counts_a_part(&c.label));
    let total = all.map(|place| counts.remove(place).value);
    Some(SummaryBlock { cells: pieces.map(|p| p.at).collect(), counts, total })
}

/// A label such as a tracker counts.
fn is_counted(label: &str) -> bool {
    is_total(label) || status::is_status_like(label)
}

/// "Total red": the total of one status or colour.
fn counts_a_part(label: &str) -> bool {
    let folded = text::fold(label);
    let rest: Vec<&str> = folded.split(' ').filter(|word| !matches!(*word, "total" | "totals")).collect();
    !rest.is_empty() && status::is_status_like(&rest.join(" "))
}

fn is_total(label: &str) -> bool {
    text::fold(label).split(' ').any(|word| word == "total" || word == "totals")
}

/// A whole number that can count records.
fn count(piece: &Piece) -> Option<u64> {
    let number = number(&piece.text)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be whole and in range"
    )]
    (number.fract() == 0.0 && (0.0..1e9).contains(&number)).then_some(number as u64)
}
