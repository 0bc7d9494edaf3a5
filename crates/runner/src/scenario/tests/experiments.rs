//! Designs whose points are made for indices: what is refused and in which words, and which values the
//! points have.

use mhst_core::engine::statistics::sensitivity::{saltelli, trajectories};
use mhst_core::model::knowledge::Belief;

use super::designs::{all_refused, fine, folder, loaded};
use super::*;

/// Two axes, with the line numbers that the cases below count from.
const STATED: &str = "\
scenario = \"../a.toml\"
[design]
kind = \"morris\"
trajectories = 3
[[axis]]
key = \"team.emhps\"
range = [2, 8]
[[axis]]
key = \"remit.extension_share\"
range = [0.25, 1]
";

/// Everything that is unknown.
const UNKNOWN: &str = "\
scenario = \"../a.toml\"
[set]
\"attrition.other_per_year\" = 0.1
[design]
kind = \"morris\"
trajectories = 2
";

fn exchanges(groups: &str) -> String {
    let kind = format!("kind = \"sobol_indices\"\nbase = 4\ngroups = \"{groups}\"\n");
    instead(UNKNOWN, "kind = \"morris\"\ntrajectories = 2\n", &kind)
}

#[test]
fn faults_are_named_with_their_place_and_remedy() {
    let at = |place: &str| format!("sweeps/d.toml:{place}");
    let case = |old: &str, new: &str| instead(STATED, old, new);
    let [section, line_3, line_4, line_5, line_7] = ["2:2", "3:8", "4:16", "5:10", "7:9"].map(at);
    let indices = |with: &str| case("morris\"\ntrajectories = 3", with);
    all_refused(&[
        (case("morris", "moris"), &[(&line_3, &["allowed: grid", "sobol_indices", "`morris`?"])]),
        (
            case("trajectories = 3\n", ""),
            &[(&section, &["`design.trajectories` is missing", "trajectories = 10"])],
        ),
        (
            case("trajectories = 3", "trajectories = 500000"),
            &[(&line_4, &["more than 1000000 points", "one point more"])],
        ),
        (
            case("trajectories = 3", "trajectories = 3\nlevels = 5"),
            &[(&line_5, &["`design.levels` = 5 is odd", "even"])],
        ),
        (
            case("trajectories = 3", "trajectories = 3\npoints = 5"),
            &[(&line_5, &["`design.points` cannot be used in a design of elementary effects"])],
        ),
        (
            case("range = [2, 8]", "values = [2, 8]"),
            &[(&at("7:10"), &["`axis.values` cannot be used", "give a `range`"])],
        ),
        (
            case("range = [2, 8]", "range = [2, 8]\nsteps = 3"),
            &[(&at("8:9"), &["`axis.steps` cannot be used", "design.trajectories"])],
        ),
        (
            case(
                "key = \"team.emhps\"\nrange = [2, 8]",
                "key = \"remit.policy\"\nvalues = [\"firm\"]",
            ),
            &[(&at("7:10"), &["`axis.values` cannot be used", "one value at all points"])],
        ),
        (
            case("key = \"team.emhps\"\nrange = [2, 8]", "key = \"remit.policy\"\nrange = [0, 1]"),
            &[(&line_7, &["is not a number", "under [set]"])],
        ),
        (indices("sobol_indices\""), &[(&section, &["`design.base` is missing", "base = 64"])]),
        (
            indices("sobol_indices\"\nbase = 70000"),
            &[(&at("4:8"), &["`design.base` = 70000 is too many", "65536"])],
        ),
        (
            indices("sobol_indices\"\nbase = 4\ngroups = \"mechanisms\""),
            &[(&line_5, &["allowed: mechanism, group, none", "`mechanism`?"])],
        ),
        (
            indices("sobol\"\npoints = 4\ngroups = \"group\""),
            &[(&line_5, &["`design.groups` cannot be used in a Sobol sequence", "`points`"])],
        ),
    ]);
}

#[test]
fn stated_axes_go_through_their_range_and_hold_one_calibration() {
    let design = fine(&folder(BASE, STATED));
    assert_eq!(design.len(), 9);
    for (point, cube) in trajectories(2, 3, 4, 1).iter().enumerate() {
        let [emhps, share] = design.values(point) else { panic!("two axes") };
        let step = (cube[0] * 3.0).round() as usize;
        assert_eq!(*emhps, [2.0, 4.0, 6.0, 8.0][step]);
        assert!((share - (0.25 + 0.75 * cube[1])).abs() < 1e-8);
    }
    assert!(design.base.is_some());
    let edits = Edits { calibrate_each: true, ..Edits::default() };
    let folder = folder(BASE, STATED);
    assert!(loaded(&folder, &edits).unwrap().design.base.is_none());
}

#[test]
fn everything_unknown_that_is_not_stated_is_an_axis_at_its_quantiles() {
    let base = added(
        "[need]\nbrief_share = 0.5\n[knowledge]\nfixed = [\"attrition.workload_per_year\"]\n",
    );
    let design = fine(&folder(&base, UNKNOWN));
    let keys: Vec<&str> = design.axes.iter().map(|axis| axis.parameter.declaration().key).collect();
    assert!(keys.len() > 150, "{}", keys.len());
    for stated in [
        "attrition.other_per_year",
        "need.brief_share",
        "attrition.workload_per_year",
        "team.emhps",
    ] {
        assert!(!keys.contains(&stated), "{stated}");
    }
    assert_eq!(design.len(), 2 * (keys.len() + 1));
    assert!(design.base.is_none(), "each point is a world of its own");
    let cube = trajectories(keys.len(), 2, 4, 1);
    for point in [0, 7, design.len() - 1] {
        for (axis, value) in design.axes.iter().zip(design.values(point)) {
            let place = design.axes.iter().position(|it| it == axis).unwrap();
            let belief = Belief::of(axis.parameter).unwrap();
            let part = cube[point][place];
            assert_eq!(*value, belief.quantile(0.025 + 0.95 * part));
            let [low, _, high] = belief.range();
            // To nine digits, and whole values to the next.
            let near =
                0.5_f64.min(1e-6 * high.abs().max(1e-9)).max(f64::from(value.fract() == 0.0) / 2.0);
            assert!((low - near..=high + near).contains(value), "{}", axis.name());
        }
    }
    let more = instead(UNKNOWN, "trajectories = 2", "trajectories = 3");
    let more = fine(&folder(&base, &more));
    assert!((0..design.len()).all(|point| design.values(point) == more.values(point)));
    assert_ne!(design.hash(), more.hash());
}

#[test]
fn groups_are_exchanged_together_over_the_whole_distribution() {
    for (groups, least, most) in [("mechanism", 15, 45), ("group", 15, 60), ("none", 150, 400)] {
        let design = fine(&folder(BASE, &exchanges(groups)));
        let experiment = design.experiment.as_ref().unwrap();
        let count = experiment.subjects.len();
        assert!((least..=most).contains(&count), "{groups}: {count}");
        assert_eq!(design.len(), 4 * (count + 2));
        let ExperimentPoints::Exchanges { groups: of_axes, .. } = &experiment.points else {
            panic!("exchanges")
        };
        let cube = saltelli(of_axes, 4, 1);
        for (place, axis) in design.axes.iter().enumerate() {
            let declaration = axis.parameter.declaration();
            let name = &experiment.subjects[of_axes[place]];
            match groups {
                "mechanism" => assert!(declaration.mechanism.split(", ").next() == Some(name)),
                "group" => assert_eq!(declaration.group(), name),
                _ => assert_eq!(declaration.key, name),
            }
            let belief = Belief::of(axis.parameter).unwrap();
            assert_eq!(design.values(5)[place], belief.quantile(cube[5][place]));
        }
    }
}

#[test]
fn where_nothing_is_unknown_there_is_no_axis() {
    let keys: Vec<String> =
        Belief::all().map(|it| format!("{:?}", it.parameter.declaration().key)).collect();
    let base = added(&format!("[knowledge]\nfixed = [{}]\n", keys.join(", ")));
    let folder = folder(&base, UNKNOWN);
    let problems = loaded(&folder, &Edits::default()).unwrap_err();
    folder.has_faults(&problems, &[("sweeps/d.toml:4:2", &["there is no axis", "[[axis]]"])]);
}
