//! How well the headline numbers are known, what it would take to know them twice as well, and what it
//! is that varies: chance, or what is not known about the parameters.

use mhst_core::engine::statistics::replicates_to_halve;
use mhst_core::model::results::{Measure, Subgroup};

use crate::comparison::Comparisons;
use crate::numbers::{counted, grouped};
use crate::repeated::Estimate;
use crate::spread::Spread;
use crate::tables::{ALL_SITES, Summary};

/// How well a number is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// Half the width of the interval of the median over worlds, or of the mean over replicates.
    pub half_width: f64,
    /// The worlds or replicates that it rests on.
    pub runs: usize,
    /// How many of them it would take to halve the interval.
    pub to_halve: usize,
    /// Share of the variance between the means of worlds that is not chance, and so comes from what is
    /// not known; `None` where only the central world was run, or chance is not known.
    pub knowledge: Option<f64>,
}

impl Need {
    /// What an estimate says; `None` of too few runs for an interval.
    pub fn of(estimate: &Estimate, spread: &Spread) -> Option<Self> {
        let half_width = estimate.half_width?;
        let runs = estimate.shown.replicates;
        let to_halve = match spread.is_over_worlds() {
            // The interval of a median, too, narrows with the root of the number.
            true => 4 * runs,
            false => replicates_to_halve(runs, spread.level)?,
        };
        let knowledge = || {
            let (between, chance) = (estimate.between?.powi(2), estimate.chance?.powi(2));
            let total = between + chance / f64::from(spread.replicates.max(1));
            (total > 0.0).then(|| between / total)
        };
        Some(Self { half_width, runs, to_halve, knowledge: knowledge() })
    }

    /// Whether what is not known moves the number more than chance does.
    pub fn is_of_knowledge(&self) -> Option<bool> {
        self.knowledge.map(|share| share >= 0.5)
    }
}

/// The headline numbers of all children.
pub fn of_summary(summary: &Summary, spread: &Spread) -> Vec<Need> {
    let find = |(measure, statistic)| {
        let estimate = summary.estimate(ALL_SITES, Subgroup::ALL, measure, statistic)?;
        Need::of(&estimate, spread)
    };
    Measure::HEADLINES.into_iter().filter_map(find).collect()
}

/// The headline differences of all children, of every variant.
pub fn of_comparisons(found: &Comparisons, spread: &Spread) -> Vec<Need> {
    let find = |(measure, statistic)| {
        let rows = found.variants.iter().map(move |variant| {
            let row = variant.get(ALL_SITES, measure, statistic)?;
            Need::of(&row.estimate?, spread)
        });
        rows.flatten()
    };
    Measure::HEADLINES.into_iter().flat_map(find).collect()
}

/// What it would take to know the numbers twice as well, in words; `what` they are: medians, means or
/// differences.
pub fn sentence(needs: &[Need], spread: &Spread) -> Option<String> {
    let to_halve = needs.iter().map(|need| need.to_halve).max()?;
    if !spread.is_over_worlds() {
        return Some(format!(
            "To halve the intervals takes {}. They show chance alone; plausible worlds (--worlds) show \
             what is not known about the parameters.",
            counted(to_halve, "replicate")
        ));
    }
    let words = format!(
        "To halve the interval of each median takes about {}.",
        counted(to_halve, "plausible world")
    );
    let known: Vec<bool> = needs.iter().filter_map(Need::is_of_knowledge).collect();
    let of_knowledge = known.iter().filter(|is| **is).count();
    let what = match (of_knowledge, known.len()) {
        (_, 0) => return Some(words),
        (all, of) if all == of => "what is not known about the parameters".to_owned(),
        (0, _) => "chance".to_owned(),
        (some, of) => format!(
            "what is not known about the parameters for {} of {} headline numbers, and chance for the \
             others",
            grouped(some as f64, 0),
            grouped(of as f64, 0)
        ),
    };
    let advice = match 2 * of_knowledge >= known.len() {
        true => {
            "More replicates do not narrow that; more worlds only make the ends of the intervals better \
             known."
        }
        false => "More replicates in each world (--replicates) help more than more worlds.",
    };
    Some(format!("{words} Worlds differ mostly by {what}. {advice}"))
}

#[cfg(test)]
mod tests {
    use mhst_core::model::knowledge::CENTRAL;

    use super::*;
    use crate::repeated::Repeated;

    const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
    const WORLDS: Spread = Spread { level: 0.9, worlds: 40, replicates: 1, central: 10 };
    const CENTRAL_ONLY: Spread = Spread { level: 0.95, worlds: 0, replicates: 0, central: 20 };

    /// Worlds that are `apart` times as far apart as replicates of the central world.
    fn need(worlds: u32, apart: f64, spread: &Spread) -> Option<Need> {
        let mut values = Repeated::default();
        let swing = |n: u32| f64::from(n * 7 % 10);
        (0..spread.central).for_each(|n| values.add(CENTRAL, swing(n)));
        (1..=worlds).for_each(|world| values.add(world, apart * swing(world)));
        Need::of(&values.estimate(ANY, spread.level)?, spread)
    }

    #[test]
    fn knowledge_dominates_where_worlds_are_further_apart_than_chance() {
        let far = need(40, 10.0, &WORLDS).unwrap();
        assert_eq!((far.runs, far.to_halve, far.is_of_knowledge()), (40, 160, Some(true)));
        assert!(far.knowledge.unwrap() > 0.98);
        let near = need(40, 1.0, &WORLDS).unwrap();
        assert_eq!(near.is_of_knowledge(), Some(false));
        // With more replicates in each world, chance is less of it.
        let more = Spread { replicates: 100, ..WORLDS };
        assert!(
            need(40, 2.0, &more).unwrap().knowledge > need(40, 2.0, &WORLDS).unwrap().knowledge
        );
        assert_eq!(need(5, 1.0, &WORLDS), None);
    }

    #[test]
    fn replicates_show_chance_alone() {
        let need = need(0, 0.0, &CENTRAL_ONLY).unwrap();
        assert_eq!((need.runs, need.to_halve, need.knowledge), (20, 73, None));
        let words = sentence(&[need], &CENTRAL_ONLY).unwrap();
        assert!(words.contains("73 replicates") && words.contains("--worlds"), "{words}");
    }

    #[test]
    fn the_sentence_says_what_dominates_and_what_helps() {
        let (far, near) = (need(40, 10.0, &WORLDS).unwrap(), need(40, 1.0, &WORLDS).unwrap());
        let words = |needs: &[Need]| sentence(needs, &WORLDS).unwrap();
        let all = words(&[far, far]);
        assert!(all.contains("160 plausible worlds") && all.contains("do not narrow"), "{all}");
        let none = words(&[near, near]);
        assert!(none.contains("mostly by chance.") && none.contains("--replicates"), "{none}");
        let some = words(&[far, far, near]);
        assert!(some.contains("for 2 of 3 headline numbers"), "{some}");
        assert_eq!(sentence(&[], &WORLDS), None);
    }
}
