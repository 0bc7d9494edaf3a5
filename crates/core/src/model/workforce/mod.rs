//! The workforce: teams, posts and who holds them, their working week, and what wears people out
//! and makes them leave. It knows which cases a practitioner has open, and nothing else of children
//! but how severe they look; what becomes of the cases of somebody who leaves is for the pathway.

pub(crate) mod advice;
pub(crate) mod attrition;
pub(crate) mod budget;
pub(crate) mod caseload;
pub(crate) mod division;
pub(crate) mod duties;
pub(crate) mod flows;
pub(crate) mod forming;
pub(crate) mod hours;
pub(crate) mod ladder;
pub(crate) mod long_leave;
pub(crate) mod money;
pub(crate) mod post;
pub(crate) mod practitioner;
pub(crate) mod presence;
pub(crate) mod recruitment;
pub(crate) mod slots;
pub(crate) mod strain;
pub(crate) mod supervision;
pub(crate) mod supply;
pub(crate) mod team;
pub(crate) mod team_week;
pub(crate) mod witnessed;

use self::post::Post;
use self::practitioner::Practitioner;
use self::team::Team;
use crate::engine::time::SimTime;
use crate::model::ids::{PostId, PractitionerId, TeamId};
use crate::model::plan::Role;

/// The teams of a site, their posts, and everybody who holds a post or held one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workforce {
    pub(crate) teams: Vec<Team>,
    pub(crate) posts: Vec<Post>,
    pub(crate) practitioners: Vec<Practitioner>,
}

impl Workforce {
    /// Who works in a post: nobody, where it is vacant or the holder is on long leave.
    pub(crate) fn at_work(&self, post: PostId) -> Option<PractitionerId> {
        let holder = self.posts[post.index()].holder?;
        (!self.practitioners[holder.index()].is_on_leave()).then_some(holder)
    }

    /// Full-time equivalents of the EMHPs of a team who are at work.
    pub(crate) fn emhps_at_work(&self, team: &Team) -> f64 {
        let posts = team.posts.iter().filter(|id| self.at_work(**id).is_some());
        let posts = posts.map(|id| &self.posts[id.index()]);
        posts.filter(|post| post.role == Role::Emhp).map(|post| post.fte).sum()
    }

    /// The holders of the posts of a team who see children and are at work.
    pub(crate) fn clinicians(&self, team: TeamId) -> Vec<PractitionerId> {
        let posts = self.teams[team.index()].posts.iter();
        let clinical = posts.filter(|id| self.posts[id.index()].role.is_clinical());
        clinical.filter_map(|id| self.at_work(*id)).collect()
    }

    /// Whether somebody holds a post of manager in a team.
    pub(crate) fn is_managed(&self, team: TeamId) -> bool {
        let posts = self.teams[team.index()].posts.iter().map(|id| &self.posts[id.index()]);
        posts.filter(|post| post.role == Role::Manager).any(|post| post.holder.is_some())
    }

    /// The posts of a role in a team whose holders take new cases, with their full-time equivalents.
    pub(crate) fn posts_that_take_cases(
        &self,
        team: TeamId,
        role: Role,
    ) -> impl Iterator<Item = (PostId, f64)> {
        let posts = self.teams[team.index()].posts.iter();
        posts.map(|&id| (id, &self.posts[id.index()])).filter_map(move |(id, post)| {
            let holder = &self.practitioners[self.at_work(id)?.index()];
            (post.role == role && !holder.gives_notice()).then_some((id, post.fte))
        })
    }

    /// The holders of all posts of a team that have begun.
    pub(crate) fn posts_held(&self, now: SimTime, team: TeamId) -> Vec<PractitionerId> {
        self.open_posts(now, team).filter_map(|post| post.holder).collect()
    }

    /// The posts of a team whose first day has come.
    pub(super) fn open_posts(&self, now: SimTime, team: TeamId) -> impl Iterator<Item = &Post> {
        self.open_post_ids(now, team).map(|id| &self.posts[id.index()])
    }

    /// Which they are.
    pub(super) fn open_post_ids(&self, now: SimTime, team: TeamId) -> impl Iterator<Item = PostId> {
        let posts = self.teams[team.index()].posts.iter().copied();
        posts.filter(move |id| self.posts[id.index()].is_open(now))
    }

    /// Posts of a role in all teams, those of waves to come among them, in full-time equivalents.
    pub(crate) fn planned_posts(&self, role: Role) -> f64 {
        self.posts.iter().filter(|post| post.is_role(role)).map(|post| post.fte).sum()
    }
}
