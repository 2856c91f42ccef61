//! What there is to read: files, standard input, and the trackers that folders hold.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use trackrecord::error::{Error, ErrorKind};
use trackrecord::read::{self, ReadOptions, Reading};

use super::failure::Failure;

/// How much of a text tells whether it has columns.
const HEAD: u64 = 64 * 1024;

/// Tells whether a path stands for standard input or output.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads a file, or standard input where the path is `-`.
pub(super) fn open(path: &Path, options: &ReadOptions) -> Result<Reading, Error> {
    if !is_standard(path) {
        return read::open_with(path, options);
    }
    let mut bytes = Vec::new();
    let file = || path.display().to_string();
    // One byte more than is allowed shows that there are more, and no more is taken.
    let most = options.limits.input.saturating_add(1);
    let read = io::stdin().lock().take(most).read_to_end(&mut bytes);
    read.map_err(|source| ErrorKind::Open { file: file(), source })?;
    read::read_with(&file(), &bytes, options)
}

/// An input and what its output is called after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    /// Where it is; `-` for standard input.
    pub path: PathBuf,
    /// Its file name; in a folder that was named, the way to it from there.
    pub name: PathBuf,
}

impl Input {
    /// Returns the file that is read; of standard input that which it was opened from.
    pub(super) fn file(&self) -> PathBuf {
        if is_standard(&self.path) { PathBuf::from("/dev/stdin") } else { self.path.clone() }
    }
}

/// What was found under the names given.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the order of the names given; in folders by name.
    pub inputs: Vec<Input>,
    /// What folders hold besides, each with the reason.
    pub passed_over: Vec<(PathBuf, &'static str)>,
    /// Folders that could not be read.
    pub failures: Vec<Failure>,
    /// Whether the names can stand for more than one file, however many there are today.
    pub several: bool,
}

/// Finds the inputs; `output` is passed over in folders.
pub(super) fn find(names: &[PathBuf], output: Option<&Path>) -> Result<Found, Failure> {
    let mut found = Found { several: names.len() > 1, ..Found::default() };
    if names.iter().filter(|name| is_standard(name)).count() > 1 {
        return Err(Failure::usage("-: given twice", "standard input can be read once: name it once"));
    }
    let output = output.and_then(|path| fs::canonicalize(path).ok());
    for name in names {
        if is_standard(name) {
            found.inputs.push(Input { path: name.clone(), name: PathBuf::from("stdin") });
        } else if name.is_dir() {
            found.several = true;
            walk(name, output.as_deref(), &mut found);
        } else {
            let file_name = name.file_name().map_or_else(|| name.clone(), PathBuf::from);
            found.inputs.push(Input { path: name.clone(), name: file_name });
        }
    }
    Ok(found)
}

/// Finds the trackers of a folder and those below it. Links to folders are not followed, so that there is no way round in
/// a circle.
fn walk(root: &Path, output: Option<&Path>, found: &mut Found) {
    // What is still to be looked at, the next one last.
    let mut waiting = vec![root.to_owned()];
    while let Some(path) = waiting.pop() {
        let is_root = path == root;
        let is_link = fs::symlink_metadata(&path).is_ok_and(|about| about.is_symlink());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let reason = if is_root {
            None
        } else if name.starts_with('.') {
            Some("it is hidden")
        } else if name.starts_with("~$") {
            Some("it is the lock of an open workbook")
        } else if path.is_dir() && is_link {
            Some("it is a link to a folder")
        } else if path.is_dir() {
            let is_output = output.is_some() && fs::canonicalize(&path).ok().as_deref() == output;
            is_output.then_some("the output goes there")
        } else if !path.is_file() {
            Some("it is no file")
        } else {
            unread(&path)
        };
        if let Some(reason) = reason {
            found.passed_over.push((path, reason));
        } else if path.is_dir() {
            match entries(&path) {
                Ok(below) => waiting.extend(below.into_iter().rev()),
                Err(source) => {
                    let file = path.display().to_string();
                    found.failures.push(Error::from(ErrorKind::Open { file, source }).into());
                }
            }
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_owned();
            found.inputs.push(Input { path, name });
        }
    }
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Returns what a file is that no tracker is made of. One that cannot be opened is left to the reader, which says why.
fn unread(path: &Path) -> Option<&'static str> {
    let mut file = File::open(path).ok()?;
    let mut bytes = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut bytes).ok()?;
    // The directory of a package is at its end.
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF]) {
        file.read_to_end(&mut bytes).ok()?;
    }
    read::refusal(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "Ref,Action,Owner\n1,Mend it,A Roe\n";

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let text = if file.ends_with(".md") { "A letter.\n" } else { PLAN };
            fs::write(path, text).unwrap();
        }
        root
    }

    fn names(found: &Found) -> Vec<String> {
        found.inputs.iter().map(|input| input.name.display().to_string()).collect()
    }

    #[test]
    fn folders_are_walked_in_the_order_of_names() {
        let root =
            tree(&["b.csv", "a/z.csv", "a/a.csv", "a.csv", "read.md", ".x/a.csv", "~$b.csv", "out/old.csv"]);
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.path(), root.path().join("a/round")).unwrap();
        let found = find(&[root.path().to_owned()], Some(&root.path().join("out"))).unwrap();
        assert_eq!(names(&found), ["a/a.csv", "a/z.csv", "a.csv", "b.csv"]);
        assert!(found.several && found.failures.is_empty());
        let passed: Vec<String> = found
            .passed_over
            .iter()
            .map(|(path, why)| format!("{}: {why}", path.strip_prefix(root.path()).unwrap().display()))
            .collect();
        let expected = [
            ".x: it is hidden",
            #[cfg(unix)]
            "a/round: it is a link to a folder",
            "out: the output goes there",
            "read.md: a text without columns",
            "~$b.csv: it is the lock of an open workbook",
        ];
        assert_eq!(passed, expected);
    }

    #[test]
    fn names_given_are_taken_as_they_are() {
        let root = tree(&[".hidden.csv", "letter.md"]);
        let given =
            [root.path().join("letter.md"), root.path().join(".hidden.csv"), "-".into(), "gone.xls".into()];
        let found = find(&given, None).unwrap();
        assert_eq!(names(&found), ["letter.md", ".hidden.csv", "stdin", "gone.xls"]);
        assert!(!find(&given[..1], None).unwrap().several);
        let twice = find(&["-".into(), "-".into()], None).unwrap_err();
        assert_eq!(twice.chain, ["-: given twice"]);
    }
}
