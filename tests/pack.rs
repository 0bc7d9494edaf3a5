//! The pack for a paper: all that belongs to it is there, its links lead somewhere, and what the program
//! cannot know is marked.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use mhst_core::model::parameters::Parameter;

use crate::harness::{Bench, assert_same, everything};

/// The targets of the links of a page, in Markdown or HTML.
fn links(text: &str, ending: &str) -> Vec<String> {
    let (open, close) = if ending == "md" { ("](", ')') } else { ("href=\"", '"') };
    let targets = text.split(open).skip(1);
    targets.map(|rest| rest.split(close).next().unwrap().to_owned()).collect()
}

/// Follows every link of every page, and says which files are linked.
fn follow(pack: &Path) -> BTreeSet<PathBuf> {
    let mut linked = BTreeSet::new();
    for (name, bytes) in everything(pack) {
        let ending = name.rsplit('.').next().unwrap();
        if !["md", "html"].contains(&ending) {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        for target in links(&text, ending) {
            let (file, part) = target.split_once('#').unwrap_or((&target, ""));
            if !file.is_empty() {
                assert!(pack.join(file).is_file(), "{name} links {target}");
                linked.insert(PathBuf::from(file));
            }
            let id = format!("id=\"{part}\"");
            assert!(part.is_empty() || text.contains(&id), "{name} links {target}");
        }
    }
    linked
}

const FIGURES: &str = "\
key,site,measure,statistic,value,standard_error
referrals,Alpha,referrals,,40,4
accepted,,accepted_share,,75 %,0.05
";

fn run(bench: &Bench) {
    bench.write("figures.csv", FIGURES);
    bench.fine("run tiny.toml --worlds 20 --figures figures.csv --no-report --out out");
}

#[test]
fn a_pack_has_everything_and_its_links_lead_somewhere() {
    let bench = Bench::new();
    run(&bench);
    let said = bench.fine("pack out").stdout;
    assert!(said.contains("out-pack") && said.contains("TO FILL IN"), "{said}");
    let pack = bench.path("out-pack");
    let linked = follow(&pack);
    let files = everything(&pack);
    // Everything but the contents themselves is linked.
    for name in files.keys().filter(|name| !name.starts_with("index.")) {
        assert!(linked.contains(Path::new(name)), "{name} is not linked");
    }
    for name in ["odd", "stress-des", "aqua", "scorecard", "index"] {
        assert!(files.contains_key(&format!("{name}.md")), "{name}");
        assert!(files.contains_key(&format!("{name}.html")), "{name}");
    }
    let results = bench.results("out");
    for name in ["benchmark.csv", "worlds.csv", "manifest.json", "summary.csv", "measures.csv"] {
        assert_eq!(files[name], results[name], "{name}");
    }
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let command = text("command.txt");
    assert!(command.starts_with("mhst run tiny.toml --worlds 20"), "{command}");
    assert!(command.contains("Hash:") && command.contains("Seed:     7"), "{command}");
    assert!(text("CITATION.cff").starts_with("cff-version"));
    let pictures: Vec<&String> = files.keys().filter(|name| name.ends_with(".svg")).collect();
    assert!(pictures.len() > 5, "{pictures:?}");
    for picture in pictures {
        assert!(files.contains_key(&picture.replace(".svg", ".csv")), "{picture}");
    }
    assert!(text("scorecard.md").contains("accepted"), "{}", text("scorecard.md"));
    assert!(text("odd.md").contains("Alpha, Beta, Gamma"), "{}", text("odd.md"));
}

#[test]
fn checklists_have_every_item_and_each_is_answered_or_marked() {
    let bench = Bench::new();
    run(&bench);
    bench.fine("pack out --quiet --out pack");
    let read = |name: &str| fs::read_to_string(bench.path("pack").join(name)).unwrap();
    let stress = read("stress-des.md");
    let items = [
        "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5.1", "2.5.2", "2.5.3", "2.5.4",
        "2.5.5", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4",
        "6.1",
    ];
    for item in items {
        let mut rows = stress.lines().filter(|line| line.starts_with(&format!("| **{item} ")));
        let row = rows.next().unwrap_or_else(|| panic!("no {item}"));
        assert!(!row.ends_with("|  |") && rows.next().is_none(), "{row}");
    }
    let aqua = read("aqua.md");
    for item in
        ["Repeatable", "Independent", "Grounded in reality", "Objective", "Uncertainty-managed"]
    {
        assert!(aqua.contains(&format!("| **{item}** |")), "{item}");
    }
    for role in ["Commissioner", "Analyst", "Assurer", "Approver"] {
        let row = aqua.lines().find(|line| line.starts_with(&format!("| **{role}** |"))).unwrap();
        assert!(row.contains("**TO FILL IN: name and date.**"), "{row}");
    }
    let marked = [&stress, &aqua, &read("odd.md")].map(|text| text.matches("TO FILL IN: ").count());
    let total: usize = marked.iter().sum();
    assert!(marked.iter().all(|count| *count > 0), "{marked:?}");
    assert!(read("index.md").contains(&format!("TO FILL IN: {total} lines in all")), "{marked:?}");
}

#[test]
fn parameters_have_distributions_sources_and_what_differs() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --worlds 20 --set caseload.experienced=17 --no-report --out out");
    bench.fine("pack out");
    let path = bench.path("out-pack/parameters.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), Parameter::all().count());
    let cell = |key: &str, column: &str| {
        let row = rows.iter().find(|row| &row[0] == key).unwrap();
        row[header.iter().position(|name| name == column).unwrap()].to_owned()
    };
    assert_eq!(cell("caseload.experienced", "here"), "17");
    assert_ne!(cell("caseload.experienced", "default"), "17");
    // What somebody decides has no distribution.
    assert_eq!(cell("caseload.experienced", "scale"), "");
    assert_eq!(cell("attrition.other_per_year", "scale"), "log");
    let number = |column: &str| cell("attrition.other_per_year", column).parse::<f64>().unwrap();
    assert!(number("low_95") < number("median") && number("median") < number("high_95"));
    assert_eq!(cell("attrition.other_per_year", "worlds"), "20");
    assert!(number("worlds_low_95") < number("worlds_high_95"));
    assert!(rows.iter().all(|row| !row.iter().next_back().unwrap().is_empty()));
}

#[test]
fn a_pack_that_is_there_is_overwritten_only_if_asked_and_has_the_same_bytes() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --no-report --out out");
    bench.fine("pack out --out pack");
    let first = everything(&bench.path("pack"));
    assert!(bench.refused("pack out --out pack").contains("--force"));
    bench.fine("pack out --out pack --force");
    assert_same(&first, &everything(&bench.path("pack")));
    // Only the central world was run.
    assert!(!first.contains_key("worlds.csv"));
    follow(&bench.path("pack"));
}

#[test]
fn comparisons_and_designs_have_packs_too() {
    let bench = Bench::new();
    bench.fine("compare tiny.toml --variant firm:remit.policy=firm --no-report --out compared");
    bench.fine("pack compared");
    follow(&bench.path("compared-pack"));
    let stress = fs::read_to_string(bench.path("compared-pack/stress-des.md")).unwrap();
    assert!(stress.contains("remit.policy = firm"), "{stress}");
}

#[test]
fn shards_are_refused_and_incomplete_results_are_marked() {
    let bench = Bench::new();
    bench.fine("run tiny.toml --shard 1/2 --out shard");
    assert!(bench.refused("pack shard").contains("mhst merge"));
    assert!(bench.refused("pack nowhere").contains("no results"));
    bench.fine("run tiny.toml --no-report --out out");
    let path = bench.path("out/manifest.json");
    let manifest = fs::read_to_string(&path).unwrap();
    let other = manifest
        .replace("\"complete\": true", "\"complete\": false")
        .replace("\"runs_finished\": 6", "\"runs_finished\": 5");
    assert_ne!(manifest, other);
    fs::write(path, other).unwrap();
    let done = bench.mhst("pack out --quiet");
    assert_eq!(done.code, Some(1), "{done:#?}");
    assert!(done.stdout.contains("INCOMPLETE"), "{done:#?}");
    for name in ["odd", "stress-des", "aqua", "scorecard", "index"] {
        let text = fs::read_to_string(bench.path("out-pack").join(format!("{name}.md"))).unwrap();
        assert!(text.contains("**Incomplete.**"), "{name}: {text}");
    }
}
