//! Watching values come in until there are enough of them.

use super::enough::{Precision, StoppingRule, Verdict};
use super::interval::student_t;
use super::quantile::ranks;

/// What is estimated from values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Centre {
    /// The mean, with its interval by Student's t.
    Mean,
    /// The median, with its interval from two of the values in order, whatever the distribution.
    Median,
}

/// Quantities that are wanted precisely at the same time: there are enough values when all of them are
/// precise, and stay so for the look-ahead of a rule. Values come in one by one, in the order of
/// replicates or worlds, so what comes out depends on nothing else.
#[derive(Clone, Debug)]
pub struct Watch {
    rule: StoppingRule,
    quantities: Vec<Quantity>,
    /// Replicates or worlds so far, with values or without.
    seen: usize,
    /// From how many on everything has been precise.
    since: Option<usize>,
}

/// How well a quantity is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known {
    /// The mean or the median.
    pub estimate: f64,
    /// Half the width of its interval.
    pub half_width: f64,
    /// The half-width that is wanted.
    pub wanted: f64,
}

impl Known {
    fn is_enough(self) -> bool {
        self.half_width <= self.wanted
    }
}

impl Watch {
    /// Watches one quantity for each precision that is wanted.
    pub fn new(rule: StoppingRule, centre: Centre, wanted: &[Precision]) -> Self {
        let quantity = |&precision: &Precision| Quantity { precision, values: SoFar::new(centre) };
        Self { rule, quantities: wanted.iter().map(quantity).collect(), seen: 0, since: None }
    }

    /// Adds the values of one replicate or world, one of each quantity that has one there, and judges.
    /// After a verdict no more are added.
    pub fn add(&mut self, values: &[Option<f64>]) -> Verdict {
        self.seen += 1;
        for (quantity, value) in self.quantities.iter_mut().zip(values) {
            if let Some(value) = value {
                quantity.values.add(*value);
            }
        }
        if self.seen < self.least() {
            return Verdict::More;
        }
        let is_precise = self.known().all(|known| known.is_some_and(Known::is_enough));
        self.since = is_precise.then(|| self.since.unwrap_or(self.seen));
        match self.since {
            Some(first) if self.seen - first >= self.rule.look_ahead(self.seen) => {
                Verdict::Enough(first)
            }
            None if self.seen >= self.rule.most => Verdict::NotReached,
            _ => Verdict::More,
        }
    }

    /// How well each quantity is known; `None` of too few values for an interval.
    pub fn known(&self) -> impl Iterator<Item = Option<Known>> {
        self.quantities.iter().map(|quantity| quantity.known(self.rule.level))
    }

    /// How many replicates or worlds there have been.
    pub fn seen(&self) -> usize {
        self.seen
    }

    /// How many there must be at least before there can be a verdict.
    pub fn next_verdict(&self) -> usize {
        let first = self.since.unwrap_or_else(|| self.least().max(self.seen + 1));
        let holds = |seen: &usize| seen - first >= self.rule.look_ahead(*seen);
        let enough = (first..=2 * first + 2 * self.rule.look_ahead).find(holds);
        let enough = enough.unwrap_or(first + self.rule.look_ahead).max(self.seen + 1);
        match self.since {
            Some(_) => enough,
            // That it is not reached is a verdict too.
            None => enough.min(self.rule.most.max(self.seen + 1)),
        }
    }

    /// How many it takes, if values go on to vary as they do; `None` where that cannot be told.
    pub fn expected(&self) -> Option<f64> {
        let needed = |known: Option<Known>| {
            let Known { half_width, wanted, .. } = known?;
            let more = (half_width / wanted).powi(2);
            (more.is_finite()).then_some(more * self.seen as f64)
        };
        self.known().map(needed).try_fold(0.0, |most: f64, one| Some(most.max(one?)))
    }

    fn least(&self) -> usize {
        self.rule.least.max(2)
    }
}

#[derive(Clone, Debug)]
struct Quantity {
    precision: Precision,
    values: SoFar,
}

impl Quantity {
    fn known(&self, level: f64) -> Option<Known> {
        let (estimate, half_width) = self.values.interval(level)?;
        Some(Known { estimate, half_width, wanted: self.precision.half_width(estimate) })
    }
}

/// The values of a quantity so far.
#[derive(Clone, Debug)]
enum SoFar {
    /// How many, their mean, and the sum of squares about it.
    Mean { count: usize, mean: f64, squares: f64 },
    /// In ascending order.
    Median(Vec<f64>),
}

impl SoFar {
    fn new(centre: Centre) -> Self {
        match centre {
            Centre::Mean => Self::Mean { count: 0, mean: 0.0, squares: 0.0 },
            Centre::Median => Self::Median(Vec::new()),
        }
    }

    fn add(&mut self, value: f64) {
        match self {
            Self::Mean { count, mean, squares } => {
                *count += 1;
                let off = value - *mean;
                *mean += off / *count as f64;
                *squares += off * (value - *mean);
            }
            Self::Median(values) => {
                let place = values.partition_point(|other| other.total_cmp(&value).is_lt());
                values.insert(place, value);
            }
        }
    }

    /// The estimate and half the width of its interval.
    fn interval(&self, level: f64) -> Option<(f64, f64)> {
        match self {
            Self::Mean { count, mean, squares } => {
                let n = *count;
                let error = (n > 1).then(|| (squares / (n - 1) as f64 / n as f64).sqrt())?;
                Some((*mean, student_t(n - 1, level) * error))
            }
            Self::Median(values) => {
                if values.iter().any(|value| value.is_nan()) {
                    return None;
                }
                let (low, high) = ranks(values.len(), 0.5, level)?;
                let last = values.len() - 1;
                let median = (values[last / 2] + values[last.div_ceil(2)]) / 2.0;
                Some((median, (values[high - 1] - values[low - 1]) / 2.0))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Ordered;
    use super::super::testing::Numbers;
    use super::*;

    const RULE: StoppingRule = StoppingRule { level: 0.95, least: 3, most: 1000, look_ahead: 5 };

    /// The verdict on rows, and how many it took.
    fn watched(watch: &mut Watch, rows: &[[Option<f64>; 2]]) -> Verdict {
        let mut verdicts = rows.iter().map(|row| watch.add(row));
        verdicts.find(|verdict| *verdict != Verdict::More).unwrap_or(Verdict::More)
    }

    /// Two quantities are enough when both are, from the same number on; where one has no value, the
    /// others count.
    #[test]
    fn all_quantities_must_be_precise_at_the_same_time() {
        let mut numbers = Numbers::new(50);
        for centre in [Centre::Mean, Centre::Median] {
            let rows: Vec<[Option<f64>; 2]> = (0..1500)
                .map(|n| [Some(numbers.normal()), (n % 7 > 0).then(|| 3.0 * numbers.normal())])
                .collect();
            let wanted = [Precision::Absolute(0.2), Precision::Absolute(0.5)];
            let at = match watched(&mut Watch::new(RULE, centre, &wanted), &rows) {
                Verdict::Enough(at) => at,
                other => panic!("{other:?}"),
            };
            let known_at = |n: usize| {
                let mut watch = Watch::new(RULE, centre, &wanted);
                rows[..n].iter().for_each(|row| {
                    watch.add(row);
                });
                watch.known().all(|known| known.is_some_and(Known::is_enough))
            };
            assert!((at..=at + RULE.look_ahead(at)).all(known_at), "{centre:?} {at}");
            assert!(!known_at(at - 1), "{centre:?} {at}");
        }
    }

    #[test]
    fn the_median_and_its_interval_are_those_of_the_ordered_values() {
        let mut numbers = Numbers::new(51);
        let values: Vec<f64> = (0..40).map(|_| numbers.normal()).collect();
        let mut watch = Watch::new(RULE, Centre::Median, &[Precision::Relative(0.1)]);
        for (n, value) in (1..).zip(&values) {
            watch.add(&[Some(*value)]);
            let ordered = Ordered::new(values[..n].to_vec()).unwrap();
            let bounds = ordered.quantile_bounds(0.5, 0.95);
            let known = watch.known().next().unwrap();
            assert_eq!(known.is_some(), n >= 6, "{n}");
            if let (Some(known), Some((low, high))) = (known, bounds) {
                assert!((known.estimate - ordered.median()).abs() < 1e-12);
                assert_eq!(known.half_width, (high - low) / 2.0);
                assert_eq!(known.wanted, 0.1 * known.estimate.abs());
            }
        }
    }

    /// However many come in before the next look, there is no verdict before the number that is said,
    /// and there can be one with it.
    #[test]
    fn there_is_no_verdict_before_it_can_be() {
        let mut numbers = Numbers::new(52);
        for rule in [RULE, StoppingRule { least: 20, most: 60, look_ahead: 7, ..RULE }] {
            let values: Vec<f64> = (0..2000).map(|_| numbers.normal()).collect();
            let mut watch = Watch::new(rule, Centre::Mean, &[Precision::Absolute(0.3)]);
            let mut next = watch.next_verdict();
            assert_eq!(next, rule.least + rule.look_ahead);
            for value in values {
                let verdict = watch.add(&[Some(value)]);
                if verdict != Verdict::More {
                    assert!(watch.seen() >= next, "{verdict:?}");
                    break;
                }
                assert!(watch.next_verdict() > watch.seen());
                if watch.seen() == next {
                    next = watch.next_verdict();
                }
            }
        }
        let mut same = Watch::new(RULE, Centre::Median, &[Precision::Absolute(0.1)]);
        let first = (1..).find(|_| same.add(&[Some(1.0)]) != Verdict::More).unwrap();
        assert_eq!(first, 6 + 5);
    }

    #[test]
    fn what_is_expected_is_what_it_takes() {
        let mut numbers = Numbers::new(53);
        let mut watch = Watch::new(RULE, Centre::Mean, &[Precision::Absolute(0.1)]);
        assert_eq!(watch.expected(), None);
        (0..100).for_each(|_| {
            watch.add(&[Some(numbers.normal())]);
        });
        let expected = watch.expected().unwrap();
        assert!((250.0..550.0).contains(&expected), "{expected}");
        // Nothing is precise to a share of zero.
        let mut zero = Watch::new(RULE, Centre::Mean, &[Precision::Relative(0.1)]);
        [1.0, -1.0, 1.0, -1.0].iter().for_each(|value| {
            zero.add(&[Some(*value)]);
        });
        assert_eq!(zero.expected(), None);
    }
}
