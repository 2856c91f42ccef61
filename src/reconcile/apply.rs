//! A diff applied to the old version gives the new one: the proof that a diff tells everything.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};

use crate::diff::{Change, Diff, EntryKind};
use crate::record::{Record, RecordSource, Tracker};

use super::compare::{AS_WRITTEN, EXTRA, object};

/// Returns the new version's records: those of `old` with all changes of the diff, cosmetic ones included.
///
/// They come in the order of the new version. All fields but `source` are as they were; of `source` a diff tells sheet and cells only. `None` where the diff is not
/// one of this old version: an entry's record is not there, is not as the diff says it was, or is not told of.
pub fn apply(old: &Tracker, diff: &Diff) -> Option<Vec<Record>> {
    let mut left: BTreeMap<&str, VecDeque<&Record>> = BTreeMap::new();
    for record in &old.records {
        left.entry(&record.id).or_default().push_back(record);
    }
    let mut records = Vec::new();
    for entry in &diff.entries {
        let mut before = Vec::new();
        for side in &entry.old {
            before.push(left.get_mut(side.id.as_str())?.pop_front()?);
        }
        match entry.kind {
            EntryKind::Unchanged | EntryKind::Changed => {
                let ([before], [new]) = (before.as_slice(), entry.new.as_slice()) else { return None };
                let source = RecordSource {
                    sheet: new.sheet.clone(),
                    cells: new.cells.clone(),
                    fields: BTreeMap::new(),
                };
                records.push((new.position, Record { source, ..changed(before, &entry.changes)? }));
            }
            _ => {
                for new in &entry.new {
                    records.push((new.position, new.record.clone()?));
                }
            }
        }
    }
    // The parts of a split may stand apart; without positions the entries' own order stays.
    records.sort_by_key(|(position, _)| *position);
    left.values().all(VecDeque::is_empty).then(|| records.into_iter().map(|(_, record)| record).collect())
}

fn changed(record: &Record, changes: &[Change]) -> Option<Record> {
    let mut fields = object(record);
    for change in changes {
        let (map, key) = match (change.field.strip_prefix(EXTRA), change.field.strip_prefix(AS_WRITTEN)) {
            (Some(header), _) => (fields.get_mut("extra")?.as_object_mut()?, header),
            (None, Some(field)) => (fields.get_mut("as_written")?.as_object_mut()?, field),
            (None, None) => (&mut fields, change.field.as_str()),
        };
        set(map, key, change)?;
    }
    serde_json::from_value(Value::Object(fields)).ok()
}

/// Sets a value that is as the change says it was; null stands for a key that is not there.
fn set(fields: &mut Map<String, Value>, key: &str, change: &Change) -> Option<()> {
    if *fields.get(key).unwrap_or(&Value::Null) != change.before {
        return None;
    }
    if change.after.is_null() && change.field != key {
        fields.remove(key);
    } else {
        fields.insert(key.to_owned(), change.after.clone());
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::ChangeKind;

    #[test]
    fn a_change_applies_only_to_what_it_was_made_from() {
        let change = |field: &str, before: Value, after: Value| Change {
            field: field.into(),
            kind: ChangeKind::Value,
            before,
            after,
            days: None,
        };
        let record = Record {
            priority: Some("High".into()),
            extra: [("Ward".to_owned(), "North".to_owned())].into_iter().collect(),
            ..Record::default()
        };
        let text = |text: &str| Value::String(text.into());
        let gone = changed(&record, &[change("extra.Ward", text("North"), Value::Null)]).unwrap();
        assert!(gone.extra.is_empty(), "a header without text is no key");
        let low = changed(&record, &[change("priority", text("High"), Value::Null)]).unwrap();
        assert_eq!(low.priority, None);
        assert_eq!(changed(&record, &[change("priority", text("Low"), text("High"))]), None);
        assert_eq!(changed(&record, &[change("rag", Value::Null, text("mauve"))]), None);
    }
}
