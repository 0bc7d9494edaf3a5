//! Teams stated post by post, as users of the command see them.

use crate::harness::Bench;

/// Three EMHPs from the beginning and one from June, in the scenario of the bench.
const LATE: &str = "\
extends = \"tiny.toml\"

[[post]]
role = \"emhp\"
count = 3

[[post]]
role = \"emhp\"
starts = 2019-06-03

[[post]]
role = \"senior\"
count = 2
";

/// What a column of `workforce.csv` says by week, the first day of the week first.
fn weeks(bench: &Bench, directory: &str, column: &str) -> Vec<(String, f64)> {
    let path = bench.path(directory).join("workforce.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let index = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (week, column) = (index("week_beginning"), index(column));
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[week].to_owned(), row[column].parse().unwrap())).collect()
}

#[test]
fn a_post_that_starts_later_is_no_post_before() {
    let bench = Bench::new();
    bench.write("late.toml", LATE);
    bench.write("full.toml", LATE.replace("starts = 2019-06-03\n", ""));
    for name in ["late", "full"] {
        bench.fine(&format!(
            "run {name}.toml --sites Alpha --replicates 1 --format csv --out {name}"
        ));
    }
    let posts = weeks(&bench, "late", "emhp_posts_fte");
    assert!(posts.len() > 40, "{posts:?}");
    for (week, fte) in &posts {
        let expected = if week.as_str() < "2019-06-03" { 3.0 } else { 4.0 };
        assert!((fte - expected).abs() < 1e-9, "{week}: {fte}");
    }
    let full = weeks(&bench, "full", "emhp_posts_fte");
    assert!(full.iter().all(|(_, fte)| (fte - 4.0).abs() < 1e-9), "{full:?}");
    let manifest = std::fs::read_to_string(bench.path("late/manifest.json")).unwrap();
    assert!(manifest.contains("\"starts\": \"2019-06-03\""), "{manifest}");
}

#[test]
fn numbers_of_a_team_on_the_command_line_are_refused_beside_its_posts() {
    let bench = Bench::new();
    bench.write("late.toml", LATE);
    let words = bench.refused("run late.toml --set team.emhps=5");
    for word in ["--set team.emhps=5: ", "in addition to [[post]]", "late.toml:3:1"] {
        assert!(words.contains(word), "{words}");
    }
}
