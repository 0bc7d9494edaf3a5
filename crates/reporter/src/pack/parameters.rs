//! `parameters.csv`: every parameter with what is known of it, its source, and what the work has.

use mhst_core::engine::statistics::Ordered;
use mhst_core::model::knowledge::{Belief, CENTRAL, Scale};
use mhst_core::model::parameters::{Parameter, written_number};

use crate::report::Facts;
use crate::report::line;
use crate::worlds::Worlds;

const HEADER: [&str; 18] = [
    "key",
    "meaning",
    "unit",
    "mechanism",
    "kind",
    "n",
    "default",
    "scale",
    "median",
    "low_95",
    "high_95",
    "here",
    "sites_that_differ",
    "changes_on_dates",
    "worlds",
    "worlds_low_95",
    "worlds_high_95",
    "source",
];

pub(super) fn csv(facts: &Facts, worlds: Option<&Worlds>) -> String {
    let mut text = line(HEADER.into_iter().map(str::to_owned));
    for parameter in Parameter::all() {
        text += &line(row(parameter, facts, worlds).into_iter());
    }
    text
}

fn row(parameter: Parameter, facts: &Facts, worlds: Option<&Worlds>) -> [String; 18] {
    let declared = parameter.declaration();
    let belief = Belief::of(parameter);
    let known = |pick: fn([f64; 3]) -> f64| {
        belief.as_ref().map_or_else(String::new, |it| written_number(pick(it.range())))
    };
    let scale = match belief.as_ref().map(|it| it.scale) {
        None => "",
        Some(Scale::Linear) => "linear",
        Some(Scale::Log) => "log",
        Some(Scale::Logit) => "logit",
    };
    let default = declared.written(declared.default);
    let differs = || facts.differences.iter().filter(|it| it.key == declared.key);
    let here = differs().find(|it| it.site.is_none()).map(|it| it.to.clone());
    let sites = differs().filter_map(|it| Some(format!("{}: {}", it.site.as_ref()?, it.to)));
    let dated = facts.timeline.iter().filter(|it| it.key == declared.key);
    let dated = dated.map(|it| match it.sites == facts.sites.len() {
        true => format!("{}: {}", it.on, it.to),
        false => format!("{}: {} ({} sites)", it.on, it.to, it.sites),
    });
    let drawn = worlds.map_or_else(Vec::new, |worlds| values(worlds, parameter));
    let count = drawn.len();
    let drawn = Ordered::new(drawn);
    let end = |p: f64| drawn.as_ref().map_or_else(String::new, |it| written_number(it.quantile(p)));
    [
        declared.key.to_owned(),
        declared.meaning.to_owned(),
        declared.unit.to_owned(),
        declared.mechanism.to_owned(),
        declared.kind.name().to_owned(),
        declared.sample.map_or_else(String::new, |n| n.to_string()),
        default.clone(),
        scale.to_owned(),
        known(|range| range[1]),
        known(|range| range[0]),
        known(|range| range[2]),
        here.unwrap_or(default),
        sites.collect::<Vec<_>>().join("; "),
        dated.collect::<Vec<_>>().join("; "),
        count.to_string(),
        end(0.025),
        end(0.975),
        declared.source.to_owned(),
    ]
}

/// The values that a parameter has in the plausible worlds of the first point.
fn values(worlds: &Worlds, parameter: Parameter) -> Vec<f64> {
    let Some(place) = worlds.parameters.iter().position(|it| *it == parameter) else {
        return Vec::new();
    };
    let Some(first) = worlds.worlds.first().map(|world| world.point) else { return Vec::new() };
    let mine = worlds.worlds.iter().filter(|it| it.point == first && it.number != CENTRAL);
    mine.map(|world| world.values[place]).collect()
}
