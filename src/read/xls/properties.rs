//! What a compound file says about itself: title, when it was made and last saved, and what a program or a person added.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252};
use jiff::SignedDuration;
use jiff::civil::date;

use crate::grid::Properties;

use super::record::Fields;

/// Days and figures of a FILETIME: tenths of a microsecond since 1601.
const TENTHS: u64 = 10_000_000;

/// Where the places of the first and second set stand; what they are of stands before each.
const SETS: [usize; 2] = [44, 64];

/// Reads the summary stream, and that of the document, whose second set is free; what is damaged is left out.
pub(super) fn read(summary: &[u8], document: &[u8]) -> Properties {
    let [first, second] = SETS;
    let summary = Set::read(summary, first).unwrap_or_default();
    let added = Set::read(document, second).unwrap_or_default();
    let text = |id: u32| summary.entries.get(&id).cloned().filter(|text| !text.is_empty());
    let named = |(id, name): (&u32, &String)| Some((name.clone(), added.entries.get(id)?.clone()));
    Properties {
        title: text(2),
        created: text(12),
        modified: text(13),
        custom: added.names.iter().filter_map(named).collect(),
    }
}

/// The properties of a set as text by their numbers, and their names where they have some.
#[derive(Default)]
struct Set {
    entries: BTreeMap<u32, String>,
    names: BTreeMap<u32, String>,
}

impl Set {
    fn read(stream: &[u8], place: usize) -> Option<Self> {
        let from = |offset: usize| Some(Fields::of(stream.get(offset..)?));
        let start = usize::try_from(from(place)?.u32()?).ok()?;
        let at = |offset: u32| from(start.checked_add(usize::try_from(offset).ok()?)?);
        let mut entries = at(4)?;
        let count = entries.u32()?;
        // They come in any order, and one of them says how to read the texts.
        let places: Vec<(u32, u32)> =
            (0..count).map_while(|_| Some((entries.u32()?, entries.u32()?))).collect();
        let page = places.iter().find(|(id, _)| *id == 1).and_then(|(_, offset)| {
            let mut fields = at(*offset)?;
            fields.skip(4)?;
            fields.u16()
        });
        let encoding = match page {
            Some(1200) => UTF_16LE,
            page => page.map_or(WINDOWS_1252, super::globals::code_page),
        };
        let mut set = Self::default();
        for (id, offset) in places {
            let Some(mut fields) = at(offset) else { continue };
            if id == 0 {
                // A set that is cut short says as much as it has.
                let _ = set.names(&mut fields, encoding);
            } else if let Some(text) = value(&mut fields, encoding) {
                set.entries.insert(id, text);
            }
        }
        Some(set)
    }

    fn names(&mut self, fields: &mut Fields<'_, '_>, encoding: &'static Encoding) -> Option<()> {
        for _ in 0..fields.u32()? {
            let (id, length) = (fields.u32()?, fields.u32()?);
            let length = usize::try_from(length).ok()?;
            // Counted in letters, which fill whole words where they have two bytes.
            let bytes = if encoding == UTF_16LE {
                length.checked_mul(2)?.checked_next_multiple_of(4)?
            } else {
                length
            };
            let name = text(fields.take(bytes)?, encoding);
            self.names.insert(id, name);
        }
        Some(())
    }
}

/// A property as text, as workbooks in XML write it.
fn value(fields: &mut Fields<'_, '_>, encoding: &'static Encoding) -> Option<String> {
    let kind = fields.u32()?;
    match kind {
        2 => Some(fields.u16()?.cast_signed().to_string()),
        3 => Some(fields.u32()?.cast_signed().to_string()),
        5 => Some(f64::from_bits(fields.u64()?).to_string()),
        11 => Some((fields.u16()? != 0).to_string()),
        30 => {
            let length = usize::try_from(fields.u32()?).ok()?;
            Some(text(fields.take(length.min(fields.left()))?, encoding))
        }
        31 => {
            let length = usize::try_from(fields.u32()?).ok()?.checked_mul(2)?;
            Some(text(fields.take(length.min(fields.left()))?, UTF_16LE))
        }
        64 => time(fields.u64()?),
        _ => None,
    }
}

/// A text up to the zero that ends it.
fn text(bytes: Vec<u8>, encoding: &'static Encoding) -> String {
    let text = encoding.decode_without_bom_handling(&bytes).0;
    text.split('\0').next().unwrap_or_default().trim().to_owned()
}

/// The ISO form of a FILETIME; `None` for the zero that means none.
fn time(filetime: u64) -> Option<String> {
    let seconds = i64::try_from(filetime / TENTHS).ok().filter(|seconds| *seconds > 0)?;
    let at = date(1601, 1, 1).at(0, 0, 0, 0).checked_add(SignedDuration::from_secs(seconds)).ok()?;
    Some(format!("{at}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_last_save_are_read() {
        let title = [30_u32.to_le_bytes(), 5_u32.to_le_bytes()].concat();
        let mut stream = vec![0; 44];
        stream.extend(48_u32.to_le_bytes());
        for word in [0, 3_u32, 2, 32, 13, 46, 1, 58] {
            stream.extend(word.to_le_bytes());
        }
        stream.extend(title);
        stream.extend(b"Caf\xE9\0\0");
        stream.extend(64_u32.to_le_bytes());
        // 2021-06-30 09:00:00
        stream.extend(132_695_172_000_000_000_u64.to_le_bytes());
        stream.extend([2, 0, 0, 0, 0xE4, 4]);
        let found = read(&stream, &[]);
        assert_eq!(found.title.as_deref(), Some("Café"));
        assert_eq!(found.modified.as_deref(), Some("2021-06-30T09:00:00Z"));
        for length in 0..stream.len() {
            read(&stream[..length], &stream[..length]);
        }
    }
}
