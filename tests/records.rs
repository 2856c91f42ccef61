//! What small trackers become: one kind of mess each, as text, through the library's whole way.

use trackrecord::import::{Import, ImportOptions, import};
use trackrecord::read;
use trackrecord::record::{Code, Rag, RagBasis, Record, Role, Status, Tracker};

fn tracker_of(text: &str) -> Tracker {
    imported(text).tracker
}

fn imported(text: &str) -> Import {
    let reading = read::read("plan.txt", text.as_bytes()).unwrap();
    import(&reading, &ImportOptions::default()).unwrap()
}

fn codes(tracker: &Tracker) -> Vec<(Code, &str)> {
    tracker.findings.iter().map(|f| (f.code, f.source.as_deref().unwrap_or_default())).collect()
}

fn progress(record: &Record) -> &str {
    record.progress.as_deref().unwrap_or_default()
}

#[test]
fn a_value_keeps_its_cell_and_its_text_as_written() {
    let tracker = tracker_of(
        "Ref\tRecommendation\tLead\tDue\tStatus\tEvidence held\n\
         В.\t<b>Light</b> the  long pier\tRoe, J.\t30/6/21\t1 - Achieved\tPhotographs\n",
    );
    let record = &tracker.records[0];
    assert_eq!(record.reference.as_deref(), Some("B"));
    assert_eq!(record.recommendation.as_deref(), Some("Light the long pier"));
    assert_eq!(record.status, Some(Status::Achieved));
    assert_eq!(record.extra["Evidence held"], "Photographs");
    let written: Vec<(&str, &str)> =
        record.as_written.iter().map(|(f, t)| (f.as_str(), t.as_str())).collect();
    let expected = [
        ("dates", "30/6/21"),
        ("owners", "Roe, J."),
        ("recommendation", "<b>Light</b> the  long pier"),
        ("ref", "В."),
        ("status", "1 - Achieved"),
    ];
    assert_eq!(written, expected);
    assert_eq!(record.source.cells, "A2:F2");
    assert_eq!(record.source.fields["status"], "E2");
    assert_eq!(record.source.fields["extra.Evidence held"], "F2");
    assert_eq!(record.source.sheet, None);
}

#[test]
fn a_page_break_gives_each_record_its_whole_text() {
    // Record 2 begins before the text of record 1 has ended, its own cells one column to the left.
    let tracker = tracker_of(
        "Ref\tRecommendation\tAction\tOwner\tDue\tRAG\tProgress\n\
         1\tDredge the inner basin before autumn\tLet the contract\tJ. Roe\tJune 2021\t\tTenders came in and were scored by the\n\
         \n\
         2\tLight the long pier from end to end\tBuy forty lamps\tA. Poe\tJuly 2021\tboard of the trust in May, which chose the second lowest of five.\t\n\
         \t\t\t\t\t\tAll forty lamps are up and were tested in the dark.\n",
    );
    assert_eq!(tracker.records.len(), 2);
    assert_eq!(
        progress(&tracker.records[0]),
        "Tenders came in and were scored by the board of the trust in May, which chose the second lowest of five."
    );
    assert_eq!(progress(&tracker.records[1]), "All forty lamps are up and were tested in the dark.");
    assert!(codes(&tracker).contains(&(Code::TextRealigned, "F4")));
    assert_eq!(tracker.ledger.unclaimed, 0);
}

#[test]
fn noise_that_fits_nowhere_is_unclaimed_and_reported() {
    let tracker = tracker_of(
        "Ref\tRecommendation\tOwner\tDue\tProgress\n\
         1\tDredge the inner basin\tJ. Roe\tJune 2021\tTenders came in and\n\
         \tbefore the storms of\t~1 ]l\t7 (pr. 12 0\twere scored by\n\
         \tautumn begin.\t\t\tthe whole board.\n\
         2\tLight the long pier\tA. Poe\tJuly 2021\tAll done.\n",
    );
    let unclaimed: Vec<&str> =
        codes(&tracker).iter().filter(|(c, _)| *c == Code::UnclaimedCell).map(|(_, s)| *s).collect();
    assert_eq!(unclaimed, ["C3", "D3"]);
    assert_eq!(tracker.ledger.unclaimed, 2);
    assert_eq!(
        tracker.records[0].recommendation.as_deref(),
        Some("Dredge the inner basin before the storms of autumn begin.")
    );
    assert_eq!(tracker.ledger.roles.values().sum::<usize>(), tracker.ledger.cells);
}

#[test]
fn same_as_above_is_filled_down_and_said_so() {
    let tracker = tracker_of(
        "Ref,Recommendation,Action,Owner,Due,Status\n\
         1,Dredge the inner basin before autumn.,Let the contract,J. Roe,1/6/2021,On track\n\
         ,,Tell the boat owners,A. Poe,1/7/2021,Achieved\n\
         2,Light the long pier.,Buy lamps,A. Poe,1/8/2021,Achieved\n",
    );
    let ids: Vec<&str> = tracker.records.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["1~1", "1~2", "2"]);
    assert_eq!(tracker.records[1].recommendation, tracker.records[0].recommendation);
    assert_eq!(tracker.records[1].source.fields["recommendation"], "B2");
    let filled: Vec<_> = codes(&tracker).into_iter().filter(|(c, _)| *c == Code::FilledDown).collect();
    assert_eq!(filled, [(Code::FilledDown, "A3"), (Code::FilledDown, "B3")]);
}

#[test]
fn actions_listed_in_a_cell_become_records_and_share_what_they_have() {
    let tracker = tracker_of(
        "Ref\tRecommendation\tActions\tLead\tDue\n\
         1\tDredge the inner basin\t1. Let the contract 2. Tell the boat owners\tJ. Roe, A. Poe\tJune 2021 July 2021\n\
         2\tLight the long pier\t• Buy lamps • Hire a crane • Test the light\tJ. Roe\tMay 2021 June 2021\n",
    );
    let got: Vec<(&str, &str, Vec<&str>, Vec<&str>)> = tracker
        .records
        .iter()
        .map(|r| {
            let owners = r.owners.iter().filter_map(|o| o.name.as_deref()).collect();
            let dates = r.dates.iter().filter_map(|d| d.edtf.as_deref()).collect();
            (r.id.as_str(), r.action.as_deref().unwrap(), owners, dates)
        })
        .collect();
    let both = vec!["2021-05", "2021-06"];
    assert_eq!(
        got,
        [
            ("1~1", "Let the contract", vec!["J Roe"], vec!["2021-06"]),
            ("1~2", "Tell the boat owners", vec!["A Poe"], vec!["2021-07"]),
            ("2~1", "Buy lamps", vec!["J Roe"], both.clone()),
            ("2~2", "Hire a crane", vec!["J Roe"], both.clone()),
            ("2~3", "Test the light", vec!["J Roe"], both),
        ]
    );
    assert!(codes(&tracker).contains(&(Code::UnpairedValues, "C3")));
    assert_eq!(tracker.records[2].as_written["action"], "• Buy lamps • Hire a crane • Test the light");
}

#[test]
fn closing_figures_go_to_their_group() {
    let tracker = tracker_of(
        "Review of moorings\n\n\
         Ref\tRecommendation\tOwner\tStatus\tSavings\n\
         1\tDredge the inner basin before autumn\tJ. Roe\tAchieved\t£1,000\n\
         Predicted savings of the review N/A\t\t\t£4.5m p.a.\tActual savings of the review £3,000\n\
         Staffing implications\t\t\tNone\t\n\
         \n\
         Ref\tRecommendation\tOwner\tStatus\tSavings\n\
         1\tLight the long pier from end to end\tA. Poe\tSlipped\t\n",
    );
    let groups: Vec<(&str, Option<&str>)> =
        tracker.groups.iter().map(|g| (g.id.as_str(), g.label.as_deref())).collect();
    assert_eq!(groups, [("Review of moorings", Some("Review of moorings")), ("#2", None)]);
    let sums: Vec<(&str, f64)> =
        tracker.groups[0].money.iter().map(|m| (m.label.as_deref().unwrap_or_default(), m.amount)).collect();
    assert_eq!(
        sums,
        [("Predicted savings of the review", 4_500_000.0), ("Actual savings of the review", 3000.0)]
    );
    assert_eq!(tracker.groups[0].notes[0].text, "Staffing implications: None");
    assert_eq!(tracker.records[0].money[0].amount, 1000.0);
    let ids: Vec<&str> = tracker.records.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["Review of moorings::1", "1"]);
}

#[test]
fn the_column_says_which_comes_first_day_or_month() {
    let tracker = tracker_of(
        "Ref,Action,Owner,Due\n1,Let the contract,J. Roe,4/13/2021\n2,Buy lamps,A. Poe,5/6/2021\n3,Hire a crane,A. Poe,12/31/2021\n",
    );
    let dates: Vec<&str> =
        tracker.records.iter().map(|r| r.due.as_ref().unwrap().edtf.as_deref().unwrap()).collect();
    assert_eq!(dates, ["2021-04-13", "2021-05-06", "2021-12-31"]);
    let assumed =
        tracker_of("Ref,Action,Owner,Due\n1,Let the contract,J. Roe,4/3/2021\n2,Buy lamps,A. Poe,5/6/2021\n");
    assert_eq!(assumed.records[0].due.as_ref().unwrap().edtf.as_deref(), Some("2021-03-04"));
    assert_eq!(
        said(&assumed, Code::DateOrderAssumed),
        [
            "`4/3/2021` read as 2021-03-04 (day first, as no date in column D shows the order), and 1 more like it"
        ]
    );
    assert!(codes(&assumed).contains(&(Code::DateOrderAssumed, "D2:D3")), "{:?}", codes(&assumed));
}

/// A tracker of nothing but due dates.
fn tracker_due(dates: &[&str]) -> Tracker {
    let rows: String =
        dates.iter().enumerate().map(|(n, d)| format!("{n},Mend jetty {n},J. Roe,{d}\n")).collect();
    tracker_of(&format!("Ref,Action,Owner,Due\n{rows}"))
}

fn said(tracker: &Tracker, code: Code) -> Vec<&str> {
    tracker.findings.iter().filter(|f| f.code == code).map(|f| f.message.as_str()).collect()
}

#[test]
fn a_column_of_dates_in_either_order_is_reported_once() {
    let cases: [(&[&str], &[&str]); 5] = [
        (&["3.4.2024", "30/06/2024"], &[]),
        (
            &["3/4/2024", "30/06/2024", "31/05/2024", "04/15/2024"],
            &["`3/4/2024` read as 2024-04-03 (day first, from 2 of 3 clear dates in column D)"],
        ),
        (
            &["13/04", "14/04", "04/15"],
            &[
                "the dates in column D have day and month in either order (day first from 2 of 3 clear dates in column D)",
            ],
        ),
        (&["10/16", "10/18", "10/20", "10/27", "11/3"], &[]),
        (&["10/16"], &["`10/16` read as 2016-10 (day first, as no date in column D shows the order)"]),
    ];
    for (dates, expected) in cases {
        assert_eq!(said(&tracker_due(dates), Code::DateOrderAssumed), expected, "{dates:?}");
    }
    let days = tracker_due(&["10/16", "10/18", "10/20", "10/27", "11/3"]);
    let read: Vec<&str> = days.records.iter().filter_map(|r| r.due.as_ref()?.edtf.as_deref()).collect();
    assert_eq!(read, ["XXXX-10-16", "XXXX-10-18", "XXXX-10-20", "XXXX-10-27", "XXXX-11-03"]);
}

#[test]
fn a_due_cell_that_gives_neither_date_nor_state_is_reported() {
    let cells = ["when funding permits", "within 6 months", "Next year", "Ongoing", "TBC", "June 2021"];
    let tracker = tracker_due(&cells);
    let expected = [
        "`when funding permits` holds no date that can be read",
        "`within 6 months` holds no date that can be read",
        "`Next year` holds no date that can be read",
    ];
    assert_eq!(said(&tracker, Code::DateUnparsed), expected);
}

#[test]
fn what_was_mended_or_could_be_meant_otherwise_is_said() {
    let tracker = tracker_of(
        "Ref,Action,Owner,Due\n1,Let the contract,Tunde Thra le,Febuary 2021\n2,Buy lamps,A. Poe,June 2021\n",
    );
    let expected = [
        "`Febuary` was mended to read the date",
        "`Tunde Thra le` was read as `Tunde Thrale`, and could be meant otherwise",
    ];
    assert_eq!(said(&tracker, Code::TextRepaired), expected);
}

#[test]
fn money_without_an_amount_is_reported_unless_it_says_so() {
    let tracker = tracker_of(
        "Ref,Action,Owner,Cost (£)\n1,Let the contract,J. Roe,lots\n2,Buy lamps,A. Poe,n/a\n3,Hire a crane,A. Poe,£500\n",
    );
    assert_eq!(said(&tracker, Code::ValueUnread), ["`lots` holds no amount that can be read"]);
}

#[test]
fn a_message_quotes_no_whole_cell() {
    let long = "Zebra ".repeat(50_000);
    let tracker = tracker_of(&format!(
        "Ref,Action,Owner,Due,Status\n1,Let the contract,J. Roe,1/6/2021,{long}\n2,Buy lamps,A. Poe,1/7/2021,Achieved\n3,Hire a crane,A. Poe,1/8/2021,On track\n"
    ));
    assert!(!tracker.findings.is_empty());
    assert!(
        tracker.findings.iter().all(|f| f.message.chars().count() < 300),
        "{:?}",
        tracker.findings[0].code
    );
}

#[test]
fn a_text_that_its_column_cannot_mean_is_kept_and_reported() {
    let tracker = tracker_of(
        "Ref,Action,Owner,Due,Status\n\
         1,Let the contract,J. Roe,31/13/2021,Achieved\n\
         2,Buy lamps,A. Poe,30/6/2021,Zebra\n\
         3,Hire a crane,A. Poe,30/7/2021,Achieved\n",
    );
    assert_eq!(tracker.records[0].due, None);
    assert_eq!(tracker.records[0].dates[0].edtf, None);
    assert_eq!(tracker.records[0].as_written["dates"], "31/13/2021");
    assert_eq!(tracker.records[1].status, None);
    assert_eq!(tracker.records[1].as_written["status"], "Zebra");
    let found = codes(&tracker);
    assert!(
        found.contains(&(Code::DateUnparsed, "D2")) && found.contains(&(Code::ValueUnread, "E3")),
        "{found:?}"
    );
}

#[test]
fn twins_are_reported_and_kept() {
    let tracker = tracker_of(
        "Ref,Recommendation,Owner,Due\n\
         1,Dredge the inner basin,J. Roe,1/6/2021\n\
         1,Light the long pier,J. Roe,1/6/2021\n\
         2,Keep a list of boats,A. Poe,1/7/2021\n\
         2,Keep a list of boats,A. Poe,1/7/2021\n",
    );
    assert_eq!(tracker.records.len(), 4);
    let found: Vec<_> = codes(&tracker)
        .into_iter()
        .filter(|(c, _)| matches!(c, Code::DuplicateRef | Code::IdenticalRecords))
        .collect();
    assert_eq!(found, [(Code::DuplicateRef, "A3:D3"), (Code::IdenticalRecords, "A5:D5")]);
}

#[test]
fn a_header_without_records_is_a_tracker_and_prose_is_none() {
    let empty = imported("Ref,Recommendation,Action,Owner,Due\n");
    assert!(empty.has_table() && empty.tracker.records.is_empty());
    let prose = imported("The board met on 3 May.\n\nIt was agreed to dredge the basin, at last.\n");
    assert!(!prose.has_table() && prose.tracker.records.is_empty());
    assert_eq!(prose.tracker.ledger.cells, 2);
}

#[test]
fn a_table_of_unknown_words_keeps_all_in_extra() {
    let tracker = tracker_of("Berth,Vessel,Length\n12,Mary Ann,9\n14,Gannet,11\n15,Tern,7\n");
    let extra: Vec<String> = tracker.records.iter().map(|r| format!("{:?}", r.extra)).collect();
    assert_eq!(extra[0], r#"{"Berth": "12", "Vessel": "Mary Ann", "Length": "9"}"#);
    assert_eq!((extra.len(), tracker.records[2].id.as_str()), (3, "#3"));
}

#[test]
fn the_same_bytes_give_the_same_tracker() {
    let text = std::fs::read_to_string(crate::support::fixture("plan/2023-06-30.txt")).unwrap();
    let json = |t: &Tracker| serde_json::to_string(t).unwrap();
    assert_eq!(json(&tracker_of(&text)), json(&tracker_of(&text)));
    let back: Tracker = serde_json::from_str(&json(&tracker_of(&text))).unwrap();
    assert_eq!(back, tracker_of(&text));
}

#[test]
fn a_small_tracker_of_short_items_is_read() {
    let tracker = tracker_of(
        "Ref,Action,Owner,Status\n1,Buy lamps,J. Roe,Done\n2,Paint door,A. Poe,Open\n3,Fix roof,B. Moe,Late\n",
    );
    let ids: Vec<&str> = tracker.records.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
}

#[test]
fn the_cells_of_a_pick_list_below_are_notes_and_reported_once() {
    let tracker = tracker_of(
        "Ref,Action,Owner,Status\n\
         1,Let the contract for dredging,J. Roe,On track\n\
         2,Buy forty lamps for the pier,A. Poe,Slipped\n\
         \n\
         Status,RAG,Priority\n\
         Not started,Red,High\n\
         On track,Amber,Medium\n\
         Slipped,Green,Low\n\
         Achieved,,\n",
    );
    assert_eq!(tracker.records.len(), 2);
    assert_eq!((tracker.ledger.roles[&Role::Record], tracker.ledger.roles[&Role::Note]), (8, 13));
    let skipped: Vec<_> = codes(&tracker).into_iter().filter(|(c, _)| *c == Code::TableSkipped).collect();
    assert_eq!(skipped, [(Code::TableSkipped, "A5:C9")]);
}

#[test]
fn a_text_where_items_stand_is_a_record() {
    let cases = [
        // Nobody has taken it on yet.
        (
            "Action,Owner,Due\nLet the contract for dredging,J. Roe,June 2021\nPaint the jetty from end to end,,\n",
            "Paint the jetty from end to end",
        ),
        // Its first word is that of a sum, of an instruction.
        (
            "Action,Owner,Due\nLet the contract for dredging,J. Roe,June 2021\nTotal refurbishment of the pier,A. Poe,July 2021\n",
            "Total refurbishment of the pier",
        ),
        (
            "Ref,Action,Owner,Due\n1,Let the contract,J. Roe,June 2021\n,Total refurbishment of the pier,A. Poe,July 2021\n2,Buy lamps,,\n",
            "Total refurbishment of the pier",
        ),
        (
            "Ref,Action,Owner,Due\n1,Let the contract,J. Roe,June 2021\n2,Select contractor list,,\n3,Buy lamps,A. Poe,\n",
            "Select contractor list",
        ),
        // Words stand in the place of its number.
        (
            "Ref,Action,Owner,Due\n1,Let the contract,J. Roe,June 2021\n2,Buy lamps,A. Poe,June 2021\n\
             New from audit committee,Keep a list of boats,A. Poe,July 2021\n",
            "Keep a list of boats",
        ),
    ];
    for (text, action) in cases {
        let tracker = tracker_of(text);
        let actions: Vec<&str> = tracker.records.iter().filter_map(|r| r.action.as_deref()).collect();
        assert!(actions.contains(&action), "{action}: {actions:?}");
        assert_eq!(
            tracker.ledger.roles.keys().copied().collect::<Vec<_>>(),
            [Role::Header, Role::Record, Role::Unclaimed]
        );
        assert!(!codes(&tracker).iter().any(|(code, _)| *code == Code::RowReview), "{action}");
    }
}

#[test]
fn a_text_where_items_stand_that_became_none_is_reported() {
    let cases = [
        ("Action,Owner,Due\nLet the contract,J. Roe,June 2021\n\nAgreed by the board in May,,\n", "A4"),
        (
            "Action,Owner,Due\nLet the contract,J. Roe,June 2021\nTotal refurbishment of the pier,,\nBuy lamps,A. Poe,\n",
            "A3",
        ),
        (
            "Ref,Action,Owner,Due\n1,Let the contract,J. Roe,June 2021\n2,Select the list,,\n3,Buy lamps,A. Poe,\n",
            "A3:B3",
        ),
    ];
    for (text, place) in cases {
        let found = tracker_of(text);
        assert!(codes(&found).contains(&(Code::RowReview, place)), "{text}: {:?}", found.findings);
    }
    let empty = tracker_of(
        "Ref,Action,Owner\n1,Let the contract,J. Roe\n2,[Add an action],\n3,-,\nTotal actions: 1,,\n",
    );
    assert!(!codes(&empty).iter().any(|(code, _)| *code == Code::RowReview), "{:?}", empty.findings);
}

#[test]
fn a_mark_that_its_column_can_mean_stays_there() {
    let tracker = tracker_of(
        "Ref\tAction\tOwner\tDue\tRAG\tProgress\n\
         1\tLet the contract\tJ. Roe\t-\t🔴\tTenders are being scored.\n\
         2\tBuy forty lamps\tA. Poe\tJune 2021\t🟢\tAll the lamps are up.\n\
         3\tHire a crane\tA. Poe\tJuly 2021\t•\tA crane was found.\n",
    );
    let got: Vec<_> = tracker.records.iter().map(|r| (r.rag, r.rag_basis, progress(r))).collect();
    let symbol = Some(RagBasis::Symbol);
    assert_eq!(
        got,
        [
            (Some(Rag::Red), symbol, "Tenders are being scored."),
            (Some(Rag::Green), symbol, "All the lamps are up."),
            (None, None, "A crane was found."),
        ]
    );
    let moved: Vec<_> = codes(&tracker).into_iter().filter(|(c, _)| *c == Code::TextRealigned).collect();
    assert_eq!(moved, [(Code::TextRealigned, "E4")]);
}

#[test]
fn a_status_cell_keeps_its_text_beside_a_colour_column() {
    let tracker = tracker_of(
        "Ref,Action,Status,RAG\n\
         1,Let the contract for dredging,Green,Red\n\
         2,Buy forty lamps for the pier,On track,Green\n\
         3,Paint the jetty from end to end,Amber,\n\
         4,Keep a list of all boats,Green,Green\n",
    );
    let got: Vec<_> = tracker.records.iter().map(|r| (r.rag, r.as_written["status"].as_str())).collect();
    let (red, green) = (Some(Rag::Red), Some(Rag::Green));
    assert_eq!(got, [(red, "Green"), (green, "On track"), (None, "Amber"), (green, "Green")]);
    assert_eq!(tracker.records[0].source.fields["status"], "C2");
    let conflicts: Vec<_> =
        codes(&tracker).into_iter().filter(|(c, _)| *c == Code::SignalsConflict).collect();
    assert_eq!(conflicts, [(Code::SignalsConflict, "C2"), (Code::SignalsConflict, "C4")]);
}

#[test]
fn a_cell_of_hundreds_of_bullets_is_left_whole() {
    let tracker = tracker_of(&format!(
        "Ref,Action,Owner\n1,\"{}\",J. Roe\n2,Buy lamps,A. Poe\n",
        "• Buy a lamp\n".repeat(201)
    ));
    assert_eq!(tracker.records.len(), 2);
    let messages: Vec<&str> =
        tracker.findings.iter().filter(|f| f.code == Code::ValueUnread).map(|f| f.message.as_str()).collect();
    assert_eq!(messages, ["the cell lists 201 actions; more than 200 are not parted"]);
}

#[test]
fn a_total_counts_its_section_and_a_sum_counts_nothing() {
    let sections = tracker_of(
        "Ref,Action,Owner\nHarbour works,,\n1,Let the contract for dredging,J. Roe\nTotal actions: 1,,\n\
         Boats,,\n2,Buy forty lamps for the pier,A. Poe\n3,Paint the jetty,A. Poe\nTotal actions: 2,,\nTotal actions: 4,,\n",
    );
    let found: Vec<&str> = sections.findings.iter().map(|f| f.message.as_str()).collect();
    let agrees = |n: u8| format!("the sheet counts {n} `total`, and so do the records");
    assert_eq!(found, [&agrees(1), &agrees(2), "the sheet counts 4 `total`, the records are 3"]);
    let sum = tracker_of(
        "Ref,Action,Owner,Savings\n1,Let the contract,J. Roe,£1000\n2,Buy lamps,A. Poe,£3000\nTotal savings,£4000,,\n",
    );
    assert!(sum.summaries.is_empty() && sum.findings.is_empty(), "{:?}", sum.findings);
    assert_eq!(sum.groups[0].money[0].amount, 4000.0);
}

#[test]
fn a_closing_row_keeps_the_words_beside_its_amounts() {
    let tracker = tracker_of(
        "Ref,Action,Owner,Progress\n1,Let the contract for dredging,J. Roe,It was let in May.\n\
         Savings of the review £4000,,checked by internal audit in May,Staffing: none\n",
    );
    let group = &tracker.groups[0];
    assert_eq!((group.money.len(), group.money[0].amount), (1, 4000.0));
    assert_eq!(group.notes[0].text, "checked by internal audit in May: Staffing: none");
    assert_eq!(group.notes[0].cell, "C3");
}
