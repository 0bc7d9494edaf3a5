//! How many settings of each phase a region has, to make the settings of a site from.

use mhst_core::model::plan::PhaseMix;

/// Ellins et al. 2023, Table 1: settings of the Trailblazer programme by region and phase.
const TABLE: [(&str, [f64; 5]); 8] = [
    ("East of England", [14.0, 9.0, 2.0, 0.0, 7.0]),
    ("London", [150.0, 61.0, 2.0, 4.0, 15.0]),
    ("Midlands", [95.0, 31.0, 2.0, 0.0, 11.0]),
    ("North East and Yorkshire", [186.0, 44.0, 3.0, 1.0, 26.0]),
    ("North West", [77.0, 46.0, 5.0, 1.0, 12.0]),
    ("South East", [103.0, 25.0, 2.0, 2.0, 7.0]),
    ("South West", [73.0, 27.0, 3.0, 1.0, 3.0]),
    ("England", [16_787.0, 3_237.0, 308.0, 159.0, 3_994.0]),
];

/// The regions, and England as a whole.
pub(super) fn phase_mixes() -> Vec<(String, PhaseMix)> {
    TABLE.into_iter().map(|(region, settings)| (region.to_owned(), PhaseMix { settings })).collect()
}
