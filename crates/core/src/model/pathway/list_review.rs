//! Management of lists (M35): at the start of each half-term the manager of a team looks at who waits
//! for whom. Where that is the policy, children who have waited long may be called by anybody in
//! the team, or a setting moves from the practitioner with the longest list to the one with the
//! shortest, which costs presence in that setting for a time.

use std::collections::BTreeMap;

use super::way::Way;
use crate::engine::time::{Span, Week};
use crate::model::ids::{PostId, SettingId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::{choices, parameters};
use crate::model::plan::Role;
use crate::model::purpose::{Purpose, STRUCTURE};
use crate::model::trace::ChildEvent;

parameters! {
    pub struct ListReviewParameters in "list_review" {
        /// What managers who review lists at the start of each half-term do about long ones
        policy: ListReview = ListReview::ShareCases, "policy",
            "M35", Live, Assumption "prior; Ellins et al. 2023, Ch7 (referral and assessment \
             pathways): one site moved EMHPs to settings with long waits; what others did is not \
             reported",
            neither "nothing, sharing and moving have no order";
        /// Share of teams in which lists are reviewed
        teams_share: f64 = 0.8, "proportion", allowed (0.0, 1.0), plausible (0.3, 1.0),
            "M35", Live, Assumption "prior: it differs between sites",
            raises "slots_used_share";
        /// Wait since referral after which a case may be shared
        share_after_weeks: f64 = 4.0, "weeks", allowed (0.0, 104.0), plausible (2.0, 12.0),
            "M35", Live, Assumption "prior",
            lowers "slots_used_share";
        /// Maximum number of settings that change their practitioner at a review
        settings_moved: u32 = 2, "settings", allowed (0.0, 50.0), plausible (1.0, 4.0),
            "M35", Live, Assumption "prior",
            lowers "referrals";
    }
}

choices! {
    /// What is done about long lists.
    pub enum ListReview {
        /// Nothing.
        Nothing = "nothing",
        /// Children who have waited long may be called by any practitioner of the team.
        ShareCases = "share_cases",
        /// Settings move from the longest list to the shortest.
        MoveSettings = "move_settings",
    }
}

/// A list is moved only if it has at least so many children more for each full-time practitioner.
const WORTH_MOVING: f64 = 3.0;

/// The review of the lists of a team, if one is due in the week that begins.
pub(crate) fn review(at: &mut Moment, way: &mut Way, team: TeamId) {
    let Some(before) = at.now.week().0.checked_sub(1) else { return };
    let begins = at.school.is_term(at.now.week()) && !at.school.is_term(Week(before));
    let list_review = &at.values().list_review;
    if !begins || list_review.policy == ListReview::Nothing || !way.workforce.is_managed(team) {
        return;
    }
    let key = way.workforce.teams[team.index()].key;
    if !STRUCTURE.happens(key, Purpose::ListReview, 0, list_review.teams_share) {
        return;
    }
    match list_review.policy {
        ListReview::Nothing => {}
        ListReview::ShareCases => share_cases(at, way, team),
        ListReview::MoveSettings => {
            for _ in 0..list_review.settings_moved {
                if !move_setting(at, way, team) {
                    return;
                }
            }
        }
    }
}

fn share_cases(at: &mut Moment, way: &mut Way, team: TeamId) {
    let long = Span::from_days_f64(7.0 * at.values().list_review.share_after_weeks);
    let lists = way.lists.of(team);
    for id in lists.assessment.iter().chain(lists.intervention.iter()) {
        let child = &mut way.children[id];
        let waited =
            child.care.request.map_or(Span::ZERO, |request| at.now.since(request.referred));
        if waited > long && !child.care.is_shared {
            child.care.is_shared = true;
            at.record.tell(at.now, child.birth, || ChildEvent::CaseShared);
        }
    }
}

/// A practitioner's part of the lists of a team.
#[derive(Clone, Debug, Default)]
struct Load {
    fte: f64,
    children: f64,
    settings: Vec<(SettingId, f64)>,
}

impl Load {
    /// Children for each full-time practitioner.
    fn each(&self) -> f64 {
        self.children / self.fte
    }
}

/// Moves the setting that does most to even out the lists. Returns whether one was moved.
fn move_setting(at: &mut Moment, way: &mut Way, team: TeamId) -> bool {
    let loads = loads(way, team);
    let by_load = |a: &(&PostId, &Load), b: &(&PostId, &Load)| a.1.each().total_cmp(&b.1.each());
    let (Some((_, heavy)), Some((to, light))) =
        (loads.iter().max_by(by_load), loads.iter().min_by(by_load))
    else {
        return false;
    };
    if heavy.each() - light.each() < WORTH_MOVING || heavy.settings.len() < 2 {
        return false;
    }
    let after = |waiting: f64| {
        let left = (heavy.children - waiting) / heavy.fte;
        left.max((light.children + waiting) / light.fte)
    };
    let best = heavy.settings.iter().min_by(|a, b| after(a.1).total_cmp(&after(b.1)));
    let Some(&(setting, waiting)) = best else { return false };
    if after(waiting) >= heavy.each() {
        return false;
    }
    let to = *to;
    way.settings[setting].post = Some(to);
    way.settings[setting].changed = Some(at.now);
    true
}

/// The children who wait for each EMHP of a team who takes new cases.
fn loads(way: &Way, team: TeamId) -> BTreeMap<PostId, Load> {
    let mut loads: BTreeMap<PostId, Load> = BTreeMap::new();
    for (post, fte) in way.workforce.posts_that_take_cases(team, Role::Emhp) {
        loads.insert(post, Load { fte, ..Load::default() });
    }
    let lists = way.lists.of(team);
    let mut waiting: BTreeMap<SettingId, f64> = BTreeMap::new();
    for id in lists.assessment.iter().chain(lists.intervention.iter()) {
        *waiting.entry(way.children[id].setting).or_default() += 1.0;
    }
    for &id in &way.workforce.teams[team.index()].settings {
        let load = way.settings[id].post.and_then(|post| loads.get_mut(&post));
        if let Some(load) = load {
            let waiting = waiting.get(&id).copied().unwrap_or(0.0);
            load.children += waiting;
            load.settings.push((id, waiting));
        }
    }
    loads
}
