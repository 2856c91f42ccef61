//! `diff`: what changed between two versions of a tracker.

use std::path::PathBuf;

use jiff::civil::Date;
use trackrecord::check::Rules;
use trackrecord::diff::{ColumnKind, Diff, EntryKind, Sides};
use trackrecord::import::Import;
use trackrecord::profile::Profile;
use trackrecord::reconcile::{self, ColumnHeader, DiffOptions};
use trackrecord::render;
use trackrecord::write::{self, Target};

use super::failure::Failure;
use super::reader::{self, Reader};
use super::stream::Streams;
use super::{DONE, FAILED, FOUND, Outcome, args, hint};

/// Say what changed between two versions of a tracker
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The old version
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new version; without it, OLD is a workbook that holds both on two sheets
    #[arg(value_name = "NEW")]
    new: Option<PathBuf>,
    /// Read this sheet of the old version only
    #[arg(long, value_name = "NAME")]
    old_sheet: Option<String>,
    /// Read this sheet of the new version only
    #[arg(long, value_name = "NAME")]
    new_sheet: Option<String>,
    #[command(flatten)]
    writing: args::Writing,
    /// Format of the result; without it, OUT's extension decides, and the terminal gets text
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Read this sheet only, of both versions
    #[arg(long, value_name = "NAME", conflicts_with_all = ["old_sheet", "new_sheet"])]
    sheet: Option<String>,
    /// The day whose state NEW shows, where the file does not say it or is wrong [YYYY-MM-DD]
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    as_of: Option<Date>,
    #[command(flatten)]
    pinning: args::Pinning,
    #[command(flatten)]
    limits: args::Limits,
    #[command(flatten)]
    profiled: args::Profiled,
    /// Show differences of form too: spelling, spaces, another way to write the same date
    #[arg(long)]
    cosmetic: bool,
    /// Exit with 1 if the versions differ
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    fail_on: args::FailOn,
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
    let profile = reader::profile(&args.profiled, streams)?;
    let new_path = new_file(args, &profile)?;
    let inputs = [args.old.clone(), new_path.clone()];
    let target =
        args.writing.output.as_ref().map(|path| Target { path, inputs: &inputs, force: args.writing.force });
    if let Some(target) = &target {
        target.check()?;
    }
    let reading = |sheet: &Option<String>, as_of| args::Reading {
        sheet: sheet.as_ref().or(args.sheet.as_ref()).cloned(),
        as_of,
        pinning: args.pinning.clone(),
        limits: args.limits.clone(),
        ..args::Reading::default()
    };
    let rules = Rules::of(&profile);
    // Like `--as-of`, the profile's day is that of the new version.
    let of_old = Profile { as_of: None, ..profile.clone() };
    let old = Reader::with(&reading(&args.old_sheet, None), of_old)?;
    let new = Reader::with(&reading(&args.new_sheet, args.as_of), profile)?;
    let versions = Sides { old: (old, args.old.as_path()), new: (new, new_path.as_path()) };
    let Sides { old, new } = reader::import_versions(versions)?;
    for import in [&old, &new] {
        streams.read(import);
        streams.findings(&import.tracker.findings, Some(&import.tracker.source.file));
    }
    let missing: Vec<&Import> = [&old, &new].into_iter().filter(|import| !import.has_table()).collect();
    if !missing.is_empty() {
        for import in &missing {
            streams.say(&render::summary::not_found(import));
        }
        return Ok(if missing.iter().any(|import| import.only_unread()) { FAILED } else { FOUND });
    }
    let (old_columns, new_columns) = (headers(&old), headers(&new));
    let columns = Sides { old: old_columns.as_slice(), new: new_columns.as_slice() };
    let mut diff = reconcile::diff(&old.tracker, &new.tracker, columns, &DiffOptions::default());
    rules.hold(&mut diff.findings);
    let text = match format {
        Format::Text => render::text::diff(&diff, args.cosmetic),
        Format::Json => write::json(&diff)?,
    };
    match &target {
        Some(target) => {
            // A file keeps the words, not the colours of a terminal; JSON has none, and all of its bytes are meant.
            let text = match format {
                Format::Text => anstream::adapter::strip_str(&text).to_string(),
                Format::Json => text,
            };
            target.write(text.as_bytes())?;
            streams.say(&format!("{}; wrote {}", render::text::line(&diff), target.path.display()));
        }
        None if format == Format::Json => streams.last_data(text.as_bytes())?,
        None => streams.last_result(&text)?,
    }
    let failed = args.fail_on.fails(&diff.findings) || args.exit_code && differs(&diff);
    Ok(if failed { FOUND } else { DONE })
}

/// The file of the new version: NEW, or OLD where that holds both on two sheets.
fn new_file(args: &Args, profile: &Profile) -> Result<PathBuf, Failure> {
    if let Some(new) = &args.new {
        return Ok(new.clone());
    }
    let book = args.old.display();
    match (&args.old_sheet, &args.new_sheet) {
        (Some(old), Some(new)) if old == new => Err(Failure::usage(
            format!("{book}: expected two sheets to compare, found `{old}` twice"),
            format!(
                "name another one, or see which there are with `trackrecord inspect {}`",
                hint::quoted(&book.to_string())
            ),
        )),
        (Some(_), Some(_)) => Ok(args.old.clone()),
        (Some(_), None) => Err(one_sheet("--old-sheet", "--new-sheet")),
        (None, Some(_)) => Err(one_sheet("--new-sheet", "--old-sheet")),
        (None, None) => {
            let import = Reader::with(&args::Reading::default(), profile.clone())?.import(&args.old)?;
            let or_else = || {
                "name the new version, or two sheets of one workbook with `--old-sheet NAME --new-sheet NAME`"
                    .to_owned()
            };
            Err(Failure::usage(
                format!("{book}: expected a new version to compare it with, found none"),
                hint::two_versions_of(&args.old, &import).unwrap_or_else(or_else),
            ))
        }
    }
}

fn one_sheet(given: &str, missing: &str) -> Failure {
    Failure::usage(
        format!("{given}: expected `{missing}` beside it, or a second file, found neither"),
        format!("name the other sheet with `{missing} NAME`"),
    )
}

fn differs(diff: &Diff) -> bool {
    diff.entries.iter().any(|entry| entry.kind != EntryKind::Unchanged)
        || diff.columns.iter().any(|column| column.kind != ColumnKind::Same)
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
