//! `mhst mechanisms --effects`: every mechanism is tried against the scenario as it is, and the
//! sizes of the effects are shown, and put into a page.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use mhst_core::model::mechanisms::MECHANISMS;
use mhst_reporter::comparison::Comparisons;
use mhst_reporter::effects;

use super::compare;
use crate::arguments::{Changes, CompareArguments, MechanismsArguments};
use crate::exit::{BadInput, Ending};
use crate::experiment;
use crate::report::Findings;
use crate::terminal::table::table;

/// Width of the table: what is tried is said in words.
const WIDE: u16 = 150;

/// What the table stands between in a page.
const BEGIN: &str = "<!-- effects: written by `mhst mechanisms --effects --into` -->";
const END: &str = "<!-- end of effects -->";

pub(super) fn effects(arguments: &MechanismsArguments) -> anyhow::Result<Ending> {
    let page = arguments.into.as_deref().map(Page::read).transpose()?;
    let (experiment, sides) = compare::experiment(&trials(arguments))?;
    let default = || experiment::default_path("mechanisms", &experiment::short(&experiment.hash));
    let options = arguments.manner.options(default);
    let outcome = experiment::carry_out(&experiment, &options, |directory, store| {
        compare::write(directory, store, &experiment.work, &sides)
    })?;
    if let Findings::Compare { base, found, .. } = &outcome.findings {
        if !options.quiet {
            show(found)?;
        }
        match page {
            Some(page) if outcome.state.complete => {
                page.write(&effects::markdown(base, experiment.work.replicates, found))?;
            }
            _ => {}
        }
    }
    outcome.close(&options, "comparison.csv")
}

/// The comparison in which each mechanism is tried.
fn trials(arguments: &MechanismsArguments) -> CompareArguments {
    let changes = |mechanism| -> Option<Changes> {
        let text = effects::variant(mechanism)?;
        let (_, values) = mechanism.tried()?;
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        Some(Changes { text, set: values.iter().map(owned).collect() })
    };
    CompareArguments {
        base: arguments.scenario.clone(),
        variants: Vec::new(),
        changes: MECHANISMS.iter().filter_map(changes).collect(),
        replicates: arguments.replicates,
        seed: None,
        sites: arguments.sites.clone(),
        set: Vec::new(),
        manner: arguments.manner.clone(),
    }
}

fn show(found: &Comparisons) -> io::Result<()> {
    let header = effects::header();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut table = table(&header, 2);
    table.set_width(WIDE);
    table.add_rows(effects::rows(found));
    writeln!(
        io::stdout().lock(),
        "\n{}\n\nDifferences from the scenario as it is, in pairs; in brackets 95 % intervals, for \
         chance only.",
        table.trim_fmt()
    )
}

/// A page with a place for the table.
struct Page<'a> {
    path: &'a Path,
    before: String,
    after: String,
}

impl<'a> Page<'a> {
    fn read(path: &'a Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let text = fs::read_to_string(path)
            .map_err(|error| BadInput(format!("{shown}: cannot be read: {error}")))?;
        let parts = text.split_once(BEGIN).and_then(|(before, rest)| {
            let (_, after) = rest.split_once(END)?;
            Some((before.to_owned(), after.to_owned()))
        });
        let Some((before, after)) = parts else {
            let words =
                format!("{shown}: has no place for the table: it needs the lines\n{BEGIN}\n{END}");
            return Err(BadInput(words).into());
        };
        Ok(Self { path, before, after })
    }

    fn write(self, table: &str) -> anyhow::Result<()> {
        let Self { path, before, after } = self;
        fs::write(path, format!("{before}{BEGIN}\n{table}{END}{after}"))
            .with_context(|| format!("cannot write {}", path.display()))
    }
}
