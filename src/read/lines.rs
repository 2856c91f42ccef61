//! A stream as lines of text, one at a time: for texts that come without a table around them.
//!
//! Decoded as tables are: UTF-8, Windows-1252 for a line that is none, UTF-16 where its mark says so. No more than one line
//! is held, but for UTF-16, which is taken whole.

use std::io::{BufRead, BufReader, Chain, Cursor, Read};

use super::encoding;
use super::limits::{Exceeded, Limit, Limits};
use crate::error::{Error, ErrorKind};

/// The lines of a stream.
#[derive(Debug)]
pub struct Lines<R> {
    input: Chain<Cursor<Vec<u8>>, BufReader<R>>,
    /// The line that was read last.
    bytes: Vec<u8>,
    /// Names the stream in messages.
    file: String,
    limits: Limits,
}

impl<R: Read> Lines<R> {
    /// Begins to read a stream; `file` names it in messages.
    ///
    /// # Errors
    ///
    /// Where its beginning cannot be read, or a text of UTF-16 passes the limit on input.
    pub fn new(file: &str, stream: R, limits: &Limits) -> Result<Self, Error> {
        let mut stream = BufReader::with_capacity(1 << 16, stream);
        let failed = |source| Error::from(ErrorKind::Open { file: file.to_owned(), source });
        let mut head = Vec::new();
        while head.len() < UTF_8_MARK.len() && head.last() != Some(&b'\n') {
            if (&mut stream).take(1).read_to_end(&mut head).map_err(failed)? == 0 {
                break;
            }
        }
        if head.starts_with(UTF_8_MARK) {
            head.clear();
        } else if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
            let most = limits.input.saturating_add(1);
            (&mut stream).take(most).read_to_end(&mut head).map_err(failed)?;
            let length = u64::try_from(head.len()).unwrap_or(u64::MAX);
            limits.check(Limit::Input, length).map_err(|exceeded| exceeded.of(file))?;
            head = encoding::decode(&head).text.into_bytes();
        }
        let input = Cursor::new(head).chain(stream);
        Ok(Self { input, bytes: Vec::new(), file: file.to_owned(), limits: *limits })
    }

    /// Returns the next line without its line end; `None` at the end. A line of nothing is an empty text.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or is longer than the limit on text.
    pub fn next_line(&mut self) -> Result<Option<String>, Error> {
        let most = self.limits.text;
        self.bytes.clear();
        // Two bytes more are the line end, one more shows that there are more.
        let read = (&mut self.input).take(most.saturating_add(3)).read_until(b'\n', &mut self.bytes);
        let read = read.map_err(|source| ErrorKind::Open { file: self.file.clone(), source })?;
        if read == 0 {
            return Ok(None);
        }
        let line = self.bytes.strip_suffix(b"\n").unwrap_or(&self.bytes);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if u64::try_from(line.len()).unwrap_or(u64::MAX) > most {
            return Err(Exceeded { limit: Limit::Text, value: most }.of(&self.file));
        }
        Ok(Some(encoding::line(line).into_owned()))
    }

    /// Tells whether the next line has still to come from the stream, so that what is known so far should be shown.
    pub fn is_waiting(&self) -> bool {
        let (head, stream) = self.input.get_ref();
        let is_read = u64::try_from(head.get_ref().len()).unwrap_or(u64::MAX) <= head.position();
        is_read && stream.buffer().is_empty()
    }
}

const UTF_8_MARK: &[u8] = b"\xEF\xBB\xBF";

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], limits: &Limits) -> Result<Vec<String>, String> {
        let mut lines = Lines::new("-", bytes, limits).map_err(|error| error.to_string())?;
        let mut all = Vec::new();
        while let Some(line) = lines.next_line().map_err(|error| error.to_string())? {
            all.push(line);
        }
        assert!(lines.is_waiting());
        Ok(all)
    }

    #[test]
    fn lines_are_text_whatever_their_encoding() {
        let wide: Vec<u8> = "\u{FEFF}a–\nb".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(&[u8], &[&str]); 7] = [
            (b"", &[]),
            (b"a", &["a"]),
            (b"a\r\n\nb\n", &["a", "", "b"]),
            (b"\n\n", &["", ""]),
            (b"\xEF\xBB\xBFZo\xC3\xAB\nRen\xE9e\n", &["Zoë", "Renée"]),
            (b"\xEF\xBB\xBF", &[]),
            (&wide, &["a–", "b"]),
        ];
        for (bytes, expected) in cases {
            assert_eq!(lines(bytes, &Limits::default()).unwrap(), expected);
        }
    }

    #[test]
    fn what_passes_a_limit_ends_it() {
        let limits = Limits { text: 3, input: 7, ..Limits::default() };
        assert_eq!(lines(b"abc\r\nabc", &limits).unwrap(), ["abc", "abc"]);
        let text = "-: expected at most 3 bytes of text in a cell, found more (limit `text`)";
        for long in [&b"abcd\n"[..], b"abc\n\rab\r\r\n", b"abcdefghijk"] {
            assert_eq!(lines(long, &limits).unwrap_err(), text);
        }
        let wide = lines(b"\xFF\xFEa\0b\0c\0", &limits).unwrap_err();
        assert_eq!(wide, "-: expected at most 7 bytes of input, found more (limit `input`)");
    }
}
