//! How the program ends: exit codes and the last words on an error.

use std::io::{self, Write};
use std::process::ExitCode;

/// How a command came to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ending {
    /// Everything asked for was done.
    Fine,
    /// Some runs failed; the others are there.
    SomeFailed,
    /// Stopped by Ctrl-C; what was finished is there.
    Interrupted,
}

/// Input that cannot be used, found before anything was run. Its words are for the user.
#[derive(Debug)]
pub(crate) struct BadInput(pub(crate) String);

impl std::fmt::Display for BadInput {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for BadInput {}

/// Says what is to be said of an error and gives the exit code: 0 fine, 1 some runs failed or an
/// input/output fault, 2 bad input, 130 interrupted.
pub(crate) fn code(done: anyhow::Result<Ending>) -> ExitCode {
    match done {
        Ok(Ending::Fine) => ExitCode::SUCCESS,
        Ok(Ending::SomeFailed) => ExitCode::from(1),
        Ok(Ending::Interrupted) => ExitCode::from(130),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // If the standard error stream is gone too, nobody is listening.
            let _ = writeln!(io::stderr(), "mhst: {error:#}");
            ExitCode::from(if error.is::<BadInput>() { 2 } else { 1 })
        }
    }
}

/// Whether the reader of our output, such as `head`, has seen enough.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| beneath_csv(cause).kind() == io::ErrorKind::BrokenPipe)
}

/// The error that the writer of CSV met, where it hides one.
fn beneath_csv(error: &io::Error) -> &io::Error {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<csv::Error>()).map(csv::Error::kind)
    {
        Some(csv::ErrorKind::Io(met)) => met,
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_has_its_code() {
        let is = |done, number: u8| {
            assert_eq!(format!("{:?}", code(done)), format!("{:?}", ExitCode::from(number)));
        };
        is(Ok(Ending::Fine), 0);
        is(Ok(Ending::SomeFailed), 1);
        is(Ok(Ending::Interrupted), 130);
        is(Err(anyhow::anyhow!("the disk is full")), 1);
        is(Err(BadInput("no such key".into()).into()), 2);
        let broken = || io::Error::from(io::ErrorKind::BrokenPipe);
        is(Err(broken().into()), 0);
        is(Err(io::Error::from(csv::Error::from(broken())).into()), 0);
        is(Err(io::Error::from(csv::Error::from(io::Error::other("full"))).into()), 1);
    }
}
