//! Where rules are broken: a finding each, or one for a sheet where most of the records that a rule is about break it.
//!
//! A finding tells an item from the others. Where hardly anybody is named at all, a hundred findings say no more than one.

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::{Address, compact_cells, place};
use crate::record::{Code, Finding, Record};

/// Fewer records are told one by one, however many there are in all: a reader sees them at a glance.
const MANY: usize = 5;

/// A record, and what was found of all so far.
pub(super) struct Found<'a, 't> {
    pub record: &'t Record,
    broken: &'a mut Broken<'t>,
}

/// What was found of all records.
#[derive(Default)]
pub(super) struct Broken<'t> {
    found: Vec<One<'t>>,
    /// How many records of a sheet a rule was held against.
    asked: BTreeMap<(Code, Option<&'t str>), usize>,
}

/// A rule that a record breaks.
struct One<'t> {
    code: Code,
    message: String,
    sheet: Option<&'t str>,
    cells: &'t str,
    /// What is said where most records break it: "open records name no owner".
    common: Option<&'static str>,
}

impl<'a, 't> Found<'a, 't> {
    pub(super) fn new(record: &'t Record, broken: &'a mut Broken<'t>) -> Self {
        Self { record, broken }
    }

    /// Adds a finding at the cell of the first of the fields that has one, else at the record.
    pub(super) fn add(&mut self, code: Code, message: String, fields: &[&str]) {
        self.put(code, message, fields, None);
    }

    /// Holds a rule against the record that most records of a sheet can break alike: `common` says so of them.
    pub(super) fn ask(&mut self, code: Code, message: Option<String>, fields: &[&str], common: &'static str) {
        *self.broken.asked.entry((code, self.record.source.sheet.as_deref())).or_default() += 1;
        if let Some(message) = message {
            self.put(code, message, fields, Some(common));
        }
    }

    fn put(&mut self, code: Code, message: String, fields: &[&str], common: Option<&'static str>) {
        let source = &self.record.source;
        let cells = fields.iter().find_map(|field| source.fields.get(*field)).unwrap_or(&source.cells);
        self.broken.found.push(One { code, message, sheet: source.sheet.as_deref(), cells, common });
    }
}

impl Broken<'_> {
    /// Returns the findings in the order of the records, a common one at the first record that has it.
    pub(super) fn findings(self) -> Vec<Finding> {
        let mut alike: BTreeMap<(Code, Option<&str>), Vec<&str>> = BTreeMap::new();
        for one in self.found.iter().filter(|one| one.common.is_some()) {
            alike.entry((one.code, one.sheet)).or_default().push(one.cells);
        }
        alike.retain(|key, cells| {
            let asked = self.asked.get(key).copied().unwrap_or_default();
            cells.len() >= MANY && cells.len() * 2 > asked
        });
        let mut said = BTreeSet::new();
        let mut findings = Vec::new();
        for one in &self.found {
            let key = (one.code, one.sheet);
            let at = |cells: &str| Some(place(one.sheet.unwrap_or_default(), cells));
            let Some((common, cells)) = one.common.zip(alike.get(&key)) else {
                findings.push(Finding::new(one.code, one.message.clone(), at(one.cells)));
                continue;
            };
            if !said.insert(key) {
                continue;
            }
            let asked = self.asked.get(&key).copied().unwrap_or_default();
            let message = format!("most {common}: {} of {asked}", cells.len());
            let firsts: BTreeSet<Address> =
                cells.iter().filter_map(|cells| Address::parse(cells.split([',', ':']).next()?)).collect();
            let firsts: Vec<Address> = firsts.into_iter().collect();
            findings.push(Finding::new(one.code, message, at(&compact_cells(&firsts))));
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::super::tests::found;
    use super::*;

    #[test]
    fn what_most_records_lack_is_said_once() {
        let plan = |owners: &[&str]| {
            let lines =
                owners.iter().enumerate().map(|(i, owner)| format!("{i},Mend pier {i},On track,{owner}\n"));
            let text = format!("Ref,Action,Status,Owner\n{}", lines.collect::<String>());
            found(&text, None, &Rules::default())
        };
        let one = (Code::OwnerMissing, "most open records name no owner: 6 of 7".to_owned());
        assert_eq!(plan(&["J. Roe", "", "", "", "", "", ""]), [one]);
        assert_eq!(plan(&["J. Roe", "A. Poe", "B. Coe", "", "", ""]).len(), 3);
        assert_eq!(plan(&["J. Roe", "", "", ""]).len(), 3);
        let vacant = plan(&["J. Roe", "", "", "", "", "", "Harbour master (vacant)"]);
        assert_eq!(vacant.len(), 2, "{vacant:?}");
    }
}
