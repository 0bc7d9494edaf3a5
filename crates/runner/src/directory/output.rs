//! Files that appear complete or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The state of writing, shared by the writer and the directory.
#[derive(Debug)]
enum State {
    Open,
    Closed,
    Faulty(io::Error),
}

/// A file that is being written under another name. Dropping it closes it; an error in doing so is
/// reported when the directory publishes its files.
#[derive(Debug)]
pub struct OutputFile {
    file: BufWriter<File>,
    state: Arc<Mutex<State>>,
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        let closed = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = match closed {
            Ok(()) => State::Closed,
            Err(error) => State::Faulty(error),
        };
    }
}

/// What the directory keeps of a file until it is published.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) path: PathBuf,
    partial: PathBuf,
    state: Arc<Mutex<State>>,
}

impl Pending {
    pub(super) fn create(path: PathBuf, partial: PathBuf) -> io::Result<(Self, OutputFile)> {
        let file = BufWriter::new(File::create(&partial)?);
        let state = Arc::new(Mutex::new(State::Open));
        let output = OutputFile { file, state: Arc::clone(&state) };
        Ok((Self { path, partial, state }, output))
    }

    /// Whether it was written to its end.
    pub(super) fn check(&self) -> io::Result<()> {
        match &*self.state.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Closed => Ok(()),
            State::Open => Err(io::Error::other("it is still being written")),
            State::Faulty(error) => Err(io::Error::new(error.kind(), error.to_string())),
        }
    }

    pub(super) fn publish(self) -> io::Result<()> {
        fs::rename(self.partial, self.path)
    }

    pub(super) fn discard(self) {
        let _ = fs::remove_file(self.partial);
    }
}
