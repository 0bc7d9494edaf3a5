//! Teams of the central world month by month, and what they cost year by year, summed over all sites.

use std::collections::BTreeMap;

use mhst_core::engine::statistics::Interval;
use mhst_core::engine::time::{Month, Week};
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{SiteResult, TeamWeek};

use crate::repeated::Repeated;

/// Something that all teams have in a week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Quantity {
    EmhpPosts,
    Emhps,
    SeniorPosts,
    Seniors,
    OpenCases,
    CaseloadCap,
    SupervisionDue,
    SupervisionGiven,
}

impl Quantity {
    const ALL: [Self; 8] = [
        Self::EmhpPosts,
        Self::Emhps,
        Self::SeniorPosts,
        Self::Seniors,
        Self::OpenCases,
        Self::CaseloadCap,
        Self::SupervisionDue,
        Self::SupervisionGiven,
    ];

    fn of(self, week: &TeamWeek) -> f64 {
        match self {
            Self::EmhpPosts => week.emhp_posts,
            Self::Emhps => week.emhps,
            Self::SeniorPosts => week.senior_posts,
            Self::Seniors => week.seniors,
            Self::OpenCases => week.open_cases as f64,
            Self::CaseloadCap => week.caseload_cap as f64,
            Self::SupervisionDue => week.supervision_due,
            Self::SupervisionGiven => week.supervision_given,
        }
    }
}

/// The teams of all sites together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workforce {
    months: BTreeMap<Month, [Repeated; Quantity::ALL.len()]>,
    years: BTreeMap<i16, Costs>,
}

#[derive(Clone, Debug, Default)]
struct Costs {
    weeks: usize,
    pay: Repeated,
    other: Repeated,
    funding: Repeated,
    full: Repeated,
}

/// Costs of a calendar year or the part of it that was measured, in pounds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Year {
    /// Which year.
    pub(crate) year: i16,
    /// Weeks with teams in it.
    pub(crate) weeks: usize,
    /// Pay of those in post.
    pub(crate) pay: Interval,
    /// Other costs.
    pub(crate) other: Interval,
    /// Funding, as published.
    pub(crate) funding: Interval,
    /// Pay at full staffing and other costs.
    pub(crate) full: Interval,
}

impl Workforce {
    pub(super) fn add<'a>(&mut self, sites: impl Iterator<Item = &'a SiteResult>) {
        let mut weeks: BTreeMap<Week, ([f64; Quantity::ALL.len()], Sums)> = BTreeMap::new();
        for ((_, week), row) in sites.flat_map(|site| &site.teams) {
            let (quantities, sums) = weeks.entry(*week).or_default();
            for (sum, quantity) in quantities.iter_mut().zip(Quantity::ALL) {
                *sum += quantity.of(row);
            }
            sums.add(row);
        }
        self.add_months(&weeks);
        self.add_years(&weeks);
    }

    fn add_months(&mut self, weeks: &BTreeMap<Week, ([f64; Quantity::ALL.len()], Sums)>) {
        let mut months: BTreeMap<Month, ([f64; Quantity::ALL.len()], f64)> = BTreeMap::new();
        for (week, (quantities, _)) in weeks {
            let (sums, count) = months.entry(week.start().month()).or_default();
            for (sum, quantity) in sums.iter_mut().zip(quantities) {
                *sum += quantity;
            }
            *count += 1.0;
        }
        for (month, (sums, count)) in months {
            let repeated = self.months.entry(month).or_default();
            for (repeated, sum) in repeated.iter_mut().zip(sums) {
                repeated.add(CENTRAL, sum / count);
            }
        }
    }

    fn add_years(&mut self, weeks: &BTreeMap<Week, ([f64; Quantity::ALL.len()], Sums)>) {
        let mut years: BTreeMap<i16, (usize, Sums)> = BTreeMap::new();
        for (week, (_, sums)) in weeks {
            let (count, year) = years.entry(week.start().date().year()).or_default();
            *count += 1;
            year.pay += sums.pay;
            year.other += sums.other;
            year.funding += sums.funding;
            year.pay_if_full += sums.pay_if_full;
        }
        for (year, (count, sums)) in years {
            let costs = self.years.entry(year).or_default();
            costs.weeks = count;
            costs.pay.add(CENTRAL, sums.pay);
            costs.other.add(CENTRAL, sums.other);
            costs.funding.add(CENTRAL, sums.funding);
            costs.full.add(CENTRAL, sums.pay_if_full + sums.other);
        }
    }

    /// A quantity month by month: the average over the weeks that begin in the month.
    pub(crate) fn months(
        &self,
        quantity: Quantity,
        level: f64,
    ) -> impl Iterator<Item = (Month, Interval)> {
        self.months.iter().filter_map(move |(&month, repeated)| {
            Some((month, repeated[quantity as usize].interval(NOT_BELOW_ZERO, level)?))
        })
    }

    /// Costs year by year.
    pub(crate) fn years(&self, level: f64) -> impl Iterator<Item = Year> {
        self.years.iter().filter_map(move |(&year, costs)| {
            Some(Year {
                year,
                weeks: costs.weeks,
                pay: costs.pay.interval(NOT_BELOW_ZERO, level)?,
                other: costs.other.interval(NOT_BELOW_ZERO, level)?,
                funding: costs.funding.interval(NOT_BELOW_ZERO, level)?,
                full: costs.full.interval(NOT_BELOW_ZERO, level)?,
            })
        })
    }
}

const NOT_BELOW_ZERO: (f64, f64) = (0.0, f64::INFINITY);

/// Money of a week, in pounds.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    pay: f64,
    other: f64,
    funding: f64,
    pay_if_full: f64,
}

impl Sums {
    fn add(&mut self, row: &TeamWeek) {
        self.pay += row.pay;
        self.other += row.other_costs;
        self.funding += row.funding;
        self.pay_if_full += row.pay_if_full;
    }
}
