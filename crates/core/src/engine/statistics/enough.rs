//! How many replicates or worlds are enough.

use super::interval::student_t;
use super::watch::{Centre, Watch};

/// The half-width that an interval is wanted to have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Precision {
    /// In the unit of the values.
    Absolute(f64),
    /// As a share of the size of the estimate, such as 0.05.
    Relative(f64),
}

impl Precision {
    /// The half-width that is wanted around an estimate, in the unit of the values.
    pub fn half_width(self, estimate: f64) -> f64 {
        match self {
            Self::Absolute(half) => half,
            Self::Relative(share) => share * estimate.abs(),
        }
    }
}

/// When to stop adding replicates (Hoad, Robinson & Davies, *J Oper Res Soc* 2010;61:1632-44).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StoppingRule {
    /// Level of the interval, such as 0.95.
    pub level: f64,
    /// Replicates before the first look; fewer than 2 count as 2. The paper has 3.
    pub least: usize,
    /// The most replicates at which the precision may be reached.
    pub most: usize,
    /// For how many more replicates the precision must hold, up to 100 replicates; a share of as many
    /// per cent of the replicates beyond. The paper has 5.
    pub look_ahead: usize,
}

/// What a rule says of the replicates so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Precise from this number of replicates on, and for the look-ahead after it.
    Enough(usize),
    /// More replicates are needed: to reach the precision, or to see that it holds.
    More,
    /// Not precise with the most replicates allowed.
    NotReached,
}

impl StoppingRule {
    /// The verdict on the values of one measure in the order of replicates, whose mean is wanted
    /// precisely, without those after the verdict. A value that is not a number is never precise.
    pub fn judge(&self, precision: Precision, values: impl IntoIterator<Item = f64>) -> Verdict {
        let mut watch = Watch::new(*self, Centre::Mean, &[precision]);
        let mut verdicts = values.into_iter().map(|value| watch.add(&[Some(value)]));
        verdicts.find(|verdict| *verdict != Verdict::More).unwrap_or(Verdict::More)
    }

    /// For how many replicates the precision must hold if there are `n`.
    pub(super) fn look_ahead(&self, n: usize) -> usize {
        self.look_ahead * n.max(100) / 100
    }
}

/// How many replicates would make an interval at `level` half as wide as `n` do, if they vary as
/// much: somewhat fewer than four times as many, because Student's t falls too. `None` of fewer than
/// two.
pub fn replicates_to_halve(n: usize, level: f64) -> Option<usize> {
    if n < 2 {
        return None;
    }
    let width = |n: usize| student_t(n - 1, level) / (n as f64).sqrt();
    let wanted = width(n) / 2.0;
    let (mut too_few, mut enough) = (n, 4 * n);
    while enough - too_few > 1 {
        let middle = too_few + (enough - too_few) / 2;
        if width(middle) <= wanted { enough = middle } else { too_few = middle }
    }
    Some(enough)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Numbers;
    use super::super::{mean_interval, moments::mean};
    use super::*;

    const RULE: StoppingRule = StoppingRule { level: 0.95, least: 3, most: 1000, look_ahead: 5 };
    const TENTH: Precision = Precision::Relative(0.1);

    /// Values of sim-tools 1.3 (made by `reference.py`): streams of normal numbers, and the replicates
    /// at which its `ReplicationsAlgorithm` and its `confidence_interval_method` stop.
    #[test]
    fn verdicts_are_those_of_sim_tools() {
        let mut lines = include_str!("tests/streams.csv").lines().skip(1);
        let mut count = 0;
        for line in &mut lines {
            let numbers: Vec<f64> = line.split(',').map(|number| number.parse().unwrap()).collect();
            let [precision, look_ahead, ahead, first] = numbers[..4] else { panic!("{line}") };
            let values = || numbers[4..].iter().copied();
            let rule = StoppingRule { look_ahead: look_ahead as usize, ..RULE };
            let precision = Precision::Relative(precision);
            let found = rule.judge(precision, values());
            assert_eq!(found, Verdict::Enough(ahead as usize), "{line}");
            let plain = StoppingRule { least: 6, look_ahead: 0, ..rule };
            let found = plain.judge(precision, values());
            assert_eq!(found, Verdict::Enough(first as usize), "{line}");
            count += 1;
        }
        assert!(count >= 8);
    }

    /// The half-width is below the wanted one from the verdict to the end of the look-ahead, and not
    /// just before.
    #[test]
    fn precision_holds_for_the_look_ahead() {
        let mut numbers = Numbers::new(40);
        for _ in 0..50 {
            let values: Vec<f64> = (0..2000).map(|_| 10.0 + 4.0 * numbers.normal()).collect();
            let judge =
                |n: usize| RULE.judge(Precision::Absolute(0.5), values[..n].iter().copied());
            let Verdict::Enough(at) = judge(2000) else { panic!() };
            let half = |n: usize| mean_interval(&values[..n], 0.95).unwrap().half_width().unwrap();
            assert!((at..=at + 5 * at.max(100) / 100).all(|n| half(n) <= 0.5), "{at}");
            assert!(at == 3 || half(at - 1) > 0.5, "{at}");
            assert_eq!(judge(at + 4), Verdict::More);
        }
    }

    #[test]
    fn what_varies_too_much_is_not_reached_and_what_does_not_vary_is_enough_at_once() {
        let rule = StoppingRule { most: 10, ..RULE };
        let swings = || (0..).map(|n| f64::from(n % 2));
        assert_eq!(rule.judge(TENTH, swings().take(9)), Verdict::More);
        assert_eq!(rule.judge(TENTH, swings()), Verdict::NotReached);
        assert_eq!(rule.judge(TENTH, [0.0; 8]), Verdict::Enough(3));
        assert_eq!(rule.judge(TENTH, [0.0; 7]), Verdict::More);
        assert_eq!(rule.judge(TENTH, [f64::NAN; 10]), Verdict::NotReached);
    }

    /// 20 replicates: t = 2.0930 / sqrt(20) = 0.4680; 75 have 1.9925 / sqrt(75) = 0.2301, 72 have
    /// 1.9939 / sqrt(72) = 0.2350 and 73 have 1.9935 / sqrt(73) = 0.2333.
    #[test]
    fn halving_by_hand() {
        assert_eq!(replicates_to_halve(20, 0.95), Some(73));
        assert_eq!(replicates_to_halve(1, 0.95), None);
        for n in [2, 3, 10, 1000] {
            let more = replicates_to_halve(n, 0.9).unwrap();
            let width = |n: usize| student_t(n - 1, 0.9) / (n as f64).sqrt();
            assert!(
                more <= 4 * n && 2.0 * width(more) <= width(n) && 2.0 * width(more - 1) > width(n)
            );
        }
    }

    /// Stopped by the rule, intervals of normal values with a half-width of 10 % cover close to their
    /// level: in 90 % at least of 400 streams.
    #[test]
    fn stopping_when_it_is_precise_costs_little_coverage() {
        let mut numbers = Numbers::new(41);
        let mut covered = vec![];
        for _ in 0..400 {
            let values: Vec<f64> = (0..400).map(|_| 10.0 + 4.0 * numbers.normal()).collect();
            let Verdict::Enough(at) = RULE.judge(TENTH, values.iter().copied()) else { panic!() };
            let held = mean_interval(&values[..at], 0.95).unwrap().contains(10.0);
            covered.push(f64::from(u8::from(held)));
        }
        assert!(mean(&covered) > 0.9, "{}", mean(&covered));
    }
}
