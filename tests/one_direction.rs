//! The files of the command line stand in rooms, and each room uses only those before it.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in their order: a command goes from its arguments to its pages.
const ROOMS: [&str; 11] = [
    "exit",
    "machine",
    "terminal",
    "task",
    "arguments",
    "plan",
    "work",
    "results",
    "pages",
    "commands",
    "main",
];

fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn the_command_line_goes_one_way() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut arrows = 0;
    for file in files(&source) {
        let inside = file.strip_prefix(&source).unwrap();
        let first = inside.iter().next().unwrap().to_str().unwrap();
        let room = first.trim_end_matches(".rs");
        let own = ROOMS.iter().position(|known| *known == room);
        let own = own.unwrap_or_else(|| panic!("{room} is no room: {}", inside.display()));
        let text = fs::read_to_string(&file).unwrap();
        for rest in text.split("crate::").skip(1) {
            let used: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            // Several at once, or a macro: written out, it would be seen.
            let used = ROOMS.iter().position(|known| *known == used);
            let used = used.unwrap_or_else(|| panic!("{}: crate::{rest:.20}", inside.display()));
            assert!(used <= own, "{} uses {}", inside.display(), ROOMS[used]);
            arrows += usize::from(used < own);
        }
    }
    assert!(arrows > 50, "{arrows}");
}
