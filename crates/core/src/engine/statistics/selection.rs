//! Polynomials of the second degree in many variables, of which few matter.

use super::cholesky::Cholesky;

/// Variables of which squares and products are considered.
const MOST_IN_PRODUCTS: usize = 12;

/// Observations for each term at least.
const PER_TERM: usize = 6;

/// Columns shorter than this part of their length before are spanned by others.
const SPANNED: f64 = 1e-6;

/// A product of variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Term {
    /// One of them.
    Alone(usize),
    /// Two, or the square of one.
    Product(usize, usize),
}

impl Term {
    fn at(self, point: &[f64]) -> f64 {
        match self {
            Self::Alone(a) => point[a],
            Self::Product(a, b) => point[a] * point[b],
        }
    }
}

/// A polynomial that was fitted to values at points. Terms come in one by one, the one that explains
/// most first, while the gain is more than the best of as many terms of noise would bring: twice the
/// logarithm of their number, in units of the variance that is left (Foster & George, *Ann Stat*
/// 1994;22:1947-75). First the variables by themselves, then products of those that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Polynomial {
    constant: f64,
    terms: Vec<(Term, f64)>,
    /// Variance of what it does not explain.
    pub left: f64,
}

impl Polynomial {
    /// Fits one to the values at points, with weights. `None` if there are fewer than three points.
    ///
    /// # Panics
    /// If there are not as many values and weights as points.
    pub fn fit(points: &[&[f64]], values: &[f64], weights: &[f64]) -> Option<Self> {
        let n = points.len();
        assert!(values.len() == n && weights.len() == n, "one value and weight a point");
        if n < 3 {
            return None;
        }
        let mean_weight = weights.iter().sum::<f64>() / n as f64;
        let roots: Vec<f64> = weights.iter().map(|weight| (weight / mean_weight).sqrt()).collect();
        let mut search = Search::new(points, &roots, values);
        let most = n / PER_TERM;
        let variables = points[0].len();
        search.extend((0..variables).map(Term::Alone).collect(), most);
        let matter: Vec<usize> = search.chosen.iter().take(MOST_IN_PRODUCTS).copied().collect();
        let products = matter
            .iter()
            .enumerate()
            .flat_map(|(place, &a)| matter[..=place].iter().map(move |&b| Term::Product(a, b)));
        search.extend(products.collect(), most);
        search.polynomial()
    }

    /// Its value at a point.
    pub fn at(&self, point: &[f64]) -> f64 {
        self.constant + self.terms.iter().map(|(term, by)| by * term.at(point)).sum::<f64>()
    }
}

/// The search for terms.
struct Search<'a> {
    points: &'a [&'a [f64]],
    /// Roots of the weights.
    roots: &'a [f64],
    values: &'a [f64],
    /// Values, less what the terms explain.
    rest: Vec<f64>,
    /// Columns of length 1 at right angles that span those of the terms.
    basis: Vec<Vec<f64>>,
    terms: Vec<Term>,
    /// Variables that came in by themselves.
    chosen: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(points: &'a [&'a [f64]], roots: &'a [f64], values: &'a [f64]) -> Self {
        let rest = values.iter().zip(roots).map(|(value, root)| value * root).collect();
        let (terms, chosen) = (Vec::new(), Vec::new());
        let mut search = Self { points, roots, values, rest, basis: Vec::new(), terms, chosen };
        search.explain(roots.to_vec());
        search
    }

    fn column(&self, term: Term) -> Vec<f64> {
        let at = |(point, root): (&&[f64], &f64)| term.at(point) * root;
        self.points.iter().zip(self.roots).map(at).collect()
    }

    /// Takes a column that is at right angles to the basis into it.
    fn explain(&mut self, mut column: Vec<f64>) {
        let length = dot(&column, &column).sqrt();
        column.iter_mut().for_each(|value| *value /= length);
        let by = dot(&column, &self.rest);
        subtract(&mut self.rest, by, &column);
        self.basis.push(column);
    }

    /// Lets candidates in while they explain more than noise would.
    fn extend(&mut self, mut candidates: Vec<Term>, most: usize) {
        let threshold = 2.0 * (candidates.len().max(2) as f64).ln();
        let mut columns: Vec<Vec<f64>> = Vec::with_capacity(candidates.len());
        candidates.retain(|&term| {
            let mut column = self.column(term);
            let before = dot(&column, &column);
            for known in &self.basis {
                let by = dot(known, &column);
                subtract(&mut column, by, known);
            }
            let is_new = dot(&column, &column) > SPANNED * before;
            if is_new {
                columns.push(column);
            }
            is_new
        });
        let lengths: Vec<f64> = columns.iter().map(|column| dot(column, column)).collect();
        while self.terms.len() < most {
            let gain = |column: &Vec<f64>| match dot(column, column) {
                0.0 => 0.0,
                length => dot(column, &self.rest).powi(2) / length,
            };
            let gains = columns.iter().map(gain).enumerate();
            let Some((best, gain)) = gains.max_by(|(_, a), (_, b)| a.total_cmp(b)) else { break };
            let squares = dot(&self.rest, &self.rest);
            let free = self.points.len().saturating_sub(self.basis.len() + 1);
            if free == 0
                || gain * free as f64 <= threshold * (squares - gain).max(0.0)
                || gain <= 0.0
            {
                break;
            }
            let term = candidates[best];
            self.terms.push(term);
            if let Term::Alone(variable) = term {
                self.chosen.push(variable);
            }
            self.explain(columns[best].clone());
            let added = &self.basis[self.basis.len() - 1];
            for (column, before) in columns.iter_mut().zip(&lengths) {
                let by = dot(added, column);
                subtract(column, by, added);
                if dot(column, column) <= SPANNED * before {
                    column.fill(0.0);
                }
            }
        }
    }

    /// The polynomial with the terms that were found, by least squares.
    fn polynomial(&self) -> Option<Polynomial> {
        let mut columns = vec![self.roots.to_vec()];
        columns.extend(self.terms.iter().map(|&term| self.column(term)));
        let values: Vec<f64> =
            self.values.iter().zip(self.roots).map(|(v, root)| v * root).collect();
        let products: Vec<Vec<f64>> =
            columns.iter().map(|a| columns.iter().map(|b| dot(a, b)).collect()).collect();
        let right: Vec<f64> = columns.iter().map(|column| dot(column, &values)).collect();
        let coefficients = Cholesky::of(&products)?.solve(&right);
        let free = self.points.len().saturating_sub(columns.len()).max(1);
        Some(Polynomial {
            constant: coefficients[0],
            terms: self.terms.iter().copied().zip(coefficients[1..].iter().copied()).collect(),
            left: dot(&self.rest, &self.rest) / free as f64,
        })
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn subtract(from: &mut [f64], by: f64, column: &[f64]) {
    from.iter_mut().zip(column).for_each(|(from, value)| *from -= by * value);
}

#[cfg(test)]
mod tests {
    use super::super::testing::Numbers;
    use super::*;

    fn points(numbers: &mut Numbers, n: usize, variables: usize) -> Vec<Vec<f64>> {
        (0..n).map(|_| (0..variables).map(|_| numbers.normal()).collect()).collect()
    }

    fn fit(points: &[Vec<f64>], values: &[f64]) -> Polynomial {
        let points: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        Polynomial::fit(&points, values, &vec![1.0; points.len()]).unwrap()
    }

    /// Of 200 variables three matter, two of them by a product: it is found from 150 points, and exactly.
    #[test]
    fn the_few_variables_that_matter_are_found() {
        let mut numbers = Numbers::new(30);
        let points = points(&mut numbers, 150, 200);
        let truth = |x: &[f64]| 5.0 + 2.0 * x[3] - x[70] + 0.5 * x[199] + 0.7 * x[3] * x[70];
        let values: Vec<f64> = points.iter().map(|x| truth(x)).collect();
        let found = fit(&points, &values);
        let mut terms: Vec<Term> = found.terms.iter().map(|(term, _)| *term).collect();
        terms.retain(|term| {
            [3, 70, 199].map(Term::Alone).contains(term) || *term == Term::Product(70, 3)
        });
        assert_eq!(terms.len(), 4, "{found:?}");
        let elsewhere: Vec<f64> = (0..200).map(|place| f64::from(place % 7) - 3.0).collect();
        assert!((found.at(&elsewhere) - truth(&elsewhere)).abs() < 1e-6, "{found:?}");
    }

    /// Of noise next to nothing is explained, and what is left is its variance.
    #[test]
    fn noise_is_left_as_noise() {
        let mut numbers = Numbers::new(31);
        let points = points(&mut numbers, 400, 200);
        let values: Vec<f64> = points.iter().map(|_| 3.0 * numbers.normal()).collect();
        let found = fit(&points, &values);
        assert!(found.terms.len() <= 2, "{found:?}");
        assert!((7.5..10.5).contains(&found.left), "{}", found.left);
    }

    /// Where points have more weight it fits better.
    #[test]
    fn weights_say_where_it_is_to_fit() {
        let points: Vec<Vec<f64>> = (0..40).map(|i| vec![f64::from(i) / 10.0]).collect();
        // A bend: flat up to 2, then rising. A straight line fits one half only.
        let values: Vec<f64> = points.iter().map(|x| (x[0] - 2.0).max(0.0).sqrt()).collect();
        let weights: Vec<f64> =
            points.iter().map(|x| if x[0] < 2.0 { 1.0 } else { 1e-9 }).collect();
        let points: Vec<&[f64]> = points.iter().map(Vec::as_slice).collect();
        let found = Polynomial::fit(&points, &values, &weights).unwrap();
        assert!(found.at(&[0.5]).abs() < 1e-3 && found.left < 1e-4, "{found:?}");
    }
}
