//! What the columns of a statistical table are called: the lowest text of the header over a column, under those that stand
//! over it and the columns to its right.

use std::collections::BTreeSet;

use crate::normalize::text;

use super::super::header::HeaderColumn;
use super::super::line::{Line, Piece};
use super::figure::{Content, Row};

/// Returns the columns that the body fills, each with its header; footnote marks alone make no column.
pub(super) fn columns(header: &[Line], body: &[Row], label: u32) -> Vec<HeaderColumn> {
    let cells = body.iter().flat_map(Row::cells);
    let used: BTreeSet<u32> =
        cells.filter(|(_, content)| *content != Content::Mark).map(|(piece, _)| piece.at.column).collect();
    used.into_iter().map(|column| named(header, column, label)).collect()
}

/// One column. Without merged cells a text stands over the columns to its right, up to the next text of its row.
fn named(header: &[Line], column: u32, label: u32) -> HeaderColumn {
    let own = header.iter().rposition(|line| line.piece(column).is_some());
    let Some((leaf, above)) = own.and_then(|at| header.get(..=at)?.split_last()) else {
        return HeaderColumn::unnamed(column);
    };
    let over = |line: &Line| -> Option<String> {
        let covers = |piece: &&Piece| piece.at.column == column || label < piece.at.column;
        line.up_to(column).filter(covers).map(|piece| text::single_line(&piece.text))
    };
    let parents: Vec<String> = above.iter().filter_map(over).collect();
    HeaderColumn {
        column,
        label: over(leaf).unwrap_or_default(),
        parent: (!parents.is_empty()).then(|| parents.join(" / ")),
        named: true,
        cell: None,
    }
}
