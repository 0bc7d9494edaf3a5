//! `mhst mechanisms`: what the model is made of, where it is written and what switches it off.

use std::io::{self, Write};

use comfy_table::ColumnConstraint;
use mhst_core::model::mechanisms::MECHANISMS;
use mhst_core::model::parameters::Parameter;

use super::effects;
use crate::arguments::MechanismsArguments;
use crate::exit::{BadInput, Ending};
use crate::terminal::table::table;
use crate::terminal::text;

pub(crate) fn mechanisms(arguments: &MechanismsArguments) -> anyhow::Result<Ending> {
    if arguments.effects {
        return effects::effects(arguments);
    }
    if arguments.needs_effects() {
        let words = "these options mean something only with --effects; add it, or leave them out";
        return Err(BadInput(words.to_owned()).into());
    }
    list()
}

fn list() -> anyhow::Result<Ending> {
    let mut table = table(&["", "mechanism", "file", "parameters", "switched off by"], usize::MAX);
    table.set_width(text::columns());
    if let Some(values) = table.column_mut(4) {
        values.set_constraint(ColumnConstraint::ContentWidth);
    }
    for mechanism in MECHANISMS {
        let number = format!("M{}", mechanism.number);
        let own = |parameter: &Parameter| {
            parameter.declaration().mechanism.split(", ").any(|name| name == number)
        };
        let parameters = Parameter::all().filter(own).count().to_string();
        let off = match mechanism.neutral {
            [] => "-".to_owned(),
            values => {
                let stated = values.iter().map(|(key, value)| format!("{key}={value}"));
                stated.collect::<Vec<_>>().join("\n")
            }
        };
        table.add_row([&number, mechanism.name, mechanism.file, &parameters, &off]);
    }
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "{}\n", table.trim_fmt())?;
    let note = "Files are in crates/core/src/model; docs/model.md describes each mechanism. A dash marks \
                part of the structure, which cannot be switched off. Some have more values to \
                switch off: `mhst parameters` lists them by group.";
    writeln!(stdout, "{}", text::wrapped(note, text::width()))?;
    Ok(Ending::Fine)
}
