//! The rules that offices publish for their trackers, as findings: one file per family, each rule a code that can be switched
//! off.
//!
//! A rule speaks only where the tracker has what it needs: without a date column nothing slipped without a new date, without
//! the tracker's day nothing is past. Records that are crossed out are left alone. What most records of a sheet have in common is
//! said once; see `broken`.

mod broken;
mod owner;
mod policy;
mod status;
mod times;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::normalize::agreed::Agreed;
use crate::profile::{Profile, RagPolicy};
use crate::record::{Code, DateKind, Finding, Record, Tracker, When};
use broken::{Broken, Found};

/// Which findings are wanted, and what an office has agreed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rules {
    /// The codes that are switched off, by default none.
    pub off: BTreeSet<Code>,
    /// How colours follow from dates and percentages; without it they are not checked.
    pub rag: Option<RagPolicy>,
    /// What the words of the sheet's counts stand for, where that is agreed.
    pub words: Agreed,
}

impl Rules {
    /// Returns what a profile says of findings.
    pub fn of(profile: &Profile) -> Self {
        let off = profile.rules.iter().filter(|(_, on)| !**on).map(|(code, _)| *code).collect();
        Self { off, rag: profile.rag_policy, words: profile.words.clone() }
    }

    /// Takes out the findings that are switched off.
    pub fn hold(&self, findings: &mut Vec<Finding>) {
        if !self.off.is_empty() {
            findings.retain(|finding| !self.off.contains(&finding.code));
        }
    }
}

/// Holds every record to the rules, in the order of the records.
pub(super) fn check(tracker: &Tracker, rules: &Rules) -> Vec<Finding> {
    let has = Has::of(tracker);
    let mut broken = Broken::default();
    for record in tracker.records.iter().filter(|record| !record.struck) {
        let mut found = Found::new(record, &mut broken);
        status::check(&has, &mut found);
        times::check(&has, &mut found);
        owner::check(&has, &mut found);
        if let Some(policy) = &rules.rag {
            policy::check(policy, &has, &mut found);
        }
    }
    broken.findings()
}

/// What the tracker has, so that a rule knows whether a gap means something.
struct Has {
    /// Its day, where somebody wrote it; a file may be saved long after.
    as_of: Option<Date>,
    /// Some record says when it is due, or why not.
    due: bool,
    completed: bool,
    owners: bool,
    /// Some record has a progress text or a remark.
    words: bool,
}

impl Has {
    fn of(tracker: &Tracker) -> Self {
        let any = |has: fn(&Record) -> bool| tracker.records.iter().any(has);
        Self {
            as_of: tracker.written_as_of(),
            due: any(|r| r.due.is_some() || r.due_state.is_some()),
            completed: any(|r| of_kind(r, DateKind::Completed).next().is_some()),
            owners: any(|r| !r.owners.is_empty()),
            words: any(|r| r.progress.is_some() || !r.notes.is_empty()),
        }
    }
}

/// The dates of a kind that can be, in order.
fn of_kind(record: &Record, kind: DateKind) -> impl Iterator<Item = &When> {
    record.dates.iter().filter(move |date| date.kind == kind && date.edtf.is_some())
}

/// What a message says of a date.
fn said(date: &When) -> &str {
    date.edtf.as_deref().unwrap_or(&date.as_written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{ImportOptions, import};
    use crate::read;

    /// The codes and messages of the rules, for a table of text with one header.
    pub(super) fn found(text: &str, as_of: Option<&str>, rules: &Rules) -> Vec<(Code, String)> {
        let reading = read::read("plan.csv", text.as_bytes()).unwrap();
        let as_of = as_of.map(|day| day.parse().unwrap());
        let tracker = import(&reading, &ImportOptions { as_of, ..ImportOptions::default() }).unwrap().tracker;
        check(&tracker, rules).into_iter().map(|finding| (finding.code, finding.message)).collect()
    }

    /// Which lines below the header a rule finds, from 1.
    pub(super) fn refs(code: Code, header: &str, lines: &[&str], as_of: Option<&str>) -> Vec<usize> {
        let text = std::iter::once(header).chain(lines.iter().copied()).collect::<Vec<_>>().join("\n");
        let reading = read::read("plan.csv", text.as_bytes()).unwrap();
        let as_of = as_of.map(|day| day.parse().unwrap());
        let tracker = import(&reading, &ImportOptions { as_of, ..ImportOptions::default() }).unwrap().tracker;
        assert_eq!(tracker.records.len(), lines.len(), "{tracker:#?}");
        let found = check(&tracker, &Rules::default()).into_iter().filter(|finding| finding.code == code);
        found
            .map(|finding| {
                let digits = finding.source.unwrap().replace(char::is_alphabetic, " ");
                // The header is row 1; of several cells the first one tells.
                digits.split([' ', ',', ':']).find_map(|n| n.parse::<usize>().ok()).unwrap() - 1
            })
            .collect()
    }

    #[test]
    fn a_table_of_codes_switches_rules_off() {
        let table = [(Code::PastDueOnTrack, false), (Code::OwnerMissing, true)];
        let rules = Rules::of(&Profile { rules: table.into(), ..Profile::default() });
        let finding = |code| Finding::new(code, "", None);
        let mut findings = vec![finding(Code::PastDueOnTrack), finding(Code::OwnerMissing)];
        rules.hold(&mut findings);
        assert_eq!(findings, [finding(Code::OwnerMissing)]);
    }
}
