//! Text and numbers of cells, as a spreadsheet and a program read them.

use mhst_core::engine::time::SimTime;
use mhst_core::model::place::{Place, Reason};
use mhst_core::model::results::{EpisodeRecord, Measure, SiteResult, Tally};

use super::{Tables, result};

fn site() -> SiteResult {
    result([(Measure::Referrals, Tally::Count(1))])
}

fn episode(setting: &str) -> SiteResult {
    let record = EpisodeRecord {
        child: 1,
        episode: 0,
        setting: setting.to_owned(),
        subgroups: Vec::new(),
        severity_at_onset: -1.5,
        severity_at_start: Some(-2.0),
        opened: SimTime::ZERO,
        recognised: None,
        referred: None,
        accepted: None,
        assessed: None,
        started: None,
        ended: None,
        specialist_referred: None,
        specialist_first: None,
        specialist_second: None,
        closed: None,
        last_place: Place::Unrecognised,
        last_reason: Reason::Onset,
        first_help: None,
        minutes: [0, 0, 0, 0, 0],
        severity_days: 1.5,
    };
    SiteResult { episodes: vec![record], ..SiteResult::default() }
}

#[test]
fn names_of_sites_and_scenarios_cannot_become_formulas() {
    let sites = ["+44", "-1", "=1+1", "@home"];
    let tables = Tables::named("=cmd", &sites, [sites.map(|name| (name, site())).to_vec()]);
    for table in ["summary.csv", "replicates.csv"] {
        for row in tables.rows(table) {
            assert_eq!(row["scenario"], "'=cmd", "{table}");
        }
        for name in sites {
            let named = |name: &str| tables.rows(table).iter().any(|row| row["site"] == name);
            assert!(named(&format!("'{name}")) && !named(name), "{table}: {name}");
        }
    }
}

/// Commas, quotes and ends of lines are part of the name, and come back when the table is read.
#[test]
fn names_are_quoted_and_come_back_whole() {
    let name = "Hull, \"East\"\nRiding";
    let tables = Tables::of(&[name], [vec![(name, site())]]);
    assert!(
        tables.text("summary.csv").contains("tiny,0,\"Hull, \"\"East\"\"\nRiding\",,referrals,")
    );
    assert!(tables.rows("summary.csv").iter().any(|row| row["site"] == name));
}

#[test]
fn negative_numbers_stay_numbers_beside_text_that_does_not() {
    let tables = Tables::of(&["A"], [vec![("A", episode("-School"))]]);
    let rows = tables.rows("episodes.csv");
    assert_eq!(rows[0]["setting"], "'-School");
    assert_eq!((&*rows[0]["severity_at_onset"], &*rows[0]["severity_at_start"]), ("-1.5", "-2"));
    assert_eq!(rows[0]["child"], "0000000000000001");
}

/// A name with a sign or an equals sign elsewhere is left as it is.
#[test]
fn only_the_first_letter_matters() {
    let tables = Tables::of(&["A"], [vec![("A", episode("St Mary-le-Bow = St Mary"))]]);
    assert_eq!(tables.rows("episodes.csv")[0]["setting"], "St Mary-le-Bow = St Mary");
}
