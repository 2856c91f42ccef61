//! What `clean` is to make of the trackers, told from its arguments: a summary, something printed, a file, a folder of files.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::format::Format;
use super::input;

/// What becomes of the trackers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A summary for a person.
    Summary,
    /// On standard output.
    Printed(Format),
    /// In this file, and those beside it.
    File(Format, PathBuf),
    /// In this folder.
    Folder(Format, PathBuf),
}

impl Wanted {
    /// Returns what is wanted where `out` was named as output and `format` asked for; of `several` inputs the output is
    /// a folder.
    pub(super) fn of(out: Option<&Path>, format: Option<Format>, several: bool) -> Result<Self, Failure> {
        let Some(out) = out else {
            return format.map_or(Ok(Self::Summary), |format| printed(format, several, false));
        };
        if input::is_standard(out) {
            let hint = "say which it is: `--format json`, `--format ndjson`, `--format csv`";
            let format = format.ok_or_else(|| Failure::usage("-o -: expected a format, found none", hint))?;
            return printed(format, several, !io::stdout().is_terminal());
        }
        let is_folder = out.is_dir() || out.to_string_lossy().ends_with(std::path::is_separator);
        match (format, Format::of(out)) {
            (format, by_name) if is_folder || (several && by_name.is_none()) => {
                Ok(Self::Folder(format.unwrap_or(Format::Xlsx), out.to_owned()))
            }
            _ if several => Err(Failure::usage(
                format!("{}: expected a folder for several inputs, found the name of a file", out.display()),
                format!("name a folder: `-o {}`", out.with_extension("").display()),
            )),
            (Some(format), _) | (None, Some(format)) => Ok(Self::File(format, out.to_owned())),
            (None, None) => Err(Failure::usage(
                format!("{}: expected a name that ends in .xlsx, .csv, .json or .ndjson", out.display()),
                "or say which it is: `--format xlsx`, `--format csv`, `--format json`, `--format ndjson`",
            )),
        }
    }

    /// Returns the format, where there is one.
    pub(super) fn format(&self) -> Option<Format> {
        match self {
            Self::Summary => None,
            Self::Printed(format) | Self::File(format, _) | Self::Folder(format, _) => Some(*format),
        }
    }
}

/// A workbook goes only where it was sent on purpose; tables and workbooks hold one tracker each.
fn printed(format: Format, several: bool, workbooks: bool) -> Result<Wanted, Failure> {
    let name = format.name();
    match format {
        Format::Csv | Format::Xlsx if several => Err(Failure::usage(
            format!("--format {name}: several trackers do not go into one output"),
            "name a folder for them, such as `-o clean/`, or print `--format ndjson`",
        )),
        Format::Xlsx if !workbooks => Err(Failure::usage(
            "--format xlsx: a workbook is not printed",
            "name a file for it, such as `-o clean.xlsx`",
        )),
        format => Ok(Wanted::Printed(format)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_output_follows_from_the_arguments() {
        let of = |out: Option<&str>, format, several| {
            Wanted::of(out.map(Path::new), format, several).map_err(|failure| failure.chain.join(" "))
        };
        let (csv, json, xlsx) = (Format::Csv, Format::Json, Format::Xlsx);
        assert_eq!(of(None, None, true), Ok(Wanted::Summary));
        assert_eq!(of(None, Some(json), true), Ok(Wanted::Printed(json)));
        assert_eq!(of(Some("-"), Some(csv), false), Ok(Wanted::Printed(csv)));
        assert_eq!(of(Some("a.JSONL"), None, false), Ok(Wanted::File(Format::Ndjson, "a.JSONL".into())));
        assert_eq!(of(Some("a.txt"), Some(csv), false), Ok(Wanted::File(csv, "a.txt".into())));
        assert_eq!(of(Some("out"), None, true), Ok(Wanted::Folder(xlsx, "out".into())));
        assert_eq!(of(Some("src"), Some(json), false), Ok(Wanted::Folder(json, "src".into())), "it is there");
        assert_eq!(of(Some("new/"), None, false), Ok(Wanted::Folder(xlsx, "new/".into())));
        let refused = [
            (None, Some(xlsx), false, "--format xlsx: a workbook is not printed"),
            (None, Some(csv), true, "--format csv: several trackers do not go into one output"),
            (Some("-"), None, false, "-o -: expected a format, found none"),
            (
                Some("a.csv"),
                None,
                true,
                "a.csv: expected a folder for several inputs, found the name of a file",
            ),
            (Some("a.doc"), None, false, "a.doc: expected a name that ends in .xlsx, .csv, .json or .ndjson"),
        ];
        for (out, format, several, message) in refused {
            assert_eq!(of(out, format, several), Err(message.to_owned()));
        }
    }
}
