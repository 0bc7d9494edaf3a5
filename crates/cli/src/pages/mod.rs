//! From results to their report.

mod facts;

use mhst_reporter::pack::{self, File, Work};
use mhst_reporter::report::{Collector, Facts, Format, Report};
use mhst_reporter::warmup::{self, Warning};
use mhst_reporter::{Against, Found, Pass};
use mhst_runner::manifest::Manifest;
use mhst_runner::scenario::Coverage;

use crate::plan::{POINT, Plan, spread};
use crate::results::{Findings, Results, Subject, read_again, read_worlds};

/// What collects for the report of a plan: of a comparison, what is shown of its base.
pub(crate) fn collector(plan: &Plan) -> anyhow::Result<Collector> {
    Ok(Collector::new(facts::window(&plan.resolved)?, &plan.spread()))
}

/// What the report of a finished directory is made of, besides its findings.
pub(crate) fn read(results: &Results) -> anyhow::Result<Found> {
    let Results { manifest, record, store, findings, .. } = results;
    let spread = spread(manifest.amount, &record.task);
    let collector = Collector::new(facts::window(&manifest.resolved)?, &spread);
    let (points, scenario) = match findings {
        Findings::Compare { base, .. } => (vec![POINT], Some(base)),
        Findings::Run => (vec![POINT], Some(&manifest.scenario)),
        Findings::Sweep { points, .. } => {
            (points.points.iter().map(|(point, _)| *point).collect(), None)
        }
    };
    let (sites, task) = (&manifest.sites, &record.task);
    let against = match scenario {
        Some(scenario) => {
            Subject { scenario, sites, task, spread }.against(results.directory.path(), store)?
        }
        None => Against::nothing(spread),
    };
    read_again(Pass::new(None, Some(collector), against), manifest, points, store)
}

/// What figures can be about that the results of a finished directory are held against.
pub(crate) fn coverage(manifest: &Manifest) -> anyhow::Result<Coverage> {
    let (measured_from, measured_until) = facts::measured(&manifest.resolved)?;
    // How many teams a site has is not asked: a team that is not there has no value.
    let sites = manifest.sites.iter().map(|site| (site.clone(), u32::MAX)).collect();
    Ok(Coverage { sites, measured_from, measured_until })
}

/// What the results of a run, or of the base of a comparison, show that they may get wrong, for the
/// terminal.
pub(crate) fn caution(results: &Results, found: &Found) -> anyhow::Result<Option<String>> {
    let Results { manifest, record, store, findings, .. } = results;
    let is_one_scenario = !matches!(findings, Findings::Sweep { .. });
    if !(is_one_scenario && results.is_whole()) {
        return Ok(None);
    }
    let warning = warmup::warning(&facts::facts(manifest, record, store)?, &found.collected);
    let words =
        |Warning { what, meaning, remedy }| format!("Caution: {what}. {meaning}. {remedy}.");
    Ok(warning.map(words))
}

/// The report of results.
pub(crate) fn text(results: &Results, found: &Found, format: Format) -> anyhow::Result<String> {
    let Results { manifest, record, store, .. } = results;
    let facts = facts::facts(manifest, record, store)?;
    Ok(report(results, found, &facts).write(format))
}

fn report(results: &Results, found: &Found, facts: &Facts) -> Report {
    let Results { findings, over_worlds, .. } = results;
    match findings {
        Findings::Run => Report::of_run(facts, found, over_worlds),
        Findings::Compare { base, changed, found: compared } => {
            Report::of_comparison(facts, base, changed, compared, over_worlds, found)
        }
        Findings::Sweep { points, indices, from_base } => {
            Report::of_sweep(facts, points, indices, from_base, found)
        }
    }
}

/// The pack for a paper of results, of which the files `copied` go into it unchanged.
pub(crate) fn pack(
    results: &Results,
    found: &Found,
    copied: &[(&str, &str)],
) -> anyhow::Result<Vec<File>> {
    let Results { manifest, record, store, findings, directory, .. } = results;
    let facts = facts::facts(manifest, record, store)?;
    let worlds = match manifest.amount.worlds {
        0 => None,
        _ => Some(read_worlds(directory.path())?),
    };
    let work = match findings {
        Findings::Run => Work::Run,
        Findings::Compare { base, changed, .. } => Work::Comparison { base, changed },
        Findings::Sweep { points, .. } => {
            Work::Design { axes: &points.axes, points: points.points.len() }
        }
    };
    let report = report(results, found, &facts);
    let card = &found.scorecard;
    let subject = pack::Subject {
        facts: &facts,
        work,
        card,
        worlds: worlds.as_ref(),
        report: &report,
        copied,
    };
    Ok(subject.files())
}
