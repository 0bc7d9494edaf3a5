//! `[[post]]` blocks: what team they make, what they stand in the place of, and what is refused.

use std::collections::BTreeSet;

use mhst_core::model::plan::{Band, PostPlan, Role};

use super::*;

/// The default composition, post by post.
const DEFAULT: &str = "\
[[post]]
role = \"emhp\"
count = 4
[[post]]
role = \"senior\"
count = 3
[[post]]
role = \"manager\"
fte = 0.5
[[post]]
role = \"administrator\"
fte = 0.5
";

const EMHP: &str = "[[post]]\nrole = \"emhp\"\n";

fn posts(text: &str, name: &str) -> Vec<PostPlan> {
    site(&Folder::new().with("a.toml", text).scenario("a.toml"), name).posts.clone()
}

fn names(posts: &[PostPlan]) -> Vec<&str> {
    posts.iter().map(|post| post.name.as_str()).collect()
}

/// What stands after [`BASE`], and the faults that it is refused for.
type Case<'a> = (&'a str, &'a [(&'a str, &'a [&'a str])]);

fn all_refused(cases: &[Case<'_>]) {
    for (lines, faults) in cases {
        Folder::new().with("a.toml", added(lines)).refuses("a.toml", faults);
    }
}

#[test]
fn the_default_composition_stated_in_posts_is_the_same_work() {
    let hash = |text: &str| {
        let scenario = Folder::new().with("a.toml", text).scenario("a.toml");
        (scenario.hash(), scenario)
    };
    let stated = hash(&added(DEFAULT));
    assert_eq!(stated, hash(BASE));
    // In any order of roles, with every default spelled out, and in more blocks.
    let spelled = "post = [\n{ role = \"administrator\", band = \"4\", fte = 0.5 },\n\
         { role = \"senior\", band = 7, count = 3, starts = 2021-01-01 },\n\
         { role = \"emhp\", band = \"5\", name = \"emhp\", count = 2 },\n\
         { role = \"manager\", fte = 0.5 },\n\
         { role = \"emhp\", fte = 1.0, count = 2 } ]\n";
    assert_eq!(stated, hash(&format!("{spelled}{BASE}")));
    // A team of its own number is every team where there is one.
    let numbered = DEFAULT.replace("[[post]]\n", "[[post]]\nteam = 1\nsites = [\"Ashby\"]\n");
    assert_eq!(stated, hash(&added(&numbered)));
}

#[test]
fn a_block_says_all_of_its_posts() {
    let lines = "[[post]]\nrole = \"emhp\"\n[[post]]\nrole = \"emhp\"\ncount = 2\nname = \"new\"\n\
         starts = 2021-09-06\nfte = 0.6\nband = \"6\"\nteam = 2\nsupervised_by = \"lead\"\n\
         sites = [\"Barton\"]\n\
         [[post]]\nrole = \"emhp\"\nsites = [\"Barton\"]\n\
         [[post]]\nrole = \"senior\"\nname = \"lead\"\nband = \"8a\"\nsites = [\"Barton\"]\n";
    let scenario = Folder::new().with("a.toml", added(lines)).scenario("a.toml");
    let barton = &site(&scenario, "Barton").posts;
    assert_eq!(names(barton), ["new 1", "new 2", "emhp 3", "lead"]);
    let new = PostPlan {
        name: "new 1".to_owned(),
        role: Role::Emhp,
        band: Band::B6,
        fte: 0.6,
        starts: SimTime::from_date(jiff::civil::date(2021, 9, 6)),
        team: Some(2),
        supervises: None,
        supervised_by: Some("lead".to_owned()),
    };
    assert_eq!(barton[0], new);
    let lead = PostPlan {
        band: Band::B8a,
        supervises: Some(true),
        ..PostPlan::full("lead".to_owned(), Role::Senior)
    };
    assert_eq!(barton[3], lead, "who is named as somebody's supervisor supervises");
    // A site that a block names has no others; a site that none names has those that name none.
    assert_eq!(names(&site(&scenario, "Ashby").posts), ["emhp 1"]);
}

#[test]
fn a_site_without_posts_of_its_own_has_the_numbers() {
    let lines = format!("[team]\nemhps = 5\n{EMHP}sites = [\"Ashby\"]\n");
    let scenario = Folder::new().with("a.toml", added(&lines)).scenario("a.toml");
    assert_eq!(names(&site(&scenario, "Ashby").posts), ["emhp 1"]);
    let barton = site(&scenario, "Barton");
    assert_eq!(barton.posts, PostPlan::of_numbers(&barton.values));
    assert_eq!(written(&barton.values, "team.emhps"), "5");
}

#[test]
fn the_order_of_posts_of_a_role_is_that_of_the_blocks() {
    let of = |first: &str, second: &str| {
        added(&format!("{EMHP}name = \"{first}\"\n{EMHP}name = \"{second}\"\n"))
    };
    assert_eq!(names(&posts(&of("x", "y"), "Ashby")), ["x", "y"]);
    assert_eq!(names(&posts(&of("y", "x"), "Ashby")), ["y", "x"]);
}

#[test]
fn the_posts_of_a_child_replace_those_of_its_base_and_its_numbers() {
    let folder = Folder::new()
        .with("numbers.toml", added("[team]\nemhps = 30\n[site.Ashby.team]\nseniors = 5\n"))
        .with("posts.toml", added(&format!("{DEFAULT}{DEFAULT}")))
        .with("a.toml", format!("extends = \"numbers.toml\"\n{EMHP}"))
        .with("b.toml", format!("extends = \"posts.toml\"\n{EMHP}"))
        .with("c.toml", "extends = \"posts.toml\"\n".to_owned() + "[team]\n")
        .with("none.toml", "extends = \"posts.toml\"\npost = []\n")
        .with("base.toml", BASE);
    let hash = |name: &str| folder.scenario(name).hash();
    // What is replaced has no trace, not even a warning of its implausible 30.
    folder.warns("a.toml", &[]);
    assert_eq!(hash("a.toml"), hash("b.toml"));
    assert_eq!(names(&folder.scenario("b.toml").sites[0].posts), ["emhp 1"]);
    assert_eq!(folder.scenario("c.toml").sites[0].posts.len(), 18);
    assert_eq!(hash("none.toml"), hash("base.toml"));
    // Posts for one site leave the numbers of the base to the others.
    let folder =
        folder.with("d.toml", format!("extends = \"numbers.toml\"\n{EMHP}sites = [\"Ashby\"]\n"));
    let scenario = folder.scenario("d.toml");
    assert_eq!(names(&site(&scenario, "Ashby").posts), ["emhp 1"]);
    assert_eq!(site(&scenario, "Barton").posts.len(), 30 + 3 + 2);
}

#[test]
fn numbers_beside_posts_are_refused_wherever_they_stand() {
    let words: &[&str] =
        &["`team.emhps` = 5", "in addition to [[post]]", "the first is at a.toml:9:1"];
    all_refused(&[
        (
            "[[post]]\nrole = \"emhp\"\n[team]\nemhps = 5\nadministrator_fte = 0\n",
            &[
                ("a.toml:12:9", words),
                ("a.toml:13:21", &["`team.administrator_fte` = 0", "at a.toml:9:1"]),
            ],
        ),
        (
            "[[post]]\nrole = \"emhp\"\n[site.Barton.team]\nemhps = 5\nmanager_fte = 1\n",
            &[("a.toml:12:9", words), ("a.toml:13:15", &["`team.manager_fte` = 1"])],
        ),
        (
            "[[post]]\nrole = \"emhp\"\nsites = [\"Ashby\"]\n[site.Ashby.team]\nseniors = 5\n",
            &[("a.toml:13:11", &["`team.seniors` = 5", "at a.toml:9:1"])],
        ),
        // A number for all sites holds nowhere if each site has posts.
        (
            "[[post]]\nrole = \"emhp\"\nsites = [\"Ashby\", \"Barton\"]\n[team]\nseniors = 5\n",
            &[("a.toml:13:11", &["`team.seniors` = 5", "at a.toml:9:1"])],
        ),
    ]);
    // A child's numbers do not stand over the posts of its base.
    let folder = Folder::new()
        .with("base.toml", added(EMHP))
        .with("a.toml", "extends = \"base.toml\"\n[team]\nemhps = 5\n");
    folder.refuses("a.toml", &[("a.toml:3:9", &["`team.emhps` = 5", "first is at base.toml:9:1"])]);
    // Nor do those of the command line.
    let edits = Edits { set: vec![("team.emhps".into(), "5".into())], ..Edits::default() };
    let problems = load(&folder.path("base.toml"), &edits).unwrap_err();
    assert_eq!(problems.0.len(), 1);
    let said = folder.shortened(&problems.to_string());
    assert!(said.starts_with("--set team.emhps=5: `team.emhps` = 5 is stated in"), "{said}");
    assert!(said.contains("first is at base.toml:9:1"), "{said}");
}

#[test]
fn what_cannot_be_a_post_is_refused() {
    all_refused(&[
        ("[post]\nrole = \"emhp\"\n", &[("a.toml:9:1", &["`post` is a table", "[[post]]"])]),
        (
            "[[post]]\nrole = \"emhp\"\nftee = 1\n",
            &[("a.toml:11:1", &["unknown key `post.ftee`", "`fte`?"])],
        ),
        // A misspelt role is not reported as missing too.
        ("[[post]]\nrol = \"emhp\"\n", &[("a.toml:10:1", &["unknown key `post.rol`", "`role`?"])]),
        ("[[post]]\ncount = 2\n", &[("a.toml:9:1", &["no role", "`role = \"emhp\"`"])]),
        (
            "[[post]]\nrole = \"emph\"\n",
            &[("a.toml:10:8", &["`post.role` is \"emph\"", "allowed: emhp, senior", "`emhp`?"])],
        ),
        ("[[post]]\nrole = true\n", &[("a.toml:10:8", &["`post.role` is true", "\"emhp\""])]),
        (
            "[[post]]\nrole = \"emhp\"\nband = \"8\"\n",
            &[("a.toml:11:8", &["`post.band` is \"8\"", "4, 5, 6, 7, 8a", "`8a`?"])],
        ),
        (
            "[[post]]\nrole = \"emhp\"\nband = 9\n",
            &[("a.toml:11:8", &["`post.band` is \"9\"", "allowed"])],
        ),
        (
            "[[post]]\nrole = \"emhp\"\nfte = 0\n[[post]]\nrole = \"emhp\"\nfte = 1.2\n\
             [[post]]\nrole = \"emhp\"\nfte = \"full\"\n",
            &[
                ("a.toml:11:7", &["`post.fte` is the number 0", "above 0 and up to 1"]),
                ("a.toml:14:7", &["`post.fte` is the number 1.2", "`count`"]),
                ("a.toml:17:7", &["`post.fte` is the text \"full\""]),
            ],
        ),
        (
            "[[post]]\nrole = \"emhp\"\ncount = 0\n[[post]]\nrole = \"emhp\"\ncount = 2.5\n",
            &[
                ("a.toml:11:9", &["`post.count` is the number 0", "a whole number from 1 to 40"]),
                ("a.toml:14:9", &["`post.count` is the number 2.5"]),
            ],
        ),
        (
            "[[post]]\nrole = \"emhp\"\nstarts = \"soon\"\n",
            &[("a.toml:11:10", &["`post.starts`", "the text \"soon\"", "a date"])],
        ),
        (
            "[[post]]\nrole = \"emhp\"\nname = \"\"\n",
            &[("a.toml:11:8", &["`post.name`", "not empty"])],
        ),
        (
            "[[post]]\nrole = \"emhp\"\nsupervises = true\n",
            &[("a.toml:11:14", &["`post.supervises`", "the role `emhp`", "only seniors"])],
        ),
        (
            "[[post]]\nrole = \"senior\"\nsupervises = \"yes\"\n",
            &[("a.toml:11:14", &["`post.supervises`", "\"yes\"", "true or false"])],
        ),
        (
            "[[post]]\nrole = \"emhp\"\nsites = [\"Ashbi\"]\n",
            &[("a.toml:11:10", &["unknown site `Ashbi`", "`Ashby`?"])],
        ),
        (
            "[[post]]\nrole = \"emhp\"\nsites = \"Ashby\"\n[team]\nemhps = 5\n",
            &[("a.toml:11:9", &["`post.sites`", "a list of names"])],
        ),
    ]);
    let text = format!("post = [1]\n{BASE}");
    Folder::new()
        .with("a.toml", text)
        .refuses("a.toml", &[("a.toml:1:9", &["a post is the number 1", "[[post]]"])]);
}

#[test]
fn a_team_that_a_site_does_not_have_is_refused() {
    all_refused(&[
        (
            "[[post]]\nrole = \"emhp\"\n[[post]]\nrole = \"emhp\"\nteam = 2\n",
            &[("a.toml:13:8", &["`post.team` = 2", "`Ashby` has 1 team", "`sites`"])],
        ),
        (
            "[[post]]\nrole = \"emhp\"\nteam = 3\nsites = [\"Barton\"]\n",
            &[("a.toml:11:8", &["`post.team` = 3", "`Barton` has 2 teams"])],
        ),
        (
            "[[post]]\nrole = \"emhp\"\nteam = 0\n",
            &[("a.toml:11:8", &["`post.team`", "a whole number from 1"])],
        ),
    ]);
    // Sites that are not run do not matter.
    let lines = format!("only = [\"Barton\"]\n{EMHP}{EMHP}team = 2\n");
    Folder::new().with("a.toml", added(&lines)).warns("a.toml", &[]);
}

#[test]
fn a_name_stands_once_in_a_team() {
    all_refused(&[
        (
            "[[post]]\nrole = \"emhp\"\nname = \"x\"\n[[post]]\nrole = \"senior\"\nname = \"x\"\n",
            &[("a.toml:14:8", &["the name `x` appears twice in team 1", "its own name"])],
        ),
        (
            "[[post]]\nrole = \"emhp\"\n[[post]]\nrole = \"emhp\"\nname = \"emhp\"\ncount = 2\n",
            &[("a.toml:13:8", &["the name `emhp 1` appears twice"])],
        ),
    ]);
    let of = |one: &str, two: &str| {
        let here = "sites = [\"Barton\"]\nname = \"x\"\n";
        added(&format!("{EMHP}{here}{one}{EMHP}{here}{two}"))
    };
    Folder::new().with("a.toml", of("team = 1\n", "team = 2\n")).warns("a.toml", &[]);
    Folder::new()
        .with("a.toml", of("", "team = 2\n"))
        .refuses("a.toml", &[("a.toml:16:8", &["the name `x` appears twice in team 2"])]);
}

#[test]
fn a_supervisor_is_another_post_of_the_team_that_supervises() {
    let lead = "[[post]]\nrole = \"senior\"\nname = \"lead\"\n";
    let by = |name: &str, lines: &str| added(&format!("{EMHP}supervised_by = \"{name}\"\n{lines}"));
    let refused = |text: String, place: &str, words: &[&str]| {
        Folder::new().with("a.toml", text).refuses("a.toml", &[(place, words)]);
    };
    Folder::new().with("a.toml", by("lead", lead)).warns("a.toml", &[]);
    let place = "a.toml:11:17";
    refused(by("laed", lead), place, &["no post of team 1 is `laed`", "`lead`?"]);
    refused(by("lead", ""), place, &["no post of team 1 is `lead`", "`role = \"senior\"`"]);
    refused(by("emhp 1", lead), place, &["`emhp 1` is supervised by itself", "another"]);
    refused(by("emhp 2", EMHP), place, &["the role of `emhp 2` is `emhp`", "name a senior"]);
    refused(
        by("lead", &format!("{lead}supervises = false\n")),
        place,
        &["`lead` does not supervise", "`supervises = false`"],
    );
    let elsewhere = format!("sites = [\"Barton\"]\n{lead}team = 2\nsites = [\"Barton\"]\n");
    refused(by("lead", &elsewhere), place, &["no post of team 1 is `lead`"]);
    // A name that was meant to be there is not missing.
    let misspelt = instead(lead, "name", "nmae");
    refused(by("lead", &misspelt), "a.toml:14:1", &["unknown key `post.nmae`"]);
}

#[test]
fn what_looks_odd_loads_with_a_warning() {
    let lines = format!(
        "{EMHP}starts = 2020-12-31\n{EMHP}starts = 2023-01-01\n\
         [[post]]\nrole = \"senior\"\nname = \"s\"\n\
         [[post]]\nrole = \"manager\"\nsupervised_by = \"s\"\n"
    );
    Folder::new().with("a.toml", added(&lines)).warns(
        "a.toml",
        &[
            ("a.toml:11:10", &["2020-12-31", "before the teams start, on 2021-01-01"]),
            ("a.toml:14:10", &["2023-01-01", "the end of the run"]),
            ("a.toml:20:17", &["changes nothing for the role `manager`"]),
        ],
    );
    // The first and the last day of the teams are fine.
    let lines = format!("{EMHP}starts = 2021-01-01\n{EMHP}starts = 2022-12-31\n");
    Folder::new().with("a.toml", added(&lines)).warns("a.toml", &[]);
    // Who means to add a post to the default team is told that it has gone.
    let lines = "[[post]]\nrole = \"senior\"\n";
    Folder::new()
        .with("a.toml", added(lines))
        .warns("a.toml", &[("a.toml:9:1", &["team 1 of the site `Ashby` has no EMHP"])]);
    let lines = format!("{EMHP}sites = [\"Barton\"]\nteam = 2\n");
    Folder::new()
        .with("a.toml", added(&lines))
        .warns("a.toml", &[("a.toml:9:1", &["team 1 of the site `Barton` has no EMHP"])]);
}

#[test]
fn all_faults_of_posts_are_reported_at_once() {
    let lines = "[[post]]\nrole = \"emhp\"\nfte = 2\nsupervised_by = \"lad\"\n\
         [[post]]\nrole = \"senior\"\nname = \"lead\"\nband = \"9\"\n\
         [[post]]\nrole = \"senior\"\nname = \"lead\"\nteam = 7\nsites = [\"Ashby\", \"Nowhere\"]\n\
         [team]\nemhps = 5\n";
    all_refused(&[(
        lines,
        &[
            ("a.toml:11:7", &["`post.fte`"]),
            ("a.toml:12:17", &["no post of team 1 is `lad`", "`lead`?"]),
            ("a.toml:16:8", &["`post.band`"]),
            ("a.toml:20:8", &["`post.team` = 7", "`Ashby` has 1 team"]),
            ("a.toml:21:19", &["unknown site `Nowhere`"]),
            ("a.toml:23:9", &["`team.emhps` = 5", "at a.toml:9:1"]),
        ],
    )]);
}

#[test]
fn any_other_post_is_other_work() {
    let with = |lines: &str| format!("{EMHP}{lines}[[post]]\nrole = \"senior\"\nname = \"lead\"\n");
    let hash = |text: &str| Folder::new().with("a.toml", added(text)).scenario("a.toml").hash();
    let mut seen =
        BTreeSet::from([hash(""), hash(&with("")), hash(&with("supervised_by = \"lead\"\n"))]);
    for lines in [
        "count = 2\n",
        "count = 3\n",
        "name = \"x\"\n",
        "band = \"6\"\n",
        "fte = 0.8\n",
        "fte = 0.7999999999999999\n",
        "starts = 2021-01-02\n",
        "starts = 2021-01-03\n",
        "sites = [\"Ashby\"]\n",
        "sites = [\"Barton\"]\n",
        "sites = [\"Barton\"]\nteam = 1\n",
        "sites = [\"Barton\"]\nteam = 2\n",
    ] {
        assert!(seen.insert(hash(&with(lines))), "the hash is not new with {lines}");
    }
    for (old, new) in [
        ("\"lead\"\n", "\"lead\"\nsupervises = true\n"),
        ("\"lead\"\n", "\"lead\"\nsupervises = false\n"),
        ("\"senior\"\n", "\"manager\"\n"),
        ("\"senior\"\n", "\"administrator\"\n"),
    ] {
        assert!(seen.insert(hash(&instead(&with(""), old, new))), "{old} -> {new}");
    }
}

#[test]
fn the_resolved_scenario_shows_the_posts() {
    let lines = format!("{EMHP}starts = 2021-09-06\nfte = 0.8\n");
    let scenario = Folder::new().with("a.toml", added(&lines)).scenario("a.toml");
    let posts = &scenario.resolved()["sites"][0]["posts"];
    let expected = serde_json::json!([{
        "name": "emhp 1", "role": "emhp", "band": "5", "fte": 0.8, "starts": "2021-09-06",
        "team": null, "supervises": null, "supervised_by": null,
    }]);
    assert_eq!(*posts, expected);
    let default = Folder::new().with("a.toml", BASE).scenario("a.toml").resolved();
    assert_eq!(default["sites"][1]["posts"].as_array().map(Vec::len), Some(9));
}
