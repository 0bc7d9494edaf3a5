//! What a user has stated, file by file: read, but not yet put together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::civil::Date;
use mhst_core::model::parameters::Parameter;

use super::initial_block::StatedInitial;
use super::knowledge_block::StatedKnowledge;
use super::post_block::PostBlock;
use super::problem::Location;

/// Something stated, and where.
#[derive(Clone, Debug)]
pub(super) struct Stated<T> {
    pub(super) value: T,
    pub(super) at: Location,
}

/// A value for a parameter, for all sites or for one.
#[derive(Clone, Debug)]
pub(super) struct StatedValue {
    pub(super) site: Option<Stated<String>>,
    pub(super) parameter: Parameter,
    pub(super) value: Stated<f64>,
    /// Whether it is inherited by a file that states posts of its own.
    pub(super) is_below_posts: bool,
}

/// A change on a date, for all sites or for some.
#[derive(Clone, Debug)]
pub(super) struct StatedChange {
    pub(super) on: Stated<Date>,
    pub(super) sites: Option<Vec<Stated<String>>>,
    pub(super) parameter: Parameter,
    pub(super) value: Stated<f64>,
}

/// All that is stated by one file, or by a chain of files with the later before the earlier.
#[derive(Clone, Debug, Default)]
pub(super) struct RawScenario {
    pub(super) name: Option<Stated<String>>,
    pub(super) description: Option<Stated<String>>,
    pub(super) extends: Option<Stated<PathBuf>>,
    pub(super) start: Option<Stated<Date>>,
    pub(super) teams_start: Option<Stated<Date>>,
    pub(super) measure_from: Option<Stated<Date>>,
    pub(super) end: Option<Stated<Date>>,
    pub(super) worlds: Option<Stated<u32>>,
    pub(super) replicates: Option<Stated<u32>>,
    pub(super) seed: Option<Stated<u64>>,
    pub(super) sites_file: Option<Stated<PathBuf>>,
    pub(super) settings_file: Option<Stated<PathBuf>>,
    pub(super) waves_file: Option<Stated<PathBuf>>,
    pub(super) one_world: Option<Stated<bool>>,
    pub(super) only: Option<Vec<Stated<String>>>,
    pub(super) values: Vec<StatedValue>,
    pub(super) changes: Vec<StatedChange>,
    /// The posts of the nearest file that states any.
    pub(super) posts: Option<Vec<PostBlock>>,
    /// What is known of the teams on their first day.
    pub(super) initial: Vec<StatedInitial>,
    /// What is known, where it is not what the parameters say.
    pub(super) knowledge: StatedKnowledge,
    /// Where the tables begin that have keys which must be there.
    pub(super) sections: BTreeMap<String, Location>,
    /// Tables and `table.key`s that were meant to be stated but cannot be used, which is a problem
    /// already: they are not missing.
    pub(super) attempted: BTreeSet<String>,
}

impl StatedValue {
    pub(super) fn new(
        site: Option<Stated<String>>,
        parameter: Parameter,
        value: Stated<f64>,
    ) -> Self {
        Self { site, parameter, value, is_below_posts: false }
    }
}

impl RawScenario {
    /// Puts what a later file states over what an earlier one did.
    #[must_use]
    pub(super) fn over(mut self, mut base: Self) -> Self {
        fn keep<T>(later: &mut Option<T>, earlier: Option<T>) {
            if later.is_none() {
                *later = earlier;
            }
        }
        keep(&mut self.name, base.name);
        keep(&mut self.description, base.description);
        keep(&mut self.start, base.start);
        keep(&mut self.teams_start, base.teams_start);
        keep(&mut self.measure_from, base.measure_from);
        keep(&mut self.end, base.end);
        keep(&mut self.worlds, base.worlds);
        keep(&mut self.replicates, base.replicates);
        keep(&mut self.seed, base.seed);
        keep(&mut self.sites_file, base.sites_file);
        keep(&mut self.settings_file, base.settings_file);
        keep(&mut self.waves_file, base.waves_file);
        keep(&mut self.one_world, base.one_world);
        keep(&mut self.only, base.only);
        if self.posts.is_some() {
            base.values.iter_mut().for_each(|value| value.is_below_posts = true);
        }
        keep(&mut self.posts, base.posts);
        self.values = [base.values, self.values].concat();
        self.changes = [base.changes, self.changes].concat();
        self.initial = [base.initial, self.initial].concat();
        self.knowledge = self.knowledge.over(base.knowledge);
        for (section, at) in base.sections {
            self.sections.entry(section).or_insert(at);
        }
        self.attempted.extend(base.attempted);
        self
    }
}
