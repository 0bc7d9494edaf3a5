//! The worlds in which parameters act: the usual one, and those for parameters that act only with
//! another mechanism on, or on children or staff of whom the usual world has few.

use jiff::civil::date;
use mhst_core::engine::time::SimTime;
use mhst_core::model::parameters::Parameter;
use mhst_core::model::plan::{Band, DeliveryModel, PhaseMix, PostPlan, Provider, Wave, WorldPlan};
use mhst_core::model::setting::synthetic_settings;

use crate::world;

/// A small world, and which parameters are looked at in it.
pub(super) struct World {
    pub(super) name: &'static str,
    teams: u32,
    pupils: u32,
    settings: u32,
    /// Settings by phase, in proportion.
    mix: [f64; 5],
    /// The year in which teams start, and that in which the run ends.
    years: (i16, i16),
    /// Values that differ from the defaults.
    set: &'static [(&'static str, f64)],
    /// What else differs.
    shape: fn(&mut WorldPlan),
    /// Keys, and beginnings of keys with a dot or an underscore at their end.
    pub(super) of: &'static [&'static str],
}

/// Two teams with nearly as many pupils as intended, in settings of all phases.
const USUAL: World = World {
    name: "usual",
    teams: 2,
    pupils: 14_000,
    settings: 40,
    mix: [10.0, 4.0, 2.0, 1.0, 3.0],
    years: (2021, 2023),
    set: &[],
    shape: |_| {},
    of: &["recruitment.qualified_search_weeks", "remit.held_by_emhps_share"],
};

pub(super) const WORLDS: &[World] = &[
    USUAL,
    World {
        name: "few staff for much need",
        teams: 1,
        settings: 20,
        set: CROWDED,
        of: &[
            "presence.elasticity",
            "assessment.slots_per_practitioner_week",
            "waiting.",
            "team.wellbeing_practitioners",
            "intervention.group_",
            "intervention.sessions_in_holidays",
            "intervention.holiday_slots_share",
        ],
        ..USUAL
    },
    World {
        name: "full caseloads, of trainees too",
        teams: 1,
        settings: 20,
        set: &[
            CROWDED[0],
            CROWDED[1],
            CROWDED[2],
            CROWDED[3],
            CROWDED[4],
            CROWDED[5],
            ("intervention.session_spacing_days", 28.0),
            ("recruitment.training_drop_out_share", 0.5),
            ("recruitment.trainees_per_100_posts_per_cohort", 100.0),
        ],
        of: &[
            "caseload.",
            "supervision.safe_caseload_without",
            "hours.university_days_per_year",
            "strain.sickness_effect",
            "strain.slot_effect",
        ],
        ..USUAL
    },
    World {
        name: "lists of unequal length",
        teams: 3,
        pupils: 21_000,
        set: &[CROWDED[0], CROWDED[1], CROWDED[2], CROWDED[3]],
        of: &["list_review.", "waiting.pooling"],
        ..USUAL
    },
    // Each move costs presence in a setting for a time. With many settings and children there are
    // lists worth moving at each review.
    World {
        name: "settings that move at each review",
        teams: 3,
        pupils: 45_000,
        settings: 100,
        set: &[
            ("list_review.policy", 2.0),
            ("list_review.teams_share", 1.0),
            ("presence.staff_change_loss", 0.4),
        ],
        of: &["list_review.settings_moved"],
        ..USUAL
    },
    World {
        name: "more staff than intended",
        teams: 4,
        pupils: 10_000,
        of: &[
            "presence.most",
            "advice.slight_referrals_elasticity",
            "advice.signposting_elasticity",
        ],
        ..USUAL
    },
    World {
        name: "many teams, who leave often",
        teams: 8,
        pupils: 8_000,
        set: &[
            ("attrition.other_per_year", 0.3),
            ("attrition.senior_per_year", 0.3),
            ("handover.share", 0.3),
        ],
        of: &[
            "attrition.",
            "long_leave.",
            "recruitment.",
            "handover.",
            "supervision.",
            "flows.seniors_from_specialist_share",
            "flows.leavers_to_specialist_share",
            "whole_school.staff_change_loss",
            "duties.",
            "moving_on.new_team_assesses",
            "triage.declines_helped_share",
        ],
        ..USUAL
    },
    World {
        name: "other ways to refer and to work",
        set: &[
            ("referral.families_may_refer", 0.0),
            ("referral.single_point_of_access", 1.0),
            ("triage.mode", 1.0),
            ("intervention.sessions_in_holidays", 0.0),
            ("strain.remote_share", 1.0),
            ("supervision.out_of_team_share", 0.5),
            ("groups.adaptation", 0.5),
        ],
        of: &[
            "referral.service_request_share",
            "referral.single_point_delay_days",
            "referral.single_point_lost_share",
            "triage.joint_meeting_every_days",
            "triage.joint_noise_sd",
            "intervention.summer_drop_out_share",
            "shock.remote_missed_extra",
            "strain.weight_remote",
            "supervision.out_of_team_value",
            "groups.adaptation_cost_share",
        ],
        ..USUAL
    },
    World {
        name: "firm remit, step-ups that nobody judges, all bridged, and little support",
        set: &[
            ("remit.policy", 0.0),
            ("step_up.judged", 0.0),
            ("bridging.policy", 2.0),
            ("supervision.hours_per_supervisor", 1.0),
            ("severity.deterioration_per_month", 0.1),
            ("triage.noise_sd", 0.4),
            ("onward.voluntary_places_per_10000_pupils", 1.0),
            ("onward.parenting_places_per_10000_pupils", 1.0),
            ("team.manager_fte", 0.0),
            ("team.administrator_fte", 0.0),
        ],
        of: &[
            "complexity.seen_per_session_share",
            "step_up.agreed_share",
            "supervision.step_up_review_days",
            "bridging.spacing_days",
            "bridging.deterioration_factor",
            "outcome.log_rate_unsupervised",
            "onward.gp_share",
            "duties.hours_per_",
        ],
        ..USUAL
    },
    World {
        name: "special schools and pupil referral units",
        mix: [2.0, 1.0, 1.0, 0.0, 16.0],
        set: &[("kind.whole_school_only_share", 0.3)],
        of: &[
            "kind.special_",
            "kind.referral_unit_",
            "kind.whole_school_only_share",
            "kind.whole_school_only_growth",
        ],
        ..USUAL
    },
    World {
        name: "with a career ladder, and seniors in band 8a",
        teams: 6,
        pupils: 6_000,
        years: (2021, 2025),
        set: &[
            ("ladder.exists", 1.0),
            ("attrition.progression_per_year", 0.2),
            ("attrition.stepping_stone_per_year", 0.4),
            ("supervision.hours_per_supervisor", 1.0),
        ],
        shape: |plan| {
            let seniors = plan.sites[0].posts.iter_mut().filter(|post| post.band == Band::B7);
            seniors.for_each(|post| post.band = Band::B8a);
        },
        of: &["ladder.", "money.band_6_gbp", "money.band_8a_gbp"],
        ..USUAL
    },
    World {
        name: "teams that start in waves",
        pupils: 20_000,
        shape: |plan| {
            let wave = |on| Wave { on, teams: 1 };
            plan.sites[0].waves = vec![wave(day(2021, 1, 4)), wave(day(2022, 1, 3))];
        },
        of: &["rollout.", "referral.others_to_specialist_share_without_team"],
        ..USUAL
    },
    World {
        name: "provided by a voluntary organisation",
        set: &[("step_up.judged", 0.0)],
        shape: |plan| plan.sites[0].profile.delivery = provided_by(Provider::Voluntary),
        of: &["delivery."],
        ..USUAL
    },
    World {
        name: "provided by a partnership",
        shape: |plan| plan.sites[0].profile.delivery = provided_by(Provider::Partnership),
        of: &["delivery.partnership"],
        ..USUAL
    },
    World {
        name: "a specialist service under pressure, in the four-week pilot",
        years: (2021, 2024),
        set: &[("specialist.other_inflow_index", 1.3), ("four_week.capacity_gain", 0.15)],
        shape: |plan| plan.sites[0].profile.delivery.four_week_wait_pilot = true,
        of: &[
            "four_week.",
            "specialist.threshold_response_per_year",
            "specialist.capacity_growth_pct_per_year",
        ],
        ..USUAL
    },
];

/// Two EMHPs and a senior, and twice the need, of which presence takes nothing away.
const CROWDED: &[(&str, f64)] = &[
    ("team.emhps", 2.0),
    ("team.seniors", 1.0),
    ("need.onset_index", 1.5),
    ("presence.elasticity", 0.0),
    ("intervention.group_suited_share", 0.6),
    ("strain.reference", 0.3),
];

fn day(year: i16, month: i8, day: i8) -> SimTime {
    SimTime::from_date(date(year, month, day)).unwrap()
}

fn provided_by(provider: Provider) -> DeliveryModel {
    DeliveryModel { provider: Some(provider), ..DeliveryModel::default() }
}

impl World {
    /// How closely it names a parameter: its key, or a beginning of its key, more closely if longer.
    fn names(&self, key: &str) -> usize {
        let closely = |name: &&str| {
            let is_named = *name == key || (name.ends_with(['.', '_']) && key.starts_with(*name));
            if is_named { name.len() } else { 0 }
        };
        self.of.iter().map(closely).max().unwrap_or(0)
    }

    /// The world of a parameter: the one that names it most closely, or the usual one.
    pub(super) fn of(key: &str) -> &'static Self {
        // The first of several that are alike: none names it less closely than the usual one.
        WORLDS.iter().rev().max_by_key(|world| world.names(key)).unwrap_or(&USUAL)
    }

    /// Its plan, with a value of a parameter.
    pub(super) fn plan(&self, parameter: Parameter, value: f64) -> WorldPlan {
        let mut plan = world::plan(self.teams, self.pupils, self.set);
        let (teams_start, end) = self.years;
        plan.time.start = day(teams_start - 1, 5, 1);
        plan.time.teams_start = day(teams_start, 1, 4);
        plan.time.measure_from = plan.time.teams_start;
        plan.time.end = day(end, 1, 1);
        let site = &mut plan.sites[0];
        site.values.set(parameter, value).unwrap();
        let mix = PhaseMix { settings: self.mix };
        site.settings = synthetic_settings(
            "Testing",
            self.settings,
            self.pupils,
            &mix,
            25.0,
            0.2,
            &site.values,
        );
        site.posts = PostPlan::of_numbers(&site.values);
        (self.shape)(&mut plan);
        plan
    }
}
