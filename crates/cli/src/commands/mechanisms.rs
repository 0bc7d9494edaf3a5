//! `mhst mechanisms`: what the model is made of, where it is written and what switches it off.

use std::io::{self, Write};

use comfy_table::ColumnConstraint;
use mhst_core::model::mechanisms::MECHANISMS;
use mhst_core::model::parameters::Parameter;

use super::effects;
use crate::arguments::MechanismsArguments;
use crate::exit::{BadInput, Ending};
use crate::terminal::table::table;

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
    writeln!(
        stdout,
        "Files are in crates/core/src/model; the description of each is in docs/model.md. A dash is \
         part\nof the structure. Some have more values to switch off: `mhst parameters` has them by \
         group."
    )?;
    Ok(Ending::Fine)
}
