//! Concern without need (M34): staff and families also refer children who are not in need. They are
//! no agents and are in no place: they have no episode of need, so no time of theirs is in the account.
//! They are counted, the team triages them, and those whom triage takes by error use a slot for an
//! assessment, which finds that they need no help.

use statrs::distribution::{ContinuousCDF, Normal};

use super::triage;
use crate::engine::time::WEEKS_PER_YEAR;
use crate::model::ids::TeamId;
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::purpose::Purpose;
use crate::model::settings::need::poisson;
use crate::model::settings::{Settings, setting::kind, shock};
use crate::model::workforce::Workforce;

parameters! {
    pub struct ConcernParameters in "concern" {
        /// Children without need who are referred to the team, with an engaged lead and at an
        /// engagement and presence of 1
        per_1000_pupils_per_year: f64 = 3.0, "per 1,000 pupils per year",
            allowed (0.0, 1000.0), plausible (0.5, 8.0),
            "M34", Live, Assumption "prior: about a tenth of referrals; Ellins et al. 2023, Ch7: \
             inappropriate referrals are mentioned, often of children too complex; how many are \
             too mild is not reported",
            raises "referrals_without_need";
        /// How far below the floor of the team they are
        below_floor_by: f64 = 0.3, "score", allowed (0.0, 10.0), plausible (0.1, 0.8),
            "M34", Live, Assumption "prior: somewhat more than the error of triage",
            lowers "assessments_without_need";
    }
}

/// Referrals of children without need to a team in a week, and the assessments that follow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Concerns {
    pub(crate) referred: u64,
    pub(crate) assessed: u64,
}

/// The week of a team.
pub(crate) fn week(
    at: &Moment,
    settings: &Settings,
    workforce: &Workforce,
    team: TeamId,
) -> Concerns {
    let values = at.values();
    if values.concern.per_1000_pupils_per_year == 0.0 {
        return Concerns { referred: 0, assessed: 0 };
    }
    let staff = values.referral.staff_share_of_later;
    let per_week = |&id| {
        let setting = &settings[id];
        let engaged = setting.engagement.to_referrals(values, at.now)
            * workforce.presence_of(values, at.now, setting);
        let by_staff = staff
            * setting.lead.to_referrals(values, at.now)
            * setting.character.to_referrals(values, true);
        let by_family = (1.0 - staff) * setting.character.to_referrals(values, false);
        f64::from(setting.pupils) / 1000.0
            * engaged
            * (by_staff + by_family)
            * setting.engagement.to_too_mild(values, at.now)
            * workforce.slight_referrals(values, setting)
    };
    let sent: f64 = workforce.teams[team.index()].settings.iter().map(per_week).sum();
    let rate = values.concern.per_1000_pupils_per_year / WEEKS_PER_YEAR;
    let expected = sent * rate * settings.season * shock::to_referrals(values);
    let key = at.rules.key.child(kind::TEAM, u64::from(team.0));
    let week = u64::from(at.now.week().0);
    let share = assessed_share(values);
    let draw = |of| at.draws.at(key, Purpose::Concern, 2 * week + of);
    let assessed = poisson(draw(0), expected * share);
    let declined = poisson(draw(1), expected * (1.0 - share));
    Concerns { referred: assessed + declined, assessed }
}

/// Share of them whom triage takes, since it sees severity with error.
fn assessed_share(values: &Values) -> f64 {
    let sd = triage::noise_sd(values);
    let taken = |normal: Normal| normal.sf(values.concern.below_floor_by);
    Normal::new(0.0, sd).map_or(0.0, taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::pathway::triage::TriageMode;

    /// The nearer to the floor and the less triage sees, the more are taken by error: half on the
    /// floor itself, none if severity is seen without error.
    #[test]
    fn triage_takes_by_error_those_who_are_near_its_floor() {
        let mut values = Values::default();
        let usual = assessed_share(&values);
        assert!((0.02..0.3).contains(&usual), "{usual}");
        values.triage.mode = TriageMode::Joint;
        assert!(assessed_share(&values) < usual);
        values.triage.mode = TriageMode::Own;
        values.concern.below_floor_by = 0.0;
        assert!((assessed_share(&values) - 0.5).abs() < 1e-9);
        values.triage.noise_sd = 0.0;
        assert!(assessed_share(&values).abs() < 1e-9);
    }
}
