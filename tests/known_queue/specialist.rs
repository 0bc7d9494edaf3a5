//! The specialist service as M/G/c/c: a child who finds no free place is lost. A. K. Erlang (1917);
//! that the loss depends on the law of the stay through its mean only, B. A. Sevastyanov, "An
//! ergodic theorem for Markov processes and its application to telephone systems with refusals",
//! Theory Probab. Appl. 2 (1957).
//!
//! Nobody comes from the covered settings, and from elsewhere come Poisson arrivals; those that the
//! threshold lets through are Poisson again, and so they are after a random booking lag. Patience
//! ends within the minute. Places and the rate of arrivals are those of the calibration, which was
//! made for patient people; the load is moved after it by the index of inflow.

use mhst_core::engine::time::{DAYS_PER_MONTH, DAYS_PER_YEAR};
use mhst_core::model::plan::TimePlan;
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::{Measure, SiteResult};
use mhst_core::model::world::RunOptions;

use super::{SEED, Statement, bare, day, durations, share};
use crate::controls::adjusted;

/// Erlang B: the probability that all of `places` are taken under `load` erlangs.
fn erlang_b(places: u32, load: f64) -> f64 {
    (1..=places).fold(1.0, |blocked, n| load * blocked / (f64::from(n) + load * blocked))
}

/// Share of referrals that the service declines: all the closures that were reported, since nobody
/// gives up in the calibration.
const DECLINED: f64 = 0.15;
const LAG_DAYS: f64 = 3.0;
const FAST_SHARE: f64 = 0.12;
const FAST_FACTOR: f64 = 0.2;

/// A service without queue.
pub(super) struct LossSystem {
    pub(super) world: PreparedWorld,
    pub(super) places: u32,
    /// Accepted referrals a day.
    pub(super) rate: f64,
    /// Days in the measurement window.
    pub(super) days: f64,
    /// Mean stay in days, from first contact to discharge.
    pub(super) stay: f64,
}

impl LossSystem {
    /// A service whose stays have mean `stay` days and coefficient of variation `variation`,
    /// calibrated for `calibrated` erlangs, under `index` times that load.
    pub(super) fn new(
        time: TimePlan,
        stay: f64,
        variation: f64,
        calibrated: f64,
        index: f64,
    ) -> Self {
        let set = [
            // It works on all days.
            ("season.by_date", 0.0),
            ("specialist.share_covered", 1.0),
            ("specialist.booking_lag_days", LAG_DAYS),
            ("stream.urgent_lag_factor", FAST_FACTOR),
            ("stream.other_urgent_share", FAST_SHARE),
            ("stream.other_long_share", 0.0),
            ("stream.urgent_gap_factor", 1.0),
            ("stream.first_missed_share", 0.0),
            ("specialist.gap_days", 0.2 * stay),
            ("specialist.contacts_per_episode", 1.0),
            ("specialist.contacts_per_month", DAYS_PER_MONTH / stay),
            ("specialist.stay_variation", variation),
            ("specialist.give_up_per_month", 0.0),
        ];
        let changes =
            [("specialist.give_up_per_month", 1e6), ("specialist.other_inflow_index", index)];
        let mut plan = bare(time, &set, &changes);
        let first_contacts_per_year = calibrated / stay * DAYS_PER_YEAR;
        let profile = &mut plan.sites[0].profile;
        profile.in_contact_share =
            first_contacts_per_year * (1.0 + stay / DAYS_PER_YEAR) / f64::from(super::PUPILS);
        profile.closed_before_treatment_share = Some(DECLINED);
        profile.wait_second_contact_days = Some(LAG_DAYS + 0.2 * stay + 5.0 * stay);
        let world = PreparedWorld::new(plan).unwrap();
        let calibration = &world.calibrated().next().unwrap().calibration;
        assert_eq!(calibration.covered.referrals_per_year, 0.0);
        let rate = calibration.others_per_year * index * (1.0 - DECLINED) / DAYS_PER_YEAR;
        let places = calibration.places;
        let days = time.end.since(time.measure_from).days();
        Self { world, places, rate, days, stay }
    }

    pub(super) fn load(&self) -> f64 {
        self.rate * self.stay
    }

    pub(super) fn lost(&self) -> f64 {
        erlang_b(self.places, self.load())
    }

    /// Accepted referrals in the window that never get a contact, as a share of those expected. A
    /// decision and the contact that follows it, if one does, are at the same instant.
    pub(super) fn share_lost(&self, result: &SiteResult) -> f64 {
        let (declined, decisions) = share(result, Measure::SpecialistDeclinedShare);
        let (contacts, _) = durations(result, Measure::WaitSpecialistFirstContact);
        (decisions - declined - contacts) / (self.rate * self.days)
    }
}

/// Fifteen years after one to settle, with five to ten arrivals a day.
fn compare(name: &'static str, variation: f64, index: f64, replicates: u32) {
    let time = TimePlan {
        start: day(2001, 1, 1),
        teams_start: day(2017, 1, 1),
        measure_from: day(2002, 1, 1),
        end: day(2017, 1, 1),
    };
    let system = LossSystem::new(time, 1.25, variation, 9.0, index);
    let run = |n: u32| system.world.run(SEED, n.into(), RunOptions::default()).unwrap().remove(0);
    let results: Vec<SiteResult> = (0..replicates).map(run).collect();
    let each = |of: &dyn Fn(&SiteResult) -> f64| results.iter().map(of).collect::<Vec<_>>();
    let accepted = |r: &SiteResult| {
        let (declined, decisions) = share(r, Measure::SpecialistDeclinedShare);
        (decisions - declined) / system.days
    };
    let contacts =
        |r: &SiteResult| durations(r, Measure::WaitSpecialistFirstContact).0 / system.days;
    // How many happened to come explains much of how many are lost.
    let controls: Vec<_> = results.iter().map(|r| [accepted(r) - system.rate]).collect();
    let lost = adjusted(&each(&|r| system.share_lost(r)), &controls);
    let busy = system.load() * (1.0 - system.lost());
    let referrals = system.rate * system.days / (1.0 - DECLINED);
    let lag = LAG_DAYS * (1.0 - FAST_SHARE * (1.0 - FAST_FACTOR));

    let mut statement = Statement::new(name);
    statement.compare("share lost", &lost, system.lost());
    statement.compare("accepted a day", &each(&accepted), system.rate);
    let by_contacts = each(&|r| contacts(r) * system.stay);
    statement.compare("first contacts a day by mean stay", &by_contacts, busy);
    let declined = each(&|r| share(r, Measure::SpecialistDeclinedShare).0 / referrals);
    statement.compare("share declined", &declined, DECLINED);
    let wait = each(&|r| durations(r, Measure::WaitSpecialistFirstContact).1);
    statement.compare("wait, which is the booking lag", &wait, lag);
    statement.close();
}

#[test]
fn fixed_stays_light() {
    compare("M/D/c/c, light", 0.0, 0.8, 40);
}

#[test]
fn fixed_stays_heavy() {
    compare("M/D/c/c, heavy", 0.0, 1.4, 24);
}

#[test]
fn lognormal_stays_light() {
    compare("M/G/c/c, light", 1.2, 0.8, 48);
}

#[test]
fn lognormal_stays_heavy() {
    compare("M/G/c/c, heavy", 1.2, 1.4, 24);
}
