//! What stands over what in one scenario: a value for one site beats a value for all sites, a
//! later statement beats an earlier one, and the command line beats the file.

use super::*;

fn edited(folder: &Folder, edits: &Edits) -> Result<Loaded, Problems> {
    load(&folder.path("a.toml"), edits)
}

fn set(edits: &[(&str, &str)]) -> Edits {
    let owned = |&(key, value): &(&str, &str)| (key.to_owned(), value.to_owned());
    Edits { set: edits.iter().map(owned).collect(), ..Edits::default() }
}

#[test]
fn a_value_for_one_site_beats_a_value_for_all_whoever_states_it() {
    // Said by the base for one site, by the child for all, and on the command line for all.
    let folder = Folder::new()
        .with("base.toml", added("[site.Ashby.team]\nemhps = 3\n[team]\nemhps = 4\n"))
        .with("a.toml", "extends = \"base.toml\"\n[team]\nemhps = 5\n");
    for (edits, all) in [(Edits::default(), "5"), (set(&[("team.emhps", "6")]), "6")] {
        let scenario = edited(&folder, &edits).unwrap().scenario;
        assert_eq!(written(&scenario.values, "team.emhps"), all);
        assert_eq!(written(&site(&scenario, "Barton").values, "team.emhps"), all);
        assert_eq!(written(&site(&scenario, "Ashby").values, "team.emhps"), "3");
    }
}

#[test]
fn a_change_for_some_sites_beats_a_change_for_all_on_the_same_date_in_any_order() {
    let own = "[[timeline]]\non = 2021-01-01\nsites = [\"Ashby\"]\nneed.onset_index = 1.1\n";
    let all = "[[timeline]]\non = 2021-01-01\nneed.onset_index = 1.2\n";
    for lines in [[own, all], [all, own]] {
        let scenario = Folder::new().with("a.toml", added(&lines.concat())).scenario("a.toml");
        assert_eq!(changes(site(&scenario, "Ashby")), ["2021-01-01 need.onset_index 1.1"]);
        assert_eq!(changes(site(&scenario, "Barton")), ["2021-01-01 need.onset_index 1.2"]);
    }
}

#[test]
fn of_two_changes_alike_the_later_stated_holds() {
    let entry =
        |value: &str| format!("[[timeline]]\non = 2021-01-01\nneed.onset_index = {value}\n");
    let folder = Folder::new().with("a.toml", added(&(entry("1.1") + &entry("1.2"))));
    let scenario = folder.scenario("a.toml");
    assert_eq!(changes(&scenario.sites[0]), ["2021-01-01 need.onset_index 1.2"]);
}

#[test]
fn the_command_line_stands_over_the_file() {
    let folder = Folder::new().with(
        "a.toml",
        added("[run]\nreplicates = 3\nseed = 3\n[team]\nemhps = 4\nseniors = 30\n"),
    );
    let edits = Edits {
        only_sites: Some(vec!["Barton".to_owned()]),
        replicates: Some(7),
        seed: Some(u64::MAX),
        ..set(&[
            ("team.emhps", "5"),
            ("team.seniors", "2"),
            ("waiting.pooling", "pooled"),
            ("triage.mode", "\"joint\""),
            ("intervention.sessions_in_holidays", "true"),
            ("team.emhps", "6"),
        ])
    };
    let loaded = edited(&folder, &edits).unwrap();
    let scenario = loaded.scenario;
    let keys = [
        "team.emhps",
        "team.seniors",
        "waiting.pooling",
        "triage.mode",
        "intervention.sessions_in_holidays",
    ];
    assert_eq!(
        keys.map(|key| written(&scenario.values, key)),
        ["6", "2", "pooled", "joint", "true"],
        "of two edits of the same key, the last holds"
    );
    assert_eq!((scenario.amount.replicates, scenario.seed), (7, u64::MAX));
    assert_eq!(scenario.sites.len(), 1);
    assert_eq!(scenario.sites[0].name, "Barton");
    assert!(loaded.warnings.is_empty(), "the implausible 30 was replaced: {:?}", loaded.warnings);
}

#[test]
fn a_fault_on_the_command_line_is_reported_as_it_was_written() {
    let folder = Folder::new().with("a.toml", added("[team]\nemhps = -1\n"));
    let edits = Edits {
        only_sites: Some(vec!["Bartom".to_owned()]),
        ..set(&[
            ("team.emhp", "5"),
            ("team.seniors", "many"),
            ("team.seniors", "99"),
            ("team.seniors", "2\nseed = 3"),
        ])
    };
    let problems = edited(&folder, &edits).unwrap_err();
    let said: Vec<String> = problems.0.iter().map(|p| folder.shortened(&p.to_string())).collect();
    let expected: [(&str, &[&str]); 6] = [
        ("a.toml:10:9: ", &["`team.emhps` = -1"]),
        ("--set team.emhp=5: ", &["unknown key `team.emhp`", "`team.emhps`"]),
        ("--set team.seniors=many: ", &["the text \"many\"", "whole numbers from"]),
        ("--set team.seniors=99: ", &["out of range", "whole numbers from"]),
        ("--set team.seniors=2\nseed = 3: ", &["the text \"2\nseed = 3\""]),
        ("--sites: ", &["unknown site `Bartom`", "`Barton`?"]),
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (said, (begins, words)) in said.iter().zip(expected) {
        assert!(said.starts_with(begins), "{said}");
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    }
}

#[test]
fn what_is_stated_for_a_site_itself_is_its_own_and_what_is_stated_for_all_is_not() {
    let lines = "[hours]\ndirect_share = 0.6\n\
                 [site.Ashby.remit]\ncase_by_case_share = 0.4\nsessions = 9\n\
                 [[timeline]]\non = 2021-06-01\nsites = [\"Ashby\"]\nhours.direct_share = 0.5\n\
                 [[timeline]]\non = 2021-07-01\nstep_up.agreed_share = 0.2\n";
    let own = |sites: &str, name| {
        let folder = Folder::new().with("a.toml", added(lines)).with("sites.csv", sites);
        let scenario = folder.scenario("a.toml");
        let own = site(&scenario, name).own.iter();
        own.map(|parameter| parameter.declaration().key).collect::<Vec<_>>()
    };
    let known = with_delivery("nhs,,", "nhs,,");
    assert_eq!(own(&known, "Ashby"), ["hours.direct_share", "remit.case_by_case_share"]);
    assert!(own(&known, "Barton").is_empty());
    assert!(own(SITES, "Ashby").is_empty(), "nothing differs where the provider is not known");
}
