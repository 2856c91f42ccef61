//! `check`, and what it shares with the other commands: `--fail-on` and `--verbose`.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use serde_json::Value;

use crate::support::{fixture, path, run, write_book};

const HEADER: &[&str] = &["Ref", "Recommendation", "Lead officer", "Target date", "Status"];
const PIER: &[&str] = &["1", "Light the long pier", "J. Roe", "31/02/2024", "On track"];
const SLIPWAY: &[&str] = &["2", "Mend the slipway", "A. Poe", "June 2024", "At risk"];

/// A workbook whose second sheet breaks off.
fn write_broken(file: &Path) {
    write_book(file, &[("Plan", &[HEADER, PIER, SLIPWAY]), ("Q2", &[HEADER, PIER])]);
    let mut package = zip::ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let mut out = zip::ZipWriter::new(fs::File::create(file).unwrap());
    for place in 0..package.len() {
        let mut part = package.by_index(place).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        if name.ends_with("sheet2.xml") {
            bytes = b"<worksheet><sheetData><row r=\"1\"><c r=\"?\" t=\"s\"><v>".to_vec();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap();
}

#[test]
fn findings_are_printed_one_a_line_in_the_trackers_order() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("plan.csv");
    fs::write(&plan, [HEADER, PIER, SLIPWAY].map(|row| row.join(",")).join("\n")).unwrap();
    let (stdout, stderr) = run(&["check", path(&plan)], 0);
    assert_eq!(stdout, "warning[date-unparsed]: D2: `31/02/2024` holds no date that can be read\n");
    let closing = "2 records in 2 recommendations, 1 finding, 15 of 15 cells accounted for";
    assert_eq!(stderr, format!("{}: {closing}\n", path(&plan)));

    let (stdout, _) = run(&["check", path(&plan), path(&plan), "--quiet"], 0);
    let line =
        format!("warning[date-unparsed]: {}: D2: `31/02/2024` holds no date that can be read\n", path(&plan));
    assert_eq!(stdout, line.repeat(2), "with several inputs the file is named");

    let (stdout, _) = run(&["check", path(&plan), "--format", "json"], 0);
    let found: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(found[0]["file"], path(&plan));
    assert_eq!(found[0]["code"], "date-unparsed");
    assert_eq!(found.as_array().unwrap().len(), 1);
}

#[test]
fn findings_at_or_above_the_level_asked_for_fail() {
    let folder = tempfile::tempdir().unwrap();
    let (mild, broken) = (folder.path().join("mild.csv"), folder.path().join("broken.xlsx"));
    fs::write(&mild, [HEADER, PIER, SLIPWAY].map(|row| row.join(",")).join("\n")).unwrap();
    write_broken(&broken);
    let (mild, broken) = (path(&mild), path(&broken));
    let (stdout, _) = run(&["check", broken], 1);
    assert!(stdout.starts_with("error[sheet-unread]: Q2: sheet `Q2` cannot be read"), "{stdout}");
    let cases: [(&[&str], i32); 11] = [
        (&["check", mild], 0),
        (&["check", mild, "--fail-on", "error"], 0),
        (&["check", mild, "--fail-on", "warning"], 1),
        (&["check", mild, "--fail-on", "info"], 1),
        (&["check", mild, broken], 1),
        (&["clean", broken], 0),
        (&["clean", broken, "--fail-on", "error"], 1),
        (&["clean", mild, "--fail-on", "warning", "--format", "json"], 1),
        (&["clean", mild, "--fail-on", "error"], 0),
        // The findings of a diff are its own, not those of its inputs.
        (&["diff", mild, mild, "--fail-on", "warning"], 0),
        (&["check", mild, "--fail-on", "fatal"], 2),
    ];
    for (args, code) in cases {
        run(args, code);
    }
    let (_, stderr) = run(&["check", mild, "--fail-on", "fatal"], 2);
    assert!(stderr.contains("[possible values: error, warning, info]"), "{stderr}");
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let plan = fixture("plan/2023-12-31.xlsx");
    let (stdout, stderr) = run(&["check", "no-such-file.xlsx", path(&plan), "--fail-on", "warning"], 2);
    assert!(stdout.contains("warning[summary-mismatch]"), "{stdout}");
    assert!(stderr.starts_with("error: no-such-file.xlsx: cannot be read\n"), "{stderr}");
}

#[test]
fn a_file_without_a_tracker_fails() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.txt");
    fs::write(&report, "The board is asked to note this report.\n").unwrap();
    let (stdout, stderr) = run(&["check", path(&report), "--format", "json"], 1);
    assert_eq!(stdout, "[]\n");
    assert!(stderr.contains("no tracker table found"), "{stderr}");
}

#[test]
fn verbose_says_what_was_read_and_every_finding() {
    let plan = fixture("plan/2023-12-31.xlsx");
    let plan = path(&plan);
    let read = format!(
        "{plan}: read as xlsx, as of 31 December 2023 (from metadata)\n\
         {plan}: sheet `Action Plan`: table A12:L46, header in rows 12, 13, 11 of 12 columns with a field\n\
         {plan}: sheet `Lists`: passed over: it is hidden, and a visible sheet holds the tracker\n"
    );
    let (findings, _) = run(&["check", plan, "--quiet"], 0);
    let (stdout, stderr) = run(&["clean", plan, "--format", "json", "--verbose"], 0);
    assert!(
        stdout.starts_with('{') && !stdout.contains("read as"),
        "the result stays alone on standard output"
    );
    assert!(stderr.starts_with(&format!("{read}{findings}")), "{stderr}");
    let (_, stderr) = run(&["inspect", plan, "-v"], 0);
    assert_eq!(stderr, format!("{read}{findings}"));
    let (stdout, stderr) = run(&["check", plan, "-v"], 0);
    assert_eq!(stdout, findings);
    assert!(
        stderr.starts_with(&read) && !stderr.contains("warning["),
        "findings are not said twice: {stderr}"
    );
    let (_, stderr) = run(&["diff", plan, plan, "-v"], 0);
    assert_eq!(
        stderr.matches(&format!("warning[summary-mismatch]: {plan}: 'Action Plan'!B7:J8: ")).count(),
        4
    );
    let (_, stderr) = run(&["clean", plan, "-q", "-v"], 2);
    assert!(stderr.contains("'--quiet' cannot be used with '--verbose'"), "{stderr}");
}
