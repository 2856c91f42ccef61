//! What became of the columns, and what that says already of every record.
//!
//! A column with a field is followed by its field. One without is followed by its header, or else by its contents: where
//! the matched records have the same texts under another header, it was renamed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use indexmap::IndexSet;
use serde_json::Value;

use crate::diff::{ColumnChange, ColumnKind, Sides};
use crate::record::{Field, Record};

use super::compare::{EXTRA, FIELDS, Told, object};
use super::text::meaning;

/// A column of one version, in the order of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnHeader {
    /// The field it maps to; `None` where its texts are in `extra` under the header.
    pub field: Option<Field>,
    /// Its header.
    pub header: String,
}

/// Of the records that have text under either header, so many in a hundred must have the same under both.
const RENAMED: usize = 60;

/// Fewer records with the same text than this may have it by chance.
const LEAST_ALIKE: usize = 2;

/// Returns what the columns say of every record. `pairs` are the records that were matched one to one.
pub(super) fn told(
    records: Sides<&[Record]>,
    columns: Sides<&[ColumnHeader]>,
    pairs: &[(&Record, &Record)],
) -> Told {
    let headers =
        Sides { old: extra_headers(records.old, columns.old), new: extra_headers(records.new, columns.new) };
    let only = Sides { old: without(&headers.old, &headers.new), new: without(&headers.new, &headers.old) };
    let renamed = renamed(&only, pairs);
    let renamed_from: BTreeMap<String, String> =
        renamed.iter().map(|(old, new)| (new.clone(), old.clone())).collect();
    let known = |header: &String| renamed.contains_key(header) || renamed_from.contains_key(header);
    let extras = only.old.iter().chain(&only.new).filter(|h| !known(h)).map(|h| format!("{EXTRA}{h}"));
    let fields = FIELDS.iter().filter(|f| one_sided(f, records, columns)).map(ToString::to_string);
    Told { one_sided: fields.chain(extras).collect(), renamed, renamed_from }
}

fn without(these: &IndexSet<String>, those: &IndexSet<String>) -> IndexSet<String> {
    these.iter().filter(|header| !those.contains(*header)).cloned().collect()
}

/// The headers under which a version has texts in `extra`, in order.
fn extra_headers(records: &[Record], columns: &[ColumnHeader]) -> IndexSet<String> {
    let listed = columns.iter().filter(|c| c.field.is_none()).map(|c| &c.header);
    let mut headers: IndexSet<&String> = listed.collect();
    headers.extend(records.iter().flat_map(|r| r.extra.keys()));
    headers.into_iter().cloned().collect()
}

/// A text that stands under more headers of one record than this does not tell which of them is meant.
const MOST_ALIKE: usize = 50;

/// Pairs headers that only one version has by their texts, the best first; the new one by the old.
fn renamed(only: &Sides<IndexSet<String>>, pairs: &[(&Record, &Record)]) -> BTreeMap<String, String> {
    // By header the records that have text under it, and by two headers how many have the same under both.
    let mut filled =
        Sides { old: vec![Vec::new(); only.old.len()], new: vec![Vec::<usize>::new(); only.new.len()] };
    let mut alike: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (record, (old, new)) in pairs.iter().enumerate() {
        let mut texts: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for (header, text) in &new.extra {
            let Some(place) = only.new.get_index_of(header) else { continue };
            filled.new.get_mut(place).into_iter().for_each(|records| records.push(record));
            texts.entry(meaning(text)).or_default().push(place);
        }
        for (header, text) in &old.extra {
            let Some(i) = only.old.get_index_of(header) else { continue };
            filled.old.get_mut(i).into_iter().for_each(|records| records.push(record));
            let same = texts.get(&meaning(text)).filter(|places| places.len() <= MOST_ALIKE);
            for j in same.into_iter().flatten() {
                *alike.entry((i, *j)).or_default() += 1;
            }
        }
    }
    let with_text = |i: usize, j: usize| {
        let (Some(old), Some(new)) = (filled.old.get(i), filled.new.get(j)) else { return usize::MAX };
        old.iter().chain(new).collect::<BTreeSet<_>>().len()
    };
    let mut found: Vec<(usize, usize, usize)> = alike
        .into_iter()
        .filter(|((i, j), alike)| {
            *alike >= LEAST_ALIKE && alike.saturating_mul(100) >= with_text(*i, *j).saturating_mul(RENAMED)
        })
        .map(|((i, j), alike)| (alike, i, j))
        .collect();
    found.sort_by_key(|(alike, i, j)| (Reverse(*alike), i + j, *i));
    let mut names = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (_, i, j) in found {
        let (Some(old), Some(new)) = (only.old.get_index(i), only.new.get_index(j)) else { continue };
        if !names.contains_key(old) && taken.insert(new) {
            names.insert(old.clone(), new.clone());
        }
    }
    names
}

/// Tells whether only one version has columns for a field, and the other one no value either.
fn one_sided(field: &str, records: Sides<&[Record]>, columns: Sides<&[ColumnHeader]>) -> bool {
    let fields = columns_of(field);
    let has = |columns: &[ColumnHeader]| columns.iter().any(|c| c.field.is_some_and(|f| fields.contains(&f)));
    let without = match (has(columns.old), has(columns.new)) {
        (true, false) => records.new,
        (false, true) => records.old,
        _ => return false,
    };
    without.iter().all(|record| match object(record).get(field) {
        Some(Value::Array(list)) => list.is_empty(),
        Some(value) => value.is_null(),
        None => true,
    })
}

/// The columns that give a record's field its value; none for what is not read from a column alone.
fn columns_of(field: &str) -> &'static [Field] {
    use Field::{
        Action, Completed, Due, Money, Notes, OriginalDue, OtherDate, Owner, PercentComplete, Priority,
        Progress, Rag, Raised, Recommendation, Ref, Reported, Review, RevisedDue, Started, Status, Unit,
        Updated,
    };
    match field {
        "ref" => &[Ref],
        "recommendation" => &[Recommendation],
        "action" => &[Action],
        "owners" => &[Owner, Unit],
        "due" | "due_state" => &[Due, OriginalDue, RevisedDue],
        "dates" => {
            &[Due, OriginalDue, RevisedDue, Completed, Started, Updated, Raised, Review, Reported, OtherDate]
        }
        "status" => &[Status],
        "rag" | "rag_basis" => &[Rag],
        "priority" => &[Priority],
        "percent_complete" => &[PercentComplete],
        "progress" => &[Progress],
        "money" => &[Money],
        "notes" => &[Notes],
        _ => &[],
    }
}

/// Returns what became of each column: those of the new version in order, then those that are gone.
///
/// Where several columns map to one field, equal headers belong together first, then the rest in order.
pub(super) fn column_changes(columns: Sides<&[ColumnHeader]>, told: &Told) -> Vec<ColumnChange> {
    let mut taken: Vec<Option<usize>> = vec![None; columns.new.len()];
    pair(columns, &mut taken, same_header, same_header);
    let renamed = |old: &ColumnHeader| match old.field {
        Some(field) => Some((Some(field), Vec::new())),
        None => told.renamed.get(&old.header).map(|new| (None, vec![new.clone()])),
    };
    let is_renamed = |new: &ColumnHeader| match new.field {
        Some(field) => Some((Some(field), Vec::new())),
        None => Some((None, vec![new.header.clone()])),
    };
    pair(columns, &mut taken, renamed, is_renamed);
    let field = |column: &ColumnHeader| column.field.map(|f| f.to_string());
    let kept = columns.new.iter().zip(&taken).map(|(new, old)| {
        let old = old.and_then(|place| columns.old.get(place));
        ColumnChange {
            field: field(new),
            old: old.map(|c| c.header.clone()),
            new: Some(new.header.clone()),
            kind: match old {
                Some(old) if same_header(old) == same_header(new) => ColumnKind::Same,
                Some(_) => ColumnKind::Renamed,
                None => ColumnKind::Added,
            },
        }
    });
    let known: BTreeSet<usize> = taken.iter().flatten().copied().collect();
    let gone = columns.old.iter().enumerate().filter(|(place, _)| !known.contains(place)).map(|(_, old)| {
        ColumnChange {
            field: field(old),
            old: Some(old.header.clone()),
            new: None,
            kind: ColumnKind::Dropped,
        }
    });
    kept.chain(gone).collect()
}

/// What two columns that belong together have in common: the field, and words.
type Key = (Option<Field>, Vec<String>);

fn same_header(column: &ColumnHeader) -> Option<Key> {
    Some((column.field, meaning(&column.header)))
}

/// Gives each new column that has none yet the first free old column of its key.
fn pair(
    columns: Sides<&[ColumnHeader]>,
    taken: &mut [Option<usize>],
    old_key: impl Fn(&ColumnHeader) -> Option<Key>,
    new_key: impl Fn(&ColumnHeader) -> Option<Key>,
) {
    let known: BTreeSet<usize> = taken.iter().flatten().copied().collect();
    let mut free: BTreeMap<Key, VecDeque<usize>> = BTreeMap::new();
    for (place, column) in columns.old.iter().enumerate().filter(|(place, _)| !known.contains(place)) {
        if let Some(key) = old_key(column) {
            free.entry(key).or_default().push_back(place);
        }
    }
    for (column, slot) in columns.new.iter().zip(taken).filter(|(_, slot)| slot.is_none()) {
        *slot = new_key(column).and_then(|key| free.get_mut(&key)?.pop_front());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(field: Option<Field>, header: &str) -> ColumnHeader {
        ColumnHeader { field, header: header.into() }
    }

    fn record(cells: &[(&str, &str)]) -> Record {
        Record {
            extra: cells.iter().map(|(h, t)| ((*h).to_owned(), (*t).to_owned())).collect(),
            ..Record::default()
        }
    }

    #[test]
    fn columns_are_followed_by_field_header_and_contents() {
        let old = [
            column(Some(Field::Owner), "Lead"),
            column(Some(Field::Owner), "Support"),
            column(Some(Field::Due), "By when"),
            column(Some(Field::Priority), "Priority"),
            column(None, "Ward"),
            column(None, "Cost centre"),
        ];
        let new = [
            column(Some(Field::Due), "Target date"),
            column(Some(Field::Owner), "Support"),
            column(Some(Field::Owner), "Responsible officer"),
            column(None, "cost centre"),
            column(None, "Area"),
            column(None, "Risk"),
        ];
        let before = [record(&[("Ward", "North")]), record(&[("Ward", "South")]), record(&[])];
        let after = [record(&[("Area", "North")]), record(&[("Area", "South")]), record(&[("Risk", "7")])];
        let pairs: Vec<(&Record, &Record)> = before.iter().zip(&after).collect();
        let columns = Sides { old: old.as_slice(), new: new.as_slice() };
        let told = told(Sides { old: &before, new: &after }, columns, &pairs);
        assert_eq!(told.renamed, [("Ward".to_owned(), "Area".to_owned())].into());
        let one_sided = ["extra.Cost centre", "extra.Risk", "extra.cost centre", "priority"];
        assert_eq!(told.one_sided.iter().collect::<Vec<_>>(), one_sided.iter().collect::<Vec<_>>());
        let shown: Vec<String> = column_changes(columns, &told)
            .iter()
            .map(|c| {
                format!("{}>{} {}", c.old.as_deref().unwrap_or("-"), c.new.as_deref().unwrap_or("-"), c.kind)
            })
            .collect();
        let expected = [
            "By when>Target date renamed",
            "Support>Support same",
            "Lead>Responsible officer renamed",
            "Cost centre>cost centre same",
            "Ward>Area renamed",
            "->Risk added",
            "Priority>- dropped",
        ];
        assert_eq!(shown, expected);
    }
}
