//! What looks odd in the files of a scenario.

use std::io::{self, Write};

use mhst_runner::scenario::Problem;

/// Shows warnings on standard error.
pub(crate) fn show(warnings: &[Problem]) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    warnings.iter().try_for_each(|warning| writeln!(stderr, "{warning}"))
}
