//! The vocabulary, indexed: what a phrase is, and which words it knows.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::vocabulary::Row;
use super::words::{Words, plain_words};
use super::{foreign, grammar, vocabulary};

/// A compound has so many letters, and so many of them its head; shorter ends are those of other words too.
const COMPOUND: usize = 9;
const COMPOUND_HEAD: usize = 5;

/// Words of the longest phrase; a longer run of words is not looked up.
const LONGEST: usize = 5;

/// A phrase of the vocabulary.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    /// As the table has it.
    pub(super) phrase: &'static str,
    pub(super) row: &'static Row,
}

/// The vocabulary by phrase, in plain words.
pub(super) struct Lexicon {
    terms: HashMap<String, Uses>,
    words: HashSet<String>,
    /// Of German, in which heads run together with what modifies them.
    german: HashSet<String>,
    /// English words long enough to be recognised when misspelt, in order.
    spellings: Vec<Spelling>,
}

/// What a phrase is as a head, as a whole header only, and as an opening.
#[derive(Debug, Default)]
struct Uses {
    head: Option<Term>,
    whole: Option<Term>,
    opening: Option<Term>,
}

struct Spelling {
    word: String,
    letters: u32,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

/// Returns the vocabulary, which is indexed at first use.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

impl Lexicon {
    fn new() -> Self {
        let shifts = grammar::SHIFTS.iter().flat_map(|shift| shift.words);
        let small = [grammar::PREPOSITIONS, grammar::PARTICIPLES, grammar::TIME_WORDS, grammar::TIME_LEADS];
        let of_grammar = shifts.chain(small.into_iter().flatten()).map(|word| (*word).to_owned());
        let mut english = words_of(&[vocabulary::HEADS, vocabulary::WHOLES, vocabulary::OPENINGS]);
        english.extend(of_grammar);
        english.sort_unstable();
        english.dedup();
        let long = english.iter().filter(|word| slips_allowed(word) > 0);
        let spellings = long.map(|word| Spelling { word: word.clone(), letters: letters(word) }).collect();
        let foreign = words_of(&[foreign::HEADS, foreign::WHOLES, foreign::OPENINGS]);
        let mut terms: HashMap<String, Uses> = HashMap::new();
        for (phrase, term) in terms_of(&[vocabulary::HEADS, foreign::HEADS]) {
            terms.entry(phrase).or_default().head = Some(term);
        }
        for (phrase, term) in terms_of(&[vocabulary::WHOLES, foreign::WHOLES]) {
            terms.entry(phrase).or_default().whole = Some(term);
        }
        for (phrase, term) in terms_of(&[vocabulary::OPENINGS, foreign::OPENINGS]) {
            terms.entry(phrase).or_default().opening = Some(term);
        }
        let german = terms_of(&[foreign::HEADS]).map(|(phrase, _)| phrase).collect();
        Self { terms, words: english.into_iter().chain(foreign).collect(), german, spellings }
    }

    /// Returns the term that the words are as a whole.
    pub(super) fn whole(&self, words: &[String]) -> Option<Term> {
        if words.is_empty() || words.len() > LONGEST {
            return None;
        }
        let uses = self.terms.get(words.join(" ").as_str())?;
        uses.whole.or(uses.head).or(uses.opening)
    }

    /// Returns the longest head that the words end in, and how many words it has.
    pub(super) fn head(&self, words: &[String]) -> Option<(Term, usize)> {
        let most = words.len().min(LONGEST);
        let joined = words.get(words.len() - most..)?.join(" ");
        let mut tail = joined.as_str();
        for n in (1..=most).rev() {
            if let Some(term) = self.terms.get(tail).and_then(|uses| uses.head) {
                return Some((term, n));
            }
            tail = tail.split_once(' ')?.1;
        }
        None
    }

    /// Returns the German head that a compound ends in: "Handlungsempfehlung" recommends.
    pub(super) fn compound(&self, word: &str) -> Option<Term> {
        if word.len() < COMPOUND || self.knows(word) {
            return None;
        }
        let mut tails = word.char_indices().skip(3).filter_map(|(at, _)| word.get(at..));
        tails.find_map(|tail| {
            let known = tail.len() >= COMPOUND_HEAD && self.german.contains(tail);
            known.then(|| self.terms.get(tail)?.head).flatten()
        })
    }

    /// Returns the longest opening that the words begin with.
    pub(super) fn opening(&self, words: &[String]) -> Option<Term> {
        let joined = words.get(..words.len().min(LONGEST))?.join(" ");
        let mut front = joined.as_str();
        loop {
            if let Some(term) = self.terms.get(front).and_then(|uses| uses.opening) {
                return Some(term);
            }
            front = front.rsplit_once(' ')?.0;
        }
    }

    /// Tells whether a word is one of the vocabulary's.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Returns the English word of the vocabulary that a misspelt one stands for.
    ///
    /// One slip is forgiven in six letters, two in ten, and none in the first letter, which people get right.
    pub(super) fn correct(&self, word: &str) -> Option<&str> {
        let initial = word.chars().next()?;
        let start = self.spellings.partition_point(|known| known.word.chars().next() < Some(initial));
        let same_initial =
            self.spellings.get(start..)?.iter().take_while(|known| known.word.starts_with(initial));
        let here = letters(word);
        let slips = same_initial.filter_map(|known| {
            let allowed = slips_allowed(&known.word);
            let apart = (known.letters ^ here).count_ones() as usize;
            if known.word.len().abs_diff(word.len()) > allowed || apart > 2 * allowed {
                return None;
            }
            let slips = strsim::osa_distance(&known.word, word);
            // Of words equally near the longer one: a letter is sooner left out than put in.
            (slips <= allowed).then_some((slips, Reverse(known.word.len()), known.word.as_str()))
        });
        slips.min().map(|(.., known)| known)
    }
}

/// Returns the terms of tables with their phrases in plain words.
fn terms_of(tables: &[&'static [Row]]) -> impl Iterator<Item = (String, Term)> {
    let rows = tables.iter().copied().flatten();
    let terms = rows.flat_map(|row| row.phrases().map(move |phrase| Term { phrase, row }));
    terms.map(|term| (plain_words(term.phrase).join(" "), term))
}

fn words_of(tables: &[&'static [Row]]) -> Words {
    tables.iter().copied().flatten().flat_map(Row::phrases).flat_map(plain_words).collect()
}

fn slips_allowed(word: &str) -> usize {
    match word.len() {
        0..=5 => 0,
        6..=9 => 1,
        _ => 2,
    }
}

/// Returns which letters a word has, one bit each: words whose letters differ much are not compared.
fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |set, b| set | 1 << (b - b'a'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_corrected_and_other_words_left() {
        let cases = [
            ("recomendation", Some("recommendation")),
            ("responsibiliy", Some("responsibility")),
            ("progess", Some("progress")),
            ("stauts", Some("status")),
            ("satus", Some("status")),
            ("ownre", None),
            ("lettuce", None),
            ("", None),
        ];
        for (word, expected) in cases {
            assert_eq!(lexicon().correct(word), expected, "{word}");
        }
    }

    #[test]
    fn the_longest_phrase_wins() {
        let head = |text: &str| lexicon().head(&plain_words(text)).map(|(term, n)| (term.phrase, n));
        assert_eq!(head("Works target date"), Some(("target date", 2)));
        assert_eq!(head("Works date"), Some(("date", 1)));
        assert_eq!(head("Works"), None);
        assert_eq!(
            lexicon().opening(&plain_words("What has been going on")).map(|t| t.phrase),
            Some("what has been")
        );
    }

    /// A phrase that stood twice in one kind of table would mean what the later row says.
    #[test]
    fn no_phrase_stands_twice() {
        for tables in [
            &[vocabulary::HEADS, foreign::HEADS][..],
            &[vocabulary::WHOLES, foreign::WHOLES],
            &[vocabulary::OPENINGS, foreign::OPENINGS],
        ] {
            let mut phrases: Vec<String> = terms_of(tables).map(|(phrase, _)| phrase).collect();
            phrases.sort();
            let twice: Vec<_> =
                phrases.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
            assert!(twice.is_empty(), "{twice:?}");
            assert!(phrases.iter().all(|phrase| !phrase.is_empty() && phrase.split(' ').count() <= LONGEST));
        }
    }
}
