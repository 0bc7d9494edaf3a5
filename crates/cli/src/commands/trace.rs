//! `mhst trace`: the case histories of some children or practitioners of a run.

use std::io::{self, Write};

use anyhow::Context;
use mhst_core::model::plan::WorldPlan;
use mhst_core::model::prepared::PreparedWorld;
use mhst_core::model::results::EpisodeRecord;
use mhst_core::model::trace::{
    Drawn, RosterEntry, Trace, Watch, draw_children, draw_practitioners,
};
use mhst_reporter::case_history::{self, CaseHistory};
use mhst_runner::scenario::{Edits, Scenario};

use crate::arguments::{HistoryFormat, TraceArguments};
use crate::exit::{BadInput, Ending};
use crate::terminal::numbers::{counted, grouped};
use crate::terminal::text;

/// Case histories written where no number is given.
const CASE_HISTORIES: usize = 3;

pub(crate) fn trace(arguments: &TraceArguments) -> anyhow::Result<Ending> {
    let edits = Edits {
        set: arguments.set.set.clone(),
        only_sites: arguments.site.clone().map(|site| vec![site]),
        seed: arguments.seed.seed,
        ..Edits::default()
    };
    let scenario = super::load(&arguments.scenario, &edits)?;
    let [site] = scenario.sites.as_slice() else { return Err(which_site(&scenario).into()) };
    let name = site.name.clone();
    let plan = WorldPlan { sites: vec![site.clone()], time: scenario.time };
    let world = PreparedWorld::new(plan)?;
    let run = Run { world, scenario: &scenario, site: name, replicate: arguments.replicate };
    let (records, Trace { roster, .. }) = run.traced(&Watch::default())?;
    let chosen = choose(arguments, &run, &records, &roster)?;
    let (_, trace) = run.traced(&chosen.watch())?;
    let told = tell(&run, &chosen, &trace);
    let mut out = io::stdout().lock();
    match arguments.format {
        HistoryFormat::Json => {
            writeln!(out, "{}", serde_json::to_string_pretty(&told)?)?;
        }
        HistoryFormat::Text => {
            let width = text::width();
            writeln!(out, "{}", case_history::wrapped(&heading(&run, &chosen), width, "", ""))?;
            told.iter().try_for_each(|history| writeln!(out, "{}", history.text(width)))?;
        }
    }
    Ok(Ending::Fine)
}

/// One replicate of one site.
struct Run<'a> {
    world: PreparedWorld,
    scenario: &'a Scenario,
    site: String,
    replicate: u32,
}

impl Run<'_> {
    fn traced(&self, watch: &Watch) -> anyhow::Result<(Vec<EpisodeRecord>, Trace)> {
        let mut sites = self.world.trace(self.scenario.seed, self.replicate.into(), watch)?;
        let (result, trace) = sites.pop().context("a world of one site gave no result")?;
        Ok((result.episodes, trace))
    }
}

/// Whose case histories are written, and how they were found.
struct Chosen {
    children: Vec<(u64, Option<Drawn>)>,
    practitioners: Vec<(RosterEntry, Option<Drawn>)>,
}

impl Chosen {
    fn watch(&self) -> Watch {
        Watch {
            children: self.children.iter().map(|(key, _)| *key).collect(),
            practitioners: self.practitioners.iter().map(|(entry, _)| entry.who.key).collect(),
        }
    }
}

fn which_site(scenario: &Scenario) -> BadInput {
    let mut names: Vec<&str> = scenario.sites.iter().map(|site| site.name.as_str()).collect();
    names.sort_unstable();
    BadInput(format!(
        "{} has {}: choose one with --site, one of: {}",
        scenario.name,
        counted(names.len(), "site"),
        names.join(", ")
    ))
}

fn choose(
    arguments: &TraceArguments,
    run: &Run,
    records: &[EpisodeRecord],
    roster: &[RosterEntry],
) -> Result<Chosen, BadInput> {
    let mut chosen = Chosen { children: Vec::new(), practitioners: Vec::new() };
    let mut children: Vec<u64> = records.iter().map(|record| record.child).collect();
    children.sort_unstable();
    children.dedup();
    for typed in &arguments.child {
        chosen.children.push((found("child", typed, &children, run)?, None));
    }
    let practitioners: Vec<u64> = roster.iter().map(|entry| entry.who.key).collect();
    for typed in &arguments.practitioner {
        let key = found("practitioner", typed, &practitioners, run)?;
        chosen.practitioners.extend(of_roster(roster, key).map(|entry| (entry, None)));
    }
    let named = !chosen.children.is_empty() || !chosen.practitioners.is_empty();
    if named && arguments.sample.is_none() && !arguments.practitioners {
        return Ok(chosen);
    }
    let (time, draw) = (&run.scenario.time, (run.scenario.seed, run.replicate.into()));
    let number = arguments.sample.map_or(CASE_HISTORIES, |number| number as usize);
    if arguments.practitioners {
        for drawn in draw_practitioners(roster, time, draw, number) {
            let entry = of_roster(roster, drawn.key);
            chosen.practitioners.extend(entry.map(|entry| (entry, Some(drawn))));
        }
    } else {
        let drawn = draw_children(records, time, draw, number);
        chosen.children.extend(drawn.into_iter().map(|drawn| (drawn.key, Some(drawn))));
    }
    Ok(chosen)
}

fn of_roster(roster: &[RosterEntry], key: u64) -> Option<RosterEntry> {
    roster.iter().copied().find(|entry| entry.who.key == key)
}

/// The key that was typed, in full or as far as it says which is meant.
fn found(kind: &str, typed: &str, known: &[u64], run: &Run) -> Result<u64, BadInput> {
    let typed = typed.to_lowercase();
    let mut begins = known.iter().filter(|key| format!("{key:016x}").starts_with(&typed));
    match (begins.next(), begins.next()) {
        (Some(&key), None) => Ok(key),
        (first, _) => {
            let some = if first.is_some() { "more than one" } else { "no" };
            let example = known.first().map_or(String::new(), |key| {
                format!(", sixteen hexadecimal digits such as {key:016x}")
            });
            Err(BadInput(format!(
                "--{kind} {typed}: {some} {kind} of {} has a number that starts with this in replicate {} \
                 ({} in all{example}); `mhst trace` with --sample prints some{}",
                run.site,
                run.replicate,
                grouped(known.len() as f64),
                if kind == "child" {
                    ", and the table episodes of `mhst run --episodes` has all"
                } else {
                    ""
                },
            )))
        }
    }
}

fn tell(run: &Run, chosen: &Chosen, trace: &Trace) -> Vec<CaseHistory> {
    let time = &run.scenario.time;
    let children = chosen.children.iter().map(|(key, drawn)| {
        let told = trace.children.get(key).map_or(&[][..], Vec::as_slice);
        let note = drawn.map(|drawn| drawn_from(&drawn, "children"));
        CaseHistory { note, ..case_history::child(&run.site, *key, told, time) }
    });
    let practitioners = chosen.practitioners.iter().map(|(entry, drawn)| {
        let told = trace.practitioners.get(&entry.who.key).map_or(&[][..], Vec::as_slice);
        let note = drawn.map(|drawn| drawn_from(&drawn, "practitioners"));
        CaseHistory { note, ..case_history::practitioner(&run.site, entry, told, time) }
    });
    children.chain(practitioners).collect()
}

fn drawn_from(drawn: &Drawn, who: &str) -> String {
    let (alike, of) = (grouped(drawn.alike as f64), grouped(drawn.of as f64));
    format!("One of {alike} among {of} {who}: {}.", case_history::way(drawn.way))
}

fn heading(run: &Run, chosen: &Chosen) -> String {
    let Scenario { name, seed, time, .. } = run.scenario;
    let (site, replicate) = (&run.site, run.replicate);
    let mut words = format!("{name}, {site}, replicate {replicate}, seed {seed}.");
    let drawn = chosen.children.iter().any(|(_, drawn)| drawn.is_some())
        || chosen.practitioners.iter().any(|(_, drawn)| drawn.is_some());
    if drawn {
        let (from, to) = (time.measure_from.date(), case_history::last_day(time));
        words += &format!(
            " Drawn at random from {from} to {to}, in turn from each type of outcome, so that rare \
             outcomes are shown as often as common ones."
        );
    }
    words
}
