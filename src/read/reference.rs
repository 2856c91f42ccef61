//! References to cells as text (`$B$3`, `A1:C9`, `A:C`), as workbooks and their formulas write them.

use crate::grid::{Address, MOST_COLUMNS, MOST_ROWS, Range};

/// Reads a cell reference, with or without `$`; `None` where no sheet has such a cell.
pub(super) fn address(text: &str) -> Option<Address> {
    let (mut column, mut row) = (0_u32, 0_u32);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                column = column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
            }
            b'0'..=b'9' if column > 0 => row = row * 10 + u32::from(byte - b'0'),
            b'$' => {}
            _ => return None,
        }
        if row > MOST_ROWS || column > MOST_COLUMNS {
            return None;
        }
    }
    Some(Address::new(row.checked_sub(1)?, column.checked_sub(1)?))
}

/// Reads a range or a single cell, also whole columns (`A:C`).
pub(super) fn range(text: &str) -> Option<Range> {
    let text = text.trim();
    let Some((first, last)) = text.split_once(':') else {
        let at = address(text)?;
        return Some(Range::new(at, at));
    };
    match (address(first), address(last)) {
        (Some(first), Some(last)) => Some(Range::new(first, last)),
        _ => {
            let first = address(&format!("{first}1"))?;
            let last = address(&format!("{last}{MOST_ROWS}"))?;
            Some(Range::new(first, last))
        }
    }
}

/// Reads the ranges of an attribute, spaces between; what is none is left out.
pub(super) fn ranges(text: &str) -> Vec<Range> {
    text.split_whitespace().filter_map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_outside_of_every_sheet_are_none() {
        for text in ["A1", "XFD1048576", "$B$3", "aa10"] {
            let plain = text.replace('$', "").to_uppercase();
            assert_eq!(address(text).map(|at| at.to_string()), Some(plain));
        }
        for text in ["", "A", "1", "A0", "A4294967297", "XFE1", "A1048577", "A1B", "ÄÖ1", "ZZZZZZZZZZZZ1"] {
            assert_eq!(address(text), None, "{text}");
        }
        assert_eq!(range("B2:A1").map(|r| r.to_string()), Some("A1:B2".into()));
        assert_eq!(range("A:C").map(|r| r.to_string()), Some("A1:C1048576".into()));
        assert_eq!([range("A1:"), range("#REF!"), range("A1:B2:C3")], [None; 3]);
    }
}
