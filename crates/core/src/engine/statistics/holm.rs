//! Correction of p-values for multiple comparisons.

/// The p-values of a family adjusted by Holm's method (Scand J Stat 1979;6:65-70), in the same
/// order. If values up to 0.05 are called different, the probability that any of them is wrongly
/// called so is at most 0.05, however they are correlated.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut greatest = 0.0_f64;
    for (rank, &index) in order.iter().enumerate() {
        let left = (p_values.len() - rank) as f64;
        greatest = greatest.max((left * p_values[index]).min(1.0));
        adjusted[index] = greatest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of four, 0.005 is multiplied by four, 0.01 by three, 0.03 by two and 0.04 by one, but no
    /// result is below the one before it: 0.04 becomes the 0.06 of 0.03.
    #[test]
    fn four_by_hand() {
        let adjusted = holm(&[0.01, 0.04, 0.03, 0.005]);
        for (found, expected) in adjusted.iter().zip([0.03, 0.06, 0.06, 0.02]) {
            assert!((found - expected).abs() < 1e-12, "{adjusted:?}");
        }
    }

    #[test]
    fn none_exceeds_one_and_one_alone_stays_as_it_is() {
        assert_eq!(holm(&[0.5, 0.75, 0.5]), [1.0; 3]);
        assert_eq!(holm(&[0.03]), [0.03]);
        assert!(holm(&[]).is_empty());
    }
}
