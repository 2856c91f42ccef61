//! `clean`: import one tracker, normalise it, write it.

use std::path::{Path, PathBuf};

use trackrecord::record::Tracker;
use trackrecord::render;
use trackrecord::write::{self, Target};

use super::failure::Failure;
use super::stream::Streams;
use super::{DONE, FAILED, FOUND, Outcome, args};

/// Make records of a tracker: a clean workbook, or data
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The tracker: a workbook (.xlsx) or delimited text
    #[arg(value_name = "IN")]
    input: PathBuf,
    #[command(flatten)]
    writing: args::Writing,
    /// Format of the result; without it, OUT's extension decides
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    reading: args::Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A clean workbook
    Xlsx,
    /// The whole tracker as one line of JSON
    Json,
}

/// Runs the subcommand.
pub(super) fn run(args: &Args, streams: &mut Streams) -> Outcome {
    let format = format(args)?;
    let inputs = [args.input.clone()];
    let target =
        args.writing.output.as_ref().map(|path| Target { path, inputs: &inputs, force: args.writing.force });
    if let Some(target) = &target {
        target.check()?;
    }
    let import = args.reading.import(&args.input)?;
    let tracker = &import.tracker;
    let found = import.has_table();
    match (format, &target) {
        (Some(Format::Json), None) => streams.result(&write::json(tracker)?)?,
        // Without a tracker there is nothing to write; what was found instead is said below.
        _ if !found => {}
        (Some(Format::Json), Some(target)) => {
            let json = write::json(tracker).map_err(|error| target.failed(error))?;
            target.write(json.as_bytes())?;
        }
        (Some(Format::Xlsx), Some(target)) => {
            let workbook = write::workbook(tracker).map_err(|error| target.failed(error))?;
            target.write(&workbook)?;
        }
        _ => streams.result(&render::summary::text(&import, &suggested_output(&args.input)))?,
    }
    if found {
        streams.say(&closing_line(tracker, args.writing.output.as_deref()));
        return Ok(DONE);
    }
    streams.say(&render::summary::not_found(&import));
    Ok(if import.only_unread() { FAILED } else { FOUND })
}

/// The format asked for, or that of OUT's extension; none where the summary is wanted.
fn format(args: &Args) -> Result<Option<Format>, Failure> {
    let Some(output) = &args.writing.output else {
        return match args.format {
            Some(Format::Xlsx) => Err(Failure::usage(
                "--format xlsx: a workbook is not printed",
                format!("name a file for it: `-o {}`", suggested_output(&args.input)),
            )),
            format => Ok(format),
        };
    };
    let by_extension = match args.writing.extension().as_deref() {
        Some("xlsx") => Some(Format::Xlsx),
        Some("json") => Some(Format::Json),
        _ => None,
    };
    args.format.or(by_extension).map(Some).ok_or_else(|| {
        Failure::usage(
            format!("{}: expected a name that ends in .xlsx or .json", output.display()),
            "or say which it is: `--format xlsx`, `--format json`",
        )
    })
}

/// A name for the clean workbook beside the tracker.
fn suggested_output(input: &Path) -> String {
    let stem = input.file_stem().map_or_else(|| "tracker".into(), |stem| stem.to_string_lossy());
    let path = input.with_file_name(format!("{stem}-clean.xlsx"));
    let path = path.display().to_string();
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path }
}

/// `plan.xlsx: 11 records in 6 recommendations, 3 findings, 214 of 214 cells accounted for; wrote clean.xlsx`
fn closing_line(tracker: &Tracker, output: Option<&Path>) -> String {
    let mut line = render::summary::line(tracker);
    if let Some(output) = output {
        line.push_str(&format!("; wrote {}", output.display()));
    }
    line
}
