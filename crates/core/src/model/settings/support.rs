//! The setting's own support, with and without a team: counsellors and therapists who see children,
//! as many at a time as they have places for, and staff who support the others, advised by an
//! educational psychologist where there is one.

use crate::model::children::child::Outside;
use crate::model::parameters::{Values, parameters};

parameters! {
    pub struct SupportParameters in "support" {
        /// Share of settings with a trained counsellor of their own
        counselling_share: f64 = 0.61, "proportion", allowed (0.0, 1.0), plausible (0.4, 0.7),
            "M16", AtStart, Published "Ellins et al. 2023, Ch8 and Appendix 5: baseline survey of \
             2019" sample 693,
            raises "setting_help_started";
        /// Share of settings that provide cognitive behavioural therapy of their own
        therapy_share: f64 = 0.17, "proportion", allowed (0.0, 1.0), plausible (0.1, 0.25),
            "M16", AtStart, Published "Ellins et al. 2023, Ch8 and Appendix 5: baseline survey of \
             2019" sample 693,
            raises "setting_help_started";
        /// Share of settings with support by an educational psychologist
        psychologist_share: f64 = 0.82, "proportion", allowed (0.0, 1.0), plausible (0.7, 0.9),
            "M16", AtStart, Published "Ellins et al. 2023, Ch8 and Appendix 5: baseline survey of \
             2019" sample 693,
            lowers "setting_only";
        /// Children in need whom the counsellors of a setting see at a time
        counselling_places_per_1000_pupils: f64 = 5.0, "per 1,000 pupils",
            allowed (0.0, 200.0), plausible (2.0, 10.0),
            "M16", Live, Assumption "prior; Wales, where every secondary school has counselling, \
             counsels 55 to 60 of 1,000 pupils a year, about ten places",
            raises "setting_help_started";
        /// Children in need who have therapy of a setting at a time
        therapy_places_per_1000_pupils: f64 = 2.0, "per 1,000 pupils",
            allowed (0.0, 200.0), plausible (0.5, 5.0),
            "M16", Live, Assumption "prior",
            raises "setting_help_started";
        /// Share of these places that a setting gives up while a team works there
        displaced_share: f64 = 0.0, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.5),
            "M16", Live, Assumption "0: the team is to be additional (Ellins et al. 2023, \
             Appendix 2)",
            lowers "setting_help_started";
        /// Rate at which a setting offers a place, if one is free, to a child in need whom it knows and
        /// nobody helps, unless the family has turned from help
        offered_per_month: f64 = 0.12, "per month", allowed (0.0, 5.0), plausible (0.03, 0.4),
            "M16", Live, Assumption "prior",
            raises "setting_help_started";
        /// Duration of counselling or therapy
        help_days: f64 = 63.0, "days", allowed (1.0, 1000.0), plausible (42.0, 100.0),
            "M16", Live, Assumption "prior; Cooper 2013: 6.4 sessions attended on average",
            lowers "setting_help_started";
        /// Rate at which counselling ends need, beyond the natural course
        counselling_remission_per_month: f64 = 0.07, "per month",
            allowed (0.0, 5.0), plausible (0.0, 0.15),
            "M16", Live, Assumption "prior: half of that of therapy",
            raises "recovered_with_help";
        /// Rate at which therapy ends need, beyond the natural course
        therapy_remission_per_month: f64 = 0.14, "per month",
            allowed (0.0, 5.0), plausible (0.05, 0.2),
            "M16", Live, Assumption "prior: as sessions of the team (Thirlwall 2013)",
            raises "recovered_with_help";
        /// Rate at which the support of staff ends need that they know of and nobody treats, beyond
        /// the natural course
        staff_remission_per_month: f64 = 0.002, "per month",
            allowed (0.0, 2.0), plausible (0.0, 0.01),
            "M16", Live, Assumption "prior",
            lowers "setting_only";
        /// Whether staff support, and the team's advice reaches, those whom the account of need has with
        /// nobody: in the missing middle, out of scope, disengaged, or after help
        staff_reach_all: bool = false, "switch",
            "M16", Live, Assumption "they are with nobody; those held by the setting or on a list are \
             supported",
            lowers "with_nobody";
        /// Effect of the support of staff whom an educational psychologist advises, relative to
        /// others
        psychologist_factor: f64 = 1.25, "ratio", allowed (0.0, 10.0), plausible (1.0, 2.0),
            "M16", Live, Assumption "prior",
            lowers "setting_only";
    }
}

/// The support that a setting has of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Support {
    counsels: bool,
    treats: bool,
    has_psychologist: bool,
    /// Children who are seen at present: by counsellors and by therapists.
    seen: [u32; 2],
    /// Rounds a number of places, so that all settings together have as many as is declared.
    rounding: f64,
}

impl Support {
    /// Of a setting with these uniform draws.
    pub(crate) fn drawn(values: &Values, [counsels, treats, advised, rounding]: [f64; 4]) -> Self {
        let support = &values.support;
        Self {
            counsels: counsels < support.counselling_share,
            treats: treats < support.therapy_share,
            has_psychologist: advised < support.psychologist_share,
            seen: [0; 2],
            rounding,
        }
    }
}

/// Which of the two kinds of places help is in; none for help outside the setting.
fn kind(help: Outside) -> Option<usize> {
    match help {
        Outside::Counselling => Some(0),
        Outside::Therapy => Some(1),
        Outside::Voluntary | Outside::Parenting | Outside::Gp => None,
    }
}

impl Support {
    /// A kind of support for which a setting of so many pupils has a free place: therapy if it can.
    pub(crate) fn free_place(
        &self,
        values: &Values,
        pupils: u32,
        has_team: bool,
    ) -> Option<Outside> {
        let kept = if has_team { 1.0 - values.support.displaced_share } else { 1.0 };
        let is_free = |there: bool, per_1000: f64, seen: u32| {
            let places = f64::from(pupils) / 1000.0 * per_1000 * kept;
            there && seen < (places + self.rounding) as u32
        };
        let [counselled, treated] = self.seen;
        if is_free(self.treats, values.support.therapy_places_per_1000_pupils, treated) {
            Some(Outside::Therapy)
        } else if is_free(
            self.counsels,
            values.support.counselling_places_per_1000_pupils,
            counselled,
        ) {
            Some(Outside::Counselling)
        } else {
            None
        }
    }

    /// Whether the setting has anybody who sees children.
    pub(crate) fn sees_children(&self) -> bool {
        self.counsels || self.treats
    }

    /// A child takes a place.
    pub(crate) fn take(&mut self, help: Outside) {
        if let Some(kind) = kind(help) {
            self.seen[kind] += 1;
        }
    }

    /// A child leaves its place.
    pub(crate) fn leave(&mut self, help: Outside) {
        if let Some(kind) = kind(help) {
            self.seen[kind] -= 1;
        }
    }

    /// Rate per month at which the support of staff ends need.
    pub(crate) fn staff_remission(&self, values: &Values) -> f64 {
        let support = &values.support;
        let factor = if self.has_psychologist { support.psychologist_factor } else { 1.0 };
        support.staff_remission_per_month * factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places are taken one by one, and no more of them than there are.
    #[test]
    fn a_setting_sees_as_many_children_as_it_has_places() {
        let mut values = Values::default();
        values.support.counselling_places_per_1000_pupils = 3.0;
        values.support.therapy_places_per_1000_pupils = 1.0;
        let mut support = Support {
            counsels: true,
            treats: true,
            has_psychologist: false,
            seen: [0; 2],
            rounding: 0.5,
        };
        let mut taken = Vec::new();
        while let Some(help) = support.free_place(&values, 2_000, false) {
            support.take(help);
            taken.push(help);
        }
        let of = |kind| taken.iter().filter(|&&help| help == kind).count();
        assert_eq!((of(Outside::Therapy), of(Outside::Counselling)), (2, 6));
        support.leave(Outside::Counselling);
        assert_eq!(support.free_place(&values, 2_000, false), Some(Outside::Counselling));
        values.support.displaced_share = 0.5;
        assert_eq!(support.free_place(&values, 2_000, true), None);
        assert_eq!(support.free_place(&values, 2_000, false), Some(Outside::Counselling));
    }
}
