//! What is said of results from fewer runs than were asked for.

use mhst_runner::manifest::{FailedRun, State};

use crate::terminal::numbers::{counted, grouped};

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
    if let Some(FailedRun { point, site, replicate, message, command }) = state.failed.first() {
        let point = match point {
            0 => String::new(),
            point => format!("point {point}, "),
        };
        words += &format!(
            "{} failed; manifest.json lists them with the reasons. The first is {point}{site}, \
             replicate {replicate}: {message}\n",
            counted(state.failed.len(), "run"),
        );
        if let Some(command) = command {
            words += &format!("To run it alone: {command}\n");
        }
    }
    words
}
