//! All groups of parameters together: the one list that names them, the identity of a parameter, and
//! one value for each.

use serde::{Deserialize, Serialize};

use super::declaration::{Changes, Declaration};
use super::declare::Group;

/// Lists the groups once, in the order of a child's way through the model and then of the workforce.
macro_rules! groups {
    ($($group:ident: $Group:path),+ $(,)?) => {
        /// One value for each parameter, each within its allowed range. A process reads its own as
        /// fields, such as `values.referral.form_days`.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Values {
            $(pub(in crate::model) $group: $Group,)+
        }

        const GROUPS: &[&[Declaration]] = &[$(<$Group as Group>::DECLARATIONS),+];

        impl Values {
            /// The value of `parameter` as a number: 0 or 1 for a switch, the position of its name
            /// for a choice.
            pub fn number(&self, Parameter { group, position }: Parameter) -> f64 {
                let read: &[fn(&Self, usize) -> f64] =
                    &[$(|values, position| values.$group.number(position)),+];
                read[usize::from(group)](self, usize::from(position))
            }

            fn put(&mut self, Parameter { group, position }: Parameter, number: f64) {
                let store: &[fn(&mut Self, usize, f64)] =
                    &[$(|values, position, number| values.$group.put(position, number)),+];
                store[usize::from(group)](self, usize::from(position), number);
            }
        }
    };
}

groups! {
    need: crate::model::settings::need::NeedParameters,
    severity: crate::model::children::severity::SeverityParameters,
    problem: crate::model::settings::need::ProblemParameters,
    group: crate::model::children::groups::GroupParameters,
    setting: crate::model::settings::setting::SettingParameters,
    lead: crate::model::settings::lead::LeadParameters,
    engagement: crate::model::settings::engagement::EngagementParameters,
    kind: crate::model::settings::kind::KindParameters,
    concern: crate::model::pathway::concern::ConcernParameters,
    recognition: crate::model::pathway::recognition::RecognitionParameters,
    absence: crate::model::settings::absence::AbsenceParameters,
    presence: crate::model::workforce::presence::PresenceParameters,
    season: crate::model::school_calendar::SeasonParameters,
    referral: crate::model::pathway::referral::ReferralParameters,
    triage: crate::model::pathway::triage::TriageParameters,
    assessment: crate::model::pathway::assessment::AssessmentParameters,
    waiting: crate::model::pathway::waiting_list::WaitingParameters,
    team: crate::model::workforce::team::TeamParameters,
    intervention: crate::model::pathway::intervention::InterventionParameters,
    outcome: crate::model::pathway::outcome::OutcomeParameters,
    onward: crate::model::pathway::onward::OnwardParameters,
    support: crate::model::settings::support::SupportParameters,
    step_up: crate::model::pathway::step_up::StepUpParameters,
    specialist: crate::model::specialist::service::SpecialistParameters,
    stream: crate::model::specialist::stream::StreamParameters,
    moving_on: crate::model::pathway::moving_on::MovingOnParameters,
    hours: crate::model::workforce::hours::HoursParameters,
    list_review: crate::model::pathway::list_review::ListReviewParameters,
    duties: crate::model::workforce::duties::DutiesParameters,
    caseload: crate::model::workforce::caseload::CaseloadParameters,
    supervision: crate::model::workforce::supervision::SupervisionParameters,
    strain: crate::model::workforce::strain::StrainParameters,
    attrition: crate::model::workforce::attrition::AttritionParameters,
    long_leave: crate::model::workforce::long_leave::LongLeaveParameters,
    handover: crate::model::pathway::handover::HandoverParameters,
    recruitment: crate::model::workforce::recruitment::RecruitmentParameters,
    remit: crate::model::pathway::remit::RemitParameters,
    money: crate::model::workforce::money::MoneyParameters,
    groups: crate::model::children::groups::GroupsParameters,
    complexity: crate::model::pathway::complexity::ComplexityParameters,
    bridging: crate::model::pathway::bridging::BridgingParameters,
    advice: crate::model::workforce::advice::AdviceParameters,
    whole_school: crate::model::settings::whole_school::WholeSchoolParameters,
    ladder: crate::model::workforce::ladder::LadderParameters,
    shock: crate::model::settings::shock::ShockParameters,
    flows: crate::model::workforce::flows::FlowsParameters,
    rollout: crate::model::world::rollout::RolloutParameters,
    delivery: crate::model::children::delivery::DeliveryParameters,
    four_week: crate::model::specialist::four_week::FourWeekParameters,
}

/// A parameter of the model, by its place among the groups.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Parameter {
    group: u8,
    position: u8,
}

impl Parameter {
    /// Their number.
    pub const COUNT: usize = {
        let (mut count, mut group) = (0, 0);
        while group < GROUPS.len() {
            count += GROUPS[group].len();
            group += 1;
        }
        count
    };

    const ALL: [Self; Self::COUNT] = {
        let mut all = [Self { group: 0, position: 0 }; Self::COUNT];
        let (mut next, mut group) = (0, 0);
        while group < GROUPS.len() {
            let mut position = 0;
            while position < GROUPS[group].len() {
                all[next] = Self { group: group as u8, position: position as u8 };
                next += 1;
                position += 1;
            }
            group += 1;
        }
        all
    };

    /// All parameters, group by group.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        Self::ALL.iter().copied()
    }

    /// The declaration of this parameter.
    pub const fn declaration(self) -> &'static Declaration {
        &GROUPS[self.group as usize][self.position as usize]
    }

    /// Whether the parameter may take another value from a date on.
    pub fn may_change_in_time(self) -> bool {
        self.declaration().changes == Changes::Live
    }

    /// The parameter with this key.
    pub fn find(key: &str) -> Option<Self> {
        Self::all().find(|parameter| parameter.declaration().key == key)
    }

    /// The parameter with a key that the program itself names; for constants.
    ///
    /// # Panics
    /// When there is none, which in a constant the compiler says.
    pub const fn named(key: &str) -> Self {
        let mut next = 0;
        while next < Self::COUNT {
            let parameter = Self::ALL[next];
            if is_same(parameter.declaration().key.as_bytes(), key.as_bytes()) {
                return parameter;
            }
            next += 1;
        }
        panic!("no parameter has this key")
    }
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let mut next = 0;
    while next < a.len() && next < b.len() && a[next] == b[next] {
        next += 1;
    }
    next == a.len() && next == b.len()
}

/// A value that its parameter does not allow.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{key} = {found} is not allowed: give {allowed}")]
pub struct NotAllowed {
    /// The parameter's key.
    pub key: &'static str,
    /// The refused value, as a scenario file would write it.
    pub found: String,
    /// What is accepted.
    pub allowed: String,
}

impl Values {
    /// Sets `parameter` to `value`.
    ///
    /// # Errors
    /// When the value lies outside the allowed range.
    pub fn set(&mut self, parameter: Parameter, value: f64) -> Result<(), NotAllowed> {
        let declaration = parameter.declaration();
        if !declaration.allows(value) {
            return Err(NotAllowed {
                key: declaration.key,
                found: declaration.written(value),
                allowed: declaration.allowed(),
            });
        }
        self.put(parameter, value);
        Ok(())
    }
}

impl Serialize for Parameter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.declaration().key)
    }
}

impl<'de> Deserialize<'de> for Parameter {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::find(&key)
            .ok_or_else(|| serde::de::Error::custom(format!("no parameter is called `{key}`")))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::super::declaration::Domain;
    use super::*;

    #[test]
    fn every_declaration_is_sound() {
        let defaults = Values::default();
        let mut keys = BTreeSet::new();
        for parameter in Parameter::all() {
            let d = parameter.declaration();
            assert!(keys.insert(d.key), "{} is declared twice", d.key);
            assert_eq!(Parameter::find(d.key), Some(parameter));
            assert_eq!(Parameter::named(d.key), parameter);
            assert_eq!(d.key.split('.').count(), 2, "{}", d.key);
            assert!(d.allows(d.default), "{}: default not allowed", d.key);
            assert!(d.finds_plausible(d.default), "{}: default not plausible", d.key);
            assert_eq!(defaults.number(parameter), d.default, "{}", d.key);
            if let Domain::Number { allowed, plausible, .. } = d.domain {
                assert!(allowed.0 <= plausible.0 && plausible.1 <= allowed.1, "{}", d.key);
                assert!(!d.unit.is_empty(), "{}", d.key);
            }
            assert!(d.mechanism.starts_with('M') && !d.meaning.is_empty(), "{}", d.key);
            assert!(!d.source.is_empty(), "{} has no source", d.key);
            for text in [d.written(d.default), d.allowed(), d.plausible()] {
                let long = text.split(' ').find(|word| word.len() > 12 && word.contains('.'));
                assert_eq!(long, None, "{}: more digits than anybody stated", d.key);
            }
        }
    }

    /// Every value that a domain allows at its ends is stored and read back as it is.
    #[test]
    fn what_is_stored_is_read_back() {
        for parameter in Parameter::all() {
            let mut values = Values::default();
            let ends = match parameter.declaration().domain {
                Domain::Number { allowed: (low, high), .. } => vec![low, high],
                Domain::Switch => vec![0.0, 1.0],
                Domain::Choice(names) => (0..names.len()).map(|name| name as f64).collect(),
            };
            for value in ends {
                values.set(parameter, value).unwrap();
                assert_eq!(values.number(parameter), value, "{}", parameter.declaration().key);
                let others = Parameter::all().filter(|&other| other != parameter);
                for other in others {
                    assert_eq!(values.number(other), other.declaration().default);
                }
            }
        }
    }

    /// A parameter that no process reads promises an effect that it does not have. The sources are
    /// searched for `group.name`, which is how a process reads its values.
    #[test]
    fn every_parameter_is_read() {
        let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model"));
        let is_read = |key: &str| {
            sources.match_indices(key).any(|(at, _)| {
                let before = sources[..at].chars().next_back();
                let after = sources[at + key.len()..].chars().next();
                let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '"');
                !before.is_some_and(part) && !after.is_some_and(part)
            })
        };
        let unread: Vec<&str> = Parameter::all()
            .map(|parameter| parameter.declaration().key)
            .filter(|key| !is_read(key))
            .collect();
        assert!(unread.is_empty(), "nobody reads {unread:?}");
        assert!(!is_read("need.something_that_nobody_declared"));
    }

    /// The code of the model, without comments.
    fn sources(directory: &Path) -> String {
        let mut all = String::new();
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                all += &sources(&path);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                code.for_each(|line| all.extend([line.trim(), "\n"]));
            }
        }
        // A chain of fields that was broken over lines is one.
        all.replace("\n.", ".")
    }

    #[test]
    fn a_refused_value_changes_nothing() {
        let mut values = Values::default();
        let parameter = Parameter::all().next().unwrap();
        let before = values.number(parameter);
        assert!(values.set(parameter, f64::NAN).is_err());
        assert_eq!(values.number(parameter), before);
    }
}
