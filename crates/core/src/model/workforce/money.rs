//! Money (M28): pay by band with on-costs and other costs of a team, beside its funding, in the
//! prices of one stated year.

use super::Workforce;
use crate::engine::time::{SimTime, WEEKS_PER_YEAR};
use crate::model::ids::TeamId;
use crate::model::parameters::{Values, parameters};
use crate::model::plan::{Band, Role};

parameters! {
    pub struct MoneyParameters in "money" {
        /// Full-time pay in Band 4
        band_4_gbp: f64 = 27822.0, "pounds/year, 2024/25",
            allowed (0.0, 1000000.0), plausible (26530.0, 29114.0),
            "M28", Live, Published "NHS Agenda for Change 2024/25, middle of entry and top",
            raises "cost_per_year";
        /// Full-time pay in Band 5
        band_5_gbp: f64 = 33226.0, "pounds/year, 2024/25",
            allowed (0.0, 1000000.0), plausible (29970.0, 36483.0),
            "M28", Live, Published "NHS Agenda for Change 2024/25, middle of entry and top",
            raises "cost_per_year";
        /// Full-time pay in Band 6
        band_6_gbp: f64 = 41150.0, "pounds/year, 2024/25",
            allowed (0.0, 1000000.0), plausible (37338.0, 44962.0),
            "M28", Live, Published "NHS Agenda for Change 2024/25, middle of entry and top; \
             2025/26 less the award of 3.6 % gives the same",
            raises "cost_per_year";
        /// Full-time pay in Band 7
        band_7_gbp: f64 = 49478.0, "pounds/year, 2024/25",
            allowed (0.0, 1000000.0), plausible (46148.0, 52809.0),
            "M28", Live, Published "NHS Agenda for Change 2024/25, middle of entry and top",
            raises "cost_per_year";
        /// Full-time pay in Band 8a
        band_8a_gbp: f64 = 57130.0, "pounds/year, 2024/25",
            allowed (0.0, 1000000.0), plausible (53755.0, 60504.0),
            "M28", Live, Published "NHS Agenda for Change 2024/25, middle of entry and top",
            raises "cost_per_year";
        /// Employer's National Insurance and pension contributions
        on_costs_pct: f64 = 34.0, "percent of pay", allowed (0.0, 200.0), plausible (33.0, 35.0),
            "M28", Live, Assumption "prior",
            raises "cost_per_year";
        /// Other costs of a team: premises, travel, equipment, training, overheads
        non_pay_gbp: f64 = 40000.0, "pounds/team/year, 2024/25",
            allowed (0.0, 10000000.0), plausible (15000.0, 90000.0),
            "M28", Live, Assumption "prior; none published",
            raises "cost_per_year";
        /// Published funding of a team
        funding_gbp: f64 = 360000.0, "pounds/team/year",
            allowed (0.0, 100000000.0), plausible (300000.0, 450000.0),
            "M28", Live, Published "Ellins et al. 2023, Ch1: basic funding, not uprated here",
            neither "it stands next to the costs and is in no measure";
        /// Prices of the year in which costs are reported, relative to 2024/25
        deflator: f64 = 1.0, "ratio", allowed (0.01, 10.0), plausible (0.7, 1.2),
            "M28", Live, Assumption "1: costs are reported in prices of 2024/25; pay awards were 3.0 % in \
             2021/22, about 4 % in 2022/23, 5.0 % in 2023/24, 5.5 % in 2024/25 and 3.6 % in 2025/26 \
             (NHS Employers)",
            raises "cost_per_year";
    }
}

/// What a team costs in a week, in pounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Cost {
    /// Pay and on-costs of those in post.
    pub(super) pay: f64,
    /// Pay and on-costs if every post were filled by a qualified person.
    pub(super) pay_if_full: f64,
    pub(super) other: f64,
    pub(super) funding: f64,
}

/// Pay of a full post with on-costs, pounds a year.
fn yearly_pay(values: &Values, band: Band) -> f64 {
    let pay = match band {
        Band::B4 => values.money.band_4_gbp,
        Band::B5 => values.money.band_5_gbp,
        Band::B6 => values.money.band_6_gbp,
        Band::B7 => values.money.band_7_gbp,
        Band::B8a => values.money.band_8a_gbp,
    };
    pay * (1.0 + values.money.on_costs_pct / 100.0)
}

impl Workforce {
    pub(super) fn cost_of_week(&self, values: &Values, now: SimTime, team: TeamId) -> Cost {
        let weekly = values.money.deflator / WEEKS_PER_YEAR;
        let mut cost = Cost {
            other: values.money.non_pay_gbp * weekly,
            // Funding is stated as published and is not brought to other prices.
            funding: values.money.funding_gbp / WEEKS_PER_YEAR,
            ..Cost::default()
        };
        for post in self.open_posts(now, team) {
            cost.pay_if_full += post.fte * yearly_pay(values, post.band) * weekly;
            let Some(holder) = post.holder else { continue };
            let person = &self.practitioners[holder.index()];
            let band = match post.role {
                Role::Emhp if person.is_trainee(now) => Band::B4,
                Role::Emhp if person.is_senior_emhp => post.band.max(Band::B6),
                _ => post.band,
            };
            cost.pay += post.fte * yearly_pay(values, band) * weekly;
        }
        cost
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan::PostPlan;

    /// Funding is about 360,000 pounds a team (the evaluation, Ch1). Pay at full staffing
    /// exceeds it in the model; the evaluation does not compare them.
    #[test]
    fn pay_at_full_staffing_exceeds_the_funding() {
        let values = Values::default();
        let posts = PostPlan::of_numbers(&values);
        let pay: f64 = posts.iter().map(|post| post.fte * yearly_pay(&values, post.band)).sum();
        assert!(pay > values.money.funding_gbp, "{pay}");
        // Four in Band 5, three and a half in Band 7, half in Band 4, with 34 % on-costs.
        let by_hand = 1.34 * (4.0 * 33_226.0 + 3.5 * 49_478.0 + 0.5 * 27_822.0);
        assert!((pay - by_hand).abs() < 0.01, "{pay}");
    }
}
