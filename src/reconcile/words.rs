//! What the words of a text are worth as evidence, and how much of it two texts share.
//!
//! A word is worth as much as it was hard to foresee: rare words more than common ones, and the words of a set phrase
//! (`with a view to lower costs`) little once its first is there. Word order does not matter otherwise. Words
//! that differ by their ending or by one slip of the finger count as one. Worths are natural logarithms (nats).

use std::collections::{BTreeMap, HashMap};

use super::text;

/// The words of one text with their worth, by word.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Words {
    entries: Vec<(u32, f64)>,
    /// The sum of the worths; 0 for a text without words.
    pub(super) total: f64,
}

/// How much two texts share.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Overlap {
    /// Worth of the words in both.
    pub(super) shared: f64,
    /// Worth of all words of the old text.
    pub(super) old: f64,
    /// Worth of all words of the new text.
    pub(super) new: f64,
}

impl Overlap {
    /// Tells whether both texts have words.
    pub(super) fn is_mutual(&self) -> bool {
        self.old > 0.0 && self.new > 0.0
    }

    /// Returns from 0 (no word in common) to 1 (the same words); 0 where both are empty.
    pub(super) fn likeness(&self) -> f64 {
        share(2.0 * self.shared, self.old + self.new)
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 }
}

impl Words {
    /// Returns the words, each as often as it occurs, in a fixed order.
    pub(super) fn ids(&self) -> impl Iterator<Item = (u32, f64)> {
        self.entries.iter().copied()
    }

    /// Compares two texts of the same [`weigh`]; what both have is worth the mean of the two.
    pub(super) fn overlap(&self, new: &Self) -> Overlap {
        let (mut left, mut right) = (self.entries.iter().peekable(), new.entries.iter().peekable());
        let mut shared = 0.0;
        while let (Some((a, worth_a)), Some((b, worth_b))) = (left.peek(), right.peek()) {
            if a == b {
                shared += (worth_a + worth_b) / 2.0;
            }
            let (step_left, step_right) = (a <= b, b <= a);
            if step_left {
                left.next();
            }
            if step_right {
                right.next();
            }
        }
        Overlap { shared, old: self.total, new: new.total }
    }

    /// Returns the words that are in both, with this text's worth.
    pub(super) fn common(&self, other: &Self) -> Self {
        self.filtered(other, true)
    }

    /// Returns the words that the other text has not.
    pub(super) fn without(&self, other: &Self) -> Self {
        self.filtered(other, false)
    }

    fn filtered(&self, other: &Self, keep_common: bool) -> Self {
        let mut rest = other.entries.iter().peekable();
        let mut entries = Vec::new();
        for &(word, worth) in &self.entries {
            while rest.next_if(|(b, _)| *b < word).is_some() {}
            if rest.next_if(|(b, _)| *b == word).is_some() == keep_common {
                entries.push((word, worth));
            }
        }
        let total = entries.iter().map(|(_, worth)| worth).sum();
        Self { entries, total }
    }
}

/// Occurrences that the general frequency of a word counts for beside those after one certain word. Small trackers
/// have each phrase two or three times only; there most of a word's worth must stay its own.
const SMOOTHING: f64 = 5.0;

/// Texts of other offices that are thought beside those at hand, without their words: what few records have in common is
/// not common for that.
const ELSEWHERE: f64 = 20.0;

/// What the most foreseeable word is still worth.
const LEAST: f64 = 0.05;

/// Returns the words of each text, with the worth that follows from all of them.
pub(super) fn weigh(texts: &[&str]) -> Vec<Words> {
    let spelled: Vec<Vec<String>> = texts.iter().map(|t| text::words(t)).collect();
    let families = families(&spelled);
    let ids: Vec<Vec<u32>> = spelled
        .iter()
        .map(|ws| ws.iter().filter_map(|w| families.get(w.as_str()).copied()).collect())
        .collect();

    let mut single: HashMap<u32, f64> = HashMap::new();
    let mut pair: HashMap<(Option<u32>, u32), f64> = HashMap::new();
    for words in &ids {
        let mut before = None;
        for &word in words {
            *single.entry(word).or_default() += 1.0;
            *pair.entry((before, word)).or_default() += 1.0;
            before = Some(word);
        }
    }
    let filled = count(ids.iter().filter(|w| !w.is_empty()).count());
    let weigh_one = |words: &Vec<u32>| {
        let mut before = None;
        let mut entries: Vec<(u32, f64)> = Vec::with_capacity(words.len());
        for &word in words {
            let times = |w: u32| single.get(&w).copied().unwrap_or(1.0);
            let general = (times(word) / (filled + ELSEWHERE)).min(1.0);
            let after = before.map_or(filled, times);
            let here = pair.get(&(before, word)).copied().unwrap_or(1.0);
            let chance = (here + SMOOTHING * general) / (after + SMOOTHING);
            entries.push((word, (-chance.ln()).max(LEAST)));
            before = Some(word);
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let total = entries.iter().map(|(_, worth)| worth).sum();
        Words { entries, total }
    };
    ids.iter().map(weigh_one).collect()
}

/// Returns a number for each word, the same for words that are one but for ending or a slip of the finger.
fn families(texts: &[Vec<String>]) -> HashMap<&str, u32> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for word in texts.iter().flatten() {
        *times.entry(word).or_default() += 1;
    }
    let mut family: HashMap<&str, u32> = HashMap::new();
    // In alphabetical order a stem stands before its longer forms.
    let mut stem: Option<(&str, u32)> = None;
    for (next, &word) in (0..).zip(times.keys()) {
        let id = match stem {
            Some((head, id)) if same_stem(head, word) => id,
            _ => {
                stem = Some((word, next));
                next
            }
        };
        family.insert(word, id);
    }
    // A slip is looked for among words with the same first and last letter, and the rarer word joins the more common one.
    let long = |word: &str| word.chars().count() >= 5 && word.chars().all(char::is_alphabetic);
    let mut shapes: BTreeMap<Shape, Vec<&str>> = BTreeMap::new();
    for (&word, _) in times.iter().filter(|(word, times)| **times > 2 && long(word)) {
        let common = shapes.entry(shape(word, 0)).or_default();
        if common.len() < LIKE_SHAPED {
            common.push(word);
        }
    }
    for (&word, &own) in times.iter().filter(|(word, _)| long(word)) {
        let near = [-1, 0, 1].into_iter().filter_map(|longer| shapes.get(&shape(word, longer))).flatten();
        let better = near
            .filter(|other| times.get(**other).is_some_and(|t| *t > own * 2))
            .find(|other| is_slip(word, other));
        if let Some(id) = better.and_then(|other| family.get(other).copied()) {
            family.insert(word, id);
        }
    }
    family
}

/// So many common words of one shape are compared with a rare one; an office's whole vocabulary has fewer.
const LIKE_SHAPED: usize = 200;

/// Tells whether one word becomes the other by one letter more, less, changed, or swapped with the next.
fn is_slip(a: &str, b: &str) -> bool {
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let mut rest = (a.chars().skip(alike).collect::<Vec<_>>(), b.chars().skip(alike).collect::<Vec<_>>());
    while rest.0.last().is_some() && rest.0.last() == rest.1.last() {
        rest.0.pop();
        rest.1.pop();
    }
    match (rest.0.as_slice(), rest.1.as_slice()) {
        ([_], [_] | []) | ([], [_]) => true,
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => false,
    }
}

/// First letter, last letter and length of a word.
type Shape = (Option<char>, Option<char>, usize);

/// Returns the shape of words like this one that have so many letters more.
fn shape(word: &str, longer: isize) -> Shape {
    (word.chars().next(), word.chars().last(), word.chars().count().saturating_add_signed(longer))
}

/// Tells whether one word is the other with an ending: `contract` and `contractor`, `house` and `housing`.
fn same_stem(a: &str, b: &str) -> bool {
    if !a.chars().chain(b.chars()).all(char::is_alphabetic) {
        return false;
    }
    let alike = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let left = short.chars().count() - alike;
    let ending = long.chars().count() - alike;
    let whole = left == 0 || (left == 1 && short.ends_with(['e', 'y']));
    whole && ((alike >= 4 && ending <= 6) || (alike >= 2 && long.strip_suffix('s') == Some(short)))
}

/// Returns a number of things as a fraction's part; exact below 2^32, which no tracker reaches.
pub(super) fn count(things: usize) -> f64 {
    f64::from(u32::try_from(things).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(texts: &[&str], old: usize, new: usize) -> f64 {
        let words = weigh(texts);
        words[old].overlap(&words[new]).likeness()
    }

    #[test]
    fn rare_words_weigh_more_and_order_and_slips_do_not_matter() {
        let texts = [
            "The board should review the lease of the depot",
            "Review of the depot lease by the board",
            "The baord should review the leases of the depots",
            "The board should review the budget of the library",
            "",
        ];
        assert!(likeness(&texts, 0, 1) > 0.8, "another order");
        assert!(likeness(&texts, 0, 2) > 0.99, "endings and a slip of the finger");
        assert!(likeness(&texts, 0, 1) > likeness(&texts, 0, 3), "what all say tells nothing");
        assert_eq!(likeness(&texts, 0, 4), 0.0);
        assert_eq!(likeness(&texts, 4, 4), 0.0);
    }

    #[test]
    fn a_slip_is_one_letter() {
        let cases = [
            ("review", "reveiw", true),
            ("review", "revew", true),
            ("review", "rreview", true),
            ("review", "raview", true),
            ("review", "review", false),
            ("review", "ravuew", false),
            ("budget", "gudbet", false),
            ("", "a", true),
        ];
        for (a, b, slip) in cases {
            assert_eq!((is_slip(a, b), is_slip(b, a)), (slip, slip), "{a} {b}");
        }
    }

    #[test]
    fn words_without_end_are_weighed_in_their_number() {
        let letter = |n: usize| char::from_u32(u32::try_from(n).unwrap_or(0) + 0x4e00).unwrap_or('x');
        let many: String =
            (0..40_000).map(|n| format!("a{}b{}c ", letter(n / 200), letter(n % 200))).collect();
        assert!(weigh(&[&many, &many])[0].total > 0.0, "each with each would take minutes");
    }

    #[test]
    fn a_set_phrase_is_worth_little_more_than_its_first_word() {
        let phrase = "with a view to lower costs";
        let texts: Vec<String> = (0..40).map(|n| format!("unique{n} word{n} {phrase}")).collect();
        let words = weigh(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let Overlap { shared, old, .. } = words[0].overlap(&words[1]);
        assert!(shared < 2.0 && old > 5.0, "{shared} of {old}");
    }

    #[test]
    fn endings_make_no_other_word() {
        let cases = [
            ("contract", "contractors", true),
            ("house", "housing", true),
            ("policy", "policies", true),
            ("hr", "hrs", true),
            ("control", "contract", false),
            ("public", "publish", false),
            ("part", "port", false),
            ("2013", "20134", false),
        ];
        for (a, b, same) in cases {
            assert_eq!((same_stem(a, b), same_stem(b, a)), (same, same), "{a} {b}");
        }
    }
}
