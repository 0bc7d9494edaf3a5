//! The square root of a small symmetric matrix.

/// The lower triangle L of a positive definite matrix L L^T, row by row.
#[derive(Clone, Debug)]
pub(super) struct Cholesky(Vec<Vec<f64>>);

impl Cholesky {
    /// Of a matrix by its rows, of which the lower triangle is read; `None` if it is not positive
    /// definite.
    pub(super) fn of(matrix: &[Vec<f64>]) -> Option<Self> {
        let mut lower: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
        for (i, from) in matrix.iter().enumerate() {
            let mut row: Vec<f64> = Vec::with_capacity(i + 1);
            for j in 0..i {
                let sum: f64 = row.iter().zip(&lower[j]).map(|(a, b)| a * b).sum();
                row.push((from[j] - sum) / lower[j][j]);
            }
            let rest = from[i] - row.iter().map(|a| a * a).sum::<f64>();
            if rest.is_nan() || rest <= 0.0 {
                return None;
            }
            row.push(rest.sqrt());
            lower.push(row);
        }
        Some(Self(lower))
    }

    /// L times a vector.
    pub(super) fn times(&self, vector: &[f64]) -> Vec<f64> {
        let product = |row: &Vec<f64>| row.iter().zip(vector).map(|(a, b)| a * b).sum();
        self.0.iter().map(product).collect()
    }

    /// The solution x of L L^T x = `right`.
    pub(super) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut forward: Vec<f64> = Vec::with_capacity(right.len());
        for (row, right) in self.0.iter().zip(right) {
            let known: f64 = row.iter().zip(&forward).map(|(a, b)| a * b).sum();
            forward.push((right - known) / row[row.len() - 1]);
        }
        self.solve_upper(forward)
    }

    /// The solution x of L^T x = `right`: with standard normal numbers on the right, x has the
    /// inverse of the matrix as covariance.
    pub(super) fn solve_upper(&self, mut right: Vec<f64>) -> Vec<f64> {
        for i in (0..right.len()).rev() {
            let row = &self.0[i];
            right[i] /= row[i];
            let found = right[i];
            right.iter_mut().zip(&row[..i]).for_each(|(right, a)| *right -= a * found);
        }
        right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 4, 2 | 2, 10 has the root 2, 0 | 1, 3.
    #[test]
    fn a_root_by_hand_and_its_solutions() {
        let root = Cholesky::of(&[vec![4.0, 2.0], vec![2.0, 10.0]]).unwrap();
        assert_eq!(root.0, [vec![2.0], vec![1.0, 3.0]]);
        assert_eq!(root.times(&[1.0, 1.0]), [2.0, 4.0]);
        assert_eq!(root.solve(&[8.0, 22.0]), [1.0, 2.0]);
        assert_eq!(root.solve_upper(vec![4.0, 6.0]), [1.0, 2.0]);
        assert!(Cholesky::of(&[vec![1.0, 2.0], vec![2.0, 1.0]]).is_none());
    }
}
