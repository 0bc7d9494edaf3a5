//! Cautions, as users see them: in the terminal, in the report and in the manifest.

use std::fs;

use crate::harness::Bench;

/// A copy of the scenario with other text in places, and lines after it.
fn altered(bench: &Bench, name: &str, changes: &[(&str, &str)], lines: &str) {
    let mut text = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    bench.write(name, text + lines);
}

/// Sites and dates to which no caution applies, but for what a test changes.
fn fine(bench: &Bench, sites: &str, changes: &[(&str, &str)], lines: &str) {
    let header = "site,teams,settings,pupils,region,imd_score,minority_ethnic_pct,\
                  emotional_disorder_pct,in_contact_pct,closed_before_treatment_pct,\
                  wait_second_contact_days,spend_per_child_gbp\n";
    bench.write("sites.csv", format!("{header}{sites}\n"));
    let usual = [
        ("teams_start = 2019-01-07", "teams_start = 2018-07-02"),
        ("settings = \"settings.csv\"\n", ""),
    ];
    let changes: Vec<_> = usual.iter().chain(changes).copied().collect();
    altered(bench, "area.toml", &changes, lines);
}

const ALPHA: &str = "Alpha,1,12,6000,London,25,30,3.8,3,30,55,70";

/// What `check`, the run, its report and its manifest say must all have these words.
fn says(bench: &Bench, words: &[&str]) {
    let checked = bench.fine("check area.toml");
    let ran = bench.fine("run area.toml --replicates 1 --out results --force");
    let report = fs::read_to_string(bench.path("results/report.html")).unwrap();
    let manifest = fs::read_to_string(bench.path("results/manifest.json")).unwrap();
    // The page marks what somebody types, and begins a caution with a capital; the manifest is JSON.
    let plain = |text: &str| {
        let text = text.replace("<code>", "`").replace("</code>", "`");
        text.replace('\u{a0}', " ").to_lowercase()
    };
    for word in words {
        assert!(checked.stderr.contains(word), "{word}: {}", checked.stderr);
        assert!(ran.stderr.contains(word), "{word}: {}", ran.stderr);
        assert!(manifest.contains(word), "{word}");
        assert!(plain(&report).contains(&word.to_lowercase()), "{word}");
    }
    assert!(checked.stdout.contains("1 caution\n"), "{}", checked.stdout);
    assert_eq!(manifest.matches("\"meaning\"").count(), 1, "{manifest}");
}

#[test]
fn a_usual_scenario_has_no_caution() {
    let bench = Bench::new();
    fine(&bench, ALPHA, &[], "");
    let checked = bench.fine("check area.toml");
    assert!(checked.stdout.ends_with("0 cautions\n"), "{checked:?}");
    assert_eq!(checked.stderr, "");
}

#[test]
fn a_value_with_which_the_service_is_calibrated_is_named_with_what_to_do() {
    let bench = Bench::new();
    fine(&bench, ALPHA, &[], "[need]\nabove_specialist_share = 0.12\n");
    says(
        &bench,
        &[
            "`need.above_specialist_share` = 0.12 (default 0.15) holds from the first day",
            "--set need.above_specialist_share=0.12@2018-07-02",
            "mhst compare BASE --variant need.above_specialist_share=0.12",
        ],
    );
    // Where scenarios are compared, the calibration is held.
    let compared = bench.fine(
        "compare area.toml --variant need.missing_middle_band_share=0.2 \
                               --replicates 1 --out compared",
    );
    assert!(!compared.stderr.contains("caution"), "{}", compared.stderr);
}

#[test]
fn settings_that_are_made_for_a_site_outside_the_list_are_counted() {
    let bench = Bench::new();
    fine(&bench, &format!("{ALPHA}\nBeta,1,9,7000,London,25,30,3.8,3,30,55,70"), &[], "");
    let text = fs::read_to_string(bench.path("area.toml")).unwrap();
    bench.write("area.toml", text + "settings = \"list.csv\"\n");
    let header = "site,setting,phase,pupils,deprivation_fifth\n";
    bench.write("list.csv", format!("{header}Alpha,School,all_through,6000,3\n"));
    says(
        &bench,
        &["the list of settings has no row for Beta (9 synthetic settings with 7,000 pupils)"],
    );
}

#[test]
fn results_of_2023_at_the_level_of_need_of_2017_are_named() {
    let bench = Bench::new();
    let later = [
        ("start = 2018-07-01", "start = 2021-07-01"),
        ("2018-07-02", "2022-03-01"),
        ("2019-01-01", "2023-01-01"),
        ("2019-12-31", "2023-06-30"),
    ];
    fine(&bench, ALPHA, &later, "");
    says(
        &bench,
        &["results count from 2023-01-01, and `need.onset_index` is not stated", "18.0 % in 2022"],
    );
    for stated in
        ["[need]\nonset_index = 1.0\n", "[[timeline]]\non = 2022-01-01\nneed.onset_index = 1.8\n"]
    {
        fine(&bench, ALPHA, &later, stated);
        let checked = bench.fine("check area.toml");
        assert!(checked.stdout.ends_with("0 cautions\n"), "{checked:?}");
    }
}

#[test]
fn nineteen_thousand_pupils_and_one_team_are_named() {
    let bench = Bench::new();
    fine(&bench, "Alpha,1,40,19000,London,25,30,3.8,3,30,55,70", &[], "");
    says(&bench, &["Alpha has 19,000 pupils a team", "2,500 to 16,500", "about 8,000 pupils"]);
}

#[test]
fn measurement_that_starts_with_the_teams_is_named_unless_their_lists_are_stated() {
    let bench = Bench::new();
    let late = [("teams_start = 2018-07-02", "teams_start = 2018-12-03")];
    fine(&bench, ALPHA, &late, "");
    says(
        &bench,
        &["results count from 2019-01-01, and the teams start on 2018-12-03 with nobody on their"],
    );
    fine(&bench, ALPHA, &late, "[initial]\nopen_cases = 10\n");
    let checked = bench.fine("check area.toml");
    assert!(checked.stdout.ends_with("0 cautions\n"), "{checked:?}");
}

#[test]
fn referrals_out_of_reach_are_refused_with_what_can_be_reached() {
    let bench = Bench::new();
    let later = [("start = 2018-07-01", "start = 2017-07-01"), ("2018-07-02", "2019-01-07")];
    fine(&bench, ALPHA, &later, "[initial]\nreferrals_last_year = 3000\nopen_cases = 5\n");
    let checked = bench.mhst("check area.toml");
    assert_eq!(checked.code, Some(2), "{checked:?}");
    let ran = bench.refused("run area.toml --out results");
    let variant = "compare area.toml --variant remit.policy=firm --out results";
    let compared = bench.refused(variant);
    for words in [checked.stderr, ran, compared] {
        let line = words.lines().find(|line| line.contains("cannot be reached")).unwrap();
        assert!(line.contains("area.toml:17:"), "{line}");
        assert!(line.contains("Alpha: 3,000 referrals last year cannot be reached"), "{line}");
        assert!(line.contains("between a fifth and five times the usual, send "), "{line}");
    }

    // A number within the range that it names is reached within a few per cent.
    fine(&bench, ALPHA, &later, "[initial]\nreferrals_last_year = 120\nopen_cases = 5\n");
    let ran = bench.fine("run area.toml --replicates 1 --out results");
    let with = ran.stdout.replace('\n', " ");
    let expects = with.split("which the model expects ").nth(1).unwrap();
    let expects: f64 = expects.split('.').next().unwrap().replace(',', "").parse().unwrap();
    assert!((114.0..126.0).contains(&expects), "{}", ran.stdout);
}

#[test]
fn a_comparison_says_what_holds_no_calibration_and_what_has_no_effect() {
    let bench = Bench::new();
    fine(&bench, ALPHA, &[], "");
    let text = fs::read_to_string(bench.path("area.toml")).unwrap();
    let other = "Alpha,1,12,7000,London,25,30,3.8,3,30,55,70";
    let sites = fs::read_to_string(bench.path("sites.csv")).unwrap();
    bench.write("other.csv", sites.replace(ALPHA, other));
    bench.write(
        "other.toml",
        text.replace("\"tiny\"", "\"other\"").replace("sites.csv", "other.csv"),
    );
    let command = "compare area.toml other.toml --variant specialist.share_covered=0.5";
    let done = bench.fine(&format!("{command} --replicates 1 --out held"));
    for words in [
        "`other` has other reported figures, pupils or first day than the base at 1 of 1 sites",
        "`specialist.share_covered` acts through the calibration alone",
        "use --calibrate-each",
    ] {
        assert!(done.stderr.contains(words), "{words}: {}", done.stderr);
    }
    let each = bench.fine(&format!("{command} --replicates 1 --calibrate-each --out each"));
    assert!(!each.stderr.contains("caution"), "{}", each.stderr);
}
