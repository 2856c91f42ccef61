//! The sums that close a section against the amounts of its records: "Actual savings to date: £200,000".
//!
//! Only a sum that says it is one of all that was counted ("total", "to date") is compared, with amounts of its own basis and
//! currency; a forecast of the whole says nothing about the amounts of single records.

use crate::grid::Address;
use crate::normalize::text;
use crate::record::{Code, Finding, Group, Money, MoneyBasis, Record, Tracker};

/// Sums are rounded in reports; a closer difference is none.
const ROUNDED: f64 = 0.005;

/// Compares each sum of each section with its records' amounts.
pub(super) fn check(tracker: &Tracker) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A tracker can have thousands of sections, few of which state a sum.
    let counted: Vec<(&Record, Option<u32>)> = tracker
        .records
        .iter()
        .filter(|r| !r.money.is_empty())
        .map(|r| (r, first_row(&r.source.cells)))
        .collect();
    for (place, group) in
        tracker.groups.iter().enumerate().filter(|(_, group)| group.money.iter().any(is_sum))
    {
        let records = records_of(group, tracker.groups.get(place + 1), &counted);
        for stated in group.money.iter().filter(|money| is_sum(money)) {
            let amounts: Vec<f64> = records
                .iter()
                .flat_map(|record| &record.money)
                .filter(|money| is_alike(money, stated))
                .map(|money| money.amount)
                .collect();
            if amounts.is_empty() || stated.amount_to.is_some() {
                continue;
            }
            let sum: f64 = amounts.iter().sum();
            let agrees = (sum - stated.amount).abs() <= ROUNDED * stated.amount.abs();
            let label = stated.label.as_deref().unwrap_or_default();
            let said = format!("the sheet states {} as `{label}`", stated.as_written);
            findings.push(Finding::new(
                if agrees { Code::SummaryAgrees } else { Code::SummaryMismatch },
                if agrees {
                    format!("{said}, and so do the records")
                } else {
                    format!("{said}, the records sum to {sum}")
                },
                Some(group.source.clone()),
            ));
        }
    }
    findings
}

/// Those of some records, each with its row, between a section's first row and the next section's, on the same sheet.
fn records_of<'a>(
    group: &Group,
    next: Option<&Group>,
    records: &[(&'a Record, Option<u32>)],
) -> Vec<&'a Record> {
    let (sheet, first) = row_of(&group.source);
    let end =
        next.map(|next| row_of(&next.source)).filter(|(other, _)| *other == sheet).and_then(|(_, row)| row);
    let inside = |(record, row): &&(&Record, Option<u32>)| {
        *row >= first
            && end.is_none_or(|end| row.is_some_and(|row| row < end))
            && record.source.sheet.as_deref() == sheet
    };
    records.iter().filter(inside).map(|(record, _)| *record).collect()
}

fn first_row(cells: &str) -> Option<u32> {
    cells.split([',', ':']).next().and_then(Address::parse).map(|at| at.row)
}

/// The sheet and the first row of a place: `Plan!A4`, `'Plan B'!A4`, `A4`.
fn row_of(place: &str) -> (Option<&str>, Option<u32>) {
    let (sheet, cell) = place.rsplit_once('!').map_or((None, place), |(sheet, cell)| (Some(sheet), cell));
    let row = first_row(cell);
    (sheet.map(|sheet| sheet.trim_matches('\'')), row)
}

/// A sum of what was counted, by its own words.
fn is_sum(money: &Money) -> bool {
    let label = text::fold(money.label.as_deref().unwrap_or_default());
    label.split(' ').any(|word| matches!(word, "total" | "totals" | "overall")) || label.contains("to date")
}

/// The same currency, and both known to be of one basis.
fn is_alike(money: &Money, stated: &Money) -> bool {
    money.currency == stated.currency
        && money.amount_to.is_none()
        && basis_of(money).is_some_and(|basis| Some(basis) == basis_of(stated))
}

fn basis_of(money: &Money) -> Option<MoneyBasis> {
    money.basis.or_else(|| {
        let label = text::fold(money.label.as_deref().unwrap_or_default());
        let has = |words: &[&str]| label.split(' ').any(|word| words.contains(&word));
        if has(&["actual", "achieved", "realised", "realized", "delivered"]) {
            Some(MoneyBasis::Actual)
        } else if has(&["predicted", "forecast", "planned", "projected", "target"]) {
            Some(MoneyBasis::Predicted)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::import::{ImportOptions, import};
    use crate::read;
    use crate::record::Code;

    #[test]
    fn the_sum_of_a_review_is_held_against_its_records() {
        let found = |second: &str, stated: &str| {
            let text = format!(
                "Review of the piers\n\nRef,Recommendation,Owner,Savings realised,Progress\n1,Mend the quay,J. Roe,\"£4,000\",All of it was mended\n\
                 2,Light the pier,A. Poe,{second},The lamps are up and lit\nTotal savings realised,,,{stated},\n"
            );
            let reading = read::read("plan.csv", text.as_bytes()).unwrap();
            let tracker = import(&reading, &ImportOptions::default()).unwrap().tracker;
            let codes = tracker.findings.iter().map(|finding| finding.code);
            codes
                .filter(|code| matches!(code, Code::SummaryAgrees | Code::SummaryMismatch))
                .collect::<Vec<_>>()
        };
        assert_eq!(found("£600", "£4.6k"), [Code::SummaryAgrees]);
        assert_eq!(found("£600", "£5k"), [Code::SummaryMismatch]);
        assert_eq!(found("", "£4k"), [Code::SummaryAgrees]);
        // Nothing is said of another currency.
        assert_eq!(found("£600", "$4.6k"), []);
    }
}
