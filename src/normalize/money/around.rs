//! Which words of a text speak of which of its amounts.
//!
//! ```text
//! Savings: £200k p.a. (estimated), one-off cost of £50k
//! ^^^^^^^        ^^^^  ^^^^^^^^^  ^ border
//! before         after beyond
//! ```

use std::ops::Range;

use super::amount::Amount;
use super::number::HYPHENS;
use super::words::{Kind, Word, within};
use crate::record::{MoneyBasis, Per};

/// Returns the places that part the words of one amount from those of the next, with both ends of the text.
pub(super) fn borders(text: &str, amounts: &[Amount], words: &[Word]) -> Vec<usize> {
    let mut borders = vec![0];
    for pair in amounts.windows(2) {
        let [one, next] = pair else { continue };
        let gap = one.end..next.span.start;
        let separators = separators(text, &gap, true);
        // `…, Year 2 - £5k`: a dash before the amount parts it from its label.
        let labelled = separators.last().is_some_and(|last| {
            text.get(last.clone()).is_some_and(|mark| mark.starts_with(HYPHENS))
                && text.get(last.end..gap.end).is_some_and(|rest| rest.trim().is_empty())
        });
        let parted = separators.iter().rev().nth(usize::from(labelled)).or(separators.last());
        borders.push(parted.map(|separator| separator.start).unwrap_or_else(|| {
            // Words before the first amount: they stand before each. None: they stand behind.
            let start = borders.last().copied().unwrap_or(0);
            let ahead = within(words, &(start..one.span.start)).any(|word| word.kind != Some(Kind::Small));
            if ahead { one.end } else { next.span.start }
        }));
    }
    borders.push(text.len());
    borders
}

/// The parts of the text that speak of one amount.
pub(super) struct Around<'a> {
    words: &'a [Word],
    /// The last part before it that has words.
    pub(super) before: Option<Range<usize>>,
    /// What follows up to the next stop.
    pub(super) after: Range<usize>,
    /// Parts behind that, as far as they say nothing else: `£5k (estimated)`.
    beyond: Vec<Range<usize>>,
    per: Option<Per>,
    /// A sign in front says that it is a guess.
    about: bool,
}

impl<'a> Around<'a> {
    /// Sorts the words between two borders.
    pub(super) fn new(text: &str, words: &'a [Word], amount: &Amount, own: Range<usize>) -> Self {
        let ahead = parts(text, own.start..amount.span.start);
        let before = ahead.into_iter().rev().find(|part| within(words, part).next().is_some());
        let mut behind = parts(text, amount.end..own.end).into_iter();
        let mut after = behind.next().unwrap_or_default();
        let beyond = behind.take_while(|part| within(words, part).all(|word| word.kind.is_some())).collect();
        let mut per = amount.per;
        let first = within(words, &after).next();
        if let Some(each) = first.filter(|word| word.kind == Some(Kind::Each)) {
            per = per.or(Some(Per::Unit));
            after.start = each.span.end;
        }
        let about =
            text.get(..amount.span.start).is_some_and(|before| before.trim_end().ends_with(['~', '≈']));
        Self { words, before, after, beyond, per, about }
    }

    /// Returns how sure the amount is.
    pub(super) fn basis(&self) -> Option<MoneyBasis> {
        if self.about {
            return Some(MoneyBasis::Estimated);
        }
        self.find(true, |kind| match kind {
            Kind::Basis(basis) | Kind::Told(basis) => Some(basis),
            _ => None,
        })
    }

    /// Returns how often it falls due.
    pub(super) fn per(&self) -> Option<Per> {
        let said = || {
            self.find(false, |kind| match kind {
                Kind::Per(per) => Some(per),
                _ => None,
            })
        };
        self.per.or_else(said)
    }

    /// The nearest word of a kind, looked for before the amount or behind it first.
    fn find<T>(&self, before_first: bool, wanted: impl Fn(Kind) -> Option<T>) -> Option<T> {
        let wanted = &wanted;
        let before = || {
            let part = self.before.clone()?;
            within(self.words, &part).rev().find_map(|word| word.kind.and_then(wanted))
        };
        let behind = || {
            std::iter::once(&self.after)
                .chain(&self.beyond)
                .find_map(|part| within(self.words, part).find_map(|word| word.kind.and_then(wanted)))
        };
        if before_first { before().or_else(behind) } else { behind().or_else(before) }
    }
}

/// Splits a part of the text at its stops.
fn parts(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = part.start;
    for separator in separators(text, &part, false) {
        found.push(start..separator.start);
        start = separator.end;
    }
    found.push(start..part.end);
    found
}

/// Returns what parts the words of a text: punctuation, dashes and strokes with a blank beside them, and, between two
/// amounts, a joining word.
fn separators(text: &str, part: &Range<usize>, between: bool) -> Vec<Range<usize>> {
    let Some(inner) = text.get(part.clone()) else { return Vec::new() };
    // Between two amounts, what stands in brackets belongs to the first; a bracket left open begins the second's words.
    let last_close = inner.rfind([')', ']']).filter(|_| between);
    let mut depth = 0_u32;
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in inner.char_indices() {
        let end = at + c.len_utf8();
        let rest = inner.get(end..).unwrap_or_default();
        let spaced = before.is_none_or(char::is_whitespace)
            || rest.starts_with(char::is_whitespace)
            || rest.is_empty();
        let closes = last_close.is_some_and(|close| close > at);
        let stops = match c {
            ';' | '\n' | '\t' | '|' | '•' | '+' => true,
            ',' => spaced,
            '.' => rest.is_empty() || rest.starts_with(char::is_whitespace),
            '-' | '\u{2013}' | '\u{2014}' | '/' => spaced,
            '(' | '[' => !closes,
            ')' | ']' => !between,
            ' ' => {
                between
                    && ["against ", "and ", "or ", "plus ", "versus ", "vs "]
                        .iter()
                        .any(|word| rest.starts_with(word))
            }
            _ => false,
        };
        if matches!(c, '(' | '[') && closes {
            depth += 1;
        } else if matches!(c, ')' | ']') {
            depth = depth.saturating_sub(1);
        }
        if stops && depth == 0 {
            found.push(part.start + at..part.start + end);
        }
        before = Some(c);
    }
    found
}
