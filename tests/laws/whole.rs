//! What holds of every tracker as a whole: unique ids, dates that can be, the same bytes again, JSON there and back.

use std::collections::BTreeSet;

use trackrecord::read::Reading;
use trackrecord::record::Tracker;

use super::{ensure, import_of};

/// Ids are unique, dates begin before they end, and the one that counts is one of them.
pub(super) fn sound(reading: &Reading) -> Result<(), String> {
    let tracker = import_of(reading).tracker;
    let ids: Vec<&str> = tracker.records.iter().map(|r| r.id.as_str()).collect();
    let unique: BTreeSet<&&str> = ids.iter().collect();
    ensure(unique.len() == ids.len(), || format!("ids repeat: {ids:?}"))?;
    let groups: Vec<&str> = tracker.groups.iter().map(|g| g.id.as_str()).collect();
    let unique: BTreeSet<&&str> = groups.iter().collect();
    ensure(unique.len() == groups.len(), || format!("group ids repeat: {groups:?}"))?;
    for record in &tracker.records {
        for date in &record.dates {
            let ordered = date.earliest.zip(date.latest).is_none_or(|(earliest, latest)| earliest <= latest);
            ensure(ordered, || format!("record {}: {date:?} ends before it begins", record.id))?;
        }
        ensure(record.due.as_ref().is_none_or(|due| record.dates.contains(due)), || {
            format!("record {}: due is none of its dates", record.id)
        })?;
        ensure(record.percent_complete.is_none_or(|p| (0.0..=100.0).contains(&p)), || {
            format!("record {}: {:?} per cent", record.id, record.percent_complete)
        })?;
    }
    Ok(())
}

/// The same input gives the same bytes, and the bytes give the same tracker.
pub(super) fn repeatable(reading: &Reading) -> Result<(), String> {
    let tracker = import_of(reading).tracker;
    let json = serde_json::to_string(&tracker).map_err(|error| error.to_string())?;
    let again = serde_json::to_string(&import_of(reading).tracker).map_err(|error| error.to_string())?;
    ensure(json == again, || "a second import gives other bytes".to_owned())?;
    let back: Tracker = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    ensure(back == tracker, || "JSON read back is another tracker".to_owned())?;
    ensure(serde_json::to_string(&back).is_ok_and(|again| again == json), || {
        "JSON written again has other bytes".to_owned()
    })
}
