//! Whether the teams hold.

use super::super::collect::Quantity;
use super::super::document::{Block, Figure, Section};
use super::super::headline as h;
use super::super::time::time_axis;
use super::super::words::estimate;
use super::Results;
use crate::chart::{Axis, Bounds, Caption, Format, Ink, Join, Lines, Point, Series, day};

pub(super) fn section(results: Results<'_>) -> Section {
    let all = results.all();
    let charts = CHARTS.iter().map(|chart| Figure::of(&lines(results, chart))).collect();
    let figures = Block::Figures(vec![
        ("EMHP posts vacant".into(), all.ranged(&h::EMHP_VACANCY)),
        ("Senior posts vacant".into(), all.ranged(&h::SENIOR_VACANCY)),
        ("EMHPs who left, per year in post".into(), all.ranged(&h::EMHP_TURNOVER)),
        ("Seniors who left, per year in post".into(), all.ranged(&h::SENIOR_TURNOVER)),
        ("Days to fill an EMHP post, mean".into(), all.ranged(&h::VACANCY_DAYS)),
        ("Open cases per practitioner".into(), all.ranged(&h::CASELOAD)),
        ("Slots used, of those offered".into(), all.ranged(&h::SLOTS_USED)),
        ("Supervision given, of that due".into(), all.ranged(&h::SUPERVISION)),
    ]);
    let blocks = vec![Block::Charts(charts), figures];
    Section { id: "workforce", title: "Workforce".to_owned(), blocks }
}

/// What there should be beside what there is.
struct Pair {
    id: &'static str,
    title: &'static str,
    unit: &'static str,
    /// Says so with what there should be and what there is on average.
    says: fn(&str, &str) -> String,
    wanted: (&'static str, Quantity),
    found: (&'static str, Quantity),
}

const CHARTS: [Pair; 4] = [
    Pair {
        id: "emhps",
        title: "EMHP posts and who holds them",
        unit: "Full-time equivalents",
        says: |posts, held| format!("On average {held} of {posts} posts were held."),
        wanted: ("Posts", Quantity::EmhpPosts),
        found: ("In post", Quantity::Emhps),
    },
    Pair {
        id: "seniors",
        title: "Senior posts and who holds them",
        unit: "Full-time equivalents",
        says: |posts, held| format!("On average {held} of {posts} posts were held."),
        wanted: ("Posts", Quantity::SeniorPosts),
        found: ("In post", Quantity::Seniors),
    },
    Pair {
        id: "caseload",
        title: "Open cases and how many would be safe",
        unit: "Cases",
        says: |cap, open| format!("On average {open} cases were open; {cap} would have been safe."),
        wanted: ("Cap", Quantity::CaseloadCap),
        found: ("Open", Quantity::OpenCases),
    },
    Pair {
        id: "supervision",
        title: "Supervision due and given",
        unit: "Hours a week",
        says: |due, given| format!("On average {given} of {due} hours a week were given."),
        wanted: ("Due", Quantity::SupervisionDue),
        found: ("Given", Quantity::SupervisionGiven),
    },
];

fn lines(results: Results<'_>, pair: &Pair) -> Lines {
    let workforce = &results.collected.series.workforce;
    let (mut sums, mut months) = ([0.0; 2], 0);
    let mut series = |position: usize, (name, quantity): (&str, Quantity), ink| {
        let points: Vec<Point> = workforce
            .months(quantity)
            .map(|(month, found)| Point { x: day(month.first_day()), y: estimate(found) })
            .collect();
        sums[position] = points.iter().map(|point| point.y.value).sum();
        months = points.len();
        Series { name: name.to_owned(), ink, points }
    };
    let series = vec![series(0, pair.wanted, Ink::CHARCOAL), series(1, pair.found, Ink::NAVY)];
    let mean = |sum: f64| Format::Whole.value(sum / months as f64);
    let description = match months {
        0 => "There were no teams in the time that is measured.".to_owned(),
        _ => (pair.says)(&mean(sums[0]), &mean(sums[1])),
    };
    Lines {
        caption: Caption { id: pair.id.to_owned(), title: pair.title.to_owned(), description },
        x: time_axis(),
        y: Axis { label: pair.unit.to_owned(), format: Format::Whole, bounds: Bounds::FromZero },
        series,
        join: Join::Straight,
        marks: Vec::new(),
    }
}
