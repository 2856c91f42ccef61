//! A ZIP package of XML parts: checked before anything of it is parsed, and inflated under limits part by part.
//!
//! Checked are the number of entries, names that occur twice (also ignoring case, or with the other slash), entries that
//! share bytes, encryption, checksums, and the bytes that really come out, whatever the directory declares. What the parts
//! mean is for the readers of each format.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Error, ErrorKind};

use super::limits::{Exceeded, Limit, Limits};
use super::xml::Xml;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Bytes taken from a part at a time.
const CHUNK: usize = 256 * 1024;

/// What a part inflates to before its ratio counts: small parts of one repeated word pack well.
const FREE: u64 = 1 << 20;

/// How many times its length a text may take in XML, where all of it has to be escaped.
const ESCAPED: u64 = 6;

/// Why a package or a part of it cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    /// It asks for more than a limit allows; nothing of the file is read then.
    Limit(Exceeded),
    /// It cannot be inflated.
    Damaged(Source),
    /// It is locked with a password.
    Encrypted,
    /// It is not what it should be.
    Malformed(Source),
}

impl Fault {
    /// Part of the package where something else was expected.
    pub(super) fn malformed(message: impl Into<String>) -> Self {
        Self::Malformed(message.into().into())
    }

    /// The error that stops the run; `part` names where, such as "sheet `Plan`".
    pub(super) fn error(self, file: &str, part: &str) -> Error {
        let file = file.to_owned();
        match self {
            Self::Limit(exceeded) => return exceeded.of(&file),
            Self::Damaged(source) => ErrorKind::Damaged { file, source },
            Self::Encrypted => ErrorKind::Unsupported {
                file,
                found: "a package protected by a password",
                advice: "unpack it with its password and name the workbook inside",
            },
            Self::Malformed(source) => ErrorKind::Malformed { file, part: part.to_owned(), source },
        }
        .into()
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Limit(exceeded) => write!(f, "it passes the limit `{}`", exceeded.limit),
            Self::Damaged(_) => f.write_str("it is damaged or incomplete"),
            Self::Encrypted => f.write_str("it is protected by a password"),
            Self::Malformed(source) => source.fmt(f),
        }
    }
}

impl From<Exceeded> for Fault {
    fn from(exceeded: Exceeded) -> Self {
        Self::Limit(exceeded)
    }
}

impl From<ZipError> for Fault {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Self::Encrypted,
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
                Self::Malformed(Box::new(error))
            }
            _ => Self::Damaged(Box::new(error)),
        }
    }
}

/// A checked package. Readers on several threads share it.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by their name in small letters with `/` between folders.
    parts: BTreeMap<String, usize>,
    limits: Limits,
    inflated: AtomicU64,
    /// The limit that a part passed while it was inflated; readers in between only see that it ended.
    exceeded: OnceLock<Exceeded>,
}

impl<'a> Package<'a> {
    /// Opens and checks a package.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Fault> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        limits.check(Limit::Entries, u64::try_from(archive.len()).unwrap_or(u64::MAX))?;
        if archive.has_duplicate_names() {
            return Err(Fault::malformed("expected each part once, found one name twice"));
        }
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_data(index)?;
            if entry.encrypted() {
                return Err(Fault::Encrypted);
            }
            let name = String::from_utf8_lossy(entry.name_raw());
            if let Some(twin) = parts.insert(normal(&name), index) {
                let twin = archive.by_index_data(twin)?;
                let twin = String::from_utf8_lossy(twin.name_raw());
                return Err(Fault::malformed(format!(
                    "expected each part once, found `{twin}` and `{name}`"
                )));
            }
        }
        if archive.has_overlapping_entries()? {
            return Err(Fault::malformed("expected each part in its own bytes, found two that overlap"));
        }
        let (inflated, exceeded) = (AtomicU64::new(0), OnceLock::new());
        Ok(Self { archive, parts, limits: *limits, inflated, exceeded })
    }

    /// Tells whether a part is there. Case, the kind of slash and `.` or `..` in the path do not matter.
    pub(super) fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&normal(path))
    }

    /// Returns the parts whose names begin and end so, by name.
    pub(super) fn named(&self, begin: &str, end: &str) -> impl Iterator<Item = &str> {
        self.parts
            .keys()
            .map(String::as_str)
            .filter(move |name| name.starts_with(begin) && name.ends_with(end))
    }

    /// Inflates a part once and lets `read` take it event by event; its checksum is held to the end.
    pub(super) fn read<T>(
        &self,
        path: &str,
        read: impl FnOnce(&mut Xml<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let result = self.read_part(path, read);
        match self.exceeded.get() {
            Some(exceeded) => Err(Fault::Limit(*exceeded)),
            None => result,
        }
    }

    /// Reads a part that is only of help: `None` where it is not there, or cannot be read, which is told to `unread`. Passing a
    /// limit stops the run all the same.
    pub(super) fn read_if<T>(
        &self,
        path: &str,
        unread: impl FnOnce(&Fault),
        read: impl FnOnce(&mut Xml<'_>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        if !self.has(path) {
            return Ok(None);
        }
        match self.read(path, read) {
            Ok(value) => Ok(Some(value)),
            Err(Fault::Limit(exceeded)) => Err(Fault::Limit(exceeded)),
            Err(fault) => {
                unread(&fault);
                Ok(None)
            }
        }
    }

    /// Inflates a part that is no XML; `None` where it is not there.
    pub(super) fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        if !self.has(path) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let mut archive = self.archive.clone();
        let read = self
            .part(&mut archive, path, false)
            .and_then(|mut part| part.read_to_end(&mut bytes).map_err(|error| Fault::Damaged(error.into())));
        match (self.exceeded.get(), read) {
            (Some(exceeded), _) => Err(Fault::Limit(*exceeded)),
            (None, read) => read.map(|_| Some(bytes)),
        }
    }

    /// A part while it is inflated; of one in XML no text may go on for longer than a cell's.
    fn part<'p>(
        &'p self,
        archive: &'p mut ZipArchive<Cursor<&'a [u8]>>,
        path: &str,
        is_xml: bool,
    ) -> Result<impl Read + 'p, Fault> {
        let index = self.parts.get(&normal(path));
        let index = index.ok_or_else(|| Fault::malformed(format!("expected a part `{path}`, found none")))?;
        let source = archive.by_index(*index)?;
        let packed = source.compressed_size();
        Ok(Metered { source, package: self, packed, taken: 0, text: is_xml.then_some(0) })
    }

    fn read_part<T>(
        &self,
        path: &str,
        read: impl FnOnce(&mut Xml<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut archive = self.archive.clone();
        let part = self.part(&mut archive, path, true)?;
        let mut bytes = BufReader::with_capacity(CHUNK, Box::new(part) as Box<dyn Read>);
        let head = bytes.fill_buf().map_err(|error| Fault::Damaged(error.into()))?;
        let encoding = encoding(head);
        if encoding == UTF_8 {
            return finish(Xml::new(bytes, &self.limits), read);
        }
        let mut whole = Vec::new();
        bytes.read_to_end(&mut whole).map_err(|error| Fault::Damaged(error.into()))?;
        finish(Xml::of_text(encoding.decode(&whole).0.into_owned(), &self.limits), read)
    }
}

/// Reads, then takes what is left so that the checksum is compared.
fn finish<'a, T>(mut xml: Xml<'a>, read: impl FnOnce(&mut Xml<'a>) -> Result<T, Fault>) -> Result<T, Fault> {
    let value = read(&mut xml)?;
    io::copy(&mut xml.into_inner(), &mut io::sink()).map_err(|error| Fault::Damaged(error.into()))?;
    Ok(value)
}

/// The encoding of an XML part by its mark or declaration; UTF-8 where it says nothing.
fn encoding(head: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    match head {
        [b'<', 0, ..] => return UTF_16LE,
        [0, b'<', ..] => return UTF_16BE,
        _ => {}
    }
    let declaration = head.split(|b| *b == b'>').next().unwrap_or_default();
    let declaration =
        String::from_utf8_lossy(declaration.get(..declaration.len().min(200)).unwrap_or_default());
    let label = declaration.starts_with("<?xml").then(|| declaration.split_once("encoding=")).flatten();
    let label = label.and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
    let known = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    known.filter(|encoding| encoding.is_ascii_compatible()).unwrap_or(UTF_8)
}

/// A part's name as it is compared: small letters, `/` between folders, `.` and `..` resolved, no slash in front.
pub(super) fn normal(path: &str) -> String {
    let mut folders: Vec<&str> = Vec::new();
    let path = path.replace('\\', "/").to_lowercase();
    for folder in path.split('/') {
        match folder {
            "" | "." => {}
            ".." => {
                folders.pop();
            }
            name => folders.push(name),
        }
    }
    folders.join("/")
}

/// Counts what is really inflated and ends where a limit is passed.
struct Metered<'p, R> {
    source: R,
    package: &'p Package<'p>,
    packed: u64,
    taken: u64,
    /// Bytes since the last `<`, where there are any; the parser keeps them all at once.
    text: Option<u64>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        let more = u64::try_from(count).unwrap_or(u64::MAX);
        self.taken = self.taken.saturating_add(more);
        let limits = &self.package.limits;
        let all = self.package.inflated.fetch_add(more, Ordering::Relaxed).saturating_add(more);
        let ratio = if self.taken > FREE { self.taken.div_ceil(self.packed.max(1)) } else { 0 };
        let behind = memchr::memrchr(b'<', buffer.get(..count).unwrap_or_default());
        let behind = behind.map(|place| u64::try_from(count - place).unwrap_or(u64::MAX));
        self.text = self.text.map(|before| behind.unwrap_or(before.saturating_add(more)));
        let text = self.text.filter(|text| *text > FREE).unwrap_or(0) / ESCAPED;
        let checked = limits
            .check(Limit::Part, self.taken)
            .and_then(|()| limits.check(Limit::Text, text))
            .and_then(|()| limits.check(Limit::Inflated, all))
            .and_then(|()| limits.check(Limit::Ratio, ratio));
        checked.map(|()| count).map_err(|exceeded| {
            self.package.exceeded.get_or_init(|| exceeded);
            io::Error::other("a limit was passed")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xml::Event;
    use std::io::Write;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    fn packed(parts: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn deflated(parts: &[(&str, &str)]) -> Vec<u8> {
        packed(parts, CompressionMethod::Deflated)
    }

    /// Opens a package, reads its part `a` to the end, and says what was wrong.
    fn said(bytes: &[u8], limits: &Limits) -> String {
        let read = |package: Package<'_>| {
            package.read("a", |xml| {
                while !matches!(xml.next()?, Event::Eof) {}
                Ok(())
            })
        };
        match Package::open(bytes, limits).and_then(read) {
            Ok(()) => "fine".to_owned(),
            Err(fault) => fault.to_string(),
        }
    }

    #[test]
    fn a_package_is_checked_before_its_parts_are_read() {
        let limits = Limits::default();
        let mut shared = ZipWriter::new(Cursor::new(Vec::new()));
        shared.start_file("a", SimpleFileOptions::default()).unwrap();
        shared.write_all(b"<a/>").unwrap();
        shared.shallow_copy_file("a", "b").unwrap();
        let shared = shared.finish().unwrap().into_inner();
        let whole = deflated(&[("a", "<a/>")]);
        let mut locked = whole.clone();
        for mark in [b"PK\x03\x04".as_slice(), b"PK\x01\x02"] {
            let flags = if mark[2] == 3 { 6 } else { 8 };
            let place = locked.windows(4).position(|w| w == mark).unwrap();
            locked[place + flags] |= 1;
        }
        let mut torn = packed(&[("a", "<a>word</a>")], CompressionMethod::Stored);
        let place = torn.windows(4).position(|w| w == b"word").unwrap();
        torn[place] = b'W';
        let damaged = "it is damaged or incomplete";
        let twice = |names: &[&str]| deflated(&names.iter().map(|name| (*name, "<a/>")).collect::<Vec<_>>());
        let cases = [
            (whole.clone(), "fine"),
            (whole[..whole.len() - 10].to_vec(), damaged),
            (whole[..20].to_vec(), damaged),
            (torn, damaged),
            (locked, "it is protected by a password"),
            (twice(&["a", "A"]), "expected each part once, found `a` and `A`"),
            (twice(&["a", "x/b", "x\\b"]), "expected each part once, found `x/b` and `x\\b`"),
            (shared, "expected each part in its own bytes, found two that overlap"),
            (twice(&["b"]), "expected a part `a`, found none"),
            (
                deflated(&[("a", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]),
                "expected no document type, found one",
            ),
            (deflated(&[("a", "<a><b>")]), "expected the end of an element, found the end of the part"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(said(&bytes, &limits), expected);
        }
        // Two entries of one name; the writer makes none, so that a name is changed behind its back.
        let mut twins = twice(&["a", "b"]);
        let places: Vec<usize> =
            (0..twins.len() - 1).filter(|i| twins[*i..].starts_with(b"b<") || twins[*i] == b'b').collect();
        places.into_iter().for_each(|place| twins[place] = b'a');
        assert_eq!(said(&twins, &limits), "expected each part once, found one name twice");
    }

    #[test]
    fn what_really_comes_out_is_held_against_the_limits() {
        let long = format!("<a>{}</a>", "x".repeat(3_000_000));
        let bomb = deflated(&[("a", &long)]);
        let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
        let usual = Limits::default();
        let cases = [
            (&bomb, Limits { ratio: 1_000_000, ..usual }, "fine"),
            (&bomb, Limits { ratio: 100, ..usual }, "it passes the limit `ratio`"),
            (&bomb, Limits { part: 2_000_000, ratio: 1_000_000, ..usual }, "it passes the limit `part`"),
            (
                &bomb,
                Limits { inflated: 2_000_000, ratio: 1_000_000, ..usual },
                "it passes the limit `inflated`",
            ),
            (&bomb, Limits { text: 400_000, ratio: 1_000_000, ..usual }, "it passes the limit `text`"),
            (&deflated(&[("a", &deep)]), usual, "it passes the limit `depth`"),
            (&deflated(&[("a", &deep)]), Limits { depth: 300, ..usual }, "fine"),
            (
                &deflated(&[("a", "<a/>"), ("b", "<a/>")]),
                Limits { entries: 1, ..usual },
                "it passes the limit `entries`",
            ),
        ];
        for (bytes, limits, expected) in cases {
            assert_eq!(said(bytes, &limits), expected);
        }
    }

    #[test]
    fn names_are_compared_as_programs_mean_them() {
        for path in ["xl/a.xml", "/XL/A.xml", "xl\\a.xml", "xl/./b/../a.xml", "../xl//a.xml"] {
            assert_eq!(normal(path), "xl/a.xml", "{path}");
        }
    }
}
