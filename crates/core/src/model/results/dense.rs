//! The subgroups of children that are counted for every measure: everybody, phases, bands, problems,
//! groups, fifths, kinds of setting, and coverage in a roll-out; each has a position.

use super::{Dimension, Subgroup};
use crate::model::children::transition::Memberships;

/// Number of these subgroups.
pub(super) const DENSE: usize = 1 + 3 + 4 + 5 + 6 + 5 + 4 + 2;

/// The position of everybody.
pub(super) const EVERYBODY: usize = 0;

/// The subgroup at a position.
pub(super) fn dense(index: usize) -> Subgroup {
    let (dimension, level) = match index {
        EVERYBODY => (Dimension::All, 0),
        1..=3 => (Dimension::Phase, index - 1),
        4..=7 => (Dimension::SeverityBand, index - 4),
        8..=12 => (Dimension::Problem, index - 8),
        13..=18 => (Dimension::Group, index - 13),
        19..=23 => (Dimension::DeprivationFifth, index - 18),
        24..=27 => (Dimension::SettingKind, index - 24),
        _ => (Dimension::Coverage, index - 28),
    };
    Subgroup { dimension, level: level as u16 }
}

impl Memberships {
    pub(crate) fn subgroups(self) -> Vec<Subgroup> {
        let mut subgroups = Vec::new();
        self.for_each(|index| subgroups.push(dense(index)));
        subgroups
    }

    /// Visits the position of each subgroup.
    pub(super) fn for_each(self, mut visit: impl FnMut(usize)) {
        visit(EVERYBODY);
        visit(1 + self.phase as usize);
        visit(4 + self.band as usize);
        visit(8 + self.problem as usize);
        for group in 0..6 {
            if self.groups.contains(group) {
                visit(13 + usize::from(group));
            }
        }
        visit(18 + usize::from(self.fifth.clamp(1, 5)));
        visit(24 + self.kind as usize);
        if let Some(covered) = self.covered {
            visit(28 + usize::from(!covered));
        }
    }
}
