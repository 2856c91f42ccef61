//! Where the fixtures are, how they are read, and how the binary is run.

pub(crate) mod binary;
pub(crate) mod resave;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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

/// Holds a file of the repository to what the program says; `TRYCMD=overwrite`, which renews the console blocks, renews it too.
pub(crate) fn assert_kept(name: &str, expected: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("TRYCMD").is_some_and(|value| value == "overwrite") {
        std::fs::write(&path, expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    let difference = similar::TextDiff::from_lines(found.as_str(), expected).unified_diff().to_string();
    assert!(
        found == expected,
        "{name} is out of date; renew it with `TRYCMD=overwrite cargo test`\n{difference}"
    );
}

/// Writes a workbook of text cells: each sheet's name and its rows.
pub(crate) fn write_book(path: &Path, sheets: &[(&str, &[&[&str]])]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(row, column, *cell).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

/// Returns output as text.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Returns a path as an argument.
pub(crate) fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Runs the binary.
pub(crate) fn trackrecord(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_trackrecord")).args(args).output().unwrap()
}

/// Runs the binary, checks the exit code, and returns both streams.
pub(crate) fn run(args: &[&str], code: i32) -> (String, String) {
    let output = trackrecord(args);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(code), "{args:?}\nstdout: {out}\nstderr: {err}");
    (out, err)
}
