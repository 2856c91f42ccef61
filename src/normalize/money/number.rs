//! Numbers in a text, with the sign, currency and scale that are written on them.
//!
//! Whether a number without a currency is an amount is decided in [`amount`](super::amount).

use std::ops::Range;

use super::digits::{BLANKS, Digits};

/// Currency signs and codes, longer ones before those they begin with.
#[rustfmt::skip]
const CURRENCIES: &[(&str, &str)] = &[
    ("us$", "USD"), ("ca$", "CAD"), ("c$", "CAD"), ("au$", "AUD"), ("a$", "AUD"), ("nz$", "NZD"), ("hk$", "HKD"),
    ("s$", "SGD"), ("r$", "BRL"), ("£", "GBP"), ("₤", "GBP"), ("€", "EUR"), ("$", "USD"), ("¥", "JPY"), ("₹", "INR"),
    ("₩", "KRW"), ("₱", "PHP"), ("₦", "NGN"), ("₺", "TRY"), ("gbp", "GBP"), ("euros", "EUR"), ("euro", "EUR"),
    ("eur", "EUR"), ("usd", "USD"), ("cad", "CAD"), ("aud", "AUD"), ("nzd", "NZD"), ("chf", "CHF"), ("sek", "SEK"),
    ("nok", "NOK"), ("dkk", "DKK"), ("pln", "PLN"), ("czk", "CZK"), ("huf", "HUF"), ("jpy", "JPY"), ("cny", "CNY"),
    ("inr", "INR"), ("zar", "ZAR"), ("hkd", "HKD"), ("sgd", "SGD"), ("brl", "BRL"), ("php", "PHP"),
    ("aed", "AED"), ("sar", "SAR"), ("kes", "KES"), ("ngn", "NGN"), ("ghs", "GHS"), ("ugx", "UGX"), ("tzs", "TZS"),
    ("krw", "KRW"), ("mxn", "MXN"), ("rub", "RUB"), ("thb", "THB"), ("idr", "IDR"), ("myr", "MYR"), ("twd", "TWD"),
    ("vnd", "VND"), ("ils", "ILS"), ("rs.", "INR"),
    ("rs", "INR"), ("&pound;", "GBP"), ("&euro;", "EUR"), ("pounds", "GBP"), ("dollars", "USD"),
];

/// Currencies whose countries part thousands by a full stop.
const DOTTED: &[&str] = &["EUR", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "BRL", "TRY"];

/// Scales, longer ones before those they begin with. `M` is a million, as offices write it, not an old ledger's thousand.
#[rustfmt::skip]
const SCALES: &[(&str, f64)] = &[
    ("thousands", 1e3), ("thousand", 1e3), ("millions", 1e6), ("million", 1e6), ("billions", 1e9), ("billion", 1e9),
    ("trillion", 1e12), ("crore", 1e7), ("lakhs", 1e5), ("lakh", 1e5), ("mrd.", 1e9), ("mrd", 1e9), ("mio.", 1e6),
    ("mio", 1e6), ("mln", 1e6), ("tsd.", 1e3), ("tsd", 1e3), ("mn", 1e6), ("mm", 1e6), ("bn", 1e9), ("tn", 1e12),
    ("k", 1e3), ("m", 1e6), ("b", 1e9),
];

/// Dashes that make a range of two numbers.
pub(super) const HYPHENS: [char; 5] = ['-', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}'];

/// A number as it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Sign, currency, digits and scale, in bytes.
    pub(super) span: Range<usize>,
    /// Before scaling.
    pub(super) value: f64,
    /// A thousand, a million and so on, where it is written.
    pub(super) scale: Option<f64>,
    /// ISO 4217 code, where a currency is written.
    pub(super) currency: Option<&'static str>,
    /// The currency stands in front.
    pub(super) prefixed: bool,
    /// Its thousands are parted; what counts other things is seldom written so.
    pub(super) grouped: bool,
    /// A hyphen ties it to another number: half of a range, or a piece of a date.
    pub(super) tied: bool,
}

impl Number {
    /// Tells whether it looks like a year.
    pub(super) fn is_year(&self) -> bool {
        let plain = self.scale.is_none() && self.currency.is_none() && !self.grouped;
        plain && self.value.fract() == 0.0 && (1900.0..2100.0).contains(&self.value)
    }
}

/// Returns the numbers of a text that may be amounts, in order: no percentages, ordinals, fractions or pieces of words.
///
/// `usual` is the currency where none is written; it settles what a full stop before three digits is.
pub(super) fn numbers(text: &str, usual: Option<&'static str>) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(number) = (Scan { text, at, usual }).number() {
            at = number.span.end;
            let (before, after) = (text.get(..number.span.start), text.get(at..));
            let before = before.unwrap_or_default();
            let continues = found
                .last()
                .is_some_and(|last| before.strip_suffix('-').map(str::len) == Some(last.span.end));
            if may_be_amount(&number, if continues { "" } else { before }, after.unwrap_or_default()) {
                found.push(number);
            }
        } else {
            // Past the whole word, so that no number is found inside it.
            let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            at += if word > 0 { word } else { rest.chars().next().map_or(1, char::len_utf8) };
        }
    }
    found
}

/// A place in the text.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    usual: Option<&'static str>,
}

impl Scan<'_> {
    /// Reads the number that begins here.
    fn number(mut self) -> Option<Number> {
        let start = self.at;
        let mut negative = self.minus();
        let mut currency = self.currency();
        let mut bracket = false;
        let prefixed = currency.is_some();
        if currency.is_some() {
            self.blanks();
            // `GBP £5`: the sign says no more. `$AUD 5`: the code does.
            if let Some(second) = self.currency() {
                currency = currency.filter(|first| *first != "USD").or(Some(second));
                self.blanks();
            }
            negative |= self.eat('-') || self.eat('\u{2212}');
            bracket = self.eat('(');
        }
        let digits = Digits::read(self.rest())?;
        self.at += digits.length;
        let exponent = self.exponent();
        negative |= bracket && self.eat(')');
        self.no_cents();
        let scale = self.scale();
        currency = currency.or_else(|| self.currency_behind());
        let dots = scale.is_none() && currency.or(self.usual).is_some_and(|code| DOTTED.contains(&code));
        let value = digits.value(dots) * exponent.unwrap_or(1.0);
        let (before, after) = (self.text.get(..start).unwrap_or_default(), self.rest());
        Some(Number {
            span: start..self.at,
            value: if negative { -value } else { value },
            scale,
            currency,
            prefixed,
            grouped: digits.grouped(dots),
            tied: ends_tied(before) || begins_tied(after),
        })
    }

    /// `1e6`, `1E+06`: as a spreadsheet shows a number that is too wide for its cell.
    fn exponent(&mut self) -> Option<f64> {
        let behind = self.rest().strip_prefix(['e', 'E'])?;
        let figures = behind.strip_prefix('+').unwrap_or(behind);
        let length = figures.find(|c: char| !c.is_ascii_digit()).unwrap_or(figures.len());
        let exponent: i32 = figures.get(..length)?.parse().ok().filter(|exponent| *exponent < 16)?;
        self.at = self.text.len() - figures.len() + length;
        Some(10_f64.powi(exponent))
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let eaten = self.rest().starts_with(wanted);
        self.at += if eaten { wanted.len_utf8() } else { 0 };
        eaten
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(BLANKS).len();
    }

    /// A sign right before the amount. After a word, or with a blank behind it, it is a dash.
    fn minus(&mut self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let mut ahead = self.rest().chars();
        let (sign, next) = (ahead.next(), ahead.next());
        if next.is_none_or(char::is_whitespace)
            || before.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '%')
        {
            return false;
        }
        match sign {
            Some('-' | '\u{2212}') => self.eat('-') || self.eat('\u{2212}'),
            Some('\u{2013}') if before.is_empty() => self.eat('\u{2013}'),
            Some('+') => !self.eat('+'),
            _ => false,
        }
    }

    /// A currency before its number. One in letters must not run on into a word.
    fn currency(&mut self) -> Option<&'static str> {
        let (length, code) = currency_at(self.rest())?;
        self.at += length;
        Some(code)
    }

    /// A currency behind its number, unless it belongs to the next one.
    fn currency_behind(&mut self) -> Option<&'static str> {
        let place = self.at;
        self.blanks();
        let code = self.currency();
        if code.is_some() && !self.rest().trim_start_matches(BLANKS).starts_with(|c: char| c.is_ascii_digit())
        {
            return code;
        }
        self.at = place;
        None
    }

    fn scale(&mut self) -> Option<f64> {
        let place = self.at;
        self.blanks();
        let rest = self.rest();
        let found = SCALES.iter().find(|(name, _)| {
            starts_with(rest, name) && {
                let after = rest.get(name.len()..).unwrap_or_default();
                let word = after.get(..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len()));
                // `£5kpa`
                word.is_some_and(|word| matches!(word, "" | "pa" | "pcm"))
            }
        });
        self.at = found.map_or(place, |(name, _)| self.at + name.len());
        found.map(|(_, scale)| *scale)
    }

    /// `500.-`: a stroke for no cents.
    fn no_cents(&mut self) {
        let strokes =
            self.rest().strip_prefix(['.', ',']).map(|rest| rest.len() - rest.trim_start_matches('-').len());
        self.at += strokes.filter(|strokes| *strokes > 0).map_or(0, |strokes| strokes + 1);
    }
}

/// Returns the currency that a text begins with, and its length in bytes.
pub(super) fn currency_at(text: &str) -> Option<(usize, &'static str)> {
    CURRENCIES.iter().find_map(|(name, code)| {
        let after = text.get(name.len()..).filter(|_| starts_with(text, name))?;
        let runs_on = name.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
        (!runs_on).then_some((name.len(), *code))
    })
}

/// Without regard to case; the prefix is in small letters.
fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

fn may_be_amount(number: &Number, before: &str, after: &str) -> bool {
    let unit = after.trim_start_matches(BLANKS);
    if ["%", "per cent", "percent"].iter().any(|sign| starts_with(unit, sign)) {
        return false;
    }
    // A currency makes any number an amount; a bare one must not be a piece of a word, date, time or fraction.
    number.currency.is_some() || !(touches_behind(before) || touches_ahead(after))
}

fn touches_behind(before: &str) -> bool {
    let mut back = before.chars().rev();
    let (touching, beyond) = (back.next(), back.next());
    match touching {
        Some('/') => beyond.is_some_and(char::is_alphanumeric),
        Some('-') => beyond.is_some_and(char::is_alphabetic),
        Some('.' | ',' | ':') => beyond.is_some_and(|c| c.is_ascii_digit()),
        touching => touching.is_some_and(|c| c.is_alphanumeric() || matches!(c, '#' | '_')),
    }
}

fn touches_ahead(after: &str) -> bool {
    let mut ahead = after.chars();
    match ahead.next() {
        Some('/' | ':' | '.' | ',') => ahead.next().is_some_and(|c| c.is_ascii_digit()),
        touching => touching.is_some_and(char::is_alphanumeric),
    }
}

fn ends_tied(before: &str) -> bool {
    before.strip_suffix(HYPHENS).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
}

fn begins_tied(after: &str) -> bool {
    after.strip_prefix(HYPHENS).is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
}
