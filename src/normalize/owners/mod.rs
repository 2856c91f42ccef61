//! Owner cells to owners: people, posts, teams and addresses, however an office wrote them into one cell.
//!
//! ```text
//! L. Brannigan D. Okafor HR            two people, the second one's unit
//! Lee, Ann; Roe, Bo                    Ann Lee and Bo Roe
//! Head of Estates - Ann Lee (tbc)      Ann Lee with her post; to be confirmed
//! Vacant (was Ann Lee)                 Ann Lee; vacant
//! ```
//!
//! The steps, in order: `token` cuts the text up; `context` settles what each word is where it stands; `reader` makes
//! items of them (names by `row`, `people` and `person`, posts and teams by `extent`, `across` and `office`, "tbc" and
//! its like by `state`); `apposed`, `letters` and `inverted` settle what only the items beside it explain; `gather` puts the items
//! together to owners. The words themselves are in `vocabulary`.
//!
//! Whose names may be one person's across a tracker ("J Lee", "Jane Lee") `spellings` proposes and `directory` knows; what a
//! finding says is for others.

mod across;
mod apposed;
mod class;
mod context;
pub mod directory;
mod extent;
mod gather;
mod inverted;
mod letters;
mod likeness;
mod office;
mod people;
mod person;
mod reader;
mod row;
pub mod spellings;
mod state;
mod term;
mod token;
mod vocabulary;
mod word;

pub use likeness::owner_likeness;

use std::collections::BTreeMap;

use crate::record::Owner;
use class::Class;
use token::Kind;
use word::lookup;

/// What is known before a cell is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct OwnerOptions<'a> {
    /// Names read alone elsewhere in the tracker, "Given Family" ([`names_alone`]): they tell how to cut rows of names.
    pub known: &'a [String],
}

/// What stands in an owner cell instead of owners, or beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnerState {
    /// Still to be settled.
    ToBeConfirmed,
    /// No owner applies.
    NotApplicable,
    /// Everybody, or all of a kind: "All Directors".
    All,
    /// Several that are not named.
    Various,
    /// The post is not filled.
    Vacant,
    /// The same as elsewhere: "as above".
    Ditto,
    /// Nobody: said so, or the text names no owner at all (a date, a status, a sentence).
    None,
}

/// What was read from an owner cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnersRead {
    /// The owners in the order of the text, each person once; for everybody or several unnamed one of the text alone.
    pub owners: Vec<Owner>,
    /// What stands there instead of owners, or beside them; `None` for a blank text too.
    pub state: Option<OwnerState>,
    /// A cut or reading that could be wrong.
    pub doubtful: bool,
}

/// Tells whether a text says that a post is not filled.
pub fn is_vacant(text: &str) -> bool {
    read_owners(text, &OwnerOptions::default()).state == Some(OwnerState::Vacant)
}

/// More bytes than any owner cell has; the work grows faster than the text.
const LONGEST: usize = 8192;

/// Reads the owners of a cell; a blank text and one of more than 8 KiB have neither owners nor a state.
///
/// Each owner's `as_written` is its own part of the text, unchanged; of a single owner it is the whole text, trimmed.
pub fn read_owners(text: &str, options: &OwnerOptions<'_>) -> OwnersRead {
    if text.len() > LONGEST {
        return OwnersRead::default();
    }
    let mut tokens = token::tokens(text);
    if !tokens.iter().any(|t| matches!(t.kind, Kind::Word | Kind::Email)) {
        let number = tokens.iter().any(|t| t.kind == Kind::Number);
        let state = if number { Some(OwnerState::None) } else { state::of_signs(text) };
        return OwnersRead { state, ..OwnersRead::default() };
    }
    let context = context::settle(&mut tokens);
    let mut read = reader::read(&tokens, &context, options.known);
    let prose = read.drop_prose(&tokens);
    let gathered = gather::gather(if prose { Vec::new() } else { read.items }, options.known);
    let mut doubtful = read.doubtful || gathered.doubtful || read.strangers > 0;
    if gathered.owners.iter().all(|(owner, ..)| is_mark(owner)) {
        let state = read.state.unwrap_or(OwnerState::None);
        let unnamed = matches!(state, OwnerState::All | OwnerState::Various) && !prose;
        let owner = unnamed.then(|| Owner { as_written: text.trim().to_owned(), ..Owner::default() });
        return OwnersRead { owners: owner.into_iter().collect(), state: Some(state), doubtful };
    }
    let mut owners: Vec<Owner> = Vec::with_capacity(gathered.owners.len());
    let mut places: BTreeMap<Identity, usize> = BTreeMap::new();
    let starts: Vec<usize> = gathered.owners.iter().map(|(_, start, _)| *start).collect();
    let limits = starts.into_iter().skip(1).chain([text.len()]);
    for ((mut owner, start, end), limit) in gathered.owners.into_iter().zip(limits) {
        if owner.name.is_none() && owner.role.is_none() {
            owner.name = owner.email.as_deref().and_then(name_of_address);
            doubtful |= owner.name.is_some();
        }
        let place = *places.entry(identity(&owner)).or_insert(owners.len());
        if let Some(other) = owners.get_mut(place) {
            gather::fill(other, owner);
        } else {
            part_of(text, start, end, limit).clone_into(&mut owner.as_written);
            owners.push(owner);
        }
    }
    if let [owner] = owners.as_mut_slice() {
        text.trim().clone_into(&mut owner.as_written);
    }
    OwnersRead { owners, state: read.state, doubtful }
}

/// Returns the names that stand alone in cells, sorted, each once: what [`OwnerOptions::known`] wants.
///
/// A first pass over a tracker's owner cells; cells with several owners or a doubtful reading give none.
pub fn names_alone<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let alone = texts.into_iter().filter_map(|text| {
        let read = read_owners(text, &OwnerOptions::default());
        match read.owners.as_slice() {
            [Owner { name: Some(name), email: None, .. }] if !read.doubtful && name.contains(' ') => {
                Some(name.clone())
            }
            _ => None,
        }
    });
    let mut names: Vec<String> = alone.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Returns the owner's part of the text, with the bracket that closes it if that stands before `limit`.
fn part_of(text: &str, start: usize, end: usize, limit: usize) -> &str {
    let part = text.get(start..end).unwrap_or_default();
    let count = |signs: [char; 3]| part.chars().filter(|c| signs.contains(c)).count();
    let rest = text.get(end..limit).unwrap_or_default();
    match rest.find([')', ']', '>']) {
        Some(at) if count(['(', '[', '<']) > count([')', ']', '>']) => {
            text.get(start..=end + at).unwrap_or(part)
        }
        _ => part,
    }
}

/// Tells whether the owner is a single letter, such as the `x` of a ticked box.
fn is_mark(owner: &Owner) -> bool {
    owner.role.is_none()
        && owner.unit.is_none()
        && owner.email.is_none()
        && owner.name.as_deref().is_some_and(|name| name.len() == 1 && name.is_ascii())
}

/// What two owners of a cell have in common where they are one: a name, or nameless all the rest.
type Identity = (Option<String>, [Option<String>; 3]);

fn identity(owner: &Owner) -> Identity {
    match &owner.name {
        Some(name) => (Some(name.to_lowercase()), [None, None, None]),
        None => (None, [owner.role.clone(), owner.unit.clone(), owner.email.clone()]),
    }
}

/// Returns the name that an address spells out: `ann.lee@example.org`, but not `alee@` or `housing.team@`.
fn name_of_address(address: &str) -> Option<String> {
    let (local, _) = address.split_once('@')?;
    let parts: Vec<&str> = local.split(['.', '_']).collect();
    let named = |part: &&str| {
        let class = lookup(part);
        part.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'')
            && (class == Class::default()
                || part.len() == 1
                || class.is(Class::GIVEN.and(Class::SURNAME).and(Class::PARTICLE)))
    };
    let whole = match parts.as_slice() {
        [one] => lookup(one).is(Class::GIVEN) && !lookup(one).is(Class::OFFICE.and(Class::OTHER)),
        [.., last] => parts.len() <= 3 && last.chars().count() > 1,
        [] => false,
    };
    let valid = whole && parts.iter().all(|part| !part.is_empty()) && parts.iter().all(named);
    valid.then(|| parts.iter().map(|part| person::title_case(part)).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Owners as `Name /role/ (unit) <email>` joined by ` | `, then the state and the doubt.
    pub(super) fn shown(text: &str) -> String {
        shown_with(text, &OwnerOptions::default())
    }

    pub(super) fn shown_with(text: &str, options: &OwnerOptions<'_>) -> String {
        let read = read_owners(text, options);
        let owner = |owner: &Owner| {
            let role = owner.role.as_ref().map(|role| format!("/{role}/"));
            let unit = owner.unit.as_ref().map(|unit| format!("({unit})"));
            let email = owner.email.as_ref().map(|email| format!("<{email}>"));
            let parts: Vec<String> = [owner.name.clone(), role, unit, email].into_iter().flatten().collect();
            parts.join(" ")
        };
        let mut shown = read.owners.iter().map(owner).collect::<Vec<_>>().join(" | ");
        if let Some(state) = read.state {
            shown += &format!(" {state:?}");
        }
        if read.doubtful {
            shown += " ?";
        }
        shown.trim().to_owned()
    }

    #[test]
    fn people_are_read_however_they_are_parted() {
        let cases = [
            ("Ann Lee", "Ann Lee"),
            ("Ann Lee, Bo Roe and Wei Lin", "Ann Lee | Bo Roe | Wei Lin"),
            ("Ann Lee Bo Roe", "Ann Lee | Bo Roe"),
            ("Ann Lee\n\nBo Roe", "Ann Lee | Bo Roe"),
            ("Ann Lee w/ Bo Roe; Cy Dale + Di Orme", "Ann Lee | Bo Roe | Cy Dale | Di Orme"),
            ("1. Ann Lee 2. Bo Roe", "Ann Lee | Bo Roe"),
            ("• Ann Lee\n• Bo Roe", "Ann Lee | Bo Roe"),
            ("from Ann Lee to Bo Roe", "Ann Lee | Bo Roe"),
            ("Ann Lee (until June 2014), then Bo Roe", "Ann Lee | Bo Roe"),
            ("Ann Lee with support from Bo Roe", "Ann Lee | Bo Roe"),
            ("Ann Lee / Bo Roe / Ann Lee", "Ann Lee | Bo Roe"),
            ("ANN LEE, HEAD OF ESTATES", "Ann Lee /HEAD OF ESTATES/"),
            ("ann lee", "Ann Lee"),
            ("Ann Lee* ext. 2214", "Ann Lee"),
            ("Dr Ann Lee OBE", "Ann Lee"),
            ("Mr & Mrs Thrale", "Thrale"),
            ("Tunde Thra le", "Tunde Thrale ?"),
            ("Dan Low", "Dan Low"),
            ("Jo High, Mo Done", "Jo High | Mo Done"),
            ("Val Medium / Nat Open", "Val Medium | Nat Open"),
            ("Mark Sale", "Mark Sale"),
            ("Tom Baker (Mrs)", "Tom Baker"),
            ("Dan - Completed", "Dan"),
            ("Ann Vacant", "Ann Vacant"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn posts_and_teams_without_people_are_owners() {
        let cases = [
            ("Head of Estates", "/Head of Estates/"),
            ("Chair and Clerk", "/Chair/ | /Clerk/"),
            ("ICT / Audit", "(ICT) | (Audit)"),
            ("Estates Team, Audit Committee", "(Estates Team) | (Audit Committee)"),
            ("All Group Managers", "/Group Managers/ All"),
            ("Lead Officer", "/Lead Officer/"),
            ("estates@example.org", "<estates@example.org>"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn an_unknown_word_on_a_line_of_its_own_post_is_no_name() {
        let cases = [
            ("Ann Lee\nHarbour Master", "Ann Lee /Harbour Master/"),
            ("Head of Place\nAnn Lee\nCoastal Services", "Ann Lee /Head of Place/ (Coastal Services)"),
            (
                "Ann Lee\nMarkets Supervisor\nBo Roe\nCivic Centre Manager",
                "Ann Lee /Markets Supervisor/ | Bo Roe /Civic Centre Manager/",
            ),
            // A family name that slipped into the next line.
            ("Ann\nOkaford Manager", "Ann Okaford /Manager/"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn states_stand_instead_of_owners_or_beside_them() {
        let cases = [
            ("", ""),
            ("tbc", "ToBeConfirmed"),
            ("Ann Lee (tbc)", "Ann Lee ToBeConfirmed"),
            ("Vacant (was Ann Lee)", "Ann Lee Vacant"),
            ("Head of Estates - vacant", "/Head of Estates/ Vacant"),
            ("Various", "Various"),
            ("Everyone", "All"),
            ("As above", "Ditto"),
            ("n/a", "NotApplicable"),
            ("-", "None"),
            ("14/02/2013", "None"),
            ("March 2014", "None"),
            ("Completed", "None"),
            ("x", "None"),
            ("Officers will review the policy", "None ?"),
            ("rnino Lane", "None ?"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn each_owner_keeps_its_own_text() {
        let written = |text: &str| -> Vec<String> {
            let read = read_owners(text, &OwnerOptions::default());
            read.owners.into_iter().map(|owner| owner.as_written).collect()
        };
        assert_eq!(written(" Cllr Ann  Lee (Chair). "), ["Cllr Ann  Lee (Chair)."]);
        assert_eq!(written("Dr A. Lee (HR), Roe, B. - Clerk"), ["Dr A. Lee (HR)", "Roe, B. - Clerk"]);
        assert_eq!(written("Estates (Ann Lee, Bo Roe)"), ["Estates (Ann Lee", "Bo Roe"]);
        assert_eq!(written(" Everyone "), ["Everyone"]);
        assert_eq!(written("Various"), ["Various"]);
    }

    #[test]
    fn a_text_longer_than_any_cell_is_not_read() {
        let text = "Ann Lee; ".repeat(20_000);
        assert_eq!(read_owners(&text, &OwnerOptions::default()), OwnersRead::default());
    }

    #[test]
    fn addresses_spell_names_out() {
        let cases = [
            ("ann.lee@example.org", "Ann Lee <ann.lee@example.org> ?"),
            ("a_lee@example.org", "A Lee <a_lee@example.org> ?"),
            ("alee@example.org", "<alee@example.org>"),
            ("Bo Roe <b.roe@example.org>", "Bo Roe <b.roe@example.org>"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn names_alone_help_to_cut_rows() {
        let texts =
            ["Pham Orme Wexcombe", "Head of Estates", "Ann Lee, Bo Roe", "Quist", "Pham Orme Wexcombe"];
        let known = names_alone(texts);
        assert_eq!(known, ["Pham Orme Wexcombe"]);
        let row = "Pham Orme Wexcombe Tran Quist";
        assert_eq!(shown_with(row, &OwnerOptions { known: &known }), "Pham Orme Wexcombe | Tran Quist");
    }

    const WORDS: [&str; 40] = [
        "Ann",
        "Lee",
        "J.",
        "J.S.",
        "Thrale",
        "van",
        "der",
        "O’Dowd",
        "Head",
        "of",
        "Estates",
        "Manager",
        "HR",
        "XYZ",
        "Team",
        "Finance",
        "and",
        "&",
        "/",
        ",",
        ";",
        "\n",
        "-",
        "(",
        ")",
        "tbc",
        "vacant",
        "the",
        "will",
        "Dr",
        "Jr",
        "MBA",
        "ing",
        "12",
        "March",
        "ann.lee@example.org",
        "Services",
        "Deputy",
        "?",
        "All",
    ];

    fn cells() -> impl Strategy<Value = String> {
        let words =
            prop::collection::vec((prop::sample::select(&WORDS[..]), prop::bool::weighted(0.9)), 0..14);
        let office = words.prop_map(|words| {
            words.into_iter().map(|(word, space)| word.to_owned() + if space { " " } else { "" }).collect()
        });
        prop_oneof![office, any::<String>()]
    }

    fn name() -> impl Strategy<Value = String> {
        let given =
            prop::sample::select(&["Ann", "Tunde", "Maria", "Jean-Paul", "Kate", "J", "Zbigniew"][..]);
        let family =
            prop::sample::select(&["Thrale", "O'Dowd", "van der Wexe", "McQuist", "Orme-Lind", "Pugh"][..]);
        (given, family).prop_map(|(given, family)| format!("{given} {family}"))
    }

    proptest! {
        #[test]
        fn what_was_written_is_recoverable(text in cells()) {
            let read = read_owners(&text, &OwnerOptions::default());
            let mut rest = text.as_str();
            for owner in &read.owners {
                prop_assert!(!owner.as_written.is_empty());
                let unnamed = matches!(read.state, Some(OwnerState::All | OwnerState::Various));
                let named = owner.name.is_some() || owner.role.is_some() || owner.unit.is_some() || owner.email.is_some();
                prop_assert!(named || unnamed);
                let found = rest.split_once(owner.as_written.as_str());
                prop_assert!(found.is_some(), "{:?} in {text:?}", owner.as_written);
                rest = found.unwrap().1;
            }
            prop_assert_eq!(read.state.is_none() && read.owners.is_empty(), text.trim().is_empty());
            let likeness = owner_likeness(&text);
            prop_assert!((0.0..=1.0).contains(&likeness), "{likeness}");
        }

        #[test]
        fn signs_part_names(one in name(), other in name(), sign in prop::sample::select(&[", ", "; ", " / ", " & ", " and ", "\n\n", " + ", " | "][..])) {
            prop_assume!(one != other);
            let read = read_owners(&format!("{one}{sign}{other}"), &OwnerOptions::default());
            let names: Vec<String> = read.owners.into_iter().filter_map(|owner| owner.name).collect();
            prop_assert_eq!(names, [one, other]);
        }

        #[test]
        fn names_are_read_either_way_round(name in name()) {
            let (given, family) = name.split_once(' ').unwrap();
            for text in [format!("{family}, {given}"), format!("Dr {name}, MBA"), format!("{name} (HR)")] {
                let read = read_owners(&text, &OwnerOptions::default());
                prop_assert_eq!(read.owners.first().and_then(|owner| owner.name.as_ref()), Some(&name), "{}", text);
            }
        }
    }
}
