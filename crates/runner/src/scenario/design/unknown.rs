//! The axes of a design that states none: every parameter of which anything is unknown.

use mhst_core::model::knowledge::{Belief, Knowledge, PLAUSIBLE_SHARE};

use super::super::problem::{Location, Problems};
use super::super::raw::Stated;
use super::kind::Kind;
use super::read::StatedAxis;
use super::sampling::Levels;

/// An axis for everything of which something is unknown, as if stated at a place. Trajectories step over
/// the plausible ranges, because the ends of a distribution are infinite; Sobol's indices are shares of
/// the variance over all plausible worlds, and so over the whole distributions.
pub(super) fn axes(
    knowledge: &Knowledge,
    kind: Kind,
    at: &Location,
    problems: &mut Problems,
) -> Vec<StatedAxis> {
    let (from, width) = match kind {
        Kind::Morris => ((1.0 - PLAUSIBLE_SHARE) / 2.0, PLAUSIBLE_SHARE),
        _ => (0.0, 1.0),
    };
    let axis = |belief: &Belief| {
        let [_, median, _] = belief.range();
        StatedAxis {
            at: at.clone(),
            key_at: at.clone(),
            parameter: belief.parameter,
            from: None,
            levels: Levels::Known { belief: *belief, from, width },
            stated: vec![Stated { value: median, at: at.clone() }],
        }
    };
    let axes: Vec<StatedAxis> = knowledge.beliefs().iter().map(axis).collect();
    if axes.is_empty() {
        let what = "there is no axis, and of no parameter is anything unknown here";
        let remedy = "add [[axis]] and below it `key` and `range`; the scenario fixes everything, \
                      or lists its worlds in a file";
        problems.add(at, what, remedy);
    }
    axes
}
