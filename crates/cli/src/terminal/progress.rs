//! Progress on standard error: a bar in a terminal, plain lines elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use mhst_runner::progress::{Progress, Silent};
use mhst_runner::store::Key;
use mhst_runner::work::Run;

use super::numbers;

/// Failures shown one by one before they are only counted.
const FAILURES_SHOWN: usize = 5;

/// The progress that fits where standard error goes.
pub(crate) fn for_terminal(quiet: bool) -> Box<dyn Progress> {
    if quiet {
        Box::new(Silent)
    } else if io::stderr().is_terminal() {
        Box::new(Bar { bar: ProgressBar::hidden(), worlds: 0, prepared: 0, failures: 0 })
    } else {
        Box::new(Lines { todo: 0, done: 0, told: 0, failures: 0, begun: Instant::now() })
    }
}

/// Says what is done after the runs, until it is dropped.
pub(crate) fn stage(quiet: bool, what: &'static str) -> Stage {
    if quiet || !io::stderr().is_terminal() {
        return Stage(ProgressBar::hidden());
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    bar.set_style(
        ProgressStyle::with_template("{spinner} {msg} {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner()),
    );
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(250));
    Stage(bar)
}

/// A line that is shown while something is done.
pub(crate) struct Stage(ProgressBar);

impl Drop for Stage {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// What to say of a failure; `None` once enough were shown.
fn failure(run: &Key, message: &str, failures: usize) -> Option<String> {
    match failures {
        ..FAILURES_SHOWN => {
            let point = match run.point {
                0 => String::new(),
                point => format!("point {point}, "),
            };
            let Key { replicate, site, .. } = run;
            Some(format!("failed: {point}{site}, replicate {replicate}: {message}"))
        }
        FAILURES_SHOWN => Some("more runs failed; manifest.json lists them all".to_owned()),
        _ => None,
    }
}

/// A bar with rate and time left.
struct Bar {
    bar: ProgressBar,
    worlds: usize,
    prepared: usize,
    failures: usize,
}

impl Progress for Bar {
    fn begin(&mut self, todo: usize, worlds: usize) {
        let template = "{bar:30} {pos}/{len} runs  {per_sec:>12}  {eta} left  {msg}";
        let style = ProgressStyle::with_template(template)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .progress_chars("=> ");
        self.worlds = worlds;
        self.bar = ProgressBar::with_draw_target(Some(todo as u64), ProgressDrawTarget::stderr());
        self.bar.set_style(style);
        self.bar.set_message(format!("calibrating {}", numbers::counted(worlds, "world")));
        self.bar.enable_steady_tick(Duration::from_millis(250));
    }

    fn prepared(&mut self, _world: &str) {
        self.prepared += 1;
        if self.prepared < self.worlds {
            let (prepared, worlds) = (self.prepared, self.worlds);
            self.bar.set_message(format!("calibrated {prepared} of {worlds} worlds"));
        } else {
            self.bar.set_message("");
        }
    }

    fn finished(&mut self, _run: Run) {
        self.bar.inc(1);
    }

    fn failed(&mut self, run: &Key, message: &str) {
        if let Some(line) = failure(run, message, self.failures) {
            self.bar.println(line);
        }
        self.failures += 1;
        self.bar.inc(1);
    }

    fn end(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A line about every tenth of the way.
struct Lines {
    todo: usize,
    done: usize,
    /// Tenths told.
    told: usize,
    failures: usize,
    begun: Instant,
}

impl Lines {
    fn step(&mut self) {
        self.done += 1;
        let tenths = self.done * 10 / self.todo.max(1);
        if tenths > self.told {
            self.told = tenths;
            let elapsed = self.begun.elapsed().as_secs_f64().max(1e-6);
            let rate = self.done as f64 / elapsed;
            let left =
                Duration::from_secs_f64((self.todo - self.done.min(self.todo)) as f64 / rate);
            say(&format!(
                "{} of {} ({} %), {rate:.1} runs/s, {} left",
                self.done,
                numbers::counted(self.todo, "run"),
                self.done * 100 / self.todo.max(1),
                numbers::duration(left),
            ));
        }
    }
}

impl Progress for Lines {
    fn begin(&mut self, todo: usize, worlds: usize) {
        (self.todo, self.begun) = (todo, Instant::now());
        if todo > 0 {
            let (runs, sites) = (numbers::counted(todo, "run"), numbers::counted(worlds, "world"));
            say(&format!("{runs} to do, calibrating {sites}"));
        }
    }

    fn prepared(&mut self, _world: &str) {}

    fn finished(&mut self, _run: Run) {
        self.step();
    }

    fn failed(&mut self, run: &Key, message: &str) {
        if let Some(line) = failure(run, message, self.failures) {
            say(&line);
        }
        self.failures += 1;
        self.step();
    }

    fn end(&mut self) {}
}

/// A line on standard error; progress is no reason to stop when nobody reads it.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "mhst: {line}");
}
