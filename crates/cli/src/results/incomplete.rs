//! What is said of results from fewer runs than were asked for.

use mhst_core::model::knowledge::CENTRAL;
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
    if let Some(FailedRun { point, site, world, replicate, message, command }) =
        state.failed.first()
    {
        let point = match point {
            0 => String::new(),
            point => format!("point {point}, "),
        };
        words += &format!(
            "{} failed; manifest.json lists them with the reasons. The first is {point}{site}, \
             {}: {message}\n",
            counted(state.failed.len(), "run"),
            repeat(*world, *replicate),
        );
        if let Some(command) = command {
            words += &format!("To run it alone: {command}\n");
        }
    }
    words
}

/// A replicate of a world in words.
pub(crate) fn repeat(world: u32, replicate: u32) -> String {
    match world {
        CENTRAL => format!("replicate {replicate}"),
        world => format!("world {world}, replicate {replicate}"),
    }
}
