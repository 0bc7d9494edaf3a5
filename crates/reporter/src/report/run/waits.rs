//! How long children wait.

use mhst_core::model::results::{Dimension, Measure, Statistic, Subgroup};

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
            "The waits of children who started leave out those who never did, and the waits of children \
             still waiting are not over. Neither alone says how long a child has to wait. The chart \
             does: it follows every accepted referral. Contacts with the specialist service are those \
             of children referred from covered settings or by a team."
                .into(),
        ),
    ];
    Section { id: "waits", title: "Waits".to_owned(), blocks }
}

/// Share started and share still waiting by time since referral.
fn incidence(results: Results<'_>) -> Lines {
    let all = results.all();
    let (mut started, mut waiting) = (Vec::new(), Vec::new());
    for (day, share_started, share_waiting) in results.series().waits.curves() {
        let x = f64::from(day) / 7.0;
        started.push(Point { x, y: estimate(share_started) });
        waiting.push(Point { x, y: estimate(share_waiting) });
    }
    let description = Words::from("Of accepted referrals, ")
        .and(all.estimate(&h::IN_4_WEEKS))
        .and(" started help within 4 weeks of referral, ")
        .and(all.estimate(&h::IN_12_WEEKS))
        .and(" within 12 weeks and ")
        .and(all.estimate(&h::IN_18_WEEKS))
        .and(" within 18 weeks. Bands are 95 % intervals.");
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

/// Completed waits, and those that continue.
fn percentiles(results: Results<'_>) -> Table {
    const COVERED: Subgroup = Subgroup { dimension: Dimension::Origin, level: 0 };
    const ROWS: [(&str, Measure, Subgroup); 5] = [
        (
            "Referral to first session, children who started",
            Measure::WaitReferralToStart,
            Subgroup::ALL,
        ),
        (
            "Since referral, children still waiting at the end",
            Measure::StillWaitingForStart,
            Subgroup::ALL,
        ),
        (
            "Referral to assessment, children assessed",
            Measure::WaitReferralToAssessment,
            Subgroup::ALL,
        ),
        ("Specialist referral to first contact", Measure::WaitSpecialistFirstContact, COVERED),
        ("Specialist referral to second contact", Measure::WaitSpecialistSecondContact, COVERED),
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
    let rows = ROWS.map(|(name, measure, children)| {
        let all = all.among(children);
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
        header: ["wait", "children", "mean", "median", "75th percentile", "90th", "95th"]
            .map(str::to_owned)
            .into(),
        rows: rows.into(),
        text_columns: 1,
        filter: None,
    }
}
