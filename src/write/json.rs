//! A tracker, a diff or any other plain data as JSON text. Names and shapes are those of the types (DESIGN section 5).

use serde::Serialize;

use super::Unwritable;
use crate::record::{Record, Tracker};

/// Returns a value as one line of JSON with its line end, so that several make newline-delimited JSON.
///
/// # Errors
///
/// `Unserializable` where JSON cannot hold the value; never for a tracker or a diff.
pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, Unwritable> {
    finish(serde_json::to_string(value))
}

/// Returns a value as JSON over many lines, for a person, with a line end.
///
/// # Errors
///
/// As for [`json`].
pub fn json_pretty<T: Serialize + ?Sized>(value: &T) -> Result<String, Unwritable> {
    finish(serde_json::to_string_pretty(value))
}

/// Returns the records of a tracker, one line of JSON each; no line where there is none.
///
/// A line is the record as in the tracker's JSON, with the tracker's `file` before it where several are to be told apart.
///
/// # Errors
///
/// As for [`json`].
pub fn json_lines(tracker: &Tracker, with_file: bool) -> Result<String, Unwritable> {
    let file = with_file.then_some(tracker.source.file.as_str());
    tracker.records.iter().map(|record| json(&RecordLine { file, record })).collect()
}

#[derive(Serialize)]
struct RecordLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(flatten)]
    record: &'a Record,
}

fn finish(text: serde_json::Result<String>) -> Result<String, Unwritable> {
    let mut text = text.map_err(|error| Unwritable::Unserializable(error.into()))?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::samples;

    #[test]
    fn a_tracker_reads_back_from_both_forms() {
        let tracker = samples::mixed();
        let line = json(&tracker).unwrap();
        assert_eq!(line.find('\n'), Some(line.len() - 1), "one line");
        let pretty = json_pretty(&tracker).unwrap();
        assert!(pretty.lines().count() > 100 && pretty.ends_with("}\n"));
        for text in [line, pretty] {
            let back: Tracker = serde_json::from_str(&text).unwrap();
            assert_eq!(back, tracker);
        }
    }

    #[test]
    fn each_line_is_a_record_of_the_tracker() {
        let tracker = samples::mixed();
        let text = json_lines(&tracker, false).unwrap();
        let records: Vec<Record> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(records, tracker.records);
        let text = json_lines(&tracker, true).unwrap();
        assert_eq!(text.lines().count(), 3);
        assert!(text.starts_with(r#"{"file":"plan.xlsx","id":"1.10~1","ref":"1.10","#), "{text}");
        assert_eq!(json_lines(&samples::of(Vec::new()), true).unwrap(), "");
    }

    #[test]
    fn what_json_cannot_hold_is_an_error() {
        let keys = std::collections::BTreeMap::from([(vec![1], 2)]);
        assert_eq!(json(&keys).unwrap_err().to_string(), "cannot be shown as JSON");
    }
}
