//! From the store to the files.

use mhst_reporter::comparison::Comparisons;
use mhst_reporter::form::Forms;
use mhst_reporter::report::Collector;
use mhst_reporter::sensitivity::OverWorlds;
use mhst_reporter::tables::{Expected, TableSet};
use mhst_reporter::{Against, Found, Pass};
use mhst_runner::directory::Directory;
use mhst_runner::manifest::{Manifest, RunReport, State, json};
use mhst_runner::scenario::Noted;
use mhst_runner::store::Store;

use super::against::{self, Subject};
use super::contents::{Findings, MANIFEST, REPORT, Results, write_file};
use super::incomplete::incomplete;
use super::{benchmark, comparison, differences, indices, points, tables, worlds};
use crate::exit::BadInput;
use crate::plan::{Contents, Plan};
use crate::task::VERSION;
use crate::work::{self, Done};

const INCOMPLETE: &str = "INCOMPLETE.txt";
const RUN_REPORT: &str = "run.json";

/// Files that are written when all else is done, by some commands or all.
const LATE: [&str; 13] = [
    MANIFEST,
    RUN_REPORT,
    INCOMPLETE,
    REPORT,
    benchmark::FILE,
    benchmark::SERIES,
    comparison::CHANGES,
    differences::FILE,
    indices::FILE,
    points::POINTS,
    worlds::FILE,
    worlds::SENSITIVITY,
    worlds::TARGETS,
];

/// A directory that was claimed for a plan, with its tables begun.
pub(crate) struct Begun {
    directory: Directory,
    expected: Expected,
    pub(crate) store: Store,
    /// None for a shard, which has no tables of its own.
    tables: Option<TableSet>,
}

/// What was written, and what is shown of it.
pub(crate) struct Written {
    pub(crate) results: Results,
    pub(crate) found: Found,
    pub(crate) effort: RunReport,
}

impl Begun {
    /// Begins the tables of a plan, so that what cannot be written is found before anything is
    /// run.
    pub(crate) fn new(
        plan: &Plan,
        forms: Forms,
        mut directory: Directory,
        store: Store,
    ) -> anyhow::Result<Self> {
        for name in LATE {
            directory.check_free(name).map_err(|error| BadInput(error.to_string()))?;
        }
        let expected = tables::expected(&plan.work, forms);
        if let Some(path) = &plan.task.figures {
            against::copy(&mut directory, path)?;
        }
        let mut begun = Self { directory, expected, store, tables: None };
        if plan.work.part.shard.is_none() {
            let tables = tables::open(&mut begun.directory, &plan.name, expected);
            begun.tables = Some(tables.map_err(|error| BadInput(error.to_string()))?);
        }
        work::keep_record(plan, forms, &begun.directory)?;
        Ok(begun)
    }

    /// Keeps the record of a plan that has changed since.
    pub(crate) fn keep_record(&self, plan: &Plan, forms: Forms) -> anyhow::Result<()> {
        work::keep_record(plan, forms, &self.directory)
    }

    /// Whether it is all of the work, not a shard.
    pub(crate) fn is_whole(&self) -> bool {
        self.tables.is_some()
    }

    /// Writes everything but the report, from what the store holds, and collects for the report.
    pub(crate) fn finish(
        self,
        plan: &Plan,
        done: &Done,
        collector: Option<Collector>,
    ) -> anyhow::Result<Written> {
        let work = &plan.work;
        let is_whole = self.is_whole();
        let Self { mut directory, expected, store, tables } = self;
        let found = match tables {
            Some(tables) => {
                let figures = held_against(plan, &directory, &store)?;
                tables::read(Pass::new(Some(tables), collector, figures), work, &store)?
            }
            None => Found::default(),
        };
        let findings = match &plan.contents {
            Contents::Compare(sides) if is_whole => {
                comparison::write(&mut directory, &store, plan, sides)?
            }
            Contents::Sweep(design) if is_whole => {
                let points = points::write(&mut directory, &store, work, design)?;
                let indices = match &design.experiment {
                    Some(experiment) => {
                        indices::write(&mut directory, work, experiment, &found.worlds)?
                    }
                    None => Vec::new(),
                };
                let from_base = match design.base_point {
                    Some(base) => {
                        let base = work.points.number(base);
                        differences::write(&mut directory, &store, plan, &points, base)?
                    }
                    None => {
                        directory.withdraw(differences::FILE)?;
                        Comparisons::default()
                    }
                };
                Findings::Sweep { points, indices, from_base }
            }
            _ => Findings::Run,
        };
        benchmark::write(&mut directory, &found.scorecard)?;
        let mut over_worlds = OverWorlds::default();
        if !matches!(&findings, Findings::Sweep { indices, .. } if !indices.is_empty()) {
            directory.withdraw(indices::FILE)?;
        }
        if is_whole && work.amount.worlds > 0 {
            over_worlds = worlds::write(&mut directory, plan, &found.worlds)?;
        } else {
            directory.withdraw(worlds::FILE)?;
        }
        if over_worlds.explained.is_empty() {
            directory.withdraw(worlds::SENSITIVITY)?;
        }
        if over_worlds.met.is_empty() {
            directory.withdraw(worlds::TARGETS)?;
        }
        let mut state = State::of(work, &store)?;
        for failed in &mut state.failed {
            failed.command = plan.command_of(failed);
        }
        let effort = done.effort();
        let manifest = manifest(plan, state);
        write_file(&mut directory, MANIFEST, &json(&manifest)?)?;
        write_file(&mut directory, RUN_REPORT, &json(&effort)?)?;
        for name in expected.left_out() {
            directory.withdraw(&name)?;
        }
        if manifest.state.complete || !is_whole {
            directory.withdraw(INCOMPLETE)?;
        } else {
            write_file(&mut directory, INCOMPLETE, &incomplete(&manifest.state))?;
        }
        let results =
            Results { directory, store, manifest, record: plan.record()?, findings, over_worlds };
        Ok(Written { results, found, effort })
    }
}

/// What the first point is held against; a sweep, which is no account of anything observed, against
/// nothing.
fn held_against(plan: &Plan, directory: &Directory, store: &Store) -> anyhow::Result<Against> {
    let scenario = match &plan.contents {
        Contents::Run => &plan.name,
        Contents::Compare(sides) => &sides[0].name,
        Contents::Sweep(_) => return Ok(Against::nothing(plan.spread())),
    };
    let (sites, task) = (&plan.work.site_names(), &plan.task);
    Subject { scenario, sites, task, spread: plan.spread() }.against(directory.path(), store)
}

fn manifest(plan: &Plan, state: State) -> Manifest {
    let work = &plan.work;
    Manifest {
        program: "mhst".to_owned(),
        version: VERSION.to_owned(),
        scenario: plan.name.clone(),
        description: plan.description.clone(),
        hash: plan.hash.clone(),
        seed: work.seed,
        amount: work.amount,
        sites: work.site_names(),
        sites_with_listed_settings: plan.listed.clone(),
        detail: work.detail,
        shard: work.part.shard,
        only: work.part.only,
        base_point: match &plan.contents {
            Contents::Sweep(design) => design.base_point.map(|point| work.points.number(point)),
            Contents::Run | Contents::Compare(_) => None,
        },
        cautions: plan.cautions.iter().map(Noted::from).collect(),
        state,
        resolved: plan.resolved.clone(),
    }
}
