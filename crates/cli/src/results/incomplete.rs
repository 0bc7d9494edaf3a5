//! What is said of results from fewer runs than were asked for.

use mhst_runner::manifest::State;

use crate::terminal::numbers::{counted, grouped};
use crate::terminal::run::run;

/// What is missing, in lines; nothing if the work is complete.
pub(crate) fn incomplete(state: &State) -> String {
    if state.complete {
        return String::new();
    }
    let (finished, expected) = (state.runs_finished, state.runs_expected);
    let mut words = format!(
        "INCOMPLETE: the tables rest on {} of {}.\n",
        grouped(finished as f64),
        counted(expected, "run")
    );
    if let Some(failed) = state.failed.first() {
        words += &format!(
            "{} failed; manifest.json lists them with the reasons. The first is {}: {}\n",
            counted(state.failed.len(), "run"),
            run(failed.point, &failed.site, failed.repeat()),
            failed.message,
        );
        if let Some(command) = &failed.command {
            words += &format!("To run it alone: {command}\n");
        }
    }
    words
}
