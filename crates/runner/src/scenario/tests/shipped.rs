//! The scenarios that come with the program.

use super::*;

/// The names of the files of a kind in `scenarios/`.
fn files(extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(scenarios()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    files
}

#[test]
fn every_scenario_loads_without_a_warning() {
    let files = files("toml");
    assert!(files.len() >= 2, "{files:?}");
    for file in files {
        let loaded = load(&file, &Edits::default()).unwrap_or_else(|problems| panic!("{problems}"));
        assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    }
}

#[test]
fn every_scenario_is_called_by_the_name_of_its_file() {
    for file in files("toml") {
        let scenario = load(&file, &Edits::default()).unwrap().scenario;
        assert_eq!(file.file_stem().unwrap().to_str(), Some(scenario.name.as_str()));
        assert!(!scenario.description.is_empty(), "{}", scenario.name);
    }
}

#[test]
fn no_two_scenarios_are_the_same_work() {
    let hash = |file: &PathBuf| load(file, &Edits::default()).unwrap().scenario.hash();
    let mut hashes: Vec<ScenarioHash> = files("toml").iter().map(hash).collect();
    let all = hashes.len();
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), all);
}

/// The text of `my-area.toml` with what it shows as comments taken in, but for the table `without`,
/// and how many lines that were.
fn with_comments_taken_in(without: &str) -> (String, usize) {
    let text = fs::read_to_string(scenarios().join("my-area.toml")).unwrap();
    // A comment that is a key or a table, once its # is gone.
    let statement = |line: &str| {
        let line = line.strip_prefix("# ")?;
        let key = line.split(" = ").next()?;
        let is_key =
            line.contains(" = ") && key.chars().all(|c| c.is_ascii_lowercase() || "_.".contains(c));
        (is_key || line.starts_with("[[") || line == "[initial]").then(|| line.to_owned())
    };
    let (mut taken, mut table, mut lines) = (0, String::new(), String::new());
    for line in text.lines() {
        let stated = statement(line);
        let written = stated.as_deref().unwrap_or(line);
        if written.starts_with('[') {
            table = written.trim_matches(['[', ']']).to_owned();
        }
        let takes = stated.is_some() && table != without;
        taken += usize::from(takes);
        lines += &format!("{}\n", if takes { written } else { line });
    }
    (lines, taken)
}

#[test]
fn what_is_shown_as_a_comment_can_be_taken_in() {
    // A team is stated in numbers or in posts: each of them with all the rest.
    for (without, table) in [("post", "[team]\nemhps = "), ("team", "\n[[post]]\nrole = ")] {
        let (lines, taken) = with_comments_taken_in(without);
        assert!(taken >= 6 && lines.contains(table), "{lines}");
        let folder = Folder(tempfile::tempdir().unwrap()).with("my-area.toml", lines);
        for name in ["my-area-sites.csv", "my-area-settings.csv"] {
            fs::copy(scenarios().join(name), folder.path(name)).unwrap();
        }
        folder.warns("my-area.toml", &[]);
    }
}

#[test]
fn the_made_settings_of_the_trailblazers_add_up_to_the_rows_of_their_sites() {
    let scenario = load(&scenarios().join("trailblazer.toml"), &Edits::default()).unwrap().scenario;
    let settings: usize = scenario.sites.iter().map(|site| site.settings.len()).sum();
    let teams: u32 = scenario.sites.iter().map(|site| site.profile.teams).sum();
    let pupils: u32 =
        scenario.sites.iter().flat_map(|site| &site.settings).map(|setting| setting.pupils).sum();
    assert_eq!((scenario.sites.len(), teams, settings, pupils), (25, 58, 995, 571_023));
}

#[test]
fn every_design_loads_without_a_warning_is_small_and_is_called_by_the_name_of_its_file() {
    let folder = scenarios().join("sweeps");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        assert!(kind_of_file(&file) == Some(FileKind::Design));
        let loaded = load_design(&file, &Edits::default());
        let LoadedDesign { design, warnings, .. } =
            loaded.unwrap_or_else(|problems| panic!("{problems}"));
        assert!(warnings.is_empty(), "{warnings:?}");
        assert_eq!(file.file_stem().unwrap().to_str(), Some(design.name.as_str()));
        assert!(!design.description.is_empty());
        // What is unknown are many parameters: these designs are for longer than a break.
        let most = if design.experiment.is_some() { 5000 } else { 100 };
        let runs = design.len() * design.scenario(0).sites.len() * design.amount().len() as usize;
        assert!(runs <= most, "{}: {runs} runs", design.name);
        names.push(design.name);
    }
    names.sort();
    let shipped = [
        "attrition-by-caseload",
        "indices-of-mechanisms",
        "missing-middle-frontier",
        "screening",
        "team-composition",
    ];
    assert_eq!(names, shipped);
}
