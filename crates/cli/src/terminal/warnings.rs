//! What looks odd in the files of a scenario, and what it may get wrong.

use std::io::{self, Write};

use mhst_runner::scenario::{Caution, Problem};

/// Shows warnings and cautions on standard error.
pub(crate) fn show(warnings: &[Problem], cautions: &[Caution]) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    warnings.iter().try_for_each(|warning| writeln!(stderr, "{warning}"))?;
    cautions.iter().try_for_each(|caution| writeln!(stderr, "{caution}"))
}
