//! Writes the probe workbooks: each cell says what its fill must be read as.
//!
//! `fills` names colours in every way that a workbook can, `rules` fills by conditional formats and has lists, notes' neighbours
//! and properties. Both are written part by part, as no library writes all of it, and on the same bytes at every run.
//!
//! `cargo run --example make_probe [FOLDER]`; without a folder it writes to `fixtures/read/probe` of the package.

mod fills;
mod package;
mod rules;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/read/probe"), PathBuf::from);
    match write_all(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell if standard error is closed.
            let _ = writeln!(std::io::stderr(), "error: {}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}

fn write_all(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("fills.xlsx"), fills::workbook().packed()?)?;
    fs::write(folder.join("rules.xlsx"), rules::workbook().packed()?)
}
