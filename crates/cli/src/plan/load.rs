//! Reading the files that a task names, and what to say of those that are of another kind.

use std::path::Path;

use mhst_runner::scenario::{self, Edits, FileKind, Loaded, LoadedDesign};

use crate::exit::BadInput;

/// Reads a scenario.
pub(crate) fn scenario(file: &Path, edits: &Edits) -> Result<Loaded, BadInput> {
    if scenario::kind_of_file(file) == Some(FileKind::Design) {
        let file = file.display();
        return Err(BadInput(format!(
            "{file} is a design, which has many points; to run it, use `mhst sweep {file}`"
        )));
    }
    scenario::load(file, edits).map_err(|problems| BadInput(problems.to_string()))
}

/// Reads a design.
pub(super) fn design(file: &Path, edits: &Edits) -> Result<LoadedDesign, BadInput> {
    if scenario::kind_of_file(file) == Some(FileKind::Scenario) {
        let file = file.display();
        return Err(BadInput(format!(
            "{file} is a scenario and has no design; to run it, use `mhst run {file}`"
        )));
    }
    scenario::load_design(file, edits).map_err(|problems| BadInput(problems.to_string()))
}
