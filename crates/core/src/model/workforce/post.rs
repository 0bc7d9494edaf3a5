//! Posts: what a team is made of. A post has one holder at a time, or none.

use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::ids::{PostId, PractitionerId, TeamId};
use crate::model::plan::{Band, Role};

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
