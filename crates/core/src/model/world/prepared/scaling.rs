//! The scale of recognition at a site whose referrals of the last year are known.

use super::build::Purpose;
use super::pilot::{Counted, calibrate_all, pilot};
use super::site::{PreparedSite, RecognitionScale};
use crate::engine::time::DAYS_PER_YEAR;
use crate::model::plan::WorldPlan;
use crate::model::world::run_error::{OutOfReach, RunError};

/// Rounds in which recognition is scaled: referrals saturate, so one is not enough.
const SCALING_ROUNDS: u32 = 5;
/// More rounds for sites that have not come near the reported number in those.
const MORE_ROUNDS: u32 = 12;
/// Recognition is scaled within these bounds. Beyond them the settings or the number are wrong: no
/// evidence has staff and families notice need five times as fast at one place as at another.
const SCALES: (f64, f64) = (0.2, 5.0);

/// The scales that are to be found.
pub(super) fn unknown_scales(
    prepared: &mut [PreparedSite],
) -> impl Iterator<Item = &mut RecognitionScale> {
    let own = prepared.iter_mut().filter(|site| !site.is_held);
    own.filter_map(|site| site.calibrated.recognition.as_mut())
}

/// Scales recognition until a pilot, in which the teams have worked for a while, counts the
/// referrals of the last year.
pub(super) fn scale_recognition(
    plan: &WorldPlan,
    prepared: &mut [PreparedSite],
) -> Result<(), RunError> {
    count_referrals(plan, prepared)?;
    unknown_scales(prepared).for_each(|scale| scale.unscaled = scale.scaled);
    for round in 0..SCALING_ROUNDS + MORE_ROUNDS {
        let mut is_settled = true;
        for scale in unknown_scales(prepared) {
            if round >= SCALING_ROUNDS && scale.is_reached() {
                continue;
            }
            let step = scale.reported.max(0.5) / scale.scaled.max(0.5);
            let factor = (scale.factor * step).clamp(SCALES.0, SCALES.1);
            is_settled &= factor == scale.factor;
            scale.factor = factor;
        }
        if is_settled {
            break;
        }
        calibrate_all(plan, prepared)?;
        count_referrals(plan, prepared)?;
    }
    let is_reached = unknown_scales(prepared).all(|scale| scale.is_reached());
    if is_reached { Ok(()) } else { refuse_out_of_reach(plan, prepared) }
}

/// Counts the referrals of a year with recognition as it is scaled now.
fn count_referrals(plan: &WorldPlan, prepared: &mut [PreparedSite]) -> Result<(), RunError> {
    let time = plan.time.for_last_year();
    let years = (time.end.since(time.measure_from).days() / DAYS_PER_YEAR).max(1e-9);
    let counted = pilot(plan, prepared, time, Purpose::CountReferrals)?;
    for (site, Counted { to_teams, .. }) in prepared.iter_mut().zip(counted) {
        if let (Some(scale), false) = (&mut site.calibrated.recognition, site.is_held) {
            scale.scaled = to_teams / years;
        }
    }
    Ok(())
}

/// Refuses a site whose number is outside the range that recognition can be scaled to.
fn refuse_out_of_reach(plan: &WorldPlan, prepared: &[PreparedSite]) -> Result<(), RunError> {
    let mut ends = Vec::new();
    let mut bounded = prepared.to_vec();
    for factor in [SCALES.0, SCALES.1] {
        unknown_scales(&mut bounded).for_each(|scale| scale.factor = factor);
        calibrate_all(plan, &mut bounded)?;
        count_referrals(plan, &mut bounded)?;
        let sent = bounded.iter().map(|site| site.calibrated.recognition);
        ends.push(sent.map(|scale| scale.map_or(0.0, |scale| scale.scaled)).collect::<Vec<_>>());
    }
    for (index, site) in prepared.iter().enumerate() {
        let Some(scale) = site.calibrated.recognition.filter(|_| !site.is_held) else {
            continue;
        };
        let (least, most) = (ends[0][index], ends[1][index]);
        if !scale.is_reached() && !(least..=most).contains(&scale.reported) {
            return Err(RunError::OutOfReach(OutOfReach {
                site: plan.sites[index].name.clone(),
                reported: scale.reported as u32,
                least: least.round() as u32,
                most: most.round() as u32,
            }));
        }
    }
    Ok(())
}
