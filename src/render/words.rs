//! Values in the words of a person: dates, owners, counts. (Amounts are shown as in the clean workbook.)

use jiff::civil::Date;

use crate::normalize::owners::is_vacant;
pub(super) use crate::normalize::text::count;
use crate::record::{Owner, Precision, When};

/// Returns a day: `30 June 2023`.
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// Returns a date in short, as exact as it is: `30 Jun 2023`, `Jun 2023`, `2023`, or as it was written.
pub(super) fn when(when: &When) -> String {
    match (when.precision, when.earliest) {
        (Some(Precision::Day | Precision::Time), Some(day)) => day.strftime("%-d %b %Y").to_string(),
        (Some(Precision::Month), Some(day)) => day.strftime("%b %Y").to_string(),
        (Some(Precision::Year), Some(day)) => day.strftime("%Y").to_string(),
        _ => when.as_written.clone(),
    }
}

/// Returns what names an owner: the name, or else the post, the team, the address, the text.
pub(super) fn owner(owner: &Owner) -> &str {
    let known = [&owner.name, &owner.role, &owner.unit, &owner.email];
    known.into_iter().flatten().next().unwrap_or(&owner.as_written)
}

/// Returns all owners, `nobody` where there is none.
pub(super) fn owners(owners: &[Owner]) -> String {
    if owners.is_empty() {
        return "nobody".to_owned();
    }
    let known = |of: &Owner| {
        let name = owner(of);
        let vacant = !name.to_lowercase().contains("vacan") && is_vacant(&of.as_written);
        if vacant { format!("{name} (vacant)") } else { name.to_owned() }
    };
    owners.iter().map(known).collect::<Vec<_>>().join(", ")
}
