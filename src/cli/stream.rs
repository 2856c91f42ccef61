//! Standard output and error, with colour where they show it.

use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};

use trackrecord::import::Import;
use trackrecord::record::Finding;
use trackrecord::render::findings;

use super::args::{ColorWhen, Output};
use super::failure::Failure;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// The two streams of a command.
pub(crate) struct Streams {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    quiet: bool,
    verbose: bool,
}

impl Streams {
    /// Opens both; `Auto` asks the terminal and the usual environment variables.
    pub(super) fn new(output: &Output) -> Self {
        let choice = match output.color {
            ColorWhen::Auto => anstream::ColorChoice::Auto,
            ColorWhen::Always => anstream::ColorChoice::Always,
            ColorWhen::Never => anstream::ColorChoice::Never,
        };
        let (out, err) = (AutoStream::new(io::stdout(), choice), AutoStream::new(io::stderr(), choice));
        Self { out, err, quiet: output.quiet, verbose: output.verbose }
    }

    /// Prints a result.
    pub(super) fn result(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// Prints the last of a result: that its reader went away does not change how the run ended.
    pub(super) fn last_result(&mut self, text: &str) -> io::Result<()> {
        self.result(text).or_else(unless_gone)
    }

    /// The same for programs.
    pub(super) fn last_data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.data(bytes).or_else(unless_gone)
    }

    /// Prints a result for programs, byte for byte.
    pub(super) fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Tells whether nothing but the result is wanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Says something that is only wanted where more was asked for.
    pub(super) fn detail(&mut self, line: &str) {
        if self.verbose {
            self.say(line);
        }
    }

    /// Says something beside the result. A closed standard error is no reason to stop.
    pub(super) fn say(&mut self, line: &str) {
        if !self.quiet {
            let _ = writeln!(self.err, "{line}");
        }
    }

    /// Says what was read of an input, where that was asked for.
    pub(super) fn read(&mut self, import: &Import) {
        if self.verbose {
            findings::what_was_read(import).iter().for_each(|line| self.detail(line));
        }
    }

    /// Says each finding, where that was asked for; `file` is named where there are several.
    pub(super) fn findings(&mut self, found: &[Finding], file: Option<&str>) {
        if self.verbose {
            found.iter().for_each(|finding| self.detail(&findings::line(finding, file)));
        }
    }

    /// Says a hint.
    pub(super) fn hint(&mut self, hint: &str) {
        self.say(&format!("{HINT}hint:{HINT:#} {hint}"));
    }

    /// Says why the command failed: the fault, its causes below it, hints last.
    pub(super) fn failure(&mut self, failure: &Failure) {
        let mut causes = failure.chain.iter();
        if let Some(fault) = causes.next() {
            let _ = writeln!(self.err, "{ERROR}error:{ERROR:#} {fault}");
        }
        for cause in causes {
            let _ = writeln!(self.err, "  caused by: {cause}");
        }
        for hint in &failure.hints {
            let _ = writeln!(self.err, "{HINT}hint:{HINT:#} {hint}");
        }
    }
}

fn unless_gone(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) }
}
