//! The description of a simulation that somebody asked for.

use std::path::{Path, PathBuf};

use mhst_runner::store::Detail;
use mhst_runner::work::{Part, Shard};
use serde::{Deserialize, Serialize};

use super::command_line::CommandLine;

/// A simulation that somebody asked for, without what changes nothing about its results.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Task {
    pub(crate) subject: Subject,
    /// Keys and the values they are given at every site, as they were typed.
    pub(crate) set: Vec<(String, String)>,
    /// The sites to simulate; all if `None`.
    pub(crate) sites: Option<Vec<String>>,
    /// Replicates of each site; what the file says if `None`.
    pub(crate) replicates: Option<u32>,
    /// Seed of all random numbers; what the file says if `None`.
    pub(crate) seed: Option<u64>,
    /// How much of each result is kept.
    pub(crate) detail: Detail,
    /// Whether each scenario or point is calibrated by itself and not as the base.
    pub(crate) calibrate_each: bool,
    /// Which of the runs are asked for.
    pub(crate) part: Part,
}

/// What is simulated.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Subject {
    /// A scenario.
    Run { scenario: PathBuf },
    /// A scenario, and others to compare with it: those of the files first.
    Compare { base: PathBuf, files: Vec<PathBuf>, variants: Vec<Variant> },
    /// A scenario at the points of a design.
    Sweep { design: PathBuf },
}

/// The base of a comparison with other values.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Variant {
    /// Its name in tables.
    pub(crate) name: String,
    /// Keys and values.
    pub(crate) set: Vec<(String, String)>,
}

impl Variant {
    /// A variant that is called by its values.
    pub(crate) fn unnamed(set: Vec<(String, String)>) -> Self {
        Self { name: written(&set), set }
    }

    /// As it is typed.
    pub(crate) fn text(&self) -> String {
        let values = written(&self.set);
        if self.name == values { values } else { format!("{}:{values}", self.name) }
    }
}

/// Keys and values, separated by commas.
fn written(set: &[(String, String)]) -> String {
    let texts: Vec<String> = set.iter().map(|(key, value)| format!("{key}={value}")).collect();
    texts.join(",")
}

impl Task {
    /// The file that it names first.
    pub(crate) fn file(&self) -> &Path {
        match &self.subject {
            Subject::Run { scenario } => scenario,
            Subject::Compare { base, .. } => base,
            Subject::Sweep { design } => design,
        }
    }

    /// The shard of the runs that it does.
    pub(crate) fn shard(&self) -> Option<Shard> {
        self.part.shard
    }

    /// The same with all of the runs.
    pub(crate) fn undivided(mut self) -> Self {
        self.part.shard = None;
        self
    }

    /// The same with another number of replicates.
    pub(crate) fn extended(mut self, replicates: u32) -> Self {
        self.replicates = Some(replicates);
        self.part.replicate = None;
        self
    }

    /// The command that does it.
    pub(crate) fn command(&self) -> String {
        let line = match &self.subject {
            Subject::Run { scenario } => CommandLine::new("run", scenario),
            Subject::Compare { base, files, variants } => {
                let line = CommandLine::new("compare", base);
                let line = files.iter().fold(line, |line, file| line.file(file));
                variants.iter().fold(line, |line, variant| line.flag("--variant", variant.text()))
            }
            Subject::Sweep { design } => CommandLine::new("sweep", design),
        };
        let is_sweep = matches!(self.subject, Subject::Sweep { .. });
        line.set(&self.set)
            .sites(self.sites.as_deref())
            .maybe("--replicates", self.replicates)
            .maybe("--only-replicate", self.part.replicate)
            .maybe("--seed", self.seed)
            .maybe("--shard", self.part.shard)
            .switch("--calibrate-each", self.calibrate_each)
            .switch("--episodes", self.detail == Detail::Episodes)
            .switch("--subgroups", self.detail == Detail::Subgroups)
            .switch("--tables", is_sweep && self.detail == Detail::Tables)
            .text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(subject: Subject) -> Task {
        Task {
            subject,
            set: vec![("team.emhps".into(), "5".into())],
            sites: Some(vec!["Hull, East".into(), "Camden".into()]),
            replicates: Some(3),
            seed: None,
            detail: Detail::Tables,
            calibrate_each: false,
            part: Part::default(),
        }
    }

    #[test]
    fn a_task_is_printed_as_the_command_that_asks_for_it() {
        let run = task(Subject::Run { scenario: "a.toml".into() });
        assert_eq!(
            run.command(),
            "mhst run a.toml --set team.emhps=5 --sites '\"Hull, East\",Camden' --replicates 3"
        );
        let firm = vec![("remit.policy".to_owned(), "firm".to_owned())];
        let compare = Subject::Compare {
            base: "a.toml".into(),
            files: vec!["b c.toml".into()],
            variants: vec![
                Variant::unnamed(firm.clone()),
                Variant { name: "firm".to_owned(), set: firm },
            ],
        };
        let command = Task { sites: None, set: Vec::new(), ..task(compare) }.command();
        assert_eq!(
            command,
            "mhst compare a.toml 'b c.toml' --variant remit.policy=firm \
             --variant firm:remit.policy=firm --replicates 3"
        );
        let sweep = task(Subject::Sweep { design: "d.toml".into() });
        assert!(sweep.command().ends_with(" --replicates 3 --tables"), "{}", sweep.command());
        let each = Task { calibrate_each: true, ..sweep };
        assert!(each.command().contains(" --calibrate-each"), "{}", each.command());
    }
}
