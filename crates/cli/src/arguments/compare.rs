//! `mhst compare`.

use std::path::PathBuf;

use clap::Args;
use mhst_runner::store::Detail;
use mhst_runner::work::Part;

use super::flags::{
    CalibrateEach, Execution, Figures, Interval, Precision, Replicates, Seed, Set, Sites, Targets,
    Variants, Worlds,
};
use crate::task::{Subject, Task};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst compare scenarios/trailblazer.toml \\
      --variant firm:remit.policy=firm --variant extended:remit.policy=extended
      compare two variants, each of them the base with another value
  mhst compare scenarios/my-area.toml --variant team.emhps=5,team.seniors=2
      compare one variant with two other values
  mhst compare my-area.toml my-plan.toml my-other-plan.toml --worlds 100
      compare scenarios from files; give the command again to continue or extend
  mhst compare my-area.toml my-plan.toml --precision wait_referral_to_start:p50=2
      add worlds until the difference in the median wait is known to within 2 days

Every scenario is run in the same plausible worlds, with the base's seed. Each child
has the same random numbers in every scenario, so chance blurs the differences
less. docs/comparing.md explains how to read them. Tables list the scenario files
first, then each --variant, in the order given.

Exit codes: 0 success; 1 some runs failed, or a file could not be read or
written; 2 bad input, nothing was written; 130 interrupted.")]
pub(crate) struct CompareArguments {
    /// The scenario file (TOML) to compare with
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// Scenario files to compare with the base
    #[arg(value_name = "VARIANT", required_unless_present = "variant")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    variants: Variants,
    #[command(flatten)]
    worlds: Worlds,
    #[command(flatten)]
    replicates: Replicates,
    #[command(flatten)]
    precision: Precision,
    #[command(flatten)]
    interval: Interval,
    #[command(flatten)]
    targets: Targets,
    #[command(flatten)]
    figures: Figures,
    #[command(flatten)]
    seed: Seed,
    #[command(flatten)]
    sites: Sites,
    #[command(flatten)]
    set: Set,
    #[command(flatten)]
    calibrate_each: CalibrateEach,
    #[command(flatten)]
    pub(crate) execution: Execution,
}

impl CompareArguments {
    /// What is asked for.
    pub(crate) fn task(&self) -> Task {
        Task {
            subject: Subject::Compare {
                base: self.base.clone(),
                files: self.files.clone(),
                variants: self.variants.variants.clone(),
            },
            set: self.set.set.clone(),
            sites: self.sites.names(),
            worlds: self.worlds.number(),
            prior: self.worlds.are_prior(),
            enough: self.precision.enough(),
            interval: self.interval.interval,
            targets: self.targets.typed(),
            figures: self.figures.figures.clone(),
            replicates: self.replicates.replicates,
            seed: self.seed.seed,
            detail: Detail::Tables,
            detailed_worlds: self.worlds.detailed_worlds,
            calibrate_each: self.calibrate_each.calibrate_each,
            part: Part::default(),
        }
    }
}
