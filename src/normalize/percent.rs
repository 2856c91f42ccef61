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
}
