//! What typing and scanning did to words and figures, undone: `0ctober`, `2O12`, `31 st`, `Septem ber`, `Sepember`, `201 2`.
//!
//! Part of the cutting into tokens. Whatever is changed is reported as written; what may be another word is left alone.

use super::super::vocabulary::{self, Sense};
use super::{Gap, Kind, Lexer};

impl Lexer<'_> {
    /// Letters and digits in one run: several words written as one, or a letter read for a digit, or the reverse.
    pub(super) fn mixed(&mut self, end: usize) {
        let (start, gap) = (self.at, self.gap);
        let before = (self.list.len(), self.unknown);
        if self.pieces(end) {
            return;
        }
        self.list.truncate(before.0);
        (self.at, self.gap, self.unknown) = (start, gap, before.1);
        let run = self.slice(start, end).to_owned();
        if let Some((value, digits, ordinal)) = digits_in_disguise(&run) {
            self.report(start, end);
            return self.push(Kind::Number { value, digits, ordinal }, end);
        }
        for one in ['l', 'i'] {
            let letters: String = run.chars().map(|c| letter_in_disguise(c, one)).collect();
            if let Some(sense @ (Sense::Month(_) | Sense::Season(_))) = vocabulary::sense(&letters) {
                self.report(start, end);
                return self.push(Kind::Word(sense), end);
            }
        }
        // Dec20l3: a month, and a year with letters for digits.
        let month = run.bytes().take_while(u8::is_ascii_alphabetic).count();
        if let Some((name, figures)) = run.split_at_checked(month)
            && let Some(sense @ Sense::Month(_)) = vocabulary::sense(name)
            && let Some((value, digits @ (2 | 4), false)) = digits_in_disguise(figures)
        {
            self.report(start, end);
            self.push(Kind::Word(sense), start + month);
            return self.push(Kind::Number { value, digits, ordinal: false }, end);
        }
        // R1, AB12: the number of an item.
        let letters = run.bytes().take_while(u8::is_ascii_alphabetic).count();
        let numbered = (1..=2).contains(&letters)
            && run.len() - letters <= 3
            && run.bytes().skip(letters).all(|b| b.is_ascii_digit());
        let kind = if numbered { Kind::Item } else { Kind::Unknown(self.is_capital(start)) };
        self.push(kind, end);
    }

    /// Cuts a run between letters and digits; gives up where a piece is not known.
    fn pieces(&mut self, end: usize) -> bool {
        let mut ordinal_before = false;
        while self.at < end {
            let run = self.slice(self.at, end);
            let digits = run.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 {
                let Some(value) =
                    run.get(..digits).filter(|_| digits <= 9).and_then(|text| text.parse().ok())
                else {
                    return false;
                };
                let rest = run.get(digits..).unwrap_or_default();
                let suffix = ["st", "nd", "rd", "th"].into_iter().find(|suffix| rest.starts_with(suffix));
                // The ending ends the run, or a month follows it: not the "th" of "3thirds".
                let suffix = suffix.filter(|_| digits <= 2);
                if suffix.is_none() && digits <= 2 && is_slipped_ending(rest) {
                    self.report(self.at, end);
                    self.push(Kind::Number { value, digits, ordinal: true }, end);
                    return true;
                }
                let length = digits + suffix.map_or(0, str::len);
                ordinal_before = suffix.is_some() && length < run.len();
                self.push(Kind::Number { value, digits, ordinal: suffix.is_some() }, self.at + length);
                continue;
            }
            let mut letters = run.bytes().take_while(|b| !b.is_ascii_digit()).count();
            // "2QFY14": two words of short forms.
            if let Some((Sense::Quarter | Sense::Half, Sense::Year(_))) =
                run.get(..1).and_then(vocabulary::sense).zip(run.get(1..letters).and_then(vocabulary::sense))
            {
                letters = 1;
            }
            let Some(sense) = run.get(..letters).and_then(vocabulary::sense) else {
                return false;
            };
            let fits = match sense {
                Sense::Month(_) | Sense::Season(_) => true,
                Sense::Quarter | Sense::Half | Sense::Week | Sense::Year(_) | Sense::TimeMark => {
                    !ordinal_before
                }
                Sense::Meridiem(_) | Sense::Hours | Sense::Unit => !ordinal_before,
                _ => false,
            };
            if !fits {
                return false;
            }
            self.push(Kind::Word(sense), self.at + letters);
        }
        true
    }

    /// `31 st` to one ordinal, `201 2` and `2 012` to one year.
    pub(super) fn mend_numbers(&mut self) {
        let mut at = 0;
        while let (Some(one), Some(two)) = (self.list.get(at).copied(), self.list.get(at + 1).copied()) {
            let joined = match (one.kind, two.kind) {
                _ if two.gap == Gap::None => None,
                (Kind::Number { value, digits: 1..=2, ordinal: false }, Kind::Word(Sense::Suffix)) => {
                    Some(Kind::Number { value, digits: 2, ordinal: true })
                }
                (
                    Kind::Number { value, digits: one, ordinal: false },
                    Kind::Number { value: rest, digits: two, ordinal: false },
                ) if (one == 3 && two == 1) || (one == 1 && two == 3) => {
                    let year = if two == 1 { value * 10 + rest } else { value * 1000 + rest };
                    let plausible = (1990..2080).contains(&year) && !self.is_priced(at);
                    plausible.then_some(Kind::Number { value: year, digits: 4, ordinal: false })
                }
                _ => None,
            };
            if let Some(kind) = joined {
                self.join(at, kind);
            }
            at += 1;
        }
    }

    fn is_priced(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.list.get(before));
        before.is_some_and(|token| matches!(token.kind, Kind::Mark(_)))
    }

    /// Makes one token of a token and the next, and reports it.
    fn join(&mut self, at: usize, kind: Kind) {
        let Some(next) = self.list.get(at + 1).copied() else { return };
        if let Some(token) = self.list.get_mut(at) {
            token.kind = kind;
            token.end = next.end;
            let (start, end) = (token.start, token.end);
            self.list.remove(at + 1);
            self.report(start, end);
        }
    }

    /// `Septem ber`: a month broken in a narrow column.
    pub(super) fn join_split_words(&mut self) {
        let mut at = 0;
        while let (Some(one), Some(two)) = (self.list.get(at).copied(), self.list.get(at + 1).copied()) {
            // A hyphen may stand at the break.
            let hyphen = two.kind == Kind::Mark('-') && one.end == two.start;
            let two = if hyphen { self.list.get(at + 2).copied().unwrap_or(two) } else { two };
            let unknown = [one.kind, two.kind].iter().any(|kind| matches!(kind, Kind::Unknown(_)));
            if unknown && two.end - one.start <= 16 {
                let whole = [self.slice(one.start, one.end), self.slice(two.start, two.end)].concat();
                if let Some(sense @ (Sense::Month(_) | Sense::Season(_))) = vocabulary::sense(&whole) {
                    if hyphen {
                        self.list.remove(at + 1);
                    }
                    self.join(at, Kind::Word(sense));
                }
            }
            at += 1;
        }
    }

    /// `Sepember 2012`: a misspelt month or season beside a number; a misspelt state anywhere.
    pub(super) fn mend_misspelt(&mut self) {
        for at in 0..self.list.len() {
            let Some(token) =
                self.list.get(at).copied().filter(|token| matches!(token.kind, Kind::Unknown(_)))
            else {
                continue;
            };
            let word = self.slice(token.start, token.end);
            let mended = if self.is_beside_number(at) { mend_month(word) } else { None };
            if let Some(sense) = mended.or_else(|| mend_state(word)) {
                if let Some(token) = self.list.get_mut(at) {
                    token.kind = Kind::Word(sense);
                }
                self.report(token.start, token.end);
            }
        }
    }

    /// A year may follow, or a day stand before.
    fn is_beside_number(&self, at: usize) -> bool {
        let number = |kind: &Kind, most: usize| match kind {
            Kind::Number { value, digits: 4, ordinal: false } => most == 4 && (1990..2080).contains(value),
            Kind::Number { digits, .. } => *digits <= 2,
            _ => false,
        };
        let skip =
            |kind: &Kind| matches!(kind, Kind::Mark('.' | ',' | '-' | '/' | '\'') | Kind::Word(Sense::Of));
        let after = self.list.iter().skip(at + 1).map(|token| &token.kind).find(|kind| !skip(kind));
        let before =
            self.list.iter().take(at).rev().take(2).map(|token| &token.kind).find(|kind| !skip(kind));
        after.is_some_and(|kind| number(kind, 4)) || before.is_some_and(|kind| number(kind, 2))
    }
}

/// The ending of a day with a letter too many: `31rst`, `2nnd`.
fn is_slipped_ending(ending: &str) -> bool {
    ending.len() == 3
        && ending.bytes().all(|b| b"stndrh".contains(&b))
        && ["st", "nd", "rd", "th"].iter().any(|real| ending.ends_with(real))
}

/// Reads digits of which some are letters that look like them (`2O12`, `3l`, `3lst`): value, digits, ordinal.
fn digits_in_disguise(run: &str) -> Option<(i32, usize, bool)> {
    let stem = ["st", "nd", "rd", "th"].into_iter().find_map(|suffix| run.strip_suffix(suffix));
    let digits: Option<String> = stem
        .unwrap_or(run)
        .chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            'o' => Some('0'),
            'l' | 'i' => Some('1'),
            _ => None,
        })
        .collect();
    let digits = digits.filter(|digits| (1..=4).contains(&digits.len()))?;
    Some((digits.parse().ok()?, digits.len(), stem.is_some()))
}

fn letter_in_disguise(c: char, one: char) -> char {
    match c {
        '0' => 'o',
        '1' => one,
        '5' => 's',
        '3' => 'e',
        '8' => 'b',
        _ => c,
    }
}

/// Words that typing and scanning damage in date cells, with what is taken for them.
const OFTEN_DAMAGED: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "sept",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
    "quarter",
];

/// States that are common enough to be known under a typing error.
const OFTEN_MISTYPED: &[&str] =
    &["ongoing", "completed", "complete", "quarterly", "annually", "immediate", "confirmed"];

/// Returns the month or season that a misspelt word stands for, beside a number: `sepember`, `febuary`, `jully`.
///
/// Long names bear two slips (the first letter must be right for the second), short ones one, and none that makes
/// another word of them: letters swapped, doubled or dropped, or read for one that looks alike.
fn mend_month(word: &str) -> Option<Sense> {
    let length = word.len();
    if !(3..=11).contains(&length) || !word.is_ascii() {
        return None;
    }
    let slips = |name: &&&str| {
        if least_slips(word, name) > if name.len() >= 8 { 2 } else { 1 } {
            return false;
        }
        let slips = strsim::osa_distance(word, name);
        let same_start = word.as_bytes().first() == name.as_bytes().first();
        match (slips, name.len()) {
            (1, 7..) => true,
            (2, 8..) => same_start,
            (1, _) if length == name.len() => is_swap(word, name) || is_misread(word, name),
            (1, _) => same_start && length >= 4,
            _ => false,
        }
    };
    OFTEN_DAMAGED.iter().find(slips).and_then(|name| vocabulary::sense(name))
}

/// Returns the state that a misspelt word stands for.
fn mend_state(word: &str) -> Option<Sense> {
    let likely = |state: &&&str| {
        word.len() >= 6 && least_slips(word, state) <= 1 && strsim::osa_distance(word, state) == 1
    };
    OFTEN_MISTYPED.iter().find(likely).and_then(|state| vocabulary::sense(state))
}

/// Returns how many slips there are at the least, quickly: most words are far from all names, and none need be measured.
///
/// A slip changes the length by one at most, and brings in or drops one letter at most. Letters that share a place of
/// the set only make it fewer.
fn least_slips(word: &str, name: &str) -> u32 {
    // Of other letters a slip can bring in two bytes.
    let letters =
        |text: &str| text.bytes().filter(u8::is_ascii).fold(0_u32, |set, byte| set | (1 << (byte & 31)));
    let (one, other) = (letters(word), letters(name));
    let lengths = u32::try_from(word.chars().count().abs_diff(name.len())).unwrap_or(u32::MAX);
    lengths.max((one & !other).count_ones()).max((other & !one).count_ones())
}

/// Same letters in another order.
fn is_swap(word: &str, name: &str) -> bool {
    let sorted = |text: &str| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.sort_unstable();
        bytes
    };
    sorted(word) == sorted(name)
}

/// Letters that a scanner takes for one another.
fn is_misread(word: &str, name: &str) -> bool {
    const ALIKE: &[&[u8]] = &[b"iljt", b"nmhr", b"uv", b"ceo", b"gq"];
    word.bytes().zip(name.bytes()).all(|(one, other)| {
        one == other || ALIKE.iter().any(|set| set.contains(&one) && set.contains(&other))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tokenize;
    use super::*;

    #[test]
    fn damaged_months_are_mended() {
        for (word, month) in [
            ("januray", 1),
            ("feburary", 2),
            ("febuary", 2),
            ("marhc", 3),
            ("apirl", 4),
            ("juen", 6),
            ("jume", 6),
            ("jully", 7),
            ("agust", 8),
            ("sepetmber", 9),
            ("septembr", 9),
            ("spet", 9),
            ("ocober", 10),
            ("novemebr", 11),
            ("decmber", 12),
        ] {
            assert_eq!(mend_month(word), Some(Sense::Month(month)), "{word}");
        }
    }

    #[test]
    fn other_words_are_left() {
        for word in [
            "match", "jane", "mary", "member", "jury", "judy", "remember", "trust", "budget", "marsh",
            "string",
        ] {
            assert_eq!(mend_month(word), None, "{word}");
        }
        assert_eq!(mend_state("competed"), vocabulary::sense("completed"));
        assert_eq!(mend_state("outgoing"), None);
    }

    #[test]
    fn the_least_number_of_slips_is_none_too_many() {
        for word in
            ["agust", "sepetmber", "spet", "februrary", "mrach", "compelted", "ongoign", "märz", "xyz", ""]
        {
            for name in OFTEN_DAMAGED.iter().chain(OFTEN_MISTYPED) {
                let slips = strsim::osa_distance(word, name);
                assert!(
                    usize::try_from(least_slips(word, name)).is_ok_and(|least| least <= slips),
                    "{word} {name}"
                );
            }
        }
    }

    #[test]
    fn mended_words_are_reported() {
        assert_eq!(tokenize("3l Mrach 2O12").repaired, ["3l", "2O12", "Mrach"]);
        assert!(tokenize("31 March 2012").repaired.is_empty());
    }
}
