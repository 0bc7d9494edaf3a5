//! Correction of p-values where one looks at many.

/// The p-values of a family adjusted after Holm (Scand J Stat 1979;6:65-70), in the same order: if
/// those up to 0.05 are called different, the chance that any of them is called so wrongly is at
/// most 0.05, however they hang together.
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

    /// Of four, 0.005 is taken four times, 0.01 three times, 0.03 twice and 0.04 once; but none
    /// comes to less than one before it: 0.04 to the 0.06 of 0.03.
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
