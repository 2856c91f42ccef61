//! The pieces of an XML part, one after the other, by local names: writers differ in prefixes.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A piece of a part.
pub(super) enum Piece<'a> {
    /// An element begins; whether it ends at once, too.
    Start(&'a BytesStart<'a>, bool),
    /// An element ends, by its local name.
    End(&'a str),
    /// Text, its entities resolved.
    Text(&'a str),
}

/// Hands on the pieces that matter, in order.
///
/// # Errors
///
/// Where the text is no XML any more; what came before it was handed on.
pub(super) fn events(xml: &str, mut take: impl FnMut(Piece<'_>)) -> Result<(), quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event()? {
            Event::Start(element) => take(Piece::Start(&element, false)),
            Event::Empty(element) => take(Piece::Start(&element, true)),
            Event::End(element) => take(Piece::End(local(element.name().as_ref()))),
            Event::Text(text) => take(Piece::Text(&text.xml_content(XmlVersion::Implicit1_0))),
            Event::CData(text) => take(Piece::Text(&text.xml_content(XmlVersion::Implicit1_0))),
            Event::GeneralRef(reference) => {
                let entity = format!("&{};", &*reference);
                take(Piece::Text(&html_escape::decode_html_entities(&entity)));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Returns a name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Returns an attribute by its local name, its entities resolved.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|a| local(a.key.as_ref()) == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}
