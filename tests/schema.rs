//! The schemas hold every JSON output of the binary over all fixtures, and refuse what is none.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::{assert_kept, fixture, path, run, trackrecord};

const OUTPUTS: [&str; 6] = ["tracker", "record", "diff", "inspect", "check", "parse"];

fn validator(output: &str) -> Validator {
    let (schema, _) = run(&["schema", output], 0);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Runs for JSON and holds it to its schema. Only what is refused, or has no table to compare, may print nothing.
fn assert_fits(validator: &Validator, args: &[&str]) {
    let output = trackrecord(&[args, &["--format", "json"]].concat());
    let out = String::from_utf8(output.stdout).unwrap();
    if out.is_empty() {
        let code = output.status.code();
        assert!(code == Some(2) || (code == Some(1) && args.first() == Some(&"diff")), "{args:?}: {code:?}");
        return;
    }
    let errors: Vec<String> =
        validator.iter_errors(&parsed(&out)).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{args:?}\n{}", errors.join("\n"));
}

/// The trackers among the fixtures, folder by folder, in order.
fn trackers(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    let told = |path: &Path| path.extension().is_none_or(|e| e == "json" || e == "md");
    let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| !told(path));
    files.chain(folders.iter().flat_map(|folder| trackers(folder))).collect()
}

#[test]
fn every_json_output_over_all_fixtures_fits_its_schema() {
    let trackers = trackers(&fixture(""));
    assert!(trackers.len() >= 8);
    let [tracker, _, diff, inspect, check, _] = OUTPUTS.map(validator);
    for file in &trackers {
        assert_fits(&tracker, &["clean", path(file)]);
        assert_fits(&inspect, &["inspect", path(file)]);
        assert_fits(&check, &["check", path(file)]);
    }
    for pair in trackers.windows(2) {
        assert_fits(&diff, &["diff", path(&pair[0]), path(&pair[1])]);
    }
}

#[test]
fn a_document_that_is_none_is_refused() {
    let plan = fixture("plan/2023-06-30.xlsx");
    let (text, _) = run(&["clean", path(&plan), "--format", "json"], 0);
    let good = parsed(&text);
    let (schema, record) = (validator("tracker"), validator("record"));
    assert!(schema.is_valid(&good) && record.is_valid(&good["records"][0]));

    let without = |pointer: &str, key: &str| {
        let mut bad = good.clone();
        let removed = bad.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key);
        assert!(removed.is_some(), "{pointer} {key}");
        bad
    };
    let with = |pointer: &str, value: Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        bad
    };
    let bad = [
        without("", "ledger"),
        without("/records/0", "due"),
        without("/records/0/source", "cells"),
        without("/ledger/roles", "unclaimed"),
        with("/schema", json!("trackrecord/tracker/2")),
        with("/as_of", json!("30 June 2023")),
        with("/records/0/status", json!("nearly there")),
        with("/records/0/rag", json!("Amber")),
        with("/records/0/owners", Value::Null),
        with("/records/0/percent_complete", json!(101)),
        with("/findings/0/code", json!("no-such-code")),
        with("/findings/0/severity", json!("fatal")),
        with("/ledger/roles", json!({ "unclaimed": 0, "no_such_role": 1 })),
    ];
    for document in &bad {
        assert!(!schema.is_valid(document), "{document}");
    }
    let mut more = good.clone();
    more["records"][0]["a_key_to_come"] = json!(1);
    assert!(schema.is_valid(&more), "a key more is no fault");
}

#[test]
fn every_line_of_parse_fits_its_schema() {
    let schema = validator("parse");
    let texts =
        ["", "end June 2024, ongoing", "J. Roe, Head of Parks (Estates)", "£5k-£6k pa", "Amber - late"];
    for kind in ["date", "owner", "status", "money", "header"] {
        let (out, _) = run(&[&["parse", kind], &texts[..]].concat(), 0);
        assert_eq!(out.lines().count(), texts.len());
        for line in out.lines() {
            assert!(schema.is_valid(&parsed(line)), "{line}");
        }
    }
    assert!(!schema.is_valid(&json!({ "text": "Red", "status": "nearly there", "rag": null })));
}

#[test]
fn the_schemas_in_the_repository_are_those_that_are_printed() {
    for output in OUTPUTS {
        let (schema, _) = run(&["schema", output], 0);
        assert_kept(&format!("docs/schema/{output}.json"), &schema);
    }
}

#[test]
fn an_output_without_schema_is_answered_with_those_that_have_one() {
    let (_, stderr) = run(&["schema", "workbook"], 2);
    assert!(stderr.contains("[possible values: tracker, record, diff, inspect, check, parse]"), "{stderr}");
}
