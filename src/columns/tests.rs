//! Which column is which field on small tables, and why.

use super::*;
use crate::grid::{Address, Color, Style, Value};
use crate::layout::{LayoutOptions, Outline, PinnedBy};

/// A sheet of lines with `|` between cells; `#red` is an empty cell with a red fill, `=25%` a number that is shown so.
fn sheet(lines: &[&str]) -> Sheet {
    let mut cells = Vec::new();
    for (row, line) in (0..).zip(lines) {
        for (column, text) in (0..).zip(line.split('|')) {
            let at = Address::new(row, column);
            match text {
                "" => {}
                "#red" => {
                    let fill = Some(Color { red: 255, green: 0, blue: 0 });
                    cells.push((at, Value::Empty, Style { fill, ..Style::default() }));
                }
                text => {
                    let number =
                        text.strip_prefix('=').and_then(|t| t.strip_suffix('%')?.parse::<f64>().ok());
                    let value =
                        number.map_or_else(|| Value::Text(text.to_owned()), |n| Value::Percent(n / 100.0));
                    cells.push((at, value, Style::default()));
                }
            }
        }
    }
    Sheet::new("", false, cells, [])
}

/// The outline without a word of the caller.
fn outline(sheet: &Sheet) -> Outline {
    crate::layout::outline(sheet, &LayoutOptions::default())
}

/// The fields of the first table's columns: `ref action - due`.
fn fields(lines: &[&str]) -> String {
    let sheet = sheet(lines);
    let outline = outline(&sheet);
    let mapping = map(&sheet, outline.tables.first().expect("a table"), &[]);
    let name = |c: &MappedColumn| c.field.map_or("-".to_owned(), |f| f.to_string());
    mapping.columns.iter().map(name).collect::<Vec<_>>().join(" ")
}

fn lists_words(sheet: &Sheet) -> bool {
    let outline = outline(sheet);
    let table = outline.tables.first().expect("a table");
    is_pick_list(sheet, table, &map(sheet, table, &[]))
}

#[test]
fn headers_name_fields_and_the_rest_stays_extra() {
    let found = fields(&[
        "No.|Recommendation|Lead Responsibility|Finance Manager|Completion Date|Evidence of progress|Savings to date|Assessment (1-4)",
        "1|Dredge the inner basin before the autumn storms|J. Roe|A. Poe|June 2021|Tenders are being scored by the board.|£4,000|1 - Achieved",
        "2|Light the long pier from end to end for boats|J. Roe|A. Poe|July 2021|All 40 lamps are up and they have been tested.|N/A|2 - On track",
    ]);
    assert_eq!(found, "ref recommendation owner - due progress money status");
}

#[test]
fn a_column_of_refs_needs_no_header() {
    let found = fields(&[
        "|Action|Lead officer|Due",
        "AP/01|Dredge the inner basin before the autumn storms|Ann Lee|1/6/2021",
        "AP/02|Light the long pier from end to end for boats|Cy Poe|1/7/2021",
        "AP/03|Write to the owners of all the boats|Cy Poe|1/8/2021",
    ]);
    assert_eq!(found, "ref action owner due");
}

#[test]
fn a_column_of_people_needs_no_header() {
    let of = |cells: [&str; 4]| {
        let item =
            |(n, cell): (usize, &str)| format!("{n}|Light the pier {n} from end to end|{cell}|1/{n}/2021");
        let lines: Vec<String> =
            std::iter::once("Ref|Action||Due".to_owned()).chain((1..).zip(cells).map(item)).collect();
        fields(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let owner = "ref action owner due";
    assert_eq!(of(["Ann Lee", "Peter Moe", "Ann Lee", "Susan Poe"]), owner);
    assert_eq!(of(["Head of Harbours", "Berths Manager", "Head of Harbours", "Director of Piers"]), owner);
    assert_eq!(of(["AL", "PM", "AL", "SP"]), owner);
    let none = "ref action - due";
    assert_eq!(of(["North Quay", "Outer Basin", "North Quay", "Long Pier"]), none);
    assert_eq!(of(["NQ", "NQ", "NQ", "NQ"]), none);
    assert_eq!(of(["Timber", "Steel", "Paint", "Rope"]), none);
}

#[test]
fn of_several_owners_the_left_one_acts() {
    let found = fields(&[
        "Ref|Action|Responsible officer|Responsible Director|Due",
        "1|Dredge the inner basin before the autumn storms|Ann Lee|Bob Roe|1/6/2021",
        "2|Light the long pier from end to end for boats|Cy Poe|Bob Roe|1/7/2021",
    ]);
    assert_eq!(found, "ref action owner - due");
}

#[test]
fn what_cells_hold_decides_close_calls() {
    // "Description" beside "Action" is what the action is about; a "status" that tells a story is the progress.
    let found = fields(&[
        "ID|Description|Action|Due|Status",
        "1|The basin silts up every winter and boats run aground|Let the contract|1/6/2021|Tenders came in and the board will score them.",
        "2|The pier is dark from end to end and people trip|Buy lamps|1/7/2021|All 40 lamps are up and have been tested twice.",
        "3|Nobody knows whose boats lie in the outer harbour|Write to owners|1/5/2021|Letters went out and half of them were answered.",
    ]);
    assert_eq!(found, "ref recommendation action due progress");
}

#[test]
fn a_colour_column_needs_no_text_and_items_no_header() {
    let found = fields(&[
        "|Status|Deadline",
        "Draw the plan of the jetty|#red|2021-05-03",
        "Build the jetty|#red|2021-06-03",
        "Paint the jetty|#red|2021-07-03",
    ]);
    assert_eq!(found, "action status due");
}

#[test]
fn a_project_that_does_not_repeat_is_the_item() {
    let rows = |header: &'static str, projects: [&'static str; 3]| {
        let line =
            |i: usize, owner: &str| format!("{}|{}|{owner}|{}/6/2021|Green", i + 1, projects[i], i + 1);
        let lines = [header.to_owned(), line(0, "Ann Lee"), line(1, "Cy Poe"), line(2, "Bob Roe")];
        fields(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let other = ["New jetty lighting", "Basin dredging", "Harbour office roof"];
    assert_eq!(rows("Ref|Project|Owner|Due|RAG", other), "ref recommendation owner due rag");
    assert_eq!(rows("Ref|Project name|Owner|Due|RAG", other), "ref recommendation owner due rag");
    assert_eq!(rows("Ref|Project|Owner|Due|RAG", ["Jetty", "Jetty", "Roof"]), "ref group owner due rag");
}

#[test]
fn a_lone_date_beside_owners_is_when_it_is_due() {
    let rows = |header: &'static str, dates: [&str; 2]| {
        let line = |i: usize| {
            format!("{i}|Let contract number {i} for dredging|Ann Lee|{}|{i}/{}", dates[0], dates[1])
        };
        let lines = [header.to_owned(), line(1), line(2), line(3)];
        fields(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert_eq!(rows("Ref|Action|Owner|Cost|Date", ["£4", "6/2021"]), "ref action owner money due");
    assert_eq!(
        rows("Ref|Action|Owner|Begin|Date", ["1/5/2021", "6/2021"]),
        "ref action owner started other_date"
    );
    assert_eq!(rows("Ref|Action|Sponsor|Cost|Date", ["£4", "6/2021"]), "ref action - money other_date");
    assert_eq!(
        rows("Ref|Action|Owner|Date received|Due", ["1/5/2021", "6/2021"]),
        "ref action owner raised due"
    );
}

#[test]
fn a_name_of_items_over_refs_names_their_refs() {
    for refs in [["1", "2", "3"], ["A1", "A2", "A3"]] {
        let line = |i: usize, rest: &str| format!("{}|{rest}", refs[i]);
        let lines = [
            "Rec|Recommendation|Owner|Done?".to_owned(),
            line(0, "Dredge the inner basin before the autumn storms|Ann Lee|Yes"),
            line(1, "Light the long pier from end to end for boats|Cy Poe|No"),
            line(2, "Write to the owners of all the boats|Cy Poe|No"),
        ];
        let found = fields(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(found, "ref recommendation owner status", "{refs:?}");
    }
}

#[test]
fn a_table_of_unknown_words_is_all_extra() {
    assert_eq!(fields(&["Berth|Vessel|Length", "12|Mary Ann|9", "14|Gannet|11", "15|Tern|7"]), "- - -");
}

#[test]
fn reasons_say_what_header_and_cells_show() {
    let sheet = sheet(&[
        "Ref|Action|Lead officer",
        "1|Let the contract for dredging the basin|J. Roe",
        "2|Buy forty lamps for the long pier|A. Poe",
    ]);
    let outline = outline(&sheet);
    let mapping = map(&sheet, &outline.tables[0], &[]);
    let owner = mapping.of(Field::Owner).next().unwrap();
    assert_eq!(
        owner.reason,
        "header `Lead officer` names owner by `officer`; 2 of 2 cells hold names or posts"
    );
    assert!(owner.confidence > ACCEPTED);
}

#[test]
fn pinned_columns_get_their_field_and_the_rest_what_is_left() {
    let sheet = sheet(&[
        "Ref|Action|Lead officer|Contact|Status",
        "1|Let the contract for dredging the basin|J. Roe|A. Poe|On track",
        "2|Buy forty lamps for the long pier|A. Poe|J. Roe|Achieved",
    ]);
    let outline = outline(&sheet);
    let pin = |column: &str, field| Pin { column: column.to_owned(), field, by: PinnedBy::Caller };
    let pins = [pin("contact", Some(Field::Owner)), pin("E", None)];
    let mapping = map(&sheet, &outline.tables[0], &pins);
    let shown: Vec<(Option<Field>, f32, bool)> =
        mapping.columns.iter().map(|c| (c.field, c.confidence, c.reason == "pinned")).collect();
    let expected = [
        (Some(Field::Ref), 1.0, false),
        (Some(Field::Action), 1.0, false),
        (None, 0.0, false),
        (Some(Field::Owner), 1.0, true),
        (None, 0.0, true),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn labels_that_repeat_get_different_keys() {
    let sheet = sheet(&[
        "Ref|Action|Note|Note|Note (2)|Note",
        "1|Let the contract for dredging the basin|a|b|c|d",
        "2|Buy forty lamps for the long pier|e|f|g|h",
    ]);
    let outline = outline(&sheet);
    let keys: Vec<String> = map(&sheet, &outline.tables[0], &[]).columns.into_iter().map(|c| c.key).collect();
    assert_eq!(keys, ["Ref", "Action", "Note", "Note (2)", "Note (2) (2)", "Note (3)"]);
}

#[test]
fn lists_to_choose_from_are_no_tracker() {
    let lists = sheet(&[
        "Status|RAG|Priority|Lead",
        "Not started|Red|High|J. Roe",
        "On track|Amber|Medium|A. Poe",
        "Slipped|Green|Low|B. Moe",
        "Achieved|||C. Doe",
    ]);
    assert!(lists_words(&lists));
    let responses = sheet(&[
        "Status|Response|Lead",
        "Not started|Accept|J. Roe",
        "On track|Reduce|A. Poe",
        "Slipped|Transfer|",
        "Achieved||",
    ]);
    assert!(lists_words(&responses));
    let records = sheet(&[
        "Ref|Action|Status|Lead",
        "1|Let the contract for dredging the basin|On track|J. Roe",
        "2|Buy forty lamps for the long pier|On track|A. Poe",
        "3|Write to all owners of boats in the outer harbour|Slipped|J. Roe",
    ]);
    assert!(!lists_words(&records));
}

#[test]
fn short_items_that_all_differ_are_a_tracker() {
    let cases: [&[&str]; 3] = [
        &[
            "Ref|Action|Owner|Status",
            "1|Buy lamps|J. Roe|Done",
            "2|Paint door|A. Poe|Open",
            "3|Fix roof|B. Moe|Late",
        ],
        &["Ref|Action|Owner", "1|Buy lamps|J. Roe", "2|Paint door|", "3|Fix roof|B. Moe"],
        &["Action|Owner|Status", "Buy lamps|J. Roe|Done", "Paint door|A. Poe|Open", "Fix roof||Late"],
    ];
    for lines in cases {
        assert!(!lists_words(&sheet(lines)), "{lines:?}");
    }
}

#[test]
fn comments_are_the_progress_where_nothing_else_tells_it() {
    let told = "All forty lamps are up and they have been tested twice";
    let items = [format!("1|Light the long pier|J. Roe|{told}"), format!("2|Mend the quay|A. Poe|{told}")];
    let of = |header: &str| {
        let mut lines = vec![header];
        lines.extend(items.iter().map(String::as_str));
        fields(&lines)
    };
    assert_eq!(of("Ref|Recommendation|Owner|Comments"), "ref recommendation owner progress");
    assert_eq!(of("Ref|Recommendation|Owner|Notes"), "ref recommendation owner notes");
    assert_eq!(of("Ref|Progress|Owner|Comments"), "ref progress owner notes");
}

#[test]
fn an_answer_from_a_list_is_no_action() {
    let header = "Ref|Recommendation|Owner|Response";
    let items = |answers: [&str; 3]| -> Vec<String> {
        let item = |n: usize| format!("{n}|Light pier {n} from end to end|J. Roe|{}", answers[n % 3]);
        std::iter::once(header.to_owned()).chain((1..=9).map(item)).collect()
    };
    let of = |lines: Vec<String>| fields(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(of(items(["Accepted", "Accepted in part", "Rejected"])), "ref recommendation owner -");
    let answers = [
        "Buy forty lamps and hang them all",
        "Let the contract to a local yard",
        "Ask the board for the money first",
    ];
    assert_eq!(of(items(answers)), "ref recommendation owner action");
}

#[test]
fn a_start_that_is_a_weeks_number_is_no_date() {
    let found = fields(&[
        "Activity|Owner|Start|Percent complete",
        "Light the long pier|J. Roe|1|40%",
        "Mend the quay|A. Poe|14|10%",
    ]);
    assert_eq!(found, "action owner - percent_complete");
}

/// A table of three items with these headers and cells right of their owners; a cell's `#` is the item's number.
fn with_columns(headers: &str, cells: &str) -> Mapping {
    let item = |n: usize| {
        format!("{n}|Light pier {n} from end to end|Ann Lee|{}", cells.replace('#', &n.to_string()))
    };
    let lines: Vec<String> =
        std::iter::once(format!("Ref|Action|Owner|{headers}")).chain((1..=3).map(item)).collect();
    let sheet = sheet(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    map(&sheet, outline(&sheet).tables.first().expect("a table"), &[])
}

#[test]
fn of_several_periods_the_newest_with_content_is_the_field() {
    let cases = [
        (
            "Q1 RAG|Q1 Commentary|Q2 RAG|Q2 Commentary",
            "Red|Tenders # are out|Green|Lamps # are up",
            "- - rag progress",
        ),
        ("Q2 RAG|Q1 RAG", "Red|Green", "rag -"),
        ("Q1 RAG|Q2 RAG|Q3 RAG", "Red|Green|", "- rag -"),
        ("Update 1|Update 2|Update 3", "Tenders # are out|Lamps # came|Lamps # are up", "- - progress"),
        ("March 2021 update|June 2021 update|RAG", "Tenders # are out|Lamps # are up|Red", "- progress rag"),
        ("Current RAG|Previous RAG", "Red|Green", "rag -"),
        ("Previous RAG|RAG", "Red|Green", "- rag"),
        (
            "Q1 Comment|Q2 Comment",
            "Tenders # are out for all to see now|Lamps # are up and work at last",
            "- progress",
        ),
        ("Q4 RAG|Q1 RAG", "Red|Green", "- rag"),
        ("Nov update|Dec update|Jan update", "Tenders # are out|Lamps # came|Lamps # are up", "- - progress"),
        ("Q1 Comment|Q2 Comment", "Begun|Done #", "- progress"),
        ("Q4|Q1", "Amber|Green", "- status"),
        ("Q1|Q2", "Tenders # are out|Lamps # are up", "- progress"),
        ("Q1|Q2|Q3", "x||x", "- - -"),
        ("Q1|Q2|Progress", "Tenders # are out|Lamps # came|Lamps # are up", "- - progress"),
        ("RAG|Progress", "Red|Lamps # are up", "rag progress"),
    ];
    for (headers, cells, expected) in cases {
        let mapping = with_columns(headers, cells);
        let name = |c: &MappedColumn| c.field.map_or("-".to_owned(), |f| f.to_string());
        let found: Vec<String> = mapping.columns.iter().skip(3).map(name).collect();
        assert_eq!(found.join(" "), expected, "{headers}");
        assert_eq!(mapping.remarks.is_empty(), !expected.contains('-'), "{headers}: {:?}", mapping.remarks);
    }
    let remarks = with_columns("Q1 RAG|Q2 RAG", "Red|Green").remarks;
    let expected = Remark {
        column: 4,
        message: "`Q2 RAG` was taken as the newest rag; earlier ones were kept in extra: `Q1 RAG` (column D)"
            .into(),
    };
    assert_eq!(remarks, [expected]);
}

#[test]
fn months_and_quarters_side_by_side_are_put_in_order() {
    let months = "Jan Feb Mar Q1 Apr May Jun Q2 Jul Aug Sep Q3 Oct Nov Dec Q4";
    let times: Vec<String> =
        [2022, 2023].iter().flat_map(|year| months.split(' ').map(move |m| format!("{m} {year}"))).collect();
    let names: Vec<String> = times.iter().map(|time| format!("Update {time}")).collect();
    let cells = vec!["Lamps # were bought and put up"; names.len()].join("|");
    let mapping = with_columns(&names.join("|"), &cells);
    let (_, earlier) = mapping.earlier.iter().next().unwrap();
    assert!(earlier.len() > 20, "{earlier:?}");
    let of = |quarters: bool| {
        let named =
            |column: &&u32| mapping.column(**column).is_some_and(|c| c.header.contains('Q') == quarters);
        earlier.iter().filter(named).copied().collect::<Vec<_>>()
    };
    for columns in [of(true), of(false)] {
        assert!(columns.len() > 2, "{columns:?}");
        assert!(columns.is_sorted_by(|newer, older| newer > older), "{columns:?}");
    }
}

#[test]
fn a_second_column_of_owners_is_told_of() {
    let expected = Remark {
        column: 3,
        message: "`Support officer(s)` names owners too, beside `Owner`, and was kept in extra; `--map D=owner` takes it instead".into(),
    };
    assert_eq!(with_columns("Support officer(s)", "Peter Moe").remarks, [expected]);
    assert!(with_columns("Support officer(s)", "tbc").remarks.is_empty());
}

#[test]
fn marks_under_the_values_of_a_field_are_the_field() {
    let cases: [(&str, [&str; 3], &str); 8] = [
        ("Red|Amber|Green", ["X||", "|X|", "||X"], "rag rag rag"),
        ("R|A|G", ["#red||", "|#red|", "||#red"], "rag rag rag"),
        ("High|Med|Low", ["1||", "|1|", "||1"], "priority priority priority"),
        ("Complete|In progress|Overdue", ["Y|N|N", "N|Y|N", "N|N|Y"], "status status status"),
        ("Red|Amber|Green", ["late||", "|X|", "||X"], "- - -"),
        ("R|A|C", ["X||", "|X|", "||X"], "- - -"),
        ("Red|Amber|Green|RAG", ["X|||Red", "|X||Red", "||X|Green"], "- - - rag"),
        ("AL|PM|SP", ["X||", "|X|", "||X"], "- - -"),
    ];
    for (headers, cells, expected) in cases {
        let mut lines = vec!["".to_owned(), format!("Ref|Action|Lead officer|Due|{headers}")];
        lines.extend(
            (1..)
                .zip(cells)
                .map(|(n, cells)| format!("{n}|Light pier {n} from end to end|Ann Lee|1/{n}/2021|{cells}")),
        );
        let sheet = sheet(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let options = LayoutOptions {
            header: Some(crate::grid::HeaderRows { first: 1, last: None }),
            ..LayoutOptions::default()
        };
        let outline = crate::layout::outline(&sheet, &options);
        let mapping = map(&sheet, outline.tables.first().expect("a table"), &[]);
        let name = |c: &MappedColumn| c.field.map_or("-".to_owned(), |f| f.to_string());
        let found: Vec<String> = mapping.columns.iter().skip(4).map(name).collect();
        assert_eq!(found.join(" "), expected, "{headers}");
    }
}

#[test]
fn refs_that_come_again_under_a_risk_are_no_items() {
    let found = fields(&[
        "Ref|Action|Owner|Due|Status|Linked risk",
        "1|Dredge the inner basin before the storms|J. Roe|June 2021|On track|SR4",
        "2|Repaint the lamps along the northern quay|A. Poe|May 2021|Slipped|OR12",
        "3|Count the chains that hold the buoys|A. Poe|May 2021|On track|SR4",
    ]);
    assert_eq!(found, "ref action owner due status -");
}

#[test]
fn a_site_is_no_group_where_headlines_part_the_items() {
    let found = fields(&[
        "Ref|Action|Owner|Due|Status|Site",
        "Navigation",
        "1|Dredge the inner basin before the storms|J. Roe|June 2021|On track|North quay",
        "2|Repaint the lamps along the northern quay|A. Poe|May 2021|Slipped|Annexe",
        "Moorings",
        "3|Count the chains that hold the buoys|A. Poe|May 2021|On track|Annexe",
    ]);
    assert_eq!(found, "ref action owner due status -");
}

#[test]
fn figures_have_no_items_that_no_header_names() {
    let lines =
        ["State|Campus|Enrolled|Officers", "Alder|Main|5,808|21", "Birch|North|9,504|19", "Cedar||1,543|16"];
    assert!(!fields(&lines).contains("action"));
}

#[test]
fn kinds_of_treatment_are_not_what_is_done() {
    let found = fields(&[
        "Risk ID|Risk title|Vulnerability|Treatment|Recommended controls|Owner|Due",
        "1|A lamp fails at night|Lamps are never tested|Reduce|Test each lamp once a month|J. Roe|June 2021",
        "2|A boat breaks loose|Ropes are old and thin|Accept|Replace the ropes at the end of the season|A. Poe|May 2021",
        "3|The basin silts up|No survey since 2009|Reduce|Survey the basin every spring|A. Poe|May 2021",
    ]);
    assert_eq!(found, "ref recommendation - - action owner due");
}

#[test]
fn days_under_a_header_that_may_name_them_are_dates() {
    let cases = [
        ("Date", "#/6/2021", "other_date"),
        ("Date found", "#/6/2021", "raised"),
        ("Next review date", "#/6/2021", "review"),
        ("Report date", "June 2021", "reported"),
        // A word that names no date says something else of the item.
        ("Tide", "#/6/2021", "-"),
        ("Report date", "soon", "-"),
    ];
    for (header, cell, expected) in cases {
        let mapping = with_columns(&format!("{header}|Due"), &format!("{cell}|3#/7/2021"));
        let found = mapping.columns.get(3).and_then(|c| c.field).map_or("-".to_owned(), |f| f.to_string());
        assert_eq!(found, expected, "{header}: {cell}");
    }
}

#[test]
fn a_completion_date_beside_a_deadline_is_when_it_was_done() {
    let field = |headers: &str| {
        let mapping = with_columns(headers, "1#/6/2021|1#/7/2021");
        mapping.columns.get(4).and_then(|c| c.field)
    };
    assert_eq!(field("Deadline|Completion date"), Some(Field::Completed));
    assert_eq!(field("Date raised|Completion date"), Some(Field::Due));
}

#[test]
fn numbers_up_to_a_hundred_under_status_are_how_much_is_done() {
    let field = |headers: &str, cells: &str| {
        let mapping = with_columns(headers, cells);
        mapping.columns.get(3).and_then(|c| c.field)
    };
    assert_eq!(field("Status", "#0"), Some(Field::PercentComplete));
    assert_eq!(field("Progress", "#5"), Some(Field::PercentComplete));
    assert_eq!(field("Status", "#"), Some(Field::Status));
    assert_eq!(field("Status|% complete", "#0|#5"), Some(Field::Status));
    for cell in ["#%", "#5 %", "=#5%", "=#%"] {
        assert_eq!(field("Progress", cell), Some(Field::PercentComplete), "{cell}");
    }
    assert_eq!(field("Status", "#0%"), Some(Field::PercentComplete));
    // Words beside the share are the progress.
    assert_eq!(field("Progress", "#0% of the lamps are up"), Some(Field::Progress));
    assert_eq!(field("Progress", "#0% - snagging"), Some(Field::Progress));
}

#[test]
fn what_is_empty_or_a_length_of_time_tells_no_item() {
    let blank = fields(&[
        "Ref|Story|Tasks|Owner|Status",
        "1|Light the long pier from end to end||Ann Lee|Open",
        "2|Mend the quay before the autumn storms||Cy Poe|Open",
        "3|Write to the owners of all the boats||Cy Poe|Done",
    ]);
    assert_eq!(blank, "ref recommendation action owner status");
    let plan = |phases: [&str; 3]| {
        let line = |i: usize| format!("{}|{i}.5 weeks|{i}/6/2021|1{i}/6/2021", phases[i - 1]);
        let lines = ["Phase|Duration|Start|Finish".to_owned(), line(1), line(2), line(3)];
        fields(&lines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert_eq!(plan(["Survey of the pier", "Design", "Works"]), "action - started due");
    assert_eq!(plan(["Survey", "Survey", "Works"]), "group - started due");
}

#[test]
fn of_two_columns_of_actions_the_left_one_is_what_they_are_for() {
    let rows = |header: &'static str| {
        fields(&[
            header,
            "1|Light the long pier from end to end|Ask three yards for a price|Ann Lee|1/6/2021",
            "2|Mend the quay before the storms|Let the contract|Cy Poe|8/6/2021",
            "3|Write to the owners of the boats|Buy stamps|Cy Poe|9/6/2021",
        ])
    };
    assert_eq!(rows("Ref|Task title|Next action|Owner|Due"), "ref recommendation action owner due");
    // The left one is the action where both say so as surely.
    assert_eq!(rows("Ref|Action|Milestones|Owner|Due"), "ref action - owner due");
}

#[test]
fn units_and_deadlines_and_statuses_make_a_tracker_without_named_items() {
    let rows = sheet(&[
        "milestone_id|site_id|phase|planned_date|owner_dept|status",
        "M1|P1|Planning|1/6/2021|Harbour|Complete",
        "M2|P1|Works|8/6/2021|Engineering|Not started",
        "M3|P2|Planning|9/6/2021|Harbour|Not started",
    ]);
    let outline = outline(&rows);
    assert!(map(&rows, outline.tables.first().expect("a table"), &[]).tracks());
}
