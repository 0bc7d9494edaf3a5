//! What was found, in files and on the terminal.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use mhst_core::model::knowledge::fit::Fit;
use mhst_reporter::calibration::{Outcome, steps_csv};
use mhst_reporter::numbers::with_hyphen;

use crate::terminal::text::{self, wrapped};

/// The file of the worlds, and of what is said of them.
const WORLDS: &str = "worlds.csv";
const SENTENCES: &str = "calibration.txt";

/// The tables.
const TARGETS: &str = "calibration_targets.csv";
const PARAMETERS: &str = "calibration_parameters.csv";
const STEPS: &str = "calibration_steps.csv";

/// All files.
pub(super) const FILES: [&str; 5] = [WORLDS, SENTENCES, TARGETS, PARAMETERS, STEPS];

/// What was found.
pub(super) struct Found {
    /// The sampler, with the worlds.
    pub(super) fit: Fit,
    /// Keys of the parameters, in the order of their values.
    pub(super) keys: Vec<&'static str>,
    pub(super) outcome: Outcome,
}

impl Found {
    /// Writes the worlds, the targets, the parameters and the steps.
    pub(super) fn write(&self, out: &Path, command: &str) -> anyhow::Result<()> {
        let worlds = out.join(WORLDS);
        let mut text = format!("# Worlds that fit what was reported, made by:\n# {command}\n");
        text += &format!("world,{}\n", self.keys.join(","));
        for (number, it) in (1..).zip(self.fit.spread_out()) {
            let values: Vec<String> = it.values.iter().map(f64::to_string).collect();
            text += &format!("{number},{}\n", values.join(","));
        }
        fs::write(&worlds, text).with_context(|| format!("cannot write {}", worlds.display()))?;
        let create = |name: &str| -> anyhow::Result<Box<dyn Write>> {
            let path = out.join(name);
            let file = fs::File::create(&path)
                .with_context(|| format!("cannot write {}", path.display()))?;
            Ok(Box::new(io::BufWriter::new(file)))
        };
        self.outcome.targets_csv(create(TARGETS)?)?;
        self.outcome.parameters_csv(create(PARAMETERS)?)?;
        steps_csv(self.fit.steps(), create(STEPS)?)?;
        let sentences = self.outcome.sentences().join("\n\n");
        let path = out.join(SENTENCES);
        fs::write(&path, sentences + "\n")
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// Says what was found.
    pub(super) fn show(&self, out: &Path) -> anyhow::Result<()> {
        let (mut stdout, width) = (io::stdout().lock(), text::width());
        for sentence in self.outcome.sentences() {
            writeln!(stdout, "\n{}", wrapped(&with_hyphen(&sentence), width))?;
        }
        let words = format!(
            "The worlds are in {}. To run a scenario in them, name the file in it, by its path from where \
             the scenario is, and ask for no more worlds than it has:",
            out.join(WORLDS).display()
        );
        writeln!(stdout, "\n{}\n", wrapped(&words, width))?;
        writeln!(stdout, "[run]\nworlds = {}", self.fit.followers().len())?;
        writeln!(stdout, "[knowledge]\nfile = \"{WORLDS}\"")?;
        let words = format!("{TARGETS} and {PARAMETERS} have what came before and after.");
        Ok(writeln!(stdout, "\n{}", wrapped(&words, width))?)
    }
}
