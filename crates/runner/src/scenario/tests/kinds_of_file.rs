//! A file of the wrong kind: what it is, and what to name instead.

use super::*;

#[test]
fn a_table_is_no_scenario() {
    let tabs = SETTINGS.replace(',', "\t");
    let folder = Folder::new()
        .with("tabs.csv", tabs)
        .with("a.toml", "extends = \"sites.csv\"\n")
        .with("design.toml", "scenario = \"settings.csv\"\n[[axis]]\nkey = \"team.emhps\"\n");
    let words: &[&str] = &["is a CSV table, not a scenario or design in TOML", "[sites]"];
    for (file, place) in [
        ("sites.csv", "sites.csv:1:1"),
        ("settings.csv", "settings.csv:1:1"),
        ("tabs.csv", "tabs.csv:1:1"),
        ("a.toml", "sites.csv:1:1"),
    ] {
        folder.refuses(file, &[(place, words)]);
    }
    let refused = |file| load_design(&folder.path(file), &Edits::default()).unwrap_err();
    folder.has_faults(&refused("sites.csv"), &[("sites.csv:1:1", words)]);
    let said = refused("design.toml").to_string();
    assert!(said.contains("settings.csv:1:1: is a CSV table"), "{said}");
}

#[test]
fn a_scenario_is_no_table() {
    let named = |key: &str| instead(BASE, "file = \"sites.csv\"\n", key);
    let folder = Folder::new()
        .with("other.toml", BASE)
        .with("sites.toml", named("file = \"other.toml\"\n"))
        .with("settings.toml", named("file = \"sites.csv\"\nsettings = \"other.toml\"\n"))
        .with("waves.toml", named("file = \"sites.csv\"\nwaves = \"other.toml\"\n"));
    let what = "other.toml` is a scenario or design in TOML, not a CSV table";
    for (file, place, column) in [
        ("sites.toml", "sites.toml:8:8", "imd_score"),
        ("settings.toml", "settings.toml:9:12", "deprivation_fifth"),
        ("waves.toml", "waves.toml:9:9", "teams"),
    ] {
        folder.refuses(file, &[(place, &[what, "name a CSV file", column])]);
    }
}

/// What is wrong in a scenario is told as before, also where its line has commas.
#[test]
fn a_scenario_with_a_fault_is_no_table() {
    let folder = Folder::new()
        .with("list.toml", "only = [\"Ashby\", \"Barton\", Camden]\n")
        .with("comment.toml", "# site,region,teams\nname = \"a\n");
    for file in ["list.toml", "comment.toml"] {
        let said = folder.load(file).unwrap_err().to_string();
        assert!(!said.contains("CSV"), "{said}");
    }
}
