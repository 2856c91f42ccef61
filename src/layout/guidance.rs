//! Rows between a header and its first item that are none: how to fill in the columns, an example, the scale of a chart.
//!
//! A template puts them there, and they stay when the tracker is in use. Whoever types a real item over the guidance makes it
//! an item: one cell that holds what its column asks for is enough.

use crate::normalize::{dates, owners, refs, status, text};
use crate::record::Field;

use super::frame::Frame;
use super::header::HeaderBlock;
use super::line::{Line, Piece};

/// Cells that a column of days, numbers or refs cannot hold; so many in one row are no chance.
const LEAST_STRANGERS: usize = 3;

/// Columns of a form that numbers them; two or three numbers in a row may be anything.
const LEAST_NUMBERED: usize = 4;

/// An instruction is a phrase; fewer words in a status column are a status that we do not know.
const PHRASE_WORDS: usize = 3;

/// Owner likeness below which a text in an owner column is nobody.
const NOBODY: f32 = 0.35;

/// Tells whether a row says how to fill in the columns: no cell holds what its column asks for, and several could not.
pub(super) fn is_guidance(line: &Line, frame: &Frame) -> bool {
    let (mut strangers, mut told) = (0_usize, 0_usize);
    for piece in &line.pieces {
        if piece.typed {
            return false;
        }
        let kind = is_kind_of_value(&piece.text);
        told += usize::from(kind || is_for_instance(&piece.text));
        if kind {
            strangers += 1;
            continue;
        }
        match fits(piece, frame) {
            Some(true) => return false,
            Some(false) => strangers += 1,
            None => {}
        }
    }
    line.pieces.len() >= 2 && (strangers >= LEAST_STRANGERS || told >= 2 && told * 2 >= line.pieces.len())
}

/// Tells whether a row shows how an item would look: it says so where its number or its first words stand.
///
/// `told` is whether the row follows one of guidance, where the word may run into the number ("V-1Example").
pub(super) fn is_example(line: &Line, frame: &Frame, told: bool) -> bool {
    let leads = |p: &Piece| Some(p.at.column) == frame.key || p.at.column == frame.first;
    line.pieces.iter().any(|piece| {
        let folded = text::fold(&piece.text);
        if leads(piece) {
            let words = piece.words() <= 3;
            words && (text::fold(&piece.text).split(' ').any(|w| matches!(w, "example" | "eg" | "sample")))
                || told && words && folded.contains("example")
                || is_for_instance(&piece.text)
        } else {
            frame.is_subject(piece.at.column) && is_for_instance(&piece.text)
        }
    })
}

/// Tells whether a row is the scale of a chart beside the table: numbers or days over its last columns, and nothing before.
pub(super) fn is_scale(line: &Line, header: &HeaderBlock) -> bool {
    let Some(last) = header.columns.last().map(|c| c.column) else { return false };
    line.pieces.first().is_some_and(|p| p.at.column >= last)
        && line.pieces.iter().all(|p| p.typed || p.is_number() || dates::looks_like_date(&p.text))
        && line.pieces.len() >= 2
}

/// Tells whether a row numbers the columns, as printed forms do: "(1)", "(2)", "(3)" from the left.
pub(super) fn numbers_columns(line: &Line) -> bool {
    let number = |p: &Piece| {
        let bare = p.text.trim_matches(['(', ')', '[', ']', '.']);
        bare.parse::<usize>().ok().filter(|_| !p.text.starts_with('.'))
    };
    line.pieces.len() >= LEAST_NUMBERED
        && line.pieces.iter().zip(1..).all(|(piece, place)| number(piece) == Some(place))
}

/// Tells whether a row names kinds of values ("Text", "Date", "Text"), as no header does.
pub(super) fn names_kinds(line: &Line) -> bool {
    let kinds = line.pieces.iter().filter(|p| is_kind_of_value(&p.text)).count();
    kinds >= LEAST_STRANGERS && kinds * 3 >= line.pieces.len()
}

/// Whether a cell holds what its column asks for; `None` where the column takes any text, or the cell could be either.
fn fits(piece: &Piece, frame: &Frame) -> Option<bool> {
    let column = piece.at.column;
    if frame.key == Some(column) || frame.field(column) == Some(Field::Ref) {
        return if refs::looks_like_ref(&piece.text) { Some(true) } else { phrase(piece) };
    }
    match frame.field(column)? {
        field if field.is_date() => {
            let day =
                dates::looks_like_date(&piece.text) && piece.text.contains(|c: char| c.is_ascii_digit());
            if day { Some(true) } else { phrase(piece) }
        }
        Field::PercentComplete => Some(piece.is_number() || piece.text.ends_with('%')),
        Field::Owner => {
            let likeness = owners::owner_likeness(&piece.text);
            if likeness < NOBODY { phrase(piece) } else { None }
        }
        Field::Status | Field::Rag => {
            // "Open, closed or late" lists what to choose from.
            let choice = piece.text.contains([',', '/', '|']) || text::fold(&piece.text).contains(" or ");
            if status::is_status_like(&piece.text) && !choice { Some(true) } else { phrase(piece) }
        }
        _ => None,
    }
}

/// A phrase cannot be what the column asks for; a word could be.
fn phrase(piece: &Piece) -> Option<bool> {
    (piece.words() >= PHRASE_WORDS).then_some(false)
}

/// The kind of value that a template asks for, in the place of one: "Text", "Date", "Yes/No", "Mandatory", "dd/mm/yyyy".
fn is_kind_of_value(written: &str) -> bool {
    const KINDS: [&str; 34] = [
        "text",
        "free text",
        "freetext",
        "string",
        "number",
        "numeric",
        "integer",
        "decimal",
        "date",
        "currency",
        "boolean",
        "mandatory",
        "required",
        "optional",
        "conditional",
        "mandatory field",
        "required field",
        "optional field",
        "drop down",
        "dropdown",
        "drop down list",
        "dropdown list",
        "pick list",
        "picklist",
        "auto",
        "automatic",
        "calculated",
        "formula",
        "unique identifier",
        "unique id",
        "unique reference",
        "yes no",
        "y n",
        "date format",
    ];
    let folded = text::fold(written);
    let format = || {
        let parts: Vec<&str> = folded.split([' ', '/', '-', '.']).filter(|p| !p.is_empty()).collect();
        parts.len() >= 2
            && parts.iter().all(|p| matches!(*p, "dd" | "d" | "mm" | "mmm" | "m" | "yy" | "yyyy"))
    };
    KINDS.contains(&folded.as_str()) || format()
}

/// "e.g. Paint the pier", "Example: …".
fn is_for_instance(written: &str) -> bool {
    let folded = written.trim_start_matches(['(', '[', '"']).to_lowercase();
    ["e.g", "eg:", "eg.", "eg ", "for example", "example:", "example -", "example –", "sample:"]
        .iter()
        .any(|word| folded.starts_with(word))
}
