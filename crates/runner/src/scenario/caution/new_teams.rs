//! The caution on measurement that starts before the waiting lists have settled.

use mhst_core::engine::time::SimTime;

use super::{Caution, Found, Kind};

/// How long before measurement the teams should have started. In the Trailblazer scenario without
/// the pandemic the number waiting grows for about 13 weeks and then stays within the range of later
/// years; twice as long leaves room for teams that take longer.
const SETTLED_AFTER_WEEKS: f64 = 26.0;

impl Found<'_> {
    /// Measurement that starts with the teams, or before they have started, and no state of the
    /// teams on their first day. In a roll-out, teams that start are what is asked about.
    pub(super) fn new_teams(&self) -> Option<Caution> {
        let time = self.time;
        let weeks = weeks_between(time.teams_start, time.measure_from);
        let mut sites = self.sites.iter();
        let is_open = sites.any(|site| {
            let initial = &site.initial;
            site.waves.is_empty() && initial.waiting == [0; 4] && initial.open_cases == 0
        });
        let has_teams = time.teams_start < time.end;
        (is_open && has_teams && weeks < SETTLED_AFTER_WEEKS).then(|| Caution {
            kind: Kind::NewTeams,
            at: self.measured_at(),
            what: format!(
                "results count from {}, and the teams start on {} with nobody on their lists",
                time.measure_from.date(),
                time.teams_start.date()
            ),
            meaning: format!(
                "The waiting lists take up to {SETTLED_AFTER_WEEKS} weeks to fill, so results mix \
                 the start of a team with its usual work, and waits are shorter than later"
            ),
            remedy: format!(
                "Start `time.measure_from` {SETTLED_AFTER_WEEKS} weeks after `time.teams_start`, \
                 or state the lists under [initial]; leave it if new teams are your question"
            ),
        })
    }
}

fn weeks_between(from: SimTime, to: SimTime) -> f64 {
    if to < from { 0.0 } else { to.since(from).days() / 7.0 }
}
