//! Argument groups that subcommands share, and how they become library options.

use std::path::PathBuf;

use jiff::civil::Date;
use strum::VariantArray;
use trackrecord::grid::HeaderRows;
use trackrecord::layout::{LayoutOptions, Pin, PinnedBy};
use trackrecord::normalize::text;
use trackrecord::read::{Limit, ReadOptions};
use trackrecord::record::{Field, Finding, Severity};

use super::failure::Failure;

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
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Reading {
    /// Read this sheet only, hidden or not
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// The day whose state the tracker shows, where the file does not say it or is wrong [YYYY-MM-DD]
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub as_of: Option<Date>,
    #[command(flatten)]
    pub pinning: Pinning,
    #[command(flatten)]
    pub limits: Limits,
    #[command(flatten)]
    pub profiled: Profiled,
}

/// What is known of all versions of a tracker.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Profiled {
    /// Read by what this file says of the tracker [default: trackrecord.toml in the current folder, where it is there]
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
}

/// What the file's own words do not tell.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Pinning {
    /// The header is in this row, or in these rows (4-5), as the spreadsheet counts them
    #[arg(long, value_name = "N")]
    pub header_row: Option<String>,
    /// The column with this header (or these letters) holds this field, or none: `extra`; may be given several times
    #[arg(long, value_name = "HEADER=FIELD")]
    pub map: Vec<String>,
}

impl Pinning {
    /// Returns what is meant.
    pub(super) fn options(&self) -> Result<LayoutOptions, Failure> {
        let header = self.header_row.as_deref().map(header_rows).transpose()?;
        let pins = self.map.iter().map(|text| pin(text)).collect::<Result<_, _>>()?;
        Ok(LayoutOptions { header, pins, ..LayoutOptions::default() })
    }
}

/// Reads a day, for clap.
pub(super) fn day(text: &str) -> Result<Date, &'static str> {
    text.parse().map_err(|_| "expected a day such as 2013-04-01")
}

/// Reads `4` or `4-5`.
fn header_rows(text: &str) -> Result<HeaderRows, Failure> {
    text.parse().map_err(|expected| {
        Failure::usage(
            format!("--header-row: expected {expected}, found `{text}`"),
            "rows count from 1, as the spreadsheet numbers them",
        )
    })
}

/// Reads `HEADER=FIELD`; a header can hold `=` itself, a field cannot.
fn pin(text: &str) -> Result<Pin, Failure> {
    let parts = text.rsplit_once('=').map(|(column, field)| (column.trim(), field.trim()));
    let Some((column, field)) = parts.filter(|(column, _)| !column.is_empty()) else {
        return Err(Failure::usage(
            format!("--map: expected HEADER=FIELD, found `{text}`"),
            "name the column and its field: `--map \"Target date=due\"`",
        ));
    };
    let field = match field.to_lowercase().replace([' ', '-'], "_").as_str() {
        "extra" | "none" => None,
        name => Some(name.parse().map_err(|_| no_field(field))?),
    };
    Ok(Pin { column: column.to_owned(), field, by: PinnedBy::Caller })
}

fn no_field(name: &str) -> Failure {
    let names = || Field::VARIANTS.iter().map(Into::<&str>::into).chain(["extra"]);
    let similar = text::similar_names(name, names());
    let (said, names) = if similar.is_empty() {
        ("fields there are", names().collect())
    } else {
        ("a field with a similar name exists", similar)
    };
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    Failure::usage(format!("--map: no field `{name}`"), format!("{said}: {}", names.join(", ")))
}

/// What a file may ask for.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Limits {
    /// Let a file ask for more: input, inflated, part and text take bytes (or 64M, 2G), entries, cells, merges, ratio and
    /// depth a count (or 50M)
    #[arg(long = "limit", value_name = "NAME=VALUE", value_parser = limit)]
    given: Vec<(Limit, u64)>,
}

impl Limits {
    /// Returns what is meant.
    pub(super) fn options(&self) -> ReadOptions {
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
