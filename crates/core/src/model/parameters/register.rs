//! The register: one declaration for each parameter, in the order of a child's way.

use super::{Declaration, Domain, Kind};

/// Declares the parameters once: the enum, its declarations and the way from a key back.
macro_rules! register {
    ($($name:ident = $key:literal {
        meaning: $meaning:literal,
        unit: $unit:literal,
        default: $default:expr,
        domain: $domain:expr,
        mechanism: $mechanism:literal,
        kind: $kind:ident,
        source: $source:literal $(,)?
    })*) => {
        /// A parameter of the model. Its declaration is the documentation.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u16)]
        #[allow(missing_docs)]
        pub enum Parameter { $($name),* }

        const ALL: &[Parameter] = &[$(Parameter::$name),*];

        const DECLARATIONS: &[Declaration] = &[$(Declaration {
            key: $key,
            meaning: $meaning,
            unit: $unit,
            default: $default,
            domain: $domain,
            mechanism: $mechanism,
            kind: Kind::$kind,
            source: $source,
        }),*];
    };
}

impl Parameter {
    /// All parameters, in the order of the register.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        ALL.iter().copied()
    }

    /// The declaration of this parameter.
    pub fn declaration(self) -> &'static Declaration {
        &DECLARATIONS[self as usize]
    }

    /// The parameter with this key.
    pub fn find(key: &str) -> Option<Self> {
        Self::all().find(|parameter| parameter.declaration().key == key)
    }
}

const fn number(low: f64, high: f64, plausible_low: f64, plausible_high: f64) -> Domain {
    Domain::Number {
        allowed: (low, high),
        plausible: (plausible_low, plausible_high),
        whole: false,
    }
}

const fn whole(low: f64, high: f64, plausible_low: f64, plausible_high: f64) -> Domain {
    Domain::Number { allowed: (low, high), plausible: (plausible_low, plausible_high), whole: true }
}

register! {
    TeamEmhps = "team.emhps" {
        meaning: "Education mental health practitioners (Band 5) in each team",
        unit: "people",
        default: 4.0,
        domain: whole(0.0, 40.0, 2.0, 8.0),
        mechanism: "M9",
        kind: Published,
        source: "Ellins et al. 2023, Ch1",
    }
    TriageMode = "triage.mode" {
        meaning: "Who looks at referrals: the team alone, or a meeting with other local services",
        unit: "",
        default: 0.0,
        domain: Domain::Choice(&["own", "joint"]),
        mechanism: "M6",
        kind: Assumption,
        source: "Ellins et al. 2023, Ch7 reports both",
    }
    InterventionHolidaySessions = "intervention.sessions_in_holidays" {
        meaning: "Whether sessions go on in school holidays (all-year support)",
        unit: "",
        default: 0.0,
        domain: Domain::Switch,
        mechanism: "M26",
        kind: Assumption,
        source: "Ellins et al. 2023, Ch9 reports wishes for support all year",
    }
    InterventionSessionSpacing = "intervention.session_spacing_days" {
        meaning: "Days between one session and the next when a slot is free",
        unit: "days",
        default: 9.0,
        domain: number(1.0, 60.0, 7.0, 14.0),
        mechanism: "M10",
        kind: Assumption,
        source: "prior; weekly norm with missed and moved sessions",
    }
}
