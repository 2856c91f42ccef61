//! An interrupted run: what is not whole is taken away, and the exit code is 128 and the signal's number.

/// Watches for an interruption (130) or a request to end (143) from now on.
#[cfg(unix)]
pub(super) fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    // Where signals cannot be watched they end the program as they always do.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    let watcher = move || {
        if let Some(signal) = signals.forever().next() {
            trackrecord::write::abandon();
            std::process::exit(128 + signal);
        }
    };
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(watcher);
}

/// Elsewhere the system ends the program by itself.
#[cfg(not(unix))]
pub(super) fn watch() {}
