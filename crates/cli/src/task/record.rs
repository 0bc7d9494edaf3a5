//! What a results directory keeps of the task that it comes from, so that the work can be resumed,
//! extended, or put together from shards.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;
use mhst_reporter::form::Forms;
use mhst_runner::directory;
use mhst_runner::work::{Amount, Work};
use serde::{Deserialize, Serialize};

use super::description::Task;
use crate::exit::BadInput;

/// Where a calibration keeps its rounds.
pub(crate) const ROUNDS: &str = "rounds";

/// The version of this program.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A task and what it stood for when it was given.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Version of the program.
    pub(crate) version: String,
    /// Where it was given: the paths in it are relative to this directory.
    pub(crate) working_directory: PathBuf,
    /// Hash of the work.
    pub(crate) hash: String,
    pub(crate) seed: u64,
    #[serde(flatten)]
    pub(crate) amount: Amount,
    pub(crate) task: Task,
    /// In which forms the large tables are.
    #[serde(default)]
    pub(crate) forms: Forms,
}

impl Record {
    /// The record of a task that is now to be done.
    pub(crate) fn new(task: Task, hash: &str, work: &Work) -> anyhow::Result<Self> {
        let working_directory = env::current_dir().context("cannot tell the current directory")?;
        Ok(Self {
            version: VERSION.to_owned(),
            working_directory,
            hash: hash.to_owned(),
            seed: work.seed,
            amount: work.amount,
            task,
            forms: Forms::default(),
        })
    }

    /// The record that a results directory keeps.
    pub(crate) fn read(directory: &Path) -> anyhow::Result<Self> {
        let shown = directory.display();
        let text = directory::kept_command(directory).map_err(|error| {
            BadInput(match directory.join(ROUNDS).is_dir() {
                true => format!(
                    "{shown} holds a calibration: the `mhst calibrate` that began it goes on with it"
                ),
                false => format!("{shown} holds no results of mhst: {error}"),
            })
        })?;
        serde_json::from_str(&text).map_err(|error| {
            let words = format!(
                "{shown} was written by another version of mhst, whose record of the command this \
                 version cannot read ({error}); use that version, or run the command again with \
                 another --out"
            );
            BadInput(words).into()
        })
    }
}
