//! The posts of the teams of a site: those of the `[[post]]` blocks that hold there, or else as
//! many as the parameters of `team` say.

use std::collections::BTreeSet;

use jiff::civil::Date;
use mhst_core::engine::time::SimTime;
use mhst_core::model::parameters::Parameter;
use mhst_core::model::plan::{PostPlan, Role, TimePlan};

use super::post_block::PostBlock;
use super::problem::{Location, Problem, Problems};
use super::raw::{RawScenario, Stated, StatedValue};
use super::site_file::SiteRow;
use super::suggestion::nearest;

/// The parameters that posts replace.
pub(super) const NUMBERS: [Parameter; 4] = [
    Parameter::named("team.emhps"),
    Parameter::named("team.seniors"),
    Parameter::named("team.manager_fte"),
    Parameter::named("team.administrator_fte"),
];

impl RawScenario {
    /// The blocks that hold at a site: those that name it, or else those that name no site.
    fn blocks_at(&self, site: &str) -> Vec<&PostBlock> {
        let of = |own: bool| -> Vec<&PostBlock> {
            let is_here = |block: &&PostBlock| match &block.sites {
                None => !own,
                Some(sites) => own && sites.iter().any(|stated| stated.value == site),
            };
            self.posts.iter().flatten().filter(is_here).collect()
        };
        let own = of(true);
        if own.is_empty() { of(false) } else { own }
    }

    /// Whether the teams of a site are stated post by post.
    pub(super) fn has_posts_at(&self, site: &str) -> bool {
        !self.blocks_at(site).is_empty()
    }

    /// Whether a site keeps a value of its own whatever is stated for all sites.
    pub(super) fn has_own_value(&self, site: &str, parameter: Parameter) -> bool {
        self.values.iter().any(|value| {
            value.parameter == parameter
                && value.site.as_ref().is_some_and(|of| of.value == site)
                && self.block_instead_of(value, &[]).is_none()
        })
    }

    /// Whether a site keeps a change of its own on a date whatever is stated for all sites.
    pub(super) fn has_own_change(&self, site: &str, parameter: Parameter, on: Date) -> bool {
        self.changes.iter().any(|change| {
            let named = change.sites.iter().flatten().any(|stated| stated.value == site);
            named && change.parameter == parameter && change.on.value == on
        })
    }

    /// The posts that are stated for a site, if any are.
    pub(super) fn stated_posts(&self, row: &SiteRow, time: &TimePlan) -> Option<Vec<PostPlan>> {
        let posts = named(&self.blocks_at(&row.name));
        let plans = posts.iter().filter_map(|post| post.plan(&posts, row, time));
        let mut plans: Vec<PostPlan> = plans.collect();
        // The order of roles is that of a team stated in numbers.
        plans.sort_by_key(|plan| plan.role);
        (!posts.is_empty()).then_some(plans)
    }

    /// Where a post of a site is stated.
    pub(super) fn post_at(&self, site: &str, name: &str, team: Option<u32>) -> Option<&Location> {
        let is_it =
            |post: &&Named<'_>| post.name == name && team.is_none_or(|team| post.is_in(team));
        named(&self.blocks_at(site)).iter().find(is_it).map(|post| &post.block.at)
    }

    /// The block that stands in the place of a number of the team wherever the number would hold.
    pub(super) fn block_instead_of(
        &self,
        value: &StatedValue,
        rows: &[SiteRow],
    ) -> Option<&PostBlock> {
        if !NUMBERS.contains(&value.parameter) {
            return None;
        }
        let first = |site: &str| self.blocks_at(site).first().copied();
        let for_all = || self.posts.iter().flatten().find(|block| block.sites.is_none());
        match &value.site {
            Some(site) => first(&site.value),
            // A number for all sites still holds at those that have no posts.
            None => for_all().or_else(|| {
                let mut each = rows.iter().map(|row| first(&row.name));
                each.next().filter(|_| each.all(|block| block.is_some())).flatten()
            }),
        }
    }

    /// Reports numbers of the team that are stated beside its posts. Those that are inherited from
    /// a base by the file with the posts are no fault.
    pub(super) fn check_numbers(&self, rows: &[SiteRow], problems: &mut Problems) {
        for value in self.values.iter().filter(|value| !value.is_below_posts) {
            let Some(block) = self.block_instead_of(value, rows) else { continue };
            let declaration = value.parameter.declaration();
            problems.add(
                &value.value.at,
                format!(
                    "`{}` = {} is stated in addition to [[post]] blocks, which list every post of \
                     a team",
                    declaration.key,
                    declaration.written(value.value.value)
                ),
                format!("remove it, or remove the blocks; the first is at {}", block.at),
            );
        }
    }

    /// Reports what is wrong with the posts of these sites, each fault once.
    pub(super) fn check_posts(
        &self,
        rows: &[&SiteRow],
        time: Option<&TimePlan>,
        problems: &mut Problems,
        warnings: &mut Vec<Problem>,
    ) {
        for block in self.posts.iter().flatten() {
            warnings.extend(time.and_then(|time| odd_start(block, time)));
            warnings.extend(idle_supervision(block));
        }
        let mut found = Faults { faults: Vec::new(), warnings: Vec::new() };
        for row in rows {
            found.of_site(&row.name, row.profile.teams, &self.blocks_at(&row.name));
        }
        problems.0.append(&mut found.faults);
        warnings.append(&mut found.warnings);
    }
}

/// A post with its name.
struct Named<'a> {
    name: String,
    block: &'a PostBlock,
}

/// The posts of some blocks. Those without a name of their own are called by their role and number
/// in it, like those of a team stated in numbers.
fn named<'a>(blocks: &[&'a PostBlock]) -> Vec<Named<'a>> {
    let mut posts: Vec<Named<'a>> = Vec::new();
    for &block in blocks {
        for number in 1..=block.count {
            let name = match (&block.name, block.role) {
                (Some(name), _) if block.count == 1 => name.value.clone(),
                (Some(name), _) => format!("{} {number}", name.value),
                (None, Some(role)) => {
                    let before = posts.iter().filter(|post| post.block.role == Some(role)).count();
                    format!("{} {}", role.name(), before + 1)
                }
                (None, None) => continue,
            };
            posts.push(Named { name, block });
        }
    }
    posts
}

impl Named<'_> {
    fn plan(&self, all: &[Self], row: &SiteRow, time: &TimePlan) -> Option<PostPlan> {
        let block = self.block;
        let role = block.role?;
        let starts = block.starts.as_ref().and_then(|day| SimTime::from_date(day.value));
        let stated = |name: &Option<Stated<String>>| name.as_ref().map(|name| name.value.clone());
        let is_named_supervisor = || {
            all.iter().any(|post| stated(&post.block.supervised_by).as_ref() == Some(&self.name))
        };
        Some(PostPlan {
            name: self.name.clone(),
            role,
            band: block.band.unwrap_or(role.usual_band()),
            fte: block.fte,
            // What changes nothing is left out, so that it makes no other work.
            starts: starts.filter(|day| *day > time.teams_start),
            team: block.team.as_ref().map(|team| team.value).filter(|_| row.profile.teams > 1),
            supervises: block.supervises.or_else(|| is_named_supervisor().then_some(true)),
            supervised_by: stated(&block.supervised_by),
        })
    }

    /// Where its name comes from.
    fn at(&self) -> &Location {
        self.block.name.as_ref().map_or(&self.block.at, |name| &name.at)
    }

    fn is_in(&self, team: u32) -> bool {
        self.block.team.as_ref().is_none_or(|stated| stated.value == team)
    }
}

/// A post that begins when there is no team.
fn odd_start(block: &PostBlock, time: &TimePlan) -> Option<Problem> {
    let starts = block.starts.as_ref()?;
    let day = SimTime::from_date(starts.value)?;
    let what = if day < time.teams_start {
        format!(
            "is before the teams start, on {}: the post then starts with them",
            time.teams_start.date()
        )
    } else if day >= time.end {
        format!("is not before {}, the end of the run: nobody holds the post", time.end.date())
    } else {
        return None;
    };
    let what = format!("`post.starts` = {} {what}", starts.value);
    Some(Problem { at: starts.at.clone(), what, remedy: String::new() })
}

/// A supervisor for somebody who is not supervised.
fn idle_supervision(block: &PostBlock) -> Option<Problem> {
    let (stated, role) = (block.supervised_by.as_ref()?, block.role?);
    (!role.is_low_intensity()).then(|| Problem {
        at: stated.at.clone(),
        what: format!("`post.supervised_by` changes nothing for the role `{}`", role.name()),
        remedy: "only the supervision of EMHPs is simulated".to_owned(),
    })
}

/// What is wrong with the posts of sites. What stands in one place is one fault, in however many
/// teams and sites it shows.
struct Faults {
    faults: Vec<Problem>,
    warnings: Vec<Problem>,
}

impl Faults {
    fn add(list: &mut Vec<Problem>, at: &Location, what: String, remedy: impl Into<String>) {
        if !list.iter().any(|known| known.at == *at) {
            list.push(Problem { at: at.clone(), what, remedy: remedy.into() });
        }
    }

    fn of_site(&mut self, site: &str, teams: u32, blocks: &[&PostBlock]) {
        let posts = named(blocks);
        let stated = || blocks.iter().filter_map(|block| block.team.as_ref());
        for team in stated().filter(|team| team.value > teams) {
            let there_are = if teams == 1 { "1 team".to_owned() } else { format!("{teams} teams") };
            Self::add(
                &mut self.faults,
                &team.at,
                format!("`post.team` = {}, but the site `{site}` has {there_are}", team.value),
                "use a number from 1, or name with `sites` the sites that have the post",
            );
        }
        // Teams of which no post speaks are alike: one stands for all.
        let mut numbers: BTreeSet<u32> = stated().map(|team| team.value).collect();
        numbers.extend((1..=teams).find(|number| !numbers.contains(number)));
        let is_clear = blocks.iter().all(|block| block.is_clear);
        for number in numbers.into_iter().filter(|number| *number <= teams) {
            let team: Vec<&Named<'_>> = posts.iter().filter(|post| post.is_in(number)).collect();
            self.of_supervision(&team, number, is_clear);
            if !is_clear {
                continue;
            }
            for (index, post) in team.iter().enumerate() {
                if team[..index].iter().any(|earlier| earlier.name == post.name) {
                    Self::add(
                        &mut self.faults,
                        post.at(),
                        format!("the name `{}` appears twice in team {number}", post.name),
                        "give each post of a team its own name",
                    );
                }
            }
            let has_emhp = team.iter().any(|post| post.block.role == Some(Role::Emhp));
            if let (false, Some(first)) = (has_emhp, blocks.first()) {
                Self::add(
                    &mut self.warnings,
                    &first.at,
                    format!("team {number} of the site `{site}` has no EMHP"),
                    "[[post]] blocks list every post of a team and replace the default posts",
                );
            }
        }
    }

    fn of_supervision(&mut self, team: &[&Named<'_>], number: u32, is_clear: bool) {
        for post in team {
            let Some(stated) = &post.block.supervised_by else { continue };
            let name = &stated.value;
            let giver = team.iter().find(|other| other.name == *name);
            let is_senior = |other: &&&Named<'_>| other.block.role == Some(Role::Senior);
            let (what, remedy) = match giver.map(|giver| giver.block) {
                Some(_) if post.name == *name => {
                    (format!("the post `{name}` is supervised by itself"), "name another post")
                }
                Some(giver) if giver.role.is_some_and(|role| role != Role::Senior) => (
                    format!(
                        "`post.supervised_by`: the role of `{name}` is `{}`",
                        giver.role.map_or("", Role::name)
                    ),
                    "name a senior post: only seniors give supervision",
                ),
                Some(giver) if giver.supervises == Some(false) => (
                    format!("`post.supervised_by`: `{name}` does not supervise"),
                    "remove its `supervises = false`, or name another senior post",
                ),
                None if is_clear => {
                    let seniors = || team.iter().filter(is_senior).map(|post| post.name.as_str());
                    let seniors: Vec<&str> = seniors().collect();
                    let remedy = if seniors.is_empty() {
                        "add a post with this name and `role = \"senior\"`".to_owned()
                    } else {
                        nearest(name, seniors.iter().copied())
                    };
                    let what =
                        format!("`post.supervised_by`: no post of team {number} is `{name}`");
                    Self::add(&mut self.faults, &stated.at, what, remedy);
                    continue;
                }
                Some(_) | None => continue,
            };
            Self::add(&mut self.faults, &stated.at, what, remedy);
        }
    }
}
