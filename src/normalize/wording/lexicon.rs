//! The vocabulary ready for looking up: the longest phrase at a word, and the word that a misspelt one was meant to be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::token::{Gap, Token, tokens};
use super::vocabulary::{COLORS, ENGLISH, FOREIGN, KNOWN, MODIFIERS, Place, Sense};

/// No phrase has more words.
const LONGEST: usize = 8;

/// From so many letters on a word is recognised with one typing error in it, from `LONG_WORD` on with two.
const WORD: usize = 7;
const LONG_WORD: usize = 10;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

struct Lexicon {
    /// By the letters of the phrase without blanks: what it says, by place.
    phrases: BTreeMap<String, Vec<(Sense, Place)>>,
    /// Every word that is right as it stands.
    words: BTreeSet<String>,
    /// English words long enough to be recognised with an error in them.
    long: Vec<String>,
    /// Words of other languages.
    foreign: BTreeSet<String>,
}

impl Lexicon {
    fn new() -> Self {
        let mut lexicon = Self {
            phrases: BTreeMap::new(),
            words: KNOWN.iter().map(|word| (*word).to_owned()).collect(),
            long: Vec::new(),
            foreign: BTreeSet::new(),
        };
        for (table, english) in [(ENGLISH, true), (MODIFIERS, true), (COLORS, false), (FOREIGN, false)] {
            for (sense, place, phrases) in table {
                for phrase in *phrases {
                    let words = tokens(phrase, LONGEST);
                    let key = words.iter().map(|token| token.word.as_str()).collect();
                    lexicon.phrases.entry(key).or_default().push((*sense, *place));
                    for Token { word, .. } in words {
                        if !english {
                            lexicon.foreign.insert(word.clone());
                        } else if word.chars().count() >= WORD && !lexicon.long.contains(&word) {
                            lexicon.long.push(word.clone());
                        }
                        lexicon.words.insert(word);
                    }
                }
            }
        }
        lexicon
    }
}

/// Returns what the longest phrase that begins a run of words says, by place, and how many words it has.
pub(super) fn longest(run: &[Token]) -> Option<(&'static [(Sense, Place)], usize)> {
    let mut key = String::new();
    let mut best = None;
    for (count, token) in (1..).zip(run.iter().take(LONGEST)) {
        if count > 1 && token.gap == Gap::Stop {
            break;
        }
        key.push_str(&token.word);
        if let Some(senses) = LEXICON.phrases.get(&key) {
            best = Some((senses.as_slice(), count));
        }
    }
    best
}

/// Puts misspelt words right. The last word may be cut off, as an export with a fixed width does.
pub(super) fn mend(run: &mut [Token]) {
    if let [only] = run
        && let Some(color) = meant_color(&only.word)
    {
        only.word = color.to_owned();
    }
    let last = run.len().saturating_sub(1);
    for (at, token) in run.iter_mut().enumerate() {
        if let Some(meant) = meant(&token.word, at == last) {
            token.word = meant.to_owned();
        }
    }
}

/// Returns the word of the vocabulary that an unknown one was meant to be.
fn meant(word: &str, last: bool) -> Option<&'static str> {
    let lexicon = &*LEXICON;
    let letters = word.chars().count();
    if letters < 5 || lexicon.words.contains(word) {
        return None;
    }
    if let Some(known) = same_stem(word) {
        return Some(known);
    }
    if last {
        let wholes = lexicon.long.iter().filter(|whole| is_cut_off(word, whole));
        if let Some(whole) = wholes.min_by_key(|whole| whole.len()) {
            return Some(whole);
        }
    }
    let errors = match letters {
        LONG_WORD.. => 2,
        6.. => 1,
        _ => return None,
    };
    let first = word.chars().next();
    lexicon
        .long
        .iter()
        .filter(|known| known.chars().next() == first && known.chars().count().abs_diff(letters) <= errors)
        .filter(|known| !is_inflected(word, known))
        .map(|known| (strsim::osa_distance(word, known), known.as_str()))
        .filter(|(distance, _)| *distance <= errors)
        .min()
        .map(|(_, known)| known)
}

/// Returns the colour that a lone word was meant to be; among others too many short words are one letter from one.
fn meant_color(word: &str) -> Option<&'static str> {
    if word.chars().count() < 4 || LEXICON.words.contains(word) {
        return None;
    }
    ["amber", "green", "yellow", "orange", "black"]
        .into_iter()
        .find(|color| strsim::osa_distance(word, color) == 1)
}

/// `finalise` is no misspelt `finalised`; `progres` is `progress`.
fn is_inflected(word: &str, known: &str) -> bool {
    known
        .strip_prefix(word)
        .is_some_and(|ending| matches!(ending, "d" | "s" | "ed" | "es") && !word.ends_with('s'))
}

/// A word that lost its last letter or two. `mitigate` lost none: it is the verb, and says that something is to be done;
/// `starte` is no verb, as `start` is.
fn is_cut_off(word: &str, whole: &str) -> bool {
    let Some(lost) = whole.strip_prefix(word) else { return false };
    let is_verb = lost == "d" && word.strip_suffix('e').is_some_and(|stem| !LEXICON.words.contains(stem));
    (1..=2).contains(&lost.chars().count()) && !is_verb
}

/// Returns the listed form of a foreign adjective or participle: `terminadas` is terminado.
fn same_stem(word: &str) -> Option<&'static str> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let stem = singular.strip_suffix(['a', 'o', 'e']).unwrap_or(singular);
    ["", "o", "e", "a"].iter().find_map(|ending| {
        LEXICON.foreign.get(&format!("{stem}{ending}")).filter(|known| *known != word).map(String::as_str)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_listed_twice() {
        let mut seen = BTreeMap::new();
        for table in [ENGLISH, MODIFIERS, COLORS, FOREIGN] {
            for (sense, place, phrases) in table {
                for phrase in *phrases {
                    let words = tokens(phrase, usize::MAX);
                    assert!(words.len() <= LONGEST, "{phrase}");
                    let key: String = words.into_iter().map(|token| token.word).collect();
                    assert!(!key.is_empty());
                    let places: &mut Vec<_> = seen.entry(key).or_default();
                    assert!(!places.contains(place), "{phrase}: {sense:?}");
                    places.push(*place);
                }
            }
        }
    }

    #[test]
    fn misspelt_words_are_put_right_and_others_left() {
        let cases = [
            ("acheived", false, Some("achieved")),
            ("complted", false, Some("completed")),
            ("implimented", false, Some("implemented")),
            ("progres", true, Some("progress")),
            ("starte", true, Some("started")),
            ("terminadas", false, Some("terminado")),
            ("completed", false, None),
            ("delivery", false, None),
            ("resolve", true, None),
            ("mitigate", true, None),
            ("report", false, None),
            ("late", true, None),
        ];
        for (word, last, expected) in cases {
            assert_eq!(meant(word, last), expected, "{word}");
        }
    }
}
