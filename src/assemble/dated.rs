//! Cells that hold an owner and a date: "J. Roe / 31 March 2025" under `Lead / Deadline`, "Dec 2025 / J. Roe" under `By when / By
//! whom`.
//!
//! Only where a table has no other column for the one of them: elsewhere a date beside a name says something else. The
//! cell's text stays whole in what is written of owners and dates; which part of it is which is told here.

use crate::columns::Mapping;
use crate::normalize::dates::{self, DateOptions, DateState};
use crate::normalize::headers;
use crate::normalize::owners::{self, OwnerOptions};
use crate::normalize::text;
use crate::record::{Field, Owner};

/// Marks between an owner and a date on one line.
const SEPARATORS: [&str; 10] = [" / ", "/", " - ", " – ", " — ", ", ", "; ", " (", ": ", " by "];

/// How many bytes a date on a line can have.
const LONGEST: usize = 200;

/// Digits of a year.
const YEAR: usize = 4;

/// Words before a day from which or until which somebody holds a post; nothing is due then.
const HOLDS: [&str; 6] = ["from", "since", "starting", "till", "to", "until"];

/// Owner likeness of known given names, posts and teams; a place or a headline beside a date is below.
const SURELY_OWNER: f32 = 0.8;

/// Owner likeness that is enough where the header says that owners stand there.
const OWNER_LIKE: f32 = 0.4;

/// A column whose cells can hold owners and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shared {
    /// The column.
    pub column: u32,
    /// It is mapped to the date, not to the owner.
    dates: bool,
    /// Its header names both.
    named: bool,
}

/// A cell with its owners and its dates apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// What is left for the owners.
    pub owners: String,
    /// Its dates, one a line.
    pub dates: String,
}

impl Shared {
    /// Returns the column that could hold both: of owners where none is of due dates, of due dates where none is of owners.
    pub(super) fn of(mapping: &Mapping) -> Option<Self> {
        let due = [Field::Due, Field::OriginalDue, Field::RevisedDue];
        let mut dates = due.iter().flat_map(|field| mapping.of(*field));
        let (column, is_dates) = match (mapping.of(Field::Owner).next(), dates.next(), dates.next()) {
            (Some(owner), None, _) => (owner, false),
            (None, Some(date), None) => (date, true),
            _ => return None,
        };
        let named = headers::read_header_all(&column.header);
        let names = |field: Field| named.iter().any(|read| read.field == field);
        let named = names(Field::Owner) && due.into_iter().any(names);
        Some(Self { column: column.column, dates: is_dates, named })
    }

    /// What is told of dates that no header announced, in so many cells.
    pub(super) fn remark(self, header: &str, cells: usize) -> Option<String> {
        let told = !self.dates && !self.named;
        told.then(|| match cells {
            1 => format!("1 cell of `{header}` holds a date too, and was read as due"),
            _ => format!("{cells} cells of `{header}` hold dates too, and were read as due"),
        })
    }

    /// Parts a cell's owners from its dates; `None` where it does not hold both, or not as surely as its header asks for.
    pub(super) fn split(self, text: &str) -> Option<Dated> {
        let (mut owners, mut found) = (Vec::new(), Vec::new());
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if self.is_date(line) {
                found.push(line);
            } else if let Some((owner, date)) = self.parts(line) {
                owners.push(owner);
                found.push(date);
            } else if self.named && is_state(line) {
                found.push(line);
            } else if !self.dates || self.is_owner(line) {
                owners.push(line);
            } else {
                found.push(line);
            }
        }
        let whole = !owners.is_empty() && (!found.is_empty() || (self.dates && self.named));
        whole.then(|| Dated { owners: owners.join("\n"), dates: found.join("\n") })
    }

    /// The owner and the date of a line, in either order, parted by a mark or, where none does, by a space.
    fn parts(self, line: &str) -> Option<(&str, &str)> {
        let marks = cuts(line, &SEPARATORS);
        self.beside(line, &marks, 0)
            .or_else(|| self.instead(line, &marks))
            .or_else(|| self.beside(line, &cuts(line, &[" "]), YEAR))
    }

    /// An owner and a date at one of the cuts; the longest date, since a date can hold a separator too. With nothing but a space
    /// between, it has `figures`: "A. May 12" is a name and a number.
    fn beside<'t>(self, line: &'t str, cuts: &[Cut], figures: usize) -> Option<(&'t str, &'t str)> {
        let fits = |owner: &str, date: &str| {
            owner.chars().any(char::is_alphabetic)
                && date.bytes().filter(u8::is_ascii_digit).count() >= figures
                && self.is_date(date)
                && (self.dates || !holds_until(owner, date))
                && (!self.dates || self.is_owner(owner))
        };
        let last = line.len().saturating_sub(LONGEST);
        let behind = cuts.iter().filter(|(_, behind)| *behind >= last).find_map(|cut| {
            let (owner, date) = sides(line, *cut)?;
            fits(owner, date).then_some((owner, date))
        });
        behind.or_else(|| {
            cuts.iter().rev().filter(|(before, _)| *before <= LONGEST).find_map(|cut| {
                let (date, owner) = sides(line, *cut)?;
                fits(owner, date).then_some((owner, date))
            })
        })
    }

    /// Where the header asks for both, what is there instead of a date is one too: "Ongoing / Legal", "end of term / J. Roe".
    fn instead<'t>(self, line: &'t str, cuts: &[Cut]) -> Option<(&'t str, &'t str)> {
        let (one, other) = sides(line, *cuts.first().filter(|_| self.named && line.len() <= LONGEST)?)?;
        let stands = |text: &str| self.is_date(text) || is_state(text);
        match (stands(one), stands(other)) {
            (false, true) => Some((one, other)),
            (true, _) => Some((other, one)),
            _ if self.is_owner(other) && !self.is_owner(one) => Some((other, one)),
            _ if self.is_owner(one) && !self.is_owner(other) => Some((one, other)),
            _ => None,
        }
    }

    /// A date; beside an owner none that says how long somebody is one: "Jane Smith (from June 2025)".
    fn is_date(self, text: &str) -> bool {
        let first = text.split_whitespace().next().unwrap_or_default();
        is_date(text) && (self.dates || !(HOLDS.contains(&text::fold(first).as_str()) || is_open(text)))
    }

    fn is_owner(self, text: &str) -> bool {
        if self.named {
            return owners::owner_likeness(text) >= OWNER_LIKE;
        }
        // A body beside a date is where it goes to: "June 2025 (Audit Committee)".
        let read = || owners::read_owners(text, &OwnerOptions::default());
        let somebody = |owner: &Owner| owner.name.is_some() || owner.email.is_some() || owner.role.is_some();
        owners::owner_likeness(text) >= SURELY_OWNER && read().owners.iter().any(somebody)
    }
}

/// Where a mark begins and ends.
type Cut = (usize, usize);

/// The places of marks near the ends of a line, from the left. No date is longer than [`LONGEST`], so that a line of many names is
/// looked at once and not once a name. A slash between digits is a date's own.
fn cuts(line: &str, marks: &[&str]) -> Vec<Cut> {
    let last = line.len().saturating_sub(LONGEST);
    let digit = |at: Option<usize>| at.and_then(|at| line.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    let inside = |(before, behind): &Cut| digit(before.checked_sub(1)) && digit(Some(*behind));
    let mut cuts: Vec<Cut> = marks
        .iter()
        .flat_map(|mark| line.match_indices(mark).map(|(at, mark)| (at, at + mark.len())))
        .filter(|(before, behind)| *behind >= last || *before <= LONGEST)
        .filter(|cut| !(cut.1 - cut.0 == 1 && inside(cut)))
        .collect();
    cuts.sort_unstable();
    cuts
}

/// What stands on both sides of a cut.
fn sides(line: &str, (before, behind): Cut) -> Option<(&str, &str)> {
    Some((line.get(..before)?.trim(), line.get(behind..)?.trim().trim_end_matches(')')))
}

/// What stands in place of a date: "Ongoing", "TBC".
fn is_state(text: &str) -> bool {
    let read = dates::read_dates(text, &DateOptions::default());
    read.dates.is_empty() && read.state.and_then(DateState::due_state).is_some()
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

/// An interval without an end or a beginning.
fn is_open(text: &str) -> bool {
    let read = dates::read_dates(text, &DateOptions::default()).dates;
    read.iter().any(|date| date.edtf.as_ref().is_some_and(|edtf| edtf.contains("..")))
}

/// Tells whether an owner's text runs on into its date from a word for how long: "Jane Smith until 31" before "March 2025".
fn holds_until(owner: &str, date: &str) -> bool {
    let words: Vec<&str> = owner.split_whitespace().collect();
    let last = words.iter().rposition(|word| HOLDS.contains(&text::fold(word).as_str()));
    last.and_then(|at| words.get(at + 1..)).is_some_and(|rest| is_date(&format!("{} {date}", rest.join(" "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNERS: Shared = Shared { column: 0, dates: false, named: false };

    fn check(column: Shared, cases: &[(&str, Option<(&str, &str)>)]) {
        for (text, expected) in cases {
            let expected = expected.map(|(owners, dates): (&str, &str)| Dated {
                owners: owners.to_owned(),
                dates: dates.to_owned(),
            });
            assert_eq!(column.split(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_line_of_many_names_is_looked_at_once() {
        let names = "J. Roe 12, A. Poe 13, ".repeat(50_000);
        assert_eq!(OWNERS.split(&names), None);
        let dated = OWNERS.split(&format!("{names}June 2025")).unwrap();
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
            ("J. Roe 31/03/2025", Some(("J. Roe", "31/03/2025"))),
            ("June 2025 J. Roe", Some(("J. Roe", "June 2025"))),
            ("A. May 12", None),
            ("A. Poe from Estates / June 2025", Some(("A. Poe from Estates", "June 2025"))),
            ("Assistant to the Clerk - June 2025", Some(("Assistant to the Clerk", "June 2025"))),
            ("J. Roe by June 2025", Some(("J. Roe", "June 2025"))),
            ("Works / 2", None),
            ("Jane Smith (from June 2025)", None),
            ("Jane Smith from June 2025", None),
            ("Jane Smith, until 31 March 2025", None),
            ("Jane Smith (to June 2025)", None),
            ("Jane Smith\nsince 1 May 2024", None),
            ("Since 1 May 2024: Jane Smith", None),
            ("31 March 2025", None),
            ("", None),
        ];
        check(OWNERS, &cases);
    }

    #[test]
    fn an_owner_beside_a_date_is_taken_off() {
        let cases = [
            ("30 June 2012 / Jane Smith", Some(("Jane Smith", "30 June 2012"))),
            ("Jane Smith, June 2012", Some(("Jane Smith", "June 2012"))),
            ("June 2012 (Head of Housing)", Some(("Head of Housing", "June 2012"))),
            ("June 2012\nJane Smith", Some(("Jane Smith", "June 2012"))),
            ("June 2012 (subject to funding)", None),
            ("June 2012 / Phase 1", None),
            ("June 2012 (Audit Committee)", None),
            ("June 2012 Cabinet", None),
            ("June 2012 Board meeting", None),
            ("Completed June 2012", None),
            ("Report to Executive June 2012", None),
            ("30/06/2012", None),
            ("Jane Smith", None),
        ];
        check(Shared { dates: true, ..OWNERS }, &cases);
    }

    #[test]
    fn what_is_there_instead_of_a_date_is_one_where_the_header_asks_for_both() {
        let cases = [
            ("Dec 2025 / J Patel", Some(("J Patel", "Dec 2025"))),
            ("31/01/2026 – Sarah Onslow", Some(("Sarah Onslow", "31/01/2026"))),
            ("Q3 25/26, Licensing Team", Some(("Licensing Team", "Q3 25/26"))),
            ("Ongoing / Legal", Some(("Legal", "Ongoing"))),
            ("TBC / TBC", Some(("TBC", "TBC"))),
            ("end of term / Mark Deane & Priya Shah", Some(("Mark Deane & Priya Shah", "end of term"))),
            ("Jane Smith", Some(("Jane Smith", ""))),
            ("June 2012", None),
            ("Ongoing", None),
        ];
        check(Shared { dates: true, named: true, ..OWNERS }, &cases);
    }
}
