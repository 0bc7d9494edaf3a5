//! A cheap stand-in for the model, on which a world can walk far before the model itself is asked.

use super::report::{Report, Run, log_likelihood};
use crate::engine::draws::Draw;
use crate::engine::statistics::Polynomial;

/// The latest runs from which it is made.
const LATEST: usize = 3_000;

/// How far steps go, each by chance. Of a rotation, 1 is a new draw and 0 stays; of a new draw of some
/// numbers, it is their share.
const ROTATIONS: [f64; 4] = [0.05, 0.15, 0.4, 0.8];
const SHARES: [f64; 4] = [0.01, 0.03, 0.1, 0.3];

/// A run of the model: the numbers of its world, and what it gave.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tried {
    pub(super) numbers: Vec<f64>,
    pub(super) run: Run,
}

/// For each report a polynomial of the numbers of a world, and how well it fits: none where the report is
/// left out, or too few runs gave something for it.
#[derive(Clone, Debug)]
pub(super) struct Surrogate(Vec<(Polynomial, Report)>);

impl Surrogate {
    /// From runs of the model, those that fit the reports better with more weight.
    pub(super) fn of(tried: &[Tried], reports: &[Option<Report>]) -> Self {
        let latest = &tried[tried.len().saturating_sub(LATEST)..];
        let count = reports.iter().flatten().count().max(1) as f64;
        let weight = |it: &Tried| {
            let misfit = -2.0 * log_likelihood(reports, &it.run);
            if misfit.is_finite() { 1.0 / (1.0 + misfit / count) } else { 0.0 }
        };
        let kept: Vec<(&Tried, f64)> =
            latest.iter().map(|it| (it, weight(it))).filter(|(_, weight)| *weight > 0.0).collect();
        let points: Vec<&[f64]> = kept.iter().map(|(it, _)| it.numbers.as_slice()).collect();
        let weights: Vec<f64> = kept.iter().map(|(_, weight)| *weight).collect();
        let of = |(place, report): (usize, &Option<Report>)| {
            let report = (*report)?;
            let results: Vec<f64> = kept.iter().filter_map(|(it, _)| it.run[place]).collect();
            let polynomial = Polynomial::fit(&points, &results, &weights)?;
            // What the polynomial does not explain is one more reason to differ.
            let sd = (report.sd.powi(2) + polynomial.left).sqrt();
            (sd > 0.0).then_some((polynomial, Report { sd, ..report }))
        };
        Self(reports.iter().enumerate().filter_map(of).collect())
    }

    fn log_likelihood(&self, numbers: &[f64]) -> f64 {
        self.0.iter().map(|(it, report)| report.log_likelihood(it.at(numbers))).sum()
    }

    /// Where a world is after so many steps of a walk that would visit worlds as often as is right if the
    /// model were as here, and the reports had this weight; and by how much the log-likelihood here
    /// rises. Steps are of two kinds: a rotation of all numbers (preconditioned Crank-Nicolson; Cotter
    /// et al. 2013, *Statistical Science* 28:424), and a new draw of some of them. Both keep what is known
    /// as it is.
    pub(super) fn walk(
        &self,
        from: &[f64],
        weight: f64,
        steps: u32,
        draw: &mut Draw,
    ) -> (Vec<f64>, f64) {
        let first = self.log_likelihood(from);
        let (mut here, mut fit) = (from.to_vec(), first);
        for _ in 0..steps {
            let [kind, reach, accepts] = draw.uniforms();
            let reach = (4.0 * reach) as usize;
            let next: Vec<f64> = if kind < 0.5 {
                let reach = ROTATIONS[reach];
                let stays = (1.0 - reach * reach).sqrt();
                here.iter().map(|number| stays * number + reach * draw.normal()).collect()
            } else {
                let share = SHARES[reach];
                let moved = |number: &f64| match draw.uniform() < share {
                    true => draw.normal(),
                    false => *number,
                };
                here.iter().map(moved).collect()
            };
            let next_fit = self.log_likelihood(&next);
            if accepts.ln() < weight * (next_fit - fit) {
                (here, fit) = (next, next_fit);
            }
        }
        (here, fit - first)
    }
}
