//! What is known of the parameters, and the worlds that fit it.
//!
//! A plausible world is one draw of everything that is not known, addressed by a seed, the number of the
//! world and the key of the parameter. So world 17 is the same in every scenario and for every site,
//! and a parameter that is added or left out changes no other. World 0 is the central world, in which
//! every parameter has the value that is stated, or its default.

mod belief;
mod decided;
pub mod fit;
mod joint;

use std::collections::{BTreeMap, BTreeSet};

use statrs::distribution::{ContinuousCDF, Normal};

pub use self::belief::{Belief, PLAUSIBLE_SHARE, Scale};
use self::joint::{LAWS, Law, Together};
use super::parameters::{Parameter, Values};
use super::plan::WorldPlan;
use super::purpose::Purpose;
use crate::engine::draws::{BirthKey, Draws};

/// The number of the central world.
pub const CENTRAL: u32 = 0;

/// Seed of the worlds where nothing is stated.
pub const KNOWLEDGE_SEED: u64 = 1;

/// How often what breaks a law is drawn again before the world is given up.
const ATTEMPTS: u64 = 1_000;

/// What is known of the parameters of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Knowledge {
    source: Source,
    /// The values of all sites where a world has no other.
    central: Values,
    /// Parameters with a value of their own at a site, by its name.
    own: BTreeMap<String, BTreeSet<Parameter>>,
}

/// Where worlds come from.
#[derive(Clone, Debug, PartialEq)]
enum Source {
    /// They are drawn.
    Drawn { seed: u64, beliefs: Vec<Belief> },
    /// They are listed: the parameters, and their values in each world.
    Listed { parameters: Vec<Parameter>, worlds: Vec<Vec<f64>> },
}

/// Why there is no such world.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoWorld {
    /// What is stated leaves no room.
    #[error("no values in {ATTEMPTS} draws fit together: {0}; state other values, or fewer")]
    BreaksLaw(&'static str),
    /// The list is shorter.
    #[error("the list of worlds has {0}; ask for no more with --worlds")]
    NotListed(usize),
}

impl Knowledge {
    /// Worlds in which everything of which `beliefs` are held is drawn.
    pub fn drawn(seed: u64, beliefs: Vec<Belief>, central: Values) -> Self {
        Self { source: Source::Drawn { seed, beliefs }, central, own: BTreeMap::new() }
    }

    /// Worlds that are listed, with the values of these parameters in each.
    pub fn listed(parameters: Vec<Parameter>, worlds: Vec<Vec<f64>>, central: Values) -> Self {
        Self { source: Source::Listed { parameters, worlds }, central, own: BTreeMap::new() }
    }

    /// The same with parameters that keep a value of their own at a site.
    #[must_use]
    pub fn with_own(mut self, own: BTreeMap<String, BTreeSet<Parameter>>) -> Self {
        self.own = own;
        self
    }

    /// The same where these are the worlds, with values in the order of [`Knowledge::parameters`].
    #[must_use]
    pub fn with_worlds(&self, worlds: Vec<Vec<f64>>) -> Self {
        let source = Source::Listed { parameters: self.parameters(), worlds };
        Self { source, ..self.clone() }
    }

    /// The values of all sites in the central world.
    pub fn central(&self) -> &Values {
        &self.central
    }

    /// The parameters that differ between worlds, in the order of their values.
    pub fn parameters(&self) -> Vec<Parameter> {
        match &self.source {
            Source::Drawn { beliefs, .. } => beliefs.iter().map(|it| it.parameter).collect(),
            Source::Listed { parameters, .. } => parameters.clone(),
        }
    }

    /// What is believed of those that are drawn; nothing of worlds that are listed.
    pub fn beliefs(&self) -> &[Belief] {
        match &self.source {
            Source::Drawn { beliefs, .. } => beliefs,
            Source::Listed { .. } => &[],
        }
    }

    /// The seed of worlds that are drawn.
    pub fn seed(&self) -> Option<u64> {
        match self.source {
            Source::Drawn { seed, .. } => Some(seed),
            Source::Listed { .. } => None,
        }
    }

    /// The number of worlds that are listed; as many as anybody asks for are drawn.
    pub fn most(&self) -> Option<usize> {
        match &self.source {
            Source::Drawn { .. } => None,
            Source::Listed { worlds, .. } => Some(worlds.len()),
        }
    }

    /// The values of [`Knowledge::parameters`] in a world.
    ///
    /// # Errors
    /// If there is no such world.
    pub fn world(&self, number: u32) -> Result<Vec<f64>, NoWorld> {
        match &self.source {
            _ if number == CENTRAL => {
                let value = |parameter| self.central.number(parameter);
                Ok(self.parameters().into_iter().map(value).collect())
            }
            Source::Drawn { seed, beliefs } => self.draw(*seed, beliefs, number),
            Source::Listed { worlds, .. } => match worlds.get(number as usize - 1) {
                Some(values) => Ok(values.clone()),
                None => Err(NoWorld::NotListed(worlds.len())),
            },
        }
    }

    /// The values of any parameters in a world.
    ///
    /// # Errors
    /// If there is no such world.
    pub fn values(&self, number: u32, wanted: &[Parameter]) -> Result<Vec<f64>, NoWorld> {
        let (parameters, values) = (self.parameters(), self.world(number)?);
        let mut all = self.central.clone();
        for (parameter, value) in parameters.into_iter().zip(values) {
            // Every value of a world is allowed.
            let _ = all.set(parameter, value);
        }
        Ok(wanted.iter().map(|&parameter| all.number(parameter)).collect())
    }

    fn draw(&self, seed: u64, beliefs: &[Belief], world: u32) -> Result<Vec<f64>, NoWorld> {
        let draws = Draws::new(seed, u64::from(world));
        let mut values: Vec<f64> = beliefs.iter().map(|it| drawn(&draws, it, 0)).collect();
        for law in &LAWS {
            let of_law = |belief: &Belief| law.is_about(belief.parameter);
            if beliefs.iter().any(of_law) {
                self.keep(law, &draws, beliefs, &mut values)?;
            }
        }
        Ok(values)
    }

    /// Draws what a law is about again until it holds.
    fn keep(
        &self,
        law: &Law,
        draws: &Draws,
        beliefs: &[Belief],
        values: &mut [f64],
    ) -> Result<(), NoWorld> {
        let mut all = self.central.clone();
        for attempt in 0..ATTEMPTS {
            for (belief, value) in beliefs.iter().zip(&mut *values) {
                if law.is_about(belief.parameter) {
                    *value = drawn(draws, belief, attempt);
                    // Every value of a belief is allowed.
                    let _ = all.set(belief.parameter, *value);
                }
            }
            if law.holds(&all) {
                return Ok(());
            }
        }
        Err(NoWorld::BreaksLaw(law.words))
    }

    /// A plan as it is in a world.
    ///
    /// # Errors
    /// If there is no such world.
    pub fn applied(&self, mut plan: WorldPlan, number: u32) -> Result<WorldPlan, NoWorld> {
        if number == CENTRAL {
            return Ok(plan);
        }
        let (parameters, values) = (self.parameters(), self.world(number)?);
        for site in &mut plan.sites {
            let own = self.own.get(&site.name);
            for (&parameter, &value) in parameters.iter().zip(&values) {
                if !own.is_some_and(|own| own.contains(&parameter)) {
                    let _ = site.values.set(parameter, value);
                }
            }
        }
        Ok(plan)
    }
}

/// The value of a parameter in the world of these draws.
fn drawn(draws: &Draws, belief: &Belief, attempt: u64) -> f64 {
    let key = belief.parameter.declaration().key;
    let own = normal(draws, BirthKey::named(key), attempt);
    let number = Together::of(belief.parameter).map_or(own, |together| {
        let common = normal(draws, BirthKey::named(together.what), attempt);
        together.combine(common, own)
    });
    belief.at(number)
}

fn normal(draws: &Draws, who: BirthKey, attempt: u64) -> f64 {
    let uniform = draws.uniform(who, Purpose::Knowledge, attempt);
    Normal::standard().inverse_cdf(uniform.max(f64::EPSILON))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::world::tests::plan;

    fn everything() -> Knowledge {
        Knowledge::drawn(1, Belief::all().collect(), Values::default())
    }

    /// What is known where some values are stated.
    fn stating(stated: &[(&str, f64)]) -> Knowledge {
        let mut values = Values::default();
        for (key, value) in stated {
            values.set(Parameter::named(key), *value).unwrap();
        }
        let is_drawn = |belief: &Belief| {
            !stated.iter().any(|(key, _)| *key == belief.parameter.declaration().key)
        };
        Knowledge::drawn(1, Belief::all().filter(is_drawn).collect(), values)
    }

    /// The values of a parameter in the first so many worlds.
    fn values(knowledge: &Knowledge, key: &str, worlds: u32) -> Vec<f64> {
        let parameter = Parameter::named(key);
        let place = knowledge.parameters().iter().position(|it| *it == parameter).unwrap();
        (1..=worlds).map(|world| knowledge.world(world).unwrap()[place]).collect()
    }

    /// Of 4,000 worlds as many lie below each quantile as should: within four and a half standard
    /// errors, of all parameters but those that a law keeps from some of their values.
    #[test]
    fn worlds_have_the_distribution_that_is_known() {
        let (knowledge, worlds) = (everything(), 4_000);
        let table: Vec<Vec<f64>> = (1..=worlds).map(|it| knowledge.world(it).unwrap()).collect();
        for (place, belief) in knowledge.beliefs().iter().enumerate() {
            let key = belief.parameter.declaration().key;
            let is_whole =
                belief.quantile(0.7).fract() == 0.0 && belief.quantile(0.6).fract() == 0.0;
            if is_whole || LAWS.iter().any(|law| law.is_about(belief.parameter)) {
                continue;
            }
            let [_, median, _] = belief.range();
            for p in [0.05, 0.25, 0.75, 0.95] {
                let line = belief.quantile(p);
                if line == median || table.iter().filter(|row| row[place] == line).count() > 1 {
                    // A default at the end of its range, or a value at the end of what is allowed.
                    continue;
                }
                let below = table.iter().filter(|row| row[place] < line).count() as f64;
                let share = below / f64::from(worlds);
                let error = (p * (1.0 - p) / f64::from(worlds)).sqrt();
                assert!((share - p).abs() < 4.5 * error, "{key} at {p}: {share}");
            }
        }
    }

    #[test]
    fn a_world_is_the_same_whatever_else_is_drawn() {
        let key = "attrition.other_per_year";
        let own = Belief::of(Parameter::named(key)).unwrap();
        let alone = Knowledge::drawn(1, vec![own], Values::default());
        assert_eq!(values(&alone, key, 20), values(&everything(), key, 20));
        let other = Knowledge::drawn(2, vec![own], Values::default());
        assert_ne!(values(&alone, key, 20), values(&other, key, 20));
        let mut distinct = values(&alone, key, 20);
        distinct.dedup();
        assert_eq!(distinct.len(), 20);
    }

    /// Parameters that stand for one thing have the correlation that is declared, and others none:
    /// within four standard errors of 1,000 worlds.
    #[test]
    fn parameters_are_as_correlated_as_is_declared() {
        let knowledge = everything();
        let normals = |key: &str| -> Vec<f64> {
            let belief = Belief::of(Parameter::named(key)).unwrap();
            let [low, median, high] = belief.range().map(f64::ln);
            let side =
                |off: f64| if off < 0.0 { off / (median - low) } else { off / (high - median) };
            values(&knowledge, key, 1_000).iter().map(|value| side(value.ln() - median)).collect()
        };
        let correlation = |one: &[f64], two: &[f64]| {
            let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
            let [a, b] = [one, two].map(|of| {
                let middle = mean(of);
                of.iter().map(|value| value - middle).collect::<Vec<f64>>()
            });
            let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
            product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
        };
        let staff = normals("recognition.staff_per_month");
        let family = normals("recognition.family_per_month");
        let leaving = normals("attrition.other_per_year");
        let found = correlation(&staff, &family);
        assert!((found - 0.5).abs() < 4.0 * 0.75 / 1_000_f64.sqrt(), "{found}");
        let found = correlation(&staff, &leaving);
        assert!(found.abs() < 4.0 / 1_000_f64.sqrt(), "{found}");
    }

    #[test]
    fn every_world_holds_every_law_and_one_that_cannot_is_named() {
        let knowledge = everything();
        for world in 1..=500 {
            let mut all = Values::default();
            for (parameter, value) in
                knowledge.parameters().into_iter().zip(knowledge.world(world).unwrap())
            {
                all.set(parameter, value).unwrap();
            }
            assert!(LAWS.iter().all(|law| law.holds(&all)), "{world}");
        }
        let too_much = ["need.below_floor_share", "need.above_specialist_share"];
        let refused = stating(&too_much.map(|key| (key, 0.6))).world(1).unwrap_err();
        assert!(refused.to_string().contains("at most all"), "{refused}");
    }

    #[test]
    fn a_plan_has_the_values_of_its_world_but_for_what_is_its_own() {
        let key = Parameter::named("attrition.other_per_year");
        let own = Parameter::named("severity.onset_sd");
        let name = plan().sites[0].name.clone();
        let knowledge = everything().with_own([(name, BTreeSet::from([own]))].into());
        assert_eq!(knowledge.applied(plan(), CENTRAL).unwrap(), plan());
        let found = knowledge.applied(plan(), 3).unwrap();
        assert_eq!(found.sites[0].values.number(own), plan().sites[0].values.number(own));
        let drawn = values(&knowledge, "attrition.other_per_year", 3)[2];
        assert_eq!(found.sites[0].values.number(key), drawn);
        assert_ne!(drawn, plan().sites[0].values.number(key));
    }

    #[test]
    fn what_is_stated_is_not_drawn_and_changes_nothing_else() {
        let (all, stating) = (everything(), stating(&[("attrition.other_per_year", 0.3)]));
        assert_eq!(stating.parameters().len() + 1, all.parameters().len());
        assert_eq!(values(&stating, "severity.onset_sd", 9), values(&all, "severity.onset_sd", 9));
    }

    #[test]
    fn listed_worlds_are_those_of_the_list() {
        let key = Parameter::named("attrition.other_per_year");
        let listed = Knowledge::listed(vec![key], vec![vec![0.1], vec![0.2]], Values::default());
        assert_eq!(listed.world(2), Ok(vec![0.2]));
        assert_eq!(listed.world(3), Err(NoWorld::NotListed(2)));
    }
}
