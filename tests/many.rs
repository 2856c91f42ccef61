//! Several inputs and folders at once: which files come out, in what order, and what one bad file does to the rest.

use serde_json::Value;

use crate::support::binary::Place;

fn plan(action: &str) -> String {
    format!("Ref,Recommendation,Action,Lead officer,Status\n1,Light the pier,{action},J. Roe,On track\n")
}

/// Twelve directorates, each with a plan of the same name, and what else lies about.
fn returns() -> Place {
    let place = Place::new(&[
        ("in/letter.md", "Dear all\nplease find the plans.\n"),
        ("in/.hidden.csv", "Ref,Action\n"),
        ("in/~$plan.xlsx", "lock"),
    ]);
    for number in 1..=12 {
        place.put(&format!("in/d{number:02}/plan.csv"), plan(&format!("Order lamp {number}")).as_bytes());
    }
    place
}

#[test]
fn a_folder_gives_a_folder() {
    let place = returns();
    let before = place.files();
    let ran = place.run(&["clean", "in", "-o", "out/clean", "--format", "json"], 0);
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(lines.len(), 13, "{}", ran.stderr);
    assert!(lines[0].starts_with("in/d01/plan.csv: 1 record in 1 recommendation,"), "{}", lines[0]);
    assert!(lines[11].ends_with("; wrote out/clean/d12/plan.json"), "{}", lines[11]);
    assert_eq!(
        lines[12],
        "12 inputs: 12 trackers, 0 without a tracker table, 0 failed; 3 passed over (`-v` says which)"
    );
    let mut expected = before;
    expected.extend((1..=12).map(|number| format!("out/clean/d{number:02}/plan.json")));
    assert_eq!(place.files(), expected);
    let told = place.run(&["clean", "in", "-v"], 0).stderr;
    assert!(told.contains("in/letter.md: passed over: a text without columns\n"), "{told}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let place = returns();
    let printed = |jobs: &str| {
        let ran = place.run(&["clean", "in", "--format", "json", "--jobs", jobs], 0);
        (ran.stdout, ran.stderr)
    };
    let one = printed("1");
    let actions: Vec<String> = String::from_utf8(one.0.clone())
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["records"][0]["action"].to_string())
        .collect();
    let expected: Vec<String> = (1..=12).map(|number| format!("\"Order lamp {number}\"")).collect();
    assert_eq!(actions, expected, "one tracker a line, in the order of the inputs");
    for jobs in ["2", "7", "99"] {
        assert!(printed(jobs) == one, "{jobs} threads");
    }
    place.run(&["clean", "in", "--jobs", "0"], 2);
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let place = Place::new(&[
        ("a.csv", &plan("Order lamps")),
        ("bad.csv", "%PDF-1.7"),
        ("letter.txt", "Dear all\nthis is a letter.\n"),
        ("z.csv", &plan("Order lamps")),
    ]);
    let ran = place.run(&["clean", "a.csv", "bad.csv", "gone.csv", "letter.txt", "z.csv", "-o", "out"], 2);
    let starts = [
        "a.csv: 1 record",
        "error: bad.csv: expected a workbook, a text or a document",
        "hint: ",
        "error: gone.csv: cannot be read",
        "  caused by: ",
        "letter.txt: no tracker table found",
        "  looked for: ",
        "  found: ",
        "z.csv: 1 record",
        "5 inputs: 2 trackers, 1 without a tracker table, 2 failed",
    ];
    let lines: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(lines.len(), starts.len(), "{}", ran.stderr);
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    assert_eq!(place.files(), ["a.csv", "bad.csv", "letter.txt", "out/a.xlsx", "out/z.xlsx", "z.csv"]);
    place.run(&["clean", "a.csv", "letter.txt"], 1);
}

#[test]
fn a_folder_made_for_nothing_goes_again() {
    let place = Place::new(&[("bad.csv", "%PDF-1.7"), ("mine/x", "x")]);
    place.run(&["clean", "bad.csv", "gone.csv", "-o", "out/deep"], 2);
    assert_eq!(place.files(), ["bad.csv", "mine/x"]);
    let ran = place.run(&["clean", "mine"], 1);
    assert!(ran.stderr.starts_with("0 inputs: 0 trackers"), "{}", ran.stderr);
    let refused = place.run(&["clean", "bad.csv", "gone.csv", "-o", "mine/x/deep"], 2);
    assert!(refused.stderr.starts_with("error: mine/x/deep: cannot be written\n"), "{}", refused.stderr);
}

#[test]
fn every_file_is_checked_before_the_work() {
    let place = Place::new(&[("a.csv", &plan("a")), ("b.csv", &plan("b")), ("out/b.xlsx", "mine")]);
    let refused = place.run(&["clean", "a.csv", "b.csv", "-o", "out"], 2);
    assert!(refused.stderr.starts_with("error: out/b.xlsx: exists already\n"), "{}", refused.stderr);
    let refused = place.run(&["clean", "a.csv", "b.csv", "-o", ".", "--format", "csv", "--force"], 2);
    assert!(refused.stderr.starts_with("error: ./a.csv: is an input"), "{}", refused.stderr);
    let refused = place.run(&["clean", "a.csv", "./a.csv", "-o", "new"], 2);
    assert!(
        refused.stderr.contains("expected an output of its own, found that of a.csv"),
        "{}",
        refused.stderr
    );
    assert_eq!(place.files(), ["a.csv", "b.csv", "out/b.xlsx"]);
    // What an earlier run wrote into the folder that is read is not read.
    place.run(&["clean", ".", "-o", "out", "--force"], 0);
    assert_eq!(place.files(), ["a.csv", "b.csv", "out/a.xlsx", "out/b.xlsx"]);
}

#[test]
fn records_of_several_trackers_tell_their_file() {
    let place = Place::new(&[("a.csv", &plan("a")), ("b.csv", &plan("b"))]);
    let ran = place.run(&["clean", "b.csv", "a.csv", "--format", "ndjson"], 0);
    let files: Vec<Value> =
        ran.text().lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["file"].clone()).collect();
    assert_eq!(files, ["b.csv", "a.csv"]);
    let summaries = place.run(&["clean", "a.csv", "b.csv"], 0);
    assert_eq!(summaries.text().matches("Action or recommendation").count(), 2);
    assert!(!summaries.text().contains("Write the clean workbook"));
}
