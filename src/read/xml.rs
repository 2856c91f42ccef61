//! An XML part event by event: local names, attributes without allocation, text with its references resolved.
//!
//! Names are compared without their prefix, so that the strict and the transitional namespaces, and any prefix for them, read
//! alike. A document type is refused, elements may stand inside one another only so deep, and a part that ends inside an
//! element is an error. What the elements mean is for the readers.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use quick_xml::escape::unescape;
use quick_xml::events::Event as Raw;
use quick_xml::reader::Reader;

use super::limits::{Limit, Limits};
use super::package::Fault;

/// What comes next in a part. An empty element is a start and an end.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'b> {
    /// An element begins.
    Start(Tag<'b>),
    /// An element ends; its local name.
    End(&'b str),
    /// A piece of text, references resolved.
    Text(&'b str),
    /// Comments and the like.
    Other,
    /// The part ends.
    Eof,
}

/// An element's local name and attributes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'b> {
    /// Name without prefix.
    pub name: &'b str,
    attributes: &'b str,
}

impl<'b> Tag<'b> {
    /// Goes through the attributes: names with prefix, values as they stand in the file.
    pub(super) fn attributes(&self) -> Attributes<'b> {
        Attributes { rest: self.attributes }
    }

    /// Returns the value of an attribute by its local name, references resolved.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'b, str>> {
        self.attributes().find(|(key, _)| local(key) == name).map(|(_, value)| plain(value))
    }

    /// Returns the value of an attribute as a text of its own.
    pub(super) fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(Cow::into_owned)
    }

    /// Returns an attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.trim().parse().ok()
    }

    /// Tells whether an attribute is true; `absent` where it is not there.
    pub(super) fn flag(&self, name: &str, absent: bool) -> bool {
        self.get(name).map_or(absent, |value| is_true(&value))
    }
}

/// The ways of a schema boolean, and those of a `val` that says "none".
pub(super) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on")
}

/// The attributes of an element, in order.
#[derive(Debug, Clone)]
pub(super) struct Attributes<'b> {
    rest: &'b str,
}

impl<'b> Iterator for Attributes<'b> {
    type Item = (&'b str, &'b str);

    fn next(&mut self) -> Option<Self::Item> {
        // Names and values are a few bytes long: a plain loop beats every search.
        let until = |text: &str, end: u8| text.bytes().position(|byte| byte == end);
        let (name, rest) = self.rest.split_at_checked(until(self.rest, b'=')?)?;
        let rest = rest.get(1..)?.trim_start();
        let quote = rest.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let rest = rest.get(1..)?;
        let (value, rest) = rest.split_at_checked(until(rest, quote)?)?;
        let rest = rest.get(1..)?;
        self.rest = rest;
        Some((name.trim(), value))
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    let prefix = name.bytes().position(|byte| byte == b':');
    prefix.and_then(|end| name.get(end + 1..)).unwrap_or(name)
}

/// An attribute's value with its references resolved; as it stands where one of them is unknown.
pub(super) fn plain(value: &str) -> Cow<'_, str> {
    if value.contains('&') { unescape(value).unwrap_or(Cow::Borrowed(value)) } else { Cow::Borrowed(value) }
}

/// An element that is at hand whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain<'b> {
    /// The element.
    pub tag: Tag<'b>,
    /// The text of the leaf in it.
    pub text: &'b str,
    /// How many bytes it takes.
    pub length: usize,
}

/// A part that is read.
pub(super) struct Xml<'a> {
    reader: Reader<BufReader<Box<dyn Read + 'a>>>,
    buffer: Vec<u8>,
    /// Text that differs from the file's: a reference, or line ends made plain.
    resolved: String,
    depth: u64,
    limits: Limits,
    /// The length of an empty element's name, prefix included, while its end is still to come.
    open: Option<usize>,
}

impl<'a> Xml<'a> {
    /// Reads a part in UTF-8.
    pub(super) fn new(bytes: BufReader<Box<dyn Read + 'a>>, limits: &Limits) -> Self {
        let mut reader = Reader::from_reader(bytes);
        // A lone `&` is text; programs that forget to write `&amp;` mean that.
        reader.config_mut().allow_dangling_amp = true;
        Self {
            reader,
            buffer: Vec::with_capacity(1024),
            resolved: String::new(),
            depth: 0,
            limits: *limits,
            open: None,
        }
    }

    /// Reads a text that is no part of a package.
    pub(super) fn of_text(text: String, limits: &Limits) -> Self {
        let bytes: Box<dyn Read> = Box::new(io::Cursor::new(text.into_bytes()));
        Self::new(BufReader::new(bytes), limits)
    }

    /// Hands on everything up to the end; what came before a fault was handed on.
    pub(super) fn each(&mut self, mut take: impl FnMut(Event<'_>)) -> Result<(), Fault> {
        loop {
            match self.next()? {
                Event::Eof => return Ok(()),
                event => take(event),
            }
        }
    }

    /// Returns the limits that hold for the part.
    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Returns the bytes behind what was read.
    pub(super) fn into_inner(self) -> impl Read + 'a {
        self.reader.into_inner()
    }

    /// Returns how many elements are open.
    pub(super) fn depth(&self) -> u64 {
        self.depth
    }

    /// Returns what comes next.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Fault> {
        if let Some(length) = self.open.take() {
            self.depth = self.depth.saturating_sub(1);
            return Ok(Event::End(local(text(self.buffer.get(1..=length).unwrap_or_default()))));
        }
        self.buffer.clear();
        // The event is let go before the buffer is read, so that what is returned can borrow the buffer.
        let kind = match self.reader.read_event_into(&mut self.buffer).map_err(fault)? {
            Raw::Start(tag) => Kind::Start { name: tag.name().as_ref().len(), empty: false },
            Raw::Empty(tag) => Kind::Start { name: tag.name().as_ref().len(), empty: true },
            Raw::End(tag) => Kind::End { name: tag.name().as_ref().len() },
            Raw::Text(text) => resolved(text.xml10_content(), &mut self.resolved),
            Raw::CData(text) => {
                self.resolved = text.xml10_content().into_owned();
                Kind::Resolved
            }
            Raw::GeneralRef(reference) => {
                self.resolved.clear();
                match reference.resolve_char_ref() {
                    Ok(Some(c)) => self.resolved.push(c),
                    _ => self.resolved.push_str(&plain(&format!("&{};", &*reference))),
                }
                Kind::Resolved
            }
            Raw::DocType(_) => return Err(Fault::malformed("expected no document type, found one")),
            Raw::Eof if self.depth > 0 => {
                return Err(Fault::malformed("expected the end of an element, found the end of the part"));
            }
            Raw::Eof => return Ok(Event::Eof),
            Raw::Decl(_) | Raw::PI(_) | Raw::Comment(_) => return Ok(Event::Other),
        };
        Ok(match kind {
            Kind::Start { name, empty } => {
                self.depth += 1;
                if self.depth > self.limits.depth {
                    self.limits.check(Limit::Depth, self.depth)?;
                }
                self.open = empty.then_some(name);
                let content = self.buffer.get(1..self.buffer.len().saturating_sub(1)).unwrap_or_default();
                let (name, attributes) = text(content).split_at_checked(name).unwrap_or_default();
                Event::Start(Tag { name: local(name), attributes })
            }
            Kind::End { name } => {
                self.depth = self.depth.saturating_sub(1);
                Event::End(local(text(self.buffer.get(2..name.saturating_add(2)).unwrap_or_default())))
            }
            Kind::Text => Event::Text(text(&self.buffer)),
            Kind::Resolved => Event::Text(&self.resolved),
        })
    }

    /// Looks at the leaf element that comes next where it is written plainly and is at hand whole: `open`, a text without references,
    /// `close`. Returns its text and how many bytes it takes; [`take`](Self::take) takes it.
    ///
    /// Most of a workbook is such elements, and taking them past the parser halves what they cost. It does not see them, so that
    /// it stays in step.
    pub(super) fn leaf(&self, open: &str, close: &str) -> Option<(&str, usize)> {
        if self.open.is_some() {
            // The end of an empty element comes first.
            return None;
        }
        let rest = self.reader.get_ref().buffer().strip_prefix(open.as_bytes())?;
        let (text, behind) = rest.split_at_checked(memchr::memchr3(b'<', b'&', b'\r', rest)?)?;
        let text = std::str::from_utf8(text).ok()?;
        behind.starts_with(close.as_bytes()).then(|| (text, open.len() + text.len() + close.len()))
    }

    /// Looks at the element that comes next where it is written plainly and is at hand whole: `<name …/>`, or `<name …>` around one
    /// leaf of the name `v`. It is taken with [`take`](Self::take).
    pub(super) fn plain<'s>(&'s self, name: &'s str) -> Option<Plain<'s>> {
        if self.open.is_some() {
            return None;
        }
        let bytes = self.reader.get_ref().buffer();
        let rest = bytes.strip_prefix(b"<")?.strip_prefix(name.as_bytes())?.strip_prefix(b" ")?;
        let (head, behind) = rest.split_at_checked(memchr::memchr(b'>', rest)?)?;
        // A `>` inside of a value leaves a quotation mark open.
        if head.iter().filter(|byte| **byte == b'"').count() % 2 != 0 {
            return None;
        }
        let behind = behind.get(1..)?;
        let attributes = std::str::from_utf8(head).ok()?;
        let tag = Tag { name, attributes };
        if head.ends_with(b"/") {
            return Some(Plain { tag, text: "", length: bytes.len() - behind.len() });
        }
        let rest = behind.strip_prefix(b"<v>")?;
        let (text, behind) = rest.split_at_checked(memchr::memchr3(b'<', b'&', b'\r', rest)?)?;
        let behind = behind.strip_prefix(b"</v></")?.strip_prefix(name.as_bytes())?.strip_prefix(b">")?;
        Some(Plain { tag, text: std::str::from_utf8(text).ok()?, length: bytes.len() - behind.len() })
    }

    /// Takes an element that was looked at, by its length.
    pub(super) fn take(&mut self, length: usize) {
        self.reader.get_mut().consume(length);
    }

    /// Passes over what is left of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// Adds the text of the element that was opened last, its inner elements' text included.
    pub(super) fn text_into(&mut self, text: &mut String) -> Result<(), Fault> {
        let (outside, limits) = (self.depth.saturating_sub(1), self.limits);
        while self.depth > outside {
            if let Event::Text(piece) = self.next()? {
                text.push_str(piece);
                limits.check(Limit::Text, u64::try_from(text.len()).unwrap_or(u64::MAX))?;
            }
        }
        Ok(())
    }

    /// Returns the text of the element that was opened last.
    pub(super) fn text(&mut self) -> Result<String, Fault> {
        let mut text = String::new();
        self.text_into(&mut text)?;
        Ok(text)
    }
}

/// What was read, without borrowing it.
enum Kind {
    Start {
        name: usize,
        empty: bool,
    },
    End {
        name: usize,
    },
    /// The text in the buffer.
    Text,
    /// The text in `resolved`.
    Resolved,
}

/// A text whose line ends had to be made plain is kept apart; others stay in the buffer.
fn resolved(text: Cow<'_, str>, kept: &mut String) -> Kind {
    match text {
        Cow::Borrowed(_) => Kind::Text,
        Cow::Owned(text) => {
            *kept = text;
            Kind::Resolved
        }
    }
}

/// The buffer's bytes as text; the parser has seen that they are UTF-8.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn fault(error: quick_xml::Error) -> Fault {
    match error {
        quick_xml::Error::Io(error) => Fault::Damaged(Box::new(error)),
        error => Fault::Malformed(Box::new(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(part: &str) -> Vec<String> {
        let mut xml = Xml::of_text(part.to_owned(), &Limits::default());
        let mut told = Vec::new();
        loop {
            told.push(match xml.next() {
                Ok(Event::Start(tag)) => {
                    let pairs = tag.attributes().map(|(key, value)| format!(" {key}={}", plain(value)));
                    format!("<{}{}", tag.name, pairs.collect::<String>())
                }
                Ok(Event::End(name)) => format!("{name}>"),
                Ok(Event::Text(text)) => text.to_owned(),
                Ok(Event::Other) => continue,
                Ok(Event::Eof) => return told,
                Err(fault) => {
                    told.push(fault.to_string());
                    return told;
                }
            });
        }
    }

    #[test]
    fn names_attributes_and_text_are_plain() {
        let part = "<?xml version=\"1.0\"?><x:a p:b='1 > 0' c = \"&quot;\"><!-- no --><d/>1 &lt; 2 &#233;\r\n R&D &odd;</x:a>";
        let expected = ["<a p:b=1 > 0 c=\"", "<d", "d>", "1 ", "<", " 2 ", "é", "\n R", "&D ", "&odd;", "a>"];
        assert_eq!(told(part), expected);
    }

    #[test]
    fn what_is_not_well_formed_is_a_fault() {
        for part in ["<a><b></a>", "<a", "</a>", "<a>", "<a b=\"\u{0}"] {
            assert!(told(part).len() <= 3, "{part}: {:?}", told(part));
            assert!(told(part).last().unwrap().contains(' '), "{part}: {:?}", told(part));
        }
    }
}
