//! What tells by its wording alone that it is no item: page marks, drawn lines, sums, templates that nobody filled.
//!
//! The rows of a table, those around it and tables of figures ask the same; where a row stands is for them to weigh.

use crate::normalize::text;

use super::line::{Line, Piece};

/// "Page 2 of 7" alone in a row.
pub(super) fn is_page_mark(line: &Line) -> bool {
    let Some(piece) = line.only() else { return false };
    let folded = text::fold(&piece.text);
    let mut words = folded.split(' ');
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some("page"), Some(n), None, _) => is_digits(n),
        (Some("page"), Some(n), Some("of"), Some(m)) => is_digits(n) && is_digits(m),
        _ => false,
    }
}

pub(super) fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// A line drawn with characters, or a lone dash.
pub(super) fn is_rule(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '_' | '=' | '*' | '.' | '…' | ' '))
}

/// "Total", "Total actions: 24", "Sub-total".
pub(super) fn is_total(piece: &Piece) -> bool {
    let folded = text::fold(&piece.text);
    let after = ["sub total", "subtotal", "grand total", "overall total", "total"]
        .iter()
        .find_map(|t| folded.strip_prefix(t));
    after.is_some_and(|rest| (rest.is_empty() || rest.starts_with(' ') || rest == "s") && piece.words() <= 8)
}

/// An instruction in a cell that nobody has filled yet: "Choose an item", "[Insert further actions above this line]".
///
/// Without brackets or an open end it says no more than what to do with the cell: "Select contractor list" is an action.
pub(super) fn is_template(text: &str) -> bool {
    const OBJECTS: [&str; 8] = ["item", "option", "date", "list", "text", "row", "rows", "here"];
    const BETWEEN: [&str; 10] = ["a", "an", "the", "from", "to", "or", "enter", "of", "new", "value"];
    let folded = text::fold(text);
    let asked = ["choose", "select", "click", "insert", "enter", "add further", "add more", "add new"]
        .iter()
        .find_map(|verb| folded.strip_prefix(verb).filter(|rest| rest.is_empty() || rest.starts_with(' ')));
    let Some(rest) = asked else { return false };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let of_what = words.iter().any(|word| OBJECTS.contains(word))
        && words.iter().all(|word| OBJECTS.contains(word) || BETWEEN.contains(word));
    let open_end = text.ends_with('…') || text.ends_with("...") || folded.ends_with(" here");
    is_bracketed(text) || open_end || of_what
}

/// What a formula shows in a row that nobody has filled yet: nothing times nothing, or an error.
pub(super) fn is_unfilled(text: &str) -> bool {
    matches!(
        text,
        "0" | "0.0" | "0.00" | "0%" | "#N/A" | "#VALUE!" | "#REF!" | "#DIV/0!" | "#NAME?" | "#NUM!"
    )
}

/// "[owner]", "<date>".
pub(super) fn is_bracketed(text: &str) -> bool {
    text.starts_with(['[', '<']) && text.ends_with([']', '>'])
}
