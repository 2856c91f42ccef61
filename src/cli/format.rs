//! The formats that a tracker is written in: their names, their files, their bytes.

use std::path::{Path, PathBuf};

use trackrecord::record::Tracker;
use trackrecord::write::{self, FormulaGuard, LongTexts, Unwritable};

use super::failure::Failure;
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

/// What a format is told beside the tracker.
#[derive(Debug, clap::Args)]
pub(super) struct Form {
    /// In CSV, what to do with a text that a spreadsheet would run as a formula [default: apostrophe]
    #[arg(long, value_name = "GUARD")]
    formula_guard: Option<Guard>,
    /// In a workbook, let a text that is too long for a cell go on in the columns beside it
    #[arg(long)]
    split_long: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Guard {
    /// Put an apostrophe before it
    Apostrophe,
    /// Leave it as it is
    None,
}

impl Form {
    /// Refuses what has no meaning in a format.
    pub(super) fn check(&self, format: Option<Format>) -> Result<(), Failure> {
        let refused = |option: &str, meant: Format| {
            let found = format.map_or("none", Format::name);
            Failure::usage(
                format!("--{option}: expected format {}, found {found}", meant.name()),
                format!("leave it out, or ask for `--format {}`", meant.name()),
            )
        };
        if self.formula_guard.is_some() && format != Some(Format::Csv) {
            return Err(refused("formula-guard", Format::Csv));
        }
        if self.split_long && format != Some(Format::Xlsx) {
            return Err(refused("split-long", Format::Xlsx));
        }
        Ok(())
    }

    fn guard(&self) -> FormulaGuard {
        match self.formula_guard {
            Some(Guard::None) => FormulaGuard::None,
            Some(Guard::Apostrophe) | None => FormulaGuard::Apostrophe,
        }
    }

    fn long_texts(&self) -> LongTexts {
        if self.split_long { LongTexts::GoOn } else { LongTexts::Refuse }
    }
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
        form: &Form,
        several: bool,
    ) -> Result<Vec<Vec<u8>>, Unwritable> {
        Ok(match self {
            Self::Xlsx => vec![write::workbook_with(tracker, form.long_texts())?],
            Self::Csv => {
                let tables = write::csv(tracker, form.guard())?;
                tables.into_iter().map(|table| table.text.into_bytes()).collect()
            }
            Self::Json => vec![write::json(tracker)?.into_bytes()],
            Self::Ndjson => vec![write::json_lines(tracker, several)?.into_bytes()],
        })
    }
}
