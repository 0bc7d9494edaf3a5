//! Figures that the model can be held against: what was reported, what stands for it in the model, and
//! which part it has. A figure has one part, decided before the model is run.

use crate::engine::time::Month;
use crate::model::results::{Measure, Return, SiteResult, Statistic, Subgroup};

/// The part that a figure has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// It is only compared with results: nothing is set to it.
    HeldOut,
    /// Something may be set so that the model gives it.
    Calibrated,
    /// An assumed range in which results are plausible.
    Plausibility,
    /// A figure that the user brings.
    Own,
    /// It goes into the model.
    Input,
    /// It is not used.
    Unused,
}

impl Role {
    /// All roles: those that are compared first.
    pub const ALL: [Self; 6] =
        [Self::HeldOut, Self::Calibrated, Self::Plausibility, Self::Own, Self::Input, Self::Unused];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::HeldOut => "held_out",
            Self::Calibrated => "calibrated",
            Self::Plausibility => "plausibility",
            Self::Own => "own",
            Self::Input => "input",
            Self::Unused => "none",
        }
    }

    /// Whether results are compared with it.
    pub fn is_compared(self) -> bool {
        !matches!(self, Self::Input | Self::Unused)
    }
}

/// What is known of how exact a figure is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Uncertainty {
    /// Its range is a confidence interval of 95 %, or its standard error is known.
    Sampling,
    /// Its range is that over places.
    Range,
    /// It is an upper bound.
    UpTo,
    /// Its range is assumed.
    Assumed,
    /// Everything was counted.
    Exact,
    /// Nothing is stated.
    Unstated,
}

impl Uncertainty {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Sampling, Self::Range, Self::UpTo, Self::Assumed, Self::Exact, Self::Unstated];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sampling => "sampling",
            Self::Range => "range",
            Self::UpTo => "up_to",
            Self::Assumed => "assumed",
            Self::Exact => "exact",
            Self::Unstated => "unstated",
        }
    }
}

/// Which sites stand for a figure.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sites {
    /// The children of all sites, pooled.
    Pooled,
    /// The mean of the sites, each counting as much.
    Mean,
    /// The highest of the sites.
    Highest,
    /// One site.
    One(String),
}

impl Sites {
    /// The name used in files.
    pub fn name(&self) -> &str {
        match self {
            Self::Pooled => "all",
            Self::Mean => "mean",
            Self::Highest => "highest",
            Self::One(name) => name,
        }
    }
}

/// What a team counts each quarter, and returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Returned {
    /// Referrals received.
    Referrals,
    /// Referrals accepted at triage.
    Accepted,
    /// Interventions started.
    Started,
    /// Interventions completed.
    Completed,
    /// Referrals and cases closed.
    Closed,
    /// Sessions that were attended.
    Attended,
    /// Sessions that were missed.
    Missed,
    /// Children waiting for the first session at the end of the last quarter.
    Waiting,
}

impl Returned {
    /// All counts.
    pub const ALL: [Self; 8] = [
        Self::Referrals,
        Self::Accepted,
        Self::Started,
        Self::Completed,
        Self::Closed,
        Self::Attended,
        Self::Missed,
        Self::Waiting,
    ];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Referrals => "returned_referrals",
            Self::Accepted => "returned_accepted",
            Self::Started => "returned_started",
            Self::Completed => "returned_completed",
            Self::Closed => "returned_closed",
            Self::Attended => "returned_sessions_attended",
            Self::Missed => "returned_sessions_missed",
            Self::Waiting => "returned_waiting",
        }
    }

    /// What it is.
    pub fn definition(self) -> &'static str {
        match self {
            Self::Referrals => "referrals received by the team",
            Self::Accepted => "referrals accepted at triage",
            Self::Started => "interventions started",
            Self::Completed => "interventions completed",
            Self::Closed => "referrals and cases closed, for any reason",
            Self::Attended => "sessions that were attended",
            Self::Missed => "sessions that were missed",
            Self::Waiting => "children waiting for the first session at the end of the period",
        }
    }

    fn of(self, row: &Return) -> u64 {
        match self {
            Self::Referrals => row.referrals,
            Self::Accepted => row.accepted,
            Self::Started => row.started,
            Self::Completed => row.completed,
            Self::Closed => row.closed.iter().sum(),
            Self::Attended => row.sessions_attended,
            Self::Missed => row.sessions_missed,
            Self::Waiting => row.waiting,
        }
    }
}

/// What stands for a figure in the model.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Quantity {
    /// A published value.
    Measured {
        /// What is measured.
        measure: Measure,
        /// Which statistic of it.
        statistic: Statistic,
        /// Of which children.
        subgroup: Subgroup,
    },
    /// What a team, or all of a site, returned for some quarters.
    Returned {
        /// What was counted.
        what: Returned,
        /// Which team, from 1; all if `None`.
        team: Option<u32>,
        /// The first month of the first quarter.
        from: Month,
        /// The first month of the last quarter.
        to: Month,
    },
}

impl Quantity {
    /// The unit of its numbers.
    pub fn unit_of_number(&self) -> &'static str {
        match self {
            Self::Measured { measure, .. } => measure.unit(),
            Self::Returned { what: Returned::Waiting, .. } => "children",
            Self::Returned { what: Returned::Attended | Returned::Missed, .. } => "sessions",
            Self::Returned { .. } => "cases",
        }
    }

    /// Its name in tables: `wait_referral_to_start:p90`.
    pub fn name(&self) -> String {
        match self {
            Self::Measured { measure, statistic, subgroup } => {
                let of = match subgroup.name() {
                    nobody if nobody.is_empty() => nobody,
                    name => format!(" of {name}"),
                };
                format!("{}{of}", measure.result_name(*statistic))
            }
            Self::Returned { what, team, .. } => {
                let of = team.map_or_else(String::new, |team| format!(" of team {team}"));
                format!("{}{of}", what.name())
            }
        }
    }

    /// What a site returned in the quarters; `None` where it has no return for one of them.
    pub fn returned(&self, result: &SiteResult) -> Option<f64> {
        let Self::Returned { what, team, from, to } = *self else { return None };
        let rows = result.returns.iter().filter(|((of, month), _)| {
            team.is_none_or(|team| team == *of)
                && match what {
                    Returned::Waiting => *month == to,
                    _ => from <= *month && *month <= to,
                }
        });
        let mut found = None;
        for (_, row) in rows {
            *found.get_or_insert(0) += what.of(row);
        }
        found.map(|sum| sum as f64)
    }
}

/// A figure.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// Its key, unique in its file.
    pub key: String,
    /// The series to which it belongs, one figure a site; empty where it stands alone.
    pub series: String,
    /// What it is.
    pub title: String,
    /// The part that it has.
    pub role: Role,
    /// The scenario that it describes; empty for that in which it is given, or for none.
    pub scenario: String,
    /// Which sites stand for it.
    pub sites: Sites,
    /// What stands for it; `None` where the model has nothing.
    pub quantity: Option<Quantity>,
    /// Its value, in the unit of the quantity.
    pub value: Option<f64>,
    /// The range that is given with it.
    pub range: Option<(f64, f64)>,
    /// As it is printed in the source.
    pub reported: String,
    /// What is known of how exact it is.
    pub uncertainty: Uncertainty,
    /// Its standard error, where one is known.
    pub standard_error: Option<f64>,
    /// Standard deviation by which the model may be off for other reasons than chance.
    pub discrepancy: Option<f64>,
    /// Why it may.
    pub why: String,
    /// The same figure a year before: the forecast to beat.
    pub last_year: Option<f64>,
    /// The time that it is about.
    pub period: String,
    /// The place that it is about.
    pub place: String,
    /// How many it rests on.
    pub n: String,
    /// Where it was published.
    pub source: String,
    /// Page, table or chapter.
    pub cited: String,
    /// What it is used for.
    pub purpose: String,
    /// When it is expected to be published; empty of one that is.
    pub due: String,
}

/// Half the width of an interval of 95 % in standard deviations.
const HALF_OF_95: f64 = 1.959_963_985;

impl Figure {
    /// A user's figure, of which nothing else is stated.
    pub fn of(key: &str, sites: Sites, value: f64) -> Self {
        Self {
            key: key.to_owned(),
            series: String::new(),
            title: key.to_owned(),
            role: Role::Own,
            scenario: String::new(),
            sites,
            quantity: None,
            value: Some(value),
            range: None,
            reported: String::new(),
            uncertainty: Uncertainty::Unstated,
            standard_error: None,
            discrepancy: None,
            why: String::new(),
            last_year: None,
            period: String::new(),
            place: String::new(),
            n: String::new(),
            source: String::new(),
            cited: String::new(),
            purpose: String::new(),
            due: String::new(),
        }
    }

    /// The standard deviation by which a report may differ from what the model gives in the world that
    /// is true: sampling error and discrepancy.
    pub fn error(&self) -> f64 {
        let of_range = match (self.uncertainty, self.range) {
            (Uncertainty::Sampling, Some((low, high))) => (high - low) / (2.0 * HALF_OF_95),
            _ => 0.0,
        };
        let sampling = self.standard_error.unwrap_or(of_range);
        sampling.hypot(self.discrepancy.unwrap_or(0.0))
    }

    /// Whether it is a limit, which only what is higher contradicts.
    pub fn is_limit(&self) -> bool {
        self.uncertainty == Uncertainty::UpTo && self.value.is_some()
    }

    /// Whether it is compared by its range and not by its value: a range that is assumed, or one over
    /// places where there is no value.
    pub fn is_range(&self) -> bool {
        match self.uncertainty {
            Uncertainty::Assumed => self.range.is_some(),
            _ => self.value.is_none() && self.range.is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::civil::date;

    use super::*;

    fn figure(uncertainty: Uncertainty, range: Option<(f64, f64)>) -> Figure {
        let discrepancy = Some(4.0);
        Figure { range, uncertainty, discrepancy, ..Figure::of("", Sites::Pooled, 10.0) }
    }

    /// By hand: an interval of 95 % of 3 standard errors on each side of 1.96, and a discrepancy of 4.
    #[test]
    fn sampling_and_discrepancy_add_up_in_squares() {
        let half = 3.0 * HALF_OF_95;
        let sampled = figure(Uncertainty::Sampling, Some((10.0 - half, 10.0 + half)));
        assert!((sampled.error() - 5.0).abs() < 1e-12);
        let stated = Figure { standard_error: Some(3.0), ..figure(Uncertainty::Exact, None) };
        assert!((stated.error() - 5.0).abs() < 1e-12);
        // A range over places says nothing of the error.
        assert_eq!(figure(Uncertainty::Range, Some((0.0, 50.0))).error(), 4.0);
        assert!(figure(Uncertainty::Assumed, Some((0.0, 50.0))).is_range());
        assert!(!figure(Uncertainty::Range, Some((0.0, 50.0))).is_range());
    }

    #[test]
    fn returns_are_added_over_teams_and_quarters_and_lists_are_those_at_the_end() {
        let quarter = |month| Month::of(date(2021, month, 1));
        let row = |n| Return { referrals: n, waiting: 10 * n, ..Return::default() };
        let returns = BTreeMap::from([
            ((1, quarter(1)), row(1)),
            ((1, quarter(4)), row(2)),
            ((2, quarter(4)), row(4)),
            ((2, quarter(7)), row(8)),
        ]);
        let result = SiteResult { returns, ..SiteResult::default() };
        let of = |what, team| {
            let quantity = Quantity::Returned { what, team, from: quarter(1), to: quarter(4) };
            quantity.returned(&result)
        };
        assert_eq!(of(Returned::Referrals, None), Some(7.0));
        assert_eq!(of(Returned::Referrals, Some(2)), Some(4.0));
        assert_eq!(of(Returned::Waiting, None), Some(60.0));
        assert_eq!(of(Returned::Waiting, Some(3)), None);
    }
}
