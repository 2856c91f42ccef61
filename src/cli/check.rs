//! `check`: findings only, for a pipeline.

use std::path::PathBuf;

use trackrecord::render::findings::{self, FileFinding};
use trackrecord::{render, write};

use super::reader::Reader;
use super::stream::Streams;
use super::{DONE, FAILED, FOUND, Outcome, args};

/// Print what is to be looked at in trackers, and fail where something is wrong
///
/// Each finding has a severity. error: something is wrong, or missing from the result. warning: somebody should look, as it
/// may be wrong, in the sheet or in the reading. info: good to know. `docs/findings.md` tells what each code means.
#[derive(Debug, clap::Args)]
#[command(mut_arg("fail_on", |arg| arg.default_value("error")))]
pub(super) struct Args {
    /// The trackers: workbooks, texts, pages or documents with tables
    #[arg(value_name = "IN", required = true)]
    inputs: Vec<PathBuf>,
    /// Format of the result
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    fail_on: args::FailOn,
    #[command(flatten)]
    reading: args::Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One finding a line: `warning[date-unparsed]: Plan!F17: …`
    Text,
    /// A list of findings, each with its file
    Json,
}

/// Runs the subcommand. A file that cannot be read does not stop the rest.
pub(super) fn run(args: &Args, streams: &mut Streams) -> Outcome {
    let reader = Reader::of(&args.reading, streams)?;
    let mut code = DONE;
    let mut listed: Vec<FileFinding> = Vec::new();
    for input in &args.inputs {
        let import = match reader.import(input) {
            Ok(import) => import,
            Err(failure) => {
                streams.failure(&failure);
                code = FAILED;
                continue;
            }
        };
        let tracker = &import.tracker;
        streams.read(&import);
        match args.format {
            Format::Text => {
                let file = (args.inputs.len() > 1).then_some(tracker.source.file.as_str());
                let lines =
                    tracker.findings.iter().map(|finding| format!("{}\n", findings::line(finding, file)));
                streams.last_result(&lines.collect::<String>())?;
            }
            Format::Json => listed.extend(findings::of_file(tracker)),
        }
        let found = import.has_table();
        let closing =
            if found { render::summary::line(tracker) } else { render::summary::not_found(&import) };
        streams.say(&closing);
        if !found || args.fail_on.fails(&tracker.findings) {
            code = code.max(FOUND);
        }
    }
    if args.format == Format::Json {
        streams.last_data(write::json(&listed)?.as_bytes())?;
    }
    Ok(code)
}
