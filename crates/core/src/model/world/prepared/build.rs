//! A site as it is before its first event, from its plan and what was computed for it.

use super::site::PreparedSite;
use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::children::Children;
use crate::model::children::delivery;
use crate::model::children::groups::GroupFactors;
use crate::model::children::rules::Rules;
use crate::model::children::severity::Courses;
use crate::model::moment::record::Record;
use crate::model::pathway::waiting_list::Lists;
use crate::model::pathway::way::Pathway;
use crate::model::plan::{DeliveryModel, InitialState, SitePlan, TimePlan, WorldPlan};
use crate::model::results::pilot::Pilot;
use crate::model::settings::{Settings, setting};
use crate::model::specialist::service::SpecialistService;
use crate::model::world::RunOptions;
use crate::model::world::rollout::roll_out;
use crate::model::world::site::Site;

/// What a world is run for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Purpose {
    /// For its results.
    Run,
    /// To count what the covered settings send to a specialist service that declines nobody for
    /// lack of capacity.
    CountDemand,
    /// To count the referrals to teams that have worked for a while.
    CountReferrals,
}

/// The sites before a run starts.
pub(super) fn built(
    plan: &WorldPlan,
    prepared: &[PreparedSite],
    time: TimePlan,
    purpose: Purpose,
    options: RunOptions,
) -> Vec<Site> {
    plan.sites
        .iter()
        .zip(prepared)
        .map(|(plan, prepared)| build(plan, prepared, time, purpose, options))
        .collect()
}

fn build(
    plan: &SitePlan,
    prepared: &PreparedSite,
    time: TimePlan,
    purpose: Purpose,
    options: RunOptions,
) -> Site {
    let initial = match purpose {
        Purpose::Run => plan.initial,
        // In a pilot the teams are new: what is known is of a later day.
        Purpose::CountDemand | Purpose::CountReferrals => InitialState::default(),
    };
    let SitePlan { name, profile, settings, posts, waves, values, own, .. } = plan;
    let DeliveryModel { provider, four_week_wait_pilot, .. } = profile.delivery;
    let key = BirthKey::named(name);
    let mut settings = Settings::new(setting::settings(key, profile, settings, values, time.start));
    let (minority_ethnic_share, teenage_share) =
        (profile.minority_ethnic_share, settings.teenage_share());
    let is_pilot = purpose != Purpose::Run;
    let record_from = if is_pilot { SimTime::MAX } else { time.measure_from };
    let mut record = Record::new(
        TimePlan { measure_from: record_from, ..time },
        plan.pupils(),
        options.episodes,
    );
    record.pilot = is_pilot.then(|| Pilot::new(&time));
    let rules = Rules {
        key,
        time,
        record_from,
        values: delivery::of_site(values, provider, own),
        stated: values.clone(),
        provider,
        own: own.clone(),
        four_week_wait_pilot,
        courses: Courses::new(values),
        thresholds: prepared.thresholds,
        groups: GroupFactors::new(values, minority_ethnic_share, teenage_share),
        minority_ethnic_share,
        teenage_share,
        recognition_scale: prepared.calibrated.recognition.map_or(1.0, |scale| scale.factor),
        teams_exist: purpose == Purpose::CountReferrals || plan.initial != InitialState::default(),
        in_waves: !waves.is_empty() && values.rollout.in_waves,
        looks_in_every_step: options.every_step,
        pilot: purpose == Purpose::CountDemand,
    };
    let workforce = roll_out(&rules, &mut settings, profile.teams, waves, posts);
    let lists = Lists::of_teams(workforce.teams.len());
    Site {
        name: name.clone(),
        rules,
        children: Children::default(),
        settings,
        workforce,
        service: SpecialistService::new(key, prepared.calibrated.calibration.clone()),
        pathway: Pathway { lists, ..Pathway::default() },
        record,
        initial,
        changes: Vec::new(),
        too_many_at_start: None,
    }
}
