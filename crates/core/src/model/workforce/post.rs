//! Posts: what a team is made of. A post has one holder at a time, or none.

use super::super::ids::{PostId, PractitionerId, TeamId};
use super::super::plan::{PostPlan, Role};
use super::super::setting::kind;
use super::super::site::Site;
use super::Practitioner;
use crate::engine::draws::BirthKey;

/// A post in a team.
#[derive(Clone, Debug)]
pub(in crate::model) struct Post {
    pub(in crate::model) key: BirthKey,
    pub(in crate::model) team: TeamId,
    pub(in crate::model) role: Role,
    pub(in crate::model) fte: f64,
    pub(in crate::model) holder: Option<PractitionerId>,
    /// How many have held it.
    holders: u64,
}

impl Site {
    /// Makes a post of a team, with nobody in it.
    pub(super) fn open_post(&mut self, team: TeamId, plan: &PostPlan) -> PostId {
        let id = PostId(self.posts.len() as u32);
        let name = BirthKey::named(&plan.name).ordinal();
        self.posts.push(Post {
            key: self.key.child(kind::POST, u64::from(team.0)).child(0, name),
            team,
            role: plan.role,
            fte: plan.fte,
            holder: None,
            holders: 0,
        });
        id
    }

    /// Somebody takes up a post. The n-th holder of a post is the same person in every scenario.
    pub(super) fn fill_post(&mut self, id: PostId) -> PractitionerId {
        let holder = PractitionerId(self.practitioners.len() as u32);
        let post = &mut self.posts[id.index()];
        let key = post.key.child(1, post.holders);
        post.holders += 1;
        post.holder = Some(holder);
        self.practitioners.push(Practitioner::new(key, post.role, post.team));
        holder
    }
}
