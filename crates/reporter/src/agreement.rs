//! How well simulated figures agree with reported ones over sites.

use mhst_core::engine::statistics::spearman;

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
            rank_correlation: spearman(&simulated, &reported),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: without ties 1 - 6 sum(d^2) / (n^3 - n).
    #[test]
    fn error_and_correlation_by_hand() {
        let fit = Agreement::of(&[(1.0, 2.0), (2.0, 1.0), (3.0, 4.0), (4.0, 3.0)]).unwrap();
        assert_eq!(fit.mean_absolute_error, 1.0);
        assert!((fit.rank_correlation.unwrap() - (1.0 - 6.0 * 4.0 / 60.0)).abs() < 1e-12);
    }

    /// By hand: ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4 have products of deviations 2.25 + 2.25
    /// and squares 4.5 and 5. The rule for ranks without ties would say 1 - 6 * 0.5 / 60 = 0.95.
    #[test]
    fn with_ties_the_correlation_is_that_of_the_shared_ranks() {
        let pairs = [(10.0, 1.0), (20.0, 9.0), (20.0, 4.0), (30.0, 100.0)];
        let fit = Agreement::of(&pairs).unwrap();
        assert!((fit.rank_correlation.unwrap() - 4.5 / 22.5_f64.sqrt()).abs() < 1e-12);
        assert_eq!(fit.mean_absolute_error, (9.0 + 11.0 + 16.0 + 70.0) / 4.0);
        // Ranks turned round have the opposite correlation, and the order of pairs is no matter.
        let turned: Vec<(f64, f64)> = pairs.iter().rev().map(|&(a, b)| (a, -b)).collect();
        let turned = Agreement::of(&turned).unwrap().rank_correlation.unwrap();
        assert!((turned + fit.rank_correlation.unwrap()).abs() < 1e-12);
    }

    #[test]
    fn where_all_are_equal_there_is_an_error_and_no_correlation() {
        let fit = Agreement::of(&[(7.0, 1.0), (7.0, 2.0), (7.0, 3.0)]).unwrap();
        assert_eq!((fit.mean_absolute_error, fit.rank_correlation), (5.0, None));
    }

    #[test]
    fn one_pair_has_an_error_and_no_correlation_and_none_has_neither() {
        let fit = Agreement::of(&[(60.0, 59.0)]).unwrap();
        assert_eq!((fit.mean_absolute_error, fit.rank_correlation), (1.0, None));
        assert_eq!(Agreement::of(&[]), None);
    }
}
