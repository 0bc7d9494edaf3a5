//! `mhst check`: looks for mistakes without running.

use std::io::{self, Write};
use std::path::Path;

use mhst_runner::scenario::{self, Caution, Design, Edits, FileKind, Problem, Scenario};
use mhst_runner::work::Points as _;

use crate::arguments::CheckArguments;
use crate::exit::{BadInput, Ending};
use crate::plan::reach;
use crate::terminal::numbers::counted;
use crate::terminal::warnings;

pub(crate) fn check(arguments: &CheckArguments) -> anyhow::Result<Ending> {
    let mut bad = 0;
    for path in &arguments.scenarios {
        match found(path) {
            Ok((holds, warnings, cautions)) => {
                warnings::show(&warnings, &cautions)?;
                let odd = counted(warnings.len(), "warning");
                let cautions = counted(cautions.len(), "caution");
                writeln!(io::stdout(), "{}: valid: {holds}, {odd}, {cautions}", path.display())?;
            }
            Err(problems) => {
                bad += 1;
                writeln!(io::stderr(), "{problems}")?;
            }
        }
    }
    if bad > 0 {
        let of = counted(arguments.scenarios.len(), "file");
        return Err(BadInput(format!("{bad} of {of} cannot be run")).into());
    }
    Ok(Ending::Fine)
}

/// What a file holds in a few words, with its warnings and cautions; or why it cannot be run.
fn found(path: &Path) -> Result<(String, Vec<Problem>, Vec<Caution>), String> {
    if scenario::kind_of_file(path) == Some(FileKind::Design) {
        let loaded = scenario::load_design(path, &Edits::default());
        let loaded = loaded.map_err(|problems| problems.to_string())?;
        return Ok((of_design(&loaded.design), loaded.warnings, loaded.cautions));
    }
    let loaded = scenario::load(path, &Edits::default());
    let loaded = loaded.map_err(|problems| problems.to_string())?;
    reach::check(&loaded, &loaded.scenario.sites).map_err(|refused| refused.to_string())?;
    Ok((of_scenario(&loaded.scenario), loaded.warnings, loaded.cautions))
}

fn of_scenario(scenario: &Scenario) -> String {
    let settings = scenario.sites.iter().map(|site| site.settings.len()).sum();
    format!(
        "{} ({}), {}, {}, {}",
        scenario.name,
        scenario.hash().short(),
        counted(scenario.sites.len(), "site"),
        counted(settings, "setting"),
        counted(scenario.amount.worlds as usize, "plausible world"),
    )
}

fn of_design(design: &Design) -> String {
    let sites = design.sites(0).len();
    format!(
        "{} ({}), {} ({}), {}, {}",
        design.name,
        design.hash().short(),
        counted(design.len(), "point"),
        design.kind.name(),
        counted(sites, "site"),
        counted(design.amount().len() as usize, "run"),
    )
}
