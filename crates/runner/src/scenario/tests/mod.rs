//! Laws of loading: what is refused and in which words, what stands over what, and what makes two
//! scenarios the same work.

mod compared;
mod designs;
mod documented;
mod experiments;
mod extends;
mod faults_in_csv;
mod faults_in_toml;
mod fuzz;
mod hash;
mod initial;
mod kinds_of_file;
mod posts;
mod precedence;
mod shipped;
mod waves;

use std::fs;
use std::path::{Path, PathBuf};

use mhst_core::engine::time::SimTime;
use mhst_core::model::parameters::{Parameter, Values};
use mhst_core::model::plan::SitePlan;

use super::*;

/// A scenario that loads, with the line numbers that the cases below count from: what is added
/// begins on line 9.
const BASE: &str = "\
name = \"a\"
[time]
start = 2020-01-01
teams_start = 2021-01-01
measure_from = 2021-01-01
end = 2022-12-31
[sites]
file = \"sites.csv\"
";

/// Two sites; the header is line 2, the sites are lines 3 and 4.
const SITES: &str = "\
# Two invented sites.
site,region,teams,settings,pupils,imd_score,minority_ethnic_pct,emotional_disorder_pct,in_contact_pct,closed_before_treatment_pct,wait_second_contact_days,spend_per_child_gbp
Ashby,London,1,3,900,20,15,3.7,3.4,,,
Barton,England,2,4,1200,25,5,3.5,3.1,30,60,70
";

/// Settings for the first of the two sites; the header is line 1.
const SETTINGS: &str = "\
site,setting,phase,pupils,deprivation_fifth
Ashby,First School,primary,400,3
Ashby,Second School,secondary,500,4
";

/// The sites with the three columns of their delivery model.
fn with_delivery(first: &str, second: &str) -> String {
    let lines = SITES.lines().zip([
        "",
        "providers,four_week_wait_pilot,funded_in_later_waves",
        first,
        second,
    ]);
    lines
        .map(|(line, more)| format!("{line}{}{more}\n", if more.is_empty() { "" } else { "," }))
        .collect()
}

/// [`BASE`] with lines after it.
fn added(lines: &str) -> String {
    format!("{BASE}{lines}")
}

/// `text` with `old`, which must be there, replaced by `new`.
fn instead(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old} is not in\n{text}");
    text.replacen(old, new, 1)
}

/// A folder of scenario files, which is gone when the test is.
struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with `sites.csv` and `settings.csv`.
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.with("sites.csv", SITES).with("settings.csv", SETTINGS)
    }

    /// Writes a file, making the folders that it needs.
    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn load(&self, name: &str) -> Result<Loaded, Problems> {
        load(&self.path(name), &Edits::default())
    }

    /// The scenario of a file that is fine.
    fn scenario(&self, name: &str) -> Scenario {
        self.load(name).unwrap_or_else(|problems| panic!("{problems}")).scenario
    }

    /// A text without the path of this folder.
    fn shortened(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.0.path().display()), "")
    }

    /// Asserts that `name` is refused for exactly these faults, in this order: for each its place,
    /// as `file:line:column`, and words that what is said about it must contain.
    fn refuses(&self, name: &str, faults: &[(&str, &[&str])]) {
        let Err(problems) = self.load(name) else { panic!("{name} loads, without {faults:?}") };
        self.has_faults(&problems, faults);
    }

    /// Asserts that these are exactly the faults, in this order.
    fn has_faults(&self, problems: &Problems, faults: &[(&str, &[&str])]) {
        let said = self.shortened(&problems.to_string());
        assert_eq!(problems.0.len(), faults.len(), "number of faults in\n{said}");
        for (problem, (place, words)) in problems.0.iter().zip(faults) {
            assert_eq!(self.shortened(&problem.at.to_string()), *place, "place in\n{said}");
            let said = self.shortened(&problem.to_string());
            for word in *words {
                assert!(said.contains(word), "no `{word}` in\n{said}");
            }
            assert!(!problem.remedy.is_empty(), "what is to be done?\n{said}");
        }
    }

    /// Asserts that `name` loads with exactly these warnings, in this order.
    fn warns(&self, name: &str, warnings: &[(&str, &[&str])]) {
        let loaded = self.load(name).unwrap_or_else(|problems| panic!("{problems}"));
        self.has_warnings(&loaded.warnings, warnings);
    }

    /// Asserts that these are exactly the warnings, in this order.
    fn has_warnings(&self, found: &[Problem], warnings: &[(&str, &[&str])]) {
        assert_eq!(found.len(), warnings.len(), "{found:?}");
        for (warning, (place, words)) in found.iter().zip(warnings) {
            assert_eq!(self.shortened(&warning.at.to_string()), *place, "{warning}");
            for word in *words {
                assert!(warning.what.contains(word), "no `{word}` in {warning}");
            }
        }
    }
}

/// A table of cases: what stands in the file, and the faults that it is refused for.
type Cases<'a> = &'a [(String, &'a [(&'a str, &'a [&'a str])])];

fn parameter(key: &str) -> Parameter {
    Parameter::find(key).unwrap_or_else(|| panic!("no parameter is called {key}"))
}

/// The value of a parameter in words, as a file would write it.
fn written(values: &Values, key: &str) -> String {
    let parameter = parameter(key);
    parameter.declaration().written(values.number(parameter))
}

fn site<'a>(scenario: &'a Scenario, name: &str) -> &'a SitePlan {
    scenario.sites.iter().find(|site| site.name == name).unwrap()
}

/// The changes of a site as `date key value`.
fn changes(site: &SitePlan) -> Vec<String> {
    let line = |change: &mhst_core::model::parameters::Change| {
        let declaration = change.parameter.declaration();
        format!("{} {} {}", change.on.date(), declaration.key, declaration.written(change.value))
    };
    site.changes.iter().map(line).collect()
}

/// Copies the scenarios that come with the program, without folders, into another folder.
fn copy_scenarios(to: &Folder) {
    fs::create_dir(to.path("shocks")).unwrap();
    fs::create_dir(to.path("worlds")).unwrap();
    for folder in ["", "shocks/", "worlds/"] {
        for entry in fs::read_dir(scenarios().join(folder)).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_file() {
                let name = format!("{folder}{}", entry.file_name().into_string().unwrap());
                fs::copy(entry.path(), to.path(&name)).unwrap();
            }
        }
    }
}

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

#[test]
fn the_base_of_these_tests_is_fine() {
    let folder = Folder::new().with("a.toml", BASE);
    folder.warns("a.toml", &[]);
    let scenario = folder.scenario("a.toml");
    assert_eq!(scenario.sites.len(), 2);
    let date = |year| SimTime::from_date(jiff::civil::date(year, 1, 1));
    assert_eq!(date(2020), Some(scenario.time.start));
    assert_eq!(date(2023), Some(scenario.time.end), "the last day is part of the run");
}
