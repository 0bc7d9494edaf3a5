//! `mhst mechanisms --effects`: each mechanism is changed by itself and compared with the
//! scenario; the effects are shown, and written into a page.

use std::io::{self, Write};

use mhst_core::model::mechanisms::MECHANISMS;
use mhst_reporter::comparison::Comparisons;
use mhst_reporter::effects;

use super::page::Page;
use super::simulate::{Options, carry_out};
use crate::arguments::MechanismsArguments;
use crate::exit::Ending;
use crate::plan;
use crate::results::Findings;
use crate::task::Variant;
use crate::terminal::table::table;
use crate::terminal::text;

/// What the table stands below in a page.
const BEGIN: &str = "<!-- effects: written by `mhst mechanisms --effects --into` -->";

pub(super) fn effects(arguments: &MechanismsArguments) -> anyhow::Result<Ending> {
    let page = arguments.into.as_deref().map(|path| Page::read(path, BEGIN)).transpose()?;
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
