//! Whatever stands in a file, loading it ends in a scenario or in faults that have a place.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

/// One thing that can happen to a file.
#[derive(Clone, Debug)]
enum Damage {
    Delete(Index, usize),
    Insert(Index, Vec<u8>),
    Replace(Index, u8),
    SwapLines(Index, Index),
    DeleteLine(Index),
    RepeatLine(Index),
    CutOff(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = any::<Index>;
    // What means something in a scenario is more likely to reach deep than any byte is.
    let fragment = prop_oneof![
        proptest::collection::vec(any::<u8>(), 1..4),
        proptest::sample::select(vec![
            "\n",
            "\r",
            "\r\n",
            ",",
            ",,",
            "\"",
            "'",
            "#",
            "=",
            ".",
            "-",
            "[",
            "]",
            "[[",
            "{",
            "}",
            "0",
            "9",
            "1e9",
            "nan",
            "-1",
            "e",
            "\u{feff}",
            "é",
            "true",
            "\"\"",
            "\\",
            "[site.x]",
            "extends = \"trailblazer.toml\"",
            "on = 2018-01-01",
            "[timeline]",
            "[[post]]",
            "\n[[post]]\nrole = \"emhp\"\nname = \"a\"\nsupervised_by = \"b\"\n",
            "\n[[post]]\nrole = \"senior\"\nname = \"b\"\nteam = 2\nsites = [\"My Area\"]\n",
            "site",
            " ",
            "\t",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop_oneof![
        (place(), 1usize..8).prop_map(|(at, length)| Damage::Delete(at, length)),
        (place(), fragment).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (place(), any::<u8>()).prop_map(|(at, byte)| Damage::Replace(at, byte)),
        (place(), place()).prop_map(|(one, two)| Damage::SwapLines(one, two)),
        place().prop_map(Damage::DeleteLine),
        place().prop_map(Damage::RepeatLine),
        place().prop_map(Damage::CutOff),
    ]
}

impl Damage {
    fn done_to(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self {
            Self::Delete(at, length) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + length).min(bytes.len()));
            }
            Self::Insert(at, new) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, new.iter().copied());
            }
            Self::Replace(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Self::CutOff(at) => bytes.truncate(at.index(bytes.len())),
            Self::SwapLines(..) | Self::DeleteLine(_) | Self::RepeatLine(_) => {
                let mut lines: Vec<Vec<u8>> =
                    bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
                match self {
                    Self::SwapLines(one, two) => {
                        let (one, two) = (one.index(lines.len()), two.index(lines.len()));
                        lines.swap(one, two);
                    }
                    Self::DeleteLine(at) => {
                        lines.remove(at.index(lines.len()));
                    }
                    Self::RepeatLine(at) => {
                        let at = at.index(lines.len());
                        lines.insert(at, lines[at].clone());
                    }
                    _ => {}
                }
                *bytes = lines.concat();
            }
        }
    }
}

/// A copy of the scenarios that come with the program.
fn copied() -> Folder {
    let folder = Folder(tempfile::tempdir().unwrap());
    copy_scenarios(&folder);
    folder
}

/// The bytes of a file of the program's scenarios after some damage.
fn damaged(file: &str, damages: &[Damage]) -> Vec<u8> {
    let mut bytes = fs::read(scenarios().join(file)).unwrap();
    for damage in damages {
        damage.done_to(&mut bytes);
    }
    bytes
}

/// Loads `scenario` with other `bytes` in `file`: there is a scenario, or every fault has its place.
fn survives(scenario: &str, file: &str, bytes: Vec<u8>) {
    let folder = copied().with(file, bytes);
    match folder.load(scenario) {
        Ok(loaded) => {
            let scenario = loaded.scenario;
            assert!(!scenario.sites.is_empty());
            assert!(scenario.sites.iter().all(|site| !site.settings.is_empty()));
            assert_eq!(scenario.hash(), scenario.hash());
            for warning in &loaded.warnings {
                placed(&folder, warning);
            }
        }
        Err(problems) => {
            assert!(!problems.0.is_empty());
            for problem in &problems.0 {
                placed(&folder, problem);
                assert!(!problem.remedy.is_empty(), "what is to be done? {problem}");
            }
        }
    }
}

/// A problem names a file that there is, and a line in it if it is text.
fn placed(folder: &Folder, problem: &Problem) {
    let path = Path::new(&*problem.at.file);
    assert!(path.starts_with(folder.0.path()) && path.is_file(), "{problem}");
    let lines =
        fs::read(path).unwrap().iter().filter(|&&byte| byte == b'\n' || byte == b'\r').count() + 1;
    let Some((line, column)) = problem.at.position else {
        assert!(problem.what.ends_with(", not text"), "no line: {problem}");
        return;
    };
    assert!((1..=lines).contains(&line) && column >= 1, "{problem}");
    assert!(!problem.what.is_empty() && !problem.what.contains(&*problem.at.file), "{problem}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_damaged_scenario_of_the_trailblazers(
        damages in proptest::collection::vec(damage(), 1..6),
    ) {
        survives("trailblazer.toml", "trailblazer.toml", damaged("trailblazer.toml", &damages));
    }

    #[test]
    fn a_damaged_scenario_of_one_area(damages in proptest::collection::vec(damage(), 1..6)) {
        survives("my-area.toml", "my-area.toml", damaged("my-area.toml", &damages));
    }

    #[test]
    fn a_damaged_file_of_sites(damages in proptest::collection::vec(damage(), 1..6)) {
        survives("trailblazer.toml", "trailblazer-sites.csv", damaged("trailblazer-sites.csv", &damages));
        survives("my-area.toml", "my-area-sites.csv", damaged("my-area-sites.csv", &damages));
    }

    #[test]
    fn a_damaged_file_of_settings(damages in proptest::collection::vec(damage(), 1..6)) {
        survives("my-area.toml", "my-area-settings.csv", damaged("my-area-settings.csv", &damages));
    }

    /// Text that has nothing to do with scenarios.
    #[test]
    fn any_bytes_at_all(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for file in ["my-area.toml", "my-area-sites.csv", "my-area-settings.csv"] {
            survives("my-area.toml", file, bytes.clone());
        }
    }
}
