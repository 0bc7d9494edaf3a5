//! The laws of the account of need: it adds up, and it rewards help.

use std::collections::BTreeMap;

use mhst_core::model::place::{Place, Standing};
use mhst_core::model::results::{SiteResult, Subgroup, measured};

use crate::harness::Bench;
use crate::world::{plan, run};

fn minutes(result: &SiteResult) -> [u64; 5] {
    [
        measured::InHelp,
        measured::OnList,
        measured::SettingOnly,
        measured::WithNobody,
        measured::NotRecognised,
    ]
    .map(|of| result.tallies.minutes(Subgroup::ALL, of).unwrap())
}

/// Person-time of episodes, by position, is person-time in need of places, which is counted apart.
#[test]
fn the_account_adds_up_to_the_time_in_need_and_agrees_with_the_places() {
    for result in run(plan(2, 16_000, &[]), 2) {
        let account = minutes(&result);
        let all = |of| result.tallies.minutes(Subgroup::ALL, of).unwrap();
        assert_eq!(account.iter().sum::<u64>(), all(measured::InNeed));
        assert_eq!(account[1..].iter().sum::<u64>(), all(measured::WithoutHelp));
        assert_eq!(account[3..].iter().sum::<u64>(), all(measured::WithoutSupport));
        let mut places = [0; 5];
        for week in result.places.weeks.values() {
            for (place, [in_need, _]) in Place::ALL.iter().zip(week) {
                let standing = Standing::ALL.iter().position(|it| *it == place.standing()).unwrap();
                places[standing] += in_need;
            }
        }
        assert_eq!(account, places);
    }
}

/// Differences of a variant from the base at a site: 95 % intervals of everybody, by measure.
type Differences = BTreeMap<(String, String, String), (f64, f64)>;

/// Paired differences in Camden and in Newcastle, each on its own.
fn compared(variants: &str, replicates: u32) -> Differences {
    let bench = Bench::new();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios");
    bench.fine(&format!(
        "compare {root}/trailblazer.toml {variants} --sites Camden,Newcastle --worlds 0 \
         --replicates {replicates} --out out"
    ));
    let mut reader = csv::Reader::from_path(bench.path("out/comparison.csv")).unwrap();
    let rows = reader.deserialize().map(Result::<BTreeMap<String, String>, _>::unwrap);
    rows.filter(|row| row["subgroup"].is_empty() && !row["low"].is_empty())
        .map(|row| {
            let key = [&row["variant"], &row["site"], &row["measure"]].map(ToOwned::to_owned);
            let [low, high] = [&row["low"], &row["high"]].map(|bound| bound.parse().unwrap());
            (key.into(), (low, high))
        })
        .collect()
}

#[track_caller]
fn falls(found: &Differences, variant: &str, measure: &str) {
    for site in ["Camden", "Newcastle"] {
        let key = (variant.to_owned(), site.to_owned(), measure.to_owned());
        let (low, high) = found[&key];
        assert!(high < 0.0, "{variant}, {site}, {measure}: {low} to {high}");
    }
}

#[track_caller]
fn rises(found: &Differences, variant: &str, measure: &str) {
    for site in ["Camden", "Newcastle"] {
        let key = (variant.to_owned(), site.to_owned(), measure.to_owned());
        let (low, high) = found[&key];
        assert!(low > 0.0, "{variant}, {site}, {measure}: {low} to {high}");
    }
}

#[test]
fn more_help_is_less_need_without_help_and_no_teams_are_more() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios");
    let variants = format!(
        "{root}/what-if/no-teams.toml --variant more:team.emhps=8 --variant stay:attrition.all=0 \
         --variant closed:intervention.sessions_in_holidays=false"
    );
    let found = compared(&variants, 20);
    for helps in ["more", "stay"] {
        falls(&found, helps, "without_help");
        falls(&found, helps, "in_need");
    }
    // The time of closed weeks goes to whole school work and advice, which shorten need too.
    rises(&found, "closed", "without_help");
    rises(&found, "no-teams", "without_help");
    rises(&found, "no-teams", "in_need");
    rises(&found, "no-teams", "severity_days");
    // The missing middle does not depend on somebody asking: who is not asked for is in it too. It does
    // depend on who is known, so here a team does not raise recognition.
    let same_recognition = format!(
        "{root}/what-if/no-teams.toml --set recognition.team_uplift=0 \
         --set whole_school.recognition_gain=0"
    );
    let found = compared(&same_recognition, 20);
    for site in ["Camden", "Newcastle"] {
        let key = |measure: &str| ("no-teams".to_owned(), site.to_owned(), measure.to_owned());
        let (low, high) = found[&key("missing_middle_entered")];
        assert!(high < 0.0, "entries follow from asking: {low} to {high}");
        let (low, high) = found[&key("missing_middle_stock")];
        assert!(high >= 0.0, "{site}: the stock fell without teams: {low} to {high}");
    }
}

/// Wherever help is meant to help, days in need fall too.
#[test]
fn more_of_any_help_is_less_need() {
    let found = compared(
        "--variant fewer:specialist.capacity_factor=0.8 \
         --variant counselling:support.counselling_places_per_1000_pupils=10 \
         --variant supervised:supervision.is_needed=false",
        30,
    );
    for helps in ["counselling", "supervised"] {
        falls(&found, helps, "in_need");
    }
    falls(&found, "counselling", "without_help");
    // More specialist places change little where hardly anybody queues for one, but fewer do.
    rises(&found, "fewer", "in_need");
    rises(&found, "fewer", "without_help");
}
