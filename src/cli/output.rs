//! Where outputs go: the files of each input, settled before any work begins.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use trackrecord::write::CSV_TABLES;

use super::failure::Failure;
use super::input::Input;

/// Returns the files of a set of CSV tables, in the order of [`CSV_TABLES`]: `plan.csv`, `plan.owners.csv`, ….
pub(super) fn csv_files(path: &Path) -> Vec<PathBuf> {
    let file = |table: &&str| {
        if table.is_empty() {
            return path.to_owned();
        }
        let mut name = path.file_stem().unwrap_or_default().to_owned();
        name.push(format!(".{table}"));
        if let Some(extension) = path.extension() {
            name.push(".");
            name.push(extension);
        }
        path.with_file_name(name)
    };
    CSV_TABLES.iter().map(file).collect()
}

/// Returns the files of each input in a folder. They are called as the input is, with `extension` for its own; inputs
/// whose files would then be the same ones keep their own extension before it.
///
/// `files` makes all files of an output of its first.
pub(super) fn in_folder(
    folder: &Path,
    inputs: &[Input],
    extension: &str,
    files: impl Fn(PathBuf) -> Vec<PathBuf>,
) -> Result<Vec<Vec<PathBuf>>, Failure> {
    let short = |input: &Input| folder.join(input.name.with_extension(extension));
    let long = |input: &Input| {
        let mut name: OsString = input.name.clone().into_os_string();
        name.push(format!(".{extension}"));
        folder.join(name)
    };
    let mut outputs: Vec<Vec<PathBuf>> = inputs.iter().map(|input| files(short(input))).collect();
    let mut lengthened = vec![false; inputs.len()];
    loop {
        let clashes = clashes(&outputs);
        if clashes.is_empty() {
            return Ok(outputs);
        }
        let mut moved = false;
        let places = outputs.iter_mut().zip(inputs).zip(&mut lengthened).enumerate();
        for (at, ((output, input), is_long)) in places {
            if clashes.contains_key(&at) && !*is_long {
                *output = files(long(input));
                *is_long = true;
                moved = true;
            }
        }
        if !moved {
            return Err(refused(inputs, &outputs, &clashes));
        }
    }
}

/// The inputs that share a file with another one, with that other one; letters are alike whatever their case, as on many
/// disks.
fn clashes(outputs: &[Vec<PathBuf>]) -> BTreeMap<usize, usize> {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    let mut clashes = BTreeMap::new();
    for (at, files) in outputs.iter().enumerate() {
        for file in files {
            let first = *owners.entry(file.to_string_lossy().to_lowercase()).or_insert(at);
            if first != at {
                clashes.insert(at, first);
                clashes.insert(first, at);
            }
        }
    }
    clashes
}

fn refused(inputs: &[Input], outputs: &[Vec<PathBuf>], clashes: &BTreeMap<usize, usize>) -> Failure {
    let name = |at: usize| inputs.get(at).map(|input| input.path.display().to_string()).unwrap_or_default();
    let (a, b) = clashes.iter().next().map_or((0, 0), |(a, b)| (*a.min(b), *a.max(b)));
    let file = outputs.get(b).and_then(|files| files.first()).map(|file| file.display().to_string());
    Failure::usage(
        format!("{}: expected an output of its own, found that of {}", name(b), name(a)),
        format!(
            "both would be {}: name the folder above them, or write them to different folders",
            file.unwrap_or_default()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str], csv: bool) -> Result<Vec<String>, Vec<String>> {
        let inputs: Vec<Input> =
            names.iter().map(|name| Input { path: name.into(), name: name.into() }).collect();
        let files = |path: PathBuf| if csv { csv_files(&path) } else { vec![path] };
        match in_folder(Path::new("out"), &inputs, if csv { "csv" } else { "xlsx" }, files) {
            Ok(outputs) => Ok(outputs.iter().map(|files| files[0].display().to_string()).collect()),
            Err(failure) => Err(failure.chain),
        }
    }

    #[test]
    fn outputs_are_called_as_their_inputs() {
        let of = |names: &[&str], csv| named(names, csv).unwrap();
        assert_eq!(
            of(&["plan.csv", "a/plan.xls", "x"], false),
            ["out/plan.xlsx", "out/a/plan.xlsx", "out/x.xlsx"]
        );
        let alike = ["plan.csv", "PLAN.xls", "other.csv"];
        assert_eq!(of(&alike, false), ["out/plan.csv.xlsx", "out/PLAN.xls.xlsx", "out/other.xlsx"]);
        // The tables beside one output are no other's records.
        assert_eq!(of(&["plan.xls", "plan.dates.xls"], true), ["out/plan.xls.csv", "out/plan.dates.xls.csv"]);
        // A longer name may be another's shorter one.
        let chain = ["a.b", "a.c", "a.b.x"];
        assert_eq!(of(&chain, false), ["out/a.b.xlsx", "out/a.c.xlsx", "out/a.b.x.xlsx"]);
        assert_eq!(
            named(&["p.csv", "q.csv", "p.csv"], false).unwrap_err(),
            ["p.csv: expected an output of its own, found that of p.csv"]
        );
    }

    #[test]
    fn tables_stand_beside_the_records() {
        let names = |path: &str| -> Vec<String> {
            csv_files(Path::new(path)).iter().map(|p| p.display().to_string()).collect()
        };
        assert_eq!(names("a.b/plan.csv")[..2], ["a.b/plan.csv", "a.b/plan.owners.csv"]);
        assert_eq!(names("plan")[5], "plan.fields");
    }
}
