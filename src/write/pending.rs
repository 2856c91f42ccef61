//! What a run has on disk that is not whole yet: temporary files beside their targets, and folders made for them.
//!
//! A run that ends by itself takes its temporary files away; one that is interrupted has no time to. So they are listed here,
//! and [`abandon`] removes them from another thread. Files take their names while the list is held, so that an interruption
//! falls before all of an output or after it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

static PENDING: Mutex<Pending> = Mutex::new(Pending::new());

/// The list.
pub(super) struct Pending {
    files: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

impl Pending {
    const fn new() -> Self {
        Self { files: BTreeSet::new(), folders: BTreeSet::new() }
    }

    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().filter(|path| !path.as_os_str().is_empty());
        let missing: Vec<&Path> = missing.take_while(|path| !path.is_dir()).collect();
        for path in missing.into_iter().rev() {
            fs::create_dir(path)?;
            self.folders.insert(path.to_owned());
        }
        Ok(())
    }

    fn remove_files(&mut self) {
        for path in mem::take(&mut self.files) {
            let _ = fs::remove_file(path);
        }
    }

    /// A folder sorts before what is in it, so the innermost goes first. One with something in it stays.
    fn remove_empty_folders(&mut self) {
        for path in mem::take(&mut self.folders).into_iter().rev() {
            let _ = fs::remove_dir(path);
        }
    }
}

/// Holds the list: while it is held, no run can be interrupted between two steps.
pub(super) fn hold() -> MutexGuard<'static, Pending> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A temporary file that is listed for as long as it is there.
pub(super) struct Listed {
    file: Option<NamedTempFile>,
    path: PathBuf,
}

impl Listed {
    /// Makes a temporary file and lists it, in one step.
    pub(super) fn new(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<Self> {
        let mut pending = hold();
        let file = make()?;
        let path = file.path().to_owned();
        pending.files.insert(path.clone());
        Ok(Self { file: Some(file), path })
    }

    /// Returns the file, until it is taken.
    pub(super) fn file(&mut self) -> Option<&mut NamedTempFile> {
        self.file.as_mut()
    }

    /// Takes the file, to give it its name.
    pub(super) fn take(&mut self) -> Option<NamedTempFile> {
        self.file.take()
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        drop(self.file.take());
        hold().files.remove(&self.path);
    }
}

/// Makes a folder and those above it that are missing; [`remove_empty_folders`] undoes it.
///
/// # Errors
///
/// Where the disk refuses, or a file has that name.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    hold().make_folder(folder)
}

/// Removes the folders that [`make_folder`] made and nothing was written to.
pub fn remove_empty_folders() {
    hold().remove_empty_folders();
}

/// Removes all that is not whole, for a program that is about to end: whoever wants to write after it waits for good.
pub fn abandon() {
    let mut pending = hold();
    pending.remove_files();
    pending.remove_empty_folders();
    mem::forget(pending);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_goes_and_what_is_used_stays() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b");
        let mut pending = Pending::new();
        pending.make_folder(&deep).unwrap();
        pending.make_folder(&root.path().join("c")).unwrap();
        let half = deep.join("half");
        fs::write(&half, "x").unwrap();
        fs::write(root.path().join("c/whole"), "x").unwrap();
        pending.files.insert(half);
        pending.remove_files();
        pending.remove_empty_folders();
        assert!(!root.path().join("a").exists());
        assert!(root.path().join("c/whole").exists());
        assert!(root.path().exists(), "what was there before stays");
    }

    #[test]
    fn a_folder_cannot_have_the_name_of_a_file() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("a"), "x").unwrap();
        Pending::new().make_folder(&root.path().join("a/b")).unwrap_err();
        Pending::new().make_folder(Path::new("")).unwrap();
    }

    #[test]
    fn a_file_is_listed_for_as_long_as_it_is_there() {
        let root = tempfile::tempdir().unwrap();
        let listed = Listed::new(|| NamedTempFile::new_in(root.path())).unwrap();
        let path = listed.path.clone();
        assert!(path.exists() && hold().files.contains(&path));
        drop(listed);
        assert!(!path.exists() && !hold().files.contains(&path));
    }
}
