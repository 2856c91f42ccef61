//! `init`: a starter profile from what was inferred.

use std::path::PathBuf;

use jiff::civil::Date;
use trackrecord::import::import;
use trackrecord::profile::Profile;
use trackrecord::render;
use trackrecord::starter::starter;
use trackrecord::write::Target;

use super::input::{self, is_standard};
use super::reader::Reader;
use super::stream::Streams;
use super::{DONE, FAILED, FOUND, Outcome, args};

/// Write a starter profile from what was inferred of a tracker
///
/// Each decision is a line that can be changed, with its reason; what is not sure is a comment. Saved as `trackrecord.toml`, it
/// counts for every command that is run in its folder. A profile that is there already is not asked.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The tracker: a workbook, a text, a page or a document with tables, or `-` for standard input
    #[arg(value_name = "IN")]
    input: PathBuf,
    /// Write the profile to this file, such as trackrecord.toml, and not to standard output
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Replace OUT if it exists
    #[arg(long)]
    force: bool,
    /// Read this sheet only, hidden or not
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The day whose state the tracker shows, where the file does not say it or is wrong [YYYY-MM-DD]
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    as_of: Option<Date>,
    #[command(flatten)]
    pinning: args::Pinning,
    #[command(flatten)]
    limits: args::Limits,
}

/// Runs the subcommand.
pub(super) fn run(args: &Args, streams: &mut Streams) -> Outcome {
    let input = input::Input { path: args.input.clone(), name: PathBuf::new() };
    let inputs = [input.file()];
    let target = args.output.as_deref().filter(|path| !is_standard(path));
    let target = target.map(|path| Target { path, inputs: &inputs, force: args.force });
    if let Some(target) = &target {
        target.check()?;
    }
    let reading = args::Reading {
        sheet: args.sheet.clone(),
        as_of: args.as_of,
        pinning: args.pinning.clone(),
        limits: args.limits.clone(),
        ..args::Reading::default()
    };
    let reader = Reader::with(&reading, Profile::default())?;
    let read = reader.read(&args.input)?;
    let imported = import(&read, &reader.options)?;
    streams.read(&imported);
    if !imported.has_table() {
        streams.say(&render::summary::not_found(&imported));
        return Ok(if imported.only_unread() { FAILED } else { FOUND });
    }
    let text = starter(&read, &imported, &reader.options);
    match target {
        Some(target) => {
            target.write(text.as_bytes())?;
            streams.say(&format!(
                "{}; wrote {}",
                render::summary::line(&imported.tracker),
                target.path.display()
            ));
        }
        None => streams.last_data(text.as_bytes())?,
    }
    Ok(DONE)
}
