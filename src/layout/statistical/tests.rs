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
    for label in [
        "Percent of total",
        "Mean total length in feet",
        "Total number of berths",
        "Totalled by hand",
        "Mean depth of water in metres",
        "Totally Dry Dock",
    ] {
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

#[test]
fn rows_below_a_shared_label_belong_to_it() {
    // The label stands once over the rows that share it, and the last of them end the table.
    let found = roles_of(&[
        "Harbour|Owners|2004|2005",
        "Alder|Men|10|13",
        "|Women|20|27",
        "|Total|30|40",
        "Birch|Men|5|6",
        "|Women|7|8",
        "|Total|12|14",
        "All harbours|Men|15|19",
        "|Women|27|35",
        "|Total|42|54",
    ]);
    assert_eq!(found, "header record*2 total record*2 total*4");
    // Shares of a sum are none.
    let shares = roles_of(&[
        "Harbour||Berths|Boats",
        "Total|2004|310|402",
        "|2005|299|377",
        "|Percent change|-3.5|-6.2",
        "Alder|2004|97|113",
        "|2005|88|125",
        "|Percent change|-9.3|+10.6",
    ]);
    assert_eq!(shares, "header total*2 record*4");
}

#[test]
fn a_year_is_the_sum_of_its_quarters_further_down() {
    let found = roles_of(&[
        "Year|Quarter|Berths|Boats|Crews",
        "2003||1,204|930|2,117",
        "2004||1,000|505|4,020",
        "",
        "2004|Q1|100|105|1,000",
        "|Q2|200|100|1,010",
        "|Q3|300|100|990",
        "|Q4|400|200|1,020",
    ]);
    assert_eq!(found, "header record total record*4");
}

#[test]
fn labels_over_figures_are_a_header_whatever_ages_and_sizes_stand_among_them() {
    let found = roles_of(&[
        "Offence|All ages|Under 18|18 and over|18|19",
        "Mooring without leave|900|100|800|50|61",
        "Speeding|700|90|610|44|38",
        "Runaways|*|*|*|*|*",
    ]);
    assert_eq!(found, "header record*3");
}

#[test]
fn the_years_of_the_header_come_again_under_other_names() {
    let found = roles_of(&[
        "all|2003|2004|2005",
        "N|12|15|17",
        "mean|0.5|0.7|0.6",
        "",
        "river|2003|2004|2005",
        "N|3|4|9",
        "mean|0.4|0.6|0.8",
    ]);
    assert_eq!(found, "header record total repeated_header record total");
}

#[test]
fn what_stands_above_a_complete_header_is_about_the_sheet() {
    let body = ["Alder|10|11|4", "Birch|20|25|6"];
    let with = |above: &[&str], header: &str| {
        let lines: Vec<&str> = above.iter().copied().chain([header]).chain(body).collect();
        roles_of(&lines)
    };
    let header = "Harbour|Berths|Boats|Crews";
    assert_eq!(with(&["||Sent", "", "Costs of the new harbours", ""], header), "banner*2 header record*2");
    assert_eq!(with(&["Day of the count|12.05.2017", ""], header), "metadata header record*2");
    let named = "Table 1|All berths that were let for more than a season at the end of June";
    assert_eq!(with(&[named], header), "metadata header record*2");
    assert_eq!(with(&["|||Number of berths"], "Harbour|2003|2004|2005"), "banner header record*2");
    // A text that was merged over its row is written into each cell by some exports.
    let spread = "Count of June|Count of June|Count of June|Count of June";
    assert_eq!(with(&[spread], header), "banner header record*2");
}

#[test]
fn groups_stand_one_over_another_or_a_column_further_out() {
    let stacked = [
        "|2004|2005",
        "Coast",
        "Men",
        "Total|30|40",
        "Alder|10|13",
        "Birch|20|27",
        "Rivers",
        "Men",
        "Alder|5|3",
    ];
    assert_eq!(roles_of(&stacked), "header section*2 total record*2 section*2 record");
    let further_out = [
        "||Let|Free",
        "North coast",
        "|Alder|10|13",
        "|Birch|20|27",
        "South coast",
        "|Cedar|5|3",
        "|Elder|6|8",
        "Rivers||3|4",
        "|Total|44|55",
    ];
    assert_eq!(roles_of(&further_out), "header section record*2 section record*3 total");
}

#[test]
fn words_of_trackers_over_figures_name_none() {
    let holds = |lines: &[&str]| outline(&sheet(lines)).tables.first().map(|table| table.holds);
    let treatment = [
        "Treatment|Plot|Height|Weight",
        "Lime|1|16.6|13.8",
        "|2|16.5|14.1",
        "Marl|1|21.9|14.0",
        "|2|20.6|14.9",
    ];
    assert_eq!(holds(&treatment), Some(Holds::NamedFigures));
    let target = [
        "Harbour|Actual|Target|Actual|Target",
        "Alder|170|180|788|660",
        "Birch|0|20|45|27",
        "Cedar|186|38|3|8",
    ];
    assert_eq!(holds(&target), Some(Holds::NamedFigures));
    // Days stay days where a spreadsheet writes them as numbers.
    let days = ["Harbour|Start|Due date|Berths", "Alder|41275|41340|20", "Birch|41280|41390|25"];
    assert_eq!(holds(&days), Some(Holds::Items));
}

#[test]
fn rows_without_figures_right_below_the_others_are_rows_too() {
    let days = [
        "|Alder|Birch",
        "2004-01-01|5|7",
        "2004-02-01|6|8",
        "2004-03-01",
        "2004-04-01",
        "",
        "Counted by hand",
    ];
    assert_eq!(roles_of(&days), "header record*4 note");
    let words = ["Facts|Alder|Coast", "Berths|10|11", "Boats|20|25", "Ward|Old town", "", "(a) As counted."];
    assert_eq!(roles_of(&words), "header record*3 note");
    // A remark without an empty row above it has the form of one.
    assert_eq!(
        roles_of(&["|2004|2005", "Alder|5|7", "Birch|6|8", "Note: counted by hand"]),
        "header record*2 note"
    );
}

#[test]
fn a_sum_without_a_word_closes_the_table() {
    let deals = [
        "Buyer|Days|Berths|Paid",
        "Alder|31|3|200",
        "Birch|30|5|",
        "Cedar|61|2|300",
        "Elder|15|8|50",
        "",
        "|||550",
    ];
    assert_eq!(roles_of(&deals), "header record*4 total");
}
