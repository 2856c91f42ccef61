//! What is taken out beside and below the items, and what stays theirs.

use super::super::Outline;
use super::super::tests::{outline, sheet};
use crate::record::Role;

/// The first table's range, what was passed over, and the counts.
fn parted(lines: &[&str]) -> String {
    let outline: Outline = outline(&sheet(lines));
    let table = outline.tables.first().map_or_else(String::new, |table| table.range.to_string());
    let passed = outline.passed.iter().map(|(range, reason)| format!("{range} {reason}"));
    let counts = outline.summaries.iter().map(|block| {
        let counts = block.counts.iter().map(|count| format!("{} {}", count.label, count.value));
        let total = block.total.map(|total| format!("total {total}"));
        counts.chain(total).collect::<Vec<_>>().join(", ")
    });
    [table].into_iter().chain(passed).chain(counts).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_matrix_is_no_part_of_the_register() {
    let register = [
        "Ref|Risk|Likelihood|Impact|Mitigation|Owner|Review date",
        "R1|The crane fails in a storm|4|5|Service it twice a year|J. Roe|1/6/2021",
        "R2|Silt blocks the basin|3|3|Dredge in spring|A. Poe|1/7/2021",
    ];
    let below = |matrix: &[&str]| parted(&[&register[..], matrix].concat());
    let passed = |range: &str| format!("A1:G3; {range} it is a matrix to read scores from");
    assert_eq!(
        below(&["", "How bad|Dull|Poor|Dire", "Often|3|6|9", "At times|2|4|6", "Never|1|2|3"]),
        passed("A5:D8")
    );
    // Sums, with the labels under them.
    assert_eq!(below(&["", "|3|4|5|6", "|2|3|4|5", "|1|2|3|4", "||Dull|Poor|Dire"]), passed("B5:E8"));
    let levels =
        ["", "|Dull|Poor|Dire", "Often|watch|act|act", "At times|leave|watch|act", "Never|leave|leave|watch"];
    assert_eq!(below(&levels), passed("A5:D8"));
    let beside = [
        "Ref|Risk|Mitigation|Owner||Often|3|6|9",
        "R1|The crane fails|Service it|J. Roe||At times|2|4|6",
        "R2|Silt blocks the basin|Dredge in spring|A. Poe||Never|1|2|3",
        "R3|The gate jams|Grease it|A. Poe|||Dull|Poor|Dire",
    ];
    assert_eq!(parted(&beside), "A1:D4; F1:I4 it is a matrix to read scores from");
}

#[test]
fn counts_beside_the_items_are_counts() {
    let counts = |gap: &str, header: &str| {
        parted(&[
            &format!("Ref|Action|Owner|RAG{gap}|{header}"),
            &format!("1|Oil the crane|J. Roe|Green{gap}|Green|2"),
            &format!("2|Dredge the basin|A. Poe|Amber{gap}|Amber|1"),
            &format!("3|Paint the rail|A. Poe|Green{gap}|Total|3"),
        ])
    };
    for (gap, header) in [("|", "Where we are|Items"), ("", "Where we are|Items"), ("", "|"), ("||", "Tally")]
    {
        assert_eq!(counts(gap, header), "A1:D4; Green 2, Amber 1, total 3", "{gap} {header}");
    }
    let by_owner = [
        "Ref|Action|Owner|RAG||By whom|Red|Green|All",
        "1|Oil the crane|J. Roe|Green||J. Roe|0|1|1",
        "2|Dredge the basin|A. Poe|Red||A. Poe|1|1|2",
        "3|Paint the rail|A. Poe|Green",
    ];
    assert_eq!(parted(&by_owner), "A1:D4; F1:I3 it holds figures, and no items");
}

#[test]
fn lists_beside_and_below_the_items_are_passed_over() {
    let plan = [
        "Action|Lead|Due||Choose from",
        "Oil the crane|J. Roe|1/6/2021||Open",
        "Dredge the basin|A. Poe|1/7/2021||Shut",
        "Paint the rail|A. Poe|1/8/2021||Dropped",
        "Mend the gate|A. Poe|1/8/2021|",
        "Fit the lamps|A. Poe|1/8/2021|",
    ];
    assert_eq!(parted(&plan), "A1:C6; E1:E4 it lists the words to choose from");
    let below = [
        &plan[..1],
        &[
            "Oil the crane|J. Roe|1/6/2021",
            "",
            "How it is|Team",
            "Done|Pier",
            "Not started|Quay",
            "Late|Deck",
        ],
    ]
    .concat();
    assert_eq!(parted(&below), "A1:E2; A4:B7 it lists the words to choose from");
}

#[test]
fn columns_behind_a_blank_one_are_the_tables() {
    let spaced = [
        "Ref|Action|Owner||Q1|Q2|Q3||Closed on|Remarks",
        "1|Oil the crane|J. Roe||Green|Amber|Red||1/6/2021|All done",
        "2|Dredge the basin|A. Poe||Amber|Amber|Green||2/6/2021|Signed off",
        "3|Paint the rail|A. Poe||Red|Green|Red|||",
        "4|Mend the gate|A. Poe||Red|Green|Red|||",
    ];
    assert_eq!(parted(&spaced), "A1:J5");
    // Numbers beside words that are counted, but not how often those come.
    let percent = [
        "Ref|Action|Owner|Status|Score",
        "1|Oil the crane|J. Roe|Complete|9",
        "2|Dredge the basin|A. Poe|In progress|5",
        "3|Paint the rail|A. Poe|Not started|0",
    ];
    assert_eq!(parted(&percent), "A1:E4");
}

#[test]
fn counts_with_percentages_above_a_table_are_no_items() {
    let plan = [
        "Standing|Items|%",
        "Complete|1|50%",
        "On track|1|50%",
        "Total|2|",
        "",
        "Ref|Action|Owner|Status",
        "1|Oil the crane|J. Roe|Complete",
        "2|Dredge the basin|A. Poe|On track",
    ];
    assert_eq!(parted(&plan), "A6:D8; Complete 1, On track 1, total 2");
}

#[test]
fn a_title_right_above_counts_is_no_part_of_them() {
    let sheet = sheet(&[
        "Harbour plan",
        "Position as at 3 May 2021",
        "Standing|Items",
        "Complete|1",
        "On track|1",
        "",
        "Ref|Action|Owner|Status",
        "1|Oil the crane|J. Roe|Complete",
        "2|Dredge the basin|A. Poe|On track",
    ]);
    let outline = outline(&sheet);
    assert_eq!(super::super::tests::roles(&outline), "banner metadata summary*3 header record*2");
    assert_eq!(outline.metadata.len(), 1);
}

#[test]
fn numbered_items_end_above_words_and_numbers_without_one() {
    let plan = [
        "Ref|Action|Owner|Due|Status|Remarks",
        "1|Oil the crane|J. Roe|1/6/2021|Complete",
        "2|Dredge the basin|A. Poe|1/7/2021|On track",
        "",
        "|Heading|This year",
        "|Wages|81000",
        "|Travel|950",
        "|Total|81950",
    ];
    assert_eq!(super::super::tests::roles_of(&plan), "header record*2 metadata*4");
}

#[test]
fn the_total_of_one_colour_is_its_count() {
    let plan = [
        "Total red|1",
        "Total green|2",
        "Total|3",
        "",
        "Ref|Action|Owner|RAG",
        "1|Oil the crane|J. Roe|Green",
    ];
    assert_eq!(parted(&plan), "A5:D6; Total red 1, Total green 2, total 3");
}

#[test]
fn labels_of_counts_that_read_like_words_of_dates_stay_with_them() {
    let plan = [
        "Harbour plan",
        "",
        "On track|Ongoing|Slipped|Total",
        "1|1|0|2",
        "",
        "Ref|Action|Owner|Due|Status",
        "1|Light the pier|J. Roe|1/6/2021|On track",
        "2|Dredge the basin|A. Poe|1/7/2021|Ongoing",
    ];
    assert_eq!(parted(&plan), "A6:E8; On track 1, Ongoing 1, Slipped 0, total 2");
    let outline = outline(&sheet(&plan));
    assert_eq!(outline.rows.get(&2), Some(&Role::Summary));
}

#[test]
fn items_that_are_all_rated_alike_are_no_matrix() {
    let plan = [
        "Action|Owner|Q3|Q4|Q1",
        "Dredge the basin|J. Roe|Red|Amber|Green",
        "Light the pier|J. Roe|Red|Amber|Green",
        "Mend the gate|J. Roe|Red|Amber|Green",
    ];
    assert_eq!(parted(&plan), "A1:E4");
}

#[test]
fn ratings_in_letters_right_beside_the_items_are_theirs() {
    let plan = [
        "Ref|Action|Owner|Impact|Effort|RAG|Trend",
        "1|Oil the crane|J. Roe|H|L|R|U",
        "2|Dredge the basin|A. Poe|H|M|A|U",
        "3|Paint the rail|A. Poe|M|M|G|D",
    ];
    assert_eq!(parted(&plan), "A1:G4");
}

#[test]
fn items_in_three_colors_below_a_gap_are_no_key() {
    let plan =
        ["Action|Owner|RAG", "Oil the crane|J. Roe|Red", "", "Dredge it|A. Poe|Red", "Paint it|A. Poe|Red"];
    assert_eq!(parted(&plan), "A1:C5");
}
