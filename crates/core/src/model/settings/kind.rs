//! Kinds of setting (M34): special schools and pupil referral units have more need, and some are offered
//! whole school work instead of one-to-one help; students of colleges rather ask for themselves; and
//! religious and rural settings refer less.

use crate::engine::draws::BirthKey;
use crate::model::parameters::{Values, parameters};
use crate::model::plan::{SettingKind, SettingPhase, SettingPlan};
use crate::model::purpose::{Purpose, STRUCTURE};
use crate::model::school_calendar::Terms;

parameters! {
    pub struct KindParameters in "kind" {
        /// Share of special schools among synthetic settings of the phase `other`
        special_share_of_other: f64 = 0.62, "proportion", allowed (0.0, 1.0), plausible (0.5, 0.75),
            "M34", AtStart, Derived "Ellins et al. 2023, Ch1 and Table 1: 4.8 % of settings are \
             special schools, and 7.7 % are `other`",
            raises "in_need" of "setting_kind=special";
        /// Share of pupil referral units among the rest of them; what remains is mainstream
        referral_unit_share_of_rest: f64 = 0.55, "proportion",
            allowed (0.0, 1.0), plausible (0.4, 0.7),
            "M34", AtStart, Derived "Ellins et al. 2023, Ch1 and Table 1: 1.6 % of settings are \
             pupil referral units",
            raises "in_need" of "setting_kind=pupil_referral_unit";
        /// Need of pupils of special schools, relative to those of mainstream settings; the level of
        /// the site is unchanged
        special_need_ratio: f64 = 2.5, "ratio", allowed (0.1, 20.0), plausible (1.5, 3.5),
            "M34", AtStart, Derived "need of pupils with SEND is 3.5 times that of others, and 16 % \
             of all pupils have SEND: 3.5 / (1 + 0.16 x 2.5), both priors",
            raises "in_need" of "setting_kind=special";
        /// The same of pupil referral units
        referral_unit_need_ratio: f64 = 3.0, "ratio", allowed (0.1, 20.0), plausible (2.0, 5.0),
            "M34", AtStart, Assumption "prior: as special schools, and excluded from other schools",
            raises "in_need" of "setting_kind=pupil_referral_unit";
        /// Share of pupils with SEND in special schools
        special_send_share: f64 = 1.0, "proportion", allowed (0.0, 1.0), plausible (0.95, 1.0),
            "M34", Live, Assumption "what a special school is for",
            raises "in_need" of "group=send";
        /// The same in pupil referral units
        referral_unit_send_share: f64 = 0.8, "proportion", allowed (0.0, 1.0), plausible (0.6, 0.9),
            "M34", Live, Assumption "prior",
            raises "in_need" of "group=send";
        /// Share of special schools and pupil referral units that are offered whole school work
        /// instead of one-to-one help
        whole_school_only_share: f64 = 0.1, "proportion", allowed (0.0, 1.0), plausible (0.0, 0.3),
            "M34", AtStart, Assumption "prior; Ellins et al. 2023, Ch7 (service remit and scope): \
             some of them in one of five case study sites",
            lowers "referrals" of "setting_kind=special";
        /// Growth of whole-school maturity in settings that are offered nothing else, relative to
        /// others
        whole_school_only_growth: f64 = 1.5, "ratio", allowed (0.0, 10.0), plausible (1.0, 3.0),
            "M34", Live, Assumption "prior; Ellins et al. 2023, Ch7: group sessions on sleep and \
             advice to staff",
            raises "cases_prevented";
        /// Recognition by staff of colleges and sixth forms, relative to schools
        college_recognition: f64 = 0.7, "ratio", allowed (0.0, 5.0), plausible (0.4, 1.0),
            "M34", Live, Assumption "prior: students are older and seen by many teachers; Ellins \
             et al. 2023 does not say",
            raises "referrals" of "setting_kind=college";
        /// Referrals by students of colleges and sixth forms and by their families, relative to
        /// schools
        college_self_referral: f64 = 1.5, "ratio", allowed (0.0, 5.0), plausible (1.0, 2.5),
            "M34", Live, Assumption "prior: young people of 16 and over consent for themselves; \
             Ellins et al. 2023, Ch7: some sites accept direct referrals by young people",
            raises "referrals" of "setting_kind=college";
        /// Whether colleges and sixth forms have shorter terms than schools: their staff notice need and
        /// act on their own school days
        college_terms: bool = true, "switch",
            "M26, M34", Live, Assumption "prior: about 36 weeks of teaching, and a summer from the \
             end of June; Ellins et al. 2023 does not say",
            neither "it moves what staff notice within the year";
        /// Share of religious settings among synthetic ones
        religious_share: f64 = 0.34, "proportion", allowed (0.0, 1.0), plausible (0.25, 0.4),
            "M34", AtStart, Assumption "about a third of state schools in England have a religious \
             character (DfE)",
            lowers "referrals";
        /// Referrals to the team from religious settings, relative to others
        religious_factor: f64 = 0.85, "ratio", allowed (0.0, 2.0), plausible (0.6, 1.0),
            "M34", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             certain religious settings are underserved",
            raises "referrals";
        /// Referrals to the team from rural settings, relative to others
        rural_factor: f64 = 0.8, "ratio", allowed (0.0, 2.0), plausible (0.5, 1.0),
            "M34", Live, Assumption "prior; Ellins et al. 2023, Ch7 (remaining gaps in support): \
             children in rural schools are underserved",
            raises "referrals";
    }
}

/// The kind, and what else marks a setting of which only the phase is known: the same every time.
pub(crate) fn synthetic(
    values: &Values,
    key: BirthKey,
    phase: SettingPhase,
    rural_share: f64,
) -> (SettingKind, bool, bool) {
    let [special, referral_unit, religious, rural] =
        STRUCTURE.at(key, Purpose::SettingKind, 0).uniforms();
    let kind = match phase {
        SettingPhase::Other if special < values.kind.special_share_of_other => SettingKind::Special,
        SettingPhase::Other if referral_unit < values.kind.referral_unit_share_of_rest => {
            SettingKind::PupilReferralUnit
        }
        SettingPhase::Other => SettingKind::Mainstream,
        _ => phase.usual_kind(),
    };
    (kind, religious < values.kind.religious_share, rural < rural_share)
}

/// Need in a setting of this kind, relative to a mainstream one.
pub(crate) fn need(values: &Values, kind: SettingKind) -> f64 {
    match kind {
        SettingKind::Mainstream | SettingKind::College => 1.0,
        SettingKind::Special => values.kind.special_need_ratio,
        SettingKind::PupilReferralUnit => values.kind.referral_unit_need_ratio,
    }
}

/// What marks a setting beside its phase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Character {
    pub(crate) kind: SettingKind,
    religious: bool,
    rural: bool,
    /// Whether it is offered whole school work instead of one-to-one help.
    whole_school_only: bool,
}

impl Character {
    pub(crate) fn of(values: &Values, setting: BirthKey, plan: &SettingPlan) -> Self {
        let &SettingPlan { kind, religious, rural, .. } = plan;
        let share = values.kind.whole_school_only_share;
        let whole_school_only =
            matches!(kind, SettingKind::Special | SettingKind::PupilReferralUnit)
                && STRUCTURE.happens(setting, Purpose::WholeSchoolOnly, 0, share);
        Self { kind, religious, rural, whole_school_only }
    }

    /// Share of pupils with SEND.
    pub(crate) fn send_share(&self, values: &Values) -> f64 {
        match self.kind {
            SettingKind::Mainstream | SettingKind::College => values.group.send_share,
            SettingKind::Special => values.kind.special_send_share,
            SettingKind::PupilReferralUnit => values.kind.referral_unit_send_share,
        }
    }

    /// Recognition by staff, relative to a school.
    pub(crate) fn to_recognition(self, values: &Values) -> f64 {
        if self.kind == SettingKind::College { values.kind.college_recognition } else { 1.0 }
    }

    /// Whose terms it has.
    pub(crate) fn terms(self, values: &Values) -> Terms {
        match self.kind {
            SettingKind::College if values.kind.college_terms => Terms::Colleges,
            _ => Terms::Schools,
        }
    }

    /// Referrals to the team from a setting of this kind, relative to an urban school that is not
    /// religious.
    pub(crate) fn to_referrals(self, values: &Values, by_staff: bool) -> f64 {
        if self.whole_school_only {
            return 0.0;
        }
        let religious = if self.religious { values.kind.religious_factor } else { 1.0 };
        let rural = if self.rural { values.kind.rural_factor } else { 1.0 };
        let of_college = self.kind == SettingKind::College && !by_staff;
        let own = if of_college { values.kind.college_self_referral } else { 1.0 };
        religious * rural * own
    }

    /// Growth of whole-school maturity, relative to a setting with one-to-one help.
    pub(crate) fn to_maturity(self, values: &Values) -> f64 {
        if self.whole_school_only { values.kind.whole_school_only_growth } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of settings of the phase `other`, 4.8 in 7.7 are special schools and 1.6 are pupil referral
    /// units (Ellins et al. 2023, Table 1).
    #[test]
    fn synthetic_settings_have_the_kinds_of_the_programme() {
        let values = Values::default();
        let key = BirthKey::named("kinds");
        let count = 10_000;
        let made: Vec<_> = (0..count)
            .map(|n| synthetic(&values, key.child(1, n), SettingPhase::Other, 0.25))
            .collect();
        let share = |is: fn(&(SettingKind, bool, bool)) -> bool| {
            made.iter().filter(|made| is(made)).count() as f64 / count as f64
        };
        assert!((share(|made| made.0 == SettingKind::Special) - 4.8 / 7.7).abs() < 0.02);
        assert!((share(|made| made.0 == SettingKind::PupilReferralUnit) - 1.6 / 7.7).abs() < 0.02);
        assert!((share(|made| made.1) - 0.34).abs() < 0.02);
        assert!((share(|made| made.2) - 0.25).abs() < 0.02);
        let college = synthetic(&values, key, SettingPhase::SixteenPlus, 0.0);
        assert_eq!((college.0, college.2), (SettingKind::College, false));
    }
}
