//! `mhst table`.

use std::path::PathBuf;

use clap::Args;

use super::flags::{Sites, replicates, worlds};

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  mhst table results/trailblazer-1a2b3c4d flows --site Camden --csv
      print the rows of one site as CSV
  mhst table results/trailblazer-1a2b3c4d workforce --site Camden --out camden.csv
      write them to a file
  mhst table results/trailblazer-compare-1a2b3c4d places --variant firm --replicate 1
      print the rows of one replicate of a variant

`mhst tables` lists the tables and their columns. The rows are the same whether
the directory has the table as Parquet or as CSV.

Exit codes: 0 success; 1 a file could not be read or written; 2 bad input, such
as a table or site that is not there.")]
pub(crate) struct TableArguments {
    /// The results directory
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// The table, such as flows
    #[arg(value_name = "TABLE")]
    pub(crate) table: String,
    #[command(flatten)]
    pub(crate) sites: Sites,
    /// Use only this variant of a comparison; the base has the name of its scenario
    #[arg(long, value_name = "NAME", conflicts_with = "point")]
    pub(crate) variant: Option<String>,
    /// Use only this point, by its number in points.csv
    #[arg(long, value_name = "P")]
    pub(crate) point: Option<u32>,
    /// Use only this plausible world; 0 is the central one
    #[arg(long, value_name = "W", value_parser = worlds, allow_negative_numbers = true)]
    pub(crate) world: Option<u32>,
    /// Use only this replicate
    #[arg(long, value_name = "R", value_parser = replicates, allow_negative_numbers = true)]
    pub(crate) replicate: Option<u32>,
    /// Write CSV, as without this option
    #[arg(long)]
    csv: bool,
    /// Write to this file [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}
