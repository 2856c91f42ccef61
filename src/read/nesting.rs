//! What a page would cost to parse, told from its tags before it is: how deep its elements stand in one another, how many attributes
//! one of them has, and how often formatting that nobody closed is opened anew.
//!
//! A browser's parser takes any text for a page, and some small texts cost it all memory there is. This follows its rules of what
//! closes what, roughly: cells and paragraphs end where the next one begins, and formatting outlives the block that it was opened in.

use super::limits::{Limit, Limits};
use super::package::Fault;

/// Elements that hold nothing.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements whose content is no markup.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "xmp"];
/// Elements that are opened again in the next block where they are not closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that another one of their kind closes, and where that ends.
const CLOSED_BY: [(&[&str], &[&str]); 6] = [
    (&["td", "th", "caption"], &["tr", "table"]),
    (&["tr"], &["tbody", "thead", "tfoot", "table"]),
    (&["tbody", "thead", "tfoot"], &["table"]),
    (&["li"], &["ul", "ol"]),
    (&["dt", "dd"], &["dl"]),
    (&["option"], &["select"]),
];
/// Elements that no end tag inside of them closes.
const WALLS: [&str; 4] = ["td", "th", "caption", "table"];
/// Elements that end a paragraph.
const BLOCKS: [&str; 14] =
    ["p", "div", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "center"];

/// No element that somebody wrote has more; a parser compares each with each.
const ATTRIBUTES: usize = 1_000;
/// How often formatting may be opened anew. Pages whose authors forgot an end do it a few times a paragraph.
const OPENED_ANEW: usize = 500_000;
/// Of formatting that is alike a parser opens no more anew.
const ALIKE: usize = 3;

/// An element that is open.
struct Open<'t> {
    name: String,
    /// Its tag, for formatting.
    tag: Option<&'t str>,
}

/// The tags so far.
#[derive(Default)]
struct Page<'t> {
    open: Vec<Open<'t>>,
    /// Formatting that was not closed, and whether it is open just now; `None` where a cell begins.
    formatting: Vec<Option<(&'t str, bool)>>,
    opened_anew: usize,
}

/// Checks a page.
pub(super) fn check(text: &str, limits: &Limits) -> Result<(), Fault> {
    let mut page = Page::default();
    let (mut raw, mut in_comment) = (None::<String>, false);
    for piece in text.split('<').skip(1) {
        in_comment |= raw.is_none() && piece.starts_with("!--");
        if in_comment {
            in_comment = !piece.contains("-->");
            continue;
        }
        let (ends, tag) = piece.strip_prefix('/').map_or((false, piece), |tag| (true, tag));
        let name: String =
            tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == ':').take(20).collect();
        let name = name.to_ascii_lowercase();
        if raw.as_ref().is_some_and(|raw| !(ends && *raw == name)) || name.is_empty() {
            continue;
        }
        let (tag, behind) = tag.split_once('>').unwrap_or((tag, ""));
        if tag.split_ascii_whitespace().nth(ATTRIBUTES).is_some() {
            let message = format!("expected at most {ATTRIBUTES} attributes in a tag, found more");
            return Err(Fault::malformed(message));
        }
        raw = (!ends && RAW.contains(&name.as_str())).then(|| name.clone());
        if ends {
            page.end(&name);
        } else if !VOID.contains(&name.as_str()) {
            page.begin(name, tag);
        }
        if !behind.trim_ascii().is_empty() {
            page.open_anew();
        }
        limits.check(Limit::Depth, u64::try_from(page.open.len()).unwrap_or(u64::MAX))?;
        if page.opened_anew > OPENED_ANEW {
            return Err(Fault::malformed("expected formatting that is closed, found too much that is not"));
        }
    }
    Ok(())
}

impl<'t> Page<'t> {
    fn begin(&mut self, name: String, tag: &'t str) {
        if let Some((kinds, ends)) = CLOSED_BY.iter().find(|(kinds, _)| kinds.contains(&name.as_str())) {
            let inside = self.open.iter().rposition(|open| ends.contains(&open.name.as_str()));
            let from = inside.map_or(0, |place| place + 1);
            let before = self.open.iter().skip(from).position(|open| kinds.contains(&open.name.as_str()));
            // A cell or row ends all that stands in the one before; an item of a list without its list too.
            if let Some(place) = before {
                self.cut(from + place);
            }
        } else if BLOCKS.contains(&name.as_str()) {
            let paragraph = self.open.iter().rposition(|open| open.name == "p" || is_wall(&open.name));
            if let Some(place) =
                paragraph.filter(|place| self.open.get(*place).is_some_and(|p| p.name == "p"))
            {
                self.cut(place);
            }
        } else if name != "tr" {
            self.open_anew();
        }
        if WALLS.contains(&name.as_str()) && name != "table" {
            self.formatting.push(None);
        }
        let is_formatting = FORMATTING.contains(&name.as_str());
        if is_formatting {
            let cell = self.formatting.iter().rposition(Option::is_none).map_or(0, |place| place + 1);
            let alike = |known: &Option<(&str, bool)>| known.is_some_and(|(known, _)| known == tag);
            let same: Vec<usize> = (cell..self.formatting.len())
                .filter(|place| self.formatting.get(*place).is_some_and(alike))
                .collect();
            if let (Some(first), true) = (same.first(), same.len() >= ALIKE) {
                self.formatting.remove(*first);
            }
            self.formatting.push(Some((tag, true)));
        }
        self.open.push(Open { name, tag: is_formatting.then_some(tag) });
    }

    fn end(&mut self, name: &str) {
        let wall = self.open.iter().rposition(|open| is_wall(&open.name));
        let found = self.open.iter().rposition(|open| open.name == name);
        // Only rows and tables end what stands around a cell.
        let reaches = is_wall(name) || matches!(name, "tr" | "tbody" | "thead" | "tfoot");
        if FORMATTING.contains(&name) {
            let is_it = |known: &Option<(&str, bool)>| known.is_some_and(|(tag, _)| tag_name(tag) == name);
            let cell = self.formatting.iter().rposition(Option::is_none);
            let place =
                self.formatting.iter().rposition(is_it).filter(|place| cell.is_none_or(|cell| cell < *place));
            if let Some(place) = place {
                self.formatting.remove(place);
            }
        }
        if let Some(place) = found.filter(|place| reaches || wall.is_none_or(|wall| wall <= *place)) {
            self.cut(place);
        }
    }

    /// Ends elements from the outermost of them on.
    fn cut(&mut self, place: usize) {
        for open in self.open.drain(place..).rev() {
            if is_wall(&open.name) && open.name != "table" {
                let cell = self.formatting.iter().rposition(Option::is_none).unwrap_or(0);
                self.formatting.truncate(cell);
            }
            if let Some(tag) = open.tag {
                let mut known = self.formatting.iter_mut().rev().flatten();
                known
                    .find(|(known, is_open)| *is_open && *known == tag)
                    .into_iter()
                    .for_each(|it| it.1 = false);
            }
        }
    }

    /// Opens the formatting that was not closed.
    fn open_anew(&mut self) {
        let cell = self.formatting.iter().rposition(Option::is_none).map_or(0, |place| place + 1);
        for (tag, is_open) in self.formatting.iter_mut().skip(cell).flatten().filter(|(_, is_open)| !is_open)
        {
            *is_open = true;
            self.opened_anew += 1;
            self.open.push(Open { name: tag_name(tag), tag: Some(tag) });
        }
    }
}

fn is_wall(name: &str) -> bool {
    WALLS.contains(&name)
}

fn tag_name(tag: &str) -> String {
    tag.chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(page: &str) -> String {
        let limits = Limits { depth: 100, ..Limits::default() };
        check(page, &limits).map_or_else(|fault| fault.to_string(), |()| "fine".to_owned())
    }

    #[test]
    fn what_costs_too_much_is_told_and_sloppy_pages_are_not() {
        let many = |piece: &str| piece.repeat(5_000);
        let unlike: String = (0..90).map(|place| format!("<b id={place}>")).collect();
        let nested = |count: usize| format!("{}x{}", "<div>".repeat(count), "</div>".repeat(count));
        let deep = "it passes the limit `depth`";
        let cases = [
            (nested(100), "fine"),
            (nested(101), deep),
            (many(&nested(3)), "fine"),
            (many("<p>a<br>b<li>c"), "fine"),
            (format!("<table>{}", many("<tr><td><font>1<td><b>Paint<td>A Roe")), "fine"),
            (format!("<table>{}", many("<tr><td><table><tr><td>x</table>")), "fine"),
            (many("<p><font size=2>x"), "fine"),
            (many("<p><o:p/>x</p>"), "fine"),
            (many("<table><tr><td>"), deep),
            (many("<ul><li>"), deep),
            (many("<a href=1>"), deep),
            (many("<!-- <div> -->"), "fine"),
            (format!("<script>{}</script>", many("'<div>'")), "fine"),
            (
                format!("<p>{unlike}x</p>{}", many("<p>x</p>").repeat(2)),
                "expected formatting that is closed, found too much that is not",
            ),
            (format!("<td {}>", many("a=1 ")), "expected at most 1000 attributes in a tag, found more"),
        ];
        for (page, expected) in cases {
            assert_eq!(said(&page), expected, "{}", page.chars().take(60).collect::<String>());
        }
    }
}
