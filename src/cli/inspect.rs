//! `inspect`: what was understood of a file, and why.

use std::path::PathBuf;

use trackrecord::import::import;
use trackrecord::render;
use trackrecord::write;

use super::reader::Reader;
use super::stream::Streams;
use super::{DONE, FAILED, FOUND, Outcome, args};

/// Show what was understood of a tracker: sheets, tables, columns and why, the role of each row
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The tracker: a workbook (.xlsx) or delimited text
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// Format of the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    reading: args::Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// For a program
    Json,
}

/// Runs the subcommand.
pub(super) fn run(args: &Args, streams: &mut Streams) -> Outcome {
    let reader = Reader::of(&args.reading, streams)?;
    let reading = reader.read(&args.input)?;
    let import = import(&reading, &reader.options)?;
    streams.read(&import);
    streams.findings(&import.tracker.findings, None);
    let text = match args.format {
        Format::Text => render::inspect::text(&import, &reading.workbook, &reader.options.profile),
        Format::Json => write::json(&render::inspect::inspection(&import))?,
    };
    streams.result(&text)?;
    if import.has_table() {
        return Ok(DONE);
    }
    streams.say(&render::summary::not_found(&import));
    Ok(if import.only_unread() { FAILED } else { FOUND })
}
