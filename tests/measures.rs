//! The list of measures agrees with what the model counts, and `docs/` with the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mhst_core::model::place::{Place, Reason, Spot};
use mhst_core::model::results::{Dimension, FlowKey, Kind, Measure, Subgroup, measured};

use crate::harness::Bench;
use crate::world::{plan, run};

#[test]
fn the_list_in_docs_is_not_stale() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/measures.md");
    let there = fs::read_to_string(docs).unwrap_or_default();
    let now = Bench::new().fine("measures --format markdown").stdout;
    assert!(
        there == now,
        "docs/measures.md is stale: run `cargo run -- measures --format markdown > docs/measures.md`"
    );
}

#[test]
fn every_form_lists_every_measure() {
    let bench = Bench::new();
    for format in ["table", "csv", "json", "markdown"] {
        let text = bench.fine(&format!("measures --format {format}")).stdout;
        for measure in Measure::ALL {
            assert!(text.contains(measure.name()), "{}", measure.name());
        }
    }
}

/// What is counted once for each child is as often as children moved: the measures and the moves
/// are kept apart, so that a child counted twice in one of them shows.
#[test]
fn children_are_counted_as_often_as_they_move() {
    // A new team helps a child again whose start has been counted.
    let same_team = [("moving_on.new_team_assesses", 0.0)];
    let result = run(plan(2, 16_000, &same_team), 1).remove(0);
    let moves = |counts: fn(&FlowKey) -> bool| -> u64 {
        result.flows.iter().filter(|(key, _)| counts(key)).map(|(_, n)| n).sum()
    };
    for (measure, moved) in [
        (measured::Referrals, moves(|key| key.to == Spot::In(Place::InReferral))),
        (
            measured::Started,
            moves(|key| matches!(key.reason, Reason::HelpStarted | Reason::GroupStarted)),
        ),
        (measured::MissingMiddleEntered, moves(|key| key.to == Spot::In(Place::MissingMiddle))),
    ] {
        let name = measure.measure().name();
        assert!(moved > 0, "{name}");
        assert_eq!(result.tallies.count(Subgroup::ALL, measure), Some(moved), "{name}");
    }
}

/// The model counts each measure in the subgroups that its declaration states, so that nothing counted
/// is told from nothing that can be counted.
#[test]
fn the_model_counts_what_the_list_says() {
    // Help is interrupted over the summer where teams close in holidays.
    let closed = [("intervention.sessions_in_holidays", 0.0)];
    let results = run(plan(2, 16_000, &closed), 6);
    for (subgroup, measure) in results[0].tallies.keys() {
        let listed = matches!(subgroup.dimension, Dimension::Year | Dimension::FinancialYear)
            || measure.subgroups().any(|there| there == subgroup);
        assert!(listed, "{} is counted for {}", measure.name(), subgroup.name());
    }
    // And each is counted in usual runs; of shares, those started within so many days once.
    let counted: BTreeSet<&str> =
        results.iter().flat_map(|it| it.tallies.keys()).map(|(_, m)| m.name()).collect();
    for measure in Measure::ALL {
        let follows = matches!(measure.kind(), Kind::StartedWithin(days) if days > 28);
        assert!(follows || counted.contains(measure.name()), "{} is not counted", measure.name());
    }
}
