//! Standard output and error, with colour where they show it.

use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};

use super::args::ColorWhen;
use super::failure::Failure;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// The two streams of a command.
pub(crate) struct Streams {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    quiet: bool,
}

impl Streams {
    /// Opens both; `Auto` asks the terminal and the usual environment variables.
    pub(super) fn new(color: ColorWhen, quiet: bool) -> Self {
        let choice = match color {
            ColorWhen::Auto => anstream::ColorChoice::Auto,
            ColorWhen::Always => anstream::ColorChoice::Always,
            ColorWhen::Never => anstream::ColorChoice::Never,
        };
        Self { out: AutoStream::new(io::stdout(), choice), err: AutoStream::new(io::stderr(), choice), quiet }
    }

    /// Prints a result.
    pub(super) fn result(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
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
