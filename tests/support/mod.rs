//! Where the fixtures are, and how they are read.

pub(crate) mod resave;

use std::path::PathBuf;

use serde_json::Value;
use trackrecord::diff::{Diff, Sides};
use trackrecord::import::{Import, ImportOptions, import};
use trackrecord::read;
use trackrecord::reconcile::{self, ColumnHeader, DiffOptions};

/// Returns the path of a fixture.
pub(crate) fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// Returns a JSON fixture.
pub(crate) fn truth(name: &str) -> Value {
    let text = std::fs::read_to_string(fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Imports a fixture with no word of the caller.
pub(crate) fn imported(name: &str) -> Import {
    let reading = read::open(&fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    import(&reading, &ImportOptions::default()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Imports two fixtures and compares them.
pub(crate) fn compared(old: &str, new: &str) -> (Import, Import, Diff) {
    let (old, new) = (imported(old), imported(new));
    let diff = diff(&old, &new);
    (old, new, diff)
}

/// Compares two imports.
pub(crate) fn diff(old: &Import, new: &Import) -> Diff {
    let headers = |import: &Import| -> Vec<ColumnHeader> {
        let columns = import.columns().into_iter();
        columns.map(|c| ColumnHeader { field: c.field, header: c.header.clone() }).collect()
    };
    let (old_headers, new_headers) = (headers(old), headers(new));
    let columns = Sides { old: old_headers.as_slice(), new: new_headers.as_slice() };
    reconcile::diff(&old.tracker, &new.tracker, columns, &DiffOptions::default())
}
