//! The owners that an office knows: each with the spellings that stand for it. What a cell says becomes the one spelling.
//!
//! Nothing is guessed here: a spelling is the whole of an owner's text, name, post, team or address. Which spellings may be
//! one person's is for `spellings`, and only a person makes it final.

use std::collections::BTreeMap;

use crate::normalize::text;
use crate::record::Owner;

/// An owner as the office writes it: a person, or a team that has a unit only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The person's name; `None` for a team.
    pub name: Option<String>,
    /// The team or directorate.
    pub unit: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Other spellings, in any case and punctuation: "R. Teague", "RT", "Head of Parks".
    pub aliases: Vec<String>,
}

impl Entry {
    /// Everything that stands for this owner.
    fn spellings(&self) -> impl Iterator<Item = &String> {
        let team = self.unit.iter().filter(|_| self.name.is_none());
        self.aliases.iter().chain(&self.name).chain(team).chain(&self.email)
    }
}

/// All owners that are known; none by default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directory {
    entries: Vec<Entry>,
    /// Each spelling, folded, with the place of its owner.
    places: BTreeMap<String, usize>,
}

impl Directory {
    /// Adds an owner.
    ///
    /// # Errors
    ///
    /// With the spelling that stands for another owner already; nothing is added then.
    pub fn add(&mut self, entry: Entry) -> Result<(), String> {
        if let Some(taken) =
            entry.spellings().find(|spelling| self.places.contains_key(&text::fold(spelling)))
        {
            return Err(taken.clone());
        }
        let place = self.entries.len();
        self.places.extend(entry.spellings().map(|spelling| (text::fold(spelling), place)));
        self.entries.push(entry);
        Ok(())
    }

    /// Returns the owners, in the order in which they were added.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the names of all people with their other spellings: they help to part runs of names.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        let people = self.entries.iter().filter(|entry| entry.name.is_some());
        people.flat_map(|entry| entry.name.iter().chain(&entry.aliases))
    }

    /// Returns the owner that a spelling stands for; `None` where there is nothing to compare.
    fn find(&self, spelling: &str) -> Option<&Entry> {
        let folded = text::fold(spelling);
        self.places.get(&folded).filter(|_| !folded.is_empty()).and_then(|place| self.entries.get(*place))
    }

    /// Gives an owner that is known its one spelling, and fills unit and address where the text did not say them. What was
    /// written stays.
    pub fn settle(&self, owner: &mut Owner) {
        let of = [Some(&owner.as_written), owner.email.as_ref(), owner.name.as_ref()].into_iter().flatten();
        // Beside a name the post is of that person, whoever else has it.
        let post = owner.role.as_deref().filter(|_| owner.name.is_none());
        let known = of.map(String::as_str).chain(post).find_map(|text| self.find(text));
        if let Some(entry) = known {
            let is_spelling = |text: &Option<String>| {
                let found = text.as_deref().and_then(|text| self.find(text));
                found.is_some_and(|found| std::ptr::eq(found, entry))
            };
            if entry.name.is_some() || is_spelling(&owner.name) {
                owner.name.clone_from(&entry.name);
            }
            if entry.unit.is_some() && (owner.unit.is_none() || is_spelling(&owner.unit)) {
                owner.unit.clone_from(&entry.unit);
            }
            owner.email = owner.email.take().or_else(|| entry.email.clone());
        }
        let team = owner.unit.as_deref().and_then(|unit| self.find(unit)).filter(|team| team.name.is_none());
        if let Some(team) = team {
            owner.unit.clone_from(&team.unit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::owners::{OwnerOptions, read_owners};

    fn directory() -> Directory {
        let some = |text: &str| Some(text.to_owned());
        let aliases = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let mut directory = Directory::default();
        let entries = [
            Entry {
                name: some("Ida Moss"),
                unit: some("Estates"),
                email: some("ida.moss@pier.example"),
                aliases: aliases(&["I. Moss", "Mrs Moss", "Head of Piers"]),
            },
            Entry { name: some("Tom Pike"), aliases: aliases(&["TP"]), ..Entry::default() },
            Entry {
                unit: some("Harbour Team"),
                aliases: aliases(&["HT", "Harbour Svcs Team"]),
                ..Entry::default()
            },
        ];
        for entry in entries {
            directory.add(entry).unwrap();
        }
        directory
    }

    #[test]
    fn spellings_become_the_one_that_the_office_has() {
        let directory = directory();
        let cases = [
            ("I Moss", "Ida Moss|-|Estates|ida.moss@pier.example"),
            ("IDA MOSS", "Ida Moss|-|Estates|ida.moss@pier.example"),
            ("Ida Moss (Parks)", "Ida Moss|-|Parks|ida.moss@pier.example"),
            ("ida.moss@pier.example", "Ida Moss|-|Estates|ida.moss@pier.example"),
            ("Head of Piers", "Ida Moss|Head of Piers|Estates|ida.moss@pier.example"),
            ("TP", "Tom Pike|-|-|-"),
            ("Harbour Svcs Team", "-|-|Harbour Team|-"),
            ("HT", "-|-|Harbour Team|-"),
            ("Ann Moss (Harbour Svcs Team)", "Ann Moss|-|Harbour Team|-"),
            ("Ann Moss", "Ann Moss|-|-|-"),
        ];
        for (written, expected) in cases {
            let mut owners = read_owners(written, &OwnerOptions::default()).owners;
            assert_eq!(owners.len(), 1, "{written}");
            let before = owners[0].as_written.clone();
            directory.settle(&mut owners[0]);
            let shown = |value: &Option<String>| value.clone().unwrap_or("-".to_owned());
            let Owner { name, role, unit, email, as_written } = &owners[0];
            assert_eq!([name, role, unit, email].map(shown).join("|"), expected, "{written}");
            assert_eq!(*as_written, before);
            let once = owners[0].clone();
            directory.settle(&mut owners[0]);
            assert_eq!(owners[0], once, "twice is once");
        }
    }

    #[test]
    fn a_spelling_stands_for_one_owner() {
        let mut directory = directory();
        let twice =
            Entry { name: Some("Tim Pike".to_owned()), aliases: vec!["tp".to_owned()], ..Entry::default() };
        assert_eq!(directory.add(twice), Err("tp".to_owned()));
        assert_eq!(directory.entries().len(), 3);
    }
}
