//! Registrations are read as they were written, and judged as by hand.

use jiff::civil::date;

use super::{Expected, Origin, Registration};

fn expected(key: &str, from: f64) -> Expected {
    Expected {
        key: key.to_owned(),
        title: "A title, with a comma".to_owned(),
        period: "2025/26".to_owned(),
        place: "England".to_owned(),
        site: "all".to_owned(),
        quantity: "referrals:count".to_owned(),
        unit: "referrals".to_owned(),
        due: "spring 2027".to_owned(),
        source: "Somebody".to_owned(),
        cited: String::new(),
        last_year: (key == "a").then_some(from),
        error: 0.5,
        worlds: 40,
        quantiles: std::array::from_fn(|place| from + place as f64),
    }
}

fn registration() -> Registration {
    Registration {
        origin: Origin {
            registered: date(2026, 11, 30),
            version: "0.1.0".to_owned(),
            scenario: "tiny".to_owned(),
            scenario_hash: "abc".to_owned(),
            worlds_hash: String::new(),
            seed: 7,
            command: "mhst run tiny.toml --worlds 40".to_owned(),
        },
        expected: vec![expected("a", 1.0), expected("b", 100.5)],
    }
}

#[test]
fn a_registration_is_read_as_it_was_written() {
    let written = registration().csv();
    assert_eq!(Registration::read(written.as_bytes()).unwrap(), registration());
    // The seed of the last row: a quantile of the first is 7 too.
    let seed = written.rfind(",7,").unwrap();
    let other = format!("{},8,{}", &written[..seed], &written[seed + 3..]);
    assert!(Registration::read(other.as_bytes()).unwrap_err().contains("other runs"));
    let wrong = written.replacen("q05", "q5", 1);
    assert!(Registration::read(wrong.as_bytes()).unwrap_err().contains("`q05`"));
}

/// Quantiles 1 to 19, by hand: at the median the mean of 2 (1/2 - |p - 1/2|) |q - 10| over 19 levels;
/// the interval 1 to 19 missed by 3 costs 20 times that.
#[test]
fn forecasts_are_judged_as_by_hand() {
    let published = [("a".to_owned(), 10.0), ("b".to_owned(), 121.5), ("c".to_owned(), 1.0)];
    let found = registration().judge(&published);
    assert_eq!((found.open.len(), &found.unknown[..]), (0, &["c".to_owned()][..]));
    let [a, b] = &found.judged[..] else { panic!("{found:?}") };
    let by_hand: f64 = (1..=9).map(|k| 2.0 * 2.0 * f64::from(k) / 20.0 * f64::from(10 - k)).sum();
    assert!((a.crps - by_hand / 19.0).abs() < 1e-12, "{}", a.crps);
    assert_eq!((a.is_inside, a.interval_score, a.crps_as_last_year), (true, 18.0, Some(9.0)));
    assert!(!b.is_inside && (b.interval_score - (18.0 + 20.0 * 3.0)).abs() < 1e-9);
    assert!(found.sentence().unwrap().starts_with("Of 2 figures 1 lies inside"));
    let only_b = registration().judge(&published[1..2]);
    assert_eq!(only_b.open, ["a"]);
    assert_eq!(only_b.csv(&registration()).lines().count(), 2);
}
