//! Notes on cells, with who wrote them. A threaded comment is kept in two places, itself and a plain copy for older programs;
//! it is read once.

use std::collections::BTreeMap;

use super::super::package::{Fault, Package};
use super::super::xml::{Event, Xml};
use super::strings::{self, RichText};
use super::workbook::Relations;
use crate::grid::{Address, CellNote};

/// What stands before a threaded comment's text in its plain copy, whatever the language of the program: a mark in brackets,
/// some advice with a link, a word with a colon.
const ADVICE_LINK: &str = "go.microsoft.com/fwlink/?linkid=870924";

/// Reads the notes of a sheet by its relations; the second value names the parts that cannot be read, with the reason.
pub(super) fn read(
    package: &Package<'_>,
    relations: &Relations,
    people: &BTreeMap<String, String>,
) -> Result<(BTreeMap<Address, CellNote>, Vec<String>), Fault> {
    let mut notes = BTreeMap::new();
    let mut unread = Vec::new();
    for part in relations.all("comments") {
        match package.read(part, |xml| plain_notes(xml, &mut notes)) {
            Err(Fault::Limit(exceeded)) => return Err(Fault::Limit(exceeded)),
            Err(fault) => unread.push(fault.to_string()),
            Ok(()) => {}
        }
    }
    for part in relations.all("threadedcomment") {
        match package.read(part, |xml| threads(xml, people)) {
            Err(Fault::Limit(exceeded)) => return Err(Fault::Limit(exceeded)),
            Err(fault) => unread.push(fault.to_string()),
            Ok(threads) => notes.extend(threads),
        }
    }
    Ok((notes, unread))
}

/// Reads who takes part in threaded comments: names by id.
pub(super) fn people(package: &Package<'_>, book: &Relations) -> Result<BTreeMap<String, String>, Fault> {
    let mut people = BTreeMap::new();
    for part in book.all("person") {
        let read = package.read(part, |xml| {
            loop {
                match xml.next()? {
                    Event::Start(tag) if tag.name == "person" => {
                        if let (Some(id), Some(name)) = (tag.get("id"), tag.get("displayName")) {
                            people.insert(id.into_owned(), name.into_owned());
                        }
                    }
                    Event::Eof => return Ok(()),
                    _ => {}
                }
            }
        });
        if let Err(Fault::Limit(exceeded)) = read {
            return Err(Fault::Limit(exceeded));
        }
    }
    Ok(people)
}

fn plain_notes(xml: &mut Xml<'_>, notes: &mut BTreeMap<Address, CellNote>) -> Result<(), Fault> {
    let mut authors: Vec<String> = Vec::new();
    let mut at = None;
    let mut author = None;
    let mut rich = RichText::default();
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.name {
                "author" => authors.push(xml.text()?),
                "comment" => {
                    at = tag.get("ref").and_then(|text| Address::parse(&text));
                    let place = tag.number("authorId").and_then(|id| usize::try_from(id).ok());
                    author = place.and_then(|place| authors.get(place)).map(|name| name.trim().to_owned());
                }
                "text" => {
                    strings::read(xml, &mut rich)?;
                    if let Some(at) = at.take() {
                        notes.insert(at, note(author.take(), &rich.text));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A note without what programs add: the author's name in front, the advice around a threaded comment.
fn note(author: Option<String>, text: &str) -> CellNote {
    // The author of a threaded comment's copy is the thread's id.
    let author = author.filter(|name| !name.is_empty() && !name.starts_with("tc={"));
    let text = text.replace("\r\n", "\n");
    if let Some((_, rest)) = text.split_once(ADVICE_LINK) {
        let said = rest.split_once(':').map_or(rest, |(_, said)| said);
        let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        return CellNote { author, text: lines.join("\n") };
    }
    let unsigned = author.as_deref().and_then(|name| text.trim_start().strip_prefix(name)?.strip_prefix(':'));
    let text = unsigned.unwrap_or(&text).trim().to_owned();
    CellNote { author, text }
}

/// Threaded comments by cell: the author of the first, and the texts of all, a line each, with who replies.
fn threads(
    xml: &mut Xml<'_>,
    people: &BTreeMap<String, String>,
) -> Result<BTreeMap<Address, CellNote>, Fault> {
    let mut notes: BTreeMap<Address, CellNote> = BTreeMap::new();
    let mut at = None;
    let mut author = None;
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.name {
                "threadedComment" => {
                    at = tag.get("ref").and_then(|text| Address::parse(&text));
                    author = tag.get("personId").and_then(|id| people.get(id.as_ref()).cloned());
                }
                "text" => {
                    let text = strings::unescaped(xml.text()?.trim()).into_owned();
                    let (Some(at), author) = (at.take(), author.take()) else { continue };
                    let note = notes.entry(at).or_default();
                    if note.text.is_empty() {
                        *note = CellNote { author, text };
                    } else {
                        note.text.push('\n');
                        // Whoever replies is named, but not the one who began.
                        if let Some(other) = author.filter(|author| note.author.as_ref() != Some(author)) {
                            note.text.push_str(&format!("{other}: "));
                        }
                        note.text.push_str(&text);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(notes),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_add_to_a_note_is_left_out() {
        let advice = "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however, any edits \
                      to it will get removed. Learn more: https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    Is \
                      this still on: yes or no?\nReply:\n    Yes";
        let cases = [
            (Some("Ann Lee"), "Ann Lee:\nstill waiting", Some("Ann Lee"), "still waiting"),
            (Some("Ann Lee"), "Ann said: later", Some("Ann Lee"), "Ann said: later"),
            (Some(""), " no name ", None, "no name"),
            (Some("tc={0A}"), advice, None, "Is this still on: yes or no?\nReply:\nYes"),
        ];
        for (author, text, expected_author, expected) in cases {
            let note = note(author.map(str::to_owned), text);
            assert_eq!((note.author.as_deref(), note.text.as_str()), (expected_author, expected));
        }
    }
}
