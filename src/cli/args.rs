//! Argument groups that subcommands share, and how they become library options.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use strum::VariantArray;
use trackrecord::import::{Import, ImportOptions, import};
use trackrecord::read::{self, Limit, ReadOptions};

use super::failure::Failure;

/// How to print.
#[derive(Debug, clap::Args)]
pub(super) struct Output {
    /// When to colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorWhen,
    /// Print nothing but the result and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
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

/// How to read a tracker.
#[derive(Debug, clap::Args)]
pub(super) struct Reading {
    /// Read this sheet only, hidden or not
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// The day whose state the tracker shows, where the file does not say it or is wrong [YYYY-MM-DD]
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub limits: Limits,
}

/// What a file may ask for.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Limits {
    /// Let a file ask for more: input, inflated, part and text take bytes (or 64M, 2G), entries, cells, merges, ratio and
    /// depth a count (or 50M)
    #[arg(long = "limit", value_name = "NAME=VALUE", value_parser = limit)]
    given: Vec<(Limit, u64)>,
}

impl Limits {
    fn options(&self) -> ReadOptions {
        let mut options = ReadOptions::default();
        for (limit, value) in &self.given {
            options.limits.set(*limit, *value);
        }
        options
    }
}

/// Reads `cells=50M`: millions of a count, MiB of bytes.
fn limit(text: &str) -> Result<(Limit, u64), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    let limit: Limit = name.parse().map_err(|_| {
        let names: Vec<&str> = Limit::VARIANTS.iter().map(Into::into).collect();
        format!("expected one of {}, found `{name}`", names.join(", "))
    })?;
    let thousand: u64 = if limit.in_bytes() { 1024 } else { 1000 };
    let digits = value.trim_end_matches(['K', 'M', 'G', 'k', 'm', 'g']);
    let power = match value.strip_prefix(digits).unwrap_or_default() {
        "" => 0,
        "K" | "k" => 1,
        "M" | "m" => 2,
        "G" | "g" => 3,
        unit => return Err(format!("expected K, M or G after the number, found `{unit}`")),
    };
    let number = digits.parse().ok().and_then(|number: u64| number.checked_mul(thousand.pow(power)));
    number.map(|number| (limit, number)).ok_or_else(|| format!("expected a number, found `{value}`"))
}

impl Reading {
    /// Reads a file and makes a tracker of it.
    pub(super) fn import(&self, path: &Path) -> Result<Import, Failure> {
        let options = ImportOptions { sheet: self.sheet.clone(), as_of: self.as_of };
        let reading = read::open_with(path, &self.limits.options())?;
        Ok(import(&reading, &options)?)
    }
}

/// Where to write.
#[derive(Debug, clap::Args)]
pub(super) struct Writing {
    /// Write the result to this file; its extension gives the format
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_given_by_name() {
        assert_eq!(limit("cells=50M"), Ok((Limit::Cells, 50_000_000)));
        assert_eq!(limit("part=2G"), Ok((Limit::Part, 2 << 30)));
        assert_eq!(limit("text=100"), Ok((Limit::Text, 100)));
        let cases = [
            ("cells", "expected NAME=VALUE"),
            (
                "rows=1",
                "expected one of input, inflated, part, ratio, entries, cells, text, merges, depth, found `rows`",
            ),
            ("cells=many", "expected a number, found `many`"),
            ("cells=5MM", "expected K, M or G after the number, found `MM`"),
            ("part=99999999999999G", "expected a number, found `99999999999999G`"),
        ];
        for (text, expected) in cases {
            assert_eq!(limit(text).unwrap_err(), expected);
        }
    }
}
