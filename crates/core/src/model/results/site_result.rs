//! The results of one site in one replicate.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::coverage::CoverageMonth;
use super::function::Hours;
use super::idle::Idle;
use super::referrals::ReferralRecord;
use super::returns::Return;
use super::role_time::RoleTime;
use super::stocks::Stock;
use super::subgroup::Subgroup;
use super::tally::Tallies;
use crate::engine::statistics::DayCounts;
use crate::engine::time::{Month, SimTime, Week};
use crate::model::children::place::{Place, Reason, Spot, Standing};
use crate::model::plan::Role;

/// How a referral to the team ended before help by the team, or did not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum CohortExit {
    /// Help by the team started.
    Started,
    /// Not needed or below the floor: advice, signposting, or recovered before help.
    NotNeeded,
    /// Declined for the condition.
    OutOfScope,
    /// Into the missing middle.
    MissingMiddle,
    /// Passed on to the specialist service.
    ToSpecialist,
    /// Consent refused, not reached, gave up.
    Disengaged,
    /// Left the covered settings.
    Left,
    /// Still waiting at the end of the run.
    Censored,
}

impl CohortExit {
    /// All exits.
    pub const ALL: [Self; 8] = [
        Self::Started,
        Self::NotNeeded,
        Self::OutOfScope,
        Self::MissingMiddle,
        Self::ToSpecialist,
        Self::Disengaged,
        Self::Left,
        Self::Censored,
    ];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::NotNeeded => "not needed",
            Self::OutOfScope => "out of scope",
            Self::MissingMiddle => "missing middle",
            Self::ToSpecialist => "to specialist",
            Self::Disengaged => "disengaged",
            Self::Left => "left",
            Self::Censored => "still waiting",
        }
    }
}

/// The referrals of one month, by how and when they ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReferralCohort {
    /// Days from referral to each kind of end.
    pub exits: BTreeMap<CohortExit, DayCounts>,
}

/// A kind of move in a month.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct FlowKey {
    /// The month of the move.
    pub month: Month,
    /// Where from.
    pub from: Spot,
    /// Where to.
    pub to: Spot,
    /// Why.
    pub reason: Reason,
}

/// Person-minutes by week, place and whether the child was in need or remitted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceSeries {
    /// For each week, for each place in the order of [`Place::ALL`]: minutes in need, minutes
    /// remitted.
    pub weeks: BTreeMap<Week, [[u64; 2]; Place::COUNT]>,
}

/// One team at the start of a week; posts and people in full-time equivalents, money in pounds of
/// the price year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TeamWeek {
    /// EMHP posts.
    pub emhp_posts: f64,
    /// EMHPs at work, trainees among them.
    pub emhps: f64,
    /// Trainees.
    pub trainees: f64,
    /// Senior posts.
    pub senior_posts: f64,
    /// Seniors at work.
    pub seniors: f64,
    /// All other posts.
    pub other_posts: f64,
    /// The holders of all other posts.
    pub others: f64,
    /// EMHPs, seniors and wellbeing practitioners at work.
    pub clinicians: f64,
    /// Those of them who hold a post and are on long leave.
    pub on_leave: f64,
    /// One-to-one slots that they offered.
    pub slots_offered: u64,
    /// Of which offered by qualified EMHPs.
    pub emhp_slots: u64,
    /// Slots used.
    pub slots_used: u64,
    /// Slots in which nothing was booked when the week began, by cause, in the order of [`Idle::ALL`].
    pub slots_idle: [u32; Idle::COUNT],
    /// Slots that experienced holders would have offered in posts in which nobody is at work.
    pub slots_lost_to_vacancy: f64,
    /// Cases in help.
    pub open_cases: u64,
    /// Cases whose help has ended and that are not closed yet.
    pub cases_in_review: u64,
    /// Safe caseload of those in post.
    pub caseload_cap: u64,
    /// Hours of supervision due.
    pub supervision_due: f64,
    /// Hours of supervision given.
    pub supervision_given: f64,
    /// Hours of supervision that were due to the EMHPs in post since they joined and never given.
    pub supervision_owed: f64,
    /// Strain, summed over clinicians.
    pub strain: f64,
    /// EMHPs and seniors who left at the start of the week.
    pub leavers: u64,
    /// Hours of all staff.
    pub hours: Hours,
    /// Pay and on-costs.
    pub pay: f64,
    /// Pay and on-costs if every post were filled by a qualified person.
    pub pay_if_full: f64,
    /// Other costs.
    pub other_costs: f64,
    /// Funding, as published.
    pub funding: f64,
}

/// One episode of need, for survival analysis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EpisodeRecord {
    /// Birth key of the child in hexadecimal, the same in every scenario.
    pub child: u64,
    /// Which episode of the child's, from 0.
    pub episode: u32,
    /// Name of the setting at the end of the record.
    pub setting: String,
    /// Subgroups to which the child belongs.
    pub subgroups: Vec<Subgroup>,
    /// Severity score at onset.
    pub severity_at_onset: f64,
    /// Severity score when help by the team started.
    pub severity_at_start: Option<f64>,
    /// Need began.
    pub opened: SimTime,
    /// First recognised.
    pub recognised: Option<SimTime>,
    /// First referred to the team.
    pub referred: Option<SimTime>,
    /// Accepted by the team.
    pub accepted: Option<SimTime>,
    /// Assessed by the team.
    pub assessed: Option<SimTime>,
    /// First session.
    pub started: Option<SimTime>,
    /// Last session of the team's help, or drop-out.
    pub ended: Option<SimTime>,
    /// Referred to the specialist service.
    pub specialist_referred: Option<SimTime>,
    /// First specialist contact.
    pub specialist_first: Option<SimTime>,
    /// Second specialist contact.
    pub specialist_second: Option<SimTime>,
    /// Episode closed; `None` if open at the end of the run.
    pub closed: Option<SimTime>,
    /// Last place.
    pub last_place: Place,
    /// Why it moved last.
    pub last_reason: Reason,
    /// Help of any kind began.
    pub first_help: Option<SimTime>,
    /// Minutes in need in the measurement window, by position in the account of need, in the order
    /// of [`Standing::ALL`].
    pub minutes: [u64; Standing::COUNT],
    /// Severity summed over days in need in the measurement window, in score-days.
    pub severity_days: f64,
}

/// The amount simulated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Effort {
    /// Events that happened.
    pub events: u64,
    /// Years of pupils simulated (pupils on roll, with need or without, times years).
    pub child_years: f64,
}

/// The results of one site in one replicate, or of several sites merged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteResult {
    /// Everything counted, by subgroup and measure.
    pub tallies: Tallies,
    /// Referrals to the team by month of referral.
    pub cohorts: BTreeMap<Month, ReferralCohort>,
    /// Person-time by place.
    pub places: PlaceSeries,
    /// Moves by month.
    pub flows: BTreeMap<FlowKey, u64>,
    /// Teams by week, each team numbered from 1 within its site.
    pub teams: BTreeMap<(u32, Week), TeamWeek>,
    /// Time of each role of a team by quarter (its first month), each team numbered from 1.
    pub time: BTreeMap<(u32, Month, Role), RoleTime>,
    /// Coverage by month, if teams start in waves.
    pub coverage: BTreeMap<Month, CoverageMonth>,
    /// Lists and the missing middle by month.
    pub stocks: BTreeMap<Month, Stock>,
    /// Children of each team by quarter (its first month), each team numbered from 1 within its
    /// site.
    pub returns: BTreeMap<(u32, Month), Return>,
    /// Episodes, if they were asked for.
    pub episodes: Vec<EpisodeRecord>,
    /// Referrals, if episodes were asked for.
    pub referrals: Vec<ReferralRecord>,
    /// The amount simulated.
    pub effort: Effort,
}

impl SiteResult {
    /// Adds the children of another site: everything is pooled, nothing is averaged. Teams, their
    /// returns, episodes and referrals belong to their site and are not carried over.
    pub fn merge(&mut self, other: &Self) {
        self.tallies.merge(&other.tallies);
        for (month, cohort) in &other.cohorts {
            let mine = self.cohorts.entry(*month).or_default();
            for (exit, days) in &cohort.exits {
                mine.exits.entry(*exit).or_default().merge(days);
            }
        }
        for (week, minutes) in &other.places.weeks {
            let mine = self.places.weeks.entry(*week).or_default();
            for (mine, theirs) in mine.iter_mut().zip(minutes) {
                mine[0] += theirs[0];
                mine[1] += theirs[1];
            }
        }
        for (key, count) in &other.flows {
            *self.flows.entry(*key).or_default() += count;
        }
        for (month, coverage) in &other.coverage {
            self.coverage.entry(*month).or_default().merge(coverage);
        }
        for (month, stock) in &other.stocks {
            self.stocks.entry(*month).or_default().merge(stock);
        }
        self.effort.events += other.effort.events;
        self.effort.child_years += other.effort.child_years;
    }
}
