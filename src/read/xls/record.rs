//! The records of a workbook stream (BIFF 5 and 8), and the fields and texts in them.
//!
//! ```text
//! kind  length  body … | CONTINUE  length  body …
//! u16   u16     length bytes
//! ```
//!
//! A record that is too long goes on in CONTINUE records; a text that goes on there says anew whether its letters have one byte
//! or two. What a record means is for the readers above.

use encoding_rs::Encoding;

use crate::grid::{Address, Range};

/// The kind of a record that carries on the one before it.
const CONTINUE: u16 = 0x3C;

/// A record with those that continue it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record<'a> {
    /// What it is.
    pub kind: u16,
    body: &'a [u8],
    more: Vec<&'a [u8]>,
}

/// Goes through the records of a stream; a record that breaks off ends it.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// Begins with the record at the start of the bytes.
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// Returns how many bytes are still to come.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    fn one(&self) -> Option<(u16, &'a [u8], &'a [u8])> {
        let mut head = Fields::of(self.rest);
        let (kind, length) = (head.u16()?, head.u16()?);
        let (body, rest) = head.now.split_at_checked(usize::from(length))?;
        Some((kind, body, rest))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, body, rest) = self.one()?;
        self.rest = rest;
        let mut more = Vec::new();
        while let Some((CONTINUE, body, rest)) = self.one() {
            more.push(body);
            self.rest = rest;
        }
        Some(Record { kind, body, more })
    }
}

impl<'a> Record<'a> {
    /// Returns its fields from the first, across the records that continue it.
    pub(super) fn fields(&self) -> Fields<'a, '_> {
        Fields { now: self.body, rest: &self.more }
    }

    /// Returns the fields of the records that continue it.
    pub(super) fn continued(&self) -> Fields<'a, '_> {
        Fields { now: &[], rest: &self.more }
    }
}

/// How the texts of a workbook are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// Unicode (BIFF8).
    Unicode,
    /// Bytes of a code page (BIFF5).
    Bytes(&'static Encoding),
}

/// A text with the fonts of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text {
    /// What it says.
    pub text: String,
    /// Where a font begins, in UTF-16 units (of a code page, in bytes), and which; in order as stored.
    pub runs: Vec<(u16, u16)>,
}

/// Fields, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Fields<'a, 'r> {
    now: &'a [u8],
    rest: &'r [&'a [u8]],
}

impl<'a> Fields<'a, '_> {
    /// The fields in some bytes.
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { now: bytes, rest: &[] }
    }

    /// Goes on with the next record; `None` after the last.
    fn turn(&mut self) -> Option<()> {
        let (now, rest) = self.rest.split_first()?;
        (self.now, self.rest) = (now, rest);
        Some(())
    }

    /// Reads a byte.
    pub(super) fn u8(&mut self) -> Option<u8> {
        while self.now.is_empty() {
            self.turn()?;
        }
        let (first, now) = self.now.split_first()?;
        self.now = now;
        Some(*first)
    }

    /// Reads 2 bytes, low before high.
    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    /// Reads 4 bytes, low before high.
    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// Reads 8 bytes, low before high.
    pub(super) fn u64(&mut self) -> Option<u64> {
        Some(u64::from(self.u32()?) | u64::from(self.u32()?) << 32)
    }

    /// Leaves bytes out.
    pub(super) fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.now.len() {
            count -= self.now.len();
            self.turn()?;
        }
        self.now = self.now.get(count..)?;
        Some(())
    }

    /// Takes bytes as they are.
    pub(super) fn take(&mut self, mut count: usize) -> Option<Vec<u8>> {
        let mut taken = Vec::new();
        while count > self.now.len() {
            count -= self.now.len();
            taken.extend_from_slice(self.now);
            self.turn()?;
        }
        let (some, now) = self.now.split_at_checked(count)?;
        taken.extend_from_slice(some);
        self.now = now;
        Some(taken)
    }

    /// Returns how many bytes are left, across the records that continue this one.
    pub(super) fn left(&self) -> usize {
        self.rest.iter().fold(self.now.len(), |sum, more| sum.saturating_add(more.len()))
    }

    /// Reads ranges of cells, their count before them, as far as there are any.
    pub(super) fn ranges(&mut self) -> Option<Vec<Range>> {
        let count = self.u16()?;
        let range = |fields: &mut Self| {
            let [top, bottom, left, right] =
                [fields.u16()?, fields.u16()?, fields.u16()?, fields.u16()?].map(u32::from);
            Some(Range::new(Address::new(top, left), Address::new(bottom, right)))
        };
        Some((0..count).map_while(|_| range(self)).collect())
    }

    /// Reads a text whose length stands before it in one byte.
    pub(super) fn short_text(&mut self, letters: Letters) -> Option<String> {
        let count = self.u8()?;
        self.text(u16::from(count), letters).map(|text| text.text)
    }

    /// Reads a text whose length stands before it in two bytes, with its fonts where it has some.
    pub(super) fn long_text(&mut self, letters: Letters) -> Option<Text> {
        let count = self.u16()?;
        self.text(count, letters)
    }

    fn text(&mut self, count: u16, letters: Letters) -> Option<Text> {
        if let Letters::Bytes(encoding) = letters {
            let (bytes, now) = self.now.split_at_checked(usize::from(count))?;
            self.now = now;
            let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
            return Some(Text { text, runs: Vec::new() });
        }
        let flags = self.u8()?;
        let runs = if flags & 8 != 0 { self.u16()? } else { 0 };
        // Phonetic signs stand behind.
        let phonetic = if flags & 4 != 0 { self.u32()? } else { 0 };
        let text = self.letters(count, flags & 1 != 0);
        let runs = (0..runs).map_while(|_| Some((self.u16()?, self.u16()?))).collect();
        let _ = self.skip(usize::try_from(phonetic).ok()?);
        Some(Text { text, runs })
    }

    /// Reads the letters of a text in Unicode that goes on in the continuing records only, each of which says how wide its letters are.
    pub(super) fn continued_text(&mut self, count: u16) -> String {
        self.letters(count, false)
    }

    /// Reads letters as far as there are any.
    fn letters(&mut self, count: u16, mut wide: bool) -> String {
        let mut left = usize::from(count);
        let mut units: Vec<u16> = Vec::new();
        while left > 0 {
            if self.now.len() < if wide { 2 } else { 1 } {
                if self.turn().is_none() {
                    break;
                }
                let Some((flags, now)) = self.now.split_first() else { continue };
                (wide, self.now) = (flags & 1 != 0, now);
                continue;
            }
            let width = if wide { 2 } else { 1 };
            let here = left.min(self.now.len() / width);
            let Some((bytes, now)) = self.now.split_at_checked(here * width) else { break };
            units.extend(bytes.chunks_exact(width).map(|unit| match unit {
                [low, high] => u16::from_le_bytes([*low, *high]),
                [low, ..] => u16::from(*low),
                [] => 0,
            }));
            self.now = now;
            left -= here;
        }
        String::from_utf16_lossy(&units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xls::tests::record;

    fn first(stream: &[u8]) -> Record<'_> {
        Records::new(stream).next().unwrap()
    }

    #[test]
    fn records_take_their_continuations_with_them() {
        let stream = [record(0xFC, b"ab"), record(CONTINUE, b"c"), record(0x0A, b"")].concat();
        let mut records = Records::new(&stream);
        let one = records.next().unwrap();
        let mut fields = one.fields();
        assert_eq!(
            (one.kind, fields.u16(), fields.u8(), fields.u8()),
            (0xFC, Some(0x6261), Some(b'c'), None)
        );
        assert_eq!(records.next().unwrap().kind, 0x0A);
        assert_eq!((records.next(), records.left()), (None, 0));
        assert_eq!(Records::new(&stream[..5]).next(), None, "a record that breaks off");
    }

    #[test]
    fn texts_go_on_with_letters_of_another_width() {
        // "Pier é" with one byte a letter until the record ends, two after it; a run, and phonetic signs to pass over.
        let head = [6, 0, 0b1100, 1, 0, 2, 0, 0, 0, b'P', b'i', b'e', b'r'];
        let tail = [1, b' ', 0, 0xE9, 0, 4, 0, 7, 0, 0xAA, 0xAA, 42];
        let stream = [record(0xFC, &head), record(CONTINUE, &tail)].concat();
        let one = first(&stream);
        let mut fields = one.fields();
        let text = fields.long_text(Letters::Unicode).unwrap();
        assert_eq!(text, Text { text: "Pier é".into(), runs: vec![(4, 7)] });
        assert_eq!(fields.u8(), Some(42));
    }

    #[test]
    fn texts_that_break_off_are_read_as_far_as_they_go() {
        let stream = record(0xFC, &[9, 0, 0, b'P', b'i']);
        assert_eq!(first(&stream).fields().long_text(Letters::Unicode).unwrap().text, "Pi");
        let bytes = Letters::Bytes(encoding_rs::WINDOWS_1252);
        let stream = record(0x85, &[2, b'\xE9', b'a', b'b']);
        assert_eq!(first(&stream).fields().short_text(bytes).as_deref(), Some("éa"));
        assert_eq!(first(&stream).fields().long_text(bytes), None);
    }
}
