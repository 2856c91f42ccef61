//! Digits with what parts them: `2,345.67`, `31.000,50`, `8'200`, `90 000`, `.05`.

/// Blanks that stand inside an amount.
pub(super) const BLANKS: [char; 4] = [' ', '\u{A0}', '\u{2009}', '\u{202F}'];

/// More digits are the number of an account.
const MOST_DIGITS: usize = 15;

/// Digits at the head of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Digits {
    /// How many bytes they take.
    pub(super) length: usize,
    /// The digits without thousands marks, where a full stop in front of the last three is a decimal point.
    value: f64,
    /// The same where it is a thousands mark, if it can be one.
    dotted: Option<f64>,
    grouped: bool,
}

impl Digits {
    /// Reads the digits that a text begins with; `None` where there are none or they make no number (`1.2.3`).
    ///
    /// A mark belongs to them if a digit follows, a blank if exactly three do.
    pub(super) fn read(text: &str) -> Option<Self> {
        let length = length(text);
        let written = text.get(..length).filter(|written| !written.is_empty())?;
        let marks: Vec<char> = written.chars().filter(|c| !c.is_ascii_digit()).collect();
        let groups: Vec<&str> = written.split(|c: char| !c.is_ascii_digit()).collect();
        let (Some(tail), Some(mark)) = (groups.last(), marks.last()) else {
            return Some(Self { length, value: join(&[written], None)?, dotted: None, grouped: false });
        };
        let single = marks.iter().filter(|other| *other == mark).count() == 1;
        let dotted =
            if *mark == '.' && marks.len() == 1 && tail.len() == 3 { join(&groups, None) } else { None };
        let decimal = single && (*mark == '.' || (*mark == ',' && (marks.len() > 1 || tail.len() < 3)));
        let value =
            if decimal { join(groups.get(..groups.len() - 1)?, Some(tail)) } else { join(&groups, None) }?;
        let grouped = groups.len() > if decimal { 2 } else { 1 };
        Some(Self { length, value, dotted, grouped })
    }

    /// Returns the value; `dots` tells that a full stop before three digits parts thousands.
    pub(super) fn value(&self, dots: bool) -> f64 {
        self.dotted.filter(|_| dots).unwrap_or(self.value)
    }

    /// Tells whether thousands are parted.
    pub(super) fn grouped(&self, dots: bool) -> bool {
        self.grouped || (dots && self.dotted.is_some())
    }
}

fn length(text: &str) -> usize {
    let mut end = 0;
    // Digits since the last mark.
    let mut group = 0;
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let following = after.chars().take(4).take_while(char::is_ascii_digit).count();
        match c {
            '0'..='9' => {
                group += 1;
                end = at + 1;
            }
            '.' if following > 0 => group = 0,
            ',' if following > 0 && end > 0 => group = 0,
            '\'' | '\u{2019}' if following == 3 && end > 0 => group = 0,
            blank if BLANKS.contains(&blank) && following == 3 && (1..=3).contains(&group) => group = 0,
            _ => break,
        }
    }
    end
}

/// Joins groups of thousands; `None` where they are none. India has groups of two before the last three.
fn join(groups: &[&str], decimals: Option<&str>) -> Option<f64> {
    let (last, others) = groups.split_last()?;
    if let [first, inner @ ..] = others {
        let regular =
            (1..=3).contains(&first.len()) && inner.iter().all(|group| (2..=3).contains(&group.len()));
        if !regular || last.len() != 3 {
            return None;
        }
    }
    let whole = groups.concat();
    if whole.len() > MOST_DIGITS {
        return None;
    }
    format!("0{whole}.{}", decimals.unwrap_or("0")).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_part_thousands_or_decimals() {
        let cases = [
            ("2,345.67", Some((8, 2345.67, true))),
            ("31.000,50", Some((9, 31_000.5, true))),
            ("1.234.567", Some((9, 1_234_567.0, true))),
            ("8'200.-", Some((5, 8_200.0, true))),
            ("90 000 x", Some((6, 90_000.0, true))),
            ("5,00,000", Some((8, 500_000.0, true))),
            ("2,5m", Some((3, 2.5, false))),
            ("3 10", Some((1, 3.0, false))),
            (".05", Some((3, 0.05, false))),
            ("75,$", Some((2, 75.0, false))),
            ("1.013m", Some((5, 1.013, false))),
            ("15.", Some((2, 15.0, false))),
            ("1.2.3", None),
            ("10,0000", None),
            ("1234567890123456", None),
            ("", None),
            ("x", None),
        ];
        for (text, expected) in cases {
            let read = Digits::read(text).map(|d| (d.length, d.value(false), d.grouped(false)));
            assert_eq!(read, expected, "{text}");
        }
        let euros = Digits::read("1.500").unwrap();
        assert_eq!((euros.value(false), euros.value(true), euros.grouped(true)), (1.5, 1500.0, true));
    }
}
