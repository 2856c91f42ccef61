//! How far a run is, on a terminal, for what takes longer than a moment: a wheel for one file, a bar for several.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// The progress of a run.
pub(super) struct Progress {
    bar: ProgressBar,
    since: Instant,
    waiting: bool,
}

impl Progress {
    /// Begins to wait for a number of files; nothing is ever shown where `quiet`, nor where standard error is no terminal.
    pub(super) fn new(files: usize, quiet: bool) -> Self {
        let length = u64::try_from(files).ok();
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden());
        let template = if files > 1 { "{bar:30} {pos} of {len} files" } else { "{spinner} reading" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, since: Instant::now(), waiting: !quiet }
    }

    /// Waits for an answer, and shows itself when that takes long. `None` where there will be none.
    pub(super) fn wait<T>(&mut self, answer: &Receiver<T>) -> Option<T> {
        if self.waiting {
            match answer.recv_timeout(PATIENCE.saturating_sub(self.since.elapsed())) {
                Ok(answer) => return Some(answer),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.waiting = false;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(TICK);
        }
        answer.recv().ok()
    }

    /// Counts a file and prints what there is to say of it, with the bar out of the way.
    pub(super) fn step<T>(&mut self, print: impl FnOnce() -> T) -> T {
        self.bar.inc(1);
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
