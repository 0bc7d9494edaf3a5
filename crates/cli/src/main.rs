//! Simulates school mental health support teams in England, child by child and practitioner by
//! practitioner. This is the command line; the only part that prints.

mod arguments;
mod command_line;
mod commands;
mod exit;
mod experiment;
mod machine;
mod made;
mod report;
mod tables;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Run(arguments) => commands::run::run(&arguments),
        Command::Compare(arguments) => commands::compare::compare(&arguments),
        Command::Sweep(arguments) => commands::sweep::sweep(&arguments),
        Command::Resume(arguments) => commands::resume::resume(&arguments),
        Command::Extend(arguments) => commands::resume::extend(&arguments),
        Command::Merge(arguments) => commands::merge::merge(&arguments),
        Command::Report(arguments) => commands::report::report(&arguments),
        Command::Check(arguments) => commands::check::check(&arguments),
        Command::Parameters(arguments) => commands::parameters::parameters(&arguments),
        Command::Measures(arguments) => commands::measures::measures(&arguments),
        Command::Mechanisms(arguments) => commands::mechanisms::mechanisms(&arguments),
        Command::Trace(arguments) => commands::trace::trace(&arguments),
        Command::Sites(arguments) => commands::sites::sites(&arguments),
    };
    exit::code(done)
}
