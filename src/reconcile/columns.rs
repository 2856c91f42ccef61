//! What became of the columns, and what that says already of every record.
//!
//! A column with a field is followed by its field. One without is followed by its header, or else by its contents: where
//! the matched records have the same texts under another header, it was renamed.

use std::cmp::Reverse;

use serde_json::Value;

use crate::diff::{ColumnChange, ColumnKind, Sides};
use crate::record::{Field, Record};

use super::compare::{EXTRA, FIELDS, Told, object};
use super::text::same_words;

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
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|h| !those.contains(h)).cloned().collect()
    };
    let only = Sides { old: only(&headers.old, &headers.new), new: only(&headers.new, &headers.old) };
    let renamed = renamed(&only, pairs);
    let known = |header: &String| renamed.iter().any(|(old, new)| old == header || new == header);
    let extras = only.old.iter().chain(&only.new).filter(|h| !known(h)).map(|h| format!("{EXTRA}{h}"));
    let fields = FIELDS.iter().filter(|f| one_sided(f, records, columns)).map(ToString::to_string);
    Told { one_sided: fields.chain(extras).collect(), renamed }
}

/// The headers under which a version has texts in `extra`, in order.
fn extra_headers(records: &[Record], columns: &[ColumnHeader]) -> Vec<String> {
    let listed = columns.iter().filter(|c| c.field.is_none()).map(|c| &c.header);
    let mut headers: indexmap::IndexSet<&String> = listed.collect();
    headers.extend(records.iter().flat_map(|r| r.extra.keys()));
    headers.into_iter().cloned().collect()
}

/// Pairs headers that only one version has by their texts, the best first.
fn renamed(only: &Sides<Vec<String>>, pairs: &[(&Record, &Record)]) -> Vec<(String, String)> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (i, old) in only.old.iter().enumerate() {
        for (j, new) in only.new.iter().enumerate() {
            let texts = pairs.iter().map(|(a, b)| (a.extra.get(old), b.extra.get(new)));
            let texts: Vec<_> = texts.filter(|(a, b)| a.is_some() || b.is_some()).collect();
            let same = |(a, b): &&(Option<&String>, Option<&String>)| match (a, b) {
                (Some(a), Some(b)) => same_words(Some(a), Some(b)),
                _ => false,
            };
            let alike = texts.iter().filter(same).count();
            if alike >= LEAST_ALIKE && alike * 100 >= texts.len() * RENAMED {
                found.push((alike, i, j));
            }
        }
    }
    found.sort_by_key(|(alike, i, j)| (Reverse(*alike), i + j, *i));
    let mut names: Vec<(String, String)> = Vec::new();
    for (_, i, j) in found {
        let (Some(old), Some(new)) = (only.old.get(i), only.new.get(j)) else { continue };
        if names.iter().all(|(o, n)| o != old && n != new) {
            names.push((old.clone(), new.clone()));
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
    let mut old: Vec<Option<&ColumnHeader>> = columns.old.iter().map(Some).collect();
    let mut taken: Vec<Option<&ColumnHeader>> = vec![None; columns.new.len()];
    let same_header = |a: &ColumnHeader, b: &ColumnHeader| same_words(Some(&a.header), Some(&b.header));
    let is_renamed = |a: &ColumnHeader, b: &ColumnHeader| {
        a.field.is_some() || told.renamed.iter().any(|(from, to)| *from == a.header && *to == b.header)
    };
    for pass in [&same_header as &dyn Fn(&ColumnHeader, &ColumnHeader) -> bool, &is_renamed] {
        for (new, slot) in columns.new.iter().zip(&mut taken).filter(|(_, slot)| slot.is_none()) {
            let fits =
                |old: &Option<&ColumnHeader>| old.is_some_and(|old| old.field == new.field && pass(old, new));
            *slot = old.iter_mut().find(|old| fits(old)).and_then(Option::take);
        }
    }
    let field = |column: &ColumnHeader| column.field.map(|f| f.to_string());
    let kept = columns.new.iter().zip(taken).map(|(new, old)| ColumnChange {
        field: field(new),
        old: old.map(|c| c.header.clone()),
        new: Some(new.header.clone()),
        kind: match old {
            Some(old) if same_header(old, new) => ColumnKind::Same,
            Some(_) => ColumnKind::Renamed,
            None => ColumnKind::Added,
        },
    });
    let gone = old.iter().flatten().map(|old| ColumnChange {
        field: field(old),
        old: Some(old.header.clone()),
        new: None,
        kind: ColumnKind::Dropped,
    });
    kept.chain(gone).collect()
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
        assert_eq!(told.renamed, [("Ward".to_owned(), "Area".to_owned())]);
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
