//! The command line: one subcommand, one file; arguments to library options; results to streams.
//!
//! Standard output carries the asked-for result only, everything else goes to standard error. The library under it prints
//! nothing and reads no environment.

mod args;
mod check;
mod clean;
mod diff;
mod failure;
mod format;
mod hint;
mod init;
mod input;
mod inspect;
mod output;
mod parse;
mod progress;
mod reader;
mod schema;
mod signal;
mod stream;
mod wanted;
mod work;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use failure::Failure;
use stream::Streams;

/// Done; of two versions with `--exit-code`: alike.
pub(crate) const DONE: u8 = 0;
/// No tracker table found, findings at or above `--fail-on`, or differences with `--exit-code`.
pub(crate) const FOUND: u8 = 1;
/// Failed or refused; nothing was written.
pub(crate) const FAILED: u8 = 2;

/// Read the tracking spreadsheets that organisations really keep, and say what changed between two versions.
#[derive(Debug, Parser)]
#[command(name = "trackrecord", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    output: args::Output,
}

#[derive(Debug, Subcommand)]
enum Command {
    Clean(clean::Args),
    Diff(diff::Args),
    Inspect(inspect::Args),
    Check(check::Args),
    Init(init::Args),
    Parse(parse::Args),
    Schema(schema::Args),
}

/// Parses, runs, and says how it went.
pub(crate) fn main() -> ExitCode {
    let matches = match Cli::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return usage(&error),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let mut streams = Streams::new(&cli.output);
    signal::watch();
    let result = match &cli.command {
        Command::Clean(args) => clean::run(args, &mut streams),
        Command::Diff(args) => diff::run(args, &mut streams),
        Command::Inspect(args) => inspect::run(args, &mut streams),
        Command::Check(args) => check::run(args, &mut streams),
        Command::Init(args) => init::run(args, &mut streams),
        Command::Parse(args) => parse::run(args),
        Command::Schema(args) => schema::run(args, &mut streams),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) if failure.is_broken_pipe() => ExitCode::from(DONE),
        Err(failure) => {
            streams.failure(&failure);
            ExitCode::from(FAILED)
        }
    }
}

/// Help and version go to standard output and are no failure.
fn usage(error: &clap::Error) -> ExitCode {
    // Nothing is left to tell if the terminal is gone.
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { FAILED } else { DONE })
}

/// What every subcommand gives back: an exit code, or why it failed.
type Outcome = Result<u8, Failure>;
