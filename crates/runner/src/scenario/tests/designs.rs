//! Designs: what is refused, where, and in which words; and that a point is the scenario with its
//! values set.

use super::*;
use crate::work::Points;

/// A design of two axes, with the line numbers that the cases below count from.
const DESIGN: &str = "\
scenario = \"../a.toml\"
[design]
kind = \"grid\"
[[axis]]
key = \"remit.policy\"
values = [\"firm\", \"extended\"]
[[axis]]
key = \"remit.extension_share\"
values = [0.25, 0.5, 1]
";

pub(super) fn folder(base: &str, design: &str) -> Folder {
    Folder::new().with("a.toml", base).with("sweeps/d.toml", design)
}

pub(super) fn loaded(folder: &Folder, edits: &Edits) -> Result<LoadedDesign, Problems> {
    load_design(&folder.path("sweeps/d.toml"), edits)
}

pub(super) fn fine(folder: &Folder) -> Design {
    let loaded = loaded(folder, &Edits::default()).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    loaded.design
}

/// Each design is refused for exactly its faults.
pub(super) fn all_refused(cases: Cases<'_>) {
    for (design, faults) in cases {
        let folder = folder(BASE, design);
        let Err(problems) = loaded(&folder, &Edits::default()) else {
            panic!("loads, without {faults:?}:\n{design}")
        };
        folder.has_faults(&problems, faults);
    }
}

#[test]
fn a_base_is_one_of_the_points() {
    let based = |base: &str| format!("{DESIGN}[base]\n{base}");
    for base in [
        "\"remit.policy\" = \"extended\"\n\"remit.extension_share\" = 0.5",
        "remit.extension_share = 0.5\nremit.policy = \"extended\"",
    ] {
        let design = fine(&folder(BASE, &based(base)));
        assert_eq!(design.base_point, Some(4));
        let without = fine(&folder(BASE, DESIGN));
        assert_eq!((without.base_point, without.hash()), (None, design.hash()));
    }
    let places = ["10:2", "11:1", "12:27", "13:1", "12:2"];
    let [at, first, value, third, lower] = places.map(|place| format!("sweeps/d.toml:{place}"));
    let whole = "\"remit.policy\" = \"firm\"\n\"remit.extension_share\" = 0.5";
    let sampled = based(whole)
        .replace("\"grid\"", "\"latin_hypercube\"\npoints = 3")
        .replace("[base]", "# below\n[base]");
    all_refused(&[
        (based("\"remit.policy\" = \"firm\""), &[(&at, &["no value", "`remit.extension_share`"])]),
        (based(&whole.replace("0.5", "0.6")), &[(&at, &["no point", "`base`"])]),
        (based(&whole.replace("0.5", "7")), &[(&value, &["`remit.extension_share`", "7"])]),
        (based(&whole.replace("remit.policy", "team.emhps")), &[(&first, &["no axis"])]),
        (based(&format!("{whole}\n\"team.emhps\" = 4")), &[(&third, &["no axis"])]),
        (sampled, &[(&lower, &["cannot be used in a Latin hypercube"])]),
    ]);
}

#[test]
fn faults_of_a_design_are_named_with_their_place() {
    const AT: &str = "sweeps/d.toml";
    let at = |place: &str| format!("{AT}:{place}");
    let case = |old: &str, new: &str| instead(DESIGN, old, new);
    let [root, line_1, kind, key, value, second] =
        ["1:1", "1:12", "3:8", "5:7", "6:11", "9:10"].map(at);
    let [points, steps, last_key, section] = ["4:10", "10:9", "8:7", "2:2"].map(at);
    let axis = at("4:1");
    all_refused(&[
        (case("scenario", "scenari"), &[(&root, &["unknown key `scenari`", "`scenario`?"])]),
        (case("a.toml", "b.toml"), &[(&line_1, &["b.toml", "does not exist"])]),
        (case("grid", "gird"), &[(&kind, &["`design.kind` is \"gird\"", "`grid`?"])]),
        (case("kind = \"grid\"", ""), &[(&section, &["`design.kind` is missing"])]),
        (case("remit.policy", "remit.polcy"), &[(&key, &["unknown key", "`remit.policy`"])]),
        (case("\"firm\"", "\"soft\""), &[(&value, &["the text \"soft\"", "firm"])]),
        (case("[0.25", "[-1"), &[(&at("9:11"), &["`remit.extension_share` = -1", "0 to 1"])]),
        (case("values = [0.25, 0.5, 1]", "values = []"), &[(&at("9:10"), &["has no values"])]),
        (case("values = [0.25, 0.5, 1]", ""), &[(&at("7:1"), &["neither `values` nor `range`"])]),
        (case("values = [0.25, 0.5, 1]", "range = [0.9, 0.2]"), &[(&at("9:9"), &["from 0.9 to"])]),
        (case("values = [0.25, 0.5, 1]", "range = [0.2, 0.9]"), &[(&at("9:9"), &["no steps"])]),
        (
            case("values = [0.25, 0.5, 1]", "range = \"wide\"\nsteps = 3"),
            &[(&at("9:9"), &["the text \"wide\"", "plausible"])],
        ),
        (
            case("values = [0.25, 0.5, 1]", "range = [0, 1]\nsteps = 1"),
            &[(&steps, &["axis.steps", "whole number"])],
        ),
        (
            case("values = [\"firm\", \"extended\"]", "range = [0, 1]"),
            &[(&at("6:9"), &["is not a number"])],
        ),
        (
            case("remit.extension_share", "remit.policy").replace("0.25, 0.5, 1", "\"firm\""),
            &[(&last_key, &["two axes `remit.policy`"])],
        ),
        (case("grid\"", "grid\"\npoints = 4"), &[(&points, &["cannot be used in a grid"])]),
        (case("grid", "sobol"), &[(&section, &["`design.points` is missing"])]),
        (case("grid\"", "sobol\"\npoints = 100000"), &[(&points, &["too many", "65536"])]),
        (case("grid", "list"), &[(&second, &["has 3 values, the first has 2"])]),
        (case("key = \"remit.policy\"\n", ""), &[(&axis, &["an axis has no key"])]),
        (
            case("[[axis]]\nkey = \"remit.policy\"", "[[axis]]\nkeyy = 1\nkey = \"remit.policy\""),
            &[(&at("5:1"), &["unknown key `axis.keyy`", "`key`?"])],
        ),
        (
            case("[design]", "[set]\n\"remit.policy\" = \"firm\"\n[design]"),
            &[(&at("3:18"), &["set for all points, but is also an axis"])],
        ),
        (case("scenario =", "name = \"a/b\"\nscenario ="), &[(&at("1:8"), &["`a/b`"])]),
        (
            case("[design]", "sites = [\"Atlantis\"]\n[design]"),
            &[(&at("2:10"), &["unknown site `Atlantis`"])],
        ),
        (case("[design]", "[desing]"), &[(&section, &["unknown key `desing`", "`design`?"])]),
        (
            case("[[axis]]", "[[axes]]").replacen("[[axis]]", "[[axes]]", 1),
            &[(&at("4:3"), &["`axes`", "`axis`?"])],
        ),
        // Faults of the design and of its scenario are said together, and all of them.
        (
            case("grid", "gird").replace("0.25", "7"),
            &[(&kind, &["gird"]), (&at("9:11"), &["`remit.extension_share` = 7"])],
        ),
    ]);
}

#[test]
fn a_sample_takes_no_steps_and_whole_numbers_no_halves() {
    let sample = |axis: &str| {
        format!(
            "scenario = \"../a.toml\"\n[design]\nkind = \"sobol\"\npoints = 9\n[[axis]]\n{axis}"
        )
    };
    all_refused(&[
        (
            sample("key = \"team.emhps\"\nrange = [2, 6]\nsteps = 3\n"),
            &[("sweeps/d.toml:8:9", &["cannot be used where points are sampled"])],
        ),
        (
            sample("key = \"team.emhps\"\nrange = [2.5, 6]\n"),
            &[("sweeps/d.toml:7:10", &["`team.emhps` = 2.5", "whole numbers"])],
        ),
    ]);
    let grid = "scenario = \"../a.toml\"\n[design]\nkind = \"grid\"\n[[axis]]\n";
    all_refused(&[(
        format!("{grid}key = \"team.emhps\"\nrange = [2, 4]\nsteps = 5\n"),
        &[("sweeps/d.toml:7:9", &["repeat a value"])],
    )]);
    let design =
        fine(&folder(BASE, &format!("{grid}key = \"team.emhps\"\nrange = [2, 5]\nsteps = 3\n")));
    let values: Vec<f64> = (0..3).map(|point| design.values(point)[0]).collect();
    assert_eq!(values, [2.0, 4.0, 5.0]);
    let design = fine(&folder(BASE, &sample("key = \"team.emhps\"\nrange = \"plausible\"\n")));
    for point in 0..9 {
        let value = design.values(point)[0];
        assert!((2.0..=8.0).contains(&value) && value.fract() == 0.0, "{value}");
    }
}

/// The law of designs, with values for one site, posts from numbers, and values for all points.
#[test]
fn a_point_is_the_scenario_with_its_values_set() {
    let base = added("[remit]\ncase_by_case_share = 0.3\n[site.Ashby.remit]\npolicy = \"firm\"\n");
    let design = instead(
        DESIGN,
        "[design]",
        "[set]\n\"triage.mode\" = \"joint\"\n[set.hours]\ndirect_share = 0.5\n[design]",
    );
    let design = design + "[[axis]]\nkey = \"team.emhps\"\nvalues = [2, 5]\n";
    let folder = folder(&base, &design);
    let LoadedDesign { design, warnings, .. } = loaded(&folder, &Edits::default()).unwrap();
    folder.has_warnings(
        &warnings,
        &[("sweeps/d.toml:9:7", &["`remit.policy` has no effect at the site `Ashby`"])],
    );
    assert_eq!(design.len(), 12);
    let mut hashes = Vec::new();
    for point in 0..design.len() {
        let [policy, extension, emhps] = design.values(point) else { panic!("three axes") };
        let set = [
            ("triage.mode", "joint".to_owned()),
            ("hours.direct_share", "0.5".to_owned()),
            ("remit.policy", if *policy == 0.0 { "firm" } else { "extended" }.to_owned()),
            ("remit.extension_share", extension.to_string()),
            ("team.emhps", emhps.to_string()),
        ];
        let set = set.map(|(key, value)| (key.to_owned(), value)).to_vec();
        let edits = Edits { set, worlds: Some(0), ..Edits::default() };
        let scenario = load(&folder.path("a.toml"), &edits).unwrap().scenario;
        // What is not known is the same at every point.
        let found = design.scenario(point);
        assert_eq!(found.knowledge.parameters(), scenario.knowledge.parameters());
        let scenario = Scenario { knowledge: found.knowledge.clone(), ..scenario };
        assert_eq!(found, scenario);
        for site in 0..2 {
            let world = design.unit(point, site);
            assert_eq!(
                (&world.sites[..], world.time),
                (&scenario.sites[site..=site], scenario.time)
            );
        }
        hashes.push(scenario.hash());
    }
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), 12, "the other site differs from point to point");
}

#[test]
fn what_looks_odd_is_said() {
    let base = added("[[timeline]]\non = 2021-06-01\nremit.extension_share = 0.4\n");
    let folder = folder(&base, &instead(DESIGN, "0.25", "0.1"));
    let loaded = loaded(&folder, &Edits::default()).unwrap();
    folder.has_warnings(
        &loaded.warnings,
        &[
            ("sweeps/d.toml:8:7", &["applies only until 2021-06-01"]),
            ("sweeps/d.toml:9:11", &["`remit.extension_share` = 0.1", "plausible range"]),
        ],
    );
}

#[test]
fn more_vacant_posts_than_a_point_has_are_refused() {
    let base = added("[site.Barton.initial]\nemhp_posts_vacant = 6\n");
    let folder = folder(
        &base,
        "scenario = \"../a.toml\"\n[design]\nkind = \"list\"\n[[axis]]\nkey = \"team.emhps\"\nvalues = [8, 4, 2]\n",
    );
    let problems = loaded(&folder, &Edits::default()).unwrap_err();
    folder.has_faults(
        &problems,
        &[("sweeps/../a.toml:10:21", &["= 6, but `Barton` has 4 such posts"])],
    );
}

#[test]
fn an_axis_beside_posts_is_refused() {
    let base = added("[[post]]\nrole = \"emhp\"\n");
    let folder = folder(
        &base,
        "scenario = \"../a.toml\"\n[design]\nkind = \"list\"\n[[axis]]\nkey = \"team.emhps\"\nvalues = [4, 2]\n",
    );
    let problems = loaded(&folder, &Edits::default()).unwrap_err();
    folder.has_faults(
        &problems,
        &[("sweeps/d.toml:6:10", &["stated in addition to [[post]] blocks"])],
    );
}

#[test]
fn the_command_line_stands_over_the_design_and_the_design_over_the_scenario() {
    let base = added("[run]\nreplicates = 9\nseed = 9\n");
    let folder =
        folder(&base, &format!("replicates = 4\nseed = 5\nsites = [\"Barton\"]\n{DESIGN}"));
    let design = fine(&folder);
    assert_eq!((design.amount().central, design.seed()), (4, 5));
    assert_eq!((design.sites(0), design.name.as_str()), (vec!["Barton"], "d"));
    let only_sites = Some(vec!["Ashby".to_owned()]);
    let edits = Edits { replicates: Some(2), seed: Some(3), only_sites, ..Edits::default() };
    let design = loaded(&folder, &edits).unwrap().design;
    assert_eq!((design.amount().central, design.seed(), design.sites(0)), (2, 3, vec!["Ashby"]));
}

#[test]
fn only_what_affects_results_makes_another_design() {
    let hash = |design: &str| fine(&folder(BASE, design)).hash();
    let sample = |seed: u32| {
        let kind = format!("latin_hypercube\"\npoints = 6\nseed = {seed}");
        instead(DESIGN, "grid\"", &kind)
    };
    let same = hash(DESIGN);
    assert_eq!(same, hash(&format!("# A comment.\nreplicates = 7\n{DESIGN}")));
    for other in [
        instead(DESIGN, "0.25", "0.3"),
        format!("seed = 8\n{DESIGN}"),
        format!("sites = [\"Ashby\"]\n{DESIGN}"),
        format!("name = \"other\"\n{DESIGN}"),
        sample(1),
        sample(2),
    ] {
        assert_ne!(same, hash(&other), "{other}");
    }
    assert_ne!(hash(&sample(1)), hash(&sample(2)));
}
