//! The formats that a tracker is written in: their names, their files, their bytes.

use std::path::{Path, PathBuf};

use trackrecord::record::Tracker;
use trackrecord::write::{self, FormulaGuard, Unwritable};

use super::output;

/// A format of `clean`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// A clean workbook
    Xlsx,
    /// The records as a table; in files, owners, dates, money, notes and fields as tables beside it
    Csv,
    /// The whole tracker as one line of JSON
    Json,
    /// The records, one line of JSON each
    Ndjson,
}

/// What to do with a text that a spreadsheet would run as a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Guard {
    /// Put an apostrophe before it
    Apostrophe,
    /// Leave it as it is
    None,
}

impl Format {
    /// Returns the format that a file's extension stands for.
    pub(super) fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            _ => None,
        }
    }

    /// Returns its name, which is its extension too.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }

    /// Returns all files of an output, of which the first is named.
    pub(super) fn files(self, path: PathBuf) -> Vec<PathBuf> {
        if self == Self::Csv { output::csv_files(&path) } else { vec![path] }
    }

    /// Returns what goes into these files. `several` trackers on one stream are to be told apart.
    pub(super) fn contents(
        self,
        tracker: &Tracker,
        guard: Guard,
        several: bool,
    ) -> Result<Vec<Vec<u8>>, Unwritable> {
        let guard = match guard {
            Guard::Apostrophe => FormulaGuard::Apostrophe,
            Guard::None => FormulaGuard::None,
        };
        Ok(match self {
            Self::Xlsx => vec![write::workbook(tracker)?],
            Self::Csv => {
                write::csv(tracker, guard)?.into_iter().map(|table| table.text.into_bytes()).collect()
            }
            Self::Json => vec![write::json(tracker)?.into_bytes()],
            Self::Ndjson => vec![write::json_lines(tracker, several)?.into_bytes()],
        })
    }
}
