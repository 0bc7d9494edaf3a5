//! The layout of what is stored: a checksum of everything on which the meaning of the bytes depends.
//!
//! Results are stored without names: the third reason is the third byte value. A program whose list
//! of reasons has one more in the middle would read the fourth where the third was written. So the
//! names, the order and the types of all that is serialised are traced through serde, and their
//! checksum is kept with the results.

use std::sync::LazyLock;

use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::plan::Role;
use mhst_core::model::results::{
    CohortExit, Dimension, Exit, Function, Idle, Measure, Service, SiteResult, Subgroup,
};
use serde::de::DeserializeOwned;
use serde_reflection::{Registry, Samples, Tracer, TracerConfig};

use super::detail::Detail;
use super::frame::{Key, Kind, SiteCalibration};

/// The checksum of the layout that this program writes and reads.
pub fn layout() -> u32 {
    static LAYOUT: LazyLock<u32> = LazyLock::new(|| checksum(&traced(), &levels()));
    *LAYOUT
}

/// The formats of everything in a frame, by name of the type.
fn traced() -> Registry {
    tracer().registry_unchecked()
}

/// Has seen everything in a frame; of each enumeration, every variant.
fn tracer() -> Tracer {
    let mut tracer = Tracer::new(TracerConfig::default());
    trace::<SiteResult>(&mut tracer);
    trace::<Measure>(&mut tracer);
    trace::<Dimension>(&mut tracer);
    trace::<CohortExit>(&mut tracer);
    trace::<Exit>(&mut tracer);
    trace::<Service>(&mut tracer);
    trace::<Role>(&mut tracer);
    trace::<Place>(&mut tracer);
    trace::<Spot>(&mut tracer);
    trace::<Reason>(&mut tracer);
    trace::<SiteCalibration>(&mut tracer);
    trace::<Key>(&mut tracer);
    trace::<Kind>(&mut tracer);
    trace::<Detail>(&mut tracer);
    tracer
}

fn trace<T: DeserializeOwned>(tracer: &mut Tracer) {
    // What cannot be traced, or is left out above, a test names.
    let _ = tracer.trace_type::<T>(&Samples::new());
}

/// Names of the levels of subgroups, of the functions of working time and of the causes of idle slots,
/// which are stored as numbers.
fn levels() -> Vec<String> {
    let named = [Dimension::Coverage];
    let pairs =
        named.into_iter().flat_map(|dimension| [0, 1].map(|level| Subgroup { dimension, level }));
    let functions = Function::ALL.map(|function| function.name().to_owned());
    let causes = Idle::ALL.map(|cause| cause.name().to_owned());
    let levels = Dimension::ALL.into_iter().flat_map(Dimension::levels).chain(pairs);
    levels.map(Subgroup::name).chain(functions).chain(causes).collect()
}

fn checksum(registry: &Registry, levels: &[String]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(format!("{registry:?}").as_bytes());
    for level in levels {
        hasher.update(level.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use serde_reflection::{ContainerFormat, Format, Named};

    use super::*;

    fn variants(registry: &mut Registry, name: &str) -> Vec<String> {
        let Some(ContainerFormat::Enum(variants)) = registry.get(name) else {
            panic!("{name} is not traced: {:?}", registry.keys())
        };
        variants.values().map(|variant| variant.name.clone()).collect()
    }

    /// Inserts a variant before another, as a change of the source would.
    fn insert_variant(registry: &mut Registry, name: &str, at: u32) {
        let Some(ContainerFormat::Enum(variants)) = registry.get_mut(name) else {
            panic!("{name}")
        };
        let mut shifted: Vec<_> = std::mem::take(variants).into_values().collect();
        let mut inserted = shifted[at as usize].clone();
        inserted.name = "Inserted".to_owned();
        shifted.insert(at as usize, inserted);
        *variants = (0..).zip(shifted).collect();
    }

    #[test]
    fn a_change_of_anything_that_is_stored_changes_the_layout() {
        let now = layout();
        for list in ["Reason", "Place", "Measure", "Dimension", "CohortExit"] {
            let mut registry = traced();
            assert!(variants(&mut registry, list).len() > 3);
            insert_variant(&mut registry, list, 2);
            assert_ne!(checksum(&registry, &levels()), now, "{list}");
        }
        let mut registry = traced();
        let Some(ContainerFormat::Struct(fields)) = registry.get_mut("TeamWeek") else {
            panic!("a team's week is not traced")
        };
        fields.insert(1, Named { name: "more".to_owned(), value: Format::F64 });
        assert_ne!(checksum(&registry, &levels()), now);
        let mut more = levels();
        more.insert(3, "phase=nursery".to_owned());
        assert_ne!(checksum(&traced(), &more), now);
    }

    #[test]
    fn everything_that_is_stored_is_traced() {
        // Fails for an enumeration of which a variant was not seen.
        let registry = tracer().registry().unwrap();
        for name in
            ["SiteResult", "Tallies", "EpisodeRecord", "CoverageMonth", "SiteCalibration", "Detail"]
        {
            assert!(registry.contains_key(name), "{name}: {:?}", registry.keys());
        }
    }

    #[test]
    fn the_layout_is_the_same_each_time() {
        assert_eq!(checksum(&traced(), &levels()), layout());
    }
}
