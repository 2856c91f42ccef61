//! The day whose state a tracker shows: a label of its key block, a header that says when it was presented, the file's name, or
//! last of all the day on which the file was saved.
//!
//! The caller's word comes first. Document properties say when a copy was saved, which may be years after the tracker was in
//! use; they count only where the tracker's own dates show that it was in use then, and no date is read by them.

use jiff::civil::Date;

use crate::grid::{Properties, Sheet};
use crate::layout::Outline;
use crate::normalize::dates;
use crate::normalize::text;
use crate::record::{AsOfBasis, Code, DateKind, Finding, Precision, Record, When};

use super::AssembleOptions;

/// Labels that date the whole, the surest first. Compared as folded words at the end of the label.
const LABELS: [&str; 14] = [
    "position as at",
    "position at",
    "as at",
    "as of",
    "progress as at",
    "status at",
    "data as at",
    "report date",
    "date of report",
    "meeting date",
    "committee date",
    "date of meeting",
    "last updated",
    "updated",
];

/// A label that dates the whole where it stands alone; behind other words it is the date of those ("Start date").
const LONE_LABEL: &str = "date";

/// The tracker's day.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AsOf {
    pub day: Date,
    pub basis: AsOfBasis,
    /// Said where its figures could be read the other way round.
    pub finding: Option<Finding>,
}

/// Phrases in a header behind which the day stands.
const HEADER_PHRASES: [&str; 5] = ["presented to", "position at", "as at", "reported to", "status at"];

/// Returns the tracker's day, of sheets with their names; `None` where nothing says it.
pub(super) fn find<'a>(
    outlines: impl Iterator<Item = (Option<&'a Sheet>, &'a Outline)> + Clone,
    options: &AssembleOptions,
) -> Option<AsOf> {
    let metadata = outlines.clone().flat_map(|(sheet, o)| o.metadata.iter().map(move |pair| (sheet, pair)));
    for wanted in LABELS.into_iter().chain([LONE_LABEL]) {
        let found = metadata.clone().find_map(|(sheet, pair)| {
            let label = text::fold(&pair.label);
            let behind = |before: &str| wanted != LONE_LABEL && before.ends_with(' ');
            let fits = label == wanted || label.strip_suffix(wanted).is_some_and(behind);
            let (day, assumed) = day(&pair.value, options).filter(|_| fits)?;
            let finding = (assumed && options.date_order.is_none()).then(|| {
                let message =
                    format!("`{}` was read as {day} (day first), as nothing else shows", pair.value);
                Finding::new(Code::DateOrderAssumed, message, sheet.map(|sheet| sheet.place_of(&[pair.at])))
            });
            Some(AsOf { day, basis: AsOfBasis::Metadata, finding })
        });
        if found.is_some() {
            return found;
        }
    }
    let headers = outlines.flat_map(|(_, o)| &o.tables).flat_map(|t| &t.columns);
    let days = headers.filter_map(|column| {
        let label = column.full();
        let folded = label.to_lowercase();
        let at = HEADER_PHRASES.iter().filter_map(|phrase| folded.find(phrase)).min()?;
        day_in(label.get(at..)?, options)
    });
    days.max().map(|day| AsOf { day, basis: AsOfBasis::Metadata, finding: None })
}

/// Returns the day that a file is named for: `Action plan 30 Sept 2024.xlsx`, `tracker_2024-09.csv`; a period counts with its last
/// day. A year alone says too little.
pub(super) fn of_file_name(file: &str, options: &AssembleOptions) -> Option<AsOf> {
    let name = file.rsplit(['/', '\\']).next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let apart = |before: Option<char>, c: char, next: Option<char>| match c {
        '_' | '(' | ')' | ',' | '+' => true,
        // "plan-2024-09-30", "30-Sept-2024": a hyphen beside a letter parts words.
        '-' => [before, next].into_iter().flatten().any(char::is_alphabetic),
        _ => false,
    };
    let chars: Vec<char> = stem.chars().collect();
    let near = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied();
    let spaced: String = chars
        .iter()
        .enumerate()
        .map(|(at, c)| if apart(near(at.checked_sub(1)), *c, near(at.checked_add(1))) { ' ' } else { *c })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let day = (0..words.len()).find_map(|from| {
        (1..=3).rev().find_map(|length| {
            let run = words.get(from..from + length)?.join(" ");
            let eight = run.len() == 8 && run.bytes().all(|b| b.is_ascii_digit());
            let run =
                if eight { format!("{}-{}-{}", run.get(..4)?, run.get(4..6)?, run.get(6..)?) } else { run };
            let precise = |when: &When| {
                matches!(when.precision, Some(Precision::Day | Precision::Month | Precision::Quarter))
            };
            let read = dates::read_dates(&run, &options.dates());
            let dated = run.contains(|c: char| c.is_ascii_digit()) && dates::looks_like_date(&run);
            let [when] = read.dates.as_slice() else { return None };
            when.latest.filter(|_| dated && precise(when) && when.assumed.is_empty())
        })
    })?;
    Some(AsOf { day, basis: AsOfBasis::FileName, finding: None })
}

/// Days after something was done or written on which a file that says so may still be in use: a quarter.
const IN_USE: i32 = 92;

/// Returns the day on which the file was last changed, if the tracker's dates agree: nothing in it was done or written later, and
/// something was due on it or after it, or done or written not long before. A file that was made and changed on the same day
/// was written by a program or copied whole, which may be on any day.
pub(super) fn of_properties(properties: &Properties, records: &[Record]) -> Option<AsOf> {
    let (created, modified) = (properties.created.as_deref()?, properties.modified.as_deref()?);
    if created.get(..10)? >= modified.get(..10)? {
        return None;
    }
    let day: Date = modified.get(..10)?.parse().ok()?;
    let dates = || records.iter().flat_map(|record| &record.dates).filter(|date| date.assumed.is_empty());
    let is_past = |kind| {
        matches!(kind, DateKind::Completed | DateKind::Raised | DateKind::Updated | DateKind::Reported)
    };
    let past = || dates().filter(|date| is_past(date.kind)).filter_map(|date| date.earliest);
    if past().any(|then| then > day) {
        return None;
    }
    let ahead =
        dates().filter(|date| !is_past(date.kind)).filter_map(|date| date.latest).any(|due| due >= day);
    let lately = || past().any(|then| then.until(day).is_ok_and(|span| span.get_days() <= IN_USE));
    if !ahead && !lately() {
        return None;
    }
    let message = format!("nothing says which day it shows; {day} was taken, when the file was last changed");
    let finding = Some(Finding::new(Code::AsOfAssumed, message, None));
    Some(AsOf { day, basis: AsOfBasis::Properties, finding })
}

/// The day of a text that is a date, and whether day and month could change places; a period counts with its last day.
fn day(value: &str, options: &AssembleOptions) -> Option<(Date, bool)> {
    let read = dates::read_dates(value, &options.dates());
    Some((read.dates.iter().find_map(|d| d.latest)?, read.order_assumed))
}

/// The first day in a text that holds other words too: the first run of up to three words that is a date.
fn day_in(text: &str, options: &AssembleOptions) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().map(|w| w.trim_matches(['(', ')', ',', ';'])).collect();
    (0..words.len()).find_map(|from| {
        (1..=3).rev().find_map(|length| {
            let run = words.get(from..from + length)?.join(" ");
            let dated = run.contains(|c: char| c.is_ascii_digit()) && dates::looks_like_date(&run);
            if dated { day(&run, options).map(|(day, _)| day) } else { None }
        })
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::grid::Address;
    use crate::layout::Pair;

    fn found(label: &str, value: &str) -> Option<AsOf> {
        let pair = Pair { label: label.into(), value: value.into(), at: Address::new(0, 1) };
        let outline = Outline { metadata: vec![pair], ..Outline::default() };
        let sheet = Sheet::new("Plan", false, [], []);
        find([(Some(&sheet), &outline)].into_iter(), &AssembleOptions::default())
    }

    #[test]
    fn a_label_dates_the_whole_and_not_a_part_of_it() {
        for label in ["Date", "Report date", "Position as at", "Audit committee date"] {
            assert_eq!(found(label, "1 January 2015").map(|a| a.day), Some(date(2015, 1, 1)), "{label}");
        }
        for label in ["Project start date", "End date", "Update", "Candidate"] {
            assert_eq!(found(label, "1 January 2015"), None, "{label}");
        }
    }

    #[test]
    fn a_file_is_named_for_its_day() {
        for (file, day) in [
            ("plans/Action plan 30 Sept 2024.xlsx", Some(date(2024, 9, 30))),
            ("Tracker_20240930_v3.xlsx", Some(date(2024, 9, 30))),
            ("tracker-2024-09-30.csv", Some(date(2024, 9, 30))),
            ("tracker 2024-09-30.csv", Some(date(2024, 9, 30))),
            ("Audit log (June 2021).xls", Some(date(2021, 6, 30))),
            ("Action plan 2024.xlsx", None),
            ("plan v2.xlsx", None),
            ("-", None),
        ] {
            assert_eq!(of_file_name(file, &AssembleOptions::default()).map(|a| a.day), day, "{file}");
        }
    }

    #[test]
    fn a_day_of_saving_counts_where_the_tracker_was_in_use() {
        let record = |kind, day: &str| {
            let read = dates::read_dates(day, &AssembleOptions::default().dates());
            Record {
                dates: read.dates.into_iter().map(|when| When { kind, ..when }).collect(),
                ..Record::default()
            }
        };
        let saved = |created: &str, modified: &str| Properties {
            created: Some(created.into()),
            modified: Some(modified.into()),
            ..Properties::default()
        };
        let (made, changed) = ("2023-01-09T10:00:00Z", "2023-06-30T16:20:00Z");
        let due = record(DateKind::Due, "30 September 2023");
        let past = record(DateKind::Due, "31 March 2022");
        let lately = record(DateKind::Completed, "1 June 2023");
        let long_ago = record(DateKind::Completed, "1 June 2022");
        let later = record(DateKind::Completed, "3 July 2023");
        let cases = [
            (saved(made, changed), vec![due.clone()], true),
            (saved(made, changed), vec![past.clone(), lately], true),
            (saved(made, changed), vec![past.clone(), long_ago], false),
            (saved(made, changed), vec![due.clone(), later], false),
            (saved(made, changed), vec![past], false),
            (saved(made, changed), vec![], false),
            (saved("2023-06-30T09:00:00Z", changed), vec![due.clone()], false),
            (saved(made, "June 2023"), vec![due.clone()], false),
            (Properties::default(), vec![due], false),
        ];
        for (properties, records, taken) in cases {
            let found = of_properties(&properties, &records);
            let expected = taken.then_some((date(2023, 6, 30), AsOfBasis::Properties));
            assert_eq!(found.map(|a| (a.day, a.basis)), expected, "{properties:?} {records:?}");
        }
    }

    #[test]
    fn an_assumed_order_is_said() {
        let finding = found("Date", "03/04/2021").and_then(|a| a.finding).unwrap();
        assert_eq!(finding.message, "`03/04/2021` was read as 2021-04-03 (day first), as nothing else shows");
        assert_eq!(finding.source.as_deref(), Some("Plan!B1"));
    }
}
