//! Values that rest on few: how tables and charts mark them.

use crate::tables::ENOUGH;

/// Stands after such a value.
pub(crate) const MARK: &str = "\u{2020}";

/// What the mark means.
pub(crate) fn note() -> String {
    format!(
        "{MARK} rests on fewer than {ENOUGH} children, referrals, episodes or people over all replicates"
    )
}
