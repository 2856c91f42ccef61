//! Built-in vocabularies as maps by word, quick to look up: every word of every cell is looked for in them.
//!
//! The hash has no secret. The words in the maps are ours, so no input can make them collide; input is only looked for.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A vocabulary: what is known of each word.
pub(in crate::normalize) type Words<T> = HashMap<&'static str, T, BuildHasherDefault<WordHasher>>;

/// Takes eight bytes at a time, as FxHash does.
#[derive(Debug, Default, Clone, Copy)]
pub(in crate::normalize) struct WordHasher(u64);

impl WordHasher {
    fn add(&mut self, bits: u64) {
        self.0 = (self.0.rotate_left(5) ^ bits).wrapping_mul(0x517C_C1B7_2722_0A95);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((chunk, behind)) = rest.split_first_chunk() {
            self.add(u64::from_le_bytes(*chunk));
            rest = behind;
        }
        // The length tells "ab" from "ab" and a zero.
        let last = rest.iter().fold(rest.len() as u64, |bits, byte| (bits << 8) | u64::from(*byte));
        self.add(last);
    }

    fn write_u8(&mut self, _: u8) {
        // What the standard library ends a text with; the length is in already.
    }

    fn finish(&self) -> u64 {
        // The map takes its place from the low bits and its tag from the high ones: both must depend on all.
        self.0 ^ (self.0 >> 29)
    }
}

#[cfg(test)]
mod tests {
    use std::hash::BuildHasher;

    use super::*;

    #[test]
    fn words_that_are_alike_have_hashes_of_their_own() {
        let hash = |word: &str| BuildHasherDefault::<WordHasher>::default().hash_one(word);
        let words = ["", "a", "b", "ab", "ba", "a\0", "september", "septembes", "septembe"];
        for (at, one) in words.iter().enumerate() {
            for other in words.iter().skip(at + 1) {
                assert_ne!(hash(one), hash(other), "{one:?} {other:?}");
            }
        }
    }
}
