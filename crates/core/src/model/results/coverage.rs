//! Coverage in a roll-out: settings, pupils and teams by month, and the children of covered and of
//! uncovered settings side by side.

use serde::{Deserialize, Serialize};

/// The coverage of one or more sites on the first Monday of a month; people and posts in full-time
/// equivalents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CoverageMonth {
    /// Teams that work.
    pub teams: u64,
    /// Teams whose practitioners are in training for their first day.
    pub teams_in_training: u64,
    /// EMHP posts of the teams that work.
    pub emhp_posts: f64,
    /// EMHPs in post, trainees among them.
    pub emhps: f64,
    /// Senior posts of the teams that work.
    pub senior_posts: f64,
    /// Seniors in post.
    pub seniors: f64,
    /// Settings that have a team.
    pub covered: CoverageSide,
    /// Settings that have none.
    pub uncovered: CoverageSide,
}

/// The settings that have a team, or those that have none, and their children.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CoverageSide {
    /// Schools and colleges.
    pub settings: u64,
    /// Pupils on roll.
    pub pupils: u64,
    /// Children in need.
    pub in_need: u64,
    /// Of whom in help: by the team, the specialist service, the setting's counsellors or elsewhere.
    pub in_help: u64,
    /// Of whom on a list, of the team or of the specialist service.
    pub on_list: u64,
    /// Of whom supported by the setting only.
    pub setting_only: u64,
    /// Of whom known to somebody, and with nobody.
    pub with_nobody: u64,
    /// Of whom not recognised.
    pub not_recognised: u64,
    /// Starts of help of any kind since the previous reading.
    pub help_began: u64,
}

impl CoverageMonth {
    /// Adds another site.
    pub(super) fn merge(&mut self, other: &Self) {
        self.teams += other.teams;
        self.teams_in_training += other.teams_in_training;
        self.emhp_posts += other.emhp_posts;
        self.emhps += other.emhps;
        self.senior_posts += other.senior_posts;
        self.seniors += other.seniors;
        self.covered.merge(&other.covered);
        self.uncovered.merge(&other.uncovered);
    }
}

impl CoverageSide {
    fn merge(&mut self, other: &Self) {
        self.settings += other.settings;
        self.pupils += other.pupils;
        self.in_need += other.in_need;
        self.in_help += other.in_help;
        self.on_list += other.on_list;
        self.setting_only += other.setting_only;
        self.with_nobody += other.with_nobody;
        self.not_recognised += other.not_recognised;
        self.help_began += other.help_began;
    }
}
