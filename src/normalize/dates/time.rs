//! Times of day in tokens, alone or behind a day: `9:30`, `17.00 hrs`, `5pm`, `T0900Z`.

use super::calendar::Clock;
use super::token::{Gap, Kind};
use super::view::View;
use super::vocabulary::Sense;

impl View<'_> {
    /// Returns the time of day at a token: `9:30`, `17.00 hrs`, `5pm`, `14:30:00Z`.
    pub(super) fn time(&self, at: usize) -> Option<(Clock, usize)> {
        let (hour, digits) = self.number(at)?;
        let part = |at: usize, mark: char| {
            let glued = self.gap(at) == Gap::None && self.gap(at + 1) == Gap::None;
            let (value, digits) = self.number(at + 1).filter(|_| self.is_mark(at, mark) && glued)?;
            i8::try_from(value).ok().filter(|_| digits == 2)
        };
        let said = |at: usize| match self.sense(at) {
            Some(Sense::Meridiem(add)) => Some(Some(add)),
            Some(Sense::Hours) => Some(None),
            _ => None,
        };
        let (mut hour, minute, mut next, colon) = if digits == 4 {
            // "1400 hrs"
            said(at + 1)?;
            (i8::try_from(hour / 100).ok()?, i8::try_from(hour % 100).ok()?, at + 1, false)
        } else {
            let hour = i8::try_from(hour).ok().filter(|_| digits <= 2)?;
            match (part(at + 1, ':'), part(at + 1, '.')) {
                (Some(minute), _) => (hour, minute, at + 3, true),
                (None, Some(minute)) if said(at + 3).is_some() => (hour, minute, at + 3, false),
                _ => (hour, 0, at + 1, false),
            }
        };
        let mut second = 0;
        if colon && let Some(value) = part(next, ':') {
            (second, next) = (value, next + 2);
            // A fraction of a second.
            if self.is_mark(next, '.') && self.gap(next + 1) == Gap::None && self.number(next + 1).is_some() {
                next += 2;
            }
        }
        match said(next) {
            Some(Some(add)) if (1..=12).contains(&hour) => (hour, next) = (hour % 12 + add, next + 1),
            Some(None) if colon || next == at + 3 || digits == 4 => next += 1,
            _ if !colon => return None,
            _ => {}
        }
        let clock = Clock::new(hour, minute, second)?;
        let zulu = self.sense(next) == Some(Sense::TimeMark);
        Some(if zulu { (Clock { offset: Some(0), ..clock }, next + 1) } else { (clock, next) })
    }

    /// Returns the time behind a day: `at 5pm`, `T09:00`, ` 00:00`.
    pub(super) fn time_behind(&self, at: usize) -> Option<(Clock, usize)> {
        let joint = match self.kind(at)? {
            Kind::Word(Sense::TimeMark) if matches!(self.number(at + 1), Some((_, 4 | 6))) => {
                return self.basic_time(at + 1);
            }
            Kind::Mark(',' | '@' | '-') | Kind::Word(Sense::In | Sense::TimeMark) => 1,
            Kind::Number { .. } => 0,
            Kind::Word(Sense::Noon) => return Some((Clock::new(12, 0, 0)?, at + 1)),
            _ => return None,
        };
        self.time(at + joint)
    }

    /// `T0900`, `T090000Z`.
    fn basic_time(&self, at: usize) -> Option<(Clock, usize)> {
        let (value, digits) = self.number(at)?;
        let value = if digits == 4 { value * 100 } else { value };
        let part = |value: i32| i8::try_from(value % 100).ok();
        let clock = Clock::new(part(value / 10_000)?, part(value / 100)?, part(value)?)?;
        let zulu = self.sense(at + 1) == Some(Sense::TimeMark);
        Some((Clock { offset: zulu.then_some(0), ..clock }, at + 1 + usize::from(zulu)))
    }
}
