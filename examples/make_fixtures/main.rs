//! Writes the project's own fixtures: a fictional council's quarterly action plan in four successive versions, and a small
//! tracker in every container that is read (`containers`).
//!
//! The plan is held once as data (`first`), the later versions are edits of it (`later`), so what changed from one to
//! the next is known and not found out: `truth` writes it down beside each workbook (`sheet`, `rows`) and text export
//! (`text`). `fixtures/README.md` says which mess stands where. No clock, no chance: the same bytes at every run.
//!
//! `cargo run --example make_fixtures [FOLDER]` writes to `plan` and `containers/made` of a folder, else of `fixtures`.

mod containers;
mod first;
mod forms;
mod later;
mod plan;
mod rows;
mod sheet;
mod text;
mod truth;
mod wording;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use plan::Plan;
use truth::Medium;

/// Why the fixtures could not be made.
#[derive(Debug, thiserror::Error)]
enum Fault {
    /// An edit names something that the plan does not have.
    #[error("the plan has no `{0}`")]
    Missing(&'static str),
    /// A date of the plan is none.
    #[error("`{0}` is no date")]
    NoDate(String),
    /// The workbook could not be built.
    #[error("workbook")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// A package could not be built.
    #[error("package")]
    Package(#[from] zip::result::ZipError),
    /// A compound file could not be built.
    #[error("compound file")]
    Compound(#[from] std::io::Error),
    /// The truth could not be written as JSON.
    #[error("truth")]
    Json(#[from] serde_json::Error),
    /// A file could not be written.
    #[error("{}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

fn main() -> ExitCode {
    let folder = std::env::args_os()
        .nth(1)
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), PathBuf::from);
    match write_all(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            let cause = std::error::Error::source(&fault).map(|c| format!(": {c}")).unwrap_or_default();
            // Nobody is left to tell if standard error is closed.
            let _ = writeln!(std::io::stderr(), "error: {fault}{cause}");
            ExitCode::FAILURE
        }
    }
}

fn write_all(folder: &Path) -> Result<(), Fault> {
    let (plan, containers) = (folder.join("plan"), folder.join("containers/made"));
    for folder in [&plan, &containers] {
        fs::create_dir_all(folder).map_err(|source| Fault::File { path: folder.into(), source })?;
    }
    write_plan(&plan)?;
    containers::write_all(&containers)
}

fn write_plan(folder: &Path) -> Result<(), Fault> {
    let june = first::plan();
    let september = later::september(june.clone())?;
    let december = later::december(september.clone())?;
    let march = later::march(december.clone())?;
    let versions = [june, september, december, march];

    for plan in &versions {
        let name = plan.name;
        put(folder, &format!("{name}.xlsx"), &sheet::workbook(plan)?.save_to_buffer()?)?;
        put(folder, &format!("{name}.txt"), text::export(plan)?.as_bytes())?;
        put_json(folder, &format!("{name}.records.json"), &truth::version(plan, Medium::Workbook))?;
        put_json(folder, &format!("{name}.text.records.json"), &truth::version(plan, Medium::Text))?;
    }
    for (old, new) in versions.iter().zip(versions.iter().skip(1)) {
        put_step(folder, old, new)?;
    }
    Ok(())
}

fn put_step(folder: &Path, old: &Plan, new: &Plan) -> Result<(), Fault> {
    let name = format!("{}-{}", old.name, new.name);
    put_json(folder, &format!("{name}.changes.json"), &truth::step(old, new, Medium::Workbook)?)?;
    put_json(folder, &format!("{name}.text.changes.json"), &truth::step(old, new, Medium::Text)?)
}

fn put_json(folder: &Path, name: &str, value: &impl serde::Serialize) -> Result<(), Fault> {
    let mut json = serde_json::to_string_pretty(value)?;
    json.push('\n');
    put(folder, name, json.as_bytes())
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Fault> {
    let path = folder.join(name);
    fs::write(&path, bytes).map_err(|source| Fault::File { path, source })
}
