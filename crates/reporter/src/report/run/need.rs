//! The account of need: where children in need are on an average day, and what becomes of them.

use mhst_core::model::results::Statistic;

use super::super::document::{Block, Figure, Section};
use super::super::headline as h;
use super::super::words::{Shown, Words, estimate};
use super::Results;
use crate::account;
use crate::chart::{
    Axis, Bars, Bin, Bounds, Caption, Estimate, Format, Group, Histogram, Ink, Kind,
};

/// Weeks that a bar spans.
const WIDTH: u32 = 4;

pub(super) fn section(results: Results<'_>) -> Section {
    let all = results.all();
    let title = "Need, help and support".to_owned();
    if shares(results).is_none() {
        return Section { id: "need", title, blocks: vec![Block::Paragraph(NOBODY.into())] };
    }
    let figure = |(name, shown): (&str, Shown)| (name.into(), all.ranged(&shown));
    let blocks = vec![
        Block::Chart(Figure::of(&positions(results))),
        Block::Paragraph(
            "Every day in need is in one of these five groups, so they add up to all days in need in \
             every world. \
             \u{201c}Without help\u{201d} means the last four, \u{201c}without any support\u{201d} the last \
             two. Days are counted within the measurement window, whether or not anybody had noticed \
             the need."
                .into(),
        ),
        Block::Figures(
            [
                ("Of days in need, without help", h::WITHOUT_HELP_SHARE),
                ("Of days in need, without any support", h::WITHOUT_SUPPORT_SHARE),
                ("Children in the missing middle on an average day", h::MISSING_MIDDLE_STOCK),
                ("Helped within a year of the start of need", h::HELPED_IN_A_YEAR),
                ("Days from the start of need to first help, median", h::FIRST_HELP),
                ("Recovered with help", h::RECOVERED_WITH_HELP),
                ("Days in need per episode", h::DAYS_IN_NEED),
                ("Severity-days per episode", h::SEVERITY_DAYS),
            ]
            .map(figure)
            .into(),
        ),
        Block::Chart(Figure::of(&histogram(results))),
    ];
    Section { id: "need", title, blocks }
}

/// The account on an average day.
fn positions(results: Results<'_>) -> Bars {
    let all = results.all();
    let group = |(name, shown): &(&str, Shown)| Group {
        name: (*name).to_owned(),
        values: vec![all.interval(shown).map_or(Estimate::exact(f64::NAN), estimate)],
    };
    Bars {
        caption: Caption {
            id: "account".to_owned(),
            title: "Children in need on an average day".to_owned(),
            description: average_day(results).text(),
        },
        groups_are: "Children in need".to_owned(),
        axis: Axis {
            label: "Share of children in need".to_owned(),
            format: Format::Percent(1),
            bounds: Bounds::FromZero,
        },
        kinds: vec![Kind { name: "share".to_owned(), ink: Ink::NAVY }],
        groups: h::ACCOUNT.iter().map(group).collect(),
    }
}

/// What there is to say where nobody was in need.
pub(super) const NOBODY: &str = "Nobody was in need in the measurement window.";

/// The account in a sentence.
pub(super) fn average_day(results: Results<'_>) -> Words {
    shares(results).unwrap_or_else(|| NOBODY.to_owned()).into()
}

/// The account in a sentence; `None` where nobody was in need.
fn shares(results: Results<'_>) -> Option<String> {
    let share = |measure| {
        let shown = Shown { measure, statistic: Statistic::Share, format: Format::Percent(0) };
        results.all().interval(&shown).map(|interval| interval.estimate)
    };
    account::average_day(share)
}

/// Episodes by weeks without help.
fn histogram(results: Results<'_>) -> Histogram {
    let all = results.all();
    let classes = results.series().without_help.classes(WIDTH);
    let bin = |(class, value): (u32, f64)| Bin {
        from: f64::from(class * WIDTH),
        to: f64::from((class + 1) * WIDTH),
        value,
    };
    let description = Words::from("Of ")
        .and(all.estimate(&h::EPISODES))
        .and(" episodes of need, half had ")
        .and(all.estimate(&h::DAYS_WITHOUT_HELP_MEDIAN))
        .and(" days without help or fewer. The mean was ")
        .and(all.ranged(&h::DAYS_WITHOUT_HELP))
        .and(" days without help, of which ")
        .and(all.ranged(&h::DAYS_WITHOUT_SUPPORT))
        .and(" without any support.");
    Histogram {
        caption: Caption {
            id: "without-help-weeks".to_owned(),
            title: "Weeks without help, by episode of need".to_owned(),
            description: description.text(),
        },
        x: Axis {
            label: "Weeks in need without help, within the measurement window".to_owned(),
            format: Format::Whole,
            bounds: Bounds::FromZero,
        },
        y: Axis {
            label: "Share of episodes".to_owned(),
            format: Format::Percent(1),
            bounds: Bounds::FromZero,
        },
        bins: (0..).zip(classes).map(bin).collect(),
        marks: Vec::new(),
    }
}
