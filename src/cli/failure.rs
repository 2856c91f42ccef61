//! What stops a command, as a person is told it: the fault, its causes, and what to do.

use std::io;

use trackrecord::error::{Error, ErrorKind};
use trackrecord::normalize::text;
use trackrecord::write::Unwritable;

/// Why a command failed.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The fault and its causes, outermost first.
    pub chain: Vec<String>,
    /// What to do about it, each a sentence or a command.
    pub hints: Vec<String>,
    broken_pipe: bool,
}

impl Failure {
    /// A request that cannot be carried out as made.
    pub(super) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { chain: vec![message.into()], hints: vec![hint.into()], broken_pipe: false }
    }

    /// Tells whether the reader of our output went away, which is no failure of ours.
    pub(super) fn is_broken_pipe(&self) -> bool {
        self.broken_pipe
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { chain: chain(&error), hints: hints(error.kind()), broken_pipe: false }
    }
}

impl From<Unwritable> for Failure {
    fn from(error: Unwritable) -> Self {
        Self { chain: chain(&error), hints: Vec::new(), broken_pipe: false }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let broken_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self {
            chain: vec!["standard output: cannot be written".to_owned(), error.to_string()],
            hints: Vec::new(),
            broken_pipe,
        }
    }
}

fn chain(error: &dyn std::error::Error) -> Vec<String> {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect()
}

fn hints(kind: &ErrorKind) -> Vec<String> {
    match kind {
        ErrorKind::Unsupported { advice, .. } => vec![(*advice).to_owned()],
        ErrorKind::Damaged { .. } => vec![
            "copy or download it again; if a spreadsheet program still opens it, save it there under another name"
                .to_owned(),
        ],
        ErrorKind::Limit { name, raised, .. } => {
            vec![format!("if the file can be trusted, raise the limit: `--limit {name}={raised}`")]
        }
        ErrorKind::NoSheet { name, sheets, .. } => {
            let similar = text::similar_names(name, sheets.iter().map(String::as_str));
            let (said, names) = if similar.is_empty() {
                ("sheets there are", sheets.iter().map(String::as_str).collect())
            } else {
                ("a sheet with a similar name exists", similar)
            };
            let names: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
            vec![format!("{said}: {}", names.join(", "))]
        }
        ErrorKind::Exists { .. } => vec!["replace it with `--force`, or name another file".to_owned()],
        ErrorKind::OutputIsInput { .. } => vec!["name another file".to_owned()],
        _ => Vec::new(),
    }
}
