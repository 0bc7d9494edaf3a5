//! What to say of a CSV table where a scenario is read, and of a scenario where a table is read.

use super::problem::{Location, Problems};
use super::text_file::TextFile;

/// Separators that the first line of a table may have.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

impl TextFile {
    /// Whether it is a table: its first line names several columns, and nothing is assigned in it.
    pub(super) fn is_table(&self) -> bool {
        let is_content = |line: &&str| !line.is_empty() && !line.starts_with('#');
        let Some(header) = self.text.lines().map(str::trim).find(is_content) else { return false };
        let of = |separator: &char| header.matches(*separator).count();
        !header.contains(['=', '[', '{']) && SEPARATORS.iter().any(|separator| of(separator) >= 2)
    }
}

/// A table that is named where TOML is read.
pub(super) fn table_for_toml(file: &TextFile) -> Problems {
    let mut problems = Problems::default();
    problems.add(
        &Location::start(&file.name),
        "is a CSV table, not a scenario or design in TOML",
        "name the scenario (.toml); the scenario names its tables, as in `file = \"sites.csv\"` \
         under [sites]",
    );
    problems
}

/// A document in TOML that is named where a table with these columns is read.
pub(super) fn toml_for_table(
    file: &TextFile,
    named_at: Option<&Location>,
    columns: &str,
) -> Problems {
    let start = Location::start(&file.name);
    let mut problems = Problems::default();
    problems.add(
        named_at.unwrap_or(&start),
        format!("`{}` is a scenario or design in TOML, not a CSV table", file.name),
        format!("name a CSV file whose first line has these columns: {columns}"),
    );
    problems
}
