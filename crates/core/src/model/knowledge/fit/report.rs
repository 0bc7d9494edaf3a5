//! How well a run of the model fits reports.

/// What a run of the model gives for each report; `None` where it gives nothing, or failed.
pub type Run = Vec<Option<f64>>;

/// Something that was reported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// The number.
    pub value: f64,
    /// Standard deviation by which a run of the true world may differ from it: by sampling, by what the
    /// model is allowed to be off, and by chance.
    pub sd: f64,
}

impl Report {
    /// Log-likelihood of a result, up to a constant.
    pub(super) fn log_likelihood(self, result: f64) -> f64 {
        match result == self.value {
            true => 0.0,
            false => -0.5 * ((result - self.value) / self.sd).powi(2),
        }
    }
}

/// Log-likelihood of a run, with reports that are left out being `None`: minus infinity where the run
/// gives nothing for one of the others.
pub fn log_likelihood(reports: &[Option<Report>], run: &Run) -> f64 {
    let of = |(report, result): (&Option<Report>, &Option<f64>)| match (report, result) {
        (None, _) => 0.0,
        (Some(report), Some(result)) => report.log_likelihood(*result),
        (Some(_), None) => f64::NEG_INFINITY,
    };
    reports.iter().zip(run).map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_in_standard_deviations_and_reports_left_out_do_not_count() {
        let first = Some(Report { value: 10.0, sd: 5.0 });
        let second = Some(Report { value: 20.0, sd: 13.0 });
        let run = |first, second| vec![Some(first), second];
        assert_eq!(log_likelihood(&[first, second], &run(10.0, Some(20.0))), 0.0);
        assert_eq!(log_likelihood(&[first, second], &run(20.0, Some(33.0))), -0.5 * (4.0 + 1.0));
        assert_eq!(log_likelihood(&[None, second], &run(20.0, Some(33.0))), -0.5);
        assert_eq!(log_likelihood(&[first, second], &run(10.0, None)), f64::NEG_INFINITY);
        // A report that allows nothing is met or not.
        let exact = [Some(Report { value: 1.0, sd: 0.0 })];
        assert_eq!(log_likelihood(&exact, &vec![Some(1.0)]), 0.0);
        assert_eq!(log_likelihood(&exact, &vec![Some(2.0)]), f64::NEG_INFINITY);
    }
}
