//! A results directory: who owns it, which files in it are mhst's own, and how they are written.
//!
//! ```text
//! results/<name>-<hash>/
//!   summary.csv ... manifest.json run.json     written under another name, renamed when whole
//!   store/
//!     lock                                     held while a process works here
//!     files                                    names of the files above that mhst wrote
//!     command.json                             the command that made it, so that it can resume
//!     segment-000001.mhst ...                  results of the replicates
//! ```

mod output;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub use output::OutputFile;
use output::Pending;

use crate::input::{self, InputError, MOST_INPUT_BYTES};
use crate::store::{self, Identity, Lock, Store, StoreError};

const STORE: &str = "store";
const FILES: &str = "files";
const COMMAND: &str = "command.json";

/// A directory in which this process alone writes.
#[derive(Debug)]
pub struct Directory {
    path: PathBuf,
    /// Files in it that mhst wrote, now or earlier.
    own: BTreeSet<String>,
    pending: Vec<Pending>,
    /// Directories that were created for this work, innermost first; removed again if it writes
    /// nothing.
    made: Vec<PathBuf>,
}

impl Directory {
    /// Claims `path` for the work of `identity`, creates it if needed, and opens its store. With
    /// `overwrite`, mhst's own files there are removed first, and nothing else.
    ///
    /// # Errors
    /// If it holds other work (without `overwrite`), another process writes there, or it cannot be
    /// written.
    pub fn claim(
        path: &Path,
        identity: Identity,
        overwrite: bool,
    ) -> Result<(Self, Store), StoreError> {
        let store_path = path.join(STORE);
        let made = store_path
            .ancestors()
            .take_while(|directory| !directory.as_os_str().is_empty() && !directory.exists())
            .map(Path::to_owned)
            .collect();
        fs::create_dir_all(&store_path).map_err(StoreError::io("create", &store_path))?;
        let lock = Lock::take(&store_path)?;
        let mut directory =
            Self { path: path.to_owned(), own: own_files(&store_path)?, pending: Vec::new(), made };
        if overwrite {
            directory.clear()?;
        }
        let store = Store::open(&store_path, identity, lock)?;
        Ok((directory, store))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the file `name` may be written.
    ///
    /// # Errors
    /// If there is a file of that name that mhst did not write.
    pub fn check_free(&self, name: &str) -> Result<(), StoreError> {
        let path = self.path.join(name);
        match !self.own.contains(name) && path.symlink_metadata().is_ok() {
            true => Err(StoreError::NotOurs { file: path }),
            false => Ok(()),
        }
    }

    /// Starts the file `name`, which appears under that name only with [`Directory::publish`].
    ///
    /// # Errors
    /// If there is a file of that name that mhst did not write, or it cannot be created.
    pub fn create(&mut self, name: &str) -> io::Result<OutputFile> {
        self.check_free(name).map_err(|it| io::Error::new(io::ErrorKind::AlreadyExists, it))?;
        if !self.own.contains(name) {
            self.remember(name)?;
        }
        let path = self.path.join(name);
        let (pending, file) = Pending::create(path, self.path.join(partial(name)))?;
        self.pending.push(pending);
        Ok(file)
    }

    /// Removes the file `name` if mhst wrote it, because it no longer agrees with the other files.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn withdraw(&self, name: &str) -> Result<(), StoreError> {
        if self.own.contains(name) { remove(&self.path.join(name)) } else { Ok(()) }
    }

    /// Stores the command that made this directory, in place of an earlier one.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn keep_command(&self, text: &str) -> Result<(), StoreError> {
        let path = self.path.join(STORE).join(COMMAND);
        let written = self.path.join(STORE).join(partial(COMMAND));
        fs::write(&written, text)
            .and_then(|()| fs::rename(&written, &path))
            .map_err(StoreError::io("write", &path))
    }

    /// Gives the finished files their names, in the order in which they were started.
    ///
    /// # Errors
    /// If one of them could not be written to its end; then none gets its name.
    pub fn publish(&mut self) -> Result<(), StoreError> {
        for pending in &self.pending {
            pending.check().map_err(StoreError::io("write", &pending.path))?;
        }
        self.made.clear();
        for pending in self.pending.drain(..) {
            let path = pending.path.clone();
            pending.publish().map_err(StoreError::io("write", &path))?;
        }
        Ok(())
    }

    /// Notes, before it is there, that the file `name` is mhst's.
    fn remember(&mut self, name: &str) -> io::Result<()> {
        let list = self.path.join(STORE).join(FILES);
        let mut file = OpenOptions::new().create(true).append(true).open(list)?;
        file.write_all(format!("{name}\n").as_bytes())?;
        self.own.insert(name.to_owned());
        Ok(())
    }

    fn clear(&mut self) -> Result<(), StoreError> {
        let store_path = self.path.join(STORE);
        for (_, segment) in store::segments(&store_path)? {
            if is_ours(&segment)? {
                remove(&segment)?;
            }
        }
        for name in std::mem::take(&mut self.own) {
            remove(&self.path.join(partial(&name)))?;
            remove(&self.path.join(name))?;
        }
        remove(&store_path.join(COMMAND))?;
        remove(&store_path.join(FILES))
    }
}

/// The stored command that made the results directory `path`.
///
/// # Errors
/// If there is none, or it cannot be read.
pub fn kept_command(path: &Path) -> Result<String, StoreError> {
    let path = path.join(STORE).join(COMMAND);
    input::text(&path, MOST_INPUT_BYTES).map_err(StoreError::io("read", &path))
}

/// Opens the store of the results directory `path`, which must exist.
///
/// # Errors
/// See [`Directory::claim`].
pub fn open_store(path: &Path, identity: Identity) -> Result<Store, StoreError> {
    let path = path.join(STORE);
    let lock = Lock::take(&path)?;
    Store::open(&path, identity, lock)
}

impl Drop for Directory {
    /// Removes files that were started and never published, and directories created for results
    /// that were never written. Errors cannot be reported here, and the next process copes.
    fn drop(&mut self) {
        for pending in self.pending.drain(..) {
            pending.discard();
        }
        let store_path = self.path.join(STORE);
        let nothing_stored = || store::segments(&store_path).is_ok_and(|found| found.is_empty());
        if !self.made.is_empty() && nothing_stored() {
            for own in [store_path.join(COMMAND), store_path.join(FILES), Lock::path(&store_path)] {
                let _ = remove(&own);
            }
            for directory in &self.made {
                // Refused by the system where somebody else put something there.
                let _ = fs::remove_dir(directory);
            }
        }
    }
}

/// The name under which `name` is written.
fn partial(name: &str) -> String {
    format!(".{name}.partial")
}

/// The files that mhst noted as its own; anything that is no plain name is passed over.
fn own_files(store_path: &Path) -> Result<BTreeSet<String>, StoreError> {
    let list = store_path.join(FILES);
    match input::text(&list, MOST_INPUT_BYTES) {
        Ok(text) => Ok(text
            .lines()
            .filter(|name| Path::new(name).file_name().is_some_and(|last| last == *name))
            .map(str::to_owned)
            .collect()),
        Err(InputError::Missing) => Ok(BTreeSet::new()),
        Err(error) => Err(StoreError::io("read", &list)(error)),
    }
}

/// Whether a file named like a segment is one, or was going to be.
fn is_ours(path: &Path) -> Result<bool, StoreError> {
    let mut start = Vec::new();
    input::open(path)
        .map_err(io::Error::from)
        .and_then(|file| file.take(store::MAGIC.len() as u64).read_to_end(&mut start))
        .map_err(StoreError::io("read", path))?;
    Ok(store::MAGIC.starts_with(&start))
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StoreError::io("remove", path)(error))
        }
        _ => Ok(()),
    }
}
