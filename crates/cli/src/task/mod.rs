//! What is to be done: the one description from which work is planned, which a results directory
//! keeps, and from which the command that reproduces it is printed.

mod command_line;
mod description;
mod enough;
mod level;
mod record;
mod target;

pub(crate) use command_line::CommandLine;
pub(crate) use description::{Subject, Task, Variant};
pub(crate) use enough::{Enough, Wanted};
pub(crate) use level::Level;
pub(crate) use record::{ROUNDS, Record, VERSION};
pub(crate) use target::{result, target};
