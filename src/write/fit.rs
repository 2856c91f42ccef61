//! How wide a column and how high a row must be for its text to be read. Estimates: only the viewer knows its font.
//!
//! Widths are in Excel's unit, the width of one digit. Text is measured as Arial is, which `sheet` writes with; where an
//! estimate errs it errs towards too much room, which is seen as white space and never as lost text.

/// The narrowest column, and the widest: beyond it lines are too long to follow.
const NARROWEST: usize = 8;
const WIDEST: usize = 60;
/// Up to here a column takes its longest line whole; beyond, it wraps.
const UNWRAPPED: usize = 20;
/// The filter button in a header, and the padding of a cell.
pub(super) const BUTTON: usize = 3;
const PADDING: usize = 1;
/// What fits across landscape A4 at full size, and at somewhat over half of it, still readable in print. Prose is
/// widened up to the one and narrowed down to the other, but not below `NARROW_PROSE`.
const PAGE: usize = 150;
const FULL_PAGE: usize = 250;
const NARROW_PROSE: usize = 34;

/// Points of a line of Arial 10, and of the space around the text of a cell.
const LINE: f64 = 12.75;
const AIR: f64 = 3.0;
/// Excel's limit is 409.5 points.
const HIGHEST: f64 = 409.0;

/// Hundredths of the font's size in one unit of width: a digit is 7 pixels of the 13 that Arial 10 has.
const UNIT: usize = 54;

/// Returns a width for each column, 8 to 60, from its header and its texts.
pub(super) fn widths<'a>(columns: impl IntoIterator<Item = (&'a str, Vec<String>)>) -> Vec<usize> {
    let mut widths: Vec<Width> = columns.into_iter().map(|(header, texts)| width(header, &texts)).collect();
    let total: usize = widths.iter().map(|w| w.chosen).sum();
    let is_elastic = |w: &Width| if total > PAGE { w.chosen > NARROW_PROSE } else { w.chosen < w.whole };
    let elastic: usize = widths.iter().filter(|w| is_elastic(w)).map(|w| w.chosen).sum();
    if elastic > 0 && !(PAGE..=FULL_PAGE).contains(&total) {
        let page = if total > PAGE { FULL_PAGE } else { PAGE };
        let room = page.saturating_sub(total - elastic);
        for width in widths.iter_mut().filter(|w| is_elastic(w)) {
            let least = width.chosen.min(NARROW_PROSE);
            width.chosen = (width.chosen * room / elastic).max(least).min(width.whole);
        }
    }
    widths.into_iter().map(|w| w.chosen).collect()
}

/// A column's width, and the one at which none of its lines would wrap; neither beyond the bounds.
struct Width {
    chosen: usize,
    whole: usize,
}

/// Returns the height in points of a row from its texts and the widths of their cells; at most 409.
pub(super) fn height(cells: impl IntoIterator<Item = (String, usize)>) -> f64 {
    let lines = cells.into_iter().map(|(text, width)| lines(&text, width)).max().unwrap_or(1);
    let lines = u32::try_from(lines).unwrap_or(u32::MAX);
    (f64::from(lines) * LINE + AIR).min(HIGHEST)
}

fn width(header: &str, texts: &[String]) -> Width {
    let longest_line = texts.iter().flat_map(|text| text.lines()).map(units).max().unwrap_or(0);
    let body = if longest_line <= UNWRAPPED { longest_line } else { prose_width(texts).min(longest_line) };
    // A bold letter is about a tenth wider.
    let header = header.split_whitespace().map(|word| units(word) * 11 / 10).max().unwrap_or(0) + BUTTON;
    let bounded = |body: usize| (body.max(header) + PADDING).clamp(NARROWEST, WIDEST);
    Width { chosen: bounded(body), whole: bounded(longest_line) }
}

/// Grows with the root of the length, so that long texts become wider and higher at once. A few outliers do not count.
fn prose_width(texts: &[String]) -> usize {
    let mut lengths: Vec<usize> = texts.iter().map(|text| units(text)).filter(|units| *units > 0).collect();
    lengths.sort_unstable();
    let long = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
    (5 * long).isqrt().max(UNWRAPPED)
}

/// Counts the lines that a text takes in a column, breaking at spaces as Excel does, and inside words that do not fit.
fn lines(text: &str, width: usize) -> usize {
    let room = width.max(1) * UNIT;
    let of_paragraph = |paragraph: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in paragraph.split_inclusive(char::is_whitespace) {
            let letters = measure(word.trim_end());
            if used > 0 && used + letters > room {
                lines += 1;
                used = 0;
            }
            lines += letters.saturating_sub(1) / room;
            used += letters % room + measure(word) - letters;
        }
        lines
    };
    text.split('\n').map(of_paragraph).sum()
}

fn units(text: &str) -> usize {
    measure(text).div_ceil(UNIT)
}

/// Returns the width of a text in hundredths of the font's size.
fn measure(text: &str) -> usize {
    text.chars().map(letter).sum()
}

/// The widths of Arial in classes, rounded up; other scripts by their terminal width.
fn letter(c: char) -> usize {
    match c {
        'i' | 'j' | 'l' | '\'' => 23,
        ' ' | '!' | ',' | '.' | '/' | ':' | ';' | 'I' | '[' | '\\' | ']' | 'f' | 't' => 28,
        '(' | ')' | '-' | '`' | 'r' | '"' | '{' | '|' | '}' | '*' => 36,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 50,
        'F' | 'T' | 'Z' | '+' | '<' | '=' | '>' | '~' => 61,
        '&' | 'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' => 67,
        'C' | 'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'R' | 'U' | 'w' => 76,
        'm' | 'M' | 'W' | '%' | '@' => 95,
        c if c.is_ascii() => 56,
        c if c.is_uppercase() => 76,
        c => textwrap::core::display_width(c.encode_utf8(&mut [0; 4])) * 56,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(header: &str, texts: &[&str]) -> usize {
        let texts = texts.iter().map(|t| (*t).to_owned()).collect();
        widths([(header, texts)])[0]
    }

    #[test]
    fn widths_stay_in_bounds_and_follow_the_text() {
        let long = "word ".repeat(400);
        assert_eq!(width("Ref", &["1", "2"]), 8);
        assert_eq!(width("Ref", &[&long]), 60);
        assert_eq!(width("Ref", &[]), 8);
        assert_eq!(width("Owner", &["0000000000"]), 12, "ten digits and the padding");
        assert_eq!(width("Owner", &["Ann Example, Head of Housing\nBob"]), 28, "alone it need not wrap");
        assert!((18..24).contains(&width("Recommendation", &["x"])), "a word of the header is not broken");
    }

    #[test]
    fn the_page_settles_how_wide_prose_is() {
        let long = "word ".repeat(400);
        let middling = "Ann Example, Head of Housing";
        let of = |prose: usize| {
            let columns = (0..prose).map(|_| ("Text", vec![long.clone()]));
            widths(columns.chain([("Ref", vec!["1".to_owned()]), ("Owner", vec![middling.to_owned()])]))
        };
        assert_eq!(of(1), [60, 8, 28], "there is room enough");
        assert_eq!(of(3), [60, 60, 60, 8, 21], "print is made smaller, the names wrap");
        assert_eq!(of(5), [44, 44, 44, 44, 44, 8, 21], "and then the prose is narrowed");
        assert_eq!(of(9)[..2], [34, 34], "but never beyond reading");
    }

    #[test]
    fn lines_break_as_a_viewer_breaks_them() {
        let cases = [
            ("", 10, 1),
            ("one", 10, 1),
            ("one\ntwo\nthree", 10, 3),
            ("one two", 6, 2),
            ("trailing      ", 9, 1),
            ("\n", 10, 2),
            ("0000000000000000000000", 10, 3),
            ("ILL LIT", 7, 1),
            ("MOWMOW", 7, 2),
            ("words", 0, 6),
        ];
        for (text, width, count) in cases {
            assert_eq!(lines(text, width), count, "{text:?} in {width}");
        }
    }

    #[test]
    fn heights_follow_the_lines_up_to_excels_limit() {
        let of = |text: &str| height([("one".to_owned(), 10), (text.to_owned(), 10)]);
        assert!((of("") - 15.75).abs() < 1e-9);
        assert!((of("a\nb\nc") - 41.25).abs() < 1e-9);
        assert!((of(&"line\n".repeat(100)) - 409.0).abs() < 1e-9);
    }
}
