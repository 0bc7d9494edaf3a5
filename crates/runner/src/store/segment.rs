//! One file of the store: a header, then frames, written by one process and never changed
//! afterwards.
//!
//! ```text
//! "mhststor" | format u32 | header frame | frame | frame | ...
//! ```

use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::frame::{self, Key, Kind, PREFIX};
use crate::input;

/// How every segment begins.
pub(crate) const MAGIC: [u8; 8] = *b"mhststor";
/// The format that this program writes and reads.
pub(super) const FORMAT: u32 = 4;
/// Bytes before the header's frame.
const LEAD: usize = MAGIC.len() + 4;

/// The work that the results belong to. Results of different identities are never mixed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Identity {
    /// Version of the program that ran them.
    pub program: String,
    /// Hash of the scenario, or of the whole design.
    pub work: String,
    /// Checksum of what a result consists of, so that a result is never read with the wrong names.
    pub layout: u32,
}

/// Where a frame lies in its segment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Span {
    pub(super) offset: u64,
    /// Prefix included.
    pub(super) length: u64,
}

/// What a segment was found to hold.
#[derive(Debug)]
pub(super) struct Scan {
    /// `None` if the header is not complete: the segment then holds nothing.
    pub(super) identity: Option<Identity>,
    pub(super) frames: Vec<(Key, Kind, Span)>,
    /// Where the valid part ends.
    pub(super) valid: u64,
    /// Length of the file.
    pub(super) length: u64,
}

/// Reads a segment up to the first frame that is not whole.
pub(super) fn scan(path: &Path) -> Result<Scan, StoreError> {
    let file = input::open(path).map_err(StoreError::io("open", path))?;
    let length = file.metadata().map_err(StoreError::io("read", path))?.len();
    let mut reader = Reader { file: BufReader::with_capacity(1 << 16, file), path, at: 0, length };
    let mut scan = Scan { identity: None, frames: Vec::new(), valid: 0, length };
    let mut body = Vec::new();

    let mut magic = [0; MAGIC.len()];
    let there = length.min(MAGIC.len() as u64) as usize;
    reader.fill(&mut magic[..there])?;
    if magic[..there] != MAGIC[..there] {
        return Err(StoreError::NotOurs { file: path.to_owned() });
    }
    if length < LEAD as u64 {
        return Ok(scan);
    }
    let mut format = [0; 4];
    reader.fill(&mut format)?;
    let format = u32::from_le_bytes(format);
    if format != FORMAT {
        return Err(StoreError::OtherFormat {
            file: path.to_owned(),
            found: format,
            expected: FORMAT,
        });
    }
    if !reader.frame(&mut body)? {
        return Ok(scan);
    }
    let Ok(identity) = postcard::from_bytes(&body) else { return Ok(scan) };
    scan.identity = Some(identity);
    scan.valid = reader.at;
    while reader.frame(&mut body)? {
        let Some((key, kind, _)) = frame::opened(&body) else { break };
        let span = Span { offset: scan.valid, length: reader.at - scan.valid };
        scan.frames.push((key, kind, span));
        scan.valid = reader.at;
    }
    Ok(scan)
}

/// Reads forward and knows where it is.
struct Reader<'a> {
    file: BufReader<File>,
    path: &'a Path,
    at: u64,
    length: u64,
}

impl Reader<'_> {
    fn fill(&mut self, buffer: &mut [u8]) -> Result<(), StoreError> {
        self.file.read_exact(buffer).map_err(StoreError::io("read", self.path))?;
        self.at += buffer.len() as u64;
        Ok(())
    }

    /// The body of the next frame; false where there is no whole one.
    fn frame(&mut self, body: &mut Vec<u8>) -> Result<bool, StoreError> {
        let left = self.length - self.at;
        if left < PREFIX as u64 {
            return Ok(false);
        }
        let mut prefix = [0; PREFIX];
        self.fill(&mut prefix)?;
        let (length, demanded) = frame::announced(prefix);
        let bytes = u32::from_le_bytes(length);
        if u64::from(bytes) > left - PREFIX as u64 {
            return Ok(false);
        }
        body.resize(bytes as usize, 0);
        self.fill(body)?;
        Ok(frame::checksum(length, body) == demanded)
    }
}

/// The payload and kind of the frame at `span`, checked again.
pub(super) fn read<T>(
    file: &File,
    path: &Path,
    span: Span,
    take: impl FnOnce(&Key, Kind, &[u8]) -> Option<T>,
) -> Result<T, StoreError> {
    let damaged = || StoreError::Damaged { file: path.to_owned(), offset: span.offset };
    let mut bytes = vec![0; usize::try_from(span.length).map_err(|_| damaged())?];
    let mut file = file;
    file.seek(SeekFrom::Start(span.offset))
        .and_then(|_| file.read_exact(&mut bytes))
        .map_err(StoreError::io("read", path))?;
    let (prefix, body) = bytes.split_first_chunk::<PREFIX>().ok_or_else(damaged)?;
    let (length, demanded) = frame::announced(*prefix);
    if frame::checksum(length, body) != demanded {
        return Err(damaged());
    }
    let (key, kind, payload) = frame::opened(body).ok_or_else(damaged)?;
    take(&key, kind, payload).ok_or_else(damaged)
}

/// The segment to which this process appends.
#[derive(Debug)]
pub(super) struct Writer {
    file: File,
    path: PathBuf,
    end: u64,
}

impl Writer {
    /// Begins a new segment; it must not exist.
    pub(super) fn create(path: PathBuf, identity: &Identity) -> Result<Self, StoreError> {
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .map_err(StoreError::io("create", &path))?;
        let mut lead = MAGIC.to_vec();
        lead.extend_from_slice(&FORMAT.to_le_bytes());
        lead.extend(frame::sealed(postcard::to_stdvec(identity)?)?);
        let mut writer = Self { file, path, end: 0 };
        writer.append(&lead)?;
        Ok(writer)
    }

    /// Appends `bytes` in one write. After an error the segment must not be appended to.
    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<Span, StoreError> {
        self.file.write_all(bytes).map_err(StoreError::io("write to", &self.path))?;
        let span = Span { offset: self.end, length: bytes.len() as u64 };
        self.end += span.length;
        Ok(span)
    }

    /// Waits until everything is on the disk.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        self.file.sync_data().map_err(StoreError::io("write to", &self.path))
    }
}
