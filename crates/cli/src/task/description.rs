//! The description of a simulation that somebody asked for.

use std::path::{Path, PathBuf};

use mhst_reporter::targets::Target;
use mhst_runner::store::Detail;
use mhst_runner::work::{Part, Shard};
use serde::{Deserialize, Serialize};

use super::command_line::CommandLine;
use super::enough::Enough;
use super::level::Level;
use super::target::target;

/// A simulation that somebody asked for, without what changes nothing about its results.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Task {
    pub(crate) subject: Subject,
    /// Keys and the values they are given at every site, as they were typed.
    pub(crate) set: Vec<(String, String)>,
    /// The sites to simulate; all if `None`.
    pub(crate) sites: Option<Vec<String>>,
    /// Plausible worlds; what the file says if `None`.
    pub(crate) worlds: Option<u32>,
    /// Whether plausible worlds are drawn from what is known, whatever list the file names.
    #[serde(default)]
    pub(crate) prior: bool,
    /// The precision that is asked for instead of a number of worlds or replicates.
    #[serde(default, skip_serializing_if = "Enough::is_nothing")]
    pub(crate) enough: Enough,
    /// Level of the intervals; the usual one if `None`.
    pub(crate) interval: Option<Level>,
    /// Targets, as they were typed.
    #[serde(default)]
    pub(crate) targets: Vec<String>,
    /// A file of figures with which results are compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) figures: Option<PathBuf>,
    /// Replicates of each site in each world; what the file says if `None`.
    pub(crate) replicates: Option<u32>,
    /// Seed of all random numbers; what the file says if `None`.
    pub(crate) seed: Option<u64>,
    /// How much of each result is kept.
    pub(crate) detail: Detail,
    /// Whether as much is kept of plausible worlds, and not only what is measured.
    #[serde(default)]
    pub(crate) detailed_worlds: bool,
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

    /// The same with other numbers of worlds and replicates, where they are given.
    pub(crate) fn extended(mut self, worlds: Option<u32>, replicates: Option<u32>) -> Self {
        self.worlds = worlds.or(self.worlds);
        self.replicates = replicates.or(self.replicates);
        self.part.only = None;
        self.enough = Enough::default();
        self
    }

    /// What its results are to reach.
    pub(crate) fn targets(&self) -> Vec<Target> {
        // They were read when they were typed.
        self.targets.iter().filter_map(|text| target(text).ok()).collect()
    }

    /// How much of each result of a plausible world is kept.
    pub(crate) fn detail_of_worlds(&self) -> Detail {
        if self.detailed_worlds { self.detail } else { self.detail.min(Detail::Subgroups) }
    }

    /// What `--worlds` says.
    fn worlds_asked(&self) -> Option<String> {
        match (self.prior, self.worlds) {
            (true, None) => Some("prior".to_owned()),
            (true, Some(worlds)) => Some(format!("prior:{worlds}")),
            (false, worlds) => worlds.map(|worlds| worlds.to_string()),
        }
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
        let line = line
            .set(&self.set)
            .sites(self.sites.as_deref())
            .maybe("--worlds", self.worlds_asked())
            .maybe("--replicates", self.replicates);
        let wanted = self.enough.wanted.iter();
        wanted
            .fold(line, |line, wanted| line.flag("--precision", wanted))
            .maybe("--at-most", self.enough.at_most)
            .maybe("--interval", self.interval.map(Level::percent))
            .each("--target", &self.targets)
            .maybe("--figures", self.figures.as_ref().map(|path| path.display()))
            .maybe("--only-replicate", self.part.only.map(|only| only.replicate))
            .maybe("--only-world", self.part.only.map(|it| it.world).filter(|world| *world > 0))
            .maybe("--seed", self.seed)
            .maybe("--shard", self.part.shard)
            .switch("--calibrate-each", self.calibrate_each)
            .switch("--episodes", self.detail == Detail::Episodes)
            .switch("--detailed-worlds", self.detailed_worlds)
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
            worlds: None,
            prior: false,
            enough: Enough::default(),
            interval: None,
            targets: Vec::new(),
            figures: None,
            replicates: Some(3),
            seed: None,
            detail: Detail::Tables,
            detailed_worlds: false,
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
        let wanted = vec!["referrals:count=5%".parse().unwrap()];
        let enough = Enough { wanted, at_most: Some(50) };
        let run = Subject::Run { scenario: "a.toml".into() };
        let precise = Task { enough, worlds: Some(0), replicates: None, ..task(run) };
        let command = precise.command();
        let expected = " --worlds 0 --precision 'referrals:count=5%' --at-most 50";
        assert!(command.ends_with(expected), "{command}");
        let fixed = precise.extended(None, Some(12)).command();
        assert!(fixed.ends_with(" --worlds 0 --replicates 12"), "{fixed}");
        let each = Task { calibrate_each: true, ..sweep };
        assert!(each.command().contains(" --calibrate-each"), "{}", each.command());
    }
}
