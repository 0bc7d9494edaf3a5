//! The career ladder (M24): experienced EMHPs become senior EMHPs (Band 6), who supervise a little, may
//! help complex children, and leave less.

use super::Workforce;
use crate::model::ids::{PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::parameters;
use crate::model::plan::Role;
use crate::model::trace::PractitionerEvent;

parameters! {
    pub struct LadderParameters in "ladder" {
        /// Whether EMHPs can become senior EMHPs (Band 6)
        exists: bool = false, "switch",
            "M24", Live, Published "Ellins et al. 2023, Box 6: one case study site had a senior \
             EMHP role, and others planned one; the band is not stated",
            lowers "emhp_leavers" of "motive=progression";
        /// Time after qualifying at which an EMHP can become a senior EMHP
        after_months: f64 = 18.0, "months", allowed (0.0, 240.0), plausible (12.0, 36.0),
            "M24", Live, Assumption "prior",
            raises "emhp_leavers" of "motive=progression";
        /// Maximum number of senior EMHPs, as a share of the EMHP posts of a team
        share: f64 = 0.34, "proportion", allowed (0.0, 1.0), plausible (0.2, 0.5),
            "M24", Live, Assumption "prior",
            lowers "emhp_leavers" of "motive=progression";
        /// Rate at which senior EMHPs leave for another career, relative to others with the same
        /// tenure
        leaving_factor: f64 = 0.4, "ratio", allowed (0.0, 2.0), plausible (0.2, 0.8),
            "M24", Live, Assumption "prior",
            raises "emhp_leavers" of "motive=stepping_stone";
        /// Supervision that a full-time senior EMHP gives
        supervision_hours: f64 = 1.5, "hours/week", allowed (0.0, 20.0), plausible (0.5, 3.0),
            "M24", Live, Assumption "prior",
            raises "supervision_given_share";
    }
}

impl Workforce {
    /// Makes senior EMHPs of those who have been qualified longest, as far as there is room.
    pub(crate) fn promote(&mut self, at: &mut Moment, team: TeamId) {
        let (values, now) = (at.values(), at.now);
        if !values.ladder.exists {
            return;
        }
        let emhps: Vec<PractitionerId> = self
            .posts_held(now, team)
            .into_iter()
            .filter(|id| self.practitioners[id.index()].role == Role::Emhp)
            .collect();
        let posts = self.open_posts(now, team).filter(|post| post.role == Role::Emhp).count();
        let most = (values.ladder.share * posts as f64).round() as usize;
        let there = emhps.iter().filter(|id| self.practitioners[id.index()].is_senior_emhp).count();
        let after = values.ladder.after_months;
        let mut ready: Vec<PractitionerId> = emhps
            .into_iter()
            .filter(|id| {
                let person = &self.practitioners[id.index()];
                let is_there = !person.gives_notice() && !person.is_on_leave();
                !person.is_senior_emhp && is_there && person.months(now) >= after
            })
            .collect();
        ready.sort_by_key(|id| self.practitioners[id.index()].qualified);
        for id in ready.into_iter().take(most.saturating_sub(there)) {
            let person = &mut self.practitioners[id.index()];
            person.is_senior_emhp = true;
            person.supervises_from = Some(now);
            at.record.tell_of(now, person.key, || PractitionerEvent::Promoted);
        }
    }
}
