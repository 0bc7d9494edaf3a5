//! Every piece of a scenario that `docs/scenarios.md` shows can be used.

use super::*;

/// The TOML snippets of a document, each with the line on which it begins.
fn snippets(text: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        if inside && line == "```" {
            inside = false;
        } else if inside {
            let (_, snippet) = found.last_mut().unwrap();
            *snippet += &format!("{line}\n");
        } else if line == "```toml" {
            inside = true;
            found.push((index + 2, String::new()));
        }
    }
    assert!(!inside, "a snippet has no end");
    found
}

/// A whole scenario is loaded as it stands, beside the scenarios that come with the program; any
/// other piece as one that extends `my-area.toml`.
#[test]
fn every_snippet_of_the_documentation_loads_without_a_warning() {
    let text = fs::read_to_string(scenarios().join("../docs/scenarios.md")).unwrap();
    let snippets = snippets(&text);
    for table in ["[time]", "[run]", "[sites]", "[site.\"", "[[timeline]]", "[[post]]", "extends"] {
        let shows = |(_, snippet): &(usize, String)| snippet.lines().any(|l| l.starts_with(table));
        assert!(snippets.iter().any(shows), "no example of {table}");
    }
    let folder = Folder(tempfile::tempdir().unwrap());
    copy_scenarios(&folder);
    for (line, snippet) in snippets {
        let is_whole = snippet.contains("extends =")
            || (snippet.contains("[time]") && snippet.contains("[sites]"));
        let extends = if is_whole { "" } else { "extends = \"my-area.toml\"\n" };
        fs::write(folder.path("snippet.toml"), format!("{extends}{snippet}")).unwrap();
        let loaded = folder.load("snippet.toml");
        let loaded =
            loaded.unwrap_or_else(|problems| panic!("docs/scenarios.md:{line}: {problems}"));
        assert!(loaded.warnings.is_empty(), "docs/scenarios.md:{line}: {:?}", loaded.warnings);
    }
}

/// Every design that `docs/sweeps.md` shows loads beside those that come with the program; a piece of
/// one is put into a design that has the rest.
#[test]
fn every_snippet_about_designs_loads_without_a_warning() {
    const REST: [(&str, &str); 3] = [
        ("scenario =", "scenario = \"../trailblazer.toml\"\n"),
        ("[[axis]]", "[[axis]]\nkey = \"team.emhps\"\nvalues = [3, 4, 5]\n"),
        ("[design]", "[design]\nkind = \"grid\"\n"),
    ];
    let text = fs::read_to_string(scenarios().join("../docs/sweeps.md")).unwrap();
    let snippets = snippets(&text);
    let kinds = ["grid", "list", "latin_hypercube", "sobol", "morris", "sobol_indices"];
    let kinds = kinds.map(|kind| format!("\"{kind}\""));
    for word in kinds.into_iter().chain(["plausible", "[set]"].map(str::to_owned)) {
        let shows = |(_, snippet): &(usize, String)| snippet.contains(&word);
        assert!(snippets.iter().any(shows), "no example of {word}");
    }
    let folder = Folder::new().with("sweeps/snippet.toml", "");
    copy_scenarios(&folder);
    for (line, mut snippet) in snippets {
        for (word, rest) in REST {
            // Without axes, these kinds take everything that is unknown.
            let is_experiment = snippet.contains("\"morris\"") || snippet.contains("_indices\"");
            let takes_none = word == "[[axis]]" && is_experiment;
            if !takes_none && !snippet.lines().any(|line| line.starts_with(word)) {
                snippet = match word {
                    "scenario =" => format!("{rest}{snippet}"),
                    _ => format!("{snippet}{rest}"),
                };
            }
        }
        fs::write(folder.path("sweeps/snippet.toml"), &snippet).unwrap();
        let loaded = load_design(&folder.path("sweeps/snippet.toml"), &Edits::default());
        let loaded = loaded
            .unwrap_or_else(|problems| panic!("docs/sweeps.md:{line}: {problems}\n{snippet}"));
        assert!(loaded.warnings.is_empty(), "docs/sweeps.md:{line}: {:?}", loaded.warnings);
    }
}
