//! Comparisons with theory that are judged together.

use mhst_core::engine::statistics::mean_interval;

/// Confidence in all comparisons of a family together.
const CONFIDENCE: f64 = 0.99;

/// The comparisons of one member of a family. Each has an interval at the level that Bonferroni's
/// inequality requires for the family. It must hold the theory's value, and must not be wide.
pub(crate) struct Member {
    name: &'static str,
    /// Comparisons that this member makes.
    announced: usize,
    level: f64,
    /// The widest half-width, as a share of the theory's value.
    precision: f64,
    comparisons: usize,
    faults: Vec<String>,
}

impl Member {
    /// A member that makes `announced` of the `family` comparisons of all members.
    pub(crate) fn new(name: &'static str, announced: usize, family: usize, precision: f64) -> Self {
        let level = 1.0 - (1.0 - CONFIDENCE) / family as f64;
        Self { name, announced, level, precision, comparisons: 0, faults: Vec::new() }
    }

    /// Compares the mean of independent values with `theory`; the half-width is judged against
    /// `scale`.
    pub(crate) fn compare(&mut self, what: &str, values: &[f64], theory: f64, scale: f64) {
        self.comparisons += 1;
        let interval = mean_interval(values, self.level).expect("replicates");
        let half_width = interval.half_width().expect("more than one replicate");
        let (estimate, precision) = (interval.estimate, half_width / scale.abs());
        let found = format!(
            "{}, {what}: {estimate:.6} +- {half_width:.6} ({:.2} %), theory {theory:.6}",
            self.name,
            100.0 * precision
        );
        if std::env::var_os("MHST_THEORY").is_some() {
            #[expect(clippy::print_stderr, reason = "asked for")]
            {
                eprintln!("{found}");
            }
        }
        if !interval.contains(theory) {
            self.faults.push(format!("not the theory's value: {found}"));
        }
        if precision > self.precision {
            self.faults.push(format!("too wide: {found}"));
        }
    }

    /// All comparisons are made: they are as many as were announced, and none failed.
    pub(crate) fn close(self) {
        assert_eq!(self.comparisons, self.announced, "comparisons announced");
        assert!(self.faults.is_empty(), "\n{}", self.faults.join("\n"));
    }
}
