//! `clean`: import trackers, normalise them, write them; one, or many at once.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use trackrecord::import::Import;
use trackrecord::render::{self, findings};
use trackrecord::write::{self, Target, Unwritable};

use super::failure::Failure;
use super::format::{Form, Format};
use super::input::{self, Found, Input};
use super::progress::Progress;
use super::reader::Reader;
use super::stream::Streams;
use super::wanted::Wanted;
use super::{DONE, FAILED, FOUND, Outcome, args, hint, output, work};

/// Make records of trackers: clean workbooks, or data
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The trackers: workbooks, texts, pages or documents with tables, folders of them, or `-` for standard input
    #[arg(value_name = "IN", required = true)]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    writing: args::Writing,
    /// Format of the result; without it OUT's extension decides, and a folder gets workbooks
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Keep the ids of an earlier output (JSON, a clean workbook) for the records that match
    #[arg(long, value_name = "LAST")]
    previous: Option<PathBuf>,
    #[command(flatten)]
    form: Form,
    /// How many inputs to work on at once [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    #[command(flatten)]
    reading: args::Reading,
    #[command(flatten)]
    fail_on: args::FailOn,
}

/// Runs the subcommand.
pub(super) fn run(args: &Args, streams: &mut Streams) -> Outcome {
    let outcome = clean(args, streams);
    // Those that nothing was written to.
    write::remove_empty_folders();
    outcome
}

fn clean(args: &Args, streams: &mut Streams) -> Outcome {
    let found = input::find(&args.inputs, args.writing.output.as_deref())?;
    let wanted = Wanted::of(args.writing.output.as_deref(), args.format, found.several)?;
    args.form.check(wanted.format())?;
    if args.previous.is_some() && found.several {
        return Err(Failure::usage(
            "--previous: expected one input, found several",
            "give each tracker its own last output, one run each",
        ));
    }
    let reader = Reader::of(&args.reading, streams)?;
    let read = found.inputs.iter().map(Input::file).chain(args.previous.clone()).collect();
    let run = Run { args, several: found.several, wanted, reader, read };
    let jobs = run.jobs(&found.inputs)?;
    for failure in &found.failures {
        streams.failure(failure);
    }
    let mut tally = Tally { failed: found.failures.len(), ..Tally::default() };
    let threads = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let progress = Progress::new(jobs.len(), streams.is_quiet());
    let print = |job: &Job, done: Option<Result<Done, Failure>>| {
        let done = done.unwrap_or_else(|| Err(fault(&job.input.path)));
        tally.count(&done);
        match done {
            Ok(done) => {
                done.read.iter().for_each(|line| streams.detail(line));
                streams.data(&done.data)?;
                streams.result(&done.text)?;
                streams.say(&done.line);
                done.hint.iter().for_each(|hint| streams.hint(hint));
            }
            Err(failure) if !run.several => return Err(failure),
            Err(failure) => streams.failure(&failure),
        }
        Ok(())
    };
    work::in_order(&jobs, threads, progress, |job| run.one(job), print)?;
    if run.several {
        close(&tally, &found, streams);
    }
    Ok(tally.code())
}

/// What is the same for all inputs.
struct Run<'a> {
    args: &'a Args,
    several: bool,
    wanted: Wanted,
    reader: Reader,
    /// The files that are read, which are never written to.
    read: Vec<PathBuf>,
}

/// One input, and its files, if any.
struct Job {
    input: Input,
    files: Vec<PathBuf>,
}

/// What is to be printed of an input.
#[derive(Default)]
struct Done {
    /// On standard output, byte for byte.
    data: Vec<u8>,
    /// On standard output, in colours.
    text: String,
    /// On standard error.
    line: String,
    /// What was read, and every finding, for those who ask.
    read: Vec<String>,
    /// What else could be done with it.
    hint: Option<String>,
    /// Whether it holds a tracker table.
    found: bool,
    /// Whether what may have held one could not be read.
    unread: bool,
    /// Whether its findings are graver than the caller wants them.
    failing: bool,
}

impl Run<'_> {
    /// Settles the files of every input, and checks all of them before any work begins.
    fn jobs(&self, inputs: &[Input]) -> Result<Vec<Job>, Failure> {
        let files = match &self.wanted {
            Wanted::Summary | Wanted::Printed(_) => vec![Vec::new(); inputs.len()],
            Wanted::File(format, file) => vec![format.files(file.clone())],
            Wanted::Folder(format, folder) => {
                let files = output::in_folder(folder, inputs, format.name(), |file| format.files(file))?;
                for folder in files.iter().flatten().filter_map(|file| file.parent()) {
                    write::make_folder(folder).map_err(|error| self.target(folder).failed(error))?;
                }
                files
            }
        };
        files.iter().flatten().try_for_each(|file| self.target(file).check())?;
        Ok(inputs.iter().cloned().zip(files).map(|(input, files)| Job { input, files }).collect())
    }

    fn target<'a>(&'a self, path: &'a Path) -> Target<'a> {
        Target { path, inputs: &self.read, force: self.args.writing.force }
    }

    /// Imports an input and writes its files; what is to be printed is left to the caller, who knows when.
    fn one(&self, job: &Job) -> Result<Done, Failure> {
        let previous = self.args.previous.as_deref();
        let import = self.reader.import_after(&job.input.path, previous)?;
        let mut done = Done {
            found: import.has_table(),
            unread: import.only_unread(),
            failing: self.args.fail_on.fails(&import.tracker.findings),
            read: self.details(&import),
            hint: hint::two_versions_of(&job.input.path, &import),
            ..Done::default()
        };
        let form = &self.args.form;
        match &self.wanted {
            Wanted::Summary if done.found => {
                let proposed = (!self.several).then(|| suggested_output(&job.input.path));
                done.text = render::summary::text(&import, proposed.as_deref());
            }
            // JSON tells, too, what is there instead of a tracker.
            Wanted::Printed(format) if done.found || *format == Format::Json => {
                let contents = format.contents(&import.tracker, form, self.several);
                let contents = contents.map_err(|error| unwritable(error, None))?;
                done.data = contents.into_iter().next().unwrap_or_default();
            }
            Wanted::File(format, _) | Wanted::Folder(format, _) if done.found => {
                let targets = || job.files.iter().map(|file| self.target(file));
                let contents = format.contents(&import.tracker, form, false);
                let contents = contents.map_err(|error| unwritable(error, targets().next()))?;
                let outputs: Vec<_> = targets().zip(contents.iter().map(Vec::as_slice)).collect();
                write::write_all(&outputs)?;
            }
            _ => {}
        }
        done.line =
            if done.found { self.closing_line(&import, job) } else { render::summary::not_found(&import) };
        Ok(done)
    }

    fn details(&self, import: &Import) -> Vec<String> {
        let file = self.several.then_some(import.tracker.source.file.as_str());
        let mut lines = findings::what_was_read(import);
        lines.extend(import.tracker.findings.iter().map(|finding| findings::line(finding, file)));
        lines
    }

    /// `plan.xlsx: 11 records in 6 recommendations, 3 findings, 214 of 214 cells accounted for; wrote clean.xlsx`
    fn closing_line(&self, import: &Import, job: &Job) -> String {
        let mut line = render::summary::line(&import.tracker);
        match job.files.as_slice() {
            [] if self.wanted == Wanted::Printed(Format::Csv) => {
                line.push_str("; printed the records alone (`-o FILE` writes owners, dates, money, notes and fields too)");
            }
            [] => {}
            [file] => line.push_str(&format!("; wrote {}", file.display())),
            [first, rest @ ..] => {
                line.push_str(&format!("; wrote {} and {} tables beside it", first.display(), rest.len()));
            }
        }
        line
    }
}

/// How the inputs went.
#[derive(Default)]
struct Tally {
    trackers: usize,
    without: usize,
    failed: usize,
    /// Of the trackers, those with findings as grave as the caller fails on.
    failing: usize,
}

impl Tally {
    fn count(&mut self, done: &Result<Done, Failure>) {
        self.failing += usize::from(done.as_ref().is_ok_and(|done| done.failing));
        match done {
            Ok(done) if done.found => self.trackers += 1,
            Ok(done) if done.unread => self.failed += 1,
            Ok(_) => self.without += 1,
            Err(_) => self.failed += 1,
        }
    }

    fn code(&self) -> u8 {
        match (self.failed, self.without, self.trackers) {
            (1.., _, _) => FAILED,
            (0, 0, 1..) if self.failing == 0 => DONE,
            _ => FOUND,
        }
    }
}

/// `4 inputs: 2 trackers, 1 without a tracker table, 1 failed; 3 files of the folders passed over`
fn close(tally: &Tally, found: &Found, streams: &mut Streams) {
    for (path, reason) in &found.passed_over {
        streams.detail(&format!("{}: passed over: {reason}", path.display()));
    }
    let inputs = tally.trackers + tally.without + tally.failed;
    let mut line = format!(
        "{inputs} input{}: {} tracker{}, {} without a tracker table, {} failed",
        if inputs == 1 { "" } else { "s" },
        tally.trackers,
        if tally.trackers == 1 { "" } else { "s" },
        tally.without,
        tally.failed
    );
    if !found.passed_over.is_empty() {
        line.push_str(&format!("; {} passed over (`-v` says which)", found.passed_over.len()));
    }
    streams.say(&line);
}

/// Says why a file's content could not be made, and what helps.
fn unwritable(error: Unwritable, target: Option<Target<'_>>) -> Failure {
    let is_long = matches!(error, Unwritable::LongText { .. });
    let mut failure = match target {
        Some(target) => target.failed(error).into(),
        None => Failure::from(error),
    };
    if is_long {
        failure.hints.push("let it go on in the columns beside it: `--split-long`".to_owned());
    }
    failure
}

fn fault(path: &Path) -> Failure {
    Failure::usage(
        format!("{}: stopped by a fault of this program", path.display()),
        "please report it, with the file if you can",
    )
}

/// A name for the clean workbook beside the tracker.
fn suggested_output(input: &Path) -> String {
    let stem = match input.file_stem() {
        Some(stem) if !input::is_standard(input) => stem.to_string_lossy(),
        _ => "tracker".into(),
    };
    let path = input.with_file_name(format!("{stem}-clean.xlsx"));
    let path = path.display().to_string();
    if path.contains(char::is_whitespace) { format!("\"{path}\"") } else { path }
}
