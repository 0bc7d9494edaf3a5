//! What can be typed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use mhst_runner::work::Shard;
use serde::{Deserialize, Serialize};

use crate::experiment::Options;

/// Simulates school Mental Health Support Teams in England.
#[derive(Debug, Parser)]
#[command(
    name = "mhst",
    version,
    about = "Simulates school Mental Health Support Teams (MHSTs) in England, child by child and \
             practitioner by practitioner: who waits how long, who is left without help, and why.",
    after_help = "\
Examples:
  mhst run scenarios/trailblazer.toml                   the 25 Trailblazer sites, 2020 to 2022
  mhst run scenarios/trailblazer.toml --sites Newcastle --replicates 5
  mhst compare scenarios/trailblazer.toml --variant remit.policy=extended
  mhst sweep scenarios/sweeps/team-composition.toml     many points of a design
  mhst trace scenarios/trailblazer.toml --site Newcastle   what happens to some children, and why
  mhst check scenarios/my-area.toml                     look for mistakes before running
  mhst parameters                                       everything that can be set, with sources

Start with a copy of scenarios/my-area.toml to describe a team of your own."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a scenario and write its tables
    Run(RunArguments),
    /// Compare variants of a scenario with it, pair by pair of replicates
    Compare(CompareArguments),
    /// Run a scenario at every point of a design
    Sweep(SweepArguments),
    /// Go on with work that was cut short
    Resume(ResumeArguments),
    /// Add replicates to work that is there
    Extend(ExtendArguments),
    /// Put the shards of a run or sweep together
    Merge(MergeArguments),
    /// Tell the story of some children or practitioners, event by event
    Trace(TraceArguments),
    /// Write the report of a results directory
    Report(ReportArguments),
    /// Look for mistakes in scenario and design files without running them
    Check(CheckArguments),
    /// List the parameters of the model: meaning, unit, default, ranges, source
    Parameters(ParametersArguments),
    /// List the measures: definition, unit, who is counted
    Measures(MeasuresArguments),
    /// List the mechanisms of the model: file, parameters, what switches each off
    Mechanisms(MechanismsArguments),
    /// List the sites of a scenario: teams, settings, pupils, reported wait
    Sites(SitesArguments),
}

/// How work is to be done and where it goes: what changes nothing about its results.
#[derive(Args, Clone, Debug, Default, PartialEq)]
pub(crate) struct Manner {
    /// Threads to run on; results do not depend on it [default: as many as the machine runs at
    /// once]
    #[arg(long, value_name = "T")]
    threads: Option<NonZeroUsize>,
    /// Where to write [default: a directory in results/ with the name and hash of the work]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Begin afresh: first remove what mhst wrote in that directory before, and nothing else
    #[arg(long)]
    force: bool,
    /// Neither progress nor tables in the terminal
    #[arg(long, short)]
    quiet: bool,
    /// No report.html
    #[arg(long)]
    no_report: bool,
}

impl Manner {
    /// The same with the directory that is meant where none is given.
    pub(crate) fn options(&self, default: impl FnOnce() -> PathBuf) -> Options {
        let Self { threads, out, force, quiet, no_report } = self.clone();
        Options { out: out.unwrap_or_else(default), threads, force, quiet, report: !no_report }
    }
}

#[derive(Args, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[command(after_help = "\
Examples:
  mhst run scenarios/trailblazer.toml
      all sites and replicates of the scenario; results in results/<name>-<hash>
  mhst run scenarios/trailblazer.toml --replicates 50
      the same command again goes on where the first stopped: only new replicates are run
  mhst run scenarios/trailblazer.toml --sites \"Camden,Tower Hamlets\"
      some of the sites; their rows are the same as in a run of all
  mhst run scenarios/trailblazer.toml --set team.emhps=5 --set triage.mode=joint --out results/five
      what if; `mhst parameters` lists the keys
  mhst run scenarios/trailblazer.toml --episodes
      also one row per episode of need, for survival analysis

Ctrl-C keeps what is finished; the same command goes on from there. A second Ctrl-C stops at once.

Exit codes: 0 fine; 1 some runs failed, or an input/output fault; 2 bad input, nothing written;
130 interrupted.")]
pub(crate) struct RunArguments {
    /// The scenario file (TOML)
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// Replicates of each site, instead of what the scenario says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) replicates: Option<u32>,
    /// Seed of all random numbers, instead of what the scenario says
    #[arg(long, value_name = "S")]
    pub(crate) seed: Option<u64>,
    /// Only these sites, by name, separated by commas
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(crate) sites: Option<Vec<String>>,
    /// Another value for a parameter at every site; can be given many times
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    pub(crate) set: Vec<(String, String)>,
    /// Also write one row per episode of need (episodes.csv)
    #[arg(long)]
    pub(crate) episodes: bool,
    /// Only one of several machines' shares of the runs; `mhst merge` puts them together
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
    /// Only this replicate, such as one that failed
    #[arg(long, value_name = "R", conflicts_with_all = ["replicates", "shard"],
        value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) only_replicate: Option<u32>,
    #[command(flatten)]
    #[serde(skip)]
    pub(crate) manner: Manner,
}

#[derive(Args, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[command(after_help = "\
Examples:
  mhst sweep scenarios/sweeps/team-composition.toml
      a scenario at every point of a design; points.csv says what each point is
  mhst sweep scenarios/sweeps/team-composition.toml --replicates 10
      the same command again goes on where the first stopped: only new replicates are run
  mhst sweep scenarios/sweeps/team-composition.toml --shard 3/16 --out shards/3
      the third of sixteen shares, on any machine; see `mhst merge`

docs/sweeps.md describes the file. Children are the same at every point, so differences between
points are paired. Ctrl-C keeps what is finished; the same command, or `mhst resume`, goes on.

Exit codes: 0 fine; 1 some runs failed, or an input/output fault; 2 bad input, nothing written;
130 interrupted.")]
pub(crate) struct SweepArguments {
    /// The design file (TOML)
    #[arg(value_name = "DESIGN")]
    pub(crate) design: PathBuf,
    /// Replicates at each point, instead of what the design or the scenario says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) replicates: Option<u32>,
    /// Seed of all random numbers of the model, instead of what the design or the scenario says
    #[arg(long, value_name = "S")]
    pub(crate) seed: Option<u64>,
    /// Only these sites, by name, separated by commas
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(crate) sites: Option<Vec<String>>,
    /// Only one of several machines' shares of the runs; `mhst merge` puts them together
    #[arg(long, value_name = "I/N")]
    pub(crate) shard: Option<Shard>,
    /// Also of subgroups of children
    #[arg(long)]
    pub(crate) subgroups: bool,
    /// Also the detailed tables of `mhst run`: waits, incidence, unmet, places, flows, workforce,
    /// costs
    #[arg(long)]
    pub(crate) tables: bool,
    #[command(flatten)]
    #[serde(skip)]
    pub(crate) manner: Manner,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst resume results/team-composition-1a2b3c4d
      does what is not done yet of the command that the directory comes from

The files of the scenario must be as they were. Exit codes as those of that command.")]
pub(crate) struct ResumeArguments {
    /// The results directory
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// Threads to run on [default: as many as the machine runs at once]
    #[arg(long, value_name = "T")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Neither progress nor tables in the terminal
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst extend results/team-composition-1a2b3c4d --replicates 50
      up to 50 replicates of every site at every point; those that are there are not run again

The files of the scenario must be as they were. Exit codes as those of the command that the
directory comes from.")]
pub(crate) struct ExtendArguments {
    /// The results directory
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// Replicates in all, with those that are there
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) replicates: u32,
    /// Threads to run on [default: as many as the machine runs at once]
    #[arg(long, value_name = "T")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Neither progress nor tables in the terminal
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst merge shards/1 shards/2 shards/3 shards/4 --out results/whole
      the same tables as one command without --shard would have written
  mhst merge shards/* --out results/so-far --allow-missing
      tables of what there is; they say that they are incomplete

Exit codes: 0 fine; 1 some runs failed or are missing, or an input/output fault; 2 shards that are
missing, doubled or of other work: nothing written.")]
pub(crate) struct MergeArguments {
    /// The results directories of the shards
    #[arg(value_name = "DIR", required = true)]
    pub(crate) shards: Vec<PathBuf>,
    /// Where to write
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Make tables even if runs are missing
    #[arg(long)]
    pub(crate) allow_missing: bool,
    /// Begin afresh: first remove what mhst wrote in that directory before, and nothing else
    #[arg(long)]
    pub(crate) force: bool,
    /// Neither progress nor tables in the terminal
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Args, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[command(after_help = "\
Examples:
  mhst compare scenarios/trailblazer.toml --variant remit.policy=firm --variant remit.policy=extended
      two variants, each of them the base with another value
  mhst compare scenarios/my-area.toml --variant team.emhps=5,team.seniors=2
      one variant with two other values
  mhst compare my-area.toml my-plan.toml my-other-plan.toml --replicates 50
      scenarios of their own; the same command again goes on, with more replicates too

Every scenario has the seed and the replicates of the base and the same luck child by child, so that
differences are not blurred by chance: docs/comparing.md says how to read them. Files come before
changes by --variant in the tables, each in the order given.

Exit codes: 0 fine; 1 some runs failed, or an input/output fault; 2 bad input, nothing written;
130 interrupted.")]
pub(crate) struct CompareArguments {
    /// The scenario file (TOML) with which others are compared
    #[arg(value_name = "BASE")]
    pub(crate) base: PathBuf,
    /// Scenario files that are compared with it
    #[arg(value_name = "VARIANT", required_unless_present = "changes")]
    pub(crate) variants: Vec<PathBuf>,
    /// The base with other values at every site, separated by commas; can be given many times, for
    /// a variant each
    #[arg(id = "changes", long = "variant", value_name = "KEY=VALUE", value_parser = changes)]
    pub(crate) changes: Vec<Changes>,
    /// Replicates of each site in each scenario, instead of what the base says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) replicates: Option<u32>,
    /// Seed of all random numbers, instead of what the base says
    #[arg(long, value_name = "S")]
    pub(crate) seed: Option<u64>,
    /// Only these sites, by name, separated by commas
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(crate) sites: Option<Vec<String>>,
    /// Another value for a parameter in every scenario, the base too; can be given many times
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    pub(crate) set: Vec<(String, String)>,
    #[command(flatten)]
    #[serde(skip)]
    pub(crate) manner: Manner,
}

#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  mhst trace scenarios/trailblazer.toml --site Newcastle --sample 6
      six children, one of each way in which episodes went
  mhst trace scenarios/trailblazer.toml --site Newcastle --child 3fa9c2
      one child, by the number printed with its story or in episodes.csv; its beginning is enough
  mhst trace scenarios/trailblazer.toml --site Newcastle --practitioners --sample 2
      practitioners: training, caseload, supervision, strain, and why they leave
  mhst trace scenarios/trailblazer.toml --site Newcastle --child 3fa9c2 --set remit.policy=extended
      the same child, with the same luck, under another policy

docs/trace.md says how to read a story. Exit codes: 0 fine; 1 a fault; 2 bad input.")]
pub(crate) struct TraceArguments {
    /// The scenario file (TOML)
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// The site, by name; needed where the scenario has several
    #[arg(long, value_name = "SITE")]
    pub(crate) site: Option<String>,
    /// The child with this number, or with a number that begins so; can be given many times
    #[arg(long, value_name = "NUMBER")]
    pub(crate) child: Vec<String>,
    /// The practitioner with this number, or with a number that begins so; can be given many times
    #[arg(long, value_name = "NUMBER")]
    pub(crate) practitioner: Vec<String>,
    /// So many by lot, of each way in which it went [default: 3, if nobody is named]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) sample: Option<u32>,
    /// Sample practitioners instead of children
    #[arg(long)]
    pub(crate) practitioners: bool,
    /// Which replicate, as numbered by `mhst run`
    #[arg(long, value_name = "R", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) replicate: u32,
    /// Seed of all random numbers, instead of what the scenario says
    #[arg(long, value_name = "S")]
    pub(crate) seed: Option<u64>,
    /// Another value for a parameter; can be given many times
    #[arg(long, value_name = "KEY=VALUE", value_parser = key_and_value)]
    pub(crate) set: Vec<(String, String)>,
    /// How to write them
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = StoryFormat::Text)]
    pub(crate) format: StoryFormat,
}

/// A way to write stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StoryFormat {
    /// For the terminal
    Text,
    /// JSON: title, chapters, and in them lines with their dates
    Json,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst mechanisms
  mhst mechanisms --effects --sites Newcastle,Camden
  mhst mechanisms --effects --replicates 10 --into docs/model.md")]
pub(crate) struct MechanismsArguments {
    /// Measure how much hangs on each: every mechanism is tried against the scenario as it is
    #[arg(long)]
    pub(crate) effects: bool,
    /// The scenario (TOML) in which they are tried
    #[arg(
        value_name = "SCENARIO",
        default_value = "scenarios/trailblazer.toml",
        requires = "effects"
    )]
    pub(crate) scenario: PathBuf,
    /// Pairs of replicates of each site
    #[arg(long, value_name = "N", requires = "effects", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) replicates: Option<u32>,
    /// Only these sites, by name, separated by commas
    #[arg(long, value_name = "A,B", value_delimiter = ',', requires = "effects")]
    pub(crate) sites: Option<Vec<String>>,
    /// A page (Markdown) into which the table is written, between its two marks
    #[arg(long, value_name = "FILE", requires = "effects")]
    pub(crate) into: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) manner: Manner,
}

/// The changes that make a variant of the base.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Changes {
    /// As they were typed, without blanks about them: the name of the variant.
    pub(crate) text: String,
    /// Keys and values.
    pub(crate) set: Vec<(String, String)>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst report results/trailblazer-1a2b3c4d
      report.html again, from what is there; nothing is run
  mhst report results/trailblazer-1a2b3c4d --format md
      report.md, with tables in place of charts

run, compare and sweep write report.html by themselves. It is one file that needs nothing else.")]
pub(crate) struct ReportArguments {
    /// The results directory
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// How to write it
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Html)]
    pub(crate) format: ReportFormat,
}

/// A way to write a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One HTML file with charts
    Html,
    /// Markdown with tables
    Md,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst check scenarios/my-area.toml
  mhst check scenarios/*.toml scenarios/sweeps/*.toml

All faults of meaning are shown at once, each with file, line and column. Exit code 2 if there
are any.")]
pub(crate) struct CheckArguments {
    /// Scenario and design files (TOML)
    #[arg(value_name = "SCENARIO", required = true)]
    pub(crate) scenarios: Vec<PathBuf>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst parameters
  mhst parameters --format csv > parameters.csv
  mhst parameters --format markdown > docs/parameters.md")]
pub(crate) struct ParametersArguments {
    /// How to write them
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst measures
  mhst measures --format csv > measures.csv
  mhst measures --format markdown > docs/measures.md")]
pub(crate) struct MeasuresArguments {
    /// How to write them
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
}

/// A way to write a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table for the terminal
    Table,
    /// Comma-separated values
    Csv,
    /// JSON
    Json,
    /// Markdown, as in docs/
    Markdown,
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

fn key_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() && !value.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write KEY=VALUE, such as team.emhps=5".to_owned()),
    }
}

fn changes(text: &str) -> Result<Changes, String> {
    let set: Vec<_> = text.split(',').map(key_and_value).collect::<Result<_, _>>()?;
    let written: Vec<String> = set.iter().map(|(key, value)| format!("{key}={value}")).collect();
    Ok(Changes { text: written.join(","), set })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_sound_and_help_has_an_example_of_every_command() {
        let mut command = Arguments::command();
        command.clone().debug_assert();
        for sub in command.get_subcommands_mut() {
            let name = sub.get_name().to_owned();
            let help = sub.render_help().to_string();
            assert!(help.contains(&format!("  mhst {name}")), "{name}");
            let long =
                help.lines().find(|line| line.trim_start().starts_with("mhst") && line.len() > 100);
            assert_eq!(long, None);
        }
    }

    #[test]
    fn a_setting_is_a_key_and_a_value() {
        let pair = ("team.emhps".to_owned(), "5".to_owned());
        assert_eq!(key_and_value("team.emhps = 5"), Ok(pair));
        let two = changes("a.b=1, c.d = x").unwrap();
        assert_eq!((two.text.as_str(), two.set.len()), ("a.b=1,c.d=x", 2));
        assert!(changes("a.b=1,").is_err() && changes("").is_err());
        assert!(key_and_value("team.emhps").is_err() && key_and_value("=5").is_err());
    }
}
