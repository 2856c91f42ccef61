//! `schema`: the JSON Schemas of what the other commands print.

use trackrecord::{schema, write};

use super::stream::Streams;
use super::{DONE, Outcome};

/// Print the JSON Schema (2020-12) of an output
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The output
    #[arg(value_name = "OUTPUT")]
    output: Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Output {
    /// What `clean --format json` prints
    Tracker,
    /// One record of a tracker: each line of newline-delimited JSON
    Record,
    /// What `diff --format json` prints
    Diff,
    /// What `inspect --format json` prints
    Inspect,
    /// What `check --format json` prints
    Check,
    /// A line that `parse` prints
    Parse,
}

/// Runs the subcommand.
pub(super) fn run(args: &Args, streams: &mut Streams) -> Outcome {
    let schema = match args.output {
        Output::Tracker => schema::tracker(),
        Output::Record => schema::record(),
        Output::Diff => schema::diff(),
        Output::Inspect => schema::inspect(),
        Output::Check => schema::check(),
        Output::Parse => schema::parse(),
    };
    streams.result(&write::json_pretty(&schema)?)?;
    Ok(DONE)
}
