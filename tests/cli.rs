//! The binary's wiring: exit codes, streams, and what happens to files.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::support::{fixture, path, run, text};

/// What a folder holds, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn clean_writes_beside_and_renames() {
    let folder = tempfile::tempdir().unwrap();
    let plan = fixture("plan/2023-06-30.xlsx");
    let before = fs::read(&plan).unwrap();
    let out = folder.path().join("clean.xlsx");
    let (stdout, stderr) = run(&["clean", path(&plan), "-o", path(&out)], 0);
    assert_eq!(stdout, "");
    let expected = format!(
        "{}: 24 records in 11 recommendations, 15 findings, 286 of 286 cells accounted for; wrote {}\n",
        path(&plan),
        path(&out)
    );
    assert_eq!(stderr, expected);
    assert_eq!(names(folder.path()), ["clean.xlsx"]);
    assert_eq!(fs::read(&plan).unwrap(), before, "the input is never touched");
    let first = fs::read(&out).unwrap();
    run(&["clean", path(&plan), "-o", path(&out), "--force", "--quiet"], 0);
    assert_eq!(fs::read(&out).unwrap(), first, "same input, same bytes");
}

#[test]
fn an_existing_output_is_replaced_only_with_force() {
    let folder = tempfile::tempdir().unwrap();
    let plan = fixture("plan/2023-06-30.txt");
    let out = folder.path().join("clean.json");
    fs::write(&out, "mine").unwrap();
    let (stdout, stderr) = run(&["clean", path(&plan), "-o", path(&out)], 2);
    assert_eq!(stdout, "");
    let hint = "hint: replace it with `--force`, or name another file\n";
    assert_eq!(stderr, format!("error: {}: exists already\n{hint}", path(&out)));
    assert_eq!(fs::read(&out).unwrap(), b"mine");
    run(&["clean", path(&plan), "-o", path(&out), "--force"], 0);
    assert!(text(&fs::read(&out).unwrap()).starts_with("{\"schema\":\"trackrecord/tracker/1\""));
}

#[test]
fn an_output_that_is_an_input_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.xlsx");
    fs::copy(fixture("plan/2023-06-30.xlsx"), &plan).unwrap();
    let before = fs::read(&plan).unwrap();
    let (_, stderr) = run(&["clean", path(&plan), "-o", path(&plan), "--force"], 2);
    assert!(
        stderr
            .starts_with(&format!("error: {}: is an input, and inputs are never written to\n", path(&plan)))
    );
    let (_, stderr) =
        run(&["diff", path(&plan), path(&plan), "--format", "json", "-o", path(&plan), "--force"], 2);
    assert!(stderr.contains("is an input"), "{stderr}");
    assert_eq!(fs::read(&plan).unwrap(), before);
    assert_eq!(names(folder.path()), ["plan.xlsx"]);
}

#[test]
fn failures_leave_nothing_behind_and_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        path(&file).to_owned()
    };
    let pdf = file("plan.xlsx", b"%PDF-1.7 ...");
    let broken = file("broken.xlsx", b"PK\x03\x04 xl/workbook.xml");
    let out = path(&folder.path().join("out.xlsx")).to_owned();
    let (_, stderr) = run(&["clean", &pdf, "-o", &out], 2);
    let expected = format!(
        "error: {pdf}: expected a workbook, a text or a document with tables, found a PDF\n\
         hint: ask for the spreadsheet that it was made from\n"
    );
    assert_eq!(stderr, expected);
    let (_, stderr) = run(&["clean", &broken, "-o", &out], 2);
    assert!(
        stderr.starts_with(&format!("error: {broken}: the file is damaged or incomplete\n  caused by: ")),
        "{stderr}"
    );
    let (_, stderr) = run(&["clean", "no-such-file.xlsx", "-o", &out], 2);
    assert!(stderr.starts_with("error: no-such-file.xlsx: cannot be read\n  caused by: "), "{stderr}");
    let (_, stderr) = run(
        &["clean", path(&fixture("plan/2023-06-30.xlsx")), "-o", path(&folder.path().join("out.docx"))],
        2,
    );
    assert!(stderr.contains("expected a name that ends in .xlsx, .csv, .json or .ndjson"), "{stderr}");
    assert_eq!(names(folder.path()), ["broken.xlsx", "plan.xlsx"]);
}

#[test]
fn a_sheet_that_cannot_be_read_is_not_taken_for_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("torn.xlsx");
    let book = r#"<workbook xmlns:r="r"><sheets><sheet name="Plan" r:id="a"/><sheet name="Blank" r:id="b"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="a.xml"/><Relationship Id="b" Type="x/worksheet" Target="b.xml"/></Relationships>"#;
    let parts = [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/a.xml", "<worksheet><sheetData><row><c><v>1</v></row></sheetData></worksheet>"),
        ("xl/b.xml", "<worksheet/>"),
    ];
    let mut zip = zip::ZipWriter::new(fs::File::create(&file).unwrap());
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let out = folder.path().join("out.xlsx");
    for arguments in [&["clean", path(&file), "-o", path(&out)][..], &["diff", path(&file), path(&file)]] {
        let (_, stderr) = run(arguments, 2);
        assert!(stderr.contains("\n  sheet `Plan` cannot be read: ill-formed document"), "{stderr}");
    }
    assert_eq!(names(folder.path()), ["torn.xlsx"]);
}

#[test]
fn a_limit_that_is_passed_says_how_to_raise_it() {
    let plan = fixture("plan/2023-06-30.xlsx");
    let (_, stderr) = run(&["clean", path(&plan), "--limit", "cells=100"], 2);
    let expected = format!(
        "error: {}: expected at most 100 non-empty cells, found more (limit `cells`)\n\
         hint: if the file can be trusted, raise the limit: `--limit cells=200`\n",
        path(&plan)
    );
    assert_eq!(stderr, expected);
    run(&["diff", path(&plan), path(&plan), "--limit", "cells=1M"], 0);
}

#[test]
fn no_tracker_is_told_and_nothing_written() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.txt");
    fs::write(
        &report,
        "Meeting:\tHarbour Board\tDate:\t3 May 2021\nThe board is asked to note this report.\n",
    )
    .unwrap();
    let out = folder.path().join("out.xlsx");
    let (stdout, stderr) = run(&["clean", path(&report), "-o", path(&out)], 1);
    assert_eq!(stdout, "");
    let expected = format!(
        "{}: no tracker table found\n  \
         looked for: a row of column headers (such as Ref, Recommendation, Action, Owner, Due, Status) over rows of items, or such labels beside their values\n  \
         found: 2 labels with their values (Meeting, Date), 1 row of running text\n",
        path(&report)
    );
    assert_eq!(stderr, expected);
    assert_eq!(names(folder.path()), ["report.txt"]);
    let (stdout, _) = run(&["clean", path(&report), "--format", "json"], 1);
    let tracker: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(tracker["metadata"][0]["label"], "Meeting");
    assert_eq!(tracker["records"], serde_json::json!([]));
    run(&["diff", path(&report), path(&fixture("plan/2023-06-30.txt"))], 1);
    run(&["inspect", path(&report)], 1);
}

#[test]
fn a_sheet_that_is_not_there_is_answered_with_those_that_are() {
    let plan = fixture("plan/2023-06-30.xlsx");
    let (_, stderr) = run(&["clean", path(&plan), "--sheet", "Action plan"], 2);
    assert!(stderr.ends_with("hint: a sheet with a similar name exists: `Action Plan`\n"), "{stderr}");
    let (_, stderr) = run(&["clean", path(&plan), "--sheet", "Zzz"], 2);
    assert!(stderr.ends_with("hint: sheets there are: `Action Plan`, `Lists`\n"), "{stderr}");
}

#[test]
fn differences_give_exit_code_1_only_where_asked() {
    let (old, new) = (fixture("plan/2023-06-30.xlsx"), fixture("plan/2023-09-30.xlsx"));
    run(&["diff", path(&old), path(&new)], 0);
    run(&["diff", path(&old), path(&new), "--exit-code"], 1);
    let (stdout, _) = run(&["diff", path(&old), path(&old), "--exit-code"], 0);
    assert!(stdout.contains("0 changed, 24 unchanged"), "{stdout}");
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let plan = fixture("plan/2023-06-30.xlsx");
    let (plain, _) = run(&["clean", path(&plan)], 0);
    assert!(!plain.contains('\u{1b}'));
    let (colored, _) = run(&["clean", path(&plan), "--color", "always"], 0);
    assert!(colored.contains('\u{1b}'));
    let (old, folder) = (fixture("plan/2023-09-30.xlsx"), tempfile::tempdir().unwrap());
    let out = folder.path().join("diff.txt");
    run(&["diff", path(&plan), path(&old), "-o", path(&out), "--color", "always"], 0);
    assert!(!text(&fs::read(&out).unwrap()).contains('\u{1b}'), "a file keeps no colours");
}

#[test]
fn the_readers_console_blocks_are_what_the_binary_prints() {
    trycmd::TestCases::new().case("README.md").case("docs/*.md");
}
