//! How much of an action is done, from 0 to 100.

/// Returns the share that a text states: `75%`, `75 per cent`, `75`, `c. 75% complete`.
///
/// `None` where there is no number or more than one, or it is not within 0 and 100.
pub fn read_percent(text: &str) -> Option<f64> {
    let mut numbers =
        text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).filter_map(|part| {
            let part = part.trim_matches(['.', ',']);
            (!part.is_empty()).then_some(part)
        });
    let number = numbers.next()?;
    if numbers.next().is_some() {
        return None;
    }
    let (before, after) = text.split_once(number)?;
    let signed = after.trim_start_matches(['.', ' ', '\u{A0}']).to_lowercase();
    let percent = ["%", "per cent", "percent", "pc", "p.c."].iter().any(|sign| signed.starts_with(sign));
    // A bare number must be all there is: `Q2` and `3 of them` are no shares.
    let alone = before.trim().is_empty() && after.trim_matches(['.', ' ', '\u{A0}']).is_empty();
    if !percent && !alone {
        return None;
    }
    if before.trim_end().ends_with(['-', '\u{2212}']) {
        return None;
    }
    let share: f64 = number.replace(',', ".").parse().ok()?;
    (0.0..=100.0).contains(&share).then_some(share)
}

/// Returns the number of a text that is nothing else: `0.5`, `25`, and not `25%`.
pub fn bare_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    text.replace(',', ".").parse().ok().filter(|_| plain)
}

/// What the bare numbers of a column are shares of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Of 100: `25` is a quarter.
    #[default]
    Hundred,
    /// Of 1: `0.25` is a quarter.
    One,
    /// Of either: `0.5` stands beside `25`, and each is taken for what it is likely to be.
    Both,
}

impl Scale {
    /// Returns what the bare numbers of one column show.
    ///
    /// Whole numbers beside a fraction were typed by different habits: nobody says of an action that half a percent is done.
    /// Beside figures such as `12.5`, which somebody worked out, `0.5` can be one of them.
    pub fn of(numbers: &[f64]) -> Self {
        let is_share = |n: &f64| (0.0..=1.0).contains(n);
        let is_fraction = |n: &f64| *n > 0.0 && *n < 1.0;
        if numbers.iter().all(is_share) {
            return if numbers.iter().any(|n| *n > 0.0) { Self::One } else { Self::Hundred };
        }
        let whole = numbers.iter().filter(|n| !is_share(n)).all(|n| n.fract() == 0.0);
        if whole && numbers.iter().any(is_fraction) { Self::Both } else { Self::Hundred }
    }

    /// Returns a number as a percentage, and whether it could have been meant otherwise.
    pub fn percent(self, number: f64) -> (f64, bool) {
        let small = number > 0.0 && number <= 1.0;
        match self {
            Self::Hundred => (number, false),
            Self::One => (number * 100.0, false),
            Self::Both => (if small { number * 100.0 } else { number }, small),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_in_every_form() {
        let cases = [
            ("75%", Some(75.0)),
            (" 75 % ", Some(75.0)),
            ("75 per cent", Some(75.0)),
            ("75", Some(75.0)),
            ("c. 80% complete", Some(80.0)),
            ("12.5%", Some(12.5)),
            ("12,5 %", Some(12.5)),
            ("100%.", Some(100.0)),
            ("0", Some(0.0)),
            ("110%", None),
            ("-5%", None),
            ("25% / 50%", None),
            ("Q2", None),
            ("3 of them", None),
            ("", None),
            ("n/a", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read_percent(text), expected, "{text}");
        }
    }
    #[test]
    fn a_column_shows_what_its_numbers_are_shares_of() {
        let cases: [(&[f64], Scale); 8] = [
            (&[0.25, 1.0, 0.0], Scale::One),
            (&[1.0, 0.0], Scale::One),
            (&[0.0, 0.0], Scale::Hundred),
            (&[], Scale::Hundred),
            (&[25.0, 100.0, 1.0], Scale::Hundred),
            (&[25.0, 0.5, 1.0], Scale::Both),
            (&[12.5, 0.5, 33.3], Scale::Hundred),
            (&[0.0, 110.0], Scale::Hundred),
        ];
        for (numbers, scale) in cases {
            assert_eq!(Scale::of(numbers), scale, "{numbers:?}");
        }
        assert_eq!([0.5, 1.0, 0.0, 25.0].map(|n| Scale::Both.percent(n).0), [50.0, 100.0, 0.0, 25.0]);
        let bare = ["0.5", " 25 ", "12,5", "25%", "-1", "1.2.3", "."];
        assert_eq!(bare.map(bare_number), [Some(0.5), Some(25.0), Some(12.5), None, None, None, None]);
    }
}
