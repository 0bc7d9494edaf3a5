//! A scenario: loaded from a file, changed, and run.

use std::path::{Path, PathBuf};

use mhst_core::model::plan::WorldPlan;
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::world::{RunOptions, Running};
use mhst_reporter::comparison::Compared;
use mhst_runner::scenario::{Caution, Edits, Loaded, Problem, load};

use crate::comparison;
use crate::error::Error;
use crate::results::Results;
use crate::simulate::Worlds;

/// A valid scenario and what looks odd about it.
#[derive(Clone, Debug)]
pub struct Scenario {
    file: PathBuf,
    edits: Edits,
    loaded: Loaded,
}

impl Scenario {
    /// Loads a scenario file.
    ///
    /// # Errors
    /// Everything that is wrong with it, or with the files that it names.
    pub fn load(file: impl AsRef<Path>) -> Result<Self, Error> {
        Self::edited(file.as_ref().to_owned(), Edits::default())
    }

    fn edited(file: PathBuf, edits: Edits) -> Result<Self, Error> {
        let loaded = load(&file, &edits)?;
        Ok(Self { file, edits, loaded })
    }

    /// The same scenario with another value of a parameter for all sites, such as
    /// `with("remit.policy", "extended")`. `Parameter` lists the keys.
    ///
    /// # Errors
    /// If there is no such parameter, or it does not allow the value.
    pub fn with(&self, key: &str, value: impl ToString) -> Result<Self, Error> {
        let mut edits = self.edits.clone();
        edits.set.push((key.to_owned(), value.to_string()));
        Self::edited(self.file.clone(), edits)
    }

    /// The same scenario with these sites only.
    ///
    /// # Errors
    /// If it has no site of that name.
    pub fn only_sites<S: Into<String>>(
        &self,
        sites: impl IntoIterator<Item = S>,
    ) -> Result<Self, Error> {
        let only_sites = Some(sites.into_iter().map(Into::into).collect());
        Self::edited(self.file.clone(), Edits { only_sites, ..self.edits.clone() })
    }

    /// The same scenario with another seed.
    ///
    /// # Errors
    /// If the file is no longer valid.
    pub fn with_seed(&self, seed: u64) -> Result<Self, Error> {
        Self::edited(self.file.clone(), Edits { seed: Some(seed), ..self.edits.clone() })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.loaded.scenario.name
    }

    /// The names of its sites, in the order of the file.
    pub fn sites(&self) -> impl Iterator<Item = &str> {
        self.loaded.scenario.sites.iter().map(|site| site.name.as_str())
    }

    /// Values that are allowed but unusual, such as those outside their plausible range.
    pub fn warnings(&self) -> &[Problem] {
        &self.loaded.warnings
    }

    /// What it may get wrong without an error.
    pub fn cautions(&self) -> &[Caution] {
        &self.loaded.cautions
    }

    /// Runs replicates 1 to `replicates` of every site, on all processors.
    ///
    /// # Errors
    /// If a law of the model breaks.
    pub fn run(&self, replicates: u32) -> Result<Results, Error> {
        Ok(Results::new(Worlds::of(&self.loaded.scenario)?.run(replicates)?))
    }

    /// Runs this scenario and a variant, and compares them in pairs of replicates that share random
    /// numbers. The specialist services of the variant hold the calibration of this scenario at sites
    /// with the same reported figures.
    ///
    /// # Errors
    /// If they have no site in common, or a law of the model breaks.
    pub fn compare(&self, variant: &Self, replicates: u32) -> Result<Compared, Error> {
        comparison::compare(&self.loaded.scenario, &variant.loaded.scenario, replicates)
    }

    /// One replicate of the world to which a site belongs, before its first event. Where all sites
    /// are one world, it is that world.
    ///
    /// # Errors
    /// If there is no such site, or a law of the model breaks in the calibration.
    pub fn world(&self, site: &str, replicate: u32) -> Result<Running, Error> {
        let scenario = &self.loaded.scenario;
        let Some(position) = scenario.sites.iter().position(|it| it.name == site) else {
            return Err(Error::NoSuchSite(site.to_owned()));
        };
        let sites = match scenario.one_world {
            true => scenario.sites.clone(),
            false => vec![scenario.sites[position].clone()],
        };
        let world = PreparedWorld::new(WorldPlan { sites, time: scenario.time })?;
        Ok(world.start(scenario.seed, replicate.into(), RunOptions::default()))
    }
}
