//! Reading a text file that a user wrote.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::problem::{Location, Problems};
use crate::input::{self, InputError, MOST_INPUT_BYTES};

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
        let bytes = input::bytes(path, MOST_INPUT_BYTES).map_err(|error| {
            let whole = Location::whole(&name);
            let named = if named_at.is_some() { format!("`{name}` ") } else { String::new() };
            let remedy = match error {
                InputError::Missing => {
                    "check the name; paths in a scenario are relative to the scenario's folder"
                }
                InputError::Directory => "name a file in it",
                InputError::Special => "save the data in a file and name that",
                InputError::TooLarge { .. } => {
                    "check that it is the right file; leave out rows that no site needs"
                }
                InputError::NotText | InputError::Io(_) => "check that you may read the file",
            };
            one(named_at.unwrap_or(&whole), format!("{named}{error}"), remedy)
        })?;
        let text = decoded(bytes, &name)?;
        Ok(Self { path: path.to_owned(), name, text })
    }

    /// A path written in this file, relative to its folder.
    pub(super) fn relative(&self, path: &str) -> PathBuf {
        self.path.parent().unwrap_or(Path::new("")).join(path)
    }
}

fn one(at: &Location, what: String, remedy: &str) -> Problems {
    let mut problems = Problems::default();
    problems.add(at, what, remedy);
    problems
}

/// What files that are no text begin with.
const NO_TEXT: [(&[u8], &str, &str); 4] = [
    (
        b"PK\x03\x04",
        "is an Excel workbook (.xlsx) or another zip file, not text",
        "open it in Excel, choose the sheet, and save it as \"CSV UTF-8\"",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "is an Excel workbook (.xls) or another Office file, not text",
        "open it in Excel, choose the sheet, and save it as \"CSV UTF-8\"",
    ),
    (b"\x1f\x8b", "is a compressed file (gzip), not text", "unpack it, and name what is in it"),
    (
        b"%PDF",
        "is a PDF, not text",
        "copy the table into a spreadsheet and save it as \"CSV UTF-8\"",
    ),
];

/// The text of a file in UTF-8, or in UTF-16 with a byte order mark.
fn decoded(bytes: Vec<u8>, name: &Rc<str>) -> Result<String, Problems> {
    const SAVE: &str = "save the file as UTF-8 (in Excel: \"CSV UTF-8\")";
    let whole = Location::whole(name);
    if let Some((_, what, remedy)) = NO_TEXT.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(one(&whole, (*what).to_owned(), remedy));
    }
    let text = if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        utf_16(rest, u16::from_le_bytes, name, SAVE)?
    } else if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        utf_16(rest, u16::from_be_bytes, name, SAVE)?
    } else {
        utf_8(bytes, name, SAVE)?
    };
    match text.find('\0') {
        Some(offset) => {
            let what = "is not text, or is UTF-16 without a byte order mark: it has a zero byte";
            Err(one(&Location::at_offset(name, &text, offset), what.to_owned(), SAVE))
        }
        None => Ok(text),
    }
}

/// The text of a file in UTF-16, without its byte order mark; `unit` reads two bytes.
fn utf_16(
    bytes: &[u8],
    unit: fn([u8; 2]) -> u16,
    name: &Rc<str>,
    remedy: &str,
) -> Result<String, Problems> {
    let (pairs, half) = bytes.as_chunks();
    let mut text = String::with_capacity(pairs.len());
    let damaged = |good: &str, what: String| {
        let what = format!("is damaged UTF-16 text: {what}");
        Err(one(&Location::at_offset(name, good, good.len()), what, remedy))
    };
    for read in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match read {
            Ok(character) => text.push(character),
            Err(error) => {
                let lone = error.unpaired_surrogate();
                return damaged(&text, format!("{lone:#06x} is half a character"));
            }
        }
    }
    if half.is_empty() { Ok(text) } else { damaged(&text, "its last byte is alone".to_owned()) }
}

fn utf_8(bytes: Vec<u8>, name: &Rc<str>, remedy: &str) -> Result<String, Problems> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let good = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
            let byte = error.as_bytes()[valid];
            let at = Location::at_offset(name, &good, valid);
            Err(one(&at, format!("is not UTF-8 text: byte {byte:#04x} at offset {valid}"), remedy))
        }
    }
}
