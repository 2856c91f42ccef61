//! What a column's header, or a label, says of all amounts under it: currency, thousands, predicted or actual.

use super::number::currency_at;
use super::words::{Kind, words};
use crate::record::{MoneyBasis, Per};

/// What is known of a column's amounts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// Amounts are expected.
    pub(super) money: bool,
    /// Rates are, and no amounts.
    pub(super) rate: bool,
    /// ISO 4217 code.
    pub(super) currency: Option<&'static str>,
    /// What plain numbers count: 1, a thousand, a million.
    pub(super) scale: f64,
    /// How sure the amounts are, where one word says so.
    pub(super) basis: Option<MoneyBasis>,
    /// How often they fall due.
    pub(super) per: Option<Per>,
}

/// What makes plain numbers thousands or more, and whether it does so without a currency beside it.
#[rustfmt::skip]
const SCALES: &[(&str, f64, bool)] = &[
    ("000", 1e3, true), ("000s", 1e3, true), ("thousand", 1e3, true), ("thousands", 1e3, true), ("million", 1e6, true),
    ("millions", 1e6, true), ("k", 1e3, false), ("ks", 1e3, false), ("m", 1e6, false), ("mm", 1e6, false),
    ("mn", 1e6, false), ("mio", 1e6, false), ("bn", 1e9, false), ("billion", 1e9, true),
];

/// Words that hold for a whole column. `Budget` or `target` in a header names the amount and says nothing about it.
const BASES: &[(&str, MoneyBasis)] = &[
    ("actual", MoneyBasis::Actual),
    ("realised", MoneyBasis::Actual),
    ("realized", MoneyBasis::Actual),
    ("predicted", MoneyBasis::Predicted),
    ("forecast", MoneyBasis::Predicted),
    ("projected", MoneyBasis::Predicted),
    ("anticipated", MoneyBasis::Predicted),
    ("estimated", MoneyBasis::Estimated),
    ("estimate", MoneyBasis::Estimated),
    ("est", MoneyBasis::Estimated),
];

impl Column {
    /// Reads a header; `None` is a text that stands alone.
    pub(super) fn read(header: Option<&str>) -> Self {
        let text = header.unwrap_or_default();
        let lower = text.to_lowercase();
        let pieces: Vec<&str> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
        let currency = lower.char_indices().find_map(|(at, sign)| {
            // A code must not begin inside a word; a sign may (`k€`).
            let inside = lower.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
            currency_at(lower.get(at..)?)
                .filter(|_| !(inside && sign.is_alphanumeric()))
                .map(|(_, code)| code)
        });
        let scale = SCALES
            .iter()
            .find(|(name, _, alone)| pieces.contains(name) && (*alone || currency.is_some()))
            .map_or(1.0, |(_, scale, _)| *scale);
        let mut bases = BASES.iter().filter(|(name, _)| pieces.contains(name)).map(|(_, basis)| *basis);
        let basis = bases.next().filter(|first| bases.all(|other| other == *first));
        let per = words(text).into_iter().find_map(|word| match word.kind {
            Some(Kind::Per(per)) => Some(per),
            _ => None,
        });
        let percent = lower.contains('%') || lower.contains("per cent");
        Self { money: header.is_some(), rate: percent && currency.is_none(), currency, scale, basis, per }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_give_currency_and_scale() {
        let cases = [
            ("Savings £'000", Some("GBP"), 1e3),
            ("Savings (£000s)", Some("GBP"), 1e3),
            ("Cost (£m)", Some("GBP"), 1e6),
            ("Impact ($MM)", Some("USD"), 1e6),
            ("Kosten (k€)", Some("EUR"), 1e3),
            ("Cost Est. (USD)", Some("USD"), 1.0),
            ("Cost in thousands", None, 1e3),
            ("Cost (000s)", None, 1e3),
            ("Cost", None, 1.0),
            ("Plan M", None, 1.0),
            ("European grant, others", None, 1.0),
        ];
        for (header, currency, scale) in cases {
            let column = Column::read(Some(header));
            assert_eq!((column.currency, column.scale), (currency, scale), "{header}");
        }
    }
}
