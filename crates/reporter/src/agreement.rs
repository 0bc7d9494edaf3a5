//! How well simulated figures agree with reported ones over sites.

/// Agreement of pairs (simulated, reported).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Agreement {
    /// Pairs compared.
    pub pairs: usize,
    /// Mean absolute difference.
    pub mean_absolute_error: f64,
    /// Spearman's rank correlation; `None` where one side has no two different values.
    pub rank_correlation: Option<f64>,
}

impl Agreement {
    /// `None` of nothing.
    pub fn of(pairs: &[(f64, f64)]) -> Option<Self> {
        let n = pairs.len();
        let error: f64 =
            pairs.iter().map(|(simulated, reported)| (simulated - reported).abs()).sum();
        let (simulated, reported): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        (n > 0).then(|| Self {
            pairs: n,
            mean_absolute_error: error / n as f64,
            rank_correlation: correlation(&ranks(&simulated), &ranks(&reported)),
        })
    }
}

/// Ranks from 1; equal values share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let below = |value: f64| values.iter().filter(|other| **other < value).count() as f64;
    let equal = |value: f64| values.iter().filter(|other| **other == value).count() as f64;
    values.iter().map(|&value| below(value) + (equal(value) + 1.0) / 2.0).collect()
}

/// Pearson's correlation.
fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let n = a.len() as f64;
    let (mean_a, mean_b) = (a.iter().sum::<f64>() / n, b.iter().sum::<f64>() / n);
    let products: f64 = a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum();
    let squares = |values: &[f64], mean: f64| -> f64 {
        values.iter().map(|value| (value - mean).powi(2)).sum()
    };
    let scale = (squares(a, mean_a) * squares(b, mean_b)).sqrt();
    (scale > 0.0).then(|| products / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4; without ties 1 - 6 sum(d^2) / (n^3 - n).
    #[test]
    fn ranks_and_correlation_by_hand() {
        assert_eq!(ranks(&[10.0, 20.0, 20.0, 30.0]), [1.0, 2.5, 2.5, 4.0]);
        let fit = Agreement::of(&[(1.0, 2.0), (2.0, 1.0), (3.0, 4.0), (4.0, 3.0)]).unwrap();
        assert_eq!(fit.mean_absolute_error, 1.0);
        assert!((fit.rank_correlation.unwrap() - (1.0 - 6.0 * 4.0 / 60.0)).abs() < 1e-12);
    }

    #[test]
    fn one_pair_has_an_error_and_no_correlation_and_none_has_neither() {
        let fit = Agreement::of(&[(60.0, 59.0)]).unwrap();
        assert_eq!((fit.mean_absolute_error, fit.rank_correlation), (1.0, None));
        assert_eq!(Agreement::of(&[]), None);
    }
}
