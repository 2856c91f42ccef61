//! The period that the name of a sheet or column says: `Q1 2023-24`, `Plan 30.06.23`, `Previous`.
//!
//! Only the order of two names is asked for, never a date: `Q1` comes before `Q2` in any year.

use std::cmp::Ordering;

use crate::normalize::text::fold;

/// The period that a name says, and the words beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Period {
    /// -1 for a name that says it is the older one, 1 for the newer.
    age: i8,
    year: Option<u32>,
    /// Quarter, month, week or the like, with its number.
    part: Option<(Unit, u32)>,
    day: Option<u32>,
    /// The other words.
    rest: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Half,
    Quarter,
    Month,
    Week,
    Period,
    Version,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const OLDER: [&str; 12] = [
    "previous",
    "previously",
    "prev",
    "prior",
    "last",
    "old",
    "earlier",
    "before",
    "archive",
    "archived",
    "superseded",
    "backup",
];
const NEWER: [&str; 6] = ["current", "this", "new", "latest", "now", "updated"];
const FILLERS: [&str; 7] = ["year", "end", "as", "at", "of", "copy", "the"];

impl Period {
    /// Returns what a name says; nothing where it names no period.
    pub(crate) fn of(name: &str) -> Self {
        let mut words = words(name);
        let mut period = Self::default();
        if let Some((year, month, day)) = take_date(&mut words) {
            (period.year, period.part, period.day) = (Some(year), Some((Unit::Month, month)), Some(day));
        }
        let mut words = words.iter().map(String::as_str).peekable();
        let mut number_before: Option<u32> = None;
        while let Some(word) = words.next() {
            let number = word.parse::<u32>().ok();
            let next = words.peek().and_then(|next| next.parse::<u32>().ok());
            let before = number_before.take();
            if OLDER.contains(&word) {
                period.age = -1;
            } else if NEWER.contains(&word) {
                period.age = if period.age < 0 { -1 } else { 1 };
            } else if let Some(year) = number.filter(|n| (1990..2100).contains(n)) {
                period.year = period.year.or(Some(year));
                // `2023-24` and `2023/2024` are the year that begins in 2023.
                words.next_if(|next| {
                    [(year + 1).to_string(), format!("{:02}", (year + 1) % 100)].iter().any(|n| n == next)
                });
            } else if let Some(month) = month(word) {
                period.part = Some((Unit::Month, month));
                period.day = before.filter(|day| (1..=31).contains(day));
                if let Some(year) = next.filter(|n| *n < 100) {
                    period.year = Some(2000 + year);
                    words.next();
                }
            } else if let (Some(unit), Some(number)) = (unit(word), next) {
                period.part = Some((unit, number));
                words.next();
            } else if word == "fy" && next.is_some() {
                period.year = next.map(|year| if year < 100 { 2000 + year } else { year });
                words.next();
            } else if unit(word).is_none() && !FILLERS.contains(&word) {
                if number.is_some() {
                    number_before = number;
                }
                period.rest.push(word.to_owned());
            }
        }
        if let Some(day) = period.day {
            period.rest.retain(|word| word.parse() != Ok(day));
        }
        period
    }

    /// Returns which of two names says the earlier period; `None` where they do not say, or are about different things.
    pub(crate) fn order(&self, other: &Self) -> Option<Ordering> {
        let same_thing = self.rest == other.rest || self.rest.is_empty() || other.rest.is_empty();
        if !same_thing {
            return None;
        }
        if self.age != other.age {
            // `New risks` beside `Risks` are other risks, not other versions.
            return (self.age < 0 || other.age < 0).then(|| self.age.cmp(&other.age));
        }
        let years = self.year.zip(other.year).map(|(a, b)| a.cmp(&b)).filter(|order| order.is_ne());
        let parts = self.part.zip(other.part).filter(|(a, b)| a.0 == b.0).map(|(a, b)| a.1.cmp(&b.1));
        let days = || self.day.zip(other.day).map(|(a, b)| a.cmp(&b)).filter(|order| order.is_ne());
        years.or(parts.filter(|order| order.is_ne())).or_else(days).or_else(|| self.snapshot(other))
    }

    /// Returns how periods of one unit without years follow each other, in the order given: `Less` where each is earlier than
    /// the next, as in `Q4`, `Q1` or `Nov`, `Dec`, `Jan`; `None` where the steps between them do not say.
    pub(crate) fn sequence(periods: &[&Self]) -> Option<Ordering> {
        let (first, rest) = periods.split_first()?;
        let (unit, _) = first.part?;
        let turn = match unit {
            Unit::Quarter => 4,
            Unit::Month => 12,
            _ => return None,
        };
        let bare = |p: &&Self| p.age == 0 && p.year.is_none() && p.day.is_none();
        let alike = |p: &&Self| p.rest == first.rest && p.part.is_some_and(|(other, _)| other == unit);
        if !periods.iter().all(bare) || !rest.iter().all(alike) {
            return None;
        }
        let numbers: Vec<u32> = periods.iter().filter_map(|p| p.part).map(|(_, n)| n).collect();
        if numbers.iter().any(|n| !(1..=turn).contains(n)) {
            return None;
        }
        let mut steps =
            numbers.iter().zip(numbers.iter().skip(1)).map(|(one, next)| (next + turn - one) % turn);
        let step = steps.next().filter(|step| steps.all(|other| other == *step))?;
        match step {
            0 => None,
            // Two that are a year's end apart backwards may as well have others left out between them: `Q1`, `Q4`.
            _ if step * 2 > turn => (numbers.len() > 2).then_some(Ordering::Greater),
            _ => (step * 2 < turn).then_some(Ordering::Less),
        }
    }

    /// Tells whether a name says a quarter, a month or the like and nothing else.
    pub(crate) fn is_bare(&self) -> bool {
        // `P1` and `V1` number anything.
        let timed = |unit: Unit| !matches!(unit, Unit::Version | Unit::Period);
        self.rest.is_empty() && self.age == 0 && self.part.is_some_and(|(unit, _)| timed(unit))
    }

    /// Tells whether a name says a time of its own, and not only that it is the older or newer one.
    pub(crate) fn is_timed(&self) -> bool {
        self.age == 0 && self.says_when()
    }

    /// `Plan Q1` beside `Plan` keeps how the plan stood then.
    fn snapshot(&self, other: &Self) -> Option<Ordering> {
        let same_thing = self.rest == other.rest && !self.rest.is_empty();
        let (own, others) = (self.says_when(), other.says_when());
        (same_thing && own != others).then(|| others.cmp(&own))
    }

    fn says_when(&self) -> bool {
        self.year.is_some() || self.day.is_some() || self.part.is_some_and(|(unit, _)| unit != Unit::Version)
    }
}

/// The words and numbers of a name: `Q1 2023-24` is `q`, `1`, `2023`, `24`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in fold(name).split(' ') {
        let mut digits = None;
        for c in part.chars() {
            match words.last_mut() {
                Some(word) if digits == Some(c.is_ascii_digit()) => word.push(c),
                _ => words.push(c.into()),
            }
            digits = Some(c.is_ascii_digit());
        }
    }
    words
}

/// Takes a date in figures out of the words: year, month and day, or day, month and year.
fn take_date(words: &mut Vec<String>) -> Option<(u32, u32, u32)> {
    let (at, date) = words.windows(3).enumerate().find_map(|(at, part)| {
        let numbers: Vec<u32> = part.iter().filter_map(|word| word.parse().ok()).collect();
        let [a, b, c] = *numbers.as_slice() else { return None };
        let full = |year: u32| if year < 100 { 2000 + year } else { year };
        let (year, month, day) = if a >= 1990 { (a, b, c) } else { (full(c), b, a) };
        let fits = (1990..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some((at, (year, month, day)))
    })?;
    words.drain(at..at + 3);
    Some(date)
}

fn month(word: &str) -> Option<u32> {
    MONTHS
        .iter()
        .zip(1..)
        .find(|(name, _)| word.len() >= 3 && name.starts_with(word))
        .map(|(_, number)| number)
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "h" | "half" => Unit::Half,
        "q" | "qtr" | "quarter" => Unit::Quarter,
        "month" | "m" => Unit::Month,
        "w" | "wk" | "week" => Unit::Week,
        "p" | "period" => Unit::Period,
        "v" | "version" | "rev" | "issue" => Unit::Version,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_the_order() {
        let less = Some(Ordering::Less);
        let cases = [
            ("Q1", "Q2", less),
            ("Q4 2022-23", "Q1 2023-24", less),
            ("Quarter 1", "quarter 3", less),
            ("2022", "2023", less),
            ("2022/23", "2023/24", less),
            ("FY23", "FY24", less),
            ("Mar 23", "Jun 23", less),
            ("June 2023", "September 2023", less),
            ("Plan 30 June 2023", "Plan 3 July 2023", less),
            ("3 June", "28 June", less),
            ("2023-06-30", "2023-09-30", less),
            ("Plan 30.06.23", "Plan 02.07.23", less),
            ("Previous", "Current", less),
            ("Plan (previous)", "Plan", less),
            ("Last quarter", "This quarter", less),
            ("Old", "Tracker", less),
            ("v1", "v2", less),
            ("Archive", "Plan", less),
            ("Housing Q1", "Housing", less),
            ("Plan v2", "Plan", None),
            ("Q1", "Housing", None),
            ("Plan", "Plan", None),
            ("Plan", "Lists", None),
            ("Risks", "New risks", None),
            ("Housing Q1", "Parks Q2", None),
            ("Housing 2023", "Parks 2023", None),
            ("Q1", "March", None),
        ];
        for (a, b, order) in cases {
            let (a_period, b_period) = (Period::of(a), Period::of(b));
            assert_eq!(a_period.order(&b_period), order, "{a} / {b}: {a_period:?} {b_period:?}");
            assert_eq!(b_period.order(&a_period), order.map(Ordering::reverse), "{b} / {a}");
        }
    }

    #[test]
    fn periods_without_years_follow_each_other() {
        let (less, greater) = (Some(Ordering::Less), Some(Ordering::Greater));
        let cases: [(&[&str], Option<Ordering>); 10] = [
            (&["Q4", "Q1"], less),
            (&["Q3 update", "Q4 update", "Q1 update"], less),
            (&["Q3", "Q2", "Q1"], greater),
            (&["Nov", "Dec", "Jan"], less),
            (&["Sep RAG", "Dec RAG", "Mar RAG"], less),
            (&["Q1", "Q4"], None),
            (&["Q1", "Q3"], None),
            (&["Q1", "Q1"], None),
            (&["Q4 2023", "Q1 2024"], None),
            (&["Q1", "Q2 update"], None),
        ];
        for (names, expected) in cases {
            let periods: Vec<Period> = names.iter().map(|name| Period::of(name)).collect();
            assert_eq!(Period::sequence(&periods.iter().collect::<Vec<_>>()), expected, "{names:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_order_of_names_is_the_same_from_both_sides(
            a in "(Q|q |FY|Mar|old |new |v|20|, )?[0-9]{0,9}( |-|\\.)?[0-9]{0,3}.{0,4}",
            b in "(Q|q |FY|Mar|old |new |v|20|, )?[0-9]{0,9}( |-|\\.)?[0-9]{0,3}.{0,4}",
        ) {
            let (a, b) = (Period::of(&a), Period::of(&b));
            proptest::prop_assert_eq!(a.order(&b), b.order(&a).map(Ordering::reverse));
            proptest::prop_assert_ne!(a.order(&b), Some(Ordering::Equal));
        }
    }
}
