//! `mhst mechanisms --effects`: each mechanism is changed by itself and compared with the
//! scenario; the effects are shown, and written into a page.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use mhst_core::model::mechanisms::MECHANISMS;
use mhst_reporter::comparison::Comparisons;
use mhst_reporter::effects;
use mhst_runner::input::{self, MOST_INPUT_BYTES};

use super::simulate::{Options, carry_out};
use crate::arguments::MechanismsArguments;
use crate::exit::{BadInput, Ending};
use crate::plan;
use crate::results::Findings;
use crate::task::Variant;
use crate::terminal::table::table;
use crate::terminal::text;

/// What the table stands between in a page.
const BEGIN: &str = "<!-- effects: written by `mhst mechanisms --effects --into` -->";
const END: &str = "<!-- end of effects -->";

pub(super) fn effects(arguments: &MechanismsArguments) -> anyhow::Result<Ending> {
    let page = arguments.into.as_deref().map(Page::read).transpose()?;
    let mut plan = plan::plan(arguments.task(trials()))?;
    let options = Options::new(&arguments.execution, plan.directory_called("mechanisms"));
    let finished = carry_out(&mut plan, &options)?;
    let results = &finished.written.results;
    if let Findings::Compare { base, found, .. } = &results.findings {
        if !options.quiet {
            show(found)?;
        }
        match page {
            Some(page) if results.manifest.state.complete => {
                page.write(&effects::markdown(base, plan.work.amount.central, found))?;
            }
            _ => {}
        }
    }
    finished.close(&options, "comparison.csv")
}

/// A variant for each mechanism that can be changed, with the values that change it.
fn trials() -> Vec<Variant> {
    let variant = |mechanism| -> Option<Variant> {
        let name = effects::variant(mechanism)?;
        let (_, values) = mechanism.tried()?;
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        Some(Variant { name, set: values.iter().map(owned).collect() })
    };
    MECHANISMS.iter().filter_map(variant).collect()
}

fn show(found: &Comparisons) -> io::Result<()> {
    let header = effects::header();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut table = table(&header, 2);
    table.set_width(text::columns());
    table.add_rows(effects::rows(found));
    let note = "Differences from the scenario, in paired replicates. Brackets have 95 % intervals, \
                which show simulation chance only.";
    writeln!(
        io::stdout().lock(),
        "\n{}\n\n{}",
        table.trim_fmt(),
        text::wrapped(note, text::width())
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
        let text = input::text(path, MOST_INPUT_BYTES)
            .map_err(|error| BadInput(format!("{shown}: {error}")))?;
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
