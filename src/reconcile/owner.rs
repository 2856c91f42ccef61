//! Whether two owners are the same, and what changed between two lists of them.

use crate::diff::ChangeKind;
use crate::record::Owner;

use super::text;

/// Returns what changed between two lists of owners that differ in some way.
///
/// The same people in another spelling or order are `cosmetic`; a post, unit or address that came or went is a `value`.
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
    let mut left: Vec<&Owner> = old.iter().collect();
    let mut right: Vec<&Owner> = new.iter().collect();
    let mut pairs = Vec::new();
    for same in [same_spelling as fn(&Owner, &Owner) -> bool, same_owner] {
        left.retain(|a| {
            let Some(place) = right.iter().position(|b| same(a, b)) else { return true };
            pairs.push((*a, right.remove(place)));
            false
        });
    }
    (pairs, left.len(), right.len())
}

fn same_spelling(a: &Owner, b: &Owner) -> bool {
    same_words(a.name.as_ref(), b.name.as_ref()) && a.name.is_some()
}

/// Tells whether two owners are one: the same address, a compatible name, or without a name the same post or text.
fn same_owner(a: &Owner, b: &Owner) -> bool {
    if a.email.is_some() && same_words(a.email.as_ref(), b.email.as_ref()) {
        return true;
    }
    match (&a.name, &b.name) {
        (Some(a), Some(b)) => same_name(a, b),
        (None, None) => match (&a.role, &b.role) {
            (Some(_), Some(_)) => same_words(a.role.as_ref(), b.role.as_ref()),
            (None, None) if a.unit.is_some() && b.unit.is_some() => {
                same_words(a.unit.as_ref(), b.unit.as_ref())
            }
            (None, None) => text::same_words(Some(&a.as_written), Some(&b.as_written)),
            _ => false,
        },
        _ => false,
    }
}

/// Tells whether two names can be one person's: the same family name, and given names that are equal or initials.
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (text::words(a), text::words(b));
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

/// Whether what stands beside the name says the same.
fn same_marks(a: &Owner, b: &Owner) -> bool {
    same_words(a.role.as_ref(), b.role.as_ref())
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
        let mut with_post = owners(&["Ada Byrne"]);
        with_post[0].role = Some("Head of Parks".into());
        assert_eq!(owners_change(&owners(&["Ada Byrne"]), &with_post), ChangeKind::Value);
    }
}
