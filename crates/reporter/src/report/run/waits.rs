//! How long children wait.

use mhst_core::model::results::{Measure, Statistic};

use super::super::document::{Block, Figure, Section, Table};
use super::super::headline as h;
use super::super::words::{Shown, Words, estimate};
use super::Results;
use crate::chart::{Axis, Bounds, Caption, Format, Ink, Join, Lines, Mark, Point, Series};

pub(super) fn section(results: Results<'_>) -> Section {
    let all = results.all();
    let blocks = vec![
        Block::Chart(Figure::of(&incidence(results))),
        Block::Figures(vec![
            ("Started within 4 weeks".into(), all.ranged(&h::IN_4_WEEKS)),
            ("Within 12 weeks".into(), all.ranged(&h::IN_12_WEEKS)),
            ("Within 18 weeks".into(), all.ranged(&h::IN_18_WEEKS)),
            ("Within a year".into(), all.ranged(&h::IN_A_YEAR)),
        ]),
        Block::Table(percentiles(results)),
        Block::Paragraph(
            "The waits of those who started leave out those who never did; the waits of those still \
             waiting are not over. Neither alone says how long a child has to wait: the share \
             started by a time since referral does."
                .into(),
        ),
    ];
    Section { id: "waits", title: "Who waits how long".to_owned(), blocks }
}

/// Share started and share still waiting by time since referral.
fn incidence(results: Results<'_>) -> Lines {
    let all = results.all();
    let (mut started, mut waiting) = (Vec::new(), Vec::new());
    for (day, share_started, share_waiting) in results.collected.series.waits.curves() {
        let x = f64::from(day) / 7.0;
        started.push(Point { x, y: estimate(share_started) });
        waiting.push(Point { x, y: estimate(share_waiting) });
    }
    let description = Words::from("Of accepted referrals, ")
        .and(all.estimate(&h::IN_4_WEEKS))
        .and(" had started help by 4 weeks after referral, ")
        .and(all.estimate(&h::IN_12_WEEKS))
        .and(" by 12 and ")
        .and(all.estimate(&h::IN_18_WEEKS))
        .and(" by 18; the bands are 95 % intervals over replicates.");
    let mark = |weeks: f64| Mark { at: weeks, label: format!("{weeks} weeks") };
    let series = |name: &str, ink, points| Series { name: name.to_owned(), ink, points };
    Lines {
        caption: Caption {
            id: "incidence".to_owned(),
            title: "Started help, and still waiting, by time since referral".to_owned(),
            description: description.text(),
        },
        x: Axis {
            label: "Weeks since referral".to_owned(),
            format: Format::Whole,
            bounds: Bounds::FromZero,
        },
        y: Axis {
            label: "Share of accepted referrals".to_owned(),
            format: Format::Percent(0),
            bounds: Bounds::AtLeast(0.0, 1.0),
        },
        series: vec![
            series("Started help", Ink::NAVY, started),
            series("Still waiting", Ink::ORANGE, waiting),
        ],
        join: Join::Straight,
        marks: [4.0, 12.0, 18.0].map(mark).into(),
    }
}

/// Waits of those who came to their end, beside those that go on.
fn percentiles(results: Results<'_>) -> Table {
    const ROWS: [(&str, Measure); 5] = [
        ("Referral to first session, of children who started", Measure::WaitReferralToStart),
        ("Since referral, of children still waiting at the end", Measure::StillWaitingForStart),
        ("Referral to assessment, of children assessed", Measure::WaitReferralToAssessment),
        ("Referral to first specialist contact", Measure::WaitSpecialistFirstContact),
        ("Referral to second specialist contact", Measure::WaitSpecialistSecondContact),
    ];
    const STATISTICS: [Statistic; 6] = [
        Statistic::Count,
        Statistic::Mean,
        Statistic::P50,
        Statistic::P75,
        Statistic::P90,
        Statistic::P95,
    ];
    let all = results.all();
    let rows = ROWS.map(|(name, measure)| {
        let numbers = STATISTICS.map(|statistic| {
            let shown = Shown { measure, statistic, format: Format::Whole };
            match statistic {
                Statistic::Count => all.estimate(&shown),
                _ => all.ranged(&shown),
            }
        });
        std::iter::once(Words::from(name)).chain(numbers).collect()
    });
    Table {
        id: "waits-table".to_owned(),
        caption: "Waits in days".to_owned(),
        header: ["wait", "children", "mean", "median", "75th", "90th", "95th percentile"]
            .map(str::to_owned)
            .into(),
        rows: rows.into(),
        text_columns: 1,
        filter: None,
    }
}
