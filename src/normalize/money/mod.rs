//! Amounts of money in a cell: savings, costs, budgets, several in one text, with their labels.
//!
//! 1. `column`: what the header says of all of them.
//! 2. `number`, over `digits`: the numbers, with currency and scale.
//! 3. `amount`: which of them are amounts, and which two a range.
//! 4. `around`, over `words`: which words speak of which amount, and what they say.
//!
//! What is no amount yields none: `N/A`, `TBC`, `within existing resources`, a rate. Never a zero that is not written.

mod amount;
mod around;
mod column;
mod digits;
mod number;
mod words;

use around::{Around, borders};
use column::Column;
use words::label;

use crate::record::Money;

/// Reads the amounts of a text in order; empty where there is none.
///
/// `header` is the column's header or the text's label: plain numbers are amounts only under one, and it gives the
/// currency, scale and basis that they do not name themselves. `as_written` is the amount's own part of the text, without
/// the words around it.
pub fn read_money(text: &str, header: Option<&str>) -> Vec<Money> {
    let column = Column::read(header);
    let words = words::words(text);
    let amounts = amount::amounts(text, number::numbers(text, column.currency), &words, &column);
    let borders = borders(text, &amounts, &words);
    amounts
        .iter()
        .zip(borders.iter().zip(borders.iter().skip(1)))
        .map(|(amount, (from, to))| {
            let around = Around::new(text, &words, amount, *from..*to);
            let before = around.before.clone().unwrap_or_default();
            Money {
                label: label(text, &words, &before).or_else(|| label(text, &words, &around.after)),
                amount: amount.low,
                amount_to: amount.high,
                currency: amount.currency.map(str::to_owned),
                per: around.per().or(column.per),
                basis: around.basis().or(column.basis),
                as_written: text.get(amount.span.clone()).unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

/// Tells whether a text without amounts says that there is none, or that it is not known yet: `N/A`, `nil`, `TBC`, `-`.
///
/// A blank text says so too. In a money column any other text without an amount could not be read.
pub fn says_none(text: &str) -> bool {
    let small = text.to_lowercase();
    let words: Vec<&str> =
        small.split_whitespace().map(|word| word.trim_matches(['.', ',', ':', ';', '(', ')', '£'])).collect();
    let whole = words.join(" ");
    NOTHING.contains(&whole.trim()) || FREE.iter().any(|phrase| whole.contains(phrase))
}

/// Whole texts that stand where there is no amount.
const NOTHING: [&str; 24] = [
    "",
    "-",
    "–",
    "—",
    "?",
    "n/a",
    "na",
    "n\\a",
    "nil",
    "none",
    "no",
    "not applicable",
    "not known",
    "unknown",
    "tbc",
    "tba",
    "tbd",
    "to be confirmed",
    "to be agreed",
    "to be determined",
    "pending",
    "free",
    "ditto",
    "as above",
];

/// What says that nothing is paid, whatever stands around it.
const FREE: [&str; 7] = [
    "existing resource",
    "existing budget",
    "existing staff",
    "no cost",
    "no additional",
    "cost neutral",
    "nil cost",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::MoneyBasis::{self, Actual, Estimated, Predicted};
    use crate::record::Per;
    use proptest::prelude::*;

    /// Amounts of a text as `low..high CUR`.
    fn amounts(text: &str, header: Option<&str>) -> Vec<String> {
        let shown = |money: Money| {
            let high = money.amount_to.map(|high| format!("..{high}")).unwrap_or_default();
            format!("{}{high} {}", money.amount, money.currency.as_deref().unwrap_or("-"))
        };
        read_money(text, header).into_iter().map(shown).collect()
    }

    fn one(text: &str) -> Money {
        let mut money = read_money(text, None);
        assert_eq!(money.len(), 1, "{text}");
        money.remove(0)
    }

    #[test]
    fn amounts_come_in_many_forms() {
        let cases: &[(&str, &[&str])] = &[
            ("£1,250.50", &["1250.5 GBP"]),
            ("£1e6", &["1000000 GBP"]),
            ("£1.5E+06", &["1500000 GBP"]),
            ("£ 1.2 million", &["1200000 GBP"]),
            ("£1.013m", &["1013000 GBP"]),
            ("£.25m", &["250000 GBP"]),
            ("-£3k", &["-3000 GBP"]),
            ("£(62)k", &["-62000 GBP"]),
            ("(£62k)", &["-62000 GBP"]),
            ("Roads - £45k", &["45000 GBP"]),
            ("€1.500", &["1500 EUR"]),
            ("1 500,50 €", &["1500.5 EUR"]),
            ("2,5 Mio. €", &["2500000 EUR"]),
            ("CHF 8'200.-", &["8200 CHF"]),
            ("5,000 USD", &["5000 USD"]),
            ("$AUD 5m", &["5000000 AUD"]),
            ("US$2bn", &["2000000000 USD"]),
            ("₹7 lakh", &["700000 INR"]),
            ("&pound;20", &["20 GBP"]),
            ("£10k-£12k", &["10000..12000 GBP"]),
            ("£10-12k", &["10000..12000 GBP"]),
            ("£500 - £1.5k", &["500..1500 GBP"]),
            ("between £5k and £8k", &["5000..8000 GBP"]),
            ("£5k and £8k", &["5000 GBP", "8000 GBP"]),
            ("cut from £8k to £9k", &["8000..9000 GBP"]),
            ("increased from £8k to £9k", &["8000 GBP", "9000 GBP"]),
            ("£8k - 10 posts", &["8000 GBP"]),
            ("Year 1 - £5k, Year 2 - £6k", &["5000 GBP", "6000 GBP"]),
            ("£5k in 2013/14 (5%)", &["5000 GBP"]),
            ("fares of $3,$4", &["3 USD", "4 USD"]),
        ];
        for (text, expected) in cases {
            assert_eq!(amounts(text, None), *expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_yields_none() {
        let texts = [
            "",
            "N/A",
            "TBC",
            "£TBC",
            "Nil",
            "within existing resources",
            "1.4%",
            "5 per cent",
            "2013",
            "2013/14",
            "31/03/2013",
            "3 FTE",
            "R12",
            "AB-2k",
            "£",
            "£1,2345",
            "1.2.3",
            "10:30",
            "4th",
        ];
        for text in texts {
            assert_eq!(amounts(text, None), Vec::<String>::new(), "{text}");
        }
        for text in ["31/03/2013", "2013/14", "12 posts", "1,500 homes", "3%", "TBC", "4/5", "A1"] {
            assert_eq!(amounts(text, Some("Savings £")), Vec::<String>::new(), "{text}");
        }
        assert_eq!(amounts("1.4", Some("As % of budget")), Vec::<String>::new());
    }

    #[test]
    fn the_header_gives_what_plain_numbers_leave_out() {
        let cases = [
            ("350", "Savings £'000", "350000 GBP"),
            ("(1,250.5)", "Variance (£000)", "-1250500 GBP"),
            ("3.5", "Cost (£m)", "3500000 GBP"),
            ("1.500", "Kosten (EUR)", "1500 EUR"),
            ("£250", "Savings £'000", "250 GBP"),
            ("250k", "Savings £'000", "250000 GBP"),
            ("0", "Cost", "0 -"),
            ("2013", "Cost", "2013 -"),
            ("approx. 5000 pa", "Cost", "5000 -"),
            ("2,000 grant", "Cost", "2000 -"),
            ("5 - 7", "Cost £k", "5000..7000 GBP"),
        ];
        for (text, header, expected) in cases {
            assert_eq!(amounts(text, Some(header)), [expected], "{text} under {header}");
        }
        let money = &read_money("12", Some("Forecast annual savings (£k)"))[0];
        assert_eq!((money.basis, money.per), (Some(Predicted), Some(Per::Year)));
        let either = &read_money("12", Some("Savings (state whether actual or estimated)"))[0];
        assert_eq!(either.basis, None);
    }

    #[test]
    fn the_words_around_say_how_sure_and_how_often() {
        let cases = [
            ("£5k actual", Some(Actual), None, None),
            ("KES 1,200 from existing budget", None, None, None),
            ("£5k (estimated)", Some(Estimated), None, None),
            ("c£5k", Some(Estimated), None, None),
            ("~£5k", Some(Estimated), None, None),
            ("Predicted savings: £5k p.a.", Some(Predicted), Some(Per::Year), Some("savings")),
            ("Fees saved 2011/12 £5k", Some(Actual), None, Some("Fees saved 2011/12")),
            ("one-off cost of £5k", None, Some(Per::Once), Some("cost")),
            ("£5k/month", None, Some(Per::Month), None),
            ("£5kpa", None, Some(Per::Year), None),
            ("$9/tonne", None, Some(Per::Unit), None),
            ("£25 per pupil", None, Some(Per::Unit), None),
            ("£25 each", None, Some(Per::Unit), None),
            ("Each pupil gets £25", None, None, Some("Each pupil gets")),
            ("up to £5k for lighting", None, None, Some("lighting")),
            ("Parks & trees - £5k - expected soon", None, None, Some("Parks & trees")),
        ];
        for (text, basis, per, label) in cases {
            let money = one(text);
            assert_eq!((money.basis, money.per, money.label.as_deref()), (basis, per, label), "{text}");
        }
    }

    #[test]
    fn each_of_several_amounts_keeps_its_own_words() {
        type Said = (f64, Option<Per>, Option<MoneyBasis>, Option<&'static str>);
        let cases: &[(&str, &[Said])] = &[
            (
                "£2k per annum + one off £5k",
                &[(2e3, Some(Per::Year), None, None), (5e3, Some(Per::Once), None, None)],
            ),
            (
                "£5k target / £4k actual",
                &[(5e3, None, Some(Predicted), None), (4e3, None, Some(Actual), None)],
            ),
            (
                "£4k delivered against a target of £5k",
                &[(4e3, None, Some(Actual), None), (5e3, None, Some(Predicted), None)],
            ),
            (
                "Actual £4k Forecast £5k",
                &[(4e3, None, Some(Actual), None), (5e3, None, Some(Predicted), None)],
            ),
            (
                "£4k actual £5k forecast",
                &[(4e3, None, Some(Actual), None), (5e3, None, Some(Predicted), None)],
            ),
            (
                "c. £4k capital, £5k revenue",
                &[(4e3, None, Some(Estimated), Some("capital")), (5e3, None, None, Some("revenue"))],
            ),
            ("£4k (of which £1k grant)", &[(4e3, None, None, None), (1e3, None, None, Some("grant"))]),
            (
                "2012/13: £4k; 2013/14: £5k",
                &[(4e3, None, None, Some("2012/13")), (5e3, None, None, Some("2013/14"))],
            ),
        ];
        for (text, expected) in cases {
            let money = read_money(text, None);
            let said: Vec<_> = money.iter().map(|m| (m.amount, m.per, m.basis, m.label.as_deref())).collect();
            assert_eq!(said, *expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_read_is_told_from_what_is_not_there() {
        for text in ["", "n/a", "Nil", "£TBC", "-", "None.", "To be confirmed", "Within existing resources"]
        {
            assert!(says_none(text), "{text}");
        }
        for text in ["lots", "two thousand pounds", "3 FTE", "nil return from Parks"] {
            assert!(!says_none(text), "{text}");
            assert_eq!(amounts(text, Some("Cost £")), Vec::<String>::new(), "{text}");
        }
        assert!(amounts(&"9".repeat(400), Some("Cost £")).is_empty());
    }

    /// Pieces of money cells in any order.
    fn cells() -> impl Strategy<Value = String> {
        let pieces = [
            "£", "€", "$", "5", "12", "000", ",", ".", " ", "-", "\u{2013}", "k", "m", " million", "(", ")",
            "/", " to ", " and ", "p.a.", "%", "2013/14", " actual", "between ", "c.", "\n", "é", "\u{A0}",
            "'", "x", "each", "+", "~",
        ];
        let built = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12)
            .prop_map(|parts| parts.concat());
        prop_oneof![built, any::<String>()]
    }

    proptest! {
        #[test]
        fn every_amount_is_written_in_the_text_in_order(text in cells(), header in prop::option::of(cells())) {
            let mut rest = text.as_str();
            for money in read_money(&text, header.as_deref()) {
                prop_assert!(money.as_written.contains(|c: char| c.is_ascii_digit()));
                prop_assert!(money.amount.is_finite() && money.amount_to.is_none_or(|high| high >= money.amount));
                let at = rest.find(&money.as_written);
                prop_assert!(at.is_some(), "{:?} in {rest:?}", money.as_written);
                rest = rest.get(at.unwrap() + money.as_written.len()..).unwrap();
            }
        }

        #[test]
        fn a_written_amount_is_read_back(pounds in 0..10_000_000u32, pence in 0..100u32) {
            let whole = pounds.to_string();
            let grouped = whole.as_bytes().rchunks(3).rev().map(|g| String::from_utf8_lossy(g).into_owned()).collect::<Vec<_>>().join(",");
            let expected = f64::from(pounds) + f64::from(pence) / 100.0;
            let read = one(&format!("£{grouped}.{pence:02}")).amount;
            prop_assert!((read - expected).abs() < 1e-6);
            prop_assert_eq!(one(&format!("£{pounds}k")).amount, f64::from(pounds) * 1000.0);
        }
    }
}
