//! Items to owners: which post, team and address belong to whom.
//!
//! First what only the items beside it explain is settled ([`letters`](super::letters), [`inverted`](super::inverted)), then
//! each post, team and address goes to the person it is tied to most tightly.

use super::inverted::{share_family, turn_inverted};
use super::letters::{drop_labels, settle_letters};
use super::reader::{Item, What};
use super::token::Joint;
use crate::record::Owner;

/// Owners in the order of the text, each with the byte range it was read from.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) owners: Vec<(Owner, usize, usize)>,
    pub(super) doubtful: bool,
}

/// Puts items together to owners.
pub(super) fn gather(mut items: Vec<Item>, known: &[String]) -> Gathered {
    let mut gathered = Gathered { doubtful: settle(&mut items, known), ..Gathered::default() };
    attach(&items, &mut gathered);
    gathered
}

/// Says what letters stand for, turns inverted names round and shares family names; tells whether any of it could be
/// wrong.
pub(super) fn settle(items: &mut Vec<Item>, known: &[String]) -> bool {
    drop_labels(items);
    let letters = settle_letters(items, known);
    let turned = turn_inverted(items, known);
    let shared = share_family(items);
    letters || turned || shared
}

/// Gives posts, teams and addresses to the people beside them.
fn attach(items: &[Item], gathered: &mut Gathered) {
    let alone = items.len() == 2;
    // A cell that begins with a person and ends with a post has the person first all along.
    let is_person = |item: Option<&Item>| item.is_some_and(|item| matches!(item.what, What::Person(_)));
    let names_first = is_person(items.first()) && !is_person(items.last());
    for (at, item) in items.iter().enumerate() {
        let part = part(&item.what);
        // "Estates - Ann Lee / Legal - Bo Roe": tighter to the person behind than to the one before.
        let tighter = |next: &Item| next.joint <= Joint::Dash && next.joint < item.joint;
        let forward = !names_first && is_person(items.get(at + 1)) && items.get(at + 1).is_some_and(tighter);
        let last = gathered.owners.last_mut().filter(|(owner, ..)| {
            if part.name.is_some() {
                takes_name(owner, item.joint, alone)
            } else {
                !forward && takes(owner, &part, item.joint)
            }
        });
        if let Some((owner, _, end)) = last {
            gathered.doubtful |= part.name.is_some() && item.joint == Joint::Comma;
            fill(owner, part);
            *end = item.end;
        } else {
            gathered.owners.push((part, item.start, item.end));
        }
    }
}

fn part(what: &What) -> Owner {
    let mut part = Owner::default();
    match what {
        What::Person(person) => part.name = Some(person.name()),
        What::Post(text) | What::Label(text) => part.role = Some(text.clone()),
        What::Unit(text) | What::Letters(text) => part.unit = Some(text.clone()),
        What::Email(text) => part.email = Some(text.clone()),
    }
    part
}

/// Tells whether a name after a post or team is that of its holder: "Head of Estates (Ann Lee)".
fn takes_name(owner: &Owner, joint: Joint, alone: bool) -> bool {
    let loosest = match (owner.role.is_some(), alone) {
        (true, true) => Joint::Comma,
        (true, false) => Joint::Line,
        (false, _) => Joint::Dash,
    };
    owner.name.is_none() && joint <= loosest
}

/// Tells whether a post, team or address belongs to the owner before it.
fn takes(owner: &Owner, part: &Owner, joint: Joint) -> bool {
    if joint > Joint::Comma {
        return false;
    }
    if part.email.is_some() {
        return owner.email.is_none();
    }
    if part.role.is_some() {
        let near =
            owner.name.is_some() || (owner.unit.is_some() && matches!(joint, Joint::Bracket | Joint::Dash));
        return owner.role.is_none() && near;
    }
    let body = part.unit.as_deref().is_some_and(is_body) && joint >= Joint::Line;
    owner.unit.is_none() && (owner.name.is_some() || owner.role.is_some()) && !body
}

/// Tells whether the team acts by itself, as a committee does, rather than being where somebody works.
fn is_body(unit: &str) -> bool {
    let unit = unit.to_lowercase();
    let ends = [
        "committee",
        "board",
        "panel",
        "cabinet",
        "group",
        "forum",
        "commission",
        "management team",
        "leadership team",
    ];
    ends.iter().any(|end| unit.ends_with(end))
}

/// Takes over what the owner does not have yet.
pub(super) fn fill(owner: &mut Owner, part: Owner) {
    owner.name = owner.name.take().or(part.name);
    owner.role = owner.role.take().or(part.role);
    owner.unit = owner.unit.take().or(part.unit);
    owner.email = owner.email.take().or(part.email);
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn posts_and_teams_go_to_the_nearest() {
        let cases = [
            ("Ann Lee Clerk Bo Roe Treasurer", "Ann Lee /Clerk/ | Bo Roe /Treasurer/"),
            ("Ann Lee Bo Roe Head of Estates XYZ", "Ann Lee | Bo Roe /Head of Estates/ (XYZ)"),
            ("Clerk: Ann Lee; Treasurer: Bo Roe", "Ann Lee /Clerk/ | Bo Roe /Treasurer/"),
            ("Clerk (Ann Lee), Treasurer (Bo Roe)", "Ann Lee /Clerk/ | Bo Roe /Treasurer/"),
            ("Ann Lee - Clerk, Bo Roe - Treasurer", "Ann Lee /Clerk/ | Bo Roe /Treasurer/"),
            ("Estates - Ann Lee / Legal - Bo Roe", "Ann Lee (Estates) | Bo Roe (Legal)"),
            ("Ann Lee, Clerk Bo Roe, Head of Legal", "Ann Lee /Clerk/ | Bo Roe /Head of Legal/"),
            ("Clerk Ann Lee, Treasurer Bo Roe", "Ann Lee /Clerk/ | Bo Roe /Treasurer/"),
            ("Ann Lee (Estates), Bo Roe [Legal]", "Ann Lee (Estates) | Bo Roe (Legal)"),
            ("Ann Lee\nHead of Estates", "Ann Lee /Head of Estates/"),
            ("Head of Estates\nAnn Lee", "Ann Lee /Head of Estates/"),
            ("Head of Estates, Ann Lee", "Ann Lee /Head of Estates/ ?"),
            ("Head of Estates & Ann Lee", "/Head of Estates/ | Ann Lee"),
            ("Head of Estates, Property", "/Head of Estates/ (Property)"),
            ("Audit Committee\nEstates Manager", "(Audit Committee) | /Estates Manager/"),
            ("Estates Manager\nAudit Committee", "/Estates Manager/ | (Audit Committee)"),
            ("Ann Lee, ann.lee@example.org", "Ann Lee <ann.lee@example.org>"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
