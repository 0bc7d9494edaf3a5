//! The account of need: all time in need within the measurement window, by position, and what
//! follows from it. The positions add up to the time in need.

use super::dense::{DENSE, dense};
use super::{Measure, Tally, measured};
use crate::engine::time::MINUTES_PER_DAY;
use crate::model::children::need_time::NeedTime;
use crate::model::children::place::Standing;
use crate::model::children::transition::Memberships;
use crate::model::results::Subgroup;

/// Minutes of one subgroup.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    minutes: [u64; Standing::COUNT],
    missing_middle: u64,
    score_minutes: f64,
    episodes: u64,
}

impl Sums {
    fn add(&mut self, need: &NeedTime) {
        for (sum, standing) in self.minutes.iter_mut().zip(Standing::ALL) {
            *sum += need.of(standing);
        }
        self.missing_middle += need.missing_middle();
        self.score_minutes += need.severity();
        self.episodes += 1;
    }

    fn where_it(&self, holds: fn(Standing) -> bool) -> u64 {
        Standing::ALL.iter().zip(self.minutes).filter(|(it, _)| holds(**it)).map(|(_, n)| n).sum()
    }

    /// The measures that follow.
    fn tallies(&self) -> impl Iterator<Item = (Measure, Tally)> {
        let whole = self.where_it(|_| true);
        let parts = Standing::ALL.iter().zip(self.minutes).map(|(standing, minutes)| {
            let (days, share) = match standing {
                Standing::InHelp => (measured::InHelp, measured::InHelpShare),
                Standing::OnList => (measured::OnList, measured::OnListShare),
                Standing::SettingOnly => (measured::SettingOnly, measured::SettingOnlyShare),
                Standing::WithNobody => (measured::WithNobody, measured::WithNobodyShare),
                Standing::NotRecognised => (measured::NotRecognised, measured::NotRecognisedShare),
            };
            (days, share, minutes)
        });
        let totals = [
            (
                measured::WithoutHelp,
                measured::WithoutHelpShare,
                self.where_it(Standing::is_without_help),
            ),
            (
                measured::WithoutSupport,
                measured::WithoutSupportShare,
                self.where_it(Standing::is_without_support),
            ),
        ];
        let mut tallies = vec![
            (measured::InNeed.measure(), Tally::Minutes(whole)),
            (measured::MissingMiddlePersonDays.measure(), Tally::Minutes(self.missing_middle)),
            (measured::SeverityDays.measure(), Tally::Minutes(self.score_minutes.round() as u64)),
            (
                measured::SeverityDaysPerEpisode.measure(),
                Tally::Share {
                    part: self.score_minutes / f64::from(MINUTES_PER_DAY),
                    whole: self.episodes as f64,
                },
            ),
        ];
        for (days, share, minutes) in parts.chain(totals) {
            tallies.push((days.measure(), Tally::Minutes(minutes)));
            let (part, whole) = (minutes as f64, whole as f64);
            tallies.push((share.measure(), Tally::Share { part, whole }));
        }
        tallies.into_iter()
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Account {
    sums: [Sums; DENSE],
}

impl Account {
    pub(super) fn new() -> Self {
        Self { sums: [Sums::default(); DENSE] }
    }

    /// Adds an episode that is over, or is still open at the end of the run.
    pub(super) fn add(&mut self, members: Memberships, need: &NeedTime) {
        members.for_each(|index| self.sums[index].add(need));
    }

    /// Minutes in need of everybody.
    pub(super) fn in_need(&self) -> u64 {
        self.sums[0].where_it(|_| true)
    }

    /// The measures of each subgroup that had an episode.
    pub(super) fn into_tallies(self) -> impl Iterator<Item = ((Subgroup, Measure), Tally)> {
        let met = self.sums.into_iter().enumerate().filter(|(_, sums)| sums.episodes > 0);
        met.flat_map(|(index, sums)| {
            let subgroup = dense(index);
            let divided = move |it: &(Measure, _)| it.0.dimensions().contains(&subgroup.dimension);
            let tallies = sums.tallies().filter(divided).collect::<Vec<_>>().into_iter();
            tallies.map(move |(measure, tally)| ((subgroup, measure), tally))
        })
    }
}
