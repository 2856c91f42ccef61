//! The items of a cell that shows several, one a line: those still as they were written, and the lines between them.

use std::collections::{BTreeMap, VecDeque};

use super::same::plain;

/// How many places are tried for an item: only items of several lines that begin alike need more than one.
const MOST_TRIES: usize = 16;

/// A part of the cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece<T> {
    /// An item as it was kept.
    Kept(T),
    /// Lines that show none of them.
    New(String),
}

/// Takes a cell's text apart; each kept item is found at most once, in whatever order they stand now.
pub(super) fn pieces<T: Clone>(kept: &[T], shown: impl Fn(&T) -> String, now: &str) -> Vec<Piece<T>> {
    let now = plain(now);
    let lines: Vec<&str> = now.split('\n').collect();
    let mut places: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        places.entry((*line).to_owned()).or_default().push_back(place);
    }
    // For each line the kept item that begins there, or that it belongs to.
    let mut owner: Vec<Option<usize>> = vec![None; lines.len()];
    let mut starts: Vec<Option<usize>> = vec![None; lines.len()];
    for (number, item) in kept.iter().enumerate() {
        let text = plain(&shown(item));
        let wanted: Vec<&str> = text.split('\n').collect();
        let Some(places) = wanted.first().and_then(|first| places.get_mut(*first)) else { continue };
        let fits = |start: usize| {
            lines.get(start..start + wanted.len()) == Some(wanted.as_slice())
                && owner.get(start..start + wanted.len()).is_some_and(|o| o.iter().all(Option::is_none))
        };
        let Some(found) = places.iter().take(MOST_TRIES).position(|start| fits(*start)) else { continue };
        let Some(start) = places.remove(found) else { continue };
        owner.iter_mut().skip(start).take(wanted.len()).for_each(|line| *line = Some(number));
        if let Some(begins) = starts.get_mut(start) {
            *begins = Some(number);
        }
    }
    let mut pieces: Vec<Piece<T>> = Vec::new();
    for ((line, owner), start) in lines.iter().zip(&owner).zip(&starts) {
        match (owner, start.and_then(|number| kept.get(number)), pieces.last_mut()) {
            (_, Some(item), _) => pieces.push(Piece::Kept(item.clone())),
            (Some(_), None, _) => {}
            (None, _, Some(Piece::New(text))) => text.extend(["\n", line]),
            (None, ..) => pieces.push(Piece::New((*line).to_owned())),
        }
    }
    pieces.retain(|piece| !matches!(piece, Piece::New(text) if text.trim().is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::Piece::{Kept, New};
    use super::*;

    #[test]
    fn kept_items_are_found_wherever_they_stand() {
        let new = |text: &str| New(text.to_owned());
        let kept = ["a", "b\nc", "d"];
        let cases: [(&str, Vec<Piece<&str>>); 7] = [
            ("a\nb\nc\nd", vec![Kept("a"), Kept("b\nc"), Kept("d")]),
            ("a\nx\nd", vec![Kept("a"), new("x"), Kept("d")]),
            ("d \r\na", vec![Kept("d"), Kept("a")]),
            ("b\nx\nc", vec![new("b\nx\nc")]),
            ("a\na", vec![Kept("a"), new("a")]),
            ("x\ny\n\nb\nc", vec![new("x\ny\n"), Kept("b\nc")]),
            ("", vec![]),
        ];
        for (now, expected) in cases {
            assert_eq!(pieces(&kept, ToString::to_string, now), expected, "{now:?}");
        }
    }
}
