//! The mechanisms of the model by number: where each is written, and how it is switched off.

/// A mechanism.
#[derive(Clone, Copy, Debug)]
pub struct Mechanism {
    /// Its number: M1 to M32.
    pub number: u8,
    /// What it is.
    pub name: &'static str,
    /// Its file, in `crates/core/src/model`.
    pub file: &'static str,
    /// What makes it neutral, as `--set` would say it; empty where it is part of the structure.
    pub neutral: &'static str,
}

macro_rules! mechanisms {
    ($($number:literal $name:literal, $file:literal, $neutral:literal;)*) => {
        /// All mechanisms, in order of their numbers.
        pub const MECHANISMS: &[Mechanism] = &[$(Mechanism {
            number: $number,
            name: $name,
            file: $file,
            neutral: $neutral,
        }),*];
    };
}

mechanisms! {
    1 "Need arises", "need.rs", "";
    2 "Severity in motion", "severity.rs", "severity.deterioration_per_month=0";
    3 "Recognition", "recognition.rs", "recognition.team_uplift=0";
    4 "Under-reached groups", "groups.rs", "groups.adaptation=1";
    5 "Referral routes", "referral.rs", "referral.incomplete_form_share=0";
    6 "Triage", "triage.rs", "triage.noise_sd=0";
    7 "Remit policy", "remit.rs", "remit.policy=firm";
    8 "Assessment", "assessment.rs", "";
    9 "Waiting lists", "waiting_list.rs", "waiting.pooling=tied";
    10 "Interventions", "intervention.rs", "intervention.missed_share=0";
    11 "Outcome", "outcome.rs", "outcome.relapse_within_year=0";
    12 "Complexity that comes to light", "complexity.rs", "complexity.seen_per_session_share=0";
    13 "Specialist service", "specialist/mod.rs", "";
    14 "Threshold under pressure", "specialist/threshold.rs",
        "specialist.threshold_response_per_year=0";
    15 "Bridging", "bridging.rs", "bridging.policy=none";
    16 "Advice and liaison", "advice.rs", "advice.slight_referrals_elasticity=0";
    17 "Whole school approach", "whole_school.rs", "whole_school.growth_per_year=0";
    18 "Time budget", "workforce/hours.rs", "hours.leave_days_per_year=0";
    19 "Caseload rules", "workforce/caseload.rs", "caseload.ramp_months=0";
    20 "Supervision", "workforce/supervision.rs", "supervision.is_needed=false";
    21 "Strain", "workforce/strain.rs", "strain.is_felt=false";
    22 "Attrition", "workforce/attrition.rs", "attrition.stepping_stone_per_year=0";
    23 "Vacancies and supply", "workforce/recruitment.rs",
        "recruitment.senior_months_to_fill=0";
    24 "Career ladder", "workforce/ladder.rs", "ladder.exists=false";
    25 "Presence", "presence.rs", "presence.elasticity=0";
    26 "School calendar", "school_calendar.rs", "intervention.sessions_in_holidays=true";
    27 "Shocks", "shock.rs", "shock.is_on=false";
    28 "Money", "workforce/money.rs", "";
    29 "The Trailblazer sites", "plan.rs", "";
    30 "Roll-out", "rollout.rs", "rollout.in_waves=false";
    31 "Staff between services", "workforce/flows.rs", "flows.seniors_from_specialist_share=0";
    32 "Inequality", "results/subgroup.rs", "";
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::model::parameters::Parameter;

    #[test]
    fn every_mechanism_has_its_file_and_a_neutral_value_that_is_a_parameter() {
        let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model");
        for mechanism in MECHANISMS {
            assert!(model.join(mechanism.file).exists(), "{}", mechanism.file);
            if let Some((key, _)) = mechanism.neutral.split_once('=') {
                assert!(Parameter::find(key).is_some(), "{key}");
            }
        }
    }

    #[test]
    fn every_parameter_belongs_to_mechanisms_that_are_listed() {
        for parameter in Parameter::all() {
            for name in parameter.declaration().mechanism.split(", ") {
                let number = name.trim_start_matches('M').parse().unwrap();
                assert!(MECHANISMS.iter().any(|m| m.number == number), "{name}");
            }
        }
    }
}
