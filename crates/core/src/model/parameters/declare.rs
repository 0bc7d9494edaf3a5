//! The two forms in which a process declares what is its own: parameters, and the choices between
//! policies that some of them hold.

use super::declaration::Declaration;

/// The parameters of one process, which the list of all groups reads and stores by position.
pub(in crate::model) trait Group: Default {
    const DECLARATIONS: &'static [Declaration];

    fn number(&self, position: usize) -> f64;

    /// Stores a number that the declaration allows.
    fn put(&mut self, position: usize, number: f64);
}

/// Declares the parameters of a process: a structure with a field for each, and what is published
/// about it. The key is the name of the group, a dot, and the name of the field; the meaning is the
/// field's documentation. Numbers (`f64`) and whole numbers (`u32`) state what is allowed and what
/// is plausible; switches (`bool`) and choices have names instead. A published share may
/// state after its source of how many answers it is (`sample 299`). The last part says which measure
/// the parameter moves first, in which subgroup if not of all (`raises "referrals" of
/// "group=send"`), and in which direction, or why there is none (`neither "it ..."`).
///
/// ```text
/// parameters! {
///     pub struct WaitingParameters in "waiting" {
///         /// Rate at which a child on a list of the team gives up
///         give_up_per_month: f64 = 0.03, "per month", allowed (0.0, 2.0), plausible (0.01, 0.08),
///             "M9", Live, Assumption "prior",
///             lowers "waiting_for_team";
///     }
/// }
/// ```
macro_rules! parameters {
    (pub struct $Group:ident in $group:literal {
        $($(#[doc = $meaning:literal])+
        $field:ident: $type:ident = $default:expr, $unit:literal
            $(, allowed $allowed:expr, plausible $plausible:expr)?,
            $mechanism:literal, $changes:ident,
            $kind:ident $source:literal $(sample $sample:literal)?,
            $direction:ident $moved:literal $(of $subgroup:literal)?;)+
    }) => {
        #[doc = concat!("The parameters of the group `", $group, "`.")]
        #[derive(Clone, Debug, PartialEq)]
        pub(in $crate::model) struct $Group {
            $($(#[doc = $meaning])+ pub(in $crate::model) $field: $type,)+
        }

        impl Default for $Group {
            fn default() -> Self {
                Self { $($field: $default),+ }
            }
        }

        impl $crate::model::parameters::Group for $Group {
            const DECLARATIONS: &'static [$crate::model::parameters::Declaration] =
                &[$($crate::model::parameters::Declaration {
                    key: concat!($group, ".", stringify!($field)),
                    meaning: concat!($($meaning),+).trim_ascii_start(),
                    unit: $unit,
                    default: $crate::model::parameters::as_number!($type, $default),
                    domain: $crate::model::parameters::domain!(
                        $type $(, $allowed, $plausible)?
                    ),
                    mechanism: $mechanism,
                    changes: $crate::model::parameters::Changes::$changes,
                    kind: $crate::model::parameters::Kind::$kind,
                    source: $source,
                    sample: [$(Some($sample),)? None][0],
                    direction: $crate::model::parameters::direction!(
                        $direction $moved $(, $subgroup)?
                    ),
                }),+];

            fn number(&self, position: usize) -> f64 {
                use $crate::model::parameters::ParameterValue;
                let read: &[fn(&Self) -> f64] = &[$(|group| group.$field.number()),+];
                read[position](self)
            }

            fn put(&mut self, position: usize, number: f64) {
                use $crate::model::parameters::ParameterValue;
                let store: &[fn(&mut Self, f64)] =
                    &[$(|group, number| group.$field = $type::of(number)),+];
                store[position](self, number);
            }
        }
    };
}

/// The default of a parameter as a number.
macro_rules! as_number {
    (f64, $default:expr) => {
        $default
    };
    (bool, $default:expr) => {
        $default as u8 as f64
    };
    ($whole_or_choice:ident, $default:expr) => {
        $default as u32 as f64
    };
}

/// What a parameter may hold, from its type and its ranges.
macro_rules! domain {
    (f64, $allowed:expr, $plausible:expr) => {
        $crate::model::parameters::Domain::Number {
            allowed: $allowed,
            plausible: $plausible,
            whole: false,
        }
    };
    (u32, $allowed:expr, $plausible:expr) => {
        $crate::model::parameters::Domain::Number {
            allowed: $allowed,
            plausible: $plausible,
            whole: true,
        }
    };
    (bool) => {
        $crate::model::parameters::Domain::Switch
    };
    ($choice:ident) => {
        $crate::model::parameters::Domain::Choice($choice::NAMES)
    };
}

/// Which measure a parameter moves first, and in which direction.
macro_rules! direction {
    (neither $reason:literal) => {
        $crate::model::parameters::Direction::Neither($reason)
    };
    ($direction:ident $measure:literal) => {
        $crate::model::parameters::direction!($direction $measure, "")
    };
    (raises $measure:literal, $subgroup:literal) => {
        $crate::model::parameters::Direction::Raises($crate::model::parameters::Moved {
            measure: $measure,
            subgroup: $subgroup,
        })
    };
    (lowers $measure:literal, $subgroup:literal) => {
        $crate::model::parameters::Direction::Lowers($crate::model::parameters::Moved {
            measure: $measure,
            subgroup: $subgroup,
        })
    };
}

/// Declares a choice between policies: a type, and the name of each policy in files.
macro_rules! choices {
    ($(#[$about:meta])* pub enum $Choice:ident {
        $($(#[$meaning:meta])* $Policy:ident = $name:literal),+ $(,)?
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(in $crate::model) enum $Choice { $($(#[$meaning])* $Policy),+ }

        impl $Choice {
            const NAMES: &'static [&'static str] = &[$($name),+];
        }

        impl $crate::model::parameters::ParameterValue for $Choice {
            fn number(self) -> f64 {
                f64::from(self as u32)
            }

            fn of(number: f64) -> Self {
                [$(Self::$Policy),+][number as usize]
            }
        }
    };
}

pub(in crate::model) use {as_number, choices, direction, domain, parameters};
