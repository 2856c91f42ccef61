//! Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, and Windows-1252 for what is none of them.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// The encoding, where it was assumed and could be another one.
    pub assumed: Option<&'static str>,
}

/// Tells whether bytes can be text: no control bytes but white space, or UTF-16.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let control = |b: &u8| *b < 0x20 && !matches!(*b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B);
    Encoding::for_bom(bytes).is_some() || wide(bytes).is_some() || !bytes.iter().any(control)
}

/// Decodes a text. Every byte sequence gives one; damage shows as `U+FFFD`.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, assumed) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => (encoding, None),
        None => match wide(bytes) {
            Some(encoding) => (encoding, Some(encoding.name())),
            None if std::str::from_utf8(bytes).is_ok() => (UTF_8, None),
            None => (WINDOWS_1252, Some("Windows-1252")),
        },
    };
    let (text, _, _) = encoding.decode(bytes);
    Decoded { text: text.replace('\0', ""), assumed }
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
            assert_eq!(decode(&bytes), Decoded { text: text.into(), assumed });
        }
        assert_eq!(decode(b"").text, "");
    }
}
