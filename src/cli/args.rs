//! Argument groups that subcommands share, and how they become library options.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use trackrecord::import::{Import, ImportOptions, import};
use trackrecord::record::{Finding, Severity};

use super::failure::Failure;
use super::input;

/// How to print.
#[derive(Debug, clap::Args)]
pub(super) struct Output {
    /// When to colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorWhen,
    /// Print nothing but the result and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say what was read of each input and what was passed over, and print every finding
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ColorWhen {
    /// On a terminal that shows colours
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// When findings make the run fail.
#[derive(Debug, clap::Args)]
pub(super) struct FailOn {
    /// Exit with 1 when there is a finding of this severity or a graver one
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<Level>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Level {
    /// Something is wrong, or missing from the result
    Error,
    /// Somebody should look: it may be wrong, in the sheet or in the reading
    Warning,
    /// Good to know: what was decided, or found to agree
    Info,
}

impl FailOn {
    /// Tells whether the findings make the run fail; never where nothing was asked for.
    pub(super) fn fails<'a>(&self, findings: impl IntoIterator<Item = &'a Finding>) -> bool {
        let least = match self.fail_on {
            Some(Level::Error) => Severity::Error,
            Some(Level::Warning) => Severity::Warning,
            Some(Level::Info) => Severity::Info,
            None => return false,
        };
        findings.into_iter().any(|finding| finding.severity >= least)
    }
}

/// How to read a tracker.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Reading {
    /// Read this sheet only, hidden or not
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// The day whose state the tracker shows, where the file does not say it or is wrong [YYYY-MM-DD]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Date>,
}

impl Reading {
    /// Reads a file and makes a tracker of it.
    pub(super) fn import(&self, path: &Path) -> Result<Import, Failure> {
        let options = ImportOptions { sheet: self.sheet.clone(), as_of: self.as_of };
        let reading = input::open(path)?;
        Ok(import(&reading, &options)?)
    }
}

/// Where to write.
#[derive(Debug, clap::Args)]
pub(super) struct Writing {
    /// Write the result to this file, `-` for standard output; its extension gives the format
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Replace OUT if it exists
    #[arg(long)]
    pub force: bool,
}

impl Writing {
    /// Returns the extension of OUT, in small letters.
    pub(super) fn extension(&self) -> Option<String> {
        Some(self.output.as_ref()?.extension()?.to_str()?.to_ascii_lowercase())
    }
}
