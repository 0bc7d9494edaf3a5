//! `mhst parameters --effects`: each parameter is taken to both ends of its plausible range, and the
//! differences are shown, or written into a page.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use mhst_core::model::parameters::{Declaration, Parameter};
use mhst_core::model::plan::WorldPlan;
use mhst_core::model::world::RunError;
use mhst_reporter::parameter_effects::{Effect, WANTED, csv, markdown};
use mhst_runner::ends::{AtEnds, at_ends};
use mhst_runner::scenario::{Edits, Scenario};

use super::page::Page;
use crate::arguments::{Format, ParametersArguments};
use crate::exit::{BadInput, Ending};
use crate::machine;
use crate::plan;

/// What the table stands below in a page.
const BEGIN: &str = "<!-- effects: written by `mhst parameters --effects --into` -->";

/// Replicates where nothing is said.
const REPLICATES: u32 = 10;

/// Level of the intervals.
const LEVEL: f64 = 0.95;

/// After how many parameters it says how far it is.
const TOLD: usize = 20;

/// The effects of these parameters.
pub(super) fn effects(
    arguments: &ParametersArguments,
    declarations: &[&'static Declaration],
) -> anyhow::Result<Ending> {
    let page = arguments.into.as_deref().map(|path| Page::read(path, BEGIN)).transpose()?;
    let base = scenario(arguments, None)?;
    if base.sites.len() != 1 {
        let names: Vec<&str> = base.sites.iter().map(|site| site.name.as_str()).collect();
        let words = format!(
            "effects of parameters are of one site, and the scenario has {}; choose one with --sites: {}",
            names.len(),
            names.join(", ")
        );
        return Err(BadInput(words).into());
    }
    let parameters: Vec<Parameter> =
        declarations.iter().filter_map(|declaration| Parameter::find(declaration.key)).collect();
    let replicates = arguments.replicates.replicates.unwrap_or(REPLICATES);
    let plan = |value: Option<(Parameter, f64)>| -> anyhow::Result<WorldPlan> {
        let Scenario { sites, time, .. } = scenario(arguments, value)?;
        Ok(WorldPlan { sites, time })
    };
    let finished = AtomicUsize::new(0);
    let tell = || {
        let finished = finished.fetch_add(1, Ordering::Relaxed) + 1;
        if finished.is_multiple_of(TOLD) {
            // How far it is may be lost.
            let _ = writeln!(io::stderr(), "mhst: {finished} of {} parameters", parameters.len());
        }
    };
    let threads = arguments.threads.threads.unwrap_or_else(machine::threads);
    let found = at_ends(
        &parameters,
        &WANTED,
        (base.seed, replicates),
        threads,
        |value| plan(value).map_err(Fault::Plan),
        tell,
    )?;
    let effects: Vec<Effect<'_>> = found
        .iter()
        .map(|AtEnds { parameter, ends, pairs }| Effect {
            parameter: *parameter,
            ends: *ends,
            pairs,
        })
        .collect();
    let text = format!(
        "High end less low end in {replicates} paired replicates of {} (scenario `{}`), for all children. \
         In\nbrackets: 95 % intervals, which show simulation chance only.\n\n{}",
        base.sites[0].name,
        base.name,
        markdown(&effects, LEVEL)
    );
    let is_in_page = page.is_some();
    if let Some(page) = page {
        page.write(&text)?;
    }
    match arguments.format {
        Format::Csv => csv(&effects, LEVEL, Box::new(io::stdout().lock()))?,
        _ if is_in_page => {}
        _ => io::stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(Ending::Fine)
}

/// Why the effects cannot be had.
#[derive(Debug)]
enum Fault {
    Plan(anyhow::Error),
    Run(RunError),
}

impl From<RunError> for Fault {
    fn from(error: RunError) -> Self {
        Self::Run(error)
    }
}

impl From<Fault> for anyhow::Error {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Plan(error) => error,
            Fault::Run(error) => error.into(),
        }
    }
}

/// The scenario in which they are changed, with a value of a parameter.
fn scenario(
    arguments: &ParametersArguments,
    value: Option<(Parameter, f64)>,
) -> Result<Scenario, BadInput> {
    let set = value.map(|(parameter, value)| {
        let declaration = parameter.declaration();
        (declaration.key.to_owned(), declaration.written(value))
    });
    let edits = Edits {
        set: set.into_iter().collect(),
        only_sites: arguments.sites.names(),
        worlds: Some(0),
        ..Edits::default()
    };
    Ok(plan::scenario(&arguments.scenario, &edits)?.scenario)
}
