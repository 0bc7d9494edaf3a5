//! From `referrals.csv` anybody computes what the summary says of waits: here without the program's
//! own statistics.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::harness::Bench;

type Row = BTreeMap<String, String>;

/// A run of the Trailblazer sites with one row for each episode and each referral.
fn trailblazer(sites: &str) -> Bench {
    let bench = Bench::new();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios");
    bench.fine(&format!(
        "run {root}/trailblazer.toml {sites} --worlds 0 --replicates 1 --episodes --format csv --out out"
    ));
    bench
}

fn rows(bench: &Bench, table: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(bench.path("out").join(table)).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn time(row: &Row, column: &str) -> Option<DateTime> {
    (!row[column].is_empty()).then(|| row[column].parse().unwrap())
}

/// Minutes from referral to another time of a referral.
fn minutes(row: &Row, column: &str) -> Option<i64> {
    let referred = time(row, "referred").unwrap();
    let span = referred.until(time(row, column)?).unwrap();
    Some(span.total((jiff::Unit::Minute, jiff::SpanRelativeTo::days_are_24_hours())).unwrap() as i64)
}

/// Count, mean and percentiles by nearest rank, as they are written in the tables.
fn statistics(mut waits: Vec<i64>) -> BTreeMap<&'static str, String> {
    waits.sort_unstable();
    let mean = waits.iter().sum::<i64>() as f64 / (waits.len() as f64 * 1440.0);
    let rank = |p: f64| waits[(p * waits.len() as f64).ceil() as usize - 1] / 1440;
    let mut found = BTreeMap::from([("count", waits.len().to_string()), ("mean", written(mean))]);
    for (name, p) in [("p50", 0.5), ("p75", 0.75), ("p90", 0.9), ("p95", 0.95), ("max", 1.0)] {
        found.insert(name, rank(p).to_string());
    }
    found
}

/// To nine significant digits.
fn written(number: f64) -> String {
    let rounded: f64 = format!("{number:.8e}").parse().unwrap();
    rounded.to_string()
}

/// The Aalen-Johansen estimate of starting within some days, by its definition.
fn started_within(accepted: &[&Row], days: i64) -> String {
    let followed: Vec<(i64, &str)> = accepted
        .iter()
        .map(|row| (minutes(row, "followed_to").unwrap() / 1440, row["exit"].as_str()))
        .collect();
    // Where the last whom anybody followed still waits, what comes later is not known.
    let last = followed.iter().map(|(time, _)| *time).max().unwrap();
    if days > last && followed.contains(&(last, "still waiting")) {
        return String::new();
    }
    let (mut survival, mut incidence) = (1.0, 0.0);
    for day in 0..=days {
        let at_risk = followed.iter().filter(|(time, _)| *time >= day).count() as f64;
        let on = |exit: fn(&str) -> bool| {
            followed.iter().filter(|(time, how)| *time == day && exit(how)).count() as f64
        };
        let (started, others) =
            (on(|exit| exit == "started"), on(|exit| !matches!(exit, "started" | "still waiting")));
        if started > 0.0 {
            incidence += survival * started / at_risk;
        }
        if started + others > 0.0 {
            survival *= 1.0 - (started + others) / at_risk;
        }
    }
    written(incidence)
}

#[test]
fn every_wait_and_the_cumulative_incidence_follow_from_the_referrals() {
    let bench = trailblazer("");
    let referrals = rows(&bench, "referrals.csv");
    let values: BTreeMap<(String, String, String, String), String> = rows(&bench, "replicates.csv")
        .into_iter()
        .map(|mut row| {
            let mut take = |column: &str| row.remove(column).unwrap();
            let key = (take("site"), take("subgroup"), take("measure"), take("statistic"));
            (key, take("value"))
        })
        .collect();
    let published = |site: &str, subgroup: &str, measure: &str, statistic: &str| {
        let key = [site, subgroup, measure, statistic].map(str::to_owned);
        values[&key.into()].clone()
    };
    let (from, to): (DateTime, DateTime) =
        ("2020-01-01T00:00".parse().unwrap(), "2023-01-01T00:00".parse().unwrap());
    let measured =
        |row: &Row, column: &str| time(row, column).is_some_and(|at| from <= at && at < to);
    let mut compared = 0;
    for site in ["all", "Camden", "Newcastle"] {
        let there: Vec<&Row> =
            referrals.iter().filter(|row| site == "all" || row["site"] == site).collect();
        let with = |service: &str| {
            let service = service.to_owned();
            there.iter().copied().filter(move |row| row["service"] == service)
        };
        let mut check = |subgroup: &str, measure: &str, waits: Vec<i64>| {
            for (statistic, value) in statistics(waits) {
                let said = published(site, subgroup, measure, statistic);
                assert_eq!(said, value, "{site} {measure} {statistic}");
                compared += 1;
            }
        };
        let started = with("mhst").filter(|row| row["exit"] == "started" && measured(row, "left"));
        check(
            "",
            "wait_referral_to_start",
            started.filter_map(|row| minutes(row, "left")).collect(),
        );
        let seen = with("mhst").filter(|row| measured(row, "seen"));
        check("", "wait_referral_to_assessment", seen.filter_map(|r| minutes(r, "seen")).collect());
        let waiting =
            with("mhst").filter(|r| r["exit"] == "still waiting" && !r["accepted"].is_empty());
        let waited = waiting.filter_map(|row| minutes(row, "followed_to")).collect();
        check("", "still_waiting_for_start", waited);
        for (subgroup, origin) in [
            ("", None),
            ("origin=covered_settings", Some("covered_settings")),
            ("origin=elsewhere", Some("elsewhere")),
        ] {
            let of = || with("specialist").filter(|r| origin.is_none_or(|it| r["origin"] == it));
            let first = of().filter(|row| measured(row, "seen"));
            let waits = first.filter_map(|row| minutes(row, "seen")).collect();
            check(subgroup, "wait_specialist_first_contact", waits);
            let second = of().filter(|row| row["exit"] == "started" && measured(row, "left"));
            let waits = second.filter_map(|row| minutes(row, "left")).collect();
            check(subgroup, "wait_specialist_second_contact", waits);
        }
        let accepted: Vec<&Row> = with("mhst")
            .filter(|row| measured(row, "referred") && !row["accepted"].is_empty())
            .collect();
        for days in [28, 84, 126, 365] {
            let measure = format!("started_within_{days}_days");
            let said = published(site, "", &measure, "share");
            assert_eq!(said, started_within(&accepted, days), "{site} {measure}");
            compared += 1;
        }
    }
    assert_eq!(compared, 3 * (7 * 9 + 4));
}

/// Every referral of a child of a setting belongs to an episode, and to its time.
#[test]
fn referrals_belong_to_episodes() {
    let bench = trailblazer("--sites Camden");
    let episodes: BTreeMap<(String, String), Row> = rows(&bench, "episodes.csv")
        .into_iter()
        .map(|row| ((row["child"].clone(), row["episode"].clone()), row))
        .collect();
    let referrals = rows(&bench, "referrals.csv");
    let of_children: Vec<&Row> =
        referrals.iter().filter(|row| row["origin"] == "covered_settings").collect();
    assert!(of_children.len() > 1000, "{}", of_children.len());
    for row in &of_children {
        let episode = &episodes[&(row["child"].clone(), row["episode"].clone())];
        let (opened, referred) = (&episode["opened"], &row["referred"]);
        assert!(opened.as_str() <= &referred[..10], "{row:?}: {opened}");
        let order = ["referred", "accepted", "left", "ended"].map(|column| time(row, column));
        let known: Vec<DateTime> = order.into_iter().flatten().collect();
        assert!(known.is_sorted(), "{row:?}");
        assert_eq!(row["left"].is_empty(), row["exit"] == "still waiting", "{row:?}");
        assert!(!row["exit"].is_empty(), "{row:?}");
    }
}

/// A site's quarterly returns add up to what the summary says of the whole window.
#[test]
fn quarterly_returns_add_up_to_the_summary() {
    let bench = trailblazer("--sites Camden");
    let returns = rows(&bench, "returns.csv");
    let sum = |column: &str| -> f64 {
        let all = returns.iter().filter(|row| row["team"] == "all");
        all.map(|row| row[column].parse::<f64>().unwrap()).sum()
    };
    let of_teams = |column: &str| -> f64 {
        let teams = returns.iter().filter(|row| row["team"] != "all");
        teams.map(|row| row[column].parse::<f64>().unwrap()).sum()
    };
    let values = rows(&bench, "replicates.csv");
    let value = |measure: &str, statistic: &str| -> f64 {
        let row = values.iter().find(|row| {
            row["site"] == "Camden"
                && row["subgroup"].is_empty()
                && row["measure"] == measure
                && row["statistic"] == statistic
        });
        row.unwrap()["value"].parse().unwrap()
    };
    for (column, measure) in [
        ("referrals", "referrals"),
        ("accepted", "accepted"),
        ("started", "started"),
        ("completed", "completed"),
        ("closed_recovered", "recovered"),
        ("closed_dropped_out", "dropped_out"),
    ] {
        assert_eq!(sum(column), value(measure, "count"), "{column}");
        assert_eq!(of_teams(column), sum(column), "{column}");
    }
    let given = sum("supervision_given_hours") / sum("supervision_due_hours");
    assert!((given - value("supervision_given_share", "share")).abs() < 1e-6, "{given}");
    let leavers = value("emhp_leavers", "count") + value("senior_leavers", "count");
    assert_eq!(sum("leavers"), leavers);
    // The last stock of the last quarter is who waits at the end of the run, accepted or not yet.
    let last = returns.iter().rfind(|row| row["team"] == "1").unwrap();
    let waiting = |team: &str| -> f64 {
        let quarter = &last["quarter_beginning"];
        let row = returns.iter().find(|r| r["team"] == team && &r["quarter_beginning"] == quarter);
        row.unwrap()["waiting"].parse().unwrap()
    };
    assert!(waiting("all") >= value("still_waiting_for_start", "count"));
}
