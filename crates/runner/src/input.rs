//! Reading files from outside: only regular files, and only up to a stated size, so that a wrong
//! name can neither fill the memory nor wait for ever.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The greatest size of a file that a user writes, in bytes: 64 MiB.
pub const MOST_INPUT_BYTES: u64 = 64 * 1024 * 1024;
/// The greatest size of a file of results that is read in one piece, in bytes: 2 GiB.
pub const MOST_RESULT_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// There is no such file.
    #[error("does not exist")]
    Missing,
    /// It is a directory.
    #[error("is a directory, not a file")]
    Directory,
    /// It is a device, a pipe or a socket.
    #[error("is not a regular file, but a device, a pipe or a socket")]
    Special,
    /// It is too large.
    #[error("is larger than {} MiB, the most that mhst reads", most / 1024 / 1024)]
    TooLarge {
        /// The greatest size, in bytes.
        most: u64,
    },
    /// It is not UTF-8 text.
    #[error("is not UTF-8 text")]
    NotText,
    /// The operating system reported an error.
    #[error("cannot be read: {0}")]
    Io(io::Error),
}

impl From<io::Error> for InputError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Io(error),
        }
    }
}

impl From<InputError> for io::Error {
    fn from(error: InputError) -> Self {
        match error {
            InputError::Missing => Self::new(io::ErrorKind::NotFound, InputError::Missing),
            InputError::Io(error) => error,
            error => Self::other(error),
        }
    }
}

/// Opens a regular file for reading.
///
/// # Errors
/// See [`InputError`].
pub fn open(path: &Path) -> Result<File, InputError> {
    // Opening a pipe would wait for a writer: look first.
    let found = fs::metadata(path)?;
    if found.is_dir() {
        return Err(InputError::Directory);
    }
    if !found.is_file() {
        return Err(InputError::Special);
    }
    Ok(File::open(path)?)
}

/// The bytes of a regular file of up to `most` bytes.
///
/// # Errors
/// See [`InputError`].
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::new();
    // The length that the system states may be wrong, or grow: count what is read.
    let read = open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if read as u64 > most {
        return Err(InputError::TooLarge { most });
    }
    Ok(bytes)
}

/// The text of a regular file of up to `most` bytes.
///
/// # Errors
/// See [`InputError`].
pub fn text(path: &Path, most: u64) -> Result<String, InputError> {
    String::from_utf8(bytes(path, most)?).map_err(|_| InputError::NotText)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_up_to_the_size_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        fs::write(&file, "12345").unwrap();
        assert_eq!(bytes(&file, 5).unwrap(), b"12345");
        let refused = |path: &Path, most| bytes(path, most).unwrap_err().to_string();
        assert_eq!(refused(folder.path(), 5), "is a directory, not a file");
        assert_eq!(refused(&folder.path().join("b.csv"), 5), "does not exist");
        fs::write(&file, vec![b' '; 2 * 1024 * 1024]).unwrap();
        let refused = bytes(&file, 1024 * 1024).unwrap_err().to_string();
        assert_eq!(refused, "is larger than 1 MiB, the most that mhst reads");
        fs::write(&file, b"\xe8").unwrap();
        assert_eq!(text(&file, 5).unwrap_err().to_string(), "is not UTF-8 text");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_refused() {
        let refused = bytes(Path::new("/dev/zero"), 5).unwrap_err().to_string();
        assert_eq!(refused, "is not a regular file, but a device, a pipe or a socket");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_does_not_state_its_size_is_cut_off_at_the_most() {
        // Its length is 0 in the directory.
        let refused = bytes(Path::new("/proc/self/status"), 5).unwrap_err();
        assert!(matches!(refused, InputError::TooLarge { most: 5 }));
    }
}
