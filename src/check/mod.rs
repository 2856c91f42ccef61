//! Findings that need the whole tracker: the sheet's own counts and sums against the records, records that look alike, and the
//! rules that offices publish.
//!
//! Adds findings, and takes out those that are switched off; changes nothing else.

mod rules;
mod summary;
mod sums;
mod twins;

pub use rules::Rules;

use crate::record::Tracker;

/// Checks a tracker and adds what it finds; of all its findings those that the rules switch off are taken out.
pub fn check(tracker: &mut Tracker, rules: &Rules) {
    let mut findings = summary::check(tracker, &rules.words);
    findings.extend(sums::check(tracker));
    findings.extend(twins::check(tracker));
    findings.extend(rules::check(tracker, rules));
    tracker.findings.append(&mut findings);
    rules.hold(&mut tracker.findings);
}
