//! Runs that may share a beginning: the same replicate of the same sites, at points that differ in
//! changes on dates alone. Whether they do, and until when, the worlds decide.

use std::collections::BTreeMap;

use mhst_core::model::parameters::{Parameter, Values};

use crate::work::{Place, Run, Work};

/// What runs have in common that may share a beginning: name, first day and all values of each site.
type Likeness = Vec<(String, u32, Vec<u64>)>;

/// The runs in families, in the order of the first of each.
pub(super) fn families(work: &Work, runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut kinds: BTreeMap<Likeness, usize> = BTreeMap::new();
    let mut kind_of: BTreeMap<Place, usize> = BTreeMap::new();
    let mut positions: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    let mut families: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let kind = *kind_of.entry(run.place).or_insert_with(|| {
            let next = kinds.len();
            *kinds.entry(likeness(work, run.place)).or_insert(next)
        });
        let position = *positions.entry((kind, run.replicate)).or_insert(families.len());
        match families.get_mut(position) {
            Some(family) => family.push(run),
            None => families.push(vec![run]),
        }
    }
    families
}

fn likeness(work: &Work, place: Place) -> Likeness {
    let plan = work.world(place);
    let start = plan.time.start.minutes();
    let sites = plan.sites.into_iter();
    let bits = |values: &Values| Parameter::all().map(|it| values.number(it).to_bits()).collect();
    sites.map(|site| (site.name, start, bits(&site.values))).collect()
}
