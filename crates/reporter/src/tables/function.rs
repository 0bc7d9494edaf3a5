//! Working time by function.

use mhst_core::model::results::TeamWeek;

/// The place of a function of working time among [`TeamWeek::FUNCTIONS`]. For constants: a name
/// that is not there does not compile.
pub(super) const fn function(name: &str) -> usize {
    let mut place = 0;
    while !are_equal(TeamWeek::FUNCTIONS[place].as_bytes(), name.as_bytes()) {
        place += 1;
    }
    place
}

const fn are_equal(one: &[u8], two: &[u8]) -> bool {
    let mut place = 0;
    while place < one.len() && place < two.len() && one[place] == two[place] {
        place += 1;
    }
    place == one.len() && place == two.len()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::tables::dictionary;

    /// Every function has its column in both tables, under its own name.
    #[test]
    fn every_function_is_in_the_tables_by_its_name() {
        for (file, before, after) in
            [("workforce.csv", "", "_hours"), ("returns.csv", "hours_", "")]
        {
            let table = dictionary().into_iter().find(|table| table.file == file).unwrap();
            let columns: BTreeSet<&str> = table.columns.iter().map(|column| column.name).collect();
            for (place, name) in TeamWeek::FUNCTIONS.into_iter().enumerate() {
                assert!(columns.contains(format!("{before}{name}{after}").as_str()), "{name}");
                assert_eq!(function(name), place);
            }
        }
    }
}
