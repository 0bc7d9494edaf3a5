//! Every example runs and prints something; `cargo test` builds them beside the tests.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the way to fail")]

use std::path::{Path, PathBuf};
use std::process::Command;

fn names() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let stem = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()
    };
    std::fs::read_dir(folder).unwrap().map(stem).collect()
}

/// Programs of tests are in `deps`, those of examples in `examples` next to it.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let built = test.parent().and_then(Path::parent).unwrap().join("examples").join(name);
    built.with_extension(std::env::consts::EXE_EXTENSION)
}

#[test]
fn every_example_runs() {
    let names = names();
    assert!(names.len() >= 4, "{names:?}");
    for name in names {
        let output = Command::new(program(&name)).output().unwrap_or_else(|error| {
            panic!("{name}: {error}; build the examples with `cargo test -p mhst`")
        });
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty(), "{name} prints nothing");
    }
}

#[test]
fn the_front_page_names_every_example() {
    let front = include_str!("../src/lib.rs");
    for name in names() {
        assert!(front.contains(&format!("`{name}`")), "{name}");
    }
}
