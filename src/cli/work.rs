//! Several inputs at once, their results one after another: whatever the number of threads, the output is the same.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::progress::Progress;

/// What the main thread has on most systems; readers of nested formats may need more than the usual 2 MiB.
const STACK: usize = 8 * 1024 * 1024;

/// Works on all items in up to `threads` threads and gives each result to `each`, in the order of the items; `None` for an
/// item whose work broke off by a fault of ours. At most twice as many results as threads are kept at a time.
///
/// # Errors
///
/// The first error of `each`; what has not begun then is left.
pub(super) fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    threads: usize,
    mut progress: Progress,
    work: impl Fn(&T) -> R + Sync,
    mut each: impl FnMut(&T, Option<R>) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.clamp(1, items.len().max(1));
    let (queue, queued) = mpsc::sync_channel::<(&T, SyncSender<R>)>(2 * threads);
    let queued = Mutex::new(queued);
    let worker = || {
        loop {
            let next = queued.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((item, answer)) = next else { break };
            // One bad file does not stop the rest, not even by a fault of ours: its answer is then never given.
            if let Ok(result) = catch_unwind(AssertUnwindSafe(|| work(item))) {
                let _ = answer.send(result);
            }
        }
    };
    thread::scope(|scope| {
        // Dropped at the end, which sends the workers home.
        let queue = queue;
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker);
        if (0..threads).filter_map(|number| spawn(number).ok()).count() == 0 {
            return items.iter().try_for_each(|item| each(item, Some(work(item))));
        }
        let mut ahead = VecDeque::new();
        let mut rest = items.iter();
        loop {
            while ahead.len() < 2 * threads
                && let Some(item) = rest.next()
            {
                let (answer, answered) = mpsc::sync_channel(1);
                let _ = queue.send((item, answer));
                ahead.push_back((item, answered));
            }
            let Some((item, answered)) = ahead.pop_front() else { return Ok(()) };
            let result = progress.wait(&answered);
            progress.step(|| each(item, result))?;
        }
    })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::time::Duration;

    use super::*;

    fn run(items: &[u64], threads: usize) -> Vec<Option<u64>> {
        let mut results = Vec::new();
        let work = |item: &u64| {
            // The first ones take longest, so that a later one is always done before.
            thread::sleep(Duration::from_millis(20_u64.saturating_sub(*item)));
            assert!(*item != 3, "a fault of ours");
            item * 10
        };
        let each = |_: &u64, result| {
            results.push(result);
            Ok::<(), Infallible>(())
        };
        let Ok(()) = in_order(items, threads, Progress::new(items.len(), true), work, each);
        results
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in [0, 1, 2, 5, 64] {
            assert_eq!(run(&[], threads), []);
            let expected: Vec<Option<u64>> = (0..20).map(|n| (n != 3).then_some(n * 10)).collect();
            assert_eq!(run(&(0..20).collect::<Vec<_>>(), threads), expected, "{threads} threads");
        }
    }

    #[test]
    fn an_error_ends_it() {
        let each = |item: &u64, _| if *item == 2 { Err("stop") } else { Ok(()) };
        let items: Vec<u64> = (0..1000).collect();
        let worked = Mutex::new(0);
        let work = |_: &u64| *worked.lock().unwrap() += 1;
        assert_eq!(in_order(&items, 2, Progress::new(1000, true), work, each), Err("stop"));
        assert!(*worked.lock().unwrap() <= 7, "two done, one failed, at most four ahead");
    }
}
