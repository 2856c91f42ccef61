//! Faults that real trackers showed, each as the smallest sheet that has it.

use super::tests::roles_of;

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
