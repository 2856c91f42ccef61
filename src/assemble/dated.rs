//! Owner cells that end in a date: "J. Roe / 31 March 2025" under `Lead / Deadline`.
//!
//! Only where a table has no column for due dates: elsewhere a date beside a name says something else. The cell's text stays
//! whole in what is written of owners and dates; which part of it is which is told here.

use crate::columns::Mapping;
use crate::normalize::dates::{self, DateOptions};
use crate::record::Field;

/// Marks between an owner and a date on one line.
const SEPARATORS: [&str; 8] = [" / ", "/", " - ", " – ", " — ", ", ", "; ", " ("];

/// How many bytes a date at the end of a line can have.
const LONGEST: usize = 200;

/// An owner cell with its dates apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// What is left for the owners.
    pub owners: String,
    /// Its dates, one a line.
    pub dates: String,
}

/// Tells whether owner cells of a table can hold the due dates: it has no column for them.
pub(super) fn can_be(mapping: &Mapping) -> bool {
    [Field::Due, Field::OriginalDue, Field::RevisedDue]
        .iter()
        .all(|field| mapping.of(*field).next().is_none())
}

/// Takes the dates off the ends of an owner cell's lines; `None` where it has none, or nothing before them.
pub(super) fn split(text: &str) -> Option<Dated> {
    let (mut owners, mut found) = (Vec::new(), Vec::new());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if is_date(line) {
            found.push(line);
        } else if let Some((owner, date)) = ending(line) {
            owners.push(owner);
            found.push(date);
        } else {
            owners.push(line);
        }
    }
    let whole = !owners.is_empty() && !found.is_empty();
    whole.then(|| Dated { owners: owners.join("\n"), dates: found.join("\n") })
}

/// The owner and the date of a line; the longest date, since a date can hold a separator too. No date is longer than
/// [`LONGEST`], so that a line of many names is looked at once and not once a name.
fn ending(line: &str) -> Option<(&str, &str)> {
    let first = line.len().saturating_sub(LONGEST);
    let mut cuts: Vec<(usize, usize)> = SEPARATORS
        .iter()
        .flat_map(|mark| line.match_indices(mark).map(|(at, mark)| (at, at + mark.len())))
        .filter(|(_, behind)| *behind >= first)
        .collect();
    cuts.sort_unstable();
    cuts.into_iter().find_map(|(before, behind)| {
        let owner = line.get(..before)?.trim();
        let date = line.get(behind..)?.trim().trim_end_matches(')');
        (owner.chars().any(char::is_alphabetic) && is_date(date)).then_some((owner, date))
    })
}

/// A date that can be read, of a month or a day: a name can be a month, and a number can be a room.
fn is_date(text: &str) -> bool {
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    if figures < 2 || !dates::looks_like_date(text) {
        return false;
    }
    let read = dates::read_dates(text, &DateOptions::default()).dates;
    !read.is_empty() && read.iter().all(|date| date.edtf.as_ref().is_some_and(|edtf| edtf.len() > 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_many_names_is_looked_at_once() {
        let names = "J. Roe 12, A. Poe 13, ".repeat(50_000);
        assert_eq!(split(&names), None);
        let dated = split(&format!("{names}June 2025")).unwrap();
        assert_eq!(dated.dates, "June 2025");
    }

    #[test]
    fn a_date_behind_an_owner_is_taken_off() {
        let cases = [
            ("J. Roe / 31 March 2025", Some(("J. Roe", "31 March 2025"))),
            ("J. Roe - June 2025", Some(("J. Roe", "June 2025"))),
            ("J. Roe/30/06/2025", Some(("J. Roe", "30/06/2025"))),
            ("J. Roe (June 2025)", Some(("J. Roe", "June 2025"))),
            ("J. Roe, A. Poe, Mar-25", Some(("J. Roe, A. Poe", "Mar-25"))),
            ("J. Roe\nMarch 2025", Some(("J. Roe", "March 2025"))),
            ("J. Roe / May 2025\nA. Poe / June 2025", Some(("J. Roe\nA. Poe", "May 2025\nJune 2025"))),
            ("J. Roe / A. May", None),
            ("J. Roe - Room 12", None),
            ("Works / 2", None),
            ("31 March 2025", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|(owners, dates): (&str, &str)| Dated {
                owners: owners.to_owned(),
                dates: dates.to_owned(),
            });
            assert_eq!(split(text), expected, "{text:?}");
        }
    }
}
