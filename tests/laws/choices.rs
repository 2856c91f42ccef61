//! Choices that a generator makes one after the other, drawn by proptest.

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;

/// A list of choices. Where it is at its end every choice is the first one.
#[derive(Clone)]
pub(super) struct Choices {
    drawn: Vec<u16>,
    at: usize,
}

/// A failing law shows its book; the numbers behind it tell nobody anything.
impl fmt::Debug for Choices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} choices", self.drawn.len())
    }
}

impl Choices {
    /// Chooses a number from 0 to `count` - 1.
    pub(super) fn below(&mut self, count: usize) -> usize {
        let drawn = self.drawn.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(drawn) * count / (usize::from(u16::MAX) + 1)
    }

    /// Says yes as often as `percent` tells; no at the end of the list.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    /// Chooses one of several.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Lists of at most so many choices.
pub(super) fn choices(most: usize) -> impl Strategy<Value = Choices> {
    vec(any::<u16>(), 0..most).prop_map(|drawn| Choices { drawn, at: 0 })
}
