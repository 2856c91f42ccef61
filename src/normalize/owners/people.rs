//! Cuts a row of names into people: "L. Brannigan D. Okafor", "Ann Lee Mary Jane Okafor Pieter van der Linden".
//!
//! Every way to cut the row into people of one to five words has a cost, and the cheapest is taken. Given names,
//! initials, line breaks and the names read elsewhere in the tracker are what tells the ways apart.

use super::class::Class;
use super::person::{Person, Word, person};

/// The longest name, in words; a particle and the word after it are one.
const LONGEST: usize = 5;

/// What it costs that a line break goes through a name.
const BROKEN: i32 = 9;

/// What it costs to take two given names on two lines for one person: "Mike", below it "Sue".
const BROKEN_GIVEN: i32 = 60;

/// What it costs to part two initials.
const PARTED: i32 = 20;

/// What a name that was read elsewhere in the tracker costs, so that it outweighs an unusual rest.
const KNOWN: i32 = -15;

/// Above this cost a person, the cut is doubtful.
const DOUBTFUL: i32 = 20;

/// What no cut may cost.
const NEVER: i32 = 1000;

/// The people of a row, each with the positions of its first and last token.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) people: Vec<(Person, usize, usize)>,
    /// Even the cheapest cut leaves an unusual name.
    pub(super) doubtful: bool,
}

/// Cuts the row into people; `known` are names read elsewhere.
pub(super) fn people(words: &[Word], known: &[String]) -> People {
    // Two names on one line are one person either way.
    let known = if words.len() > 2 || words.iter().skip(1).any(|w| w.line) { known } else { &[] };
    // `best[n]`: the cheapest cut of the first n words, with the length of its last person.
    let mut best: Vec<(i32, usize)> = vec![(0, 0)];
    for end in 1..=words.len() {
        let ways = (1..=end.min(LONGEST)).filter_map(|length| {
            let before = best.get(end - length)?.0;
            // "A. B." are the initials of one.
            let parts =
                matches!((words.get(end - 1), words.get(end)), (Some(a), Some(b)) if a.initial && b.initial);
            let cost = cost(words.get(end - length..end)?, known) + if parts { PARTED } else { 0 };
            Some((before + cost, length))
        });
        best.push(ways.min().unwrap_or((NEVER, 1)));
    }
    let mut cut = People::default();
    let mut end = words.len();
    while end > 0 {
        let length = best.get(end).map_or(1, |(_, length)| *length).clamp(1, end);
        let part = words.get(end - length..end).unwrap_or_default();
        if let (Some(person), Some(first), Some(last)) = (person(part), part.first(), part.last()) {
            cut.people.push((person, first.first, last.last));
        }
        end -= length;
    }
    cut.people.reverse();
    let total = best.last().map_or(0, |(total, _)| *total);
    cut.doubtful =
        words.len() > 1 && i32::try_from(cut.people.len()).is_ok_and(|count| total > DOUBTFUL * count);
    cut
}

/// What it costs that the words are one person; the more unusual the form, the dearer.
fn cost(words: &[Word], known: &[String]) -> i32 {
    let Some(first) = words.first().filter(|w| !w.suffix) else { return NEVER };
    if words.iter().skip(1).any(|w| w.titled) {
        return NEVER;
    }
    let mut form = [0; LONGEST];
    let mut count = 0;
    for (kind, word) in form.iter_mut().zip(words.iter().filter(|w| !w.suffix)) {
        *kind = if word.initial {
            b'I'
        } else if word.is_given() {
            b'G'
        } else {
            b'N'
        };
        count += 1;
    }
    let form_cost = match form.get(..count).unwrap_or_default() {
        [_] if first.titled => 5,
        form => form_cost(form),
    };
    let given = |word: &Word| word.is_given() && !word.class.is(Class::SURNAME);
    let broken = words.windows(2).map(|pair| match pair {
        [left, right] if right.line => {
            if words.len() == 2 && given(left) && given(right) {
                BROKEN_GIVEN
            } else {
                BROKEN
            }
        }
        _ => 0,
    });
    let known = count > 1 && known.iter().any(|name| is_spelled(name, words));
    broken.sum::<i32>() + if known { KNOWN } else { form_cost }
}

/// G is a given name, I an initial, N any other; the figures were found by trial on rows of made-up names.
fn form_cost(form: &[u8]) -> i32 {
    match form {
        b"GN" | b"IN" | b"IIN" => 0,
        b"GIN" | b"GIG" => 2,
        b"IG" | b"IIG" => 3,
        b"GG" => 5,
        b"NN" => 6,
        b"NI" => 8,
        b"GI" | b"GGN" => 10,
        b"NG" | b"NII" => 12,
        b"GGG" => 15,
        b"GNN" | b"INN" | b"NNN" => 18,
        b"NIN" => 19,
        b"NGN" => 20,
        b"GNG" | b"NNG" | b"NGG" => 26,
        b"G" | b"GGNN" | b"IIIN" | b"GIIN" => 30,
        b"N" => 35,
        b"II" => 40,
        b"I" => 60,
        _ => 15 * i32::try_from(form.len()).unwrap_or(NEVER),
    }
}

fn is_spelled(name: &str, words: &[Word]) -> bool {
    let length: usize = words.iter().filter(|w| !w.suffix).map(|w| w.text.len() + 1).sum();
    if name.len() + 1 != length {
        return false;
    }
    let mut parts = name.split(' ');
    let same = words
        .iter()
        .filter(|w| !w.suffix)
        .flat_map(|w| w.text.split(' '))
        .all(|word| parts.next().is_some_and(|part| part.eq_ignore_ascii_case(word)));
    same && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::context::settle;
    use super::super::row::row;
    use super::super::token::tokens;
    use super::*;

    fn cut(text: &str, known: &[&str]) -> String {
        let mut tokens = tokens(text);
        let case = settle(&mut tokens).case;
        let known: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
        let cut = people(&row(&tokens, 0, case).words, &known);
        let names: Vec<String> = cut.people.iter().map(|(person, ..)| person.name()).collect();
        names.join(", ") + if cut.doubtful { " ?" } else { "" }
    }

    #[test]
    fn rows_are_cut_where_names_begin() {
        let cases = [
            ("Ann Lee Bo Roe", "Ann Lee, Bo Roe"),
            ("Wexcombe Thrale Quist Orme", "Wexcombe Thrale, Quist Orme"),
            ("L. Thrale D. Quist", "L Thrale, D Quist"),
            ("Thrale L Quist D", "L Thrale, D Quist"),
            ("Mary Jane Thrale Bo Quist", "Mary Jane Thrale, Bo Quist"),
            ("John F Thrale A Quist", "John F Thrale, A Quist"),
            ("Maria Thrale Quist", "Maria Thrale Quist"),
            ("Tran Thi Hoa", "Tran Thi Hoa"),
            ("Pieter van der Berg Ann Lee", "Pieter van der Berg, Ann Lee"),
            ("Dr Thrale Mr Quist", "Thrale, Quist"),
            ("Ann Thrale III Bo Quist Jr", "Ann Thrale III, Bo Quist Jr"),
            ("Mike\nSue", "Mike, Sue ?"),
            ("Jo\nThrale", "Jo Thrale"),
            ("Ann\nThrale\nBo\nQuist", "Ann Thrale, Bo Quist"),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text, &[]), expected, "{text}");
        }
    }

    #[test]
    fn names_read_elsewhere_tell_ways_apart() {
        let text = "Tran Thrale Quist Pham Orme Wexcombe";
        assert_eq!(cut(text, &[]), "Tran Thrale, Quist Pham, Orme Wexcombe");
        assert_eq!(cut(text, &["Pham Orme Wexcombe"]), "Tran Thrale Quist, Pham Orme Wexcombe");
    }
}
