//! How much a text reads like owners and nothing else: to type columns, and to reject scanning noise.

use super::OwnerState;
use super::class::Class;
use super::context::settle;
use super::gather::settle as settle_items;
use super::person::{Form, Person};
use super::reader::{Item, What, read};
use super::token::{Kind, tokens};
use super::word::lookup;

/// Longer texts are no owner cell; the longest lists of people that offices write are well below.
const LONGEST: usize = 600;

/// Returns 0 to 1: how much the text reads like people, posts or teams and nothing else; 0 for a blank text.
///
/// A name with a known given name, a post or an address is near 1, two unknown capitalised words a little lower, one
/// lower still; a status, a date, a number or a sentence is near 0.
pub fn owner_likeness(text: &str) -> f32 {
    if text.len() > LONGEST {
        return 0.0;
    }
    let mut tokens = tokens(text);
    let context = settle(&mut tokens);
    let mut read = read(&tokens, &context, &[]);
    if read.drop_prose(&tokens) {
        return 0.0;
    }
    if read.items.is_empty() {
        return match read.state {
            Some(OwnerState::Vacant | OwnerState::All) => 0.6,
            Some(OwnerState::Various) => 0.4,
            Some(OwnerState::ToBeConfirmed | OwnerState::Ditto) => 0.2,
            _ => 0.0,
        };
    }
    let words = tokens.iter().filter(|t| matches!(t.kind, Kind::Word | Kind::Email)).count();
    let numbers = tokens.iter().filter(|t| t.kind == Kind::Number).count();
    settle_items(&mut read.items, &[]);
    let likely: f32 = read.items.iter().map(likely).sum();
    let count = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    // "AP/07" is a ref, "Ann Lee 01632 960007" somebody with a telephone.
    let letters = |item: &Item| matches!(&item.what, What::Person(p) if p.form == Form::Initials);
    let number = if read.items.iter().all(letters) { 1.0 } else { 0.3 };
    let foreign = count(read.strangers) + count(read.others) + number * count(numbers);
    (likely / count(read.items.len()) * (1.0 - 1.5 * foreign / count(words + numbers))).max(0.0)
}

fn likely(item: &Item) -> f32 {
    let sure = match &item.what {
        What::Person(person) => likely_person(person),
        What::Email(_) => 1.0,
        What::Post(_) => 0.95,
        What::Label(_) | What::Letters(_) => 0.4,
        What::Unit(text) => {
            let letters = !text.contains(char::is_lowercase);
            let last = text.rsplit(' ').next().map(lookup).unwrap_or_default();
            if last.is(Class::UNIT) {
                0.9
            } else if last.is(Class::ABBREVIATION) {
                0.7
            } else if letters && !text.contains(' ') {
                0.4
            } else {
                0.5
            }
        }
    };
    if item.small { sure / 2.0 } else { sure }
}

fn likely_person(person: &Person) -> f32 {
    match person.form {
        Form::Full if person.given_first || person.titled => 1.0,
        Form::Full if person.words.len() > 2 => 0.6,
        Form::Full => 0.7,
        Form::Given => 0.8,
        Form::Single if person.titled => 0.9,
        Form::Single => 0.4,
        // A lone letter ticks a box.
        Form::Initials if person.words.iter().all(|word| word.len() == 1) => 0.1,
        Form::Initials => 0.6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_likelier_than_anything_else() {
        let owners = [
            "Ann Lee",
            "S. Brannigan, T. Okafor",
            "Head of Estates",
            "Estates Team",
            "Lee, Ann (HR)",
            "ann.lee@example.org",
            "Cllr Okafor",
        ];
        for text in owners {
            assert!(owner_likeness(text) >= 0.7, "{text}: {}", owner_likeness(text));
        }
        let others = [
            "",
            "-",
            "12",
            "01/04/2013",
            "June 2012",
            "Q3 2012/13",
            "Completed",
            "In progress",
            "On track",
            "Green",
            "Amber",
            "AP/07",
            "rnino Lane",
            "Officers will review the policy",
            "Implement the new policy by June",
            "Nobody identified",
        ];
        for text in others {
            assert!(owner_likeness(text) <= 0.2, "{text}: {}", owner_likeness(text));
        }
    }

    #[test]
    fn a_likely_text_has_a_likely_order() {
        let order = ["Ann Lee", "Wexcombe Thrale", "Wexcombe", "Wexcombe is 4 days late"];
        let values: Vec<f32> = order.iter().map(|text| owner_likeness(text)).collect();
        assert!(values.is_sorted_by(|a, b| a > b), "{values:?}");
    }
}
