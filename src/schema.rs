//! The JSON Schemas (draft 2020-12) of what the program prints as JSON, derived from the types themselves.
//!
//! They describe what is written: every key is required but the few that the types leave out, enums list their values, and
//! further keys are allowed, so that an output with a key more still fits. Titles and descriptions are the types' own
//! documentation.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};

use crate::diff::Diff;
use crate::parse::Parsed;
use crate::record::{Record, Tracker};
use crate::render::findings::FileFinding;
use crate::render::inspection::Inspection;

/// Returns the schema of a tracker: `clean --format json`, and each of its lines where there are several inputs.
pub fn tracker() -> Schema {
    schema::<Tracker>()
}

/// Returns the schema of one record: each line of newline-delimited JSON.
pub fn record() -> Schema {
    schema::<Record>()
}

/// Returns the schema of a diff: `diff --format json`.
pub fn diff() -> Schema {
    schema::<Diff>()
}

/// Returns the schema of what was understood: `inspect --format json`.
pub fn inspect() -> Schema {
    schema::<Inspection>()
}

/// Returns the schema of a list of findings: `check --format json`.
pub fn check() -> Schema {
    let mut schema = schema::<Vec<FileFinding>>();
    schema.insert("title".into(), "Findings".into());
    schema
}

/// Returns the schema of what a text is read as: each line that `parse` prints.
pub fn parse() -> Schema {
    let mut schema = schema::<Parsed<'_>>();
    schema.insert("title".into(), "Parsed".into());
    schema
}

fn schema<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(without_number_formats).transform(&mut schema);
    schema
}

/// `uint64`, `double` and the like are no formats of JSON Schema, and strict validators refuse them.
fn without_number_formats(schema: &mut Schema) {
    if schema.get("format").is_some_and(|format| format != "date") {
        schema.remove("format");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// All objects with properties, wherever they stand.
    fn objects<'a>(value: &'a Value, found: &mut Vec<&'a serde_json::Map<String, Value>>) {
        match value {
            Value::Object(map) => {
                if map.contains_key("properties") {
                    found.push(map);
                }
                map.values().for_each(|value| objects(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| objects(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_key_is_required_and_described_and_others_are_allowed() {
        for schema in [tracker(), record(), diff(), inspect(), check(), parse()] {
            let schema = schema.to_value();
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            let mut found = Vec::new();
            objects(&schema, &mut found);
            assert!(!found.is_empty());
            for object in found {
                assert!(object.get("additionalProperties").is_none(), "{object:?}");
                let properties = object["properties"].as_object().unwrap();
                let required = object["required"].as_array().unwrap();
                let free: Vec<&str> = properties
                    .iter()
                    .filter(|(key, _)| !required.iter().any(|r| *r == **key))
                    .map(|(key, _)| key.as_str())
                    .collect();
                // The two keys that DESIGN leaves out where they would say nothing.
                assert!(free.iter().all(|key| ["record", "days"].contains(key)), "{free:?}");
                for (key, property) in properties {
                    let description = property["description"].as_str().unwrap_or_default();
                    assert!(!description.is_empty() && !description.contains("[`"), "{key}: {description}");
                }
            }
        }
    }

    #[test]
    fn dates_keep_their_format_and_numbers_have_none() {
        let text = tracker().to_value().to_string();
        assert!(text.contains(r#""format":"date""#));
        assert!(!text.contains(r#""format":"uint"#) && !text.contains(r#""format":"double""#));
    }
}
