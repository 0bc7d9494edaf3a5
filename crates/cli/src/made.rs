//! The command that a results directory comes from, kept in it so that the work can go on, be
//! extended, or be put together from shards.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use mhst_runner::directory::{self, Directory};
use mhst_runner::scenario::Design;
use mhst_runner::store::{Detail, Store};
use mhst_runner::work::{Shard, Work};
use serde::{Deserialize, Serialize};

use crate::arguments::{CompareArguments, RunArguments, SweepArguments};
use crate::command_line::CommandLine;
use crate::commands::compare::{self, Side};
use crate::commands::{run, sweep};
use crate::exit::{BadInput, Ending};
use crate::experiment::{self, Experiment, Options, Outcome, VERSION};
use crate::report::Findings;

/// A command and what it stood for when it was given.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Made {
    /// Version of the program.
    pub(crate) version: String,
    /// Where it was given: the paths in it are relative to this directory.
    working_directory: PathBuf,
    /// Hash of the work.
    pub(crate) hash: String,
    pub(crate) seed: u64,
    pub(crate) replicates: u32,
    pub(crate) detail: Detail,
    command: Command,
}

/// The commands that simulate, without what changes nothing about the results.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Command {
    Run(RunArguments),
    Compare(CompareArguments),
    Sweep(SweepArguments),
}

/// What a command is about to do.
pub(crate) enum Planned {
    Run(Experiment),
    Compare(Experiment, Vec<Side>),
    Sweep(Experiment, Arc<Design>),
}

impl Made {
    /// The command that is being carried out.
    pub(crate) fn now(command: Command, hash: &str, work: &Work) -> anyhow::Result<Self> {
        let working_directory = env::current_dir().context("cannot tell the current directory")?;
        Ok(Self {
            version: VERSION.to_owned(),
            working_directory,
            hash: hash.to_owned(),
            seed: work.seed,
            replicates: work.replicates,
            detail: work.detail,
            command,
        })
    }

    /// The command that a results directory comes from.
    pub(crate) fn read(directory: &Path) -> anyhow::Result<Self> {
        let text = directory::kept_command(directory).map_err(|error| {
            let directory = directory.display();
            BadInput(format!("{directory} does not hold results of mhst that can go on: {error}"))
        })?;
        serde_json::from_str(&text).map_err(|error| {
            let directory = directory.display();
            BadInput(format!("the command kept in {directory} cannot be read: {error}")).into()
        })
    }

    /// Which command it is.
    pub(crate) fn command(&self) -> &Command {
        &self.command
    }

    /// The file that it names.
    fn file(&self) -> &Path {
        match &self.command {
            Command::Run(arguments) => &arguments.scenario,
            Command::Compare(arguments) => &arguments.base,
            Command::Sweep(arguments) => &arguments.design,
        }
    }

    /// The command as it would be typed.
    pub(crate) fn line(&self) -> String {
        match &self.command {
            Command::Run(arguments) => CommandLine::new("run", &arguments.scenario)
                .set(&arguments.set)
                .maybe("--sites", arguments.sites.as_ref().map(|sites| sites.join(",")))
                .maybe("--replicates", arguments.replicates)
                .maybe("--only-replicate", arguments.only_replicate)
                .maybe("--seed", arguments.seed)
                .switch("--episodes", arguments.episodes)
                .text(),
            Command::Compare(arguments) => {
                let line = CommandLine::new("compare", &arguments.base);
                let variants = arguments.variants.iter();
                let line = variants.fold(line, |line, file| line.word(&file.display().to_string()));
                let changes = arguments.changes.iter();
                changes
                    .fold(line, |line, changes| line.flag("--variant", &changes.text))
                    .set(&arguments.set)
                    .maybe("--sites", arguments.sites.as_ref().map(|sites| sites.join(",")))
                    .maybe("--replicates", arguments.replicates)
                    .maybe("--seed", arguments.seed)
                    .text()
            }
            Command::Sweep(arguments) => CommandLine::new("sweep", &arguments.design)
                .maybe("--sites", arguments.sites.as_ref().map(|sites| sites.join(",")))
                .maybe("--replicates", arguments.replicates)
                .maybe("--seed", arguments.seed)
                .switch("--subgroups", arguments.subgroups)
                .switch("--tables", arguments.tables)
                .text(),
        }
    }

    /// The shard that it does.
    pub(crate) fn shard(&self) -> Option<Shard> {
        match &self.command {
            Command::Run(arguments) => arguments.shard,
            Command::Compare(_) => None,
            Command::Sweep(arguments) => arguments.shard,
        }
    }

    /// The same with all of the runs.
    pub(crate) fn undivided(mut self) -> Self {
        match &mut self.command {
            Command::Run(arguments) => arguments.shard = None,
            Command::Compare(_) => {}
            Command::Sweep(arguments) => arguments.shard = None,
        }
        self
    }

    /// The same with another number of replicates.
    pub(crate) fn extended(mut self, replicates: u32) -> Self {
        match &mut self.command {
            Command::Run(arguments) => {
                arguments.replicates = Some(replicates);
                arguments.only_replicate = None;
            }
            Command::Compare(arguments) => arguments.replicates = Some(replicates),
            Command::Sweep(arguments) => arguments.replicates = Some(replicates),
        }
        self
    }

    /// Plans the same work again: goes to where the command was given, if its file is there, and
    /// refuses if it has come to mean something else.
    pub(crate) fn plan(&self) -> anyhow::Result<Planned> {
        if self.version != VERSION {
            let words = format!(
                "this work was begun with mhst {}, this is {VERSION}: go on with that version",
                self.version
            );
            return Err(BadInput(words).into());
        }
        // On another machine the files may be below the current directory instead.
        if self.working_directory.join(self.file()).exists() {
            env::set_current_dir(&self.working_directory)
                .with_context(|| format!("cannot go to {}", self.working_directory.display()))?;
        }
        let planned = match &self.command {
            Command::Run(arguments) => Planned::Run(run::experiment(arguments)?),
            Command::Compare(arguments) => {
                let (experiment, sides) = compare::experiment(arguments)?;
                Planned::Compare(experiment, sides)
            }
            Command::Sweep(arguments) => {
                let (experiment, design) = sweep::experiment(arguments)?;
                Planned::Sweep(experiment, design)
            }
        };
        let hash = &planned.experiment().hash;
        if *hash != self.hash {
            let words = format!(
                "{} or a file that it names has changed since the work was begun: it was {}, it \
                 is {}; put it back as it was, or begin elsewhere with the command itself",
                self.file().display(),
                experiment::short(&self.hash),
                experiment::short(hash),
            );
            return Err(BadInput(words).into());
        }
        Ok(planned)
    }
}

impl Planned {
    pub(crate) fn experiment(&self) -> &Experiment {
        match self {
            Self::Run(experiment) | Self::Compare(experiment, _) | Self::Sweep(experiment, _) => {
                experiment
            }
        }
    }

    /// The work to its end: results, tables, words.
    pub(crate) fn carry_out(&self, options: &Options) -> anyhow::Result<Ending> {
        let outcome = experiment::carry_out(self.experiment(), options, |directory, store| {
            self.write_more(directory, store)
        })?;
        self.close(options, &outcome)
    }

    /// The files of this command beside those that all have.
    pub(crate) fn write_more(
        &self,
        directory: &mut Directory,
        store: &Store,
    ) -> anyhow::Result<Findings> {
        match self {
            Self::Run(_) => Ok(Findings::Run),
            Self::Compare(experiment, sides) => {
                compare::write(directory, store, &experiment.work, sides)
            }
            Self::Sweep(experiment, design) => {
                sweep::write_points(directory, store, &experiment.work, design)
            }
        }
    }

    /// Says what came out.
    pub(crate) fn close(&self, options: &Options, outcome: &Outcome) -> anyhow::Result<Ending> {
        let is_whole = self.experiment().work.part.shard.is_none();
        if !options.quiet && is_whole {
            match (self, &outcome.findings) {
                (Self::Sweep(_, design), _) => sweep::show(design)?,
                (_, Findings::Compare { base, changed, found }) => {
                    compare::show(base, self.experiment().work.replicates, changed, found)?;
                }
                _ => run::show(&self.experiment().work, outcome)?,
            }
        }
        let first = match self {
            Self::Compare(..) => "comparison.csv",
            Self::Run(_) | Self::Sweep(..) => "summary.csv",
        };
        outcome.close(options, first)
    }
}
