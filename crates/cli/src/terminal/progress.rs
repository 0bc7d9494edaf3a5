//! Progress on standard error: a bar in a terminal, plain lines elsewhere.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use mhst_runner::progress::{Progress, Silent};
use mhst_runner::store::Key;
use mhst_runner::work::Run;

use super::numbers;
use super::run::run;

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
fn failure(key: &Key, message: &str, failures: usize) -> Option<String> {
    match failures {
        ..FAILURES_SHOWN => {
            let run = self::run(key.point, &key.site, key.repeat());
            Some(format!("failed: {run}: {message}"))
        }
        FAILURES_SHOWN => Some("more runs failed; manifest.json lists them all".to_owned()),
        _ => None,
    }
}

/// Runs a second, or a minute where they are slow, in two or three digits.
fn rate(per_second: f64) -> String {
    let digits = |rate: f64| match rate {
        ..10.0 => format!("{rate:.1}"),
        _ => numbers::grouped(rate),
    };
    match per_second {
        rate if !rate.is_finite() => "-".to_owned(),
        0.0..1.0 => format!("{} runs/min", digits(60.0 * per_second)),
        _ => format!("{} runs/s", digits(per_second)),
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
        let template = "{bar:25} {pos}/{len} runs  {rate}  {eta} left  {msg}";
        let style = ProgressStyle::with_template(template)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .with_key("rate", |state: &ProgressState, out: &mut dyn fmt::Write| {
                // There is nobody to tell of a fault here.
                let _ = out.write_str(&rate(state.per_sec()));
            })
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
            let runs_per_second = self.done as f64 / elapsed;
            let left = Duration::from_secs_f64(
                (self.todo - self.done.min(self.todo)) as f64 / runs_per_second,
            );
            say(&format!(
                "{} of {} ({} %), {}, {} left",
                self.done,
                numbers::counted(self.todo, "run"),
                self.done * 100 / self.todo.max(1),
                rate(runs_per_second),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_has_two_or_three_digits() {
        let rates = [2.176384161996, 12.345, 1_234.5, 0.5, 0.02, f64::NAN, f64::INFINITY].map(rate);
        let expected =
            ["2.2 runs/s", "12 runs/s", "1,234 runs/s", "30 runs/min", "1.2 runs/min", "-", "-"];
        assert_eq!(rates, expected);
    }
}
