//! Standard output and error, with colour where they show it.

use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};

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
        Self {
            out: AutoStream::new(io::stdout(), choice),
            err: AutoStream::new(io::stderr(), choice),
            quiet: output.quiet,
            verbose: output.verbose,
        }
    }

    /// Prints a result.
    pub(super) fn result(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
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
