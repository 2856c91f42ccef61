//! The binary as a person runs it, in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder to run in.
pub(crate) struct Place {
    folder: TempDir,
}

/// What a run gave.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }
}

impl Place {
    /// Makes a folder with files, given as path and content.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            place.put(name, text.as_bytes());
        }
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8(fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// Returns all files and empty folders below, hidden ones too, by name.
    pub(crate) fn files(&self) -> Vec<String> {
        let root = self.folder.path();
        let mut found = Vec::new();
        let mut waiting = vec![root.to_owned()];
        while let Some(folder) = waiting.pop() {
            let entries: Vec<PathBuf> =
                fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            if entries.is_empty() && folder != root {
                found.push(folder);
            }
            let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
                entries.into_iter().partition(|path| path.is_dir());
            waiting.extend(folders);
            found.extend(files);
        }
        let name = |path: &PathBuf| path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        let mut names: Vec<String> = found.iter().map(name).collect();
        names.sort();
        names
    }

    /// Returns a command that runs the binary here.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trackrecord"));
        command.current_dir(self.folder.path()).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs and checks the exit code.
    pub(crate) fn run(&self, args: &[&str], code: i32) -> Ran {
        self.run_with(args, b"", code)
    }

    /// Runs with bytes on standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: &[u8], code: i32) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        // A run that is refused does not read its input.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        let ran = Ran { code: output.status.code(), stdout: output.stdout, stderr };
        let shown = String::from_utf8_lossy(&ran.stdout);
        assert_eq!(ran.code, Some(code), "{args:?}\nstdout: {shown}\nstderr: {}", ran.stderr);
        ran
    }
}

/// Returns the bytes of a file.
pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}
