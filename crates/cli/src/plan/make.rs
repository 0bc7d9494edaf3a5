//! From a task to its plan.

use std::env;
use std::path::Path;

use anyhow::Context;

use super::differences::differences;
use super::planned::Plan;
use super::{compare, figures, run, size, sweep};
use crate::exit::BadInput;
use crate::task::{Record, Subject, Task, VERSION};

/// Plans a task.
pub(crate) fn plan(task: Task) -> anyhow::Result<Plan> {
    let plan = match &task.subject {
        Subject::Run { scenario } => run::plan(&task, scenario),
        Subject::Compare { base, files, variants } => compare::plan(&task, base, files, variants),
        Subject::Sweep { design } => sweep::plan(&task, design),
    }?;
    size::check(&plan.work)?;
    if let Some(path) = &plan.task.figures {
        figures::check(path, &figures::coverage(&plan.work))?;
    }
    Ok(plan)
}

/// Plans the task of a record again: goes to where it was given, if its file is there, and
/// refuses if it has come to mean something else than what `directory` holds.
pub(crate) fn plan_again(record: &Record, task: Task, directory: &Path) -> anyhow::Result<Plan> {
    if record.version != VERSION {
        let words = format!(
            "this work was started with mhst {}, this is {VERSION}: continue with that version",
            record.version
        );
        return Err(BadInput(words).into());
    }
    // On another machine the files may be below the current directory instead.
    let given_in = &record.working_directory;
    if given_in.join(task.file()).exists() {
        env::set_current_dir(given_in)
            .with_context(|| format!("cannot go to {}", given_in.display()))?;
    }
    let again = plan(task)?;
    if again.hash != record.hash {
        let found = match differences(&again, directory) {
            none if none.is_empty() => String::new(),
            some => format!(" ({some})"),
        };
        let words = format!(
            "{} or a file that it names has changed since the work was started{found}; undo the \
             change, or run the command with another --out",
            again.task.file().display(),
        );
        return Err(BadInput(words).into());
    }
    Ok(again)
}
