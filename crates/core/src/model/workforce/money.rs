//! Money (M28): pay by band with on-costs and other costs of a team, beside its funding, in the
//! prices of one stated year.

use super::super::ids::TeamId;
use super::super::parameters::{Parameter as P, Values};
use super::super::plan::{Band, Role};
use super::super::site::Site;
use crate::engine::time::{SimTime, WEEKS_PER_YEAR};

/// What a team costs in a week, in pounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Cost {
    /// Pay and on-costs of those in post.
    pub(super) pay: f64,
    /// Pay and on-costs if every post were held by somebody qualified.
    pub(super) pay_if_full: f64,
    pub(super) other: f64,
    pub(super) funding: f64,
}

/// Pay of a full post with on-costs, pounds a year.
fn yearly_pay(values: &Values, band: Band) -> f64 {
    let pay = match band {
        Band::B4 => P::MoneyBand4,
        Band::B5 => P::MoneyBand5,
        Band::B6 => P::MoneyBand6,
        Band::B7 => P::MoneyBand7,
        Band::B8a => P::MoneyBand8a,
    };
    values[pay] * (1.0 + values[P::MoneyOnCosts] / 100.0)
}

impl Site {
    pub(super) fn cost_of_week(&self, now: SimTime, team: TeamId) -> Cost {
        let values = &self.values;
        let weekly = values[P::MoneyDeflator] / WEEKS_PER_YEAR;
        let mut cost = Cost {
            other: values[P::MoneyNonPay] * weekly,
            // Funding is stated as published and is not brought to other prices.
            funding: values[P::MoneyFunding] / WEEKS_PER_YEAR,
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

    /// The evaluation, Ch1: funding of 360,000 pounds a team; pay at full staffing exceeds it.
    #[test]
    fn pay_at_full_staffing_exceeds_the_funding() {
        let values = Values::default();
        let posts = PostPlan::of_numbers(&values);
        let pay: f64 = posts.iter().map(|post| post.fte * yearly_pay(&values, post.band)).sum();
        assert!(pay > values[P::MoneyFunding], "{pay}");
        // Four in Band 5, three and a half in Band 7, half in Band 4, with 34 % on-costs.
        let by_hand = 1.34 * (4.0 * 33_200.0 + 3.5 * 49_500.0 + 0.5 * 27_800.0);
        assert!((pay - by_hand).abs() < 0.01, "{pay}");
    }
}
