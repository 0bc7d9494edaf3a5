//! Reports as their readers get them: numbers that agree with the tables, one file that loads
//! nothing, names that stay text.

use std::collections::BTreeMap;
use std::fs;

use crate::harness::Bench;

type Row = BTreeMap<String, String>;

/// An element with a number: its attributes and what is read.
struct Shown {
    attributes: BTreeMap<String, String>,
    text: String,
}

impl Shown {
    fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// Every `<data>` element of a page.
fn shown(page: &str) -> Vec<Shown> {
    let element = |start: &str| {
        let (tag, rest) = start.split_once('>').unwrap();
        let mut attributes = BTreeMap::new();
        let mut left = tag;
        while let Some((name, rest)) = left.split_once("=\"") {
            let (value, rest) = rest.split_once('"').unwrap();
            attributes.insert(name.trim().to_owned(), unescaped(value));
            left = rest;
        }
        Shown { attributes, text: unescaped(rest.split_once('<').unwrap().0) }
    };
    page.split("<data ").skip(1).map(element).collect()
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

/// The rows of a table by what names them.
fn rows(bench: &Bench, table: &str, keys: &[&str]) -> BTreeMap<Vec<String>, Row> {
    let mut reader = csv::Reader::from_path(bench.path(table)).unwrap();
    let rows = reader.deserialize().map(|row: Result<Row, _>| row.unwrap());
    rows.map(|row| (keys.iter().map(|key| row[*key].clone()).collect(), row)).collect()
}

/// Whether a text is this number, rounded to the digits that it shows.
fn is_rounding(text: &str, value: f64) -> bool {
    let factor = if text.ends_with('%') { 100.0 } else { 1.0 };
    let digits: String = text
        .replace('\u{2212}', "-")
        .chars()
        .filter(|c| c.is_ascii_digit() || ".-".contains(*c))
        .collect();
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let unit = 10.0_f64.powi(-(places as i32));
    let number: f64 = digits.parse().unwrap_or_else(|_| panic!("`{text}` is no number"));
    // Percentages within an interval, and differences in points, stand without their sign.
    let is = |value: f64| (number - value).abs() <= 0.500_001 * unit;
    is(value * factor) || is(value * 100.0)
}

/// Looks every number of a report up, and says how many there were.
fn look_up(bench: &Bench, directory: &str, table: &str, own: &str) -> usize {
    let page = fs::read_to_string(bench.path(&format!("{directory}/report.html"))).unwrap();
    let keys = [own, "site", "subgroup", "measure", "statistic"];
    let rows = rows(bench, &format!("{directory}/{table}"), &keys);
    let numbers = shown(&page);
    for number in &numbers {
        let key = keys.map(|key| number.get(&format!("data-{key}")).to_owned());
        let row = rows.get(key.as_slice()).unwrap_or_else(|| panic!("{table} has no {key:?}"));
        let cell = &row[number.get("data-part")];
        assert_eq!(number.get("value"), cell, "{key:?}");
        let value: f64 = cell.parse().unwrap();
        assert!(is_rounding(&number.text, value), "{key:?}: {} for {cell}", number.text);
    }
    numbers.len()
}

#[test]
fn every_number_shown_is_the_one_in_the_tables() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --replicates 3 --out run");
    assert!(look_up(&bench, "run", "summary.csv", "point") > 200);
    bench.fine("compare tiny.toml --variant team.emhps=5 --variant remit.policy=firm --out both");
    assert!(look_up(&bench, "both", "comparison.csv", "variant") > 100);
    bench.write("sweep.toml", SWEEP);
    bench.fine("sweep sweep.toml --out sweep");
    assert!(look_up(&bench, "sweep", "summary.csv", "point") > 50);
}

const SWEEP: &str = "\
name = \"sweep\"
scenario = \"tiny.toml\"
sites = [\"Alpha\"]

[design]
kind = \"grid\"

[[axis]]
key = \"team.emhps\"
values = [3, 5]

[[axis]]
key = \"remit.policy\"
values = [\"firm\", \"extended\"]
";

/// A cell is marked if and only if `summary.csv` says that its value rests on few. The note stands
/// with the table.
#[test]
fn values_that_rest_on_few_are_marked_and_no_others() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --out run");
    let page = fs::read_to_string(bench.path("run/report.html")).unwrap();
    let keys = ["site", "subgroup", "measure", "statistic"];
    let rows = rows(&bench, "run/summary.csv", &keys);
    for table in ["access-table", "sites-table", "access-started-table"] {
        let text = page.split(&format!(" id=\"{table}\"")).nth(1).unwrap();
        let text = text.split("</table>").next().unwrap();
        let mut met = BTreeMap::from([("true", 0), ("false", 0), ("", 0)]);
        for cell in text.split("<td").skip(1) {
            let Some(number) = shown(cell).into_iter().next() else {
                assert!(!cell.contains('\u{2020}'), "{table}: a mark without a value");
                continue;
            };
            let key = keys.map(|key| number.get(&format!("data-{key}")).to_owned());
            let few = rows[key.as_slice()]["few"].as_str();
            assert_eq!(cell.contains('\u{2020}'), few == "true", "{table}: {key:?} is {few}");
            *met.get_mut(few).unwrap() += 1;
        }
        assert!(met["false"] > 0, "{table}: {met:?}");
        if table == "access-table" {
            assert!(met["true"] > 0, "{table}: {met:?}");
        }
    }
    let note = "\u{2020} rests on fewer than 10 children";
    assert!(page.split("<caption").skip(1).any(|caption| caption.contains(note)));
}

/// By hand from the table behind the chart: the curve at 4, 12 and 18 weeks is the summary's.
#[test]
fn the_curve_at_its_marks_is_what_the_summary_says() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --replicates 3 --out run");
    bench.fine("report run --format md");
    let text = fs::read_to_string(bench.path("run/report.md")).unwrap();
    let table = text.split("**Started help, and still waiting").nth(1).unwrap();
    let summary = rows(&bench, "run/summary.csv", &["site", "subgroup", "measure"]);
    for (weeks, days) in [(4, 28), (12, 84), (18, 126)] {
        let line = table.lines().find(|line| line.starts_with(&format!("| {weeks} |"))).unwrap();
        let started = line.split('|').nth(2).unwrap().split('(').next().unwrap().trim();
        let key = ["all".to_owned(), String::new(), format!("started_within_{days}_days")];
        let value: f64 = summary[key.as_slice()]["estimate"].parse().unwrap();
        assert!(is_rounding(started, value), "{weeks} weeks: {started} for {value}");
    }
}

#[test]
fn a_report_is_one_file_with_headings_in_order_and_a_table_for_every_chart() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --out run");
    bench.write("sweep.toml", SWEEP);
    bench.fine("sweep sweep.toml --out sweep");
    bench.fine("compare tiny.toml --variant team.emhps=5 --out both");
    for directory in ["run", "sweep", "both"] {
        let page = fs::read_to_string(bench.path(&format!("{directory}/report.html"))).unwrap();
        let own = page.replace("http://www.w3.org/2000/svg", "");
        for foreign in ["http:", "https:", " src=", "@import", "url(http", "<link", "<img"] {
            assert!(!own.contains(foreign), "{directory} has {foreign}");
        }
        assert!(page.len() < 2_000_000 && page.starts_with("<!DOCTYPE html>"));
        let mut last = 0;
        for heading in page.split("<h").skip(1) {
            let Some(level) = heading.chars().next().and_then(|level| level.to_digit(10)) else {
                continue;
            };
            assert!(level <= last + 1, "{directory}: a heading of level {level} after {last}");
            last = level;
        }
        let figures: Vec<&str> = page.split("<figure").skip(1).collect();
        assert!(figures.len() > 1, "{directory}");
        for figure in figures {
            let figure = figure.split("</figure>").next().unwrap();
            assert!(figure.contains("<svg") && figure.contains("<desc"), "{directory}");
            assert!(figure.contains("<details>") && figure.contains("<tbody>"), "{directory}");
        }
        let ids = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        let mut seen = std::collections::BTreeSet::new();
        assert_eq!(ids.filter(|id| !seen.insert(*id)).collect::<Vec<_>>(), [""; 0], "{directory}");
    }
}

#[test]
fn names_stay_text_in_pages_and_no_cell_becomes_a_formula() {
    let bench = Bench::new();
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    let described = format!("description = \"<img src=x onerror=alert(1)> & more\"\n{tiny}");
    bench.write("odd.toml", described.replace("settings = \"settings.csv\"\n", ""));
    let sites = fs::read_to_string(bench.path("sites.csv")).unwrap();
    bench.write("sites.csv", sites.replace("Alpha", "<script>").replace("Beta", "-1+1"));
    bench.fine("run odd.toml --out odd");
    bench.fine("report odd --format md");
    for (file, scripts) in [("odd/report.html", 1), ("odd/report.md", 0)] {
        let text = fs::read_to_string(bench.path(file)).unwrap();
        assert_eq!(text.matches("<script").count(), scripts, "{file}");
        assert!(!text.contains("<img") && text.contains("&lt;script&gt;"), "{file}");
    }
    let summary = fs::read_to_string(bench.path("odd/summary.csv")).unwrap();
    assert!(summary.contains(",<script>,") && summary.contains(",'-1+1,"), "{summary:.300}");
    assert!(!summary.contains(",-1+1,"));
}

#[test]
fn a_report_can_be_made_again_from_what_is_there_and_left_out() {
    let bench = Bench::new();
    bench.write("sweep.toml", SWEEP);
    let commands = [
        ("run", "run tiny.toml --sites Alpha,Gamma --set team.emhps=5 --out run"),
        ("both", "compare tiny.toml --variant team.emhps=5 --out both"),
        ("sweep", "sweep sweep.toml --out sweep"),
    ];
    let mut pages = Vec::new();
    for (directory, command) in commands {
        let done = bench.fine(command);
        assert!(done.stdout.lines().last().unwrap().contains("report.html"), "{}", done.stdout);
        pages.push(bench.results(directory));
    }
    assert!(
        String::from_utf8_lossy(&pages[0]["report.html"])
            .contains("mhst run tiny.toml --set team.emhps=5 --sites Alpha,Gamma")
    );
    // Nothing is needed but the directory.
    for file in ["tiny.toml", "sweep.toml", "sites.csv", "settings.csv"] {
        fs::rename(bench.path(file), bench.path(&format!("{file}.away"))).unwrap();
    }
    for ((directory, _), before) in commands.iter().zip(&pages) {
        fs::remove_file(bench.path(&format!("{directory}/report.html"))).unwrap();
        bench.fine(&format!("report {directory}"));
        assert!(bench.results(directory) == *before, "{directory}");
    }
    for file in ["tiny.toml", "sites.csv", "settings.csv"] {
        fs::rename(bench.path(&format!("{file}.away")), bench.path(file)).unwrap();
    }
    // A report that would not say what the tables say is taken away.
    bench.fine("run tiny.toml --sites Alpha,Gamma --set team.emhps=5 --out run --no-report");
    assert!(!bench.path("run/report.html").exists());
    assert!(bench.refused("report nowhere").contains("no results"));
}

#[test]
fn a_shard_has_no_report_and_one_of_fewer_runs_says_so_on_top() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --shard 1/2 --out one");
    assert!(!bench.path("one/report.html").exists());
    assert!(bench.refused("report one").contains("mhst merge"));
    let done = bench.mhst("merge one --out part --allow-missing");
    assert_eq!(done.code, Some(1), "{done:#?}");
    let page = fs::read_to_string(bench.path("part/report.html")).unwrap();
    let top = page.split("Main results").next().unwrap();
    assert!(top.contains("Incomplete.") && top.contains("3 of 6 runs"), "{top}");
}

#[test]
fn a_comparison_can_be_resumed_and_extended() {
    let bench = Bench::new();
    bench.fine("compare tiny.toml --variant team.emhps=5 --replicates 3 --out whole");
    bench.fine("compare tiny.toml --variant team.emhps=5 --replicates 2 --out grown");
    bench.fine("extend grown --replicates 3");
    crate::harness::assert_same(&bench.results("whole"), &bench.results("grown"));
    let done = bench.fine("resume grown");
    assert!(done.stderr.contains("18 of 18 runs already there"), "{}", done.stderr);
}

/// Alpha has a list of settings, and Beta has none. What a setting is called does not matter: a list may
/// call one as mhst calls a synthetic setting.
#[test]
fn settings_that_are_listed_are_told_from_synthetic_ones() {
    let bench = Bench::new();
    let listed = fs::read_to_string(bench.path("settings.csv")).unwrap();
    bench.write("settings.csv", listed.replace("Primary 1", "primary 1"));
    for (directory, command, settings) in [
        ("listed", "run tiny.toml --sites Alpha", "- Settings: 3 listed settings"),
        ("synthetic", "run tiny.toml --sites Beta", "- Settings: 8 synthetic settings"),
        ("run", "run tiny.toml", "- Settings: 3 listed settings, 18 synthetic settings"),
        ("both", "compare tiny.toml --variant team.emhps=5", "3 listed settings, 18 synthetic"),
    ] {
        bench.fine(&format!("{command} --replicates 1 --out {directory}"));
        bench.fine(&format!("report {directory} --format md"));
        let text = fs::read_to_string(bench.path(&format!("{directory}/report.md"))).unwrap();
        assert!(text.contains(settings), "{directory}: {settings}");
    }
}

/// What the run starts from has its section, and its entry in the contents, if there is anything.
#[test]
fn teams_that_exist_already_start_from_what_the_report_shows() {
    let bench = Bench::new();
    let tiny = fs::read_to_string(bench.path("tiny.toml")).unwrap();
    let initial = "\n[site.\"Alpha\".initial]\nopen_cases = 3\nemhp_posts_vacant = 1\n";
    bench.write("old.toml", tiny + initial);
    bench.fine("run old.toml --replicates 1 --out old");
    bench.fine("report old --format md");
    let text = fs::read_to_string(bench.path("old/report.md")).unwrap();
    let (_, section) = text.split_once("\n## What the teams start from\n").unwrap();
    let rows: Vec<&str> =
        section.lines().filter(|line| line.starts_with("| Alpha")).take(2).collect();
    assert_eq!(
        rows,
        [
            "| Alpha | Vacant EMHP posts | `emhp_posts_vacant` | 1 |",
            "| Alpha | Children in an intervention | `open_cases` | 3 |"
        ]
    );
    assert!(section.contains("On 7 January 2019, their first day in the run"));
    let page = fs::read_to_string(bench.path("old/report.html")).unwrap();
    assert!(page.contains("<a href=\"#initial\">What the teams start from</a>"));
    bench.fine("run tiny.toml --replicates 1 --out new");
    let page = fs::read_to_string(bench.path("new/report.html")).unwrap();
    assert!(!page.contains("What the teams start from"));
}

/// Only the cell is wrong: the message says which, and what may stand there. Nothing is written.
#[test]
fn a_table_of_points_that_was_changed_is_named_with_its_cell() {
    let bench = Bench::new();
    bench.write("sweep.toml", SWEEP);
    bench.fine("sweep sweep.toml --out sweep");
    let before = bench.results("sweep");
    let table = fs::read_to_string(bench.path("sweep/points.csv")).unwrap();
    bench.write("sweep/points.csv", table.replace("\n3,5,", "\n3,five,"));
    let error = bench.refused("report sweep");
    assert!(error.contains("points.csv:4:2: `team.emhps` is `five`, but allowed is"), "{error}");
    assert!(error.contains("type: mhst resume "), "{error}");
    bench.fine("resume sweep");
    crate::harness::assert_same(&before, &bench.results("sweep"));
}
