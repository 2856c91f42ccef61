//! The source map back to the tracker that it was written from, cell by cell as it was.
//!
//! What is damaged there is taken for not kept: a record of which the map tells nothing that can be read is a new one.

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::grid::{Address, Sheet};
use crate::record::{Ledger, MadeFrom, Record, TRACKER_SCHEMA, Tracker, TrackerSource};
use crate::write::source_map::{AS_WRITTEN, HEADERS, OF_TRACKER};

/// More items than the cell that shows them holds letters for.
const MOST_ITEMS: usize = 16_384;

/// What the rows of one field say.
#[derive(Default)]
struct Entry {
    cells: String,
    as_written: String,
    value: String,
}

/// The rows of one record, or those of the tracker, by field.
type Fields = IndexMap<String, Entry>;

/// Returns the tracker as it was when the workbook was written; `None` where the sheet is no source map.
pub(super) fn tracker(map: &Sheet) -> Option<Tracker> {
    let mut by_id = rows(map)?;
    let about = by_id.shift_remove("").unwrap_or_default();
    let origin: MadeFrom = value(&about, "source")?;
    Some(Tracker {
        schema: TRACKER_SCHEMA.to_owned(),
        source: TrackerSource {
            file: origin.file.clone(),
            format: origin.format.clone(),
            sheets: origin.sheets.clone(),
            made_from: Some(origin),
        },
        as_of: value(&about, "as_of").flatten(),
        as_of_basis: value(&about, "as_of_basis").flatten(),
        metadata: list(&about, "metadata"),
        groups: list(&about, "groups"),
        records: by_id.iter().filter_map(|(id, fields)| record(id, fields)).collect(),
        retired_ids: list(&about, "retired_ids"),
        summaries: list(&about, "summaries"),
        findings: list(&about, "findings"),
        ledger: value(&about, "ledger").unwrap_or_else(|| Ledger::of([])),
    })
}

/// The rows below the header, by ID and field; a value that goes on is put together.
fn rows(map: &Sheet) -> Option<IndexMap<String, Fields>> {
    let header = map.rows().iter().find(|row| row.filled().next().is_some())?;
    let column = |name: &str| header.filled().find(|cell| cell.value.text() == name).map(|cell| cell.column);
    let [id, field, _, cells, as_written, value] = HEADERS.map(column);
    let (id, field, cells, as_written, value) = (id?, field?, cells?, as_written?, value?);
    let mut by_id: IndexMap<String, Fields> = IndexMap::new();
    for row in map.rows().iter().filter(|row| row.index > header.index) {
        let text = |column| map.text(Address::new(row.index, column));
        if text(field).is_empty() {
            continue;
        }
        let fields = by_id.entry(text(id)).or_default();
        let entry = fields.entry(text(field)).or_insert_with(|| Entry {
            cells: text(cells),
            // Line breaks as they were written, whatever program saved them since.
            as_written: text(as_written).replace("\r\n", "\n"),
            value: String::new(),
        });
        entry.value.push_str(&text(value));
    }
    Some(by_id)
}

fn value<T: DeserializeOwned>(about: &Fields, field: &str) -> Option<T> {
    serde_json::from_str(&about.get(&format!("{OF_TRACKER}{field}"))?.value).ok()
}

fn list<T: DeserializeOwned>(about: &Fields, field: &str) -> Vec<T> {
    let prefix = format!("{OF_TRACKER}{field}.");
    let items = about.iter().filter_map(|(field, entry)| {
        let number: usize = field.strip_prefix(&prefix)?.parse().ok()?;
        Some((number, serde_json::from_str(&entry.value).ok()?))
    });
    in_order(items.collect())
}

/// The items of a list by their numbers, however the rows are sorted now.
fn in_order<T>(mut items: Vec<(usize, T)>) -> Vec<T> {
    items.sort_by_key(|(number, _)| *number);
    items.into_iter().map(|(_, item)| item).collect()
}

fn record(id: &str, fields: &Fields) -> Option<Record> {
    let Value::Object(mut record) =
        serde_json::to_value(Record { id: id.to_owned(), ..Record::default() }).ok()?
    else {
        return None;
    };
    let mut lists: IndexMap<&str, Vec<(usize, Value)>> = IndexMap::new();
    let (mut places, mut texts) = (Map::new(), Map::new());
    // Apart, as a JSON object does not keep the order of the columns.
    let mut extra: IndexMap<String, String> = IndexMap::new();
    let mut path = None;
    let mut source = json!({});
    for (field, entry) in fields {
        let value: Option<Value> = serde_json::from_str(&entry.value).ok();
        let item = field.split_once('.').and_then(|(list, number)| Some((list, number.parse().ok()?)));
        match (field.as_str(), item) {
            (_, Some((list @ ("owners" | "dates" | "money" | "notes"), number))) => {
                lists.entry(list).or_default().extend(value.map(|value| (number, value)));
                continue;
            }
            ("source", _) => {
                source = value?;
                continue;
            }
            ("group_path", _) => path = value,
            (field, _) => {
                if let Some(key) = field.strip_prefix("extra.") {
                    extra.extend(value.and_then(|value| Some((key.to_owned(), value.as_str()?.to_owned()))));
                } else if let Some(key) = field.strip_prefix(AS_WRITTEN) {
                    texts.extend(value.map(|value| (key.to_owned(), value)));
                    continue;
                } else if let Some(value) = value {
                    record.insert(field.to_owned(), value);
                }
            }
        }
        if !entry.cells.is_empty() {
            places.insert(field.clone(), json!(entry.cells));
        }
        if !entry.as_written.is_empty() && !texts.contains_key(field) {
            texts.insert(field.clone(), json!(entry.as_written));
        }
    }
    if lists.values().any(|items| items.len() > MOST_ITEMS) {
        return None;
    }
    for (list, items) in lists {
        record.insert(list.to_owned(), in_order(items).into());
    }
    let group = record.get("group").filter(|group| !group.is_null()).cloned();
    record.insert("group_path".to_owned(), path.unwrap_or_else(|| group.into_iter().collect()));
    if let Some(number) = record.get("due").and_then(|due| due.as_str()?.strip_prefix("dates.")) {
        let number: usize = number.parse().ok()?;
        let due = record.get("dates").and_then(|dates| dates.get(number.checked_sub(1)?)).cloned()?;
        record.insert("due".to_owned(), due);
    }
    source.as_object_mut()?.insert("fields".to_owned(), places.into());
    record.insert("source".to_owned(), source);
    record.insert("as_written".to_owned(), texts.into());
    let record: Record = serde_json::from_value(record.into()).ok()?;
    Some(Record { extra, ..record })
}
