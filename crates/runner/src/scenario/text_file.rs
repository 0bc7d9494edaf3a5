//! Reading a text file that a user wrote.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::problem::{Location, Problems};

/// A text file: its name as the user would write it, and its text without a byte order mark.
#[derive(Clone, Debug)]
pub(super) struct TextFile {
    pub(super) path: PathBuf,
    pub(super) name: Rc<str>,
    pub(super) text: String,
}

impl TextFile {
    /// Reads a file; `named_at` is where the user named it.
    pub(super) fn read(path: &Path, named_at: Option<&Location>) -> Result<Self, Problems> {
        let name: Rc<str> = path.display().to_string().into();
        let mut problems = Problems::default();
        let whole = Location::whole(&name);
        let blame = named_at.unwrap_or(&whole);
        let named = if named_at.is_some() { format!("`{name}` ") } else { String::new() };
        if path.is_dir() {
            problems.add(blame, format!("{named}is a directory, not a file"), "name a file in it");
            return Err(problems);
        }
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                problems.add(
                    blame,
                    format!("{named}does not exist"),
                    "check the name; paths in a scenario are relative to the scenario's folder",
                );
                return Err(problems);
            }
            Err(error) => {
                problems.add(blame, format!("{named}cannot be read: {error}"), "");
                return Err(problems);
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                Ok(Self { path: path.to_owned(), name, text })
            }
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let good = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
                let byte = error.as_bytes()[valid];
                problems.add(
                    &Location::at_offset(&name, &good, valid),
                    format!("is not UTF-8 text: byte {byte:#04x} at offset {valid}"),
                    "save the file as UTF-8 (in Excel: \"CSV UTF-8\")",
                );
                Err(problems)
            }
        }
    }

    /// A path written in this file, relative to its folder.
    pub(super) fn relative(&self, path: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }
}
