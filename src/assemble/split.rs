//! Items of a cell: where a text lists several actions, and how dates and owners are shared out among them.
//!
//! A cell is split where it marks its items itself (bullets, numbers, letters at line starts). Where some row proves that its
//! column lists items, items that lost their marks count in the other rows too. Dates and owners are distributed over the actions
//! and never multiply them. A bullet counts anywhere, a dash only at the beginning of a line.

use crate::normalize::starts;
use crate::normalize::text::BULLETS;

/// Tells whether a text begins with the mark of an item: a bullet, "1.", "(a)", "ii)".
pub(super) fn begins_item(text: &str) -> bool {
    strip_mark(text).is_some()
}

/// Returns a text without an item's mark at its beginning.
pub(super) fn without_mark(text: &str) -> &str {
    strip_mark(text).unwrap_or(text)
}

/// Returns an item's text without its mark; `None` where it has none.
fn strip_mark(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    if BULLETS.contains(&first) {
        return Some(rest.trim_start());
    }
    if matches!(first, '-' | '–' | '*') {
        return rest.starts_with(' ').then(|| rest.trim_start());
    }
    // "1.", "12)", "(3)", "a)", "(b)", "iv." before a space.
    let opened = text.strip_prefix('(');
    let body = opened.unwrap_or(text);
    let end = body.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (mark, behind) = body.split_at_checked(end)?;
    let number = mark.len() <= 3 && mark.bytes().all(|b| b.is_ascii_digit());
    let letter = mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_alphabetic());
    let roman = mark.len() <= 4 && mark.bytes().all(|b| b"ivx".contains(&b));
    let closing = behind.chars().next()?;
    // A capital before a full stop is an initial: "J. Roe to write the brief".
    let initial = mark.bytes().all(|b| b.is_ascii_uppercase());
    let closed = closing == ')' || (closing == '.' && opened.is_none() && !initial);
    let behind = behind.get(1..)?;
    ((number || letter || roman) && !mark.is_empty() && closed && behind.starts_with([' ', '\t']))
        .then(|| behind.trim_start())
}

/// The number that a line begins with as an item's mark, with the mark as written: "2", "2." or "(2)".
fn numbered(line: &str) -> Option<(u32, &str)> {
    let item = strip_mark(line)?;
    let mark = line.get(..line.len() - item.len())?.trim();
    let number = mark.trim_matches(['(', ')', '.']).parse().ok()?;
    Some((number, mark))
}

/// Returns the items of a text that marks at least two; words before the first mark stay with the first item.
pub(super) fn items(text: &str) -> Option<Vec<String>> {
    let mut items: Vec<String> = Vec::new();
    let mut lead = String::new();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        lines.extend(cut_at_bullets(line).into_iter().flat_map(|part| cut_at_numbers(&part)));
    }
    for line in &lines {
        match (strip_mark(line), items.last_mut()) {
            (Some(item), _) => items.push(item.to_owned()),
            (None, Some(item)) => {
                item.push('\n');
                item.push_str(line);
            }
            (None, None) => {
                lead.push_str(line);
                lead.push('\n');
            }
        }
    }
    if items.len() < 2 || items.iter().any(String::is_empty) {
        return None;
    }
    if let Some(first) = items.first_mut() {
        first.insert_str(0, &lead);
    }
    Some(items)
}

/// Returns the items of a text in a column that lists items: at its marks, and where a verb begins one; `None` below two.
///
/// Before a column is known to list any, [`proves_items`] has to say so.
pub(super) fn loose_items(text: &str) -> Option<Vec<String>> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lists_by_line(&lines) {
        return Some(lines.into_iter().map(|line| line.trim().to_owned()).collect());
    }
    let mut items: Vec<String> = Vec::new();
    for part in text.lines().flat_map(cut_at_bullets) {
        let (part, marked) = strip_mark(&part).map_or((part.as_str(), false), |item| (item, true));
        let mut from = 0;
        for at in starts::starts(part).into_iter().chain([part.len()]) {
            let item = part.get(from..at).unwrap_or_default().trim();
            // What neither a mark nor a verb begins goes on with the item above it.
            match items.last_mut().filter(|_| from == 0 && !marked) {
                Some(above) => *above = format!("{above}\n{item}"),
                None => items.push(item.to_owned()),
            }
            from = at;
        }
    }
    let whole =
        items.len() >= 2 && items.iter().all(|item| starts::begins_item(item) || starts::may_begin(item));
    whole.then_some(items)
}

/// Each line begins with a verb, and a sentence does not run on from one to the next. A few of the verbs need not be known.
fn lists_by_line(lines: &[&str]) -> bool {
    let known = lines.iter().filter(|line| starts::begins_with_verb(line)).count();
    let all = || lines.iter().all(|line| starts::begins_with_verb(line) || starts::may_begin(line));
    lines.len() >= 2 && known * 2 >= lines.len() && all()
}

/// Tells whether a text proves that its column lists items: it marks one among several, has one a line, or as many as the row
/// has dates.
pub(super) fn proves_items(text: &str, dates: impl FnOnce() -> Vec<usize>) -> bool {
    if items(text).is_some() {
        return true;
    }
    let Some(items) = loose_items(text) else { return false };
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let marked = || lines.iter().flat_map(|line| cut_at_bullets(line)).any(|part| begins_item(&part));
    lists_by_line(&lines) || marked() || dates().contains(&items.len())
}

/// Cuts a line before each bullet inside it: exports lose the line breaks, not the bullets.
fn cut_at_bullets(line: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut space = true;
    for c in line.chars() {
        if space && BULLETS.contains(&c) && parts.last().is_some_and(|p| !p.trim().is_empty()) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        space = c == ' ';
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

/// Cuts a line that begins with "1." before " 2." and so on: the numbers must run on, or they are no marks.
fn cut_at_numbers(line: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some((number, mark)) = numbered(rest) {
        let next = mark.replace(&number.to_string(), &(number + 1).to_string());
        let Some((item, behind)) = rest.split_once(&format!(" {next} ")) else { break };
        parts.push(item.trim().to_owned());
        let from = rest.len() - behind.len() - next.len() - 1;
        rest = rest.get(from..).unwrap_or_default();
    }
    parts.push(rest.trim().to_owned());
    parts
}

/// Returns the parts of a cell that lists as many values as there are actions: its items, its lines, or what a semicolon or comma
/// parts; `None` where no way of parting gives that many.
pub(super) fn pieces(text: &str, count: usize) -> Option<Vec<String>> {
    let parted = |separator: char| {
        let parts = text.split(separator).map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| without_mark(part).to_owned()).collect::<Vec<String>>()
    };
    let ways = items(text).into_iter().chain(['\n', ';', ','].map(parted));
    ways.into_iter().find(|pieces| pieces.len() == count)
}

/// How a list of values goes to several actions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shared<T> {
    /// One list an action.
    pub lists: Vec<Vec<T>>,
    /// The whole list had to go to each.
    pub unpaired: bool,
}

/// Shares values out: equal counts pair one to one, one value serves all, else the whole list goes to each.
pub(super) fn share_out<T: Clone>(values: &[T], actions: usize) -> Shared<T> {
    if values.len() == actions {
        return Shared { lists: values.iter().map(|v| vec![v.clone()]).collect(), unpaired: false };
    }
    Shared { lists: vec![values.to_vec(); actions], unpaired: values.len() > 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_begin_items() {
        for text in ["• one", "▪one", "- one", "1. one", "(2) one", "a) one", "iv. one", "12) one"] {
            assert!(begins_item(text), "{text:?}");
        }
        let others = [
            "one",
            "1.5 per cent",
            "-5",
            "A team",
            "J. Roe",
            "e.g. this",
            "2013. Then",
            "(see above)",
            "",
            "•",
        ];
        for text in others {
            assert_eq!(begins_item(text), text == "•", "{text:?}");
        }
    }

    #[test]
    fn marked_items_are_split_and_no_word_is_lost() {
        let cases: [(&str, Option<&[&str]>); 10] = [
            (
                "1. Draft the policy\n2. Consult staff\nand unions",
                Some(&["Draft the policy", "Consult staff\nand unions"]),
            ),
            ("• Draft • Consult", Some(&["Draft", "Consult"])),
            ("The team will:\n- draft\n- consult", Some(&["The team will:\ndraft", "consult"])),
            (
                "1. Draft 2.5 pages 2. Consult staff 3. Print",
                Some(&["Draft 2.5 pages", "Consult staff", "Print"]),
            ),
            ("(1) Draft (2) Consult", Some(&["Draft", "Consult"])),
            ("1. Draft 3. Print", None),
            ("Draft the policy", None),
            ("1. Only one", None),
            ("J. Roe to write the brief\nA. Poe to check it", None),
            ("Draft - and consult", None),
        ];
        for (text, expected) in cases {
            let expected = expected.map(|e| e.iter().map(ToString::to_string).collect::<Vec<_>>());
            assert_eq!(items(text), expected, "{text:?}");
        }
    }

    #[test]
    fn items_without_marks_count_where_the_column_lists_items() {
        let proves = |text: &str, dates: &[usize]| proves_items(text, || dates.to_vec());
        let bare = "Draft the byelaw and consult Publish the notice";
        assert_eq!(items(bare), None);
        assert_eq!(loose_items(bare).unwrap(), ["Draft the byelaw and consult", "Publish the notice"]);
        assert!(loose_items("Paint the pier").is_none());
        // Two dates are as many as there are items, one is no proof.
        assert!(proves(bare, &[2]) && !proves(bare, &[1]) && !proves(bare, &[]));
        let marked = "The port will Draft the byelaw • Consult the crews and the Work Group";
        assert_eq!(
            loose_items(marked).unwrap(),
            ["The port will Draft the byelaw", "Consult the crews and the Work Group"]
        );
        assert!(proves(marked, &[]));
        let lines = "Draft the byelaw\nReport to the board";
        assert_eq!(loose_items(lines).unwrap(), ["Draft the byelaw", "Report to the board"]);
        assert!(proves(lines, &[]) && proves("1. Draft\n2. Print", &[]) && !proves("Paint the pier", &[1]));
        // A verb that is not known is one beside others that are.
        let unknown = "Draft the byelaw\nGrit the paths";
        assert_eq!(loose_items(unknown).unwrap(), ["Draft the byelaw", "Grit the paths"]);
        assert!(proves(unknown, &[]) && !proves("Harbour the clerk\nGrit the paths", &[]));
        assert!(!proves("Draft the byelaw\nThis is for the board", &[]));
        // A text that only goes on is no list.
        assert!(loose_items("Draft the byelaw\nand print it").is_none());
    }

    #[test]
    fn a_cell_of_as_many_values_is_parted() {
        let cases: [(&str, usize, Option<&[&str]>); 6] = [
            ("J. Roe\nA. Poe\nJ. Roe", 3, Some(&["J. Roe", "A. Poe", "J. Roe"])),
            ("1. J. Roe\n2. A. Poe", 2, Some(&["J. Roe", "A. Poe"])),
            ("J. Roe; A. Poe; J. Roe", 3, Some(&["J. Roe", "A. Poe", "J. Roe"])),
            ("J. Roe, A. Poe\nB. Moe", 2, Some(&["J. Roe, A. Poe", "B. Moe"])),
            ("J. Roe\nA. Poe", 3, None),
            ("", 2, None),
        ];
        for (text, count, expected) in cases {
            let expected = expected.map(|pieces| pieces.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>());
            assert_eq!(pieces(text, count), expected, "{text:?}");
        }
    }

    #[test]
    fn values_are_shared_out() {
        assert_eq!(share_out(&[1, 2], 2), Shared { lists: vec![vec![1], vec![2]], unpaired: false });
        assert_eq!(share_out(&[1], 2), Shared { lists: vec![vec![1], vec![1]], unpaired: false });
        assert_eq!(share_out(&[1, 2, 3], 2), Shared { lists: vec![vec![1, 2, 3]; 2], unpaired: true });
        assert_eq!(share_out::<u8>(&[], 2), Shared { lists: vec![vec![]; 2], unpaired: false });
    }
}
