//! The statistics in which a measure is published.

/// A statistic of a measure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Statistic {
    /// Number counted.
    Count,
    /// Sum of person-time.
    Total,
    /// Part of the whole.
    Share,
    /// Arithmetic mean.
    Mean,
    /// Median, by nearest rank.
    P50,
    /// 75th percentile, by nearest rank.
    P75,
    /// 90th percentile, by nearest rank.
    P90,
    /// 95th percentile, by nearest rank.
    P95,
    /// Greatest.
    Max,
}

impl Statistic {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Total => "total",
            Self::Share => "share",
            Self::Mean => "mean",
            Self::P50 => "p50",
            Self::P75 => "p75",
            Self::P90 => "p90",
            Self::P95 => "p95",
            Self::Max => "max",
        }
    }

    /// The least and the greatest that it can be, whatever is measured.
    pub fn range(self) -> (f64, f64) {
        match self {
            Self::Share => (0.0, 1.0),
            _ => (0.0, f64::INFINITY),
        }
    }
}
