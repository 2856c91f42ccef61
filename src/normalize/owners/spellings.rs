//! Which names of a tracker may be one person's: "J Roe" and "Jane Roe", "Haliwell" and "Halliwell". A proposal with reasons.
//!
//! People of two units are two people, and a spelling that could be two people's is nobody's. Only a person makes it final,
//! as an alias of the [`directory`](super::directory).

use std::collections::{BTreeMap, BTreeSet};

use crate::normalize::text;
use crate::record::Record;

/// A spelling that may be another one's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// The name as it was read.
    pub name: String,
    /// How often it was read.
    pub count: usize,
    /// Why it may be the same person, for a person: "`J` for `Jane`, same unit".
    pub reason: String,
}

/// A person by the fullest spelling, and the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spellings {
    /// The fullest name; of those the one that is read most often.
    pub name: String,
    /// The unit, where all spellings have one and the same.
    pub unit: Option<String>,
    /// The address, where all spellings have one and the same.
    pub email: Option<String>,
    /// The other spellings, by name; never empty.
    pub others: Vec<Spelling>,
}

/// Spellings that share a name are compared with at most so many others: more than any office has, and a bound.
const NAMESAKES: usize = 50;

/// From so many letters on a name may have one wrong; among shorter ones too many are one letter apart.
const LONG_NAME: usize = 5;

/// Letters from which the beginning of a given name is a short form of it: "Ros".
const SHORT_FORM: usize = 3;

/// Returns the people with more than one spelling, by name; empty where no names may be one person's.
pub fn propose<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<Spellings> {
    let known = known(records);
    let mut groups: BTreeMap<usize, Vec<Spelling>> = BTreeMap::new();
    let fuller = fuller(&known);
    for (place, name) in known.iter().enumerate() {
        // Of several fuller names those count that are short for none of the others.
        let Some(of) = fuller.get(place).filter(|of| !of.is_empty()) else { continue };
        let top = |other: &&usize| fuller.get(**other).is_some_and(Vec::is_empty);
        let tops: Vec<usize> = of.iter().filter(top).copied().collect();
        let [top] = tops.as_slice() else { continue };
        let Some(reason) = known.get(*top).and_then(|person| name.reason(person)) else { continue };
        let spelling = Spelling { name: name.name.to_owned(), count: name.count, reason };
        groups.entry(*top).or_default().push(spelling);
    }
    let mut proposed: Vec<Spellings> = groups
        .into_iter()
        .filter_map(|(top, others)| {
            let person = known.get(top)?;
            let of_group =
                || known.iter().filter(|k| k.name == person.name || others.iter().any(|o| o.name == k.name));
            let only = |marks: BTreeSet<&str>| match marks.len() {
                1 => marks.first().map(|mark| (*mark).to_owned()),
                _ => None,
            };
            Some(Spellings {
                name: person.name.to_owned(),
                unit: only(of_group().flat_map(|k| k.units.values().copied()).collect()),
                email: only(of_group().flat_map(|k| k.emails.iter().copied()).collect()),
                others,
            })
        })
        .collect();
    proposed.sort_by(|a, b| a.name.cmp(&b.name));
    proposed
}

/// A name as it was read somewhere.
struct Known<'a> {
    name: &'a str,
    /// Its words, folded.
    words: Vec<String>,
    count: usize,
    /// By the folded text.
    units: BTreeMap<String, &'a str>,
    emails: BTreeSet<&'a str>,
}

/// All names of people, by name.
fn known<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<Known<'a>> {
    let mut known: BTreeMap<&str, Known<'_>> = BTreeMap::new();
    for owner in records.into_iter().flat_map(|record| &record.owners) {
        let Some(name) = owner.name.as_deref() else { continue };
        let words =
            || text::fold(name).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let entry = known.entry(name).or_insert_with(|| Known {
            name,
            words: words(),
            count: 0,
            units: BTreeMap::new(),
            emails: BTreeSet::new(),
        });
        entry.count += 1;
        entry.units.extend(owner.unit.as_deref().map(|unit| (text::fold(unit), unit)));
        entry.emails.extend(owner.email.as_deref());
    }
    known.into_values().filter(|name| !name.words.is_empty()).collect()
}

/// For each name the places of the fuller ones that may be the same person's.
fn fuller(known: &[Known<'_>]) -> Vec<Vec<usize>> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, name) in known.iter().enumerate() {
        for key in name.keys() {
            blocks.entry(key).or_default().push(place);
        }
    }
    let of = |name: &Known<'_>| {
        let near: BTreeSet<usize> = name
            .keys()
            .iter()
            .filter_map(|key| blocks.get(key))
            .flat_map(|places| places.iter().take(NAMESAKES))
            .copied()
            .collect();
        let is_fuller = |place: &usize| {
            known
                .get(*place)
                .is_some_and(|other| other.fullness() > name.fullness() && name.reason(other).is_some())
        };
        near.into_iter().filter(is_fuller).collect()
    };
    known.iter().map(of).collect()
}

impl Known<'_> {
    /// How much a name says: the words that are no initials, how often it is read, its letters. No two names are equal in it.
    fn fullness(&self) -> (usize, usize, usize, &str) {
        let words = self.words.iter().filter(|word| word.chars().count() > 1 && !self.is_initials()).count();
        (words, self.count, self.words.iter().map(String::len).sum(), self.name)
    }

    /// "RT": capitals alone.
    fn is_initials(&self) -> bool {
        let letters = self.name.chars().count();
        self.words.len() == 1 && (2..=3).contains(&letters) && self.name.chars().all(char::is_uppercase)
    }

    /// What two names that may be one person's have in common.
    fn keys(&self) -> BTreeSet<String> {
        let initial = |word: &String| word.chars().next().map(String::from).unwrap_or_default();
        let mut keys: BTreeSet<String> = self.emails.iter().map(|email| format!("at {email}")).collect();
        match self.words.as_slice() {
            [] => {}
            [alone] => {
                keys.insert(format!("word {alone}"));
                if self.is_initials() {
                    keys.insert(format!("letters {alone}"));
                }
            }
            [given, .., family] => {
                keys.insert(format!("word {family}"));
                keys.insert(format!("word {given}"));
                keys.insert(format!("pair {given} {}", initial(family)));
                keys.insert(format!("letters {}", self.words.iter().map(initial).collect::<String>()));
            }
        }
        keys
    }

    /// Why a fuller name may be the same person's; `None` where nothing says so, or the units differ.
    fn reason(&self, fuller: &Self) -> Option<String> {
        let shared_unit = self.units.keys().any(|unit| fuller.units.contains_key(unit));
        let shared_email = self.emails.iter().any(|email| fuller.emails.contains(email));
        if !shared_email && !shared_unit && !self.units.is_empty() && !fuller.units.is_empty() {
            return None;
        }
        let mut reasons: Vec<String> = self.likeness(fuller).into_iter().collect();
        reasons.extend(shared_email.then(|| "same address".to_owned()));
        if reasons.is_empty() {
            return None;
        }
        reasons.extend(shared_unit.then(|| "same unit".to_owned()));
        Some(reasons.join(", "))
    }

    /// How the words of two names are alike.
    fn likeness(&self, fuller: &Self) -> Option<String> {
        let (given, family) = match (self.words.as_slice(), fuller.words.as_slice()) {
            ([letters], [_, .., _]) if self.is_initials() => {
                let initials: String = fuller.words.iter().filter_map(|word| word.chars().next()).collect();
                return (initials == *letters).then(|| "its initials".to_owned());
            }
            ([alone], [given, .., family]) => {
                return match alone {
                    alone if alone == family => Some("the family name alone".to_owned()),
                    alone if alone == given => Some("the given name alone".to_owned()),
                    _ => None,
                };
            }
            ([given @ .., family], [fuller_given @ .., fuller_family]) => {
                ((given, fuller_given), (family, fuller_family))
            }
            _ => return None,
        };
        if family.0 != family.1 {
            let slip = given.0 == given.1 && !given.0.is_empty() && is_slip(family.0, family.1);
            return slip.then(|| format!("`{}` may be a slip for `{}`", family.0, family.1));
        }
        let mut pairs = given.0.iter().zip(given.1).filter(|(one, other)| one != other);
        match (pairs.next(), pairs.next()) {
            (None, _) if given.0.is_empty() || given.1.is_empty() => None,
            (None, _) if given.0.len() == given.1.len() => Some("only the writing differs".to_owned()),
            (None, _) => Some("another given name in one of them".to_owned()),
            (Some((one, other)), None) if is_initial(one, other) || is_initial(other, one) => {
                Some(format!("`{one}` for `{other}`"))
            }
            (Some((one, other)), None) if is_short_form(one, other) || is_short_form(other, one) => {
                Some(format!("`{one}` may be short for `{other}`"))
            }
            (Some((one, other)), None) if is_slip(one, other) => {
                Some(format!("`{one}` may be a slip for `{other}`"))
            }
            (Some(first), Some(second)) => {
                let initials = [first, second].into_iter().chain(pairs);
                let initials =
                    initials.filter(|(one, other)| !(is_initial(one, other) || is_initial(other, one)));
                (initials.count() == 0).then(|| "initials for given names".to_owned())
            }
            _ => None,
        }
    }
}

fn is_initial(one: &str, other: &str) -> bool {
    one.chars().count() == 1 && other.starts_with(one)
}

fn is_short_form(one: &str, other: &str) -> bool {
    one.chars().count() >= SHORT_FORM && other.starts_with(one)
}

fn is_slip(one: &str, other: &str) -> bool {
    one.chars().count().min(other.chars().count()) >= LONG_NAME && strsim::osa_distance(one, other) == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Owner;

    /// What is proposed for owners `name/unit/email`, one record each: `name: other (reason); …`.
    fn proposed(owners: &[&str]) -> Vec<String> {
        let record = |owner: &&str| {
            let mut parts =
                owner.split('/').map(|part| Some(part.to_owned()).filter(|part| !part.is_empty()));
            let mut next = || parts.next().flatten();
            let owner = Owner { name: next(), unit: next(), email: next(), ..Owner::default() };
            Record { owners: vec![owner], ..Record::default() }
        };
        let records: Vec<Record> = owners.iter().map(record).collect();
        let shown = |group: Spellings| {
            let others: Vec<String> =
                group.others.iter().map(|other| format!("{} ({})", other.name, other.reason)).collect();
            let marks: String =
                [group.unit, group.email].into_iter().flatten().map(|mark| format!(" [{mark}]")).collect();
            format!("{}{marks}: {}", group.name, others.join("; "))
        };
        propose(&records).into_iter().map(shown).collect()
    }

    #[test]
    fn spellings_of_one_person_are_proposed_with_their_reason() {
        let cases: [(&[&str], &[&str]); 14] = [
            (&["J Roe", "Jane Roe"], &["Jane Roe: J Roe (`j` for `jane`)"]),
            (
                &["J Roe/Estates", "Jane Roe/Estates"],
                &["Jane Roe [Estates]: J Roe (`j` for `jane`, same unit)"],
            ),
            (&["J Roe/Estates", "Jane Roe/Legal"], &[]),
            (&["J Roe", "Jane Roe", "John Roe"], &[]),
            (
                &["J Roe/Estates", "Jane Roe/Estates", "John Roe/Legal"],
                &["Jane Roe [Estates]: J Roe (`j` for `jane`, same unit)"],
            ),
            (
                &["Owen Halliwell", "Owen Halliwell", "Owen Haliwell"],
                &["Owen Halliwell: Owen Haliwell (`haliwell` may be a slip for `halliwell`)"],
            ),
            (
                &["Ros Teague", "Rosalind Teague"],
                &["Rosalind Teague: Ros Teague (`ros` may be short for `rosalind`)"],
            ),
            (&["RT", "Rosalind Teague"], &["Rosalind Teague: RT (its initials)"]),
            (
                &["Teague", "Rosalind Teague", "R Teague"],
                &["Rosalind Teague: R Teague (`r` for `rosalind`); Teague (the family name alone)"],
            ),
            (&["JANE ROE", "Jane Roe", "Jane Roe"], &["Jane Roe: JANE ROE (only the writing differs)"]),
            (&["Ann Lee", "Ann Mary Lee"], &["Ann Mary Lee: Ann Lee (another given name in one of them)"]),
            (
                &["A Lee//a@b.example", "Bo Smith//a@b.example"],
                &["Bo Smith [a@b.example]: A Lee (same address)"],
            ),
            (&["Jane Roe", "Anna Poe", "Jane Poe"], &[]),
            (&[], &[]),
        ];
        for (owners, expected) in cases {
            assert_eq!(proposed(owners), expected, "{owners:?}");
        }
    }
}
