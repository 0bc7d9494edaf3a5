//! Simulates school mental health support teams in England, child by child and practitioner by
//! practitioner. This is the command line; the only part that prints.
//!
//! A command goes one way: arguments -> task -> plan -> work -> results -> pages. Each imports only
//! from those before it, and `commands` puts them together.

mod arguments;
mod commands;
mod exit;
mod machine;
mod pages;
mod plan;
mod results;
mod task;
mod terminal;
mod work;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Run(arguments) => commands::run::run(&arguments),
        Command::Compare(arguments) => commands::run::compare(&arguments),
        Command::Sweep(arguments) => commands::run::sweep(&arguments),
        Command::Resume(arguments) => commands::resume::resume(&arguments),
        Command::Extend(arguments) => commands::resume::extend(&arguments),
        Command::Merge(arguments) => commands::merge::merge(&arguments),
        Command::Table(arguments) => commands::table::table(&arguments),
        Command::Report(arguments) => commands::report::report(&arguments),
        Command::Pack(arguments) => commands::pack::pack(&arguments),
        Command::Benchmark(arguments) => commands::benchmark::benchmark(&arguments),
        Command::Calibrate(arguments) => commands::calibrate::calibrate(&arguments),
        Command::Sensitivity(arguments) => commands::sensitivity::show(&arguments),
        Command::Check(arguments) => commands::check::check(&arguments),
        Command::Parameters(arguments) => commands::parameters::parameters(&arguments),
        Command::Measures(arguments) => commands::measures::measures(&arguments),
        Command::Figures(arguments) => commands::figures::figures(&arguments),
        Command::Tables(arguments) => commands::tables::tables(&arguments),
        Command::Mechanisms(arguments) => commands::mechanisms::mechanisms(&arguments),
        Command::Trace(arguments) => commands::trace::trace(&arguments),
        Command::Sites(arguments) => commands::sites::sites(&arguments),
    };
    exit::code(done)
}
