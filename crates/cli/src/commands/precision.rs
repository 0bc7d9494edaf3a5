//! Running worlds or replicates until what is wanted is known precisely.
//!
//! Values are judged in the order of worlds or replicates, so the number that comes out depends
//! neither on threads nor on how many are run before the next look. What was run beyond that number
//! stays in the store, and is part of nothing else.

use mhst_core::engine::statistics::Verdict;
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{Measure, Statistic};
use mhst_reporter::form::Forms;
use mhst_reporter::precision::of_everybody;
use mhst_reporter::tables::Replicate;
use mhst_runner::store::Store;
use mhst_runner::work::{Repeat, Work};

use super::reached::{Reached, announce};
use crate::plan::{POINT, Plan, Search};
use crate::results::Begun;
use crate::terminal::progress;
use crate::work::{Done, Runner};

/// Runs until the precision is reached, the most is run, or Ctrl-C is pressed; but for the last, the
/// plan has its number then, and what was found of the precision is given back.
pub(super) fn run(
    plan: &mut Plan,
    search: Search,
    (forms, quiet): (Forms, bool),
    begun: &mut Begun,
    runner: &Runner,
) -> anyhow::Result<(Done, Option<Reached>)> {
    let enough = plan.task.enough.clone();
    let wanted: Vec<_> = enough.wanted.iter().map(|it| (it.measure, it.statistic)).collect();
    let mut watch = search.watch(&enough);
    let mut rows = Vec::new();
    let mut done = Done::nothing();
    let is_over_worlds = plan.is_over_worlds();
    let verdict = loop {
        let target = search.next(&watch, runner.threads());
        plan.go_to(target);
        begun.keep_record(plan, forms)?;
        let mut progress = progress::for_terminal(quiet);
        done = done.and(runner.run(&plan.work, &mut begun.store, &mut *progress)?);
        if done.was_interrupted() {
            return Ok((done, None));
        }
        let mut verdict = Verdict::More;
        while verdict == Verdict::More && watch.seen() < target as usize {
            let number = watch.seen() as u32 + 1;
            let row = values(&plan.work, &begun.store, number, &wanted)?;
            verdict = watch.add(&row);
            rows.push(row);
        }
        if verdict != Verdict::More {
            break verdict;
        }
        if !quiet {
            let known: Vec<_> = watch.known().collect();
            announce(&enough, is_over_worlds, watch.seen(), &known)?;
        }
    };
    let (number, is_enough) = match verdict {
        Verdict::Enough(number) => (number, true),
        _ => (search.rule.most, false),
    };
    let mut watch = search.watch(&enough);
    for row in rows.iter().take(number) {
        watch.add(row);
    }
    let known = watch.known().collect();
    let level = search.rule.level;
    plan.settle(u32::try_from(number)?);
    begun.keep_record(plan, forms)?;
    let is_whole_list = search.is_whole_list;
    let reached =
        Reached { enough, is_over_worlds, level, number, is_enough, is_whole_list, known };
    Ok((done, Some(reached)))
}

/// The values of all children in a world, which are means over its replicates, or in a replicate of the
/// central world.
fn values(
    work: &Work,
    store: &Store,
    number: u32,
    wanted: &[(Measure, Statistic)],
) -> anyhow::Result<Vec<Option<f64>>> {
    let repeats: Vec<Repeat> = match work.amount.worlds {
        0 => vec![Repeat::central(number)],
        _ => (1..=work.amount.replicates_in(number))
            .map(|replicate| Repeat { world: number, replicate })
            .collect(),
    };
    debug_assert!(repeats.iter().all(|it| it.world != CENTRAL || work.amount.worlds == 0));
    let (names, expected) = (work.points.sites(0), work.site_names());
    let mut sums = vec![(0.0, 0_u32); wanted.len()];
    for repeat in repeats {
        let results = store.replicate(POINT, repeat, &names)?;
        let number = (repeat.world, repeat.replicate);
        let found = of_everybody(&Replicate::new(POINT, number, &expected, &results), wanted);
        for ((sum, count), value) in sums.iter_mut().zip(found) {
            if let Some(value) = value {
                *sum += value;
                *count += 1;
            }
        }
    }
    let mean = |(sum, count): (f64, u32)| (count > 0).then(|| sum / f64::from(count));
    Ok(sums.into_iter().map(mean).collect())
}
