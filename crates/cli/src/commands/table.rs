//! `mhst table`: a part of a table of a results directory as CSV.

use std::fs::File;
use std::io;

use anyhow::Context;

use crate::arguments::TableArguments;
use crate::exit::Ending;
use crate::results::{Part, Wanted};

pub(crate) fn table(arguments: &TableArguments) -> anyhow::Result<Ending> {
    let wanted = Wanted {
        sites: arguments.sites.names(),
        variant: arguments.variant.clone(),
        point: arguments.point,
        world: arguments.world,
        replicate: arguments.replicate,
    };
    let part = Part::find(&arguments.directory, &arguments.table, wanted)?;
    match &arguments.out {
        None => part.write(Box::new(io::stdout().lock()))?,
        Some(path) => {
            let file = File::create(path);
            let file = file.with_context(|| format!("cannot write {}", path.display()))?;
            part.write(Box::new(file))?;
        }
    }
    Ok(Ending::Fine)
}
