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
        let mut chain = chain(&error);
        if let (Some(fault), Some(said)) = (chain.first_mut(), as_asked(error.kind())) {
            *fault = said;
        }
        Self { chain, hints: hints(error.kind()), broken_pipe: false }
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

/// A fault of what was asked for, with the option that asked for it, which the library does not know.
fn as_asked(kind: &ErrorKind) -> Option<String> {
    let on = |sheet: &str| if sheet.is_empty() { String::new() } else { format!(" on sheet `{sheet}`") };
    match kind {
        ErrorKind::NoColumn { file, sheet, name, .. } => {
            Some(format!("{file}: --map: no column `{name}`{}", on(sheet)))
        }
        _ => None,
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
        ErrorKind::NoHeader { file, sheet, .. } => {
            let sheet = if sheet.is_empty() { String::new() } else { format!(" --sheet {}", pasted(sheet)) };
            vec![format!("see what each row is with `trackrecord inspect {}{sheet}`", pasted(file))]
        }
        ErrorKind::NoColumn { name, columns, .. } => {
            // Under a shared parent the label alone is what a person remembers.
            let label = |header: &'_ str| header.rsplit(" / ").next().unwrap_or(header).to_owned();
            let labels: Vec<String> = columns.iter().map(|(header, _)| label(header)).collect();
            let headers = columns.iter().map(|(header, _)| header.as_str());
            let similar = text::similar_names(name, headers.chain(labels.iter().map(String::as_str)));
            let is_similar = |header: &String| {
                similar.contains(&header.as_str()) || similar.contains(&label(header).as_str())
            };
            let (said, columns): (_, Vec<_>) = if similar.is_empty() {
                ("columns there are", columns.iter().collect())
            } else {
                let columns = columns.iter().filter(|(header, _)| is_similar(header));
                ("a column with a similar name exists", columns.collect())
            };
            let columns = columns.iter().map(|(header, cell)| format!("`{header}` ({cell})"));
            vec![format!("{said}: {}", columns.collect::<Vec<_>>().join(", "))]
        }
        ErrorKind::ColumnConflict { .. } => {
            vec![
                "name a column by its letters (`--map D=owner`), or keep it out with `--map D=extra`"
                    .to_owned(),
            ]
        }
        ErrorKind::NotPrevious { .. } => {
            vec!["`--previous` takes what `clean` wrote last time, as JSON or a workbook".to_owned()]
        }
        ErrorKind::Profile { hint, .. } => hint.iter().cloned().collect(),
        ErrorKind::Exists { .. } => vec!["replace it with `--force`, or name another file".to_owned()],
        ErrorKind::OutputIsInput { .. } => vec!["name another file".to_owned()],
        _ => Vec::new(),
    }
}

/// A name as it can be pasted into a command.
fn pasted(name: &str) -> String {
    if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name.to_owned() }
}
