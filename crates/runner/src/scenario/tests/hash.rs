//! What makes two scenarios the same work: everything that affects a result, however it is
//! written.

use std::collections::BTreeSet;

use mhst_core::model::parameters::Domain;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn hash_of(text: &str) -> ScenarioHash {
    Folder::new().with("a.toml", text).scenario("a.toml").hash()
}

fn hash_with_sites(sites: &str) -> ScenarioHash {
    Folder::new().with("a.toml", BASE).with("sites.csv", sites).scenario("a.toml").hash()
}

/// Another value than the default that the register allows, as a file would write it.
fn other_value(parameter: Parameter) -> String {
    let declaration = parameter.declaration();
    let other = match declaration.domain {
        Domain::Number { allowed: (low, high), .. } => {
            if declaration.default == low {
                high
            } else {
                low
            }
        }
        Domain::Switch | Domain::Choice(_) => 1.0 - declaration.default.min(1.0),
    };
    in_toml(parameter, other)
}

fn in_toml(parameter: Parameter, value: f64) -> String {
    let declaration = parameter.declaration();
    match declaration.domain {
        Domain::Choice(_) => format!("\"{}\"", declaration.written(value)),
        Domain::Number { .. } | Domain::Switch => declaration.written(value),
    }
}

#[test]
fn comments_order_and_layout_do_not_enter_the_hash() {
    let lines = "[team]\nemhps = 5\nseniors = 3\n[waiting]\npooling = \"pooled\"\n";
    let same = "# A comment.\n[waiting]\npooling='pooled' # pooled\n\n[team]\nseniors = 3.0\n\n\
                emhps    = 0x5\n[sites]\nfile = \"./sites.csv\"\n[time]\nend = 2022-12-31\n\
                measure_from = 2021-01-01\nteams_start = 2021-01-01\nstart = 2020-01-01\n";
    assert_eq!(hash_of(&added(lines)), hash_of(&format!("name = \"a\"\n{same}")));
    assert_eq!(hash_of(&added(lines)), hash_of(&added(lines).replace('\n', "\r\n")));
}

/// A program that reads the manifest gets the type that a scenario file has.
#[test]
fn parameters_are_resolved_as_numbers_switches_and_names() {
    let lines = "[team]\nemhps = 5\n[waiting]\npooling = \"pooled\"\n[site.Ashby.team]\nmanager_fte = 1.5\n\
                 [[timeline]]\non = 2021-06-01\nmoney.deflator = 1.25\n";
    let resolved = Folder::new().with("a.toml", added(lines)).scenario("a.toml").resolved();
    let parameters = &resolved["parameters"];
    assert_eq!(parameters["team.emhps"], 5);
    assert_eq!(parameters["waiting.pooling"], "pooled");
    assert_eq!(parameters["rollout.in_waves"], true);
    let site = &resolved["sites"][0];
    assert_eq!(site["parameters_that_differ"]["team.manager_fte"], 1.5);
    assert_eq!(site["timeline"][0][2], 1.25);
}

#[test]
fn what_does_not_affect_a_result_does_not_enter_the_hash() {
    let hash = hash_of(BASE);
    for lines in
        ["[run]\nreplicates = 99\n", "only = [\"Barton\", \"Ashby\"]\n", "[run]\nseed = 1\n"]
    {
        assert_eq!(hash, hash_of(&added(lines)), "{lines}");
    }
    assert_eq!(hash, hash_of(&format!("description = \"words\"\n{BASE}")));
}

/// Everything that affects the central world. (What is stated is not drawn, so other worlds differ.)
fn central_of(text: &str) -> serde_json::Value {
    let mut resolved = Folder::new().with("a.toml", text).scenario("a.toml").resolved();
    resolved.as_object_mut().unwrap().remove("knowledge").unwrap();
    resolved
}

#[test]
fn spelling_out_every_default_changes_nothing_in_the_central_world() {
    let mut lines = String::new();
    for parameter in Parameter::all() {
        let declaration = parameter.declaration();
        let value = in_toml(parameter, declaration.default);
        lines += &format!("{} = {value}\n", declaration.key);
        if declaration.default == 0.0
            && !matches!(declaration.domain, Domain::Choice(_) | Domain::Switch)
        {
            assert_eq!(
                central_of(BASE),
                central_of(&format!("{} = -0.0\n{BASE}", declaration.key))
            );
        }
    }
    assert_eq!(central_of(BASE), central_of(&format!("{lines}{BASE}")));
    let of_one: String = lines.lines().map(|line| format!("site.Ashby.{line}\n")).collect();
    assert_eq!(central_of(BASE), central_of(&format!("{of_one}{BASE}")));
}

#[test]
fn another_value_of_any_parameter_is_other_work() {
    let mut seen = BTreeSet::from([hash_of(BASE)]);
    for parameter in Parameter::all() {
        let key = parameter.declaration().key;
        let value = other_value(parameter);
        let mut texts = vec![
            format!("{key} = {value}\n{BASE}"),
            format!("site.Ashby.{key} = {value}\n{BASE}"),
            format!("site.Barton.{key} = {value}\n{BASE}"),
        ];
        if parameter.may_change_in_time() {
            texts.push(added(&format!("[[timeline]]\non = 2021-01-01\n{key} = {value}\n")));
            texts.push(added(&format!("[[timeline]]\non = 2021-01-02\n{key} = {value}\n")));
        }
        for text in texts {
            assert!(seen.insert(hash_of(&text)), "the hash is not new for\n{text}");
        }
    }
}

#[test]
fn another_name_seed_date_or_choice_of_sites_is_other_work() {
    let texts = [
        BASE.to_owned(),
        instead(BASE, "\"a\"", "\"b\""),
        added("[run]\nseed = 2\n"),
        added("only = [\"Ashby\"]\n"),
        added("only = [\"Barton\"]\n"),
        instead(BASE, "start = 2020-01-01", "start = 2020-01-02"),
        instead(BASE, "teams_start = 2021-01-01", "teams_start = 2021-01-02"),
        instead(BASE, "measure_from = 2021-01-01", "measure_from = 2021-01-02"),
        instead(BASE, "2022-12-31", "2022-12-30"),
        added("settings = \"settings.csv\"\n"),
    ];
    let hashes: BTreeSet<ScenarioHash> = texts.iter().map(|text| hash_of(text)).collect();
    assert_eq!(hashes.len(), texts.len());
}

#[test]
fn another_value_in_any_cell_is_other_work() {
    let mut seen = BTreeSet::from([hash_with_sites(SITES)]);
    let other = ["Carlow", "London", "3", "5", "1300", "26", "6", "3.6", "3.2", "31", "61", "71"];
    let row = SITES.lines().nth(3).unwrap();
    for (column, other) in other.iter().enumerate() {
        for new in [*other, ""] {
            if new.is_empty() && column < 9 {
                continue;
            }
            let cell = |(index, cell)| if index == column { new } else { cell };
            let changed: Vec<&str> = row.split(',').enumerate().map(cell).collect();
            let hash = hash_with_sites(&instead(SITES, row, &changed.join(",")));
            assert!(seen.insert(hash), "the hash is not new with {changed:?}");
        }
    }
    let listed = |settings: &str| {
        let folder = Folder::new().with("a.toml", added("settings = \"settings.csv\"\n"));
        folder.with("settings.csv", settings).scenario("a.toml").hash()
    };
    let mut seen = BTreeSet::from([listed(SETTINGS)]);
    for (old, new) in [("First", "Third"), ("primary", "other"), ("400", "401"), ("400,3", "400,4")]
    {
        assert!(seen.insert(listed(&instead(SETTINGS, old, new))), "{old} -> {new}");
    }
}

#[test]
fn the_order_of_sites_does_not_matter() {
    let mut lines: Vec<&str> = SITES.lines().collect();
    lines.swap(2, 3);
    let swapped = lines.join("\n");
    assert_eq!(hash_with_sites(SITES), hash_with_sites(&swapped));
}

#[test]
fn a_difference_is_reported_from_what_to_what_and_where() {
    let folder = Folder::new()
        .with("a.toml", added("[team]\nemhps = 5\n[site.Barton.waiting]\npooling = \"pooled\"\n"));
    let said: Vec<String> = folder
        .scenario("a.toml")
        .differences()
        .iter()
        .map(|d| format!("{:?} {} {} {}", d.site, d.parameter.declaration().key, d.from, d.to))
        .collect();
    let emhps = written(&Values::default(), "team.emhps");
    assert_eq!(
        said,
        [
            format!("None team.emhps {emhps} 5"),
            "Some(\"Barton\") waiting.pooling tied pooled".to_owned()
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    /// Values given in any order, each in a section of its own or dotted, are the same work.
    #[test]
    fn the_order_of_keys_never_matters(
        lines in proptest::collection::btree_map(0..Parameter::all().count(), any::<bool>(), 1..12),
        order in any::<proptest::sample::Index>(),
    ) {
        let all: Vec<Parameter> = Parameter::all().collect();
        let line = |(&index, &own): (&usize, &bool)| {
            let site = if own { "site.Ashby." } else { "" };
            format!("{site}{} = {}\n", all[index].declaration().key, other_value(all[index]))
        };
        let mut stated: Vec<String> = lines.iter().map(line).collect();
        let before = hash_of(&format!("{}{BASE}", stated.concat()));
        let middle = order.index(stated.len());
        stated.rotate_left(middle);
        stated.reverse();
        prop_assert_eq!(before, hash_of(&format!("{}{BASE}", stated.concat())));
    }

    /// Two scenarios that differ in the value of one parameter never share a hash.
    #[test]
    fn two_values_have_two_hashes(
        index in select(Parameter::all().filter(|p| matches!(
            p.declaration().domain,
            Domain::Number { whole: false, .. }
        )).collect::<Vec<_>>()),
        (one, two) in (0.0..=1.0, 0.0..=1.0),
    ) {
        let Domain::Number { allowed: (low, high), .. } = index.declaration().domain else {
            return Ok(());
        };
        let key = index.declaration().key;
        let [one, two] = [one, two].map(|share: f64| (low + share * (high - low)).min(high));
        let hash = |value: f64| hash_of(&format!("{key} = {value:?}\n{BASE}"));
        prop_assert_eq!(one == two, hash(one) == hash(two));
    }
}
