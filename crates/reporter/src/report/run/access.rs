//! Who gets help: groups of children beside each other.

use mhst_core::model::results::{Dimension, Subgroup};

use super::super::document::{Block, Figure, Section, Table};
use super::super::dots::{PointRow, Points};
use super::super::headline as h;
use super::super::words::{Shown, Words};
use super::Results;
use crate::chart::{Bounds, Caption};

const COLUMNS: [(&str, Shown, bool); 5] = [
    ("episodes of need", h::EPISODES, false),
    ("referred", h::REFERRALS, false),
    ("started", h::STARTED, false),
    ("started in 18 weeks", h::IN_18_WEEKS, true),
    ("unmet > 12 weeks", h::UNMET_12_WEEKS, true),
];

/// The dimensions that are shown, with the words for them.
const DIMENSIONS: [(Dimension, &str); 5] = [
    (Dimension::Group, "Group"),
    (Dimension::Phase, "Phase"),
    (Dimension::Problem, "Problem"),
    (Dimension::SeverityBand, "Severity"),
    (Dimension::DeprivationFifth, "Deprivation fifth"),
];

pub(super) fn section(results: Results<'_>) -> Section {
    let blocks = vec![
        Block::Paragraph(
            "A child can be in several groups, or in none. Fifths of deprivation are those of the \
             setting; 5 is the most deprived."
                .into(),
        ),
        Block::Chart(started(results)),
        Block::Table(table(results)),
    ];
    Section { id: "access", title: "Access by group".to_owned(), blocks }
}

/// The share started of every group, with that of everybody as a line.
fn started(results: Results<'_>) -> Figure {
    let all = results.all();
    let row = |subgroup: Subgroup| PointRow {
        name: level(subgroup),
        numbers: all.among(subgroup),
        reference: None,
    };
    let panels =
        DIMENSIONS.map(|(dimension, words)| (words, dimension.levels().map(row).collect()));
    let description = Words::from("Among everybody it is ")
        .and(all.ranged(&h::IN_18_WEEKS))
        .and(", where the line is. It counts accepted referrals only: who is never noticed, referred ")
        .and("or accepted is not in it.");
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
        panels: panels.into(),
    }
    .figure()
}

fn table(results: Results<'_>) -> Table {
    let subgroups = DIMENSIONS.into_iter().flat_map(|(dimension, words)| {
        dimension.levels().map(move |subgroup| (format!("{words}: {}", level(subgroup)), subgroup))
    });
    let everybody = std::iter::once(("Everybody".to_owned(), Subgroup::ALL));
    let row = |(name, subgroup): (String, Subgroup)| {
        let numbers = results.all().among(subgroup);
        let cells = COLUMNS.iter().map(|(_, shown, ranged)| match ranged {
            true => numbers.ranged(shown),
            false => numbers.estimate(shown),
        });
        std::iter::once(Words::from(name)).chain(cells).collect()
    };
    Table {
        id: "access-table".to_owned(),
        caption: "Groups of children, with 95 % intervals".to_owned(),
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
        other => other.replace('_', " "),
    }
}
