//! What can be wrong with a store, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

/// A store that cannot be used as asked. Torn tails are not among these: they are ignored and
/// their runs done again.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The results are of other work than what is asked for.
    #[error(
        "{} holds other work: its {what} is {found}, that of this run is {expected}; \
         choose another directory with --out, or clear what mhst wrote there with --force",
        directory.display()
    )]
    OtherWork {
        /// The store.
        directory: PathBuf,
        /// In what they differ.
        what: &'static str,
        /// What the store says.
        found: String,
        /// What is asked for.
        expected: String,
    },
    /// Written in a format that this program does not know.
    #[error(
        "{} is in format {found} of the store, this program reads format {expected}; \
         read it with the version that wrote it, choose another directory with --out, or clear \
         what mhst wrote there with --force",
        file.display()
    )]
    OtherFormat {
        /// The segment.
        file: PathBuf,
        /// Its format.
        found: u32,
        /// The format of this program.
        expected: u32,
    },
    /// Named like a file of mhst, but not written by it.
    #[error(
        "{} was not written by mhst; move it elsewhere, or choose another directory with --out",
        file.display()
    )]
    NotOurs {
        /// The file.
        file: PathBuf,
    },
    /// Another process is writing here.
    #[error(
        "another mhst is writing to {}; wait until it has finished, or choose another directory \
         with --out",
        directory.display()
    )]
    Locked {
        /// The store.
        directory: PathBuf,
    },
    /// A result that was whole when the store was opened no longer is.
    #[error(
        "{} is damaged at byte {offset}; run the same command again to redo what was lost",
        file.display()
    )]
    Damaged {
        /// The segment.
        file: PathBuf,
        /// Where the frame begins.
        offset: u64,
    },
    /// A result that cannot be written down.
    #[error("a result cannot be encoded: {0}")]
    Encoding(#[from] postcard::Error),
    /// The operating system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
}

impl StoreError {
    /// Says what was tried, on what, in an error of the operating system.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source }
    }
}
