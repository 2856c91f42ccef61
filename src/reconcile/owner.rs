//! Whether two owners are the same, and what changed between two lists of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::ChangeKind;
use crate::normalize::owners::is_vacant;
use crate::record::Owner;

use super::text;

/// Returns what changed between two lists of owners that differ in some way.
///
/// The same people in another spelling or order are `cosmetic`; a post, unit or address that came or went is a
/// `value`, and so is a post that fell vacant or was filled.
pub(super) fn owners_change(old: &[Owner], new: &[Owner]) -> ChangeKind {
    let (pairs, gone, come) = pair_up(old, new);
    match (gone, come) {
        (0, 0) if pairs.iter().all(|(a, b)| same_marks(a, b)) => ChangeKind::Cosmetic,
        (0, 0) => ChangeKind::Value,
        (0, _) => ChangeKind::OwnerAdded,
        (_, 0) => ChangeKind::OwnerRemoved,
        _ => ChangeKind::OwnerReplaced,
    }
}

/// The same owners of both lists, and how many are left on either side. Equal names come before compatible ones.
fn pair_up<'a>(old: &'a [Owner], new: &'a [Owner]) -> (Vec<(&'a Owner, &'a Owner)>, usize, usize) {
    let mut left: Vec<Spelled> = old.iter().map(Spelled::new).collect();
    let right: Vec<Spelled> = new.iter().map(Spelled::new).collect();
    let mut free: BTreeSet<usize> = (0..right.len()).collect();
    let mut pairs = Vec::new();
    for (keys, same) in PASSES {
        let mut blocks: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for place in &free {
            for key in right.get(*place).map(keys).unwrap_or_default() {
                blocks.entry(key).or_default().insert(*place);
            }
        }
        left.retain(|a| {
            let of_key = |key: &String| blocks.get(key).into_iter().flatten().take(NAMESAKES);
            let fits = |place: &&usize| right.get(**place).is_some_and(|b| same(a, b));
            let found = keys(a).iter().flat_map(of_key).filter(fits).min().copied();
            let Some((place, b)) = found.and_then(|place| Some((place, right.get(place)?))) else {
                return true;
            };
            free.remove(&place);
            for key in keys(b) {
                blocks.entry(key).or_default().remove(&place);
            }
            pairs.push((a.owner, b.owner));
            false
        });
    }
    (pairs, left.len(), free.len())
}

/// Of the owners left that share a name or initial, so many are compared: more than any cell has, and a bound.
const NAMESAKES: usize = 100;

/// What two owners that may be one have in common, and whether they are.
type Pass = (fn(&Spelled) -> Vec<String>, fn(&Spelled, &Spelled) -> bool);

const PASSES: [Pass; 2] = [
    (|a| a.name.iter().map(|name| name.join(" ")).collect(), |a, b| a.name == b.name),
    (|a| a.keys(), same_owner),
];

/// An owner with its words, spelled out once.
struct Spelled<'a> {
    owner: &'a Owner,
    name: Option<Vec<String>>,
    role: Option<String>,
    unit: Option<String>,
    email: Option<String>,
    written: String,
}

impl<'a> Spelled<'a> {
    fn new(owner: &'a Owner) -> Self {
        let words = |text: &String| text::meaning(text).join(" ");
        Self {
            owner,
            name: owner.name.as_deref().map(text::words),
            role: owner.role.as_ref().map(words),
            unit: owner.unit.as_ref().map(words),
            email: owner.email.as_ref().map(words),
            written: words(&owner.as_written),
        }
    }

    /// What [`same_owner`] asks for: each two that are the same have one of these in common.
    fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.email.iter().map(|email| format!("at {email}")).collect();
        match self.name.as_deref() {
            Some([given, .., family]) => {
                keys.push(format!("name {family} {}", given.chars().next().unwrap_or_default()));
            }
            Some(name) => keys.push(format!("name {}", name.join(" "))),
            None => {
                keys.extend(self.role.iter().map(|role| format!("post {role}")));
                keys.extend(self.unit.iter().map(|unit| format!("unit {unit}")));
                keys.push(format!("text {}", self.written));
            }
        }
        keys
    }
}

/// Tells whether two owners are one: the same address, a compatible name, or without a name the same post or text.
fn same_owner(a: &Spelled, b: &Spelled) -> bool {
    if a.email.is_some() && a.email == b.email {
        return true;
    }
    match (&a.name, &b.name) {
        (Some(a), Some(b)) => same_name(a, b),
        (None, None) => match (&a.role, &b.role) {
            (Some(a), Some(b)) => a == b,
            (None, None) if a.unit.is_some() && b.unit.is_some() => a.unit == b.unit,
            (None, None) => a.written == b.written,
            _ => false,
        },
        _ => false,
    }
}

/// Tells whether two names can be one person's: the same family name, and given names that are equal or initials.
fn same_name(a: &[String], b: &[String]) -> bool {
    let (Some((family_a, given_a)), Some((family_b, given_b))) = (a.split_last(), b.split_last()) else {
        return false;
    };
    if a == b {
        return true;
    }
    let initial = |a: &str, b: &str| a == b || (a.chars().count() == 1 && b.starts_with(a));
    family_a == family_b
        && !given_a.is_empty()
        && !given_b.is_empty()
        && given_a.iter().zip(given_b).all(|(a, b)| initial(a, b) || initial(b, a))
}

/// Whether what stands beside the name says the same, and the post is filled in both or in neither.
fn same_marks(a: &Owner, b: &Owner) -> bool {
    is_vacant(&a.as_written) == is_vacant(&b.as_written)
        && same_words(a.role.as_ref(), b.role.as_ref())
        && same_words(a.unit.as_ref(), b.unit.as_ref())
        && same_words(a.email.as_ref(), b.email.as_ref())
}

fn same_words(a: Option<&String>, b: Option<&String>) -> bool {
    text::same_words(a.map(String::as_str), b.map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owners(names: &[&str]) -> Vec<Owner> {
        let owner = |name: &&str| match name.strip_prefix("post:") {
            Some(post) => Owner { role: Some(post.into()), as_written: post.into(), ..Owner::default() },
            None => Owner { name: Some((*name).into()), as_written: (*name).into(), ..Owner::default() },
        };
        names.iter().map(owner).collect()
    }

    #[test]
    fn people_are_told_from_their_spelling() {
        let cases: [(&[&str], &[&str], ChangeKind); 11] = [
            (&["Ada Byrne"], &["A. Byrne"], ChangeKind::Cosmetic),
            (&["ADA BYRNE"], &["Ada  Byrne"], ChangeKind::Cosmetic),
            (&["Ada Byrne", "Tom Ode"], &["Tom Ode", "Ada Byrne"], ChangeKind::Cosmetic),
            (&["post:Head of Parks"], &["post:head of parks"], ChangeKind::Cosmetic),
            (&["Ada Byrne"], &["Anna Byrne"], ChangeKind::OwnerReplaced),
            (&["A Byrne", "Anna Byrne"], &["Ada Byrne", "Anna Byrne"], ChangeKind::Cosmetic),
            (&["Ada Byrne"], &["Ada Byrne", "Tom Ode"], ChangeKind::OwnerAdded),
            (&["Ada Byrne", "Tom Ode"], &["Tom Ode"], ChangeKind::OwnerRemoved),
            (&[], &["Tom Ode"], ChangeKind::OwnerAdded),
            (&["Ada Byrne"], &["post:Head of Parks"], ChangeKind::OwnerReplaced),
            (&["Byrne"], &["Ada Byrne"], ChangeKind::OwnerReplaced),
        ];
        for (old, new, kind) in cases {
            assert_eq!(owners_change(&owners(old), &owners(new)), kind, "{old:?} to {new:?}");
        }
        let many = |first: usize| -> Vec<Owner> {
            (first..first + 4000)
                .map(|n| Owner { name: Some(format!("A{n} Byrne")), ..Owner::default() })
                .collect()
        };
        assert_eq!(owners_change(&many(0), &many(2000)), ChangeKind::OwnerReplaced, "soon, too");
        let filled = owners(&["post:Head of Parks"]);
        let mut vacant = filled.clone();
        vacant[0].as_written = "Head of Parks (vacant)".into();
        assert_eq!(owners_change(&filled, &vacant), ChangeKind::Value);
        let mut with_post = owners(&["Ada Byrne"]);
        with_post[0].role = Some("Head of Parks".into());
        assert_eq!(owners_change(&owners(&["Ada Byrne"]), &with_post), ChangeKind::Value);
    }
}
