//! A plan: work that can be done as it is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mhst_core::model::enters_calibration;
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::plan::SitePlan;
use mhst_reporter::spread::Spread;
use mhst_runner::manifest::FailedRun;
use mhst_runner::scenario::{Axis, Caution, Design, Problem};
use mhst_runner::store::Detail;
use mhst_runner::work::{ALL_SITES, Amount, Part, Repeat, Work};
use serde_json::Value;

use super::search::{Search, with};
use super::side::Side;
use crate::task::{Enough, Level, Record, Subject, Task};

/// The number of the only point of a scenario that is run alone.
pub(crate) const POINT: u32 = 0;

/// Something that is to be simulated.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) task: Task,
    /// Its name in the tables.
    pub(crate) name: String,
    /// The same in a sentence; may be empty.
    pub(crate) description: String,
    pub(crate) work: Work,
    /// The search for enough worlds or replicates, if that is asked for.
    pub(super) search: Option<Search>,
    /// Identity of the work, by which results are kept.
    pub(crate) hash: String,
    /// The work in full, for the manifest.
    pub(crate) resolved: Value,
    pub(crate) contents: Contents,
    /// Sites whose settings are listed: of the base, or at the first point.
    pub(crate) listed: Vec<String>,
    /// What looks odd in the files.
    pub(crate) warnings: Vec<Problem>,
    /// What it may get wrong without an error.
    pub(crate) cautions: Vec<Caution>,
}

/// What the points of the work are.
#[derive(Debug)]
pub(crate) enum Contents {
    /// One scenario.
    Run,
    /// A base and its variants.
    Compare(Vec<Side>),
    /// The points of a design.
    Sweep(Arc<Design>),
}

impl Plan {
    /// What a results directory keeps of it.
    pub(crate) fn record(&self) -> anyhow::Result<Record> {
        Record::new(self.task.clone(), &self.hash, &self.work)
    }

    /// Where its results go unless the user says otherwise.
    pub(crate) fn default_directory(&self) -> PathBuf {
        self.directory_called(&self.name)
    }

    /// `results/<name>-<short hash>`, with nothing in the name that a file system could reject.
    pub(crate) fn directory_called(&self, name: &str) -> PathBuf {
        let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
        let name: String = name.chars().map(plain).collect();
        let mut name = format!("{name}-{}", short(&self.hash));
        if let Some(Repeat { world, replicate }) = self.task.part.only {
            name += &match world {
                CENTRAL => format!("-replicate-{replicate}"),
                world => format!("-world-{world}-replicate-{replicate}"),
            };
        }
        Path::new("results").join(name)
    }

    /// Whether a point of the design may have another calibration than it would have alone.
    fn holds_another_calibration(&self, design: &Design) -> bool {
        let enters = |axis: &Axis| enters_calibration(axis.parameter);
        let Some(base) = &design.base else { return false };
        // Recognition that is scaled to known referrals depends on everything.
        let is_scaled = |site: &SitePlan| site.initial.referrals_last_year.is_some();
        design.axes.iter().any(enters) || base.sites.iter().any(is_scaled)
    }

    /// What the intervals of its results are over, and of what level.
    pub(crate) fn spread(&self) -> Spread {
        spread(self.work.amount, &self.task)
    }

    /// The command that does one of its runs alone; `None` where no command does. A site has the
    /// same results alone as among others.
    pub(crate) fn command_of(&self, failed: &FailedRun) -> Option<String> {
        let (scenario, set) = match (&self.task.subject, &self.contents) {
            (Subject::Run { scenario }, _) => (scenario.clone(), self.task.set.clone()),
            (_, Contents::Sweep(design)) if !self.holds_another_calibration(design) => {
                (design.scenario_file.clone(), values(design, failed))
            }
            _ => return None,
        };
        let site = &failed.site;
        let task = Task {
            subject: Subject::Run { scenario },
            set,
            sites: (site != ALL_SITES).then(|| vec![site.clone()]),
            worlds: None,
            prior: self.task.prior,
            enough: Enough::default(),
            interval: None,
            targets: Vec::new(),
            figures: None,
            replicates: None,
            seed: Some(self.work.seed),
            detail: Detail::Tables,
            detailed_worlds: false,
            calibrate_each: false,
            part: Part { shard: None, only: Some(failed.repeat()) },
        };
        Some(task.command())
    }

    /// The search for what is enough, if the task asks for precision.
    pub(crate) fn search(&self) -> Option<Search> {
        self.search
    }

    /// The variants of a comparison, by number of their point and name; none of other work.
    pub(crate) fn variants(&self) -> Vec<(u32, &str)> {
        match &self.contents {
            Contents::Compare(sides) => {
                sides.iter().zip(0..).skip(1).map(|(side, at)| (at, side.name.as_str())).collect()
            }
            Contents::Run | Contents::Sweep(_) => Vec::new(),
        }
    }

    /// Goes up to where there can be a first verdict, if precision is asked for.
    pub(super) fn begin_search(&mut self) {
        if let Some(search) = self.search {
            let watch = search.watch(&self.task.enough, self.variants().len().max(1));
            self.go_to(search.next(&watch, 1));
        }
    }

    /// Whether it is over plausible worlds.
    pub(crate) fn is_over_worlds(&self) -> bool {
        self.work.amount.worlds > 0
    }

    /// Goes up to this number of worlds or replicates, for now.
    pub(crate) fn go_to(&mut self, number: u32) {
        self.work.amount = with(self.work.amount, number);
    }

    /// Has this number of worlds or replicates, as if it had been asked for.
    pub(crate) fn settle(&mut self, number: u32) {
        self.go_to(number);
        self.search = None;
        self.task.enough = Enough::default();
        match self.is_over_worlds() {
            true => self.task.worlds = Some(number),
            false => self.task.replicates = Some(number),
        }
    }
}

/// What the intervals of a task with so many runs are over, and of what level.
pub(crate) fn spread(amount: Amount, task: &Task) -> Spread {
    let Amount { worlds, replicates, central } = amount;
    let level = task.interval.unwrap_or(Level::usual(worlds > 0));
    Spread { level: level.share(), worlds, replicates, central }
}

/// The values that hold at the point of a run, as they are typed.
fn values(design: &Design, failed: &FailedRun) -> Vec<(String, String)> {
    let point = (failed.point as usize).saturating_sub(1);
    let axes = design.axes.iter().map(|axis| (axis.parameter, axis.from));
    let set = design.set.iter().map(|(parameter, value)| ((*parameter, None), *value));
    set.chain(axes.zip(design.values(point).iter().copied()))
        .map(|((parameter, from), value)| {
            let declaration = parameter.declaration();
            let date = from.map_or(String::new(), |from| format!("@{}", from.date()));
            (declaration.key.to_owned(), declaration.written(value) + &date)
        })
        .collect()
}

/// The beginning of a hash, as people are shown it.
pub(crate) fn short(hash: &str) -> String {
    hash.chars().take(8).collect()
}
