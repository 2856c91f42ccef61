//! `--previous`: ids over the four versions of the invented plan, each read with the ids of the one before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use trackrecord::import::{ImportOptions, import};
use trackrecord::read;
use trackrecord::record::{Record, Tracker};

use crate::support::{fixture, path, run, truth};

const VERSIONS: [&str; 4] = ["2023-06-30", "2023-09-30", "2023-12-31", "2024-03-31"];

fn imported(file: &str, previous: Option<Tracker>) -> Tracker {
    let reading = read::open(&fixture(&format!("plan/{file}"))).unwrap();
    import(&reading, &ImportOptions { previous, ..ImportOptions::default() }).unwrap().tracker
}

/// The record that the fixture program's truth means.
fn meant<'a>(records: &'a [Record], truth: &Value) -> &'a Record {
    let same = |r: &&Record| {
        truth["ref"] == Value::from(r.reference.clone()) && truth["action"] == Value::from(r.action.clone())
    };
    let found: Vec<&Record> = records.iter().filter(same).collect();
    assert_eq!(found.len(), 1, "{truth}");
    found[0]
}

/// Follows each record by the truth; `form` is the ending of the files, `changes` that of the truth.
fn assert_ids_never_change_hands(form: &str, changes: &str) {
    let mut last = imported(&format!("{}.{form}", VERSIONS[0]), None);
    let mut ever: BTreeSet<String> = last.records.iter().map(|r| r.id.clone()).collect();
    let (mut kept, mut split) = (0, 0);
    for pair in VERSIONS.windows(2) {
        // Through JSON, as from one month to the next.
        let json = serde_json::to_string(&last).unwrap();
        let next = imported(&format!("{}.{form}", pair[1]), Some(serde_json::from_str(&json).unwrap()));
        let ids: BTreeSet<String> = next.records.iter().map(|r| r.id.clone()).collect();
        assert_eq!(ids.len(), next.records.len(), "{form} {}: ids are unique", pair[1]);
        let mut followed = BTreeSet::new();
        let told = truth(&format!("plan/{}-{}.{changes}.json", pair[0], pair[1]));
        for entry in told["entries"].as_array().unwrap() {
            let now: Vec<&Record> =
                entry["new"].as_array().unwrap().iter().map(|new| meant(&next.records, new)).collect();
            let old = (!entry["old"].is_null()).then(|| meant(&last.records, &entry["old"]).id.as_str());
            let same = now.iter().filter(|r| Some(r.id.as_str()) == old).count();
            let expected = usize::from(old.is_some() && !now.is_empty());
            assert_eq!(same, expected, "{form} {}: {entry}", pair[1]);
            for record in now.iter().filter(|r| Some(r.id.as_str()) != old) {
                assert!(!ever.contains(&record.id), "{form} {}: {} was another's", pair[1], record.id);
            }
            (kept, split) = (kept + same, split + usize::from(now.len() > 1));
            followed.extend(now.iter().map(|r| r.id.clone()));
        }
        assert_eq!(followed, ids, "the truth tells of every record");
        ever.extend(ids.iter().cloned());
        let retired: BTreeSet<String> = next.retired_ids.iter().cloned().collect();
        assert_eq!(retired, ever.difference(&ids).cloned().collect(), "{form} {}", pair[1]);
        last = next;
    }
    assert!(kept > 40 && split > 0, "{kept} kept, {split} split");
}

#[test]
fn ids_of_workbooks_never_change_hands() {
    assert_ids_never_change_hands("xlsx", "changes");
}

#[test]
fn ids_of_text_exports_never_change_hands() {
    assert_ids_never_change_hands("txt", "text.changes");
}

#[test]
fn messages_name_records_by_the_ids_they_keep() {
    let old = "Ref,Recommendation,Owner,Due\n\
               1,Light the long pier from end to end,J. Roe,1/6/2021\n\
               2,Dredge the inner basin before autumn,B. Moe,1/5/2021\n\
               3,Keep a list of all boats and their owners,A. Poe,1/7/2021\n";
    let twin = "Keep a list of all boats and their owners,A. Poe,1/7/2021\n";
    let new = format!(
        "Ref,Recommendation,Owner,Due\n\
         1,Train two wardens in first aid at sea,C. Doe,1/9/2021\n\
         2,Light the long pier from end to end,J. Roe,1/6/2021\n\
         3,Dredge the inner basin before autumn,B. Moe,1/5/2021\n4,{twin}4,{twin}"
    );
    let of = |text: &str, previous| {
        let reading = read::read("plan.csv", text.as_bytes()).unwrap();
        import(&reading, &ImportOptions { previous, ..ImportOptions::default() }).unwrap().tracker
    };
    let tracker = of(&new, Some(of(old, None)));
    let ids: Vec<&str> = tracker.records.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["1~2", "1", "2", "3", "4~2"]);
    let twins: BTreeMap<String, &str> =
        tracker.findings.iter().map(|f| (f.code.to_string(), f.message.as_str())).collect();
    assert_eq!(twins["identical-records"], "records 3 and 4~2 are alike in everything");
}

#[test]
fn clean_takes_an_earlier_output_and_never_writes_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let last = folder.path().join("last.json");
    let (old, new) = (fixture("plan/2023-06-30.xlsx"), fixture("plan/2023-09-30.xlsx"));
    run(&["clean", path(&old), "-o", path(&last), "--quiet"], 0);
    let (stdout, _) = run(&["clean", path(&new), "--previous", path(&last), "--format", "json"], 0);
    let tracker: Tracker = serde_json::from_str(&stdout).unwrap();
    assert_eq!(tracker, {
        let tracker = imported("2023-09-30.xlsx", Some(imported("2023-06-30.xlsx", None)));
        Tracker {
            source: trackrecord::record::TrackerSource { file: path(&new).to_owned(), ..tracker.source },
            ..tracker
        }
    });
    assert!(!tracker.retired_ids.is_empty());
    // The earlier version itself gives the same ids.
    let (stdout, _) = run(&["clean", path(&new), "--previous", path(&old), "--format", "json"], 0);
    assert_eq!(serde_json::from_str::<Tracker>(&stdout).unwrap(), tracker);
    let before = fs::read(&last).unwrap();
    let args = ["clean", path(&new), "--previous", path(&last), "-o", path(&last), "--force"];
    let (_, stderr) = run(&args, 2);
    assert!(stderr.contains("is an input, and inputs are never written to"), "{stderr}");
    assert_eq!(fs::read(&last).unwrap(), before);
}

#[test]
fn a_previous_that_is_no_tracker_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let plan = fixture("plan/2023-06-30.txt");
    let hint = "hint: `--previous` takes what `clean` wrote last time, as JSON or a workbook\n";
    for (name, text, found) in [
        ("notes.txt", "Nothing to see here.\n", "no tracker table"),
        ("diff.json", "{\"schema\": \"trackrecord/diff/1\"}\n", "JSON of `trackrecord/diff/1`"),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        let (stdout, stderr) = run(&["clean", path(&plan), "--previous", path(&file)], 2);
        let fault = format!(
            "error: {}: expected an earlier output of trackrecord or a tracker, found {found}\n{hint}",
            path(&file)
        );
        assert_eq!((stdout.as_str(), stderr), ("", fault));
    }
    let (_, stderr) = run(&["clean", path(&plan), "--previous", "no-such-file.json"], 2);
    assert!(stderr.starts_with("error: no-such-file.json: cannot be read\n  caused by: "), "{stderr}");
}
