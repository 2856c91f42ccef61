//! Tables of figures, one kind of mess each.

use super::super::tests::{outline, roles, roles_of, sheet};
use super::*;

#[test]
fn years_and_units_over_figures_are_a_header_of_several_rows() {
    let outline = outline(&sheet(&[
        "Table 7. Berths in Harbours of the Coast by Kind and Year, as Counted by the Harbour Masters at the End of June",
        "",
        "[In hundreds. Counted by hand.]",
        "",
        "|Berths||Boats",
        "",
        "Harbour|2004|2005|2004|2005",
        "|(100)|(100)|(1,000)|(1,000)",
        "",
        "All harbours, total|60|66|21|30",
        "North coast:",
        "Alder|10|11|4|5",
        "Birch|20|22|8|10",
        "South coast:",
        "Cedar|30|33|9|15",
        "",
        "Source: Harbour Trust, yearbook,",
        "2006, page 12.",
    ]));
    assert_eq!(roles(&outline), "banner*2 header*3 total section record*2 section record note*2");
    let table = outline.tables.first().unwrap();
    assert_eq!(
        (table.header_rows.as_slice(), table.range.to_string().as_str()),
        ([4, 6, 7].as_slice(), "A5:E15")
    );
    assert_eq!(table.holds, Holds::Figures);
    let names: Vec<String> = table.columns.iter().map(HeaderColumn::full).collect();
    assert_eq!(
        names,
        [
            "Harbour",
            "Berths / 2004 / (100)",
            "Berths / 2005 / (100)",
            "Boats / 2004 / (1,000)",
            "Boats / 2005 / (1,000)"
        ]
    );
}

#[test]
fn sums_need_no_word_for_it() {
    let found = roles_of(&[
        "|2004|2005",
        "Boats|90|150",
        "Sailing boats|60|100",
        "Dinghies|25|60",
        "Yachts|35|40",
        "Motor boats|30|50",
    ]);
    assert_eq!(found, "header total*2 record*3");
}

#[test]
fn words_make_a_sum_where_figures_are_rates() {
    let body = |label: &str| {
        let row = format!("{label}|7.1|8.2");
        roles_of(&["Harbour|2004|2005", "Alder|5.5|6.1", "Birch|8.5|9.9", "Cedar|7.2|8.4", &row])
    };
    for label in ["Total", "Harbours, total \\1", "Sub-total", "Harbour mean", "Average"] {
        assert_eq!(body(label), "header record*3 total", "{label}");
    }
    for label in ["Percent of total", "Totalled by hand", "Mean depth of water in metres", "Totally Dry Dock"]
    {
        assert_eq!(body(label), "header record*4", "{label}");
    }
}

#[test]
fn a_header_in_the_middle_is_none_of_the_rows() {
    let found = roles_of(&[
        "Harbour|2004|2005",
        "Alder|10|11",
        "Birch|20|25",
        "||(Per cent)",
        "Alder|3|4",
        "Harbour|2004|2005",
        "Birch|5|9",
        "|2006|2007",
        "Cedar|8|8",
    ]);
    assert_eq!(found, "header record*2 header record repeated_header record header record");
}

#[test]
fn rows_without_a_label_and_labels_over_two_rows_belong_to_the_body() {
    let found = roles_of(&[
        "Berths|2004|2005|2006",
        "|400|420|460",
        "Other|390|395|403",
        "Berths that are let for a whole season to one",
        "and the same owner|20|25|27",
        "---|---|---|---",
    ]);
    assert_eq!(found, "header record*3 continuation note");
}

#[test]
fn signs_and_marks_stand_for_figures() {
    let found =
        roles_of(&["Harbour||2004||2005", "Alder|\\1|(NA)||11", "Birch|\\1, \\2|-||(X)", "Cedar||7²||n/a"]);
    assert_eq!(found, "header record*3");
}

#[test]
fn numbers_of_the_columns_are_a_header() {
    let found = roles_of(&["Harbour|Let|Free", "1|2|3", "Alder|10|11", "Birch|20|25"]);
    assert_eq!(found, "header*2 record*2");
}

#[test]
fn trackers_and_their_counts_are_left_alone() {
    let holds = |lines: &[&str]| outline(&sheet(lines)).tables.first().map(|table| table.holds);
    let trackers: [&[&str]; 5] = [
        &["Action|Percent complete", "Dredge the basin|50", "Buy lamps|20", "Paint the pier|30"],
        &["|Start|Due date|Percent", "Dredge the basin|5|9|50", "Buy lamps|3|7|20"],
        &["Harbour|Master|Clerk|Berths", "Alder|A. Roe|B. Moe|5", "Birch|J. Poe|C. Loe|9"],
        &[
            "|2004|2005|What was done",
            "Alder|1|2|The basin was dredged down to the rock",
            "Birch|2|2|Nothing",
        ],
        &["Status|Count", "Achieved|3", "Slipped|4", "Total|7"],
    ];
    for tracker in trackers {
        assert!(matches!(holds(tracker), None | Some(Holds::Items)), "{tracker:?}");
    }
    // A regular table under a row of words stays one, whose rows are records.
    let named = holds(&["Harbour|Berths|Boats", "Alder|10|11", "Birch|20|25"]);
    assert_eq!(named, Some(Holds::NamedFigures));
    assert_eq!(holds(&["Harbour|2004|2005", "Alder|10|11", "Birch|20|25"]), Some(Holds::Figures));
}

#[test]
fn a_lone_label_right_below_the_header_is_a_group_where_others_part_the_rows_below() {
    let groups = ["|Jan|Feb", "Landed", "Alder|10|13", "Birch|20|27", "Shipped", "Alder|5|3", "Birch|6|8"];
    assert_eq!(roles_of(&groups), "header section record*2 section record*2");
    // Over a sum of all it names the column.
    let named = ["|Jan|Feb", "Harbour", "Total|30|40", "North coast", "Alder|10|13", "Birch|20|27"];
    assert_eq!(roles_of(&named), "header*2 total section record*2");
}
