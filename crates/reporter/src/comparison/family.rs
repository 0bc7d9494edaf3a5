//! Which differences are judged together, and what is said of each.

use mhst_core::engine::statistics::holm;
use mhst_core::model::results::{Measure, Statistic, Subgroup};

/// Greatest p-value at which a difference counts as distinguishable from chance.
const CHANCE: f64 = 0.05;

/// The values of a site and subgroup that are corrected together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    /// The [`Measure::HEADLINES`], for everybody.
    Headline,
    /// All others.
    Other,
}

impl Family {
    pub(super) const ALL: [Self; 2] = [Self::Headline, Self::Other];

    /// The family of a value.
    pub(super) fn of(subgroup: Subgroup, measure: Measure, statistic: Statistic) -> Self {
        match subgroup == Subgroup::ALL && Measure::HEADLINES.contains(&(measure, statistic)) {
            true => Self::Headline,
            false => Self::Other,
        }
    }

    /// The name in `comparison.csv`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Other => "other",
        }
    }
}

/// The p-value of a difference, and the same after correction within its family.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Test {
    /// By itself.
    pub p_value: f64,
    /// After Holm's correction for all measures of the family.
    pub p_adjusted: f64,
    /// Measures of the family.
    pub measures: usize,
}

/// What a test says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Distinguishable from chance after correction.
    Distinguishable,
    /// Distinguishable by itself, but not after correction.
    OnlyByItself,
    /// Not distinguishable from chance.
    NotDistinguishable,
}

impl Test {
    /// The tests of a family, in the order of their p-values given.
    pub(super) fn family(p_values: &[f64]) -> impl Iterator<Item = Self> {
        let adjusted = holm(p_values).into_iter().zip(p_values);
        adjusted.map(|(p_adjusted, &p_value)| Self {
            p_value,
            p_adjusted,
            measures: p_values.len(),
        })
    }

    /// What it says.
    pub fn verdict(&self) -> Verdict {
        match (self.p_adjusted <= CHANCE, self.p_value <= CHANCE) {
            (true, _) => Verdict::Distinguishable,
            (false, true) => Verdict::OnlyByItself,
            (false, false) => Verdict::NotDistinguishable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of five p-values the least is taken five times: 0.009 stays below 0.05 and 0.02, taken four
    /// times, does not. Among a hundred measures neither would.
    #[test]
    fn five_headlines_are_corrected_for_five() {
        let verdicts: Vec<Verdict> =
            Test::family(&[0.009, 0.02, 0.5, 0.9, 0.9]).map(|test| test.verdict()).collect();
        use Verdict::{Distinguishable, NotDistinguishable, OnlyByItself};
        let none = NotDistinguishable;
        assert_eq!(verdicts, [Distinguishable, OnlyByItself, none, none, none]);
        let hundred: Vec<f64> = [0.009].into_iter().chain([0.5; 99]).collect();
        assert_eq!(Test::family(&hundred).next().map(|test| test.verdict()), Some(OnlyByItself));
    }
}
