//! Faults that real trackers showed, each as the smallest sheet that has it.

use super::Holds;
use super::tests::{outline, roles_of, sheet};

#[test]
fn plain_labels_over_days_or_a_column_of_periods_are_a_header() {
    let milestones = [
        "name|what for|day",
        "Tenders out|Invite five yards to price the works|1 June 2021",
        "Contract let|Sign with the yard that the board chose|8 July 2021",
    ];
    assert_eq!(roles_of(&milestones), "header record*2");
    assert_eq!(
        roles_of(&["Week|Category|Task", "Week 1|Pier|Hang the lamps", "Week 1|Quay|Mend it"]),
        "header record*2"
    );
}

#[test]
fn rows_in_which_only_a_formula_shows_are_kept_free() {
    let rows = [
        "Item|Likelihood|Impact|Risk (L x I)|How",
        "Fog in the sound|2|3|6|Sound the horn",
        "|||0|",
        "|||#VALUE!|",
    ];
    assert_eq!(roles_of(&rows), "header record placeholder*2");
}

#[test]
fn a_subject_that_begins_anew_below_a_gap_is_no_continuation() {
    let rows = [
        "Activity|Owner|Strategy|Deliverables",
        "Advice to skippers||As asked|Notes",
        "",
        "Horn on the pier||Bought and hung on the end of the long pier|dependency on the power line",
    ];
    assert_eq!(roles_of(&rows), "header record*2");
}

#[test]
fn a_second_header_below_a_plain_title_begins_a_table() {
    let two = outline(&sheet(&[
        "Ref|Action|Owner|Due",
        "A1|Book the hall|J. Roe|1/5/2021",
        "A2|Print the flyers|A. Poe|2/5/2021",
        "",
        "Risks",
        "Risk ID|Risk description|Mitigation|Risk owner",
        "R1|Rain on the day|Hire a marquee|J. Roe",
    ]));
    let ranges: Vec<String> = two.tables.iter().map(|table| table.range.to_string()).collect();
    assert_eq!(ranges, ["A1:D3", "A6:D7"]);
}

#[test]
fn an_item_with_states_below_a_bold_section_is_no_header() {
    let roles = roles_of(&[
        "Ref|Issue identified|Management action|Owner|Due|RAG|Status",
        "",
        "*Moorings",
        "R1|Nobody checks the ropes|Brief the supervisors|Jane Roe|1/5/2021 revised to 1/9/2021|Blue|Implemented",
        "R2|The buoys drift|Buy heavier anchors|Ann Poe|2/5/2021|Green|On track",
    ]);
    assert_eq!(roles, "header section record*2");
}

#[test]
fn an_item_below_a_plain_section_is_no_header() {
    let plan = outline(&sheet(&[
        "Ref|Action|Owner|Due|% complete",
        "",
        "MOORINGS",
        "P1|Dredge the upper basin|Jane Roe, Harbour Officer|1/5/2021 revised to 1/9/2021|75%",
        "P2|Paint the long pier|Ann Poe, Pier Manager|2/5/2021|20%",
    ]));
    let ranges: Vec<String> = plan.tables.iter().map(|table| table.range.to_string()).collect();
    assert_eq!(ranges, ["A1:E5"]);
}

#[test]
fn columns_of_counts_mean_no_color() {
    let counts = outline(&sheet(&[
        "Harbour|R|A|G",
        "North|1|0|1",
        "South|0|1|1",
        "Ref|Risk|Harbour|RAG|Owner",
        "R1|The crane fails|North|R|J. Roe",
        "R2|Silt blocks the basin|South|A|A. Poe",
    ]));
    assert!(counts.legend.entries.is_empty(), "{:?}", counts.legend.entries);
}

#[test]
fn quarters_beside_two_sure_labels_make_a_header() {
    let plan =
        outline(&sheet(&["Ref|Gauge|Owner|Q1|Q2|Q3|Q4", "M1|Tide|J. Roe|R|A|G|G", "M2|Wind|A. Poe|G|G|A|A"]));
    assert_eq!(plan.tables.first().map(|table| table.range.to_string()).as_deref(), Some("A1:G3"));
}

#[test]
fn ticks_are_no_figures() {
    let plan = outline(&sheet(&[
        "Recommendation|Not started|In progress|Complete|Lead",
        "Buy grit|x|||J. Roe",
        "Oil the gates||x||A. Poe",
        "Paint the rail|||x|A. Poe",
    ]));
    assert_eq!(plan.tables.first().map(|table| table.holds), Some(Holds::Items));
}
