//! The output of an earlier run, read back for the ids of its records: JSON, or records line by line, or else whatever can be
//! imported.
//!
//! What happens to the ids is for `reconcile`.

use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, ErrorKind, Result};
use crate::import::{ImportOptions, import};
use crate::read;
use crate::record::{Ledger, Record, TRACKER_SCHEMA, Tracker, TrackerSource};

/// Reads an earlier output from disk; where it has several trackers, the one that was made of a file named like `input`.
///
/// # Errors
///
/// Where the file cannot be read, is no tracker, or has several and none of that name.
pub fn open(path: &Path, input: &Path) -> Result<Tracker> {
    let file = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| ErrorKind::Open { file: file.clone(), source })?;
    let mut trackers = read(&file, &bytes)?;
    let count = trackers.len();
    if count > 1 {
        trackers.retain(|tracker| Path::new(&tracker.source.file).file_name() == input.file_name());
    }
    trackers.into_iter().next().ok_or_else(|| {
        let name = input.file_name().unwrap_or_default().to_string_lossy();
        not_previous(&file, format!("{count} trackers, none of a file `{name}`"))
    })
}

/// Reads the bytes of an earlier output; `file` names it in messages. Never empty.
///
/// # Errors
///
/// As for [`open`].
pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<Tracker>> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if text.starts_with(b"{") {
        return read_json(file, text);
    }
    let import = import(&read::read(file, bytes)?, &ImportOptions::default())?;
    if import.has_table() { Ok(vec![import.tracker]) } else { Err(not_previous(file, "no tracker table")) }
}

/// Trackers one after another, or records one after another, which are one tracker.
fn read_json(file: &str, text: &[u8]) -> Result<Vec<Tracker>> {
    let mut trackers = Vec::new();
    let mut records: Vec<Record> = Vec::new();
    for value in serde_json::Deserializer::from_slice(text).into_iter::<Value>() {
        let value = value.map_err(|error| malformed(file, error))?;
        match value.get("schema").map(Value::as_str) {
            Some(Some(TRACKER_SCHEMA)) => trackers.push(typed(file, value)?),
            Some(Some(schema)) => return Err(not_previous(file, format!("JSON of `{schema}`"))),
            None if value.get("id").is_some() && value.get("as_written").is_some() => {
                records.push(typed(file, value)?);
            }
            _ => return Err(not_previous(file, "other JSON")),
        }
    }
    if !records.is_empty() {
        trackers.push(of_records(file, records));
    }
    Ok(trackers)
}

/// What is known of a tracker of which only the records were kept.
fn of_records(file: &str, records: Vec<Record>) -> Tracker {
    Tracker {
        schema: TRACKER_SCHEMA.to_owned(),
        source: TrackerSource {
            file: file.to_owned(),
            format: "ndjson".to_owned(),
            sheets: Vec::new(),
            made_from: None,
        },
        as_of: None,
        as_of_basis: None,
        metadata: Vec::new(),
        groups: Vec::new(),
        records,
        retired_ids: Vec::new(),
        summaries: Vec::new(),
        findings: Vec::new(),
        ledger: Ledger::of([]),
    }
}

fn typed<T: DeserializeOwned>(file: &str, value: Value) -> Result<T> {
    serde_json::from_value(value).map_err(|error| malformed(file, error))
}

fn malformed(file: &str, error: serde_json::Error) -> Error {
    let (file, part) = (file.to_owned(), "JSON".to_owned());
    ErrorKind::Malformed { file, part, source: error.into() }.into()
}

fn not_previous(file: &str, found: impl Into<String>) -> Error {
    ErrorKind::NotPrevious { file: file.to_owned(), found: found.into() }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "Ref,Action,Owner\n1,Buy forty lamps for the pier,A. Poe\n2,Paint it,J. Roe\n";

    fn tracker(file: &str) -> Tracker {
        let reading = read::read(file, PLAN.as_bytes()).unwrap();
        import(&reading, &ImportOptions::default()).unwrap().tracker
    }

    fn ids(text: &str) -> Result<Vec<Vec<String>>, String> {
        let ids = |t: Tracker| t.records.into_iter().map(|r| r.id).collect();
        let trackers = read("last", text.as_bytes()).map_err(|error| error.to_string())?;
        Ok(trackers.into_iter().map(ids).collect())
    }

    #[test]
    fn every_output_gives_its_ids_back() {
        let whole = serde_json::to_string(&tracker("a.csv")).unwrap();
        let pretty = serde_json::to_string_pretty(&tracker("a.csv")).unwrap();
        let lines: String =
            tracker("a.csv").records.iter().map(|r| serde_json::to_string(r).unwrap() + "\n").collect();
        for text in [PLAN, &whole, &pretty, &lines, &format!("\u{FEFF} {whole}\n")] {
            assert_eq!(ids(text).unwrap(), [["1", "2"]], "{text}");
        }
        assert_eq!(ids(&format!("{whole}\n{whole}\n")).unwrap().len(), 2);
        // What older versions did not write is nothing.
        let older = whole.replace("\"retired_ids\":[],", "");
        assert!(older.len() < whole.len());
        assert_eq!(ids(&older).unwrap(), [["1", "2"]]);
    }

    #[test]
    fn what_is_no_output_is_an_error() {
        let expected = "last: expected an earlier output of trackrecord or a tracker, found";
        let cases = [
            ("Nothing to see here.\n", format!("{expected} no tracker table")),
            (
                "",
                "last: expected a workbook, a text or a document with tables, found an empty file".to_owned(),
            ),
            ("{\"schema\": \"trackrecord/diff/1\"}", format!("{expected} JSON of `trackrecord/diff/1`")),
            ("{\"name\": \"x\"}", format!("{expected} other JSON")),
            ("{\"schema\": 1}", format!("{expected} other JSON")),
            ("{\"schema\": \"trackrecord/tracker/1\"}", "last: JSON: cannot be read".to_owned()),
            ("{\"id\": ", "last: JSON: cannot be read".to_owned()),
        ];
        for (text, message) in cases {
            assert_eq!(ids(text), Err(message), "{text}");
        }
    }

    #[test]
    fn of_several_trackers_the_one_of_the_same_file_is_meant() {
        let folder = tempfile::tempdir().unwrap();
        let last = folder.path().join("last.json");
        let line = |file: &str| serde_json::to_string(&tracker(file)).unwrap() + "\n";
        std::fs::write(&last, line("in/a.csv") + &line("in/b.csv")).unwrap();
        for name in ["a.csv", "b.csv"] {
            let found = open(&last, Path::new(name)).unwrap();
            assert_eq!(found.source.file, format!("in/{name}"));
        }
        let error = open(&last, Path::new("c.csv")).unwrap_err().to_string();
        assert!(error.ends_with("found 2 trackers, none of a file `c.csv`"), "{error}");
    }
}
