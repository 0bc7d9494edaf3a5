//! Where children are, how they move, and the missing middle.

use mhst_core::model::place::Place;

use super::super::about;
use super::super::document::{Block, Figure, Section};
use super::super::time::{marks, time_axis};
use super::super::words::Words;
use super::{Results, flows, need};
use crate::chart::{Axis, Bounds, Caption, Format, Ink, Layer, Stacked, day};

pub(super) fn section(results: Results<'_>) -> Section {
    let moves = &results.series().flows;
    let title = "Where children are, and how they move".to_owned();
    let nobody_moves = moves.count(|_, _, _| true) == 0.0;
    if nobody_moves && results.series().places.averages().next().is_none() {
        let blocks = vec![Block::Paragraph(need::NOBODY.into())];
        return Section { id: "children", title, blocks };
    }
    let mut blocks: Vec<Block> = about::of_central(results.facts).into_iter().collect();
    blocks.push(Block::Chart(Figure::of(&places(results))));
    if !results.facts.timeline.is_empty() {
        blocks.push(Block::Paragraph(
            Words::from("Letters mark dates on which inputs change. They are ")
                .and(Words::link("listed below", "differences"))
                .and("."),
        ));
    }
    blocks.push(Block::Chart(Figure::of(&flows::journey(moves))));
    blocks.push(Block::Chart(Figure::of(&flows::missing_middle(moves))));
    Section { id: "children", title, blocks }
}

/// What is drawn as one layer: a name, its ink and its places.
const LAYERS: [(&str, Ink, &[Place]); 7] = [
    (
        "In help",
        Ink::TEAL,
        &[Place::InIntervention, Place::InSpecialist, Place::SettingHelps, Place::HelpedElsewhere],
    ),
    (
        "Waiting for the team",
        Ink::NAVY,
        &[
            Place::InReferral,
            Place::WaitingAssessment,
            Place::WaitingIntervention,
            Place::Interrupted,
        ],
    ),
    (
        "Waiting for the specialist service",
        Ink::nth(6),
        &[Place::Bridged, Place::WaitingSpecialistFirst, Place::WaitingSpecialistSecond],
    ),
    ("Setting's support only", Ink::nth(7), &[Place::HeldBySetting]),
    ("With nobody: missing middle", Ink::PLUM, &[Place::MissingMiddle]),
    (
        "With nobody: out of scope, disengaged, after help",
        Ink::ORANGE,
        &[Place::OutOfScope, Place::Disengaged, Place::AfterHelp],
    ),
    ("Not recognised", Ink::LILAC, &[Place::Unrecognised]),
];

/// Children in need by place, month by month.
fn places(results: Results<'_>) -> Stacked {
    let months: Vec<_> = results.series().places.averages().collect();
    let layer = |(name, ink, places): &(&str, Ink, &[Place])| Layer {
        name: (*name).to_owned(),
        ink: *ink,
        values: months
            .iter()
            .map(|(_, children)| places.iter().map(|place| children[*place as usize]).sum())
            .collect(),
    };
    let mean = |place: Place| {
        let sum: f64 = months.iter().map(|(_, children)| children[place as usize]).sum();
        sum / months.len().max(1) as f64
    };
    Stacked {
        caption: Caption {
            id: "places".to_owned(),
            title: "Children in need, by where they are".to_owned(),
            description: format!(
                "On an average day of the measurement window, {} children in need were not \
                 recognised, {} had only their setting's support, and {} were with nobody in the \
                 missing middle. The main results count the missing middle by true severity instead: \
                 children who are known and not in help, wherever they are.",
                Format::Whole.value(mean(Place::Unrecognised)),
                Format::Whole.value(mean(Place::HeldBySetting)),
                Format::Whole.value(mean(Place::MissingMiddle)),
            ),
        },
        x: time_axis(),
        y: Axis {
            label: "Children in need, monthly average".to_owned(),
            format: Format::Whole,
            bounds: Bounds::FromZero,
        },
        at: months.iter().map(|(month, _)| day(month.first_day())).collect(),
        layers: LAYERS.iter().map(layer).collect(),
        marks: marks(results.facts, results.facts.dates.measured_from),
    }
}
