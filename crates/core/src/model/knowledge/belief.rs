//! What is known of one parameter.
//!
//! A default is the median of what is known, and the plausible range an interval of 95 %: on each side
//! of the default a half of a normal distribution, on the logarithm of rates, durations and ratios, on
//! the logit of proportions, and on the value itself where it may be zero or negative. (A split
//! normal: Wallis 2014, *Statistical Science* 29:106.) A published share of so many answers has the
//! standard error of its sample instead. What else is published as it stands, what somebody decides,
//! switches and choices between policies are not drawn.

use statrs::distribution::{ContinuousCDF, Normal};

use super::decided::is_decided;
use super::joint::Together;
use crate::engine::statistics::{logistic, logit};
use crate::model::parameters::{Domain, Kind, Parameter};

/// Share of the distribution that the plausible range holds.
pub const PLAUSIBLE_SHARE: f64 = 0.95;

/// The scale on which what is known is symmetric on each side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scale {
    /// The value itself.
    Linear,
    /// Its logarithm.
    Log,
    /// The logarithm of its odds.
    Logit,
}

impl Scale {
    /// The scale of a parameter that may have the values `allowed` and is likely to lie from `low` to
    /// `high`.
    fn between(allowed: (f64, f64), low: f64, high: f64) -> Self {
        match allowed == (0.0, 1.0) {
            true if low > 0.0 && high < 1.0 => Self::Logit,
            false if low > 0.0 => Self::Log,
            _ => Self::Linear,
        }
    }

    fn of(self, value: f64) -> f64 {
        match self {
            Self::Linear => value,
            Self::Log => value.ln(),
            Self::Logit => logit(value),
        }
    }

    fn back(self, number: f64) -> f64 {
        match self {
            Self::Linear => number,
            Self::Log => number.exp(),
            Self::Logit => logistic(number),
        }
    }
}

/// What is known of one parameter.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Belief {
    /// Which parameter.
    pub parameter: Parameter,
    /// On which scale.
    pub scale: Scale,
    median: f64,
    plausible: (f64, f64),
    allowed: (f64, f64),
    whole: bool,
}

impl Belief {
    /// What is known of a parameter; nothing if nobody doubts its value.
    pub fn of(parameter: Parameter) -> Option<Self> {
        let declaration = parameter.declaration();
        let Domain::Number { allowed, plausible, whole } = declaration.domain else { return None };
        if is_decided(parameter) {
            return None;
        }
        let plausible = match (declaration.kind, declaration.sample) {
            (Kind::Published, Some(sample)) => sampled(declaration.default, sample),
            (Kind::Published, None) => return None,
            (Kind::Derived | Kind::Assumption, _) => plausible,
        };
        let (low, high) = plausible;
        if low >= high {
            return None;
        }
        let scale = Scale::between(allowed, low, high);
        Some(Self { parameter, scale, median: declaration.default, plausible, allowed, whole })
    }

    /// What is known of each parameter of which anything is unknown.
    pub fn all() -> impl Iterator<Item = Self> {
        Parameter::all().filter_map(Self::of)
    }

    /// The same with another median and another interval of 95 %.
    ///
    /// # Errors
    /// If they are not in order, or the parameter does not allow them; the message says what is.
    pub fn with(self, low: f64, median: f64, high: f64) -> Result<Self, String> {
        let declaration = self.parameter.declaration();
        if !(low <= median && median <= high) {
            return Err("low, median and high must be in this order".to_owned());
        }
        if ![low, median, high].into_iter().all(|value| declaration.allows(value)) {
            return Err(format!("allowed: {}", declaration.allowed()));
        }
        let scale = Scale::between(self.allowed, low, high);
        Ok(Self { scale, median, plausible: (low, high), ..self })
    }

    /// Its median, and the interval that holds it with a probability of 95 %.
    pub fn range(&self) -> [f64; 3] {
        [self.plausible.0, self.median, self.plausible.1]
    }

    /// The value below which the parameter lies with probability `p`, 0 to 1 (exclusive).
    pub fn quantile(&self, p: f64) -> f64 {
        self.at(Normal::standard().inverse_cdf(p))
    }

    /// The probability that the parameter lies below a value, and half of the probability that it has this
    /// value, which whole numbers have: the inverse of [`Belief::quantile`].
    pub fn probability_below(&self, value: f64) -> f64 {
        let least = |is_reached: &dyn Fn(f64) -> bool| {
            let (mut low, mut high) = (0.0, 1.0);
            for _ in 0..60 {
                let middle = 0.5 * (low + high);
                match is_reached(self.quantile(middle)) {
                    true => high = middle,
                    false => low = middle,
                }
            }
            0.5 * (low + high)
        };
        0.5 * (least(&|quantile| quantile >= value) + least(&|quantile| quantile > value))
    }

    /// Whether the two stand for one thing, and so are drawn together.
    pub fn is_drawn_with(&self, other: &Self) -> bool {
        let group = |it: &Self| Together::of(it.parameter).map(|together| together.what);
        group(self).is_some() && group(self) == group(other)
    }

    /// The value that lies as far from the median as a standard normal number from zero: whole where
    /// the parameter is, and else to nine significant digits, so that what a table shows is what was
    /// used.
    pub fn at(&self, normal: f64) -> f64 {
        let away = normal / Normal::standard().inverse_cdf(0.5 + PLAUSIBLE_SHARE / 2.0);
        let end = if away < 0.0 { self.plausible.0 } else { self.plausible.1 };
        if end == self.median {
            return end;
        }
        let [middle, edge] = [self.median, end].map(|value| self.scale.of(value));
        let value = tidy(self.scale.back(middle + (edge - middle) * away.abs()));
        // To the last digit on its side of the median.
        let value = if away < 0.0 { value.min(self.median) } else { value.max(self.median) };
        let value = if self.whole { value.round() } else { value };
        value.clamp(self.allowed.0, self.allowed.1)
    }
}

/// The interval of 95 % that sampling gives a share of so many answers: the log-odds of a share have the
/// standard error 1 / sqrt(n p (1 - p)) (Agresti 2013, *Categorical data analysis*, 3.1.6).
fn sampled(share: f64, answers: u32) -> (f64, f64) {
    let error = 1.0 / (f64::from(answers) * share * (1.0 - share)).sqrt();
    let away = error * Normal::standard().inverse_cdf(0.5 + PLAUSIBLE_SHARE / 2.0);
    let end = |away: f64| tidy(logistic(logit(share) + away));
    (end(-away), end(away))
}

/// Rounded to nine significant digits.
fn tidy(value: f64) -> f64 {
    format!("{value:.8e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_medians_and_plausible_ranges_hold_95_per_cent() {
        let mut known = 0;
        for belief in Belief::all() {
            let key = belief.parameter.declaration().key;
            let (low, high) = belief.plausible;
            for (p, expected) in [(0.5, belief.median), (0.025, low), (0.975, high)] {
                let found = belief.quantile(p);
                let expected = if belief.whole { expected.round() } else { expected };
                let near = 2e-8 * expected.abs().max(1.0);
                assert!((found - expected).abs() < near, "{key} at {p}: {found}, not {expected}");
            }
            known += 1;
        }
        assert!(known > 150, "{known}");
    }

    /// By hand: 65 % of 299 has a standard error of 2.76 percentage points, so 95 % lie about from 59.4
    /// to 70.2 %. What is published without a sample is not drawn.
    #[test]
    fn a_published_share_has_the_standard_error_of_its_sample() {
        let belief = Belief::of(Parameter::named("setting.lead_share")).unwrap();
        let [low, median, high] = belief.range();
        let near = |value: f64, expected: f64| (value - expected).abs() < 0.0005;
        assert!(near(low, 0.5942) && median == 0.65 && near(high, 0.7019), "{low} to {high}");
        let error = (0.65 * 0.35 / 299.0_f64).sqrt();
        let found = (belief.quantile(0.8413) - belief.quantile(0.1587)) / 2.0;
        assert!((found / error - 1.0).abs() < 0.01, "{found}, not {error}");
        let published: Vec<&str> = Belief::all()
            .map(|belief| belief.parameter.declaration())
            .filter(|declaration| declaration.kind == Kind::Published)
            .map(|declaration| declaration.key)
            .collect();
        let sampled = ["counselling_share", "therapy_share", "psychologist_share"];
        let sampled = sampled.map(|key| format!("support.{key}"));
        let expected = ["setting.lead_share"].into_iter().map(str::to_owned).chain(sampled);
        assert_eq!(
            published.into_iter().map(str::to_owned).collect::<std::collections::BTreeSet<_>>(),
            expected.collect()
        );
    }

    #[test]
    fn a_higher_probability_is_no_lower_value_and_every_value_is_allowed() {
        let ps = || (1..2000).map(|step| f64::from(step) / 2000.0).chain([1e-12, 1.0 - 1e-12]);
        for belief in Belief::all() {
            let mut ps: Vec<f64> = ps().collect();
            ps.sort_by(f64::total_cmp);
            let values: Vec<f64> = ps.into_iter().map(|p| belief.quantile(p)).collect();
            let key = belief.parameter.declaration().key;
            assert!(values.is_sorted(), "{key}");
            let allowed = |value: &f64| belief.parameter.declaration().allows(*value);
            assert!(values.iter().all(allowed), "{key}");
        }
    }

    /// Over what is known, the probability below a value is a half on average, for whole numbers too.
    #[test]
    fn half_of_what_is_known_lies_below_a_value_on_average() {
        for belief in Belief::all() {
            let values = (0..200).map(|step| belief.quantile((f64::from(step) + 0.5) / 200.0));
            let mean = values.map(|value| belief.probability_below(value)).sum::<f64>() / 200.0;
            let key = belief.parameter.declaration().key;
            assert!((mean - 0.5).abs() < 0.005, "{key}: {mean}");
        }
    }
}
