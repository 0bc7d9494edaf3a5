//! Records of episodes, one for each, where they are asked for.

use super::EpisodeRecord;
use crate::engine::time::{MINUTES_PER_DAY, SimTime};
use crate::model::children::child::Child;
use crate::model::children::place::Standing;
use crate::model::children::transition::Memberships;

/// The episodes of a site.
#[derive(Clone, Debug)]
pub(crate) struct Episodes {
    /// Episodes that closed before are left out; `None` if no records are kept.
    measure_from: Option<SimTime>,
    records: Vec<EpisodeRecord>,
}

impl Episodes {
    pub(crate) fn new(keep: bool, measure_from: SimTime) -> Self {
        Self { measure_from: keep.then_some(measure_from), records: Vec::new() }
    }

    /// Records an episode that has closed, or is open at the end of the run.
    pub(crate) fn add(
        &mut self,
        child: &Child,
        setting: &str,
        members: Memberships,
        closed: Option<SimTime>,
    ) {
        let Some(from) = self.measure_from else { return };
        if closed.is_some_and(|closed| closed < from) {
            return;
        }
        let journey = child.care.journey;
        self.records.push(EpisodeRecord {
            child: child.birth.ordinal(),
            episode: child.episode,
            setting: setting.to_owned(),
            subgroups: members.subgroups(),
            severity_at_onset: child.severity_at_onset,
            severity_at_start: journey.severity_at_start,
            opened: child.opened,
            recognised: child.recognised,
            referred: journey.referred,
            accepted: journey.accepted,
            assessed: journey.assessed,
            started: journey.started,
            ended: child.ended,
            specialist_referred: journey.specialist_referred,
            specialist_first: journey.specialist_first,
            specialist_second: journey.specialist_second,
            closed,
            last_place: child.place,
            last_reason: child.last_reason,
            first_help: journey.first_help,
            minutes: Standing::ALL.map(|standing| child.need.of(standing)),
            severity_days: child.need.severity() / f64::from(MINUTES_PER_DAY),
        });
    }

    pub(crate) fn into_records(self) -> Vec<EpisodeRecord> {
        self.records
    }
}
