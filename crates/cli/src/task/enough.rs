//! How precisely a task wants to know what.

use std::fmt;
use std::str::FromStr;

use mhst_core::engine::statistics::Precision;
use mhst_core::model::results::{Measure, Statistic};
use mhst_runner::scenario::nearest;
use serde::{Deserialize, Serialize};

/// The precision that is asked for instead of a number of worlds or replicates; nothing by default.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Enough {
    /// Each must be met.
    pub(crate) wanted: Vec<Wanted>,
    /// The most worlds or replicates; the usual number if `None`.
    pub(crate) at_most: Option<u32>,
}

impl Enough {
    /// Whether nothing is asked for.
    pub(crate) fn is_nothing(&self) -> bool {
        self.wanted.is_empty()
    }
}

/// A number of all children together, and how precisely it is to be known.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Wanted {
    pub(crate) measure: Measure,
    pub(crate) statistic: Statistic,
    /// The half-width of its interval.
    pub(crate) precision: Precision,
}

const HOW: &str = "write MEASURE:STATISTIC=HALFWIDTH, such as wait_referral_to_start:p50=2, or =5% \
                   for a share of the estimate";

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (what, half) = text.split_once('=').ok_or(HOW)?;
        let (measure, statistic) = what.split_once(':').ok_or(HOW)?;
        let measure = self::measure(measure.trim())?;
        let statistic = self::statistic(measure, statistic.trim())?;
        Ok(Self { measure, statistic, precision: precision(half.trim())? })
    }
}

fn measure(name: &str) -> Result<Measure, String> {
    let names = || Measure::ALL.iter().map(|measure| measure.name());
    Measure::ALL.iter().copied().find(|measure| measure.name() == name).ok_or_else(|| {
        let remedy = nearest(name, names());
        format!("there is no measure `{name}`; {remedy} `mhst measures` lists them")
    })
}

fn statistic(measure: Measure, name: &str) -> Result<Statistic, String> {
    let all = measure.kind().statistics();
    all.iter().copied().find(|statistic| statistic.name() == name).ok_or_else(|| {
        let remedy = nearest(name, all.iter().map(|statistic| statistic.name()));
        format!("`{}` has no statistic `{name}`; {remedy}", measure.name())
    })
}

fn precision(text: &str) -> Result<Precision, String> {
    let (number, is_relative) = match text.strip_suffix('%') {
        Some(number) => (number.trim(), true),
        None => (text, false),
    };
    let is_good = |number: &f64| number.is_finite() && *number > 0.0;
    let number: f64 = number.parse().ok().filter(is_good).ok_or_else(|| {
        format!(
            "`{text}` is no half-width: give a number above 0, in the unit of the measure or with %"
        )
    })?;
    Ok(if is_relative { Precision::Relative(number / 100.0) } else { Precision::Absolute(number) })
}

impl Wanted {
    /// As the measure and its statistic are typed.
    pub(crate) fn name(&self) -> String {
        self.measure.result_name(self.statistic)
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        match self.precision {
            Precision::Absolute(half) => write!(f, "{name}={half}"),
            // Ten digits of a per cent hide what a division by 100 adds.
            Precision::Relative(share) => {
                let percent = format!("{:.10}", 100.0 * share);
                let percent = percent.trim_end_matches('0').trim_end_matches('.');
                write!(f, "{name}={percent}%")
            }
        }
    }
}

impl TryFrom<String> for Wanted {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Wanted> for String {
    fn from(wanted: Wanted) -> Self {
        wanted.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_precision_is_read_as_it_is_written() {
        for text in [
            "wait_referral_to_start:p50=2",
            "missing_middle_stock:mean=5%",
            "started_within_126_days:share=0.015",
            "referrals:count=0.7%",
        ] {
            let wanted: Wanted = text.parse().unwrap();
            assert_eq!(wanted.to_string(), text);
        }
        let spaced: Wanted = " wait_referral_to_start : p50 = 2.50 ".parse().unwrap();
        assert_eq!(spaced.to_string(), "wait_referral_to_start:p50=2.5");
        let relative: Wanted = "referrals:count=5 %".parse().unwrap();
        assert_eq!(relative.precision, Precision::Relative(0.05));
    }

    #[test]
    fn what_cannot_be_is_refused_with_the_nearest_name() {
        for (text, words) in [
            ("wait_referral_to_strt:p50=2", "did you mean `wait_referral_to_start`?"),
            ("wait_referral_to_start:p51=2", "did you mean `p50`?"),
            ("wait_referral_to_start:share=2", "choose from"),
            ("referrals:p50=2", "choose from count"),
            ("wait_referral_to_start=2", "MEASURE:STATISTIC=HALFWIDTH"),
            ("wait_referral_to_start:p50", "MEASURE:STATISTIC=HALFWIDTH"),
            ("wait_referral_to_start:p50=", "above 0"),
            ("wait_referral_to_start:p50=0", "above 0"),
            ("wait_referral_to_start:p50=-1", "above 0"),
            ("wait_referral_to_start:p50=nan", "above 0"),
            ("wait_referral_to_start:p50=inf%", "above 0"),
            ("wait_referral_to_start:p50=two", "above 0"),
        ] {
            let found = text.parse::<Wanted>().unwrap_err();
            assert!(found.contains(words), "{text}: {found}");
        }
    }
}
