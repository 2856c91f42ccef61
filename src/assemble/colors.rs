//! Which column's fills say how the records stand, where no column is one of status or RAG.
//!
//! Sheets are painted for many reasons: every second row, a category, a heading. Fills are taken only where they part most of
//! the records into RAG classes and only one column does so, or all that do agree, as in rows that are painted whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::columns::{MappedColumn, Mapping};
use crate::grid::{Address, Color};
use crate::normalize::legend::Legend;
use crate::normalize::rag;
use crate::normalize::text::{self, quoted};
use crate::record::{Code, Field, Rag};

use super::claims::Claims;
use super::draft::{Draft, Part};
use super::signals::bare_number;

/// A column whose fills were taken as RAG.
pub(super) struct Painted {
    pub column: u32,
    pub header: String,
    /// The painted cells, one for each record that has one.
    pub cells: Vec<Address>,
    pub classes: BTreeSet<Rag>,
    /// All records, painted or not.
    pub records: usize,
}

/// What a record's cell shows by its fill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    pub at: Address,
    pub fill: Color,
    pub rag: Rag,
}

/// Returns what the first painted cell shows whose colour can be a rating.
pub(super) fn shown(parts: &[Part], legend: &Legend) -> Option<Shown> {
    parts.iter().find_map(|part| {
        let fill = part.cell.style.fill?;
        Some(Shown { at: part.at, fill, rag: rag::rag_of_fill(fill, legend)? })
    })
}

/// Tells whether a column is there to say how the records stand.
pub(super) fn is_rated(mapping: &Mapping) -> bool {
    mapping.columns.iter().any(|c| matches!(c.field, Some(Field::Rag | Field::Status)))
}

/// Finds the column whose fills are the records' RAG; `None` where a column is there for that, or where nothing shows it.
pub(super) fn painted(mapping: &Mapping, legend: &Legend, drafts: &[&Draft]) -> Option<Painted> {
    if is_rated(mapping) {
        return None;
    }
    let candidates: Vec<(&MappedColumn, Vec<Option<Shown>>)> = mapping
        .columns
        .iter()
        .filter(|column| can_show(column, drafts))
        .map(|column| (column, colors_of(column, legend, drafts)))
        .filter(|(_, colors)| part_records(colors, is_key(legend)))
        .collect();
    if candidates.is_empty() {
        let (column, colors) = score(mapping, legend, drafts)?;
        return Some(Painted::of(column, &colors));
    }
    let (_, first) = candidates.first()?;
    if !candidates.iter().all(|(_, colors)| alike(first, colors)) {
        return None;
    }
    let rank = |column: &MappedColumn| match column.field {
        Some(Field::Ref) => 0,
        Some(Field::Recommendation | Field::Action) => 1,
        _ => 2,
    };
    let (column, colors) = candidates.iter().min_by_key(|(column, _)| rank(column))?;
    Some(Painted::of(column, colors))
}

impl Painted {
    fn of(column: &MappedColumn, colors: &[Option<Shown>]) -> Self {
        Self {
            column: column.column,
            header: column.header.clone(),
            cells: colors.iter().flatten().map(|shown| shown.at).collect(),
            classes: colors.iter().flatten().map(|shown| shown.rag).collect(),
            records: colors.len(),
        }
    }
}

fn colors_of(column: &MappedColumn, legend: &Legend, drafts: &[&Draft]) -> Vec<Option<Shown>> {
    drafts.iter().map(|draft| in_scale(draft.parts(column.column), legend)).collect()
}

/// The column of scores whose cells are all painted: a register's 16 is red by the office's own bands, which is its rating. Of
/// several it is the one that says how things stand now.
fn score<'m>(
    mapping: &'m Mapping,
    legend: &Legend,
    drafts: &[&Draft],
) -> Option<(&'m MappedColumn, Vec<Option<Shown>>)> {
    let is_score = |column: &&MappedColumn| {
        let parts = || drafts.iter().flat_map(|draft| draft.parts(column.column));
        matches!(column.field, None | Some(Field::Priority))
            && text::fold(&column.header).split(' ').any(|word| matches!(word, "score" | "rating" | "rag"))
            && parts().count() == drafts.len()
            && parts().all(|part| bare_number(part).is_some())
    };
    let painted =
        mapping.columns.iter().filter(is_score).map(|column| (column, colors_of(column, legend, drafts)));
    let painted = painted
        .filter(|(_, colors)| colors.iter().all(Option::is_some) && part_records(colors, is_key(legend)));
    let painted: Vec<_> = painted.collect();
    let now = |(column, _): &&(&MappedColumn, _)| {
        let words = text::fold(&column.header);
        words.split(' ').any(|word| matches!(word, "current" | "residual" | "net" | "mitigated" | "now"))
    };
    match painted.as_slice() {
        [_] => painted.into_iter().next(),
        _ => {
            let mut current = painted.iter().filter(now);
            let one = current.next().cloned();
            one.filter(|_| current.next().is_none())
        }
    }
}

/// Tells whether a column's fills can be of the record and not of what the cell says: a `High` is red for what it is.
fn can_show(column: &MappedColumn, drafts: &[&Draft]) -> bool {
    match column.field {
        Some(Field::Ref | Field::Recommendation | Field::Action | Field::Progress | Field::Notes) => true,
        Some(field) => field.is_date(),
        None => drafts.iter().flat_map(|draft| draft.parts(column.column)).all(|p| p.cell.value.is_blank()),
    }
}

/// A finding for each colour that the key names and that is no RAG, in cells that say nothing else of how the record stands: a
/// fill sets no status.
pub(super) fn report_named(mapping: &Mapping, legend: &Legend, drafts: &[&Draft], claims: &mut Claims<'_>) {
    let rated = is_rated(mapping);
    let speaks = |column: &&MappedColumn| match column.field {
        Some(Field::Rag | Field::Status) => true,
        _ => !rated && can_show(column, drafts),
    };
    let mut named: BTreeMap<(Color, u32), Vec<Address>> = BTreeMap::new();
    for column in mapping.columns.iter().filter(speaks) {
        for part in drafts.iter().flat_map(|draft| draft.parts(column.column)) {
            let Some(fill) = part.cell.style.fill else { continue };
            let said = rated && !part.cell.value.is_blank();
            if !said && rag::rag_of_fill(fill, legend).is_none() && legend.by_fill(fill).is_some() {
                named.entry((fill, column.column)).or_default().push(part.at);
            }
        }
    }
    for ((fill, column), cells) in named {
        let header = mapping.column(column).map_or("", |c| c.header.as_str());
        let says = legend.by_fill(fill).map_or("", |entry| entry.label.as_str());
        let message = format!(
            "{} of `{header}` filled {fill}, which the key calls {}: that is no RAG, and a fill sets no status",
            text::count(cells.len(), "cell"),
            quoted(says)
        );
        claims.finding_of(Code::ValueUnread, message, &cells);
    }
}

/// Tells whether a key gives its colours a meaning.
fn is_key(legend: &Legend) -> bool {
    legend.entries.iter().filter(|entry| entry.fill.is_some() && legend.rag_of(entry).is_some()).count() > 1
}

/// What a cell shows: by the key, where there is one, else by a colour of the usual scale.
fn in_scale(parts: &[Part], legend: &Legend) -> Option<Shown> {
    shown(parts, legend).filter(|shown| {
        let keyed = legend.by_fill(shown.fill).is_some_and(|entry| legend.rag_of(entry).is_some());
        let scale = matches!(shown.rag, Rag::Red | Rag::Amber | Rag::Green | Rag::Blue | Rag::Grey);
        keyed || (scale && !is_key(legend))
    })
}

/// Tells whether fills part the records: into two classes or more, one of them of a traffic light, and not row by row in turn.
///
/// Without a key most records must be painted.
fn part_records(colors: &[Option<Shown>], keyed: bool) -> bool {
    let classes: BTreeSet<Rag> = colors.iter().flatten().map(|shown| shown.rag).collect();
    let filled = colors.iter().flatten().count();
    classes.len() > 1
        && classes.iter().any(|rag| matches!(rag, Rag::Red | Rag::Amber | Rag::Green))
        && (keyed || filled * 2 > colors.len())
        && !in_turn(colors)
}

/// Tells whether two colours change with the rows; a section or a stray row between them is no meaning yet.
fn in_turn(colors: &[Option<Shown>]) -> bool {
    let fills: Vec<Option<Color>> = colors.iter().map(|shown| shown.map(|s| s.fill)).collect();
    let changes = fills.iter().zip(fills.iter().skip(1)).filter(|(above, fill)| above != fill).count();
    let kinds: BTreeSet<&Option<Color>> = fills.iter().collect();
    kinds.len() == 2 && changes * 5 >= fills.len().saturating_sub(1) * 4
}

/// Tells whether two columns show the same wherever both are painted.
fn alike(one: &[Option<Shown>], other: &[Option<Shown>]) -> bool {
    one.iter().zip(other).all(|pair| match pair {
        (Some(one), Some(other)) => one.rag == other.rag,
        _ => true,
    })
}
