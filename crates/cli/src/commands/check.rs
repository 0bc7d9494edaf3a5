//! `mhst check`: looks for mistakes without running.

use std::io::{self, Write};

use mhst_runner::scenario::{self, Edits};

use crate::arguments::CheckArguments;
use crate::exit::{BadInput, Ending};
use crate::terminal::numbers::counted;

pub(crate) fn check(arguments: &CheckArguments) -> anyhow::Result<Ending> {
    let mut bad = 0;
    for path in &arguments.scenarios {
        match scenario::load(path, &Edits::default()) {
            Ok(loaded) => {
                for warning in &loaded.warnings {
                    writeln!(io::stderr(), "{warning}")?;
                }
                let scenario = &loaded.scenario;
                let settings = scenario.sites.iter().map(|site| site.settings.len()).sum();
                let replicates = scenario.replicates as usize;
                writeln!(
                    io::stdout(),
                    "{}: fine: {} ({}), {}, {}, {}, {}",
                    path.display(),
                    scenario.name,
                    scenario.hash().short(),
                    counted(scenario.sites.len(), "site"),
                    counted(settings, "setting"),
                    counted(replicates, "replicate"),
                    counted(loaded.warnings.len(), "warning"),
                )?;
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
