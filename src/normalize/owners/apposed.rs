//! A word behind a name that the vocabulary does not have: "Ann Lee, Wharfinger" is one person with a post.
//!
//! Nobody writes a whole name and then a bare family name, unless in a list of such names; what stands alone behind the
//! comma says what the person is. The vocabulary can never have every post there is.

use super::class::Class;
use super::person::{Form, Person};
use super::reader::{Item, What};
use super::token::{Joint, Token};
use super::word::lookup;

/// Makes posts of the single unknown words behind the commas of whole names, where a run of people is nothing but such
/// pairs; `known` are names read elsewhere.
pub(super) fn settle_apposed(items: &mut [Item], tokens: &[Token<'_>], known: &[String]) {
    let mut start = 0;
    while start < items.len() {
        let rest = items.get(start + 1..).unwrap_or_default();
        let run = 1 + rest.iter().take_while(|item| is_person(item) && listed(item)).count();
        let end = start + run;
        if is_told(items, start, end, known) {
            for item in items.get_mut(start..end).unwrap_or_default().iter_mut().skip(1).step_by(2) {
                let word = tokens.iter().find(|t| t.start == item.start);
                if let Some(word) = word {
                    item.what = What::Post(word.text.trim_end_matches('.').to_owned());
                }
            }
        }
        start = end;
    }
}

/// Tells whether the items are pairs of a whole name and an unknown word, and neither of them has a post already.
fn is_told(items: &[Item], start: usize, end: usize, known: &[String]) -> bool {
    let Some(run) = items.get(start..end).filter(|run| run.len() > 1 && run.len() % 2 == 0) else {
        return false;
    };
    // "Clerk: Ann Lee, Thrale", "Ann Lee, Thrale (Estates)"
    let held = |item: &Item| !is_person(item) && !matches!(item.what, What::Email(_));
    let before = start.checked_sub(1).and_then(|at| items.get(at)).filter(|item| held(item));
    let opened = before.is_some() && run.first().is_some_and(|item| item.joint <= Joint::Comma);
    let closed = items.get(end).is_some_and(|item| held(item) && item.joint < Joint::Comma);
    let pairs = run.chunks(2).all(|pair| match pair {
        [whole, word] => is_whole(whole) && word.joint == Joint::Comma && is_unknown(word, known),
        _ => false,
    });
    pairs && !opened && !closed
}

fn is_person(item: &Item) -> bool {
    matches!(item.what, What::Person(_))
}

/// Tells whether it goes on a list.
fn listed(item: &Item) -> bool {
    matches!(item.joint, Joint::Comma | Joint::And)
}

fn person(item: &Item) -> Option<&Person> {
    match &item.what {
        What::Person(person) => Some(person),
        _ => None,
    }
}

fn is_whole(item: &Item) -> bool {
    person(item).is_some_and(|p| p.form == Form::Full)
}

/// Tells whether it is one word that is not known to be anybody's name.
fn is_unknown(item: &Item, known: &[String]) -> bool {
    let Some(Person { words, form: Form::Single, titled: false, .. }) = person(item) else { return false };
    let [word] = words.as_slice() else { return false };
    let named = |name: &String| name.split(' ').any(|part| part.eq_ignore_ascii_case(word));
    !item.inside
        && word.chars().count() > 3
        && word.chars().all(char::is_alphabetic)
        && lookup(word) == Class::default()
        && !known.iter().any(named)
}

#[cfg(test)]
mod tests {
    use super::super::OwnerOptions;
    use super::super::tests::{shown, shown_with};

    #[test]
    fn unknown_words_behind_whole_names_are_posts() {
        let cases = [
            ("Ann Lee, Wharfinger", "Ann Lee /Wharfinger/"),
            ("ANN LEE, WHARFINGER", "Ann Lee /WHARFINGER/"),
            ("A. Thrale, Wharfinger", "A Thrale /Wharfinger/"),
            ("Ann Lee, Wharfinger; Joe Roe, Tallyman", "Ann Lee /Wharfinger/ | Joe Roe /Tallyman/"),
            ("Ann Lee, Wharfinger\nJoe Roe, Tallyman", "Ann Lee /Wharfinger/ | Joe Roe /Tallyman/"),
            ("Ann Lee, Wharfinger and Joe Roe, Tallyman", "Ann Lee /Wharfinger/ | Joe Roe /Tallyman/"),
            ("Ann Lee, Wharfinger, Estates", "Ann Lee /Wharfinger/ (Estates)"),
            ("Ann Lee, Reed", "Ann Lee | Reed"),
            ("Ann Lee, Joe", "Ann Lee | Joe"),
            ("Ann Lee, Thrale, Quist", "Ann Lee | Thrale | Quist"),
            ("Ann Lee, Thrale and Quist", "Ann Lee | Thrale | Quist"),
            ("Ann Lee, Mr Thrale", "Ann Lee | Thrale"),
            ("Ann Lee, Thrale (Estates)", "Ann Lee | Thrale (Estates)"),
            ("Thrale, Ann", "Ann Thrale"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn names_read_elsewhere_stay_names() {
        let known = ["Bo Thrale".to_owned()];
        assert_eq!(shown_with("Ann Lee, Thrale", &OwnerOptions { known: &known }), "Ann Lee | Thrale");
    }
}
