//! The commands that list what the model, its results or a scenario hold: `mhst parameters`,
//! `measures`, `tables`, `mechanisms` and `sites`.

use std::path::PathBuf;

use clap::Args;
use mhst_runner::store::Detail;
use mhst_runner::work::Part;

use super::flags::{Execution, Format, Replicates, Sites, Threads};
use crate::task::{Enough, Subject, Task, Variant};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst parameters
      list all parameters
  mhst parameters attrition
      list those with this in their key or meaning
  mhst parameters --format csv > parameters.csv
  mhst parameters --format markdown > docs/parameters.md
  mhst parameters remit --effects --sites Camden
      take each of these to both ends of its plausible range, and compare")]
pub(crate) struct ParametersArguments {
    /// List only parameters with this in their key or meaning, in capitals or not
    #[arg(value_name = "FILTER")]
    pub(crate) filter: Option<String>,
    /// Write in this format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// Estimate the effect of each parameter at one site: take it to both ends of its plausible
    /// range, and compare
    #[arg(long)]
    pub(crate) effects: bool,
    /// The scenario (TOML) in which to change them
    #[arg(
        long,
        value_name = "SCENARIO",
        default_value = "scenarios/trailblazer.toml",
        requires = "effects"
    )]
    pub(crate) scenario: PathBuf,
    #[command(flatten)]
    pub(crate) replicates: Replicates,
    #[command(flatten)]
    pub(crate) sites: Sites,
    #[command(flatten)]
    pub(crate) threads: Threads,
    /// Write the table into this Markdown page, between its two markers
    #[arg(long, value_name = "FILE", requires = "effects")]
    pub(crate) into: Option<PathBuf>,
}

impl ParametersArguments {
    /// Whether options were given that mean something only with `--effects`.
    pub(crate) fn needs_effects(&self) -> bool {
        self.replicates.replicates.is_some()
            || self.sites.names().is_some()
            || self.threads.threads.is_some()
    }
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst measures
  mhst measures --format csv > measures.csv
  mhst measures --format markdown > docs/measures.md")]
pub(crate) struct MeasuresArguments {
    /// Write in this format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst figures
  mhst figures --format csv > figures.csv
  mhst figures --format markdown > docs/evidence.md")]
pub(crate) struct FiguresArguments {
    /// Write in this format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst tables
  mhst tables --format csv > tables.csv
  mhst tables --format markdown > docs/tables.md")]
pub(crate) struct TablesArguments {
    /// Write in this format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst sites
  mhst sites scenarios/my-area.toml")]
pub(crate) struct SitesArguments {
    /// The scenario file (TOML)
    #[arg(value_name = "SCENARIO", default_value = "scenarios/trailblazer.toml")]
    pub(crate) scenario: PathBuf,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst mechanisms
      list the mechanisms of the model
  mhst mechanisms --effects --sites Newcastle,Camden
      estimate the effect of each at two sites
  mhst mechanisms --effects --replicates 10 --into docs/model.md
      write the table of effects into a page")]
pub(crate) struct MechanismsArguments {
    /// Estimate the effect of each mechanism: change one at a time and compare with the scenario
    #[arg(long)]
    pub(crate) effects: bool,
    /// The scenario (TOML) in which to change them
    #[arg(
        value_name = "SCENARIO",
        default_value = "scenarios/trailblazer.toml",
        requires = "effects"
    )]
    scenario: PathBuf,
    #[command(flatten)]
    replicates: Replicates,
    #[command(flatten)]
    sites: Sites,
    /// Write the table into this Markdown page, between its two markers
    #[arg(long, value_name = "FILE", requires = "effects")]
    pub(crate) into: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) execution: Execution,
}

impl MechanismsArguments {
    /// Whether options were given that mean something only with `--effects`.
    pub(crate) fn needs_effects(&self) -> bool {
        let Execution { threads, from_start, out, force, quiet, no_report, form } = &self.execution;
        self.replicates.replicates.is_some()
            || self.sites.names().is_some()
            || threads.threads.is_some()
            || from_start.from_start
            || out.out.is_some()
            || force.force
            || quiet.quiet
            || no_report.no_report
            || form.forms().is_some()
    }

    /// The comparison in which each of these is a variant.
    pub(crate) fn task(&self, variants: Vec<Variant>) -> Task {
        Task {
            subject: Subject::Compare { base: self.scenario.clone(), files: Vec::new(), variants },
            set: Vec::new(),
            sites: self.sites.names(),
            worlds: Some(0),
            prior: false,
            enough: Enough::default(),
            interval: None,
            targets: Vec::new(),
            figures: None,
            replicates: self.replicates.replicates,
            seed: None,
            detail: Detail::Tables,
            detailed_worlds: false,
            calibrate_each: false,
            part: Part::default(),
        }
    }
}
