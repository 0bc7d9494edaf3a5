//! Running worlds or replicates until what is wanted is known precisely.
//!
//! Values are judged in the order of worlds or replicates, so the number that comes out depends
//! neither on threads nor on how many are run before the next look. What was run beyond that number
//! stays in the store, and is part of nothing else. In a comparison what is judged is the paired difference of
//! each variant from the base.

use mhst_core::engine::statistics::Verdict;
use mhst_core::model::knowledge::CENTRAL;
use mhst_core::model::results::{Measure, Statistic};
use mhst_reporter::form::Forms;
use mhst_reporter::precision::of_everybody;
use mhst_reporter::tables::Replicate;
use mhst_runner::store::Store;
use mhst_runner::work::{Repeat, Work};

use super::reached::{Reached, announce};
use crate::plan::{Plan, Search};
use crate::results::Begun;
use crate::task::{Enough, Wanted};
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
    let variants: Vec<(u32, String)> =
        plan.variants().into_iter().map(|(point, name)| (point, name.to_owned())).collect();
    let names = names(&enough, &variants);
    let of = variants.len().max(1);
    let mut watch = search.watch(&enough, of);
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
            let row = row(&plan.work, &begun.store, number, &wanted, &variants)?;
            verdict = watch.add(&row);
            rows.push(row);
        }
        if verdict != Verdict::More {
            break verdict;
        }
        if !quiet {
            let known: Vec<_> = watch.known().collect();
            announce(&names, is_over_worlds, watch.seen(), &known)?;
        }
    };
    let (number, is_enough) = match verdict {
        Verdict::Enough(number) => (number, true),
        _ => (search.rule.most, false),
    };
    let mut watch = search.watch(&enough, of);
    for row in rows.iter().take(number) {
        watch.add(row);
    }
    let known = watch.known().collect();
    let level = search.rule.level;
    plan.settle(u32::try_from(number)?);
    begun.keep_record(plan, forms)?;
    let is_whole_list = search.is_whole_list;
    let reached = Reached { names, is_over_worlds, level, number, is_enough, is_whole_list, known };
    Ok((done, Some(reached)))
}

/// What is judged, in words: each number, or that of each variant less the base.
fn names(enough: &Enough, variants: &[(u32, String)]) -> Vec<String> {
    let wanted = || enough.wanted.iter().map(Wanted::name);
    match variants {
        [] => wanted().collect(),
        variants => {
            let of = |(_, variant): &(u32, String)| {
                let variant = variant.clone();
                wanted().map(move |name| format!("{name} of {variant} less the base"))
            };
            variants.iter().flat_map(of).collect()
        }
    }
}

/// What is judged of a world, as means over its replicates, or of a replicate of the central world: the
/// values of all children, or how far each variant differs from the base in the pairs that both have.
fn row(
    work: &Work,
    store: &Store,
    number: u32,
    wanted: &[(Measure, Statistic)],
    variants: &[(u32, String)],
) -> anyhow::Result<Vec<Option<f64>>> {
    let repeats: Vec<Repeat> = match work.amount.worlds {
        0 => vec![Repeat::central(number)],
        _ => (1..=work.amount.replicates_in(number))
            .map(|replicate| Repeat { world: number, replicate })
            .collect(),
    };
    debug_assert!(repeats.iter().all(|it| it.world != CENTRAL || work.amount.worlds == 0));
    let expected = work.site_names();
    let of_point = |position: usize, repeat: Repeat| -> anyhow::Result<Vec<Option<f64>>> {
        let point = work.points.number(position);
        let results = store.replicate(point, repeat, &work.points.sites(position))?;
        let number = (repeat.world, repeat.replicate);
        Ok(of_everybody(&Replicate::new(point, number, &expected, &results), wanted))
    };
    let mut sums = vec![(0.0, 0_u32); wanted.len() * variants.len().max(1)];
    for repeat in repeats {
        let base = of_point(0, repeat)?;
        let mut found = Vec::new();
        for (point, _) in variants {
            let pairs = of_point(*point as usize, repeat)?.into_iter().zip(&base);
            found.extend(pairs.map(|(variant, base)| Some(variant? - (*base)?)));
        }
        let found = if variants.is_empty() { base } else { found };
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
