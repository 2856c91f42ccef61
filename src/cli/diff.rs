//! `diff`: what changed between two versions of a tracker.

use std::path::PathBuf;

use trackrecord::diff::{Diff, EntryKind, Sides};
use trackrecord::import::Import;
use trackrecord::reconcile::{self, ColumnHeader, DiffOptions};
use trackrecord::render;
use trackrecord::write::{self, Target};

use super::failure::Failure;
use super::stream::Streams;
use super::{DONE, FAILED, FOUND, Outcome, args};

/// Say what changed between two versions of a tracker
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The old version
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new version
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[command(flatten)]
    writing: args::Writing,
    /// Format of the result; without it, OUT's extension decides, and the terminal gets text
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Read this sheet only, of both versions
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[command(flatten)]
    limits: args::Limits,
    /// Show differences of form too: spelling, spaces, another way to write the same date
    #[arg(long)]
    cosmetic: bool,
    /// Exit with 1 if the versions differ
    #[arg(long)]
    exit_code: bool,
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
    let format = format(args)?;
    let inputs = [args.old.clone(), args.new.clone()];
    let target =
        args.writing.output.as_ref().map(|path| Target { path, inputs: &inputs, force: args.writing.force });
    if let Some(target) = &target {
        target.check()?;
    }
    let reading = args::Reading { sheet: args.sheet.clone(), as_of: None, limits: args.limits.clone() };
    let old = reading.import(&args.old)?;
    let new = reading.import(&args.new)?;
    let missing: Vec<&Import> = [&old, &new].into_iter().filter(|import| !import.has_table()).collect();
    if !missing.is_empty() {
        for import in &missing {
            streams.say(&render::summary::not_found(import));
        }
        return Ok(if missing.iter().any(|import| import.only_unread()) { FAILED } else { FOUND });
    }
    let (old_columns, new_columns) = (headers(&old), headers(&new));
    let columns = Sides { old: old_columns.as_slice(), new: new_columns.as_slice() };
    let diff = reconcile::diff(&old.tracker, &new.tracker, columns, &DiffOptions::default());
    let text = match format {
        Format::Text => render::text::diff(&diff, args.cosmetic),
        Format::Json => write::json(&diff)?,
    };
    match &target {
        Some(target) => {
            // A file keeps the words, not the colours of a terminal.
            target.write(anstream::adapter::strip_str(&text).to_string().as_bytes())?;
            streams.say(&format!("{}; wrote {}", render::text::line(&diff), target.path.display()));
        }
        None => streams.result(&text)?,
    }
    Ok(if args.exit_code && differs(&diff) { FOUND } else { DONE })
}

fn differs(diff: &Diff) -> bool {
    diff.entries.iter().any(|entry| entry.kind != EntryKind::Unchanged)
}

fn headers(import: &Import) -> Vec<ColumnHeader> {
    let columns = import.columns().into_iter();
    columns.map(|c| ColumnHeader { field: c.field, header: c.header.clone() }).collect()
}

fn format(args: &Args) -> Result<Format, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    match (&args.writing.output, args.writing.extension().as_deref()) {
        (None, _) | (_, Some("txt")) => Ok(Format::Text),
        (_, Some("json")) => Ok(Format::Json),
        (Some(output), _) => Err(Failure::usage(
            format!("{}: expected a name that ends in .txt or .json", output.display()),
            "or say which it is: `--format text`, `--format json`",
        )),
    }
}
