//! The words that `STYLE.md` rules out do not come back.

use std::fs;
use std::path::{Path, PathBuf};

/// Files and folders with text that people read.
const READ: &[&str] = &[
    "README.md",
    "CHANGELOG.md",
    "CITATION.cff",
    "docs",
    "scenarios",
    "crates",
    "tests",
    "benches",
];

/// Kinds of file that are read.
const KINDS: &[&str] = &["md", "rs", "toml", "csv", "cff", "py"];

/// Where a phrase is right: the end of a path, and the phrase.
const RIGHT: &[(&str, &str)] = &[];

#[test]
fn no_text_uses_the_words_that_the_style_guide_rules_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let phrases = ruled_out(&fs::read_to_string(root.join("STYLE.md")).unwrap());
    assert!(phrases.len() > 10, "the table in STYLE.md is not read: {phrases:?}");
    let mut files = Vec::new();
    for place in READ {
        gather(&root.join(place), &mut files);
    }
    assert!(files.len() > 100, "few files are read: {}", files.len());
    let mut found = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let shown = path.strip_prefix(&root).unwrap().display().to_string();
        for (line, phrase, instead) in uses(&text, &phrases) {
            if !RIGHT.contains(&(shown.as_str(), phrase)) {
                found.push(format!("{shown}:{line}: not `{phrase}` but `{instead}`"));
            }
        }
    }
    assert!(found.is_empty(), "see the terms in STYLE.md\n{}", found.join("\n"));
}

#[test]
fn a_phrase_is_found_as_words_and_over_the_end_of_a_line() {
    let phrases = [("lack of".to_owned(), "need for".to_owned())];
    let lines = |text| uses(text, &phrases).iter().map(|(line, ..)| *line).collect::<Vec<_>>();
    assert_eq!(lines("one\nA Lack of time"), [2]);
    assert_eq!(lines("/// for lack\n    /// of time"), [1]);
    assert_eq!(lines("\"for lack \\\n  of time\""), [1]);
    assert_eq!(lines("# for lack\n# of time"), [1]);
    assert_eq!(lines("black of lack off lack_of"), [] as [usize; 0]);
}

/// The table of phrases between the marks of the guide: each with what to write instead.
fn ruled_out(guide: &str) -> Vec<(String, String)> {
    let (_, table) = guide.split_once("<!-- banned: begin -->").unwrap();
    let (table, _) = table.split_once("<!-- banned: end -->").unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(2);
    rows.map(|row| {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        (cells.next().unwrap().to_owned(), cells.next().unwrap().to_owned())
    })
    .collect()
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            let inner = entry.unwrap().path();
            if !inner.ends_with("target") && !inner.ends_with("style.rs") {
                gather(&inner, files);
            }
        }
    } else if path.extension().is_some_and(|kind| KINDS.iter().any(|known| kind == *known)) {
        files.push(path.to_owned());
    }
}

/// Every use of a phrase: its line, the phrase, and what to write instead.
fn uses<'a>(text: &str, phrases: &'a [(String, String)]) -> Vec<(usize, &'a str, &'a str)> {
    let lines: Vec<String> = text.lines().map(bare).collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).map_or("", String::as_str);
        let both = format!("{line} {next}");
        for (phrase, instead) in phrases {
            let starts = both.match_indices(phrase.as_str()).map(|(start, _)| start);
            let here = |start: &usize| *start < line.len() && is_whole(&both, *start, phrase);
            if starts.filter(here).count() > 0 {
                found.push((index + 1, phrase.as_str(), instead.as_str()));
            }
        }
    }
    found
}

/// A line without the marks of a comment or of a string that goes over lines.
fn bare(line: &str) -> String {
    line.trim().trim_start_matches(['/', '!', '#']).trim_end_matches('\\').trim().to_lowercase()
}

/// Whether the words at `start` are not parts of longer ones.
fn is_whole(text: &str, start: usize, phrase: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    let before = text[..start].chars().next_back();
    let after = text[start + phrase.len()..].chars().next();
    !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
}
