//! What is known of parameters together: those that stand for one thing are drawn together, and some
//! cannot have all values at once.

use crate::model::parameters::{Parameter, Values};

/// Parameters that stand for one thing, of which all are likely to be high where one is.
#[derive(Debug)]
pub(super) struct Together {
    /// What they stand for; its draws are addressed by it.
    pub(super) what: &'static str,
    /// Correlation of any two of them on the scale of their normal distributions. Nobody has measured
    /// it: a prior.
    pub(super) correlation: f64,
    /// Their keys.
    members: &'static [&'static str],
}

impl Together {
    /// The number of a member, from that of the group and its own: standard normal as they are.
    pub(super) fn combine(&self, common: f64, own: f64) -> f64 {
        self.correlation.sqrt() * common + (1.0 - self.correlation).sqrt() * own
    }

    pub(super) fn has(&self, parameter: Parameter) -> bool {
        self.members.contains(&parameter.declaration().key)
    }

    /// The group to which a parameter belongs, if it belongs to any.
    pub(super) fn of(parameter: Parameter) -> Option<&'static Self> {
        TOGETHER.iter().find(|together| together.has(parameter))
    }
}

/// The groups. No parameter is in two.
pub(super) const TOGETHER: [Together; 5] = [
    Together {
        what: "level of need",
        correlation: 0.7,
        members: &[
            "need.onsets_primary_per_100_pupils_per_year",
            "need.onsets_secondary_per_100_pupils_per_year",
            "need.onsets_sixteen_plus_per_100_pupils_per_year",
        ],
    },
    Together {
        what: "how readily need is noticed",
        correlation: 0.5,
        members: &["recognition.staff_per_month", "recognition.family_per_month"],
    },
    Together {
        what: "how well help works elsewhere",
        correlation: 0.5,
        members: &[
            "onward.voluntary_remission_per_month",
            "onward.parenting_remission_per_month",
            "onward.gp_remission_per_month",
            "support.counselling_remission_per_month",
            "support.therapy_remission_per_month",
            "support.staff_remission_per_month",
        ],
    },
    Together {
        what: "how well scores are known",
        correlation: 0.5,
        members: &["recognition.noise_sd", "specialist.noise_sd"],
    },
    Together {
        what: "how quickly people give up waiting",
        correlation: 0.5,
        members: &["waiting.give_up_per_month", "specialist.give_up_per_month"],
    },
];

/// Something that holds in every world.
pub(super) struct Law {
    /// In words, for a world that breaks it.
    pub(super) words: &'static str,
    /// The parameters that it is about.
    pub(super) about: &'static [&'static str],
    pub(super) holds: fn(&[f64]) -> bool,
}

impl Law {
    pub(super) fn is_about(&self, parameter: Parameter) -> bool {
        self.about.contains(&parameter.declaration().key)
    }

    pub(super) fn holds(&self, values: &Values) -> bool {
        let number = |key: &&str| Parameter::find(key).map_or(0.0, |it| values.number(it));
        let numbers: Vec<f64> = self.about.iter().map(number).collect();
        (self.holds)(&numbers)
    }
}

fn is_a_whole(shares: &[f64]) -> bool {
    shares.iter().sum::<f64>() <= 1.0
}

fn is_in_order(values: &[f64]) -> bool {
    values.is_sorted()
}

/// The laws. No parameter is in two.
pub(super) const LAWS: [Law; 4] = [
    Law {
        words: "children below the floor, in the band and above the specialist threshold are at most all",
        about: &[
            "need.below_floor_share",
            "need.missing_middle_band_share",
            "need.above_specialist_share",
        ],
        holds: is_a_whole,
    },
    Law {
        words: "the problems of primary pupils are at most all",
        about: &[
            "problem.primary_low_mood_share",
            "problem.primary_behaviour_share",
            "problem.primary_self_harm_share",
            "problem.primary_neurodevelopmental_share",
        ],
        holds: is_a_whole,
    },
    Law {
        words: "the problems of secondary pupils are at most all",
        about: &[
            "problem.secondary_low_mood_share",
            "problem.secondary_behaviour_share",
            "problem.secondary_self_harm_share",
            "problem.secondary_neurodevelopmental_share",
        ],
        holds: is_a_whole,
    },
    Law {
        words: "brief episodes are shorter than persistent ones",
        about: &["need.brief_mean_months", "need.persistent_mean_months"],
        holds: is_in_order,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_that_of_a_parameter_and_none_is_in_two_groups() {
        let members = TOGETHER.iter().flat_map(|together| together.members);
        let about = LAWS.iter().flat_map(|law| law.about);
        for mut names in [members.copied().collect::<Vec<_>>(), about.copied().collect()] {
            assert!(names.iter().all(|key| Parameter::find(key).is_some()), "{names:?}");
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all);
        }
    }

    #[test]
    fn the_defaults_hold_every_law() {
        assert!(LAWS.iter().all(|law| law.holds(&Values::default())));
    }
}
