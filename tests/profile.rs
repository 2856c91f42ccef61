//! The profile: what each of its keys does, where it is found, what is said of one that is wrong; and that `init` writes one
//! that changes nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use trackrecord::import::{ImportOptions, import};
use trackrecord::profile::{KEYS, Profile};
use trackrecord::read;
use trackrecord::starter::starter;

use crate::support::{fixture, path, run, text, write_book};

const PLAN: &str = "Ref,Action,Lead,Contact,Due,Mood\n\
    1,Let the contract for dredging the inner basin,I. Moss,Tom Pike,03/04/2021,Nearly there\n\
    2,Buy forty lamps for the long pier,Ida Moss,Tom Pike,Q1 2021/22,On track\n\
    3,Write to the owners of all the boats,HT,Tom Pike,05/06/2021,Complete\n";

/// Runs the binary in a folder, checks the exit code, and returns both streams.
fn run_in(folder: &Path, args: &[&str], code: i32) -> (String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_trackrecord")).args(args).current_dir(folder).output().unwrap();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{args:?}\nstdout: {out}\nstderr: {err}");
    (out, err)
}

/// A folder with the plan, and a profile that is found there.
fn folder(profile: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.csv"), PLAN).unwrap();
    fs::write(folder.path().join("trackrecord.toml"), profile).unwrap();
    folder
}

/// The plan's tracker by a profile.
fn by(profile: &str) -> Value {
    json_in(folder(profile).path(), &["clean", "plan.csv"])
}

fn json_in(folder: &Path, args: &[&str]) -> Value {
    let (stdout, _) = run_in(folder, &[args, &["--format", "json"]].concat(), 0);
    serde_json::from_str(&stdout).unwrap()
}

fn records(tracker: &Value, pointer: &str) -> Vec<Value> {
    let records = tracker["records"].as_array().unwrap().iter();
    records.map(|record| record.pointer(pointer).cloned().unwrap_or(Value::Null)).collect()
}

fn codes(tracker: &Value) -> Vec<&str> {
    tracker["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect()
}

#[test]
fn columns_and_words_are_those_of_the_office() {
    let tracker = by(
        "[columns]\nLead = 'extra'\nContact = 'owner'\nMood = 'status'\n[status]\n'nearly there' = 'in_progress'\nComplete = 'awaiting_sign_off'\n",
    );
    assert_eq!(records(&tracker, "/owners/0/name"), ["Tom Pike", "Tom Pike", "Tom Pike"]);
    assert_eq!(records(&tracker, "/extra/Lead"), ["I. Moss", "Ida Moss", "HT"]);
    assert_eq!(records(&tracker, "/status"), ["in_progress", "on_track", "awaiting_sign_off"]);
    assert_eq!(records(&tracker, "/as_written/status"), ["Nearly there", "On track", "Complete"]);
}

#[test]
fn owners_get_their_one_spelling_and_keep_what_was_written() {
    let tracker = by(
        "[[owners]]\nname = 'Ida Moss'\nunit = 'Estates'\nemail = 'ida@pier.example'\naliases = ['I. Moss']\n[[owners]]\nunit = 'Harbour Team'\naliases = ['HT']\n",
    );
    assert_eq!(records(&tracker, "/owners/0/name"), [json!("Ida Moss"), json!("Ida Moss"), Value::Null]);
    assert_eq!(records(&tracker, "/owners/0/unit"), ["Estates", "Estates", "Harbour Team"]);
    assert_eq!(records(&tracker, "/owners/0/as_written"), ["I. Moss", "Ida Moss", "HT"]);
    assert_eq!(tracker["records"][0]["owners"][0]["email"], "ida@pier.example");
}

#[test]
fn dates_are_read_as_agreed() {
    let tracker = by("as_of = 2021-05-01\ndate_order = 'month_first'\nfy_start = 'January'\n");
    assert_eq!(records(&tracker, "/due/edtf"), ["2021-03-04", "2021-01/2021-03", "2021-05-06"]);
    assert_eq!((&tracker["as_of"], &tracker["as_of_basis"]), (&json!("2021-05-01"), &json!("profile")));
    assert!(!codes(&tracker).contains(&"date-order-assumed"), "{tracker}");
    let tracker = by("");
    assert_eq!(records(&tracker, "/due/edtf")[..2], ["2021-04-03", "2021-04/2021-06"]);
    assert!(codes(&tracker).contains(&"date-order-assumed"), "{tracker}");
}

#[test]
fn findings_that_are_not_wanted_are_left_out() {
    let tracker = by("[rules]\ndate-order-assumed = false\n");
    assert!(!codes(&tracker).contains(&"date-order-assumed"), "{tracker}");
    let policy = "as_of = 2022-06-01\n[columns]\nMood = 'rag'\n[rag]\n'Nearly there' = 'green'\n[rag_policy]\nred_days = 31\n";
    assert!(codes(&by(policy)).contains(&"rag-against-policy"));
    let (_, stderr) = run_in(folder("[rules]\nunclaimed-cell = false\n").path(), &["check", "plan.csv"], 2);
    let told = "what is missing from the result is always told";
    let expected = format!(
        "error: trackrecord.toml: line 2: rules.unclaimed-cell: expected true, found `false`: {told}\n"
    );
    assert_eq!(stderr, expected);
}

#[test]
fn sheets_and_header_rows_are_taken_where_they_are() {
    let folder = folder("sheets = ['Pier', 'Quay']\nheader_rows = 2\n");
    let plan: &[&[&str]] =
        &[&["a", "b", "c"], &["Ref", "Action", "Owner"], &["1", "Buy forty lamps for it", "J. Roe"]];
    let other: &[&[&str]] =
        &[&["Ref", "Action", "Owner"], &["7", "Paint the jetty from end to end", "A. Poe"]];
    let book = folder.path().join("book.xlsx");
    write_book(&book, &[("Jetty", other), ("Pier", plan)]);
    let tracker = json_in(folder.path(), &["clean", "book.xlsx"]);
    assert_eq!(tracker["source"]["sheets"], json!(["Pier"]));
    assert_eq!(records(&tracker, "/source/cells"), ["A3:C3"]);
    let tracker = json_in(folder.path(), &["clean", "book.xlsx", "--sheet", "Jetty", "--header-row", "1"]);
    assert_eq!(records(&tracker, "/id"), ["7"], "the command line comes first");
    write_book(&book, &[("Jetty", &[&["Ref", "Action", "Owner"]])]);
    let tracker = json_in(folder.path(), &["clean", "book.xlsx"]);
    let messages: Vec<&str> =
        tracker["findings"].as_array().unwrap().iter().map(|f| f["message"].as_str().unwrap()).collect();
    let expected = [
        "the profile names sheet `Pier` or `Quay`, and there is none; all were looked at",
        "expected the profile's header in row 2, found 1 rows; it was looked for",
    ];
    assert_eq!(messages, expected);
}

#[test]
fn a_column_of_another_version_is_told_only_where_its_field_is_missing() {
    let unused = |profile: &str| {
        let tracker = by(profile);
        let findings = tracker["findings"].as_array().unwrap().clone();
        let unused = findings.into_iter().filter(|f| f["code"] == "profile-unused");
        unused.map(|f| f["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        unused("[columns]\n'Responsible officer' = 'owner'\nLead = 'owner'\nGone = 'extra'\n"),
        [""; 0]
    );
    let expected = ["the profile has `Rating` as priority, and no column is called so"];
    assert_eq!(unused("[columns]\nRating = 'priority'\n"), expected);
}

/// A plan whose rows, blank cells and lists can be read in two ways.
const ROWS: &str = "Ref,Board,Action,Lead,Due\n\
    1,North,Let the contract for dredging the inner basin,I. Moss,03/04/2021\n\
    2,,1. Buy forty lamps; 2. Put them up along the pier,I. Moss,05/06/2021\n\
    3,,Pier works of the winter,I. Moss,\n\
    4,South,Write to the owners of all the boats,H. Tate,05/06/2021\n";

#[test]
fn rows_blank_cells_and_lists_are_what_the_profile_says() {
    let by = |profile: &str| {
        let folder = folder(profile);
        fs::write(folder.path().join("rows.csv"), ROWS).unwrap();
        json_in(folder.path(), &["clean", "rows.csv"])
    };
    let ids = |tracker: &Value| records(tracker, "/id");
    let plain = by("");
    assert_eq!(ids(&plain), ["1", "2~1", "2~2", "3", "4"]);
    assert_eq!(records(&plain, "/extra/Board")[3], "North", "the column proves it");
    assert_eq!(records(&by("[fill_down]\nBoard = false\n"), "/extra/Board")[3], Value::Null);
    assert_eq!(ids(&by("split_actions = false\n")), ["1", "2", "3", "4"]);
    let unknown = by("[fill_down]\nHarbour = true\n");
    let expected = "the profile says of `Harbour` whether it is filled down, and no column is called so";
    assert!(unknown["findings"].as_array().unwrap().iter().any(|f| f["message"] == expected));
    let filled = by("[fill_down]\nBoard = true\n");
    assert_eq!(records(&filled, "/extra/Board"), ["North", "North", "North", "North", "South"]);
    let told = filled["findings"].as_array().unwrap().iter().find(|f| f["code"] == "filled-down").unwrap();
    assert_eq!(told["message"], "2 blank cells of `Board` were given the value above them");
    let by_number = by("[rows]\n'4' = 'note'\n");
    assert_eq!(ids(&by_number), ["1", "2~1", "2~2", "4"]);
    let by_words = by("[rows]\n'3 Pier works' = 'section'\n'Gone' = 'note'\n");
    assert_eq!(ids(&by_words), ["1", "2~1", "2~2", "4"]);
    assert!(records(&by_words, "/group")[3].as_str().unwrap().starts_with("3 Pier works"));
    let unused = by_words["findings"].as_array().unwrap().iter().find(|f| f["code"] == "profile-unused");
    let expected = "the profile has rows that begin with `Gone` as note, and no table has such a row";
    assert_eq!(unused.unwrap()["message"], expected);
}

#[test]
fn the_command_line_comes_before_the_profile() {
    let folder = folder(
        "as_of = 2021-05-01\nfy_start = 7\n[columns]\nLead = 'owner'\nMood = 'status'\n[status]\n'So so' = 'at_risk'\n",
    );
    let args = ["inspect", "plan.csv", "--map", "Contact=owner"];
    let (stdout, stderr) = run_in(folder.path(), &[args.as_slice(), &["-v"]].concat(), 0);
    assert!(stderr.starts_with("read by the profile trackrecord.toml\n"), "{stderr}");
    assert_eq!(
        stdout.lines().nth(2),
        Some("by the profile: financial year from July; 1 word of status and RAG")
    );
    let line = |start: &str| stdout.lines().find(|line| line.trim_start().starts_with(start)).unwrap();
    assert!(line("C  Lead").contains("extra"), "{stdout}");
    assert!(line("D  Contact").ends_with("1.00  pinned"), "{stdout}");
    assert!(line("F  Mood").ends_with("1.00  pinned by the profile"), "{stdout}");
    fs::write(folder.path().join("other.toml"), "[columns]\nContact = 'notes'\n").unwrap();
    let tracker =
        json_in(folder.path(), &["clean", "plan.csv", "--profile", "other.toml", "--as-of", "2021-06-01"]);
    assert_eq!(tracker["records"][0]["notes"][0]["text"], "Tom Pike");
    assert_eq!(tracker["as_of_basis"], "option");
}

#[test]
fn a_wrong_profile_stops_every_command() {
    let folder = folder("\n[columns]\nLead = 'ownr'\n");
    let expected = "error: trackrecord.toml: line 3: no field `ownr`\n\
                    hint: a field with a similar name exists: `owner`\n";
    for args in [
        &["clean", "plan.csv"][..],
        &["check", "plan.csv"],
        &["inspect", "plan.csv"],
        &["diff", "plan.csv", "plan.csv"],
    ] {
        let (stdout, stderr) = run_in(folder.path(), args, 2);
        assert_eq!((stdout.as_str(), stderr.as_str()), ("", expected), "{args:?}");
    }
    let (_, stderr) = run_in(folder.path(), &["clean", "plan.csv", "--profile", "gone.toml"], 2);
    assert!(stderr.starts_with("error: gone.toml: cannot be read\n"), "{stderr}");
}

#[test]
fn a_diff_reads_both_versions_by_one_profile() {
    let folder = folder("as_of = 2021-09-30\n[[owners]]\nname = 'Ida Moss'\naliases = ['Head of Piers']\n");
    let new = PLAN.replace("I. Moss", "Head of Piers").replace(",Lead,", ",Lead officer,");
    fs::write(folder.path().join("new.csv"), new).unwrap();
    fs::write(folder.path().join("plan.csv"), PLAN.replace("I. Moss", "Ida Moss")).unwrap();
    let diff = json_in(folder.path(), &["diff", "plan.csv", "new.csv"]);
    assert_eq!((&diff["old"]["as_of"], &diff["new"]["as_of"]), (&Value::Null, &json!("2021-09-30")));
    let kinds: Vec<&Value> =
        diff["entries"][0]["changes"].as_array().unwrap().iter().map(|change| &change["kind"]).collect();
    assert!(!kinds.iter().any(|kind| kind.as_str().unwrap().starts_with("owner_")), "{kinds:?}");
}

/// All fixtures, by name.
fn fixtures() -> Vec<PathBuf> {
    let mut waiting = vec![fixture("")];
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => waiting.extend(entries.map(|entry| entry.unwrap().path())),
            Err(_) => files.push(path),
        }
    }
    files.sort();
    files
}

#[test]
fn init_writes_a_profile_that_changes_nothing() {
    let mut trackers = 0;
    for path in fixtures() {
        let Ok(reading) = read::open(&path) else { continue };
        let without = import(&reading, &ImportOptions::default()).unwrap();
        if !without.has_table() {
            continue;
        }
        trackers += 1;
        let text = starter(&reading, &without, &ImportOptions::default());
        let profile = Profile::parse("starter", &text).unwrap();
        assert!(profile.columns.len() > 5, "{}: few columns\n{text}", path.display());
        let with = import(&reading, &ImportOptions { profile, ..ImportOptions::default() }).unwrap();
        assert_eq!(with.tracker.records, without.tracker.records, "{}", path.display());
        assert_eq!(with.tracker.findings, without.tracker.findings, "{}", path.display());
    }
    assert!(trackers > 10, "{trackers} trackers");
}

#[test]
fn what_the_caller_said_goes_into_the_profile() {
    let folder = folder("");
    let said =
        ["--map", "Contact=owner", "--map", "Mood=status", "--as-of", "2021-05-01", "--header-row", "1"];
    let (written, _) = run_in(folder.path(), &[&["init", "plan.csv"], &said[..]].concat(), 0);
    for line in
        ["as_of = 2021-05-01  # from option", "header_rows = 1  # as given", "Contact = \"owner\"  # pinned"]
    {
        assert!(written.lines().any(|found| found == line), "{line}\n{written}");
    }
    let expected = json_in(folder.path(), &[&["clean", "plan.csv"], &said[..]].concat());
    fs::write(folder.path().join("trackrecord.toml"), written).unwrap();
    assert_eq!(json_in(folder.path(), &["clean", "plan.csv"])["records"], expected["records"]);
}

#[test]
fn init_proposes_and_replaces_nothing() {
    let folder = folder("[columns]\nLead = 'extra'\n");
    let (stdout, stderr) = run_in(folder.path(), &["init", "plan.csv", "-o", "trackrecord.toml"], 2);
    let hint = "hint: replace it with `--force`, or name another file\n";
    assert_eq!((stdout.as_str(), stderr), ("", format!("error: trackrecord.toml: exists already\n{hint}")));
    run_in(folder.path(), &["init", "plan.csv", "-o", "trackrecord.toml", "--force"], 0);
    let written = fs::read_to_string(folder.path().join("trackrecord.toml")).unwrap();
    let proposed = [
        "Lead = \"owner\"  # ",
        "# date_order = \"day_first\"  # assumed: no date shows it",
        "# name = \"Ida Moss\"",
        "# aliases = [\"I Moss\"]  # I Moss: `i` for `ida`",
    ];
    for line in proposed {
        assert!(written.lines().any(|found| found.starts_with(line)), "{line}\n{written}");
    }
    let (_, stderr) = run_in(folder.path(), &["init", "plan.csv", "-o", "plan.csv", "--force"], 2);
    assert!(stderr.starts_with("error: plan.csv: is an input"), "{stderr}");
    fs::write(folder.path().join("letter.txt"), "Dear all\tplease\nnote this\n").unwrap();
    run_in(folder.path(), &["init", "letter.txt"], 1);
}

#[test]
fn a_clean_workbook_is_read_as_one_whatever_the_profile_pins() {
    let folder = folder("header_rows = 9\n[columns]\nOwners = 'extra'\n");
    let clean = folder.path().join("clean.xlsx");
    run(&["clean", path(&fixture("plan/2023-06-30.xlsx")), "-o", path(&clean)], 0);
    let by_profile = json_in(folder.path(), &["clean", "clean.xlsx"]);
    fs::remove_file(folder.path().join("trackrecord.toml")).unwrap();
    assert_eq!(by_profile, json_in(folder.path(), &["clean", "clean.xlsx"]));
}

#[test]
fn the_guide_tells_every_key() {
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide.md")).unwrap();
    for (key, takes) in KEYS {
        let row = format!("| `{key}` | {takes}");
        assert!(guide.contains(&row), "no row `{row}`");
    }
}
