//! What a single word of an owner cell can be: looked up in the vocabulary, or else told by its shape.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::class::Class;
use super::vocabulary::LISTS;
use crate::normalize::words::Words;

static WORDS: LazyLock<Words<Class>> = LazyLock::new(|| {
    let mut words: Words<Class> = Words::default();
    for (class, list) in LISTS {
        for word in list.split_ascii_whitespace() {
            let known = words.entry(word).or_default();
            *known = known.and(*class);
        }
    }
    words
});

/// Returns what the vocabulary knows about a word; nothing for a word that it does not have.
pub(super) fn lookup(word: &str) -> Class {
    let mut room = [0; SHORT];
    match fold_short(word, &mut room) {
        Some(folded) => lookup_folded(folded),
        None => lookup_folded(&fold(word)),
    }
}

/// Hardly a word is longer.
pub(super) const SHORT: usize = 32;

/// Does what [`fold`] does for a short ASCII word, without a string of its own: every word of every cell comes by here.
pub(super) fn fold_short<'r>(word: &str, room: &'r mut [u8; SHORT]) -> Option<&'r str> {
    if word.len() > SHORT || !word.is_ascii() {
        return None;
    }
    let mut length = 0;
    for (slot, byte) in room.iter_mut().zip(word.bytes().filter(|byte| *byte != b'.')) {
        *slot = byte.to_ascii_lowercase();
        length += 1;
    }
    std::str::from_utf8(room.get(..length)?).ok()
}

fn lookup_folded(word: &str) -> Class {
    let known = WORDS.get(word).copied().unwrap_or_default();
    if known.is(Class::OFFICE.and(Class::GIVEN).and(Class::LINK).and(Class::PROSE)) {
        return known;
    }
    let office = |class: &Class| class.is(Class::OFFICE);
    if let Some(owner) = word.strip_suffix("'s") {
        // "The Chief Executive's Office" is no post: whoever has something is what it is about.
        let class = WORDS.get(owner).copied().filter(office);
        return class.map_or(known, |_| Class::SUBJECT.and(Class::MODIFIER));
    }
    if let Some(owners) = word.strip_suffix('\'') {
        let class = WORDS.get(owners).or_else(|| WORDS.get(owners.strip_suffix('s')?)).filter(|c| office(c));
        return class.map_or(known, |_| Class::SUBJECT.and(Class::MODIFIER));
    }
    if let Some((first, last)) = word.rsplit_once('-') {
        // "Vice-Chancellor" and "sub-committee", but not "Peel-Ward".
        let ranked = WORDS.get(first).is_some_and(|class| class.is(Class::RANK))
            || matches!(first, "sub" | "inter" | "multi" | "cross" | "ex");
        return if ranked { lookup(last).without(Class::SURNAME.and(Class::GIVEN)) } else { known };
    }
    let ies = || WORDS.get(format!("{}y", word.strip_suffix("ies")?).as_str());
    let one = word.strip_suffix('s').and_then(|one| WORDS.get(one)).or_else(ies).copied().filter(office);
    one.map_or(known, |class| {
        let kept = class.without(
            Class::GIVEN.and(Class::SURNAME).and(Class::MODIFIER).and(Class::OTHER).and(Class::LABEL),
        );
        // "Seniors" and "Juniors" open nothing.
        if kept.is(Class::POST.and(Class::UNIT).and(Class::SUBJECT)) { kept.and(known) } else { known }
    })
}

/// Returns the word as the vocabulary spells it: lower case, plain letters, straight apostrophe, no dots.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    let plain =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '\'' | '-' | '/' | '&' | '?');
    if word.chars().all(plain) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        let mut folded = String::with_capacity(word.len());
        folded.extend(word.chars().filter(|c| *c != '.').map(|c| c.to_ascii_lowercase()));
        return Cow::Owned(folded);
    }
    let keep = |c: char| (c != '.' && c != '\u{ad}').then_some(c);
    let straight = |c| if is_apostrophe(c) { '\'' } else { c };
    let letters = word.nfkd().filter(|c| !is_combining_mark(*c)).filter_map(keep).map(straight);
    letters.flat_map(char::to_lowercase).collect()
}

/// Tells whether the character is written for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One letter, or letters with dots: `J`, `J.`, `J-P.`.
    Initial,
    /// Two or more capitals: `HR`, `S151`.
    Capitals,
    /// A capital first, or a script without capitals.
    Title,
    /// Small letters.
    Small,
}

/// Returns how the word is written; an empty word is small.
pub(super) fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::Small };
    if first.is_lowercase() {
        // "al-Rashid", "d'Arcy"
        let inner = word
            .chars()
            .zip(word.chars().skip(1))
            .any(|(a, b)| (a == '-' || is_apostrophe(a)) && b.is_uppercase());
        return if inner { Shape::Title } else { Shape::Small };
    }
    let mut count = 1;
    let mut capitals = first.is_uppercase();
    for c in letters {
        count += 1;
        capitals &= c.is_uppercase();
    }
    let parts = word.split('-');
    let single = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() == 1;
    if !capitals {
        Shape::Title
    } else if !word.contains(|c: char| c.is_ascii_digit()) && (count == 1 || parts.clone().all(single)) {
        Shape::Initial
    } else {
        Shape::Capitals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_up_in_any_spelling() {
        for word in ["Manager", "MANAGERS", "Mgr."] {
            assert!(lookup(word).is(Class::POST), "{word}");
        }
        for word in ["José", "jose", "JOSE\u{301}"] {
            assert!(lookup(word).is(Class::GIVEN), "{word}");
        }
        assert!(lookup("Children’s").is(Class::MODIFIER) && lookup("Members'").is(Class::MODIFIER));
        assert!(!lookup("Executive's").is(Class::POST));
        assert_eq!(lookup("Brannigan"), Class::default());
        assert_eq!(lookup("Sandys"), Class::default(), "a plural of a given name is none");
    }

    #[test]
    fn short_words_fold_as_all_others_do() {
        for word in ["Mgr.", "J.-P.", "O'HARA", "S151", "", "..."] {
            assert_eq!(fold_short(word, &mut [0; SHORT]), Some(fold(word).as_ref()), "{word}");
        }
        for word in ["José", "ALonGWordThatHasMoreLettersThanFit"] {
            assert_eq!(fold_short(word, &mut [0; SHORT]), None, "{word}");
        }
    }

    #[test]
    fn the_vocabulary_is_spelled_as_it_is_looked_up() {
        for (class, list) in LISTS {
            for word in list.split_ascii_whitespace() {
                assert_eq!(fold(word), word);
                assert!(lookup(word).is(*class), "{word}");
            }
        }
    }

    #[test]
    fn shapes() {
        let cases = [
            ("J", Shape::Initial),
            ("J.", Shape::Initial),
            ("J-P.", Shape::Initial),
            ("HR", Shape::Capitals),
            ("S151", Shape::Capitals),
            ("McBride", Shape::Title),
            ("李", Shape::Title),
            ("of", Shape::Small),
            ("", Shape::Small),
        ];
        for (word, expected) in cases {
            assert_eq!(shape(word), expected, "{word}");
        }
    }
}
