//! The commands that simulate something new: `mhst run`, `mhst compare` and `mhst sweep`.

use super::simulate::{Options, simulate};
use crate::arguments::{CompareArguments, Execution, RunArguments, SweepArguments};
use crate::exit::Ending;
use crate::plan;
use crate::task::Task;

pub(crate) fn run(arguments: &RunArguments) -> anyhow::Result<Ending> {
    perform(arguments.task(), &arguments.execution)
}

pub(crate) fn compare(arguments: &CompareArguments) -> anyhow::Result<Ending> {
    perform(arguments.task(), &arguments.execution)
}

pub(crate) fn sweep(arguments: &SweepArguments) -> anyhow::Result<Ending> {
    perform(arguments.task(), &arguments.execution)
}

fn perform(task: Task, execution: &Execution) -> anyhow::Result<Ending> {
    let plan = plan::plan(task)?;
    let options = Options::new(execution, plan.default_directory());
    simulate(plan, &options)
}
