//! Findings that need the whole tracker: the sheet's own counts against the records, records that look alike.
//!
//! Adds findings and changes nothing else.

mod summary;
mod twins;

use crate::normalize::agreed::Agreed;
use crate::record::Tracker;

/// Checks a tracker and adds what it finds. What the words of its counts stand for is agreed, or as they are usually read.
pub fn check(tracker: &mut Tracker, words: &Agreed) {
    let mut findings = summary::check(tracker, words);
    findings.extend(twins::check(tracker));
    tracker.findings.append(&mut findings);
}
