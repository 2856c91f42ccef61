//! Two periods as sheets of one workbook, and versions the wrong way round.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{fixture, path, run, write_book};

const HEADER: &[&str] = &["Ref", "Recommendation", "Lead officer", "Target date", "Status"];

fn book(folder: &Path, name: &str) -> PathBuf {
    let book = folder.join(name);
    let pier = &["1", "Light the long pier", "J. Roe", "June 2024", "On track"];
    let later = &["1", "Light the long pier", "J. Roe", "July 2024", "Slipped"];
    let slipway = &["2", "Mend the slipway", "A. Poe", "June 2024", "Slipped"];
    write_book(&book, &[("Q1 plan", &[HEADER, pier, slipway]), ("Q2 plan", &[HEADER, later, slipway])]);
    book
}

#[test]
fn two_sheets_of_one_workbook_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let book = book(folder.path(), "book.xlsx");
    let sheets = ["--old-sheet", "Q1 plan", "--new-sheet", "Q2 plan"];
    let (stdout, _) = run(&[&["diff", path(&book)], &sheets[..]].concat(), 0);
    let head = format!("old  {0}, sheet `Q1 plan`\nnew  {0}, sheet `Q2 plan`\n", path(&book));
    assert!(stdout.starts_with(&head), "{stdout}");
    assert!(stdout.contains("1 changed (1 slipped), 1 unchanged"), "{stdout}");
    let (stdout, _) = run(&[&["diff", path(&book), "--format", "json"], &sheets[..]].concat(), 0);
    let diff: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(
        (&diff["old"]["sheets"][0], &diff["new"]["sheets"][0]),
        (&"Q1 plan".into(), &"Q2 plan".into())
    );
    let out = ["-o", path(&book), "--format", "json", "--force"];
    let (_, stderr) = run(&[&["diff", path(&book)], &sheets[..], &out[..]].concat(), 2);
    assert!(stderr.contains("is an input"), "{stderr}");
}

#[test]
fn with_two_files_each_sheet_is_of_its_own_file() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (book(folder.path(), "old.xlsx"), book(folder.path(), "new.xlsx"));
    let args = ["diff", path(&old), path(&new), "--format", "json"];
    let sheets = |more: &[&str]| -> (Value, Value) {
        let diff: Value = serde_json::from_str(&run(&[&args[..], more].concat(), 0).0).unwrap();
        (diff["old"]["sheets"].clone(), diff["new"]["sheets"].clone())
    };
    // Of the two sheets the later is read where none is named.
    let (first, later) = (serde_json::json!(["Q1 plan"]), serde_json::json!(["Q2 plan"]));
    assert_eq!(sheets(&["--old-sheet", "Q1 plan"]), (first.clone(), later.clone()));
    assert_eq!(sheets(&["--new-sheet", "Q1 plan"]), (later, first.clone()));
    assert_eq!(sheets(&["--sheet", "Q1 plan"]), (first.clone(), first));
}

#[test]
fn sheets_that_cannot_be_compared_are_refused_with_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    let book = book(folder.path(), "book.xlsx");
    let book = path(&book);
    let cases: [(&[&str], &str); 5] = [
        (
            &["--old-sheet", "Q1 plan"],
            "error: --old-sheet: expected `--new-sheet` beside it, or a second file, found neither\n\
             hint: name the other sheet with `--new-sheet NAME`\n",
        ),
        (
            &["--new-sheet", "Q1 plan"],
            "error: --new-sheet: expected `--old-sheet` beside it, or a second file, found neither\n\
             hint: name the other sheet with `--old-sheet NAME`\n",
        ),
        (
            &["--old-sheet", "Q1 plan", "--new-sheet", "Q1 plan"],
            "error: BOOK: expected two sheets to compare, found `Q1 plan` twice\n\
             hint: name another one, or see which there are with `trackrecord inspect BOOK`\n",
        ),
        (
            &["--old-sheet", "Q1 plan", "--new-sheet", "Q3 plan"],
            "error: BOOK: no sheet `Q3 plan`\nhint: a sheet with a similar name exists: `Q1 plan`, `Q2 plan`\n",
        ),
        (
            &[],
            "error: BOOK: expected a new version to compare it with, found none\n\
             hint: `BOOK` seems to hold two versions, on the sheets `Q1 plan` and `Q2 plan`: compare them with \
             `trackrecord diff BOOK --old-sheet 'Q1 plan' --new-sheet 'Q2 plan'`\n",
        ),
    ];
    for (args, expected) in cases {
        let (stdout, stderr) = run(&[&["diff", book], args].concat(), 2);
        assert_eq!((stdout.as_str(), stderr.replace(book, "BOOK").as_str()), ("", expected));
    }
    let (_, stderr) = run(&["diff", book, "--sheet", "Q1 plan", "--old-sheet", "Q1 plan"], 2);
    assert!(stderr.contains("cannot be used with"), "{stderr}");
    let plan = fixture("plan/2023-06-30.xlsx");
    let (_, stderr) = run(&["diff", path(&plan)], 2);
    let hint = "hint: name the new version, or two sheets of one workbook with `--old-sheet NAME --new-sheet NAME`\n";
    assert!(stderr.ends_with(hint), "{stderr}");
}

#[test]
fn clean_says_where_a_workbook_seems_to_hold_two_versions() {
    let folder = tempfile::tempdir().unwrap();
    let book = book(folder.path(), "book.xlsx");
    let (_, stderr) = run(&["clean", path(&book)], 0);
    let hint = format!("`trackrecord diff {} --old-sheet 'Q1 plan' --new-sheet 'Q2 plan'`\n", path(&book));
    assert!(stderr.ends_with(&hint), "{stderr}");
    for args in [&["clean", path(&book), "--quiet"][..], &["clean", path(&book), "--sheet", "Q1 plan"]] {
        let (_, stderr) = run(args, 0);
        assert!(!stderr.contains("two versions"), "{stderr}");
    }
}

#[test]
fn versions_the_wrong_way_round_are_a_finding() {
    let (old, new) = (fixture("plan/2023-06-30.xlsx"), fixture("plan/2023-09-30.xlsx"));
    let line = "\nwarning[versions-reversed]: the old version is as of 2023-09-30, the new one as of 2023-06-30; they may be the wrong way round\n";
    let (stdout, _) = run(&["diff", path(&new), path(&old), "--fail-on", "warning"], 1);
    assert!(stdout.contains(line), "{stdout}");
    let (stdout, _) = run(&["diff", path(&old), path(&new)], 0);
    assert!(!stdout.contains("versions-reversed"), "{stdout}");
    let (stdout, _) = run(&["diff", path(&new), path(&old), "--format", "json"], 0);
    let diff: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(diff["findings"][0]["code"], "versions-reversed");
}
