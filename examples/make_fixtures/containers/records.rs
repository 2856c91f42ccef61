//! Records of binary workbooks, field by field, low bytes before high.

/// A record in the making.
#[derive(Debug, Default, Clone)]
pub(crate) struct Body(pub(crate) Vec<u8>);

impl Body {
    /// Adds bytes.
    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// Adds numbers of 2 bytes.
    pub(crate) fn words(self, words: &[u16]) -> Self {
        words.iter().fold(self, |body, word| body.bytes(&word.to_le_bytes()))
    }

    /// Adds numbers of 4 bytes.
    pub(crate) fn longs(self, longs: &[u32]) -> Self {
        longs.iter().fold(self, |body, long| body.bytes(&long.to_le_bytes()))
    }

    /// Adds a text in UTF-16 with its length before it in 4 bytes.
    pub(crate) fn wide(self, text: &str) -> Self {
        let units: Vec<u16> = text.encode_utf16().collect();
        self.longs(&[u32::try_from(units.len()).unwrap_or(0)]).words(&units)
    }

    /// Ends the record as `.xls` has it: kind and length in 2 bytes each.
    pub(crate) fn biff(self, kind: u16) -> Vec<u8> {
        let length = u16::try_from(self.0.len()).unwrap_or(u16::MAX);
        Self::default().words(&[kind, length]).bytes(&self.0).0
    }

    /// Ends the record as `.xlsb` has it: kind and length in as many bytes of 7 bits as they need.
    pub(crate) fn biff12(self, kind: u32) -> Vec<u8> {
        let length = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        let mut bytes = Vec::new();
        for mut number in [kind, length] {
            while number > 0x7F {
                bytes.push(low_bits(number) | 0x80);
                number >>= 7;
            }
            bytes.push(low_bits(number));
        }
        bytes.extend(self.0);
        bytes
    }
}

fn low_bits(number: u32) -> u8 {
    u8::try_from(number & 0x7F).unwrap_or(0)
}
