//! Findings that need the whole tracker: the sheet's own counts and sums against the records, records that look alike.
//!
//! Adds findings and changes nothing else.

mod summary;
mod sums;
mod twins;

use crate::record::Tracker;

/// Checks a tracker and adds what it finds.
pub fn check(tracker: &mut Tracker) {
    let mut findings = summary::check(tracker);
    findings.extend(sums::check(tracker));
    findings.extend(twins::check(tracker));
    tracker.findings.append(&mut findings);
}
