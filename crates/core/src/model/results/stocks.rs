//! Who waits, and who is in the missing middle, on the first Monday of each month.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::dense::{DENSE, dense};
use super::{Dimension, Level, Subgroup, Tallies, measured};
use crate::engine::time::{Month, Span};
use crate::model::children::transition::Memberships;

/// Children on a list at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// All.
    pub children: u64,
    /// Of whom referred more than 28 days before.
    pub over_4_weeks: u64,
    /// Of whom referred more than 84 days before.
    pub over_12_weeks: u64,
    /// Of whom referred more than 126 days before.
    pub over_18_weeks: u64,
    /// Days since referral of the child who has waited longest.
    pub longest_days: u32,
}

impl Waiting {
    /// Counts a child who has waited so long.
    pub(crate) fn add(&mut self, waited: Span) {
        let over = |days| u64::from(waited > Span::from_days(days));
        self.children += 1;
        self.over_4_weeks += over(28);
        self.over_12_weeks += over(84);
        self.over_18_weeks += over(126);
        self.longest_days = self.longest_days.max(waited.whole_days());
    }

    fn merge(&mut self, other: &Self) {
        self.children += other.children;
        self.over_4_weeks += other.over_4_weeks;
        self.over_12_weeks += other.over_12_weeks;
        self.over_18_weeks += other.over_18_weeks;
        self.longest_days = self.longest_days.max(other.longest_days);
    }
}

/// The lists of one or more sites on the first Monday of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// Referred to a team, and not yet in help.
    pub team: Waiting,
    /// Referred to the specialist service from anywhere, and not yet seen.
    pub specialist: Waiting,
    /// In the missing middle by true severity: above the team's ceiling, below the specialist
    /// threshold, known to somebody and not in help.
    pub missing_middle: u64,
}

impl Stock {
    /// Adds another site.
    pub(super) fn merge(&mut self, other: &Self) {
        self.team.merge(&other.team);
        self.specialist.merge(&other.specialist);
        self.missing_middle += other.missing_middle;
    }
}

/// The stocks of a site.
#[derive(Clone, Debug)]
pub(crate) struct Stocks {
    months: BTreeMap<Month, Stock>,
    /// Children in the missing middle by subgroup, summed over readings.
    missing_middle: [u64; DENSE],
}

impl Stocks {
    pub(crate) fn new() -> Self {
        Self { months: BTreeMap::new(), missing_middle: [0; DENSE] }
    }

    /// A child is in the missing middle by true severity at a reading.
    pub(crate) fn in_missing_middle(&mut self, members: Memberships) {
        members.for_each(|index| self.missing_middle[index] += 1);
    }

    /// Notes a reading.
    pub(crate) fn read(&mut self, month: Month, stock: Stock) {
        self.months.insert(month, stock);
    }

    /// Adds the levels that follow.
    pub(crate) fn add_to(&self, tallies: &mut Tallies) {
        let times = self.months.len() as f64;
        if self.months.is_empty() {
            return;
        }
        for (index, &sum) in self.missing_middle.iter().enumerate() {
            // Only a roll-out divides children by coverage.
            if sum == 0 && dense(index).dimension == Dimension::Coverage {
                continue;
            }
            let of = measured::MissingMiddleStock;
            *tallies.level_mut(dense(index), of) = Level { total: sum as f64, times };
        }
        let team = |of: fn(&Waiting) -> u64| -> f64 {
            self.months.values().map(|stock| of(&stock.team)).sum::<u64>() as f64
        };
        for (of, total) in [
            (measured::WaitingForTeam, team(|it| it.children)),
            (measured::WaitingOver4Weeks, team(|it| it.over_4_weeks)),
            (measured::WaitingOver12Weeks, team(|it| it.over_12_weeks)),
            (measured::WaitingOver18Weeks, team(|it| it.over_18_weeks)),
        ] {
            *tallies.level_mut(Subgroup::ALL, of) = Level { total, times };
        }
    }

    /// Hands over the readings.
    pub(crate) fn into_months(self) -> BTreeMap<Month, Stock> {
        self.months
    }
}
