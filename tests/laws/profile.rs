//! A starter profile is one that can be read, and a file gives the same records by it.

use trackrecord::import::{ImportOptions, import};
use trackrecord::profile::Profile;
use trackrecord::read::Reading;
use trackrecord::starter::starter;

use super::{ensure, import_of};

/// The profile that is written of a book changes none of its records.
pub(super) fn changes_nothing(reading: &Reading) -> Result<(), String> {
    let without = import_of(reading);
    let text = starter(reading, &without, &ImportOptions::default());
    let profile = Profile::parse("starter", &text).map_err(|error| format!("{error}\n{text}"))?;
    let options = ImportOptions { profile, ..ImportOptions::default() };
    let with = import(reading, &options).map_err(|error| format!("{error}\n{text}"))?;
    ensure(with.tracker.records == without.tracker.records, || format!("other records by\n{text}"))
}
