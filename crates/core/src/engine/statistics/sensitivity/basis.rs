//! Orthonormal polynomials of the ranks of a column: curves to which values are fitted by products
//! alone. They use sums, products and roots, in one order, so that all machines agree on every bit.

use super::order;

/// Share of a curve that is new below which it is rounding.
const ROUNDING: f64 = 1e-8;

/// Polynomials of degree 1 to `terms` of the ranks of `column`, equal values having their mean rank:
/// orthogonal to each other and to a constant, with a sum of squares of 1. Fewer if the column has
/// too few different values: none if it is constant.
pub(super) fn polynomials(column: &[f64], terms: usize) -> Vec<Vec<f64>> {
    let n = column.len();
    let ranks = ranks(column);
    let constant = vec![1.0 / (n as f64).sqrt(); n];
    let mut curves = vec![constant];
    while curves.len() <= terms {
        let last = &curves[curves.len() - 1];
        let mut next: Vec<f64> =
            last.iter().zip(&ranks).map(|(value, rank)| value * rank).collect();
        let before = dot(&next, &next);
        // Twice is enough (Parlett, *The Symmetric Eigenvalue Problem*, 6.9).
        for curve in curves.iter().chain(&curves) {
            let part = dot(&next, curve);
            next.iter_mut().zip(curve).for_each(|(value, curve)| *value -= part * curve);
        }
        let square = dot(&next, &next);
        if square <= ROUNDING * before {
            break;
        }
        let size = square.sqrt();
        next.iter_mut().for_each(|value| *value /= size);
        curves.push(next);
    }
    curves.split_off(1)
}

/// Ranks between -1 and 1.
fn ranks(column: &[f64]) -> Vec<f64> {
    let order = order(column);
    let n = column.len() as f64;
    let mut ranks = vec![0.0; column.len()];
    let mut first = 0;
    for ties in order.chunk_by(|&a, &b| column[a] == column[b]) {
        let rank = (2 * first + ties.len()) as f64 / n - 1.0;
        ties.iter().for_each(|&row| ranks[row] = rank);
        first += ties.len();
    }
    ranks
}

/// Sum of products, in eight sums side by side, as processors can add them.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 8];
    let (a, b) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum::<f64>();
    for (a, b) in a.zip(b) {
        for lane in 0..8 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::Numbers;
    use super::*;

    #[test]
    fn curves_are_orthonormal_and_orthogonal_to_a_constant() {
        let column = Numbers::new(1).uniforms(203);
        let curves = polynomials(&column, 8);
        assert_eq!(curves.len(), 8);
        for (i, one) in curves.iter().enumerate() {
            assert!(one.iter().sum::<f64>().abs() < 1e-12);
            for (j, other) in curves.iter().enumerate() {
                assert!((dot(one, other) - f64::from(u8::from(i == j))).abs() < 1e-12, "{i} {j}");
            }
        }
    }

    #[test]
    fn equal_values_are_not_told_apart_and_few_different_values_have_few_curves() {
        let curves = polynomials(&[1.0, 0.0, 1.0, 0.0, 0.0], 5);
        assert_eq!(curves.len(), 1);
        assert_eq!((curves[0][0], curves[0][1]), (curves[0][2], curves[0][3]));
        assert_eq!(polynomials(&[1.0, 2.0, 3.0, 1.0, 2.0, 3.0], 5).len(), 2);
        assert!(polynomials(&[2.0; 5], 5).is_empty());
    }
}
