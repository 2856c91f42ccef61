//! What hidden rows, notes, crossed-out parts and colours of a sheet make of its records.

use super::regressions::{formed, places};
use crate::grid::{Address, CellNote, Form};
use crate::record::{Code, DateKind, Rag, Role};

fn at(cell: &str) -> Address {
    Address::parse(cell).unwrap()
}

fn noted(cells: &[&str]) -> Form {
    let note = |cell: &str| CellNote { author: Some("J. Roe".to_owned()), text: format!("on {cell}") };
    Form { notes: cells.iter().map(|cell| (at(cell), note(cell))).collect(), ..Form::default() }
}

fn struck(cell: &str, text: &str, parts: &[&str]) -> Form {
    let ranges = parts.iter().map(|part| {
        let from = text.find(part).unwrap();
        from..from + part.len()
    });
    Form { strikes: [(at(cell), ranges.collect())].into(), ..Form::default() }
}

#[test]
fn a_record_is_hidden_with_all_of_its_rows() {
    let table = "Ref | Recommendation | Progress\n\
                 1 | Light the pier | Lamps were bought and the\n\
                 | | crane was hired.\n\
                 2 | Dredge the basin | Begun.";
    let hidden = |rows: &[u32]| {
        let form = Form { hidden_rows: rows.iter().copied().collect(), ..Form::default() };
        formed(table, &[], form).records.iter().map(|r| r.hidden).collect::<Vec<_>>()
    };
    assert_eq!(hidden(&[]), [false, false]);
    assert_eq!(hidden(&[1]), [false, false], "half of it is shown");
    assert_eq!(hidden(&[1, 2]), [true, false]);
    assert_eq!(hidden(&[3]), [false, true]);
}

#[test]
fn notes_go_to_the_record_or_group_of_their_cell_and_none_is_lost() {
    let table = "Ref | Recommendation | Owner | Notes\n\
                 Harbour | | | \n\
                 1 | Light the pier | J. Roe | Lamps bought\n\
                 2 | Dredge the basin | | ";
    let tracker = formed(table, &[], noted(&["B1", "A2", "B3", "C4", "F4", "B9"]));
    let notes = |record: usize| {
        let notes = tracker.records[record].notes.iter();
        notes.map(|n| (n.cell.as_str(), n.text.as_str(), n.author.as_deref())).collect::<Vec<_>>()
    };
    assert_eq!(notes(0), [("D3", "Lamps bought", None), ("B3", "on B3", Some("J. Roe"))]);
    assert_eq!(notes(1), [("C4", "on C4", Some("J. Roe"))], "a blank cell of its row");
    assert_eq!(tracker.groups[0].notes[0].cell, "Plan!A2");
    assert_eq!(places(&tracker, Code::NoteUnplaced), ["Plan!B1", "Plan!F4", "Plan!B9"]);
    let told = tracker.findings.iter().find(|f| f.code == Code::NoteUnplaced).unwrap();
    assert_eq!(told.message, "a note by J. Roe is on no record: `on B1`");
    assert_eq!(tracker.ledger.roles[&Role::Record], 7, "six filled cells and C4: {:?}", tracker.ledger);
    assert_eq!(tracker.ledger.roles[&Role::Note], 2, "F4 and B9: {:?}", tracker.ledger);
}

#[test]
fn a_note_on_a_merged_cell_is_of_all_its_records() {
    let table = "Ref | Recommendation | Action\n1 | Light the pier | Buy lamps\n | | Hire a crane";
    let tracker = formed(table, &["A2:A3", "B2:B3"], noted(&["B2"]));
    assert_eq!(tracker.records.iter().map(|r| r.notes.len()).collect::<Vec<_>>(), [1, 1]);
}

/// A cell, its struck parts, and the dates that it gives.
type Case<'a> = (&'a str, &'a [&'a str], &'a [(DateKind, &'a str)]);

#[test]
fn a_crossed_out_part_of_a_date_cell_is_an_earlier_date() {
    let cases: [Case<'_>; 7] = [
        (
            "March 2012 June 2012",
            &["March 2012 "],
            &[(DateKind::Original, "2012-03"), (DateKind::Revised, "2012-06")],
        ),
        (
            "June 2012 March 2012",
            &["March 2012"],
            &[(DateKind::Original, "2012-03"), (DateKind::Revised, "2012-06")],
        ),
        ("June 20143", &["4"], &[(DateKind::Due, "2013-06")]),
        ("30 31 March 2012", &["30"], &[(DateKind::Due, "2012-03-31")]),
        ("March June 2012", &["March"], &[(DateKind::Original, "2012-03"), (DateKind::Revised, "2012-06")]),
        ("if funded June 2012", &["if funded"], &[(DateKind::Due, "2012-06")]),
        (
            "March 2012\\nMay 2012\\nJune 2012",
            &["March 2012", "May 2012"],
            &[
                (DateKind::Original, "2012-03"),
                (DateKind::Original, "2012-05"),
                (DateKind::Revised, "2012-06"),
            ],
        ),
    ];
    for (text, parts, expected) in cases {
        let table = format!("Ref | Recommendation | Due\n1 | Light the pier | {text}");
        let text = text.replace("\\n", "\n");
        let record = formed(&table, &[], struck("C2", &text, parts)).records.remove(0);
        let dates = record.dates.iter().map(|d| (d.kind, d.edtf.as_deref().unwrap_or_default()));
        assert_eq!(dates.collect::<Vec<_>>(), *expected, "{text}");
        assert_eq!(record.as_written["dates"], text);
    }
}

#[test]
fn elsewhere_the_value_is_what_is_not_crossed_out() {
    let text = "Light the pier and the jetty";
    let table = format!("Ref | Recommendation | Owner\n1 | {text} | J. Roe");
    let tracker = formed(&table, &[], struck("B2", text, &[" and the jetty"]));
    let record = &tracker.records[0];
    assert_eq!(record.recommendation.as_deref(), Some("Light the pier"));
    assert_eq!(record.as_written["recommendation"], text);
    assert_eq!(places(&tracker, Code::TextStruck), ["Plan!B2"]);
    let whole = formed(&table, &[], struck("B2", text, &[text]));
    assert_eq!(whole.records[0].recommendation.as_deref(), Some(text), "nothing would be left");
}

/// The RAG of records whose cells have the fills of a line: `R`, `A`, `G`, `-` for none; a space parts the columns.
fn painted(header: &str, fills: &[&str]) -> (Vec<Option<Rag>>, Vec<String>) {
    let lines = fills.iter().zip(1..).map(|(fills, row)| {
        let cells = fills.split(' ').zip(["1", "Light the pier", "J. Roe", "High"]).map(|(fill, text)| {
            let text = if text == "1" { row.to_string() } else { text.to_owned() };
            format!("{fill}:{text}")
        });
        cells.collect::<Vec<_>>().join(" | ")
    });
    let table = std::iter::once(header.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
    let tracker = formed(&table, &[], Form::default());
    let told = tracker.findings.iter().filter(|f| f.code == Code::ColorsTaken).map(|f| f.message.clone());
    (tracker.records.iter().map(|r| r.rag).collect(), told.collect())
}

#[test]
fn fills_say_rag_only_where_they_part_the_records() {
    const HEADER: &str = "Ref | Recommendation | Owner | Priority";
    let (red, amber, green) = (Some(Rag::Red), Some(Rag::Amber), Some(Rag::Green));
    let (read, told) = painted(HEADER, &["- R - -", "- G - -", "- G - -", "- A - -", "- - - -"]);
    assert_eq!(read, [red, green, green, amber, None]);
    assert_eq!(
        told,
        ["the fills of `Recommendation` were taken as RAG: 4 of 5 records are painted red, amber, green"]
    );
    let (read, told) = painted(HEADER, &["R R R R", "G G G -", "G G G G", "A A A A"]);
    assert_eq!(read, [red, green, green, amber], "whole rows");
    assert!(told[0].contains("`Ref`"), "{told:?}");
    let others: [(&str, &[&str]); 6] = [
        ("every second row", &["G G G G", "A A A A", "G G G G", "A A A A", "G G G G"]),
        ("one colour", &["- G - -", "- G - -", "- G - -", "- G - -"]),
        ("few are painted", &["- G - -", "- R - -", "- - - -", "- - - -", "- - - -"]),
        ("two columns that disagree", &["R G - -", "G G - -", "G R - -", "R R - -"]),
        ("what the cell says", &["- - - R", "- - - G", "- - - G", "- - - R"]),
        ("no traffic light", &["- B - -", "- B - -", "- Y - -", "- Y - -"]),
    ];
    for (why, fills) in others {
        let (read, told) = painted(HEADER, fills);
        assert!(read.iter().all(Option::is_none) && told.is_empty(), "{why}: {read:?}");
    }
    let (read, _) = painted("Ref | Recommendation | Status | Owner", &["- R - -", "- G - -", "- G - -"]);
    assert!(read.iter().all(Option::is_none), "a status column is there for that: {read:?}");
}
