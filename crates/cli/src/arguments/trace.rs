//! `mhst trace`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::flags::{Seed, Set, replicates, sample};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst trace scenarios/trailblazer.toml --site Newcastle --sample 6
      six children, one for each type of outcome
  mhst trace scenarios/trailblazer.toml --site Newcastle --child 3fa9c2
      one child, by the number in a case history or in episodes; the first few
      digits are enough
  mhst trace scenarios/trailblazer.toml --site Newcastle --practitioners
      practitioners: training, caseload, supervision, strain, and why they leave
  mhst trace scenarios/trailblazer.toml --site Newcastle --child 3fa9c2 \\
      --set remit.policy=extended
      the same child, with the same random numbers, under another policy

docs/trace.md explains how to read a case history. Exit codes: 0 success; 1 an
error in the run; 2 bad input.")]
pub(crate) struct TraceArguments {
    /// The scenario file (TOML)
    #[arg(value_name = "SCENARIO")]
    pub(crate) scenario: PathBuf,
    /// The site; needed if the scenario has more than one
    #[arg(long, value_name = "SITE")]
    pub(crate) site: Option<String>,
    /// Follow the child with this number, or whose number starts with it; can be repeated
    #[arg(long, value_name = "NUMBER")]
    pub(crate) child: Vec<String>,
    /// Follow the practitioner with this number, or whose number starts with it; can be repeated
    #[arg(long, value_name = "NUMBER")]
    pub(crate) practitioner: Vec<String>,
    /// Draw N at random, spread over types of outcome [default: 3, unless --child or
    /// --practitioner is given]
    #[arg(long, value_name = "N", value_parser = sample, allow_negative_numbers = true)]
    pub(crate) sample: Option<u32>,
    /// Draw practitioners instead of children
    #[arg(long)]
    pub(crate) practitioners: bool,
    /// Use this replicate, as numbered by `mhst run`
    #[arg(long, value_name = "R", default_value_t = 1, value_parser = replicates,
        allow_negative_numbers = true)]
    pub(crate) replicate: u32,
    #[command(flatten)]
    pub(crate) seed: Seed,
    #[command(flatten)]
    pub(crate) set: Set,
    /// Write in this format
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = HistoryFormat::Text)]
    pub(crate) format: HistoryFormat,
}

/// A way to write case histories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HistoryFormat {
    /// For the terminal
    Text,
    /// JSON: a title, and chapters of dated lines
    Json,
}
