//! The fit: rounds until worlds fit, and how they come out at all sites.

use mhst_core::engine::statistics::Ordered;
use mhst_core::model::figures::Figure;
use mhst_core::model::knowledge::fit::{Fit, Run};
use mhst_reporter::calibration::{Outcome, Target, reports, targets, within_reach};
use mhst_reporter::numbers::significant;
use mhst_reporter::scorecard::Gathering;
use mhst_runner::scenario::Scenario;

use super::found::Found;
use crate::exit::{BadInput, Ending};
use crate::work::{Ended, Round, Rounds};

/// Replicates of the central world that show chance.
const CENTRAL: u32 = 10;

/// The round that confirms, which comes after all others.
const CONFIRMING: usize = 999;

/// What is fitted, and to what.
pub(super) struct Fitting<'a> {
    scenario: &'a Scenario,
    figures: &'a [Figure],
    pub(super) targets: Vec<Target>,
    /// Takes a line for those who watch.
    tell: &'a dyn Fn(&str) -> anyhow::Result<()>,
}

/// How a fit ended.
pub(super) enum Fitted {
    Yes(Box<Found>),
    No(Ending),
}

impl<'a> Fitting<'a> {
    pub(super) fn new(
        scenario: &'a Scenario,
        figures: &'a [Figure],
        tell: &'a dyn Fn(&str) -> anyhow::Result<()>,
    ) -> Self {
        let targets = targets(&Gathering::new(figures.iter().cloned()));
        Self { scenario, figures, targets, tell }
    }

    fn round(&self, number: usize, worlds: Vec<Vec<f64>>, central: u32) -> Round<'_> {
        let (scenario, figures, targets) = (self.scenario, self.figures, &self.targets[..]);
        Round { number, scenario, worlds, central, figures, targets }
    }

    /// Does rounds until so many worlds fit.
    pub(super) fn fit(&self, worlds: u32, rounds: &Rounds<'_>) -> anyhow::Result<Fitted> {
        let knowledge = &self.scenario.knowledge;
        let (beliefs, seed) = (knowledge.beliefs().to_vec(), self.scenario.seed);
        let mut fit = Fit::new(beliefs.clone(), knowledge.central().clone(), worlds as usize, seed);
        let (mut first, mut runs) = (Vec::new(), Vec::new());
        let (mut stated, mut near) = (Vec::new(), Vec::new());
        for number in 0.. {
            if fit.is_done() {
                break;
            }
            let central = if number == 0 { CENTRAL } else { 0 };
            let (of_central, of_worlds) = match rounds.round(&self.round(
                number,
                fit.proposals(),
                central,
            ))? {
                Ended::Done { central, worlds } => (central, worlds),
                Ended::Interrupted => return Ok(Fitted::No(Ending::Interrupted)),
                Ended::OthersMissing => {
                    (self.tell)(&format!(
                        "Round {} of this shard is done; give the command again when the other shards \
                             have done theirs.",
                        number + 1
                    ))?;
                    return Ok(Fitted::No(Ending::Fine));
                }
            };
            if number == 0 {
                stated = reports(&self.targets, &of_central);
                near = within_reach(&stated, &of_worlds);
                if near.iter().all(Option::is_none) {
                    return Err(BadInput(self.nothing_is_near()).into());
                }
                first.clone_from(&of_worlds);
            }
            fit.take(&of_worlds, &near);
            runs.extend(of_worlds);
            if let Some(step) = fit.steps().last() {
                (self.tell)(&format!(
                    "Round {}: weight of the reports {:.0} %, {} of what was known is left, {} runs",
                    number + 1,
                    100.0 * step.weight,
                    significant(step.log_left.exp(), 2),
                    runs.len(),
                ))?;
            }
        }
        let Some(last) = fit.steps().last() else {
            let words = "no world has a result for every target, so none can be fitted: look at the \
                         figures, or leave out those that are counted nowhere";
            return Err(BadInput(words.to_owned()).into());
        };
        let fitted: Vec<(Vec<f64>, Run)> =
            fit.followers().iter().map(|it| (it.values.clone(), runs[it.run].clone())).collect();
        let cost = (runs.len() + CENTRAL as usize, last.log_left.exp(), fit.effective());
        let outcome = Outcome::new(&self.targets, &stated, &near, &beliefs, &first, &fitted, cost);
        let keys = beliefs.iter().map(|it| it.parameter.declaration().key).collect();
        Ok(Fitted::Yes(Box::new(Found { fit, keys, outcome })))
    }

    /// Why nothing could be fitted, if no world comes near any of the figures.
    fn nothing_is_near(&self) -> String {
        let titles: Vec<&str> = self.targets.iter().map(|target| target.title.as_str()).collect();
        format!(
            "nothing could be fitted: no world of what is known comes near any of the figures, or has \
             results for them ({}); check the figures, their measures and periods",
            titles.join("; ")
        )
    }

    /// Runs the worlds that fit here, at all sites, and says how they come out.
    pub(super) fn confirm(
        &self,
        found: &Found,
        rounds: &Rounds<'_>,
    ) -> anyhow::Result<Option<Ending>> {
        let mut worlds: Vec<Vec<f64>> =
            found.fit.followers().iter().map(|it| it.values.clone()).collect();
        worlds.dedup();
        let (of_central, of_worlds) =
            match rounds.round(&self.round(CONFIRMING, worlds, CENTRAL))? {
                Ended::Done { central, worlds } => (central, worlds),
                Ended::Interrupted => return Ok(Some(Ending::Interrupted)),
                Ended::OthersMissing => return Ok(Some(Ending::Fine)),
            };
        (self.tell)("At all sites the worlds that fit give:")?;
        let stated = reports(&self.targets, &of_central);
        for (place, (target, report)) in self.targets.iter().zip(stated).enumerate() {
            let Some(values) =
                Ordered::new(of_worlds.iter().filter_map(|run| run[place]).collect())
            else {
                continue;
            };
            let median = values.quantile(0.5);
            (self.tell)(&format!(
                "  {}: reported {}, median {} ({:+.1} standard deviations)",
                target.title,
                significant(target.value, 3),
                significant(median, 3),
                (median - target.value) / report.sd,
            ))?;
        }
        Ok(None)
    }
}
