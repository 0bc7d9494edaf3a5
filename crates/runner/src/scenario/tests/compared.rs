//! What two scenarios put in differently: what, where it holds, and where it is stated.

use super::*;

/// The changes from `a.toml` to `b.toml` as lines: site, key, from, to, source.
fn lines(folder: &Folder, edits: &Edits) -> Vec<String> {
    let base = folder.load("a.toml").unwrap_or_else(|problems| panic!("{problems}"));
    let variant = load(&folder.path("b.toml"), edits).unwrap_or_else(|p| panic!("{p}"));
    base.changes(&variant)
        .into_iter()
        .map(|change| {
            let InputChange { site, key, from, to, source } = change;
            let site = site.unwrap_or_default();
            folder.shortened(&format!("{site}|{key}|{from}|{to}|{source}"))
        })
        .collect()
}

fn changes(a: &str, b: &str) -> Vec<String> {
    lines(&Folder::new().with("a.toml", added(a)).with("b.toml", added(b)), &Edits::default())
}

#[test]
fn a_scenario_differs_in_nothing_from_itself_under_another_name() {
    let lines = "[team]\nemhps = 5\n[[timeline]]\non = 2021-06-01\nneed.onset_index = 2\n";
    let renamed = instead(&added(lines), "\"a\"", "\"b\"") + "\n[run]\nseed = 5\nreplicates = 3\n";
    let folder = Folder::new().with("a.toml", added(lines)).with("b.toml", renamed);
    assert!(self::lines(&folder, &Edits::default()).is_empty());
}

/// A number of the team is told as such, without the posts that come of it.
#[test]
fn what_holds_at_all_sites_is_told_once_and_the_rest_by_site() {
    assert_eq!(
        changes("", "[team]\nemhps = 5\n[site.Barton.team]\nseniors = 2\n"),
        ["|team.emhps|4|5|b.toml:10", "Barton|team.seniors|3|2|b.toml:12"]
    );
}

#[test]
fn what_the_variant_leaves_to_the_default_has_the_source_of_the_default() {
    let found = changes("[team]\nemhps = 5\n", "");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("|team.emhps|5|4|default (published: "), "{found:?}");
}

#[test]
fn options_are_told_apart() {
    let folder = Folder::new().with("a.toml", BASE).with("b.toml", BASE);
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let edits = Edits {
        set: vec![pair("team.seniors", "2"), pair("team.emhps", "6")],
        variant: vec![pair("team.emhps", "5")],
        ..Edits::default()
    };
    assert_eq!(
        lines(&folder, &edits),
        [
            "|team.emhps|4|5|command line: --variant team.emhps=5",
            "|team.seniors|3|2|command line: --set team.seniors=2",
        ]
    );
}

#[test]
fn dates_are_told_as_they_are_stated() {
    let b = instead(&instead(BASE, "2022-12-31", "2023-06-30"), "2020-01-01", "2019-01-01");
    let folder = Folder::new().with("a.toml", BASE).with("b.toml", b);
    assert_eq!(
        lines(&folder, &Edits::default()),
        ["|time.start|2020-01-01|2019-01-01|b.toml:3", "|time.end|2022-12-31|2023-06-30|b.toml:6",]
    );
}

#[test]
fn changes_in_time_that_come_go_and_differ() {
    let change =
        |day: &str, index: &str| format!("[[timeline]]\non = {day}\nneed.onset_index = {index}\n");
    let a = change("2021-02-01", "1.5") + &change("2021-03-01", "1.6");
    let b = change("2021-03-01", "1.7")
        + &change("2021-04-01", "1.8").replace("need", "sites = [\"Ashby\"]\nneed");
    assert_eq!(
        changes(&a, &b),
        [
            "|timeline.2021-02-01.need.onset_index|1.5||not stated",
            "|timeline.2021-03-01.need.onset_index|1.6|1.7|b.toml:11",
            "Ashby|timeline.2021-04-01.need.onset_index||1.8|b.toml:15",
        ]
    );
}

/// Posts stand in the place of numbers, of which nothing is told then.
#[test]
fn posts_are_told_one_by_one() {
    let posts = "[[post]]\nrole = \"emhp\"\ncount = 2\n[[post]]\nrole = \"senior\"\nfte = 0.5\n";
    let other = instead(posts, "fte = 0.5", "fte = 0.8") + "[[post]]\nrole = \"manager\"\n";
    assert_eq!(
        changes(posts, &other),
        [
            "|post.manager 1||manager, band 7, 1 FTE|b.toml:15",
            "|post.senior 1|senior, band 7, 0.5 FTE|senior, band 7, 0.8 FTE|b.toml:12",
        ]
    );
    let found = changes("[team]\nemhps = 7\n", posts);
    assert!(found.iter().all(|line| line.starts_with("|post.")), "{found:?}");
    assert!(found.contains(&"|post.emhp 7|emhp, band 5, 1 FTE||not stated".to_owned()));
}

#[test]
fn what_is_known_of_the_first_day() {
    let state = |n: u32| format!("[site.Ashby.initial]\nopen_cases = {n}\n");
    assert_eq!(changes(&state(5), &state(9)), ["Ashby|initial.open_cases|5|9|b.toml:10"]);
}

#[test]
fn sites_that_only_one_has_and_what_is_known_of_the_others() {
    let sites = instead(&instead(SITES, "Barton", "Corby"), "900,20,15", "900,22,15");
    let b = instead(BASE, "sites.csv", "other.csv");
    let folder = Folder::new().with("a.toml", BASE).with("b.toml", b).with("other.csv", sites);
    let found = lines(&folder, &Edits::default());
    assert_eq!(
        found[..3],
        [
            "Barton|sites|present||other.csv",
            "Corby|sites||present|other.csv",
            "|site.imd_score|20|22|other.csv",
        ]
    );
    // Another deprivation makes other settings.
    assert!(found[3..].iter().all(|line| line.starts_with("|setting.")), "{found:?}");
}

#[test]
fn listed_settings() {
    let b = added("settings = \"other.csv\"\n");
    let a = added("settings = \"settings.csv\"\n");
    let other = instead(SETTINGS, "400,3", "410,3");
    let folder = Folder::new().with("a.toml", a).with("b.toml", b).with("other.csv", other);
    assert_eq!(
        lines(&folder, &Edits::default()),
        ["Ashby|setting.First School|primary, 400 pupils, deprivation fifth 3|\
             primary, 410 pupils, deprivation fifth 3|other.csv"]
    );
}
