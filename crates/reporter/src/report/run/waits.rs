//! How long children wait.

use mhst_core::model::results::{Dimension, Measure, Statistic, Subgroup};

use super::super::document::{Block, Figure, Section, Table};
use super::super::headline as h;
use super::super::words::{Shown, Words, estimate};
use super::Results;
use crate::chart::{Axis, Bounds, Caption, Format, Ink, Join, Lines, Mark, Point, Series};
use crate::spread::Spread;

/// What there is to say where nobody waits.
pub(super) const NO_REFERRALS: &str = "No team accepted a referral in the measurement window.";

pub(super) fn section(results: Results<'_>) -> Section {
    let all = results.all();
    let mut blocks = match has_referrals(results) {
        false => vec![Block::Paragraph(NO_REFERRALS.into())],
        true => vec![
            Block::Chart(Figure::of(&incidence(results))),
            Block::Figures(vec![
                ("Started within 4 weeks".into(), all.ranged(&h::IN_4_WEEKS)),
                ("Within 12 weeks".into(), all.ranged(&h::IN_12_WEEKS)),
                ("Within 18 weeks".into(), all.ranged(&h::IN_18_WEEKS)),
                ("Within a year".into(), all.ranged(&h::IN_A_YEAR)),
            ]),
        ],
    };
    let is_there = |row: &Row| all.among(row.2).interval(&shown(row.1, Statistic::Mean)).is_some();
    if ROWS.iter().any(is_there) {
        blocks.push(Block::Table(percentiles(results)));
        blocks.push(Block::Paragraph(
            "The waits of children who started leave out those who never did, and the waits of children \
             still waiting are not over. Neither alone says how long a child has to wait. The chart \
             does: it follows every accepted referral. Contacts with the specialist service are those \
             of children referred from covered settings or by a team."
                .into(),
        ));
    }
    Section { id: "waits", title: "Waits".to_owned(), blocks }
}

/// Share started and share still waiting by time since referral.
fn incidence(results: Results<'_>) -> Lines {
    let all = results.all();
    let (mut started, mut waiting) = (Vec::new(), Vec::new());
    for (day, share_started, share_waiting) in results.series().waits.curves(results.level()) {
        let x = f64::from(day) / 7.0;
        started.push(Point { x, y: estimate(share_started) });
        waiting.push(Point { x, y: estimate(share_waiting) });
    }
    let shares = started_within(|shown| all.interval(shown).map(|_| all.estimate(shown)));
    let description = Words::from("Of accepted referrals, ").and(shares).and(bands(results));
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

/// Whether there are accepted referrals, whose children are followed.
pub(super) fn has_referrals(results: Results<'_>) -> bool {
    results.series().waits.curves(results.level()).next().is_some()
}

/// The shares that had started after some weeks, as far as children were followed for so long: the
/// end of a sentence.
pub(super) fn started_within(share: impl Fn(&Shown) -> Option<Words>) -> Words {
    const WEEKS: [(&str, Shown); 3] =
        [("4", h::IN_4_WEEKS), ("12", h::IN_12_WEEKS), ("18", h::IN_18_WEEKS)];
    let known: Vec<(&str, Words)> =
        WEEKS.iter().filter_map(|(weeks, shown)| Some((*weeks, share(shown)?))).collect();
    let last = known.len().saturating_sub(1);
    let told = known.into_iter().enumerate().fold(Words::default(), |words, (place, one)| {
        let (weeks, share) = one;
        let before = match place {
            0 => "",
            _ if place == last => " and ",
            _ => ", ",
        };
        let (verb, of) = if place == 0 { (" started help", " of referral") } else { ("", "") };
        words.and(before).and(share).and(format!("{verb} within {weeks} weeks{of}"))
    });
    match told.0.is_empty() {
        true => "none was followed for 4 weeks.".into(),
        false => told.and("."),
    }
}

/// What the bands of a chart are, if it has any.
pub(super) fn bands(results: Results<'_>) -> String {
    match results.facts.spread {
        Spread { worlds: 0, central: 0..=1, .. } => String::new(),
        spread => format!(" Bands are {}.", spread.intervals()),
    }
}

/// A wait: its name, and what it is.
type Row = (&'static str, Measure, Subgroup);

const COVERED: Subgroup = Subgroup { dimension: Dimension::Origin, level: 0 };

/// Completed waits, and those that continue.
const ROWS: [Row; 5] = [
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
    ("Referral to assessment, children assessed", Measure::WaitReferralToAssessment, Subgroup::ALL),
    ("Specialist referral to first contact", Measure::WaitSpecialistFirstContact, COVERED),
    ("Specialist referral to second contact", Measure::WaitSpecialistSecondContact, COVERED),
];

fn shown(measure: Measure, statistic: Statistic) -> Shown {
    Shown { measure, statistic, format: Format::Whole }
}

fn percentiles(results: Results<'_>) -> Table {
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
            let shown = shown(measure, statistic);
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
