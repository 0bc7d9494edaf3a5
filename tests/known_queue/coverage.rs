//! Intervals cover: of many small experiments on the model as a loss system, 95 % intervals hold
//! the theory's value in 92 to 98 %. (A share of 95 % over 500 experiments has a standard deviation
//! of 1 %.) For means only; the intervals are those that are reported.

use mhst_core::engine::statistics::mean_interval;
use mhst_core::model::plan::TimePlan;
use mhst_core::model::results::{Measure, SiteResult};
use mhst_core::model::world::RunOptions;

use super::specialist::LossSystem;
use super::{SEED, Statement, day, durations, share};

const EXPERIMENTS: usize = 500;
const REPLICATES: usize = 20;

/// Share of the experiments whose interval holds `theory`.
fn coverage(values: &[f64], theory: f64) -> f64 {
    let experiments = values.chunks_exact(REPLICATES);
    assert_eq!(experiments.len(), EXPERIMENTS);
    let hold = |values: &[f64]| mean_interval(values, 0.95).unwrap().contains(theory);
    experiments.filter(|values| hold(values)).count() as f64 / EXPERIMENTS as f64
}

/// Half a year to settle, which is nine mean stays, and then the year of the reported figures: only
/// in it does the model count who is in a place. All replicates together also say what one long run
/// would, and Little's law is compared for them: places taken on the first day of the window.
#[test]
fn intervals_cover_the_theory() {
    let time = TimePlan {
        start: day(2017, 10, 1),
        teams_start: day(2019, 4, 1),
        measure_from: day(2018, 4, 1),
        end: day(2019, 4, 1),
    };
    let system = LossSystem::new(time, 20.0, 0.7, 9.0, 1.2);
    let (mut lost, mut occupied, mut contacts) = (Vec::new(), Vec::new(), Vec::new());
    for replicate in 0..(EXPERIMENTS * REPLICATES) as u32 {
        let result =
            system.world.run(SEED, replicate.into(), RunOptions::default()).unwrap().remove(0);
        lost.push(system.share_lost(&result));
        occupied.push(occupied_at_first(&result));
        let (seen, _) = durations(&result, Measure::WaitSpecialistFirstContact);
        contacts.push(seen / system.days);
    }
    let busy = system.load() * (1.0 - system.lost());
    let mut statement = Statement::new("M/G/c/c, small");
    statement.compare("share lost", &lost, system.lost());
    statement.compare("places taken", &occupied, busy);
    statement.compare("first contacts a day", &contacts, busy / system.stay);
    statement.close();
    for (what, values, theory) in [
        ("share lost", &lost, system.lost()),
        ("places taken", &occupied, busy),
        ("first contacts a day", &contacts, busy / system.stay),
    ] {
        let covered = coverage(values, theory);
        assert!((0.92..=0.98).contains(&covered), "{what}: {covered}");
    }
}

/// Places taken when the window begins: those in contact in the window, less those first seen in
/// it.
fn occupied_at_first(result: &SiteResult) -> f64 {
    let (in_contact, _) = share(result, Measure::CalibrationInContactShare);
    in_contact - durations(result, Measure::WaitSpecialistFirstContact).0
}
