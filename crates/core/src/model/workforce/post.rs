//! Posts: what a team is made of. A post has one holder at a time, or none.

use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::ids::{PostId, PractitionerId, TeamId};
use crate::model::plan::{Band, PostPlan, Role};
use crate::model::settings::setting::kind;
use crate::model::world::site::Site;

/// A post in a team.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    pub(super) key: BirthKey,
    pub(super) team: TeamId,
    pub(super) role: Role,
    pub(super) band: Band,
    pub(super) fte: f64,
    pub(super) starts: SimTime,
    /// Whether the holder gives supervision.
    pub(super) supervises: bool,
    /// The post that supervises the holder, if it is not the supervisors of the team together.
    pub(super) supervisor: Option<PostId>,
    pub(crate) holder: Option<PractitionerId>,
    /// How many have held it.
    pub(super) holders: u64,
    /// Whether its first day has come.
    pub(super) begun: bool,
    pub(super) vacant_since: SimTime,
    /// When a senior is found for it.
    pub(super) found: SimTime,
}

impl Post {
    pub(crate) fn is_role(&self, role: Role) -> bool {
        self.role == role
    }

    pub(crate) fn role(&self) -> Role {
        self.role
    }

    pub(crate) fn fte(&self) -> f64 {
        self.fte
    }

    /// Whether its first day has come.
    pub(crate) fn is_open(&self, now: SimTime) -> bool {
        self.starts <= now
    }

    /// Whether its first day has come just now.
    pub(super) fn is_new(&self) -> bool {
        !self.begun
    }
}

impl Site {
    /// Makes the posts of a team, with nobody in them.
    pub(super) fn open_team_posts(
        &mut self,
        team: TeamId,
        begins: SimTime,
        plans: &[PostPlan],
        trained_share: f64,
    ) -> Vec<PostId> {
        let first = self.posts.len();
        let in_team = |plan: &&PostPlan| plan.team.is_none_or(|number| number == team.0 + 1);
        let plans: Vec<&PostPlan> = plans.iter().filter(in_team).collect();
        let mut seniors = 0.0_f64;
        for plan in &plans {
            let name = BirthKey::named(&plan.name).ordinal();
            let starts = plan.starts.map_or(begins, |day| day.max(begins));
            let supervises = match plan.supervises {
                Some(stated) => stated,
                None if plan.role == Role::Senior => {
                    let before = (seniors * trained_share).round();
                    seniors += 1.0;
                    (seniors * trained_share).round() > before
                }
                None => false,
            };
            self.posts.push(Post {
                key: self.key.child(kind::POST, u64::from(team.0)).child(0, name),
                team,
                role: plan.role,
                band: plan.band,
                fte: plan.fte,
                starts,
                supervises,
                supervisor: None,
                holder: None,
                holders: 0,
                begun: false,
                vacant_since: starts,
                found: SimTime::MAX,
            });
        }
        for (index, plan) in plans.iter().enumerate() {
            let giver = plan
                .supervised_by
                .as_ref()
                .and_then(|giver| plans.iter().position(|other| other.name == *giver));
            self.posts[first + index].supervisor = giver.map(|i| PostId((first + i) as u32));
        }
        (first..self.posts.len()).map(|index| PostId(index as u32)).collect()
    }
}
