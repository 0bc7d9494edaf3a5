//! How far a share is known from how often something happened.

use super::interval::normal;

/// Wilson's interval, at `level` (such as 0.95), of the probability of what happened in `count` of
/// `of` independent cases, such as worlds (*J Am Stat Assoc* 1927;22:209-12). `None` of no cases.
///
/// It has a closed form, stays between 0 and 1, has a width at 0 and at `of` too, and covers close
/// to its level in small samples (Brown, Cai & DasGupta, *Stat Sci* 2001;16:101-33, who recommend
/// it or Jeffreys's for 40 cases or fewer). Jeffreys's would need a correction at 0 and at `of`.
///
/// # Panics
/// If `count` is greater than `of`.
pub fn wilson(count: usize, of: usize, level: f64) -> Option<(f64, f64)> {
    assert!(count <= of, "{count} of {of} cases");
    if of == 0 {
        return None;
    }
    let (n, z) = (of as f64, normal(level));
    let (share, weight) = (count as f64 / n, z * z / n);
    let middle = (share + weight / 2.0) / (1.0 + weight);
    let half = (weight * (share * (1.0 - share) + weight / 4.0)).sqrt() / (1.0 + weight);
    let low = if count == 0 { 0.0 } else { middle - half };
    let high = if count == of { 1.0 } else { middle + half };
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Binomial, Discrete};

    /// Newcombe (*Stat Med* 1998;17:857-72), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    #[test]
    fn intervals_are_those_of_newcombe() {
        let table = [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ];
        for (count, of, low, high) in table {
            let found = wilson(count, of, 0.95).unwrap();
            assert!((found.0 - low).abs() < 5e-5 && (found.1 - high).abs() < 5e-5, "{found:?}");
        }
        assert_eq!(wilson(0, 0, 0.95), None);
    }

    #[test]
    fn what_happened_and_what_did_not_mirror_each_other() {
        for count in 0..=20 {
            let (low, high) = wilson(count, 20, 0.9).unwrap();
            let (other_low, other_high) = wilson(20 - count, 20, 0.9).unwrap();
            assert!((low + other_high - 1.0).abs() < 1e-12, "{count}");
            assert!((high + other_low - 1.0).abs() < 1e-12, "{count}");
        }
    }

    /// Coverage of 50 cases, over probabilities from 0.02 to 0.98: 95 % on average within half a
    /// per cent, and nowhere below 88 %.
    #[test]
    fn intervals_cover_what_they_claim_on_average() {
        let (mut sum, mut least) = (0.0, 1.0_f64);
        for step in 2..=98 {
            let p = f64::from(step) / 100.0;
            let cases = Binomial::new(p, 50).unwrap();
            let holds = |count| {
                let (low, high) = wilson(count, 50, 0.95).unwrap();
                (low..=high).contains(&p)
            };
            let covered: f64 = (0..=50).filter(|&k| holds(k)).map(|k| cases.pmf(k as u64)).sum();
            sum += covered / 97.0;
            least = least.min(covered);
        }
        assert!((sum - 0.95).abs() < 0.005 && least > 0.88, "{sum} {least}");
    }
}
