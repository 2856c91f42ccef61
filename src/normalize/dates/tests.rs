//! Whole cells, as offices write them, to dates and state; and the laws that hold for any text.

use jiff::civil::{date, datetime};
use proptest::prelude::*;

use super::*;
use crate::record::Qualifier;

/// `kind:EDTF` of each date, `!` for an impossible one, and behind them the state.
fn shown(text: &str, options: &DateOptions) -> String {
    let read = read_dates(text, options);
    let dates = read.dates.iter().map(|when| match &when.edtf {
        Some(edtf) if when.kind == DateKind::Due => edtf.clone(),
        Some(edtf) => format!("{}:{edtf}", when.kind),
        None => "!".to_owned(),
    });
    dates.chain(read.state.map(|state| state.to_string())).collect::<Vec<_>>().join(" ")
}

fn check(options: &DateOptions, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(shown(text, options), *expected, "{text:?}");
    }
}

fn american() -> DateOptions {
    DateOptions { order: DateOrder::MonthFirst, fiscal_start: 10, ..DateOptions::default() }
}

fn iso() -> DateOptions {
    DateOptions { order: DateOrder::YearFirst, fiscal_start: 1, ..DateOptions::default() }
}

fn anchored() -> DateOptions {
    DateOptions { anchor: Some(date(2015, 7, 15)), ..DateOptions::default() }
}

#[test]
fn forms_that_are_read_by_their_parts() {
    let cases = [
        ("28th day of May 2014", "2014-05-28"),
        ("21rst May 2014", "2014-05-21"),
        ("Aug20l5", "2015-08"),
        ("Feb. 3, '15", "2015-02-03"),
        ("Spring 2015 term", "2015-01/2015-03"),
        ("Q4 (Jan-Mar) 2015", "2015-01/2015-03"),
        ("Q1 (Apr to Jun 2015)", "2015-04/2015-06"),
        ("Q1 (Jan-Mar) 2015", "2015-33"),
        ("Q2 (July to September) 2014/15", "2014-07/2014-09"),
        ("2QFY15", "2014-07/2014-09"),
        ("2015W07", "2015-02-09/2015-02-15"),
        ("2015W072", "2015-02-10"),
        ("3 days of May 2014", "2014-05 conditional"),
    ];
    check(&DateOptions::default(), &cases);
    check(&iso(), &[("2015-13-02", "! invalid"), ("2015-02-13", "2015-02-13")]);
}

#[test]
fn two_figures_are_what_their_column_shows() {
    let options = |pairs, order| DateOptions { pairs, order, ..DateOptions::default() };
    let cases = [
        ("10/16", Pairs::Days, DateOrder::MonthFirst, "XXXX-10-16", false),
        ("11/3", Pairs::Days, DateOrder::MonthFirst, "XXXX-11-03", true),
        ("12/13", Pairs::Days, DateOrder::MonthFirst, "XXXX-12-13", false),
        ("16/10", Pairs::Days, DateOrder::DayFirst, "XXXX-10-16", false),
        ("10/16", Pairs::Months, DateOrder::DayFirst, "2016-10", false),
        ("10/16", Pairs::Unknown, DateOrder::DayFirst, "2016-10", true),
    ];
    for (text, pairs, order, edtf, assumed) in cases {
        let read = read_dates(text, &options(pairs, order));
        assert_eq!(read.dates.first().and_then(|d| d.edtf.as_deref()), Some(edtf), "{text} {pairs:?}");
        assert_eq!(read.order_assumed, assumed, "{text} {pairs:?}");
    }
}

#[test]
fn days_months_and_years() {
    check(
        &DateOptions::default(),
        &[
            ("14/2/15", "2015-02-14"),
            ("14.02.2015", "2015-02-14"),
            ("14-Feb-15", "2015-02-14"),
            ("Sat 14th Feb. 2015", "2015-02-14"),
            ("the 14th of February, 2015", "2015-02-14"),
            ("February 14th, 2015", "2015-02-14"),
            ("2015 February 14", "2015-02-14"),
            ("14 02 2015", "2015-02-14"),
            ("14022015", "2015-02-14"),
            ("14/02/2015 00:00:00", "2015-02-14"),
            ("14/02/2015 17:30", "2015-02-14T17:30:00"),
            ("4.30pm on 14 Feb 2015", "2015-02-14T16:30:00"),
            ("02/14/2015", "2015-02-14"),
            ("Oct-15", "2015-10"),
            ("Oct '15", "2015-10"),
            ("10/2015", "2015-10"),
            ("02/15", "2015-02"),
            ("14/2", "XXXX-02-14"),
            ("March 1", "XXXX-03-01"),
            ("2015", "2015"),
            ("42049", "2015-02-14"),
            ("42049.25", "2015-02-14T06:00:00"),
            ("New Year 2015", "2015-01"),
            ("before Easter 2015", "2015-04-05"),
        ],
    );
    check(
        &american(),
        &[("2/3/15", "2015-02-03"), ("Dec 31", "XXXX-12-31"), ("Oct 1 - 15, 2015", "2015-10-01/2015-10-15")],
    );
    check(
        &iso(),
        &[
            ("2015-12", "2015-12"),
            ("20150214T0900Z", "2015-02-14T09:00:00Z"),
            ("2015-W07", "2015-02-09/2015-02-15"),
        ],
    );
}

#[test]
fn periods_of_the_office() {
    check(
        &DateOptions::default(),
        &[
            ("2014/15", "2014-04/2015-03"),
            ("2011-12", "2011-04/2012-03"),
            ("2020-21", "2020-04/2021-03"),
            ("2015-18", "2015/2018"),
            ("FY15", "2014-04/2015-03"),
            ("financial year end 2015", "2015-03-31"),
            ("by the end of Q3 2014/15", "2014-12-31"),
            ("Q3 (Oct-Dec) 2014/15", "2014-10/2014-12"),
            ("2014/15 Q3", "2014-10/2014-12"),
            ("third quarter of 2015", "2015-35"),
            ("Q3 & Q4 2014/15", "2014-10/2015-03"),
            ("Q1 and Q3 2014/15", "2014-04/2014-06 2014-10/2014-12"),
            ("second half 2014/15", "2014-10/2015-03"),
            ("2014/15 academic year", "2014-09/2015-08"),
            ("Summer Term 2014/15", "2015-04/2015-07"),
            ("Winter 2014/15", "2014-24"),
            ("first week of Feb 2015", "2015-02-01/2015-02-07"),
            ("w/c 9th Feb 2015", "2015-02-09/2015-02-15"),
            ("w/c 9, 16 & 23 Feb 2015", "2015-02-09/2015-02-15 2015-02-16/2015-02-22 2015-02-23/2015-03-01"),
            ("week ending 13 Feb 2015", "2015-02-07/2015-02-13"),
            ("mid to late Feb 2015", "2015-02-11/2015-02-28"),
            ("end of Feb", "XXXX-02-28"),
            ("late 2015 / early 2016", "2015-09/2016-04"),
        ],
    );
    check(&american(), &[("Q1 FY2015", "2014-10/2014-12"), ("FY14-FY15", "2013-10/2015-09")]);
}

#[test]
fn ranges_and_lists() {
    check(
        &DateOptions::default(),
        &[
            ("9-13 February 2015", "2015-02-09/2015-02-13"),
            ("27 Feb to 3 March 2015", "2015-02-27/2015-03-03"),
            ("9 and 16 Feb 2015", "2015-02-09 2015-02-16"),
            ("Nov - Feb 2015", "2014-11/2015-02"),
            ("Dec/Jan 2015", "2014-12/2015-01"),
            ("Oct, Nov & Jan 2015", "2014-10 2014-11 2015-01"),
            ("Apr 14-Mar 15", "2014-04/2015-03"),
            ("01.04.14-31.03.15", "2014-04-01/2015-03-31"),
            ("between April and June 2015", "2015-04/2015-06"),
            ("Feb 2015 / June 2015", "2015-02 2015-06"),
            ("Mar 15 Jun 15 Sep 15", "2015-03 2015-06 2015-09"),
            ("(i) Feb 2015 (ii) TBC", "2015-02 to_be_confirmed"),
            ("1. Feb 2015\n2. June 2015", "2015-02 2015-06"),
            ("Phase 1: Feb 2015; Phase 2: June 2015", "2015-02 2015-06"),
            ("March\n11 April 2015", "2015-03 2015-04-11"),
            ("Feb\n2015", "2015-02"),
        ],
    );
}

#[test]
fn words_around_a_date() {
    let cases = [
        ("no later than Feb 2015", "2015-02", Qualifier::By),
        ("COB 13 Feb 2015", "2015-02-13", Qualifier::By),
        ("prior to 14/2/15", "2015-02-14", Qualifier::Before),
        ("after the ballot in May 2015", "2015-05", Qualifier::After),
        ("until 31 March 2015", "../2015-03-31", Qualifier::Until),
        ("Feb 2015 onwards", "2015-02/..", Qualifier::From),
        ("Feb 2015 (approx)", "2015-02~", Qualifier::Approximate),
        ("Feb 2015?", "2015-02?", Qualifier::Uncertain),
        ("by end Feb 2015", "2015-02-28", Qualifier::End),
        ("early Feb 2015", "2015-02-01/2015-02-10", Qualifier::Early),
        ("mid-2015", "2015-05/2015-08", Qualifier::Mid),
        ("late 2015", "2015-09/2015-12", Qualifier::Late),
        ("w/b 9/2/15", "2015-02-09/2015-02-15", Qualifier::Wc),
    ];
    for (text, edtf, qualifier) in cases {
        let read = read_dates(text, &DateOptions::default());
        let [when] = read.dates.as_slice() else { panic!("{text}: {read:?}") };
        assert_eq!((when.edtf.as_deref(), when.qualifier), (Some(edtf), Some(qualifier)), "{text}");
        assert_eq!(when.as_written, text.strip_prefix("- ").unwrap_or(text));
    }
}

#[test]
fn what_a_date_is_the_date_of() {
    check(
        &DateOptions::default(),
        &[
            ("Originally Feb 2015, now May 2015", "original:2015-02 revised:2015-05"),
            ("May 2015 (was Feb 2015)", "revised:2015-05 original:2015-02"),
            (
                "Feb 2015\n(revised to May 2015, then June 2015)",
                "original:2015-02 revised:2015-05 revised:2015-06",
            ),
            ("14/2/15 -> 18/3/15", "original:2015-02-14 revised:2015-03-18"),
            ("Slipped from Feb 2015 to May 2015", "original:2015-02 revised:2015-05"),
            ("Deferred until May 2015", "revised:2015-05"),
            ("~~Feb 2015~~ ~~Mar 2015~~ May 2015", "original:2015-02 original:2015-03 revised:2015-05"),
            ("~~Ongoing~~ May 2015", "2015-05"),
            ("Target 14/2/15 Actual 18/3/15", "2015-02-14 completed:2015-03-18"),
            ("Completed on 14 Feb 2015", "completed:2015-02-14 complete"),
            ("Signed off by the Board 14/2/15", "completed:2015-02-14 complete"),
            ("To be completed by Feb 2015", "2015-02"),
            ("Complete policy review by Feb 2015", "2015-02"),
            ("Feb 2015 - done", "2015-02 complete"),
            ("Commence Feb 2015 and complete by May 2015", "start:2015-02 2015-05"),
            ("Ongoing from Feb 2015", "start:2015-02/.. ongoing"),
            ("Next review due Feb 2015", "review:2015-02"),
            ("Report to Cabinet in Feb 2015", "meeting:2015-02"),
            ("As at 28 Feb 2015", "reported:2015-02-28"),
            ("Raised 14/2/15; last updated 18/3/15", "raised:2015-02-14 updated:2015-03-18"),
            ("Milestone 2: May 2015", "milestone:2015-05"),
        ],
    );
    let completed = DateOptions { kind: DateKind::Completed, ..DateOptions::default() };
    check(&completed, &[("14/2/15", "completed:2015-02-14"), ("Review May 2015", "review:2015-05")]);
}

#[test]
fn states_instead_of_dates() {
    check(
        &DateOptions::default(),
        &[
            ("On-going", "ongoing"),
            ("t.b.c.", "to_be_confirmed"),
            ("??", "to_be_confirmed"),
            ("as soon as practicable", "as_soon_as_possible"),
            ("n/a", "not_applicable"),
            ("–", "not_applicable"),
            ("6-monthly", "recurring"),
            ("every two years", "recurring"),
            ("Each September", "XXXX-09 recurring"),
            ("Done", "complete"),
            ("Completed - see notes", "complete"),
            ("Complete the handover", ""),
            ("Once the lease is signed", "conditional"),
            ("3 months from signature", "conditional"),
            ("Within 3 months", "relative"),
            ("end of term", "relative"),
            ("Underway", "in_progress"),
            ("Yet to commence", "not_started"),
            ("Postponed", "on_hold"),
            ("Feb 2015 (TBC)", "2015-02? to_be_confirmed"),
            ("To be agreed by Feb 2015", "2015-02"),
        ],
    );
    assert_eq!(DateState::AsSoonAsPossible.due_state(), Some(DueState::AsSoonAsPossible));
    assert_eq!(DateState::Conditional.due_state(), None);
}

#[test]
fn text_without_a_date_gives_none() {
    for text in [
        "",
        " \n",
        "Appendix 4.2",
        "4.0 Scope",
        "v2.1",
        "1.2.3",
        "10.5",
        "7",
        "June Brown",
        "May need a review",
        "May be moved",
        "12 March Close",
        "Spring clean",
        "Summer School offer",
        "5 year plan",
        "Year 2",
        "£2015",
        "1,500",
        "Licensing Act 2003",
        "0115 496 0000",
        "10:30",
        "Local Plan 2015-2030",
        "1 - Achieved",
        "2/3 complete",
        "Green",
        "As above",
        "NG1 5DT",
    ] {
        assert_eq!(shown(text, &DateOptions::default()), "", "{text:?}");
    }
}

#[test]
fn impossible_dates_are_kept_as_written() {
    for text in ["31/02/2015", "14/13/15", "31 June 2015", "14/2/20155", "00/00/2015"] {
        let read = read_dates(text, &DateOptions::default());
        assert_eq!((read.dates.len(), read.state), (1, Some(DateState::Invalid)), "{text}");
        let when = &read.dates[0];
        assert_eq!((when.edtf.as_deref(), when.precision, when.as_written.as_str()), (None, None, text));
    }
    assert_eq!(shown("13/13/2015 or 14/2/2015", &DateOptions::default()), "! 2015-02-14 invalid");
}

#[test]
fn slips_are_mended_and_reported() {
    for (text, edtf, repaired) in [
        ("Ocotber 2015", "2015-10", "Ocotber"),
        ("N0vember 2015", "2015-11", "N0vember"),
        ("14 Feb ruary 2015", "2015-02-14", "Feb ruary"),
        ("14 th Feb 2015", "2015-02-14", "14 th"),
        ("l4/02/2015", "2015-02-14", "l4"),
        ("Feb 201 5", "2015-02", "201 5"),
        ("14//02/2015", "2015-02-14", "//"),
    ] {
        let read = read_dates(text, &DateOptions::default());
        assert_eq!(shown(text, &DateOptions::default()), edtf);
        assert_eq!(read.repaired, [repaired]);
    }
}

#[test]
fn missing_years_come_from_the_anchor() {
    check(
        &anchored(),
        &[
            ("14 Feb", "2016-02-14"),
            ("July", "2015-07"),
            ("end of Feb", "2016-02-29"),
            ("Nov - Feb", "2015-11/2016-02"),
            ("Q4", "2016-01/2016-03"),
            ("Completed 14 Feb", "completed:2015-02-14 complete"),
            ("14 Feb each year", "XXXX-02-14 recurring"),
        ],
    );
    assert_eq!(read_dates("14 Feb", &anchored()).dates[0].assumed, ["year"]);
    assert_eq!(read_dates("14 Feb 2016", &anchored()).dates[0].assumed, [""; 0]);
    // Without a year there are no days, whatever the text covers.
    let when = &read_dates("14 Feb", &DateOptions::default()).dates[0];
    assert_eq!((when.earliest, when.latest), (None, None));
}

#[test]
fn what_was_assumed_is_said() {
    let read = read_dates("3/4/15", &DateOptions::default());
    assert!(read.order_assumed);
    assert_eq!(read.dates[0].assumed, ["order"]);
    for text in ["13/4/15", "4/4/15", "3 April 2015", "2015-04-03"] {
        assert!(!read_dates(text, &DateOptions::default()).order_assumed, "{text}");
    }
    assert_eq!(read_dates("42049", &DateOptions::default()).dates[0].assumed, ["serial"]);
}

#[test]
fn a_cell_can_show_its_order() {
    for (text, order) in [
        ("14/2/15", Some(DateOrder::DayFirst)),
        ("due 2/14/2015", Some(DateOrder::MonthFirst)),
        ("2015-02-14", Some(DateOrder::YearFirst)),
        ("3/4/15", None),
        ("14/2/15 or 2/14/15", None),
        ("31/31/15", None),
        ("14 February 2015", None),
        ("TBC", None),
    ] {
        assert_eq!(order_shown(text), order, "{text}");
    }
}

#[test]
fn typed_cells_are_as_exact_as_they_show() {
    let first = datetime(2015, 6, 1, 0, 0, 0, 0);
    let later = datetime(2015, 6, 12, 9, 30, 0, 0);
    for (at, shown, edtf, precision) in [
        (first, Shown::Month, "2015-06", Precision::Month),
        (later, Shown::Month, "2015-06-12", Precision::Day),
        (first, Shown::Year, "2015-06-01", Precision::Day),
        (datetime(2015, 1, 1, 0, 0, 0, 0), Shown::Year, "2015", Precision::Year),
        (later, Shown::Day, "2015-06-12", Precision::Day),
        (later, Shown::Time, "2015-06-12T09:30:00", Precision::Time),
        (first, Shown::Time, "2015-06-01", Precision::Day),
    ] {
        let when = of_cell(at, shown, DateKind::Updated);
        assert_eq!((when.kind, when.edtf.as_deref()), (DateKind::Updated, Some(edtf)));
        assert_eq!(when.precision, Some(precision));
        assert_eq!((when.earliest, when.latest), bounds(edtf));
    }
}

#[test]
fn bounds_of_edtf() {
    assert_eq!(bounds("2015-02"), (Some(date(2015, 2, 1)), Some(date(2015, 2, 28))));
    assert_eq!(bounds("2015-04~/.."), (Some(date(2015, 4, 1)), None));
    assert_eq!(bounds("XXXX-10-16"), (None, None));
    assert_eq!(bounds("June 2015"), (None, None));
}

#[test]
fn columns_are_told_by_their_texts() {
    for text in [
        "14/2/15",
        "by end of Feb 2015",
        "Feb 2015\nMay 2015",
        "Ongoing",
        "TBC",
        "Q3 2014/15",
        "Completed 14/2/15",
    ] {
        assert!(looks_like_date(text), "{text}");
    }
    for text in [
        "",
        "-",
        "n/a",
        "Complete",
        "In progress",
        "42049",
        "7",
        "The policy was reviewed in May 2015.",
        "Audit 2014/15",
        "John Smith",
        "4.2",
    ] {
        assert!(!looks_like_date(text), "{text}");
    }
}

/// Words and marks of date cells in any order, so that the grammar is reached more often than by random characters.
fn cell() -> impl Strategy<Value = String> {
    let pieces = vec![
        "31",
        "3",
        "13",
        "2013",
        "2012/13",
        "12/13",
        "31/3/13",
        "30/02/2013",
        "29 Feb",
        "March",
        "Sept",
        "0ct",
        "Q3",
        "H2",
        "quarter",
        "week",
        "term",
        "Autumn",
        "Easter",
        "Christmas",
        "end",
        "early",
        "mid",
        "of",
        "the",
        "by",
        "from",
        "until",
        "between",
        "and",
        "to",
        "w/c",
        "revised",
        "completed",
        "complete",
        "was",
        "now",
        "TBC",
        "ongoing",
        "every",
        "FY14",
        "year",
        "(",
        ")",
        "-",
        "/",
        ",",
        ";",
        ".",
        "~~",
        "->",
        "?",
        "~",
        "\n",
        "5pm",
        "Cabinet",
        "unknown",
        "1st",
        "a)",
        "'",
        "40999",
        "onwards",
        "first",
        "half",
        "last",
        "6",
        "months",
        "é",
        "2013-22",
        "+",
        "2013-03-31T09:00:00Z",
    ];
    let piece = proptest::sample::select(pieces);
    let joint = proptest::sample::select(vec!["", " ", " ", " "]);
    proptest::collection::vec((piece, joint), 1..9)
        .prop_map(|parts| parts.iter().flat_map(|(piece, joint)| [*piece, *joint]).collect())
}

fn any_options() -> impl Strategy<Value = DateOptions> {
    let orders = vec![DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];
    let anchors = vec![None, Some(date(2013, 7, 1)), Some(Date::MIN), Some(Date::MAX)];
    (proptest::sample::select(orders), any::<i8>(), proptest::sample::select(anchors)).prop_map(
        |(order, fiscal_start, anchor)| DateOptions { order, fiscal_start, anchor, ..DateOptions::default() },
    )
}

/// What holds for every date read from a text.
fn holds(text: &str, options: &DateOptions) -> Result<(), TestCaseError> {
    let read = read_dates(text, options);
    for word in &read.repaired {
        prop_assert!(text.contains(word.as_str()));
    }
    for when in &read.dates {
        prop_assert!(text.contains(&when.as_written));
        let Some(edtf) = &when.edtf else { continue };
        prop_assert_eq!(bounds(edtf), (when.earliest, when.latest), "{}", edtf);
        if let (Some(earliest), Some(latest)) = (when.earliest, when.latest) {
            prop_assert!(earliest <= latest);
        }
        // 2012-13 is ISO's only where ISO is spoken.
        let again = read_dates(edtf, &iso()).dates;
        prop_assert_eq!(again.len(), 1, "{}", edtf);
        prop_assert_eq!(again[0].edtf.as_ref(), Some(edtf));
        prop_assert_eq!((again[0].earliest, again[0].latest), (when.earliest, when.latest));
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "\\PC*", options in any_options()) {
        holds(&text, &options)?;
        order_shown(&text);
        looks_like_date(&text);
        bounds(&text);
    }

    #[test]
    fn any_cell_is_read_to_true_dates(text in cell(), options in any_options()) {
        holds(&text, &options)?;
    }

    #[test]
    fn days_are_read_in_every_form(days in 0_i64..60_000) {
        let day = date(1950, 1, 1).checked_add(jiff::ToSpan::days(days)).unwrap();
        let edtf = day.to_string();
        for form in ["%-d %B %Y", "%d/%m/%Y", "%-d.%-m.%Y", "%A %-d %b %Y", "%B %-d, %Y", "%Y-%m-%d", "%d-%b-%Y"] {
            let text = day.strftime(form).to_string();
            prop_assert_eq!(shown(&text, &DateOptions::default()), edtf.clone(), "{}", text);
        }
    }
}
