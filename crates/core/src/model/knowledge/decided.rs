//! Numbers that are no matter of knowledge: somebody decides them, or they say what a scenario is.

use crate::model::parameters::Parameter;

/// The keys, with why they are not drawn.
const DECIDED: [(&str, &[&str]); 5] = [
    (
        "what happens from a date on, relative to what was usual",
        &[
            "need.onset_index",
            "specialist.other_inflow_index",
            "specialist.capacity_factor",
            "shock.referral_factor",
            "shock.sessions_held_share",
            "shock.elsewhere_factor",
            "shock.remote_missed_extra",
            "shock.cohort_delay_weeks",
            "strain.remote_share",
            "money.deflator",
        ],
    ),
    (
        "the settings of a site, which are drawn once for all worlds",
        &[
            "setting.typical_pupils_primary",
            "setting.typical_pupils_secondary",
            "setting.typical_pupils_sixteen_plus",
            "setting.typical_pupils_all_through",
            "setting.typical_pupils_other",
            "setting.size_variation",
            "setting.deprivation_variation",
            "kind.special_share_of_other",
            "kind.referral_unit_share_of_rest",
            "kind.religious_share",
        ],
    ),
    (
        "who is in a team, and since when",
        &[
            "team.wellbeing_practitioners",
            "team.specialist_worker_fte",
            "supervision.out_of_team_share",
            "recruitment.initial_experience_months",
            "rollout.larger_first",
            "rollout.trainees_per_100_posts_per_cohort",
            "rollout.seniors_per_100_posts_per_year",
        ],
    ),
    (
        "the rules of a team",
        &[
            "caseload.trainee",
            "caseload.newly_qualified",
            "caseload.experienced",
            "caseload.senior",
            "waiting.move_staff_after_weeks",
            "remit.extension_share",
            "remit.sessions",
            "groups.adaptation",
            "ladder.after_months",
            "ladder.share",
        ],
    ),
    ("a factor on what is drawn already", &["attrition.all"]),
];

/// Whether a number is decided and not known or unknown.
pub(super) fn is_decided(parameter: Parameter) -> bool {
    let key = parameter.declaration().key;
    DECIDED.iter().any(|(_, keys)| keys.contains(&key))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_is_that_of_a_parameter_and_stands_once() {
        let keys = || DECIDED.iter().flat_map(|(_, keys)| keys.iter());
        assert!(keys().all(|key| Parameter::find(key).is_some()));
        assert_eq!(keys().collect::<BTreeSet<_>>().len(), keys().count());
    }
}
