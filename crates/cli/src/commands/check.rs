//! `mhst check`: looks for mistakes without running.

use std::io::{self, Write};

use mhst_runner::scenario::{self, Design, Edits, FileKind, Scenario};
use mhst_runner::work::Points as _;

use crate::arguments::CheckArguments;
use crate::exit::{BadInput, Ending};
use crate::terminal::numbers::counted;
use crate::terminal::warnings;

pub(crate) fn check(arguments: &CheckArguments) -> anyhow::Result<Ending> {
    let mut bad = 0;
    for path in &arguments.scenarios {
        let found = match scenario::kind_of_file(path) {
            Some(FileKind::Design) => scenario::load_design(path, &Edits::default())
                .map(|loaded| (of_design(&loaded.design), loaded.warnings)),
            _ => scenario::load(path, &Edits::default())
                .map(|loaded| (of_scenario(&loaded.scenario), loaded.warnings)),
        };
        match found {
            Ok((holds, warnings)) => {
                warnings::show(&warnings)?;
                let odd = counted(warnings.len(), "warning");
                writeln!(io::stdout(), "{}: valid: {holds}, {odd}", path.display())?;
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

fn of_scenario(scenario: &Scenario) -> String {
    let settings = scenario.sites.iter().map(|site| site.settings.len()).sum();
    format!(
        "{} ({}), {}, {}, {}",
        scenario.name,
        scenario.hash().short(),
        counted(scenario.sites.len(), "site"),
        counted(settings, "setting"),
        counted(scenario.replicates as usize, "replicate"),
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
        counted(design.replicates() as usize, "replicate"),
    )
}
