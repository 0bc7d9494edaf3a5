//! A scenario and a variant of it, compared.

use mhst_core::model::knowledge::CENTRAL;
use mhst_reporter::comparison::{Comparator, Compared, Variant};
use mhst_runner::scenario::Scenario;

use crate::error::Error;
use crate::simulate::{LEVEL, Worlds};

/// Differences of `variant` from `base` at the sites that both have. The sites of the variant hold
/// the calibrations of the base where they have the same figures.
pub(crate) fn compare(
    base: &Scenario,
    variant: &Scenario,
    replicates: u32,
) -> Result<Compared, Error> {
    let (base_sites, sites) = (names(base), names(variant));
    if !sites.iter().any(|site| base_sites.contains(site)) {
        return Err(Error::NothingInCommon(base.name.clone(), variant.name.clone()));
    }
    let name = variant.name.clone();
    let mut comparator =
        Comparator::new(base_sites, vec![Variant { point: 1, name, sites }], LEVEL);
    let worlds = Worlds::of(base)?;
    let variant = worlds.holding(base, variant)?.run(replicates)?;
    let base = worlds.run(replicates)?;
    for (base, variant) in base.iter().zip(&variant) {
        comparator.base(base);
        comparator.variant(0, CENTRAL, variant);
    }
    Ok(comparator.finish().variants.remove(0))
}

/// The sites of a scenario in alphabetical order.
fn names(scenario: &Scenario) -> Vec<String> {
    let mut names: Vec<String> = scenario.sites.iter().map(|site| site.name.clone()).collect();
    names.sort_unstable();
    names
}
