//! The mechanisms of the model by number: where the code of each is, what switches it off, and which
//! trial estimates its effect.

/// A mechanism.
#[derive(Clone, Copy, Debug)]
pub struct Mechanism {
    /// Its number in the specification.
    pub number: u8,
    /// What it is.
    pub name: &'static str,
    /// Its file, in `crates/core/src/model`.
    pub file: &'static str,
    /// Values that make it neutral, or nearly so; none where it is part of the structure.
    pub neutral: &'static [(&'static str, &'static str)],
    /// The trial that estimates its effect.
    pub trial: Trial,
}

/// The trial of a mechanism.
#[derive(Clone, Copy, Debug)]
pub enum Trial {
    /// Make it neutral: what that means, in words.
    Off(&'static str),
    /// Another change: in words, and with these values.
    Change(&'static str, &'static [(&'static str, &'static str)]),
    /// No trial, for this reason.
    Nothing(&'static str),
}

impl Mechanism {
    /// The trial, in words and with its values; `None` if there is none.
    pub fn tried(&self) -> Option<(&'static str, &'static [(&'static str, &'static str)])> {
        match self.trial {
            Trial::Off(what) => Some((what, self.neutral)),
            Trial::Change(what, values) => Some((what, values)),
            Trial::Nothing(_) => None,
        }
    }
}

macro_rules! mechanisms {
    ($($number:literal $name:literal, $file:literal, off { $($key:literal = $value:literal),* },
        $trial:expr;)*) => {
        /// All mechanisms, in order of their numbers.
        pub const MECHANISMS: &[Mechanism] = &[$(Mechanism {
            number: $number,
            name: $name,
            file: $file,
            neutral: &[$(($key, $value)),*],
            trial: $trial,
        }),*];
    };
}

mechanisms! {
    1 "Need arises", "settings/need.rs", off {},
        Trial::Change("10 % more need", &[
            ("need.onsets_primary_per_100_pupils_per_year", "7.15"),
            ("need.onsets_secondary_per_100_pupils_per_year", "6.82"),
            ("need.onsets_sixteen_plus_per_100_pupils_per_year", "1.65"),
        ]);
    2 "Severity in motion", "children/severity.rs",
        off { "severity.deterioration_per_month" = "0", "severity.fluctuation_sd" = "0" },
        Trial::Off("severity does not change");
    3 "Recognition", "pathway/recognition.rs", off { "recognition.team_uplift" = "0" },
        Trial::Off("a team does not help staff notice need");
    4 "Under-reached groups", "children/groups.rs",
        off { "groups.adaptation" = "1", "groups.adaptation_cost_share" = "0" },
        Trial::Off("all gaps closed, at no cost");
    5 "Referral routes", "pathway/referral.rs",
        off {
            "referral.incomplete_form_share" = "0",
            "referral.consent_refused_share" = "0",
            "referral.parents_not_reached_share" = "0",
            "referral.single_point_lost_share" = "0",
            "lead.no_lead_factor" = "1",
            "lead.no_time_factor" = "1",
            "engagement.never_share" = "0",
            "engagement.rises_over_months" = "0",
            "engagement.learns_over_months" = "0"
        },
        Trial::Change("no missing forms, consent or parents", &[
            ("referral.incomplete_form_share", "0"),
            ("referral.consent_refused_share", "0"),
            ("referral.parents_not_reached_share", "0"),
        ]);
    6 "Triage", "pathway/triage.rs",
        off {
            "triage.noise_sd" = "0",
            "triage.withheld_share" = "0",
            "triage.declines_helped_share" = "0"
        },
        Trial::Change("true severity is seen", &[
            ("triage.noise_sd", "0"),
            ("triage.withheld_share", "0"),
        ]);
    7 "Remit policy", "pathway/remit.rs", off { "remit.policy" = "firm" }, Trial::Off("firm remit");
    8 "Assessment", "pathway/assessment.rs", off {},
        Trial::Change("sees severity no better than triage", &[("assessment.noise_sd", "0.22")]);
    9 "Waiting lists", "pathway/waiting_list.rs", off { "waiting.pooling" = "tied" },
        Trial::Change("one list for the whole team", &[("waiting.pooling", "pooled")]);
    10 "Interventions", "pathway/intervention.rs",
        off {
            "intervention.missed_share" = "0",
            "intervention.parent_led_missed_extra" = "0",
            "intervention.drop_out_per_session" = "0",
            "absence.missed_extra" = "0"
        },
        Trial::Off("no missed sessions, no drop-out");
    11 "Outcome", "pathway/outcome.rs",
        off {
            "outcome.remission_per_session" = "0",
            "outcome.remission_per_session_parent_led" = "0",
            "outcome.improved_share" = "0",
            "outcome.worsened_share" = "0"
        },
        Trial::Off("help by the team changes nothing");
    12 "Complexity that comes to light", "pathway/complexity.rs",
        off { "complexity.seen_per_session_share" = "0" },
        Trial::Off("all complexity seen at assessment");
    13 "Specialist service", "specialist/service.rs", off {},
        Trial::Change("20 % more places", &[("specialist.capacity_factor", "1.2")]);
    14 "Threshold under pressure", "specialist/threshold.rs",
        off { "specialist.threshold_response_per_year" = "0" },
        Trial::Off("fixed threshold");
    15 "Bridging", "pathway/bridging.rs", off { "bridging.policy" = "none" },
        Trial::Change("for all who wait for the specialist service", &[("bridging.policy", "all")]);
    16 "Advice and liaison", "workforce/advice.rs",
        off {
            "advice.slight_referrals_elasticity" = "0",
            "advice.signposting_elasticity" = "0",
            "advice.held_remission_per_month" = "0"
        },
        Trial::Off("without effect");
    17 "Whole school approach", "settings/whole_school.rs",
        off { "whole_school.onset_reduction" = "0", "whole_school.recognition_gain" = "0" },
        Trial::Off("without effect");
    18 "Time budget", "workforce/hours.rs",
        off {
            "hours.leave_days_per_year" = "0",
            "hours.training_days_per_year" = "0",
            "hours.university_days_per_year" = "0",
            "hours.sickness_share" = "0"
        },
        Trial::Off("no leave, training or sickness");
    19 "Caseload rules", "workforce/caseload.rs",
        off {
            "caseload.trainee" = "16",
            "caseload.trainee_first_weeks_without_cases" = "0",
            "caseload.newly_qualified" = "16"
        },
        Trial::Off("same caseload for everyone as for experienced EMHPs");
    20 "Supervision", "workforce/supervision.rs", off { "supervision.is_needed" = "false" },
        Trial::Off("nobody needs supervision");
    21 "Strain", "workforce/strain.rs", off { "strain.is_felt" = "false" }, Trial::Off("no effects of strain");
    22 "Attrition", "workforce/attrition.rs",
        off {
            "attrition.stepping_stone_per_year" = "0",
            "attrition.expectations_per_year" = "0",
            "attrition.workload_per_year" = "0",
            "attrition.supervision_per_year" = "0",
            "attrition.progression_per_year" = "0",
            "attrition.pay_and_contract_per_year" = "0",
            "attrition.rigidity_per_year" = "0",
            "attrition.other_per_year" = "0",
            "attrition.senior_per_year" = "0",
            "attrition.senior_workload_per_year" = "0",
            "attrition.support_staff_per_year" = "0",
            "long_leave.emhp_maternity_per_year" = "0",
            "long_leave.senior_maternity_per_year" = "0",
            "long_leave.sickness_per_year" = "0"
        },
        Trial::Off("nobody leaves or goes on long leave");
    23 "Vacancies and supply", "workforce/recruitment.rs",
        off {
            "recruitment.training_drop_out_share" = "0",
            "recruitment.trainees_per_100_posts_per_cohort" = "100",
            "recruitment.senior_months_to_fill" = "0"
        },
        Trial::Off("a training place for every vacancy, seniors found at once");
    24 "Career ladder", "workforce/ladder.rs", off { "ladder.exists" = "false" },
        Trial::Change("career ladder introduced", &[("ladder.exists", "true")]);
    25 "Presence", "workforce/presence.rs",
        off {
            "presence.elasticity" = "0",
            "presence.settings_elasticity" = "0",
            "presence.staff_change_loss" = "0",
            "presence.vacant_loss" = "0",
            "presence.most" = "1000"
        },
        Trial::Off("without effect");
    26 "School calendar", "school_calendar.rs",
        off {
            "season.august" = "1",
            "season.december_april" = "1",
            "season.busy_months" = "1",
            "season.on_school_days" = "false",
            "intervention.exam_missed_extra" = "0",
            "intervention.sessions_in_holidays" = "true",
            "intervention.holiday_slots_share" = "1",
            "intervention.holiday_missed_extra" = "0"
        },
        Trial::Off("no seasons, sessions in the holidays as in term");
    27 "Shocks", "settings/shock.rs", off { "shock.is_on" = "false" },
        Trial::Off("no shocks");
    28 "Money", "workforce/money.rs", off {},
        Trial::Nothing("it is counted and has no effects");
    29 "The Trailblazer sites", "plan.rs", off {},
        Trial::Nothing("all trials use these sites");
    30 "Roll-out", "world/rollout.rs", off { "rollout.in_waves" = "false" },
        Trial::Nothing("this scenario has no waves; rollout.md covers England");
    31 "Staff between services", "workforce/flows.rs",
        off {
            "flows.seniors_from_specialist_share" = "0",
            "flows.leavers_to_specialist_share" = "0"
        },
        Trial::Off("no moves between services");
    32 "Inequality", "results/subgroup.rs", off {},
        Trial::Nothing("it divides counts by group and has no effects");
    33 "Delivery models", "children/delivery.rs",
        off { "delivery.differs" = "false", "four_week.capacity_gain" = "0" },
        Trial::Off("teams do not differ by provider, and no four-week wait is piloted");
    34 "Kinds of setting", "settings/kind.rs",
        off {
            "kind.special_need_ratio" = "1",
            "kind.referral_unit_need_ratio" = "1",
            "kind.special_send_share" = "0.16",
            "kind.referral_unit_send_share" = "0.16",
            "kind.whole_school_only_share" = "0",
            "kind.college_recognition" = "1",
            "kind.college_self_referral" = "1",
            "kind.college_terms" = "false",
            "kind.religious_factor" = "1",
            "kind.rural_factor" = "1",
            "concern.per_1000_pupils_per_year" = "0"
        },
        Trial::Off("all settings refer alike, and nobody without need");
    35 "Management and administration", "workforce/duties.rs",
        off {
            "list_review.policy" = "nothing",
            "duties.hours_per_referral" = "0",
            "duties.hours_per_appointment" = "0",
            "duties.hours_per_team" = "0",
            "duties.management_hours_per_person" = "0",
            "duties.management_hours_per_team" = "0",
            "duties.recruiting_hours" = "0",
            "duties.induction_hours" = "0"
        },
        Trial::Off("no reviews of lists, and nobody's time for administration and management");
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
            let tried = mechanism.tried().map_or(&[][..], |(_, values)| values);
            for (key, _) in mechanism.neutral.iter().chain(tried) {
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
