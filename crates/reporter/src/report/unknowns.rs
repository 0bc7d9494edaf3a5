//! What plausible worlds say: which targets are met in how many of them, and with which parameters results
//! vary.

use mhst_core::model::results::Measure;

use super::document::{Block, Figure, Section, Table};
use super::headline as h;
use super::words::{Shown, Words};
use crate::chart::{Axis, Bounds, Caption, Dots, Estimate, Format, Panel, Row};
use crate::numbers::{counted, percent};
use crate::sensitivity::{ENOUGH_WORLDS, Explained, Influence};
use crate::spread::Spread;
use crate::targets::Met;

/// Parameters shown for each result.
const SHOWN: usize = 8;

/// The section on the headline measures of a point; `None` where no plausible worlds were run. Of the
/// points of a comparison those are the variants, and what is explained is their difference from the
/// base.
pub(crate) fn section(
    spread: &Spread,
    explained: &[Explained],
    name: impl Fn(u32) -> Option<String>,
) -> Option<Section> {
    if !spread.is_over_worlds() {
        return None;
    }
    let title = "Which unknown matters".to_owned();
    let headlines: Vec<&Explained> = explained.iter().filter(|it| is_headline(it)).collect();
    let comparison = headlines.iter().any(|it| it.subject.is_difference);
    let shown: Vec<&Explained> =
        headlines.into_iter().filter(|it| it.subject.is_difference == comparison).collect();
    if shown.is_empty() {
        let text = format!("It takes {ENOUGH_WORLDS} plausible worlds at least to say.");
        let blocks = vec![Block::Paragraph(text.into())];
        return Some(Section { id: "unknowns", title, blocks });
    }
    let what = if comparison { "differences from the base" } else { "results" };
    let mut blocks = vec![Block::Paragraph(
        format!(
            "Plausible worlds differ in everything that is not known. The charts show the parameters with \
             which the {what} differ most between worlds where they are low and worlds where they are \
             high: evidence on these would narrow the intervals most. Each share is that of the variance \
             over worlds that goes with one parameter alone. All parameters and measures are in \
             sensitivity.csv."
        )
        .into(),
    )];
    let mut point = None;
    for (number, it) in (1..).zip(&shown) {
        if point != Some(it.subject.point) {
            point = Some(it.subject.point);
            blocks.extend(name(it.subject.point).map(Block::Heading));
        }
        blocks.push(Block::Chart(tornado(it, number)));
    }
    Some(Section { id: "unknowns", title, blocks })
}

/// In how many worlds each target is met; nothing where there are no targets. Points of a comparison
/// have names.
pub(crate) fn targets(met: &[Met], name: impl Fn(u32) -> Option<String>) -> Vec<Block> {
    let line = |it: &Met| {
        let Some((probability, (low, high))) = it.probability() else {
            return Words::from(format!("{}: no world has a value.", it.target));
        };
        let of = name(it.point).map(|name| Words::strong(format!("{name}: ")));
        of.unwrap_or_default().and(Words::code(it.target.to_string())).and(format!(
            " is met in {} of {} plausible worlds: a probability of {} % ({} to {}).",
            it.met,
            it.worlds,
            percent(probability),
            percent(low),
            percent(high)
        ))
    };
    if met.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading("Is the target met?".to_owned());
    vec![heading, Block::List(met.iter().map(line).collect())]
}

fn is_headline(explained: &Explained) -> bool {
    Measure::HEADLINES.contains(&(explained.subject.measure, explained.subject.statistic))
}

fn row_of(explained: &Explained) -> Option<&'static (&'static str, Shown)> {
    let Explained { subject, .. } = explained;
    h::ROWS
        .iter()
        .find(|(_, it)| (it.measure, it.statistic) == (subject.measure, subject.statistic))
}

/// The medians of a result where a parameter is low and where it is high.
fn tornado(explained: &Explained, number: usize) -> Figure {
    let (name, format) =
        row_of(explained).map_or(("", Format::Whole), |(name, shown)| (*name, shown.format));
    let format = match format {
        Format::Whole => Format::Decimal(0),
        other => other,
    };
    let strongest = || explained.influences.iter().take(SHOWN);
    let row = |it: &Influence| Row {
        name: it.parameter.declaration().key.to_owned(),
        estimate: Estimate::exact(it.at_high),
        reference: Some(it.at_low),
        note: String::new(),
    };
    let what = if explained.subject.is_difference { "difference in " } else { "" };
    let caption = Caption {
        id: format!("unknowns-{number}"),
        title: match explained.subject.is_difference {
            true => format!("What the difference depends on: {name}"),
            false => format!("What it depends on: {name}"),
        },
        description: told(explained),
    };
    let chart = Dots {
        caption: caption.clone(),
        rows_are: "Parameter".to_owned(),
        references_are: Some("third of the worlds with the lowest values".to_owned()),
        panels: vec![Panel {
            name: String::new(),
            axis: Axis {
                label: format!("Median {what}in the third with the highest values"),
                format,
                bounds: Bounds::Data,
            },
            line_at: None,
            rows: strongest().map(row).collect(),
        }],
    };
    let cells = |it: &Influence| {
        vec![
            Words::code(it.parameter.declaration().key),
            it.parameter.declaration().meaning.into(),
            share(it).into(),
            format.value(it.at_low).into(),
            format.value(it.at_high).into(),
            if it.is_beyond_noise() { "no" } else { "yes" }.into(),
        ]
    };
    let table = Table {
        id: format!("{}-table", caption.id),
        caption: caption.title.clone(),
        header: ["parameter", "meaning", "share of variance", "at low", "at high", "may be noise"]
            .map(str::to_owned)
            .into(),
        rows: strongest().map(cells).collect(),
        text_columns: 2,
        filter: None,
    };
    Figure { table, ..Figure::of(&chart) }
}

fn share(it: &Influence) -> String {
    let percent = |share: f64| percent(share.clamp(0.0, 1.0));
    match it.interval {
        Some((low, high)) => {
            format!("{} % ({} to {})", percent(it.share), percent(low), percent(high))
        }
        None => format!("{} %", percent(it.share)),
    }
}

/// Which parameters can be told from noise, in a sentence.
fn told(explained: &Explained) -> String {
    let beyond: Vec<&Influence> =
        explained.influences.iter().filter(|it| it.is_beyond_noise()).collect();
    let worlds = counted(explained.worlds, "world");
    if beyond.is_empty() {
        return format!(
            "Over {worlds} no parameter can be told from noise by itself: many matter a little, or it \
             takes more worlds."
        );
    }
    let names: Vec<String> = beyond
        .iter()
        .take(SHOWN)
        .map(|it| format!("{} ({} %)", it.parameter.declaration().key, percent(it.share)))
        .collect();
    let sum: f64 = beyond.iter().map(|it| it.share).sum();
    format!(
        "Over {worlds}, beyond noise: {}. Together they go with {} % of the variance.",
        names.join(", "),
        percent(sum.min(1.0))
    )
}
