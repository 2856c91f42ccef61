//! The output file: whole or not there, never an input, never over an existing file unless that is asked for.
//!
//! Bytes go to a temporary file in the target's folder, which then takes the target's name in one step. What the bytes
//! are is for others.

use std::error::Error as StdError;
use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::pending::{self, Listed};
use crate::error::{Error, ErrorKind, Result};

/// Where an output goes, and what it must not harm.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The file to write.
    pub path: &'a Path,
    /// The files that were read; none of them is ever written to.
    pub inputs: &'a [PathBuf],
    /// Replace an existing file.
    pub force: bool,
}

impl Target<'_> {
    /// Tells before any work is done whether the target may be written.
    ///
    /// # Errors
    ///
    /// `OutputIsInput` where it is an input, by whatever path or link; `Exists` where it exists and `force` is not
    /// set; `Write` where it is no regular file or its folder is not there.
    pub fn check(&self) -> Result<()> {
        match fs::metadata(self.path) {
            Ok(found) => {
                if self.inputs.iter().any(|input| is_same_file(self.path, &found, input)) {
                    return Err(ErrorKind::OutputIsInput { path: self.path.to_owned() }.into());
                }
                if !found.is_file() {
                    return Err(self.failed("expected a regular file, found a folder or device"));
                }
                if self.force { Ok(()) } else { Err(self.exists()) }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // A link that leads nowhere has a name, too.
                if !self.force && fs::symlink_metadata(self.path).is_ok() {
                    return Err(self.exists());
                }
                let folder = folder_of(self.path);
                if folder.is_dir() {
                    Ok(())
                } else {
                    Err(self.failed(format!("no folder `{}`", folder.display())))
                }
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Writes the file, after checking once more.
    ///
    /// Where the target is a link, the file that it leads to is replaced. Nothing is left behind on failure.
    ///
    /// # Errors
    ///
    /// Those of [`Target::check`], and `Write` where the disk refuses.
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        write_all(&[(*self, bytes)])
    }

    /// Returns the error for an output that could not be made, such as a workbook past one of Excel's limits.
    pub fn failed(&self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Error {
        ErrorKind::Write { path: self.path.to_owned(), source: source.into() }.into()
    }

    fn exists(&self) -> Error {
        ErrorKind::Exists { path: self.path.to_owned() }.into()
    }
}

/// Writes several files, all of them or none; what was there before is there again on failure.
///
/// # Errors
///
/// Those of [`Target::check`], and `Write` where the disk refuses, for the first file that fails.
pub fn write_all(outputs: &[(Target<'_>, &[u8])]) -> Result<()> {
    for (target, _) in outputs {
        target.check()?;
    }
    let mut staged = Vec::new();
    for (target, bytes) in outputs {
        let place = fs::canonicalize(target.path).unwrap_or_else(|_| target.path.to_owned());
        staged.push(Staged::new(place, bytes, target.force).map_err(|error| target.failed(error))?);
    }
    commit(&mut staged).map_err(|(at, error)| match outputs.get(at) {
        Some((target, _)) if error.kind() != io::ErrorKind::AlreadyExists => target.failed(error),
        Some((target, _)) => target.exists(),
        None => ErrorKind::Write { path: PathBuf::new(), source: error.into() }.into(),
    })
}

/// Bytes that stand beside the place that they are for. They go away by themselves unless they are given its name.
struct Staged {
    file: Listed,
    place: PathBuf,
    replace: bool,
}

impl Staged {
    fn new(place: PathBuf, bytes: &[u8], replace: bool) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".trackrecord-").suffix(".tmp");
        // What a newly created file gets: the umask is applied to it. The crate's own default is private (0600).
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = Listed::new(|| builder.tempfile_in(folder_of(&place)))?;
        if let Some(file) = file.file() {
            file.write_all(bytes)?;
            // A power cut after the rename must not leave an empty file under the name of a good one.
            file.as_file().sync_all()?;
        }
        Ok(Self { file, place, replace })
    }

    fn persist(&mut self) -> io::Result<()> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let kept = if self.replace { file.persist(&self.place) } else { file.persist_noclobber(&self.place) };
        kept.map(drop).map_err(|refused| refused.error)
    }
}

/// Gives all files their names, or none of them; the error tells which one failed.
fn commit(staged: &mut [Staged]) -> std::result::Result<(), (usize, io::Error)> {
    let _uninterrupted = pending::hold();
    let several = staged.len() > 1;
    let mut done: Vec<(PathBuf, Option<NamedTempFile<()>>)> = Vec::new();
    for (at, staged) in staged.iter_mut().enumerate() {
        let before = if several && staged.replace { keep(&staged.place) } else { Ok(None) };
        let step = before.and_then(|before| staged.persist().map(|()| before));
        match step {
            Ok(before) => done.push((staged.place.clone(), before)),
            Err(error) => {
                for (place, before) in done.into_iter().rev() {
                    let _ = match before {
                        Some(before) => before.persist(&place).map_err(|refused| refused.error),
                        None => fs::remove_file(&place),
                    };
                }
                return Err((at, error));
            }
        }
    }
    Ok(())
}

/// Keeps what stands at a place under a second name, for the case that the files after it fail.
fn keep(place: &Path) -> io::Result<Option<NamedTempFile<()>>> {
    if !place.exists() {
        return Ok(None);
    }
    let second = |name: &Path| fs::hard_link(place, name).or_else(|_| fs::copy(place, name).map(drop));
    tempfile::Builder::new()
        .prefix(".trackrecord-")
        .suffix(".tmp")
        .make_in(folder_of(place), second)
        .map(Some)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Tells whether an input is the file found at a path: the same path once links are followed, or the same file on disk.
fn is_same_file(path: &Path, found: &Metadata, input: &Path) -> bool {
    let Ok(input_found) = fs::metadata(input) else { return false };
    if is_same_node(found, &input_found) {
        return true;
    }
    matches!((fs::canonicalize(path), fs::canonicalize(input)), (Ok(a), Ok(b)) if a == b)
}

/// Hard links share device and inode.
#[cfg(unix)]
fn is_same_node(a: &Metadata, b: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn is_same_node(_: &Metadata, _: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn write(path: &Path, inputs: &[PathBuf], force: bool) -> std::result::Result<(), String> {
        let target = Target { path, inputs, force };
        let checked = target.check().map_err(|e| e.to_string());
        let written = target.write(b"new").map_err(|e| e.to_string());
        assert_eq!(checked, written, "the check before the work foretells the writing");
        written
    }

    #[test]
    fn a_new_file_is_written_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.xlsx");
        let target = Target { path: &path, inputs: &[], force: false };
        target.check().unwrap();
        assert_eq!(names(folder.path()), Vec::<String>::new(), "the check writes nothing");
        target.write(b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["out.xlsx"]);
    }

    #[test]
    fn an_existing_file_is_replaced_only_when_forced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.xlsx");
        fs::write(&path, b"old").unwrap();
        let refused = write(&path, &[], false).unwrap_err();
        assert_eq!(refused, format!("{}: exists already", path.display()));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write(&path, &[], true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["out.xlsx"]);
    }

    fn put(place: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
        let staged = Staged::new(place.to_owned(), bytes, replace)?;
        commit(&mut [staged]).map_err(|(_, error)| error)
    }

    #[test]
    fn of_several_files_all_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        fs::write(file("a"), b"old").unwrap();
        fs::create_dir_all(file("folder/full")).unwrap();
        let stage = |name: &str, replace| Staged::new(file(name), b"new", replace).unwrap();
        // The last one fails once the others have their names.
        let (at, _) = commit(&mut [stage("a", true), stage("b", false), stage("folder", true)]).unwrap_err();
        assert_eq!(at, 2);
        assert_eq!(names(folder.path()), ["a", "folder"]);
        assert_eq!(fs::read(file("a")).unwrap(), b"old");
        let paths = [file("a"), file("b")];
        let target = |path, force| Target { path, inputs: &[], force };
        let outputs =
            |force| [(target(&paths[1], force), &b"new"[..]), (target(&paths[0], force), &b"new"[..])];
        let refused = write_all(&outputs(false)).unwrap_err();
        assert_eq!(refused.to_string(), format!("{}: exists already", paths[0].display()));
        assert_eq!(names(folder.path()), ["a", "folder"]);
        write_all(&outputs(true)).unwrap();
        assert_eq!(names(folder.path()), ["a", "b", "folder"]);
        assert_eq!(fs::read(file("a")).unwrap(), b"new");
    }

    #[test]
    fn a_file_that_appears_after_the_check_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.xlsx");
        fs::write(&path, b"old").unwrap();
        let error = put(&path, b"new", false).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["out.xlsx"]);
    }

    #[test]
    fn an_input_is_refused_by_every_path() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in.xlsx");
        fs::create_dir(folder.path().join("sub")).unwrap();
        fs::write(&input, b"input").unwrap();
        let mut outputs = vec![input.clone(), folder.path().join("sub/../in.xlsx")];
        #[cfg(unix)]
        {
            let link = folder.path().join("link.xlsx");
            std::os::unix::fs::symlink("in.xlsx", &link).unwrap();
            let hard = folder.path().join("hard.xlsx");
            fs::hard_link(&input, &hard).unwrap();
            outputs.extend([link, hard]);
        }
        let inputs = [folder.path().join("gone.xlsx"), input.clone()];
        for output in outputs {
            for force in [false, true] {
                let refused = write(&output, &inputs, force).unwrap_err();
                let expected = format!("{}: is an input, and inputs are never written to", output.display());
                assert_eq!(refused, expected);
            }
        }
        assert_eq!(fs::read(&input).unwrap(), b"input");
        let twin = folder.path().join("twin.xlsx");
        fs::write(&twin, b"input").unwrap();
        write(&twin, &inputs, true).unwrap();
    }

    #[test]
    fn folders_and_missing_folders_are_refused_before_the_work() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().to_owned(), folder.path().join("none/out.xlsx")] {
            let refused = write(&path, &[], true).unwrap_err();
            assert_eq!(refused, format!("{}: cannot be written", path.display()));
        }
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn nothing_is_left_behind_when_the_rename_fails() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        fs::create_dir_all(path.join("full")).unwrap();
        put(&path, b"new", true).unwrap_err();
        assert_eq!(names(folder.path()), ["out"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_those_of_a_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        let plain = folder.path().join("plain");
        fs::write(&plain, b"").unwrap();
        let path = folder.path().join("out.xlsx");
        write(&path, &[], false).unwrap();
        assert_eq!(mode(&path), mode(&plain));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("real.xlsx");
        let link = folder.path().join("link.xlsx");
        std::os::unix::fs::symlink("real.xlsx", &link).unwrap();
        write(&link, &[], false).unwrap_err();
        fs::write(&real, b"old").unwrap();
        write(&link, &[], true).unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
