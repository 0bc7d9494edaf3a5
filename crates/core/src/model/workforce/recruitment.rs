//! Vacancies and supply (M23). EMHPs come from training, which starts twice a year, takes a year
//! and loses some trainees, or from a small pool of qualified people. Seniors are found slowly.

use super::Workforce;
use super::post::Post;
use super::practitioner::{Joiner, Practitioner};
use super::supply::{Lots, Seniors};
use crate::engine::draws::BirthKey;
use crate::engine::time::{DAYS_PER_MONTH, SimTime, Span, WEEKS_PER_YEAR};
use crate::model::event::Event;
use crate::model::ids::{PostId, PractitionerId, TeamId};
use crate::model::moment::Moment;
use crate::model::parameters::{Values, parameters};
use crate::model::plan::Role;
use crate::model::purpose::Purpose;
use crate::model::settings::shock;

parameters! {
    pub struct RecruitmentParameters in "recruitment" {
        /// Time from the start of training to qualifying
        training_months: f64 = 12.0, "months", allowed (0.0, 60.0), plausible (12.0, 12.0),
            "M23", Live, Published "Ellins et al. 2023, Ch1",
            neither "the plausible range is one value";
        /// Share of trainees who leave during training
        training_drop_out_share: f64 = 0.09, "proportion",
            allowed (0.0, 1.0), plausible (0.05, 0.15),
            "M23", Live, Assumption "prior; Ellins et al. 2023, Ch6 (recruitment and training): \
             one case study site lost two trainees; no share is reported",
            raises "emhp_vacancy_share";
        /// Training places for vacant posts in each cohort (September and January): the area's
        /// share of the national supply
        trainees_per_100_posts_per_cohort: f64 = 15.0, "per 100 EMHP posts",
            allowed (0.0, 1000.0), plausible (5.0, 40.0),
            "M23", Live, Assumption "prior; cohorts: the evaluation, Appendix 1",
            lowers "emhp_vacancy_share";
        /// Qualified EMHPs who are looking for a post in the area
        qualified_per_100_posts_per_year: f64 = 6.0, "per 100 EMHP posts per year",
            allowed (0.0, 1000.0), plausible (0.0, 15.0),
            "M23", Live, Assumption "prior; Ellins et al. 2023, Ch6: a limited pool of trained \
             staff",
            lowers "emhp_vacancy_share";
        /// Time from the vacancy until a qualified EMHP can start
        qualified_search_weeks: f64 = 10.0, "weeks", allowed (0.0, 104.0), plausible (6.0, 16.0),
            "M23", Live, Assumption "prior",
            raises "emhp_vacancy_share";
        /// Mean time to fill a senior post
        senior_months_to_fill: f64 = 5.0, "months", allowed (0.0, 120.0), plausible (3.0, 9.0),
            "M23", Live, Assumption "prior; Ellins et al. 2023, Ch6 (recruitment and training): \
             far more difficult than recruiting EMHPs; no time is reported",
            raises "senior_vacancy_share";
        /// Mean time to find a manager or an administrator
        support_staff_months_to_fill: f64 = 3.0, "months",
            allowed (0.0, 120.0), plausible (1.5, 5.0),
            "M23", Live, Assumption "prior",
            lowers "cost_per_year";
        /// Coefficient of variation of the time to fill a senior post
        senior_months_variation: f64 = 0.6, "ratio", allowed (0.0, 5.0), plausible (0.3, 1.0),
            "M23", Live, Assumption "prior",
            neither "the mean time to fill a post is the same";
        /// Time before the first day of a post at which the search for a senior starts
        senior_lead_months: f64 = 6.0, "months", allowed (0.0, 60.0), plausible (3.0, 12.0),
            "M23", Live, Assumption "prior; Ellins et al. 2023, Ch5: set up at pace",
            lowers "senior_vacancy_share";
        /// Mean time since qualifying of EMHPs on the first day of their post (0: all have just
        /// qualified; otherwise spread evenly from 0 to twice the mean)
        initial_experience_months: f64 = 0.0, "months", allowed (0.0, 240.0), plausible (0.0, 48.0),
            "M23", Live, Derived "Ellins et al. 2023, Appendix 1: the first trainees started in \
             January 2019 and the first teams between December 2019 and April 2020",
            raises "slots_per_emhp_week";
    }
}

/// Months in which training starts (the evaluation, Appendix 1).
const COHORT_MONTHS: [i8; 2] = [1, 9];

/// Month in which the first EMHPs started their training (the evaluation, Appendix 1).
const FIRST_COHORT: jiff::civil::Date = jiff::civil::date(2019, 1, 1);

/// Days by which a team may start before its cohort has qualified, because cohorts start on
/// Mondays.
const TOLERANCE: Span = Span::from_days(14);

/// The people who can be recruited in a world, in whole people and fractions.
#[derive(Clone, Debug)]
pub(crate) struct LabourMarket {
    /// Training places of the present cohort that are still free.
    training_places: f64,
    /// Qualified EMHPs who are looking for a post.
    qualified: f64,
    /// When the present cohort began.
    cohort: Option<SimTime>,
    /// Whether several sites share it.
    shared: bool,
    /// The next day on which it is open.
    next_day: SimTime,
    /// Training places that are allocated at random.
    lots: Lots,
    seniors: Seniors,
}

impl LabourMarket {
    /// Start with half a person of each kind, so that rounding favours neither way.
    pub(crate) fn new(sites: usize, start: SimTime) -> Self {
        Self {
            training_places: 0.5,
            qualified: 0.5,
            cohort: None,
            shared: sites > 1,
            next_day: monday_from(start),
            lots: Lots::default(),
            seniors: Seniors::new(),
        }
    }

    /// The next Monday on which the market is open.
    pub(crate) fn next_day(&self) -> SimTime {
        self.next_day
    }

    /// Closes until the next Monday.
    pub(crate) fn close(&mut self) {
        self.next_day = self.next_day.week().next().start();
    }

    /// This many more experienced practitioners look for a senior post in a year.
    pub(crate) fn add_seniors(&mut self, per_year: f64) {
        self.seniors.add(per_year);
    }

    fn take(stock: &mut f64) -> bool {
        let there = *stock >= 1.0;
        if there {
            *stock -= 1.0;
        }
        there
    }
}

/// The first Monday from `day` on.
fn monday_from(day: SimTime) -> SimTime {
    let week = day.week();
    if week.start() < day { week.next().start() } else { day }
}

/// The first Monday on or after the beginning of the next cohort's month.
fn next_intake(now: SimTime) -> Option<SimTime> {
    let today = now.date();
    let firsts = (0..2).flat_map(|later| {
        COHORT_MONTHS.map(|month| jiff::civil::date(today.year() + later, month, 1))
    });
    let mondays = firsts.filter_map(SimTime::from_date).map(monday_from);
    mondays.filter(|&monday| monday > now).min()
}

/// Someone has taken up a post.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arrival {
    pub(crate) key: BirthKey,
    pub(crate) post: PostId,
    pub(crate) role: Role,
    pub(crate) fte: f64,
    /// Whether nobody held the post before.
    pub(crate) is_first: bool,
}

/// Puts the next cohort on the calendar.
pub(crate) fn schedule_intake(at: &mut Moment) {
    if let Some(monday) = next_intake(at.now) {
        at.schedule(monday, Event::Intake);
    }
}

/// When someone with this many months of experience qualified: not before the first cohort.
fn qualified_before(values: &Values, now: SimTime, months: f64) -> SimTime {
    let training = values.recruitment.training_months * DAYS_PER_MONTH;
    let first = SimTime::from_date(FIRST_COHORT).unwrap_or(now);
    let first = first + Span::from_days_f64(training);
    (now - Span::from_days_f64(months * DAYS_PER_MONTH)).max(first).min(now)
}

impl Workforce {
    /// A cohort starts, or is delayed: places that the last one did not use are lost.
    pub(crate) fn intake(&mut self, at: &mut Moment, market: &mut LabourMarket) {
        let values = at.values();
        let on_time = next_intake(at.now - Span::DAY) == Some(at.now);
        let delay = shock::cohort_delay(values);
        if on_time && delay > Span::ZERO {
            at.schedule(at.now + delay, Event::Intake);
            return;
        }
        schedule_intake(at);
        let limit =
            if at.rules.in_waves { values.rollout.trainees_per_100_posts_per_cohort } else { 0.0 };
        let posts: f64 = (0..self.teams.len() as u32)
            .flat_map(|team| self.open_posts(at.now, TeamId(team)))
            .filter(|post| post.role == Role::Emhp)
            .map(|post| post.fte)
            .sum();
        let places = posts * values.recruitment.trainees_per_100_posts_per_cohort / 100.0;
        if limit > 0.0 {
            let places = self.planned_posts(Role::Emhp) * limit / 100.0;
            let wanted = self.vacant_emhp_posts() + self.train_new_teams(values, at.now);
            market.lots.add(at.now, places, wanted);
            return;
        }
        if market.shared {
            market.lots.add(at.now, places, self.vacant_emhp_posts());
            return;
        }
        market.training_places = market.training_places.fract() + places;
        market.cohort = Some(at.now);
    }

    fn vacant_emhp_posts(&self) -> f64 {
        let vacant = |post: &&Post| post.is_role(Role::Emhp) && post.begun && post.holder.is_none();
        self.posts.iter().filter(vacant).count() as f64
    }

    /// The teams that begin when the cohort of `now` has qualified, and before the next has, are
    /// trained with it. Returns how many EMHP posts they have.
    fn train_new_teams(&mut self, values: &Values, now: SimTime) -> f64 {
        let months = values.recruitment.training_months;
        let training = Span::from_days_f64(months * DAYS_PER_MONTH);
        let next = next_intake(now).map_or(SimTime::MAX, |next| next + training);
        let mut posts = 0;
        for team in self.teams.iter_mut().filter(|team| now < team.begins && team.begins < next) {
            // A team that starts before this cohort has qualified was trained earlier.
            if team.cohort.is_none() && now + training <= team.begins + TOLERANCE {
                team.cohort = Some(now);
                let posts_of_team = team.posts.iter().map(|id| &self.posts[id.index()]);
                posts += posts_of_team.filter(|post| post.is_role(Role::Emhp)).count();
            }
        }
        posts as f64
    }

    /// A post has lost its holder: the search for somebody else begins.
    pub(crate) fn vacate(&mut self, at: &Moment, id: PostId) {
        let found = self.found(at, id, at.now);
        let post = &mut self.posts[id.index()];
        post.vacant_since = at.now;
        post.found = found;
    }

    /// When the search for somebody experienced that starts at `search` ends.
    fn found(&self, at: &Moment, id: PostId, search: SimTime) -> SimTime {
        let post = &self.posts[id.index()];
        let recruitment = &at.values().recruitment;
        let months = match post.role {
            Role::Manager | Role::Administrator => recruitment.support_staff_months_to_fill,
            _ => recruitment.senior_months_to_fill,
        };
        let mean = months * DAYS_PER_MONTH;
        let spread = mean * at.values().recruitment.senior_months_variation;
        let mut draw = at.draws.at(post.key, Purpose::SeniorFound, post.holders);
        search + Span::from_days_f64(draw.lognormal(mean, spread))
    }

    /// Posts that are known to be vacant on the team's first day have no first holder.
    pub(crate) fn begin_vacant(&mut self, at: &Moment, vacant: &[PostId]) {
        for &id in vacant {
            self.posts[id.index()].begun = true;
            self.vacate(at, id);
        }
    }

    /// Fills the posts of a team for which someone is available.
    pub(crate) fn recruit(
        &mut self,
        at: &mut Moment,
        market: &mut LabourMarket,
        team: TeamId,
    ) -> Vec<Arrival> {
        let mut arrivals = Vec::new();
        for id in self.teams[team.index()].posts.clone() {
            let post = &self.posts[id.index()];
            if post.holder.is_some() || post.starts > at.now {
                continue;
            }
            let joiner = if post.is_new() {
                self.first_holder(at, market, id)
            } else {
                self.successor(at, market, id)
            };
            if let Some(joiner) = joiner {
                arrivals.push(self.join(at, id, joiner));
            }
        }
        arrivals
    }

    /// Who takes up a new post on its first day: EMHPs who were trained for it, if they finished; a
    /// senior, if the search has ended.
    fn first_holder(
        &mut self,
        at: &Moment,
        market: &mut LabourMarket,
        id: PostId,
    ) -> Option<Joiner> {
        let post = &mut self.posts[id.index()];
        post.begun = true;
        post.vacant_since = post.starts;
        let (key, starts) = (post.key, post.starts);
        match post.role {
            Role::Emhp => {
                let lost = at.values().recruitment.training_drop_out_share;
                if !self.was_trained(at, market, id) {
                    return None;
                }
                if at.draws.happens(key, Purpose::TrainingLoss, 0, lost) {
                    return None;
                }
                let mean = at.values().recruitment.initial_experience_months;
                let share = at.draws.uniform(key, Purpose::InitialExperience, 0);
                let qualified = qualified_before(at.values(), at.now, 2.0 * mean * share);
                Some(Joiner { qualified, lost_in_training: None })
            }
            Role::Senior | Role::WellbeingPractitioner | Role::SpecialistWorker => {
                let lead = at.values().recruitment.senior_lead_months * DAYS_PER_MONTH;
                let found = self.found(at, id, starts - Span::from_days_f64(lead));
                self.posts[id.index()].found = found;
                self.senior_comes(at, market, id)
            }
            Role::Manager | Role::Administrator => Some(Joiner::experienced(at.now)),
        }
    }

    /// Whether someone was trained for a new post: at random if training places are limited.
    fn was_trained(&self, at: &Moment, market: &LabourMarket, id: PostId) -> bool {
        let cohort = self.teams[self.posts[id.index()].team.index()].cohort;
        cohort.is_none_or(|cohort| self.wins_place(at, market, id, cohort).unwrap_or(true))
    }

    /// Whether a post gets a training place of a cohort whose places are limited.
    fn wins_place(
        &self,
        at: &Moment,
        market: &LabourMarket,
        id: PostId,
        cohort: SimTime,
    ) -> Option<bool> {
        let chance = market.lots.chance(cohort)?;
        let ordinal = u64::from(cohort.week().0);
        let key = self.posts[id.index()].key;
        Some(at.draws.happens(key, Purpose::TrainingPlace, ordinal, chance))
    }

    /// The senior who was found, if the search has ended and supply is sufficient.
    fn senior_comes(&self, at: &Moment, market: &mut LabourMarket, id: PostId) -> Option<Joiner> {
        let post = &self.posts[id.index()];
        let ordinal = u64::from(at.now.week().0);
        let drawn = at.draws.uniform(post.key, Purpose::SeniorHired, ordinal);
        let comes =
            post.found <= at.now && (!at.rules.in_waves || market.seniors.take(at.now, drawn));
        comes.then_some(Joiner::experienced(at.now))
    }

    /// Who takes up a vacant post, if anyone: a qualified EMHP after a search, a trainee at the
    /// start of a cohort, a senior who was found.
    fn successor(&self, at: &Moment, market: &mut LabourMarket, id: PostId) -> Option<Joiner> {
        let post = &self.posts[id.index()];
        match post.role {
            Role::Emhp => {
                let search =
                    Span::from_days_f64(7.0 * at.values().recruitment.qualified_search_weeks);
                if at.now >= post.vacant_since + search && LabourMarket::take(&mut market.qualified)
                {
                    let ramp = at.values().caseload.ramp_months;
                    let share =
                        at.draws.uniform(post.key, Purpose::InitialExperience, post.holders);
                    let qualified = qualified_before(at.values(), at.now, 2.0 * ramp * share);
                    return Some(Joiner { qualified, lost_in_training: None });
                }
                let is_placed = self.wins_place(at, market, id, at.now).unwrap_or_else(|| {
                    market.cohort == Some(at.now) && LabourMarket::take(&mut market.training_places)
                });
                if !is_placed {
                    return None;
                }
                let months = at.values().recruitment.training_months;
                let training = Span::from_days_f64(months * DAYS_PER_MONTH);
                let mut draw = at.draws.at(post.key, Purpose::TrainingLoss, post.holders);
                let lost = draw.uniform() < at.values().recruitment.training_drop_out_share;
                let when = at.now + Span::from_days_f64(training.days() * draw.uniform());
                Some(Joiner {
                    qualified: at.now + training,
                    lost_in_training: lost.then_some(when),
                })
            }
            Role::Senior | Role::WellbeingPractitioner | Role::SpecialistWorker => {
                self.senior_comes(at, market, id)
            }
            Role::Manager | Role::Administrator => {
                (post.found <= at.now).then_some(Joiner::experienced(at.now))
            }
        }
    }

    /// Someone takes up a post. The n-th holder of a post is the same person in every scenario.
    fn join(&mut self, at: &mut Moment, id: PostId, joiner: Joiner) -> Arrival {
        let holder = PractitionerId(self.practitioners.len() as u32);
        let post = &self.posts[id.index()];
        let key = post.key.child(1, post.holders);
        let supervises_from = self.supervises_from(at, id, key);
        let patience = at.draws.at(key, Purpose::LeavingPatience, 0).exponential(1.0);
        let (role, fte, is_first) = (post.role, post.fte, post.holders == 0);
        let mut person = Practitioner::new(key, id, post, joiner);
        person.supervises_from = supervises_from;
        person.patience = patience;
        person.strain = at.values().strain.reference;
        if !is_first {
            let weeks = at.values().duties.induction_weeks;
            person.inducted = at.now + Span::from_days_f64(7.0 * weeks);
        }
        let post = &mut self.posts[id.index()];
        let vacant_since = post.vacant_since;
        post.holders += 1;
        post.holder = Some(holder);
        at.record.counts.vacancy_filled(at.now, role, at.now.since(vacant_since));
        self.practitioners.push(person);
        self.tell_joined(at, holder, vacant_since);
        Arrival { key, post: id, role, fte, is_first }
    }

    /// A week in which qualified EMHPs come to the area of a team's posts.
    pub(crate) fn market_week(&self, at: &Moment, market: &mut LabourMarket, team: TeamId) {
        let posts: f64 = self
            .open_posts(at.now, team)
            .filter(|post| post.role == Role::Emhp)
            .map(|post| post.fte)
            .sum();
        let per_year = posts * at.values().recruitment.qualified_per_100_posts_per_year / 100.0;
        market.qualified += per_year / WEEKS_PER_YEAR;
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn cohorts_begin_on_the_first_monday_of_september_and_january() {
        let day = |y, m, d| SimTime::from_date(date(y, m, d)).unwrap();
        assert_eq!(next_intake(day(2020, 1, 6)), Some(day(2020, 9, 7)));
        assert_eq!(next_intake(day(2020, 9, 7)), Some(day(2021, 1, 4)));
        let mut now = day(2015, 1, 1);
        for _ in 0..100 {
            now = next_intake(now).unwrap();
            let monday = now.date();
            assert!(COHORT_MONTHS.contains(&monday.month()) && monday.day() <= 7, "{monday}");
            assert_eq!(now.week().start(), now);
        }
    }
}
