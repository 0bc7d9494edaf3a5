//! Who gets help: groups of children beside each other.

use std::collections::BTreeSet;

use mhst_core::model::results::{Dimension, Subgroup};

use super::super::document::{Block, Figure, Section, Table};
use super::super::dots::{PointRow, Points};
use super::super::few;
use super::super::headline as h;
use super::super::words::{Shown, Words};
use super::{Results, need};
use crate::chart::{Bounds, Caption};

const COLUMNS: [(&str, Shown, bool); 7] = [
    ("episodes of need", h::EPISODES, false),
    ("referrals", h::REFERRALS, false),
    ("started", h::STARTED, false),
    ("started within 18 weeks", h::IN_18_WEEKS, true),
    ("helped within a year of onset", h::HELPED_IN_A_YEAR, true),
    ("in help, of days in need", h::IN_HELP, true),
    ("not recognised, of days in need", h::NOT_RECOGNISED, true),
];

/// The dimensions that are shown, with the words for them.
const DIMENSIONS: [(Dimension, &str); 7] = [
    (Dimension::Group, "Group"),
    (Dimension::Phase, "Phase"),
    (Dimension::Problem, "Problem"),
    (Dimension::SeverityBand, "Severity"),
    (Dimension::DeprivationFifth, "Deprivation fifth"),
    (Dimension::SettingKind, "Kind of setting"),
    (Dimension::Coverage, "Coverage"),
];

pub(super) fn section(results: Results<'_>) -> Section {
    let title = "Access by group".to_owned();
    if results.all().interval(&h::IN_HELP).is_none() {
        let blocks = vec![Block::Paragraph(need::NOBODY.into())];
        return Section { id: "access", title, blocks };
    }
    let mut words =
        "A child can be in several groups, or in none. Deprivation fifths are those of the \
         setting; 5 is the most deprived."
            .to_owned();
    if !results.summary().levels(Dimension::Coverage).is_empty() {
        words += " A setting is covered if it has a team at the time of what is counted. An \
            episode counts where it ends, so a child can pass from one to the other.";
    }
    let mut blocks = vec![Block::Paragraph(words.into())];
    if results.all().interval(&h::IN_18_WEEKS).is_some() {
        blocks.push(Block::Chart(started(results)));
    }
    blocks.push(Block::Table(table(results)));
    Section { id: "access", title, blocks }
}

/// The dimensions that these results have, in words, with their levels.
fn dimensions(results: Results<'_>) -> impl Iterator<Item = (&'static str, BTreeSet<Subgroup>)> {
    DIMENSIONS
        .into_iter()
        .map(move |(dimension, words)| (words, results.summary().levels(dimension)))
        .filter(|(_, levels)| !levels.is_empty())
}

/// The share started of every group, with that of everybody as a line.
fn started(results: Results<'_>) -> Figure {
    let all = results.all();
    let row = |subgroup: Subgroup| PointRow {
        name: level(subgroup),
        numbers: all.among(subgroup),
        reference: None,
    };
    let panels = dimensions(results)
        .map(|(words, levels)| (words, levels.into_iter().map(row).collect()))
        .collect();
    let description = Words::from("The line is at ")
        .and(all.ranged(&h::IN_18_WEEKS))
        .and(", the value for all children. This share counts accepted referrals only. It leaves out ")
        .and("children who are never noticed, referred or accepted.");
    Points {
        caption: Caption {
            id: "access-started".to_owned(),
            title: "Started within 18 weeks of referral, by group".to_owned(),
            description: description.text(),
        },
        rows_are: "Children",
        shown: h::IN_18_WEEKS,
        label: "Share of accepted referrals",
        bounds: Bounds::Data,
        line_at: all.interval(&h::IN_18_WEEKS).map(|interval| interval.estimate),
        references_are: None,
        panels,
    }
    .figure()
}

fn table(results: Results<'_>) -> Table {
    let subgroups = dimensions(results).flat_map(|(words, levels)| {
        levels.into_iter().map(move |subgroup| (format!("{words}: {}", level(subgroup)), subgroup))
    });
    let everybody = std::iter::once(("All children".to_owned(), Subgroup::ALL));
    let row = |(name, subgroup): (String, Subgroup)| {
        let numbers = results.all().among(subgroup);
        let cells = COLUMNS.iter().map(|(_, shown, ranged)| numbers.cell(shown, *ranged));
        std::iter::once(Words::from(name)).chain(cells).collect()
    };
    Table {
        id: "access-table".to_owned(),
        caption: format!(
            "Groups of children, with {}; {}",
            results.facts.spread.intervals(),
            few::note()
        ),
        header: std::iter::once("children")
            .chain(COLUMNS.iter().map(|(name, ..)| *name))
            .map(str::to_owned)
            .collect(),
        rows: everybody.chain(subgroups).map(row).collect(),
        text_columns: 1,
        filter: Some("Show groups with"),
    }
}

/// The name of a level, in words.
fn level(subgroup: Subgroup) -> String {
    let name = subgroup.name();
    let level = name.split_once('=').map_or(name.as_str(), |(_, level)| level);
    match level {
        "send" => "SEND".to_owned(),
        "lgbtq" => "LGBTQ+".to_owned(),
        "sixteen_plus" => "16-plus".to_owned(),
        "self_harm" => "self-harm".to_owned(),
        other => other.replace('_', " "),
    }
}
