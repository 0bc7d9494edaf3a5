//! What of a results directory goes into a pack unchanged.

use std::path::Path;

/// Files, and what they hold.
const FILES: [(&str, &str); 15] = [
    ("summary.csv", "Every measure with its interval."),
    ("comparison.csv", "How variants or points differ from the base."),
    ("changes.csv", "What differs in the inputs of the variants."),
    ("points.csv", "The points that were run."),
    ("indices.csv", "Which axes of the design matter."),
    ("benchmark.csv", "Figures that were reported, with what the model gives."),
    ("benchmark_series.csv", "Series of such figures by site."),
    ("figures.csv", "The figures that were brought."),
    ("worlds.csv", "The worlds that were run: their parameters and main results."),
    ("sensitivity.csv", "Which unknown parameters the results depend on."),
    ("targets.csv", "In how many worlds the targets are met."),
    ("measures.csv", "What each measure counts."),
    ("manifest.json", "The scenario in full, with version, hash and seed."),
    ("run.json", "Time, threads and memory of the last run."),
    ("INCOMPLETE.txt", "What is missing of the work."),
];

/// Those of them that the directory has.
pub(crate) fn to_pack(path: &Path) -> Vec<(&'static str, &'static str)> {
    FILES.into_iter().filter(|(name, _)| path.join(name).is_file()).collect()
}
