//! Waves and worlds: what is refused in a file of waves, and what makes sites one world.

use super::*;

const WAVES: &str = "\
site,begins,teams
Ashby,2021-01-04,1
Barton,2021-01-04,1
Barton,2021-09-06,1
";

fn base() -> String {
    added("waves = \"waves.csv\"\n")
}

#[track_caller]
fn refused(waves: &str, faults: &[(&str, &[&str])]) {
    Folder::new().with("a.toml", base()).with("waves.csv", waves).refuses("a.toml", faults);
}

#[test]
fn waves_come_in_order_of_date_whatever_the_order_of_rows() {
    let folder = Folder::new().with("a.toml", base());
    let sites = |text: &str| {
        fs::write(folder.path("waves.csv"), text).unwrap();
        folder.scenario("a.toml").sites
    };
    let first = sites(WAVES);
    assert_eq!(first[1].waves.iter().map(|wave| wave.teams).collect::<Vec<_>>(), [1, 1]);
    let mut lines: Vec<&str> = WAVES.lines().skip(1).collect();
    lines.reverse();
    assert_eq!(first, sites(&format!("site,begins,teams\n{}\n", lines.join("\n"))));
}

#[test]
fn waves_that_do_not_fit_the_sites_are_refused() {
    refused(
        &instead(WAVES, "Ashby", "Ashbee"),
        &[
            ("waves.csv:2:1", &["no site `Ashbee`", "Ashby"]),
            ("a.toml:9:9", &["`Ashby` has no wave"]),
        ],
    );
    refused(
        &instead(WAVES, "2021-09-06,1", "2021-09-06,2"),
        &[("waves.csv:3:1", &["`Barton` have 3 teams", "has 2"])],
    );
    refused(
        &instead(WAVES, "2021-09-06", "2021-01-04"),
        &[("waves.csv:4:2", &["the wave of `Barton` on 2021-01-04", "twice"])],
    );
}

#[test]
fn dates_of_waves_are_dates_after_the_first_day_of_teams() {
    refused(
        &instead(WAVES, "2021-09-06", "September"),
        &[("waves.csv:4:2", &["`begins`", "\"September\"", "not a date", "2020-01-06"])],
    );
    refused(
        &instead(WAVES, "Ashby,2021-01-04", "Ashby,2020-12-07"),
        &[("waves.csv:2:1", &["2020-12-07, before `time.teams_start` = 2021-01-01"])],
    );
}

#[test]
fn teams_that_exist_already_are_refused_beside_waves() {
    let text = format!("{}[site.\"Ashby\".initial]\nopen_cases = 3\n", base());
    let folder = Folder::new().with("a.toml", text).with("waves.csv", WAVES);
    folder.refuses("a.toml", &[("a.toml:11:14", &["[initial] cannot be used", "waves"])]);
}

#[test]
fn sites_that_are_one_world_cannot_be_run_apart() {
    let folder = Folder::new().with("a.toml", added("one_world = true\nonly = [\"Ashby\"]\n"));
    folder.refuses("a.toml", &[("a.toml:10:9", &["one world", "a.toml:9:"])]);
    let folder = Folder::new().with("a.toml", added("one_world = 1\n"));
    folder.refuses("a.toml", &[("a.toml:9:13", &["`sites.one_world`", "true or false"])]);
}

#[test]
fn the_order_of_rows_does_not_matter_to_one_world() {
    let scenario = |sites: &str| {
        let folder = Folder::new().with("a.toml", added("one_world = true\n"));
        folder.with("sites.csv", sites).scenario("a.toml")
    };
    let mut lines: Vec<&str> = SITES.lines().collect();
    lines[2..].reverse();
    assert_eq!(scenario(SITES), scenario(&format!("{}\n", lines.join("\n"))));
}

#[test]
fn waves_and_worlds_are_part_of_the_work() {
    let hash = |text: &str| {
        let folder = Folder::new().with("a.toml", text).with("waves.csv", WAVES);
        folder.scenario("a.toml").hash()
    };
    let hashes = [hash(BASE), hash(&base()), hash(&added("one_world = true\n"))];
    assert!(hashes[0] != hashes[1] && hashes[1] != hashes[2] && hashes[0] != hashes[2]);
    assert_eq!(hashes[0], hash(&added("one_world = false\n")));
}

#[test]
fn phases_of_a_row_are_all_five_and_add_up() {
    let sites = |ashby: &str| {
        let text = instead(
            SITES,
            ",spend_per_child_gbp\n",
            ",spend_per_child_gbp,primary,secondary,sixteen_plus,all_through,other\n",
        );
        let text = instead(&text, "3.4,,,\n", &format!("3.4,,,,{ashby}\n"));
        instead(&text, "30,60,70\n", "30,60,70,,,,,\n")
    };
    let folder = Folder::new().with("a.toml", BASE).with("sites.csv", sites("1,0,0,0,2"));
    let phases = |site: &SitePlan| {
        site.settings.iter().map(|setting| setting.phase.name()).collect::<Vec<_>>()
    };
    assert_eq!(phases(&folder.scenario("a.toml").sites[0]), ["primary", "other", "other"]);
    let folder = folder.with("sites.csv", sites("1,0,0,0,1"));
    folder.refuses("a.toml", &[("sites.csv:3:4", &["`settings` = 3", "add up to 2"])]);
    let folder = folder.with("sites.csv", sites("1,,0,0,2"));
    folder.refuses("a.toml", &[("sites.csv:3:14", &["none for `secondary`"])]);
}

/// England's areas have England's settings, and the waves end at 600 teams.
#[test]
fn england_has_all_its_settings_and_about_nine_million_pupils() {
    let scenario = load(&scenarios().join("england-rollout.toml"), &Edits::default());
    let Scenario { sites, one_world, .. } = scenario.unwrap().scenario;
    assert!(one_world && sites.len() == 42);
    let mut phases = std::collections::BTreeMap::<&str, u32>::new();
    for setting in sites.iter().flat_map(|site| &site.settings) {
        *phases.entry(setting.phase.name()).or_default() += 1;
    }
    let published = [
        ("all_through", 159),
        ("other", 3_994),
        ("primary", 16_787),
        ("secondary", 3_237),
        ("sixteen_plus", 308),
    ];
    assert!(phases.into_iter().eq(published));
    let pupils: u32 =
        sites.iter().flat_map(|site| &site.settings).map(|setting| setting.pupils).sum();
    assert!(pupils.abs_diff(9_000_000) < 10_000, "{pupils}");
    let begun = |on: SimTime| -> u32 {
        let waves = sites.iter().flat_map(|site| &site.waves);
        waves.filter(|wave| wave.on <= on).map(|wave| wave.teams).sum()
    };
    let day = |y, m, d| SimTime::from_date(jiff::civil::date(y, m, d)).unwrap();
    let of = [(2020, 1, 6), (2021, 3, 31), (2022, 5, 1), (2025, 12, 31)];
    assert_eq!(of.map(|(y, m, d)| begun(day(y, m, d))), [58, 183, 287, 607]);
}
