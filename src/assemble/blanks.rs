//! Blank cells that mean what stands elsewhere: above them, under "ditto", in the row of a parent, at the time before.
//!
//! Each is an inference and is told of; what cannot be told from a blank that means nothing stays blank.

use crate::columns::{MappedColumn, Mapping};
use crate::grid::{Address, Sheet, Value};
use crate::layout::TableRow;
use crate::normalize::legend::Legend;
use crate::normalize::{refs, text};
use crate::record::{Field, Role};

use super::draft::{Draft, Part};
use super::filling::Filling;

/// What a row above others says for them: its number and its recommendation.
pub(super) struct ParentItem {
    pub number: String,
    pub column: u32,
    pub part: Part,
}

impl ParentItem {
    /// Gives the recommendation to a record whose number goes on with this one's; returns its column.
    pub(super) fn fill(&self, mapping: &Mapping, draft: &mut Draft) -> Option<u32> {
        let number = mapping.of(Field::Ref).next()?.column;
        let below = draft.is_empty(self.column) && refs::nests(&self.number, &draft.text(number));
        below.then(|| draft.columns.insert(self.column, vec![self.part.clone()]))?;
        Some(self.column)
    }
}

/// Gives the columns of the newest time that are blank here what the latest time before them says; returns each such column
/// with the cells that it was given.
pub(super) fn carry_over(mapping: &Mapping, legend: &Legend, draft: &mut Draft) -> Vec<(u32, Vec<Address>)> {
    let mut carried = Vec::new();
    for (newest, earlier) in &mapping.earlier {
        // A cell that shows a colour is not blank, nor is one whose fill the key names though it is no RAG.
        let says = |column: u32| {
            let parts = draft.parts(column);
            let keyed = |p: &Part| p.cell.style.fill.is_some_and(|fill| legend.by_fill(fill).is_some());
            parts.iter().any(|p| !p.text().is_empty() || keyed(p))
                || super::colors::shown(parts, legend).is_some()
        };
        let before = earlier.iter().copied().find(|column| says(*column)).filter(|_| !says(*newest));
        let Some(parts) = before.map(|column| draft.parts(column).to_vec()) else { continue };
        carried.push((*newest, parts.iter().map(|p| p.at).collect()));
        draft.columns.insert(*newest, parts);
    }
    carried
}

/// Returns the columns whose blank cells mean the value above them: a meeting, a committee or a recommendation heads its run of
/// rows, and stands once.
///
/// Proven where the column stands left of the items, its first row is filled, no value comes twice in a row (whoever writes a
/// value again where it holds on leaves no cell blank for that), and the rows below are items of their own.
fn heading_columns(mapping: &Mapping, drafts: &[&Draft]) -> Vec<u32> {
    let of = |field: Field| mapping.of(field).map(|c| c.column).next();
    let Some(item) = of(Field::Action).or_else(|| of(Field::Recommendation)) else { return Vec::new() };
    let heads = |column: &&MappedColumn| match column.field {
        Some(Field::Unit) => true,
        Some(Field::Recommendation) => column.column != item,
        None => heads_by_name(&column.header),
        Some(field) => field.is_date() && heads_by_name(&column.header),
    };
    let by_name = |column: &MappedColumn| column.field.is_none_or(Field::is_date);
    let candidates = mapping.columns.iter().filter(|c| c.column < item).filter(heads);
    candidates.filter(|c| is_heading(c.column, item, by_name(c), drafts)).map(|c| c.column).collect()
}

/// Tells whether a column is called by the meeting that several items come from, and not by what was done with each of them
/// there: `Date reported to board` is blank where nothing was.
fn heads_by_name(header: &str) -> bool {
    let folded = text::fold(header);
    let meets = |word: &str| matches!(word, "meeting" | "committee" | "board" | "panel");
    let done = |word: &str| word.ends_with("ed") || matches!(word, "last" | "next" | "to");
    folded.split(' ').any(meets) && !folded.split(' ').any(done)
}

/// `by_name`: only its name speaks for it, so that it must leave blank as much as it fills.
fn is_heading(column: u32, item: u32, by_name: bool, drafts: &[&Draft]) -> bool {
    let (mut values, mut carried) = (0, 0);
    let mut above: Option<String> = None;
    for draft in drafts {
        // A merge says itself how far it holds.
        if draft.parts(column).iter().any(|p| p.at.row < draft.row) {
            return false;
        }
        let value = text::fold(&draft.text(column));
        match &above {
            None if value.is_empty() => return false,
            Some(before) if *before == value => return false,
            _ if value.is_empty() => carried += usize::from(!draft.is_empty(item)),
            _ => {
                values += 1;
                above = Some(value);
            }
        }
    }
    // Days seldom come twice in a row, wherever they stand.
    values >= 2 && carried >= if by_name { values } else { 2 }
}

/// Gives the blank cells of heading columns the value above them, down to the end of its group; returns them by column.
pub(super) fn fill_headings(
    mapping: &Mapping,
    filling: &Filling,
    rows: &[TableRow],
    drafts: &mut [(Draft, Vec<String>)],
) -> Vec<(u32, Vec<Address>)> {
    let columns = heading_columns(mapping, &drafts.iter().map(|(draft, _)| draft).collect::<Vec<_>>());
    let row = |draft: &Draft| {
        let found = rows.binary_search_by_key(&draft.row, |row| row.row).ok().and_then(|at| rows.get(at));
        found.copied().unwrap_or_else(|| TableRow::new(draft.row, Role::Record))
    };
    let mut filled = Vec::new();
    for column in columns.into_iter().filter(|column| !filling.is_never(*column)) {
        let mut cells = Vec::new();
        let mut above: Option<(Vec<Part>, Vec<String>)> = None;
        for (draft, path) in drafts.iter_mut() {
            if !draft.is_empty(column) {
                above = Some((draft.parts(column).to_vec(), path.clone()));
            } else if let Some((parts, _)) = above.as_ref().filter(|(_, group)| group == path) {
                draft.columns.insert(column, parts.clone());
                cells.push(row(draft).cell(column));
            }
        }
        filled.push((column, cells));
    }
    filled
}

/// Gives the cells of values that say "as above" the value of the record above; returns their columns.
pub(super) fn resolve_dittos(mapping: &Mapping, draft: &mut Draft, above: &Draft) -> Vec<u32> {
    let mut resolved = Vec::new();
    let repeats = |column: &u32| mapping.column(*column).and_then(|c| c.field).is_some_and(repeats_by_mark);
    let columns: Vec<u32> = draft.columns.keys().copied().filter(repeats).collect();
    for column in columns {
        let [part] = draft.parts(column) else { continue };
        let Value::Text(written) = &part.cell.value else { continue };
        if above.is_empty(column) || !text::says_ditto(written) {
            continue;
        }
        let value = match above.parts(column) {
            [only] if only.struck.is_none() => only.cell.value.clone(),
            _ => Value::Text(above.text(column)),
        };
        let mut part = part.clone();
        part.ditto = Some(written.clone());
        part.cell.value = value;
        draft.columns.insert(column, vec![part]);
        resolved.push(column);
    }
    resolved
}

fn repeats_by_mark(field: Field) -> bool {
    field.is_date()
        || matches!(field, Field::Owner | Field::Unit | Field::Status | Field::Rag | Field::Priority)
}

/// Copies columns that are empty here from the record above; returns those that had something to copy.
pub(super) fn copy_down(columns: &[u32], draft: &mut Draft, above: &Draft) -> Vec<u32> {
    let mut filled = Vec::new();
    for column in columns {
        if draft.is_empty(*column) && !above.is_empty(*column) {
            draft.columns.insert(*column, above.parts(*column).to_vec());
            filled.push(*column);
        }
    }
    filled
}

/// The recommendation that a row with its number only says for those below it, which leave theirs blank and go on with its number.
/// A section of another number keeps what it says as its name.
pub(super) fn parent_item(
    sheet: &Sheet,
    mapping: &Mapping,
    row: &TableRow,
    below: Option<&TableRow>,
) -> Option<ParentItem> {
    let first = |field: Field| mapping.of(field).next().map(|c| c.column);
    let (number, column) = (first(Field::Ref)?, first(Field::Recommendation)?);
    first(Field::Action)?;
    let says = |row: &TableRow, column: u32| !text::clean(&sheet.text(row.cell(column))).is_empty();
    let own = sheet.text(row.cell(number));
    let theirs =
        |below: &TableRow| !says(below, column) && refs::nests(&own, &sheet.text(below.cell(number)));
    let stated = says(row, column) && below.is_some_and(theirs);
    let cell = sheet.cell(row.cell(column)).filter(|_| stated)?;
    let part = Part::new(sheet, row.cell(column), cell);
    Some(ParentItem { number: own, column, part })
}
