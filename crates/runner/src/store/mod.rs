//! The store of replicate results: the one place from which every table is derived.
//!
//! A store is a directory of append-only segments. Each finished run is appended at once as one
//! frame with a checksum. A frame that a kill or a full disk leaves half-written is ignored, and
//! its run is done again. A process starts its own segment and never touches an earlier one, so
//! stores can be continued and merged by adding files. Memory holds only an index: a hundred
//! thousand runs take a few megabytes, and results are read back one at a time.

mod detail;
mod error;
mod frame;
mod layout;
mod segment;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::SiteResult;

use crate::input;
use crate::work::Repeat;

pub use detail::Detail;
pub use error::StoreError;
pub use frame::{Frame, Key, Kind, Outcome, ScaledRecognition, SiteCalibration};
pub use layout::layout;
pub use segment::Identity;
pub(crate) use segment::MAGIC;
use segment::{Span, Writer};

const LOCK: &str = "lock";
const PREFIX: &str = "segment-";
const SUFFIX: &str = ".mhst";

/// Where the best record of a run is.
#[derive(Clone, Copy, Debug)]
struct Location {
    segment: u32,
    span: Span,
    kind: Kind,
}

/// The end of a segment that is not whole and was ignored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TornTail {
    /// The segment.
    pub file: PathBuf,
    /// Bytes ignored.
    pub bytes: u64,
}

/// A directory's lock; released when dropped, or by the operating system when the process dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the store in `directory`, which must exist.
    ///
    /// # Errors
    /// If another process has it or the lock file cannot be written.
    pub fn take(directory: &Path) -> Result<Self, StoreError> {
        let path = Self::path(directory);
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(StoreError::io("write to", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => {
                Err(StoreError::Locked { directory: directory.to_owned() })
            }
            Err(TryLockError::Error(source)) => Err(StoreError::io("lock", &path)(source)),
        }
    }

    /// The file that is locked.
    pub(crate) fn path(directory: &Path) -> PathBuf {
        directory.join(LOCK)
    }
}

/// The results of one piece of work.
#[derive(Debug)]
pub struct Store {
    directory: PathBuf,
    identity: Identity,
    index: BTreeMap<Key, Location>,
    segments: Vec<PathBuf>,
    torn: Vec<TornTail>,
    /// The segment of this process and its number, from the first append on.
    writer: Option<(Writer, u32)>,
    next_name: u32,
    _lock: Lock,
}

impl Store {
    /// Opens the store in `directory`, which must exist and be locked; an empty directory is an
    /// empty store.
    ///
    /// # Errors
    /// If it holds the results of other work, is of another format, or cannot be read.
    pub fn open(directory: &Path, identity: Identity, lock: Lock) -> Result<Self, StoreError> {
        let mut store = Self {
            directory: directory.to_owned(),
            identity,
            index: BTreeMap::new(),
            segments: Vec::new(),
            torn: Vec::new(),
            writer: None,
            next_name: 1,
            _lock: lock,
        };
        for (number, path) in segments(directory)? {
            store.next_name = number.saturating_add(1);
            store.take_in(path)?;
        }
        Ok(store)
    }

    /// Whether the store has a result of the run with at least this detail.
    pub fn holds(&self, key: &Key, detail: Detail) -> bool {
        self.index.get(key).is_some_and(|location| location.kind >= Kind::Result(detail))
    }

    /// Runs with a record, including failed runs, in order of point, world, replicate and site.
    pub fn keys(&self) -> impl Iterator<Item = (&Key, Kind)> {
        self.index.iter().map(|(key, location)| (key, location.kind))
    }

    /// What the record of a run holds; `None` if there is none.
    pub fn kind(&self, key: &Key) -> Option<Kind> {
        self.index.get(key).map(|location| location.kind)
    }

    /// Ends of segments that were ignored on opening.
    pub fn torn(&self) -> &[TornTail] {
        &self.torn
    }

    /// Appends a run. A record that is already there stays, unless the new one is fuller: a result
    /// replaces a failure, and a more detailed result replaces a less detailed one.
    ///
    /// # Errors
    /// If it cannot be written. The store remains valid: a half-written frame is ignored.
    pub fn append(&mut self, frame: Frame) -> Result<(), StoreError> {
        if self.index.get(&frame.key).is_some_and(|there| there.kind >= frame.kind) {
            return Ok(());
        }
        let (mut writer, segment) = match self.writer.take() {
            Some(open) => open,
            None => self.begin_segment()?,
        };
        // An error leaves no writer behind, so that nothing can follow half a frame.
        let span = writer.append(&frame.bytes)?;
        self.writer = Some((writer, segment));
        self.index.insert(frame.key, Location { segment, span, kind: frame.kind });
        Ok(())
    }

    /// Waits until everything appended is on the disk.
    ///
    /// # Errors
    /// If the operating system cannot confirm it.
    pub fn sync(&self) -> Result<(), StoreError> {
        self.writer.as_ref().map_or(Ok(()), |(writer, _)| writer.sync())
    }

    /// Adds everything that another store of the same identity holds, by copying its segments.
    ///
    /// # Errors
    /// If a segment cannot be read or copied.
    pub fn adopt(&mut self, other: &Self) -> Result<(), StoreError> {
        for segment in &other.segments {
            let path = self.next_path();
            // Under another name first: a copy that was cut short is no segment.
            let copied = path.with_extension("partial");
            fs::copy(segment, &copied)
                .and_then(|_| fs::rename(&copied, &path))
                .map_err(StoreError::io("copy a segment to", &path))?;
            self.take_in(path)?;
        }
        Ok(())
    }

    /// The outcome of a run; `None` if there is no record of it.
    ///
    /// # Errors
    /// If its segment was damaged or removed after the store was opened.
    pub fn read(&self, key: &Key) -> Result<Option<Outcome>, StoreError> {
        let Some(location) = self.index.get(key) else { return Ok(None) };
        let path = &self.segments[location.segment as usize];
        let file = input::open(path).map_err(StoreError::io("open", path))?;
        segment::read(&file, path, location.span, |found, kind, payload| {
            (found == key).then(|| frame::outcome(kind, payload)).flatten()
        })
        .map(Some)
    }

    /// The results of one replicate at one point, in alphabetical order of sites; those that are
    /// missing or failed are left out.
    ///
    /// # Errors
    /// See [`Store::read`].
    pub fn replicate(
        &self,
        point: u32,
        Repeat { world, replicate }: Repeat,
        sites: &[impl AsRef<str>],
    ) -> Result<Vec<(String, SiteResult)>, StoreError> {
        let mut names: Vec<&str> = sites.iter().map(AsRef::as_ref).collect();
        names.sort_unstable();
        let mut results = Vec::with_capacity(names.len());
        for name in names {
            let key = Key { point, world, replicate, site: name.into() };
            if let Some(Outcome::Finished(result)) = self.read(&key)? {
                results.push((name.to_owned(), *result));
            }
        }
        Ok(results)
    }

    /// How the specialist service of a site was calibrated in the central world; `None` if that was not
    /// done.
    ///
    /// # Errors
    /// See [`Store::read`].
    pub fn calibration(
        &self,
        point: u32,
        site: &str,
    ) -> Result<Option<SiteCalibration>, StoreError> {
        Ok(match self.read(&Key::calibration(point, CENTRAL, site))? {
            Some(Outcome::Calibrated(calibration)) => Some(calibration),
            _ => None,
        })
    }

    fn take_in(&mut self, path: PathBuf) -> Result<(), StoreError> {
        let scan = segment::scan(&path)?;
        if let Some(found) = &scan.identity {
            self.compare(found)?;
        }
        if scan.valid < scan.length {
            self.torn.push(TornTail { file: path.clone(), bytes: scan.length - scan.valid });
        }
        let segment = self.add_segment(path);
        for (key, kind, span) in scan.frames {
            let location = Location { segment, span, kind };
            match self.index.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(location);
                }
                Entry::Occupied(mut entry) if kind > entry.get().kind => {
                    entry.insert(location);
                }
                Entry::Occupied(_) => {}
            }
        }
        Ok(())
    }

    fn compare(&self, found: &Identity) -> Result<(), StoreError> {
        let mine = &self.identity;
        // A difference in layout first: then nothing else about the results can be relied on.
        if found.layout != mine.layout {
            return Err(StoreError::OtherLayout { directory: self.directory.clone() });
        }
        let difference = if found.program != mine.program {
            ("version of mhst", found.program.clone(), mine.program.clone())
        } else if found.work != mine.work {
            ("scenario", found.work.clone(), mine.work.clone())
        } else {
            return Ok(());
        };
        let (what, found, expected) = difference;
        Err(StoreError::OtherWork { directory: self.directory.clone(), what, found, expected })
    }

    fn begin_segment(&mut self) -> Result<(Writer, u32), StoreError> {
        let path = self.next_path();
        let writer = Writer::create(path.clone(), &self.identity)?;
        Ok((writer, self.add_segment(path)))
    }

    fn next_path(&mut self) -> PathBuf {
        let name = format!("{PREFIX}{:06}{SUFFIX}", self.next_name);
        self.next_name = self.next_name.saturating_add(1);
        self.directory.join(name)
    }

    fn add_segment(&mut self, path: PathBuf) -> u32 {
        self.segments.push(path);
        (self.segments.len() - 1) as u32
    }
}

/// The segments in `directory` by their number, in order.
///
/// # Errors
/// If the directory cannot be read.
pub fn segments(directory: &Path) -> Result<Vec<(u32, PathBuf)>, StoreError> {
    let entries = fs::read_dir(directory).map_err(StoreError::io("read", directory))?;
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(StoreError::io("read", directory))?;
        let name = entry.file_name();
        let number = name
            .to_str()
            .and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.parse().ok());
        if let Some(number) = number {
            found.push((number, entry.path()));
        }
    }
    found.sort_unstable();
    Ok(found)
}
