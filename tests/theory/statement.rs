//! What the suite states: with a confidence of 99 % for all its comparisons together, every mean
//! of the engine is that of the theory, to within 1 %.
//!
//! Each comparison has an interval at the level that Bonferroni's inequality requires. It must
//! hold the theory's value, and its half-width may not exceed 1 % of that value: a comparison
//! cannot pass by being vague.
//!
//! Heavily loaded queues forget slowly, and plain means of them would need minutes of computing.
//! Their noise is mostly that of the arrivals and services that happened to be drawn, and it is
//! taken out by [control variates](crate::controls): sums of deviations of draws from their own
//! mean, times something known before the draw. Their mean is zero whatever the station does with
//! the draws, so that they cannot hide a fault of it; they would hide a fault of the draws, and
//! therefore that it is zero is itself among the comparisons, for each control.
//!
//! With the environment variable `MHST_THEORY` set, each comparison is printed.

use super::FAMILY;
use super::observation::Replicate;
use super::station::{CONTROLS, Law, System};
use crate::controls::adjusted;
use crate::family::Member;

/// The widest half-width, as a share of the theory's value.
const PRECISION: f64 = 0.01;

/// The comparisons of one member of the family.
pub(crate) struct Statement(Member);

impl Statement {
    pub(crate) fn new(name: &'static str) -> Self {
        let &(_, announced) =
            FAMILY.iter().find(|(member, _)| *member == name).expect("a member of the family");
        let family = FAMILY.iter().map(|(_, comparisons)| comparisons).sum();
        Self(Member::new(name, announced, family, PRECISION))
    }

    /// Compares the mean of `measure` with the value of the theory.
    pub(crate) fn compare(
        &mut self,
        what: &str,
        replicates: &[Replicate],
        theory: f64,
        measure: impl Fn(&Replicate) -> f64,
    ) {
        let values: Vec<f64> = replicates.iter().map(measure).collect();
        let controls: Vec<_> = replicates.iter().map(Replicate::controls).collect();
        self.compare_values(what, &adjusted(&values, &controls), theory, theory);
    }

    /// Compares the mean number present with arrivals a day times mean stay, in pairs.
    pub(crate) fn little(&mut self, replicates: &[Replicate], present: f64) {
        let difference = |r: &Replicate| r.present() - r.present_by_stays();
        let differences: Vec<f64> = replicates.iter().map(difference).collect();
        self.compare_values("Little's law", &differences, 0.0, present);
    }

    /// Compares the means of all controls with zero: the deviations of what was drawn, alone and
    /// weighted with the work found. Judged against the means of what was drawn and of the work.
    pub(crate) fn draws(&mut self, replicates: &[Replicate], system: &System) {
        let mean = |of: &dyn Fn(&Replicate) -> f64| {
            replicates.iter().map(of).sum::<f64>() / replicates.len() as f64
        };
        let service = system.mean_of_service(Law::mean);
        let square = system.mean_of_service(Law::mean_square);
        let gap = 1.0 / system.arrivals.peak();
        let work =
            mean(&|r| r.waiting) * service + mean(&|r| r.in_service) * square / 2.0 / service;
        let last = system.classes.last().map_or(0.0, |class| class.share);
        let judged: [(&str, f64); CONTROLS] = [
            ("gaps", gap),
            ("services", service),
            ("classes", last),
            ("gaps by work", gap * work),
            ("services by work", service * work),
            ("classes by work", last * work),
            ("squares of gaps", 2.0 * gap * gap),
            ("squares of services", square),
            ("gaps by services", gap * service),
        ];
        for (control, (what, scale)) in judged.into_iter().enumerate() {
            if system.classes.len() > 1 || !what.starts_with("classes") {
                let values: Vec<f64> = replicates.iter().map(|r| r.controls()[control]).collect();
                self.compare_values(what, &values, 0.0, system.arrivals.rate * scale);
            }
        }
    }

    /// Compares the mean of independent values with `theory`; the half-width is judged against
    /// `scale`.
    pub(crate) fn compare_values(&mut self, what: &str, values: &[f64], theory: f64, scale: f64) {
        self.0.compare(what, values, theory, scale);
    }

    /// All comparisons are made: they are as many as were announced, and none failed.
    pub(crate) fn close(self) {
        self.0.close();
    }
}
