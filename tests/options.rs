//! The options that say how a tracker is to be read: the effect of each, and its error as a whole.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{fixture, path, run};

/// A tracker whose header no word gives away, below a row that looks like one.
const FOREIGN: &str = "Ref,Action,Owner,Due,Status\n\
    see,the,rows,far,below\n\
    Zap,Wuzzle,Gnome,Twilight,Mood = now\n\
    1,Let the contract for dredging the inner basin,J. Roe,2021-06-30,On track\n\
    2,Buy forty lamps for the long pier,A. Poe,2021-07-31,Achieved\n";

fn written(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let file = folder.path().join(name);
    fs::write(&file, text).unwrap();
    path(&file).to_owned()
}

fn json(args: &[&str]) -> Value {
    let (stdout, _) = run(&[args, &["--format", "json"]].concat(), 0);
    serde_json::from_str(&stdout).unwrap()
}

/// The columns of the first table, as `header field confidence reason`.
fn columns(inspected: &Value) -> Vec<String> {
    let columns = inspected["sheets"][0]["tables"][0]["columns"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    columns
        .iter()
        .map(|c| {
            format!("{} {} {} {}", text(&c["header"]), text(&c["field"]), c["confidence"], text(&c["reason"]))
        })
        .collect()
}

#[test]
fn header_row_and_map_say_what_the_words_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let plan = written(&folder, "plan.csv", FOREIGN);
    let maps =
        ["Zap=ref", "WUZZLE =action", "c=owner", "Twilight=due", "mood = now=Status"].map(|m| ["--map", m]);
    let args = [&["inspect", &plan, "--header-row", "3"], maps.concat().as_slice()].concat();
    let inspected = json(&args);
    let expected = [
        "Zap ref 1.0 pinned",
        "Wuzzle action 1.0 pinned",
        "Gnome owner 1.0 pinned",
        "Twilight due 1.0 pinned",
        "Mood = now status 1.0 pinned",
    ];
    assert_eq!(columns(&inspected), expected);
    assert_eq!(inspected["sheets"][0]["tables"][0]["header_rows"], serde_json::json!([3]));
    let args = [&["clean", &plan, "--header-row", "3"], maps.concat().as_slice()].concat();
    let tracker = json(&args);
    let record = &tracker["records"][0];
    assert_eq!((&record["id"], &record["status"]), (&Value::from("1"), &Value::from("on_track")));
    assert_eq!(record["due"]["edtf"], "2021-06-30");
    assert_eq!(tracker["records"].as_array().unwrap().len(), 2);
}

#[test]
fn pinned_headers_are_enough_to_find_the_header() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Our pier\n\nZap,Wuzzle,Gnome\n1,Buy forty lamps for the pier,A. Poe\n2,Paint it,J. Roe\n";
    let plan = written(&folder, "plan.csv", text);
    let args = ["--map", "zap=ref", "--map", "wuzzle=action", "--map", "gnome=owner"];
    let tracker = json(&[&["clean", &plan], args.as_slice()].concat());
    assert_eq!(tracker["records"][1]["action"], "Paint it");
    assert_eq!(tracker["records"][1]["source"]["cells"], "A5:C5");
}

#[test]
fn a_header_in_two_rows_is_named_as_a_range() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Target,Agreed,Lead\ndate,action,officer\n30/6/2021,Buy forty lamps for the pier,A. Poe\n";
    let plan = written(&folder, "plan.csv", text);
    let inspected = json(&["inspect", &plan, "--header-row", "1-2"]);
    let found: Vec<String> =
        columns(&inspected).iter().map(|c| c.split(" 0.").next().unwrap().to_owned()).collect();
    assert!(found[0].starts_with("Target date due "), "{found:?}");
    assert_eq!(&found[1..], ["Agreed action action", "Lead officer owner"]);
    let tracker = json(&["clean", &plan, "--header-row", "1-2"]);
    assert_eq!(tracker["records"].as_array().unwrap().len(), 1);
}

#[test]
fn a_column_mapped_to_none_stays_extra() {
    let plan = fixture("plan/2023-06-30.xlsx");
    let tracker = json(&["clean", path(&plan), "--map", "Priority=extra", "--map", "latest position=notes"]);
    let record = &tracker["records"][0];
    assert_eq!((&record["priority"], &record["extra"]["Priority"]), (&Value::Null, &Value::from("High")));
    assert_eq!((&record["progress"], record["notes"][0]["cell"].as_str()), (&Value::Null, Some("J15")));
}

#[test]
fn a_header_row_that_cannot_be_one_is_an_error() {
    let plan = fixture("plan/2023-06-30.xlsx");
    let plan = path(&plan);
    let see =
        format!("hint: see what each row is with `trackrecord inspect {plan} --sheet \"Action Plan\"`\n");
    let count = "hint: rows count from 1, as the spreadsheet numbers them\n";
    let sheet = format!("error: {plan}: sheet `Action Plan`: expected a header in");
    let expected = "error: --header-row: expected a row (4) or rows (4-5), found";
    let cases = [
        ("6", format!("{sheet} row 6, found no text\n{see}")),
        ("49-60", format!("{sheet} rows 49-60, found 50 rows\n{see}")),
        ("12-900", format!("{sheet} rows 12-900, found no range of 1 to 20 rows\n{see}")),
        ("0", format!("{expected} `0`\n{count}")),
        ("5-4", format!("{expected} `5-4`\n{count}")),
        ("four", format!("{expected} `four`\n{count}")),
    ];
    for (rows, message) in cases {
        let (stdout, stderr) = run(&["clean", plan, "--header-row", rows], 2);
        assert_eq!((stdout.as_str(), stderr), ("", message), "{rows}");
    }
    let folder = tempfile::tempdir().unwrap();
    let text = written(&folder, "plan.csv", FOREIGN);
    let (_, stderr) = run(&["inspect", &text, "--header-row", "9"], 2);
    let message = format!(
        "error: {text}: expected a header in row 9, found 5 rows\n\
         hint: see what each row is with `trackrecord inspect {text}`\n"
    );
    assert_eq!(stderr, message);
}

#[test]
fn a_map_that_cannot_hold_is_an_error() {
    let plan = fixture("plan/2023-06-30.txt");
    let plan = path(&plan);
    let form = "hint: name the column and its field: `--map \"Target date=due\"`\n";
    let letters =
        "hint: name a column by its letters (`--map D=owner`), or keep it out with `--map D=extra`\n";
    let book = fixture("plan/2023-06-30.xlsx");
    let book = path(&book);
    let cases: [(&str, &[&str], String); 7] = [
        (
            book,
            &["Staus=status"],
            format!(
                "error: {book}: --map: no column `Staus` on sheet `Action Plan`\n\
                 hint: a column with a similar name exists: `Progress / Status` (I13)\n"
            ),
        ),
        (
            plan,
            &["Staus=status"],
            format!(
                "error: {plan}: --map: no column `Staus`\n\
                 hint: a column with a similar name exists: `Status` (H10)\n"
            ),
        ),
        (
            plan,
            &["Status=statsu"],
            "error: --map: no field `statsu`\nhint: a field with a similar name exists: `status`, `started`\n".to_owned(),
        ),
        (plan, &["Status"], format!("error: --map: expected HEADER=FIELD, found `Status`\n{form}")),
        (plan, &["=status"], format!("error: --map: expected HEADER=FIELD, found `=status`\n{form}")),
        (
            plan,
            &["RAG=status", "Status=status"],
            format!(
                "error: {plan}: columns `RAG` (G10) and `Status` (H10) cannot both be status, which a record has once\n{letters}"
            ),
        ),
        (
            plan,
            &["RAG=extra", "G=status"],
            format!("error: {plan}: column `RAG` (G10) cannot be both extra and status\n{letters}"),
        ),
    ];
    for (file, maps, message) in cases {
        let maps: Vec<&str> = maps.iter().flat_map(|map| ["--map", map]).collect();
        let (stdout, stderr) = run(&[&["clean", file], maps.as_slice()].concat(), 2);
        assert_eq!((stdout.as_str(), stderr), ("", message), "{maps:?}");
    }
    let (_, stderr) = run(&["clean", plan, "--map", "Status=zzz"], 2);
    assert!(stderr.starts_with("error: --map: no field `zzz`\nhint: fields there are: `ref`, "), "{stderr}");
    let (_, stderr) = run(&["clean", plan, "--map", "Zzz=ref"], 2);
    assert!(stderr.contains("hint: columns there are: `Ref` (A10), `Recommendation` (B10), "), "{stderr}");
}

#[test]
fn diff_maps_a_column_that_one_version_has() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "1,Buy forty lamps for the long pier,A. Poe\n2,Dredge the inner basin,J. Roe\n";
    let old = written(&folder, "old.csv", &format!("Ref,Action,Gnome\n{rows}"));
    let new = written(&folder, "new.csv", &format!("Ref,Action,Elf\n{rows}"));
    let diff =
        json(&["diff", &old, &new, "--map", "Gnome=owner", "--map", "Elf=owner", "--map", "Action=action"]);
    assert_eq!((&diff["summary"]["unchanged"], &diff["summary"]["changed"]), (&2.into(), &0.into()));
    let (_, stderr) = run(&["diff", &old, &new, "--map", "Gnome=owner", "--map", "Troll=unit"], 2);
    let there = "hint: columns there are: `Ref` (A1), `Action` (B1), `Elf` (C1)\n";
    assert_eq!(stderr, format!("error: {new}: --map: no column `Troll`\n{there}"));
}

#[test]
fn as_of_is_the_callers_word_for_the_day() {
    let plan = fixture("plan/2023-06-30.txt");
    let plan = path(&plan);
    let tracker = json(&["clean", plan, "--as-of", "2023-07-05"]);
    assert_eq!((&tracker["as_of"], &tracker["as_of_basis"]), (&"2023-07-05".into(), &"option".into()));
    let found = json(&["clean", plan]);
    assert_eq!((&found["as_of"], &found["as_of_basis"]), (&"2023-06-30".into(), &"metadata".into()));
    let diff = json(&["diff", plan, plan, "--as-of", "2023-07-05"]);
    assert_eq!((&diff["old"]["as_of"], &diff["new"]["as_of"]), (&"2023-06-30".into(), &"2023-07-05".into()));
    for day in ["5/7/2023", "2023-02-30", "yesterday"] {
        let message =
            format!("error: invalid value '{day}' for '--as-of <DAY>': expected a day such as 2013-04-01\n");
        for command in [&["clean", plan][..], &["diff", plan, plan]] {
            let (_, stderr) = run(&[command, &["--as-of", day]].concat(), 2);
            assert!(stderr.starts_with(&message), "{stderr}");
        }
    }
}

#[test]
fn sheet_names_the_one_that_is_read() {
    let plan = fixture("plan/2023-06-30.xlsx");
    let plan = path(&plan);
    let lists = json(&["inspect", plan, "--sheet", "Action Plan"]);
    assert_eq!(lists["sheets"].as_array().unwrap().len(), 1);
    let (_, stderr) = run(&["inspect", plan, "--sheet", "Lists"], 1);
    assert!(stderr.contains("no tracker table found"), "{stderr}");
    let (_, stderr) = run(&["inspect", plan, "--sheet", "action plan"], 2);
    let message = format!(
        "error: {plan}: no sheet `action plan`\nhint: a sheet with a similar name exists: `Action Plan`\n"
    );
    assert_eq!(stderr, message);
    let (_, stderr) = run(&["inspect", plan, "--sheet", "Lists", "--sheet", "Action Plan"], 2);
    assert!(
        stderr.starts_with("error: the argument '--sheet <NAME>' cannot be used multiple times\n"),
        "{stderr}"
    );
}

#[test]
fn color_is_one_of_three_and_quiet_leaves_the_result() {
    let plan = fixture("plan/2023-06-30.txt");
    let plan = path(&plan);
    let (_, stderr) = run(&["inspect", plan, "--color", "sometimes"], 2);
    assert!(
        stderr.starts_with(
            "error: invalid value 'sometimes' for '--color <WHEN>'\n  [possible values: auto, always, never]\n"
        ),
        "{stderr}"
    );
    let (auto, _) = run(&["inspect", plan], 0);
    let (never, _) = run(&["inspect", plan, "--color", "never"], 0);
    let (always, _) = run(&["inspect", plan, "--color", "always"], 0);
    assert_eq!(auto, never);
    assert!(always.contains('\u{1b}') && !never.contains('\u{1b}'));
    let (said, stderr) = run(&["clean", plan], 0);
    assert!(stderr.contains("24 records"), "{stderr}");
    let (quiet, stderr) = run(&["clean", plan, "--quiet"], 0);
    assert_eq!((quiet, stderr.as_str()), (said, ""));
    let (_, stderr) = run(&["clean", path(Path::new("no-such-file.csv")), "--quiet"], 2);
    assert!(stderr.starts_with("error: no-such-file.csv: cannot be read\n"), "errors are told all the same");
}
