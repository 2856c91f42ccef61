//! People who share their words: "Okafor, Ann" is one and not two, "Ann & Bo Okafor" are two with one family name.

use super::class::Class;
use super::person::{Form, Person};
use super::reader::{Item, What};
use super::token::Joint;
use super::word::lookup;

/// Makes one person of a family name and the given name or initials behind it; tells whether any of it could be wrong.
pub(super) fn turn_inverted(items: &mut Vec<Item>, known: &[String]) -> bool {
    let paired = is_paired(items);
    let (turned, doubtful) = turn_pairs(items, known, paired);
    // Who writes "Okafor, Ann" once writes everybody so.
    doubtful | (turned && turn_pairs(items, known, true).1)
}

/// Tells whether a pair was turned round, and whether one of them could be wrong.
fn turn_pairs(items: &mut Vec<Item>, known: &[String], paired: bool) -> (bool, bool) {
    let (mut any, mut doubtful) = (false, false);
    let mut at = 0;
    while let Some(second) = items.get(at + 1) {
        if let (Some(family), Some(given)) = (person(items.get(at)), person(Some(second))) {
            // Longer lists of single names are rather family names than pairs.
            let and = if paired { Joint::Comma } else { Joint::And };
            let listed = |n: usize| items.get(n).is_some_and(|i| i.joint == Joint::Comma || i.joint == and);
            let before = at.checked_sub(1).is_some_and(|n| listed(at) && person(items.get(n)).is_some());
            let after = listed(at + 2) && person(items.get(at + 2)).is_some();
            let alone = !before && !after;
            let pair = Pair { family, given, joint: second.joint, alone, paired };
            let turned = pair.turned(known);
            // "Ann, Bo": two people by their first names, or one whose family name is a first name too.
            doubtful |= turned.is_none() && pair.joint == Joint::Comma && pair.alone && pair.is_single();
            if let Some((turned, sure)) = turned {
                (any, doubtful) = (true, doubtful || !sure);
                let end = items.remove(at + 1).end;
                if let Some(item) = items.get_mut(at) {
                    (item.what, item.end) = (What::Person(turned), end);
                }
            }
        }
        at += 1;
    }
    (any, doubtful)
}

fn person(item: Option<&Item>) -> Option<&Person> {
    match item.map(|item| &item.what) {
        Some(What::Person(person)) => Some(person),
        _ => None,
    }
}

/// Tells whether single names stand by twos: "Okafor, Ann & Roe, Bo", or a list where every second one may be a given
/// name and some are known to be, "Okafor, Ann, Roe, Bo".
fn is_paired(items: &[Item]) -> bool {
    let single = |item: &Item| person(Some(item)).is_some_and(|p| p.form != Form::Full);
    if items.len() < 4 || items.len() % 2 == 1 || !items.iter().all(single) {
        return false;
    }
    let comma = |item: &Item| item.joint == Joint::Comma;
    let (firsts, seconds) = (|| items.iter().step_by(2), || items.iter().skip(1).step_by(2));
    let given = |item: &Item| person(Some(item)).is_some_and(|p| p.form == Form::Given && !p.either);
    let by_signs = !firsts().skip(1).any(comma) && !firsts().all(given);
    let by_names = firsts().skip(1).all(comma) && !firsts().any(given) && seconds().any(given);
    seconds().all(comma) && (by_signs || by_names)
}

/// Two people side by side that may be one.
struct Pair<'a> {
    family: &'a Person,
    given: &'a Person,
    joint: Joint,
    /// The list has no more names.
    alone: bool,
    /// Other pairs of the cell are written surname first.
    paired: bool,
}

impl Pair<'_> {
    fn is_single(&self) -> bool {
        [self.family, self.given].iter().all(|p| matches!(p.form, Form::Given | Form::Single))
    }

    /// Returns the person that they make together, and whether that is sure.
    fn turned(&self, known: &[String]) -> Option<(Person, bool)> {
        let (family, given) = (self.family, self.given);
        let both = join(given, family);
        if self.joint <= Joint::Line {
            // "Okafor JB": letters without a comma.
            let letters = given.form == Form::Initials && family.may_be_family() && !family.titled;
            return letters.then_some((both, true));
        }
        if self.joint != Joint::Comma || (family.titled && given.titled) {
            return None;
        }
        let name = both.name();
        if known.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            return Some((both, true));
        }
        let titled = family.titled || given.titled;
        match (family.form, given.form) {
            (Form::Single, Form::Initials | Form::Given) => Some((both, true)),
            (Form::Given, Form::Initials) => Some((both, family.either)),
            (Form::Given, Form::Given) if self.alone && self.paired => Some((both, false)),
            (Form::Given, Form::Given) if family.either && (!given.either || self.alone) => {
                Some((both, false))
            }
            // "Okafor, Mr Bo"
            (Form::Single | Form::Given, Form::Single) if given.titled && self.alone => Some((both, true)),
            (Form::Single, Form::Single) if !titled && (self.alone || self.paired) => Some((both, false)),
            (Form::Given, Form::Single) if !titled && self.alone && self.paired => Some((both, false)),
            // "Okafor, Ann Mary", "Okafor, Ann B"
            (_, Form::Full) if family.may_be_family() && is_given_only(given) => Some((both, true)),
            // "Okafor Lind, Ann"
            (Form::Full, Form::Given) if self.alone && !family.given_first => Some((both, false)),
            // "T, Okafor" slipped from the full stop to the comma.
            (Form::Initials, Form::Single) if self.alone && family.name().chars().count() == 1 => {
                Some((join(family, given), false))
            }
            _ => None,
        }
    }
}

fn join(first: &Person, last: &Person) -> Person {
    let words = first.words.iter().chain(&last.words).cloned().collect();
    Person { words, form: Form::Full, titled: first.titled || last.titled, given_first: true, either: false }
}

fn is_given_only(person: &Person) -> bool {
    let given = |class: Class| class.is(Class::GIVEN) && !class.is(Class::SURNAME);
    person.words.iter().all(|word| word.chars().count() <= 2 || given(lookup(word)))
}

/// Gives two first names before one family name to both: "Ann & Bo Okafor". Tells whether any of it could be wrong.
pub(super) fn share_family(items: &mut [Item]) -> bool {
    let mut doubtful = false;
    for at in (1..items.len()).rev() {
        let Some(second) = items.get(at) else { continue };
        let (joint, family) = match person(Some(second)) {
            Some(p) if p.form == Form::Full => (second.joint, p.words.last().cloned()),
            _ => continue,
        };
        let Some(What::Person(first)) = items.get_mut(at - 1).map(|item| &mut item.what) else { continue };
        let letter = first.form == Form::Initials && first.name().chars().count() == 1;
        if matches!(joint, Joint::And | Joint::Slash) && (first.form == Form::Given || letter) {
            doubtful |= joint == Joint::Slash || first.either;
            first.words.extend(family);
            first.form = Form::Full;
        }
    }
    doubtful
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn names_are_turned_round() {
        let cases = [
            ("Thrale, Ann", "Ann Thrale"),
            ("Thrale, A.", "A Thrale"),
            ("Thrale, Ann, Clerk", "Ann Thrale /Clerk/"),
            ("van der Wexe, Ann; Quist, Bo", "Ann van der Wexe | Bo Quist ?"),
            ("Thrale, A., Quist, B.", "A Thrale | B Quist"),
            ("Thrale, Ann, Quist, Joe", "Ann Thrale | Joe Quist"),
            ("Thrale, Ann\nQuist, Joe", "Ann Thrale | Joe Quist"),
            ("Thrale, Ann Mary", "Ann Mary Thrale"),
            ("Lewis, Ann", "Ann Lewis ?"),
            ("THRALE, Ann", "Ann Thrale"),
            ("Thrale, Mr Bo", "Bo Thrale"),
            ("T, Quist", "T Quist ?"),
            ("Ann, Joe", "Ann | Joe ?"),
            ("Ann, Joe and Kate", "Ann | Joe | Kate"),
            ("Thrale, Quist and Orme", "Thrale | Quist | Orme"),
            ("Ann Thrale, Joe Quist", "Ann Thrale | Joe Quist"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn family_names_are_shared() {
        let cases = [
            ("Ann & Joe Thrale", "Ann Thrale | Joe Thrale"),
            ("A. and J. Thrale", "A Thrale | J Thrale"),
            ("Mr A & Mrs J Thrale", "A Thrale | J Thrale"),
            ("Quist & Ann Thrale", "Quist | Ann Thrale"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
