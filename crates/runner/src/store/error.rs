//! Errors of a store, and what to do about them.

use std::io;
use std::path::{Path, PathBuf};

/// Why a store cannot be used. Half-written frames are not among these: they are ignored, and their
/// runs are done again.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The results belong to different work.
    #[error(
        "{} holds other work: its {what} is {found}, that of this run is {expected}; \
         choose another directory with --out, or clear what mhst wrote there with --force",
        directory.display()
    )]
    OtherWork {
        /// The store.
        directory: PathBuf,
        /// What differs.
        what: &'static str,
        /// What the store says.
        found: String,
        /// What the command needs.
        expected: String,
    },
    /// Written by a program that stores results in another layout.
    #[error(
        "{} holds the results of another build of mhst, whose measures, places or reasons \
         differ from this one; read them with the build that wrote them, choose another directory \
         with --out, or run the work again with --force",
        directory.display()
    )]
    OtherLayout {
        /// The store.
        directory: PathBuf,
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
    /// A result that was intact when the store was opened is damaged.
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
    /// A result that cannot be encoded.
    #[error("a result cannot be encoded: {0}")]
    Encoding(#[from] postcard::Error),
    /// A result that cannot be compressed.
    #[error("a result cannot be compressed: {0}")]
    Compression(io::Error),
    /// The operating system reported an error.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// The action that failed.
        action: &'static str,
        /// The file or directory.
        path: PathBuf,
        /// The reason.
        source: io::Error,
    },
}

impl StoreError {
    /// Says what was tried, on what, in an error of the operating system.
    pub(crate) fn io<E: Into<io::Error>>(
        action: &'static str,
        path: &Path,
    ) -> impl FnOnce(E) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { action, path, source: source.into() }
    }
}
