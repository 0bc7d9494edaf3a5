//! Scenarios that extend one another: the file that extends stands over the one it extends.

use super::*;

#[test]
fn of_three_files_the_nearest_that_states_something_wins() {
    let folder = Folder::new()
        .with(
            "c.toml",
            added(
                "[run]\nreplicates = 3\nseed = 3\n\
                 [team]\nemhps = 3\nseniors = 3\n[waiting]\npooling = \"pooled\"\n",
            ),
        )
        .with(
            "b.toml",
            "extends = \"c.toml\"\nname = \"b\"\n[time]\nend = 2023-12-31\n\
             [run]\nreplicates = 4\n[team]\nemhps = 4\nseniors = 4\n",
        )
        .with(
            "a.toml",
            "extends = \"b.toml\"\ndescription = \"top\"\n[run]\nreplicates = 5\n[team]\nemhps = 5\n",
        );
    let scenario = folder.scenario("a.toml");
    assert_eq!((scenario.amount.replicates, scenario.seed), (5, 3));
    assert_eq!((scenario.name.as_str(), scenario.description.as_str()), ("b", "top"));
    assert_eq!(scenario.time.end.date().to_string(), "2024-01-01");
    assert_eq!(scenario.time.start.date().to_string(), "2020-01-01");
    let found = ["team.emhps", "team.seniors", "waiting.pooling", "need.onset_index"]
        .map(|key| written(&scenario.values, key));
    assert_eq!(found, ["5", "4", "pooled", "1"]);
}

#[test]
fn a_file_that_only_extends_is_the_same_work() {
    let folder = Folder::new()
        .with(
            "base.toml",
            added("[team]\nemhps = 5\n[[timeline]]\non = 2021-01-01\nneed.onset_index = 1.5\n"),
        )
        .with("a.toml", "extends = \"base.toml\"\n");
    assert_eq!(folder.scenario("base.toml"), folder.scenario("a.toml"));
}

#[test]
fn a_path_is_relative_to_the_file_that_states_it() {
    // Each folder has a file of sites of its own: the one beside the file that names it counts.
    let named = |name: &str| instead(SITES, "Ashby", name);
    let folder = Folder::new()
        .with("sites.csv", named("Beside the child"))
        .with("shared/sites.csv", named("Beside the base"))
        .with("shared/deep/base.toml", instead(BASE, "sites.csv", "../sites.csv"))
        .with("one/middle.toml", "extends = \"../shared/deep/base.toml\"\n")
        .with("a.toml", "extends = \"one/middle.toml\"\n")
        .with("own.toml", "extends = \"one/middle.toml\"\n[sites]\nfile = \"sites.csv\"\n");
    assert_eq!(folder.scenario("a.toml").sites[0].name, "Beside the base");
    assert_eq!(folder.scenario("own.toml").sites[0].name, "Beside the child");
}

#[test]
fn values_for_single_sites_are_put_together_key_by_key() {
    let folder = Folder::new()
        .with("base.toml", added("[site.Ashby.team]\nemhps = 3\nseniors = 3\n[site.Barton.team]\nemhps = 6\n"))
        .with("a.toml", "extends = \"base.toml\"\n[site.Ashby.team]\nemhps = 5\n[site.Ashby.need]\nonset_index = 2\n");
    let scenario = folder.scenario("a.toml");
    let of = |name: &str| {
        ["team.emhps", "team.seniors", "need.onset_index"]
            .map(|key| written(&site(&scenario, name).values, key))
    };
    assert_eq!(of("Ashby"), ["5", "3", "2"]);
    assert_eq!(of("Barton"), ["6", &written(&Values::default(), "team.seniors"), "1"]);
    assert_eq!(scenario.values, Values::default(), "nothing was said of all sites");
}

#[test]
fn timelines_are_put_together_in_order_of_date_and_the_child_replaces_the_same_date() {
    let folder = Folder::new()
        .with(
            "base.toml",
            added(
                "[[timeline]]\non = 2022-01-01\nneed.onset_index = 1.2\n\
                 [[timeline]]\non = 2021-01-01\nneed.onset_index = 1.1\ntriage.noise_sd = 0.2\n",
            ),
        )
        .with(
            "a.toml",
            "extends = \"base.toml\"\n\
             [[timeline]]\non = 2021-06-01\nsites = [\"Ashby\"]\nneed.onset_index = 1.4\n\
             [[timeline]]\non = 2021-01-01\nneed.onset_index = 1.3\n",
        );
    let scenario = folder.scenario("a.toml");
    let all = [
        "2021-01-01 need.onset_index 1.3",
        "2021-01-01 triage.noise_sd 0.2",
        "2021-06-01 need.onset_index 1.4",
        "2022-01-01 need.onset_index 1.2",
    ];
    assert_eq!(changes(site(&scenario, "Ashby")), all);
    assert_eq!(changes(site(&scenario, "Barton")), [all[0], all[1], all[3]]);
}

#[test]
fn a_circle_is_refused_where_it_closes_and_shown() {
    let folder =
        Folder::new().with("a.toml", added("").replace("name = \"a\"", "extends = \"a.toml\""));
    folder.refuses(
        "a.toml",
        &[("a.toml:1:11", &["a circle: a.toml extends a.toml", "remove one of these"])],
    );
    // However it is written, it is the same file.
    let folder = Folder::new().with("folder/a.toml", "extends = \"../folder/./a.toml\"\n");
    folder.refuses("folder/a.toml", &[("folder/a.toml:1:11", &["a circle"])]);
    // The way into the circle is not part of it.
    let folder = Folder::new()
        .with("a.toml", "extends = \"b.toml\"\n")
        .with("b.toml", "extends = \"c.toml\"\n")
        .with("c.toml", "name = \"c\"\nextends = \"d.toml\"\n")
        .with("d.toml", "extends = \"b.toml\"\n");
    folder.refuses(
        "a.toml",
        &[("d.toml:1:11", &["a circle: b.toml extends c.toml extends d.toml extends b.toml"])],
    );
}

#[test]
fn a_fault_is_reported_in_the_file_that_states_it() {
    let folder = Folder::new().with("base.toml", added("[team]\nemhps = 99\n")).with(
        "a.toml",
        "extends = \"base.toml\"\n[team]\nseniors = 99\n[time]\nend = 2020-06-01\n",
    );
    folder.refuses(
        "a.toml",
        &[
            ("a.toml:3:11", &["`team.seniors` = 99"]),
            ("a.toml:5:7", &["`time.end` = 2020-06-01 is before `time.measure_from`"]),
            ("base.toml:10:9", &["`team.emhps` = 99"]),
        ],
    );
    // What nobody states is missed where the nearest file has a section for it.
    let folder = Folder::new()
        .with("base.toml", instead(BASE, "end = 2022-12-31\n", ""))
        .with("a.toml", "extends = \"base.toml\"\n")
        .with("b.toml", "extends = \"base.toml\"\n[time]\nstart = 2020-01-01\n");
    folder.refuses("a.toml", &[("base.toml:2:2", &["`time.end` is missing"])]);
    folder.refuses("b.toml", &[("b.toml:2:2", &["`time.end` is missing"])]);
    // Syntax stands alone in a base too, and a base that is missing is named where it is asked for.
    let folder = Folder::new()
        .with("base.toml", "name = \n")
        .with("a.toml", "extends = \"base.toml\"\n[team]\nseniors = 99\n");
    folder.refuses("a.toml", &[("base.toml:1:8", &["not valid TOML"])]);
    let folder = Folder::new()
        .with("middle.toml", "name = \"m\"\nextends = \"none/base.toml\"\n")
        .with("a.toml", "extends = \"middle.toml\"\n");
    folder.refuses("a.toml", &[("middle.toml:2:11", &["`none/base.toml` does not exist"])]);
}

#[cfg(unix)]
#[test]
fn a_device_a_directory_or_a_file_that_is_too_large_is_refused_before_it_is_read() {
    let folder = Folder::new().with("a.toml", "extends = \"/dev/zero\"\n");
    folder.refuses("a.toml", &[("a.toml:1:11", &["`/dev/zero` is not a regular file", "save"])]);
    let folder = folder.with("a.toml", "extends = \"in\"\n").with("in/b.toml", "");
    folder.refuses("a.toml", &[("a.toml:1:11", &["in` is a directory, not a file", "in it"])]);
    let folder = folder.with("a.toml", "extends = \"large.toml\"\n");
    let large = fs::File::create(folder.path("large.toml")).unwrap();
    large.set_len(64 * 1024 * 1024 + 1).unwrap();
    folder.refuses("a.toml", &[("a.toml:1:11", &["is larger than 64 MiB", "the right file"])]);
}
