//! What can be typed, one file for each command, and what it asks for.

mod benchmark;
mod calibrate;
mod check;
mod compare;
mod flags;
mod lists;
mod merge;
mod pack;
mod report;
mod resume;
mod run;
mod sensitivity;
mod sweep;
mod table;
mod trace;

use clap::{Parser, Subcommand};

pub(crate) use benchmark::BenchmarkArguments;
pub(crate) use calibrate::CalibrateArguments;
pub(crate) use check::CheckArguments;
pub(crate) use compare::CompareArguments;
pub(crate) use flags::{Execution, Format};
pub(crate) use lists::{
    FiguresArguments, MeasuresArguments, MechanismsArguments, ParametersArguments, SitesArguments,
    TablesArguments,
};
pub(crate) use merge::MergeArguments;
pub(crate) use pack::PackArguments;
pub(crate) use report::{ReportArguments, ReportFormat};
pub(crate) use resume::{ExtendArguments, ResumeArguments};
pub(crate) use run::RunArguments;
pub(crate) use sensitivity::SensitivityArguments;
pub(crate) use sweep::SweepArguments;
pub(crate) use table::TableArguments;
pub(crate) use trace::{HistoryFormat, TraceArguments};

#[derive(Debug, Parser)]
#[command(
    name = "mhst",
    version,
    about = "Simulates mental health support teams (MHSTs) in English schools and colleges, child \
             by child and practitioner by practitioner: who waits and how long, who is left \
             without help, and why.",
    after_help = "\
Examples:
  mhst run scenarios/trailblazer.toml
      the 25 Trailblazer sites, 2020 to 2022
  mhst run scenarios/trailblazer.toml --sites Newcastle
      one site
  mhst compare scenarios/trailblazer.toml --variant remit.policy=extended
      what another policy would change
  mhst sweep scenarios/sweeps/team-composition.toml
      many teams of different sizes
  mhst trace scenarios/trailblazer.toml --site Newcastle
      what happens to a few children, and why
  mhst check scenarios/my-area.toml
      find mistakes before a run
  mhst parameters attrition
      what you can set about attrition, with defaults and ranges

To describe a team of your own, start with a copy of scenarios/my-area.toml."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a scenario and write its tables and report
    Run(RunArguments),
    /// Compare scenario variants with a base, in the same plausible worlds
    Compare(CompareArguments),
    /// Run a scenario at every point of a design
    Sweep(SweepArguments),
    /// Finish work that was interrupted
    Resume(ResumeArguments),
    /// Add plausible worlds or replicates to existing results
    Extend(ExtendArguments),
    /// Combine the shards of a run or sweep
    Merge(MergeArguments),
    /// Follow some children or practitioners, event by event
    Trace(TraceArguments),
    /// Write the report of a results directory again
    Report(ReportArguments),
    /// Write a pack for a paper: checklists, scorecard, parameters, figures and their data
    Pack(PackArguments),
    /// Compare results with what was reported, and with your own figures
    Benchmark(BenchmarkArguments),
    /// Find plausible worlds that fit what was reported
    Calibrate(CalibrateArguments),
    /// Say which unknown parameters the results depend on, and what knowing them is worth
    Sensitivity(SensitivityArguments),
    /// Write a table of a results directory, or a part of it, as CSV
    Table(TableArguments),
    /// Check scenario and design files without running them
    Check(CheckArguments),
    /// List the parameters of the model: meaning, unit, default, ranges and source
    Parameters(ParametersArguments),
    /// List the measures: unit, definition and who is counted
    Measures(MeasuresArguments),
    /// List the published figures that results are compared with, and their roles
    Figures(FiguresArguments),
    /// List the columns of the tables: unit and definition
    Tables(TablesArguments),
    /// List the mechanisms of the model, or estimate the effect of each
    Mechanisms(MechanismsArguments),
    /// List the sites of a scenario: teams, settings, pupils and reported wait
    Sites(SitesArguments),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_sound_and_help_has_an_example_of_every_command_in_80_columns() {
        let mut command = Arguments::command().term_width(80);
        command.clone().debug_assert();
        let mut helps = vec![("mhst".to_owned(), command.render_help().to_string())];
        for sub in command.get_subcommands_mut() {
            helps.push((sub.get_name().to_owned(), sub.render_help().to_string()));
        }
        for (name, help) in helps {
            assert!(
                ["mhst", "help"].contains(&name.as_str())
                    || help.contains(&format!("  mhst {name}")),
                "{name}"
            );
            let wide = help.lines().find(|line| line.chars().count() > 80);
            assert_eq!(wide, None, "{name}");
        }
    }
}
