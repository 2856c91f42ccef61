//! Cells and ranges as OpenDocument writes them: `'Look up'.$A$1:.$B$9`, the sheet before a full stop.

use crate::grid::{Address, Range};

use super::super::reference::address;

/// Reads a cell, with the name of its sheet where there is one.
pub(super) fn cell(text: &str) -> Option<(Option<String>, Address)> {
    let (sheet, at) = text.trim().rsplit_once('.')?;
    let sheet = sheet.trim_start_matches('$');
    let quoted = sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let name = quoted.map_or_else(|| sheet.to_owned(), |name| name.replace("''", "'"));
    Some((Some(name).filter(|name| !name.is_empty()), address(at)?))
}

/// Reads a range or a single cell, in brackets or not, with the name of its sheet where there is one.
pub(super) fn range(text: &str) -> Option<(Option<String>, Range)> {
    let text = text.trim();
    let text = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let mut corners = split(text, ':').into_iter();
    let (sheet, first) = cell(corners.next()?)?;
    let last = match corners.next() {
        Some(last) => cell(last)?.1,
        None => first,
    };
    corners.next().is_none().then(|| (sheet, Range::new(first, last)))
}

/// Reads ranges with blanks between; what is none is left out.
pub(super) fn ranges(text: &str) -> Vec<Range> {
    split(text, ' ').into_iter().filter_map(|part| Some(range(part)?.1)).collect()
}

/// Splits a text where the separator stands outside of quotation marks.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut quoted = false;
    let outside = |c: char| {
        quoted ^= c == '\'';
        !quoted && c == separator
    };
    text.split(outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_name_their_sheet_or_not() {
        let shown =
            |text: &str| range(text).map(|(sheet, range)| format!("{} {range}", sheet.unwrap_or_default()));
        let cases = [
            ("$Lists.$A$1:.$A$3", Some("Lists A1:A3")),
            ("[$'It''s: a. list'.$B$2]", Some("It's: a. list B2")),
            ("Plan.B1:Plan.B3", Some("Plan B1:B3")),
            (".A1", Some(" A1")),
            ("A1", None),
            ("Plan.A1:B2", None),
            ("Plan.A0", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text).as_deref(), expected, "{text}");
        }
        assert_eq!(ranges("'A b'.B1:'A b'.B3 .D1").len(), 2);
    }
}
