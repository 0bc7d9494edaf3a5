//! How teams come about: the posts of each, and which settings go to which team and practitioner.

use super::Workforce;
use super::division::Division;
use super::post::Post;
use super::team::{Lately, Team};
use crate::engine::draws::BirthKey;
use crate::engine::time::SimTime;
use crate::model::children::rules::Rules;
use crate::model::ids::{PostId, SettingId, TeamId};
use crate::model::plan::{PostPlan, Role};
use crate::model::settings::Settings;
use crate::model::settings::setting::kind;

impl Workforce {
    /// Forms teams that begin on the same day: settings go to teams, and within a team to its EMHPs,
    /// so that pupils are shared as evenly as large settings allow (largest first, each to the one
    /// with fewest).
    pub(crate) fn form_teams(
        &mut self,
        rules: &Rules,
        settings: &mut Settings,
        (begins, teams): (SimTime, u32),
        mut joining: Vec<SettingId>,
        posts: &[PostPlan],
    ) {
        joining.sort_by_key(|id| (std::cmp::Reverse(settings[*id].pupils), *id));
        let trained = rules.values.supervision.trained_share;
        let first = self.teams.len();
        for team in (first as u32..).take(teams as usize).map(TeamId) {
            let posts = self.open_team_posts(rules.key, team, begins, posts, trained);
            self.teams.push(Team {
                key: rules.key.child(kind::TEAM, u64::from(team.0)),
                posts,
                begins,
                cohort: None,
                begun: false,
                advice: 1.0,
                settings: Vec::new(),
                pupils: 0,
                leavers: 0,
                lately: Lately::default(),
                division: Division::default(),
            });
        }
        let mut covered = vec![0.0; self.posts.len()];
        for id in joining {
            let setting = &mut settings[id];
            let Some(team) = (first..self.teams.len()).min_by_key(|&t| (self.teams[t].pupils, t))
            else {
                return;
            };
            setting.team = Some(TeamId(team as u32));
            let team = &mut self.teams[team];
            team.pupils += setting.pupils;
            team.settings.push(id);
            setting.post = team
                .posts
                .iter()
                .copied()
                .filter(|post| self.posts[post.index()].role == Role::Emhp)
                .min_by(|a, b| f64::total_cmp(&covered[a.index()], &covered[b.index()]));
            if let Some(post) = setting.post {
                let fte = self.posts[post.index()].fte;
                covered[post.index()] += f64::from(setting.pupils) / fte;
            }
        }
        for team in &mut self.teams[first..] {
            team.settings.sort_unstable();
        }
    }

    /// Makes the posts of a team, with nobody in them.
    pub(super) fn open_team_posts(
        &mut self,
        site: BirthKey,
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
                key: site.child(kind::POST, u64::from(team.0)).child(0, name),
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
