//! A small bench for the command: a directory of its own with tiny scenarios in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use tempfile::TempDir;

/// A temporary directory in which `mhst` is run.
pub(crate) struct Bench {
    directory: TempDir,
}

/// What a command came to.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Bench {
    /// A bench with `tiny.toml`: three small sites, run for a year and a half.
    pub(crate) fn new() -> Self {
        let bench = Self { directory: tempfile::tempdir().unwrap() };
        bench.write("sites.csv", SITES);
        bench.write("settings.csv", SETTINGS);
        bench.write("tiny.toml", TINY);
        bench
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    /// The command, with these arguments separated by blanks.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::cargo_bin("mhst").unwrap();
        command
            .args(arguments.split_whitespace())
            .current_dir(self.directory.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn mhst(&self, arguments: &str) -> Done {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs a command that must come to a good end.
    pub(crate) fn fine(&self, arguments: &str) -> Done {
        let done = self.mhst(arguments);
        assert_eq!(done.code, Some(0), "{done:#?}");
        done
    }

    /// Runs a command that must be refused: exit code 2, words on what is wrong, no panic, and
    /// nothing changed on the disk.
    pub(crate) fn refused(&self, arguments: &str) -> String {
        let before = everything(self.directory.path());
        let done = self.mhst(arguments);
        assert_eq!(done.code, Some(2), "{arguments}: {done:#?}");
        assert!(!done.stderr.contains("panicked") && !done.stderr.trim().is_empty(), "{done:#?}");
        assert_eq!(done.stdout, "", "{arguments}");
        assert!(before == everything(self.directory.path()), "{arguments} wrote something");
        done.stderr
    }

    /// The files of a results directory but for what differs from run to run and the store.
    pub(crate) fn results(&self, directory: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = everything(&self.path(directory));
        files.retain(|name, _| !name.starts_with("store") && name != "run.json");
        assert!(files.contains_key("manifest.json"), "{:?}", files.keys());
        files
    }
}

impl From<Output> for Done {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Every file below `directory` by its path.
pub(crate) fn everything(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![directory.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(directory).unwrap().display().to_string();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Fails with the name of the first file that differs, and of its first line that does.
pub(crate) fn assert_same(one: &BTreeMap<String, Vec<u8>>, two: &BTreeMap<String, Vec<u8>>) {
    assert!(one.keys().eq(two.keys()), "{:?} but {:?}", one.keys(), two.keys());
    for (name, bytes) in one {
        if bytes != &two[name] {
            let (one, two) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&two[name]));
            let differing = one.lines().zip(two.lines()).find(|(a, b)| a != b);
            panic!("{name} differs: {differing:?}");
        }
    }
}

const SITES: &str = "\
site,teams,settings,pupils,region,imd_score,minority_ethnic_pct,emotional_disorder_pct,\
spend_per_child_gbp,in_contact_pct,closed_before_treatment_pct,wait_second_contact_days
Alpha,1,6,1500,London,25.0,30.0,3.8,70,3.0,30,55
Beta,1,8,2500,North East and Yorkshire,31.0,8.0,3.9,60,4.1,42,48
Gamma,2,10,4000,South West,15.0,6.0,3.3,,2.6,,
";

const SETTINGS: &str = "\
site,setting,phase,pupils,deprivation_fifth
Alpha,Primary 1,primary,210,4
Alpha,Primary 2,primary,340,5
Alpha,Secondary,secondary,950,3
";

const TINY: &str = "\
name = \"tiny\"

[time]
start = 2018-07-01
teams_start = 2019-01-07
measure_from = 2019-01-01
end = 2019-12-31

[run]
worlds = 0
replicates = 2
seed = 7

[sites]
file = \"sites.csv\"
settings = \"settings.csv\"
";
