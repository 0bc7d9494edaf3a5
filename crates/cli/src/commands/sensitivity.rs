//! `mhst sensitivity`: which unknown matters, and what it would be worth to know it.

use std::io::{self, Write};

use mhst_core::model::results::Measure;
use mhst_reporter::numbers::percent;
use mhst_reporter::sensitivity::{
    ENOUGH_WORLDS, Explained, Information, Objective, information, sensitivity,
};

use crate::arguments::SensitivityArguments;
use crate::exit::{BadInput, Ending};
use crate::results;
use crate::terminal::numbers::{NOTHING, counted};
use crate::terminal::table::table;
use crate::terminal::text::{self, wrapped};

/// Parameters shown for each result.
const SHOWN: usize = 8;

pub(crate) fn show(arguments: &SensitivityArguments) -> anyhow::Result<Ending> {
    let named = arguments.directory.display();
    let manifest = results::manifest(&arguments.directory, &arguments.directory)?;
    if manifest.amount.worlds == 0 {
        let words = format!(
            "{named} has no plausible worlds, so nothing is known of what matters; add some with \
             `mhst extend {named} --worlds 100`"
        );
        return Err(BadInput(words).into());
    }
    let worlds = results::read_worlds(&arguments.directory)?;
    let explained = sensitivity(&worlds);
    if explained.is_empty() {
        let words = format!(
            "{named} has too few plausible worlds with results, or is a sweep: a run or comparison of \
             {ENOUGH_WORLDS} or more is needed; add some with `mhst extend {named} --worlds 100`"
        );
        return Err(BadInput(words).into());
    }
    let mut out = io::stdout().lock();
    let is_comparison = explained.iter().any(|it| it.subject.is_difference);
    let is_shown = |it: &&Explained| {
        let what = (it.subject.measure, it.subject.statistic);
        Measure::HEADLINES.contains(&what) && it.subject.is_difference == is_comparison
    };
    for it in explained.iter().filter(is_shown) {
        one(&mut out, it)?;
    }
    writeln!(out, "{}\n", wrapped(NOTE, text::width()))?;
    if let Some(objective) = arguments.objective() {
        let Some(found) = information(&worlds, objective) else {
            let words = format!(
                "{named} is no comparison of {ENOUGH_WORLDS} plausible worlds or more in which \
                 `{}` has a value, so there is no choice to value",
                objective.measure.name()
            );
            return Err(BadInput(words).into());
        };
        worth(&mut out, objective, &found)?;
    }
    Ok(Ending::Fine)
}

const NOTE: &str = "\
Share: of the variance over plausible worlds that goes with the parameter alone, corrected for chance,
with its 90 % interval. At low and at high: median in the third of the worlds with the lowest and the
highest values of the parameter. Noise: probability that noise would make any of all parameters look as
strong; above 0.05 call it noise. sensitivity.csv has all parameters and all main results.";

fn one(out: &mut impl Write, explained: &Explained) -> io::Result<()> {
    let subject = &explained.subject;
    let (measure, statistic) = (subject.measure.name(), subject.statistic.name());
    let of = match subject.is_difference {
        true => format!("Difference of point {} from the base: ", subject.point),
        false => String::new(),
    };
    writeln!(out, "\n{of}{measure} ({statistic}), {}\n", counted(explained.worlds, "world"))?;
    let mut table = table(&["parameter", "share of variance", "at low", "at high", "noise"], 1);
    for it in explained.influences.iter().take(SHOWN) {
        let percent = |share: f64| percent(share.max(0.0));
        let range = it.interval.map_or_else(String::new, |(low, high)| {
            format!(" ({}-{})", percent(low), percent(high))
        });
        table.add_row([
            it.parameter.declaration().key.to_owned(),
            format!("{} %{range}", percent(it.share)),
            short(it.at_low),
            short(it.at_high),
            format!("{:.3}", it.noise),
        ]);
    }
    writeln!(out, "{}", table.trim_fmt())
}

/// Four digits.
fn short(value: f64) -> String {
    match value.abs() {
        _ if !value.is_finite() => NOTHING.to_owned(),
        1_000.0.. => format!("{value:.0}"),
        10.0.. => format!("{value:.1}"),
        _ => format!("{value:.3}"),
    }
}

fn worth(out: &mut impl Write, objective: Objective, found: &Information) -> io::Result<()> {
    let unit = objective.measure.unit();
    let Information { options, best, best_in, evpi, worth, worlds } = found;
    let options: Vec<String> =
        options.iter().map(|(point, mean)| format!("point {point}: {}", short(*mean))).collect();
    let lowest = if objective.lower_is_better { "lowest" } else { "highest" };
    let words = format!(
        "The {lowest} mean of {} over {} has point {best} ({}). It is the best in {:.0} % of the worlds. \
         To know everything before the choice would be worth {} {unit} on average (expected value of \
         perfect information; chance counts as information here).",
        objective.measure.name(),
        counted(*worlds, "world"),
        options.join(", "),
        100.0 * best_in,
        short(*evpi),
    );
    writeln!(out, "{}\n", wrapped(&words, text::width()))?;
    let mut table = table(&["to know before choosing", "worth", "standard error"], 1);
    for it in worth.iter().take(SHOWN) {
        table.add_row([
            it.parameter.declaration().key.to_owned(),
            short(it.evppi.corrected()),
            short(it.evppi.standard_error),
        ]);
    }
    writeln!(out, "{}\n", table.trim_fmt())?;
    let note = format!(
        "Worth: expected value of knowing one parameter, in {unit}, less its bias (Strong, Oakley & \
         Brennan 2014). A study is worth doing if it costs less than that, in the same unit."
    );
    writeln!(out, "{}", wrapped(&note, text::width()))
}
