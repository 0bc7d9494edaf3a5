//! What a report says about the work itself, as the caller knows it.

use jiff::civil::Date;

use crate::spread::Spread;

/// Where the results come from.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Name of the scenario, comparison or design.
    pub name: String,
    /// The same in a sentence; may be empty.
    pub description: String,
    /// Version of the program.
    pub version: String,
    /// Seed of all random numbers.
    pub seed: u64,
    /// Hash of the work.
    pub hash: String,
    /// What was run of each site, and what intervals are over.
    pub spread: Spread,
    /// Sites, in alphabetical order.
    pub sites: Vec<String>,
    /// The command that does it again.
    pub command: String,
    /// The dates of the runs.
    pub dates: Dates,
    /// Whether the teams of any site start in waves.
    pub in_waves: bool,
    /// What changes on a date.
    pub timeline: Vec<Dated>,
    /// Parameters that differ from their defaults.
    pub differences: Vec<Difference>,
    /// How the specialist services were calibrated.
    pub calibrations: Vec<Calibration>,
    /// Where the settings come from.
    pub settings: Settings,
    /// What is known of teams on their first day, by site.
    pub initial: Vec<Initial>,
    /// What is missing, if anything.
    pub missing: Option<Missing>,
    /// What the work may get wrong without an error.
    pub cautions: Vec<Caution>,
}

/// Something that the work may get wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Caution {
    /// File and line.
    pub at: String,
    /// What was found.
    pub what: String,
    /// What it means for the results.
    pub meaning: String,
    /// What to do.
    pub remedy: String,
    /// Whether it is that measurement may begin before the lists of new teams have settled: what is
    /// found of that in the results is said with it.
    pub is_of_new_teams: bool,
}

/// The dates of the runs.
#[derive(Clone, Copy, Debug)]
pub struct Dates {
    /// First day of a run.
    pub start: Date,
    /// First day of the teams.
    pub teams_start: Date,
    /// First day of the measurement window.
    pub measured_from: Date,
    /// The day after the last.
    pub end: Date,
}

/// A value that changes on a date.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Dated {
    /// The date.
    pub on: Date,
    /// Key of the parameter.
    pub key: String,
    /// Its new value.
    pub to: String,
    /// Sites at which it does.
    pub sites: usize,
}

/// A parameter that differs from its default.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The parameter's key.
    pub key: String,
    /// The site it holds for; `None` for all.
    pub site: Option<String>,
    /// The default, or for a site the value of the others.
    pub from: String,
    /// The value.
    pub to: String,
}

/// Where the settings of all sites come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Settings that the user listed.
    pub listed: usize,
    /// Synthetic ones.
    pub synthetic: usize,
}

/// A fact about the teams of a site on their first day.
#[derive(Clone, PartialEq, Debug)]
pub struct Initial {
    /// The site.
    pub site: String,
    /// The key, as in a scenario file.
    pub key: String,
    /// Its value.
    pub number: f64,
}

/// The figures to which the specialist service of a site was calibrated.
#[derive(Clone, PartialEq, Debug)]
pub struct Calibration {
    /// The site.
    pub site: String,
    /// Mean wait to second contact in 2018/19, in days; `None` where none is reported.
    pub wait_days: Option<f64>,
    /// Share of referrals closed before treatment in 2018/19; `None` where none is reported.
    pub closed_share: Option<f64>,
    /// Days that one per cent more referrals add to the mean wait.
    pub one_percent_more_days: f64,
}

/// What is not there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Missing {
    /// Runs asked for.
    pub expected: usize,
    /// Runs that have a result.
    pub finished: usize,
    /// Runs that failed.
    pub failed: usize,
}
