//! The day whose state a tracker shows: a label of its key block, or a header that says when it was presented.
//!
//! The caller's word comes first. File name and document properties are not read yet.

use jiff::civil::Date;

use crate::layout::Outline;
use crate::normalize::dates::{self, DateOptions};
use crate::normalize::text;
use crate::record::AsOfBasis;

/// Labels that date the whole, the surest first. Compared as folded words at the end of the label.
const LABELS: [&str; 12] = [
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
    "date of meeting",
    "date",
];

/// Phrases in a header behind which the day stands.
const HEADER_PHRASES: [&str; 5] = ["presented to", "position at", "as at", "reported to", "status at"];

/// Returns the day and what it rests on; `None` where nothing says it.
pub(super) fn find<'a>(outlines: impl Iterator<Item = &'a Outline> + Clone) -> Option<(Date, AsOfBasis)> {
    let metadata = outlines.clone().flat_map(|o| &o.metadata);
    for wanted in LABELS {
        let found = metadata.clone().find_map(|pair| {
            let label = text::fold(&pair.label);
            let fits =
                label == wanted || label.strip_suffix(wanted).is_some_and(|before| before.ends_with(' '));
            if fits { day(&pair.value) } else { None }
        });
        if let Some(date) = found {
            return Some((date, AsOfBasis::Metadata));
        }
    }
    let headers = outlines.flat_map(|o| &o.tables).flat_map(|t| &t.columns);
    headers
        .filter_map(|column| {
            let label = column.full();
            let folded = label.to_lowercase();
            let at = HEADER_PHRASES.iter().filter_map(|phrase| folded.find(phrase)).min()?;
            day_in(label.get(at..)?)
        })
        .max()
        .map(|date| (date, AsOfBasis::Metadata))
}

/// The day of a text that is a date; a period counts with its last day.
fn day(value: &str) -> Option<Date> {
    dates::read_dates(value, &DateOptions::default()).dates.iter().find_map(|d| d.latest)
}

/// The first day in a text that holds other words too: the first run of up to three words that is a date.
fn day_in(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().map(|w| w.trim_matches(['(', ')', ',', ';'])).collect();
    (0..words.len()).find_map(|from| {
        (1..=3).rev().find_map(|length| {
            let run = words.get(from..from + length)?.join(" ");
            let dated = run.contains(|c: char| c.is_ascii_digit()) && dates::looks_like_date(&run);
            if dated { day(&run) } else { None }
        })
    })
}
