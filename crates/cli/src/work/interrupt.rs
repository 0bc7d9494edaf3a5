//! What stops the runs, and what must not show while they run.

use std::io::{self, Write};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;
use mhst_runner::execute;

/// The flag that Ctrl-C sets; a second Ctrl-C ends the process at once.
pub(super) fn stop_flag() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            process::exit(130);
        }
        let words = "mhst: finishing the current runs; press Ctrl-C again to stop at once";
        // The user asked to stop; that this cannot be said is no reason not to.
        let _ = writeln!(io::stderr(), "{words}");
    })
    .context("cannot listen for Ctrl-C")?;
    Ok(stop)
}

/// A panic in a run is recorded with its message; only others are shown as they happen.
pub(super) fn silence_recorded_panics() {
    let show = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let thread = std::thread::current();
        if !thread.name().is_some_and(|name| name.starts_with(execute::THREAD_NAME)) {
            show(panic);
        }
    }));
}
