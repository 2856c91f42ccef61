//! What changed between two due dates, or between all dates of a record.
//!
//! Two dates that fall on the same last day mean the same deadline, however they are written. A date that became more or less
//! exact (`15 March` and `March`) is another `value`, but nothing was put off or brought forward.

use jiff::civil::Date;

use crate::diff::ChangeKind;
use crate::record::{DateKind, Record, When};

/// Returns what changed between two due dates that differ in some way, and by how many days where both have a last day.
pub(super) fn due_change(old: Option<&When>, new: Option<&When>) -> (ChangeKind, Option<i64>) {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(_)) => return (ChangeKind::DateSet, None),
        (Some(_), None) => return (ChangeKind::DateRemoved, None),
        (None, None) => return (ChangeKind::Cosmetic, None),
    };
    if let (Some(before), Some(after)) = (old.latest, new.latest) {
        return match days(before, after) {
            days if days != 0 && (old.covers(new) || new.covers(old)) => (ChangeKind::Value, None),
            0 => (ChangeKind::Cosmetic, None),
            days if days > 0 => (ChangeKind::Slipped, Some(days)),
            days => (ChangeKind::BroughtForward, Some(days)),
        };
    }
    if same_days(old, new) { (ChangeKind::Cosmetic, None) } else { (ChangeKind::Value, None) }
}

fn days(before: Date, after: Date) -> i64 {
    before.until(after).map_or(0, |span| i64::from(span.get_days()))
}

fn same_days(a: &When, b: &When) -> bool {
    (a.earliest, a.latest) == (b.earliest, b.latest) && (a.latest.is_some() || a.edtf == b.edtf)
}

/// Returns what changed between the dates of two records that differ in some way.
///
/// `cosmetic` where all that differs is the due date, which `due` tells, or the way it is written.
pub(super) fn dates_change(old: &Record, new: &Record) -> ChangeKind {
    let told = [old.due.as_ref(), new.due.as_ref()];
    if others(old, told) == others(new, told) { ChangeKind::Cosmetic } else { ChangeKind::Value }
}

/// What a date says: its kind, its first and last day, and where these do not tell it its EDTF text, or what is written.
type Meaning<'a> = (DateKind, Option<Date>, Option<Date>, Option<&'a String>);

/// What the dates of a record mean but for those that are told as the due date before or after, in a fixed order.
fn others<'a>(record: &'a Record, told: [Option<&When>; 2]) -> Vec<Meaning<'a>> {
    let is_told = |date: &&When| {
        matches!(date.kind, DateKind::Due | DateKind::Original | DateKind::Revised)
            && told.into_iter().flatten().any(|due| same_days(due, date))
    };
    let mut rest: Vec<_> = record.dates.iter().filter(|date| !is_told(date)).map(meaning).collect();
    rest.sort();
    rest
}

fn meaning(date: &When) -> Meaning<'_> {
    let told = date.edtf.as_ref().unwrap_or(&date.as_written);
    (date.kind, date.earliest, date.latest, Some(told).filter(|_| date.latest.is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn when(kind: DateKind, earliest: Option<Date>, latest: Option<Date>, edtf: &str) -> When {
        When {
            kind,
            edtf: Some(edtf.into()),
            earliest,
            latest,
            precision: None,
            qualifier: None,
            assumed: vec![],
            as_written: edtf.into(),
        }
    }

    fn day(kind: DateKind, day: Date) -> When {
        when(kind, Some(day), Some(day), &day.to_string())
    }

    #[test]
    fn deadlines_are_compared_by_their_last_day() {
        let march = when(DateKind::Due, Some(date(2013, 3, 1)), Some(date(2013, 3, 31)), "2013-03");
        let end = day(DateKind::Due, date(2013, 3, 31));
        let middle = day(DateKind::Due, date(2013, 3, 15));
        let spring = when(DateKind::Due, Some(date(2013, 3, 1)), Some(date(2013, 5, 31)), "2013-21");
        let across =
            when(DateKind::Due, Some(date(2013, 3, 15)), Some(date(2013, 4, 15)), "2013-03-15/2013-04-15");
        let june = day(DateKind::Due, date(2013, 6, 30));
        let open = when(DateKind::Due, Some(date(2013, 4, 1)), None, "2013-04/..");
        let no_year = when(DateKind::Due, None, None, "XXXX-10-16");
        let cases = [
            (Some(&march), Some(&end), ChangeKind::Cosmetic, None),
            (Some(&march), Some(&june), ChangeKind::Slipped, Some(91)),
            (Some(&june), Some(&end), ChangeKind::BroughtForward, Some(-91)),
            (Some(&middle), Some(&march), ChangeKind::Value, None),
            (Some(&march), Some(&middle), ChangeKind::Value, None),
            (Some(&middle), Some(&spring), ChangeKind::Value, None),
            (Some(&march), Some(&across), ChangeKind::Slipped, Some(15)),
            (None, Some(&june), ChangeKind::DateSet, None),
            (Some(&june), None, ChangeKind::DateRemoved, None),
            (Some(&open), Some(&june), ChangeKind::Value, None),
            (Some(&no_year), Some(&open), ChangeKind::Value, None),
            (Some(&no_year), Some(&no_year), ChangeKind::Cosmetic, None),
        ];
        for (old, new, kind, days) in cases {
            assert_eq!(due_change(old, new), (kind, days), "{old:?} to {new:?}");
        }
    }

    #[test]
    fn dates_say_only_what_the_due_date_does_not() {
        let (march, june) = (date(2013, 3, 31), date(2013, 6, 30));
        let due = |d: Date, dates: Vec<When>| Record {
            due: Some(day(DateKind::Due, d)),
            dates,
            ..Record::default()
        };
        let plain = due(march, vec![day(DateKind::Due, march)]);
        let revised = due(june, vec![day(DateKind::Original, march), day(DateKind::Revised, june)]);
        let mut raised = revised.clone();
        raised.dates.push(day(DateKind::Raised, date(2012, 1, 9)));
        assert_eq!(dates_change(&plain, &revised), ChangeKind::Cosmetic);
        assert_eq!(dates_change(&revised, &plain), ChangeKind::Cosmetic);
        assert_eq!(dates_change(&revised, &raised), ChangeKind::Value);
        let unread = |text: &str| Record {
            dates: vec![When { edtf: None, ..when(DateKind::Due, None, None, text) }],
            ..Record::default()
        };
        assert_eq!(dates_change(&unread("9-Nove-07"), &unread("8-Nove-07")), ChangeKind::Value);
    }
}
