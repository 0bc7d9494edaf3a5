//! Whether the teams are stable.

use super::super::about;
use super::super::collect::Quantity;
use super::super::document::{Block, Figure, Section};
use super::super::headline as h;
use super::super::time::time_axis;
use super::super::words::estimate;
use super::Results;
use crate::chart::{Axis, Bounds, Caption, Format, Ink, Join, Lines, Point, Series, day};

pub(super) fn section(results: Results<'_>) -> Section {
    let all = results.all();
    let title = "Workforce".to_owned();
    if results.series().workforce.years(results.level()).next().is_none() {
        let blocks = vec![Block::Paragraph(NO_TEAMS.into())];
        return Section { id: "workforce", title, blocks };
    }
    let charts = CHARTS.iter().map(|chart| Figure::of(&lines(results, chart))).collect();
    let figures = Block::Figures(vec![
        ("EMHP posts vacant".into(), all.ranged(&h::EMHP_VACANCY)),
        ("Senior posts vacant".into(), all.ranged(&h::SENIOR_VACANCY)),
        ("EMHP leavers per person-year".into(), all.ranged(&h::EMHP_TURNOVER)),
        ("Senior leavers per person-year".into(), all.ranged(&h::SENIOR_TURNOVER)),
        ("Mean days to fill an EMHP post".into(), all.ranged(&h::VACANCY_DAYS)),
        ("Open cases per practitioner".into(), all.ranged(&h::CASELOAD)),
        ("Share of offered slots used".into(), all.ranged(&h::SLOTS_USED)),
        ("Share of due supervision given".into(), all.ranged(&h::SUPERVISION)),
    ]);
    let mut blocks = vec![figures];
    blocks.extend(about::of_central(results.facts));
    blocks.push(Block::Charts(charts));
    Section { id: "workforce", title, blocks }
}

/// What there is to say where there is no team.
pub(super) const NO_TEAMS: &str = "There were no teams in the measurement window.";

/// What there should be next to what there is.
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
        title: "EMHP posts, and those filled",
        unit: "Full-time equivalents",
        says: |posts, filled| {
            format!("On average {filled} of {posts} full-time equivalents were filled.")
        },
        wanted: ("Posts", Quantity::EmhpPosts),
        found: ("Filled", Quantity::Emhps),
    },
    Pair {
        id: "seniors",
        title: "Senior posts, and those filled",
        unit: "Full-time equivalents",
        says: |posts, filled| {
            format!("On average {filled} of {posts} full-time equivalents were filled.")
        },
        wanted: ("Posts", Quantity::SeniorPosts),
        found: ("Filled", Quantity::Seniors),
    },
    Pair {
        id: "caseload",
        title: "Open cases, and the safe limit",
        unit: "Cases",
        says: |cap, open| format!("On average {open} cases were open; the safe limit was {cap}."),
        wanted: ("Limit", Quantity::CaseloadCap),
        found: ("Open", Quantity::OpenCases),
    },
    Pair {
        id: "supervision",
        title: "Supervision due and given",
        unit: "Hours a week",
        says: |due, given| {
            format!("On average {given} of the {due} hours due in a week were given.")
        },
        wanted: ("Due", Quantity::SupervisionDue),
        found: ("Given", Quantity::SupervisionGiven),
    },
];

fn lines(results: Results<'_>, pair: &Pair) -> Lines {
    let workforce = &results.series().workforce;
    let (mut sums, mut months) = ([0.0; 2], 0);
    let mut series = |position: usize, (name, quantity): (&str, Quantity), ink| {
        let points: Vec<Point> = workforce
            .months(quantity, results.level())
            .map(|(month, found)| Point { x: day(month.first_day()), y: estimate(found) })
            .collect();
        sums[position] = points.iter().map(|point| point.y.value).sum();
        months = points.len();
        Series { name: name.to_owned(), ink, points }
    };
    let series = vec![series(0, pair.wanted, Ink::CHARCOAL), series(1, pair.found, Ink::NAVY)];
    let format = tellable(sums.map(|sum| sum / months as f64));
    let mean = |sum: f64| format.value(sum / months as f64);
    let description = match months {
        0 => NO_TEAMS.to_owned(),
        _ => (pair.says)(&mean(sums[0]), &mean(sums[1])),
    };
    Lines {
        caption: Caption { id: pair.id.to_owned(), title: pair.title.to_owned(), description },
        x: time_axis(),
        y: Axis { label: pair.unit.to_owned(), format, bounds: Bounds::FromZero },
        series,
        join: Join::Straight,
        marks: Vec::new(),
    }
}

/// With a digit where amounts are small, so that 3.6 of 4 posts are not 4 of 4.
fn tellable(amounts: [f64; 2]) -> Format {
    let small = amounts.iter().any(|amount| *amount < 100.0);
    if small { Format::Decimal(1) } else { Format::Whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_that_are_partly_vacant_are_not_written_as_filled() {
        let written = |filled, posts| {
            let format = tellable([posts, filled]);
            [format.value(filled), format.value(posts)]
        };
        assert_eq!(written(3.56, 4.0), ["3.6", "4.0"]);
        assert_eq!(written(209.7, 232.0), ["210", "232"]);
    }
}
