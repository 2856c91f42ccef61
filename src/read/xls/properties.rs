//! What a compound file says about itself: title, and when it was last saved.

use jiff::SignedDuration;
use jiff::civil::date;

use crate::grid::Properties;

use super::record::Fields;

/// Days and figures of a FILETIME: tenths of a microsecond since 1601.
const TENTHS: u64 = 10_000_000;

/// Reads the summary stream; what is damaged is left out.
pub(super) fn read(stream: &[u8]) -> Properties {
    let mut properties = Properties::default();
    let _ = section(stream, &mut properties);
    properties
}

fn section(stream: &[u8], properties: &mut Properties) -> Option<()> {
    let from = |offset: u32| Some(Fields::of(stream.get(usize::try_from(offset).ok()?..)?));
    let start = from(44)?.u32()?;
    let at = |offset: u32| from(start.checked_add(offset)?);
    let mut entries = at(4)?;
    let count = entries.u32()?;
    // The entries come in any order, and the code page says how to read the title.
    let mut encoding = encoding_rs::WINDOWS_1252;
    let mut title = None;
    for _ in 0..count {
        let (id, offset) = (entries.u32()?, entries.u32()?);
        let Some(mut fields) = at(offset) else { continue };
        let Some(kind) = fields.u32() else { continue };
        match (id, kind) {
            (1, 2) => encoding = super::globals::code_page(fields.u16()?),
            (2, 30) => {
                let length = fields.u32()?;
                let bytes = (0..length).map_while(|_| fields.u8()).take_while(|byte| *byte != 0);
                title = Some(bytes.collect::<Vec<u8>>());
            }
            (12, 64) => properties.created = time(fields.u64()?),
            (13, 64) => properties.modified = time(fields.u64()?),
            _ => {}
        }
    }
    let title = title.map(|bytes| encoding.decode_without_bom_handling(&bytes).0.trim().to_owned());
    properties.title = title.filter(|title| !title.is_empty());
    Some(())
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
        let found = read(&stream);
        assert_eq!(found.title.as_deref(), Some("Café"));
        assert_eq!(found.modified.as_deref(), Some("2021-06-30T09:00:00Z"));
        for length in 0..stream.len() {
            read(&stream[..length]);
        }
    }
}
