//! Laws of execution, on worlds that do what a test asks of them.

use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use mhst_core::engine::time::SimTime;
use mhst_core::model::knowledge::Knowledge;
use mhst_core::model::parameters::{Change, Parameter, Values};
use mhst_core::model::plan::{DeliveryModel, InitialState, SitePlan, SiteProfile, TimePlan};

use super::*;
use crate::progress::Silent;
use crate::store::{Identity, Lock, Outcome};
use crate::work::{Amount, Part, Point, Repeat};

/// A world that panics at replicate 3 of the site `panics`, breaks a law at replicate 2 of
/// `breaks` and cannot be calibrated in `hopeless`.
struct Fake(String, usize);

impl World for Fake {
    type Site = ();

    fn calibrate(_: WorldPlan) -> Result<(), RunError> {
        Ok(())
    }

    fn prepare(make: MakePlan, _: Vec<Option<()>>) -> Result<Self, RunError> {
        let plan = make();
        let site = plan.sites[0].name.clone();
        assert!(site != "hopeless", "no capacity will do");
        Ok(Self(site, plan.sites.len()))
    }

    fn calibrations(&self) -> Vec<SiteCalibration> {
        vec![SiteCalibration {
            wait_days: 59.0,
            wait_is_reported: true,
            closed_share: 0.3,
            closed_is_reported: true,
            places: 100,
            queue_days: 5.0,
            one_percent_more_days: 1.5,
            recognition: None,
        }]
    }

    fn run(&self, seed: u64, replicate: u64, _: RunOptions) -> Result<Vec<SiteResult>, RunError> {
        match (self.0.as_str(), replicate) {
            ("panics", 3) => panic!("index out of {}", "range"),
            ("breaks", 2) => Err(RunError::LawBroken {
                site: self.0.clone(),
                law: "slots used never exceed slots offered",
                found: "3 of 2".into(),
            }),
            _ => {
                let effort = Effort { events: seed + replicate, child_years: 1.0 };
                Ok(vec![SiteResult { effort, ..SiteResult::default() }; self.1])
            }
        }
    }
}

/// Nothing is unknown of a world.
fn nothing_unknown() -> Knowledge {
    Knowledge::drawn(1, Vec::new(), Values::default())
}

fn work(sites: &[&str], replicates: u32) -> Work {
    let site = |name: &&str| SitePlan {
        name: name.to_string(),
        profile: SiteProfile {
            teams: 1,
            imd_score: 20.0,
            minority_ethnic_share: 0.1,
            emotional_disorder_share: 0.05,
            spend_per_child_gbp: None,
            in_contact_share: 0.03,
            closed_before_treatment_share: None,
            wait_second_contact_days: None,
            delivery: DeliveryModel::default(),
        },
        settings: Vec::new(),
        posts: Vec::new(),
        initial: InitialState::default(),
        waves: Vec::new(),
        values: Values::default(),
        own: Vec::new(),
        changes: Vec::new(),
    };
    let zero = SimTime::ZERO;
    let time = TimePlan { start: zero, teams_start: zero, measure_from: zero, end: zero };
    let point = Point {
        number: 0,
        time,
        sites: sites.iter().map(site).collect(),
        one_world: false,
        knowledge: nothing_unknown(),
    };
    Work {
        points: Arc::new(vec![point]),
        base: None,
        amount: Amount::central(replicates),
        seed: 100,
        detail: Detail::Tables,
        detail_of_worlds: Detail::Tables,
        part: Part::default(),
    }
}

fn open(directory: &std::path::Path) -> Store {
    let identity = Identity { program: "0".into(), work: "w".into(), layout: 0 };
    Store::open(directory, identity, Lock::take(directory).unwrap()).unwrap()
}

fn threads(n: usize) -> How {
    How { threads: NonZeroUsize::new(n).unwrap(), from_start: false }
}

/// The same sites as one world.
fn one_world(sites: &[&str], replicates: u32) -> Work {
    let apart = work(sites, replicates);
    let plans: Vec<SitePlan> =
        (0..sites.len()).flat_map(|unit| apart.points.unit(0, unit).sites).collect();
    let zero = SimTime::ZERO;
    let time = TimePlan { start: zero, teams_start: zero, measure_from: zero, end: zero };
    let point =
        Point { number: 0, time, sites: plans, one_world: true, knowledge: nothing_unknown() };
    Work { points: Arc::new(vec![point]), ..apart }
}

/// Stops after a number of runs.
struct StopAfter<'a>(usize, &'a AtomicBool);

impl Progress for StopAfter<'_> {
    fn begin(&mut self, _: usize, _: usize) {}
    fn prepared(&mut self, _: &str) {}
    fn finished(&mut self, _: Run) {
        self.0 = self.0.saturating_sub(1);
        self.1.store(self.0 == 0, Ordering::Relaxed);
    }
    fn failed(&mut self, _: &Key, _: &str) {}
    fn end(&mut self) {}
}

#[test]
fn failed_runs_are_recorded_and_do_not_sink_the_others() {
    for n in [1, 4] {
        let directory = tempfile::tempdir().unwrap();
        let mut store = open(directory.path());
        let work = work(&["fine", "panics", "breaks", "hopeless"], 4);
        let stop = AtomicBool::new(false);
        let executed = execute::<Fake>(&work, &mut store, threads(n), &stop, &mut Silent).unwrap();
        assert_eq!((executed.finished, executed.left), (4 + 3 + 3, 0));
        let failed: Vec<_> = executed
            .failed
            .iter()
            .map(|f| (f.run.site.as_str(), f.run.replicate, f.message.as_str()))
            .collect();
        let law = "breaks: a law of the model is broken: \
                   slots used never exceed slots offered (found: 3 of 2)";
        let hopeless = "calibration: panic: no capacity will do";
        assert_eq!(
            failed,
            [
                ("hopeless", 1, hopeless),
                ("breaks", 2, law),
                ("hopeless", 2, hopeless),
                ("hopeless", 3, hopeless),
                ("panics", 3, "panic: index out of range"),
                ("hopeless", 4, hopeless),
            ]
        );
        let key = Key { point: 0, world: 0, replicate: 3, site: "panics".into() };
        assert!(matches!(store.read(&key).unwrap(), Some(Outcome::Failed(_))));
        assert_eq!(executed.effort.child_years, 10.0);
        assert_eq!(
            store.calibration(0, "breaks").unwrap(),
            Fake("".into(), 1).calibrations().pop()
        );
        assert_eq!(store.calibration(0, "hopeless").unwrap(), None);
    }
}

#[test]
fn a_stopped_execution_is_completed_by_the_next() {
    let directory = tempfile::tempdir().unwrap();
    let work = work(&["a", "b", "c"], 5);
    let stop = AtomicBool::new(false);
    let mut store = open(directory.path());
    let mut progress = StopAfter(4, &stop);
    let first = execute::<Fake>(&work, &mut store, threads(1), &stop, &mut progress).unwrap();
    assert!(first.finished >= 4 && first.left > 0, "{first:?}");
    assert_eq!(first.finished + first.left, 15);
    drop(store);
    let mut store = open(directory.path());
    stop.store(false, Ordering::Relaxed);
    let second = execute::<Fake>(&work, &mut store, threads(2), &stop, &mut Silent).unwrap();
    assert_eq!((second.finished, second.left), (first.left, 0));
    assert!(work.missing(&store).is_empty());
    let again = execute::<Fake>(&work, &mut store, threads(2), &stop, &mut Silent).unwrap();
    assert_eq!(again, Executed::default());
}

#[test]
fn runs_are_interleaved_by_replicate() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path());
    let work = work(&["a", "b"], 2);
    let keys = work.missing(&store).into_iter().flat_map(|run| work.keys(run));
    let order: Vec<_> = keys.map(|key| (key.replicate, key.site)).collect();
    let expected = [(1, "a"), (1, "b"), (2, "a"), (2, "b")];
    assert!(order.iter().map(|(replicate, site)| (*replicate, site.as_str())).eq(expected));
}

#[test]
fn a_world_of_several_sites_is_one_run_with_a_result_for_each() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path());
    let work = one_world(&["a", "b", "c"], 2);
    assert_eq!(work.len(), 2);
    let stop = AtomicBool::new(false);
    let executed = execute::<Fake>(&work, &mut store, threads(2), &stop, &mut Silent).unwrap();
    assert_eq!((executed.finished, executed.effort.child_years), (2, 6.0));
    let results = store.replicate(0, Repeat::central(2), &["a", "b", "c"]).unwrap();
    assert_eq!(results.len(), 3);
    assert!(work.missing(&store).is_empty());
}

#[test]
fn a_world_that_fails_or_lacks_a_site_is_missing_as_a_whole() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path());
    let work = one_world(&["breaks", "b"], 2);
    let only = Key { point: 0, world: 0, replicate: 1, site: "b".into() };
    let frame = Frame::finished(only, SiteResult::default(), Detail::Tables).unwrap();
    store.append(frame).unwrap();
    assert_eq!(work.missing(&store).len(), 2);
    let stop = AtomicBool::new(false);
    let executed = execute::<Fake>(&work, &mut store, threads(1), &stop, &mut Silent).unwrap();
    assert_eq!((executed.finished, executed.failed.len(), executed.left), (1, 1, 0));
    let state = crate::manifest::State::of(&work, &store).unwrap();
    assert_eq!((state.runs_expected, state.runs_finished), (2, 1));
    assert_eq!((state.failed[0].site.as_str(), state.failed[0].replicate), ("all", 2));
}

/// Counts how many of it were dropped.
struct Counted<'a>(&'a AtomicU32);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_world_is_made_ready_once_and_dropped_after_its_last_run() {
    let directory = tempfile::tempdir().unwrap();
    let runs = work(&["a", "b"], 3).missing(&open(directory.path()));
    let (made, dropped) = (AtomicU32::new(0), AtomicU32::new(0));
    let worlds = Worlds::new(&runs);
    let prepare = || {
        made.fetch_add(1, Ordering::SeqCst);
        Ok(Counted(&dropped))
    };
    for expected in [0, 0, 1] {
        assert!(worlds.take(Place { point: 0, world: 0, unit: 1 }, prepare).is_ok());
        assert_eq!(made.load(Ordering::SeqCst), 1);
        assert_eq!(dropped.load(Ordering::SeqCst), expected);
    }
}

#[test]
fn a_store_that_cannot_be_written_stops_the_work_with_its_error() {
    let directory = tempfile::tempdir().unwrap();
    let mut store = open(directory.path());
    // The name of the first segment is taken by something that appeared after opening.
    std::fs::create_dir(directory.path().join("segment-000001.mhst")).unwrap();
    let stop = AtomicBool::new(false);
    let error = execute::<Fake>(&work(&["a"], 50), &mut store, threads(2), &stop, &mut Silent);
    assert!(matches!(error, Err(ExecuteError::Store(StoreError::Io { .. }))), "{error:?}");
}

/// Points that differ in a change on a date share each replicate, and those that differ in a value of
/// the first day do not.
#[test]
fn runs_that_may_share_a_beginning_are_a_family() {
    let changed = |value: f64, dated: bool| {
        let work = work(&["a", "b"], 2);
        let worlds = [0, 1].map(|unit| work.points.unit(0, unit));
        let time = worlds[0].time;
        let mut sites: Vec<SitePlan> = worlds.into_iter().flat_map(|world| world.sites).collect();
        let parameter = Parameter::named("attrition.other_per_year");
        for site in &mut sites {
            if dated {
                site.changes = vec![Change { on: SimTime::MAX, parameter, value }];
            } else {
                site.values.set(parameter, value).unwrap();
            }
        }
        Point { number: 0, time, sites, one_world: false, knowledge: nothing_unknown() }
    };
    let points = vec![changed(0.1, true), changed(0.2, true), changed(0.2, false)];
    let work = Work { points: Arc::new(points), ..work(&[], 2) };
    let families = families(&work, work.runs().collect());
    let of = |family: &Vec<Run>| -> Vec<(usize, usize, u32)> {
        family.iter().map(|run| (run.place.point, run.place.unit, run.replicate)).collect()
    };
    let found: Vec<_> = families.iter().map(of).collect();
    let expected = [1, 2].map(|replicate| {
        let shared = [0, 1].map(|site| vec![(0, site, replicate), (1, site, replicate)]);
        let alone = [0, 1].map(|site| vec![(2, site, replicate)]);
        [shared.to_vec(), alone.to_vec()].concat()
    });
    assert_eq!(found, expected.concat());
}
