//! Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, and Windows-1252 for what is none of them, be it the
//! whole text or, where programs pasted into each other's exports, some of its lines.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// What was assumed of the encoding and could be otherwise, as a sentence.
    pub assumed: Option<String>,
}

/// One stray control byte is damage of a text, and so is one in so many more.
const STRAY_CONTROL: usize = 200;

/// Tells whether bytes can be text: UTF-16, or hardly a control byte that is no white space.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B);
    Encoding::for_bom(bytes).is_some()
        || wide(bytes).is_some()
        || bytes.iter().filter(control).count() <= 1 + bytes.len() / STRAY_CONTROL
}

/// Decodes a text. Every byte sequence gives one; damage shows as `U+FFFD`.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if let Some(encoding) = marked.or_else(|| wide(bytes)) {
        let assumed = marked.is_none().then(|| read_as(encoding.name()));
        let (text, _, _) = encoding.decode(bytes);
        return Decoded { text: text.replace('\0', ""), assumed };
    }
    let (text, assumed) = by_line(bytes);
    Decoded { text: text.replace('\0', ""), assumed }
}

fn read_as(name: &str) -> String {
    format!("no encoding is marked; the text was read as {name}")
}

/// Decodes one line: UTF-8, or Windows-1252 where it is none.
pub(super) fn line(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| WINDOWS_1252.decode(bytes).0, Cow::Borrowed)
}

/// UTF-8 where a line is UTF-8, Windows-1252 where it is not.
fn by_line(bytes: &[u8]) -> (String, Option<String>) {
    let mut text = String::with_capacity(bytes.len());
    let mut others: Vec<usize> = Vec::new();
    let mut utf8 = false;
    for (number, line) in (1..).zip(bytes.split_inclusive(|b| *b == b'\n')) {
        if let Ok(line) = std::str::from_utf8(line) {
            utf8 |= !line.is_ascii();
            text.push_str(line);
        } else {
            others.push(number);
            text.push_str(&WINDOWS_1252.decode(line).0);
        }
    }
    let assumed = match others.as_slice() {
        [] => None,
        _ if !utf8 => Some(read_as("Windows-1252")),
        [one] => Some(format!("the text is UTF-8, but line {one} is not and was read as Windows-1252")),
        [first, ..] => Some(format!(
            "the text is UTF-8, but {} lines from line {first} on are not and were read as Windows-1252",
            others.len()
        )),
    };
    (text, assumed)
}

/// UTF-16 without a mark: in a text of mostly Latin letters every other byte is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = sample.len() / 2;
    if half == 0 {
        None
    } else if odd * 10 >= half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told() {
        let text = "Ref,Lead – £\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let cases = [
            (text.as_bytes().to_vec(), None),
            (marked(b"\xEF\xBB\xBF", text.as_bytes()), None),
            (marked(b"\xFF\xFE", &little), None),
            (marked(b"\xFE\xFF", &big), None),
            (little, Some("UTF-16LE")),
            (big, Some("UTF-16BE")),
            (b"Ref,Lead \x96 \xA3\n".to_vec(), Some("Windows-1252")),
        ];
        for (bytes, assumed) in cases {
            let assumed = assumed.map(read_as);
            assert_eq!(decode(&bytes), Decoded { text: text.into(), assumed });
        }
        assert_eq!(decode(b"").text, "");
    }

    #[test]
    fn lines_of_another_program_are_told_by_themselves() {
        let mixed = decode("Zoë,\n".bytes().chain(*b"Ren\xE9e,\nTom,\n").collect::<Vec<u8>>().as_slice());
        assert_eq!(mixed.text, "Zoë,\nRenée,\nTom,\n");
        let assumed = "the text is UTF-8, but line 2 is not and was read as Windows-1252";
        assert_eq!(mixed.assumed.as_deref(), Some(assumed));
    }

    #[test]
    fn a_stray_control_byte_leaves_a_text_a_text() {
        assert!(is_text(b"Ref,Action\n1,Paint\x07 it\n"));
        assert!(!is_text(b"\x00\x01\x02\x03\x00\x00\x07\x00\x99"));
    }
}
