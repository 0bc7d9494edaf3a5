//! The files of the model, and of the command line, use each other in one direction: no file leads
//! back to itself, and the rooms of the model stand in order.

mod graph;

use graph::{Graph, Package, Sources, graph};

const MODEL: Package = Package {
    directory: "crates/core/src/model",
    module: &["model"],
    others: &["crates/core/src/engine"],
    register: Some("parameters/values.rs"),
};

const COMMAND_LINE: Package = Package {
    directory: "crates/cli/src",
    module: &[],
    others: &["crates/core/src", "crates/runner/src", "crates/reporter/src"],
    register: None,
};

/// The rooms of the model, each of which uses only those before it. (`mechanisms` and `mod` stand
/// for files that only list.)
const ROOMS: [&str; 22] = [
    "mod",
    "mechanisms",
    "ids",
    "purpose",
    "motive",
    "parameters",
    "plan",
    "knowledge",
    "event",
    "bank_holidays",
    "school_calendar",
    "children",
    "results",
    "figures",
    "trace",
    "moment",
    "settings",
    "workforce",
    "specialist",
    "pathway",
    "world",
    "main",
];

#[track_caller]
fn assert_no_circle(graph: &Graph) {
    if let Some(circle) = graph.circle() {
        panic!("a circle:\n{}", circle.join("\n"));
    }
}

#[test]
fn no_file_of_the_model_leads_back_to_itself() {
    let found = graph(&MODEL, &MODEL.sources());
    assert_no_circle(&found);
    let arrows: usize = found.arrows.values().map(|to| to.len()).sum();
    assert!(arrows > 300, "{arrows} arrows: the graph is not read");
}

#[test]
fn the_rooms_of_the_model_stand_in_order() {
    let against = graph(&MODEL, &MODEL.sources()).against(&ROOMS);
    assert!(against.is_empty(), "against the order of the rooms:\n{}", against.join("\n"));
}

#[test]
fn no_file_of_the_command_line_leads_back_to_itself() {
    assert_no_circle(&graph(&COMMAND_LINE, &COMMAND_LINE.sources()));
}

/// The check finds what it is for: a process that calls back, by a path, by a method of a part that
/// it is given, or by a method of which nothing but its name is known.
#[test]
fn a_call_back_is_found() {
    for (file, back) in [
        ("workforce/attrition.rs", "fn back() { crate::model::world::team_changes::on_monday(); }"),
        ("workforce/attrition.rs", "fn back(way: Way) { way.hand_over(); }"),
        ("pathway/triage.rs", "fn back(any: T) { any.specialist_discharge(); }"),
        ("pathway/triage.rs", "impl Way<'_> { fn back(&mut self) { self.follow(); } }"),
        ("children/severity.rs", "use crate::model::moment::Moment;"),
    ] {
        let mut sources: Sources = MODEL.sources();
        let source = sources.get_mut(file).unwrap();
        source.push_str(back);
        let found = graph(&MODEL, &sources);
        let circle = found.circle().unwrap_or_else(|| panic!("not found: {back} in {file}"));
        assert!(
            circle.len() > 1 && circle.iter().any(|arrow| arrow.starts_with(file)),
            "{circle:?}"
        );
    }
}

/// What a process only may not name, but stands in its own room, is no circle: an arrow against the
/// order of the rooms is one all the same.
#[test]
fn an_arrow_against_the_order_of_the_rooms_is_found() {
    let mut sources = MODEL.sources();
    sources.get_mut("settings/shock.rs").unwrap().push_str(
        "fn up(values: &Values) { crate::model::pathway::remit::sessions_planned(values); }",
    );
    let against = graph(&MODEL, &sources).against(&ROOMS);
    assert_eq!(against.len(), 1, "{against:?}");
    assert!(against[0].starts_with("settings/shock.rs uses pathway::remit"), "{against:?}");
}
