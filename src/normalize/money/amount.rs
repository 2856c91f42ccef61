//! Which numbers of a text are amounts, and which two of them make a range.

use std::ops::Range;

use super::column::Column;
use super::number::{HYPHENS, Number};
use super::words::{Word, tied_per, within};
use crate::record::Per;

/// An amount or a range.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    /// Where it stands, in bytes.
    pub(super) span: Range<usize>,
    /// What is tied to it: `/month`.
    pub(super) per: Option<Per>,
    /// Where the words behind it begin.
    pub(super) end: usize,
    /// In whole units of the currency; of a range the lower end.
    pub(super) low: f64,
    /// The upper end of a range.
    pub(super) high: Option<f64>,
    /// ISO 4217 code.
    pub(super) currency: Option<&'static str>,
}

/// Words of change: `from £5k to £3k` after them is no range.
const CHANGES: &[&str] =
    &["reduce", "increase", "rise", "rising", "rose", "fall", "fell", "revise", "change", "move"];

/// Returns the amounts of a text in order.
pub(super) fn amounts(text: &str, numbers: Vec<Number>, words: &[Word], column: &Column) -> Vec<Amount> {
    let mut units: Vec<Unit> = Vec::new();
    for number in numbers {
        match units.last_mut().filter(|unit| unit.ranges_to(&number, text)) {
            Some(unit) => unit.high = Some(number),
            None => units.push(Unit { low: number, high: None }),
        }
    }
    // Half a date, half a reference.
    units.retain(|unit| unit.high.is_some() || unit.low.currency.is_some() || !unit.low.tied);
    if units.iter().any(Unit::is_marked) {
        units.retain(Unit::is_marked);
    } else {
        units = bare(text, units, words, column);
    }
    units.iter().map(|unit| unit.amount(text, column)).collect()
}

/// One number, or the two ends of a range.
struct Unit {
    low: Number,
    high: Option<Number>,
}

impl Unit {
    /// Something written on it makes it money: a currency.
    fn is_marked(&self) -> bool {
        self.numbers().any(|number| number.currency.is_some())
    }

    /// It looks like money where money is expected.
    fn is_likely(&self) -> bool {
        self.numbers().any(|number| number.grouped || number.scale.is_some())
    }

    fn numbers(&self) -> impl Iterator<Item = &Number> {
        std::iter::once(&self.low).chain(&self.high)
    }

    fn span(&self) -> Range<usize> {
        self.low.span.start..self.high.as_ref().unwrap_or(&self.low).span.end
    }

    fn ranges_to(&self, high: &Number, text: &str) -> bool {
        let low = &self.low;
        if self.high.is_some() || low.is_year() {
            return false;
        }
        // `Year 1 - £100k`: a sign in front of the second end stands in front of the first too.
        let currencies = match (low.currency, high.currency) {
            (None, Some(_)) => !high.prefixed,
            (Some(one), Some(other)) => one == other,
            (_, None) => true,
        };
        // `£5k - 10 staff`
        let counts_else =
            low.scale.is_some() && high.scale.is_none() && high.currency.is_none() && !high.grouped;
        let before = words_before(text, low.span.start);
        let gap = text.get(low.span.end..high.span.start).unwrap_or_default().trim().to_lowercase();
        let joined = match gap.as_str() {
            "to" => !(before.ends_with("from") && CHANGES.iter().any(|change| before.contains(change))),
            "and" => before.ends_with("between"),
            _ => gap.chars().count() == 1 && gap.starts_with(HYPHENS),
        };
        joined && currencies && !counts_else && ends(low, high).0 <= ends(low, high).1
    }

    fn amount(&self, text: &str, column: &Column) -> Amount {
        let mut span = self.span();
        let currency = self.numbers().find_map(|number| number.currency).or(column.currency);
        // A scale in the header is for plain numbers; what is written out is meant as written.
        let plain = self.numbers().all(|number| number.scale.is_none() && number.currency.is_none());
        let factor = if plain { column.scale } else { 1.0 };
        let (mut low, high) = match &self.high {
            Some(high) => {
                let (low, high) = ends(&self.low, high);
                (scaled(low, factor), Some(scaled(high, factor)))
            }
            None => (scaled(own(&self.low), factor), None),
        };
        // Brackets around the whole cell are a minus sign.
        let (before, after) =
            (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
        if high.is_none() && low > 0.0 && before.trim() == "(" && after.trim() == ")" {
            low = -low;
            span = text.find('(').unwrap_or(0)..text.rfind(')').map_or(text.len(), |at| at + 1);
        }
        let tied = text.get(span.end..).and_then(tied_per);
        let end = span.end + tied.map_or(0, |(_, length)| length);
        Amount { span, per: tied.map(|(per, _)| per), end, low, high, currency }
    }
}

/// Numbers without a currency: amounts only where money is expected, or where they are all that the text says.
fn bare(text: &str, mut units: Vec<Unit>, words: &[Word], column: &Column) -> Vec<Unit> {
    if column.rate {
        return Vec::new();
    }
    let spans: Vec<Range<usize>> = units.iter().map(Unit::span).collect();
    let others: Vec<&Word> = words
        .iter()
        .filter(|word| !spans.iter().any(|span| span.start < word.span.end && word.span.start < span.end))
        .collect();
    let plain = others.iter().all(|word| word.kind.is_some() || word.number);
    if !column.money {
        units.retain(|unit| plain && unit.is_likely());
        return units;
    }
    if units.iter().any(Unit::is_likely) {
        units.retain(|unit| unit.is_likely() && (plain || !counts_something(text, unit, words)));
        return units;
    }
    if plain { units } else { Vec::new() }
}

/// `1,500 households`: the next word, if nothing parts it, is what is counted.
fn counts_something(text: &str, unit: &Unit, words: &[Word]) -> bool {
    let end = unit.span().end;
    let next = within(words, &(end..text.len())).next();
    next.is_some_and(|word| {
        word.kind.is_none() && text.get(end..word.span.start).is_some_and(|gap| gap.trim().is_empty())
    })
}

/// The last few words before a place, in small letters.
fn words_before(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let words: Vec<String> = before.split_whitespace().rev().take(5).map(str::to_lowercase).collect();
    words.into_iter().rev().collect::<Vec<_>>().join(" ")
}

/// The ends of a range. A scale on the upper one serves both, unless that would turn them round.
fn ends(low: &Number, high: &Number) -> (f64, f64) {
    let shared = scaled(low.value, low.scale.or(high.scale).unwrap_or(1.0));
    if shared <= own(high) { (shared, own(high)) } else { (own(low), own(high)) }
}

fn own(number: &Number) -> f64 {
    scaled(number.value, number.scale.unwrap_or(1.0))
}

/// Multiplies without binary dust: 1.013 million is 1013000. A scaled amount has cents at most.
fn scaled(value: f64, factor: f64) -> f64 {
    if factor == 1.0 { value } else { (value * factor * 100.0).round() / 100.0 }
}
