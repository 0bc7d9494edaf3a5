//! Whether measurement begins after the start of the teams has died out, as a section of a report.

use super::about::long;
use super::collect::Collected;
use super::document::{Block, Figure, Section};
use super::facts::Facts;
use super::time::{self, time_axis};
use crate::capital::capital;
use crate::chart::{
    Axis, Bounds, Caption, Estimate, Format, Ink, Join, Lines, Mark, Point, Series, day,
};
use crate::numbers::counted;
use crate::warmup::{Level, Start, Trace, traces};

/// Most points of a line: more than one in some weeks would not be seen.
const MOST_POINTS: usize = 60;

/// The section, which says whose runs they are; `None` where no run has teams and is kept in detail.
pub(crate) fn section(facts: &Facts, found: &Collected, whose: &str) -> Option<Section> {
    let traces = traces(&facts.dates, found);
    if traces.is_empty() {
        return None;
    }
    let title = "Whether measurement begins late enough".to_owned();
    if traces.iter().all(|trace| trace.start() == Start::TooShort) {
        let words = "Teams are measured for fewer than 50 weeks, which is too short to tell their start \
                     from their usual work.";
        return Some(Section {
            id: "warm-up",
            title,
            blocks: vec![Block::Paragraph(words.into())],
        });
    }
    let runs = counted(found.series.weekly.runs() as usize, "run");
    let words = format!(
        "New teams start with empty lists. The charts follow them from the beginning of measurement, as a \
         mean over {runs}{whose}; lines are moving averages over a quarter of a year (Welch). The start ends where \
         leaving out more would not make the mean of the rest better known (MSER-5). What is measured \
         before is not the usual work of a team. Holidays, and inputs that change on a date (lettered), \
         move the lines too."
    );
    let figures = traces.iter().map(|trace| Figure::of(&lines(facts, trace))).collect();
    let blocks = vec![Block::Paragraph(words.into()), Block::Charts(figures)];
    Some(Section { id: "warm-up", title, blocks })
}

fn lines(facts: &Facts, trace: &Trace) -> Lines {
    let average = trace.moving_average();
    let step = average.len().div_ceil(MOST_POINTS).max(1);
    let point =
        |&(date, value): &(_, f64)| Point { x: day(date), y: Estimate { value, interval: None } };
    let mut marks = time::marks(facts, facts.dates.measured_from);
    let description = match trace.start() {
        Start::TooShort => "There are too few weeks to say where the start ends.".to_owned(),
        Start::Open => "It does not settle in the first half of the time.".to_owned(),
        Start::Ends(0) => "It looks the same from the beginning of measurement.".to_owned(),
        Start::Ends(weeks) => {
            let ends = trace.after(weeks);
            marks.push(Mark { at: day(ends), label: "Settled".to_owned() });
            format!(
                "The start ends {} after measurement begins, on {}.",
                counted(weeks, "week"),
                long(ends)
            )
        }
    };
    let id = match trace.level {
        Level::Waiting => "warm-up-waiting",
        Level::InHelp => "warm-up-in-help",
        Level::MissingMiddle => "warm-up-missing-middle",
    };
    Lines {
        caption: Caption { id: id.to_owned(), title: capital(trace.level.name()), description },
        x: time_axis(),
        y: Axis { label: "Children".to_owned(), format: Format::Whole, bounds: Bounds::FromZero },
        series: vec![Series {
            name: String::new(),
            ink: Ink::NAVY,
            points: average.iter().step_by(step).map(point).collect(),
        }],
        join: Join::Straight,
        marks,
    }
}
