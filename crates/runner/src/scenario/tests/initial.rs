//! `[initial]`: teams that exist already.

use mhst_core::model::plan::InitialState;

use super::*;

/// What stands after [`BASE`], and the faults that it is refused for.
type Case<'a> = (&'a str, &'a [(&'a str, &'a [&'a str])]);

fn initial(text: &str, name: &str) -> InitialState {
    site(&Folder::new().with("a.toml", text).scenario("a.toml"), name).initial
}

#[test]
fn without_it_teams_are_new() {
    assert_eq!(initial(BASE, "Ashby"), InitialState::default());
}

#[test]
fn every_key_is_read_and_a_site_of_its_own_keeps_to_itself() {
    let text = added(
        "[site.\"Ashby\".initial]\nemhp_posts_vacant = 1\nsenior_posts_vacant = 2\n\
         waiting_under_4_weeks = 3\nwaiting_4_to_12_weeks = 4\nwaiting_12_to_26_weeks = 5\n\
         waiting_over_26_weeks = 6\nopen_cases = 7\nreferrals_last_year = 8\n",
    );
    let stated = InitialState {
        emhp_posts_vacant: 1,
        senior_posts_vacant: 2,
        waiting: [3, 4, 5, 6],
        open_cases: 7,
        referrals_last_year: Some(8),
    };
    assert_eq!(initial(&text, "Ashby"), stated);
    assert_eq!(initial(&text, "Barton"), InitialState::default());
}

#[test]
fn any_key_changes_the_identity_of_the_work() {
    let hash = |text: &str| Folder::new().with("a.toml", text).scenario("a.toml").hash();
    let base = hash(BASE);
    for key in ["open_cases", "referrals_last_year", "waiting_over_26_weeks", "emhp_posts_vacant"] {
        assert_ne!(hash(&added(&format!("[site.\"Ashby\".initial]\n{key} = 1\n"))), base, "{key}");
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let cases: &[Case<'_>] = &[
        (
            "[initial]\nopen_cases = 3\n",
            &[("a.toml:10:14", &["[initial]", "2 sites", "site.\"Ashby\""])],
        ),
        (
            "[site.\"Ashby\".initial]\nopen_case = 3\n",
            &[("a.toml:10:1", &["`initial.open_case`", "open_cases"])],
        ),
        (
            "[site.\"Ashby\".initial]\nopen_cases = -3\n",
            &[("a.toml:10:14", &["`initial.open_cases`", "0 to"])],
        ),
        (
            "[site.\"Ashby\".initial]\nemhp_posts_vacant = 5\n",
            &[("a.toml:10:21", &["5", "`Ashby` has 4", "at most 4"])],
        ),
        (
            "[site.\"Ashby\".initial]\nopen_cases = 3\nwaiting_4_to_12_weeks = 400\n",
            &[("a.toml:11:25", &["403 children of `Ashby`", "within the remit", "state at most"])],
        ),
        (
            "[site.\"Ashbi\".initial]\nopen_cases = 3\n",
            &[("a.toml:9:7", &["unknown site `Ashbi`", "Ashby"])],
        ),
    ];
    for (lines, faults) in cases {
        Folder::new().with("a.toml", added(lines)).refuses("a.toml", faults);
    }
}
