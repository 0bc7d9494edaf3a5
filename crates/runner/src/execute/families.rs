//! Runs that may share a beginning: the same replicate of the same sites, at points that differ in
//! changes on dates alone. Whether they do, and until when, the worlds decide.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use mhst_core::model::parameters::Parameter;

use crate::work::{Place, Repeat, Run, Work};

/// The runs in families, in the order of the first of each.
pub(super) fn families(work: &Work, runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut likenesses: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    let mut positions: BTreeMap<(u64, Repeat), usize> = BTreeMap::new();
    let mut families: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let place = run.place;
        let likeness =
            *likenesses.entry((place.point, place.unit)).or_insert_with(|| likeness(work, place));
        let position = *positions.entry((likeness, run.repeat())).or_insert(families.len());
        match families.get_mut(position) {
            Some(family) => family.push(run),
            None => families.push(vec![run]),
        }
    }
    families
}

/// What runs have in common that may share a beginning: name, first day and all values of each site. Two
/// that have it by chance are run each by itself, as any others that turn out to differ. In one
/// plausible world what differs between worlds is the same, so the central one tells.
fn likeness(work: &Work, place: Place) -> u64 {
    let plan = work.points.unit(place.point, place.unit);
    let mut hasher = DefaultHasher::new();
    plan.time.start.minutes().hash(&mut hasher);
    for site in &plan.sites {
        site.name.hash(&mut hasher);
        for parameter in Parameter::all() {
            site.values.number(parameter).to_bits().hash(&mut hasher);
        }
    }
    hasher.finish()
}
