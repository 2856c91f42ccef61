//! One test for each way in which rows and columns of a table mean another row, another time, or nothing that is tracked.

use super::regressions::{formed, laid_out, places};
use crate::grid::Form;
use crate::layout::{LayoutOptions, RowPin};
use crate::record::{Code, Record, Role, Tracker};

fn tracker(table: &str) -> Tracker {
    formed(table, &[], Form::default())
}

fn owner(record: &Record) -> String {
    record.owners.first().and_then(|o| o.name.clone()).unwrap_or_default()
}

#[test]
fn rows_that_a_page_break_moved_go_back_to_their_columns() {
    let kept = "Ref|Action|Owner|Due|RAG|Progress\n1|Light the pier|J. Roe|3 May 2021|Red|Lamps came\n2|Mend the slip|A. Poe|4 May 2021|Green|";
    let cases = [
        // To the end, the last column outside the table.
        "|3|Buy a boat|J. Roe|5 May 2021|Red|Tenders are out\n|4|Count gulls|A. Poe|6 May 2021|Green|",
        // A row that has not much to say goes with the others.
        "|3|Buy a boat|J. Roe|5 May 2021|Red|\n|4|Count gulls|A. Poe",
        // One row alone, two columns away.
        "||3|Buy a boat|J. Roe|5 May 2021|Red|\n4|Count gulls|A. Poe|6 May 2021|Green|",
    ];
    for rows in cases {
        let tracker = tracker(&format!("{kept}\n{rows}"));
        let refs: Vec<&str> = tracker.records.iter().filter_map(|r| r.reference.as_deref()).collect();
        assert_eq!(refs, ["1", "2", "3", "4"], "{rows}");
        let third = &tracker.records[2];
        assert_eq!(third.action.as_deref(), Some("Buy a boat"), "{rows}");
        assert_eq!(third.due.as_ref().and_then(|d| d.edtf.as_deref()), Some("2021-05-05"), "{rows}");
        assert_eq!(owner(&tracker.records[3]), "A Poe", "{rows}");
        assert_eq!(places(&tracker, Code::TextRealigned).len(), 1, "{rows}");
        assert_eq!(tracker.ledger.unclaimed, 0, "{rows}");
    }
}

#[test]
fn rows_with_blanks_stay_where_they_are() {
    let table = "Ref|Action|Owner|Due|RAG|Progress\n1|Light the pier|J. Roe|3 May 2021|Red|Lamps came\n|Mend the slip||4 May 2021|Green|\n3|Buy a boat|A. Poe|||Green light from the board\n|4 lamps to buy|A. Poe|5 May 2021|Red|";
    let tracker = tracker(table);
    assert_eq!(places(&tracker, Code::TextRealigned), Vec::<&str>::new());
    assert_eq!(tracker.records.len(), 4);
}

#[test]
fn a_blank_newest_quarter_shows_the_one_before() {
    let table = "Ref|Action|Q1 RAG|Q1 update|Q2 RAG|Q2 update|Q3 RAG|Q3 update\n1|Light the pier|R|Out|A|Came|G|Up\n2|Mend the slip|R|Begun|B|Done||\n3|Buy a boat|#|Asked||||";
    let tracker = tracker(table);
    let shown: Vec<_> =
        tracker.records.iter().map(|r| (r.rag.map(|rag| rag.to_string()), r.progress.as_deref())).collect();
    let rag = |rag: &str| Some(rag.to_owned());
    assert_eq!(shown, [(rag("green"), Some("Up")), (rag("blue"), Some("Done")), (rag("red"), Some("Asked"))]);
    assert_eq!(tracker.records[1].extra["Q2 update"], "Done");
    assert_eq!(places(&tracker, Code::CarriedOver), ["Plan!E3,C4", "Plan!F3,D4"]);
}

#[test]
fn a_colour_that_the_key_names_is_not_carried_over() {
    let key = "P:|Completed\nG:|On track\nR:|Off track\n\n";
    let table = "Ref|Action|Q1 RAG|Q2 RAG\n1|Light the pier|R:|P:\n2|Mend the slip|G:|\n3|Buy a boat|R:|G:\n4|Count gulls|G:|G:";
    let tracker = tracker(&format!("{key}{table}"));
    let rags: Vec<_> = tracker.records.iter().map(|r| r.rag.map(|rag| rag.to_string())).collect();
    let green = || Some("green".to_owned());
    assert_eq!(rags, [None, green(), green(), green()]);
    assert_eq!(places(&tracker, Code::CarriedOver), ["Plan!C7"]);
}

#[test]
fn records_that_were_given_a_merged_cell_are_counted_each() {
    let table = "Ref|Action|Q1 update|Q2 update\n1|Light the pier|Lamps came|\n2|Mend the slip||\n3|Buy a boat|Asked|Bought";
    let tracker = formed(table, &["C2:C3"], Form::default());
    let told = tracker.findings.iter().find(|f| f.code == Code::CarriedOver).unwrap();
    assert_eq!(told.source.as_deref(), Some("Plan!C2"));
    assert!(told.message.contains("(2 records)"), "{}", told.message);
}

#[test]
fn a_blank_current_colour_is_not_the_previous_one() {
    let tracker = tracker("Ref|Action|Previous RAG|RAG\n1|Light the pier|R|A\n2|Mend the slip|G|\n");
    assert_eq!(tracker.records[1].rag, None);
    assert_eq!(places(&tracker, Code::CarriedOver), Vec::<&str>::new());
}

#[test]
fn columns_that_the_sheet_hides_are_told() {
    let form = Form { hidden_columns: vec![(2, 3)], ..Form::default() };
    let table = "Ref|Action|Aside|Owner|Kept\n1|Light the pier|ask the board|J. Roe|x";
    let told = formed(table, &[], form.clone());
    assert_eq!(places(&told, Code::HiddenColumns), ["Plan!C"]);
    let blank = formed("Ref|Action|||Kept\n1|Light the pier|||x", &[], form);
    assert_eq!(places(&blank, Code::HiddenColumns), Vec::<&str>::new());
}

/// The records as their numbers or else their texts, with their groups.
fn items(tracker: &Tracker) -> Vec<(String, Option<String>)> {
    let name = |r: &Record| r.reference.clone().or(r.action.clone()).unwrap_or_default();
    tracker.records.iter().map(|r| (name(r), r.group.clone())).collect()
}

#[test]
fn a_row_over_nested_numbers_is_their_section() {
    let table = "No|Task|Owner|Due\n1|Safer streets\n1.1|Light the pier|J. Roe|3 May 2021\n1.2|Trim hedges|A. Poe|4 May 2021\n2|Count the bins\n3|Cleaner air|J. Roe|5 May 2021\n3.1|Fit monitors|A. Poe|6 May 2021";
    let streets = || Some("1 Safer streets".to_owned());
    let found = items(&tracker(table));
    let expected =
        [("1.1", streets()), ("1.2", streets()), ("2", streets()), ("3", streets()), ("3.1", streets())];
    // A row without children, or with an owner of its own, is an item.
    assert_eq!(found, expected.map(|(number, group)| (number.to_owned(), group)));
}

#[test]
fn a_recommendation_over_nested_actions_is_theirs() {
    let table = "Ref|Recommendation|Action|Owner|Due\n1|Review the gifts\n1.1||Draft the policy|J. Roe|3 May 2021\n1.2||Take it to the board|A. Poe|4 May 2021";
    let tracker = tracker(table);
    let said: Vec<_> = tracker.records.iter().map(|r| r.recommendation.as_deref()).collect();
    assert_eq!(said, [Some("Review the gifts"); 2]);
    assert_eq!(places(&tracker, Code::FilledDown), ["Plan!B3:B4"]);
}

#[test]
fn a_pinned_section_of_another_number_keeps_its_name() {
    let table = "Ref|Recommendation|Action|Owner|Due\nA|Safer streets\n1||Light the pier|J. Roe|3 May 2021\n2||Trim hedges|A. Poe|4 May 2021";
    let pin = RowPin { rows: "2".parse().unwrap(), role: Role::Section };
    let options = LayoutOptions { rows: vec![pin], ..LayoutOptions::default() };
    let tracker = laid_out(table, &[], Form::default(), &options);
    let groups: Vec<_> = tracker.records.iter().map(|r| r.group.as_deref()).collect();
    assert_eq!(groups, [Some("A Safer streets"); 2]);
}

#[test]
fn plain_names_over_items_are_sections_and_bare_items_are_not() {
    let named = "Action|Owner|Due\nWorkstream 1: Housing\nLight the pier|J. Roe|3 May 2021\nWorkstream 2: Roads\nTrim hedges|A. Poe|4 May 2021";
    let plain = named.replace("Workstream 1: ", "").replace("Workstream 2: ", "");
    let unmarked = named.replace(':', "");
    let cases =
        [(named, "Workstream 1: Housing", 0), (&plain, "Housing", 2), (&unmarked, "Workstream 1 Housing", 2)];
    for (table, first, doubts) in cases {
        let tracker = tracker(table);
        assert_eq!(tracker.records.len(), 2, "{table}");
        assert_eq!(tracker.records[0].group.as_deref(), Some(first));
        assert_eq!(places(&tracker, Code::RowReview).len(), doubts, "{table}");
    }
    // One level without its mark may be an item that nobody has taken on: a person should look.
    let phase = "Action|Owner|Due\nOpen a study room|A. Poe|2 May 2021\nPhase 2 lighting of the pier\nTrim hedges|A. Poe|4 May 2021";
    assert_eq!(places(&tracker(phase), Code::RowReview), ["Plan!A3"]);
    let rota = phase.replace("Phase 2 lighting of the pier", "Work a rota");
    assert_eq!(tracker(&rota).records.len(), 3);
    let bare = "Action|Owner|Due\nOpen a study room\nLight the pier|J. Roe|3 May 2021\nMend the fence\nTrim hedges|A. Poe|4 May 2021";
    assert_eq!(tracker(bare).records.len(), 4);
}

#[test]
fn footers_right_below_the_items_are_none() {
    let table =
        "Action|Owner|Due|Status\nLight the pier|J. Roe|3 May 2021|Open\nTrim hedges|A. Poe|4 May 2021|Open";
    let footers = [
        "Prepared by the Estates Team, tel. 01632 960123",
        "Last reviewed 3 May 2021",
        "Next review: June 2021",
        "Owner: Head of Estates",
        "Version 1.3",
        "* denotes a legal duty",
    ];
    for footer in footers {
        let tracker = tracker(&format!("{table}\n{footer}"));
        assert_eq!(tracker.records.len(), 2, "{footer}");
        assert_eq!(places(&tracker, Code::RowReview), Vec::<&str>::new(), "{footer}");
    }
    let items =
        ["Agree the next review date", "Prepared statements for the court", "Ring the mill on ext 4411"];
    for item in items {
        assert_eq!(tracker(&format!("{table}\n{item}")).records.len(), 3, "{item}");
    }
}

#[test]
fn a_point_without_an_action_is_no_item() {
    let minutes = "Item|Discussion|Action|Owner|Due\n1|Fair|Book the hall|J. Roe|3 May 2021\n2|Minutes|Send them out|A. Poe|4 May 2021\n3|Any other business|None";
    assert_eq!(tracker(minutes).records.len(), 2);
    let audit = "Ref|Recommendation|Action|Owner|Due\n1|Mend the pier|Let a contract|J. Roe|3 May 2021\n2|Count the gulls|None";
    assert_eq!(tracker(audit).records.len(), 2);
}

#[test]
fn what_heads_a_run_of_rows_holds_for_them() {
    let table = "Meeting date|Action|Owner\n1 May 2021|Light the pier|J. Roe\n|Trim hedges|A. Poe\n1 June 2021|Buy a boat|J. Roe\n|Count gulls|A. Poe";
    let told = tracker(table);
    let dates: Vec<_> = told.records.iter().map(|r| r.extra["Meeting date"].as_str()).collect();
    assert_eq!(dates, ["1 May 2021", "1 May 2021", "1 June 2021", "1 June 2021"]);
    assert_eq!(places(&told, Code::FilledDown), ["Plan!A3,A5"]);
    // A value that comes twice is written wherever it holds; one that begins further down heads nothing above it.
    for (from, to) in [("|Trim", "1 May 2021|Trim"), ("1 May 2021|Light", "|Light")] {
        let told = tracker(&table.replace(from, to));
        assert_eq!(places(&told, Code::FilledDown), Vec::<&str>::new(), "{to}");
    }
}

#[test]
fn days_that_leave_few_cells_blank_or_say_what_was_done_head_nothing() {
    let rows = "1 May 2021|Light the pier|J. Roe\n|Trim hedges|A. Poe\n1 June 2021|Buy a boat|J. Roe\n|Count gulls|A. Poe";
    for header in ["Last inspection date", "Date reported", "Date reported to board", "Next committee date"] {
        let told = tracker(&format!("{header}|Action|Owner\n{rows}"));
        assert_eq!(told.records.len(), 4, "{header}");
        assert_eq!(places(&told, Code::FilledDown), Vec::<&str>::new(), "{header}");
    }
    let told = tracker(&format!("Meeting date|Action|Owner\n{rows}\n1 July 2021|Oil the crane|J. Roe"));
    assert_eq!(places(&told, Code::FilledDown), Vec::<&str>::new(), "three days, two blanks");
}

#[test]
fn a_blank_that_is_filled_is_told_where_its_row_stands() {
    let table = "Meeting|Ref|Action|Owner|Due|RAG|Progress\nMay board|1|Light the pier|J. Roe|3 May 2021|Red|Lamps came\n|2|Mend the slip|A. Poe|4 May 2021|Green|Begun\nJune board|3|Trim hedges|A. Poe|4 May 2021|Green|Begun\n\n||4|Buy a boat|J. Roe|5 May 2021|Red|Tenders are out\n||5|Count gulls|A. Poe|6 May 2021|Green|Begun";
    let told = tracker(table);
    assert_eq!(told.records.len(), 5);
    assert_eq!(places(&told, Code::TextRealigned).len(), 1);
    assert_eq!(places(&told, Code::FilledDown), ["Plan!A3,B6:B7"]);
}
