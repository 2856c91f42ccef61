//! `parse`: its wiring, its options, and standard input.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{run, text};

/// What is printed, line by line.
fn parsed(args: &[&str]) -> Vec<Value> {
    let (out, err) = run(&[&["parse"], args].concat(), 0);
    assert_eq!(err, "");
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Runs with this on standard input.
fn piped(args: &[&str], input: &[u8]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trackrecord"));
    command.arg("parse").args(args);
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

fn edtf(line: &Value) -> Vec<&str> {
    line["dates"].as_array().unwrap().iter().filter_map(|date| date["edtf"].as_str()).collect()
}

#[test]
fn each_kind_has_its_own_keys() {
    let keys = |kind: &str, text: &str| -> Vec<String> {
        parsed(&[kind, text])[0].as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(keys("date", "June 2024"), ["dates", "state", "text"]);
    assert_eq!(keys("owner", "J. Roe"), ["owners", "text"]);
    assert_eq!(keys("status", "On track"), ["rag", "status", "text"]);
    assert_eq!(keys("money", "£5k"), ["money", "text"]);
    assert_eq!(keys("header", "Lead officer"), ["confidence", "field", "text"]);
    let lines = parsed(&["header", "Lead officer", "Moon phase"]);
    assert_eq!(lines[0], json!({ "text": "Lead officer", "field": "owner", "confidence": 0.9 }));
    assert_eq!(lines[1], json!({ "text": "Moon phase", "field": null, "confidence": null }));
}

#[test]
fn what_a_text_does_not_say_comes_as_options() {
    assert_eq!(edtf(&parsed(&["date", "3/4/24"])[0]), ["2024-04-03"]);
    assert_eq!(edtf(&parsed(&["date", "3/4/24", "--locale", "en-US"])[0]), ["2024-03-04"]);
    assert_eq!(edtf(&parsed(&["date", "2012-13", "--locale", "en-GB"])[0]), ["2012-04/2013-03"]);
    assert_eq!(edtf(&parsed(&["date", "FY24", "--locale", "en-US"])[0]), ["2023-10/2024-09"]);
    let fiscal = ["date", "FY24", "--locale", "en-US", "--fy-start", "July"];
    assert_eq!(edtf(&parsed(&fiscal)[0]), ["2023-07/2024-06"]);
    assert_eq!(edtf(&parsed(&["date", "16 May"])[0]), ["XXXX-05-16"]);
    assert_eq!(edtf(&parsed(&["date", "16 May", "--anchor", "2024-06-01"])[0]), ["2025-05-16"]);
    let money = parsed(&["money", "1,250", "--header", "Cost (£000)"]);
    assert_eq!(
        (&money[0]["money"][0]["amount"], &money[0]["money"][0]["currency"]),
        (&json!(1.25e6), &json!("GBP"))
    );
}

#[test]
fn a_lone_dash_is_standard_input_and_behind_two_dashes_a_text() {
    let (out, _, code) = piped(&["status", "Late", "-", "--", "-"], b"On track\r\n\nRed");
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let texts: Vec<&str> = lines.iter().map(|line| line["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Late", "On track", "", "Red", "-"]);
    assert_eq!(code, Some(0));
    let (out, ..) = piped(&["owner", "-"], b"Ren\xE9e Roe\nZo\xC3\xAB Roe\n");
    assert!(out.contains("\"name\":\"Renée Roe\"") && out.contains("\"name\":\"Zoë Roe\""), "{out}");
    let (out, err, code) = piped(&["money", "-", "--limit", "text=4"], b"\xC2\xA35k\n\xC2\xA35000\n");
    assert_eq!((out.lines().count(), code), (1, Some(2)), "what was read before the fault is printed");
    assert!(err.starts_with("error: -: expected at most 4 bytes of text in a cell, found more"), "{err}");
}

#[test]
fn an_answer_does_not_wait_for_the_next_text() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trackrecord"));
    command.args(["parse", "status", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"Red\n").unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (told, heard) = mpsc::channel();
    let reader = thread::spawn(move || out.lines().try_for_each(|line| told.send(line.unwrap())));
    let answer = heard.recv_timeout(Duration::from_secs(60));
    // Closed before anything can fail, so that nobody waits for the other.
    drop(input);
    assert!(child.wait().unwrap().success());
    reader.join().unwrap().unwrap();
    assert_eq!(answer.unwrap(), "{\"text\":\"Red\",\"status\":null,\"rag\":\"red\"}");
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let (_, err) = run(&["parse", "date"], 2);
    assert!(err.starts_with("error: parse: expected a text, found none\n"), "{err}");
    let (_, err) = run(&["parse", "date", "-", "-"], 2);
    assert!(err.starts_with("error: -: given twice\n"), "{err}");
    let (_, err) = run(&["parse", "date", "Q1", "--fy-start", "13"], 2);
    assert!(err.contains("expected a month such as 4 or April"), "{err}");
    let (_, err) = run(&["parse", "colour", "Red"], 2);
    assert!(err.contains("[possible values: date, owner, status, money, header]"), "{err}");
}
