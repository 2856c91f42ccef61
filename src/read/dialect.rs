//! The dialect of a text: which delimiter parts its cells, and which quotation marks really quote.
//!
//! Exports of scanned or pasted tables put quotation marks where they stand in the text, and a parser that believes each
//! of them swallows half the file. [`mend`] makes such a text well formed for the csv crate, one record a row.

use std::borrow::Cow;

/// Delimiters looked for. Tab first: it wins ties, since prose holds none.
const DELIMITERS: [u8; 4] = [b'\t', b',', b';', b'|'];

/// Below this share of rows with the usual number of cells a text is no table of that delimiter. Measured on our
/// fixtures: tables score above 0.7 even when ragged, prose with commas below 0.35.
const LEAST_SCORE: f64 = 0.5;

/// Returns the delimiter; `None` where a line is one cell (running text).
pub(super) fn delimiter(text: &str) -> Option<u8> {
    let mut best: Option<(u8, f64)> = None;
    for delimiter in DELIMITERS {
        let score = score(text, delimiter);
        if score >= LEAST_SCORE && best.is_none_or(|(_, most)| score > most) {
            best = Some((delimiter, score));
        }
    }
    best.map(|(delimiter, _)| delimiter)
}

/// So many rows with the same number of delimiters, two or more, are no chance.
const LEAST_EVEN: usize = 3;

/// How well a delimiter explains the text, 0 to 1: the share of rows that have the usual number of cells.
fn score(text: &str, delimiter: u8) -> f64 {
    let mut counts: Vec<usize> = Vec::new();
    let (mut parts, mut spaced) = (0_usize, 0_usize);
    for row in quoted_rows(text, delimiter) {
        if row.blank {
            continue;
        }
        counts.push(row.delimiters);
        parts += row.delimiters;
        spaced += row.spaced;
    }
    let with = counts.iter().filter(|c| **c > 0).count();
    if with == 0 {
        return 0.0;
    }
    let most = usual(&counts);
    let same = counts.iter().filter(|c| **c == most).count();
    let share = to_share(same, counts.len());
    match delimiter {
        // Prose has no tabs: two lines with them, or one line of nothing else, make a table.
        b'\t' => share.max(if with >= 2 || with == counts.len() { 0.6 } else { 0.0 }),
        // In prose a space follows the comma, in a table hardly ever; but no prose has as many commas in every line.
        _ if most >= 2 && counts.len() >= LEAST_EVEN && same == counts.len() => share,
        _ => share * (1.0 - 0.75 * to_share(spaced, parts)),
    }
}

fn to_share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of rows stay far below 2^52")]
    let share = part as f64 / whole.max(1) as f64;
    share
}

/// The most frequent number above 0; of several the largest. 0 where there is none.
fn usual(counts: &[usize]) -> usize {
    let mut sorted: Vec<usize> = counts.iter().copied().filter(|c| *c > 0).collect();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| run.len()).and_then(|run| run.first().copied()).unwrap_or(0)
}

/// A row of the text, as far as scoring needs it.
struct RowShape {
    blank: bool,
    delimiters: usize,
    /// Delimiters with a space behind them.
    spaced: usize,
}

fn quoted_rows(text: &str, delimiter: u8) -> impl Iterator<Item = RowShape> {
    let mended = mend(text, delimiter);
    let bytes = mended.text.into_owned().into_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut row = RowShape { blank: true, delimiters: 0, spaced: 0 };
        let mut quoted = false;
        if at >= bytes.len() {
            return None;
        }
        while let Some(byte) = bytes.get(at).copied() {
            at += 1;
            match byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => break,
                b if b == delimiter && !quoted => {
                    row.delimiters += 1;
                    row.spaced += usize::from(bytes.get(at) == Some(&b' '));
                }
                b if !b.is_ascii_whitespace() => row.blank = false,
                _ => {}
            }
        }
        Some(row)
    })
}

/// A text made well formed.
pub(super) struct Mended<'a> {
    /// Each row one csv record, blank rows too.
    pub text: Cow<'a, str>,
    /// Rows (from 0) in which a quotation mark was taken as text.
    pub stray: Vec<u32>,
}

/// Makes every quotation mark one that csv reads as meant: those that really quote stay, all others become text.
///
/// A mark opens a quoted cell only at the cell's beginning and only where a closing one fits: before a delimiter, a line end
/// or the end of the text, and without whole rows in between. Blank rows become records of one empty cell, so that the
/// number of a record is the number of its row.
pub(super) fn mend(text: &str, delimiter: u8) -> Mended<'_> {
    let usual =
        usual(&text.lines().map(|line| line.bytes().filter(|b| *b == delimiter).count()).collect::<Vec<_>>());
    let mut out = String::with_capacity(text.len() + 16);
    let mut stray = Vec::new();
    let mut row: u32 = 0;
    let mut rest = text;
    let mut row_start = true;
    let delimiter = char::from(delimiter);
    while !rest.is_empty() {
        // One cell a turn. Blanks before a mark that quotes are the writer's way to part cells, and no text.
        let unspaced = rest.trim_start_matches(' ');
        if unspaced.len() < rest.len()
            && unspaced.starts_with('"')
            && quoted_end(unspaced, delimiter, usual).is_some_and(|quoted| quoted.proper)
        {
            rest = unspaced;
        }
        let end = rest.find([delimiter, '\n', '\r']).unwrap_or(rest.len());
        let quoted = if rest.starts_with('"') { quoted_end(rest, delimiter, usual) } else { None };
        let (cell, after) =
            rest.split_at_checked(quoted.as_ref().map_or(end, |q| q.end)).unwrap_or((rest, ""));
        match &quoted {
            Some(quoted) if quoted.proper => out.push_str(cell),
            Some(_) => {
                let inner = cell.trim_end().trim_start_matches('"');
                let inner = inner.strip_suffix('"').unwrap_or(inner);
                push_quoted(&mut out, inner);
                stray.push(row);
            }
            None if cell.contains('"') => {
                push_quoted(&mut out, cell);
                if cell.starts_with('"') {
                    stray.push(row);
                }
            }
            None => out.push_str(cell),
        }
        let (separator, next) = match after.strip_prefix("\r\n") {
            Some(next) => ('\n', next),
            None => match after.chars().next() {
                Some('\r' | '\n') => ('\n', after.get(1..).unwrap_or_default()),
                Some(c) => (c, after.get(1..).unwrap_or_default()),
                None => ('\n', ""),
            },
        };
        if separator == '\n' {
            if row_start && cell.is_empty() {
                out.push_str("\"\"");
            }
            row = row.saturating_add(1);
        }
        out.push(separator);
        row_start = separator == '\n';
        rest = next;
    }
    stray.dedup();
    Mended { text: Cow::Owned(out), stray }
}

fn push_quoted(out: &mut String, cell: &str) {
    out.push('"');
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}

/// Where a quoted cell ends.
struct QuotedEnd {
    /// Bytes, with both marks and blanks behind.
    end: usize,
    /// Whether marks inside are doubled, as they should be.
    proper: bool,
}

/// Finds the end of the quoted cell that the text begins with; `None` where its first mark is just a mark.
fn quoted_end(text: &str, delimiter: char, usual: usize) -> Option<QuotedEnd> {
    let inner = text.strip_prefix('"')?;
    // Marks inside that nobody doubled; they come in pairs, so an odd one cannot be the closing one.
    let mut undoubled = 0;
    let mut at = 0;
    loop {
        let mark = inner.get(at..)?.find('"')? + at;
        let behind = inner.get(mark + 1..)?;
        if behind.starts_with('"') {
            // Behind an odd mark a cell is believed within its line only; see below.
            if undoubled > 0 && inner.get(at..mark)?.contains('\n') {
                return None;
            }
            at = mark + 2;
            continue;
        }
        let blanks = behind.len() - behind.trim_start_matches(' ').len();
        let next = behind.get(blanks..)?.chars().next();
        if undoubled % 2 == 0 && next.is_none_or(|c| c == delimiter || c == '\n' || c == '\r') {
            let content = inner.get(..mark)?;
            let swallows = content
                .lines()
                .skip(1)
                .any(|line| usual >= 2 && line.chars().filter(|c| *c == delimiter).count() >= usual);
            // With such marks only a cell within one line is believed.
            let proper = undoubled == 0;
            let believed = !swallows && (proper || !content.contains('\n'));
            return believed.then_some(QuotedEnd { end: mark + 2 + blanks, proper });
        }
        undoubled += 1;
        // Checked as it goes, so that a text full of marks costs one pass and not one a mark.
        if inner.get(at..mark)?.contains('\n') {
            return None;
        }
        at = mark + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_told_from_prose() {
        let cases = [
            ("Ref,Action,Owner\n1,\"Do a, b\",X\n2,c,Y\n", Some(b',')),
            ("Ref;Action;Owner\n1;a, b;X\n2;c;Y\n", Some(b';')),
            ("Ref|Action|Owner\n1|a|X\n", Some(b'|')),
            ("Title\n\nRef\tAction, in full\n1\ta, b, c\n\td\n", Some(b'\t')),
            ("Dear all,\nplease find, as agreed, the plan.\nIt is long, and dull.\n", None),
            ("One line, with a comma", None),
            ("Ref, Action, Owner\n1, Light the pier, J. Roe\n2, Mend the quay, A. Poe\n", Some(b',')),
            ("Ref,Recommendation,Action", Some(b',')),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(delimiter(text), expected, "{text:?}");
        }
    }

    #[test]
    fn quotation_marks_are_mended() {
        let cases = [
            // Well formed stays, with line breaks and doubled marks.
            ("1,\"a\nb \"\"c\"\"\",d\n", "1,\"a\nb \"\"c\"\"\",d\n", vec![]),
            // Blanks before the mark.
            ("1, \"a, b\",c\n", "1,\"a, b\",c\n", vec![]),
            ("1, \"a, b,c\n", "1,\" \"\"a\", b,c\n", vec![]),
            // A mark that opens nothing.
            ("1\t\"\tx\n2\t\"y\tz\n", "1\t\"\"\"\"\tx\n2\t\"\"\"y\"\tz\n", vec![0, 1]),
            // Marks inside a cell.
            ("1,5\" pipe,x\n", "1,\"5\"\" pipe\",x\n", vec![]),
            // Marks inside a quoted cell that nobody doubled.
            ("1,\"say \"yes\", now\",x\n", "1,\"say \"\"yes\"\", now\",x\n", vec![0]),
            // A doubled mark at the beginning opens nothing either.
            ("\"\"x,1\n\"\"y,2\n", "\"\"\"\"\"x\",1\n\"\"\"\"\"y\",2\n", vec![0, 1]),
            // Blank rows are rows.
            ("a\n\nb\r\n\r\nc", "a\n\"\"\nb\n\"\"\nc\n", vec![]),
        ];
        for (text, expected, stray) in cases {
            let mended = mend(text, if text.contains('\t') { b'\t' } else { b',' });
            assert_eq!(mended.text, expected);
            assert_eq!(mended.stray, stray, "{text:?}");
        }
    }

    #[test]
    fn a_mark_does_not_swallow_whole_rows() {
        let text = "a\tb\tc\n1\t\"\tx\n2\ty\tz\n3\tq\"\tz\n";
        let mended = mend(text, b'\t');
        assert_eq!(mended.stray, [1]);
        assert_eq!(mended.text.lines().count(), 4);
    }
}
