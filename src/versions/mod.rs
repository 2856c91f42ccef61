//! Whether a workbook keeps two versions of one tracker on two of its sheets, as `Q1` and `Q2` or `Plan` and `Plan (previous)`.
//!
//! Both sheets must have mostly the same columns. Then either their names say which period each shows, or most of their
//! records are the same. It only proposes; nothing is read otherwise for it.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::columns::MappedColumn;
use crate::diff::Sides;
use crate::import::{Import, ImportedSheet, Skipped};
use crate::normalize::period::Period;
use crate::normalize::text::fold;
use crate::record::Record;

/// So many in a hundred of the wider sheet's columns must be in the other one too.
const SAME_COLUMNS: usize = 60;

/// So many in a hundred of the shorter sheet's records must be in the other one too, where names say nothing.
const SAME_RECORDS: usize = 60;

/// Fewer records in common than this may be so by chance.
const LEAST_RECORDS: usize = 3;

/// Sheets that are looked at: the work grows with their square.
const MOST_SHEETS: usize = 40;

/// Returns the names of the two sheets that look like two versions of one tracker, the latest two where there are more;
/// `None` where no two do, and for delimited text.
pub fn two_versions(import: &Import) -> Option<Sides<String>> {
    // Most files have one sheet, and nothing to compare.
    if import.sheets.iter().filter(|sheet| sheet.mappings.iter().any(Option::is_some)).count() < 2 {
        return None;
    }
    let sheets: Vec<Candidate<'_>> =
        import.sheets.iter().filter_map(|sheet| Candidate::of(sheet, import)).take(MOST_SHEETS).collect();
    let pairs = sheets.iter().enumerate().flat_map(|(i, a)| sheets.iter().skip(i + 1).map(move |b| (a, b)));
    let alike: Vec<_> = pairs.filter(|(a, b)| a.has_columns_of(b)).collect();
    let by_name = alike.iter().filter(|(a, b)| a.may_share_records(b)).filter_map(|(a, b)| {
        Some(match a.period.order(&b.period)? {
            Ordering::Greater => (*b, *a),
            _ => (*a, *b),
        })
    });
    // The later the new one, and then the old one, the better; what cannot be compared leaves the first.
    let later = |a: &Candidate<'_>, b: &Candidate<'_>| a.period.order(&b.period) == Some(Ordering::Greater);
    let latest = by_name.reduce(|best, pair| {
        let better = later(pair.1, best.1) || (!later(best.1, pair.1) && later(pair.0, best.0));
        if better { pair } else { best }
    });
    if let Some((old, new)) = latest.or_else(|| alike.iter().find(|(a, b)| a.has_records_of(b)).copied()) {
        return Some(Sides { old: old.name.to_owned(), new: new.name.to_owned() });
    }
    // One that was passed over for the other is a version of it; of several the last stands next to it.
    import.sheets.iter().rev().find_map(|sheet| match &sheet.skipped {
        Some(Skipped::Earlier { of, .. } | Skipped::Before(of)) => {
            Some(Sides { old: sheet.name.clone(), new: of.clone() })
        }
        _ => None,
    })
}

/// A sheet with a tracker table.
struct Candidate<'a> {
    name: &'a str,
    period: Period,
    headers: BTreeSet<String>,
    /// What its records are about; empty for a sheet that was passed over.
    texts: BTreeSet<String>,
    /// The same with whose they are: what each directorate has to do is no version of what another has.
    owned: BTreeSet<String>,
}

impl<'a> Candidate<'a> {
    fn of(sheet: &'a ImportedSheet, import: &Import) -> Option<Self> {
        if sheet.name.is_empty() {
            return None;
        }
        let columns = sheet.mappings.iter().flatten().flat_map(|mapping| &mapping.columns);
        let headers: BTreeSet<String> = columns.map(|column: &MappedColumn| fold(&column.header)).collect();
        let records =
            import.tracker.records.iter().filter(|r| r.source.sheet.as_deref() == Some(&sheet.name));
        let (mut texts, mut owned) = (BTreeSet::new(), BTreeSet::new());
        for record in records {
            let text = subject(record);
            if !text.trim().is_empty() {
                let owners: Vec<&str> = record.owners.iter().map(|owner| owner.as_written.as_str()).collect();
                owned.insert(format!("{text}\n{}", fold(&owners.join(" "))));
                texts.insert(text);
            }
        }
        let period = Period::of(&sheet.name);
        (headers.len() > 1).then_some(Self { name: &sheet.name, period, headers, texts, owned })
    }

    fn has_columns_of(&self, other: &Self) -> bool {
        let shared = self.headers.intersection(&other.headers).count();
        shared * 100 >= self.headers.len().max(other.headers.len()) * SAME_COLUMNS
    }

    fn shared_records(&self, other: &Self) -> usize {
        self.texts.intersection(&other.texts).count()
    }

    /// A log that begins anew each year has no record in common with the one before.
    fn may_share_records(&self, other: &Self) -> bool {
        self.texts.is_empty() || other.texts.is_empty() || self.shared_records(other) > 0
    }

    fn has_records_of(&self, other: &Self) -> bool {
        let shared = self.owned.intersection(&other.owned).count();
        shared >= LEAST_RECORDS && shared * 100 >= self.owned.len().min(other.owned.len()) * SAME_RECORDS
    }
}

fn subject(record: &Record) -> String {
    let part = |text: &Option<String>| fold(text.as_deref().unwrap_or_default());
    format!("{}\n{}", part(&record.recommendation), part(&record.action))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Format;
    use crate::import::{ImportOptions, import};
    use crate::read::{self, Reading};

    /// Sheets as name and table.
    type Sheets<'a> = &'a [(&'a str, &'a str)];

    /// What it shows, the sheets, and the old and the new one that are found.
    type Case<'a> = (&'a str, Sheets<'a>, Option<(&'a str, &'a str)>);

    /// A workbook of text sheets.
    fn book(sheets: Sheets<'_>) -> Import {
        let sheet = |(name, table): &(&str, &str)| {
            let mut sheet = read::read(name, table.as_bytes()).unwrap().workbook.sheets.remove(0);
            sheet.name = (*name).to_owned();
            sheet
        };
        let mut reading: Reading = read::read("book.xlsx", b"x").unwrap();
        reading.workbook.format = Format::Xlsx;
        reading.workbook.sheets = sheets.iter().map(sheet).collect();
        import(&reading, &ImportOptions::default()).unwrap()
    }

    const PIER: &str = "Ref,Recommendation,Lead officer,Status\n1,Light the long pier,J. Roe,On track\n2,Mend the slipway,A. Poe,Slipped\n";
    const LATER: &str = "Ref,Recommendation,Lead officer,Status\n1,Light the long pier,J. Roe,Achieved\n3,Dredge the harbour mouth,A. Poe,Slipped\n";
    const TAKEN_ON: &str = "Ref,Recommendation,Lead officer,Status\n1,Light the long pier,B. Moe,On track\n2,Mend the slipway,A. Poe,Slipped\n";
    const ADULTS: &str = "Action,Owner,Status\nAppraise all staff,Adults Board,On track\nReview the budget,Adults Board,Slipped\nTest the alarms,Adults Board,On track\n";
    const PLACE: &str = "Action,Owner,Status\nAppraise all staff,Place Board,On track\nReview the budget,Place Board,Slipped\nTest the alarms,Place Board,On track\n";
    const OTHER: &str = "Ref,Recommendation,Lead officer,Status\n1,Count the gulls,J. Roe,Achieved\n2,Paint the customs house,A. Poe,Slipped\n";
    const COSTS: &str = "Item,Action,Budget code,Supplier\n1,Light the long pier,B7,Lamps Ltd\n2,Mend the slipway,B8,Walls Ltd\n";

    #[test]
    fn two_sheets_of_one_tracker_are_told_from_two_trackers() {
        let cases: [Case<'_>; 10] = [
            ("periods", &[("Q1", PIER), ("Q2", LATER)], Some(("Q1", "Q2"))),
            ("the newest first", &[("Q2", LATER), ("Q1", PIER)], Some(("Q1", "Q2"))),
            ("the latest two", &[("Q1", PIER), ("Q2", PIER), ("Q3", LATER)], Some(("Q2", "Q3"))),
            ("previous", &[("Plan", LATER), ("Previous", PIER)], Some(("Previous", "Plan"))),
            ("a new log each year", &[("2022", PIER), ("2023", OTHER)], None),
            ("other columns", &[("Q1", PIER), ("Q2", COSTS)], None),
            ("names that say nothing", &[("North", PIER), ("South", OTHER)], None),
            (
                "one was passed over for the other",
                &[("North", PIER), ("South", TAKEN_ON)],
                Some(("North", "South")),
            ),
            ("one sheet", &[("Q1", PIER)], None),
            ("what each has to do", &[("Adults", ADULTS), ("Place", PLACE)], None),
        ];
        for (case, sheets, expected) in cases {
            let found = two_versions(&book(sheets));
            let found = found.as_ref().map(|sides| (sides.old.as_str(), sides.new.as_str()));
            assert_eq!(found, expected, "{case}");
        }
    }

    #[test]
    fn records_that_are_the_same_tell_it_where_names_do_not() {
        let more = format!("{PIER}4,Repair the crane,J. Roe,On track\n");
        let later = format!("{more}5,Buy a boat,J. Roe,On track\n");
        let found = two_versions(&book(&[("Sheet1", &more), ("Sheet2", &later)])).unwrap();
        assert_eq!((found.old.as_str(), found.new.as_str()), ("Sheet1", "Sheet2"));
    }

    #[test]
    fn text_has_no_sheets_to_compare() {
        let reading = read::read("plan.csv", PIER.as_bytes()).unwrap();
        assert_eq!(two_versions(&import(&reading, &ImportOptions::default()).unwrap()), None);
    }
}
