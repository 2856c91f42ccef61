//! What the figures of a whole column show: day or month first, and whether two figures are a day or a month with its year.
//!
//! A single `10/16` may be October 2016, 10 or 16 October; beside `10/18`, `10/27` and `11/3` it is a day. Two figures are
//! days where all of them can be and they make no plausible run of months with years.

use jiff::civil::Date;

use super::token::{self, Tokens};
use super::view::View;
use super::{DateOptions, DateOrder, LONGEST};

/// What two figures such as `10/16` are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pairs {
    /// Nothing is known of them.
    #[default]
    Unknown,
    /// A day and its month, without a year.
    Days,
    /// A month and its year.
    Months,
}

/// What the texts of a column show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Dates that can only be read with the day first.
    pub day_first: usize,
    /// Dates that can only be read with the month first.
    pub month_first: usize,
    /// What two figures are.
    pub pairs: Pairs,
}

impl Figures {
    /// Returns the order that most of the clear dates have; day first where none shows it or as many show either.
    pub fn order(&self) -> DateOrder {
        if self.month_first > self.day_first { DateOrder::MonthFirst } else { DateOrder::DayFirst }
    }

    /// Tells whether some clear date shows an order and no other contradicts it.
    pub fn settle_order(&self) -> bool {
        (self.day_first == 0) != (self.month_first == 0)
    }
}

/// Years between the first and the last of a run of months that a tracker may have.
const YEARS_APART: i32 = 5;

/// Years from the tracker's day to a month that it may speak of.
const YEARS_AWAY: i32 = 8;

/// Fewer pairs of figures than this may look like days by chance.
const LEAST_PAIRS: usize = 3;

/// Returns what the texts of a column show together; `anchor` is the tracker's day.
pub fn figures_shown<'t>(texts: impl IntoIterator<Item = &'t str>, anchor: Option<Date>) -> Figures {
    let mut shown = Figures::default();
    let mut pairs: Vec<Pair> = Vec::new();
    for text in texts {
        match order_shown(text) {
            Some(DateOrder::DayFirst) => shown.day_first += 1,
            Some(DateOrder::MonthFirst) => shown.month_first += 1,
            _ => pairs.extend(Pair::alone(text)),
        }
    }
    let all = |can: fn(&Pair) -> bool| pairs.iter().all(can);
    let days = all(|p| p.day_first() || p.month_first());
    let months = all(Pair::is_month) && {
        let years = || pairs.iter().map(|p| p.two);
        let apart = years().max().unwrap_or(0) - years().min().unwrap_or(0);
        let near =
            |year: i32| anchor.is_none_or(|day| (2000 + year - i32::from(day.year())).abs() <= YEARS_AWAY);
        apart <= YEARS_APART && years().all(near)
    };
    if pairs.len() >= LEAST_PAIRS && days && !months {
        shown.pairs = Pairs::Days;
        shown.day_first += pairs.iter().filter(|p| p.day_first() && !p.month_first()).count();
        shown.month_first += pairs.iter().filter(|p| p.month_first() && !p.day_first()).count();
    } else if pairs.len() >= LEAST_PAIRS && months && (!days || pairs.iter().any(|p| p.padded)) {
        shown.pairs = Pairs::Months;
    }
    shown
}

/// Two figures with a slash between and nothing beside them.
#[derive(Debug, Clone, Copy)]
struct Pair {
    one: i32,
    two: i32,
    /// The second has two digits.
    year: bool,
    /// The first has a leading zero.
    padded: bool,
}

impl Pair {
    fn alone(text: &str) -> Option<Self> {
        let (one, two) = text.trim().split_once('/')?;
        let figure = |text: &str| {
            let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            text.parse::<i32>().ok().filter(|_| digits)
        };
        let padded = one.starts_with('0');
        Some(Self { one: figure(one)?, two: figure(two)?, year: two.len() == 2, padded })
    }

    fn day_first(&self) -> bool {
        is_day(self.two, self.one)
    }

    fn month_first(&self) -> bool {
        is_day(self.one, self.two)
    }

    fn is_month(&self) -> bool {
        (1..=12).contains(&self.one) && self.year
    }
}

/// Tells whether a month has such a day in some year.
fn is_day(month: i32, day: i32) -> bool {
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return false };
    Date::new(2000, month, day).is_ok()
}

/// Returns the only order in which the figures of a text can be read: `31/3/13` shows the day first, `3/4/13` shows nothing.
pub fn order_shown(text: &str) -> Option<DateOrder> {
    if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let options = DateOptions::default();
    let Tokens { list, .. } = token::tokenize(text);
    let view = View { tokens: &list, options: &options };
    let mut orders = (0..list.len()).filter_map(|at| view.triple(at)).filter_map(|triple| triple.shown);
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_shows_what_its_figures_are() {
        let shown = |texts: &str| figures_shown(texts.split(' '), None);
        let cases = [
            ("10/16 10/18 10/20 10/27 11/3", 0, 4, Pairs::Days),
            ("16/10 18/10 3/11 20/10", 3, 0, Pairs::Days),
            ("13/04 14/04 04/15", 2, 1, Pairs::Days),
            ("3/4 5/4 6/7", 0, 0, Pairs::Days),
            ("03/13 06/13 09/14", 0, 0, Pairs::Months),
            ("10/16 11/16 10/17", 0, 0, Pairs::Unknown),
            ("10/16", 0, 0, Pairs::Unknown),
            ("12/13 13/14 14/15", 0, 0, Pairs::Unknown),
            ("31/3/13 3/4/13 04/13/2013", 1, 1, Pairs::Unknown),
            ("", 0, 0, Pairs::Unknown),
        ];
        for (texts, day_first, month_first, pairs) in cases {
            assert_eq!(shown(texts), Figures { day_first, month_first, pairs }, "{texts}");
        }
        let anchor = Date::new(2027, 3, 1).ok();
        let days = figures_shown(["10/16", "10/18", "11/20"], anchor);
        assert_eq!(
            (days.pairs, days.order(), days.settle_order()),
            (Pairs::Days, DateOrder::MonthFirst, true)
        );
    }
}
